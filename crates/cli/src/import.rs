//! `hearsay import`: what was read elsewhere, into the ledger.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use hearsay_reader::expand;

use crate::add::{Intake, Summary, ingest};
use crate::open;
use crate::wanted::Wanted;

/// Take articles that were read elsewhere into the ledger, and settle what they touch
///
/// Such as the table `articles` of a job on Spark, `hearsay export jsonl`, or `hearsay read --format json`. Claims are taken
/// over as they are; an article whose record doesn't quote it rightly is refused.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Parquet tables with a column `record`, lines of JSON, or folders of such files
    #[arg(required = true, value_name = "FILE|FOLDER")]
    inputs: Vec<String>,

    /// Only articles of which this holds: host=NAME,... or date>=2024-01-31 (also <, <=, =, >) or language=en,...;
    /// given several times, all must hold
    #[arg(long = "where", value_name = "CONDITION")]
    wanted: Vec<Wanted>,

    /// How to tell at the end what was done: in words, or as JSON on standard output
    #[arg(short, long, value_enum, default_value_t, value_name = "FORM")]
    summary: Summary,

    /// Show no progress bar and no summary in words
    #[arg(short = 'q', long, visible_alias = "no-progress")]
    quiet: bool,
}

/// Runs the command.
pub(crate) fn run(ledger: Option<PathBuf>, arguments: Arguments) -> anyhow::Result<ExitCode> {
    let mut ledger = open::to_write(ledger)?;
    let Arguments { inputs, wanted, summary, quiet } = arguments;
    let intake = Intake { threads: 1, wanted, afresh: true, as_read: true, quiet, ..Intake::default() };
    let (tally, end) = ingest(&mut ledger, expand(&inputs), intake)?;
    summary.tell(&tally, quiet)?;
    Ok(tally.exit_code(end))
}
