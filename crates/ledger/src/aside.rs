//! What was set aside: inputs that gave no article, or one that was not to be read, with what was received of them.

use jiff::Timestamp;
use rusqlite::{Row, params};
use serde::Serialize;

use crate::page::{self, Evidence};
use crate::{Ledger, LedgerError, store};

/// Why something was set aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// No article could be read from it.
    Unreadable,
    /// Its article is in a language that isn't extracted.
    Language,
}

/// Something to set aside.
#[derive(Clone, Debug)]
pub struct Aside {
    /// Where it stands: a file, an address, or a place in a collection.
    pub place: String,
    /// Why.
    pub ground: Ground,
    /// What is wrong with it, or its language.
    pub reason: String,
    /// What was received, if anything.
    pub evidence: Option<Evidence>,
}

/// Something that was set aside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AsideRow {
    /// Its number.
    pub id: i64,
    /// Where it stands.
    pub place: String,
    /// Where it came from.
    pub url: Option<String>,
    /// Why.
    pub ground: Ground,
    /// What is wrong with it, or its language.
    pub reason: String,
    /// Hash of the bytes that were received, if any were.
    pub page: Option<String>,
    /// How often it was tried.
    pub attempts: i64,
    /// When it was tried last, in RFC 3339.
    pub recorded: String,
}

impl Ground {
    /// As it stands in the file and in output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Language => "language",
        }
    }
}

impl Ledger {
    /// Sets things aside; a place that was set aside before counts one attempt more.
    ///
    /// # Errors
    /// When the file can't be written to. Then none is kept.
    pub fn set_aside(&mut self, asides: &[Aside], now: Timestamp) -> Result<(), LedgerError> {
        let transaction = self.connection.transaction()?;
        let now = store::time(now);
        for Aside { place, ground, reason, evidence } in asides {
            let page = evidence.as_ref().map(Evidence::hash);
            if let (Some(evidence), Some(hash)) = (evidence, &page) {
                page::keep(&transaction, evidence, hash, &now)?;
            }
            let url = evidence.as_ref().and_then(|evidence| evidence.url.as_deref());
            transaction
                .prepare_cached(
                    "INSERT INTO aside (place, url, kind, reason, page, attempts, recorded)
                     VALUES (?1, ?2, ?3, ?4, ?5, 1, ?6)
                     ON CONFLICT (place) DO UPDATE SET url = ifnull(?2, url), kind = ?3, reason = ?4,
                       page = ifnull(?5, page), attempts = attempts + 1, recorded = ?6, taken_in = NULL",
                )?
                .execute(params![place, url, ground.as_str(), reason, page, now])?;
        }
        transaction.commit()?;
        Ok(())
    }

    /// What is set aside and was not taken in since, the oldest first; `ground` leaves out the rest.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn aside(&self, ground: Option<Ground>) -> Result<Vec<AsideRow>, LedgerError> {
        let mut query = self.connection.prepare(
            "SELECT id, place, url, kind, reason, page, attempts, recorded FROM aside
             WHERE taken_in IS NULL AND (?1 IS NULL OR kind = ?1) ORDER BY id",
        )?;
        Ok(query.query_map([ground.map(Ground::as_str)], row)?.collect::<Result<_, _>>()?)
    }

    /// What was received of something that was set aside, and how it came.
    ///
    /// # Errors
    /// When the file can't be read, or the bytes aren't those that were hashed.
    pub fn received(&self, aside: &AsideRow) -> Result<Option<Evidence>, LedgerError> {
        let Some(hash) = &aside.page else { return Ok(None) };
        let Some(bytes) = self.page(hash)? else { return Ok(None) };
        let mut query = self.connection.prepare_cached(
            "SELECT fetched, media_type FROM visit WHERE page = ? AND url IS ? ORDER BY id DESC LIMIT 1",
        )?;
        let came = query.query_map(params![hash, aside.url], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let (fetched, media_type): (Option<String>, _) = store::first(came)?.unwrap_or_default();
        let fetched = fetched.and_then(|at| at.parse().ok());
        Ok(Some(Evidence { bytes, url: aside.url.clone(), fetched, media_type }))
    }

    /// Marks what was set aside at a place as taken in.
    ///
    /// # Errors
    /// When the file can't be written to.
    pub fn took_in(&self, place: &str, now: Timestamp) -> Result<(), LedgerError> {
        self.connection
            .prepare_cached("UPDATE aside SET taken_in = ? WHERE place = ? AND taken_in IS NULL")?
            .execute(params![store::time(now), place])?;
        Ok(())
    }

    /// How many entries of a collection are done with.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn progress_of(&self, source: &str) -> Result<u64, LedgerError> {
        let mut query = self.connection.prepare_cached("SELECT position FROM progress WHERE source = ?")?;
        let found: Option<i64> = store::first(query.query_map([source], |row| row.get(0))?)?;
        Ok(found.and_then(|position| u64::try_from(position).ok()).unwrap_or(0))
    }

    /// Notes how many entries of a collection are done with.
    ///
    /// # Errors
    /// When the file can't be written to.
    pub fn note_progress(&self, source: &str, position: u64, now: Timestamp) -> Result<(), LedgerError> {
        let position = i64::try_from(position).unwrap_or(i64::MAX);
        self.connection
            .prepare_cached(
                "INSERT INTO progress VALUES (?, ?, ?) ON CONFLICT (source)
                 DO UPDATE SET position = excluded.position, recorded = excluded.recorded",
            )?
            .execute(params![source, position, store::time(now)])?;
        Ok(())
    }
}

fn row(row: &Row<'_>) -> rusqlite::Result<AsideRow> {
    let kind: String = row.get(3)?;
    Ok(AsideRow {
        id: row.get(0)?,
        place: row.get(1)?,
        url: row.get(2)?,
        ground: if kind == Ground::Language.as_str() { Ground::Language } else { Ground::Unreadable },
        reason: row.get(4)?,
        page: row.get(5)?,
        attempts: row.get(6)?,
        recorded: row.get(7)?,
    })
}
