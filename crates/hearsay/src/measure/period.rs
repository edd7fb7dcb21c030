//! Expressions of time with what stands around them: "since early August", "between May and July", "from 3 to 9 May".

use super::calendar::Unit;
use super::date;
use super::expression::{Expression, Recurring, Which};
use super::relative;
use super::word::Words;

/// One expression of time or a range of two, and the side of it that is meant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Period {
    pub(super) first: Expression,
    /// The end of a range.
    pub(super) last: Option<Expression>,
    pub(super) side: Side,
    /// Whether the time is only bounded above and may lie behind: "before March", but not "by March".
    pub(super) closed: bool,
    /// ISO-TimeML's letters for a part of the day.
    pub(super) part: Option<&'static str>,
    /// The words of the expression alone.
    pub(super) expression: (usize, usize),
    /// The first word.
    pub(super) start: usize,
    /// The word after the last.
    pub(super) end: usize,
}

/// The side of a time that is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// The time itself.
    At,
    /// From it on: "since".
    From,
    /// Up to it: "by", "before".
    Until,
}

const SIDES: [(&str, Side); 27] = [
    ("no later than", Side::Until),
    ("not later than", Side::Until),
    ("no earlier than", Side::From),
    ("not before", Side::From),
    ("not until", Side::From),
    ("prior to", Side::Until),
    ("ahead of", Side::Until),
    ("up to", Side::Until),
    ("before", Side::Until),
    ("until", Side::Until),
    ("till", Side::Until),
    ("through", Side::Until),
    ("by", Side::Until),
    ("ever since", Side::From),
    ("since at least", Side::From),
    ("since about", Side::From),
    ("since around", Side::From),
    ("since", Side::From),
    ("as of", Side::From),
    ("starting from", Side::From),
    ("starting in", Side::From),
    ("starting on", Side::From),
    ("starting", Side::From),
    ("beginning in", Side::From),
    ("beginning on", Side::From),
    ("from", Side::From),
    ("after", Side::From),
];

/// Words behind a time that say which side is meant.
const SIDES_AFTER: [(&str, Side); 9] = [
    ("at the earliest", Side::From),
    ("at the latest", Side::Until),
    ("onwards", Side::From),
    ("onward", Side::From),
    ("and later", Side::From),
    ("or later", Side::From),
    ("and after", Side::From),
    ("or earlier", Side::Until),
    ("at least", Side::From),
];

/// Parts of a stretch, which EDTF doesn't tell from the whole.
const PARTS: [&str; 34] = [
    "early in",
    "late in",
    "midway through",
    "the beginning of",
    "the start of",
    "the end of",
    "the middle of",
    "the first week of",
    "the second week of",
    "the third week of",
    "the fourth week of",
    "the last week of",
    "the first days of",
    "the last days of",
    "the final days of",
    "the final week of",
    "the first weeks of",
    "the last weeks of",
    "the early part of",
    "the latter part of",
    "the rest of",
    "the remainder of",
    "the summit of",
    "much of",
    "most of",
    "all of",
    "as early as",
    "as late as",
    "the early",
    "the late",
    "early",
    "late",
    "mid",
    "end",
];

/// The period that begins at `at`, with its bounding words.
pub(super) fn period(words: &Words<'_>, at: usize) -> Option<Period> {
    if let Some(next) = words.one_of(at, &["between", "from"]) {
        if let Some((first, last, end)) = range(words, next) {
            return Some(plain(first, Some(last), next, end).starting(at));
        }
    }
    let lead = words.any(at, &SIDES).map(|(side, next)| (*side, next));
    let (side, start) = lead.unwrap_or((Side::At, at));
    let found = match range(words, start) {
        Some((first, last, end)) => plain(first, Some(last), start, end),
        None => {
            let (first, end) = expression(words, start)?;
            let (first, end) = shifted(words, first, end);
            plain(first, None, start, end).with_part(words)
        }
    };
    // "For three days before", "after two weeks", "by a day": lengths take no side.
    let takes_side = !matches!(found.first, Expression::Length { .. } | Expression::Every(_) | Expression::Clock(..));
    let mut found = found;
    if let Some((side, end)) = words.any(found.end, &SIDES_AFTER).filter(|_| takes_side && side == Side::At) {
        (found.side, found.end) = (*side, end);
    } else if takes_side && lead.is_some() {
        found.side = side;
        found.start = at;
        found.closed = matches!(words.lower(at), "before" | "prior" | "ahead");
        // "Not be ready before 2025" is from then on.
        if matches!(words.lower(at), "before" | "until" | "till") && is_negated(words, at) {
            found.side = Side::From;
        }
    } else if takes_side && side == Side::At && is_since(words, at) {
        found.side = Side::From;
    }
    Some(found)
}

