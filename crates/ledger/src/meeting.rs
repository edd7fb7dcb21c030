//! Where statements meet: the keys under which they lie, and what hangs together by them.
//!
//! The rules are those of [`hearsay::proposition::groups`]; here they are followed over the stored keys, from a few of
//! them on, so that only the neighbours of what is new are looked at.

use std::collections::{BTreeMap, BTreeSet};

use hearsay::proposition::{Judgement, Keys, Sketch, Statement, fits_best};
use rusqlite::{Connection, OptionalExtension};

use crate::{LedgerError, settle, store};

/// The [number](hearsay::proposition::Key::number) of a key.
pub(crate) type KeyNumber = i64;

/// The number of a statement in this file: statements lie under keys by these, since their ids are long, and those of
/// one article are all over an index.
pub(crate) type StatementNumber = i64;

/// How a key holds a statement: by a bond; by a side, and the statement has bonds, too; or by a side alone.
const BOND: i64 = 0;
const SIDE: i64 = 1;
const LOOSE: i64 = 2;

/// Puts a statement of a number under its keys, which are then touched.
pub(crate) fn put(
    connection: &Connection,
    number: StatementNumber,
    statement: &Statement,
    touched: &mut BTreeSet<KeyNumber>,
) -> Result<(), LedgerError> {
    let Keys { bonds, sides } = statement.keys();
    let side = if bonds.is_empty() { LOOSE } else { SIDE };
    let mut insert = connection.prepare_cached("INSERT INTO meeting VALUES (?, ?, ?) ON CONFLICT DO NOTHING")?;
    for (key, hold) in bonds.iter().map(|key| (key, BOND)).chain(sides.iter().map(|key| (key, side))) {
        insert.execute([key.number(), hold, number])?;
        touched.insert(key.number());
    }
    Ok(())
}

/// Takes a statement out; what it met is touched.
pub(crate) fn take_out(
    connection: &Connection,
    statement: StatementNumber,
    touched: &mut BTreeSet<KeyNumber>,
) -> Result<(), LedgerError> {
    touched.extend(keys_of(connection, statement)?);
    if let Some(anchor) = anchor_of(connection, statement)? {
        touched.extend(keys_of(connection, anchor)?);
    }
    connection.prepare_cached("DELETE FROM meeting WHERE statement = ?")?.execute([statement])?;
    connection.prepare_cached("DELETE FROM attachment WHERE loose = ?")?.execute([statement])?;
    Ok(())
}

/// The number of the statement of an id, if it has one.
pub(crate) fn number_of(connection: &Connection, id: &str) -> Result<Option<StatementNumber>, LedgerError> {
    let mut query = connection.prepare_cached("SELECT number FROM statement WHERE id = ? LIMIT 1")?;
    Ok(query.query_row([id], |row| row.get(0)).optional()?)
}

/// The number that the statement of an id has or, where it is new, is to have. All readings of it have the same.
pub(crate) fn number_for(connection: &Connection, id: &str) -> Result<StatementNumber, LedgerError> {
    if let Some(number) = number_of(connection, id)? {
        return Ok(number);
    }
    let mut next = connection.prepare_cached("SELECT ifnull(MAX(number), 0) + 1 FROM statement")?;
    Ok(next.query_row([], |row| row.get(0))?)
}

