//! What is asked of the ledger, and what it answers.

use std::collections::BTreeMap;

use hearsay::contract::ClaimFields;
use hearsay::proposition::Proposition;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan, tz::TimeZone};
use serde::Serialize;

use crate::store;

/// Which state of the ledger is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// What had been recorded by the end of this day (UTC).
    pub as_of: Option<Date>,
    /// What had been published before this day.
    pub published_before: Option<Date>,
}

impl View {
    /// The last moment of recording that counts, as it is stored.
    pub(crate) fn until(self) -> String {
        let end = self.as_of.and_then(|day| day.checked_add(1.day()).ok());
        let end = end.and_then(|day| day.to_zoned(TimeZone::UTC).ok()).map(|zoned| zoned.timestamp());
        store::time(end.unwrap_or(Timestamp::MAX))
    }

    pub(crate) fn before(self) -> String {
        self.published_before.map_or_else(|| "9999-12-31".to_owned(), |day| day.to_string())
    }
}

/// What a list is narrowed to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Canonical name of the speaker, or of the body for which it speaks.
    pub speaker: Option<String>,
    /// The outlet that published the claim.
    pub outlet: Option<String>,
    /// Type of frame.
    pub frame: Option<String>,
    /// Canonical name of somebody who takes part in the event.
    pub party: Option<String>,
    /// Words in the name of the item.
    pub item: Option<String>,
    /// Published on this day or later.
    pub since: Option<Date>,
    /// Published on this day or before.
    pub until: Option<Date>,
    /// `accept` or `reject`: judged so last; `open`: not judged; `denied`: a claim that denies, a proposition that is
    /// denied.
    pub status: Option<String>,
    /// Whether claims come by their date from the last on, and not from the first.
    pub newest: bool,
    /// How many rows at most; none for all.
    pub limit: Option<u32>,
    /// How many to pass over first.
    pub offset: u32,
}

impl Filter {
    /// Whether it lets everything through, however ordered and however many.
    pub(crate) fn lets_all(&self) -> bool {
        *self == Self { newest: self.newest, limit: self.limit, offset: self.offset, ..Self::default() }
    }
}

/// A claim with its article.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClaimRow {
    /// The article's id in the ledger.
    pub article: String,
    /// The name under which the article came.
    #[serde(rename = "ref")]
    pub reference: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// When.
    pub published: Option<String>,
    /// Where.
    pub url: Option<String>,
    /// When the ledger first had it.
    pub first_seen: String,
    /// Hash of the bytes that the article was read from.
    pub raw_hash: String,
    /// The last judgement on it that stands: `accept` or `reject`.
    pub judged: Option<String>,
    /// The claim as the contract has it.
    pub claim: ClaimFields,
}

/// A proposition with what was judged of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PropositionRow {
    /// The proposition as the contract has it.
    #[serde(flatten)]
    pub proposition: Proposition,
    /// The last judgement on it that stands.
    pub judged: Option<String>,
}

/// A name that speaks or takes part, and how often.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Actor {
    /// Canonical name.
    pub name: String,
    /// Claims that it or its people made.
    pub said: i64,
    /// Events in which it is said to take part.
    pub took_part: i64,
}

/// What is known of one actor.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ActorView {
    /// Canonical name.
    pub name: String,
    /// What it said.
    pub said: Vec<ClaimRow>,
    /// By role, the propositions in which it takes part.
    pub takes_part: BTreeMap<String, Vec<PropositionRow>>,
}

/// What a search found, the best first.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Found {
    /// Claims whose content or speaker has the words.
    pub claims: Vec<ClaimRow>,
    /// Articles that have them anywhere, with the words around.
    pub articles: Vec<(String, String, String)>,
}

/// An article as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StoredArticle {
    /// Id in the ledger.
    pub id: String,
    /// The name under which it came.
    #[serde(rename = "ref")]
    pub reference: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// When.
    pub published: Option<String>,
    /// Where.
    pub url: Option<String>,
    /// Its title.
    pub title: String,
    /// Its text.
    pub text: String,
    /// Hash of the bytes it was read from.
    pub raw_hash: String,
    /// When the ledger first had it.
    pub first_seen: String,
}
