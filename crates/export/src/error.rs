use std::io;

use hearsay_gazetteer::GazetteerError;
use hearsay_ledger::LedgerError;

/// Why an export ended early. What was written until then is no whole file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExportError {
    /// The ledger can't be read.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The target can't be written to.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The form is written to something else.
    #[error("this form is written to {0}")]
    Target(&'static str),
    /// A table can't be written.
    #[error("a table can't be written: {0}")]
    Table(String),
    /// The program's own knowledge can't be read.
    #[error(transparent)]
    Gazetteer(#[from] GazetteerError),
    /// The codes of a pack can't be read.
    #[error("packs/arms/plover.toml: {0}")]
    Codes(#[from] toml::de::Error),
}

impl From<serde_json::Error> for ExportError {
    fn from(error: serde_json::Error) -> Self {
        Self::Io(error.into())
    }
}

impl From<csv::Error> for ExportError {
    fn from(error: csv::Error) -> Self {
        Self::Io(error.into())
    }
}

impl From<serde_arrow::Error> for ExportError {
    fn from(error: serde_arrow::Error) -> Self {
        Self::Table(error.to_string())
    }
}

impl From<parquet::errors::ParquetError> for ExportError {
    fn from(error: parquet::errors::ParquetError) -> Self {
        match error {
            parquet::errors::ParquetError::External(source) => Self::Table(source.to_string()),
            other => Self::Table(other.to_string()),
        }
    }
}
