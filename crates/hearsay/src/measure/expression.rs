//! What expressions of time say, before it is known when that is.

use super::calendar::{self, Stretch, Unit};
use super::clock::DayTime;
use jiff::civil::Weekday;

/// An expression of time as it is worded.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Expression {
    /// A stretch of the calendar that the words settle: "4 October 2023".
    Fixed(Stretch),
    /// One that comes back every year or week: "October", "on Tuesday".
    Recurring(Recurring, Which),
    /// A whole unit of the calendar: "last year", "this week".
    Whole(Unit, Which),
    /// So many units from a day: "two years ago", "three days later".
    Step { count: Option<i32>, unit: Unit, back: bool, from: Origin },
    /// The units up to now, or from now on: "the past six months".
    Window { count: Option<i32>, unit: Unit, back: bool },
    /// A length of time: "six months". `None` for "months".
    Length { count: Option<f64>, unit: Unit },
    /// Again and again: "every month".
    Every(Unit),
    /// A time of day.
    Clock(DayTime),
    /// "now", "recently", "soon".
    Vague(Reference),
}

/// What comes back.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Recurring {
    Weekday(Weekday),
    /// A month and its day.
    Day(i8, i8),
    /// A weekday, a month and its day.
    Dated(Weekday, i8, i8),
    Month(i8),
    Season(i8),
    Quarter(i8),
    Half(i8),
}

impl Recurring {
    /// The one in `year`; weekdays have none.
    pub(super) fn of(self, year: i16) -> Option<Stretch> {
        Some(match self {
            Self::Weekday(_) => return None,
            Self::Day(month, day) => Stretch::Day(calendar::day(year, month, day)?),
            Self::Dated(weekday, month, day) => {
                Stretch::Day(calendar::day(year, month, day).filter(|day| day.weekday() == weekday)?)
            }
            Self::Month(month) => Stretch::Month(year, month),
            Self::Season(season) => Stretch::Season(year, season),
            Self::Quarter(quarter) => Stretch::Quarter(year, quarter),
            Self::Half(half) => Stretch::Half(year, half),
        })
    }
}

/// Which of those that come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// The sentence decides.
    Open,
    /// "this"
    This,
    /// "last", "the past"
    Last,
    /// "next", "the coming"
    Next,
    /// So many years or, of weekdays, weeks from the publication's: "May last year", "Monday next week".
    Shifted(i8),
    /// "the previous": the one before the time last spoken of.
    Previous,
    /// "the following": the one after the time last spoken of.
    Following,
    /// "that", "the same": the one last spoken of.
    Same,
}

/// From when units are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// From the publication: "two years ago".
    Publication,
    /// From the time last spoken of: "three days later".
    Mentioned,
}

/// Times that are told only as being past, present or to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reference {
    Past,
    Present,
    Future,
}

impl Reference {
    /// ISO-TimeML's `value`.
    pub(super) fn timex(self) -> &'static str {
        match self {
            Self::Past => "PAST_REF",
            Self::Present => "PRESENT_REF",
            Self::Future => "FUTURE_REF",
        }
    }
}
