//! `hearsay import`: what was read elsewhere, into the ledger.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use hearsay_reader::expand;

use crate::add::{Intake, Taking};
use crate::open;

/// Take articles that were read elsewhere into the ledger, and settle what they touch
///
/// Such as the table `articles` of a job on Spark, `hearsay export jsonl`, or `hearsay read --format json`. Claims are taken
/// over as they are; an article whose record doesn't quote it rightly is refused.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Parquet tables with a column `record`, lines of JSON, or folders of such files
    #[arg(required = true, value_name = "FILE|FOLDER")]
    inputs: Vec<String>,

    #[command(flatten)]
    taking: Taking,
}

/// Runs the command.
pub(crate) fn run(ledger: Option<PathBuf>, arguments: Arguments) -> anyhow::Result<ExitCode> {
    let mut ledger = open::to_write(ledger)?;
    let intake = Intake { threads: 1, afresh: true, as_read: true, ..Intake::default() };
    arguments.taking.run(&mut ledger, expand(&arguments.inputs), intake)
}
