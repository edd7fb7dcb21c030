//! Tables of delimited text, with the names of their columns in the first row.

use std::collections::HashMap;
use std::io::Read;

use super::Taker;
use super::columns::Row;
use crate::{Limits, ReadError};

pub(super) fn read(stream: impl Read, delimiter: u8, limits: &Limits, taker: &mut Taker) -> Result<(), ReadError> {
    let mut table = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(stream);
    let names: HashMap<String, usize> =
        table.byte_headers().map_err(fault)?.iter().enumerate().map(|(i, name)| (column(name), i)).collect();
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
        let get = |name: &str| Some(String::from_utf8_lossy(row.get(*names.get(name)?)?).into_owned());
        let large = row.as_slice().len() as u64 > limits.input;
        let parts = if large { Err(ReadError::TooLarge { limit: limits.input }) } else { Row { get: &get }.parts() };
        if taker.found("row", parts).is_err() {
            return Ok(());
        }
    }
}

fn column(name: &[u8]) -> String {
    String::from_utf8_lossy(name).trim_start_matches('\u{feff}').trim().to_lowercase()
}

fn fault(error: csv::Error) -> ReadError {
    ReadError::Collection(error.to_string())
}
