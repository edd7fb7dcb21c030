//! The inputs of a command as one stream of jobs: single articles, and the entries of collections as they are read.

use std::collections::VecDeque;
use std::fmt;
use std::time::UNIX_EPOCH;

use hearsay_reader::{Entries, Entry, Fault, Input, Options, ReadError};

/// One article to read.
#[derive(Debug)]
pub(crate) enum Job {
    /// An input that holds one, not opened yet.
    Input(Input),
    /// An entry of a collection.
    Entry(Box<Entry>, Mark),
    /// A place in a collection that can't be read, or a collection that can't be opened.
    Fault { place: String, error: ReadError, mark: Option<Mark> },
}

/// How far a collection has been read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    /// The collection, by its file, its length and its time of change.
    pub(crate) source: String,
    /// Entries up to here, from its start.
    pub(crate) done: u64,
}

impl Job {
    /// How far its collection has been read with it.
    pub(crate) fn mark(&self) -> Option<Mark> {
        match self {
            Self::Input(_) => None,
            Self::Entry(_, mark) => Some(mark.clone()),
            Self::Fault { mark, .. } => mark.clone(),
        }
    }

    /// What it reads, opened.
    ///
    /// # Errors
    /// Why there is nothing to read.
    pub(crate) fn open(self, options: &Options) -> Result<Entry, ReadError> {
        match self {
            Self::Input(input) => input.open(options),
            Self::Entry(entry, _) => Ok(*entry),
            Self::Fault { error, .. } => Err(error),
        }
    }
}

impl fmt::Display for Job {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input(input) => input.fmt(f),
            Self::Entry(entry, _) => f.write_str(&entry.place),
            Self::Fault { place, .. } => f.write_str(place),
        }
    }
}

/// The jobs that inputs make, in order. `skip` tells of a collection how many of its entries were read before, under the
/// same conditions.
pub(crate) fn jobs(
    inputs: Vec<Input>,
    options: Options,
    conditions: String,
    skip: impl Fn(&str) -> u64,
) -> impl Iterator<Item = Job> {
    let mut inputs = VecDeque::from(inputs);
    let mut open: Option<(Entries, String)> = None;
    std::iter::from_fn(move || {
        loop {
            if let Some((entries, source)) = &mut open {
                let mark = |position| Mark { source: source.clone(), done: position + 1 };
                match entries.next() {
                    Some(Ok(entry)) => {
                        let mark = mark(entry.position);
                        return Some(Job::Entry(Box::new(entry), mark));
                    }
                    Some(Err(Fault { position, place, error })) => {
                        return Some(Job::Fault { place, error, mark: Some(mark(position)) });
                    }
                    None => open = None,
                }
            }
            let input = inputs.pop_front()?;
            let source = source(&input, &conditions);
            match input.entries(skip(&source), &options) {
                None => return Some(Job::Input(input)),
                Some(Ok(entries)) => open = Some((entries, source)),
                Some(Err(error)) => return Some(Job::Fault { place: input.to_string(), error, mark: None }),
            }
        }
    })
}

/// A collection's name for its progress: another file under the same name is another source, and so is the same file read
/// for other articles.
fn source(input: &Input, conditions: &str) -> String {
    let Input::File(path) = input else { return input.to_string() };
    let known = path.metadata().ok();
    let length = known.as_ref().map_or(0, std::fs::Metadata::len);
    let changed = known.and_then(|m| m.modified().ok()).and_then(|at| at.duration_since(UNIX_EPOCH).ok());
    let path = path.canonicalize().unwrap_or_else(|_| path.clone());
    format!("{}|{length}|{}{conditions}", path.display(), changed.map_or(0, |at| at.as_secs()))
}
