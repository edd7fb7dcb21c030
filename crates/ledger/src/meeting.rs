//! Where statements meet: the keys under which they lie, and what hangs together by them.
//!
//! The rules are those of [`hearsay::proposition::groups`]; here they are followed over the stored keys, from a few of
//! them on, so that only the neighbours of what is new are looked at.

use std::collections::{BTreeMap, BTreeSet};

use hearsay::proposition::{Judgement, Keys, Sketch, Statement, fits_best};
use rusqlite::{Connection, OptionalExtension, params};

use crate::{LedgerError, settle, store};

/// The [number](hearsay::proposition::Key::number) of a key.
pub(crate) type KeyNumber = i64;

const BOND: &str = "bond";
const SIDE: &str = "side";
const LOOSE: &str = "loose";

/// Puts a statement under its keys, which are then touched.
pub(crate) fn put(
    connection: &Connection,
    statement: &Statement,
    touched: &mut BTreeSet<KeyNumber>,
) -> Result<(), LedgerError> {
    let Keys { bonds, sides } = statement.keys();
    let side = if bonds.is_empty() { LOOSE } else { SIDE };
    let mut insert = connection.prepare_cached("INSERT INTO meeting VALUES (?, ?, ?) ON CONFLICT DO NOTHING")?;
    for (key, hold) in bonds.iter().map(|key| (key, BOND)).chain(sides.iter().map(|key| (key, side))) {
        insert.execute(params![key.number(), hold, statement.id])?;
        touched.insert(key.number());
    }
    Ok(())
}

/// Takes a statement out; what it met is touched.
pub(crate) fn take_out(
    connection: &Connection,
    statement: &str,
    touched: &mut BTreeSet<KeyNumber>,
) -> Result<(), LedgerError> {
    touched.extend(keys_of(connection, statement)?);
    if let Some(anchor) = anchor_of(connection, statement)? {
        touched.extend(keys_of(connection, &anchor)?);
    }
    connection.prepare_cached("DELETE FROM meeting WHERE statement = ?")?.execute([statement])?;
    connection.prepare_cached("DELETE FROM attachment WHERE loose = ?")?.execute([statement])?;
    Ok(())
}

