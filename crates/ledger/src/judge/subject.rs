//! What ids name that people judge.

use rusqlite::{Connection, Row, params};

use super::refused;
use crate::{LedgerError, meeting, store};

/// What an id names.
pub(super) struct Subject {
    pub(super) about: &'static str,
    pub(super) id: String,
    /// The first stands for it in settling: of a proposition its first member.
    pub(super) statements: Vec<String>,
}

/// Ids of claims and propositions by their beginning, those first that count.
const BEGINNING: &str = "
    SELECT about, id, MAX(counts) AS best FROM (
      SELECT 'proposition' AS about, id, retired IS NULL AS counts FROM proposition WHERE id >= ?1 AND id < ?1 || 'g'
      UNION ALL SELECT 'claim', claim.id, reading.retired IS NULL FROM claim JOIN reading ON reading.id = claim.reading
      WHERE claim.id >= ?1 AND claim.id < ?1 || 'g')
    GROUP BY about, id ORDER BY best DESC, id LIMIT ?2";

/// Ids that are told where a beginning has several.
const TOLD: usize = 5;

/// What an id, or the beginning of one, names.
pub(super) fn subject(connection: &Connection, given: &str) -> Result<Subject, LedgerError> {
    let absent = || LedgerError::Absent { what: "claim or proposition", id: given.to_owned() };
    if let Some(found) = whole(connection, given)? {
        return Ok(found);
    }
    if given.is_empty() || !given.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(absent());
    }
    let mut query = connection.prepare_cached(BEGINNING)?;
    let columns = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
    let mut found: Vec<(String, String, bool)> =
        query.query_map(params![given.to_ascii_lowercase(), TOLD as i64 + 1], columns)?.collect::<Result<_, _>>()?;
    // What no longer counts is meant only where nothing else can be.
    let best = found.first().is_some_and(|(_, _, counts)| *counts);
    found.retain(|(_, _, counts)| *counts == best);
    match found.as_slice() {
        [] => Err(absent()),
        [(_, id, _)] => whole(connection, id)?.ok_or_else(absent),
        several => {
            let told: Vec<String> = several.iter().take(TOLD).map(|(about, id, _)| format!("{about} {id}")).collect();
            let others = if several.len() > TOLD { " and others" } else { "" };
            Err(refused(format!("“{given}” could be {}{others}: give more of the id", told.join(", "))))
        }
    }
}

fn whole(connection: &Connection, id: &str) -> Result<Option<Subject>, LedgerError> {
    for (about, query) in [
        (
            "proposition",
            "SELECT json_extract(record, '$.claims[0].statement') FROM proposition WHERE id = ? ORDER BY row DESC LIMIT 1",
        ),
        (
            "claim",
            "SELECT statement.id FROM claim JOIN statement ON statement.claim = claim.row WHERE claim.id = ?
             ORDER BY claim.row DESC, statement.id",
        ),
        ("statement", "SELECT id FROM statement WHERE id = ? LIMIT 1"),
    ] {
        let mut query = connection.prepare_cached(query)?;
        let statements: Vec<String> = query.query_map([id], store::text)?.collect::<Result<_, _>>()?;
        if !statements.is_empty() {
            return Ok(Some(Subject { about, id: id.to_owned(), statements }));
        }
    }
    Ok(None)
}

/// Statements of two claims that one proposition has: only there are origins told apart. What isn't settled yet may come
/// to be in one.
pub(super) fn in_one(connection: &Connection, a: &Subject, b: &Subject) -> Result<(String, String), LedgerError> {
    let mut together = connection.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM unsettled) OR EXISTS (
           SELECT 1 FROM member AS m JOIN proposition AS p ON p.row = m.proposition AND p.retired IS NULL
           JOIN member AS n ON n.proposition = p.row WHERE m.statement = ?1 AND n.statement = ?2)",
    )?;
    for (one, other) in a.statements.iter().flat_map(|one| b.statements.iter().map(move |other| (one, other))) {
        let numbers = meeting::number_of(connection, one)?.zip(meeting::number_of(connection, other)?);
        let Some((first, second)) = numbers.filter(|(first, second)| first != second) else { continue };
        if together.query_row([first, second], |row| row.get(0))? {
            return Ok((one.clone(), other.clone()));
        }
    }
    Err(refused(format!(
        "no proposition has both “{}” and “{}”, and origins are judged within one: judge first that both are the same",
        a.id, b.id
    )))
}
