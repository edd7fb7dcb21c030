//! Times of a sentence: expressions with the words that bound them, resolved to EDTF.

use super::calendar::{Granularity, Stretch, Unit};
use super::clock::DayTime;
use super::expression::{Expression, Reference};
use super::period::{self, Period, Side};
use super::resolve::{self, Anchor, When};
use super::tense::{self, Outlook};
use super::word::Words;
use crate::{Diagnostic, DiagnosticCode, Span};

/// A time as a text tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Time {
    /// The time in EDTF (ISO 8601-2), with its bounds: "since August" is `2022-08/..`. `None` where it isn't a place in
    /// the calendar, or can't be told.
    pub edtf: Option<String>,
    /// How finely it is told.
    pub granularity: Granularity,
    /// The words with those that bound them: "since August".
    pub span: Span,
    /// The words of the expression alone: "August".
    pub expression: Span,
    /// What the expression alone says, as ISO-TimeML's `value` has it: `2022-08`, `P6M`, `PRESENT_REF`.
    pub timex: Option<String>,
}

/// The time that begins at `at`, and the word after it. A time that is resolved becomes the one last spoken of.
pub(super) fn time(
    words: &Words<'_>,
    at: usize,
    text: &str,
    anchor: &mut Anchor,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(Time, usize)> {
    let period = period::period(words, at)?;
    let here = Anchor { outlook: outlook(words, &period), ..*anchor };
    let when = match period.last {
        None => resolve::when(period.first, here),
        Some(last) => resolve::range(period.first, last, here),
    };
    let span = words.span(period.start..period.end);
    match when {
        Some(when) => anchor.mentioned = Some(when.first),
        None if !is_placed(period.first) => {}
        None => {
            let message = format!("“{}” can't be placed in the calendar", span.text(text));
            diagnostics.push(Diagnostic::new(DiagnosticCode::UnresolvedTime, message, Some(span)));
        }
    }
    let time = Time {
        edtf: when.map(|when| period.narrowed(when)).and_then(|when| edtf(when, period.side)),
        granularity: when.map_or_else(|| granularity(period.first), |when| when.first.granularity()),
        span,
        expression: words.span(period.expression.0..period.expression.1),
        timex: timex(words, &period, when, anchor),
    };
    Some((time, period.end))
}

/// Where the sentence looks at the period, as far as its own preposition leaves that open.
fn outlook(words: &Words<'_>, period: &Period) -> Outlook {
    let told = tense::outlook(words, period.start, period.end);
    match words.lower(period.start) {
        "until" | "till" if tense::is_delayed(words, period.start) => Outlook::Ahead,
        "since" | "ever" => Outlook::Back,
        "by" | "until" | "till" | "no" if told == Outlook::Open && period.side == Side::Until => Outlook::Ahead,
        // "The Aug 7 raid": the date tells which raid, not when something else will be.
        _ if period.names_something(words) => Outlook::Open,
        _ => told,
    }
}

/// Whether an expression means a place in the calendar, so that it is a loss not to know which.
fn is_placed(expression: Expression) -> bool {
    !matches!(
        expression,
        Expression::Length { .. } | Expression::Every(_) | Expression::Clock(_) | Expression::Vague(Reference::Present)
    )
}

/// The time in EDTF: an open end is "..".
fn edtf(when: When, side: Side) -> Option<String> {
    Some(match side {
        Side::At if when.is_one() => when.first.edtf()?,
        Side::At => format!("{}/{}", border(when.first, true)?, border(when.last, false)?),
        Side::From => format!("{}/..", border(when.first, true)?),
        Side::Until => format!("../{}", border(when.last, false)?),
    })
}

/// An end of an interval; what is an interval itself gives its own first or last day.
fn border(stretch: Stretch, first: bool) -> Option<String> {
    match stretch {
        Stretch::Week(_) | Stretch::Weekend(_) => {
            Some(if first { stretch.first()? } else { stretch.last()? }.to_string())
        }
        stretch => stretch.edtf(),
    }
}

fn granularity(expression: Expression) -> Granularity {
    match expression {
        Expression::Length { .. } | Expression::Every(_) => Granularity::Duration,
        Expression::Clock(_) => Granularity::Clock,
        _ => Granularity::Vague,
    }
}

/// ISO-TimeML's `value`.
fn timex(words: &Words<'_>, period: &Period, when: Option<When>, anchor: &Anchor) -> Option<String> {
    match (period.first, when) {
        (Expression::Vague(reference), _) => Some(reference.timex().to_owned()),
        (Expression::Length { count, unit }, _) => Some(length(count, unit)),
        (Expression::Every(unit), _) => Some(length(Some(1.0), unit)),
        // "Recent weeks" are no number of weeks.
        (Expression::Window { count: None, back, .. }, _) if !words.lower(period.expression.0).starts_with("the") => {
            Some(if back { Reference::Past } else { Reference::Future }.timex().to_owned())
        }
        (Expression::Window { count, unit, .. }, _) => Some(length(count.map(f64::from), unit)),
        (Expression::Clock(time), _) => Some(format!("{}{}", anchor.published?, time.timex())),
        (Expression::Step { count: None, unit, .. }, None) => Some(length(None, unit)),
        (_, Some(when)) => Some(when.first.timex() + &period.day_time.map_or_else(String::new, DayTime::timex)),
        (_, None) => None,
    }
}

/// A duration of ISO 8601: `P6M`; "X" where it isn't said how many.
fn length(count: Option<f64>, unit: Unit) -> String {
    let (before, after) = unit.letters();
    let count = count.map(|count| if unit == Unit::Fortnight { 2.0 * count } else { count });
    format!("{before}{}{after}", count.map_or_else(|| "X".to_owned(), |count| count.to_string()))
}
