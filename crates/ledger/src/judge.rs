//! What people judge of what the program found.

use std::collections::BTreeSet;

use hearsay::proposition::Judgement;
use jiff::Timestamp;
use rusqlite::{Connection, Row, TransactionBehavior, params};
use serde::{Deserialize, Serialize};

use crate::settle::{self, Anew};
use crate::{Ledger, LedgerError, meeting, store};

/// What was judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The claim or proposition was read rightly.
    Accept,
    /// It was read wrongly.
    Reject,
    /// Both are one.
    Same,
    /// They are two.
    Different,
    /// A remark.
    Note,
    /// An earlier judgement no longer stands.
    Undo,
}

impl Verdict {
    /// The verdict as it is stored and shown.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Reject => "reject",
            Self::Same => "same",
            Self::Different => "different",
            Self::Note => "note",
            Self::Undo => "undo",
        }
    }
}

/// A judgement to be recorded.
#[derive(Clone, Debug)]
pub struct NewJudgement {
    /// What is judged.
    pub verdict: Verdict,
    /// Id of a claim, a proposition, or for `undo` of a judgement.
    pub a: String,
    /// The other one, for `same` and `different`.
    pub b: Option<String>,
    /// Whether `same` and `different` are of the origins of the two rather than of the propositions.
    pub origins: bool,
    /// A remark.
    pub note: Option<String>,
    /// An address that shows why.
    pub evidence: Option<String>,
    /// Who judges.
    pub person: String,
}

/// A judgement as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Judged {
    /// Its number.
    pub id: i64,
    /// What was judged.
    pub verdict: String,
    /// What it is about: claim, proposition, origin, judgement.
    pub about: String,
    /// Id of the first thing.
    pub a: String,
    /// Id of the second.
    pub b: Option<String>,
    /// A remark.
    pub note: Option<String>,
    /// An address that shows why.
    pub evidence: Option<String>,
    /// Who judged.
    pub person: String,
    /// When.
    pub recorded: String,
    /// Whether it stands.
    pub stands: bool,
}

impl Ledger {
    /// Records a judgement and settles again what it changes. Returns its number.
    ///
    /// # Errors
    /// When the ledger has nothing of such an id, or can't be written to.
    pub fn judge(&mut self, new: &NewJudgement, now: Timestamp) -> Result<i64, LedgerError> {
        let now = store::time(now);
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let (about, a) = match new.verdict {
            Verdict::Undo => ("judgement", undone(&transaction, &new.a)?),
            _ => subject(&transaction, &new.a)?,
        };
        let b = new.b.as_deref().map(|b| subject(&transaction, b)).transpose()?;
        let about = if new.origins { "origin" } else { about };
        let statement_b = b.as_ref().map(|(_, statement)| statement.as_str());
        transaction.execute(
            "INSERT INTO judgement (verdict, about, a, b, statement_a, statement_b, note, evidence, person, recorded)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            params![new.verdict.as_str(), about, new.a, new.b, a, statement_b, new.note, new.evidence, new.person, now],
        )?;
        let id = transaction.last_insert_rowid();
        let mut keys: BTreeSet<String> = meeting::keys_of(&transaction, &a)?.into_iter().collect();
        // Undoing frees both.
        for statement in statement_b.map(str::to_owned).into_iter().chain(partner(&transaction, new)?) {
            keys.extend(meeting::keys_of(&transaction, &statement)?);
        }
        settle::touched(&transaction, &keys, Anew::All, &now)?;
        transaction.commit()?;
        Ok(id)
    }

    /// All judgements, in order.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn judgements(&self) -> Result<Vec<Judged>, LedgerError> {
        let mut query = self.connection.prepare_cached(
            "SELECT id, verdict, about, a, b, note, evidence, person, recorded,
             id IN (SELECT id FROM standing) FROM judgement ORDER BY id",
        )?;
        Ok(query.query_map([], judged)?.collect::<Result<_, _>>()?)
    }
}

fn judged(row: &Row<'_>) -> rusqlite::Result<Judged> {
    Ok(Judged {
        id: row.get(0)?,
        verdict: row.get(1)?,
        about: row.get(2)?,
        a: row.get(3)?,
        b: row.get(4)?,
        note: row.get(5)?,
        evidence: row.get(6)?,
        person: row.get(7)?,
        recorded: row.get(8)?,
        stands: row.get(9)?,
    })
}

/// What an id names, and the statement that stands for it in settling: a claim's first, a proposition's first member.
fn subject(connection: &Connection, id: &str) -> Result<(&'static str, String), LedgerError> {
    for (about, query) in [
        (
            "proposition",
            "SELECT json_extract(record, '$.claims[0].statement') FROM proposition WHERE id = ? ORDER BY row DESC",
        ),
        (
            "claim",
            "SELECT statement.id FROM claim JOIN statement ON statement.claim = claim.row WHERE claim.id = ?
             ORDER BY claim.row DESC, statement.id",
        ),
        ("statement", "SELECT id FROM statement WHERE id = ?"),
    ] {
        let mut query = connection.prepare_cached(query)?;
        if let Some(statement) = store::first(query.query_map([id], store::text)?)? {
            return Ok((about, statement));
        }
    }
    Err(LedgerError::Absent { what: "claim or proposition", id: id.to_owned() })
}

/// The statement of a judgement that is to be undone.
fn undone(connection: &Connection, id: &str) -> Result<String, LedgerError> {
    let mut query = connection
        .prepare_cached("SELECT statement_a FROM judgement WHERE CAST(id AS TEXT) = ? AND verdict <> 'undo'")?;
    let found = store::first(query.query_map([id], store::text)?)?;
    found.ok_or_else(|| LedgerError::Absent { what: "judgement", id: id.to_owned() })
}

/// The second statement of a judgement that is undone.
fn partner(connection: &Connection, new: &NewJudgement) -> Result<Option<String>, LedgerError> {
    if new.verdict != Verdict::Undo {
        return Ok(None);
    }
    let mut query = connection.prepare_cached("SELECT statement_b FROM judgement WHERE CAST(id AS TEXT) = ?")?;
    Ok(store::first(query.query_map([&new.a], |row| row.get::<_, Option<String>>(0))?)?.flatten())
}

/// The judgements that settling obeys. A rejected claim or proposition stays where it is: that it was read wrongly is
/// shown beside it.
pub(crate) fn on_statements(connection: &Connection) -> Result<Vec<Judgement>, LedgerError> {
    let mut query = connection.prepare_cached(
        "SELECT verdict, about, statement_a, statement_b FROM standing
         WHERE verdict IN ('same', 'different') AND statement_b IS NOT NULL ORDER BY id",
    )?;
    let mut found = Vec::new();
    for row in query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))? {
        let (verdict, about, a, b): (String, String, String, String) = row?;
        found.push(match (verdict.as_str(), about.as_str()) {
            ("same", "origin") => Judgement::SameOrigin(a, b),
            ("same", _) => Judgement::SameProposition(a, b),
            (_, "origin") => Judgement::DifferentOrigin(a, b),
            _ => Judgement::DifferentProposition(a, b),
        });
    }
    Ok(found)
}
