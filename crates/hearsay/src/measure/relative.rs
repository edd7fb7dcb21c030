//! Times told from another: "last week", "two years ago", "over the past six months", "three days later", "soon".

use super::calendar::Unit;
use super::expression::{Expression, Origin, Reference, Which};
use super::numeral::{self, numeral};
use super::word::Words;

/// The relative time or length that begins at `at`.
pub(super) fn relative(words: &Words<'_>, at: usize) -> Option<(Expression, usize)> {
    day_name(words, at)
        .or_else(|| counted(words, at))
        .or_else(|| window(words, at))
        .or_else(|| whole(words, at))
        .or_else(|| every(words, at))
        .or_else(|| vague(words, at))
}

/// What "last" and its like select, with the word after it.
pub(super) fn which(words: &Words<'_>, at: usize) -> Option<(Which, usize)> {
    const WHICH: [(&str, Which); 26] = [
        ("this past", Which::Last),
        ("this coming", Which::Next),
        ("this same", Which::This),
        ("this very", Which::This),
        ("this", Which::This),
        ("the current", Which::This),
        ("current", Which::This),
        ("the last", Which::Last),
        ("last", Which::Last),
        ("the past", Which::Last),
        ("past", Which::Last),
        ("the next", Which::Next),
        ("next", Which::Next),
        ("the coming", Which::Next),
        ("coming", Which::Next),
        ("the upcoming", Which::Next),
        ("the previous", Which::Previous),
        ("previous", Which::Previous),
        ("the preceding", Which::Previous),
        ("the prior", Which::Previous),
        ("the following", Which::Following),
        ("following", Which::Following),
        ("the ensuing", Which::Following),
        ("the same", Which::Same),
        ("that same", Which::Same),
        ("that", Which::Same),
    ];
    words.any(at, &WHICH).map(|(which, end)| (*which, end))
}

/// "today", "yesterday", "last night", "the day after tomorrow".
fn day_name(words: &Words<'_>, at: usize) -> Option<(Expression, usize)> {
    const DAYS: [(&str, i32); 14] = [
        ("the day before yesterday", -2),
        ("the day after tomorrow", 2),
        ("yesterday", -1),
        ("tomorrow", 1),
        ("today", 0),
        ("tonight", 0),
        ("last night", -1),
        ("last evening", -1),
        ("overnight", 0),
        ("this morning", 0),
        ("this afternoon", 0),
        ("this evening", 0),
        ("this noon", 0),
        ("earlier today", 0),
    ];
    let (count, end) = words.any(at, &DAYS)?;
    let step =
        Expression::Step { count: Some(count.abs()), unit: Unit::Day, back: *count < 0, from: Origin::Publication };
    Some((step, end))
}

/// A count of units: the count (`None` for "several"), the unit, the word after it.
fn units(words: &Words<'_>, at: usize) -> Option<(Option<f64>, Unit, usize)> {
    const SEVERAL: [&str; 9] =
        ["several", "a few", "a couple of", "a couple", "many", "some", "few", "a number of", "dozens of"];
    const ADJECTIVES: [&str; 12] = [
        "more",
        "full",
        "trading",
        "working",
        "business",
        "consecutive",
        "straight",
        "calendar",
        "long",
        "further",
        "whole",
        "additional",
    ];
    let (count, next, spelled) = match words.one_of(at, &SEVERAL) {
        Some(end) if words.lower(at) != "a" || words.lower(at + 1) != "couple" => (None, end, true),
        Some(end) => (Some(2.0), end, true),
        None => match numeral(words, at) {
            Some(number) => (Some(number.value).filter(|_| !number.vague), number.end, true),
            None => (Some(1.0), words.one_of(at, &["a", "an", "one"])?, true),
        },
    };
    let of = next + usize::from(count.is_none() && words.lower(next) == "of");
    let mut noun = words.past_hyphen(of);
    if spelled && ADJECTIVES.contains(&words.lower(noun)) {
        noun += 1;
    }
    let unit = Unit::of(words.lower(noun)).filter(|unit| {
        // "A second missile", "second" the ordinal.
        !(*unit == Unit::Second && !Unit::is_plural(words.lower(noun)))
    })?;
    let mut end = noun + 1;
    let count = match words.phrase(end, "and a half").zip(count) {
        Some((half, count)) => {
            end = half;
            Some(count + 0.5)
        }
        None => count,
    };
    Some((count, unit, end))
}

