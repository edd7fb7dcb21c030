//! What people judge of what the program found.

mod subject;

use hearsay::proposition::{Judgement, Naming};
use hearsay_gazetteer::Gazetteer;
use jiff::Timestamp;
use rusqlite::{Connection, Row, TransactionBehavior, params};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

use self::subject::{Subject, in_one, subject};
use crate::meeting::KeyNumber;
use crate::settle::{self, Anew};
use crate::{Ledger, LedgerError, actor, meeting, store};

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

/// What `same` and `different` are of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum About {
    /// The propositions of two claims, or two propositions.
    #[default]
    Propositions,
    /// The origins of two claims.
    Origins,
    /// Actors, by their names.
    Actors,
}

/// A judgement to be recorded.
#[derive(Clone, Debug)]
pub struct NewJudgement {
    /// What is judged.
    pub verdict: Verdict,
    /// Id of a claim or a proposition, or its beginning; for `undo` of a judgement; the name of an actor, under which all is
    /// filed.
    pub a: String,
    /// The other one, for `same` and `different`: of an actor another name, or words that were wrongly taken for it.
    pub b: Option<String>,
    /// What `same` and `different` are of.
    pub about: About,
    /// A remark.
    pub note: Option<String>,
    /// What shows why: an address on the web, or the id of an article or a page of the ledger.
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
    /// What shows why: an address on the web, or the id of an article or a page of the ledger.
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
    /// When the ledger has nothing of such an id or name, the judgement would say or change nothing, or the file can't be
    /// written to.
    pub fn judge(&mut self, new: &NewJudgement, gazetteer: &Gazetteer, now: Timestamp) -> Result<i64, LedgerError> {
        let now = store::time(now);
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        worth_recording(&transaction, new)?;
        let undone = (new.verdict == Verdict::Undo).then(|| undone(&transaction, &new.a)).transpose()?;
        let of_names = undone.as_ref().map_or(new.about == About::Actors, |undone| undone.about == actor::ENTITY);
        let (id, keys) = if of_names {
            of_actors(&transaction, gazetteer, new, undone, &now)?
        } else {
            of_statements(&transaction, new, undone, &now)?
        };
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

/// Why a judgement isn't recorded.
fn refused(why: impl Into<String>) -> LedgerError {
    LedgerError::Refused(why.into())
}

/// Refuses what would stand in the log and say nothing.
fn worth_recording(connection: &Connection, new: &NewJudgement) -> Result<(), LedgerError> {
    let says = |words: &Option<String>| words.as_ref().is_some_and(|words| !words.trim().is_empty());
    match new.verdict {
        Verdict::Note if !says(&new.note) => return Err(refused("a note has no words: say what is to be remarked")),
        Verdict::Same | Verdict::Different if !says(&new.b) => {
            return Err(refused(format!("“{}” is judged of two: name the other one", new.verdict.as_str())));
        }
        // By its own name as words, what is told of an actor can be of somebody else.
        Verdict::Same if new.about == About::Actors && new.b.as_ref() == Some(&new.a) => {
            return Err(refused(format!("“{}” is one name: an actor is always the same as itself", new.a)));
        }
        _ => {}
    }
    match &new.evidence {
        Some(evidence) if !is_address(evidence) && !is_kept(connection, evidence)? => Err(refused(format!(
            "“{evidence}” is no evidence that others can look at: give an address that begins with http:// or https://, or \
             the whole id of an article or a page of the ledger"
        ))),
        _ => Ok(()),
    }
}

fn is_address(evidence: &str) -> bool {
    let (scheme, rest) = evidence.split_once("://").unwrap_or_default();
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    ["http", "https"].iter().any(|of_web| scheme.eq_ignore_ascii_case(of_web))
        && host.contains(char::is_alphanumeric)
        && !evidence.contains(char::is_whitespace)
}

fn is_kept(connection: &Connection, id: &str) -> Result<bool, LedgerError> {
    let mut query = connection.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM article WHERE id = ?1) OR EXISTS (SELECT 1 FROM page WHERE hash = ?1)",
    )?;
    Ok(query.query_row([id], |row| row.get(0))?)
}

/// The statements that a judgement is on.
fn statements(
    connection: &Connection,
    new: &NewJudgement,
    a: &Subject,
    b: Option<&Subject>,
) -> Result<(String, Option<String>), LedgerError> {
    let first = |of: &Subject| of.statements.first().cloned().unwrap_or_default();
    let Some(b) = b else { return Ok((first(a), None)) };
    if first(a) == first(b) {
        return Err(refused(format!("“{}” and “{}” are one and the same: judge two", a.id, b.id)));
    }
    let (one, other) = if new.about == About::Origins { in_one(connection, a, b)? } else { (first(a), first(b)) };
    if new.verdict == Verdict::Same {
        unopposed(connection, new.about, &one, &other)?;
    }
    Ok((one, Some(other)))
}

/// Refuses that two are the same where an earlier judgement stands against it: that one wins, so this would change nothing.
fn unopposed(connection: &Connection, about: About, a: &str, b: &str) -> Result<(), LedgerError> {
    let mut query = connection.prepare_cached(
        "SELECT id, person FROM standing WHERE verdict = 'different' AND (about = 'origin') = ?1
           AND (statement_a = ?2 AND statement_b = ?3 OR statement_a = ?3 AND statement_b = ?2) ORDER BY id LIMIT 1",
    )?;
    let columns = |row: &Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?));
    match store::first(query.query_map(params![about == About::Origins, a, b], columns)?)? {
        Some((number, person)) => Err(refused(format!(
            "judgement {number} by {person}, that they are different, stands against it: undo that one first"
        ))),
        None => Ok(()),
    }
}

