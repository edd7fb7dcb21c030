//! A record of the extraction contract, as this program prints it, to its article.

use hearsay::contract;
use hearsay::{Article, Caption, Span};
use jiff::civil::Date;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::ReadError;

#[derive(Deserialize)]
struct Record {
    article: Fields,
}

#[derive(Deserialize)]
struct Fields {
    text: String,
    title: Option<String>,
    outlet: Option<String>,
    published: Option<Date>,
    url: Option<String>,
    byline: Option<String>,
    #[serde(default)]
    captions: Vec<Caption>,
}

/// The article of a record; its text is taken over unchanged.
pub(crate) fn article(reference: &str, json: &str) -> Result<Article, ReadError> {
    let Record { article: fields } = parsed(json)?;
    if fields.text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    let mut article = Article::from_text(reference, fields.text);
    if let Some(title) = fields.title.as_deref().map(str::trim) {
        let starts = article.text.starts_with(title);
        article.title = Span::new(0, if starts { title.len() } else { 0 });
    }
    article.outlet = fields.outlet;
    article.published = fields.published;
    article.url = fields.url;
    article.byline = fields.byline;
    article.captions = fields.captions;
    Ok(article)
}

/// The record with its claims. Whoever made it, its words stand where it says.
pub(crate) fn reading(json: &str) -> Result<contract::Record, ReadError> {
    let record: contract::Record = parsed(json)?;
    match record.misquoted() {
        Some(place) => Err(ReadError::Misquoted { words: place.exact.clone(), start: place.start }),
        None => Ok(record),
    }
}

fn parsed<T: DeserializeOwned>(json: &str) -> Result<T, ReadError> {
    serde_json::from_str(json).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        let full = error.to_string();
        let reason = full.strip_suffix(&format!(" at line {line} column {column}")).unwrap_or(&full).to_owned();
        ReadError::Json { reason, line, column }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_gives_its_article_back() {
        let json = r#"{"article": {"id": "9", "ref": "other", "outlet": "Harbour Post", "title": "Ferry late",
            "published": "2023-06-09", "url": "https://harbour.example/1", "text": "Ferry late\n\nIt  sailed.\u200b"},
            "claims": [{"id": "x"}], "diagnostics": []}"#;
        let read = article("ferry", json).expect("a record");
        assert_eq!(read.text, "Ferry late\n\nIt  sailed.\u{200b}");
        assert_eq!((read.reference.as_str(), read.title()), ("ferry", "Ferry late"));
        assert_eq!(read.outlet.as_deref(), Some("Harbour Post"));
        assert_eq!(read.published, Some(jiff::civil::date(2023, 6, 9)));
        assert_eq!(read.url.as_deref(), Some("https://harbour.example/1"));
    }

    #[test]
    fn a_title_that_the_text_lacks_covers_nothing() {
        let read = article("a", r#"{"article": {"title": "Elsewhere", "text": "Body alone."}}"#).expect("a record");
        assert_eq!((read.title(), read.text.as_str()), ("", "Body alone."));
    }

    #[test]
    fn a_fault_is_told_with_its_place() {
        for (json, message) in [
            ("{\"article\": {\"text\": 1}}", "invalid type: integer `1`, expected a string at line 1, column 22"),
            ("{\n\"article\": {}}", "missing field `text` at line 2, column 13"),
            ("[1]", "at line 1"),
        ] {
            let error = article("a", json).expect_err("a fault").to_string();
            assert!(error.contains(message) && !error.contains('\n'), "{json}: {error}");
        }
        assert!(matches!(article("a", r#"{"article": {"text": " "}}"#), Err(ReadError::Empty)));
    }
}
