//! `hearsay watch`: follows feeds, and reads what they name into the ledger.
//!
//! Time goes in rounds: the feeds that are due are asked, then the articles that are due are fetched, site by site side by
//! side, within a site one after the other with a pause. All state lies in the ledger, so a run can end at any point.

use std::collections::BTreeMap;
use std::io;
use std::num::NonZero;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use anyhow::Context;
use clap::Args;
use crossbeam_channel::{Receiver, RecvTimeoutError};
use hearsay::Models;
use hearsay_gazetteer::Gazetteer;
use hearsay_ledger::{FeedRow, Ledger, NamedEntry, WaitingEntry};
use hearsay_reader::feed::{self, Answer, Conditions, Feed, Visitor};
use hearsay_reader::{Entry, Options, ReadError};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use url::Url;

use crate::intake::{Desk, Read, Reader, Tally};
use crate::list::{self, Form};
use crate::pipeline::{self, End, caught};
use crate::{complain, interrupt, open};

/// Articles that are looked at in one round, which should belong to many sites, and those that are fetched of one site.
const ROUND: u32 = 4096;
pub(crate) const OF_SITE: usize = 16;
/// Attempts at an article before it is set aside.
const ATTEMPTS: u32 = 6;
/// The longest time between two visits to a feed.
const LONGEST: u32 = 24 * 60 * 60;

/// Follow feeds and read what they name into the ledger
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Feeds to follow from now on: addresses (RSS, Atom, JSON Feed, sitemaps), OPML files, or files with an address a
    /// line; without any, those that are followed already
    #[arg(value_name = "FILE.opml|URL")]
    sources: Vec<String>,

    /// Visit what is due now, then end (for cron)
    #[arg(long)]
    once: bool,

    /// List what is followed instead, and how it stands
    #[arg(long)]
    list: bool,

    /// Stop following this feed instead, and keep what was read of it; may be given several times
    #[arg(long, value_name = "URL", conflicts_with_all = ["sources", "once", "list"])]
    forget: Vec<String>,

    /// The form of the list, and of the summary at the end
    #[arg(short, long, value_enum, default_value_t)]
    format: Form,

    /// Seconds between two visits to a feed, at least; feeds without news are visited less often
    #[arg(long, value_name = "SECONDS", default_value_t = 900)]
    every: u32,

    /// Milliseconds between two requests to a site, at least
    #[arg(long, value_name = "MILLISECONDS", default_value_t = 1000)]
    pause: u64,

    /// Seconds until a request that failed is tried again; doubled each time
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    retry: u32,

    /// Seconds that an answer may take, redirects included
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    timeout: u64,

    /// Sites to visit at once
    #[arg(short, long, value_name = "N", default_value = "8")]
    threads: NonZero<usize>,

    /// Fetch from addresses inside the local network too
    #[arg(long)]
    allow_private_addresses: bool,

    /// Tell nothing but faults
    #[arg(short, long)]
    quiet: bool,
}

/// What a run came to.
#[derive(Debug, Default, Serialize)]
struct Summary {
    feeds_visited: usize,
    feeds_unchanged: usize,
    feeds_failed: usize,
    entries_found: usize,
    /// Requests for articles that are tried again later.
    put_off: usize,
    articles: Tally,
}

/// Runs the command.
pub(crate) fn run(ledger: Option<PathBuf>, arguments: Arguments) -> anyhow::Result<ExitCode> {
    if arguments.list {
        return show(&open::to_read(ledger)?, arguments.format);
    }
    let mut ledger = open::to_write(ledger)?;
    if !arguments.forget.is_empty() {
        return forget(&mut ledger, &arguments.forget, arguments.quiet);
    }
    for source in &arguments.sources {
        let found = feed::sources(source).map_err(|error| anyhow::anyhow!("{source}: {error}"))?;
        ledger.follow(&found, arguments.every, Timestamp::now())?;
    }
    if ledger.feeds()?.is_empty() {
        anyhow::bail!("nothing is followed yet: name feeds or an OPML file");
    }
    let (once, format, quiet) = (arguments.once, arguments.format, arguments.quiet);
    let (summary, end) = Watch::new(&mut ledger, arguments)?.rounds(once)?;
    if format == Form::Json {
        list::finished(list::json(&mut io::stdout().lock(), &summary))?;
    } else if !quiet {
        let Summary { feeds_visited, feeds_failed, entries_found, put_off, articles, .. } = &summary;
        eprintln!(
            "{feeds_visited} visits to feeds ({feeds_failed} failed), {entries_found} new articles named, {put_off} put \
             off; {}",
            articles.words()
        );
    }
    Ok(summary.exit_code(end))
}

