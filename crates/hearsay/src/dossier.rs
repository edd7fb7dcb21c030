//! Dossiers: what is known of some propositions, sentence by sentence, each with where it stands.
//!
//! A dossier holds no word of its own on what happened: its sentences are what voices say, and what is counted of them.
//! What a person writes between them stands apart, under that person's name. It is structured, for a program to show in any
//! form.

mod outline;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::contract::Place;
use crate::proposition::{Counts, Drift, Lineage, Link, Origin};
use crate::{EvidenceKind, Modality, Polarity, Quotation, factuality};

pub use outline::{Extent, Outline};

/// A dossier as a person composes it: which propositions, in which order, and what that person writes between them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The propositions, each with what is written before it.
    pub entries: Vec<Entry>,
    /// What is written at the end.
    #[serde(default)]
    pub end: String,
}

impl Draft {
    /// The ids of its propositions, in order.
    #[must_use]
    pub fn propositions(&self) -> Vec<String> {
        self.entries.iter().map(|entry| entry.proposition.clone()).collect()
    }
}

/// A proposition in a [`Draft`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its id.
    pub proposition: String,
    /// What is written before it; nothing, or paragraphs with blank lines between.
    #[serde(default)]
    pub words: String,
}

/// What is known of some propositions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Dossier {
    /// Its title, where it has been given one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Who composed it, and wrote what is written between the propositions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// A section for each proposition, in the order that was asked for.
    pub sections: Vec<Section>,
    /// What its author writes at the end.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub end: String,
    /// The articles that sentences stand in, by date.
    pub sources: Vec<Source>,
}

impl Dossier {
    /// The dossier with what is written in the draft that it was compiled from.
    #[must_use]
    pub fn composed(mut self, draft: &Draft, title: &str, author: &str) -> Self {
        for (section, entry) in self.sections.iter_mut().zip(&draft.entries) {
            section.before.clone_from(&entry.words);
        }
        Self { title: Some(title.to_owned()), author: Some(author.to_owned()), end: draft.end.clone(), ..self }
    }
}

/// What is known of one proposition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// What the dossier's author writes before it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub before: String,
    /// The proposition's id.
    pub proposition: String,
    /// Its summary, which states nothing as a fact.
    pub heading: String,
    /// How many affirm it independently of each other.
    pub affirmed: Counts,
    /// How many deny it.
    pub denied: Counts,
    /// Who says what, side by side and origin by origin.
    pub voices: Vec<Voices>,
    /// How many more voices the [`Extent`] left out.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub further: usize,
    /// What is told differently.
    pub drift: Vec<Drift>,
    /// Why sentences were taken to depend on each other.
    pub links: Vec<Link>,
}

/// The sentences of one origin, or those whose lineage can't be told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Voices {
    /// Whether they affirm or deny.
    pub side: Polarity,
    /// Whose word it is; none where that can't be told.
    pub origin: Option<Origin>,
    /// How sure that is.
    pub lineage: Lineage,
    /// The sentences, by date.
    pub sentences: Vec<Sentence>,
    /// How many more of them the [`Extent`] left out.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub further: usize,
}

impl Voices {
    /// Who affirms or denies; where that can't be told, no sentence that would say who does.
    #[must_use]
    pub fn heading(&self) -> String {
        let denying = self.side == Polarity::Negative;
        let Some(origin) = &self.origin else {
            return format!("Lineage unknown, {}", if denying { "denying" } else { "affirming" });
        };
        let Subject { words, several } = Subject::of(&origin.speaker);
        let verb = match (denying, several) {
            (true, _) => Act::Denies.verb(several),
            (false, false) => "affirms",
            (false, true) => "affirm",
        };
        format!("{words} {verb}")
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// What one claim says, with all that is needed to look it up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sentence {
    /// The sentence: whose words they are, by way of whom, and the words.
    pub text: String,
    /// The words in the article, in code points of its text.
    pub span: Place,
    /// The voice, as the article names it.
    pub speaker: Option<String>,
    /// For whom it speaks.
    pub affiliation: Option<String>,
    /// Who passed the words on.
    pub relays: Vec<String>,
    /// What the claim is said to rest on.
    pub evidence: Vec<EvidenceKind>,
    /// How sure the voice is.
    pub modality: Modality,
    /// How the words are given.
    pub quotation: Quotation,
    /// The article's id, to be found in [`Dossier::sources`].
    pub article: String,
    /// The claim's id.
    pub claim: String,
}

impl Sentence {
    /// What it is said to rest on, and that it isn't said to be certain, where a reader must know: "said to rest on photos or
    /// video; only called possible".
    #[must_use]
    pub fn basis(&self) -> Option<String> {
        let kinds = EvidenceKind::ALL.into_iter().filter(|kind| self.evidence.contains(kind));
        let named: Vec<&str> = kinds.map(in_words).collect();
        let rests = (!named.is_empty()).then(|| format!("said to rest on {}", named.join(" and on ")));
        let sure = match self.modality {
            Modality::Certain => None,
            Modality::Probable => Some("only called probable"),
            Modality::Possible => Some("only called possible"),
            Modality::Underspecified => Some("left open whether it is so"),
        };
        let told: Vec<String> = rests.into_iter().chain(sure.map(str::to_owned)).collect();
        (!told.is_empty()).then(|| told.join("; "))
    }
}

fn in_words(evidence: EvidenceKind) -> &'static str {
    match evidence {
        EvidenceKind::DeclassifiedIntelligence => "declassified intelligence",
        EvidenceKind::IntelligenceAssessment => "an assessment by intelligence services",
        EvidenceKind::SatelliteImagery => "satellite images",
        EvidenceKind::PhotoVideo => "photos or video",
        EvidenceKind::PhysicalInspection => "an inspection of the thing itself",
        EvidenceKind::TrackingData => "tracking data",
        EvidenceKind::OfficialRecord => "official records",
        EvidenceKind::Document => "a document",
        EvidenceKind::Eyewitness => "an eyewitness",
        EvidenceKind::AnonymousSource => "an anonymous source",
    }
}

