//! Collections: inputs that hold many articles, as streams of entries.
//!
//! | form | told by | an entry |
//! |---|---|---|
//! | WARC, plain or in gzip members | `.warc`, `.warc.gz`, its first bytes | each answer with status 200 that is HTML or text |
//! | WACZ | `.wacz` | those of the WARCs in it |
//! | lines of JSON | `.jsonl`, `.ndjson`, also `.gz` | each line: an object with named columns, or a record of the contract |
//! | CSV, TSV | `.csv`, `.tsv`, also `.gz` | each row, by the names in the first row |
//! | Parquet | `.parquet` | each row, by its columns |
//! | mail | `.eml` | the message |
//! | standard input | its first bytes | as in WARC or lines of JSON, else one article |
//!
//! A thread of its own reads a collection, a few entries ahead of whoever takes them, so memory doesn't grow with it.
//! Names of files inside an archive are never used as paths.

mod columns;
mod delimited;
mod json_lines;
mod mail;
mod parquet;
mod wacz;
mod warc;

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use flate2::bufread::MultiGzDecoder;
use hearsay::Article;
use hearsay::contract::Record;
use jiff::Timestamp;
use jiff::civil::Date;
use url::Url;

use crate::input::{Document, bounded};
use crate::kind::{Hint, Kind};
use crate::{Options, ReadError};

/// Entries that wait to be taken.
const AHEAD: usize = 4;

/// How much is read from a stream at once.
const BUFFER: usize = 1 << 18;

/// One article's bytes in a collection, and what the collection says of it.
#[derive(Debug)]
pub struct Entry {
    /// Its place, from 0: that of the record, line or row.
    pub position: u64,
    /// Where it stands, for people: "news.warc.gz, record 12".
    pub place: String,
    /// The name its article comes under.
    pub reference: String,
    /// What tells it from all others where it has no address, and stays the same when its text is changed: the path of its
    /// file, with its own id where a table gives one. Nothing for what came over a stream or is only a row.
    pub identity: Option<String>,
    pub(crate) document: Document,
    pub(crate) told: Told,
}

/// An entry's reference, if it has one of its own, its bytes, and what is said of it.
type Parts = (Option<String>, Document, Told);

/// What a collection says of an article beside its bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) title: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) byline: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) published: Option<Date>,
    /// The version of the program that read it.
    pub(crate) program: Option<String>,
}

/// The bytes that an article was read from, and how they came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// As they were received, after any transfer or content encoding.
    pub bytes: Vec<u8>,
    /// Where from, after redirects.
    pub url: Option<String>,
    /// When, where that is known.
    pub fetched: Option<Timestamp>,
    /// What the server said of them: "text/html; charset=utf-8".
    pub media_type: Option<String>,
}

impl Entry {
    /// Bytes that are at hand, which are read as what they show themselves to be.
    #[must_use]
    pub fn of_bytes(reference: &str, bytes: Vec<u8>) -> Self {
        Self {
            identity: Some(reference.to_owned()),
            ..Self::alone(reference.to_owned(), reference.to_owned(), Document::of(bytes))
        }
    }

    /// A plain text that is at hand, with its title and address where they are known.
    #[must_use]
    pub fn of_text(reference: &str, text: String, title: Option<String>, url: Option<String>) -> Self {
        let document = Document { hint: Hint::Said(Kind::Text), ..Document::of(text.into_bytes()) };
        let told = Told { title, url, ..Told::default() };
        let identity = Some(reference.to_owned());
        Self { told, identity, ..Self::alone(reference.to_owned(), reference.to_owned(), document) }
    }

    /// A page that was received before, with the outlet and the day that are told of its article elsewhere: they stand in
    /// where it tells none itself.
    #[must_use]
    pub fn of_page(place: &str, page: Page, outlet: Option<String>, published: Option<Date>) -> Self {
        let Page { bytes, url, fetched, media_type } = page;
        let (kind, charset) = media_type.as_deref().map(Document::described).unwrap_or_default();
        let hint = match kind.as_str() {
            "text/html" | "application/xhtml+xml" => Hint::Said(Kind::Page),
            "text/plain" | "text/markdown" => Hint::Said(Kind::Text),
            "application/json" => Hint::Said(Kind::Record),
            "" if url.is_none() => Hint::of_extension(place.rsplit('.').next().unwrap_or_default()),
            _ => Hint::Nothing,
        };
        let address = url.as_deref().and_then(|url| url::Url::parse(url).ok());
        let document = Document { charset, hint, url: address, media_type, fetched, ..Document::of(bytes) };
        let told = Told { url, outlet, published, ..Told::default() };
        Self { told, ..Self::alone(place.to_owned(), place.to_owned(), document) }
    }

