//! Taking articles in: reading one for the ledger, and the desk where what was read is gathered and written.

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use hearsay::contract::Record;
use hearsay::{Models, extract};
use hearsay_gazetteer::Gazetteer;
use hearsay_ledger::{Appended, Aside, Evidence, Ground, Ledger, Outcome, Pace, Source};
use hearsay_reader::{Entry, Options, Page, language};
use jiff::Timestamp;
use serde::Serialize;

use crate::pipeline::End;
use crate::stream::Mark;
use crate::wanted::Wanted;
use crate::{complain, interrupt};

/// How long articles are gathered before they are written: a crash costs no more. Most pages of a large ledger change with
/// every article, so that few long transactions write much less than many short ones.
const GATHER: Duration = Duration::from_secs(2);
/// Articles in one transaction at most.
const BATCH: usize = 256;
/// What may pass without an article before progress is noted.
const IDLE: usize = 512;
/// The language that the models read.
const READ: &str = "en";

/// What read a record that doesn't tell.
const ELSEWHERE: &str = "elsewhere";

/// What an ingest came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Tally {
    /// New articles.
    pub(crate) added: usize,
    /// Articles that the ledger had, with this text and read by this program.
    pub(crate) unchanged: usize,
    /// New texts at known addresses, and texts read anew.
    pub(crate) changed: usize,
    /// Claims of new articles.
    pub(crate) claims: usize,
    /// Inputs and entries that gave no article.
    pub(crate) failed: usize,
    /// Articles in languages that aren't read, by language.
    pub(crate) other_languages: BTreeMap<String, usize>,
    /// Articles that the conditions leave out.
    pub(crate) unwanted: usize,
    /// Entries of collections that an earlier run has read, and that were passed over.
    pub(crate) read_before: u64,
}

/// What reading one article came to.
pub(crate) enum Read {
    /// Its articles were read, with so many words.
    Articles(Vec<Source>, usize),
    /// The ledger has it.
    Known,
    /// A condition leaves it out.
    Unwanted,
    /// It is in another language.
    Foreign(Aside),
    /// There is no article; what is set aside of it, unless a person named a file that isn't there.
    Failed(String, Option<Aside>),
}

/// What every thread needs to read an article.
pub(crate) struct Reader {
    options: Options,
    /// None where what was read elsewhere is taken over.
    models: Option<Models>,
    wanted: Vec<Wanted>,
    /// The ledger, to see what it has already.
    known: Mutex<Ledger>,
}

impl Reader {
    /// A reader for a ledger, of articles that meet all conditions.
    pub(crate) fn new(
        options: Options,
        models: Option<Models>,
        wanted: Vec<Wanted>,
        ledger: &Ledger,
    ) -> anyhow::Result<Self> {
        Ok(Self { options, models, wanted, known: Mutex::new(ledger.another_to_read()?) })
    }

    pub(crate) fn options(&self) -> &Options {
        &self.options
    }

    /// Reads what stands at a place. Of a live blog, posts in other languages are passed over beside English ones.
    pub(crate) fn read(&self, entry: &Entry, place: String) -> Read {
        let evidence = evidence(entry);
        if !self.wanted.iter().all(|wanted| wanted.may_meet(evidence.url.as_deref())) {
            return Read::Unwanted;
        }
        if self.models.is_some() && self.is_known(entry, &evidence) {
            return Read::Known;
        }
        let articles = match entry.articles(&self.options) {
            Ok(articles) => articles,
            Err(error) => return Read::unreadable(place, error.to_string(), Some(evidence)),
        };
        let (mut sources, mut words, mut other) = (Vec::new(), 0, None);
        for article in articles {
            let language = language(&article.text);
            if !self.wanted.iter().all(|wanted| wanted.meets(&article, language)) {
                continue;
            }
            if let Some(foreign) = language.filter(|&language| language != READ) {
                other = Some(foreign);
                continue;
            }
            words += article.text.split_whitespace().count();
            sources.push(match &self.models {
                Some(models) => {
                    let record = Record::new(&article, &extract(&article, models));
                    // What is only a row has no later versions: it is its own place. Posts of a live blog share a file.
                    let post = record.article.reference.strip_prefix(entry.reference.as_str()).unwrap_or_default();
                    let file = entry.identity.as_ref().map(|file| format!("{file}{post}"));
                    let place = file.unwrap_or_else(|| record.article.publication());
                    Source { place: Some(place), ..Source::of_evidence(record, evidence.clone()) }
                }
                None => match entry.reading() {
                    Ok((record, program)) => {
                        let program = program.unwrap_or(ELSEWHERE).to_owned();
                        Source { program: Some(program), ..Source::of_text(record) }
                    }
                    Err(error) => return Read::Failed(error.to_string(), None),
                },
            });
        }
        match other {
            _ if !sources.is_empty() => Read::Articles(sources, words),
            Some(other) => {
                let (ground, reason) = (Ground::Language, other.to_owned());
                Read::Foreign(Aside { place, ground, reason, evidence: Some(evidence) })
            }
            None => Read::Unwanted,
        }
    }

    fn is_known(&self, entry: &Entry, evidence: &Evidence) -> bool {
        let hash = evidence.hash();
        let place = evidence.url.as_deref().or(entry.identity.as_deref());
        let outlet = self.options.outlet.as_deref().or(entry.outlet());
        let ledger = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        // A ledger that can't tell only costs the reading.
        ledger.has_read(&hash, place, outlet, hearsay::version()).unwrap_or(false)
    }
}

