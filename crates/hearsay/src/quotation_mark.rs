//! Double quotation marks that open and never close.
//!
//! A quotation over several paragraphs opens in each of them and closes in the last: a mark that a paragraph leaves
//! open is in order where the next one opens with a mark. Single marks are left out: most are apostrophes.

use crate::{Diagnostic, DiagnosticCode, Span, sentence};

/// Characters of a quotation that are shown where it opens.
const SHOWN: usize = 40;

/// A remark on each paragraph of `text` with a quotation that opens and never closes, at its opening mark.
pub(crate) fn unclosed(text: &str) -> Vec<Diagnostic> {
    let mut paragraphs = sentence::paragraphs(text).peekable();
    let mut found = Vec::new();
    while let Some(paragraph) = paragraphs.next() {
        let goes_on = paragraphs.peek().is_some_and(|next| next.text(text).starts_with(['“', '"', '«', '»', '„']));
        let Some(mark) = open_at_end(paragraph, text).filter(|_| !goes_on) else { continue };
        let rest = Span::new(mark.start, paragraph.end).text(text);
        let shown: String = rest.chars().take(SHOWN).collect();
        let more = if shown.len() < rest.len() { "…" } else { "" };
        let message = format!("a quotation opens and never closes: {shown}{more}");
        found.push(Diagnostic::new(DiagnosticCode::UnclosedQuotation, message, Some(mark)));
    }
    found
}

/// The outermost mark that is open where the paragraph ends.
fn open_at_end(paragraph: Span, text: &str) -> Option<Span> {
    let mut open: Vec<(char, Span)> = Vec::new();
    let mut before = ' ';
    for (at, mark) in paragraph.text(text).char_indices() {
        let last = open.last().map(|(mark, _)| *mark);
        let closes = match mark {
            '”' => matches!(last, Some('“' | '„' | '"')),
            '“' => last == Some('„'),
            '»' => last == Some('«'),
            '«' => last == Some('»'),
            // Where both forms are mixed, a plain mark behind a word closes.
            '"' => last == Some('"') || last == Some('“') && !before.is_whitespace(),
            _ => false,
        };
        // Behind a digit, a mark that closes nothing stands for inches or seconds.
        let opens = matches!(mark, '“' | '„' | '«' | '»') || mark == '"' && !before.is_ascii_digit();
        if closes {
            open.pop();
        } else if opens {
            let start = paragraph.start + at;
            open.push((mark, Span::new(start, start + mark.len_utf8())));
        }
        before = mark;
    }
    open.first().map(|(_, span)| *span)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_never_close_are_told() {
        for (text, expected) in [
            ("He said “that.", Some("“that.")),
            ("“He said “that.”", Some("“He said “that.”")),
            ("\"No,\" he said. \"Never.", Some("\"Never.")),
            ("„Nein“, sagte er. „Nie", Some("„Nie")),
            ("« Non », dit-il. « Jamais", Some("« Jamais")),
            ("“First.\n\nShe left.", Some("“First.")),
            ("“First.\n\n“Second,” she said.", None),
            ("“Nobody is “happy” about it,” she told us.", None),
            ("„Nein“, sagte er. »Nie«, „nie”.", None),
            ("\"No,” he said, “never.\"", None),
            ("“A \"yes\" is a yes,” she said.", None),
            ("A 12\" pipe, and it’s hers.", None),
            ("It closes” without opening.", None),
            ("", None),
        ] {
            let found = unclosed(text);
            let marks: Vec<_> = found.iter().map(|d| d.message.rsplit(": ").next().unwrap_or("")).collect();
            assert_eq!(marks, expected.into_iter().collect::<Vec<_>>(), "{text}");
        }
    }

    #[test]
    fn a_long_quotation_is_shown_by_its_beginning() {
        let text = format!("He said “{}", "é".repeat(1_000));
        let [found] = &unclosed(&text)[..] else { panic!("one remark") };
        assert_eq!(found.message, format!("a quotation opens and never closes: “{}…", "é".repeat(39)));
        assert_eq!(found.span.map(|s| s.text(&text)), Some("“"));
    }
}
