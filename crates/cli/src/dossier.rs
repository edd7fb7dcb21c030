//! `hearsay dossier`: propositions to publish, each sentence with its source and the hash of what was archived.

use std::collections::BTreeSet;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use hearsay::dossier::{Dossier, Extent};
use hearsay_export::dossier;

use crate::list::{self, Moment};
use crate::open;

/// Write a dossier of propositions: who says it, who denies it, where each sentence stands
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Ids of propositions, or the beginnings of them
    #[arg(required_unless_present = "kept")]
    ids: Vec<String>,

    /// The dossier of this name instead, as it was composed in the browser
    #[arg(long, value_name = "NAME", conflicts_with_all = ["ids", "as_of", "published_before"])]
    kept: Option<String>,

    /// The form of the output
    #[arg(short, long, value_enum, default_value_t)]
    format: Form,

    #[command(flatten)]
    moment: Moment,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Form {
    /// Markdown
    #[default]
    Md,
    /// A web page
    Html,
    /// The structure itself
    Json,
    /// A schema.org report with W3C Web Annotations, in JSON-LD
    Jsonld,
}

/// Runs the command.
pub(crate) fn run(ledger: Option<PathBuf>, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let ledger = open::to_read(ledger)?;
    let mut compiled = match &arguments.kept {
        Some(name) => ledger.compiled(&ledger.saved_dossier(name)?, Extent::WHOLE)?,
        None => ledger.dossier(arguments.moment.view(), &arguments.ids, Extent::WHOLE)?,
    };
    // Two ids, or an id and its beginning, may mean one proposition. What somebody composed is left as it is.
    if arguments.kept.is_none() {
        let mut seen = BTreeSet::new();
        compiled.sections.retain(|section| seen.insert(section.proposition.clone()));
    }
    tell_missing(&compiled);
    let mut out = io::stdout().lock();
    list::finished(match arguments.format {
        Form::Json => list::json(&mut out, &compiled),
        Form::Jsonld => list::json(&mut out, &dossier::json_ld(&compiled)),
        Form::Md => out.write_all(dossier::markdown(&compiled).as_bytes()),
        Form::Html => out.write_all(dossier::page(&compiled).as_bytes()),
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Says which sentences the ledger has no more: of the whole, nothing else is left out.
fn tell_missing(compiled: &Dossier) {
    for section in &compiled.sections {
        let missing: usize = section.voices.iter().map(|voices| voices.further).sum();
        if missing > 0 {
            eprintln!(
                "hearsay: {missing} sentences of proposition {} are missing: `hearsay ledger check` tells more",
                section.proposition
            );
        }
    }
}