/// An article that sentences stand in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Its id, the hash of its text.
    pub article: String,
    /// The name under which it came.
    #[serde(rename = "ref")]
    pub reference: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// When.
    pub published: Option<Date>,
    /// The news agency whose copy it runs.
    pub wire: Option<String>,
    /// The bytes that were archived.
    pub archived: Option<Archived>,
}

/// The bytes that an article was read from, as they are kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Archived {
    /// Their hash.
    pub hash: String,
    /// Where they came from.
    pub url: Option<String>,
    /// When they were first seen, as in RFC 3339.
    pub first_seen: Option<String>,
}

/// What a claim says, as a sentence that leaves no doubt whose words they are.
#[derive(Clone, Copy, Debug)]
pub struct Telling<'t> {
    /// The voice.
    pub speaker: Option<&'t str>,
    /// For whom it speaks.
    pub affiliation: Option<&'t str>,
    /// Who published it.
    pub outlet: Option<&'t str>,
    /// Who passed the words on.
    pub relays: &'t [String],
    /// Whether the voice affirms or denies.
    pub polarity: Polarity,
    /// How the words are given.
    pub quotation: Quotation,
    /// The words.
    pub words: &'t str,
}

impl Telling<'_> {
    /// "Ada Quill (Norwegian Ministry of Defence), by way of Reuters, denies: “...”". The words stand in quotation marks,
    /// since they are the article's.
    #[must_use]
    pub fn sentence(&self) -> String {
        let narrated = self.quotation == Quotation::None;
        let voice = match (self.speaker, self.outlet) {
            (_, Some(outlet)) if narrated => outlet,
            (Some(name), _) => name,
            (None, _) if narrated => "the outlet",
            (None, _) => "somebody",
        };
        let Subject { words: mut text, several } = Subject::of(voice);
        if let Some(affiliation) = self.affiliation.filter(|_| !narrated) {
            text.push_str(&format!(" ({affiliation})"));
        }
        if !self.relays.is_empty() {
            text.push_str(&format!(", by way of {},", self.relays.join(" and ")));
        }
        let act = Act::of(self.polarity, None, self.words);
        let verb = match (act, several) {
            (Act::Says, false) if narrated => "writes",
            (Act::Says, true) if narrated => "write",
            _ => act.verb(several),
        };
        let marks: &[char] = &['"', '“', '”', '„', '«', '»'];
        let words = self.words.trim();
        // Quotation marks around the whole are replaced, those inside are the article's own.
        let bare =
            words.strip_prefix(marks).and_then(|rest| rest.strip_suffix(marks)).filter(|rest| !rest.contains(marks));
        format!("{text} {verb}: “{}”", bare.unwrap_or(words))
    }
}

/// What a voice does with the words of a claim. Some denials hold what is denied, "arming it", and some the negation, "no
/// contract was signed": who is said to deny the latter seems to say the opposite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// It says them, whether they affirm or negate.
    Says,
    /// It says them or denies them: of "the letter is a fake" the words alone don't tell.
    SaysInDenial,
    /// It denies what they say.
    Denies,
}

