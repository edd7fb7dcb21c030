//! The file: its schema, with the steps from each version to the next.

use std::path::Path;
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use crate::{LedgerError, meeting};

/// How long to wait for another writer.
const PATIENCE: Duration = Duration::from_secs(5);

/// Kilobytes of the file that a writer holds in memory: keys are spread all over it.
const CACHE: i64 = 64 << 10;

/// Pages of the log after which it is written into the file: many, since most pages change again and again.
const LOG: i64 = 16 << 10;

/// What turns schema N into N + 1, from an empty file on.
const STEPS: [&str; 10] = [
    include_str!("schema/1.sql"),
    include_str!("schema/2.sql"),
    include_str!("schema/3.sql"),
    include_str!("schema/4.sql"),
    include_str!("schema/5.sql"),
    include_str!("schema/6.sql"),
    include_str!("schema/7.sql"),
    include_str!("schema/8.sql"),
    include_str!("schema/9.sql"),
    include_str!("schema/10.sql"),
];

/// The first schema under whose keys statements lie as they do now: what was settled under an earlier one is settled
/// again.
const KEYS_SINCE: u32 = 8;

/// An open ledger.
#[derive(Debug)]
pub struct Ledger {
    pub(crate) connection: Connection,
}

impl Ledger {
    /// Opens the ledger at `path` to read and write; a file that isn't there is made.
    ///
    /// # Errors
    /// When the file can't be opened, is no ledger, is newer than this program, or can't be written to.
    pub fn open(path: &Path) -> Result<Self, LedgerError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut ledger = Self::connect(path, flags)?;
        ledger.connection.pragma_update(None, "journal_mode", "wal")?;
        ledger.connection.pragma_update(None, "synchronous", "normal")?;
        ledger.connection.pragma_update(None, "cache_size", -CACHE)?;
        ledger.connection.pragma_update(None, "wal_autocheckpoint", LOG)?;
        ledger.migrate()?;
        Ok(ledger)
    }

    /// Opens the ledger at `path` to read.
    ///
    /// # Errors
    /// When the file isn't there, is no ledger, or was made by an older or newer program.
    pub fn open_to_read(path: &Path) -> Result<Self, LedgerError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let ledger = Self::connect(path, flags)?;
        match ledger.version()? {
            version if version == known() => Ok(ledger),
            version if version > known() => Err(LedgerError::Newer { found: version, known: known() }),
            // Only a writer brings it up to date.
            _ => Self::open(path),
        }
    }

    /// Opens this ledger's file once more, to read it beside the writing.
    ///
    /// # Errors
    /// When the file can't be opened.
    pub fn another_to_read(&self) -> Result<Self, LedgerError> {
        Self::open_to_read(Path::new(self.connection.path().unwrap_or_default()))
    }

    /// Lets the file grow by no more than so many pages, as a full disk would.
    ///
    /// # Errors
    /// When the file can't be read.
    #[doc(hidden)]
    pub fn limit_pages(&self, more: u32) -> Result<(), LedgerError> {
        let pages: u32 = self.connection.pragma_query_value(None, "page_count", |row| row.get(0))?;
        Ok(self.connection.pragma_update_and_check(None, "max_page_count", pages + more, |_| Ok(()))?)
    }

    fn connect(path: &Path, flags: OpenFlags) -> Result<Self, LedgerError> {
        let open = |source| LedgerError::Open { path: path.to_owned(), source };
        let connection = Connection::open_with_flags(path, flags).map_err(open)?;
        connection.busy_timeout(PATIENCE)?;
        connection.pragma_update(None, "foreign_keys", true)?;
        // An index made for one question, over all claims, costs more than any page.
        connection.pragma_update(None, "automatic_index", false)?;
        Ok(Self { connection })
    }

    fn version(&self) -> Result<u32, LedgerError> {
        Ok(self.connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
    }

    /// Brings an older file up to date, in one transaction, and settles what has to be settled since.
    fn migrate(&mut self) -> Result<(), LedgerError> {
        let found = self.version()?;
        if found == known() {
            return Ok(());
        }
        if found > known() {
            return Err(LedgerError::Newer { found, known: known() });
        }
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another program may have been faster.
        let found: u32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
        for step in STEPS.iter().skip(found as usize) {
            transaction.execute_batch(step)?;
        }
        if found < KEYS_SINCE {
            meeting::rebuild(&transaction)?;
        }
        transaction.pragma_update(None, "user_version", known())?;
        transaction.commit()?;
        self.settle(Timestamp::now())
    }
}

/// The newest schema.
fn known() -> u32 {
    STEPS.len() as u32
}