/// "six months", "two years ago", "three days later", "a week from now".
fn counted(words: &Words<'_>, at: usize) -> Option<(Expression, usize)> {
    const STEPS: [(&str, bool, Origin); 15] = [
        ("ago", true, Origin::Publication),
        ("from now", false, Origin::Publication),
        ("from today", false, Origin::Publication),
        ("hence", false, Origin::Publication),
        ("earlier", true, Origin::Mentioned),
        ("previously", true, Origin::Mentioned),
        ("beforehand", true, Origin::Mentioned),
        ("before that", true, Origin::Mentioned),
        ("later", false, Origin::Mentioned),
        ("afterwards", false, Origin::Mentioned),
        ("afterward", false, Origin::Mentioned),
        ("thereafter", false, Origin::Mentioned),
        ("after that", false, Origin::Mentioned),
        ("on", false, Origin::Mentioned),
        ("back", true, Origin::Publication),
    ];
    let bare = Unit::of(words.lower(at)).filter(|_| Unit::is_plural(words.lower(at)));
    let (count, unit, end) = units(words, at).or_else(|| Some((None, bare?, at + 1)))?;
    let step = STEPS.iter().filter(|(word, ..)| !matches!(*word, "on" | "back"));
    let hyphen = words.past_hyphen(end);
    if let Some((_, back, from, end)) =
        step.filter_map(|(word, back, from)| Some((word, *back, *from, words.phrase(hyphen, word)?))).next()
    {
        let count = count.and_then(|count| whole_count(count, unit));
        let (count, unit) = count.map_or((None, unit), |(count, unit)| (Some(count), unit));
        return Some((Expression::Step { count, unit, back, from }, end));
    }
    if bare.is_some() && count.is_none() && end == at + 1 {
        return None;
    }
    // "Six-year-old", "six years old": an age is no time.
    let old = words.past_hyphen(end);
    if matches!(words.lower(old), "old" | "olds") && count.is_some() {
        return None;
    }
    // "A day", "an hour" and "a second" alone are rates and turns of phrase: "twice a day".
    let rate = matches!(words.lower(at), "a" | "an") && end == at + 2 && !is_led(words, at);
    (!rate).then_some((Expression::Length { count, unit }, end))
}

/// Whether a preposition of length stands before `at`: "for a month", "within a week".
fn is_led(words: &Words<'_>, at: usize) -> bool {
    at == 0
        || matches!(
            words.lower_before(at, 1),
            "for"
                | "within"
                | "in"
                | "over"
                | "after"
                | "about"
                | "than"
                | "nearly"
                | "almost"
                | "least"
                | "during"
                | "half"
                | "lasted"
                | "every"
                | "under"
                | "to"
                | "of"
                | "around"
                | "roughly"
        )
}

/// Halves in the next smaller unit that a calendar can step by: two and a half years are thirty months.
fn whole_count(count: f64, unit: Unit) -> Option<(i32, Unit)> {
    let (count, unit) = match (count.fract() == 0.0, unit) {
        (true, unit) => (count, unit),
        (false, Unit::Year) => (count * 12.0, Unit::Month),
        (false, Unit::Decade) => (count * 10.0, Unit::Year),
        (false, _) => return None,
    };
    let whole = numeral::Numeral { value: count, scale: None, vague: false, digits: false, end: 0 };
    Some((numeral::whole(&whole)?, unit))
}

/// "the past six months", "the next two years", "the last few days", "in recent weeks", "the coming days".
fn window(words: &Words<'_>, at: usize) -> Option<(Expression, usize)> {
    const BACK: [(&str, bool); 11] = [
        ("the past", true),
        ("the last", true),
        ("this past", true),
        ("past", true),
        ("last", true),
        ("the previous", true),
        ("the preceding", true),
        ("the next", false),
        ("next", false),
        ("the coming", false),
        ("the following", false),
    ];
    const VAGUE: [(&str, bool); 8] = [
        ("recent", true),
        ("the last", true),
        ("the past", true),
        ("past", true),
        ("coming", false),
        ("the coming", false),
        ("the next", false),
        ("upcoming", false),
    ];
    let counted = words.any(at, &BACK).and_then(|(back, next)| {
        let (count, unit, end) = units(words, next).filter(|_| !matches!(words.lower(next), "a" | "an" | "some"))?;
        let count = count.and_then(|count| whole_count(count, unit));
        let (count, unit) = count.map_or((None, unit), |(count, unit)| (Some(count), unit));
        Some((Expression::Window { count, unit, back: *back }, end))
    });
    counted.or_else(|| {
        let (back, next) = words.any(at, &VAGUE)?;
        let unit = Unit::of(words.lower(next)).filter(|_| Unit::is_plural(words.lower(next)))?;
        Some((Expression::Window { count: None, unit, back: *back }, next + 1))
    })
}

