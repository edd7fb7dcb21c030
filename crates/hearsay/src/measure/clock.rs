//! Times of day: "10:30", "5 p.m.", "15:00 GMT", "noon", and parts of a day: "afternoon".

use super::word::Words;

/// When in a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayTime {
    /// Hours and minutes.
    At(u8, u8),
    /// A part of the day, in ISO-TimeML's letters.
    Part(&'static str),
}

impl DayTime {
    /// What ISO-TimeML's `value` of a day gets for it.
    pub(super) fn timex(self) -> String {
        match self {
            Self::At(hour, minute) => format!("T{hour:02}:{minute:02}"),
            Self::Part(letters) => format!("T{letters}"),
        }
    }
}

/// The part of a day at `at`: "morning", "late afternoon".
pub(super) fn part(words: &Words<'_>, at: usize) -> Option<(DayTime, usize)> {
    const PARTS: &[(&str, &str)] = &[
        ("morning", "MO"),
        ("afternoon", "AF"),
        ("evening", "EV"),
        ("night", "NI"),
        ("daytime", "DT"),
        ("overnight", "NI"),
    ];
    let of_part = usize::from(matches!(words.lower(at), "early" | "mid" | "late"));
    let (letters, end) = words.any(words.past_hyphen(at + of_part), PARTS)?;
    Some((DayTime::Part(letters), end))
}

/// The time of day that begins at `at`.
pub(super) fn clock(words: &Words<'_>, at: usize) -> Option<(DayTime, usize)> {
    const ZONES: &[&str] = &[
        "local time",
        "gmt",
        "utc",
        "est",
        "edt",
        "pst",
        "pdt",
        "cet",
        "cest",
        "bst",
        "eastern time",
        "et",
        "moscow time",
    ];
    if let Some((&hour, end)) = words.any(at, &[("midday", 12), ("noon", 12), ("midnight", 0)]) {
        return Some((DayTime::At(hour, 0), end));
    }
    let (hour, minute, next) = digits(words, at)?;
    let half = match words.lower(next) {
        "am" => Some(0),
        "pm" => Some(12),
        _ => None,
    };
    let end = next + usize::from(half.is_some() || words.lower(next) == "o'clock");
    let zone = words.one_of(end, ZONES);
    // A bare number is a time by what follows, two joined by a colon by themselves.
    let told = end > next || zone.is_some() || next > at + 1;
    let hour = match half {
        Some(add) if hour <= 12 => hour % 12 + add,
        Some(_) => return None,
        None => hour,
    };
    (told && hour < 24 && minute < 60).then_some((DayTime::At(hour, minute), zone.unwrap_or(end)))
}

/// Hours and minutes: "10:30", "10.30", "5".
fn digits(words: &Words<'_>, at: usize) -> Option<(u8, u8, usize)> {
    let word = words.get(at).filter(|w| w.is_number())?;
    if words.lower(at + 1) == ":" && words.is_glued(at + 1) && words.is_glued(at + 2) {
        let minute = words.get(at + 2).filter(|w| w.text.len() == 2)?;
        return Some((word.text.parse().ok()?, minute.text.parse().ok()?, at + 3));
    }
    match word.text.split_once('.') {
        Some((hour, minute)) if minute.len() == 2 => Some((hour.parse().ok()?, minute.parse().ok()?, at + 1)),
        _ => Some((word.text.parse().ok()?, 0, at + 1)),
    }
}
