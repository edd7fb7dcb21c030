//! Columns of rows.

use arrow_schema::{DataType, Field, FieldRef, Schema, TimeUnit};
use serde_arrow::schema::{SchemaLike, TracingOptions};

use super::Line;
use crate::ExportError;

/// The columns of a table as Arrow has them: days are dates, times are of UTC, in microseconds.
///
/// # Errors
/// None for the tables of this crate.
pub fn schema<L: Line>() -> Result<Schema, ExportError> {
    // Offsets of 32 bits, which every engine reads; batches are small enough for them.
    let mut options = TracingOptions::default().sequence_as_large_list(false).strings_as_large_utf8(false);
    for &day in L::DAYS {
        options = options.overwrite(day, Field::new(day, DataType::Date32, true))?;
    }
    for &time in L::TIMES {
        let utc = DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into()));
        options = options.overwrite(time, Field::new(time, utc, true))?;
    }
    Ok(Schema::new(Vec::<FieldRef>::from_type::<L>(options)?))
}

/// The names of a table's columns.
pub(super) fn names<L: Line>() -> Result<Vec<String>, ExportError> {
    Ok(schema::<L>()?.fields().iter().map(|field| field.name().clone()).collect())
}
