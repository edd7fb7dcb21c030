//! Near-copies of articles: which texts share their wording.
//!
//! A. Z. Broder, "On the resemblance and containment of documents" (1997): a text is the set of its shingles, runs of
//! eight words. Hashes part all shingles among bins, and of each bin a text keeps the first of its own in a random order;
//! two texts agree in a bin as often as their sets overlap. That one order serves all bins is from P. Li, A. Owen and
//! C.-H. Zhang, "One permutation hashing" (2012). Here each bin is a band by itself, so that a short text inside a long
//! one is found too: what the bands let through is compared exactly.

use serde::{Deserialize, Serialize};

use super::text;

/// Words in a shingle.
const SHINGLE: usize = 8;

/// Bins, so many that texts of which one holds two fifths of the other's shingles and is five times as long (a fourteenth
/// of all are shared) meet in one of them 99 times of 100.
const BINS: usize = 64;

/// The share of the shorter text's shingles from which on two texts are near-copies.
const COPY: f64 = 0.4;

/// The wording of an article, by its hashed shingles: eight bytes a word of the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imprint {
    /// The article's id.
    pub article: String,
    /// Hashes of its shingles, sorted, each once.
    pub shingles: Vec<u64>,
}

impl Imprint {
    /// The imprint of a text. A text shorter than a shingle has none, and no near-copies.
    #[must_use]
    pub fn of(article: impl Into<String>, text: &str) -> Self {
        let shingles = text::set(text::hashes(text).windows(SHINGLE).map(text::combine).collect());
        Self { article: article.into(), shingles }
    }

    /// Keys under which near-copies meet: two imprints that share none of them are taken to differ.
    #[must_use]
    pub fn keys(&self) -> Vec<u64> {
        let mut first = [u64::MAX; BINS];
        for &shingle in &self.shingles {
            let place = text::mix(shingle);
            let bin = &mut first[place as usize % BINS];
            *bin = place.min(*bin);
        }
        // The bin is part of the place: agreement counts only within one.
        first.into_iter().filter(|&place| place != u64::MAX).collect()
    }

    /// The share of the shorter text's shingles that the other has too.
    #[must_use]
    pub fn containment(&self, other: &Self) -> f64 {
        let shared = text::shared(&self.shingles, &other.shingles);
        let shorter = self.shingles.len().min(other.shingles.len());
        if shorter == 0 { 0.0 } else { shared as f64 / shorter as f64 }
    }

    /// How much of the shorter text stands in the other, where that makes them near-copies.
    #[must_use]
    pub fn copy(&self, other: &Self) -> Option<f64> {
        let containment = self.containment(other);
        (containment > COPY).then_some(containment)
    }
}
