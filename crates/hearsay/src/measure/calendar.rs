//! Stretches of the calendar: a day, a week, a month ... a century, how standards write them, and steps between them.

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

/// How finely a time is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Granularity {
    /// A time of day without its day.
    Clock,
    /// A day, or a part of it.
    Day,
    /// A calendar week, from Monday.
    Week,
    /// A month.
    Month,
    /// A season of the year.
    Season,
    /// A quarter of the year.
    Quarter,
    /// A half of the year.
    Half,
    /// A year.
    Year,
    /// Ten years: "the 1990s".
    Decade,
    /// A hundred years.
    Century,
    /// A length of time that has no place in the calendar: "six months".
    Duration,
    /// Not told: "soon", "in recent weeks".
    Vague,
}

/// A unit that times are counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl Unit {
    /// The unit that a noun names, in the singular or plural.
    pub(super) fn of(noun: &str) -> Option<Self> {
        Some(match noun {
            "second" | "seconds" => Self::Second,
            "minute" | "minutes" | "min" | "mins" => Self::Minute,
            "hour" | "hours" | "hr" | "hrs" => Self::Hour,
            "day" | "days" | "night" | "nights" => Self::Day,
            "weekend" | "weekends" => Self::Weekend,
            "week" | "weeks" => Self::Week,
            "fortnight" | "fortnights" => Self::Fortnight,
            "month" | "months" => Self::Month,
            "quarter" | "quarters" => Self::Quarter,
            "year" | "years" | "yr" | "yrs" => Self::Year,
            "decade" | "decades" => Self::Decade,
            "century" | "centuries" => Self::Century,
            _ => return None,
        })
    }

    /// The letters of a duration in ISO 8601, as ISO-TimeML extends it: what stands before the number and behind it.
    pub(super) fn letters(self) -> (&'static str, &'static str) {
        match self {
            Self::Second => ("PT", "S"),
            Self::Minute => ("PT", "M"),
            Self::Hour => ("PT", "H"),
            Self::Day => ("P", "D"),
            Self::Weekend => ("P", "WE"),
            Self::Week | Self::Fortnight => ("P", "W"),
            Self::Month => ("P", "M"),
            Self::Quarter => ("P", "Q"),
            Self::Year => ("P", "Y"),
            Self::Decade => ("P", "DE"),
            Self::Century => ("P", "CE"),
        }
    }

    pub(super) fn is_plural(noun: &str) -> bool {
        Self::of(noun).is_some() && noun.ends_with('s')
    }
}

/// A stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stretch {
    Day(Date),
    /// The week that begins on this Monday.
    Week(Date),
    /// Saturday and Sunday of the week that begins on this Monday.
    Weekend(Date),
    Month(i16, i8),
    /// Spring is 1, winter 4: winter of 2022 begins in December 2022.
    Season(i16, i8),
    Quarter(i16, i8),
    Half(i16, i8),
    Year(i16),
    /// Without the last digit: 201 for the 2010s.
    Decade(i16),
    /// Without the last two digits: 19 for the twentieth century.
    Century(i16),
}

