//! Times told from another: "last week", "two years ago", "over the past six months", "three days later", "soon".

use super::calendar::Unit;
use super::date;
use super::expression::{Expression, Origin, Recurring, Reference, Which};
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
    const WHICH: &[(&str, Which)] = &[
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
    words.any(at, WHICH).map(|(which, end)| (*which, end))
}

/// "today", "yesterday", "last night", "the day after tomorrow".
fn day_name(words: &Words<'_>, at: usize) -> Option<(Expression, usize)> {
    const DAYS: &[(&str, i32)] = &[
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
    let (count, end) = words.any(at, DAYS)?;
    let step =
        Expression::Step { count: Some(count.abs()), unit: Unit::Day, back: *count < 0, from: Origin::Publication };
    Some((step, end))
}

/// A count of units.
struct Count {
    /// `None` for "several".
    count: Option<f64>,
    unit: Unit,
    end: usize,
}

impl Count {
    /// The count as a calendar can step by it.
    fn steps(&self) -> (Option<i32>, Unit) {
        let whole = self.count.and_then(|count| whole_count(count, self.unit));
        whole.map_or((None, self.unit), |(count, unit)| (Some(count), unit))
    }
}

/// Whether a number at `at` counts time: "six months", "a six-month", "two more weeks".
pub(super) fn counts_time(words: &Words<'_>, at: usize) -> bool {
    count(words, at).is_some()
}

/// The count of units that begins at `at`: "six months", "several weeks", "a year", "two and a half years".
fn count(words: &Words<'_>, at: usize) -> Option<Count> {
    const SEVERAL: &[&str] = &["several", "a few", "many", "some", "few", "a number of", "dozens of", "couple of"];
    const ADJECTIVES: &[&str] = &[
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
    let (mut count, next) = if let Some(end) = words.one_of(at, &["a couple of", "a couple", "couple of"]) {
        (Some(2.0), end)
    } else if let Some(end) = words.one_of(at, SEVERAL) {
        (None, end)
    } else if let Some(number) = numeral(words, at) {
        (Some(number.value).filter(|_| !number.vague), number.end)
    } else {
        (Some(1.0), words.one_of(at, &["a", "an", "one"])?)
    };
    let of = next + usize::from(words.lower(next) == "of");
    let adjective = usize::from(ADJECTIVES.contains(&words.lower(of)));
    let noun = words.past_hyphen(of + adjective);
    let unit = Unit::of(words.lower(noun))?;
    // "Six second-hand tanks", "20 night sights" and "a second missile" are no times.
    let joined = words.is_hyphen(of + adjective);
    let fits = if count == Some(1.0) { unit != Unit::Second } else { Unit::is_plural(words.lower(noun)) || joined };
    if !fits {
        return None;
    }
    let mut end = noun + 1;
    if let Some((half, whole)) = words.phrase(end, "and a half").zip(count) {
        (count, end) = (Some(whole + 0.5), half);
    }
    let end = words.one_of(end, &["or so"]).unwrap_or(end);
    Some(Count { count, unit, end })
}

/// "six months", "two years ago", "three days later", "a week from now".
fn counted(words: &Words<'_>, at: usize) -> Option<(Expression, usize)> {
    const STEPS: &[(&str, bool, Origin)] = &[
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
    ];
    let plural = || Unit::of(words.lower(at)).filter(|_| Unit::is_plural(words.lower(at)));
    let bare = || Some(Count { count: None, unit: plural()?, end: at + 1 });
    let found = count(words, at).or_else(bare)?;
    let hyphen = words.past_hyphen(found.end);
    let step = STEPS.iter().find_map(|(word, back, from)| Some((*back, *from, words.phrase(hyphen, word)?)));
    if let Some((back, from, end)) = step {
        let (count, unit) = found.steps();
        return Some((Expression::Step { count, unit, back, from }, end));
    }
    // "Six-year-old", "six years old": an age is no time.
    if matches!(words.lower(hyphen), "old" | "olds") {
        return None;
    }
    // "A day", "an hour" alone are rates and turns of phrase ("twice a day"), "weeks" alone is what something takes.
    let bare = found.end == at + 1 || matches!(words.lower(at), "a" | "an") && found.end == at + 2;
    (!bare || is_led(words, at)).then_some((Expression::Length { count: found.count, unit: found.unit }, found.end))
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
    const BACK: &[(&str, bool)] = &[
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
    const VAGUE: &[(&str, bool)] = &[
        ("recent", true),
        ("the last", true),
        ("the past", true),
        ("past", true),
        ("coming", false),
        ("the coming", false),
        ("the next", false),
        ("upcoming", false),
    ];
    let counted = words.any(at, BACK).and_then(|(back, next)| {
        let found = count(words, next).filter(|_| !matches!(words.lower(next), "an" | "some"))?;
        let (count, unit) = found.steps();
        Some((Expression::Window { count, unit, back: *back }, found.end))
    });
    // "The past year" is twelve months, "the last year" may be the calendar's.
    let whole = || {
        let next = words.one_of(at, &["the past", "this past", "past"])?;
        let unit = Unit::of(words.lower(next)).filter(|unit| *unit != Unit::Second && *unit != Unit::Weekend)?;
        let singular = !Unit::is_plural(words.lower(next));
        singular.then_some((Expression::Window { count: Some(1), unit, back: true }, next + 1))
    };
    counted.or_else(whole).or_else(|| {
        let (back, next) = words.any(at, VAGUE)?;
        let unit = Unit::of(words.lower(next)).filter(|_| Unit::is_plural(words.lower(next)))?;
        Some((Expression::Window { count: None, unit, back: *back }, next + 1))
    })
}

/// "last year", "this week", "the following month", "that day"; "the year", "the quarter" where the sentence's own is
/// meant.
fn whole(words: &Words<'_>, at: usize) -> Option<(Expression, usize)> {
    let (which, next) = which(words, at).or_else(|| Some((Which::Open, words.phrase(at, "the")?)))?;
    let adjective = usize::from(matches!(words.lower(next), "fiscal" | "calendar" | "financial" | "full" | "latest"));
    let noun = words.lower(next + adjective);
    let unit = Unit::of(noun).filter(|unit| !Unit::is_plural(noun) && *unit != Unit::Second)?;
    let end = next + adjective + 1;
    if which != Which::Open {
        return Some((Expression::Whole(unit, which), end));
    }
    // "The day" can be any; "the year" is the one at hand where nothing follows that tells which.
    let followed = matches!(words.lower(end), "of" | "that" | "when" | "before" | "after" | "in");
    // What is said of "the quarter" is known at its end.
    let which = if unit == Unit::Quarter { Which::Last } else { Which::Open };
    let known = matches!(unit, Unit::Weekend | Unit::Week | Unit::Month | Unit::Quarter | Unit::Year);
    (known && !followed).then_some((Expression::Whole(unit, which), end))
}

/// "every month", "each year", "annually", "daily".
fn every(words: &Words<'_>, at: usize) -> Option<(Expression, usize)> {
    const ADVERBS: &[(&str, Unit)] = &[
        ("daily", Unit::Day),
        ("weekly", Unit::Week),
        ("monthly", Unit::Month),
        ("quarterly", Unit::Quarter),
        ("yearly", Unit::Year),
        ("annually", Unit::Year),
        ("hourly", Unit::Hour),
    ];
    if let Some((unit, end)) = words.any(at, ADVERBS) {
        return Some((Expression::Every(*unit), end));
    }
    let next = words.one_of(at, &["every", "each", "per"])?;
    if let Some(unit) = Unit::of(words.lower(next)).filter(|unit| *unit != Unit::Second) {
        return Some((Expression::Every(unit), next + 1));
    }
    // "Each July", "every Tuesday".
    let (date, end) = date::date(words, next, Which::This)?;
    let unit = match date {
        Expression::Recurring(Recurring::Weekday(_), _) => Unit::Week,
        Expression::Recurring(..) => Unit::Year,
        _ => return None,
    };
    Some((Expression::Every(unit), end))
}

/// "now", "recently", "soon".
fn vague(words: &Words<'_>, at: usize) -> Option<(Expression, usize)> {
    const PHRASES: &[(&str, Reference)] = &[
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
        ("the recent past", Reference::Past),
        ("the distant past", Reference::Past),
        ("the past", Reference::Past),
        ("at the time", Reference::Past),
        ("at that time", Reference::Past),
        ("that time", Reference::Past),
        ("long ago", Reference::Past),
        ("formerly", Reference::Past),
        ("previously", Reference::Past),
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
    let (reference, end) = words.any(at, PHRASES)?;
    // "As soon as", "shortly after the raid": told from something else.
    let elsewhere = matches!(words.lower(end), "after" | "as" | "before") && *reference == Reference::Future;
    if elsewhere {
        return None;
    }
    Some((Expression::Vague(*reference), end))
}
