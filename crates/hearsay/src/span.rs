//! Half-open byte ranges of a text. All offset arithmetic is here.

use std::ops::Range;

/// A half-open range of bytes in an article's text, on character borders.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
}

impl Span {
    /// The range `start..end`; an end before the start gives an empty span at `start`.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }

    /// Where `part`, a slice of `text`, lies in it. `None` when it is a slice of something else.
    #[must_use]
    pub fn of(part: &str, text: &str) -> Option<Self> {
        let start = (part.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
        (start + part.len() <= text.len()).then(|| Self::new(start, start + part.len()))
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span covers nothing.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The words covered; empty where the span doesn't fit `text`.
    #[must_use]
    pub fn text(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// Whether the spans share a byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies inside this span.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span over both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The span without white space at its ends.
    #[must_use]
    pub fn trim(self, text: &str) -> Self {
        let words = self.text(text);
        let start = self.start + (words.len() - words.trim_start().len());
        Self::new(start, start + words.trim().len())
    }

    /// The span as a range.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// Turns byte offsets of one text into offsets in code points, the unit of the contract's JSON.
#[derive(Clone, Debug)]
pub struct CodePoints {
    /// For each block of [`BLOCK`] bytes, the number of characters that begin before it.
    before: Vec<usize>,
}

const BLOCK: usize = 64;

impl CodePoints {
    /// Indexes `text`.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut seen = 0;
        let before = text.as_bytes().chunks(BLOCK).map(|block| {
            let here = seen;
            seen += characters(block);
            here
        });
        Self { before: before.collect() }
    }

    /// Code points before byte `offset` of `text`, which must be the text this index was made of.
    #[must_use]
    pub fn at(&self, text: &str, offset: usize) -> usize {
        let block = offset / BLOCK;
        let start = block * BLOCK;
        let bytes = text.as_bytes();
        let rest = bytes.get(start..offset.min(bytes.len())).unwrap_or(&[]);
        match self.before.get(block) {
            Some(before) => before + characters(rest),
            None => text.chars().count(),
        }
    }
}

fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&b| b & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn code_points_equal_counting(text in "\\PC{0,200}") {
            let index = CodePoints::of(&text);
            for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
                prop_assert_eq!(index.at(&text, offset), text[..offset].chars().count());
            }
        }

        #[test]
        fn trimming_leaves_the_trimmed_words(text in "[ \u{a0}a“]{0,20}") {
            let span = Span::new(0, text.len()).trim(&text);
            prop_assert_eq!(span.text(&text), text.trim());
        }
    }

    #[test]
    fn a_slice_knows_its_place() {
        let text = "Kirby said: “no”.";
        assert_eq!(Span::of(&text[6..10], text), Some(Span::new(6, 10)));
        assert_eq!(Span::of("elsewhere", text), None);
    }
}
