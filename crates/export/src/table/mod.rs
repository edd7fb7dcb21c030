//! Seven tables that hold all that is known, and their columns, which are stable: columns may be added.
//!
//! | table | a row is | key | refers to |
//! |---|---|---|---|
//! | `articles` | a text that an outlet published | `article` | |
//! | `claims` | a voice saying one thing | `article`, `claim` | articles |
//! | `frames` | an event inside of a claim | `article`, `claim`, `frame` | claims |
//! | `parts` | who or what fills a role, a relay, an evidence | | claims; frames where it fills a role |
//! | `propositions` | what claims share | `proposition` | |
//! | `origins` | a voice behind a proposition | `proposition`, `origin` | propositions |
//! | `members` | a claim on a proposition | | propositions, claims, origins |
//!
//! Spans are half-open, in code points of the article's `text`. `record` is the whole object of the contract as JSON.

mod claims;
mod columns;
pub(crate) mod csv;
pub mod parquet;
mod propositions;

use std::fs;
use std::path::Path;

use hearsay::proposition::Statement;
use hearsay_ledger::{Kept, PropositionRow};
use serde::{Deserialize, Serialize};

use crate::{Export, ExportError};

pub use claims::{ArticleLine, ClaimLine, FrameLine, PartLine};
pub use columns::schema;
pub use propositions::{MemberLine, OriginLine, PropositionLine};

/// A row of a table: a struct whose fields are the columns.
pub trait Line: Serialize + for<'de> Deserialize<'de> {
    /// The table's name.
    const TABLE: &'static str;
    /// Columns that hold days.
    const DAYS: &'static [&'static str] = &[];
    /// Columns that hold times.
    const TIMES: &'static [&'static str] = &[];
}

/// A file of one table.
pub(crate) trait Sheet<L: Line>: Sized {
    fn create(folder: &Path) -> Result<Self, ExportError>;
    fn push(&mut self, line: L) -> Result<(), ExportError>;
    fn finish(self) -> Result<(), ExportError>;
}

/// How the sheets of a form are written.
pub(crate) trait Sheets {
    type Of<L: Line>: Sheet<L>;
}

/// The tables of a ledger, in a folder.
pub(crate) struct Tables<S: Sheets> {
    articles: S::Of<ArticleLine>,
    claims: S::Of<ClaimLine>,
    frames: S::Of<FrameLine>,
    parts: S::Of<PartLine>,
    propositions: S::Of<PropositionLine>,
    origins: S::Of<OriginLine>,
    members: S::Of<MemberLine>,
}

impl<S: Sheets> Tables<S> {
    pub(crate) fn create(folder: &Path) -> Result<Self, ExportError> {
        fs::create_dir_all(folder)?;
        Ok(Self {
            articles: Sheet::create(folder)?,
            claims: Sheet::create(folder)?,
            frames: Sheet::create(folder)?,
            parts: Sheet::create(folder)?,
            propositions: Sheet::create(folder)?,
            origins: Sheet::create(folder)?,
            members: Sheet::create(folder)?,
        })
    }
}

impl<S: Sheets> Export for Tables<S> {
    fn article(&mut self, kept: &Kept) -> Result<(), ExportError> {
        let record = &kept.record;
        self.articles.push(ArticleLine::of(kept))?;
        for claim in &record.claims {
            let judged = kept.judged.get(&claim.id).cloned();
            self.claims.push(ClaimLine::of(&record.article, claim, judged)?)?;
            for frame in FrameLine::of(&record.article.id, claim) {
                self.frames.push(frame)?;
            }
            for part in PartLine::of(&record.article.id, claim) {
                self.parts.push(part)?;
            }
        }
        Ok(())
    }

    fn proposition(&mut self, row: &PropositionRow, statements: &[Statement]) -> Result<(), ExportError> {
        self.propositions.push(PropositionLine::of(&row.proposition, row.judged.clone())?)?;
        for origin in OriginLine::of(&row.proposition) {
            self.origins.push(origin)?;
        }
        for member in MemberLine::of(&row.proposition, statements) {
            self.members.push(member)?;
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<Option<String>, ExportError> {
        self.articles.finish()?;
        self.claims.finish()?;
        self.frames.finish()?;
        self.parts.finish()?;
        self.propositions.finish()?;
        self.origins.finish()?;
        self.members.finish()?;
        Ok(None)
    }
}
