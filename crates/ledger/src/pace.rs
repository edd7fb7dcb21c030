//! When what many articles touch is to be settled.

use crate::{Ledger, LedgerError};

/// Articles after which it is due at the earliest, and the share of those that are settled: many, since a busy party's
/// events are settled anew each time.
const ARTICLES: usize = 4096;
const SHARE: usize = 4;

/// Counts the articles that were [appended unsettled](Ledger::append_unsettled).
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    settled: usize,
    unsettled: usize,
}

impl Pace {
    /// The pace for a ledger as it is.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn of(ledger: &Ledger) -> Result<Self, LedgerError> {
        Ok(Self { settled: ledger.size()?, unsettled: 0 })
    }

    /// Counts so many more articles; whether settling is due.
    #[must_use]
    pub fn is_due_after(&mut self, articles: usize) -> bool {
        self.unsettled += articles;
        self.unsettled >= ARTICLES.max(self.settled / SHARE)
    }

    /// All of them are settled.
    pub fn settled(&mut self) {
        self.settled += std::mem::take(&mut self.unsettled);
    }
}
