//! The arguments of a command to the inputs they name, and an input to its article.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use hearsay::Article;
use hearsay::contract::Record;
use jiff::Timestamp;
use url::Url;
use walkdir::{DirEntry, WalkDir};

use crate::collection::{self, Entries, Entry, Page};
use crate::kind::{Hint, Kind};
use crate::{Options, ReadError, decode, fetch, page, record, wrapped};

/// Extensions of the files that are read from a folder.
const EXTENSIONS: [&str; 7] = ["txt", "text", "md", "html", "htm", "xhtml", "json"];

/// Something that holds one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A file.
    File(PathBuf),
    /// A web address, as it was given.
    Address(String),
    /// Standard input.
    Stdin,
}

/// An input's name, and what reading it gave.
#[derive(Debug)]
pub struct Reading {
    /// What was read.
    pub input: Input,
    /// Its articles, or why there are none.
    pub articles: Result<Vec<Article>, ReadError>,
}

/// The inputs that `arguments` name, in order: files, web addresses, `-` for standard input, and for a folder its text,
/// HTML and JSON files and its collections, also those in its folders, sorted by name, without hidden ones. Nothing is opened; a folder
/// without files to read, and what doesn't exist, is an input whose reading fails.
#[must_use]
pub fn expand<S: AsRef<str>>(arguments: &[S]) -> Vec<Input> {
    let mut inputs = Vec::new();
    for argument in arguments {
        let input = Input::of(argument.as_ref());
        let before = inputs.len();
        if let Input::File(path) = &input
            && path.is_dir()
        {
            inputs.extend(files(path).map(Input::File));
        }
        if inputs.len() == before {
            inputs.push(input);
        }
    }
    inputs
}

/// How many files [`expand`] passes over in the folder that an argument names, by their extension.
#[must_use]
pub fn passed_over(argument: &str) -> BTreeMap<String, usize> {
    let mut left = BTreeMap::new();
    if let Input::File(path) = Input::of(argument)
        && path.is_dir()
    {
        for path in walk(&path).filter(|path| path.is_file() && !is_read(path)) {
            *left.entry(extension(&path)).or_default() += 1;
        }
    }
    left
}

/// Reads what `arguments` name, one after the other, each when it is asked for.
pub fn read<'a, S: AsRef<str>>(arguments: &[S], options: &'a Options) -> impl Iterator<Item = Reading> + use<'a, S> {
    expand(arguments).into_iter().map(|input| Reading { articles: input.read(options), input })
}

impl Input {
    /// What `argument` names, without looking whether it exists: a folder is a file until [`expand`] opens it.
    #[must_use]
    pub fn of(argument: &str) -> Self {
        match argument {
            "-" => Self::Stdin,
            address if address.contains("://") => Self::Address(address.to_owned()),
            path => Self::File(path.into()),
        }
    }

    /// The name that its article comes under: a file's name without extension, an address as it was given.
    #[must_use]
    pub fn reference(&self) -> String {
        match self {
            Self::File(path) => path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
            Self::Address(address) => address.clone(),
            Self::Stdin => "stdin".to_owned(),
        }
    }

    /// Reads the input: the posts of a live blog, else one article. Threads may do this side by side.
    ///
    /// # Errors
    /// When it can't be read or fetched, or holds no article.
    pub fn read(&self, options: &Options) -> Result<Vec<Article>, ReadError> {
        self.open(options)?.articles(options)
    }

    /// Opens an input that holds one article.
    ///
    /// # Errors
    /// When it can't be read or fetched.
    pub fn open(&self, options: &Options) -> Result<Entry, ReadError> {
        let document = match self {
            Self::File(path) => Document { hint: hint(path), ..Document::of(file(path, options)?) },
            Self::Stdin => Document::of(bounded(io::stdin().lock(), options.limits.input)?),
            Self::Address(address) => fetch::get(&fetch::address(address)?, options)?,
        };
        let identity = match self {
            Self::File(path) => path.canonicalize().ok().map(|path| path.display().to_string()),
            Self::Stdin | Self::Address(_) => None,
        };
        Ok(Entry { identity, ..Entry::alone(self.to_string(), self.reference(), document) })
    }

    /// Whether the input may hold many articles, as its name tells; standard input always may.
    #[must_use]
    pub fn is_collection(&self) -> bool {
        match self {
            Self::File(path) => collection::is_collection(path),
            Self::Stdin => true,
            Self::Address(_) => false,
        }
    }

    /// The entries of an input that holds many articles, from `skip` on; `None` where it holds one.
    ///
    /// # Errors
    /// When it can't be opened.
    pub fn entries(&self, skip: u64, options: &Options) -> Option<Result<Entries, ReadError>> {
        match self {
            Self::File(path) => collection::of_file(path, skip, options),
            Self::Stdin => Some(collection::of_stream(io::stdin(), options)),
            Self::Address(_) => None,
        }
    }
}

/// The articles in `bytes`, which are read as what they show themselves to be; they come under the name `reference`.
pub fn parse(reference: &str, bytes: Vec<u8>, options: &Options) -> Result<Vec<Article>, ReadError> {
    Entry::of_bytes(reference, bytes).articles(options)
}

