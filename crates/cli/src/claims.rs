//! `hearsay claims`: claims in the ledger.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use hearsay::dossier::Act;
use hearsay_ledger::ClaimRow;

use crate::list::{self, Listing};
use crate::open;

/// List the claims in the ledger
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    listing: Listing,
}

/// Runs the command.
pub(crate) fn run(ledger: Option<PathBuf>, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let ledger = open::to_read(ledger)?;
    let rows = ledger.claims(arguments.listing.view(), &arguments.listing.filter()?)?;
    write(arguments.listing.format, &rows)?;
    Ok(ExitCode::SUCCESS)
}

/// Writes claims, one a row.
pub(crate) fn write(form: list::Form, rows: &[ClaimRow]) -> anyhow::Result<()> {
    list::write(form, rows, ["claim", "published", "outlet", "speaker", "content", "judged"], |row| {
        let content = &row.claim.content.exact;
        let cue = row.claim.cue.as_ref().map(|cue| cue.exact.as_str());
        let told = Act::of(row.claim.polarity, cue, content).led(content);
        [
            row.claim.id.clone(),
            row.published.clone().unwrap_or_default(),
            row.outlet.clone().unwrap_or_default(),
            row.claim.speaker.name.clone().unwrap_or_default(),
            told,
            row.judged.clone().unwrap_or_default(),
        ]
    })
}
