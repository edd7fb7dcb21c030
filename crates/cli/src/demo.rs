//! `hearsay demo`: the sample stories in a ledger of their own.

use std::num::NonZero;
use std::path::PathBuf;
use std::process::ExitCode;
use std::{env, fs, thread};

use anyhow::Context;
use clap::Args;
use hearsay_ledger::{Filter, Ledger, View};
use hearsay_reader::expand;
use include_dir::{Dir, File, include_dir};

use crate::add::Intake;
use crate::list::Form;
use crate::{add, propositions};

static SAMPLES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../samples/demo");

/// Load the sample stories into a ledger, and show what several of them share
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The form of the output
    #[arg(short, long, value_enum, default_value_t)]
    format: Form,
}

/// Runs the command. Without a ledger of the user's, one in the folder for temporary files is used.
pub(crate) fn run(ledger: Option<PathBuf>, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let folder = env::temp_dir().join(format!("hearsay-demo-{}", env!("CARGO_PKG_VERSION")));
    let stories = folder.join("stories");
    fs::create_dir_all(&stories).with_context(|| stories.display().to_string())?;
    let is_story = |file: &&File<'_>| file.path().extension().is_some_and(|ending| ending == "json");
    for file in SAMPLES.files().filter(is_story) {
        let path = stories.join(file.path());
        fs::write(&path, file.contents()).with_context(|| path.display().to_string())?;
    }
    let path = ledger.unwrap_or_else(|| folder.join("ledger.db"));
    let mut ledger = Ledger::open(&path).with_context(|| path.display().to_string())?;
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let inputs = expand(&[stories.display().to_string()]);
    let (tally, end) = add::ingest(&mut ledger, inputs, Intake { threads, ..Intake::default() })?;
    eprintln!("{}", tally.words());
    let mut rows = ledger.propositions(View::default(), &Filter::default())?;
    rows.retain(|row| row.proposition.is_shared());
    propositions::write(arguments.format, &rows)?;
    eprintln!("the ledger is {}; try `hearsay --ledger FILE proposition ID` with one of the ids", path.display());
    Ok(tally.exit_code(end))
}
