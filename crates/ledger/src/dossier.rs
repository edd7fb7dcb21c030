//! Dossiers: compiled from what the ledger holds, and kept as people compose them.

use std::collections::BTreeMap;

use hearsay::dossier::{Archived, Dossier, Draft, Extent, Outline};
use hearsay::proposition::Proposition;
use jiff::Timestamp;
use rusqlite::{Row, params};

use crate::view::View;
use crate::{Ledger, LedgerError, store};

/// A dossier as somebody composed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedDossier {
    /// Its name, which is its title.
    pub name: String,
    /// What it is composed of.
    pub draft: Draft,
    /// Who composed it last.
    pub person: String,
    /// When.
    pub recorded: String,
}

impl Ledger {
    /// The dossier of propositions, from their ids or the beginnings of them, with their sentences as they counted in the
    /// view.
    ///
    /// # Errors
    /// When the file can't be read, has no such proposition, or several that begin so.
    pub fn dossier(&self, view: View, ids: &[String], extent: Extent) -> Result<Dossier, LedgerError> {
        let propositions = ids.iter().map(|id| Ok(self.proposition(view, id)?.proposition));
        let propositions: Vec<Proposition> = propositions.collect::<Result<_, LedgerError>>()?;
        let outline = Outline::of(&propositions, extent);
        let statements = self.statements_in(view, outline.statements())?;
        let mut query = self.connection.prepare_cached("SELECT raw_hash, url, first_seen FROM article WHERE id = ?")?;
        let columns = |row: &Row<'_>| Ok(Archived { hash: row.get(0)?, url: row.get(1)?, first_seen: row.get(2)? });
        let mut archive = BTreeMap::new();
        for statement in &statements {
            let article = &statement.article.id;
            if !archive.contains_key(article)
                && let Some(archived) = store::first(query.query_map([article], columns)?)?
            {
                archive.insert(article.clone(), archived);
            }
        }
        Ok(outline.compile(&statements, &archive))
    }

    /// Keeps a dossier under a name; an earlier one of that name no longer counts. None drops it.
    ///
    /// # Errors
    /// When the ledger can't be written to.
    pub fn save_dossier(
        &mut self,
        name: &str,
        draft: Option<&Draft>,
        person: &str,
        now: Timestamp,
    ) -> Result<(), LedgerError> {
        let parts = draft.map(store::json).transpose()?;
        self.connection.execute(
            "INSERT INTO dossier (name, draft, person, recorded) VALUES (?, ?, ?, ?)",
            params![name, parts, person, store::time(now)],
        )?;
        Ok(())
    }

    /// The dossiers that are kept, by name.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn saved_dossiers(&self) -> Result<Vec<SavedDossier>, LedgerError> {
        let mut query = self.connection.prepare_cached(
            "SELECT name, draft, person, recorded FROM dossier
             WHERE id IN (SELECT MAX(id) FROM dossier GROUP BY name) AND draft IS NOT NULL ORDER BY name",
        )?;
        query.query_map([], columns)?.map(|row| saved(row?)).collect()
    }

    /// The dossier that is kept under a name.
    ///
    /// # Errors
    /// When there is none, or the file can't be read.
    pub fn saved_dossier(&self, name: &str) -> Result<SavedDossier, LedgerError> {
        let mut query = self.connection.prepare_cached(
            "SELECT name, draft, person, recorded FROM dossier WHERE name = ? ORDER BY id DESC LIMIT 1",
        )?;
        let last = store::first(query.query_map([name], columns)?)?.filter(|(_, draft, ..)| draft.is_some());
        last.map_or_else(|| Err(LedgerError::Absent { what: "dossier", id: name.to_owned() }), saved)
    }

    /// A dossier that is kept, compiled from what is known now.
    ///
    /// # Errors
    /// When the file can't be read, or has none of its propositions.
    pub fn compiled(&self, saved: &SavedDossier, extent: Extent) -> Result<Dossier, LedgerError> {
        let ids = saved.draft.propositions();
        Ok(self.dossier(View::default(), &ids, extent)?.composed(&saved.draft, &saved.name, &saved.person))
    }
}

type Columns = (String, Option<String>, String, String);

fn columns(row: &Row<'_>) -> rusqlite::Result<Columns> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
}

fn saved((name, draft, person, recorded): Columns) -> Result<SavedDossier, LedgerError> {
    let draft = store::parsed(draft.as_deref().unwrap_or("null"), || format!("dossier {name}"))?;
    Ok(SavedDossier { name, draft, person, recorded })
}
