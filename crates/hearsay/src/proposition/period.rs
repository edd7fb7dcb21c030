//! Coarse time: when articles came out, and when events are said to have been.

use jiff::ToSpan;
use jiff::civil::Date;

/// Days that two tellings of when an event was may lie apart: one has the loading, another the landing.
const SLACK: i64 = 31;

/// A span of days, open on either side where nothing is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Period {
    first: Option<Date>,
    last: Option<Date>,
}

impl Period {
    /// The days of an EDTF date, season or interval (ISO 8601-2): "2023-06", "2022-23", "../2021-12"; none for other
    /// forms.
    pub(super) fn of_edtf(edtf: &str) -> Option<Self> {
        let Some((from, to)) = edtf.split_once('/') else {
            let (first, last) = days(edtf)?;
            return Some(Self { first: Some(first), last: Some(last) });
        };
        let open = |end: &str| end.is_empty() || end == "..";
        let first = if open(from) { None } else { Some(days(from)?.0) };
        let last = if open(to) { None } else { Some(days(to)?.1) };
        (first.is_some() || last.is_some()).then_some(Self { first, last })
    }

    /// Whether both can be of one event.
    pub(super) fn meets(self, other: Self) -> bool {
        let before = |last: Option<Date>, first: Option<Date>| {
            last.zip(first).is_some_and(|(last, first)| apart(last, first) > SLACK)
        };
        !before(self.last, other.first) && !before(other.last, self.first)
    }
}

/// Days from one date to a later one; negative where it is earlier.
pub(super) fn apart(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

/// Number of the quarter of a year, counted from year 0.
pub(super) fn quarter(date: Date) -> i32 {
    i32::from(date.year()) * 4 + i32::from((date.month() - 1) / 3)
}

/// The first and the last day of a year, a season, a month or a day.
fn days(edtf: &str) -> Option<(Date, Date)> {
    let edtf = edtf.trim_end_matches(['?', '~', '%']);
    let mut parts = edtf.split('-');
    let year: i16 = parts.next()?.parse().ok()?;
    let month: Option<i8> = parts.next().map(str::parse).transpose().ok()?;
    let day: Option<i8> = parts.next().map(str::parse).transpose().ok()?;
    if let (Some(month), Some(day)) = (month, day) {
        let date = Date::new(year, month, day).ok()?;
        return Some((date, date));
    }
    // Winter begins in the year that it is named after.
    let (first, months) = match month {
        None => (1, 12),
        Some(season @ 21..=24) => (3 * (season - 20), 3),
        Some(month) => (month, 1),
    };
    let first = Date::new(year, first, 1).ok()?;
    Some((first, first.checked_add(months.months()).ok()?.yesterday().ok()?))
}

#[cfg(test)]
mod tests {
    use super::Period;

    #[test]
    fn tellings_of_one_time_meet() {
        for (a, b, expected) in [
            ("2022-08", "2022-08-19", true),
            ("2022-08/..", "2023-01", true),
            ("2022-08/..", "2021", false),
            ("../2021-12", "2022-06", false),
            ("2020-23", "2020-10-02", true),
            ("2020-24", "2021-02", true),
            ("2020-21", "2020-12", false),
        ] {
            let period = |edtf| Period::of_edtf(edtf).unwrap();
            assert_eq!(period(a).meets(period(b)), expected, "{a} and {b}");
            assert_eq!(period(b).meets(period(a)), expected, "{b} and {a}");
        }
        for odd in ["", "soon", "2022-13", "2022-02-30", "../..", "99999"] {
            assert_eq!(Period::of_edtf(odd), None, "{odd}");
        }
    }
}
