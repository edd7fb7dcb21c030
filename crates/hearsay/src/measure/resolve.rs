//! When an expression of time is: against the publication, and against the time last spoken of.

use jiff::civil::Date;

use super::calendar::{self, Stretch, Unit};
use super::expression::{Expression, Origin, Recurring, Which};
use super::tense::Outlook;

/// What an expression is resolved against.
#[derive(Clone, Copy, Debug)]
pub(super) struct Anchor {
    /// The day of publication.
    pub(super) published: Option<Date>,
    /// The time last spoken of.
    pub(super) mentioned: Option<Stretch>,
    /// Whether the sentence speaks of what was or of what is to come.
    pub(super) outlook: Outlook,
}

/// A stretch of the calendar, or from one to another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct When {
    pub(super) first: Stretch,
    pub(super) last: Stretch,
}

impl When {
    pub(super) fn one(stretch: Stretch) -> Self {
        Self { first: stretch, last: stretch }
    }

    pub(super) fn is_one(self) -> bool {
        self.first == self.last
    }
}

/// When `expression` is; `None` where that can't be told.
pub(super) fn when(expression: Expression, anchor: Anchor) -> Option<When> {
    match expression {
        Expression::Fixed(stretch) => Some(When::one(stretch)),
        Expression::Recurring(recurring, which) => recurring_in(recurring, which, anchor).map(When::one),
        Expression::Whole(unit, which) => whole(unit, which, anchor).map(When::one),
        Expression::Step { count, unit, back, from } => {
            let count = if back { -count? } else { count? };
            let origin = match from {
                Origin::Publication => anchor.published?,
                Origin::Mentioned => anchor.mentioned?.first()?,
            };
            let day = calendar::step(origin, count, unit)?;
            Some(When::one(Stretch::around(day, precision(unit))))
        }
        Expression::Window { count, unit, back } => {
            let (published, count) = (anchor.published?, count?);
            let unit = precision(unit);
            let other = calendar::step(published, if back { -count } else { count }, unit)?;
            let (first, last) = if back { (other, published) } else { (published, other) };
            Some(When { first: Stretch::around(first, unit), last: Stretch::around(last, unit) })
        }
        Expression::Length { .. } | Expression::Every(_) | Expression::Clock(_) | Expression::Vague(_) => None,
    }
}

/// From one expression to another. The one whose year is told lends it to the other; else the later one is resolved
/// and the earlier is the last such before it.
pub(super) fn range(first: Expression, last: Expression, anchor: Anchor) -> Option<When> {
    let (first, last) = match (first, last) {
        (Expression::Fixed(first), Expression::Recurring(recurring, Which::Open)) => {
            (first, after(recurring, first.first()?, false)?)
        }
        (Expression::Recurring(Recurring::Weekday(weekday), Which::Open), last) => {
            let last = when(last, anchor)?.last;
            (Stretch::Day(calendar::on_or_before(last.first()?, weekday)), last)
        }
        (Expression::Recurring(recurring, Which::Open), last) => {
            let last = when(last, anchor)?.last;
            (before(recurring, last.first()?, false)?, last)
        }
        (first, last) => (when(first, anchor)?.first, when(last, anchor)?.last),
    };
    (first.first() <= last.last()).then_some(When { first, last })
}

/// What a count of units tells: "three days ago" a day, "two years ago" a year, "two weeks ago" a week.
fn precision(unit: Unit) -> Unit {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => Unit::Day,
        Unit::Weekend | Unit::Fortnight => Unit::Week,
        Unit::Decade | Unit::Century => Unit::Year,
        unit => unit,
    }
}

