//! What is followed: feeds with their state, and the articles that they named.

use std::collections::BTreeSet;

use jiff::Timestamp;
use rusqlite::{Row, params};
use serde::Serialize;

use crate::{Ledger, LedgerError, store};

/// A feed and how it stands with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FeedRow {
    /// Its address.
    pub address: String,
    /// What it calls itself.
    pub title: Option<String>,
    /// Its `ETag`, as it was last.
    pub etag: Option<String>,
    /// Its `Last-Modified`, as it was last.
    pub modified: Option<String>,
    /// When it answered last, in RFC 3339.
    pub fetched: Option<String>,
    /// When it is fetched next.
    pub due: String,
    /// Failures since the last answer.
    pub failures: u32,
    /// What went wrong last.
    pub fault: Option<String>,
    /// Seconds between two visits.
    pub pace: u32,
    /// Articles that it has named and that still wait to be fetched; counted for lists alone.
    pub waiting: u64,
}

/// An article that a feed named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedEntry {
    /// Its address.
    pub url: String,
    /// When the feed says it was published.
    pub published: Option<Timestamp>,
}

/// An article that waits to be fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingEntry {
    /// Its address.
    pub url: String,
    /// How often that was tried.
    pub attempts: u32,
    /// When its feed says it was published.
    pub published: Option<Timestamp>,
    /// What its feed calls itself.
    pub feed: Option<String>,
}

impl Ledger {
    /// Follows feeds from `now` on; those that are followed already stay as they are.
    ///
    /// # Errors
    /// When the file can't be written to.
    pub fn follow(&mut self, addresses: &[String], pace: u32, now: Timestamp) -> Result<(), LedgerError> {
        let transaction = self.connection.transaction()?;
        for address in addresses {
            transaction
                .prepare_cached(
                    "INSERT INTO feed (address, due, failures, pace) VALUES (?, ?, 0, ?) ON CONFLICT DO NOTHING",
                )?
                .execute(params![address, store::time(now), pace])?;
        }
        transaction.commit()?;
        Ok(())
    }

    /// Follows feeds no longer: what they named and wasn't fetched yet is dropped, what was read stays. Returns the
    /// addresses that aren't followed; if there are any, all stays as it was.
    ///
    /// # Errors
    /// When the file can't be written to. Then none is forgotten.
    pub fn forget(&mut self, addresses: &[String]) -> Result<Vec<String>, LedgerError> {
        let transaction = self.connection.transaction()?;
        let mut strange = Vec::new();
        for address in addresses.iter().collect::<BTreeSet<_>>() {
            let forgotten = transaction.prepare_cached("DELETE FROM feed WHERE address = ?")?.execute([address])?;
            if forgotten == 0 {
                strange.push(address.clone());
            }
            // Articles that are done with stay known: a feed that is followed again doesn't bring them back.
            transaction.prepare_cached("DELETE FROM entry WHERE feed = ? AND due IS NOT NULL")?.execute([address])?;
        }
        if strange.is_empty() {
            transaction.commit()?;
        }
        Ok(strange)
    }

