//! What can go wrong with a ledger's file.

use std::path::PathBuf;

use rusqlite::ErrorCode;

/// Why the ledger could not be used. Nothing was changed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LedgerError {
    /// The file can't be opened.
    #[error("{path}: can't be opened: {source}")]
    Open {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
    /// Another program writes to the ledger.
    #[error("another program is writing to the ledger; try again when it has finished")]
    Busy,
    /// The file or its folder can't be written to.
    #[error("the ledger can't be written to: its file or folder is read-only")]
    ReadOnly,
    /// No room is left.
    #[error("the disk is full: nothing of this batch was kept; make room and run the command again")]
    Full,
    /// The file is no ledger, or it is damaged.
    #[error(
        "the file is damaged or no ledger ({0}); restore a copy, or export what `hearsay ledger check` finds sound"
    )]
    Damaged(String),
    /// A newer program made the file.
    #[error("the ledger has schema {found}, this program knows up to {known}: use a newer program")]
    Newer {
        /// The file's schema.
        found: u32,
        /// The newest that this program knows.
        known: u32,
    },
    /// A record in the ledger, or of an import, can't be read.
    #[error("{place}: {source}")]
    Record {
        /// Which record.
        place: String,
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// A judgement that says or changes nothing.
    #[error("{0}")]
    Refused(String),
    /// A question that can't be answered: an id that could be several, a type that there isn't.
    #[error("{0}")]
    Question(String),
    /// What was asked for isn't there.
    #[error("the ledger has no {what} “{id}”")]
    Absent {
        /// What sort of thing.
        what: &'static str,
        /// Its id as it was given.
        id: String,
    },
    /// A judgement on an actor's names that changes nothing.
    #[error(
        "nothing moves: the ledger has nothing under “{other}” to be filed under “{name}”, or in these words to be filed apart"
    )]
    Unmoved {
        /// The actor.
        name: String,
        /// Its other name, or the words.
        other: String,
    },
    /// A search that can't be.
    #[error("the search can't be made: {0}")]
    Search(String),
    /// Reading or writing elsewhere failed.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// Anything else that SQLite says.
    #[error("the ledger: {0}")]
    Sqlite(rusqlite::Error),
}

impl From<rusqlite::Error> for LedgerError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Self::ReadOnly,
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged(error.to_string()),
            _ => Self::Sqlite(error),
        }
    }
}
