//! What the heads say of a window's words: classes, and links between words.

use std::ops::Range;

use rten_simd::{SimdOp, SimdUnaryOp};
use rten_vecmath::Gelu;

use crate::classes::{Argument, Event, Label, Predicate, Relation, Role, Sort, Stage, Upos, Xpos};
use crate::product::Rows;
use crate::weights::{Heads, Second};
use crate::window::Cut;

/// Kinds of links between words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// From a word of a content to the first word of its cue.
    ContentToCue,
    /// From the first word of a cue to a word of its source.
    CueToSource,
    /// From a word to its head in the tree; no word at all stands for the root.
    ToHead,
}

/// Outputs of the heads' layer, in its order: scores of classes, then vectors whose products score links, then the
/// two vectors of a relation, the two of an argument, and of an event what tells it, the two of a role, and those of a role
/// that words of other sentences have.
const UPOS: usize = Label::ALL.len();
/// One score more than tags: that of a word which continues the token before it.
const CONTINUES: usize = UPOS + Upos::ALL.len();
const XPOS: usize = CONTINUES + 1;
const MENTION: usize = XPOS + Xpos::ALL.len();
const PREDICATE: usize = MENTION + Sort::ALL.len();
const LINKS: usize = PREDICATE + Predicate::ALL.len();
const WIDTHS: [usize; 3] = [64, 64, 256];
const DEPENDENT: usize = LINKS + 2 * (WIDTHS[0] + WIDTHS[1] + WIDTHS[2]);
const RELATION: usize = 128;
const HEAD: usize = DEPENDENT + RELATION;
const GOVERNOR: usize = HEAD + RELATION;
const ARGUMENT: usize = 128;
const ARGUED: usize = GOVERNOR + ARGUMENT;
const EVENT: usize = ARGUED + ARGUMENT;
const FRAME: usize = 128;
const TRIGGER: usize = EVENT + FRAME;
const FILLER: usize = TRIGGER + FRAME;
const OPEN: usize = FILLER + FRAME;
const MEANT: usize = OPEN + FRAME;
pub(crate) const OUTPUTS: usize = MEANT + FRAME;

impl Link {
    /// Place of the row's vector in the outputs, and its width; the column's follows.
    fn outputs(self) -> (usize, usize) {
        let kind = self as usize;
        (LINKS + 2 * WIDTHS[..kind].iter().sum::<usize>(), WIDTHS[kind])
    }
}

/// A word of a window.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// Logits of the labels.
    pub labels: [f32; Label::ALL.len()],
    /// Part of speech of the token that begins here.
    pub upos: Upos,
    /// The same, finer.
    pub xpos: Xpos,
    /// Whether no token begins here: the word is a further piece of one, like the letters and stops behind the first
    /// of "U.S.".
    pub continues: bool,
    /// What the phrase mentions whose head the word is.
    pub mention: Sort,
    /// Whether the token that begins here is a predicate, and in which sense.
    pub predicate: Predicate,
    /// Whether the window before or after this one answers for the word: here it is context.
    pub is_context: bool,
    /// Position among the window's pieces; the frame's first piece is 0.
    piece: usize,
}

/// The scores of one window's words.
#[derive(Debug)]
pub struct Window<'m> {
    /// The words, in order.
    pub words: Vec<Word>,
    outputs: Vec<f32>,
    heads: &'m Heads,
}

impl<'m> Window<'m> {
    /// `outputs`: the heads' output for each piece of `cut`, whose frame is in place.
    pub(crate) fn new(heads: &'m Heads, cut: &Cut, outputs: &[f32]) -> Self {
        let last = cut.pieces.len().saturating_sub(1 + cut.spare);
        let words = cut.pieces.iter().zip(outputs.chunks_exact(OUTPUTS)).enumerate().filter_map(|(piece, (p, row))| {
            let mut labels = [0.0; Label::ALL.len()];
            labels.copy_from_slice(&row[..UPOS]);
            let upos = best(&row[UPOS..CONTINUES]);
            Some(Word {
                range: p.word.clone()?,
                labels,
                upos: Upos::ALL[upos],
                xpos: Xpos::ALL[best(&row[XPOS..MENTION])],
                continues: row[CONTINUES] > row[UPOS + upos],
                mention: Sort::ALL[best(&row[MENTION..PREDICATE])],
                predicate: Predicate::ALL[best(&row[PREDICATE..LINKS])],
                is_context: piece <= cut.skip || piece >= last,
                piece,
            })
        });
        Self { words: words.collect(), outputs: outputs.to_vec(), heads }
    }

