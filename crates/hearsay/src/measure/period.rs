//! Expressions of time with what stands around them: "since early August", "by the end of the year", "9 a.m. Tuesday".

use super::calendar::{Stretch, Unit};
use super::clock::{self, DayTime};
use super::date;
use super::expression::{Expression, Recurring, Which};
use super::range;
use super::relative;
use super::resolve::When;
use super::word::Words;

/// One expression of time or a range of two, and the side of it that is meant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Period {
    pub(super) first: Expression,
    /// The end of a range.
    pub(super) last: Option<Expression>,
    pub(super) side: Side,
    /// The end of the time that is meant: "the end of the year".
    edge: Option<Edge>,
    /// When in the day.
    pub(super) day_time: Option<DayTime>,
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

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edge {
    Start,
    End,
}

const SIDES: &[(&str, Side)] = &[
    ("no later than", Side::Until),
    ("not later than", Side::Until),
    ("no earlier than", Side::From),
    ("not before", Side::From),
    ("not until", Side::From),
    ("as early as", Side::From),
    ("as soon as", Side::From),
    ("as late as", Side::Until),
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
    ("since", Side::From),
    ("as of", Side::From),
    ("starting in", Side::From),
    ("starting on", Side::From),
    ("starting", Side::From),
    ("beginning in", Side::From),
    ("beginning on", Side::From),
    ("from", Side::From),
    ("after", Side::From),
];

/// Words behind a time that say which side is meant.
const SIDES_AFTER: &[(&str, Side)] = &[
    ("at the earliest", Side::From),
    ("at the latest", Side::Until),
    ("onwards", Side::From),
    ("onward", Side::From),
    ("and later", Side::From),
    ("or later", Side::From),
    ("and after", Side::From),
    ("or earlier", Side::Until),
];

/// Parts of a stretch. EDTF tells none of them from the whole; of a year, the edges are months.
const PARTS: &[(&str, Option<Edge>)] = &[
    ("the very beginning of", Some(Edge::Start)),
    ("the beginning of", Some(Edge::Start)),
    ("beginning of", Some(Edge::Start)),
    ("the start of", Some(Edge::Start)),
    ("start of", Some(Edge::Start)),
    ("the very end of", Some(Edge::End)),
    ("the end of", Some(Edge::End)),
    ("end of", Some(Edge::End)),
    ("the close of", Some(Edge::End)),
    ("end", Some(Edge::End)),
    ("the middle of", None),
    ("the first week of", None),
    ("the second week of", None),
    ("the third week of", None),
    ("the fourth week of", None),
    ("the last week of", None),
    ("the final week of", None),
    ("the first weeks of", None),
    ("the last weeks of", None),
    ("the first days of", None),
    ("the last days of", None),
    ("the final days of", None),
    ("the early part of", None),
    ("the latter part of", None),
    ("the rest of", None),
    ("the remainder of", None),
    ("much of", None),
    ("most of", None),
    ("all of", None),
    ("early in", None),
    ("late in", None),
    ("the early", None),
    ("the late", None),
    ("early", None),
    ("late", None),
    ("mid", None),
];

/// The period that begins at `at`, with its bounding words.
pub(super) fn period(words: &Words<'_>, at: usize) -> Option<Period> {
    if let Some(next) = words.one_of(at, &["between", "from"])
        && let Some(range) = range::range(words, next)
    {
        return Some(Period { start: at, ..range });
    }
    let lead = words.any(at, SIDES).map(|(side, next)| (*side, next));
    let start = lead.map_or(at, |(_, next)| next);
    let found = range::range(words, start).or_else(|| single(words, start))?;
    Some(found.with_side(words, at, lead.map(|(side, _)| side)))
}

/// A single expression, with the parts of a day beside it.
fn single(words: &Words<'_>, at: usize) -> Option<Period> {
    if let Some((time, next)) = clock::clock(words, at) {
        let day = next + usize::from(matches!(words.lower(next), "on" | ","));
        let dated = expression(words, day).map(|(first, end)| shifted(words, first, end));
        return Some(match dated.filter(|(first, _)| is_day(*first)) {
            Some((first, end)) => Period { day_time: Some(time), ..Period::new(first, at, end) },
            None => Period::new(Expression::Clock(time), at, next),
        });
    }
    let (first, end) = expression(words, at)?;
    let (first, end) = shifted(words, first, end);
    let edge = words.any(at, PARTS).and_then(|(edge, _)| *edge);
    let day_time = part_of_day(words, at, end).filter(|_| is_day(first));
    let (day_time, end) = day_time.map_or((None, end), |(time, end)| (Some(time), end));
    Some(Period { edge, day_time, ..Period::new(first, at, end) })
}

/// The part of the day inside an expression ("this morning") or behind it ("Friday afternoon", "Friday at noon").
fn part_of_day(words: &Words<'_>, at: usize, end: usize) -> Option<(DayTime, usize)> {
    let last = end.checked_sub(1).filter(|last| *last >= at)?;
    if words.lower(last) == "tonight" {
        return Some((DayTime::Part("NI"), end));
    }
    let inside = clock::part(words, last).filter(|(_, part_end)| *part_end == end);
    let at_time = || words.phrase(end, "at").and_then(|next| clock::clock(words, next));
    inside.or_else(|| clock::part(words, end)).or_else(at_time)
}

