//! How near what was found on pages comes to what is known of them.

use std::collections::HashMap;
use std::fmt;

use super::{Body, Page};

/// What was found on a page.
#[derive(Default)]
pub(crate) struct Found {
    pub(crate) title: Option<String>,
    pub(crate) author: Option<String>,
    pub(crate) date: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) body: String,
}

/// What was right on pages, of what is known of them.
#[derive(Default)]
pub(crate) struct Measure {
    pub(crate) body: Tally,
    pub(crate) title: Share,
    pub(crate) date: Share,
    pub(crate) author: Share,
    pub(crate) outlet: Share,
}

impl Measure {
    pub(crate) fn add(&mut self, found: &Found, page: &Page) {
        self.body.add(match &page.body {
            Body::Passages { with, without } => Tally::of_passages(&found.body, with, without),
            Body::Whole(gold) => Tally::of_runs(&found.body, gold),
        });
        self.title.add(found.title.as_deref(), page.title.as_deref(), same);
        self.date.add(found.date.as_deref(), page.date.as_deref(), str::eq);
        self.author.add(found.author.as_deref(), page.author.as_deref(), same);
        self.outlet.add(found.outlet.as_deref(), page.outlet.as_deref(), same_outlet);
    }
}

/// How often a field was right, of the pages where it is known.
#[derive(Clone, Copy, Default)]
pub(crate) struct Share {
    right: usize,
    known: usize,
}

impl Share {
    fn add(&mut self, found: Option<&str>, gold: Option<&str>, same: impl Fn(&str, &str) -> bool) {
        if let Some(gold) = gold {
            self.known += 1;
            self.right += usize::from(found.is_some_and(|found| same(found, gold)));
        }
    }

    pub(crate) fn rate(self) -> Option<f64> {
        (self.known > 0).then(|| self.right as f64 / self.known as f64)
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.rate() {
            Some(rate) => write!(f, "{rate:.3}"),
            None => f.write_str("–"),
        }
    }
}

/// Right, superfluous and missing pieces, summed over pages.
#[derive(Clone, Copy, Default)]
pub(crate) struct Tally {
    right: f64,
    superfluous: f64,
    missing: f64,
}

impl Tally {
    /// Trafilatura's own measure: which of the passages the text has.
    fn of_passages(text: &str, with: &[String], without: &[String]) -> Self {
        let has = |list: &[String]| list.iter().filter(|passage| text.contains(passage.as_str())).count() as f64;
        Self { right: has(with), superfluous: has(without), missing: with.len() as f64 - has(with) }
    }

    /// Runs of four words that `text` and `gold` share, each page counting as much as any other.
    fn of_runs(text: &str, gold: &str) -> Self {
        let (mut wanted, runs) = (counted(gold), counted(text));
        let (expected, found) = (wanted.values().sum::<usize>() as f64, runs.values().sum::<usize>() as f64);
        let right: usize = runs.iter().map(|(run, n)| wanted.remove(run).unwrap_or(0).min(*n)).sum();
        let right = right as f64;
        let all = (expected + found - right).max(1.0);
        Self { right: right / all, superfluous: (found - right) / all, missing: (expected - right) / all }
    }

    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.superfluous += other.superfluous;
        self.missing += other.missing;
    }

    pub(crate) fn f1(self) -> f64 {
        2.0 * self.right / (2.0 * self.right + self.superfluous + self.missing).max(f64::MIN_POSITIVE)
    }
}

fn counted(text: &str) -> HashMap<Vec<String>, usize> {
    let words: Vec<String> = words(text).collect();
    let mut runs = HashMap::new();
    for run in words.windows(words.len().clamp(1, 4)) {
        *runs.entry(run.to_vec()).or_default() += 1;
    }
    runs
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase)
}

/// Whether two names or titles have the same words.
fn same(found: &str, gold: &str) -> bool {
    words(found).eq(words(gold))
}

/// Whether a name is the outlet's key in a list, where "Voice of America" is `VoiceOfAmerica` and "BBC News" `BBC`: their
/// letters begin alike, apart from an article.
fn same_outlet(found: &str, key: &str) -> bool {
    let core = |name: &str| {
        let letters: String = words(name).collect();
        letters.strip_prefix("the").map(str::to_owned).unwrap_or(letters)
    };
    let (found, key) = (core(found), core(key));
    found.len() > 2 && (found.starts_with(&key) || key.starts_with(&found))
}
