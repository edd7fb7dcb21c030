//! Dates: "4 October 2023", "Oct. 4", "Tuesday", "spring 2023", "the third quarter", "the 1990s".

use jiff::civil::Weekday;

use super::calendar::{self, Stretch, Unit};
use super::expression::{Expression, Recurring, Which};
use super::numeral::{self, ordinal};
use super::quantity;
use super::word::Words;

const MONTHS: &[&[&str]] = &[
    &["january", "jan"],
    &["february", "feb"],
    &["march", "mar"],
    &["april", "apr"],
    &["may"],
    &["june", "jun"],
    &["july", "jul"],
    &["august", "aug"],
    &["september", "sept", "sep"],
    &["october", "oct"],
    &["november", "nov"],
    &["december", "dec"],
];
const WEEKDAYS: &[(&str, Weekday)] = &[
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
    ("tues", Weekday::Tuesday),
    ("thurs", Weekday::Thursday),
    ("mon", Weekday::Monday),
    ("tue", Weekday::Tuesday),
    ("wed", Weekday::Wednesday),
    ("thu", Weekday::Thursday),
    ("fri", Weekday::Friday),
    ("sat", Weekday::Saturday),
];
const SEASONS: &[(&str, i8)] =
    &[("spring", 1), ("springtime", 1), ("summer", 2), ("autumn", 3), ("fall", 3), ("winter", 4)];
const DECADES: &[(&str, i16)] = &[
    ("twenties", 192),
    ("thirties", 193),
    ("forties", 194),
    ("fifties", 195),
    ("sixties", 196),
    ("seventies", 197),
    ("eighties", 198),
    ("nineties", 199),
];

/// The date that begins at `at`.
pub(super) fn date(words: &Words<'_>, at: usize, which: Which) -> Option<(Expression, usize)> {
    numeric(words, at)
        .or_else(|| weekday(words, at, which))
        .or_else(|| day_and_month(words, at, which))
        .or_else(|| month(words, at, which))
        .or_else(|| season(words, at, which))
        .or_else(|| quarter(words, at, which))
        .or_else(|| decade(words, at))
        .or_else(|| century(words, at))
        .or_else(|| fiscal(words, at))
}

/// The month that the word at `at` names, and the word after it and its full stop.
pub(super) fn month_name(words: &Words<'_>, at: usize) -> Option<(i8, usize)> {
    let word = words.get(at).filter(|w| w.is_capitalised())?;
    let (month, names) = (1_i8..).zip(MONTHS).find(|(_, names)| names.contains(&word.lower.as_str()))?;
    if names.first() == Some(&word.lower.as_str()) {
        return Some((month, at + 1));
    }
    // "Jan" and "Mar" are names and words too: a full stop or a number beside them makes them months.
    let stop = words.lower(at + 1) == "." && words.is_glued(at + 1) && at + 2 < words.len();
    let numbered = |word: Option<&super::word::Word<'_>>| word.is_some_and(|w| w.is_number());
    let beside = stop || numbered(words.get(at + 1)) || numbered(words.before(at)) || words.len() <= 2;
    let led =
        matches!(words.lower_before(at, 1), "in" | "since" | "until" | "by" | "mid" | "early" | "late" | "-" | "of");
    (beside || led).then_some((month, at + 1 + usize::from(stop)))
}

/// Whether a month or a weekday is named at `at`.
pub(super) fn is_calendar_name(words: &Words<'_>, at: usize) -> bool {
    month_name(words, at).is_some() || WEEKDAYS.iter().any(|(name, _)| *name == words.lower(at))
}

/// Whether a word is a weekday's whole name: "Thursday".
pub(crate) fn is_weekday(word: &str) -> bool {
    WEEKDAYS.iter().any(|(name, _)| name.ends_with("day") && word.eq_ignore_ascii_case(name))
}

/// Whether a word is a month's or a weekday's whole name: "April".
pub(crate) fn is_calendar_word(word: &str) -> bool {
    is_weekday(word) || MONTHS.iter().filter_map(|names| names.first()).any(|name| word.eq_ignore_ascii_case(name))
}

/// A year at `at`: "2023".
pub(super) fn year(words: &Words<'_>, at: usize) -> Option<(i16, usize)> {
    let word = words.get(at).filter(|w| w.is_number())?;
    let alone = !words.is_glued(at + 1) || !words.get(at + 1).is_some_and(|w| w.is_letters() || w.lower == "%");
    Some((calendar::year(word.text).filter(|_| alone)?, at + 1))
}