fn recurring_in(recurring: Recurring, which: Which, anchor: Anchor) -> Option<Stretch> {
    let published = anchor.published?;
    if let Recurring::Weekday(weekday) = recurring {
        let before = calendar::on_or_before(published, weekday);
        return Some(Stretch::Day(match which {
            Which::Next => calendar::after(published, weekday)?,
            Which::Last if before == published => calendar::step(before, -1, Unit::Week)?,
            Which::Open | Which::This if anchor.outlook == Outlook::Ahead && before != published => {
                calendar::after(published, weekday)?
            }
            Which::Shifted(weeks) => {
                let Stretch::Week(monday) =
                    Stretch::around(calendar::step(published, weeks.into(), Unit::Week)?, Unit::Week)
                else {
                    return None;
                };
                if weekday == jiff::civil::Weekday::Monday { monday } else { calendar::after(monday, weekday)? }
            }
            Which::Following => calendar::after(anchor.mentioned?.first()?, weekday)?,
            Which::Previous => calendar::on_or_before(anchor.mentioned?.first()?.yesterday().ok()?, weekday),
            _ => before,
        }));
    }
    if let Recurring::Dated(_, month, day) = recurring {
        // A weekday that doesn't fit is an error in the text: the date is kept.
        return nearest(recurring, published).or_else(|| recurring_in(Recurring::Day(month, day), which, anchor));
    }
    let year = published.year();
    match which {
        Which::This => recurring.of(year),
        Which::Shifted(years) => recurring.of(year + i16::from(years)),
        Which::Last => before(recurring, published, true),
        Which::Next => after(recurring, published, true),
        Which::Following => after(recurring, anchor.mentioned?.last()?, true),
        Which::Previous => before(recurring, anchor.mentioned?.first()?, true),
        Which::Same => recurring.of(anchor.mentioned?.first()?.year()),
        Which::Open => match anchor.outlook {
            Outlook::Ahead => after(recurring, published, false),
            // What companies say of a quarter they say after it.
            Outlook::Open if !matches!(recurring, Recurring::Quarter(_)) => likeliest(recurring, published),
            Outlook::Back | Outlook::Open => before(recurring, published, false),
        },
    }
}

/// The last one that begins on or before `day`; that has ended by then where `over`.
pub(super) fn before(recurring: Recurring, day: Date, over: bool) -> Option<Stretch> {
    let fits = |stretch: &Stretch| if over { stretch.last() < Some(day) } else { stretch.first() <= Some(day) };
    // A 29 February comes back within eight years.
    (day.year() - 8..=day.year()).rev().filter_map(|year| recurring.of(year)).find(fits)
}

/// The first one that ends on or after `day`; that begins after it where `new`.
pub(super) fn after(recurring: Recurring, day: Date, new: bool) -> Option<Stretch> {
    let fits = |stretch: &Stretch| if new { stretch.first() > Some(day) } else { stretch.last() >= Some(day) };
    (day.year() - 1..=day.year() + 8).filter_map(|year| recurring.of(year)).find(fits)
}

/// The one whose beginning is nearest to `day`, of last year's, this year's and next year's.
fn nearest(recurring: Recurring, day: Date) -> Option<Stretch> {
    let years = day.year() - 1..=day.year() + 1;
    years.filter_map(|year| recurring.of(year)).min_by_key(|stretch| distance(*stretch, day))
}

/// The last one, or the next where that is much nearer: news is of what was, and of what is at hand.
fn likeliest(recurring: Recurring, day: Date) -> Option<Stretch> {
    let (last, next) = (before(recurring, day, false)?, after(recurring, day, false)?);
    Some(if 5 * distance(next, day) < 2 * distance(last, day) { next } else { last })
}

/// Days between `day` and the beginning.
fn distance(stretch: Stretch, day: Date) -> i32 {
    let days = stretch.first().and_then(|first| first.since(day).ok()).map(|span| span.get_days().abs());
    days.unwrap_or(i32::MAX / 5)
}

fn whole(unit: Unit, which: Which, anchor: Anchor) -> Option<Stretch> {
    let published = anchor.published?;
    let from = |day: Date, count| Some(Stretch::around(calendar::step(day, count, unit)?, unit));
    match which {
        // A weekend ahead is this one's only where the sentence looks ahead.
        Which::Open if unit == Unit::Weekend && anchor.outlook != Outlook::Ahead => {
            let here = Stretch::around(published, unit);
            if here.first() <= Some(published) { Some(here) } else { from(published, -1) }
        }
        Which::Open | Which::This => from(published, 0),
        Which::Shifted(count) => from(published, count.into()),
        // A weekend that lies behind is the last one even in its own week.
        Which::Last if unit == Unit::Weekend => {
            let here = Stretch::around(published, unit);
            if here.last() < Some(published) { Some(here) } else { from(published, -1) }
        }
        Which::Last => from(published, -1),
        Which::Next => from(published, 1),
        Which::Previous => from(anchor.mentioned?.first()?, -1),
        Which::Following => from(anchor.mentioned?.first()?, 1),
        Which::Same => from(anchor.mentioned?.first()?, 0),
    }
}
