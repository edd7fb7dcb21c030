//! `hearsay quarantine`: what gave no article, and what is in languages that aren't read.

use std::fs;
use std::io;
use std::mem;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use clap::{Args, Subcommand, ValueEnum};
use hearsay::Models;
use hearsay_gazetteer::Gazetteer;
use hearsay_ledger::{AsideRow, Evidence, Ground, Ledger, LedgerError};
use hearsay_reader::feed::Visitor;
use hearsay_reader::{Entry, Input, Options, Page, ReadError};
use jiff::Timestamp;

use crate::intake::{Desk, Read, Reader};
use crate::list::{self, Form};
use crate::pipeline::{self, End, caught};
use crate::watch::{Addressed, OF_SITE, by_site, politely};
use crate::{interrupt, open};

/// What was kept is read on so many threads, and so many sites are visited at once.
const READERS: usize = 2;
const SITES: usize = 8;

/// See, retry or export what was set aside when articles were added
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List what is set aside, with the reason
    List {
        /// Only what was set aside on this ground
        #[arg(long, value_enum)]
        ground: Option<Reason>,
        /// The form of the output
        #[arg(short, long, value_enum, default_value_t)]
        format: Form,
    },
    /// Try again what could not be read: from the bytes that were kept, or else from where it stood
    Retry {
        /// Milliseconds between two requests to a site, at least
        #[arg(long, value_name = "MILLISECONDS", default_value_t = 1000)]
        pause: u64,
        /// Fetch from addresses inside the local network too
        #[arg(long)]
        allow_private_addresses: bool,
    },
    /// Write the bytes that were kept into a folder, each under its number
    Export {
        /// The folder; it is made where there is none
        folder: PathBuf,
        /// Only what was set aside on this ground
        #[arg(long, value_enum)]
        ground: Option<Reason>,
    },
}

/// On what ground something was set aside.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Reason {
    Unreadable,
    Language,
}

impl From<Reason> for Ground {
    fn from(reason: Reason) -> Self {
        match reason {
            Reason::Unreadable => Self::Unreadable,
            Reason::Language => Self::Language,
        }
    }
}

