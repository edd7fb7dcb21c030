//! Tables for spreadsheets.

use std::fs::File;
use std::io::BufWriter;
use std::marker::PhantomData;
use std::path::Path;

use super::{Line, Sheet, Sheets};
use crate::ExportError;

/// Comma-separated files with a line of names first (RFC 4180), in UTF-8.
pub(crate) enum Csv {}

impl Sheets for Csv {
    type Of<L: Line> = CsvSheet<L>;
}

pub(crate) struct CsvSheet<L> {
    out: csv::Writer<BufWriter<File>>,
    line: PhantomData<L>,
}

impl<L: Line> Sheet<L> for CsvSheet<L> {
    fn create(folder: &Path) -> Result<Self, ExportError> {
        let mut out = csv::WriterBuilder::new()
            .has_headers(false)
            .from_writer(BufWriter::new(File::create(folder.join(format!("{}.csv", L::TABLE)))?));
        // Also an empty table has its names.
        out.write_record(super::columns::names::<L>()?)?;
        Ok(Self { out, line: PhantomData })
    }

    fn push(&mut self, line: L) -> Result<(), ExportError> {
        Ok(self.out.serialize(line)?)
    }

    fn finish(mut self) -> Result<(), ExportError> {
        Ok(self.out.flush()?)
    }
}
