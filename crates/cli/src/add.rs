//! `hearsay add`: articles into the ledger.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::Context;
use clap::{Args, ValueEnum};
use hearsay::Models;
use hearsay_gazetteer::Gazetteer;
use hearsay_ledger::Ledger;
use hearsay_reader::{Input, Options};

use crate::inputs::Inputs;
use crate::intake::{Desk, Read, Reader, Tally};
use crate::pipeline::{self, End, caught};
use crate::progress::Progress;
use crate::stream::{self, Job};
use crate::wanted::Wanted;
use crate::{interrupt, list, open};

/// Read articles into the ledger, and settle what they touch
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    inputs: Inputs,

    #[command(flatten)]
    taking: Taking,

    /// Read collections from their start, also where an earlier run has been
    #[arg(long)]
    afresh: bool,
}

/// What is taken in, and how that is told
#[derive(Debug, Args)]
pub(crate) struct Taking {
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

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Summary {
    #[default]
    Words,
    Json,
}

impl Taking {
    /// Takes inputs into a ledger by these arguments and the rest of `intake`.
    pub(crate) fn run(self, ledger: &mut Ledger, inputs: Vec<Input>, intake: Intake) -> anyhow::Result<ExitCode> {
        let Self { wanted, summary, quiet } = self;
        let (tally, end) = ingest(ledger, inputs, Intake { wanted, quiet, ..intake })?;
        if summary == Summary::Json {
            list::finished(list::json(&mut io::stdout().lock(), &tally))?;
        } else if !quiet {
            eprintln!("{}", tally.words());
        }
        Ok(tally.exit_code(end))
    }
}

/// How articles are taken in.
#[derive(Debug, Default)]
pub(crate) struct Intake {
    pub(crate) options: Options,
    pub(crate) threads: usize,
    pub(crate) wanted: Vec<Wanted>,
    /// Whether collections are read from their start.
    pub(crate) afresh: bool,
    /// Whether inputs are records whose claims are taken over as they are.
    pub(crate) as_read: bool,
    pub(crate) quiet: bool,
}

/// Runs the command.
pub(crate) fn run(ledger: Option<PathBuf>, arguments: Arguments) -> anyhow::Result<ExitCode> {
    let mut ledger = open::to_write(ledger)?;
    let Arguments { inputs, taking, afresh } = arguments;
    let intake = Intake { options: inputs.options(), threads: inputs.threads(), afresh, ..Intake::default() };
    taking.run(&mut ledger, inputs.expand(), intake)
}

/// Reads inputs on many threads and writes them on this one, batch by batch.
pub(crate) fn ingest(ledger: &mut Ledger, inputs: Vec<Input>, intake: Intake) -> anyhow::Result<(Tally, End)> {
    let stop = interrupt::channel().context("can't listen for Ctrl-C")?;
    let gazetteer = Gazetteer::embedded()?;
    let Intake { options, threads, wanted, afresh, as_read, quiet } = intake;
    let models = if as_read { None } else { Some(Models::embedded()?) };
    let alone = !inputs.iter().any(Input::is_collection);
    let progress = Progress::new(alone.then_some(inputs.len()), !quiet);
    pipeline::quieten_caught_panics();
    let done = ledger.another_to_read()?;
    let read_before = Arc::new(AtomicU64::new(0));
    let passed_over = Arc::clone(&read_before);
    let skip = move |source: &str| {
        let done = if afresh { 0 } else { done.progress_of(source).unwrap_or(0) };
        passed_over.fetch_add(done, Ordering::Relaxed);
        done
    };
    let conditions = wanted.iter().map(|wanted| format!("|{wanted:?}")).collect();
    let jobs = stream::jobs(inputs, options.clone(), conditions, skip);
    let reader = Reader::new(options, models, wanted, ledger)?;
    let work = move |job: Job| {
        // An import is no reading: it doesn't count as how far a collection has been read.
        let (place, mark) = (job.to_string(), job.mark().filter(|_| !as_read));
        let read = caught(|| read(&reader, job)).unwrap_or_else(|fault| Read::Failed(fault, None));
        (place, mark, read)
    };
    let mut desk = Desk::new(ledger, &gazetteer, quiet)?;
    let mut broken = None;
    let end = pipeline::in_order(jobs, threads, &stop, work, |(place, mark, read)| {
        progress.add(if let Read::Articles(_, words) = &read { *words } else { 0 });
        progress.aside(|| desk.take(place, mark, read)).map_err(|error| {
            let message = error.to_string();
            broken = Some(error);
            io::Error::other(message)
        })
    });
    if let Some(error) = broken {
        return Err(error);
    }
    let end = end?;
    // What was read before Ctrl-C is kept as well.
    progress.aside(|| desk.finish())?;
    desk.tally.read_before = read_before.load(Ordering::Relaxed);
    Ok((desk.tally, end))
}

fn read(reader: &Reader, job: Job) -> Read {
    let place = job.to_string();
    // A file that isn't there is the caller's to mend: nothing is set aside.
    let is_file = matches!(job, Job::Input(Input::File(_)) | Job::Fault { mark: None, .. });
    match job.open(reader.options()) {
        Ok(entry) => reader.read(&entry, place),
        Err(error) if is_file => Read::Failed(error.to_string(), None),
        Err(error) => Read::unreadable(place, error.to_string(), None),
    }
}
