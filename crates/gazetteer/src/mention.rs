//! The names in a text.

use std::ops::Range;

use crate::entity::{Kind, Reading};
use crate::gazetteer::{Gazetteer, row};

/// An occurrence of a name in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention<'g> {
    /// The bytes of the name, without an article, a possessive or punctuation around it.
    pub span: Range<usize>,
    /// What it stands for.
    pub reading: Reading<'g>,
}

impl Gazetteer {
    /// The names in a text but for persons', the longest at each place, from left to right and never one inside another. A
    /// name in capitals ("TEHRAN") isn't found here, but by [`Gazetteer::lookup`].
    pub fn mentions<'g>(&'g self, text: &str) -> impl Iterator<Item = Mention<'g>> {
        self.names_in(text).filter(|mention| mention.reading.entity.kind != Kind::Person)
    }

    /// The names in a text, with those of persons who speak for a state. A surname behind another name is another's:
    /// "Ana Putin".
    pub fn names_in<'g>(&'g self, text: &str) -> impl Iterator<Item = Mention<'g>> {
        let words = row(text);
        let mut at = 0;
        std::iter::from_fn(move || {
            while at < words.len() {
                let Some((name, count)) = self.longest(&words[at..]) else {
                    at += 1;
                    continue;
                };
                let (first, last) = (&words[at], &words[at + count - 1]);
                let before = at.checked_sub(1).map(|before| &words[before]).filter(|word| !word.ends_part);
                let behind_name = || {
                    before.is_some_and(|word| {
                        word.text.starts_with(char::is_uppercase) && self.role(word.text).is_none() && !word.comma
                    })
                };
                at += count;
                let others = |reading: &Reading<'_>| reading.entity.kind == Kind::Person && count == 1 && behind_name();
                if let Some(reading) = self.read(name).filter(|reading| !others(reading)) {
                    let end = last.bare_end();
                    return Some(Mention { span: first.span.start..end, reading });
                }
            }
            None
        })
    }
}
