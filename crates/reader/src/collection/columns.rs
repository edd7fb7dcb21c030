//! Which columns of a table hold what of an article.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::fmt::rfc2822::DateTimeParser;
use jiff::fmt::strtime::BrokenDownTime;
use jiff::tz::TimeZone;

use super::{Parts, Told};
use crate::ReadError;
use crate::input::Document;
use crate::kind::{Hint, Kind};

/// For each part of an article, the names under which tables have it, in order of preference.
const TEXT: [&str; 6] = ["text", "body", "content", "article", "maintext", "full_text"];
const RECORD: [&str; 1] = ["record"];
const HTML: [&str; 3] = ["html", "raw_html", "content_html"];
const TITLE: [&str; 3] = ["title", "headline", "heading"];
const URL: [&str; 4] = ["url", "link", "source_url", "canonical_url"];
const PUBLISHED: [&str; 7] =
    ["published", "published_at", "date_published", "date_publish", "publication_date", "pubdate", "date"];
const OUTLET: [&str; 6] = ["outlet", "publisher", "source", "source_name", "publication", "site"];
const BYLINE: [&str; 4] = ["byline", "author", "authors", "creator"];
const REFERENCE: [&str; 3] = ["ref", "id", "uuid"];
const PROGRAM: [&str; 1] = ["program"];

/// Columns that a fault names, and characters of each: a table without names has texts in their place.
const NAMED: usize = 20;
const NAME: usize = 40;

/// How days are written beside ISO 8601, with spaces for commas. A day before a month in figures only with dots: with
/// slashes nobody can tell which comes first.
const WRITTEN: [&str; 12] = [
    "%Y/%m/%d",
    "%d.%m.%Y",
    "%Y%m%d",
    "%d %B %Y",
    "%d %b %Y",
    "%B %d %Y",
    "%b %d %Y",
    "%A %d %B %Y",
    "%A %B %d %Y",
    "%a %d %b %Y",
    "%a %b %d %T %z %Y",
    "%a %b %d %Y",
];
/// How many of a number of time make a second.
const UNITS: [i64; 4] = [1, 1_000, 1_000_000, 1_000_000_000];

/// Refuses a table of whose columns none holds a text, once for all of its rows.
pub(super) fn check(names: &[String]) -> Result<(), ReadError> {
    let holds_text = |name: &String| {
        let name = name.to_lowercase();
        [&RECORD[..], &HTML, &TEXT].iter().any(|names| names.contains(&name.as_str()))
    };
    if names.iter().any(holds_text) {
        return Ok(());
    }
    let shown = names.iter().take(NAMED).map(|name| {
        let line: String = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if line.chars().count() > NAME { line.chars().take(NAME).chain(['…']).collect() } else { line }
    });
    let more = (names.len() > NAMED).then(|| "…".to_owned());
    Err(ReadError::NoTextColumn(shown.chain(more).collect::<Vec<_>>().join(", ")))
}

/// One row: the values of its columns by name, as text.
pub(super) struct Row<'r> {
    pub(super) get: &'r dyn Fn(&str) -> Option<String>,
}

impl Row<'_> {
    fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| (self.get)(name).filter(|value| !value.trim().is_empty()))
    }

    /// What is wrong with a row without a text.
    fn without_text(&self) -> ReadError {
        let has_column = [&RECORD[..], &HTML, &TEXT].iter().any(|names| names.iter().any(|n| (self.get)(n).is_some()));
        if has_column { ReadError::Empty } else { ReadError::NoColumn }
    }

    /// The row's reference, document and what it tells beside.
    ///
    /// # Errors
    /// When no column holds a text.
    pub(super) fn parts(&self) -> Result<Parts, ReadError> {
        let record = self.first(&RECORD).map(|record| (record, Kind::Record));
        let html = || self.first(&HTML).map(|html| (html, Kind::Page));
        let text = || self.first(&TEXT).map(|text| (text, Kind::Text));
        let (text, kind) = record.or_else(html).or_else(text).ok_or_else(|| self.without_text())?;
        let told = Told {
            title: self.first(&TITLE),
            outlet: self.first(&OUTLET),
            byline: self.first(&BYLINE),
            url: self.first(&URL),
            published: self.first(&PUBLISHED).and_then(|text| day(&text)),
            program: self.first(&PROGRAM),
        };
        let document = Document { hint: Hint::Said(kind), ..Document::of(text.into_bytes()) };
        Ok((self.first(&REFERENCE), document, told))
    }
}