/// "last year", "this week", "the following month", "that day"; "the year", "the week" where the sentence's own is meant.
fn whole(words: &Words<'_>, at: usize) -> Option<(Expression, usize)> {
    let (which, next) = which(words, at).or_else(|| Some((Which::Open, words.phrase(at, "the")?)))?;
    let adjective = usize::from(matches!(words.lower(next), "fiscal" | "calendar" | "financial"));
    let noun = words.lower(next + adjective);
    let unit = Unit::of(noun).filter(|unit| !Unit::is_plural(noun) && *unit != Unit::Second)?;
    let open =
        !matches!(unit, Unit::Hour | Unit::Minute | Unit::Fortnight | Unit::Decade | Unit::Century | Unit::Quarter);
    // "The day", "the week" can be any; "the year" and "the month" are those at hand where nothing follows that tells which.
    let followed = matches!(words.lower(next + adjective + 1), "of" | "that" | "when" | "before" | "after" | "in");
    (which != Which::Open || open && !followed).then_some((Expression::Whole(unit, which), next + adjective + 1))
}

/// "every month", "each year", "annually", "daily".
fn every(words: &Words<'_>, at: usize) -> Option<(Expression, usize)> {
    const ADVERBS: [(&str, Unit); 7] = [
        ("daily", Unit::Day),
        ("weekly", Unit::Week),
        ("monthly", Unit::Month),
        ("quarterly", Unit::Quarter),
        ("yearly", Unit::Year),
        ("annually", Unit::Year),
        ("hourly", Unit::Hour),
    ];
    if let Some((unit, end)) = words.any(at, &ADVERBS) {
        return Some((Expression::Every(*unit), end));
    }
    let next = words.one_of(at, &["every", "each", "per"])?;
    let unit = Unit::of(words.lower(next)).filter(|unit| *unit != Unit::Second)?;
    Some((Expression::Every(unit), next + 1))
}

/// "now", "recently", "soon".
fn vague(words: &Words<'_>, at: usize) -> Option<(Expression, usize)> {
    const PHRASES: [(&str, Reference); 32] = [
        ("at the moment", Reference::Present),
        ("at present", Reference::Present),
        ("these days", Reference::Present),
        ("right now", Reference::Present),
        ("now", Reference::Present),
        ("currently", Reference::Present),
        ("current", Reference::Present),
        ("presently", Reference::Present),
        ("nowadays", Reference::Present),
        ("at this point", Reference::Present),
        ("at this time", Reference::Present),
        ("recently", Reference::Past),
        ("lately", Reference::Past),
        ("of late", Reference::Past),
        ("in the past", Reference::Past),
        ("the recent past", Reference::Past),
        ("the distant past", Reference::Past),
        ("the past", Reference::Past),
        ("at the time", Reference::Past),
        ("at that time", Reference::Past),
        ("that time", Reference::Past),
        ("long ago", Reference::Past),
        ("formerly", Reference::Past),
        ("the other day", Reference::Past),
        ("soon", Reference::Future),
        ("shortly", Reference::Future),
        ("before long", Reference::Future),
        ("the near future", Reference::Future),
        ("the foreseeable future", Reference::Future),
        ("the future", Reference::Future),
        ("one day", Reference::Future),
        ("in due course", Reference::Future),
    ];
    let (reference, end) = words.any(at, &PHRASES)?;
    // "As soon as", "shortly after the raid": told from something else.
    let elsewhere = matches!(words.lower(end), "after" | "as" | "before") && *reference == Reference::Future;
    if elsewhere {
        return None;
    }
    Some((Expression::Vague(*reference), end))
}
