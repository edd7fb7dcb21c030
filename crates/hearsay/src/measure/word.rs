//! The words of a sentence as measures need them: a number, letters, or one mark.

use std::ops::Range;

use crate::Span;

/// One word.
#[derive(Clone, Debug)]
pub(super) struct Word<'t> {
    /// The word as it stands.
    pub(super) text: &'t str,
    /// In lower case, with straight apostrophes and without the full stops of "a.m.".
    pub(super) lower: String,
    /// Where it stands.
    pub(super) span: Span,
    /// Whether it touches the word before.
    pub(super) glued: bool,
}

impl Word<'_> {
    pub(super) fn is_number(&self) -> bool {
        self.text.starts_with(|c: char| c.is_ascii_digit())
    }

    pub(super) fn is_letters(&self) -> bool {
        self.text.starts_with(char::is_alphabetic)
    }

    pub(super) fn is_capitalised(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }
}

/// The words of one sentence.
///
/// "US$40m" is "US", "$", "40", "m"; "F16" and "U.S." are one word each, "Su-35" is three.
#[derive(Clone, Debug, Default)]
pub(super) struct Words<'t> {
    words: Vec<Word<'t>>,
}

impl<'t> Words<'t> {
    /// The words of `text` inside `sentence`.
    pub(super) fn of(text: &'t str, sentence: Span) -> Self {
        let mut words: Vec<Word<'t>> = Vec::new();
        let (mut at, mut border) = (sentence.start, usize::MAX);
        while let Some(first) = Span::new(at, sentence.end).text(text).chars().next() {
            if first.is_whitespace() {
                at += first.len_utf8();
                continue;
            }
            let rest = Span::new(at, sentence.end).text(text);
            let length = match first {
                c if c.is_ascii_digit() => digits(rest),
                c if c.is_alphabetic() => letters(rest),
                c => c.len_utf8(),
            };
            let span = Span::new(at, at + length);
            let word = span.text(text);
            let lower = match word {
                "–" | "—" | "‑" | "−" => "-".to_owned(),
                "’" | "‘" => "'".to_owned(),
                _ if first.is_alphabetic() => word.to_lowercase().replace('’', "'").replace('.', ""),
                _ => word.to_owned(),
            };
            words.push(Word { text: word, lower, span, glued: border == at });
            at = span.end;
            border = at;
        }
        Self { words }
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    pub(super) fn get(&self, at: usize) -> Option<&Word<'t>> {
        self.words.get(at)
    }

    /// The word before `at`.
    pub(super) fn before(&self, at: usize) -> Option<&Word<'t>> {
        self.words.get(at.checked_sub(1)?)
    }

    /// The word at `at` in lower case; empty past the end.
    pub(super) fn lower(&self, at: usize) -> &str {
        self.get(at).map_or("", |w| &w.lower)
    }

    /// The `back`th word before `at` in lower case; empty before the beginning.
    pub(super) fn lower_before(&self, at: usize, back: usize) -> &str {
        at.checked_sub(back).map_or("", |at| self.lower(at))
    }

    /// Whether the word at `at` touches the one before.
    pub(super) fn is_glued(&self, at: usize) -> bool {
        self.get(at).is_some_and(|w| w.glued)
    }

    /// Whether the word at `at` is a hyphen or dash inside a word.
    pub(super) fn is_hyphen(&self, at: usize) -> bool {
        self.lower(at) == "-" && self.is_glued(at) && self.is_glued(at + 1)
    }

    /// `at`, or the word after it where a hyphen stands there.
    pub(super) fn past_hyphen(&self, at: usize) -> usize {
        at + usize::from(self.is_hyphen(at))
    }

    /// The end of `phrase` (words between single spaces, in lower case) where it begins at `at`; hyphens may join it.
    pub(super) fn phrase(&self, at: usize, phrase: &str) -> Option<usize> {
        // Hundreds of phrases are tried at every word; nearly all fail here, without being parted into words.
        if self.lower(at).as_bytes().first() != phrase.as_bytes().first() {
            return None;
        }
        let mut end = at;
        for (nth, word) in phrase.split(' ').enumerate() {
            if nth > 0 {
                end = self.past_hyphen(end);
            }
            if self.lower(end) != word {
                return None;
            }
            end += 1;
        }
        Some(end)
    }

    /// The first of `phrases` that begins at `at`, and its end.
    pub(super) fn any<'p, V>(&self, at: usize, phrases: &'p [(&str, V)]) -> Option<(&'p V, usize)> {
        phrases.iter().find_map(|(phrase, value)| Some((value, self.phrase(at, phrase)?)))
    }

    /// The end of the first of `phrases` that begins at `at`.
    pub(super) fn one_of(&self, at: usize, phrases: &[&str]) -> Option<usize> {
        phrases.iter().find_map(|phrase| self.phrase(at, phrase))
    }

    /// The beginning of the first of `phrases` that ends before `at`.
    pub(super) fn ends_with(&self, at: usize, phrases: &[&str]) -> Option<usize> {
        phrases.iter().find_map(|phrase| {
            let start = at.checked_sub(phrase.split(' ').count())?;
            (self.phrase(start, phrase)? == at).then_some(start)
        })
    }

    /// The text from the first to before the last word of `range`.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let end = self.before(range.end).map_or(0, |w| w.span.end);
        Span::new(self.get(range.start).map_or(end, |w| w.span.start), end)
    }
}

/// The length of a number: "1,000", "3.5", "300,000".
fn digits(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let run = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut end = run(0);
    while bytes.get(end) == Some(&b',') && run(end + 1) == 3 {
        end += 4;
    }
    if bytes.get(end) == Some(&b'.') && run(end + 1) > 0 {
        end += 1 + run(end + 1);
    }
    end
}

/// The length of a word: letters, then digits ("F16"), inner apostrophes ("o'clock"), full stops of initials ("U.S.").
fn letters(rest: &str) -> usize {
    let mut end = 0;
    let mut run = 0;
    let mut initials = true;
    while let Some(c) = rest[end..].chars().next() {
        let next = rest[end + c.len_utf8()..].chars().next();
        let joins = match c {
            '\'' | '’' => next.is_some_and(char::is_alphabetic) && !is_possessive(&rest[end + c.len_utf8()..]),
            '.' => initials && run == 1 && (next.is_some_and(char::is_alphabetic) || end > 1),
            c => c.is_alphanumeric(),
        };
        if !joins {
            break;
        }
        run = if c == '.' { 0 } else { run + 1 };
        initials &= run <= 1;
        end += c.len_utf8();
    }
    end
}

/// Whether what stands behind an apostrophe is the "s" of a possessive.
fn is_possessive(rest: &str) -> bool {
    rest.strip_prefix('s').is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_numbers_letters_and_marks() {
        for (text, expected) in [
            ("US$40m or 1,200", "US|$|40|m|or|1,200"),
            ("Su-35s, F16s: 3.5.", "Su|-|35|s|,|F16s|:|3.5|."),
            ("U.S. at 5 p.m. on Oct. 4", "U.S.|at|5|p.m.|on|Oct|.|4"),
            ("the ’90s, o’clock", "the|’|90|s|,|o’clock"),
            ("last year’s, it's", "last|year|’|s|,|it|'|s"),
            ("1,20 and 1,2345", "1|,|20|and|1|,|2345"),
        ] {
            let words = Words::of(text, Span::new(0, text.len()));
            let found: Vec<&str> = words.words.iter().map(|w| w.text).collect();
            assert_eq!(found.join("|"), expected);
        }
    }
}
