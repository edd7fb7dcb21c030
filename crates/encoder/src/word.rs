//! A text as words and word pieces with features: exactly what the model was trained on (`train/hearsay_train/text.py`).

use std::ops::Range;

use tokenizers::Tokenizer;

/// Pieces that frame a window, and the one between paragraphs.
pub(crate) const CLS: u32 = 101;
pub(crate) const SEP: u32 = 102;

/// Longest stretch of a paragraph that the tokenizer sees at once, in bytes: it keeps some fifty bytes a character.
const STRETCH: usize = 16 * 1024;

/// Features of a word: indices into the model's small embedding tables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Features {
    /// Spelling: what an uncased vocabulary can't see. 0 is kept for special pieces.
    pub(crate) shape: u8,
    /// 1 outside of quotation marks, 2 inside, 3 an opening mark, 4 a closing mark.
    pub(crate) quote: u8,
    /// 1 in the text's first paragraph.
    pub(crate) title: u8,
}

/// A word piece. Words are what BERT's pre-tokeniser yields: runs of letters and digits, and single marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) id: u32,
    pub(crate) features: Features,
    /// Bytes of the word that begins with this piece; `None` for a word's further pieces and separators.
    pub(crate) word: Option<Range<usize>>,
}

impl Piece {
    pub(crate) fn special(id: u32) -> Self {
        Self { id, features: Features::default(), word: None }
    }
}

/// Each piece of `text` in order, with a separator between paragraphs (lines that aren't blank).
pub(crate) fn pieces<'t>(tokenizer: &'t Tokenizer, text: &'t str) -> impl Iterator<Item = Piece> + 't {
    let lines = text.split('\n').scan(0, |offset, line| {
        let start = *offset;
        *offset += line.len() + 1;
        Some((start, line))
    });
    lines.filter(|(_, line)| !line.trim().is_empty()).enumerate().flat_map(move |(paragraph, (start, line))| {
        let separator = (paragraph > 0).then(|| Piece::special(SEP));
        let mut quotation = Quotation::default();
        let title = u8::from(paragraph == 0);
        let words = stretches(line).flat_map(move |range| {
            let (from, part) = (start + range.start, &line[range]);
            stretch(tokenizer, part, from, title, &mut quotation)
        });
        separator.into_iter().chain(words)
    })
}

/// Cuts a paragraph at white space into stretches that the tokenizer can take; a longer word is cut within.
fn stretches(line: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = 0;
    std::iter::from_fn(move || {
        if start >= line.len() {
            return None;
        }
        let mut end = line.floor_char_boundary((start + STRETCH).min(line.len()));
        if end < line.len()
            && let Some(space) = line[start..end].rfind(char::is_whitespace).filter(|&at| at > 0)
        {
            end = start + space;
        }
        let range = start..end;
        start = end;
        Some(range)
    })
}

fn stretch(tokenizer: &Tokenizer, part: &str, from: usize, title: u8, quotation: &mut Quotation) -> Vec<Piece> {
    let plain = Plain::of(part);
    // A text of bytes fails only with a tokenizer file that names no unknown piece; ours does.
    let Ok(encoding) = tokenizer.encode(plain.text.as_str(), false) else { return Vec::new() };
    let (ids, words, offsets) = (encoding.get_ids(), encoding.get_word_ids(), encoding.get_offsets());
    let mut out = Vec::with_capacity(ids.len());
    let mut last = None;
    let mut features = Features::default();
    for (i, &id) in ids.iter().enumerate() {
        let begins = words[i] != last;
        let word = begins.then(|| {
            let end = (i..ids.len()).take_while(|&j| words[j] == words[i]).map(|j| offsets[j].1).max();
            plain.original(offsets[i].0..end.unwrap_or(offsets[i].1))
        });
        if let Some(range) = &word {
            let surface = &part[range.clone()];
            features = Features { shape: shape(surface), quote: quotation.step(surface), title };
        }
        last = words[i];
        out.push(Piece { id, features, word: word.map(|r| from + r.start..from + r.end) });
    }
    out
}

/// Text in the vocabulary's spelling, with the way back: typographic quotation marks are plain ones there, and
/// ligatures are letters.
struct Plain {
    text: String,
    /// For each byte of `text`, the bytes of the original's character that it stands for.
    from: Vec<(u32, u8)>,
}