impl Read {
    /// Nothing could be read at a place; it is set aside with what was received.
    pub(crate) fn unreadable(place: String, reason: String, evidence: Option<Evidence>) -> Self {
        let aside = Aside { place, ground: Ground::Unreadable, reason: reason.clone(), evidence };
        Self::Failed(reason, Some(aside))
    }
}

fn evidence(entry: &Entry) -> Evidence {
    let Page { bytes, url, fetched, media_type } = entry.page();
    Evidence { bytes, url, fetched, media_type }
}

/// Where what was read is gathered and written, a batch at a time.
pub(crate) struct Desk<'l> {
    ledger: &'l mut Ledger,
    gazetteer: &'l Gazetteer,
    quiet: bool,
    pub(crate) tally: Tally,
    batch: Vec<Source>,
    places: Vec<String>,
    asides: Vec<Aside>,
    /// How far each collection has been read.
    marks: BTreeMap<String, u64>,
    /// What came since the last writing.
    waiting: usize,
    written: Instant,
    pace: Pace,
}

impl<'l> Desk<'l> {
    pub(crate) fn new(ledger: &'l mut Ledger, gazetteer: &'l Gazetteer, quiet: bool) -> anyhow::Result<Self> {
        let (tally, batch, places, asides) = (Tally::default(), Vec::new(), Vec::new(), Vec::new());
        let marks = BTreeMap::new();
        let pace = Pace::of(ledger)?;
        let written = Instant::now();
        Ok(Self { ledger, gazetteer, quiet, tally, batch, places, asides, marks, waiting: 0, written, pace })
    }

    pub(crate) fn take(&mut self, place: String, mark: Option<Mark>, read: Read) -> anyhow::Result<()> {
        match read {
            Read::Articles(sources, _) => {
                self.batch.extend(sources);
                self.places.push(place);
            }
            Read::Known => self.tally.unchanged += 1,
            Read::Unwanted => self.tally.unwanted += 1,
            Read::Foreign(aside) => {
                *self.tally.other_languages.entry(aside.reason.clone()).or_default() += 1;
                self.asides.push(aside);
            }
            Read::Failed(reason, aside) => {
                self.tally.failed += 1;
                complain(&format!("{place}: {reason}"));
                self.asides.extend(aside);
            }
        }
        if let Some(Mark { source, done }) = mark {
            self.marks.insert(source, done);
        }
        self.waiting += 1;
        let is_time = !self.batch.is_empty() && self.written.elapsed() >= GATHER;
        if is_time || self.batch.len() >= BATCH || self.waiting >= IDLE { self.write() } else { Ok(()) }
    }

    fn write(&mut self) -> anyhow::Result<()> {
        self.waiting = 0;
        let now = Timestamp::now();
        let due = self.pace.is_due_after(self.batch.len());
        if !self.batch.is_empty() {
            let appended = self.ledger.append_unsettled(&self.batch, self.gazetteer, hearsay::version(), now)?;
            self.batch.clear();
            appended.iter().for_each(|appended| self.tally.count(appended));
            if !self.quiet {
                appended.iter().for_each(tell);
            }
            for place in self.places.drain(..) {
                self.ledger.took_in(&place, now)?;
            }
        }
        if !self.asides.is_empty() {
            self.ledger.set_aside(&std::mem::take(&mut self.asides), now)?;
        }
        for (source, done) in std::mem::take(&mut self.marks) {
            self.ledger.note_progress(&source, done, now)?;
        }
        if due {
            self.settle()?;
        }
        self.written = Instant::now();
        Ok(())
    }

    /// Writes what is left, and settles what it and earlier runs have touched.
    pub(crate) fn finish(&mut self) -> anyhow::Result<()> {
        self.write()?;
        self.settle()
    }

    fn settle(&mut self) -> anyhow::Result<()> {
        self.ledger.settle(Timestamp::now())?;
        self.pace.settled();
        Ok(())
    }
}

impl Tally {
    /// Adds what another part of the same run came to.
    pub(crate) fn add(&mut self, other: &Self) {
        self.added += other.added;
        self.unchanged += other.unchanged;
        self.changed += other.changed;
        self.claims += other.claims;
        self.failed += other.failed;
        self.unwanted += other.unwanted;
        self.read_before += other.read_before;
        for (language, n) in &other.other_languages {
            *self.other_languages.entry(language.clone()).or_default() += n;
        }
    }

    fn count(&mut self, appended: &Appended) {
        match &appended.outcome {
            Outcome::Added { claims } => {
                self.added += 1;
                self.claims += claims;
            }
            Outcome::Changed { .. } => self.changed += 1,
            _ => self.unchanged += 1,
        }
    }

    pub(crate) fn words(&self) -> String {
        let Self { added, unchanged, changed, claims, failed, other_languages, unwanted, read_before } = self;
        let mut words =
            format!("{added} added with {claims} claims, {unchanged} unchanged, {changed} changed, {failed} failed");
        if *unwanted > 0 {
            words.push_str(&format!(", {unwanted} not wanted"));
        }
        if *read_before > 0 {
            words.push_str(&format!(", {read_before} read in an earlier run (--afresh reads them again)"));
        }
        if !other_languages.is_empty() {
            let each: Vec<String> = other_languages.iter().map(|(language, n)| format!("{n} {language}")).collect();
            words.push_str(&format!(", set aside by language: {}", each.join(", ")));
        }
        words
    }

    pub(crate) fn exit_code(&self, end: End) -> ExitCode {
        let read = self.added + self.unchanged + self.changed;
        match end {
            End::Interrupted => ExitCode::from(interrupt::EXIT_CODE),
            End::Complete if self.failed == 0 => ExitCode::SUCCESS,
            End::Complete => ExitCode::from(if read == 0 { 2 } else { 1 }),
        }
    }
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
