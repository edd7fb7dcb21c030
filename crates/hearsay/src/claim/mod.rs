//! The claim: one voice saying one thing.

mod around;
mod assemble;
mod border;
mod content;
mod denied;
mod evidence;
mod extent;
mod figure;
mod headline;
mod missed;
mod nested;
mod passive;
mod quotation;
mod relay;
mod report;
mod second;
mod silence;
mod source;
mod subject;

use std::fmt;
use std::str::FromStr;

pub(crate) use assemble::{Reading, assemble};
pub(crate) use evidence::Lexicon;
pub use evidence::LexiconError;
use serde::{Deserialize, Serialize};

use crate::frame::Frame;
use crate::{ArticleId, Span};

/// One speaker's content in one article.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Stable for the same article text and program version.
    pub id: ClaimId,
    /// What is said. Where the attribution stands inside it, the span runs from the first piece to the last.
    pub content: Span,
    /// The pieces of the content, without an attribution between them.
    pub content_parts: Vec<Span>,
    /// Claims of one act of saying share its number, counted through the article.
    pub attribution: usize,
    /// The words that name the voice.
    pub source: Option<Span>,
    /// The words that mark the saying.
    pub cue: Option<Span>,
    /// How the words are given.
    pub quotation: Quotation,
    /// Whose voice it is.
    pub speaker: Speaker,
    /// News organisations that passed the words on, nearest to the speaker first.
    pub relays: Vec<Relay>,
    /// What the claim is said to rest on; empty where the text states nothing.
    pub evidence: Vec<Evidence>,
    /// Whether the voice affirms or denies the content.
    pub polarity: Polarity,
    /// How sure the voice is.
    pub modality: Modality,
    /// The typed events inside the content.
    pub frames: Vec<Frame>,
}

/// Content hash of a claim: its article, its content and its speaker's words.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClaimId([u8; 8]);

impl ClaimId {
    /// The id of a claim of this article with this content under this cue.
    #[must_use]
    pub fn of(article: ArticleId, content: Span, cue: Option<Span>) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(article.as_bytes());
        let cue = cue.unwrap_or(Span::new(0, 0));
        // Fields of fixed length: distinct claims can't run together.
        for offset in [content.start, content.end, cue.start, cue.end] {
            hasher.update(&(offset as u64).to_le_bytes());
        }
        let mut id = [0; 8];
        id.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
        Self(id)
    }
}

impl fmt::Display for ClaimId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ClaimId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ClaimId({self})")
    }
}

/// How the words of a claim are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Quotation {
    /// In quotation marks throughout.
    Direct,
    /// In the article's words.
    Indirect,
    /// In the article's words, with quoted parts.
    Mixed,
    /// The outlet's own narration.
    None,
}

impl Quotation {
    /// The kind as the contract's JSON spells it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Indirect => "indirect",
            Self::Mixed => "mixed",
            Self::None => "none",
        }
    }
}

/// The entity behind a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// Canonical name; `None` where the outlet speaks and its name is unknown.
    pub name: Option<String>,
    /// Id in the gazetteer of a body that has an entry there.
    pub entity: Option<String>,
    /// What sort of voice.
    pub kind: SpeakerKind,
    /// Canonical name of the body for which it speaks.
    pub affiliation: Option<String>,
    /// The words from which the name was taken, where these aren't the claim's source.
    pub named_at: Option<Span>,
}

/// Sorts of voices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SpeakerKind {
    /// A named person, or an official spokesperson on the record.
    Person,
    /// A state, its government or a civil body of it.
    Government,
    /// Armed forces, of a state or not.
    Military,
    /// Any other organisation.
    Organisation,
    /// An outlet or news agency.
    Media,
    /// A paper, record, image or data set.
    Document,
    /// A person whom the article doesn't name.
    Anonymous,
    /// Several persons, or a movement.
    Group,
}

impl From<hearsay_gazetteer::Kind> for SpeakerKind {
    /// What an entity is as a voice: a country is its government.
    fn from(kind: hearsay_gazetteer::Kind) -> Self {
        use hearsay_gazetteer::Kind;
        match kind {
            Kind::Country | Kind::Government => Self::Government,
            Kind::Military => Self::Military,
            Kind::Organisation => Self::Organisation,
            Kind::Group => Self::Group,
            Kind::Person => Self::Person,
            Kind::Outlet => Self::Media,
        }
    }
}

impl SpeakerKind {
    /// The kind as the contract's JSON spells it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Government => "government",
            Self::Military => "military",
            Self::Organisation => "organisation",
            Self::Media => "media",
            Self::Document => "document",
            Self::Anonymous => "anonymous",
            Self::Group => "group",
        }
    }
}

/// A news organisation that passed a claim on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relay {
    /// Canonical name.
    pub name: String,
    /// The words that name it.
    pub span: Span,
}

/// Something that a claim is said to rest on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// What sort of evidence.
    pub kind: EvidenceKind,
    /// The words that state it.
    pub span: Span,
}

/// Sorts of evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names are the contract's and say it all")]
pub enum EvidenceKind {
    DeclassifiedIntelligence,
    IntelligenceAssessment,
    SatelliteImagery,
    PhotoVideo,
    PhysicalInspection,
    TrackingData,
    OfficialRecord,
    Document,
    Eyewitness,
    AnonymousSource,
}

impl EvidenceKind {
    /// All kinds.
    pub const ALL: [Self; 10] = [
        Self::DeclassifiedIntelligence,
        Self::IntelligenceAssessment,
        Self::SatelliteImagery,
        Self::PhotoVideo,
        Self::PhysicalInspection,
        Self::TrackingData,
        Self::OfficialRecord,
        Self::Document,
        Self::Eyewitness,
        Self::AnonymousSource,
    ];

    /// The kind as the contract's JSON spells it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::DeclassifiedIntelligence => "declassified_intelligence",
            Self::IntelligenceAssessment => "intelligence_assessment",
            Self::SatelliteImagery => "satellite_imagery",
            Self::PhotoVideo => "photo_video",
            Self::PhysicalInspection => "physical_inspection",
            Self::TrackingData => "tracking_data",
            Self::OfficialRecord => "official_record",
            Self::Document => "document",
            Self::Eyewitness => "eyewitness",
            Self::AnonymousSource => "anonymous_source",
        }
    }
}

impl FromStr for EvidenceKind {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let named = Self::ALL.into_iter().find(|kind| kind.as_str() == name);
        named.ok_or_else(|| format!("“{name}” is no evidence; use {}", Self::ALL.map(Self::as_str).join(", ")))
    }
}

/// Whether the voice affirms or denies the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Polarity {
    /// It affirms.
    Positive,
    /// It denies.
    Negative,
}

impl Polarity {
    /// The polarity as the contract's JSON spells it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Positive => "positive",
            Self::Negative => "negative",
        }
    }
}

/// How sure the voice is of the content: FactBank's scale (Saurí and Pustejovsky 2009), from the speaker's side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names are FactBank's")]
pub enum Modality {
    Certain,
    Probable,
    Possible,
    Underspecified,
}

impl Modality {
    /// The modality as the contract's JSON spells it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Probable => "probable",
            Self::Possible => "possible",
            Self::Underspecified => "underspecified",
        }
    }
}