impl Plain {
    fn of(original: &str) -> Self {
        let mut plain = Self { text: String::with_capacity(original.len()), from: Vec::with_capacity(original.len()) };
        for (at, c) in original.char_indices() {
            let mut buffer = [0; 4];
            let spelt = plain_spelling(c).unwrap_or_else(|| c.encode_utf8(&mut buffer));
            plain.text.push_str(spelt);
            // A stretch is shorter than 2^32 bytes, a character than 2^8.
            plain.from.resize(plain.text.len(), (at as u32, c.len_utf8() as u8));
        }
        plain
    }

    /// The original's bytes behind a range of `text`.
    fn original(&self, range: Range<usize>) -> Range<usize> {
        let at = |i: usize| self.from.get(i).map_or((0, 0), |&(start, length)| (start as usize, length as usize));
        let start = at(range.start).0;
        let (last, length) = at(range.end.saturating_sub(1).max(range.start));
        start..last + length
    }
}

fn plain_spelling(c: char) -> Option<&'static str> {
    Some(match c {
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '＂' => "\"",
        '‘' | '’' | '‚' | '‛' | '′' | '＇' => "'",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        _ => return None,
    })
}

/// Whether a paragraph's words stand in double quotation marks.
#[derive(Clone, Copy, Default)]
struct Quotation {
    inside: bool,
}

impl Quotation {
    fn step(&mut self, word: &str) -> u8 {
        let mut characters = word.chars();
        let mark = characters
            .next()
            .filter(|&c| characters.next().is_none() && plain_spelling(c) == Some("\"") || word == "\"");
        let Some(mark) = mark else { return 1 + u8::from(self.inside) };
        self.inside = match mark {
            '“' | '„' | '«' => true,
            '”' | '»' => false,
            _ => !self.inside,
        };
        if self.inside { 3 } else { 4 }
    }
}

/// Class of a word's spelling.
fn shape(word: &str) -> u8 {
    let (mut letters, mut upper, mut lower, mut digit) = (0, 0, 0, false);
    for c in word.chars() {
        digit |= c.is_numeric();
        letters += usize::from(c.is_alphabetic());
        upper += usize::from(c.is_uppercase());
        lower += usize::from(c.is_lowercase());
    }
    let mut characters = word.chars();
    let first = characters.next();
    let one = characters.next().is_none();
    if digit {
        1
    } else if letters == 0 {
        let quote =
            one && first.is_some_and(|c| matches!(c, '"' | '\'') || matches!(plain_spelling(c), Some("\"" | "'")));
        if quote { 3 } else { 2 }
    } else if lower > 0 && upper == 0 {
        4
    } else if one && upper == 1 {
        5
    } else if upper > 0 && lower == 0 {
        6
    } else if upper == 1 && first.is_some_and(char::is_uppercase) {
        7
    } else if upper > 0 {
        8
    } else {
        9
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_classes() {
        for (word, class) in [
            ("2,100", 1),
            ("x2", 1),
            (";", 2),
            ("”", 3),
            ("'", 3),
            ("said", 4),
            ("A", 5),
            ("UAV", 6),
            ("Iran", 7),
            ("McCain", 8),
            ("イ", 9),
        ] {
            assert_eq!(shape(word), class, "{word}");
        }
    }

    #[test]
    fn quotation_marks_open_and_close() {
        let mut q = Quotation::default();
        let states: Vec<u8> = ["He", "“", "no", "”", "\"", "yes", "\"", "."].iter().map(|w| q.step(w)).collect();
        assert_eq!(states, [1, 3, 2, 4, 3, 2, 4, 1]);
    }

    #[test]
    fn a_long_line_is_cut_at_spaces_and_nothing_is_lost() {
        let line = format!("{} {}é", "word ".repeat(5_000), "x".repeat(40_000));
        let parts: Vec<_> = stretches(&line).collect();
        assert!(parts.iter().all(|r| r.len() <= STRETCH));
        assert_eq!(parts.iter().map(|r| &line[r.clone()]).collect::<String>(), line);
    }

    #[test]
    fn plain_spelling_finds_the_way_back() {
        let original = "“ﬁrst” ‘x’";
        let plain = Plain::of(original);
        assert_eq!(plain.text, "\"first\" 'x'");
        let word = plain.text.find("first").unwrap();
        assert_eq!(&original[plain.original(word..word + 5)], "ﬁrst");
    }
}
