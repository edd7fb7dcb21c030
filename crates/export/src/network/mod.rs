//! The network of parties: an edge for each two parties of a proposition, with how many origins claim it.

pub(crate) mod gexf;
pub(crate) mod graphml;

use std::collections::BTreeMap;
use std::io::{self, Write};

use hearsay::proposition::Statement;
use hearsay_ledger::PropositionRow;

use crate::{Export, ExportError, claimed};

/// How a form writes the network.
type Writing = fn(&mut dyn Write, &Graph) -> io::Result<()>;

pub(crate) struct Network<'t> {
    out: Box<dyn Write + 't>,
    writing: Writing,
    graph: Graph,
}

/// Parties and what is claimed between them.
#[derive(Default)]
pub(crate) struct Graph {
    /// By name, the id in the gazetteer where it has one.
    parties: BTreeMap<String, Option<String>>,
    edges: Vec<Edge>,
}

/// What is claimed between two parties.
struct Edge {
    from: String,
    to: String,
    /// The proposition's id.
    proposition: String,
    attributes: [(&'static str, Value); 9],
}

/// The value of an attribute.
enum Value {
    Text(String),
    Count(usize),
}

impl<'t> Network<'t> {
    pub(crate) fn new(out: Box<dyn Write + 't>, writing: Writing) -> Self {
        Self { out, writing, graph: Graph::default() }
    }
}

impl Export for Network<'_> {
    fn proposition(&mut self, row: &PropositionRow, _: &[Statement]) -> Result<(), ExportError> {
        let of = &row.proposition;
        let Some(event) = &of.proposition.frame else { return Ok(()) };
        for filler in claimed::takers(event) {
            self.graph.parties.entry(filler.name.clone()).or_default().clone_from(&filler.entity);
        }
        for (from, to) in claimed::pairs(event) {
            self.graph.edges.push(Edge {
                from: from.name.clone(),
                to: to.name.clone(),
                proposition: of.proposition.id.clone(),
                attributes: [
                    ("type", Value::Text(event.kind.clone())),
                    ("item", Value::Text(claimed::names(event.role("item")))),
                    ("stage", Value::Text(event.stage.clone().unwrap_or_default())),
                    ("summary", Value::Text(of.proposition.summary.clone())),
                    ("first_seen", Value::Text(of.first_seen().map(|day| day.to_string()).unwrap_or_default())),
                    ("established", Value::Count(of.independent_origins.established)),
                    ("possible", Value::Count(of.independent_origins.possible)),
                    ("unknown", Value::Count(of.independent_origins.unknown)),
                    ("denied_by", Value::Count(of.denial_origins.total())),
                ],
            });
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<Option<String>, ExportError> {
        (self.writing)(&mut *self.out, &self.graph)?;
        self.out.flush()?;
        Ok(None)
    }
}

/// The names and types of an edge's attributes.
const ATTRIBUTES: [(&str, Type); 9] = [
    ("type", Type::Text),
    ("item", Type::Text),
    ("stage", Type::Text),
    ("summary", Type::Text),
    ("first_seen", Type::Text),
    ("established", Type::Count),
    ("possible", Type::Count),
    ("unknown", Type::Count),
    ("denied_by", Type::Count),
];

/// What an attribute holds.
#[derive(Clone, Copy)]
enum Type {
    Text,
    Count,
}

impl Value {
    /// As XML can hold it: its control characters but tab and line ends are no XML at all.
    fn text(&self) -> String {
        match self {
            Self::Text(text) => text.chars().filter(|c| !c.is_control() || matches!(c, '\t' | '\n')).collect(),
            Self::Count(count) => count.to_string(),
        }
    }
}
