//! Parquet tables, a row group at a time.

use std::collections::HashMap;
use std::fs::File;

use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;

use super::Taker;
use super::columns::Row;
use crate::ReadError;

pub(super) fn read(file: File, taker: &mut Taker) -> Result<(), ReadError> {
    let reader = SerializedFileReader::new(file).map_err(fault)?;
    for row in reader.get_row_iter(None).map_err(fault)? {
        if taker.passes() {
            continue;
        }
        let parts = row.map_err(fault).and_then(|row| {
            let columns: HashMap<String, String> =
                row.get_column_iter().filter_map(|(name, field)| Some((name.to_lowercase(), text(field)?))).collect();
            let get = |name: &str| columns.get(name).cloned();
            Row { get: &get }.parts()
        });
        if taker.found("row", parts).is_err() {
            return Ok(());
        }
    }
    Ok(())
}

fn text(field: &Field) -> Option<String> {
    match field {
        Field::Null => None,
        Field::Str(text) => Some(text.clone()),
        Field::Bytes(bytes) => Some(String::from_utf8_lossy(bytes.data()).into_owned()),
        Field::TimestampMicros(micros) => Some((micros / 1000).to_string()),
        other => Some(other.to_string()),
    }
}

fn fault(error: ParquetError) -> ReadError {
    ReadError::Collection(error.to_string())
}