/// A year behind a date: "2023", ", 2023", "of 2023", "’23".
fn year_after(words: &Words<'_>, at: usize) -> Option<(i16, usize)> {
    let comma = usize::from(matches!(words.lower(at), "," | "of"));
    if words.lower(at) == "'" {
        let short: i16 = words.get(at + 1).filter(|w| w.glued && w.text.len() == 2)?.text.parse().ok()?;
        return Some((if short < 50 { 2000 } else { 1900 } + short, at + 2));
    }
    let year = year(words, at + comma).or_else(|| spelled_year(words, at + comma));
    year.filter(|(year, _)| (1500..2100).contains(year))
}

/// A day of a month in digits or as an ordinal: "4", "4th", "the fourth".
fn day(words: &Words<'_>, at: usize) -> Option<(i8, usize)> {
    if let Some((day, end)) = ordinal(words, at) {
        return i8::try_from(day).ok().filter(|day| (1..=31).contains(day)).map(|day| (day, end));
    }
    let word = words.get(at).filter(|w| w.is_number() && w.text.len() <= 2)?;
    // "June 30,000", "June 5.5" and "June 5%" have no day.
    let alone =
        !words.is_glued(at + 1) || matches!(words.lower(at + 1), "," | "." | ";" | ":" | ")" | "-" | "'" | "\"" | "”");
    Some((word.text.parse().ok().filter(|day| (1..=31).contains(day) && alone)?, at + 1))
}

fn fixed_or(recurring: Recurring, which: Which, year: Option<(i16, usize)>, end: usize) -> Option<(Expression, usize)> {
    Some(match year {
        Some((year, end)) => (Expression::Fixed(recurring.of(year)?), end),
        None => (Expression::Recurring(recurring, which), end),
    })
}

/// "2023-10-04", "2023-10", "10/24/2023".
fn numeric(words: &Words<'_>, at: usize) -> Option<(Expression, usize)> {
    let part = |at: usize, length: usize| {
        let word = words.get(at).filter(|w| w.glued && w.is_number() && w.text.len() <= length)?;
        word.text.parse::<i8>().ok()
    };
    if let Some((year, next)) = year(words, at).filter(|(_, next)| words.is_hyphen(*next)) {
        let month = part(next + 1, 2).filter(|month| (1..=12).contains(month))?;
        if words.is_hyphen(next + 2) {
            return Some((Expression::Fixed(Stretch::Day(calendar::day(year, month, part(next + 3, 2)?)?)), next + 4));
        }
        return words
            .get(next + 1)?
            .text
            .starts_with('0')
            .then_some((Expression::Fixed(Stretch::Month(year, month)), next + 2));
    }
    let first: i8 = words.get(at).filter(|w| w.is_number() && w.text.len() <= 2)?.text.parse().ok()?;
    let slash = |at: usize| words.lower(at) == "/" && words.is_glued(at);
    let second = part(at + 2, 2).filter(|_| slash(at + 1) && slash(at + 3))?;
    let year = calendar::year(words.get(at + 4)?.text)?;
    // Either order is in use: only a number above twelve tells.
    let (month, day) = match (first > 12, second > 12) {
        (true, false) => (second, first),
        (false, true) => (first, second),
        _ => return None,
    };
    Some((Expression::Fixed(Stretch::Day(calendar::day(year, month, day)?)), at + 5))
}

/// "Tuesday", "Tues.", "Tuesday, Oct. 4": a date behind the weekday is more exact than it.
fn weekday(words: &Words<'_>, at: usize, which: Which) -> Option<(Expression, usize)> {
    let word = words.get(at).filter(|w| w.is_capitalised())?;
    let known = |name: &str| WEEKDAYS.iter().find(|(known, _)| *known == name).map(|(_, weekday)| *weekday);
    let full = known(&word.lower).map(|weekday| (weekday, word.lower.len() <= 5 && !word.lower.ends_with("day")));
    let (weekday, short) = full.or_else(|| known(word.lower.strip_suffix('s')?).map(|weekday| (weekday, false)))?;
    let mut end = at + 1;
    if short {
        // "Sat" and "Wed" are words; their full stop or a number makes them days.
        let stop = words.lower(end) == "." && words.is_glued(end);
        let numbered = words.get(end + usize::from(stop)).is_some_and(super::word::Word::is_number);
        (stop || numbered).then_some(())?;
        end += usize::from(stop);
    }
    let comma = usize::from(words.lower(end) == ",");
    let the = usize::from(words.lower(end + comma) == "the");
    if let Some((found, end)) = day_and_month(words, end + comma + the, which) {
        let dated = match found {
            Expression::Recurring(Recurring::Day(month, day), which) => {
                Expression::Recurring(Recurring::Dated(weekday, month, day), which)
            }
            found => found,
        };
        return Some((dated, end));
    }
    // "Tuesdays" come every week.
    let plural = words.lower(at).ends_with("ys");
    Some(match plural {
        true => (Expression::Every(Unit::Week), end),
        false => (Expression::Recurring(Recurring::Weekday(weekday), which), end),
    })
}