/// Bytes, and what is known of them before they are looked at.
#[derive(Debug)]
pub(crate) struct Document {
    pub(crate) bytes: Vec<u8>,
    /// The encoding that a server names.
    pub(crate) charset: Option<String>,
    pub(crate) hint: Hint,
    /// Where they came from, after redirects.
    pub(crate) url: Option<Url>,
    /// What a server said of them.
    pub(crate) media_type: Option<String>,
    /// When they were fetched.
    pub(crate) fetched: Option<Timestamp>,
}

impl Document {
    pub(crate) fn of(bytes: Vec<u8>) -> Self {
        Self { bytes, charset: None, hint: Hint::Nothing, url: None, media_type: None, fetched: None }
    }

    /// The kind and the charset in a field such as "text/html; charset=utf-8", in lower case.
    pub(crate) fn described(media_type: &str) -> (String, Option<String>) {
        let (kind, parameters) = media_type.split_once(';').unwrap_or((media_type, ""));
        let mut charsets = parameters.split(';').filter_map(|parameter| parameter.trim().strip_prefix("charset="));
        (kind.trim().to_owned(), charsets.next().map(|value| value.trim_matches(['"', '\'', ' ']).to_owned()))
    }

    /// The bytes as evidence; `url` is where they came from if they don't tell themselves.
    pub(crate) fn page(&self, url: Option<&str>) -> Page {
        Page {
            bytes: self.bytes.clone(),
            url: self.url.as_ref().map(|own| own.as_str().to_owned()).or_else(|| url.map(str::to_owned)),
            fetched: self.fetched,
            media_type: self.media_type.clone(),
        }
    }

    pub(crate) fn reading(&self) -> Result<Record, ReadError> {
        record::reading(&decode::text(self.bytes.clone(), self.charset.as_deref())?)
    }

    /// The articles in it: of a live blog its posts, else one.
    pub(crate) fn articles(&self, reference: &str, options: &Options) -> Result<Vec<Article>, ReadError> {
        let text = decode::text(self.bytes.clone(), self.charset.as_deref())?;
        let mut articles = match Kind::of(&text, self.hint) {
            Kind::Page => page::articles(reference, &text, self.url.as_ref())?,
            Kind::Record => vec![record::article(reference, &text)?],
            Kind::Text => vec![Article::from_text(reference, wrapped::joined(text))],
        };
        for article in &mut articles {
            if article.text.len() as u64 > options.limits.text {
                return Err(ReadError::TooLong { limit: options.limits.text });
            }
            article.url = article.url.take().or_else(|| self.url.as_ref().map(|url| url.as_str().to_owned()));
            article.published = options.published.or(article.published);
            article.outlet = options.outlet.clone().or(article.outlet.take());
        }
        Ok(articles)
    }
}

impl fmt::Display for Input {
    /// The name by which a person knows the input.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Address(address) => f.write_str(address),
            Self::Stdin => f.write_str("standard input"),
        }
    }
}

fn extension(path: &Path) -> String {
    path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase()
}

fn hint(path: &Path) -> Hint {
    Hint::of_extension(&extension(path))
}

fn file(path: &Path, options: &Options) -> Result<Vec<u8>, ReadError> {
    let file = File::open(path)?;
    if file.metadata()?.is_dir() {
        return Err(ReadError::NoFiles);
    }
    bounded(file, options.limits.input)
}

/// All bytes of a stream, if there are no more than `limit`.
pub(crate) fn bounded(stream: impl Read, limit: u64) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    stream.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit { Err(ReadError::TooLarge { limit }) } else { Ok(bytes) }
}

/// The files to read in `folder`. A folder that can't be opened stands for itself, so that reading it tells why.
fn files(folder: &Path) -> impl Iterator<Item = PathBuf> + use<> {
    walk(folder).filter(|path| !path.is_file() || is_read(path))
}

fn is_read(path: &Path) -> bool {
    EXTENSIONS.contains(&extension(path).as_str()) || collection::is_collection(path)
}

/// All files in `folder` that aren't hidden, and the folders that can't be opened.
fn walk(folder: &Path) -> impl Iterator<Item = PathBuf> + use<> {
    let shown = |entry: &DirEntry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.');
    let walk = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter().filter_entry(shown);
    walk.filter_map(|entry| match entry {
        Ok(entry) if !entry.file_type().is_file() => None,
        Ok(entry) => Some(entry.into_path()),
        // A link back to a folder above holds nothing new.
        Err(error) if error.loop_ancestor().is_some() => None,
        Err(error) => error.path().map(Path::to_path_buf),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_argument_is_told_by_its_form() {
        for (argument, input, reference) in [
            ("-", Input::Stdin, "stdin"),
            (
                "https://harbour.example/a.html",
                Input::Address("https://harbour.example/a.html".into()),
                "https://harbour.example/a.html",
            ),
            ("in/ferry.late.txt", Input::File("in/ferry.late.txt".into()), "ferry.late"),
            ("noextension", Input::File("noextension".into()), "noextension"),
        ] {
            assert_eq!(Input::of(argument), input);
            assert_eq!(input.reference(), reference);
        }
    }

    #[test]
    fn only_the_web_is_fetched() {
        for address in ["ftp://harbour.example/a", "file:///etc/hosts", "http://", "https://[::1"] {
            let error = Input::of(address).read(&Options::default()).expect_err(address);
            assert!(matches!(error, ReadError::Address(_)), "{address}: {error}");
        }
    }
}
