//! How values lie in the file.

use hearsay::Caption;
use jiff::Timestamp;
use rusqlite::{Params, Row, Statement};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::LedgerError;

/// A time as it is stored: UTC with microseconds, so that text sorts as time does.
pub(crate) fn time(at: Timestamp) -> String {
    format!("{at:.6}")
}

/// Numbers, eight bytes each.
pub(crate) fn packed(numbers: &[u64]) -> Vec<u8> {
    numbers.iter().flat_map(|n| n.to_le_bytes()).collect()
}

/// The numbers of [`packed`] bytes.
pub(crate) fn unpacked(bytes: &[u8]) -> Vec<u64> {
    bytes.as_chunks().0.iter().map(|b| u64::from_le_bytes(*b)).collect()
}

pub(crate) fn json<T: Serialize>(value: &T) -> Result<String, LedgerError> {
    serde_json::to_string(value).map_err(|source| LedgerError::Record { place: "a new record".to_owned(), source })
}

/// A stored record; `place` names it where it can't be read.
pub(crate) fn parsed<T: DeserializeOwned>(text: &str, place: impl FnOnce() -> String) -> Result<T, LedgerError> {
    serde_json::from_str(text).map_err(|source| LedgerError::Record { place: place(), source })
}

/// The captions of an article, as they are stored.
pub(crate) fn captions(stored: Option<&str>, article: &str) -> Result<Vec<Caption>, LedgerError> {
    stored.map_or_else(|| Ok(Vec::new()), |json| parsed(json, || format!("the captions of article {article}")))
}

/// The first row of a query, if there is one.
pub(crate) fn first<T>(mut rows: impl Iterator<Item = rusqlite::Result<T>>) -> rusqlite::Result<Option<T>> {
    rows.next().transpose()
}

/// The only column of a row.
pub(crate) fn text(row: &Row<'_>) -> rusqlite::Result<String> {
    row.get(0)
}

/// Hands on the rows of a query one by one; none is held.
pub(crate) fn each<E: From<LedgerError>>(
    query: &mut Statement<'_>,
    parameters: impl Params,
    mut take: impl FnMut(&Row<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let mut rows = query.query(parameters).map_err(LedgerError::from)?;
    while let Some(row) = rows.next().map_err(LedgerError::from)? {
        take(row)?;
    }
    Ok(())
}
