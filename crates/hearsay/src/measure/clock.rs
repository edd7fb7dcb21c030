//! Times of day: "10:30", "5 p.m.", "15:00 GMT", "noon".

use super::expression::Expression;
use super::word::Words;

/// The time of day that begins at `at`.
pub(super) fn clock(words: &Words<'_>, at: usize) -> Option<(Expression, usize)> {
    const ZONES: [&str; 11] = ["local time", "gmt", "utc", "est", "edt", "pst", "pdt", "cet", "cest", "bst", "et"];
    if let Some(end) = words.one_of(at, &["midday", "noon"]) {
        return Some((Expression::Clock(12, 0), end));
    }
    if let Some(end) = words.one_of(at, &["midnight"]) {
        return Some((Expression::Clock(0, 0), end));
    }
    let word = words.get(at).filter(|w| w.is_number())?;
    // "10:30" and "10.30 a.m."
    let (hour, minute, next) = if words.lower(at + 1) == ":" && words.is_glued(at + 1) && words.is_glued(at + 2) {
        let minute = words.get(at + 2).filter(|w| w.text.len() == 2)?.text.parse().ok()?;
        (word.text.parse().ok()?, Some(minute), at + 3)
    } else {
        match word.text.split_once('.') {
            Some((hour, minute)) if minute.len() == 2 => (hour.parse().ok()?, Some(minute.parse().ok()?), at + 1),
            _ => (word.text.parse().ok()?, None, at + 1),
        }
    };
    let half = match words.lower(next) {
        "am" => Some(0),
        "pm" => Some(12),
        _ => None,
    };
    let end = next + usize::from(half.is_some() || words.lower(next) == "o'clock");
    let zone = words.one_of(end, &ZONES);
    let written = words.lower(at + 1) == ":";
    if end == next && zone.is_none() && !written {
        return None;
    }
    let hour: u8 = match half {
        Some(add) if hour <= 12 => hour % 12 + add,
        Some(_) => return None,
        None => hour,
    };
    let minute: u8 = minute.unwrap_or(0);
    (hour < 24 && minute < 60).then_some((Expression::Clock(hour, minute), zone.unwrap_or(end)))
}