/// A judgement that is to be undone.
struct Undone {
    about: String,
    a: String,
    b: Option<String>,
    statement_a: Option<String>,
    statement_b: Option<String>,
}

fn undone(connection: &Connection, id: &str) -> Result<Undone, LedgerError> {
    let mut query = connection.prepare_cached(
        "SELECT about, a, b, statement_a, statement_b, verdict,
           (SELECT 'judgement ' || u.id || ' by ' || u.person FROM judgement AS u WHERE u.verdict = 'undo' AND u.a = ?1 LIMIT 1)
         FROM judgement WHERE CAST(id AS TEXT) = ?1",
    )?;
    let columns = |row: &Row<'_>| {
        let undone = Undone {
            about: row.get(0)?,
            a: row.get(1)?,
            b: row.get(2)?,
            statement_a: row.get(3)?,
            statement_b: row.get(4)?,
        };
        Ok((undone, row.get::<_, String>(5)?, row.get::<_, Option<String>>(6)?))
    };
    match store::first(query.query_map([id], columns)?)? {
        None => Err(LedgerError::Absent { what: "judgement", id: id.to_owned() }),
        Some((Undone { a, .. }, verdict, _)) if verdict == Verdict::Undo.as_str() => {
            Err(refused(format!("judgement {id} takes back judgement {a}, and can't be undone: judge anew")))
        }
        Some((_, _, Some(by))) => Err(refused(format!("judgement {id} was taken back already, by {by}"))),
        Some((undone, _, None)) => Ok(undone),
    }
}

/// Records a judgement on claims or propositions, or that one is undone; returns the keys that it touches.
fn of_statements(
    connection: &Connection,
    new: &NewJudgement,
    undone: Option<Undone>,
    now: &str,
) -> Result<(i64, BTreeSet<KeyNumber>), LedgerError> {
    let (id, a, b) = match undone {
        Some(undone) => {
            // What is undone frees both, and is itself about neither.
            let a = undone.statement_a.unwrap_or_default();
            (record(connection, new, "judgement", Some(&a), None, now)?, a, undone.statement_b)
        }
        None => {
            let a = subject(connection, &new.a)?;
            let b = new.b.as_deref().map(|b| subject(connection, b)).transpose()?;
            let (one, other) = statements(connection, new, &a, b.as_ref())?;
            let about = if new.about == About::Origins { "origin" } else { a.about };
            let new = NewJudgement { a: a.id, b: b.map(|b| b.id), ..new.clone() };
            (record(connection, &new, about, Some(&one), other.as_deref(), now)?, one, other)
        }
    };
    let mut keys = BTreeSet::new();
    for statement in [Some(a), b].into_iter().flatten() {
        if let Some(number) = meeting::number_of(connection, &statement)? {
            keys.extend(meeting::keys_of(connection, number)?);
        }
    }
    Ok((id, keys))
}

/// Records a judgement on names, or that one is undone, and files anew what it is about; returns the keys that it touches.
fn of_actors(
    connection: &Connection,
    gazetteer: &Gazetteer,
    new: &NewJudgement,
    undone: Option<Undone>,
    now: &str,
) -> Result<(i64, BTreeSet<KeyNumber>), LedgerError> {
    let moves = undone.is_none() && matches!(new.verdict, Verdict::Same | Verdict::Different);
    let (about, a, b) = match undone {
        Some(undone) => ("judgement", undone.a, undone.b),
        None => (actor::ENTITY, new.a.clone(), new.b.clone()),
    };
    let other = b.as_deref().unwrap_or(&a);
    // What is filed apart is called after what it isn't, which may be filed otherwise now.
    let heads = |naming: &Naming| {
        let heads = [naming.filed(&a), naming.filed(other)].into_iter().chain(naming.apart());
        heads.map(|name| naming.filed(name).to_owned()).collect::<BTreeSet<String>>()
    };
    let mut filed = heads(&actor::naming(connection)?);
    let id = record(connection, new, about, None, None, now)?;
    let naming = actor::naming(connection)?;
    filed.extend(heads(&naming));
    let mut keys = BTreeSet::new();
    if !actor::refile(connection, gazetteer, &naming, &filed, &mut keys)? && moves {
        return Err(LedgerError::Unmoved { name: a, other: b.unwrap_or_default() });
    }
    Ok((id, keys))
}

fn record(
    connection: &Connection,
    new: &NewJudgement,
    about: &str,
    statement_a: Option<&str>,
    statement_b: Option<&str>,
    now: &str,
) -> Result<i64, LedgerError> {
    connection.execute(
        "INSERT INTO judgement (verdict, about, a, b, statement_a, statement_b, note, evidence, person, recorded)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        params![
            new.verdict.as_str(),
            about,
            new.a,
            new.b,
            statement_a,
            statement_b,
            new.note,
            new.evidence,
            new.person,
            now
        ],
    )?;
    Ok(connection.last_insert_rowid())
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
