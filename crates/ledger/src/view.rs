//! What is asked of the ledger, and what it answers.

use std::collections::BTreeMap;
use std::str::FromStr;

use hearsay::contract::ClaimFields;
use hearsay::proposition::Proposition;
use hearsay::{Caption, EvidenceKind};
use hearsay_gazetteer::Gazetteer;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan, tz::TimeZone};
use serde::Serialize;

use crate::{Judged, store};

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
    /// Canonical name of the speaker, or of the body for which it speaks; in any case where none is spelt just so.
    pub speaker: Option<String>,
    /// The outlet that published the claim; in any case where none is spelt just so.
    pub outlet: Option<String>,
    /// Type of frame.
    pub frame: Option<String>,
    /// Canonical name of somebody who takes part in the event.
    pub party: Option<String>,
    /// Words in the name of the item.
    pub item: Option<String>,
    /// What the claim is said to rest on.
    pub evidence: Option<EvidenceKind>,
    /// Published on this day or later.
    pub since: Option<Date>,
    /// Published on this day or before.
    pub until: Option<Date>,
    /// What was judged of it, or whether it is disputed.
    pub status: Option<Status>,
    /// Whether claims come by their date from the last on, and not from the first.
    pub newest: bool,
    /// How many rows at most; none for all.
    pub limit: Option<u32>,
    /// How many to pass over first.
    pub offset: u32,
}

impl Filter {
    /// The filter by canonical names: "Tehran" finds what is filed under Iran.
    #[must_use]
    pub fn canonical(self, gazetteer: &Gazetteer) -> Self {
        let name = |given: Option<String>| given.map(|name| gazetteer.canonical(&name));
        Self { speaker: name(self.speaker), party: name(self.party), ..self }
    }

    /// The filter for the first rows, so many at most.
    #[must_use]
    pub fn first(&self, limit: u32) -> Self {
        Self { limit: Some(limit), offset: 0, ..self.clone() }
    }

    /// The filter without a page: however many it lets through.
    #[must_use]
    pub fn unpaged(&self) -> Self {
        Self { limit: None, offset: 0, ..self.clone() }
    }

    /// Whether it lets everything through, however ordered and however many.
    pub(crate) fn lets_all(&self) -> bool {
        self.unpaged() == Self { newest: self.newest, ..Self::default() }
    }
}

/// What a claim or a proposition has met with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Judged to be read rightly, last.
    Accept,
    /// Judged to be read wrongly, last.
    Reject,
    /// Not judged.
    Open,
    /// A claim that denies, a proposition that is denied.
    Denied,
}

impl Status {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Accept, Self::Reject, Self::Open, Self::Denied];

    /// Its name in requests.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Reject => "reject",
            Self::Open => "open",
            Self::Denied => "denied",
        }
    }
}

impl FromStr for Status {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let named = Self::ALL.into_iter().find(|status| status.as_str() == name);
        named.ok_or_else(|| format!("“{name}” is no status; use {}", Self::ALL.map(Self::as_str).join(", ")))
    }
}

/// A place in the order in which claims were recorded: behind one of them, or (0) before all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark(pub i64);

/// A claim with its article.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
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
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PropositionRow {
    /// The proposition as the contract has it.
    #[serde(flatten)]
    pub proposition: Proposition,
    /// The last judgement on it that stands.
    pub judged: Option<String>,
}

/// A name that speaks or takes part, and how often.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
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
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ActorView {
    /// Canonical name.
    pub name: String,
    /// What it said.
    pub said: Vec<ClaimRow>,
    /// By role, the propositions in which it takes part.
    pub takes_part: BTreeMap<String, Vec<PropositionRow>>,
    /// By what words articles name it, as far as its last claims and events show, the commonest first.
    pub told_as: Vec<Alias>,
    /// The judgements on its names that stand.
    pub judged: Vec<Judged>,
}

/// What is known of an actor's names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActorNames {
    /// The name under which it is filed.
    pub name: String,
    /// As in [`ActorView::told_as`].
    pub told_as: Vec<Alias>,
    /// As in [`ActorView::judged`].
    pub judged: Vec<Judged>,
}

/// Words by which articles name an actor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Alias {
    /// The words.
    pub words: String,
    /// How many claims and events have it so, of those looked at.
    pub times: u32,
    /// An article that has them.
    pub article: String,
    /// The claim in it.
    pub claim: String,
}

/// What a search found, the best first.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Found {
    /// Claims whose content or speaker has the words.
    pub claims: Vec<ClaimRow>,
    /// Articles that have them anywhere.
    pub articles: Vec<FoundArticle>,
    /// What claims that were found have in common, sort by sort, the commonest first; of many, the first two hundred.
    pub facets: Vec<Facet>,
}

/// What claims have in common that a search found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Facet {
    /// What is common: `speaker`, `outlet`, `year`, `event`.
    pub field: String,
    /// The speaker, or the body for which it speaks, and so on.
    pub value: String,
    /// How many claims have it.
    pub claims: u32,
}

/// An article that a search found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FoundArticle {
    /// Id in the ledger.
    pub id: String,
    /// The name under which it came.
    #[serde(rename = "ref")]
    pub reference: String,
    /// Its title.
    pub title: String,
    /// The words that were searched, with those around.
    pub words: String,
}

/// An article as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
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
    /// Who wrote it.
    pub byline: Option<String>,
    /// What stands below its pictures.
    pub captions: Vec<Caption>,
    /// Its text.
    pub text: String,
    /// Hash of the bytes it was read from.
    pub raw_hash: String,
    /// When the ledger first had it.
    pub first_seen: String,
}
