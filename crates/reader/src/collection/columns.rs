//! Which columns of a table hold what of an article.

use jiff::Timestamp;
use jiff::civil::Date;

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

/// One row: the values of its columns by name, as text.
pub(super) struct Row<'r> {
    pub(super) get: &'r dyn Fn(&str) -> Option<String>,
}

impl Row<'_> {
    fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| (self.get)(name)).filter(|value| !value.trim().is_empty())
    }

    /// The row's reference, document and what it tells beside.
    ///
    /// # Errors
    /// When no column holds a text.
    pub(super) fn parts(&self) -> Result<Parts, ReadError> {
        let record = self.first(&RECORD).map(|record| (record, Kind::Record));
        let html = || self.first(&HTML).map(|html| (html, Kind::Page));
        let text = || self.first(&TEXT).map(|text| (text, Kind::Text));
        let (text, kind) = record.or_else(html).or_else(text).ok_or(ReadError::NoColumn)?;
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

/// The day that a time begins with, in ISO 8601, or as seconds or milliseconds since 1970.
fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Ok(number) = text.parse::<i64>() {
        let seconds = if number.abs() > 100_000_000_000 { number / 1000 } else { number };
        return Timestamp::from_second(seconds).ok().map(|at| at.to_zoned(jiff::tz::TimeZone::UTC).date());
    }
    text.get(..10).and_then(|start| start.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_the_forms_tables_have() {
        let expected = Some(jiff::civil::date(2023, 6, 9));
        for text in ["2023-06-09", "2023-06-09T11:30:00Z", " 2023-06-09 11:30", "1686310200", "1686310200000"] {
            assert_eq!(day(text), expected, "{text}");
        }
        assert_eq!(day("last week"), None);
    }
}
