//! What is given to a filter, in the ledger's own words: names as it spells them, and no type of frame that there isn't.

use std::collections::BTreeSet;

use hearsay::frame::Pack;
use rusqlite::{Connection, named_params};

use crate::view::Filter;
use crate::{LedgerError, actor, store};

/// Where names of one sort are looked up: whether one is there just so, and one in any case within a range. The latter
/// steps from name to name over an index, since a name may have many rows.
struct Names {
    exactly: &'static str,
    in_any_case: &'static str,
}

const OUTLETS: Names = Names {
    exactly: "SELECT 1 FROM article WHERE outlet = ?",
    in_any_case: "
        WITH RECURSIVE has (name) AS (
          SELECT (SELECT outlet FROM article WHERE outlet >= :from AND outlet < :to ORDER BY outlet LIMIT 1)
          UNION ALL
          SELECT (SELECT outlet FROM article WHERE outlet > has.name AND outlet < :to ORDER BY outlet LIMIT 1)
          FROM has WHERE has.name IS NOT NULL)
        SELECT name FROM has WHERE name = :name COLLATE NOCASE LIMIT 1",
};

const SPEAKERS: Names = Names {
    exactly: "SELECT 1 FROM claim_name WHERE name = ? AND part = 'said'",
    in_any_case: "
        WITH RECURSIVE has (name) AS (
          SELECT (SELECT name FROM claim_name WHERE name >= :from AND name < :to ORDER BY name LIMIT 1)
          UNION ALL
          SELECT (SELECT claim_name.name FROM claim_name WHERE claim_name.name > has.name AND claim_name.name < :to
                  ORDER BY claim_name.name LIMIT 1)
          FROM has WHERE has.name IS NOT NULL)
        SELECT name FROM has WHERE name = :name COLLATE NOCASE
          AND EXISTS (SELECT 1 FROM claim_name AS said WHERE said.name = has.name AND said.part = 'said') LIMIT 1",
};

/// Types of frame that the ledger has, read off the index of statements.
const FRAMES: &str = "
    WITH RECURSIVE has (kind) AS (
      SELECT (SELECT frame FROM statement WHERE frame >= '' ORDER BY frame LIMIT 1)
      UNION ALL
      SELECT (SELECT frame FROM statement WHERE frame > has.kind ORDER BY frame LIMIT 1) FROM has WHERE has.kind IS NOT NULL)
    SELECT kind FROM has WHERE kind IS NOT NULL";

/// Letters whose case is tried to find where a name may lie.
const BEGINNING: usize = 3;

/// The filter with its outlet and speaker as the ledger spells them, by the names under which actors are filed.
pub(crate) fn spelt(connection: &Connection, filter: &Filter) -> Result<Filter, LedgerError> {
    let spelling = |given: &Option<String>, names: &Names| match given.as_deref() {
        Some(name) => spelling(connection, name, names).map(Some),
        None => Ok(None),
    };
    let filter = Filter {
        outlet: spelling(&filter.outlet, &OUTLETS)?,
        speaker: spelling(&filter.speaker, &SPEAKERS)?,
        ..filter.clone()
    };
    actor::filed(connection, &filter)
}

/// A name as the ledger has it, or else as it was given. Only letters without marks have two cases here.
fn spelling(connection: &Connection, name: &str, names: &Names) -> Result<String, LedgerError> {
    if name.is_empty() || connection.prepare_cached(names.exactly)?.exists([name])? {
        return Ok(name.to_owned());
    }
    let mut query = connection.prepare_cached(names.in_any_case)?;
    for from in beginnings(name) {
        let parameters = named_params! {":name": name, ":from": from, ":to": format!("{from}{}", char::MAX)};
        if let Some(found) = store::first(query.query_map(parameters, store::text)?)? {
            return Ok(found);
        }
    }
    Ok(name.to_owned())
}

/// How a name may begin, in any case.
fn beginnings(name: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    for letter in name.chars().take(BEGINNING) {
        let cases = BTreeSet::from([letter.to_ascii_uppercase(), letter.to_ascii_lowercase()]);
        found = found.iter().flat_map(|before| cases.iter().map(move |case| format!("{before}{case}"))).collect();
    }
    found
}

/// Refuses a type of frame of which the ledger has none and the pack knows nothing: an empty list would say that nobody
/// tells of it.
pub(crate) fn refuse_unknown(connection: &Connection, filter: &Filter) -> Result<(), LedgerError> {
    let Some(asked) = &filter.frame else { return Ok(()) };
    let mut query = connection.prepare_cached(FRAMES)?;
    let mut known: BTreeSet<String> = query.query_map([], store::text)?.collect::<Result<_, _>>()?;
    if known.contains(asked) {
        return Ok(());
    }
    known.extend(Pack::embedded().into_iter().flat_map(|pack| pack.frames).map(|frame| frame.kind));
    if known.contains(asked) {
        return Ok(());
    }
    let kinds: Vec<&str> = known.iter().map(String::as_str).collect();
    Err(LedgerError::Question(format!("“{asked}” is no type of frame; use {}", kinds.join(", "))))
}

#[cfg(test)]
mod tests {
    use super::beginnings;

    #[test]
    fn names_may_begin_in_any_case() {
        assert_eq!(beginnings("bb"), ["BB", "Bb", "bB", "bb"]);
        assert_eq!(beginnings("3é"), ["3é"]);
    }
}
