//! Lines of JSON.

use std::io::{BufRead, Read};

use serde_json::Value;

use super::columns::Row;
use super::{Parts, Taker, Told};
use crate::input::Document;
use crate::kind::{Hint, Kind};
use crate::{Limits, ReadError};

pub(super) fn read(mut stream: impl BufRead, limits: &Limits, taker: &mut Taker) -> Result<(), ReadError> {
    let mut line = Vec::new();
    loop {
        line.clear();
        if stream.by_ref().take(limits.input + 1).read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        let complete = line.ends_with(b"\n");
        if !complete && line.len() as u64 > limits.input {
            skip_line(&mut stream)?;
            if taker.fault("line", ReadError::TooLarge { limit: limits.input }).is_err() {
                return Ok(());
            }
            continue;
        }
        if taker.passes() {
            continue;
        }
        let text = line.trim_ascii();
        if text.is_empty() {
            taker.nothing();
        } else if taker.found("line", entry(text)).is_err() {
            return Ok(());
        }
    }
}

fn skip_line(stream: &mut impl BufRead) -> Result<(), ReadError> {
    loop {
        let buffer = stream.fill_buf()?;
        let (used, ended) = match buffer.iter().position(|&byte| byte == b'\n') {
            Some(at) => (at + 1, true),
            None => (buffer.len(), buffer.is_empty()),
        };
        stream.consume(used);
        if ended {
            return Ok(());
        }
    }
}

fn entry(line: &[u8]) -> Result<Parts, ReadError> {
    let value: Value = serde_json::from_slice(line).map_err(|error| fault(&error))?;
    if let Some(article) = value.get("article").filter(|article| article.is_object()) {
        let reference = article.get("ref").and_then(Value::as_str).map(str::to_owned);
        let document = Document { hint: Hint::Said(Kind::Record), ..Document::of(line.to_vec()) };
        return Ok((reference, document, Told::default()));
    }
    let get = |name: &str| match value.get(name)? {
        Value::String(text) => Some(text.clone()),
        Value::Array(several) => {
            let texts: Vec<&str> = several.iter().filter_map(Value::as_str).collect();
            (!texts.is_empty()).then(|| texts.join(", "))
        }
        Value::Number(number) => Some(number.to_string()),
        Value::Object(inner) => inner.get("name").and_then(Value::as_str).map(str::to_owned),
        _ => None,
    };
    Row { get: &get }.parts()
}

/// What is wrong, without the line: the library counts it from the start of this one.
fn fault(error: &serde_json::Error) -> ReadError {
    let (full, column) = (error.to_string(), error.column());
    let place = format!(" at line {} column {column}", error.line());
    ReadError::NotJson { reason: full.strip_suffix(&place).unwrap_or(&full).to_owned(), column }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_tells_its_column_once() {
        for (line, message) in [
            ("not json", "is not JSON: expected ident at column 2"),
            ("{\"text\": \"a\"", "is not JSON: EOF while parsing an object at column 12"),
            ("{} {}", "is not JSON: trailing characters at column 4"),
        ] {
            assert_eq!(entry(line.as_bytes()).expect_err("a fault").to_string(), message, "{line}");
        }
    }
}