/// "Oct. 4", "October 4th, 2023", "4 October 2023", "the 19th of June".
fn day_and_month(words: &Words<'_>, at: usize, which: Which) -> Option<(Expression, usize)> {
    if let Some((month, next)) = month_name(words, at) {
        let the = usize::from(words.lower(next) == "the");
        let (day, end) = day(words, next + the)?;
        return fixed_or(Recurring::Day(month, day), which, year_after(words, end), end);
    }
    let the = usize::from(words.lower(at) == "the");
    let (day, next) = day(words, at + the)?;
    let of = usize::from(words.lower(next) == "of");
    let hyphen = words.past_hyphen(next + of);
    let (month, end) = month_name(words, hyphen)?;
    fixed_or(Recurring::Day(month, day), which, year_after(words, end), end)
}

/// "October 2023", "October of 2023", "last October", "October".
fn month(words: &Words<'_>, at: usize, which: Which) -> Option<(Expression, usize)> {
    let (month, end) = month_name(words, at)?;
    let year = year_after(words, end);
    // A verb and a modal are spelt like months: at a sentence's start only a year tells.
    let ambiguous =
        matches!(month, 3 | 5) && (at == 0 || words.get(at - 1).is_some_and(|w| !w.is_letters() && w.lower != "-"));
    if ambiguous && year.is_none() && which == Which::Open && words.len() > 1 {
        return None;
    }
    fixed_or(Recurring::Month(month), which, year, end)
}

/// "spring 2023", "the summer of 2023", "last autumn"; "summer" alone where something before it makes it a time.
fn season(words: &Words<'_>, at: usize, which: Which) -> Option<(Expression, usize)> {
    let the = usize::from(words.lower(at) == "the");
    let (_, season) = SEASONS.iter().find(|(name, _)| *name == words.lower(at + the))?;
    let end = at + the + 1;
    let year = year_after(words, end);
    let led = matches!(
        words.lower_before(at, 1),
        "in" | "by"
            | "since"
            | "until"
            | "during"
            | "before"
            | "after"
            | "early"
            | "late"
            | "mid"
            | "-"
            | "through"
            | "throughout"
            | "of"
    );
    // "The fall of the city", "the spring broke".
    let falls = words.lower(at + the) == "fall" && (words.lower(end) == "of" || the == 0 && !led);
    let told = year.is_some() || which != Which::Open || (led || the == 1) && !falls;
    told.then(|| fixed_or(Recurring::Season(*season), which, year, end))?
}

/// "the third quarter of 2023", "third-quarter", "Q3 2023", "the 2023 third quarter", "the second half of the year".
fn quarter(words: &Words<'_>, at: usize, which: Which) -> Option<(Expression, usize)> {
    let the = at + usize::from(words.lower(at) == "the");
    let year_before = year(words, the);
    let ago = words.one_of(the, &["year ago", "year earlier"]);
    let start = ago.or(year_before.map(|(_, end)| end)).unwrap_or(the);
    let start = words.past_hyphen(start + usize::from(words.lower(start) == "fiscal"));
    let (recurring, end) = quarter_name(words, start)?;
    let year = year_after(words, end);
    if let Some((year, _)) = year_before {
        return Some((Expression::Fixed(recurring.of(year)?), end));
    }
    // "The second half" alone is of a match.
    let of_year = || words.lower(end) == "of" && words.lower(end + 2) == "year";
    let told = year.is_some() || !matches!(recurring, Recurring::Half(_)) || of_year();
    let which = if ago.is_some() { Which::Shifted(-1) } else { which };
    told.then(|| fixed_or(recurring, which, year, end))?
}

/// "third quarter", "Q3", "first half", "last half".
fn quarter_name(words: &Words<'_>, at: usize) -> Option<(Recurring, usize)> {
    const SHORT: [(&str, i8); 4] = [("q1", 1), ("q2", 2), ("q3", 3), ("q4", 4)];
    if let Some((quarter, end)) = words.any(at, &SHORT) {
        return Some((Recurring::Quarter(*quarter), end));
    }
    let (number, next) = match words.lower(at) {
        "last" if words.lower(at + 1) == "half" => (2, at + 1),
        _ => ordinal(words, at)?,
    };
    let number = i8::try_from(number).ok()?;
    let noun = words.past_hyphen(next);
    let noun = noun + usize::from(words.lower(noun) == "fiscal");
    match words.lower(noun) {
        "quarter" if (1..=4).contains(&number) => Some((Recurring::Quarter(number), noun + 1)),
        "half" if (1..=2).contains(&number) => Some((Recurring::Half(number), noun + 1)),
        _ => None,
    }
}