impl Summary {
    /// As for other commands: a feed that was asked counts as an article does.
    fn exit_code(&self, end: End) -> ExitCode {
        let mut all = self.articles.clone();
        all.failed += self.feeds_failed;
        all.unchanged += self.feeds_visited.saturating_sub(self.feeds_failed);
        all.exit_code(end)
    }
}

fn forget(ledger: &mut Ledger, feeds: &[String], quiet: bool) -> anyhow::Result<ExitCode> {
    let strange = ledger.forget(feeds)?;
    if !strange.is_empty() {
        anyhow::bail!("{}: isn't followed, so nothing was forgotten; --list shows what is", strange.join(", "));
    }
    if !quiet {
        eprintln!("no longer followed: {}", feeds.join(", "));
    }
    Ok(ExitCode::SUCCESS)
}

fn show(ledger: &Ledger, form: Form) -> anyhow::Result<ExitCode> {
    let cells = |row: &FeedRow| {
        [
            row.address.clone(),
            row.title.clone().unwrap_or_default(),
            row.fetched.clone().unwrap_or_default(),
            row.due.clone(),
            row.waiting.to_string(),
            row.fault.as_ref().map_or_else(String::new, |fault| format!("{} x {fault}", row.failures)),
        ]
    };
    list::write(form, &ledger.feeds()?, ["feed", "title", "fetched", "due", "waiting", "fault"], cells)?;
    Ok(ExitCode::SUCCESS)
}

/// A run.
struct Watch<'l> {
    ledger: &'l mut Ledger,
    gazetteer: Gazetteer,
    visitor: Arc<Visitor>,
    reader: Arc<Reader>,
    stop: Receiver<()>,
    arguments: Arguments,
    summary: Summary,
}

/// What asking a feed came to.
enum Asked {
    Feed { feed: Feed, conditions: Conditions, keep: Option<Duration> },
    Unchanged,
    Failed(ReadError),
}

/// What fetching an article came to.
enum Fetched {
    Read(Read),
    /// It is tried again after a while.
    Later(Option<Duration>),
}

impl<'l> Watch<'l> {
    fn new(ledger: &'l mut Ledger, arguments: Arguments) -> anyhow::Result<Self> {
        let mut options = Options { allow_private_addresses: arguments.allow_private_addresses, ..Options::default() };
        options.limits.fetch = Duration::from_secs(arguments.timeout);
        let stop = interrupt::channel().context("can't listen for Ctrl-C")?;
        pipeline::quieten_caught_panics();
        let reader = Arc::new(Reader::new(options.clone(), Some(Models::embedded()?), Vec::new(), ledger)?);
        let (gazetteer, visitor) = (Gazetteer::embedded()?, Arc::new(Visitor::new(options)));
        Ok(Self { ledger, gazetteer, visitor, reader, stop, arguments, summary: Summary::default() })
    }

    /// Round after round, until nothing is due (`once`) or a message to stop comes.
    fn rounds(mut self, once: bool) -> anyhow::Result<(Summary, End)> {
        loop {
            let now = Timestamp::now();
            let feeds = self.ledger.due_feeds(now)?;
            let asked = self.feeds(feeds)?;
            let entries = self.ledger.due_entries(Timestamp::now(), ROUND)?;
            let idle = entries.is_empty();
            if asked == End::Interrupted || self.entries(entries)? == End::Interrupted {
                return Ok((self.summary, End::Interrupted));
            }
            if !idle {
                continue;
            }
            if once {
                return Ok((self.summary, End::Complete));
            }
            let due = self.ledger.next_due()?.unwrap_or(now);
            let wait = Duration::try_from(due.duration_since(Timestamp::now())).unwrap_or(Duration::ZERO);
            // A moment at least: a clock that was set back must not make this loop spin.
            match self.stop.recv_timeout(wait.max(Duration::from_millis(100))) {
                Err(RecvTimeoutError::Timeout) => {}
                _ => return Ok((self.summary, End::Interrupted)),
            }
        }
    }

