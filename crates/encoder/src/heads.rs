//! What the heads say of a window's words: labels, and links between words.

use std::ops::Range;

use crate::weights::Weights;
use crate::window::Cut;

/// Number of labels.
pub const LABELS: usize = 7;

/// What a word is a part of; `B` begins a span. The order is the model's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names are BIO's and the roles'")]
pub enum Label {
    O,
    BSource,
    ISource,
    BCue,
    ICue,
    BContent,
    IContent,
}

impl Label {
    /// All labels, in the order of a word's scores.
    pub const ALL: [Self; LABELS] =
        [Self::O, Self::BSource, Self::ISource, Self::BCue, Self::ICue, Self::BContent, Self::IContent];
}

/// Width of the vectors that links are scored by.
const LINK: usize = 64;

/// Columns of the heads' output: labels, then the rows and columns of the two kinds of links.
const CONTENT_ROW: usize = LABELS;
const CONTENT_COLUMN: usize = CONTENT_ROW + LINK;
const SOURCE_ROW: usize = CONTENT_COLUMN + LINK;
const SOURCE_COLUMN: usize = SOURCE_ROW + LINK;
const OUTPUTS: usize = SOURCE_COLUMN + LINK;

/// Kinds of links between words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// From a word of a content to the first word of its cue.
    ContentToCue,
    /// From the first word of a cue to a word of its source.
    CueToSource,
}

/// A word of a window.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// Logits of the labels.
    pub labels: [f32; LABELS],
    /// Whether the window before or after this one answers for the word: here it is context.
    pub is_context: bool,
    /// Position among the window's pieces; the frame's first piece is 0.
    piece: usize,
}

/// The scores of one window's words.
#[derive(Debug)]
pub struct Window {
    /// The words, in order.
    pub words: Vec<Word>,
    outputs: Vec<f32>,
    content_distance: Vec<f32>,
    source_distance: Vec<f32>,
}

impl Window {
    /// `outputs`: the heads' output for each piece of `cut`, whose frame is in place.
    pub(crate) fn new(model: &Weights, cut: &Cut, outputs: &[f32]) -> Self {
        let last = cut.pieces.len().saturating_sub(1 + cut.spare);
        let words = cut.pieces.iter().enumerate().filter_map(|(piece, p)| {
            let mut labels = [0.0; LABELS];
            labels.copy_from_slice(outputs.get(piece * OUTPUTS..piece * OUTPUTS + LABELS)?);
            let is_context = piece <= cut.skip || piece >= last;
            Some(Word { range: p.word.clone()?, labels, is_context, piece })
        });
        Self {
            words: words.collect(),
            outputs: outputs.to_vec(),
            content_distance: model.content_distance.clone(),
            source_distance: model.source_distance.clone(),
        }
    }

    /// Logit of a link from word `from` to word `to` (indices into [`Self::words`]), or to no word at all.
    #[must_use]
    pub fn link(&self, kind: Link, from: usize, to: Option<usize>) -> f32 {
        let (row, column, distance) = match kind {
            Link::ContentToCue => (CONTENT_ROW, CONTENT_COLUMN, &self.content_distance),
            Link::CueToSource => (SOURCE_ROW, SOURCE_COLUMN, &self.source_distance),
        };
        let from = self.words[from].piece;
        let to = to.map_or(0, |to| self.words[to].piece);
        let part =
            |piece: usize, column: usize| &self.outputs[piece * OUTPUTS + column..piece * OUTPUTS + column + LINK];
        let product: f32 = part(from, row).iter().zip(part(to, column)).map(|(a, b)| a * b).sum();
        product / (LINK as f32).sqrt() + distance.get(bucket(from, to, distance.len())).copied().unwrap_or(0.0)
    }
}

/// Bucket of the distance from one piece to another: its sign, and the floor of 2·log2 of its size.
fn bucket(from: usize, to: usize, buckets: usize) -> usize {
    let half = buckets / 2;
    let size = from.abs_diff(to);
    // floor(2·log2 n) is the place of the highest bit of n².
    let bucket = if size == 0 { 0 } else { (size * size).ilog2() as usize + 1 };
    let bucket = bucket.min(half.saturating_sub(1));
    if to < from { bucket } else { bucket + half }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_fall_into_logarithmic_buckets() {
        let cases = [(5, 5, 16), (5, 6, 17), (6, 5, 1), (0, 2, 19), (0, 3, 20), (3, 0, 4), (0, 254, 31), (254, 0, 15)];
        for (from, to, expected) in cases {
            assert_eq!(bucket(from, to, 32), expected, "{from} → {to}");
        }
    }
}