/// "the 2010s", "the ’90s", "the nineties".
fn decade(words: &Words<'_>, at: usize) -> Option<(Expression, usize)> {
    let start = at + usize::from(words.lower(at) == "the");
    if let Some((_, decade)) = DECADES.iter().find(|(name, _)| *name == words.lower(start)) {
        return (start > at).then_some((Expression::Fixed(Stretch::Decade(*decade)), start + 1));
    }
    let quote = usize::from(words.lower(start) == "'");
    let word = words.get(start + quote).filter(|w| w.is_number() && w.text.ends_with('0'))?;
    let mut end = start + quote + 1;
    end += usize::from(words.lower(end) == "'" && words.is_glued(end));
    (words.lower(end) == "s" && words.is_glued(end)).then_some(())?;
    let decade = match word.text.len() {
        4 => calendar::year(word.text)? / 10,
        2 if quote == 1 => 190 + word.text.parse::<i16>().ok()? / 10,
        _ => return None,
    };
    Some((Expression::Fixed(Stretch::Decade(decade)), end + 1))
}

/// "the 20th century".
fn century(words: &Words<'_>, at: usize) -> Option<(Expression, usize)> {
    let start = at + usize::from(words.lower(at) == "the");
    let (number, next) = ordinal(words, start)?;
    let noun = words.past_hyphen(next);
    let number = i16::try_from(number).ok().filter(|number| (1..30).contains(number))?;
    (words.lower(noun) == "century").then_some((Expression::Fixed(Stretch::Century(number - 1)), noun + 1))
}

/// "fiscal 2023", "fiscal year 2023", "the year 2023".
fn fiscal(words: &Words<'_>, at: usize) -> Option<(Expression, usize)> {
    let next = words.one_of(
        at,
        &["the fiscal year", "fiscal year", "fiscal", "the financial year", "financial year", "the year"],
    )?;
    let (year, end) = year(words, next).or_else(|| spelled_year(words, next))?;
    Some((Expression::Fixed(Stretch::Year(year)), end))
}

/// A year in words: "nineteen ninety-six".
fn spelled_year(words: &Words<'_>, at: usize) -> Option<(i16, usize)> {
    if let Some(end) = words.one_of(at, &["two thousand"]).filter(|_| words.lower_before(at, 1) == "year") {
        return Some((2000, end));
    }
    let century = match words.lower(at) {
        "eighteen" => 1800,
        "nineteen" => 1900,
        _ => return None,
    };
    let rest = numeral::numeral(words, at + 1).filter(|rest| !rest.digits && rest.scale.is_none())?;
    let rest_value = numeral::whole(&rest).filter(|value| (10..100).contains(value))?;
    Some((century + i16::try_from(rest_value).ok()?, rest.end))
}

/// A year that stands alone: "2023". Other numbers of four digits count something; so do round ones before a plural.
pub(super) fn bare_year(words: &Words<'_>, at: usize) -> Option<(Expression, usize)> {
    if let Some((year, end)) = spelled_year(words, at) {
        return Some((Expression::Fixed(Stretch::Year(year)), end));
    }
    let (year, end) = year(words, at)?;
    let follows_year = words.is_hyphen(at.wrapping_sub(1)) && self::year(words, at.wrapping_sub(2)).is_some();
    if quantity::is_named(words, at) && !follows_year || quantity::unit(words, end).is_some() {
        return None;
    }
    let recent = (1800..2100).contains(&year);
    let counts = year % 50 == 0 && quantity::counts(words, end) && !leads_to_year(words, at);
    let bounded =
        words.lower_before(at, 1) == "than" || matches!(words.lower_before(at, 1), "about" | "some" | "nearly");
    let alone = (recent || leads_to_year(words, at)) && !counts && !(bounded && quantity::counts(words, end));
    alone.then_some((Expression::Fixed(Stretch::Year(year)), end))
}

/// Whether what stands before `at` makes a number a year: "in 2019", "the 2019 pact".
pub(super) fn leads_to_year(words: &Words<'_>, at: usize) -> bool {
    const BEFORE: &[&str] = &[
        "in", "since", "by", "until", "till", "before", "after", "during", "late", "early", "mid", "through", "circa",
        "year", "the", "(", "a",
    ];
    BEFORE.contains(&words.lower_before(at, 1))
}

/// A day of a month with the year behind it.
pub(super) fn day_in(words: &Words<'_>, month: i8, day: i8, end: usize) -> Option<(Expression, usize)> {
    fixed_or(Recurring::Day(month, day), Which::Open, year_after(words, end), end)
}
