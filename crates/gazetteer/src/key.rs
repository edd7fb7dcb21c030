//! How names are compared: by keys, which leave out what typography and house style add.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words after which a full stop ends no sentence.
const ABBREVIATIONS: [&str; 8] = ["St", "Ste", "Dept", "Gov", "Mt", "Ft", "No", "Sgt"];

/// A word of a text, as names are made of them. Hyphens part words as spaces do.
#[derive(Clone, Debug)]
pub(crate) struct Word<'t> {
    /// Its bytes in the text, without the punctuation around it.
    pub(crate) span: Range<usize>,
    /// As it stands there.
    pub(crate) text: &'t str,
    /// Its key; a comma after it belongs to the key inside a name, not at its end.
    pub(crate) key: Cow<'t, str>,
    pub(crate) comma: bool,
    /// Whether no name goes on behind it: a full stop, a bracket, a quotation mark.
    pub(crate) ends_part: bool,
}

impl Word<'_> {
    /// The key without a possessive.
    pub(crate) fn bare(&self) -> Option<Cow<'_, str>> {
        self.possessor().map(fold)
    }

    /// Where the word ends without a possessive.
    pub(crate) fn bare_end(&self) -> usize {
        let bare = self.possessor().unwrap_or(self.text);
        self.span.start + bare.trim_end_matches(is_apostrophe).len()
    }

    fn possessor(&self) -> Option<&str> {
        possessor(self.text)
    }
}

/// A name without the possessive at its end.
pub(crate) fn possessor(name: &str) -> Option<&str> {
    ["'s", "’s", "'S", "’S"].iter().find_map(|s| name.strip_suffix(s))
}

/// The words of a text, in order.
pub(crate) fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + text[at..].find(|c| !is_separator(c))?;
            let end = text[start..].find(is_separator).map_or(text.len(), |i| start + i);
            at = end;
            if let Some(word) = word(text, start..end) {
                return Some(word);
            }
        }
    })
}

fn word(text: &str, span: Range<usize>) -> Option<Word<'_>> {
    let raw = &text[span.start..span.end];
    let keeps = |c: char| c.is_alphanumeric() || matches!(c, '&' | '+');
    let first = raw.find(keeps)?;
    let last = raw.char_indices().rev().find(|(_, c)| keeps(*c)).map(|(i, c)| i + c.len_utf8())?;
    // "Houthis’": the apostrophe is the possessive's.
    let apostrophe = raw[last..].chars().next().filter(|c| is_apostrophe(*c)).map_or(0, char::len_utf8);
    let (core, tail) = (&raw[first..last + apostrophe], &raw[last + apostrophe..]);
    let key = fold(core);
    let stop = tail.starts_with('.') && !is_initials(core) && !ABBREVIATIONS.contains(&core);
    let ends_part = stop || tail.contains(|c| !matches!(c, '.' | ',') && !is_apostrophe(c));
    let span = span.start + first..span.start + last + apostrophe;
    Some(Word { span, text: core, key, comma: tail.starts_with(','), ends_part })
}

/// The key of a name: typographic quotes, marks on letters, hyphens, dots of initials and outer punctuation make no
/// difference; case does, since "US" is not "us".
pub fn key(name: &str) -> Cow<'_, str> {
    let mut words = words(name);
    let (Some(first), second) = (words.next(), words.next()) else { return Cow::Borrowed("") };
    let Some(second) = second else { return first.key };
    let mut key = String::with_capacity(name.len());
    key.push_str(&first.key);
    let mut comma = first.comma;
    for word in std::iter::once(second).chain(words) {
        key.push_str(if comma { ", " } else { " " });
        key.push_str(&word.key);
        comma = word.comma;
    }
    Cow::Owned(key)
}

/// A key in capitals as it would be written otherwise: "WHITE HOUSE" is "White House". `None` for keys that aren't in
/// capitals, and for short ones: those are acronyms.
pub(crate) fn lowered(key: &str) -> Option<String> {
    if key.len() < 4 || key.contains(char::is_lowercase) || !key.contains(char::is_uppercase) {
        return None;
    }
    let word = |word: &str| match word {
        "OF" | "AND" | "THE" | "FOR" | "IN" | "ON" | "DE" | "AL" => word.to_lowercase(),
        _ => {
            let mut chars = word.chars();
            let first = chars.next().into_iter();
            first.chain(chars.flat_map(char::to_lowercase)).collect()
        }
    };
    Some(key.split(' ').map(word).collect::<Vec<_>>().join(" "))
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ad}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | '`' | '´')
}

/// "U.S", "U.K.", but not "Gazeta.ru".
fn is_initials(word: &str) -> bool {
    word.contains('.') && word.split('.').all(|piece| piece.chars().count() <= 1)
}

fn fold(word: &str) -> Cow<'_, str> {
    match word {
        "Al" | "AL" => return Cow::Borrowed("al"),
        "El" => return Cow::Borrowed("el"),
        "&" => return Cow::Borrowed("and"),
        _ => {}
    }
    let initials = is_initials(word);
    if word.is_ascii() && !initials && !word.contains(['\'', '`']) {
        return Cow::Borrowed(word);
    }
    let mut folded = String::with_capacity(word.len());
    for c in word.nfd().filter(|&c| !(is_combining_mark(c) || is_apostrophe(c) || initials && c == '.')) {
        match c {
            'ø' => folded.push('o'),
            'Ø' => folded.push('O'),
            'ł' => folded.push('l'),
            'Ł' => folded.push('L'),
            'đ' | 'ð' => folded.push('d'),
            'Đ' | 'Ð' => folded.push('D'),
            'ı' => folded.push('i'),
            'ə' => folded.push('e'),
            'Ə' => folded.push('E'),
            'æ' => folded.push_str("ae"),
            'Æ' => folded.push_str("Ae"),
            'œ' => folded.push_str("oe"),
            'ß' => folded.push_str("ss"),
            'þ' => folded.push_str("th"),
            'Þ' => folded.push_str("Th"),
            c => folded.push(c),
        }
    }
    Cow::Owned(folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typography_makes_no_difference() {
        for (name, expected) in [
            ("Élysée", "Elysee"),
            ("U.S.", "US"),
            ("U.N", "UN"),
            ("St. Petersburg", "St Petersburg"),
            ("al‑Shabaab", "al Shabaab"),
            ("Al-Jazeera", "al Jazeera"),
            ("N’Djamena", "NDjamena"),
            ("Türkiye,", "Turkiye"),
            ("“Kremlin”", "Kremlin"),
            ("Foreign, Commonwealth & Development Office", "Foreign, Commonwealth and Development Office"),
            ("Gazeta.ru", "Gazeta.ru"),
            ("us", "us"),
            ("—", ""),
            ("", ""),
        ] {
            assert_eq!(key(name), expected, "{name}");
        }
    }

    #[test]
    fn a_plain_word_is_not_copied() {
        assert!(matches!(key("Kremlin"), Cow::Borrowed(_)));
    }

    #[test]
    fn only_capitals_are_lowered() {
        assert_eq!(lowered("WHITE HOUSE").as_deref(), Some("White House"));
        assert_eq!(lowered("IRAN").as_deref(), Some("Iran"));
        assert_eq!(lowered("UN"), None);
        assert_eq!(lowered("White House"), None);
    }
}
