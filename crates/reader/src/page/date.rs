//! Days as pages write them.

use jiff::civil::Date;

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The first day in `text`: `2023-06-09…`, `20230609`, `9 June 2023`, `June 9, 2023`, `9.6.2023`, seconds since 1970.
/// `6/9/2023` is left out: whether that is in June or September can't be told.
pub(super) fn parse(text: &str) -> Option<Date> {
    let text = text.get(..200).unwrap_or(text);
    let tokens: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|t| !t.is_empty()).collect();
    if let [seconds] = tokens[..]
        && matches!(seconds.len(), 10 | 13)
        && let Ok(number) = seconds.parse::<i64>()
    {
        let seconds = if seconds.len() == 13 { number / 1000 } else { number };
        let days = i32::try_from(seconds / 86_400).ok()?;
        return plausible(jiff::civil::date(1970, 1, 1).checked_add(jiff::Span::new().try_days(days).ok()?).ok()?);
    }
    (0..tokens.len()).find_map(|at| beginning(tokens.get(at..)?)).or_else(|| text.split_whitespace().find_map(dotted))
}

/// `9.6.2023`: where days are written with dots, the day comes first.
fn dotted(word: &str) -> Option<Date> {
    match *word.trim_matches(|c: char| !c.is_ascii_digit()).split('.').collect::<Vec<_>>() {
        [day, month, year] if year.len() == 4 => numeric(year, month, day),
        _ => None,
    }
}

/// The day in an address's path: `/2023/06/09/`, `/2023-06-09-`.
pub(super) fn in_address(address: &str) -> Option<Date> {
    let (_, path) = address.split_once("://")?.1.split_once('/')?;
    let parts: Vec<&str> = path.split(['/', '-', '_', '.']).collect();
    parts.windows(3).find_map(|window| match window {
        [year, month, day] if year.len() == 4 && month.len() == 2 && day.len() == 2 => numeric(year, month, day),
        _ => None,
    })
}

fn beginning(tokens: &[&str]) -> Option<Date> {
    match *tokens {
        [compact, ..] if compact.len() == 8 && compact.is_ascii() => {
            numeric(compact.get(..4)?, compact.get(4..6)?, compact.get(6..)?)
        }
        // 2023-06-09, also before a time: 2023-06-09T10:00.
        [year, month, day, ..] if year.len() == 4 && month.len() <= 2 && year.parse::<u16>().is_ok() => {
            numeric(year, month, day.split(['T', 't']).next()?)
        }
        [first, second, year, ..] => named(first, second, year).or_else(|| named(second, first, year)),
        _ => None,
    }
}

fn named(day: &str, month: &str, year: &str) -> Option<Date> {
    let day = day.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let name = month.get(..3)?.to_ascii_lowercase();
    let full = month.chars().all(char::is_alphabetic);
    let number = MONTHS.iter().position(|m| full && *m == name)? + 1;
    numeric(year.get(..4).filter(|_| year.len() == 4)?, &number.to_string(), day)
}

fn numeric(year: &str, month: &str, day: &str) -> Option<Date> {
    plausible(Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?)
}

fn plausible(day: Date) -> Option<Date> {
    (1800..2200).contains(&day.year()).then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_they_are_written() {
        for (text, expected) in [
            ("2023-06-09", "2023-06-09"),
            ("2023-06-09T23:30:00-05:00", "2023-06-09"),
            ("2023-06-09 10:00", "2023-06-09"),
            ("2023/6/9", "2023-06-09"),
            ("20230609", "2023-06-09"),
            ("20230609T101500Z", ""),
            ("Fri, 09 Jun 2023 10:00:00 GMT", "2023-06-09"),
            ("June 9, 2023 at 4:10 p.m.", "2023-06-09"),
            ("Published: 9th September 2023", "2023-09-09"),
            ("Updated 1 hour ago", ""),
            ("06/09/2023", ""),
            ("Stand: 9.6.2023, 10:00", "2023-06-09"),
            ("1686268800", "2023-06-09"),
            ("1686268800000", "2023-06-09"),
            ("2023-13-40", ""),
            ("é2023", ""),
            ("", ""),
        ] {
            assert_eq!(parse(text).map(|d| d.to_string()).unwrap_or_default(), expected, "{text}");
        }
    }

    #[test]
    fn addresses_carry_days() {
        for (address, expected) in [
            ("https://harbour.example/2023/06/09/ferry", "2023-06-09"),
            ("https://harbour.example/news/ferry-2023-06-09.html", "2023-06-09"),
            ("https://harbour.example/2023/ferry-99", ""),
            ("harbour", ""),
        ] {
            assert_eq!(in_address(address).map(|d| d.to_string()).unwrap_or_default(), expected, "{address}");
        }
    }
}