fn plain(first: Expression, last: Option<Expression>, start: usize, end: usize) -> Period {
    Period { first, last, side: Side::At, closed: false, part: None, expression: (start, end), start, end }
}

impl Period {
    fn starting(self, start: usize) -> Self {
        Self { start, ..self }
    }

    /// Takes in the part of a day behind it: "Friday afternoon".
    fn with_part(self, words: &Words<'_>) -> Self {
        const PARTS: [(&str, &str); 6] = [
            ("morning", "TMO"),
            ("afternoon", "TAF"),
            ("evening", "TEV"),
            ("night", "TNI"),
            ("at noon", "T12:00"),
            ("at midnight", "T24:00"),
        ];
        let first = words.lower(self.expression.0);
        let inside = match words.lower(self.end.saturating_sub(1)) {
            "tonight" => Some("TNI"),
            last => PARTS.iter().find(|(name, _)| *name == last).map(|(_, part)| *part),
        };
        if matches!(self.first, Expression::Step { unit: Unit::Day, .. }) && inside.is_some() && first != "a" {
            return Self { part: inside, ..self };
        }
        let day = matches!(
            self.first,
            Expression::Recurring(Recurring::Weekday(_) | Recurring::Day(..), _)
                | Expression::Step { unit: Unit::Day, .. }
                | Expression::Fixed(super::calendar::Stretch::Day(_))
        );
        match words.any(self.end, &PARTS).filter(|_| day) {
            Some((part, end)) => Self { part: Some(part), end, expression: (self.expression.0, end), ..self },
            None => self,
        }
    }
}

/// Whether a "not" stands before the preposition at `at`, in its clause.
fn is_negated(words: &Words<'_>, at: usize) -> bool {
    let back = (1..7).map(|back| words.lower_before(at, back));
    back.take_while(|word| !matches!(*word, "" | "," | ";" | "but"))
        .any(|word| matches!(word, "not" | "never" | "unlikely" | "nothing" | "none" | "no") || word.ends_with("n't"))
}

/// Whether the time at `at` ends a phrase with "since": "since the invasion in February 2022".
fn is_since(words: &Words<'_>, at: usize) -> bool {
    if !matches!(words.lower_before(at, 1), "in" | "on" | "of") {
        return false;
    }
    let back = (2..10).take_while(|&back| {
        let word = words.lower_before(at, back);
        !matches!(word, "" | "," | ";" | ":" | "and" | "that" | "said" | "was" | "were" | "had" | "has")
    });
    back.map(|back| words.lower_before(at, back)).any(|word| word == "since")
}

/// An expression of time, with the words for a part of it before it.
fn expression(words: &Words<'_>, at: usize) -> Option<(Expression, usize)> {
    if let Some(next) = words.one_of(at, &PARTS) {
        let part = words.past_hyphen(next);
        let (found, end) = expression(words, part)?;
        let placed = !matches!(found, Expression::Length { .. } | Expression::Every(_) | Expression::Vague(_));
        return placed.then_some((found, end));
    }
    let later = usize::from(matches!(words.lower(at), "later" | "earlier"));
    if later == 1 {
        return relative::relative(words, at + 1)
            .filter(|(found, _)| matches!(found, Expression::Whole(_, Which::This | Which::Same)));
    }
    date::date(words, at, Which::Open)
        .or_else(|| relative::which(words, at).and_then(|(which, next)| date::date(words, next, which)))
        .or_else(|| date::bare_year(words, at))
        .or_else(|| super::clock::clock(words, at))
        .or_else(|| relative::relative(words, at))
}

