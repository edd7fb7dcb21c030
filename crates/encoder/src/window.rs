//! Cuts a text's pieces into the windows that the model sees.

use std::collections::VecDeque;

use crate::word::{Piece, SEP};

/// Pieces in a window, without the two that frame it.
pub(crate) const WINDOW: usize = 254;

/// Pieces that a window repeats of the one before it where a paragraph had to be cut.
pub(crate) const CONTEXT: usize = 24;

/// A window: its pieces, and how many of them at its start only give context.
#[derive(Debug)]
pub(crate) struct Cut {
    pub(crate) pieces: Vec<Piece>,
    /// Pieces at the start that an earlier window has answered for.
    pub(crate) skip: usize,
    /// Pieces at the end that the next window answers for, since their right context is missing here.
    pub(crate) spare: usize,
}

/// Windows over a stream of pieces. A window ends at the last paragraph border in its second half; a longer paragraph
/// is cut, and the windows overlap there.
pub(crate) struct Windows<I> {
    pieces: I,
    held: VecDeque<Piece>,
    skip: usize,
}

impl<I: Iterator<Item = Piece>> Windows<I> {
    pub(crate) fn new(pieces: I) -> Self {
        Self { pieces, held: VecDeque::new(), skip: 0 }
    }
}

impl<I: Iterator<Item = Piece>> Iterator for Windows<I> {
    type Item = Cut;

    fn next(&mut self) -> Option<Cut> {
        // One more than a window, to see whether the text ends here.
        while self.held.len() <= WINDOW {
            let Some(piece) = self.pieces.next() else { break };
            self.held.push_back(piece);
        }
        if self.held.len() <= self.skip {
            return None;
        }
        let skip = self.skip;
        if self.held.len() <= WINDOW {
            self.skip = 0;
            return Some(Cut { pieces: self.held.drain(..).collect(), skip, spare: 0 });
        }
        let is_border = |i: &usize| self.held.get(*i).is_some_and(|p| p.id == SEP && p.word.is_none());
        if let Some(border) = (WINDOW / 2 + 1..=WINDOW).rev().find(is_border) {
            let pieces = self.held.drain(..border).collect();
            self.held.pop_front();
            self.skip = 0;
            return Some(Cut { pieces, skip, spare: 0 });
        }
        let pieces = self.held.iter().take(WINDOW).cloned().collect();
        self.held.drain(..WINDOW - CONTEXT - CONTEXT / 2);
        self.skip = CONTEXT;
        Some(Cut { pieces, skip, spare: CONTEXT / 2 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_piece_is_answered_for_once(paragraphs in prop::collection::vec(1..600_usize, 1..12)) {
            let mut all = Vec::new();
            for (i, words) in paragraphs.iter().enumerate() {
                if i > 0 {
                    all.push(Piece::special(SEP));
                }
                let from = all.len();
                all.extend((from..from + words).map(|w| Piece { word: Some(w..w + 1), ..Piece::special(7) }));
            }
            let mut answered = Vec::new();
            for cut in Windows::new(all.iter().cloned()) {
                prop_assert!(cut.pieces.len() <= WINDOW);
                answered.extend(cut.pieces[cut.skip..cut.pieces.len() - cut.spare].iter().filter_map(|p| p.word.clone()));
            }
            let expected: Vec<_> = all.iter().filter_map(|p| p.word.clone()).collect();
            prop_assert_eq!(answered, expected);
        }
    }
}
