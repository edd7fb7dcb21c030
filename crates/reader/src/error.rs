//! Why an input gave no article.

use std::fmt;
use std::io;
use std::net::IpAddr;
use std::time::Duration;

use thiserror::Error;

/// Why an input gave no article. Each message is one line: the reason, and what can be done.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The file or stream could not be read.
    #[error("cannot be read: {0}")]
    Io(#[from] io::Error),
    /// A folder holds nothing to read.
    #[error("has no files to read; name the files, or another folder")]
    NoFiles,
    /// A collection in which no record, line or row holds an article.
    #[error("has no articles in it: none of its {seen} records, lines or rows is one")]
    NoEntries {
        /// How many there are.
        seen: u64,
    },
    /// There are no words.
    #[error("is empty; nothing to read")]
    Empty,
    /// Not text.
    #[error("is not text but binary data; convert it to text or HTML first")]
    Binary,
    /// More bytes than are read.
    #[error("is larger than {} MB, the limit; save the article's text alone and read that", .limit >> 20)]
    TooLarge {
        /// The limit, in bytes.
        limit: u64,
    },
    /// More text than an article has.
    #[error("has more text than {} MB, the limit for one article; split it into its articles", .limit >> 20)]
    TooLong {
        /// The limit, in bytes.
        limit: u64,
    },
    /// Markup that no article has.
    #[error("has more or deeper markup than any article; save the article's text and read that")]
    TooMuchMarkup,
    /// The library that finds articles in pages failed on this one.
    #[error("cannot be taken apart, by a fault of the page extractor; save the article's text and read that")]
    Extractor,
    /// A page without an article.
    #[error("has no article in it; give the address of one article, or save its text and read that")]
    NoArticle,
    /// A page that shows something else in the article's place.
    #[error("shows {0} in the article's place; save the article's text and read that")]
    Wall(Wall),
    /// A record that isn't one of the extraction contract.
    #[error("is not a record with article.text: {reason} at line {line}, column {column}")]
    Json {
        /// What is wrong.
        reason: String,
        /// Line of the fault, from 1.
        line: usize,
        /// Column of the fault, from 1.
        column: usize,
    },
    /// A record whose words don't stand where it says.
    #[error("says that “{words}” stands at character {start} of its text, and it doesn't")]
    Misquoted {
        /// The words.
        words: String,
        /// Where they should be, in code points.
        start: usize,
    },
    /// A row without a text.
    #[error(
        "has no column with a text; name it `text` or `html` (and `title`, `url`, `published`, `outlet`, `byline`)"
    )]
    NoColumn,
    /// A table of whose columns none holds a text.
    #[error("has no column with a text (`text`, `body`, `content`, `html` …); its columns are: {0}")]
    NoTextColumn(String),
    /// A row of delimited text that fell into more fields than there are columns.
    #[error("has {fields} fields where the first row names {named}: a {delimiter} or quote in a text must be quoted")]
    Fields {
        /// How many it has.
        fields: usize,
        /// How many columns have a name.
        named: usize,
        /// What parts them, as a word.
        delimiter: &'static str,
    },
    /// A line that isn't JSON; whoever read it knows which.
    #[error("is not JSON: {reason} at column {column}")]
    NotJson {
        /// What is wrong.
        reason: String,
        /// Column of the fault, from 1.
        column: usize,
    },
    /// A collection, or a part of one, that isn't in the form that its name tells.
    #[error("cannot be taken apart: {0}")]
    Collection(String),
    /// Not an address that can be fetched.
    #[error("is not an http or https address: {0}")]
    Address(String),
    /// No answer.
    #[error("cannot be reached: {0}; check the address and the connection")]
    Unreachable(String),
    /// No complete answer in time.
    #[error("did not answer within {0} s; try again later")]
    TimedOut(u64),
    /// The server is inside a private network.
    #[error("leads to {0}, which is not a public address; allow private addresses if you mean it")]
    PrivateAddress(IpAddr),
    /// One redirect after another.
    #[error("redirects more than {0} times; open it in a browser and give the address it ends at")]
    Redirects(usize),
    /// The server refused.
    #[error("answered with status {status}{}", status_hint(*status))]
    Status {
        /// The status, as HTTP numbers it.
        status: u16,
        /// How long the server asks to wait.
        after: Option<Duration>,
    },
    /// The site wants no programs there.
    #[error("is closed to programs by the site's robots.txt; open it in a browser")]
    Robots,
    /// Not a feed.
    #[error("is no feed that can be read: {0}")]
    Feed(String),
    /// A kind of document that holds no article.
    #[error("is of type {0}; only HTML, plain text and JSON can be read")]
    ContentType(String),
}

/// What a page shows in the article's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Wall {
    /// A request to agree to cookies.
    Consent,
    /// A request to subscribe.
    Pay,
    /// A check for robots, or a request to turn on scripts.
    Robot,
}

impl ReadError {
    /// How long a server asks to wait before it is asked again.
    #[must_use]
    pub fn after(&self) -> Option<Duration> {
        if let Self::Status { after, .. } = self { *after } else { None }
    }

    /// Whether trying again later may help.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Unreachable(_) | Self::TimedOut(_) => true,
            Self::Status { status, .. } => matches!(status, 408 | 425 | 429 | 500..),
            _ => false,
        }
    }
}

impl fmt::Display for Wall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Consent => "a consent wall",
            Self::Pay => "a pay wall",
            Self::Robot => "a check for robots",
        })
    }
}

fn status_hint(status: u16) -> &'static str {
    match status {
        401 | 403 | 407 | 451 => ": access refused; save the page in a browser and read that",
        404 | 410 => ": no such page; check the address",
        429 => ": too many requests; try again later",
        500.. => ": the server has a fault; try again later",
        _ => "; open it in a browser",
    }
}
