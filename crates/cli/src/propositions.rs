//! `hearsay propositions`: what several claims share.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use hearsay_ledger::{Ledger, PropositionRow};

use crate::list::{self, Form, Listing};
use crate::open;

/// List the propositions, with how many independent origins stand behind each and how many deny it
///
/// Without --all, those that only one article tells of are left out.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    listing: Listing,

    /// Also propositions that a single article tells of
    #[arg(long)]
    all: bool,
}

/// Runs the command.
pub(crate) fn run(ledger: Option<PathBuf>, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    show(&open::to_read(ledger)?, &arguments.listing, arguments.all)
}

fn show(ledger: &Ledger, listing: &Listing, all: bool) -> anyhow::Result<ExitCode> {
    let mut rows = ledger.propositions(listing.view(), &listing.filter()?)?;
    rows.retain(|row| all || row.proposition.is_shared());
    write(listing.format, &rows)?;
    Ok(ExitCode::SUCCESS)
}

/// Writes propositions, one a row.
pub(crate) fn write(form: Form, rows: &[PropositionRow]) -> anyhow::Result<()> {
    let columns = ["proposition", "established", "possible", "unknown", "denied by", "articles", "summary", "judged"];
    list::write(form, rows, columns, |row| {
        let (counts, denied) = (row.proposition.independent_origins, row.proposition.denial_origins);
        [
            row.proposition.proposition.id.clone(),
            counts.established.to_string(),
            counts.possible.to_string(),
            counts.unknown.to_string(),
            denied.total().to_string(),
            row.proposition.tellings.to_string(),
            row.proposition.proposition.summary.clone(),
            row.judged.clone().unwrap_or_default(),
        ]
    })
}