fn is_day(expression: Expression) -> bool {
    matches!(
        expression,
        Expression::Recurring(Recurring::Weekday(_) | Recurring::Day(..) | Recurring::Dated(..), _)
            | Expression::Step { unit: Unit::Day, count: Some(_), .. }
            | Expression::Fixed(Stretch::Day(_))
    )
}

impl Period {
    /// One expression in the words from `start` to before `end`.
    pub(super) fn new(first: Expression, start: usize, end: usize) -> Self {
        let side = Side::At;
        Self { first, last: None, side, edge: None, day_time: None, expression: (start, end), start, end }
    }

    /// The range from this expression to `last`.
    pub(super) fn to(self, last: Expression) -> Self {
        Self { last: Some(last), ..self }
    }

    /// Takes in the words around it that bound it. `lead` is the side that the words from `at` on mean.
    fn with_side(self, words: &Words<'_>, at: usize, lead: Option<Side>) -> Self {
        // "After two weeks", "by a day": lengths have no sides.
        if matches!(self.first, Expression::Length { .. } | Expression::Every(_) | Expression::Clock(_)) {
            return self;
        }
        if let Some((side, end)) = words.any(self.end, SIDES_AFTER).filter(|_| lead.is_none()) {
            return Self { side: *side, end, ..self };
        }
        match lead {
            // "Not be ready before 2025" is from then on.
            Some(_) if matches!(words.lower(at), "before" | "until" | "till") && is_negated(words, at) => {
                Self { side: Side::From, start: at, ..self }
            }
            Some(side) => Self { side, start: at, ..self },
            None if is_since(words, at) => Self { side: Side::From, ..self },
            None => self,
        }
    }

    /// When the period is, given when its expression is: the end of a year is December.
    pub(super) fn narrowed(&self, when: When) -> When {
        match (self.edge, when.first) {
            (Some(Edge::Start), Stretch::Year(year)) if when.is_one() => When::one(Stretch::Month(year, 1)),
            (Some(Edge::End), Stretch::Year(year)) if when.is_one() => When::one(Stretch::Month(year, 12)),
            _ => when,
        }
    }

    /// Whether the time tells which thing is meant: "the Aug 7 raid".
    pub(super) fn names_something(&self, words: &Words<'_>) -> bool {
        let noun = words.get(self.end).is_some_and(|w| w.is_letters() && !w.is_capitalised());
        is_day(self.first) && words.lower_before(self.start, 1) == "the" && noun
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
    let back = (2..10).map(|back| words.lower_before(at, back));
    let border = |word: &str| {
        matches!(word, "" | "," | ";" | ":" | "and" | "that" | "said" | "was" | "were" | "had" | "has" | "been")
    };
    back.take_while(|word| !border(word)).any(|word| word == "since")
}

/// An expression of time, with the words for a part of it before it.
pub(super) fn expression(words: &Words<'_>, at: usize) -> Option<(Expression, usize)> {
    if let Some((_, next)) = words.any(at, PARTS) {
        let (found, end) = expression(words, words.past_hyphen(next))?;
        let placed = !matches!(found, Expression::Length { .. } | Expression::Every(_) | Expression::Vague(_));
        return placed.then_some((found, end));
    }
    if matches!(words.lower(at), "later" | "earlier" | "sometime") {
        return relative::relative(words, at + 1)
            .filter(|(found, _)| matches!(found, Expression::Whole(_, which) if *which != Which::Open));
    }
    date::date(words, at, Which::Open)
        .or_else(|| relative::which(words, at).and_then(|(which, next)| date::date(words, next, which)))
        .or_else(|| date::bare_year(words, at))
        .or_else(|| relative::relative(words, at))
}

/// Takes in "last year" behind a month and "next week" behind a weekday, and "next year's" before a month.
pub(super) fn shifted(words: &Words<'_>, found: Expression, end: usize) -> (Expression, usize) {
    const YEARS: &[(&str, i8)] = &[
        ("of last year", -1),
        ("last year", -1),
        ("of this year", 0),
        ("this year", 0),
        ("of the year", 0),
        ("of next year", 1),
        ("next year", 1),
    ];
    const WEEKS: &[(&str, i8)] = &[
        ("of last week", -1),
        ("last week", -1),
        ("of this week", 0),
        ("this week", 0),
        ("of next week", 1),
        ("next week", 1),
    ];
    match found {
        Expression::Recurring(recurring, Which::Open) => {
            let table: &[_] = if matches!(recurring, Recurring::Weekday(_)) { WEEKS } else { YEARS };
            match words.any(end, table) {
                Some((shift, end)) => (Expression::Recurring(recurring, Which::Shifted(*shift)), end),
                None => (found, end),
            }
        }
        Expression::Whole(Unit::Year, which) if words.lower(end) == "'" && words.lower(end + 1) == "s" => {
            let shift = match which {
                Which::Last => -1,
                Which::This => 0,
                Which::Next => 1,
                _ => return (found, end),
            };
            match date::date(words, end + 2, Which::Shifted(shift)) {
                Some((named @ Expression::Recurring(..), end)) => (named, end),
                _ => (found, end),
            }
        }
        _ => (found, end),
    }
}
