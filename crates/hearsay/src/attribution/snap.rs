//! From words to the text: borders are set so that a quotation keeps both of its marks, and indirect speech loses the
//! full stop that ends its sentence.

use std::ops::Range;

use hearsay_encoder::Window;

use super::Attribution;
use super::link::Linked;
use crate::Span;

pub(super) fn to_text(window: &Window<'_>, linked: &Linked, text: &str) -> Attribution {
    let span =
        |words: &Range<usize>| Span::new(window.words[words.start].range.start, window.words[words.end - 1].range.end);
    Attribution {
        cue: linked.cue.as_ref().map(span),
        source: linked.source.as_ref().map(span).map(|source| without_comma(source, text)),
        contents: linked.contents.iter().map(|c| content(span(c), text)).filter(|&c| says(c, text)).collect(),
    }
}

/// Whether there is a word in a content, and not a quotation mark alone.
fn says(content: Span, text: &str) -> bool {
    content.text(text).contains(char::is_alphanumeric)
}

/// A source without the comma that closes its apposition.
pub(super) fn without_comma(source: Span, text: &str) -> Span {
    let words = source.text(text).trim_end_matches([',', ' ']);
    Span::new(source.start, source.start + words.len())
}

/// Takes in a quotation mark just outside whose partner is inside, and drops a final full stop outside of quotations.
pub(crate) fn content(span: Span, text: &str) -> Span {
    let mut span = span.trim(text);
    let before = text[..span.start].chars().next_back();
    let after = text[span.end..].chars().next();
    let (opens, closes) = balance(span.text(text));
    if closes > opens
        && let Some(mark) = before.filter(|&c| is_opening(c))
    {
        span.start -= mark.len_utf8();
    } else if opens > closes
        && let Some(mark) = after.filter(|&c| is_closing(c))
    {
        span.end += mark.len_utf8();
    }
    let (opens, closes) = balance(span.text(text));
    if opens <= closes && span.text(text).ends_with('.') && !is_abbreviated(span.text(text)) {
        span.end -= 1;
    }
    span.trim(text)
}

fn is_opening(c: char) -> bool {
    matches!(c, '“' | '"' | '«' | '„')
}

fn is_closing(c: char) -> bool {
    matches!(c, '”' | '"' | '»')
}

/// Opening and closing double marks. Plain ones open and close in turn; a single one at the end closes.
fn balance(content: &str) -> (usize, usize) {
    let plain = content.matches('"').count();
    let closing = plain / 2 + usize::from(plain % 2 == 1 && content.ends_with('"'));
    let opens = content.matches(['“', '«', '„']).count() + plain - closing;
    let closes = content.matches(['”', '»']).count() + closing;
    (opens, closes)
}

/// Whether the full stop at the end belongs to its word: "the U.S."
fn is_abbreviated(content: &str) -> bool {
    let word = content.rsplit(char::is_whitespace).next().unwrap_or("");
    word.trim_end_matches('.').contains('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn borders_are_set_on_marks() {
        for (text, part, expected) in [
            ("“We won,” she said.", "We won,”", "“We won,”"),
            ("He said “no deal”.", "“no deal", "“no deal”"),
            ("He said \"no\".", "\"no", "\"no\""),
            ("\"No,\" he said.", "No,\"", "\"No,\""),
            ("He said that it rained.", "that it rained.", "that it rained"),
            ("He moved to the U.S.", "to the U.S.", "to the U.S."),
            ("“Never.” That was all.", "“Never.”", "“Never.”"),
        ] {
            let start = text.find(part).unwrap();
            assert_eq!(content(Span::new(start, start + part.len()), text).text(text), expected);
        }
    }
}
