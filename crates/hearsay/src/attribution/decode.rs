//! From label scores to spans: the best label sequence in which no span begins in its middle (Viterbi 1967).

use std::ops::Range;

use hearsay_encoder::{Label, Word};

/// Added to the score of "no part of anything": the model marks a little too much.
/// Tuned on PolNeAR dev, where it hardly matters, and on the gold stories.
const NOTHING_BIAS: f32 = 0.2;

const NEVER: f32 = -1e4;

const LABELS: usize = Label::ALL.len();

/// Spans of words, as half-open ranges of a window's words.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Spans {
    pub(super) sources: Vec<Range<usize>>,
    pub(super) cues: Vec<Range<usize>>,
    pub(super) contents: Vec<Range<usize>>,
}

/// The spans of a paragraph's words, of which the first is the window's word `offset`.
pub(super) fn spans(words: &[Word], offset: usize) -> Spans {
    let labels = best_sequence(words);
    let mut spans = Spans::default();
    let mut at = 0;
    while at < labels.len() {
        let (into, inside) = match labels[at] {
            Label::BSource => (&mut spans.sources, Label::ISource),
            Label::BCue => (&mut spans.cues, Label::ICue),
            Label::BContent => (&mut spans.contents, Label::IContent),
            _ => {
                at += 1;
                continue;
            }
        };
        let end = at + 1 + labels[at + 1..].iter().take_while(|&&l| l == inside).count();
        into.push(offset + at..offset + end);
        at = end;
    }
    spans
}

fn best_sequence(words: &[Word]) -> Vec<Label> {
    let score = |word: &Word, label: usize| word.labels[label] + if label == 0 { NOTHING_BIAS } else { 0.0 };
    let Some((first, rest)) = words.split_first() else { return Vec::new() };
    let mut best: [f32; LABELS] = std::array::from_fn(|to| score(first, to) + if is_inside(to) { NEVER } else { 0.0 });
    let mut back: Vec<[usize; LABELS]> = Vec::with_capacity(rest.len());
    for word in rest {
        let from: [usize; LABELS] = std::array::from_fn(|to| {
            let through = |from: usize| best[from] + if may_follow(from, to) { 0.0 } else { NEVER };
            (0..LABELS).max_by(|&a, &b| through(a).total_cmp(&through(b)).then(b.cmp(&a))).unwrap_or(0)
        });
        best = std::array::from_fn(|to| {
            best[from[to]] + if may_follow(from[to], to) { 0.0 } else { NEVER } + score(word, to)
        });
        back.push(from);
    }
    let mut label = (0..LABELS).max_by(|&a, &b| best[a].total_cmp(&best[b]).then(b.cmp(&a))).unwrap_or(0);
    let mut path = vec![Label::ALL[label]];
    for from in back.iter().rev() {
        label = from[label];
        path.push(Label::ALL[label]);
    }
    path.reverse();
    path
}

/// B and I labels alternate behind O: a span's inside follows its own beginning or inside.
fn may_follow(from: usize, to: usize) -> bool {
    !is_inside(to) || from == to || from == to - 1
}

fn is_inside(label: usize) -> bool {
    label > 0 && label.is_multiple_of(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inside_follows_only_its_own_kind() {
        let legal = |from: Label, to: Label| may_follow(from as usize, to as usize);
        assert!(
            legal(Label::BCue, Label::ICue) && legal(Label::ICue, Label::ICue) && legal(Label::ICue, Label::BSource)
        );
        assert!(
            !legal(Label::O, Label::ICue)
                && !legal(Label::BSource, Label::ICue)
                && !legal(Label::IContent, Label::ICue)
        );
    }
}
