//! Which proposition an id means, or the beginning of one.

use std::collections::BTreeMap;

use rusqlite::named_params;

use super::{JUDGED_PROPOSITION, proposition_row};
use crate::view::{PropositionRow, View};
use crate::{Ledger, LedgerError, store};

/// The proposition that stands in a view. Its earlier settlings, which may be many and long, aren't looked at.
const STANDS: &str = "row = (SELECT MAX(row) FROM proposition WHERE id = :id AND recorded < :as_of)
    AND (retired IS NULL OR retired >= :as_of)";

/// What stands and has the claim that the last of an id had first.
const HAS_ITS_CLAIM: &str = "
    retired IS NULL AND row IN (SELECT proposition FROM member WHERE statement = (SELECT number FROM statement WHERE id =
      (SELECT json_extract(record, '$.claims[0].statement') FROM proposition WHERE id = :id ORDER BY row DESC LIMIT 1)))";

/// What it was, if it stands no longer.
const STOOD: &str = "id = :id";

/// Ids that a complaint lists.
const LISTED: usize = 5;

/// Ids of propositions that stand in a view, by their beginning: one more than is listed. They are read off their index,
/// in its order; to ask for an order would have all of them looked at first.
const STANDING: &str = "
    SELECT id FROM (SELECT DISTINCT id FROM proposition WHERE id >= :id AND id < :id || 'g' AND recorded < :as_of) AS of
    WHERE EXISTS (
      SELECT 1 FROM proposition WHERE row = (SELECT MAX(row) FROM proposition WHERE id = of.id AND recorded < :as_of)
        AND (retired IS NULL OR retired >= :as_of))
    LIMIT 6";

/// Ids of all that were recorded, by their beginning.
const RECORDED: &str = "
    SELECT DISTINCT id FROM proposition WHERE id >= :id AND id < :id || 'g' AND recorded < :as_of ORDER BY id LIMIT 6";

/// An id as it is stored.
///
/// # Errors
/// When it is empty, which is the beginning of all.
fn stored(given: &str) -> Result<String, LedgerError> {
    match given.trim() {
        "" => Err(LedgerError::Question("an empty id names no proposition".to_owned())),
        id => Ok(id.to_ascii_lowercase()),
    }
}

/// The only one of the ids that begin so.
///
/// # Errors
/// When there are several.
pub(super) fn only(beginning: &str, mut ids: Vec<String>) -> Result<Option<String>, LedgerError> {
    if ids.len() < 2 {
        return Ok(ids.pop());
    }
    let more = if ids.len() > LISTED { " and more" } else { "" };
    ids.truncate(LISTED);
    let listed = ids.join(", ");
    Err(LedgerError::Question(format!(
        "“{beginning}” is the beginning of several ids: {listed}{more}; give one of them"
    )))
}

impl Ledger {
    /// One proposition by its id, or the beginning of its id. Where it has been settled anew under another id, it is the
    /// one that has its first claim now; where that is gone too, it is what it was last. Where the view ends with a day of
    /// publication, it is what those of its claims make that were out before.
    ///
    /// # Errors
    /// When there never was one, several ids begin so, nothing of it was out, or the file can't be read.
    pub fn proposition(&self, view: View, id: &str) -> Result<PropositionRow, LedgerError> {
        let id = stored(id)?;
        if view.published_before.is_some() { self.proposition_anew(view, &id) } else { self.recorded(view, &id) }
    }

    /// The same as it was recorded, whenever its claims were out.
    pub(super) fn recorded(&self, view: View, id: &str) -> Result<PropositionRow, LedgerError> {
        if let Some(found) = self.proposition_by(STANDS, view, id)? {
            return Ok(found);
        }
        if let Some(whole) = only(id, self.ids_from(STANDING, view, id)?)?
            && let Some(found) = self.proposition_by(STANDS, view, &whole)?
        {
            return Ok(found);
        }
        // What a proposition has become is known of now alone.
        let once = if view.as_of.is_none() { self.ids_from(RECORDED, view, id)? } else { Vec::new() };
        let many = once.len() > LISTED;
        let mut became = BTreeMap::new();
        for once in &once {
            for condition in [HAS_ITS_CLAIM, STOOD] {
                if let Some(row) = self.proposition_by(condition, view, once)? {
                    became.insert(row.proposition.proposition.id.clone(), row);
                    break;
                }
            }
        }
        // Several that have become one are that one.
        only(id, if many { once } else { became.keys().cloned().collect() })?;
        let found = became.into_values().next();
        found.ok_or_else(|| LedgerError::Absent { what: "proposition", id: id.to_owned() })
    }

    /// Ids that a query finds by their beginning.
    pub(super) fn ids_from(&self, query: &str, view: View, beginning: &str) -> Result<Vec<String>, LedgerError> {
        let mut query = self.connection.prepare_cached(query)?;
        let parameters = named_params! {":id": beginning, ":as_of": view.until()};
        Ok(query.query_map(parameters, store::text)?.collect::<Result<_, _>>()?)
    }

    fn proposition_by(&self, condition: &str, view: View, id: &str) -> Result<Option<PropositionRow>, LedgerError> {
        let mut query = self.connection.prepare_cached(&format!(
            "SELECT p.record, {JUDGED_PROPOSITION} FROM proposition AS p
             WHERE {condition} AND :as_of IS NOT NULL ORDER BY row DESC LIMIT 1"
        ))?;
        let mut found = None;
        store::each(&mut query, named_params! {":id": id, ":as_of": view.until()}, |row| {
            found = Some(proposition_row(row)?);
            Ok::<_, LedgerError>(())
        })?;
        Ok(found)
    }
}
