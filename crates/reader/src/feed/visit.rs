//! Fetching as a guest: with conditions, and what robots.txt allows.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use texting_robots::Robot;
use url::Url;

use crate::collection::Entry;
use crate::fetch::{self, Received};
use crate::{Options, ReadError};

/// The name by which robots.txt knows this program.
const NAME: &str = "hearsay";
/// The longest pause between two requests that a robots.txt can ask for.
const LONGEST: Duration = Duration::from_secs(30);

/// What a server said of a document the last time, to be told of changes alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conditions {
    /// Its `ETag`.
    pub etag: Option<String>,
    /// Its `Last-Modified`.
    pub modified: Option<String>,
}

/// What a server answered.
#[derive(Debug)]
pub enum Answer {
    /// The document.
    New {
        /// Its bytes.
        bytes: Vec<u8>,
        /// Where it came from, after redirects.
        url: Url,
        /// What to ask with the next time.
        conditions: Conditions,
        /// How long it asks not to be asked again.
        keep: Option<Duration>,
    },
    /// It is as it was.
    Unchanged,
}

/// Fetches from many sites; threads may share it. What robots.txt says is asked once a site.
#[derive(Debug)]
pub struct Visitor {
    options: Options,
    robots: Mutex<HashMap<String, Option<Vec<u8>>>>,
}

impl Visitor {
    /// A visitor that keeps to `options`.
    #[must_use]
    pub fn new(options: Options) -> Self {
        Self { options, robots: Mutex::default() }
    }

    /// Fetches a feed, if it has changed.
    ///
    /// # Errors
    /// Why there is nothing.
    pub fn feed(&self, address: &str, conditions: &Conditions) -> Result<Answer, ReadError> {
        let url = self.allowed(address)?;
        Ok(match fetch::ask(&url, conditions, &self.options)? {
            None => Answer::Unchanged,
            Some(Received { document, conditions, keep }) => {
                Answer::New { bytes: document.bytes, url: document.url.unwrap_or(url), conditions, keep }
            }
        })
    }

    /// Fetches a page.
    ///
    /// # Errors
    /// Why there is none.
    pub fn page(&self, address: &str) -> Result<Entry, ReadError> {
        let url = self.allowed(address)?;
        let document = fetch::get(&url, &self.options)?;
        let (place, reference) = (address.to_owned(), address.to_owned());
        Ok(Entry::alone(place, reference, document))
    }

    /// How long a site wants a guest to wait between two requests, if it says so.
    #[must_use]
    pub fn pause(&self, address: &str) -> Option<Duration> {
        let url = Url::parse(address).ok()?;
        let robots = self.robots(&url)?;
        let seconds = Robot::new(NAME, &robots).ok()?.delay?;
        Some(Duration::try_from_secs_f32(seconds).unwrap_or(LONGEST).min(LONGEST))
    }

    fn allowed(&self, address: &str) -> Result<Url, ReadError> {
        let url = fetch::address(address)?;
        let allows = |robots: Vec<u8>| Robot::new(NAME, &robots).map_or(true, |robot| robot.allowed(url.as_str()));
        if self.robots(&url).is_none_or(allows) { Ok(url) } else { Err(ReadError::Robots) }
    }

    /// The robots.txt of a site; `None` where it has none that can be had.
    fn robots(&self, url: &Url) -> Option<Vec<u8>> {
        let site = url.origin().ascii_serialization();
        let known = self.robots.lock().unwrap_or_else(PoisonError::into_inner).get(&site).cloned();
        known.unwrap_or_else(|| {
            let file = url.join("/robots.txt").ok();
            let asked = file.and_then(|file| fetch::ask(&file, &Conditions::default(), &self.options).ok()?);
            let found = asked.map(|received| received.document.bytes);
            self.robots.lock().unwrap_or_else(PoisonError::into_inner).insert(site, found.clone());
            found
        })
    }
}
