//! How the words of a content are given: from its quotation marks.

use crate::{Quotation, Span};

/// The kind of quotation of a content's pieces.
pub(super) fn kind(text: &str, parts: &[Span]) -> Quotation {
    let (mut inside, mut outside) = (0, 0);
    for part in parts {
        let words = part.text(text);
        // A quotation may have begun before: its first mark closes.
        let mut open = words.find(['“', '”', '"']).is_some_and(|at| words[at..].starts_with('”'))
            || words.ends_with('"') && words.matches('"').count() == 1;
        let mut before = ' ';
        for (at, c) in words.char_indices() {
            let after = words[at + c.len_utf8()..].chars().next().unwrap_or(' ');
            match c {
                '“' | '«' | '„' => open = true,
                '”' | '»' => open = false,
                '"' => open = !open,
                '‘' if !before.is_alphanumeric() => open = true,
                // Between letters it is an apostrophe.
                '’' if !after.is_alphanumeric() && open && single(words) => open = false,
                c if c.is_alphanumeric() && open => inside += 1,
                c if c.is_alphanumeric() => outside += 1,
                _ => {}
            }
            before = c;
        }
    }
    match (inside, outside) {
        (0, _) => Quotation::Indirect,
        (_, 0) => Quotation::Direct,
        _ => Quotation::Mixed,
    }
}

/// Whether the words are quoted in single marks.
fn single(words: &str) -> bool {
    words.contains('‘')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_tell_the_kind() {
        for (content, expected) in [
            ("“We won,”", Quotation::Direct),
            ("\"We won.", Quotation::Direct),
            ("They lost.”", Quotation::Direct),
            ("They lost.\"", Quotation::Direct),
            ("\"We won.”", Quotation::Direct),
            ("that it had won", Quotation::Indirect),
            ("that it had “won” the bid", Quotation::Mixed),
            ("‘It isn’t ours’", Quotation::Direct),
            ("the ministry’s plan", Quotation::Indirect),
            ("rockets ‘sold to Varna’", Quotation::Mixed),
        ] {
            assert_eq!(kind(content, &[Span::new(0, content.len())]), expected, "{content}");
        }
    }
}
