//! The whole ledger as lines of JSON, and back.

use std::collections::BTreeMap;
use std::io::{BufRead, Write};

use jiff::Timestamp;
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, TransactionBehavior, params_from_iter};
use serde::{Deserialize, Serialize};

use crate::{Ledger, LedgerError, meeting, store};

/// The tables that hold what was taken in and judged, and what was made of it, in the order in which rows may refer to
/// others.
const TABLES: [&str; 15] = [
    "page",
    "visit",
    "article",
    "reading",
    "claim",
    "statement",
    "filler",
    "proposition",
    "member",
    "judgement",
    "saved_view",
    "dossier",
    "aside",
    "feed",
    "entry",
];

/// A table that exports of the first schema hold. It follows from the statements.
const DERIVED: &str = "meeting";

/// One row.
#[derive(Serialize, Deserialize)]
struct Line {
    table: String,
    row: BTreeMap<String, serde_json::Value>,
}

/// What an import brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Rows that the ledger lacked.
    pub added: usize,
    /// Rows that it had.
    pub known: usize,
}

impl Ledger {
    /// Writes every row as a line of JSON. Bytes are written in hexadecimal digits.
    ///
    /// # Errors
    /// When the file can't be read or `out` can't be written to.
    pub fn export(&self, out: &mut impl Write) -> Result<(), LedgerError> {
        for table in TABLES {
            let mut query = self.connection.prepare(&format!("SELECT * FROM {table}"))?;
            let columns: Vec<String> = query.column_names().map(str::to_owned).collect();
            let mut rows = query.query([])?;
            while let Some(row) = rows.next()? {
                let mut line = Line { table: table.to_owned(), row: BTreeMap::new() };
                for (i, column) in columns.iter().enumerate() {
                    let value = match row.get_ref(i)? {
                        ValueRef::Null => serde_json::Value::Null,
                        ValueRef::Integer(number) => number.into(),
                        ValueRef::Real(number) => number.into(),
                        ValueRef::Text(text) => String::from_utf8_lossy(text).into(),
                        ValueRef::Blob(bytes) => hex(bytes).into(),
                    };
                    line.row.insert(column.clone(), value);
                }
                writeln!(out, "{}", store::json(&line)?)?;
            }
        }
        Ok(())
    }

    /// Takes in the lines of an export, in one transaction, and settles what they touch, into a ledger that is empty or has a part of the same rows.
    ///
    /// # Errors
    /// When a line can't be read, which is named by its number, or the ledger can't be written to. Nothing is kept then.
    pub fn import(&mut self, lines: impl BufRead) -> Result<Imported, LedgerError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut imported = Imported::default();
        for (number, line) in lines.lines().enumerate() {
            let line = line?;
            let place = || format!("line {}", number + 1);
            let Line { table, mut row } = store::parsed(&line, place)?;
            if table == DERIVED {
                continue;
            }
            let table = TABLES.into_iter().find(|t| *t == table);
            let table = table.ok_or_else(|| LedgerError::Absent { what: "table", id: place() })?;
            number_statements(&transaction, table, &mut row)?;
            // A column that this schema lacks is refused by SQLite, by its name.
            let columns: Vec<&str> = row.keys().map(String::as_str).collect();
            if columns.iter().any(|c| !c.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')) {
                return Err(LedgerError::Absent { what: "column", id: place() });
            }
            let marks = vec!["?"; columns.len()].join(", ");
            let insert =
                format!("INSERT INTO {table} ({}) VALUES ({marks}) ON CONFLICT DO NOTHING", columns.join(", "));
            let values = row.iter().map(|(column, value)| stored(column, value));
            let added = transaction.prepare_cached(&insert)?.execute(params_from_iter(values))?;
            if added == 0 {
                imported.known += 1;
            } else {
                imported.added += 1;
            }
        }
        transaction.execute_batch(
            "INSERT INTO article_words (article_words) VALUES ('rebuild');
             INSERT INTO claim_words (claim_words) VALUES ('rebuild');",
        )?;
        meeting::rebuild(&transaction)?;
        transaction.commit()?;
        self.settle(Timestamp::now())?;
        Ok(imported)
    }
}

/// Gives the statement in a row its number: exports of earlier schemas have none, and refer to statements by their ids.
fn number_statements(
    connection: &Connection,
    table: &str,
    row: &mut BTreeMap<String, serde_json::Value>,
) -> Result<(), LedgerError> {
    let named = |column: &str| row.get(column).and_then(serde_json::Value::as_str);
    match table {
        "statement" if row.get("number").is_none_or(serde_json::Value::is_null) => {
            if let Some(id) = named("id") {
                let number = meeting::number_for(connection, id)?;
                row.insert("number".to_owned(), number.into());
            }
        }
        "filler" | "member" => {
            if let Some(id) = named("statement") {
                let absent = || LedgerError::Absent { what: "statement", id: id.to_owned() };
                let number = meeting::number_of(connection, id)?.ok_or_else(absent)?;
                row.insert("statement".to_owned(), number.into());
            }
        }
        _ => {}
    }
    Ok(())
}

fn stored(column: &str, value: &serde_json::Value) -> Value {
    match value {
        serde_json::Value::Null => Value::Null,
        serde_json::Value::Bool(flag) => Value::Integer(i64::from(*flag)),
        serde_json::Value::Number(number) => {
            number.as_i64().map_or_else(|| Value::Real(number.as_f64().unwrap_or_default()), Value::Integer)
        }
        serde_json::Value::String(text) if matches!(column, "imprint" | "bytes") => Value::Blob(bytes(text)),
        serde_json::Value::String(text) => Value::Text(text.clone()),
        other => Value::Text(other.to_string()),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// The bytes of hexadecimal digits; what are none end them.
fn bytes(hex: &str) -> Vec<u8> {
    hex.as_bytes()
        .chunks_exact(2)
        .map_while(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect()
}
