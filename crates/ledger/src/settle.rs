//! Settling what a batch touched: the groups that its keys lead to, and no others.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

use hearsay::proposition::{Imprint, Judgement, Proposition, Statement, partition, sum_up};
use jiff::Timestamp;
use rusqlite::{Connection, ToSql, TransactionBehavior, params};

use crate::glance::Glance;
use crate::meeting::{KeyNumber, StatementNumber, Ties};
use crate::{Ledger, LedgerError, judge, meeting, store};

/// Which propositions of a touched group are summed up anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anew {
    /// Those whose members have changed.
    Changed,
    /// All, since a judgement may change what has the same members.
    All,
}

/// Settles the groups in which `keys` lie, and the statements that judgements tie to them.
pub(crate) fn touched(
    connection: &Connection,
    keys: &BTreeSet<KeyNumber>,
    anew: Anew,
    now: &str,
) -> Result<(), LedgerError> {
    let judgements = judge::on_statements(connection)?;
    let mut open = meeting::attach(connection, keys)?;
    open.extend(meeting::hanging_on(connection, keys)?);
    let ties = &Ties::of(connection, &judgements)?;
    Settling { connection, judgements: &judgements, ties, anew, now }.groups_of(open, &mut BTreeSet::new())
}

/// Keys that are settled in one transaction: some thousand propositions, which takes about a second.
const CHUNK: u32 = 8192;

impl Ledger {
    /// Settles what [`append_unsettled`](Self::append_unsettled) left: each group once, many in a transaction. What was
    /// settled stays so when it breaks off.
    ///
    /// # Errors
    /// When the file can't be written to.
    pub fn settle(&mut self, now: Timestamp) -> Result<(), LedgerError> {
        let now = store::time(now);
        // What goes with what must be known before the groups are.
        self.each_unsettled(|connection, keys| {
            for statement in meeting::attach(connection, keys)? {
                meeting::leave(connection, &meeting::keys_of(connection, statement)?.into_iter().collect())?;
            }
            Ok(())
        })?;
        let judgements = judge::on_statements(&self.connection)?;
        let ties = &Ties::of(&self.connection, &judgements)?;
        let mut done = BTreeSet::new();
        self.each_unsettled(|connection, keys| {
            let settling = Settling { connection, judgements: &judgements, ties, anew: Anew::Changed, now: &now };
            settling.groups_of(meeting::hanging_on(connection, keys)?, &mut done)?;
            let mut settled = connection.prepare_cached("DELETE FROM unsettled WHERE key = ?")?;
            keys.iter().try_for_each(|key| settled.execute([key]).map(drop))?;
            Ok(())
        })
    }

    /// Goes through the keys that are to be settled, a chunk in a transaction.
    fn each_unsettled(
        &mut self,
        mut take: impl FnMut(&Connection, &BTreeSet<KeyNumber>) -> Result<(), LedgerError>,
    ) -> Result<(), LedgerError> {
        let mut last = KeyNumber::MIN;
        loop {
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let mut query =
                transaction.prepare_cached("SELECT key FROM unsettled WHERE key > ? ORDER BY key LIMIT ?")?;
            let keys: BTreeSet<KeyNumber> =
                query.query_map(params![last, CHUNK], |row| row.get(0))?.collect::<Result<_, _>>()?;
            drop(query);
            let Some(end) = keys.last() else { return Ok(()) };
            take(&transaction, &keys)?;
            transaction.commit()?;
            last = *end;
        }
    }
}

/// What is needed to settle groups.
struct Settling<'s> {
    connection: &'s Connection,
    judgements: &'s [Judgement],
    ties: &'s Ties,
    anew: Anew,
    now: &'s str,
}

impl Settling<'_> {
    /// Settles the groups of some statements, but for those that are done already.
    fn groups_of(
        &self,
        statements: BTreeSet<StatementNumber>,
        done: &mut BTreeSet<StatementNumber>,
    ) -> Result<(), LedgerError> {
        for statement in statements {
            if !done.contains(&statement) {
                let group = meeting::group(self.connection, statement, self.ties)?;
                self.group(&group)?;
                done.extend(group);
            }
        }
        Ok(())
    }

    fn group(&self, group: &BTreeSet<StatementNumber>) -> Result<(), LedgerError> {
        let Self { connection, judgements, now, .. } = *self;
        let (numbers, statements): (Vec<StatementNumber>, Vec<Statement>) =
            statements(connection, group)?.into_iter().unzip();
        let by_id: BTreeMap<&str, StatementNumber> =
            statements.iter().map(|statement| statement.id.as_str()).zip(numbers.iter().copied()).collect();
        let mut standing = standing(connection, numbers.iter().copied())?;
        for members in partition(&statements, judgements) {
            let numbers: BTreeSet<StatementNumber> =
                members.iter().filter_map(|statement| by_id.get(statement.id.as_str()).copied()).collect();
            let before = standing.remove(&numbers);
            if before.is_some() && self.anew == Anew::Changed {
                continue;
            }
            let proposition = sum_up(&members, &imprints(connection, &members)?, judgements);
            let record = store::json(&proposition)?;
            if let Some(row) = before {
                if record_of(connection, row)? == record {
                    continue;
                }
                retire(connection, row, now)?;
            }
            put(connection, &proposition, &numbers, &record, now)?;
        }
        standing.values().try_for_each(|row| retire(connection, *row, now))
    }
}

