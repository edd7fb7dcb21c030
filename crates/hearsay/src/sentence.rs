//! Paragraphs and sentences.
//!
//! Borders come from Unicode's rules (UAX #29), which know no abbreviations: a sentence that ends in "Gen." or in an
//! initial is joined with the next. A dateline stands by itself: its place and agency are no part of what is told.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::Span;

/// A sentence and the paragraph it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// The sentence, without white space around it.
    pub span: Span,
    /// Index of its paragraph; the title is one.
    pub paragraph: usize,
    /// Whether it is the paragraph's dateline, which tells nothing.
    pub dateline: bool,
}

/// Abbreviations after which a sentence goes on, in lower case and without the full stop.
const OPEN: [&str; 38] = [
    "mr", "mrs", "ms", "dr", "prof", "gen", "col", "lt", "maj", "sgt", "capt", "adm", "sen", "rep", "gov", "rev",
    "hon", "st", "brig", "cmdr", "cpl", "lieut", "amb", "sec", "pres", "vs", "no", "nos", "approx", "est", "e.g",
    "i.e", "cf", "u.s", "u.k", "u.n", "messrs", "pvt",
];

/// Short months, after which a sentence goes on where a number follows.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"];

/// The most bytes of a sentence. What goes on for longer without a border is a list or worse, and what looks around in
/// a claim's sentence must come to an end.
const LONGEST: usize = 4096;

/// Bytes of the longest dateline.
const DATELINE: usize = 80;

/// Characters in a row that begin no word, after which a sentence ends.
const GAP: usize = 64;

/// The paragraphs of `text`: its lines that aren't blank, without white space around them.
pub(crate) fn paragraphs(text: &str) -> impl Iterator<Item = Span> + '_ {
    text.split('\n').filter_map(move |line| Span::of(line, text)).map(|s| s.trim(text)).filter(|s| !s.is_empty())
}

/// The sentences of `text`, in order; they don't cross lines, and none is longer than 4,096 bytes.
#[must_use]
pub fn split(text: &str) -> Vec<Sentence> {
    let mut sentences: Vec<Sentence> = Vec::new();
    for (paragraph, whole) in paragraphs(text).enumerate() {
        let mut before = "";
        let head = Span::new(whole.start, whole.start + dateline(whole.text(text)));
        if !head.is_empty() {
            sentences.push(Sentence { span: head, paragraph, dateline: true });
        }
        for span in pieces(Span::new(head.end, whole.end), text) {
            let open = stays_open(before, span.text(text));
            match sentences.last_mut() {
                Some(last)
                    if !last.dateline
                        && (open || (last.paragraph == paragraph && is_closing(span.text(text))))
                        && last.span.join(span).len() <= LONGEST =>
                {
                    last.span = last.span.join(span);
                }
                _ => sentences.push(Sentence { span, paragraph, dateline: false }),
            }
            before = span.text(text);
        }
    }
    sentences
}

/// Index of the first sentence that shares a byte with `span`.
pub(crate) fn at(sentences: &[Sentence], span: Span) -> Option<usize> {
    let first = sentences.partition_point(|s| s.span.end <= span.start);
    sentences.get(first).filter(|s| s.span.overlaps(span)).map(|_| first)
}

/// Indices of all sentences that share a byte with `span`.
pub(crate) fn over(sentences: &[Sentence], span: Span) -> Range<usize> {
    let first = sentences.partition_point(|s| s.span.end <= span.start);
    first..sentences.partition_point(|s| s.span.start < span.end).max(first)
}

/// A paragraph's parts between borders of sentences, without white space around them.
fn pieces(paragraph: Span, text: &str) -> impl Iterator<Item = Span> + '_ {
    stretches(paragraph, text).into_iter().flat_map(move |stretch| {
        let bounds = stretch.text(text).split_sentence_bound_indices();
        let span = move |(at, piece): (usize, &str)| Span::new(stretch.start + at, stretch.start + at + piece.len());
        bounds.map(span).flat_map(move |piece| cut(piece, text)).map(move |s| s.trim(text)).filter(|s| !s.is_empty())
    })
}

/// The bytes of the dateline that a paragraph begins with: a place in capitals or an agency in brackets, with names and
/// dates alone before the dash, "LONDON, March 3 (AP) —"; 0 where there is none.
fn dateline(paragraph: &str) -> usize {
    let opening = paragraph.get(..paragraph.floor_char_boundary(DATELINE)).unwrap_or_default();
    let Some((at, end)) = opening.match_indices(['-', '–', '—']).find_map(|(at, dash)| {
        // "--" is one dash.
        let (before, behind) = (&paragraph[..at], paragraph[at + dash.len()..].trim_start_matches('-'));
        let stands_alone = before.ends_with([' ', ')', '/']) && behind.starts_with(char::is_whitespace);
        stands_alone.then_some((at, paragraph.len() - behind.len()))
    }) else {
        return 0;
    };
    let head = paragraph[..at].trim_end();
    let of_name = |word: &str| !word.trim_start_matches(['(', '/']).starts_with(char::is_lowercase);
    let shouted = |word: &str| {
        let letters = || word.chars().filter(|c| c.is_alphabetic());
        letters().count() > 2 && letters().all(char::is_uppercase)
    };
    let place = head.split_whitespace().next().is_some_and(shouted);
    let agency = head.ends_with([')', '/']);
    let names = head.split_whitespace().all(|word| of_name(word) || ["and", "de", "of"].contains(&word));
    if names && (place || agency) { end } else { 0 }
}

