//! The bytes behind articles: what was received, kept as evidence.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use crate::{Ledger, LedgerError, store};

/// What an article was read from, as it was received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Where from.
    pub url: Option<String>,
    /// When, where that is known.
    pub fetched: Option<Timestamp>,
    /// What the server said of them: "text/html; charset=utf-8".
    pub media_type: Option<String>,
}

/// A page of the ledger, with how it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// Hash of the page's bytes.
    pub page: String,
    /// Where from.
    pub url: Option<String>,
    /// When it was received, or else recorded.
    pub at: Timestamp,
    /// What the server said of it.
    pub media_type: Option<String>,
    /// Title of an article that was read from it.
    pub title: Option<String>,
}

impl Evidence {
    /// The hash by which the ledger knows the bytes.
    #[must_use]
    pub fn hash(&self) -> String {
        hash(&self.bytes)
    }
}

impl Ledger {
    /// The bytes of a page; `None` where the ledger has none of this hash.
    ///
    /// # Errors
    /// When the file can't be read, or the bytes aren't those that were hashed.
    pub fn page(&self, hash: &str) -> Result<Option<Vec<u8>>, LedgerError> {
        let mut query = self.connection.prepare_cached("SELECT bytes, length FROM page WHERE hash = ?")?;
        let found: Option<(Vec<u8>, i64)> = query.query_row([hash], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let Some((packed, length)) = found else { return Ok(None) };
        match unpacked(&packed, length).filter(|bytes| self::hash(bytes) == hash) {
            Some(bytes) => Ok(Some(bytes)),
            None => Err(LedgerError::Damaged(format!("page {hash} isn't what was hashed"))),
        }
    }

    /// Whether the ledger has the page with a hash.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn has_page(&self, hash: &str) -> Result<bool, LedgerError> {
        is_kept(&self.connection, hash)
    }

    /// Calls `each` with every page that came from an address, in the order in which they were recorded.
    ///
    /// # Errors
    /// When the file can't be read, and those of `each`.
    pub fn visits<E: From<LedgerError>>(&self, mut each: impl FnMut(Visit) -> Result<(), E>) -> Result<(), E> {
        let read = |error: rusqlite::Error| LedgerError::from(error);
        let mut query = self
            .connection
            .prepare(
                "SELECT page, url, ifnull(fetched, recorded), media_type,
                   (SELECT title FROM article WHERE raw_hash = page LIMIT 1)
                 FROM visit WHERE url IS NOT NULL ORDER BY id",
            )
            .map_err(read)?;
        let mut rows = query.query([]).map_err(read)?;
        while let Some(row) = rows.next().map_err(read)? {
            let visit = || {
                let at: String = row.get(2)?;
                Ok(Visit {
                    page: row.get(0)?,
                    url: row.get(1)?,
                    at: at.parse().unwrap_or(Timestamp::UNIX_EPOCH),
                    media_type: row.get(3)?,
                    title: row.get(4)?,
                })
            };
            each(visit().map_err(read)?)?;
        }
        Ok(())
    }

    /// Whether this version of the program has read an article from these bytes, and it still counts: at this address or from
    /// this place, and as this outlet's, where these are known.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn has_read(
        &self,
        page: &str,
        address: Option<&str>,
        outlet: Option<&str>,
        program: &str,
    ) -> Result<bool, LedgerError> {
        let mut query = self.connection.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM article JOIN reading ON reading.article = article.id
             WHERE raw_hash = ?1
               AND (?2 IS NULL OR address = ?2 OR EXISTS (SELECT 1 FROM visit WHERE page = ?1 AND url = ?2))
               AND (?3 IS NULL OR outlet = ?3) AND program = ?4 AND retired IS NULL)",
        )?;
        Ok(query.query_row(params![page, address, outlet, program], |row| row.get(0))?)
    }
}

/// Keeps what was received, under its hash; what the ledger has already is kept once.
pub(crate) fn keep(connection: &Connection, evidence: &Evidence, hash: &str, now: &str) -> Result<(), LedgerError> {
    if !is_kept(connection, hash)? {
        let length = i64::try_from(evidence.bytes.len()).unwrap_or(i64::MAX);
        connection.prepare_cached("INSERT INTO page VALUES (?, ?, ?, ?)")?.execute(params![
            hash,
            length,
            packed(&evidence.bytes)?,
            now
        ])?;
    }
    connection
        .prepare_cached(
            "INSERT INTO visit (page, url, fetched, media_type, recorded) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        )?
        .execute(params![hash, evidence.url, evidence.fetched.map(store::time), evidence.media_type, now])?;
    Ok(())
}

fn is_kept(connection: &Connection, hash: &str) -> Result<bool, LedgerError> {
    let mut query = connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM page WHERE hash = ?)")?;
    Ok(query.query_row([hash], |row| row.get(0))?)
}

/// Whether packed bytes are those of a hash.
pub(crate) fn is_sound(packed: &[u8], length: i64, hash: &str) -> bool {
    unpacked(packed, length).is_some_and(|bytes| self::hash(&bytes) == hash)
}

fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

fn packed(bytes: &[u8]) -> Result<Vec<u8>, LedgerError> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

/// The bytes that were packed, if there are so many of them.
fn unpacked(packed: &[u8], length: i64) -> Option<Vec<u8>> {
    let length = u64::try_from(length).ok()?;
    let mut bytes = Vec::new();
    ZlibDecoder::new(packed).take(length.saturating_add(1)).read_to_end(&mut bytes).ok()?;
    (bytes.len() as u64 == length).then_some(bytes)
}
