//! Near-copies of articles: which texts share their wording.
//!
//! A. Z. Broder, "On the resemblance and containment of documents" (1997): a text is the set of its shingles, runs of
//! eight words. For each of some random orders of all shingles a text keeps the first of its own; two texts agree in
//! an order as often as their sets overlap. Here each order is a band by itself, so that a short text inside a long one
//! is found too: what the bands let through is compared exactly.

use serde::{Deserialize, Serialize};

use super::text;

/// Words in a shingle.
const SHINGLE: usize = 8;

/// Random orders, so many that texts of which one holds two fifths of the other's shingles and is five times as long
/// (a fourteenth of all are shared) meet in one of them 99 times of 100.
const ORDERS: usize = 64;

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
        let words: Vec<u64> = text::words(text).map(|word| text::hash(&word)).collect();
        let mut shingles: Vec<u64> = words.windows(SHINGLE).map(text::combine).collect();
        shingles.sort_unstable();
        shingles.dedup();
        Self { article: article.into(), shingles }
    }

    /// Keys under which near-copies meet: two imprints that share none of them are taken to differ.
    #[must_use]
    pub fn keys(&self) -> Vec<u64> {
        let first = |order: u64| {
            let salt = text::mix(order + 1);
            self.shingles.iter().map(|&shingle| text::mix(shingle ^ salt)).min()
        };
        // The order is part of the key: agreement counts only within one.
        (0..ORDERS as u64).filter_map(|order| Some(text::mix(first(order)? ^ order))).collect()
    }

    /// The share of the shorter text's shingles that the other has too.
    #[must_use]
    pub fn containment(&self, other: &Self) -> f64 {
        let (mut a, mut b) = (self.shingles.iter().peekable(), other.shingles.iter().peekable());
        let mut shared = 0_usize;
        while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
            let order = x.cmp(y);
            shared += usize::from(order.is_eq());
            if order.is_le() {
                a.next();
            }
            if order.is_ge() {
                b.next();
            }
        }
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
