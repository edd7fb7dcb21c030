//! The contract's JSON, one object a line.

use std::io::{self, Write};

use hearsay::contract::Record;
use hearsay::{Article, Extraction};
use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

use super::Show;
use hearsay_export::clean::is_risky;

/// The form for programs.
#[derive(Debug)]
pub(super) struct Json;

impl Show for Json {
    fn article(&self, article: &Article, found: &Extraction) -> io::Result<Vec<u8>> {
        let mut out = Vec::with_capacity(article.text.len() * 2);
        let record = Record::new(article, found);
        record.serialize(&mut Serializer::with_formatter(&mut out, Escaping))?;
        out.push(b'\n');
        Ok(out)
    }
}

/// Compact JSON that escapes, beyond what JSON asks for, every character that a terminal might obey or that other
/// programs might take for a line's end. A parser reads the same text.
struct Escaping;

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((at, c)) = rest.char_indices().find(|(_, c)| is_risky(*c)) {
            let (before, after) = rest.split_at(at);
            // All risky characters are in the basic plane.
            write!(writer, "{before}\\u{:04x}", u32::from(c))?;
            rest = after.strip_prefix(c).unwrap_or_default();
        }
        writer.write_all(rest.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_characters_survive_and_none_is_written_raw() {
        let text = "a\u{1b}[31m \u{9b}b \u{202e}c\u{2028} \u{7f}\u{85} d\"\\ 😀\n";
        let article = Article::from_text("x", text.to_owned());
        let found = Extraction::default();
        let line = String::from_utf8(Json.article(&article, &found).unwrap()).unwrap();
        assert!(!line.trim_end_matches('\n').chars().any(|c| is_risky(c) || c == '\n'), "{line}");
        let value: serde_json::Value = serde_json::from_str(&line).unwrap();
        assert_eq!(value["article"]["text"], text);
    }
}
