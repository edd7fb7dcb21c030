//! Times from one expression to another: "May to July", "3-9 May", "in December and January", "2014-2016".

use super::calendar::{self, Stretch};
use super::date;
use super::expression::{Expression, Recurring, Which};
use super::period::{Period, expression, shifted};
use super::word::Words;

/// The range that begins at `at`.
pub(super) fn range(words: &Words<'_>, at: usize) -> Option<Period> {
    let (first, last, end) = days(words, at).or_else(|| stretches(words, at))?;
    Some(Period::new(first, at, end).to(last))
}

/// Two expressions of the same kind with a word between them that joins them.
fn stretches(words: &Words<'_>, at: usize) -> Option<(Expression, Expression, usize)> {
    let (first, next) = expression(words, at)?;
    if !matches!(words.lower(next), "-" | "to" | "and" | "through" | "until" | "till") {
        return None;
    }
    if let Some((last, end)) = short_year(words, first, next) {
        return Some((first, last, end));
    }
    let (last, end) = expression(words, next + 1)?;
    let (last, end) = shifted(words, last, end);
    alike(first, last).then_some((first, last, end))
}

/// The "24" of "2023-24".
fn short_year(words: &Words<'_>, first: Expression, hyphen: usize) -> Option<(Expression, usize)> {
    let Expression::Fixed(Stretch::Year(year)) = first else { return None };
    let short = words.get(hyphen + 1).filter(|w| words.is_hyphen(hyphen) && w.is_number() && w.text.len() == 2)?;
    let last = year / 100 * 100 + short.text.parse::<i16>().ok()?;
    (last > year).then_some((Expression::Fixed(Stretch::Year(last)), hyphen + 2))
}

/// "3 to 9 May", "May 3-9, 2023", "between 3 and 9 May".
fn days(words: &Words<'_>, at: usize) -> Option<(Expression, Expression, usize)> {
    let joint = |at: usize| matches!(words.lower(at), "-" | "to" | "and" | "through");
    let number = |at: usize| {
        let word = words.get(at).filter(|w| w.is_number() && w.text.len() <= 2)?;
        word.text.parse::<i8>().ok().filter(|day| (1..=31).contains(day))
    };
    let (first, last, end) = if let Some(first) = number(at).filter(|_| joint(at + 1)) {
        let (last, end) = date::date(words, at + 2, Which::Open)?;
        (first, last, end)
    } else {
        let (month, next) = date::month_name(words, at)?;
        let first = number(next).filter(|_| joint(next + 1))?;
        let alone = !words
            .get(next + 3)
            .is_some_and(|w| w.is_letters() && (w.glued || date::month_name(words, next + 3).is_some()));
        let last = number(next + 2).filter(|_| alone)?;
        let (last, end) = date::day_in(words, month, last, next + 3)?;
        (first, last, end)
    };
    let first = match last {
        Expression::Recurring(Recurring::Day(month, _), which) => {
            Expression::Recurring(Recurring::Day(month, first), which)
        }
        Expression::Fixed(Stretch::Day(last)) => {
            Expression::Fixed(Stretch::Day(calendar::day(last.year(), last.month(), first)?))
        }
        _ => return None,
    };
    Some((first, last, end))
}

/// Whether two expressions can be the ends of a range.
fn alike(first: Expression, last: Expression) -> bool {
    use std::mem::discriminant;
    match (first, last) {
        (Expression::Recurring(first, _), Expression::Recurring(last, _)) => {
            discriminant(&first) == discriminant(&last)
        }
        (Expression::Fixed(first), Expression::Fixed(last)) => discriminant(&first) == discriminant(&last),
        (Expression::Recurring(first, _), Expression::Fixed(last)) => matches!(
            (first, last),
            (Recurring::Month(_), Stretch::Month(..))
                | (Recurring::Season(_), Stretch::Season(..))
                | (Recurring::Quarter(_), Stretch::Quarter(..))
                | (Recurring::Day(..), Stretch::Day(_))
        ),
        _ => false,
    }
}
