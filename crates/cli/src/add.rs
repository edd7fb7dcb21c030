//! `hearsay add`: articles into the ledger.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use hearsay::contract::Record;
use hearsay::{Models, extract};
use hearsay_gazetteer::Gazetteer;
use hearsay_ledger::{Appended, Ledger, Outcome, Source};
use hearsay_reader::{Input, Options, expand};
use jiff::Timestamp;

use crate::inputs::Inputs;
use crate::pipeline::{self, End, caught};
use crate::progress::Progress;
use crate::{complain, interrupt, open};

/// Articles in one transaction: few enough that a crash costs seconds.
const BATCH: usize = 16;

/// Read articles into the ledger, and settle what they touch
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    inputs: Inputs,

    /// Show no progress bar and no summary
    #[arg(short = 'q', long, visible_alias = "no-progress")]
    quiet: bool,
}

/// What an ingest came to.
#[derive(Debug, Default)]
struct Tally {
    added: usize,
    unchanged: usize,
    changed: usize,
    claims: usize,
    failed: usize,
}

/// Runs the command.
pub(crate) fn run(ledger: Option<PathBuf>, arguments: Arguments) -> anyhow::Result<ExitCode> {
    let mut ledger = open::to_write(ledger)?;
    let Arguments { inputs, quiet } = arguments;
    ingest(&mut ledger, expand(&inputs.inputs), inputs.options(), inputs.threads(), quiet)
}

/// Reads inputs on many threads and writes them on this one, batch by batch.
pub(crate) fn ingest(
    ledger: &mut Ledger,
    inputs: Vec<Input>,
    options: Options,
    threads: usize,
    quiet: bool,
) -> anyhow::Result<ExitCode> {
    let stop = interrupt::channel().context("can't listen for Ctrl-C")?;
    let models = Models::embedded()?;
    let gazetteer = Gazetteer::embedded()?;
    let progress = Progress::new(inputs.len(), !quiet);
    let mut tally = Tally::default();
    let mut batch: Vec<Source> = Vec::with_capacity(BATCH);
    let mut broken = None;
    pipeline::quieten_caught_panics();
    let read = move |input: Input| -> Result<(Source, usize), String> {
        let read = caught(|| {
            let article = input.read(&options).map_err(|error| error.to_string())?;
            let found = extract(&article, &models);
            let words = article.text.split_whitespace().count();
            Ok((Source::of_text(Record::new(&article, &found)), words))
        });
        read.and_then(|read| read).map_err(|reason: String| format!("{input}: {reason}"))
    };
    let end = pipeline::in_order(inputs, threads, &stop, read, |outcome| {
        match outcome {
            Ok((source, words)) => {
                batch.push(source);
                progress.add(words);
            }
            Err(reason) => {
                tally.failed += 1;
                progress.aside(|| complain(&reason));
                progress.add(0);
            }
        }
        if batch.len() < BATCH {
            return Ok(());
        }
        let written = append(ledger, &mut batch, &gazetteer);
        progress.aside(|| keep(written, &mut tally, quiet)).map_err(|error| {
            let message = error.to_string();
            broken = Some(error);
            std::io::Error::other(message)
        })
    });
    if let Some(error) = broken {
        return Err(error);
    }
    let end = end?;
    // What was read before Ctrl-C is kept as well.
    keep(append(ledger, &mut batch, &gazetteer), &mut tally, quiet)?;
    drop(progress);
    if !quiet {
        eprintln!(
            "{} added with {} claims, {} unchanged, {} changed, {} failed",
            tally.added, tally.claims, tally.unchanged, tally.changed, tally.failed
        );
    }
    let read = tally.added + tally.unchanged + tally.changed;
    Ok(match end {
        End::Interrupted => ExitCode::from(interrupt::EXIT_CODE),
        End::Complete if tally.failed == 0 => ExitCode::SUCCESS,
        End::Complete => ExitCode::from(if read == 0 { 2 } else { 1 }),
    })
}

fn append(ledger: &mut Ledger, batch: &mut Vec<Source>, gazetteer: &Gazetteer) -> anyhow::Result<Vec<Appended>> {
    if batch.is_empty() {
        return Ok(Vec::new());
    }
    let appended = ledger.append(batch, gazetteer, &hearsay::version(), Timestamp::now())?;
    batch.clear();
    Ok(appended)
}

/// Counts what a batch came to, and tells of changed articles which claims came and went.
fn keep(written: anyhow::Result<Vec<Appended>>, tally: &mut Tally, quiet: bool) -> anyhow::Result<()> {
    for appended in written? {
        match &appended.outcome {
            Outcome::Added { claims } => {
                tally.added += 1;
                tally.claims += claims;
            }
            Outcome::Changed { .. } => {
                tally.changed += 1;
                if !quiet {
                    tell(&appended);
                }
            }
            _ => tally.unchanged += 1,
        }
    }
    Ok(())
}

/// Tells of a changed article which claims came and went.
pub(crate) fn tell(appended: &Appended) {
    if let Outcome::Changed { text, gained, lost } = &appended.outcome {
        let what = if *text { "a new text" } else { "read anew" };
        complain(&format!("{}: {what}", appended.reference));
        lost.iter().for_each(|content| complain(&format!("  - {content}")));
        gained.iter().for_each(|content| complain(&format!("  + {content}")));
    }
}
