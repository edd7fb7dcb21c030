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

/// The paragraphs of `text`: its lines that aren't blank, without white space around them.
pub(crate) fn paragraphs(text: &str) -> impl Iterator<Item = Span> + '_ {
    text.split('\n').filter_map(move |line| Span::of(line, text)).map(|s| s.trim(text)).filter(|s| !s.is_empty())
}

/// The sentences of `text`, in order; they don't cross lines.
#[must_use]
pub(crate) fn split(text: &str) -> Vec<Sentence> {
    let mut sentences: Vec<Sentence> = Vec::new();
    for (paragraph, whole) in paragraphs(text).enumerate() {
        let mut open = false;
        for (at, piece) in whole.text(text).split_sentence_bound_indices() {
            let span = Span::new(whole.start + at, whole.start + at + piece.len()).trim(text);
            if span.is_empty() {
                continue;
            }
            match sentences.last_mut() {
                Some(last) if open || (last.paragraph == paragraph && is_closing(span.text(text))) => {
                    last.span = last.span.join(span);
                }
                _ => sentences.push(Sentence { span, paragraph }),
            }
            open = stays_open(span.text(text));
        }
    }
    sentences
}

/// Whether a sentence that ends so goes on behind its full stop.
fn stays_open(sentence: &str) -> bool {
    let Some(body) = sentence.strip_suffix('.') else { return false };
    let word = body.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '“' | '"')).next().unwrap_or("");
    let lower = word.to_lowercase();
    let is_initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    is_initial || OPEN.contains(&lower.as_str())
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
            ("", &[]),
        ] {
            let found: Vec<_> = split(text).iter().map(|s| s.span.text(text)).collect();
            assert_eq!(found, expected);
        }
    }
}
