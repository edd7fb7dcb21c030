//! What is known of a proposition, in the contract's shape.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Event;
use crate::Polarity;

/// Something that claims of one or more articles affirm or deny, with where it comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Proposition {
    /// What is affirmed or denied.
    pub proposition: Asserted,
    /// The claims, by date and article.
    pub claims: Vec<Member>,
    /// The voices behind them, affirming ones first, by date.
    pub origins: Vec<Origin>,
    /// How many affirm independently of each other.
    pub independent_origins: Counts,
    /// How many deny independently of each other.
    pub denial_origins: Counts,
    /// Why claims were taken to depend on each other.
    pub links: Vec<Link>,
    /// What is told differently.
    pub drift: Vec<Drift>,
    /// How many articles tell of it, where near-copies and a wire's copy count once.
    pub tellings: usize,
}

/// Claims of one article on one event from which on it isn't told in passing.
const DWELT_ON: usize = 4;

impl Proposition {
    /// The first day on which an article has it.
    #[must_use]
    pub fn first_seen(&self) -> Option<Date> {
        self.origins.iter().filter_map(|origin| origin.first_seen).min()
    }

    /// Whether more than one article tells of it in its own words, or more than one party does, or one article comes back to
    /// it again and again: what a list of propositions shows first. The rest is as well read as single claims, and so is
    /// what one voice says that an outlet has in its own narration once.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        let parties = self.origins.iter().filter(|origin| origin.same_party_as.is_none()).count();
        let heard = self.claims.iter().filter(|claim| claim.origin.is_some()).count();
        let in_passing = self.claims.len() == 2 && heard == 1;
        let is_event = self.proposition.frame.is_some();
        self.tellings > 1 && !in_passing || is_event && (parties > 1 || self.claims.len() >= DWELT_ON)
    }
}

/// What a proposition says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Asserted {
    /// Content hash of its earliest statement's content: 16 hexadecimal digits.
    pub id: String,
    /// One line that tells who says it, and never states it as a fact.
    pub summary: String,
    /// The event, summed up over the claims that affirm it where there are any; none for a claim without frames.
    pub frame: Option<Event>,
}

/// A claim on a proposition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Member {
    /// The article's `ref`.
    pub article: String,
    /// The claim's id.
    pub claim: String,
    /// The statement's id.
    pub statement: String,
    /// Whether the claim affirms or denies the proposition.
    pub polarity: Polarity,
    /// The origin's id; none where the lineage can't be told.
    pub origin: Option<String>,
}

/// A voice on an occasion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Origin {
    /// Its number in the proposition: "o1".
    pub id: String,
    /// Whose word it is.
    pub speaker: String,
    /// The first date on which an article has it.
    pub first_seen: Option<Date>,
    /// How sure it is that there is such a voice, apart from the others.
    pub lineage: Lineage,
    /// Whether it affirms or denies.
    pub polarity: Polarity,
    /// The origin of the same party's first word, which alone is counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_party_as: Option<String>,
}

/// How sure it is that an origin is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Lineage {
    /// A named speaker, a document, or the first unnamed voice that says for whom it speaks.
    Established,
    /// A voice without a name, who may be one of the others, or who may only repeat them.
    Possible,
    /// Nothing tells whose word it is.
    Unknown,
}

impl Lineage {
    /// Its name in output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Established => "established",
            Self::Possible => "possible",
            Self::Unknown => "unknown",
        }
    }
}

/// Numbers of origins; later words of a party that has spoken before aren't counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Counts {
    /// Named voices and documents.
    pub established: usize,
    /// Voices without names.
    pub possible: usize,
    /// Claims whose lineage can't be told.
    pub unknown: usize,
}

impl Counts {
    /// All of them.
    #[must_use]
    pub fn total(self) -> usize {
        self.established + self.possible + self.unknown
    }
}

/// Why two statements were taken to go back to one voice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Link {
    /// The statement that came later, or that names the other's outlet.
    pub from: String,
    /// The statement it goes back to.
    pub to: String,
    /// What links them.
    pub reason: Reason,
    /// How strongly, from 0 to 1.
    pub score: f64,
}

/// What links two statements, the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Somebody judged so.
    Judgement,
    /// The articles share their text.
    NearCopy,
    /// One article says that it runs the other's copy.
    WireCredit,
    /// A relay that the text names is the other's outlet.
    Relay,
    /// One party said the same thing at about the same time.
    SameSpeaker,
    /// The voice is the outlet that published the other.
    Citation,
}

impl Reason {
    /// In words, for people.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Judgement => "judged the same",
            Self::NearCopy => "near-copy",
            Self::WireCredit => "wire credit",
            Self::Relay => "relay",
            Self::SameSpeaker => "same speaker",
            Self::Citation => "citation",
        }
    }
}

/// Something that statements tell differently.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Drift {
    /// What is told differently.
    pub quality: Quality,
    /// The class of goods that is counted, or the currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// The lowest and the highest number that was told; none for stages and dates.
    pub range: Option<(f64, f64)>,
    /// Who told what, by date.
    pub readings: Vec<Reading>,
}

/// What can be told differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Quality {
    /// How many.
    Quantity,
    /// For how much money.
    Value,
    /// How far it has got.
    Stage,
    /// When.
    Date,
}

impl Quality {
    /// The question that its readings answer differently.
    #[must_use]
    pub fn question(self) -> &'static str {
        match self {
            Self::Quantity => "How many",
            Self::Value => "For how much",
            Self::Stage => "How far",
            Self::Date => "When",
        }
    }
}

/// What one statement tells.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reading {
    /// The statement's id.
    pub statement: String,
    /// Whose word it is.
    pub speaker: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// When.
    pub published: Option<Date>,
    /// Its words, or its name on a scale.
    pub text: String,
    /// The least that it may mean, of a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
    /// The most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
    /// Whether it differs from the one before.
    pub changed: bool,
}