    /// Asks feeds what is new.
    fn feeds(&mut self, due: Vec<FeedRow>) -> anyhow::Result<End> {
        let visitor = Arc::clone(&self.visitor);
        let pause = Duration::from_millis(self.arguments.pause);
        let work = move |(_, feeds): (String, Vec<FeedRow>)| {
            politely(&visitor, pause, feeds, false, |visitor, row| {
                let asked = caught(|| ask(visitor, &row)).unwrap_or_else(|fault| Asked::Failed(ReadError::Feed(fault)));
                (row, asked)
            })
        };
        let groups = by_site(due);
        let (threads, stop) = (self.arguments.threads.get(), self.stop.clone());
        let end = pipeline::in_order(groups, threads, &stop, work, |asked| {
            asked.into_iter().try_for_each(|(row, asked)| self.note(row, asked)).map_err(io::Error::other)
        })?;
        Ok(end)
    }

    fn note(&mut self, mut row: FeedRow, asked: Asked) -> anyhow::Result<()> {
        let now = Timestamp::now();
        self.summary.feeds_visited += 1;
        let least = self.arguments.every;
        let mut named = Vec::new();
        let mut further = Vec::new();
        let mut keep = Duration::ZERO;
        match asked {
            Asked::Failed(error) => {
                self.summary.feeds_failed += 1;
                complain(&format!("{}: {error}", row.address));
                row.fault = Some(error.to_string());
                row.due = hearsay_ledger::time(self.again(row.failures, error.after()));
                row.failures += 1;
                self.ledger.note_visit(&row)?;
                return Ok(());
            }
            Asked::Unchanged => self.summary.feeds_unchanged += 1,
            Asked::Feed { feed, conditions, keep: asks } => {
                let minutes = Duration::from_secs(feed.minutes.unwrap_or(0).into()) * 60;
                keep = asks.unwrap_or_default().max(minutes).min(Duration::from_secs(LONGEST.into()));
                row.title = feed.title.or(row.title);
                (row.etag, row.modified) = (conditions.etag, conditions.modified);
                further = feed.feeds;
                named.extend(feed.entries.into_iter().map(|e| NamedEntry { url: e.url, published: e.published }));
            }
        }
        (row.failures, row.fault, row.fetched) = (0, None, Some(hearsay_ledger::time(now)));
        let new = self.ledger.note_named(&row.address, &named, now)?;
        self.summary.entries_found += new;
        // A feed with news is asked more often, one without less.
        row.pace = if new > 0 { row.pace / 2 } else { row.pace.saturating_add(row.pace / 2) };
        row.pace = row.pace.clamp(least, LONGEST.max(least));
        let wait = Duration::from_secs(row.pace.into()).max(keep);
        row.due = hearsay_ledger::time(later(now, wait));
        self.ledger.note_visit(&row)?;
        self.ledger.follow(&further, least, now)?;
        Ok(())
    }

    /// Fetches articles, reads them and writes them into the ledger.
    fn entries(&mut self, due: Vec<WaitingEntry>) -> anyhow::Result<End> {
        let (visitor, reader) = (Arc::clone(&self.visitor), Arc::clone(&self.reader));
        let pause = Duration::from_millis(self.arguments.pause);
        let work = move |(_, mut entries): (String, Vec<WaitingEntry>)| {
            let goes_on = entries.len() > OF_SITE;
            entries.truncate(OF_SITE);
            politely(&visitor, pause, entries, goes_on, |visitor, entry| {
                let fetched = caught(|| fetch(visitor, &reader, &entry));
                (entry, fetched.unwrap_or_else(|fault| Fetched::Read(Read::Failed(fault, None))))
            })
        };
        let groups = by_site(due);
        let mut tried: Vec<(WaitingEntry, Option<Option<Duration>>)> = Vec::new();
        let mut desk = Desk::new(self.ledger, &self.gazetteer, self.arguments.quiet)?;
        let end = pipeline::in_order(groups, self.arguments.threads.get(), &self.stop, work, |fetched| {
            for (entry, fetched) in fetched {
                match fetched {
                    Fetched::Read(read) => {
                        desk.take(entry.url.clone(), None, read).map_err(io::Error::other)?;
                        tried.push((entry, None));
                    }
                    Fetched::Later(after) => tried.push((entry, Some(after))),
                }
            }
            Ok(())
        })?;
        desk.finish()?;
        self.summary.articles.add(&desk.tally);
        for (entry, later) in tried {
            let again = later.map(|after| self.again(entry.attempts, after));
            self.summary.put_off += usize::from(again.is_some());
            self.ledger.note_attempt(&entry.url, again)?;
        }
        Ok(end)
    }