impl Act {
    /// What is done by a claim of that polarity, by the words of its cue where these are known.
    #[must_use]
    pub fn of(polarity: Polarity, cue: Option<&str>, words: &str) -> Self {
        let told = |cue: &str, words: &str| factuality::polarity(cue, words);
        // Who denies a negation affirms, and what is called false is held for false.
        let negates = told("denied", words) == Polarity::Positive;
        let names_falsehood = told(":", words) == Polarity::Negative;
        let cue_denies = cue.is_none_or(|cue| told(cue, "it was") == Polarity::Negative);
        match polarity {
            Polarity::Positive => Self::Says,
            Polarity::Negative if negates || names_falsehood && !cue_denies => Self::Says,
            Polarity::Negative if names_falsehood => Self::SaysInDenial,
            Polarity::Negative => Self::Denies,
        }
    }

    /// Words in a list of what voices say: led in by what is done, where that is more than saying them.
    #[must_use]
    pub fn led(self, words: &str) -> String {
        if self == Self::Says { words.to_owned() } else { format!("{}: {words}", self.verb(false)) }
    }

    /// The verb for it, of one voice or of several.
    #[must_use]
    pub fn verb(self, several: bool) -> &'static str {
        match (self, several) {
            (Self::Says, false) => "says",
            (Self::Says, true) => "say",
            (Self::SaysInDenial, false) => "says in denial",
            (Self::SaysInDenial, true) => "say in denial",
            (Self::Denies, false) => "denies",
            (Self::Denies, true) => "deny",
        }
    }
}

/// A voice's name as the subject at the beginning of a sentence: "The coast guard", "Analysts".
struct Subject {
    words: String,
    several: bool,
}

/// Words with which begins what hangs on a noun: "officials familiar with", "register that".
#[rustfmt::skip]
const BEHIND: [&str; 22] = [
    "about", "at", "behind", "briefed", "by", "close", "familiar", "for", "from", "in", "involved", "near", "of", "on",
    "published", "speaking", "taken", "that", "to", "who", "with", "within",
];

/// Words that stand for an article, or for somebody without one.
#[rustfmt::skip]
const DETERMINED: [&str; 32] = [
    "a", "an", "another", "any", "both", "each", "everybody", "he", "her", "his", "i", "it", "its", "many", "nobody",
    "one", "our", "several", "she", "some", "somebody", "someone", "that", "the", "their", "these", "they", "this",
    "those", "we", "who", "you",
];

/// Several without the ending of a plural.
const SEVERAL: [&str; 10] =
    ["both", "many", "people", "personnel", "police", "several", "these", "they", "those", "we"];

/// Nouns that are several with a capital too, as no name is.
#[rustfmt::skip]
const CAPITALISED: [&str; 24] = [
    "activists", "analysts", "authorities", "critics", "diplomats", "documents", "experts", "farmers", "investigators",
    "journalists", "lawmakers", "ministers", "observers", "officials", "prosecutors", "rebels", "records", "researchers",
    "residents", "soldiers", "sources", "traders", "witnesses", "workers",
];

/// One with the ending of a plural.
const ONE: [&str; 4] = ["headquarters", "news", "series", "works"];

/// Bodies: of them "and" joins what they are for, "Food and Drug Administration", and "of" asks for an article before.
#[rustfmt::skip]
const BODIES: [&str; 12] = [
    "administration", "agency", "authority", "bureau", "commission", "committee", "council", "department", "embassy",
    "government", "ministry", "office",
];

impl Subject {
    fn of(name: &str) -> Self {
        let name = match name.trim() {
            "" => "somebody",
            // Of whom the article tells nothing.
            "unspecified" => "an unspecified voice",
            name => name,
        };
        let ends = |word: &&str| word.starts_with('(') || BEHIND.contains(word);
        let head: Vec<&str> = name.split_whitespace().take_while(|word| !ends(word)).collect();
        let last = head.last().copied().unwrap_or_default().trim_matches(|c: char| !c.is_alphanumeric());
        let noun = last.to_lowercase();
        let is_body = BODIES.contains(&noun.as_str());
        let is_name = last.contains(char::is_uppercase);
        let plural = noun.ends_with('s') && !["ss", "us", "is"].iter().any(|end| noun.ends_with(end));
        let several = SEVERAL.contains(&noun.as_str())
            || head.contains(&"and") && !is_body
            || if is_name { CAPITALISED.contains(&noun.as_str()) } else { plural && !ONE.contains(&noun.as_str()) };
        let determined = head.first().is_some_and(|first| DETERMINED.contains(&first.to_lowercase().as_str()));
        let owner = |word: &&str| word.starts_with(char::is_uppercase) && word.contains(['’', '\'']);
        let owned = head.iter().any(owner);
        let is_common = !is_name || is_body && name.split_whitespace().nth(head.len()) == Some("of");
        let bare = several || determined || owned || noun.is_empty() || !is_common;
        let mut letters = name.chars();
        let words = match letters.next() {
            Some(first) if bare => first.to_uppercase().chain(letters).collect(),
            _ => format!("The {name}"),
        };
        Self { words, several }
    }
}