impl Stretch {
    /// The stretch of `unit` that holds `day`.
    pub(super) fn around(day: Date, unit: Unit) -> Self {
        let (year, month) = (day.year(), day.month());
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Self::Day(day),
            Unit::Weekend => Self::Weekend(monday(day)),
            Unit::Week | Unit::Fortnight => Self::Week(monday(day)),
            Unit::Month => Self::Month(year, month),
            Unit::Quarter => Self::Quarter(year, (month - 1) / 3 + 1),
            Unit::Year => Self::Year(year),
            Unit::Decade => Self::Decade(year.div_euclid(10)),
            Unit::Century => Self::Century(year.div_euclid(100)),
        }
    }

    /// The first day.
    pub(super) fn first(self) -> Option<Date> {
        let day = |year, month| Date::new(year, month, 1).ok();
        match self {
            Self::Day(day) | Self::Week(day) => Some(day),
            Self::Weekend(monday) => monday.checked_add(5.days()).ok(),
            Self::Month(year, month) => day(year, month),
            Self::Season(year, season) => day(year, 3 * season),
            Self::Quarter(year, quarter) => day(year, 3 * quarter - 2),
            Self::Half(year, half) => day(year, 6 * half - 5),
            Self::Year(year) => day(year, 1),
            Self::Decade(decade) => day(decade.checked_mul(10)?, 1),
            Self::Century(century) => day(century.checked_mul(100)?, 1),
        }
    }

    /// The last day.
    pub(super) fn last(self) -> Option<Date> {
        let first = self.first()?;
        let length = match self {
            Self::Day(_) => return Some(first),
            Self::Week(_) => 7.days(),
            Self::Weekend(_) => 2.days(),
            Self::Month(..) => 1.month(),
            Self::Season(..) | Self::Quarter(..) => 3.months(),
            Self::Half(..) => 6.months(),
            Self::Year(_) => 1.year(),
            Self::Decade(_) => 10.years(),
            Self::Century(_) => 100.years(),
        };
        first.checked_add(length).ok()?.yesterday().ok()
    }

    pub(super) fn granularity(self) -> Granularity {
        match self {
            Self::Day(_) => Granularity::Day,
            Self::Week(_) | Self::Weekend(_) => Granularity::Week,
            Self::Month(..) => Granularity::Month,
            Self::Season(..) => Granularity::Season,
            Self::Quarter(..) => Granularity::Quarter,
            Self::Half(..) => Granularity::Half,
            Self::Year(_) => Granularity::Year,
            Self::Decade(_) => Granularity::Decade,
            Self::Century(_) => Granularity::Century,
        }
    }

    /// The stretch in EDTF, levels 0 to 2 (ISO 8601-2): seasons 21 to 24, quarters 33 to 36, halves 40 and 41. EDTF
    /// has no weeks: they are intervals of days.
    pub(super) fn edtf(self) -> Option<String> {
        Some(match self {
            Self::Week(_) | Self::Weekend(_) => format!("{}/{}", self.first()?, self.last()?),
            Self::Season(year, season) => format!("{year:04}-{}", 20 + season),
            Self::Quarter(year, quarter) => format!("{year:04}-{}", 32 + quarter),
            Self::Half(year, half) => format!("{year:04}-{}", 39 + half),
            Self::Decade(decade) => format!("{decade:03}X"),
            Self::Century(century) => format!("{century:02}XX"),
            Self::Day(_) | Self::Month(..) | Self::Year(_) => self.timex(),
        })
    }

    /// The stretch as ISO-TimeML's `value` has it.
    pub(super) fn timex(self) -> String {
        const SEASONS: &[&str] = &["SP", "SU", "FA", "WI"];
        match self {
            Self::Day(day) => day.to_string(),
            Self::Week(monday) | Self::Weekend(monday) => {
                let week = monday.iso_week_date();
                let end = if matches!(self, Self::Weekend(_)) { "-WE" } else { "" };
                format!("{:04}-W{:02}{end}", week.year(), week.week())
            }
            Self::Month(year, month) => format!("{year:04}-{month:02}"),
            Self::Season(year, season) => {
                let name = usize::try_from(season - 1).ok().and_then(|at| SEASONS.get(at)).unwrap_or(&"");
                format!("{year:04}-{name}")
            }
            Self::Quarter(year, quarter) => format!("{year:04}-Q{quarter}"),
            Self::Half(year, half) => format!("{year:04}-H{half}"),
            Self::Year(year) => format!("{year:04}"),
            Self::Decade(decade) => format!("{decade:03}"),
            Self::Century(century) => format!("{century:02}"),
        }
    }
}

/// The Monday on or before `day`.
fn monday(day: Date) -> Date {
    on_or_before(day, Weekday::Monday)
}

/// The last `weekday` on or before `day`.
pub(super) fn on_or_before(day: Date, weekday: Weekday) -> Date {
    let back = i32::from(day.weekday().since(weekday));
    day.checked_sub(back.days()).unwrap_or(day)
}

/// The first `weekday` after `day`.
pub(super) fn after(day: Date, weekday: Weekday) -> Option<Date> {
    Some(on_or_before(day.checked_add(7.days()).ok()?, weekday))
}

/// `count` units after `day`; before it where `count` is negative.
pub(super) fn step(day: Date, count: i32, unit: Unit) -> Option<Date> {
    let span = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => return (count.abs() < 24).then_some(day),
        Unit::Day => count.days(),
        Unit::Week | Unit::Weekend => count.weeks(),
        Unit::Fortnight => count.checked_mul(2)?.weeks(),
        Unit::Month => count.months(),
        Unit::Quarter => count.checked_mul(3)?.months(),
        Unit::Year => count.years(),
        Unit::Decade => count.checked_mul(10)?.years(),
        Unit::Century => count.checked_mul(100)?.years(),
    };
    day.checked_add(span).ok()
}

/// A calendar day, if there is one such.
pub(super) fn day(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

/// A year as people write it: 1000 to 2999.
pub(super) fn year(digits: &str) -> Option<i16> {
    let year: i16 = digits.parse().ok()?;
    (digits.len() == 4 && (1000..3000).contains(&year)).then_some(year)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn stretches_are_written_as_the_standards_do() {
        let day = date(2023, 10, 12);
        for (stretch, edtf, timex) in [
            (Stretch::around(day, Unit::Day), "2023-10-12", "2023-10-12"),
            (Stretch::around(day, Unit::Week), "2023-10-09/2023-10-15", "2023-W41"),
            (Stretch::around(day, Unit::Weekend), "2023-10-14/2023-10-15", "2023-W41-WE"),
            (Stretch::around(day, Unit::Month), "2023-10", "2023-10"),
            (Stretch::Season(2023, 3), "2023-23", "2023-FA"),
            (Stretch::around(day, Unit::Quarter), "2023-36", "2023-Q4"),
            (Stretch::Half(2023, 1), "2023-40", "2023-H1"),
            (Stretch::around(day, Unit::Decade), "202X", "202"),
            (Stretch::around(day, Unit::Century), "20XX", "20"),
        ] {
            assert_eq!((stretch.edtf().as_deref(), stretch.timex().as_str()), (Some(edtf), timex));
        }
    }

    #[test]
    fn stretches_end_on_their_last_day() {
        assert_eq!(Stretch::Season(2022, 4).last(), Some(date(2023, 2, 28)));
        assert_eq!(Stretch::Month(2024, 2).last(), Some(date(2024, 2, 29)));
        assert_eq!(Stretch::Year(9999).last(), None);
    }
}