/// Runs the command.
pub(crate) fn run(ledger: Option<PathBuf>, arguments: Arguments) -> anyhow::Result<ExitCode> {
    match arguments.command {
        Command::List { ground, format } => {
            let rows = open::to_read(ledger)?.aside(ground.map(Ground::from))?;
            write(format, &rows)?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Retry { pause, allow_private_addresses } => {
            let options = Options { allow_private_addresses, ..Options::default() };
            retry(&mut open::to_write(ledger)?, options, Duration::from_millis(pause))
        }
        Command::Export { folder, ground } => export(&open::to_read(ledger)?, &folder, ground.map(Ground::from)),
    }
}

fn write(form: Form, rows: &[AsideRow]) -> anyhow::Result<()> {
    let cells = |row: &AsideRow| {
        [
            row.id.to_string(),
            row.ground.as_str().to_owned(),
            row.place.clone(),
            row.reason.clone(),
            row.attempts.to_string(),
            row.page.clone().unwrap_or_default().chars().take(12).collect(),
        ]
    };
    list::write(form, rows, ["id", "ground", "place", "reason", "attempts", "page"], cells)
}

/// Where something that was set aside can be had again.
enum Again {
    /// Here: its bytes were kept, or it is a file.
    AtHand,
    /// At its site, as a guest.
    Fetched,
    /// Nowhere: it stands in a collection, which only reading that tells.
    InCollection,
}

impl Again {
    fn of(row: &AsideRow) -> Self {
        let input = Input::of(row.address());
        match &input {
            _ if row.page.is_some() => Self::AtHand,
            Input::Address(_) => Self::Fetched,
            Input::File(path) if path.is_file() && !input.is_collection() => Self::AtHand,
            Input::File(_) | Input::Stdin => Self::InCollection,
        }
    }
}

impl Addressed for AsideRow {
    fn address(&self) -> &str {
        self.url.as_deref().unwrap_or(&self.place)
    }
}

fn retry(ledger: &mut Ledger, options: Options, pause: Duration) -> anyhow::Result<ExitCode> {
    let (mut at_hand, mut to_fetch, mut in_collections) = (Vec::new(), Vec::new(), 0);
    for row in ledger.aside(Some(Ground::Unreadable))? {
        match Again::of(&row) {
            Again::AtHand => at_hand.push(row),
            Again::Fetched => to_fetch.push(row),
            Again::InCollection => in_collections += 1,
        }
    }
    let stop = interrupt::channel().context("can't listen for Ctrl-C")?;
    pipeline::quieten_caught_panics();
    let gazetteer = Gazetteer::embedded()?;
    let reader = Arc::new(Reader::new(options.clone(), Some(Models::embedded()?), Vec::new(), ledger)?);
    let (visitor, pages) = (Arc::new(Visitor::new(options)), ledger.another_to_read()?);
    let mut known = Vec::new();
    let mut desk = Desk::new(ledger, &gazetteer, false)?;
    let mut take = |(place, read): (String, Read)| {
        if matches!(read, Read::Known) {
            known.push(place.clone());
        }
        desk.take(place, None, read).map_err(io::Error::other)
    };

    let rows = at_hand.into_iter().map(|row| {
        let received = pages.received(&row);
        (row, received)
    });
    let by = Arc::clone(&reader);
    let work = move |(row, received): (AsideRow, Result<Option<Evidence>, LedgerError>)| {
        let read = caught(|| read_again(&by, &row, received)).unwrap_or_else(|fault| Read::Failed(fault, None));
        (row.place, read)
    };
    let mut end = pipeline::in_order(rows, READERS, &stop, work, &mut take)?;

    let mut sites: Vec<Vec<AsideRow>> = by_site(to_fetch).into_values().collect();
    while end == End::Complete && !sites.is_empty() {
        // A few of each site at a time: what came is written before more is asked for.
        let next = sites.iter_mut().map(|rows| {
            let rest = rows.split_off(rows.len().min(OF_SITE));
            let goes_on = !rest.is_empty();
            (mem::replace(rows, rest), goes_on)
        });
        let round: Vec<(Vec<AsideRow>, bool)> = next.collect();
        sites.retain(|rows| !rows.is_empty());
        let (visitor, by) = (Arc::clone(&visitor), Arc::clone(&reader));
        let work = move |(rows, goes_on): (Vec<AsideRow>, bool)| {
            politely(&visitor, pause, rows, goes_on, |visitor, row| {
                let fetched = || read_as(&by, &row, visitor.page(row.address()));
                let read = caught(fetched).unwrap_or_else(|fault| Read::Failed(fault, None));
                (row.place, read)
            })
        };
        end = pipeline::in_order(round, SITES, &stop, work, |read| read.into_iter().try_for_each(&mut take))?;
    }
    desk.finish()?;
    let tally = mem::take(&mut desk.tally);
    // What the ledger has by now, by another way, is no longer missed.
    known.iter().try_for_each(|place| ledger.took_in(place, Timestamp::now()))?;
    eprintln!("{}; {in_collections} stand in collections: add those again with --afresh", tally.words());
    Ok(tally.exit_code(end))
}

/// Reads something from what was received of it, or else from its file.
fn read_again(reader: &Reader, row: &AsideRow, received: Result<Option<Evidence>, LedgerError>) -> Read {
    match received {
        Ok(Some(evidence)) => read_as(reader, row, Ok(kept(row, evidence))),
        Ok(None) => read_as(reader, row, Input::of(row.address()).open(reader.options())),
        Err(error) => Read::Failed(error.to_string(), None),
    }
}

/// Reads what was found under the place at which it was set aside.
fn read_as(reader: &Reader, row: &AsideRow, found: Result<Entry, ReadError>) -> Read {
    match found {
        Ok(entry) => reader.read(&entry, row.place.clone()),
        Err(error) => Read::unreadable(row.place.clone(), error.to_string(), None),
    }
}

/// What was received, under the name that it has where it stood.
fn kept(row: &AsideRow, evidence: Evidence) -> Entry {
    let Evidence { bytes, url, fetched, media_type } = evidence;
    let mut entry = Entry::of_page(&row.place, Page { bytes, url, fetched, media_type }, None, None);
    let input = Input::of(&row.place);
    match &input {
        Input::Address(_) => {}
        // A file is known by its path, so that what it holds later is a new version.
        Input::File(path) if path.is_file() => {
            entry.reference = input.reference();
            entry.identity = path.canonicalize().ok().map(|path| path.display().to_string());
        }
        Input::File(_) | Input::Stdin => entry.reference = row.address().to_owned(),
    }
    entry
}

fn export(ledger: &Ledger, folder: &Path, ground: Option<Ground>) -> anyhow::Result<ExitCode> {
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    let mut written = 0;
    for row in ledger.aside(ground)? {
        let Some(bytes) = row.page.as_deref().map(|page| ledger.page(page)).transpose()?.flatten() else { continue };
        // The number alone: what the place is called must not become a path.
        let path = folder.join(format!("{}.bin", row.id));
        fs::write(&path, bytes).with_context(|| path.display().to_string())?;
        written += 1;
    }
    eprintln!("{written} written to {}", folder.display());
    Ok(ExitCode::SUCCESS)
}