    /// When something that failed so often before is tried again.
    fn again(&self, failures: u32, after: Option<Duration>) -> Timestamp {
        let wait = self.arguments.retry.saturating_mul(1 << failures.min(16)).min(LONGEST);
        later(Timestamp::now(), after.unwrap_or_default().max(Duration::from_secs(wait.into())))
    }
}

fn ask(visitor: &Visitor, row: &FeedRow) -> Asked {
    let conditions = Conditions { etag: row.etag.clone(), modified: row.modified.clone() };
    match visitor.feed(&row.address, &conditions) {
        Ok(Answer::Unchanged) => Asked::Unchanged,
        Ok(Answer::New { bytes, url, conditions, keep }) => match Feed::parse(&bytes, &url) {
            Ok(feed) => Asked::Feed { feed, conditions, keep },
            Err(error) => Asked::Failed(error),
        },
        Err(error) => Asked::Failed(error),
    }
}

fn fetch(visitor: &Visitor, reader: &Reader, entry: &WaitingEntry) -> Fetched {
    match visitor.page(&entry.url) {
        Ok(page) => {
            let published = entry.published.map(|at| at.to_zoned(TimeZone::UTC).date());
            let outlet = entry.feed.as_deref().map(str::trim).filter(|title| !title.is_empty()).map(str::to_owned);
            let page = Entry::of_page(&entry.url, page.page(), outlet, published);
            Fetched::Read(reader.read(&page, entry.url.clone()))
        }
        Err(error) if error.is_passing() && entry.attempts + 1 < ATTEMPTS => Fetched::Later(error.after()),
        Err(error) => Fetched::Read(Read::unreadable(entry.url.clone(), error.to_string(), None)),
    }
}

/// Does `work` on what belongs to one site, with a pause between two requests; where it `goes_on` later, also behind the
/// last.
pub(crate) fn politely<T: Addressed, O>(
    visitor: &Visitor,
    pause: Duration,
    of_site: Vec<T>,
    goes_on: bool,
    work: impl Fn(&Visitor, T) -> O,
) -> Vec<O> {
    let pause = of_site.first().and_then(|first| visitor.pause(first.address())).unwrap_or_default().max(pause);
    let last = of_site.len().saturating_sub(1);
    let one = |(i, of): (usize, T)| {
        let done = work(visitor, of);
        if goes_on || i < last {
            thread::sleep(pause);
        }
        done
    };
    of_site.into_iter().enumerate().map(one).collect()
}

/// Something with an address.
pub(crate) trait Addressed {
    fn address(&self) -> &str;
}

impl Addressed for FeedRow {
    fn address(&self) -> &str {
        &self.address
    }
}

impl Addressed for WaitingEntry {
    fn address(&self) -> &str {
        &self.url
    }
}

/// Groups what stands at one site.
pub(crate) fn by_site<T: Addressed>(all: Vec<T>) -> BTreeMap<String, Vec<T>> {
    let mut groups: BTreeMap<String, Vec<T>> = BTreeMap::new();
    for one in all {
        let site = Url::parse(one.address()).ok().map(|url| url.origin().ascii_serialization());
        groups.entry(site.unwrap_or_else(|| one.address().to_owned())).or_default().push(one);
    }
    groups
}

fn later(now: Timestamp, wait: Duration) -> Timestamp {
    let wait = SignedDuration::try_from(wait).unwrap_or(SignedDuration::ZERO);
    now.checked_add(wait).unwrap_or(now)
}