    /// An entry of which nothing but its document tells.
    pub(crate) fn alone(place: String, reference: String, document: Document) -> Self {
        Self { position: 0, place, reference, identity: None, document, told: Told::default() }
    }

    /// The articles in it: of a live blog its posts, else one.
    ///
    /// # Errors
    /// Why there is none.
    pub fn articles(&self, options: &Options) -> Result<Vec<Article>, ReadError> {
        let mut articles = self.document.articles(&self.reference, options)?;
        articles.iter_mut().for_each(|article| self.tell(article));
        Ok(articles)
    }

    /// Adds what the collection says of an article beside its bytes.
    fn tell(&self, article: &mut Article) {
        let told = &self.told;
        // A table's text stands without its title, a page's with it.
        let bare = self.document.hint == Hint::Said(Kind::Text) || article.title.is_empty();
        if let Some(title) = told.title.as_deref().map(str::trim).filter(|title| bare && !title.is_empty())
            && !article.text.trim_start().starts_with(title)
        {
            let whole = Article::new(&self.reference, title, &article.text);
            (article.id, article.text, article.title) = (whole.id, whole.text, whole.title);
        }
        article.url = article.url.take().or_else(|| told.url.clone());
        article.published = article.published.or(told.published);
        // A bare host is what a page is called that doesn't say it.
        let address = article.url.as_deref().and_then(|url| Url::parse(url).ok());
        let host = address.as_ref().and_then(Url::host_str).map(|host| host.strip_prefix("www.").unwrap_or(host));
        let own = article.outlet.take().filter(|own| told.outlet.is_none() || Some(own.as_str()) != host);
        article.outlet = own.or_else(|| told.outlet.clone());
        article.byline = article.byline.take().or_else(|| told.byline.clone());
    }

    /// What was read of it elsewhere, and by which version of the program where that is told: an entry that is a record
    /// of the extraction contract.
    ///
    /// # Errors
    /// When it is no such record, or misquotes its article.
    pub fn reading(&self) -> Result<(Record, Option<&str>), ReadError> {
        let mut record = self.document.reading()?;
        if record.article.reference.is_empty() {
            record.article.reference.clone_from(&self.reference);
        }
        Ok((record, self.told.program.as_deref()))
    }

    /// The outlet that its collection names.
    #[must_use]
    pub fn outlet(&self) -> Option<&str> {
        self.told.outlet.as_deref()
    }

    /// The bytes behind it.
    #[must_use]
    pub fn page(&self) -> Page {
        self.document.page(self.told.url.as_deref())
    }
}

/// What form of collection a name tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Warc,
    Wacz,
    JsonLines,
    Delimited(u8),
    Parquet,
    Mail,
}

impl Form {
    fn of(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_string_lossy().to_ascii_lowercase();
        let name = name.strip_suffix(".gz").unwrap_or(&name);
        Some(match name.rsplit_once('.')?.1 {
            "warc" => Self::Warc,
            "wacz" => Self::Wacz,
            "jsonl" | "ndjson" => Self::JsonLines,
            "csv" => Self::Delimited(b','),
            "tsv" => Self::Delimited(b'\t'),
            "parquet" => Self::Parquet,
            "eml" => Self::Mail,
            _ => return None,
        })
    }
}

/// Whether a file's name tells of a collection.
pub(crate) fn is_collection(path: &Path) -> bool {
    Form::of(path).is_some()
}

/// The entries of a collection from `skip` on, or `None` where the name tells of none.
///
/// # Errors
/// When the file can't be opened. What can't be read within it is an error in its place.
pub(crate) fn of_file(path: &Path, skip: u64, options: &Options) -> Option<Result<Entries, ReadError>> {
    let form = Form::of(path)?;
    let opened = File::open(path).map_err(ReadError::from);
    let path = path.to_owned();
    let limits = options.limits.clone();
    Some(opened.and_then(|file| {
        Entries::of(path, skip, move |taker| match form {
            Form::Warc => warc::read(plain(file)?, &limits, taker),
            Form::Wacz => wacz::read(file, &limits, taker),
            Form::JsonLines => json_lines::read(plain(file)?, &limits, taker),
            Form::Delimited(by) => delimited::read(plain(file)?, by, &limits, taker),
            Form::Parquet => parquet::read(file, taker),
            Form::Mail => mail::read(file, &limits, taker),
        })
    }))
}

/// The entries of a stream without a name: its first bytes tell a WARC and lines of JSON; anything else is one article.
pub(crate) fn of_stream(stream: impl Read + Send + 'static, options: &Options) -> Result<Entries, ReadError> {
    let limits = options.limits.clone();
    Entries::of(PathBuf::from("standard input"), 0, move |taker| {
        let mut stream = plain(stream)?;
        let start = stream.fill_buf()?;
        if start.starts_with(b"WARC/") {
            return warc::read(stream, &limits, taker);
        }
        if is_json_lines(start) {
            return json_lines::read(stream, &limits, taker);
        }
        let document = Document::of(bounded(stream, limits.input)?);
        // The only entry: nobody to be told that no more are wanted.
        let _ = taker.entry(WHOLE, (Some("stdin".to_owned()), document, Told::default()));
        Ok(())
    })
}

