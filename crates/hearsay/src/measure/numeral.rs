//! Numbers in digits and words: "1,200", "1.2 million", "twenty-five", "half a dozen", "hundreds of thousands".

use super::word::Words;

/// A number and where it ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Numeral {
    /// What it stands for; of a vague number ("hundreds") the least.
    pub(super) value: f64,
    /// The "million" of "1.2 million".
    pub(super) scale: Option<f64>,
    /// Whether it has no upper bound: "dozens".
    pub(super) vague: bool,
    /// Whether it is written in digits.
    pub(super) digits: bool,
    /// Word after its last.
    pub(super) end: usize,
}

const UNITS: &[&str] = &[
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: &[&str] = &["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const SCALES: &[(&str, f64)] =
    &[("dozen", 12.0), ("hundred", 1e2), ("thousand", 1e3), ("million", 1e6), ("billion", 1e9), ("trillion", 1e12)];
/// Scales behind digits alone.
const SHORT_SCALES: &[(&str, f64)] =
    &[("mln", 1e6), ("mn", 1e6), ("bln", 1e9), ("bn", 1e9), ("tn", 1e12), ("lakh", 1e5), ("crore", 1e7)];
/// Scales that touch their digits: "40m".
const LETTER_SCALES: &[(&str, f64)] = &[("k", 1e3), ("m", 1e6), ("b", 1e9)];
/// "Scores" has no low end that is twice a score: three twenties are few for it, two the least.
const PLURALS: &[(&str, f64)] = &[
    ("tens", 10.0),
    ("dozens", 12.0),
    ("scores", 20.0),
    ("hundreds", 1e2),
    ("thousands", 1e3),
    ("millions", 1e6),
    ("billions", 1e9),
];
const SEVERAL: &[&str] = &["several", "a few", "many", "multiple", "a couple of", "a couple"];

/// The number that begins at `at`.
pub(super) fn numeral(words: &Words<'_>, at: usize) -> Option<Numeral> {
    digits(words, at).or_else(|| vague(words, at)).or_else(|| part(words, at)).or_else(|| spelled(words, at))
}

/// The whole number that a word of [`UNITS`] or [`TENS`] stands for.
fn unit(word: &str) -> Option<f64> {
    (0_u8..).zip(UNITS.iter().copied()).find(|(_, unit)| *unit == word).map(|(value, _)| f64::from(value))
}

fn ten(word: &str) -> Option<f64> {
    (2_u8..).zip(TENS.iter().copied()).find(|(_, ten)| *ten == word).map(|(value, _)| 10.0 * f64::from(value))
}

fn known(table: &[(&str, f64)], word: &str) -> Option<f64> {
    table.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
}

fn digits(words: &Words<'_>, at: usize) -> Option<Numeral> {
    let word = words.get(at).filter(|w| w.is_number())?;
    let value: f64 = word.text.replace(',', "").parse().ok()?;
    let (value, end) = match fraction(words, at + 1) {
        Some((part, end)) => (value + part, end),
        None => (value, at + 1),
    };
    let plain = Numeral { value, scale: None, vague: false, digits: true, end };
    let next = words.past_hyphen(end);
    let touches = next == end && words.is_glued(next);
    let scale = known(SCALES, words.lower(next))
        .or_else(|| known(SHORT_SCALES, words.lower(next)))
        .or_else(|| known(LETTER_SCALES, words.lower(next)).filter(|_| touches && !is_length(words, next)));
    let Some(scale) = scale else { return Some(plain) };
    let mut end = next + 1;
    // The full stop of "mln." belongs to the number where the sentence goes on.
    if words.lower(end) == "." && words.is_glued(end) && known(SHORT_SCALES, words.lower(next)).is_some() {
        end += usize::from(end + 1 < words.len());
    }
    Some(Numeral { value: plain.value * scale, scale: Some(scale), end, ..plain })
}

/// The "1/2" of "5 1/2".
fn fraction(words: &Words<'_>, at: usize) -> Option<(f64, usize)> {
    let number = |at: usize| words.get(at).filter(|w| w.is_number() && w.text.len() == 1)?.text.parse::<f64>().ok();
    let joined = words.lower(at + 1) == "/" && words.is_glued(at + 1) && words.is_glued(at + 2) && !words.is_glued(at);
    let (part, whole) = number(at).zip(number(at + 2)).filter(|(part, whole)| joined && part < whole)?;
    Some((part / whole, at + 3))
}

/// Whether the "m" at `at` means metres: "a 40m wall", "12m deep".
fn is_length(words: &Words<'_>, at: usize) -> bool {
    const SIZES: &[&str] = &["long", "wide", "high", "tall", "deep", "away", "above", "below", "apart", "across"];
    words.lower(at) == "m" && SIZES.contains(&words.lower(words.past_hyphen(at + 1)))
}

/// "hundreds", "several dozen", "tens of thousands".
fn vague(words: &Words<'_>, at: usize) -> Option<Numeral> {
    let made = |value: f64, end| Some(Numeral { value, scale: None, vague: true, digits: false, end });
    if let Some(next) = words.one_of(at, SEVERAL) {
        let scale = |at| known(SCALES, words.lower(at)).or_else(|| known(PLURALS, words.lower(at)));
        let first = scale(next)?;
        let next = next + 1;
        return match scale(next).filter(|second| *second > first) {
            Some(second) => made(2.0 * first * second, next + 1),
            None => made(2.0 * first, next),
        };
    }
    let first = known(PLURALS, words.lower(at))?;
    let second = words.phrase(at + 1, "of").and_then(|next| Some((known(PLURALS, words.lower(next))?, next + 1)));
    match second {
        Some((second, end)) => made(2.0 * first * second, end),
        // "Tens" alone counts nothing.
        None => (first > 10.0).then(|| made(2.0 * first, at + 1))?,
    }
}

/// "half a million", "a quarter of a billion", "a dozen", "a hundred", "a pair", "a couple of".
fn part(words: &Words<'_>, at: usize) -> Option<Numeral> {
    const PARTS: &[(&str, f64)] = &[
        ("half a", 0.5),
        ("half of a", 0.5),
        ("one half", 0.5),
        ("a quarter of a", 0.25),
        ("quarter of a", 0.25),
        ("three quarters of a", 0.75),
        ("a half", 0.5),
        ("half", 0.5),
    ];
    const PAIRS: &[&str] = &["a couple of", "a pair of", "pair of", "couple of"];
    const FIRST: &[&str] = &["first", "second", "third", "last", "another", "final"];
    let plain = |value, scale, end| Numeral { value, scale, vague: false, digits: false, end };
    if let Some((share, next)) = words.any(at, PARTS) {
        let next = words.past_hyphen(next);
        let scale = known(SCALES, words.lower(next))?;
        return Some(plain(share * scale, Some(scale), next + 1));
    }
    if let Some(end) = words.one_of(at, PAIRS) {
        // "of" is not of the number.
        return Some(plain(2.0, None, end - 1));
    }
    if let Some(end) = words.phrase(at, "a pair") {
        return Some(plain(2.0, None, end));
    }
    // "The pair" are two people; "the first pair" is counted.
    if words.lower(at) == "pair" && FIRST.contains(&words.lower_before(at, 1)) {
        return Some(plain(2.0, None, at + 1));
    }
    let article = usize::from(matches!(words.lower(at), "a" | "an"));
    let scale = known(SCALES, words.lower(at + article))?;
    // "Million" needs something before it, "dozen" too: "the dozen jets" is settled by the article.
    (article == 1 || words.lower_before(at, 1) == "the").then_some(())?;
    let end = at + article + 1;
    if let Some(end) = words.one_of(end, &["and a half"]) {
        return Some(plain(1.5 * scale, Some(scale), end));
    }
    match known(SCALES, words.lower(end)).filter(|second| *second > scale) {
        Some(second) => Some(plain(scale * second, Some(second), end + 1)),
        None => Some(plain(scale, Some(scale), end)),
    }
}

/// "twenty-five", "two hundred and six", "one and a half million".
fn spelled(words: &Words<'_>, at: usize) -> Option<Numeral> {
    let (mut total, mut current, mut end) = (0.0, None::<f64>, at);
    let mut scale = None;
    loop {
        let mut next = if current.is_some() || scale.is_some() { words.past_hyphen(end) } else { end };
        // "and" joins what is below a hundred to what is above.
        if scale.is_some() && current.is_none_or(|c| c >= 100.0) && words.lower(next) == "and" {
            next += 1;
        }
        let word = words.lower(next);
        if let Some(value) = unit(word) {
            let below = current.unwrap_or(0.0) % 100.0;
            let fits = below == 0.0 || (below % 10.0 == 0.0 && below >= 20.0 && (1.0..10.0).contains(&value));
            if !fits {
                break;
            }
            current = Some(current.unwrap_or(0.0) + value);
        } else if let Some(value) = ten(word) {
            if current.unwrap_or(0.0) % 100.0 != 0.0 {
                break;
            }
            current = Some(current.unwrap_or(0.0) + value);
        } else if let Some((value, counted)) = known(SCALES, word).zip(current) {
            if value < 1e3 {
                current = Some(counted * value);
            } else {
                total += counted * value;
                current = None;
            }
            scale = Some(value);
        } else if let Some(half) = words.phrase(next, "and a half").filter(|_| current.is_some()) {
            let larger = known(SCALES, words.lower(half));
            let value = (current.unwrap_or(0.0) + 0.5) * larger.unwrap_or(1.0);
            let end = half + usize::from(larger.is_some());
            return Some(Numeral { value: total + value, scale: larger, vague: false, digits: false, end });
        } else {
            break;
        }
        end = next + 1;
    }
    let value = total + current.unwrap_or(0.0);
    (end > at).then_some(Numeral { value, scale, vague: false, digits: false, end })
}

/// The whole number of a numeral, where it is one that a calendar can count with.
pub(super) fn whole(numeral: &Numeral) -> Option<i32> {
    let value = numeral.value;
    #[expect(clippy::cast_possible_truncation, reason = "the value is whole and within the bounds")]
    (value.fract() == 0.0 && (0.0..1e6).contains(&value)).then_some(value as i32)
}

const ORDINALS: &[&str] = &[
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
];
const TENTHS: &[(&str, i32)] = &[("twentieth", 20), ("thirtieth", 30)];

/// The ordinal number at `at`: "third", "19th", "twenty-first".
pub(super) fn ordinal(words: &Words<'_>, at: usize) -> Option<(i32, usize)> {
    let small = |word: &str| (0_i32..).zip(ORDINALS.iter().copied()).find(|(_, o)| *o == word).map(|(value, _)| value);
    let word = words.lower(at);
    if words.get(at)?.is_number() {
        let suffixed = words.is_glued(at + 1) && matches!(words.lower(at + 1), "st" | "nd" | "rd" | "th");
        return suffixed.then(|| Some((words.get(at)?.text.parse().ok()?, at + 2)))?;
    }
    if let Some(value) = small(word) {
        return Some((value, at + 1));
    }
    if let Some((_, value)) = TENTHS.iter().find(|(name, _)| *name == word) {
        return Some((*value, at + 1));
    }
    let value = match word {
        "twenty" => 20,
        "thirty" => 30,
        _ => return None,
    };
    let next = words.past_hyphen(at + 1);
    Some((value + small(words.lower(next)).filter(|low| (1..10).contains(low))?, next + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;

    #[test]
    fn numbers_are_read_in_digits_and_words() {
        for (text, value, rest) in [
            ("1,200 rifles", 1200.0, "rifles"),
            ("1.2 million rounds", 1.2e6, "rounds"),
            ("3m shells", 3e6, "shells"),
            ("40m long", 40.0, "m long"),
            ("twenty-five boats", 25.0, "boats"),
            ("two hundred and six men", 206.0, "men"),
            ("two and three", 2.0, "and three"),
            ("a hundred thousand mines", 1e5, "mines"),
            ("three hundred thousand", 3e5, ""),
            ("half a dozen guns", 6.0, "guns"),
            ("half-a-million shells", 5e5, "shells"),
            ("one and a half million", 1.5e6, ""),
            ("a million and a half", 1.5e6, ""),
            ("two dozen trucks", 24.0, "trucks"),
            ("several dozen trucks", 24.0, "trucks"),
            ("scores of trucks", 40.0, "of trucks"),
            ("several hundred", 200.0, ""),
            ("tens of thousands of shells", 2e4, "of shells"),
            ("hundreds of thousands", 2e5, ""),
            ("a pair of ships", 2.0, "of ships"),
            ("5 1/2 hours", 5.5, "hours"),
            ("half dozen guns", 6.0, "guns"),
            ("a pair landed", 2.0, "landed"),
            ("twenty thirty", 20.0, "thirty"),
        ] {
            let words = Words::of(text, Span::new(0, text.len()));
            let found = numeral(&words, 0).expect(text);
            assert_eq!((found.value, words.span(found.end..words.len()).text(text)), (value, rest), "{text}");
        }
    }

    #[test]
    fn what_counts_nothing_is_no_number() {
        for text in ["a boat", "tens of boats", "million-strong", "Su-35", "F16", "of two"] {
            let words = Words::of(text, Span::new(0, text.len()));
            assert_eq!(numeral(&words, 0), None, "{text}");
        }
    }

    #[test]
    fn ordinals_are_read() {
        for (text, value) in [("third", 3), ("19th", 19), ("twenty-first", 21), ("thirtieth of June", 30)] {
            let words = Words::of(text, Span::new(0, text.len()));
            assert_eq!(ordinal(&words, 0).map(|(value, _)| value), Some(value), "{text}");
        }
    }
}
