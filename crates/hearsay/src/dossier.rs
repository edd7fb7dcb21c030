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
use crate::{EvidenceKind, Modality, Polarity, Quotation};

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
    /// "Ada Quill (Norwegian Ministry of Defence), to Reuters, says in denial: “...”". The words stand in quotation marks,
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
        let mut text = voice.to_owned();
        if let Some(affiliation) = self.affiliation.filter(|_| !narrated) {
            text.push_str(&format!(" ({affiliation})"));
        }
        if !self.relays.is_empty() {
            text.push_str(&format!(", to {},", self.relays.join(" and ")));
        }
        let verb = match (self.polarity, narrated) {
            // Some contents hold what is denied, and some the denial.
            (Polarity::Negative, _) => "says in denial",
            (Polarity::Positive, true) => "writes",
            (Polarity::Positive, false) => "says",
        };
        let marks: &[char] = &['"', '“', '”', '„', '«', '»'];
        let words = self.words.trim();
        // Quotation marks around the whole are replaced, those inside are the article's own.
        let bare =
            words.strip_prefix(marks).and_then(|rest| rest.strip_suffix(marks)).filter(|rest| !rest.contains(marks));
        format!("{text} {verb}: “{}”", bare.unwrap_or(words))
    }
}