/// Cuts a paragraph where [`GAP`] characters follow each other that begin no word: looking for a sentence's border
/// there takes time that grows with the square of their number.
fn stretches(paragraph: Span, text: &str) -> Vec<Span> {
    let (mut stretches, mut start, mut gap) = (Vec::new(), paragraph.start, 0);
    let graphemes = if paragraph.len() > GAP { paragraph.text(text) } else { "" };
    for (at, grapheme) in graphemes.grapheme_indices(true) {
        for (within, c) in grapheme.char_indices() {
            gap = if within == 0 && c.is_alphanumeric() { 0 } else { gap + 1 };
            if gap == GAP {
                let end = paragraph.start + at + within + c.len_utf8();
                stretches.push(Span::new(start, end));
                (start, gap) = (end, 0);
            }
        }
    }
    stretches.push(Span::new(start, paragraph.end));
    stretches
}

/// Cuts what is longer than any sentence, at white space if there is some.
fn cut(piece: Span, text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut start = piece.start;
    std::iter::from_fn(move || {
        let rest = Span::new(start, piece.end);
        let mut end = piece.end;
        if rest.len() > LONGEST {
            let within = text.floor_char_boundary(start + LONGEST);
            let space = Span::new(start, within).text(text).rfind(char::is_whitespace).filter(|&at| at > 0);
            end = space.map_or(within, |at| start + at);
        }
        start = end;
        Some(Span::new(rest.start, end)).filter(|s| !s.is_empty())
    })
}

/// Whether a sentence that ends so goes on behind its full stop with what follows.
fn stays_open(sentence: &str, next: &str) -> bool {
    let Some(body) = sentence.strip_suffix('.') else { return false };
    let word = body.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '“' | '"')).next().unwrap_or("");
    let lower = word.to_lowercase();
    let is_initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let is_date = MONTHS.contains(&lower.as_str()) && next.starts_with(|c: char| c.is_ascii_digit());
    is_initial || is_date || OPEN.contains(&lower.as_str())
}

/// Whether these are only closing marks, which belong to the sentence before.
fn is_closing(piece: &str) -> bool {
    piece.chars().all(|c| matches!(c, '"' | '”' | '’' | '\'' | ')' | ']' | '»'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_readers_stop() {
        for (text, expected) in [
            ("Gen. Petra Lund spoke. She left.", &["Gen. Petra Lund spoke.", "She left."][..]),
            ("“No,” he said. “Never.” They laughed.", &["“No,” he said.", "“Never.”", "They laughed."]),
            ("John F. Rask denied it.\n\nA second paragraph", &["John F. Rask denied it.", "A second paragraph"]),
            ("The U.S. Navy left. It was 3.5 miles off.", &["The U.S. Navy left.", "It was 3.5 miles off."]),
            ("It sank on Oct. 4. All swam.", &["It sank on Oct. 4.", "All swam."]),
            ("It sank in Oct. They swam.", &["It sank in Oct.", "They swam."]),
            ("ROME — Italy denied it.", &["ROME —", "Italy denied it."]),
            ("LONDON, Feb. 3 (AP) - The ship left.", &["LONDON, Feb. 3 (AP) -", "The ship left."]),
            ("KYIV, March 3. /Quayside/ – “No,” he said.", &["KYIV, March 3. /Quayside/ –", "“No,” he said."]),
            ("(Quayside) - The ship left.", &["(Quayside) -", "The ship left."]),
            ("The ship - a tanker - left.", &["The ship - a tanker - left."]),
            ("ROME sent ships (two) - and planes.", &["ROME sent ships (two) - and planes."]),
            ("", &[]),
        ] {
            let found: Vec<_> = split(text).iter().map(|s| s.span.text(text)).collect();
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn a_span_lies_in_its_first_sentence() {
        let sentences = split("It sank. It burned. It was sold.");
        for (start, end, expected) in
            [(0, 2, Some(0)), (8, 9, None), (8, 12, Some(1)), (20, 23, Some(2)), (40, 41, None)]
        {
            assert_eq!(at(&sentences, Span::new(start, end)), expected, "{start}..{end}");
        }
        assert_eq!(at(&[], Span::new(0, 1)), None);
    }

    #[test]
    fn what_has_no_border_is_cut() {
        let list = format!("{}end", "word, ".repeat(2_000));
        let closings = format!("A.{} b", ")".repeat(10_000));
        let marks = format!("A.{}b", "\u{93e}".repeat(10_000));
        for text in ["x".repeat(10_000), list, closings, marks, "é".repeat(5_000), "Mr. ".repeat(5_000)] {
            let sentences = split(&text);
            assert!(sentences.iter().all(|s| !s.span.is_empty() && s.span.len() <= LONGEST));
            let all: String = sentences.iter().flat_map(|s| s.span.text(&text).split_whitespace()).collect();
            assert_eq!(all, text.split_whitespace().collect::<String>());
        }
        assert_eq!(split(&format!("It ended.{}b.", " ".repeat(100))).len(), 2);
        assert_eq!(split(&format!("{}.", "word ".repeat(500))).len(), 1);
    }
}