    /// What is followed, the feeds that are due first.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn feeds(&self) -> Result<Vec<FeedRow>, LedgerError> {
        let mut query = self.connection.prepare(
            "SELECT address, title, etag, modified, fetched, due, failures, fault, pace,
               (SELECT count(*) FROM entry WHERE entry.feed = address AND entry.due IS NOT NULL)
             FROM feed ORDER BY due, address",
        )?;
        Ok(query.query_map([], feed)?.collect::<Result<_, _>>()?)
    }

    /// The feeds that are due, the earliest first.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn due_feeds(&self, now: Timestamp) -> Result<Vec<FeedRow>, LedgerError> {
        let mut query = self.connection.prepare_cached(
            "SELECT address, title, etag, modified, fetched, due, failures, fault, pace, 0
             FROM feed WHERE due <= ? ORDER BY due, address",
        )?;
        Ok(query.query_map([store::time(now)], feed)?.collect::<Result<_, _>>()?)
    }

    /// Notes the articles that a feed named; returns how many of them are new. One that was forgotten while it was asked
    /// names none.
    ///
    /// # Errors
    /// When the file can't be written to. Then none is noted.
    pub fn note_named(&mut self, feed: &str, named: &[NamedEntry], now: Timestamp) -> Result<usize, LedgerError> {
        let transaction = self.connection.transaction()?;
        let now = store::time(now);
        let mut new = 0;
        for NamedEntry { url, published } in named {
            new += transaction
                .prepare_cached(
                    "INSERT INTO entry SELECT ?1, ?2, ?3, ?4, ?4, 0
                     WHERE EXISTS (SELECT 1 FROM feed WHERE address = ?2) ON CONFLICT DO NOTHING",
                )?
                .execute(params![url, feed, published.map(store::time), now])?;
        }
        transaction.commit()?;
        Ok(new)
    }

    /// Notes how a visit to a feed went, if it is still followed.
    ///
    /// # Errors
    /// When the file can't be written to.
    pub fn note_visit(&self, feed: &FeedRow) -> Result<(), LedgerError> {
        self.connection
            .prepare_cached(
                "UPDATE feed SET title = ?2, etag = ?3, modified = ?4, fetched = ?5, due = ?6, failures = ?7, fault = ?8,
                   pace = ?9 WHERE address = ?1",
            )?
            .execute(params![
                feed.address,
                feed.title,
                feed.etag,
                feed.modified,
                feed.fetched,
                feed.due,
                feed.failures,
                feed.fault,
                feed.pace
            ])?;
        Ok(())
    }

    /// Articles that are due, the earliest first, `limit` at most.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn due_entries(&self, now: Timestamp, limit: u32) -> Result<Vec<WaitingEntry>, LedgerError> {
        let mut query = self.connection.prepare_cached(
            "SELECT url, attempts, published, title FROM entry LEFT JOIN feed ON feed.address = entry.feed
             WHERE entry.due <= ? ORDER BY entry.due, url LIMIT ?",
        )?;
        let rows = query.query_map(params![store::time(now), limit], |row| {
            let published: Option<String> = row.get(2)?;
            Ok(WaitingEntry {
                url: row.get(0)?,
                attempts: row.get(1)?,
                published: published.and_then(|at| at.parse().ok()),
                feed: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// When the next feed or article is due, in RFC 3339.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn next_due(&self) -> Result<Option<Timestamp>, LedgerError> {
        let due: Option<String> = self.connection.query_row(
            "SELECT min(due) FROM (SELECT due FROM feed UNION ALL SELECT due FROM entry WHERE due IS NOT NULL)",
            [],
            |row| row.get(0),
        )?;
        Ok(due.and_then(|due| due.parse().ok()))
    }

    /// Notes that an article was tried: `again` is when it is tried next, `None` where it is done with.
    ///
    /// # Errors
    /// When the file can't be written to.
    pub fn note_attempt(&self, url: &str, again: Option<Timestamp>) -> Result<(), LedgerError> {
        self.connection
            .prepare_cached("UPDATE entry SET due = ?, attempts = attempts + 1 WHERE url = ?")?
            .execute(params![again.map(store::time), url])?;
        Ok(())
    }
}

/// A time as rows of feeds have it.
#[must_use]
pub fn time(at: Timestamp) -> String {
    store::time(at)
}

fn feed(row: &Row<'_>) -> rusqlite::Result<FeedRow> {
    Ok(FeedRow {
        address: row.get(0)?,
        title: row.get(1)?,
        etag: row.get(2)?,
        modified: row.get(3)?,
        fetched: row.get(4)?,
        due: row.get(5)?,
        failures: row.get(6)?,
        fault: row.get(7)?,
        pace: row.get(8)?,
        waiting: row.get::<_, i64>(9)?.unsigned_abs(),
    })
}
