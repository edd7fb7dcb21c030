//! How the words of a content are given: from its quotation marks.

use crate::attribution::Attribution;
use crate::{Quotation, Span};

/// Gives the first sentences of a quotation to whoever is told to say its last: "The ministry rejected it. “There is no delay. |
/// There is a supplier,” its spokesman said".
pub(super) fn join(text: &str, found: &mut Vec<Attribution>) {
    let opens = |content: Span| {
        let words = content.text(text);
        words.starts_with('“') && !words.contains('”') || words.starts_with('"') && words.matches('"').count() == 1
    };
    let goes_on = |first: Span, next: Span| {
        let begins = !next.text(text).starts_with(['“', '"', '‘']);
        begins && text.get(first.end..next.start).is_some_and(|gap| !gap.contains('\n') && gap.trim().is_empty())
    };
    for last in 0..found.len() {
        let first =
            found[last].contents.iter().copied().find(|content| found[last].source.is_some() && opens(*content));
        let next = first.and_then(|first| {
            let is_next = |a: &Attribution| a.source.is_some() && a.contents.iter().any(|&next| goes_on(first, next));
            found.iter().position(|a| is_next(a) && a.cue != found[last].cue)
        });
        if let (Some(first), Some(next)) = (first, next) {
            found[last].contents.retain(|&content| content != first);
            found[next].contents.push(first);
            found[next].contents.sort_unstable();
        }
    }
    found.retain(|attribution| !attribution.contents.is_empty());
}

/// Whether some words hold one mark of a quotation without its other: a place behind them is within the quotation.
pub(super) fn is_cut(words: &str) -> bool {
    words.matches(['“', '”', '"']).count() % 2 == 1
}

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
