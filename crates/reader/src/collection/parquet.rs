//! Parquet tables, a row group at a time.

use std::collections::HashMap;
use std::fs::File;

use jiff::Timestamp;
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;

use super::Taker;
use super::columns::{self, Row};
use crate::{ReadError, decode};

/// Seconds of a day.
const DAY: i64 = 86_400;

pub(super) fn read(file: File, taker: &mut Taker) -> Result<(), ReadError> {
    let reader = SerializedFileReader::new(file).map_err(fault)?;
    let fields = reader.metadata().file_metadata().schema().get_fields();
    columns::check(&fields.iter().map(|field| field.name().to_owned()).collect::<Vec<_>>())?;
    for row in reader.get_row_iter(None).map_err(fault)? {
        // Behind a row that can't be read there is no next one: it would be the same again without end.
        let row = row.map_err(|error| {
            ReadError::Collection(format!("its rows can't be read from {} on: {error}", taker.position + 1))
        })?;
        if taker.passes() {
            continue;
        }
        let columns: HashMap<String, &Field> =
            row.get_column_iter().map(|(name, field)| (name.to_lowercase(), field)).collect();
        let get = |name: &str| columns.get(name).map(|field| text(field));
        if taker.found("row", Row { get: &get }.parts()).is_err() {
            return Ok(());
        }
    }
    Ok(())
}

/// What a field holds, as text; nothing where it holds nothing, or a time that is none. Times in nanoseconds come as bare
/// numbers.
fn text(field: &Field) -> String {
    let time = |time: Result<Timestamp, jiff::Error>| time.map_or_else(|_| String::new(), |time| time.to_string());
    match field {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        Field::Bytes(bytes) => decode::likeliest(bytes.data()).decode_without_bom_handling(bytes.data()).0.into_owned(),
        Field::Date(days) => time(Timestamp::from_second(i64::from(*days) * DAY)),
        Field::TimestampMillis(millis) => time(Timestamp::from_millisecond(*millis)),
        Field::TimestampMicros(micros) => time(Timestamp::from_microsecond(*micros)),
        other => other.to_string(),
    }
}

fn fault(error: ParquetError) -> ReadError {
    ReadError::Collection(error.to_string())
}