    /// Logit of a link from word `from` to word `to` (indices into [`Self::words`]), or to no word at all.
    #[must_use]
    pub fn link(&self, kind: Link, from: usize, to: Option<usize>) -> f32 {
        let (row, width) = kind.outputs();
        let from = self.words[from].piece;
        let to = to.map_or(0, |to| self.words[to].piece);
        let (vector, matrix) = (self.part(from, row, width), self.part(to, row + width, width));
        let mut product = [0.0];
        Rows { matrix, vector, output: &mut product }.dispatch();
        let distance = &self.heads.distances[kind as usize];
        product[0] / (width as f32).sqrt() + distance.get(bucket(from, to, distance.len())).copied().unwrap_or(0.0)
    }

    /// Logits of the relations of word `dependent` to word `head`, or to the root, in the order of [`Relation::ALL`].
    #[must_use]
    pub fn relations(&self, dependent: usize, head: Option<usize>) -> [f32; Relation::ALL.len()] {
        let head = head.map_or(0, |h| self.words[h].piece);
        let (a, b) = (self.part(self.words[dependent].piece, DEPENDENT, RELATION), self.part(head, HEAD, RELATION));
        let mut hidden = [0.0; RELATION];
        hidden.iter_mut().zip(a.iter().zip(b)).for_each(|(h, (a, b))| *h = a + b);
        Gelu {}.map_mut(&mut hidden);
        self.heads.relation.scores(&hidden)
    }

    /// Logits of what `word` is to `predicate` as the head of an argument, in the order of [`Argument::ALL`].
    #[must_use]
    pub fn arguments(&self, predicate: usize, word: usize) -> [f32; Argument::ALL.len()] {
        let distances = &self.heads.argument_distance;
        self.between::<ARGUMENT, _>((predicate, GOVERNOR), (word, ARGUED), &self.heads.argument, distances)
    }

    /// Logits of the events that a word may tell of, in the order of [`Event::ALL`], and of how far these have got, in that of
    /// [`Stage::ALL`].
    #[must_use]
    pub fn event(&self, word: usize) -> ([f32; Event::ALL.len()], [f32; Stage::ALL.len()]) {
        let mut hidden = [0.0; FRAME];
        let told = self.part(self.words[word].piece, EVENT, FRAME);
        hidden.iter_mut().zip(told).for_each(|(h, x)| *h = x.max(0.0));
        (self.heads.event.scores(&hidden), self.heads.stage.scores(&hidden))
    }

    /// Logits of what `word` is, as the head of a phrase, in the event that `trigger` tells of, in the order of [`Role::ALL`].
    #[must_use]
    pub fn roles(&self, trigger: usize, word: usize) -> [f32; Role::ALL.len()] {
        let distances = &self.heads.role_distance;
        self.between::<FRAME, _>((trigger, TRIGGER), (word, FILLER), &self.heads.role, distances)
    }

    /// The same of a `word` in another sentence.
    #[must_use]
    pub fn implicit_roles(&self, trigger: usize, word: usize) -> [f32; Role::ALL.len()] {
        let distances = &self.heads.implicit_distance;
        self.between::<FRAME, _>((trigger, OPEN), (word, MEANT), &self.heads.implicit, distances)
    }

    /// Logits of what one word is to another: from a vector of each, given with its column, and a bias by their distance.
    fn between<const WIDTH: usize, const CLASSES: usize>(
        &self,
        (from, a): (usize, usize),
        (to, b): (usize, usize),
        second: &Second,
        distances: &[f32],
    ) -> [f32; CLASSES] {
        let (from, to) = (self.words[from].piece, self.words[to].piece);
        let vectors = self.part(from, a, WIDTH).iter().zip(self.part(to, b, WIDTH));
        let mut hidden = [0.0; WIDTH];
        hidden.iter_mut().zip(vectors).for_each(|(h, (a, b))| *h = (a + b).max(0.0));
        let mut scores = second.scores(&hidden);
        let near = bucket(from, to, distances.len() / CLASSES) * CLASSES;
        scores.iter_mut().zip(distances.get(near..).unwrap_or(&[])).for_each(|(score, distance)| *score += distance);
        scores
    }

    fn part(&self, piece: usize, column: usize, width: usize) -> &[f32] {
        &self.outputs[piece * OUTPUTS + column..piece * OUTPUTS + column + width]
    }
}

fn best(scores: &[f32]) -> usize {
    (0..scores.len()).max_by(|&a, &b| scores[a].total_cmp(&scores[b])).unwrap_or(0)
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