/// Retires the propositions of which a statement is a member.
pub(crate) fn retire_propositions_of(
    connection: &Connection,
    statement: StatementNumber,
    now: &str,
) -> Result<(), LedgerError> {
    standing(connection, [statement])?.values().try_for_each(|row| retire(connection, *row, now))
}

/// The statements of some numbers, as far as they stand.
pub(crate) fn statements(
    connection: &Connection,
    numbers: &BTreeSet<StatementNumber>,
) -> Result<BTreeMap<StatementNumber, Statement>, LedgerError> {
    let mut query =
        connection.prepare_cached("SELECT record FROM statement WHERE number = ? AND retired IS NULL LIMIT 1")?;
    let mut found = BTreeMap::new();
    for number in numbers {
        if let Some(statement) = statement(&mut query, number)? {
            found.insert(*number, statement);
        }
    }
    Ok(found)
}

/// The statement whose record a query finds by a key, if any.
pub(crate) fn statement<K: ToSql + Display>(
    query: &mut rusqlite::Statement<'_>,
    key: K,
) -> Result<Option<Statement>, LedgerError> {
    let record = store::first(query.query_map([&key], store::text)?)?;
    record.map(|record| store::parsed(&record, || format!("statement {key}"))).transpose()
}

fn imprints(connection: &Connection, members: &[&Statement]) -> Result<Vec<Imprint>, LedgerError> {
    let articles: BTreeSet<&str> = members.iter().map(|s| s.article.id.as_str()).collect();
    let mut query = connection.prepare_cached("SELECT imprint FROM article WHERE id = ?")?;
    let mut found = Vec::with_capacity(articles.len());
    for article in articles {
        let bytes = store::first(query.query_map([article], |row| row.get::<_, Vec<u8>>(0))?)?;
        let shingles = bytes.as_deref().map(store::unpacked);
        found.extend(shingles.map(|shingles| Imprint { article: article.to_owned(), shingles }));
    }
    Ok(found)
}

/// The propositions that stand of which `statements` are members: their rows by all of their members.
fn standing(
    connection: &Connection,
    statements: impl IntoIterator<Item = StatementNumber>,
) -> Result<BTreeMap<BTreeSet<StatementNumber>, i64>, LedgerError> {
    let mut home = connection.prepare_cached(
        "SELECT row FROM member JOIN proposition ON proposition.row = member.proposition
         WHERE statement = ? AND retired IS NULL",
    )?;
    let mut members = connection.prepare_cached("SELECT statement FROM member WHERE proposition = ?")?;
    let mut rows: BTreeSet<i64> = BTreeSet::new();
    for statement in statements {
        for row in home.query_map([statement], |row| row.get(0))? {
            rows.insert(row?);
        }
    }
    let members = |row: i64| Ok((members.query_map([row], |row| row.get(0))?.collect::<Result<_, _>>()?, row));
    rows.into_iter().map(members).collect()
}

fn record_of(connection: &Connection, row: i64) -> Result<String, LedgerError> {
    let mut query = connection.prepare_cached("SELECT record FROM proposition WHERE row = ?")?;
    Ok(query.query_row([row], store::text)?)
}

fn retire(connection: &Connection, row: i64, now: &str) -> Result<(), LedgerError> {
    connection.prepare_cached("UPDATE proposition SET retired = ? WHERE row = ?")?.execute(params![now, row])?;
    Ok(())
}

fn put(
    connection: &Connection,
    proposition: &Proposition,
    members: &BTreeSet<StatementNumber>,
    record: &str,
    now: &str,
) -> Result<(), LedgerError> {
    let counts = &proposition.independent_origins;
    let denied = &proposition.denial_origins;
    connection
        .prepare_cached(
            "INSERT INTO proposition (id, summary, frame, established, possible, unknown, denied, shared, first_seen,
             record, recorded, glance) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            proposition.proposition.id,
            proposition.proposition.summary,
            proposition.proposition.frame.as_ref().map(|f| f.kind.as_str()),
            counts.established as i64,
            counts.possible as i64,
            counts.unknown as i64,
            denied.total() as i64,
            proposition.is_shared(),
            proposition.first_seen().map(|d| d.to_string()),
            record,
            now,
            store::json(&Glance::of(proposition))?
        ])?;
    let row = connection.last_insert_rowid();
    let mut insert = connection.prepare_cached("INSERT INTO member VALUES (?, ?)")?;
    members.iter().try_for_each(|member| insert.execute([*member, row]).map(drop))?;
    Ok(())
}