/// Whether a stream begins with a line that is an object of JSON.
fn is_json_lines(start: &[u8]) -> bool {
    let Some(end) = start.iter().position(|&byte| byte == b'\n') else { return false };
    let line = &start[..end];
    serde_json::from_slice::<serde_json::Map<_, _>>(line).is_ok()
}

/// A stream without its gzip members, where it has any.
fn plain<'s>(stream: impl Read + 's) -> Result<Box<dyn BufRead + 's>, ReadError> {
    let mut stream = BufReader::with_capacity(BUFFER, stream);
    let compressed = stream.fill_buf()?.starts_with(b"\x1f\x8b");
    Ok(if compressed {
        Box::new(BufReader::with_capacity(BUFFER, MultiGzDecoder::new(stream)))
    } else {
        Box::new(stream)
    })
}

/// The entries of a collection, in order. When it is dropped, the reading ends.
#[derive(Debug)]
pub struct Entries {
    entries: Receiver<Result<Entry, Fault>>,
}

/// What could not be read within a collection; the entries behind it may still be read.
#[derive(Debug)]
pub struct Fault {
    /// Its place, from 0.
    pub position: u64,
    /// Where it stands, for people.
    pub place: String,
    /// What is wrong.
    pub error: ReadError,
}

impl Entries {
    fn of(
        path: PathBuf,
        skip: u64,
        read: impl FnOnce(&mut Taker) -> Result<(), ReadError> + Send + 'static,
    ) -> Result<Self, ReadError> {
        let (sender, entries) = sync_channel(AHEAD);
        let file = path.canonicalize().ok().map(|path| path.display().to_string());
        let mut taker = Taker { name: path.display().to_string(), file, skip, position: 0, has_found: false, sender };
        thread::Builder::new().name("collection".to_owned()).spawn(move || {
            let read = match read(&mut taker) {
                Ok(()) if !taker.has_found && taker.skip == 0 => Err(ReadError::NoEntries { seen: taker.position }),
                read => read,
            };
            if let Err(error) = read {
                // Nobody is left to be told when the receiver is gone.
                let _ = taker.fault(WHOLE, error);
            }
        })?;
        Ok(Self { entries })
    }
}

impl Iterator for Entries {
    type Item = Result<Entry, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        self.entries.recv().ok()
    }
}

/// Takes what is found in a collection, one by one.
#[derive(Debug)]
struct Taker {
    name: String,
    /// The collection's path, where it is a file.
    file: Option<String>,
    skip: u64,
    position: u64,
    /// Whether anything was handed on.
    has_found: bool,
    sender: SyncSender<Result<Entry, Fault>>,
}

/// What is said of a collection as a whole, not of one entry.
const WHOLE: &str = "";

/// Nobody wants more entries.
#[derive(Debug)]
struct Enough;

impl Taker {
    /// Whether the next entry was read in an earlier run; it is passed over then.
    fn passes(&mut self) -> bool {
        let passes = self.position < self.skip;
        self.position += u64::from(passes);
        passes
    }

    /// Hands on what was found, or why it can't be read; `what` is what it is called: "record", "line".
    fn found(&mut self, what: &str, parts: Result<Parts, ReadError>) -> Result<(), Enough> {
        match parts {
            Ok(parts) => self.entry(what, parts),
            Err(error) => self.fault(what, error),
        }
    }

    /// Passes over what holds no article.
    fn nothing(&mut self) {
        self.position += 1;
    }

    fn entry(&mut self, what: &str, (reference, document, told): Parts) -> Result<(), Enough> {
        let place = self.place(what);
        let stem = Path::new(&self.name).file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
        let identity = self.file.as_ref().zip(reference.as_ref()).map(|(file, own)| format!("{file}#{own}"));
        let reference = reference.unwrap_or_else(|| format!("{stem}#{}", self.position + 1));
        self.hand(Ok(Entry { position: self.position, place, reference, identity, document, told }))
    }

    fn fault(&mut self, what: &str, error: ReadError) -> Result<(), Enough> {
        let place = self.place(what);
        self.hand(Err(Fault { position: self.position, place, error }))
    }

    fn place(&self, what: &str) -> String {
        if what == WHOLE { self.name.clone() } else { format!("{}, {what} {}", self.name, self.position + 1) }
    }

    fn hand(&mut self, found: Result<Entry, Fault>) -> Result<(), Enough> {
        self.position += 1;
        self.has_found = true;
        self.sender.send(found).map_err(|_| Enough)
    }
}
