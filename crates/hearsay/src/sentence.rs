//! Paragraphs and sentences.
//!
//! Borders come from Unicode's rules (UAX #29), which know no abbreviations: a sentence that ends in "Gen." or in an
//! initial is joined with the next.

use unicode_segmentation::UnicodeSegmentation;

use crate::Span;

/// A sentence and the paragraph it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// The sentence, without white space around it.
    pub span: Span,
    /// Index of its paragraph; the title is one.
    pub paragraph: usize,
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
        for span in pieces(whole, text) {
            let open = stays_open(before, span.text(text));
            match sentences.last_mut() {
                Some(last)
                    if (open || (last.paragraph == paragraph && is_closing(span.text(text))))
                        && last.span.join(span).len() <= LONGEST =>
                {
                    last.span = last.span.join(span);
                }
                _ => sentences.push(Sentence { span, paragraph }),
            }
            before = span.text(text);
        }
    }
    sentences
}

/// A paragraph's parts between borders of sentences, without white space around them.
fn pieces(paragraph: Span, text: &str) -> impl Iterator<Item = Span> + '_ {
    stretches(paragraph, text).into_iter().flat_map(move |stretch| {
        let bounds = stretch.text(text).split_sentence_bound_indices();
        let span = move |(at, piece): (usize, &str)| Span::new(stretch.start + at, stretch.start + at + piece.len());
        bounds.map(span).flat_map(move |piece| cut(piece, text)).map(move |s| s.trim(text)).filter(|s| !s.is_empty())
    })
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
            ("", &[]),
        ] {
            let found: Vec<_> = split(text).iter().map(|s| s.span.text(text)).collect();
            assert_eq!(found, expected);
        }
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
