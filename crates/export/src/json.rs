//! One JSON object with one long list, written as its items come.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Map, Value};

pub(crate) struct List<'t> {
    out: Box<dyn Write + 't>,
    empty: bool,
}

impl<'t> List<'t> {
    /// Begins an object with some members, and the list under a name.
    pub(crate) fn begin(mut out: Box<dyn Write + 't>, members: &Value, list: &str) -> io::Result<Self> {
        write!(out, "{{")?;
        let none = Map::new();
        for (name, value) in members.as_object().unwrap_or(&none) {
            write!(out, "{}: {value},\n ", Value::from(name.as_str()))?;
        }
        write!(out, "{}: [", Value::from(list))?;
        Ok(Self { out, empty: true })
    }

    pub(crate) fn push(&mut self, item: &impl Serialize) -> io::Result<()> {
        self.out.write_all(if self.empty { b"\n" } else { b",\n" })?;
        self.empty = false;
        serde_json::to_writer(&mut self.out, item)?;
        Ok(())
    }

    pub(crate) fn end(mut self) -> io::Result<()> {
        writeln!(self.out, "\n]}}")?;
        self.out.flush()
    }
}
