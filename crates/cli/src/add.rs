//! `hearsay add`: articles into the ledger.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};

use anyhow::Context;
use clap::{Args, ValueEnum};
use hearsay::contract::Record;
use hearsay::{Models, extract};
use hearsay_gazetteer::Gazetteer;
use hearsay_ledger::{Appended, Aside, Evidence, Ground, Ledger, Outcome, Source};
use hearsay_reader::{Entry, Input, Options, Page, expand, language};
use jiff::Timestamp;
use serde::Serialize;

use crate::inputs::Inputs;
use crate::pipeline::{self, End, caught};
use crate::progress::Progress;
use crate::stream::{self, Job, Mark};
use crate::wanted::Wanted;
use crate::{complain, interrupt, list, open};

/// Articles in one transaction: few enough that a crash costs seconds.
const BATCH: usize = 16;
/// What may pass without an article before progress is noted.
const IDLE: usize = 512;
/// The language that the models read.
const READ: &str = "en";

/// Read articles into the ledger, and settle what they touch
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    inputs: Inputs,

    /// Only articles of which this holds: host=NAME,... or date>=2024-01-31 (also <, <=, =, >) or language=en,...;
    /// given several times, all must hold
    #[arg(long = "where", value_name = "CONDITION")]
    wanted: Vec<Wanted>,

    /// Read collections from their start, also where an earlier run has been
    #[arg(long)]
    afresh: bool,

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

/// How articles are taken in.
#[derive(Debug, Default)]
pub(crate) struct Intake {
    pub(crate) options: Options,
    pub(crate) threads: usize,
    pub(crate) wanted: Vec<Wanted>,
    /// Whether collections are read from their start.
    pub(crate) afresh: bool,
    pub(crate) quiet: bool,
}

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
}

/// Runs the command.
pub(crate) fn run(ledger: Option<PathBuf>, arguments: Arguments) -> anyhow::Result<ExitCode> {
    let mut ledger = open::to_write(ledger)?;
    let Arguments { inputs, wanted, afresh, summary, quiet } = arguments;
    let intake = Intake { options: inputs.options(), threads: inputs.threads(), wanted, afresh, quiet };
    let (tally, end) = ingest(&mut ledger, expand(&inputs.inputs), intake)?;
    if summary == Summary::Json {
        list::finished(list::json(&mut io::stdout().lock(), &tally))?;
    } else if !quiet {
        eprintln!("{}", tally.words());
    }
    Ok(tally.exit_code(end))
}

/// What reading one article came to.
enum Read {
    /// It was read, with so many words.
    Article(Box<Source>, usize),
    /// The ledger has it.
    Known,
    /// A condition leaves it out.
    Unwanted,
    /// It is in another language.
    Foreign(Aside),
    /// There is no article; what is set aside of it, unless a person named a file that isn't there.
    Failed(String, Option<Aside>),
}

