//! The vocabulary of evidence: nouns and acts by kind.

use serde::Deserialize;

use crate::{EvidenceKind, Span};

/// The vocabulary of evidence can't be read.
#[derive(Debug, thiserror::Error)]
#[error("gazetteer/words/evidence.toml: {0}")]
pub struct LexiconError(String);

/// Nouns and acts by kind of evidence.
#[derive(Debug, Deserialize)]
pub(crate) struct Lexicon {
    pub(super) evidence: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Entry {
    pub(super) kind: EvidenceKind,
    heads: Vec<String>,
    pub(super) with: Vec<String>,
    #[serde(default)]
    pub(super) plain: bool,
    #[serde(default)]
    pub(super) acts: Vec<String>,
}

impl Lexicon {
    pub(crate) fn embedded() -> Result<Self, LexiconError> {
        toml::from_str(include_str!("../../../../../gazetteer/words/evidence.toml"))
            .map_err(|e| LexiconError(e.to_string()))
    }
}

impl Entry {
    /// Where the name of this evidence begins that ends in word `i`, if one does.
    pub(super) fn names(&self, words: &[(String, Span)], i: usize) -> Option<usize> {
        if !self.heads.contains(&words[i].0) {
            return None;
        }
        if self.with.is_empty() {
            return Some(i);
        }
        let before = (i.saturating_sub(3)..i).find(|&j| self.with.contains(&words[j].0));
        // "the assessment, declassified on Friday"
        let behind = || (i + 1..(i + 3).min(words.len())).any(|j| self.with.contains(&words[j].0)).then_some(i);
        before.or_else(|| behind().filter(|_| self.plain))
    }
}
