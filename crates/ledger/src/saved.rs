//! Selections that people come back to.

use jiff::Timestamp;
use rusqlite::params;
use serde::Serialize;

use crate::{Ledger, LedgerError, store};

/// A selection under a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SavedView {
    /// Its name.
    pub name: String,
    /// What is selected, as the end of an address: "speaker=Iran&since=2024-01-01".
    pub selection: String,
    /// Who saved it.
    pub person: String,
}

impl Ledger {
    /// Saves a selection under a name; an earlier one of that name no longer counts. None drops it.
    ///
    /// # Errors
    /// When the ledger can't be written to.
    pub fn save_view(
        &mut self,
        name: &str,
        selection: Option<&str>,
        person: &str,
        now: Timestamp,
    ) -> Result<(), LedgerError> {
        self.connection.execute(
            "INSERT INTO saved_view (name, selection, person, recorded) VALUES (?, ?, ?, ?)",
            params![name, selection, person, store::time(now)],
        )?;
        Ok(())
    }

    /// The saved views, by name.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn saved_views(&self) -> Result<Vec<SavedView>, LedgerError> {
        let mut query = self.connection.prepare_cached(
            "SELECT name, selection, person FROM saved_view
             WHERE id IN (SELECT MAX(id) FROM saved_view GROUP BY name) AND selection IS NOT NULL ORDER BY name",
        )?;
        let rows = query
            .query_map([], |row| Ok(SavedView { name: row.get(0)?, selection: row.get(1)?, person: row.get(2)? }))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