/// Reads inputs on many threads and writes them on this one, batch by batch.
pub(crate) fn ingest(ledger: &mut Ledger, inputs: Vec<Input>, intake: Intake) -> anyhow::Result<(Tally, End)> {
    let stop = interrupt::channel().context("can't listen for Ctrl-C")?;
    let models = Models::embedded()?;
    let gazetteer = Gazetteer::embedded()?;
    let Intake { options, threads, wanted, afresh, quiet } = intake;
    let alone = !inputs.iter().any(Input::is_collection);
    let progress = Progress::new(alone.then_some(inputs.len()), !quiet);
    pipeline::quieten_caught_panics();
    let known = Mutex::new(ledger.another_to_read()?);
    let done = ledger.another_to_read()?;
    let jobs = stream::jobs(
        inputs,
        options.clone(),
        move |source| {
            if afresh { 0 } else { done.progress_of(source).unwrap_or(0) }
        },
    );
    let reader = Reader { options, models, wanted, known };
    let work = move |job: Job| {
        let (place, mark) = (job.to_string(), job.mark());
        let read = caught(|| reader.read(job)).unwrap_or_else(|fault| Read::Failed(fault, None));
        (place, mark, read)
    };
    let mut desk = Desk::new(ledger, &gazetteer, quiet);
    let mut broken = None;
    let end = pipeline::in_order(jobs, threads, &stop, work, |(place, mark, read)| {
        progress.add(if let Read::Article(_, words) = &read { *words } else { 0 });
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
    progress.aside(|| desk.write())?;
    Ok((desk.tally, end))
}

/// What every thread needs to read an article.
struct Reader {
    options: Options,
    models: Models,
    wanted: Vec<Wanted>,
    /// The ledger as it was before this batch.
    known: Mutex<Ledger>,
}

impl Reader {
    fn read(&self, job: Job) -> Read {
        let place = job.to_string();
        let is_file = matches!(job, Job::Input(Input::File(_)) | Job::Fault { mark: None, .. });
        let unreadable = |reason: String, evidence: Option<Evidence>| {
            let aside = Aside { place: place.clone(), ground: Ground::Unreadable, reason: reason.clone(), evidence };
            // A file that isn't there is the caller's to mend.
            let kept = aside.evidence.is_some() || !is_file;
            Read::Failed(reason, kept.then_some(aside))
        };
        let entry = match job.open(&self.options) {
            Ok(entry) => entry,
            Err(error) => return unreadable(error.to_string(), None),
        };
        let evidence = evidence(&entry);
        if self.is_known(&evidence) {
            return Read::Known;
        }
        let article = match entry.article(&self.options) {
            Ok(article) => article,
            Err(error) => return unreadable(error.to_string(), Some(evidence)),
        };
        let language = language(&article.text);
        if !self.wanted.iter().all(|wanted| wanted.meets(&article, language)) {
            return Read::Unwanted;
        }
        let asked = self.wanted.iter().any(|wanted| matches!(wanted, Wanted::Language(_)));
        if let Some(other) = language.filter(|&language| language != READ && !asked) {
            let (ground, reason) = (Ground::Language, other.to_owned());
            return Read::Foreign(Aside { place, ground, reason, evidence: Some(evidence) });
        }
        let found = extract(&article, &self.models);
        let words = article.text.split_whitespace().count();
        Read::Article(Box::new(Source::of_evidence(Record::new(&article, &found), evidence)), words)
    }

    fn is_known(&self, evidence: &Evidence) -> bool {
        let ledger = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        // A ledger that can't tell only costs the reading.
        ledger.has_read(&evidence.hash(), evidence.url.as_deref(), &hearsay::version()).unwrap_or(false)
    }
}

fn evidence(entry: &Entry) -> Evidence {
    let Page { bytes, url, fetched, media_type } = entry.page();
    Evidence { bytes, url, fetched, media_type }
}

/// Where what was read is gathered and written, a batch at a time.
struct Desk<'l> {
    ledger: &'l mut Ledger,
    gazetteer: &'l Gazetteer,
    quiet: bool,
    tally: Tally,
    batch: Vec<Source>,
    places: Vec<String>,
    asides: Vec<Aside>,
    /// How far each collection has been read.
    marks: BTreeMap<String, u64>,
    /// What came since the last writing.
    waiting: usize,
}

impl<'l> Desk<'l> {
    fn new(ledger: &'l mut Ledger, gazetteer: &'l Gazetteer, quiet: bool) -> Self {
        let (tally, batch, places, asides) = (Tally::default(), Vec::new(), Vec::new(), Vec::new());
        Self { ledger, gazetteer, quiet, tally, batch, places, asides, marks: BTreeMap::new(), waiting: 0 }
    }

    fn take(&mut self, place: String, mark: Option<Mark>, read: Read) -> anyhow::Result<()> {
        match read {
            Read::Article(source, _) => {
                self.batch.push(*source);
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
        if self.batch.len() >= BATCH || self.waiting >= IDLE { self.write() } else { Ok(()) }
    }

    fn write(&mut self) -> anyhow::Result<()> {
        self.waiting = 0;
        let now = Timestamp::now();
        if !self.batch.is_empty() {
            let appended = self.ledger.append(&self.batch, self.gazetteer, &hearsay::version(), now)?;
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
        Ok(())
    }
}

impl Tally {
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
        let Self { added, unchanged, changed, claims, failed, other_languages, unwanted } = self;
        let mut words =
            format!("{added} added with {claims} claims, {unchanged} unchanged, {changed} changed, {failed} failed");
        if *unwanted > 0 {
            words.push_str(&format!(", {unwanted} not wanted"));
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
