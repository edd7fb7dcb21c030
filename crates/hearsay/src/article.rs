//! The article: its text, and what its publisher says of it.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Span;

/// An article as it was read. Its text never changes: every span of every claim points into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// Content hash of [`Self::text`].
    pub id: ArticleId,
    /// The name under which it came: a file name without extension, a URL, a record's id.
    pub reference: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// The day of publication, as the publisher gives it.
    pub published: Option<Date>,
    /// Where it was published.
    pub url: Option<String>,
    /// Who wrote it, as the page says.
    pub byline: Option<String>,
    /// What stands below its pictures, which is no part of [`Self::text`].
    pub captions: Vec<Caption>,
    /// The title, as a part of [`Self::text`]; empty where the article has none.
    pub title: Span,
    /// Title, a blank line, body.
    pub text: String,
}

impl Article {
    /// An article of a title and a body, joined by a blank line.
    #[must_use]
    pub fn new(reference: impl Into<String>, title: &str, body: &str) -> Self {
        let title = title.trim();
        let text = if title.is_empty() { body.to_owned() } else { format!("{title}\n\n{body}") };
        Self::with_title(reference, text, Span::new(0, title.len()))
    }

    /// An article whose text stays as it is, byte for byte: its first line is the title where a blank line follows.
    #[must_use]
    pub fn from_text(reference: impl Into<String>, text: String) -> Self {
        let body = text.trim_start();
        let start = text.len() - body.len();
        let first = body.lines().next().unwrap_or("");
        let rest = body.get(first.len()..).unwrap_or("").trim_start_matches('\r');
        let parted = rest.strip_prefix('\n').is_some_and(|r| r.lines().next().is_some_and(|l| l.trim().is_empty()));
        let title = if parted { Span::new(start, start + first.len()).trim(&text) } else { Span::new(0, 0) };
        Self::with_title(reference, text, title)
    }

    fn with_title(reference: impl Into<String>, text: String, title: Span) -> Self {
        Self {
            id: ArticleId::of(&text),
            reference: reference.into(),
            outlet: None,
            published: None,
            url: None,
            byline: None,
            captions: Vec::new(),
            title,
            text,
        }
    }

    /// The title's words.
    #[must_use]
    pub fn title(&self) -> &str {
        self.title.text(&self.text)
    }
}

/// What stands below a picture.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Caption {
    /// What it says of the picture; nothing where there is only a credit.
    pub text: String,
    /// Who made the picture, or passed it on: "Ada Quill/Reuters".
    pub credit: Option<String>,
}

/// Content hash of an article's text (BLAKE3, the first 128 bits).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId([u8; 16]);

impl ArticleId {
    /// The id of an article with this text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut id = [0; 16];
        id.copy_from_slice(&blake3::hash(text.as_bytes()).as_bytes()[..16]);
        Self(id)
    }

    /// The bytes of the hash.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ArticleId({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_keeps_its_bytes_and_a_parted_first_line_is_its_title() {
        for (text, title) in [
            ("Minister: no drones sent\n\nThe minister spoke.", "Minister: no drones sent"),
            ("Title \r\n\r\nBody.", "Title"),
            ("\n Title\n\nBody.", "Title"),
            ("A first sentence.\nA second one.", ""),
            ("One line.", ""),
            ("", ""),
        ] {
            let article = Article::from_text("a", text.to_owned());
            assert_eq!((article.title(), article.text.as_str()), (title, text));
        }
    }
}
