//! Tables of delimited text, with the names of their columns in the first row.

use std::collections::HashMap;
use std::io::{BufRead, Read};

use super::Taker;
use super::columns::{self, Row};
use crate::{Limits, ReadError, decode};

/// Bytes of the first line that are looked at to tell the delimiter.
const FIRST: u64 = 1 << 16;

/// The mark at the start of a file in UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

pub(super) fn read(mut stream: impl BufRead, named: u8, limits: &Limits, taker: &mut Taker) -> Result<(), ReadError> {
    let mut first = Vec::new();
    stream.by_ref().take(FIRST).read_until(b'\n', &mut first)?;
    if first.starts_with(b"\xff\xfe") || first.starts_with(b"\xfe\xff") {
        return Err(ReadError::Collection("it is in UTF-16; save it as UTF-8".to_owned()));
    }
    let delimiter = delimiter(&first, named);
    // Behind it a quotation mark would open nothing.
    if first.starts_with(MARK) {
        first.drain(..MARK.len());
    }
    let stream = first.as_slice().chain(stream);
    let mut table = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(stream);
    let names = names(table.byte_headers().map_err(fault)?);
    if names.is_empty() {
        return Ok(());
    }
    columns::check(&names)?;
    let places: HashMap<String, usize> = names.iter().enumerate().map(|(i, name)| (name.to_lowercase(), i)).collect();
    let mut row = csv::ByteRecord::new();
    loop {
        match table.read_byte_record(&mut row) {
            Ok(false) => return Ok(()),
            Ok(true) => {}
            Err(error) => {
                // The reader goes on behind a fault of form, not behind one of the stream.
                let ends = error.is_io_error();
                if taker.fault("row", fault(error)).is_err() || ends {
                    return Ok(());
                }
                continue;
            }
        }
        if taker.passes() {
            continue;
        }
        let parts = if row.as_slice().len() as u64 > limits.input {
            Err(ReadError::TooLarge { limit: limits.input })
        } else if row.iter().skip(names.len()).any(|field| !field.trim_ascii().is_empty()) {
            // Cut to its columns, it would be an article that breaks off.
            Err(ReadError::Fields { fields: row.len(), named: names.len(), delimiter: word(delimiter) })
        } else {
            // A cell alone may be too short to tell.
            let encoding = decode::likeliest(row.as_slice());
            let get = |name: &str| {
                let cell = row.get(*places.get(name)?).unwrap_or_default();
                Some(encoding.decode_without_bom_handling(cell).0.into_owned())
            };
            Row { get: &get }.parts()
        };
        if taker.found("row", parts).is_err() {
            return Ok(());
        }
    }
}

/// The delimiter of a table: the one that its extension names; but spreadsheets write `.csv` with semicolons where commas
/// stand in numbers, and some with tabs.
fn delimiter(first: &[u8], named: u8) -> u8 {
    let parts = |by: &u8| {
        let mut row = csv::ByteRecord::new();
        let first = first.strip_prefix(MARK).unwrap_or(first);
        let mut line = csv::ReaderBuilder::new().has_headers(false).delimiter(*by).from_reader(first);
        line.read_byte_record(&mut row).is_ok() && row.len() > 1
    };
    if named != b',' || parts(&named) { named } else { [b';', b'\t'].into_iter().find(parts).unwrap_or(named) }
}

fn word(delimiter: u8) -> &'static str {
    match delimiter {
        b';' => "semicolon",
        b'\t' => "tab",
        _ => "comma",
    }
}

fn names(first: &csv::ByteRecord) -> Vec<String> {
    let encoding = decode::likeliest(first.as_slice());
    let name = |cell| encoding.decode_without_bom_handling(cell).0.trim_start_matches('\u{feff}').trim().to_owned();
    first.iter().map(name).collect()
}

fn fault(error: csv::Error) -> ReadError {
    ReadError::Collection(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_tells_the_delimiter() {
        for (first, named, expected) in [
            ("title,text\n", b',', b','),
            ("title;text\n", b',', b';'),
            ("title\ttext\r\n", b',', b'\t'),
            ("title;text", b'\t', b'\t'),
            ("text\n", b',', b','),
            ("\"a;b\"\n", b',', b','),
            ("title;x,text\n", b',', b','),
            ("\u{feff}\"title\";\"text\"\n", b',', b';'),
            ("", b',', b','),
        ] {
            assert_eq!(char::from(delimiter(first.as_bytes(), named)), char::from(expected), "{first:?}");
        }
    }
}
