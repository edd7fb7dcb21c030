//! Tables in Apache Parquet.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::Schema;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;

use super::{Line, Sheet, Sheets, schema};
use crate::ExportError;

/// How many rows are held before they are written: with texts of the longest kind they stay below two gigabytes.
const BATCH: usize = 256;

/// Files of one table each, compressed with Zstandard.
pub(crate) enum Parquet {}

impl Sheets for Parquet {
    type Of<L: Line> = ParquetSheet<L>;
}

pub(crate) struct ParquetSheet<L> {
    schema: Arc<Schema>,
    out: ArrowWriter<File>,
    waiting: Vec<L>,
}

impl<L: Line> ParquetSheet<L> {
    fn write(&mut self) -> Result<(), ExportError> {
        if !self.waiting.is_empty() {
            self.out.write(&batch(&self.schema, &self.waiting)?)?;
            self.waiting.clear();
        }
        Ok(())
    }
}

/// The rows as columns in memory.
///
/// # Errors
/// When a value doesn't fit its column.
pub fn batch<L: Line>(schema: &Schema, lines: &[L]) -> Result<RecordBatch, ExportError> {
    Ok(serde_arrow::to_record_batch(schema.fields(), &lines)?)
}

impl<L: Line> Sheet<L> for ParquetSheet<L> {
    fn create(folder: &Path) -> Result<Self, ExportError> {
        let schema = Arc::new(schema::<L>()?);
        let properties = WriterProperties::builder().set_compression(Compression::ZSTD(ZstdLevel::default())).build();
        let file = File::create(folder.join(format!("{}.parquet", L::TABLE)))?;
        let out = ArrowWriter::try_new(file, Arc::clone(&schema), Some(properties))?;
        Ok(Self { schema, out, waiting: Vec::new() })
    }

    fn push(&mut self, line: L) -> Result<(), ExportError> {
        self.waiting.push(line);
        if self.waiting.len() >= BATCH { self.write() } else { Ok(()) }
    }

    fn finish(mut self) -> Result<(), ExportError> {
        self.write()?;
        self.out.close()?;
        Ok(())
    }
}