/// The keys under which a statement lies.
pub(crate) fn keys_of(connection: &Connection, statement: &str) -> Result<Vec<KeyNumber>, LedgerError> {
    let mut query = connection.prepare_cached("SELECT key FROM meeting WHERE statement = ?")?;
    Ok(query.query_map([statement], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// Puts all statements that stand under their keys anew; what lies there is to be settled.
pub(crate) fn rebuild(connection: &Connection) -> Result<(), LedgerError> {
    connection.execute_batch("DELETE FROM meeting; DELETE FROM attachment;")?;
    let mut query = connection.prepare("SELECT id, record FROM statement WHERE retired IS NULL")?;
    store::each(&mut query, [], |row| {
        let (id, record): (String, String) = (row.get(0)?, row.get(1)?);
        let mut touched = BTreeSet::new();
        put(connection, &store::parsed(&record, || format!("statement {id}"))?, &mut touched)?;
        leave(connection, &touched)
    })
}

/// Notes that what lies under keys is to be settled.
pub(crate) fn leave(connection: &Connection, keys: &BTreeSet<KeyNumber>) -> Result<(), LedgerError> {
    let mut insert = connection.prepare_cached("INSERT INTO unsettled VALUES (?) ON CONFLICT DO NOTHING")?;
    keys.iter().try_for_each(|key| insert.execute([key]).map(drop))?;
    Ok(())
}

/// What judgements tie together, by statement.
pub(crate) struct Ties<'j>(BTreeMap<&'j str, Vec<&'j str>>);

impl<'j> Ties<'j> {
    pub(crate) fn of(judgements: &'j [Judgement]) -> Self {
        let mut tied: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for judgement in judgements {
            if let Judgement::SameProposition(a, b) = judgement {
                tied.entry(a).or_default().push(b);
                tied.entry(b).or_default().push(a);
            }
        }
        Self(tied)
    }
}

/// All statements that may be of one proposition with one of them.
pub(crate) fn group(connection: &Connection, start: String, ties: &Ties<'_>) -> Result<BTreeSet<String>, LedgerError> {
    let mut open = vec![start];
    let mut seen: BTreeSet<KeyNumber> = BTreeSet::new();
    let mut group = BTreeSet::new();
    while let Some(statement) = open.pop() {
        if group.contains(&statement) {
            continue;
        }
        match anchor_of(connection, &statement)? {
            Some(anchor) => open.push(anchor),
            None => {
                for (key, hold) in held(connection, &statement)? {
                    if hold != SIDE && seen.insert(key) {
                        let bond = hold == BOND;
                        open.extend(if bond { under(connection, key, BOND) } else { alone_under(connection, key) }?);
                    }
                }
            }
        }
        open.extend(attached_to(connection, &statement)?);
        open.extend(ties.0.get(statement.as_str()).into_iter().flatten().map(|s| (*s).to_owned()));
        group.insert(statement);
    }
    Ok(group)
}

/// The statements that hang on keys: those that they bond, and those without bonds that look for company there.
pub(crate) fn hanging_on<'k>(
    connection: &Connection,
    keys: impl IntoIterator<Item = &'k KeyNumber>,
) -> Result<BTreeSet<String>, LedgerError> {
    let mut found = BTreeSet::new();
    for key in keys {
        found.extend(under(connection, *key, BOND)?);
        found.extend(under(connection, *key, LOOSE)?);
    }
    Ok(found)
}

/// Lets the statements without bonds that lie under `keys` go with what fits them best now. Returns those that others
/// have left.
pub(crate) fn attach(connection: &Connection, keys: &BTreeSet<KeyNumber>) -> Result<BTreeSet<String>, LedgerError> {
    let mut loose = BTreeSet::new();
    for key in keys {
        loose.extend(under(connection, *key, LOOSE)?);
    }
    let mut left = BTreeSet::new();
    // Loose statements of one party look at the same others.
    let mut known: BTreeMap<String, Sketch> = BTreeMap::new();
    for id in loose {
        let mut near = BTreeSet::new();
        for key in keys_of(connection, &id)? {
            near.extend(under(connection, key, SIDE)?);
        }
        let unread = near.iter().chain([&id]).filter(|id| !known.contains_key(*id)).cloned().collect();
        let read = settle::statements(connection, &unread)?;
        known.extend(read.iter().map(|statement| (statement.id.clone(), Sketch::of(statement))));
        let near = near.iter().filter_map(|id| known.get(id));
        let best = known.get(&id).and_then(|statement| fits_best(statement, near)).map(Sketch::id);
        let before = anchor_of(connection, &id)?;
        if before.as_deref() == best {
            continue;
        }
        left.extend(before);
        match best {
            Some(anchor) => connection
                .prepare_cached("INSERT OR REPLACE INTO attachment VALUES (?, ?)")?
                .execute([id.as_str(), anchor])?,
            None => connection.prepare_cached("DELETE FROM attachment WHERE loose = ?")?.execute([&id])?,
        };
    }
    Ok(left)
}

/// The loose statements under a key that go with nothing.
fn alone_under(connection: &Connection, key: KeyNumber) -> Result<Vec<String>, LedgerError> {
    let mut query = connection.prepare_cached(
        "SELECT statement FROM meeting WHERE key = ? AND hold = 'loose'
         AND statement NOT IN (SELECT loose FROM attachment)",
    )?;
    Ok(query.query_map([key], store::text)?.collect::<Result<_, _>>()?)
}

/// The statements that a key holds in one way.
fn under(connection: &Connection, key: KeyNumber, hold: &str) -> Result<Vec<String>, LedgerError> {
    let mut query = connection.prepare_cached("SELECT statement FROM meeting WHERE key = ? AND hold = ?")?;
    Ok(query.query_map(params![key, hold], store::text)?.collect::<Result<_, _>>()?)
}

fn held(connection: &Connection, statement: &str) -> Result<Vec<(KeyNumber, String)>, LedgerError> {
    let mut query = connection.prepare_cached("SELECT key, hold FROM meeting WHERE statement = ?")?;
    Ok(query.query_map([statement], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?)
}

fn anchor_of(connection: &Connection, statement: &str) -> Result<Option<String>, LedgerError> {
    let mut query = connection.prepare_cached("SELECT anchor FROM attachment WHERE loose = ?")?;
    Ok(query.query_row([statement], store::text).optional()?)
}

fn attached_to(connection: &Connection, statement: &str) -> Result<Vec<String>, LedgerError> {
    let mut query = connection.prepare_cached("SELECT loose FROM attachment WHERE anchor = ?")?;
    Ok(query.query_map([statement], store::text)?.collect::<Result<_, _>>()?)
}
