//! What the reader is told.

use std::time::Duration;

use jiff::civil::Date;

/// How to read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The day of publication, whatever the page says.
    pub published: Option<Date>,
    /// The outlet, whatever the page says.
    pub outlet: Option<String>,
    /// Whether addresses inside private networks may be fetched.
    pub allow_private_addresses: bool,
    /// How much, and for how long.
    pub limits: Limits,
}

/// How much is read, and for how long.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Bytes of a file or page, after decompression. Pages carry much more than their article.
    pub input: u64,
    /// Bytes of an article's text. What is longer than a novel is no article but a collection, which only its owner
    /// can part into articles; and memory and time for one input stay bounded.
    pub text: u64,
    /// Time to connect to a server.
    pub connect: Duration,
    /// Time for an address, from its look-up to the last byte, redirects included.
    pub fetch: Duration,
    /// Redirects followed.
    pub redirects: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            input: 16 << 20,
            text: 4 << 20,
            connect: Duration::from_secs(10),
            fetch: Duration::from_secs(30),
            redirects: 10,
        }
    }
}