/// Takes in "last year" behind a month and "next week" behind a weekday.
fn shifted(words: &Words<'_>, found: Expression, end: usize) -> (Expression, usize) {
    const YEARS: [(&str, i8); 7] = [
        ("of last year", -1),
        ("last year", -1),
        ("of this year", 0),
        ("this year", 0),
        ("of the year", 0),
        ("of next year", 1),
        ("next year", 1),
    ];
    const WEEKS: [(&str, i8); 6] = [
        ("of last week", -1),
        ("last week", -1),
        ("of this week", 0),
        ("this week", 0),
        ("of next week", 1),
        ("next week", 1),
    ];
    let Expression::Recurring(recurring, Which::Open) = found else { return (found, end) };
    let table: &[_] = if matches!(recurring, Recurring::Weekday(_)) { &WEEKS } else { &YEARS };
    match words.any(end, table) {
        Some((shift, end)) => (Expression::Recurring(recurring, Which::Shifted(*shift)), end),
        None => (found, end),
    }
}

/// "May to July", "3-9 May", "mid-August and mid-October", "2014-2016", "2023-24".
fn range(words: &Words<'_>, at: usize) -> Option<(Expression, Expression, usize)> {
    if let Some(found) = days(words, at) {
        return Some(found);
    }
    let (first, next) = expression(words, at)?;
    let joined = matches!(words.lower(next), "-" | "to" | "and" | "through" | "until" | "till");
    if !joined {
        return None;
    }
    let second = next + 1;
    if let Expression::Fixed(super::calendar::Stretch::Year(year)) = first {
        // "2023-24"
        let short = words.get(second).filter(|w| words.lower(next) == "-" && w.glued && w.text.len() == 2);
        if let Some(short) = short.and_then(|w| w.text.parse::<i16>().ok()) {
            let last = year / 100 * 100 + short;
            return (last > year).then_some((
                first,
                Expression::Fixed(super::calendar::Stretch::Year(last)),
                second + 1,
            ));
        }
    }
    let (last, end) = expression(words, second)?;
    let (last, end) = shifted(words, last, end);
    alike(first, last).then_some((first, last, end))
}

/// "3 to 9 May", "May 3-9, 2023", "between 3 and 9 May".
fn days(words: &Words<'_>, at: usize) -> Option<(Expression, Expression, usize)> {
    let joint = |at: usize| matches!(words.lower(at), "-" | "to" | "and" | "through");
    let first_of = |at: usize| words.get(at).filter(|w| w.is_number() && w.text.len() <= 2)?.text.parse::<i8>().ok();
    let (first, last, end) = if let Some(first) = first_of(at).filter(|_| joint(at + 1)) {
        let (last, end) = date::date(words, at + 2, Which::Open)?;
        (first, last, end)
    } else {
        let (month, next) = date::month_name(words, at)?;
        let first = first_of(next).filter(|_| joint(next + 1))?;
        let last = first_of(next + 2).filter(|_| !words.get(next + 3).is_some_and(|w| w.glued && w.is_letters()))?;
        let (last, end) = date::day_in(words, month, last, next + 3)?;
        (first, last, end)
    };
    let first = match last {
        Expression::Recurring(Recurring::Day(month, _), which) => {
            Expression::Recurring(Recurring::Day(month, first), which)
        }
        Expression::Fixed(super::calendar::Stretch::Day(last)) => {
            let first = super::calendar::day(last.year(), last.month(), first)?;
            Expression::Fixed(super::calendar::Stretch::Day(first))
        }
        _ => return None,
    };
    Some((first, last, end))
}

/// Whether two expressions can be the ends of a range.
fn alike(first: Expression, last: Expression) -> bool {
    use super::calendar::Stretch;
    match (first, last) {
        (Expression::Recurring(first, _), Expression::Recurring(last, _)) => {
            std::mem::discriminant(&first) == std::mem::discriminant(&last)
        }
        (Expression::Recurring(Recurring::Month(_), _), Expression::Fixed(Stretch::Month(..)))
        | (Expression::Recurring(Recurring::Season(_), _), Expression::Fixed(Stretch::Season(..)))
        | (Expression::Recurring(Recurring::Quarter(_), _), Expression::Fixed(Stretch::Quarter(..)))
        | (Expression::Recurring(Recurring::Day(..), _), Expression::Fixed(Stretch::Day(_))) => true,
        (Expression::Fixed(first), Expression::Fixed(last)) => {
            std::mem::discriminant(&first) == std::mem::discriminant(&last)
        }
        _ => false,
    }
}