/// The day of a time: in ISO 8601, as news is dated, or as a number since 1970. The day is that of the place where it was
/// written.
fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    let day = match digits(text) {
        Some(digits) => numbered(digits),
        None => text.get(..10).and_then(|start| start.parse().ok()).or_else(|| mailed(text)).or_else(|| written(text)),
    };
    // A year of one or two figures isn't meant as it stands.
    day.filter(|day| day.year() >= 1000)
}

/// The figures of a whole number, also of one that a table has made a fraction: "1686310200.0".
fn digits(text: &str) -> Option<&str> {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let whole = text.split_once('.').map_or(text, |(whole, part)| if is_number(part) { whole } else { text });
    is_number(whole).then_some(whole)
}

/// The day of a number: of seconds since 1970, or of thousandths, millionths or billionths, whichever gives a day of
/// today's news; or its year, month and day one behind the other.
fn numbered(digits: &str) -> Option<Date> {
    let number: i64 = digits.parse().ok()?;
    let since = UNITS.iter().find_map(|unit| {
        let day = Timestamp::from_second(number / unit).ok()?.to_zoned(TimeZone::UTC).date();
        (1990..2100).contains(&day.year()).then_some(day)
    });
    since.or_else(|| match digits.len() {
        8 => Date::strptime("%Y%m%d", digits).ok(),
        14 => Date::strptime("%Y%m%d%H%M%S", digits).ok(),
        _ => None,
    })
}

/// The day of a time as in the head of a mail or an answer.
fn mailed(text: &str) -> Option<Date> {
    DateTimeParser::new().relaxed_weekday(true).parse_zoned(text).ok().map(|time| time.date())
}

/// The day that a text begins with, in one of the forms of [`WRITTEN`].
fn written(text: &str) -> Option<Date> {
    let text = text.replace(',', " ");
    WRITTEN.iter().find_map(|form| {
        let (day, end) = BrokenDownTime::parse_prefix(form, &text).ok()?;
        let is_cut = text.get(end..)?.starts_with(|c: char| c.is_ascii_digit());
        if is_cut { None } else { day.to_date().ok() }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_the_forms_tables_have() {
        let expected = Some(jiff::civil::date(2023, 6, 9));
        for text in [
            "2023-06-09",
            "2023-06-09T11:30:00Z",
            " 2023-06-09 11:30",
            "2023-06-09T10:00:00+02:00",
            "2023-06-09T23:30:00-05:00",
            "20230609",
            "20230609113000",
            "20230609T113000Z",
            "20230609.0",
            "1686310200",
            "1686310200.0",
            "1686310200000",
            "1686310200000000",
            "1686310200000000000",
            "2023/06/09",
            "2023/6/9 11:30",
            "09.06.2023",
            "9.6.2023, 11:30",
            "9 June 2023",
            "09 Jun 2023",
            "June 9, 2023",
            "Jun 9, 2023 11:30 AM",
            "Friday, June 9, 2023",
            "Friday, 9 June 2023",
            "Fri, 09 Jun 2023 10:00:00 GMT",
            "Fri, 9 Jun 2023 23:30:00 -0500",
            "Fri Jun 09 10:00:00 +0000 2023",
        ] {
            assert_eq!(day(text), expected, "{text}");
        }
        assert_eq!(day("20240131"), Some(jiff::civil::date(2024, 1, 31)));
    }

    #[test]
    fn what_tells_no_day_gives_none() {
        for text in [
            "last week",
            "",
            "2023",
            "5",
            "12345678",
            "2024111",
            "150000000",
            "99999999999999999999",
            "2023.06",
            "09/06/2023",
            "09.06.23",
            "09.06.20231",
            "30 February 2023",
            "0001-01-01",
            "ⅫⅫⅫⅫⅫ",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn a_table_without_texts_is_told_by_its_columns() {
        let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        assert!(check(&names(&["a", "Body"])).is_ok());
        let told = check(&names(&["a", "b\nc"])).expect_err("no text").to_string();
        assert!(told.ends_with("its columns are: a, b c"), "{told}");
        let long = "word ".repeat(30);
        let told = check(&names(&[long.as_str(); 30])).expect_err("no text").to_string();
        assert!(told.chars().count() < 1_000 && told.ends_with("…, …"), "{told}");
    }

    #[test]
    fn an_empty_column_gives_way_to_a_full_one() {
        let row = |name: &str| match name {
            "text" => Some(" ".to_owned()),
            "body" => Some("He said so.".to_owned()),
            _ => None,
        };
        let (_, document, _) = Row { get: &row }.parts().expect("a text");
        assert_eq!(document.bytes, b"He said so.");
        let empty = |name: &str| (name == "text").then(String::new);
        assert!(matches!(Row { get: &empty }.parts(), Err(ReadError::Empty)));
        assert!(matches!(Row { get: &|_| None }.parts(), Err(ReadError::NoColumn)));
    }
}