/// The keys under which a statement lies.
pub(crate) fn keys_of(connection: &Connection, statement: StatementNumber) -> Result<Vec<KeyNumber>, LedgerError> {
    let mut query = connection.prepare_cached("SELECT key FROM meeting WHERE statement = ?")?;
    Ok(query.query_map([statement], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// Puts all statements that stand under their keys anew; what lies there is to be settled.
pub(crate) fn rebuild(connection: &Connection) -> Result<(), LedgerError> {
    connection.execute_batch("DELETE FROM meeting; DELETE FROM attachment;")?;
    let mut query = connection.prepare("SELECT number, record FROM statement WHERE retired IS NULL")?;
    store::each(&mut query, [], |row| {
        let (number, record): (StatementNumber, String) = (row.get(0)?, row.get(1)?);
        let mut touched = BTreeSet::new();
        put(connection, number, &store::parsed(&record, || format!("statement {number}"))?, &mut touched)?;
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
pub(crate) struct Ties(BTreeMap<StatementNumber, Vec<StatementNumber>>);

impl Ties {
    pub(crate) fn of(connection: &Connection, judgements: &[Judgement]) -> Result<Self, LedgerError> {
        let mut tied: BTreeMap<StatementNumber, Vec<StatementNumber>> = BTreeMap::new();
        for judgement in judgements {
            if let Judgement::SameProposition(a, b) = judgement
                && let Some((a, b)) = number_of(connection, a)?.zip(number_of(connection, b)?)
            {
                tied.entry(a).or_default().push(b);
                tied.entry(b).or_default().push(a);
            }
        }
        Ok(Self(tied))
    }
}

/// All statements that may be of one proposition with one of them.
pub(crate) fn group(
    connection: &Connection,
    start: StatementNumber,
    ties: &Ties,
) -> Result<BTreeSet<StatementNumber>, LedgerError> {
    let mut open = vec![start];
    let mut seen: BTreeSet<KeyNumber> = BTreeSet::new();
    let mut group = BTreeSet::new();
    while let Some(statement) = open.pop() {
        if group.contains(&statement) {
            continue;
        }
        match anchor_of(connection, statement)? {
            Some(anchor) => open.push(anchor),
            None => {
                for (key, hold) in held(connection, statement)? {
                    if hold != SIDE && seen.insert(key) {
                        let bond = hold == BOND;
                        open.extend(if bond { under(connection, key, BOND) } else { alone_under(connection, key) }?);
                    }
                }
            }
        }
        open.extend(attached_to(connection, statement)?);
        open.extend(ties.0.get(&statement).into_iter().flatten());
        group.insert(statement);
    }
    Ok(group)
}

/// The statements that hang on keys: those that they bond, and those without bonds that look for company there.
pub(crate) fn hanging_on<'k>(
    connection: &Connection,
    keys: impl IntoIterator<Item = &'k KeyNumber>,
) -> Result<BTreeSet<StatementNumber>, LedgerError> {
    let mut found = BTreeSet::new();
    for key in keys {
        found.extend(under(connection, *key, BOND)?);
        found.extend(under(connection, *key, LOOSE)?);
    }
    Ok(found)
}

/// Lets the statements without bonds that lie under `keys` go with what fits them best now. Returns those that others
/// have left.
pub(crate) fn attach(
    connection: &Connection,
    keys: &BTreeSet<KeyNumber>,
) -> Result<BTreeSet<StatementNumber>, LedgerError> {
    let mut loose = BTreeSet::new();
    for key in keys {
        loose.extend(under(connection, *key, LOOSE)?);
    }
    let mut left = BTreeSet::new();
    // Loose statements of one party look at the same others.
    let mut known: BTreeMap<StatementNumber, Sketch> = BTreeMap::new();
    for one in loose {
        let mut near = BTreeSet::new();
        for key in keys_of(connection, one)? {
            near.extend(under(connection, key, SIDE)?);
        }
        let unread = near.iter().chain([&one]).filter(|one| !known.contains_key(one)).copied().collect();
        let read = settle::statements(connection, &unread)?;
        known.extend(read.iter().map(|(number, statement)| (*number, Sketch::of(statement))));
        let sketches = near.iter().filter_map(|one| known.get(one));
        let best = known.get(&one).and_then(|statement| fits_best(statement, sketches)).map(Sketch::id);
        let best = near.iter().copied().find(|one| best.is_some() && known.get(one).map(Sketch::id) == best);
        let before = anchor_of(connection, one)?;
        if before == best {
            continue;
        }
        left.extend(before);
        match best {
            Some(anchor) => {
                connection.prepare_cached("INSERT OR REPLACE INTO attachment VALUES (?, ?)")?.execute([one, anchor])?
            }
            None => connection.prepare_cached("DELETE FROM attachment WHERE loose = ?")?.execute([one])?,
        };
    }
    Ok(left)
}

/// The loose statements under a key that go with nothing.
fn alone_under(connection: &Connection, key: KeyNumber) -> Result<Vec<StatementNumber>, LedgerError> {
    let mut query = connection.prepare_cached(
        "SELECT statement FROM meeting WHERE key = ? AND hold = ? AND statement NOT IN (SELECT loose FROM attachment)",
    )?;
    Ok(query.query_map([key, LOOSE], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// The statements that a key holds in one way.
fn under(connection: &Connection, key: KeyNumber, hold: i64) -> Result<Vec<StatementNumber>, LedgerError> {
    let mut query = connection.prepare_cached("SELECT statement FROM meeting WHERE key = ? AND hold = ?")?;
    Ok(query.query_map([key, hold], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

fn held(connection: &Connection, statement: StatementNumber) -> Result<Vec<(KeyNumber, i64)>, LedgerError> {
    let mut query = connection.prepare_cached("SELECT key, hold FROM meeting WHERE statement = ?")?;
    Ok(query.query_map([statement], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?)
}

fn anchor_of(connection: &Connection, loose: StatementNumber) -> Result<Option<StatementNumber>, LedgerError> {
    let mut query = connection.prepare_cached("SELECT anchor FROM attachment WHERE loose = ?")?;
    Ok(query.query_row([loose], |row| row.get(0)).optional()?)
}

fn attached_to(connection: &Connection, anchor: StatementNumber) -> Result<Vec<StatementNumber>, LedgerError> {
    let mut query = connection.prepare_cached("SELECT loose FROM attachment WHERE anchor = ?")?;
    Ok(query.query_map([anchor], |row| row.get(0))?.collect::<Result<_, _>>()?)
}
