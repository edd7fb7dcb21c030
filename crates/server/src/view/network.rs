//! The network of parties, around a circle, in the order in which they are told of, so that who deals with each other stands
//! side by side. Forces would draw parties that have one partner on top of each other.

use std::collections::BTreeMap;

use hearsay_export::claimed;
use maud::html;
use petgraph::graph::{NodeIndex, UnGraph};
use visgraph::layout::circular::circular_layout;

use super::{Claimed, Drawing, Row, Shown, weight};

/// Width and height of the circle.
const SIZE: f64 = 640.0;

/// Beside and above it, where names stand.
const SIDE: f64 = 230.0;
const ABOVE: f64 = 40.0;

const COLUMNS: &[&str] =
    &["summary", "from", "to", "type", "item", "stage", "first_seen", "established", "possible", "unknown"];

/// A claimed event from one party to another.
type Edge<'p> = (Claimed<'p>, &'p str, &'p str);

pub(super) fn show(events: &[Claimed<'_>]) -> Shown {
    let mut edges: Vec<Edge<'_>> = Vec::new();
    let mut single = 0;
    for claimed in events {
        let pairs = claimed::pairs(claimed.event);
        single += usize::from(pairs.is_empty());
        edges.extend(pairs.into_iter().map(|(from, to)| (*claimed, from.name.as_str(), to.name.as_str())));
    }
    let rows = edges.iter().map(|(Claimed { of, event }, from, to)| {
        let counts = of.independent_origins;
        Row {
            proposition: of.proposition.id.clone(),
            cells: vec![
                of.proposition.summary.clone(),
                (*from).to_owned(),
                (*to).to_owned(),
                event.kind.clone(),
                claimed::names(event.role("item")),
                event.stage.clone().unwrap_or_default(),
                of.first_seen.map(|day| day.to_string()).unwrap_or_default(),
                counts.established.to_string(),
                counts.possible.to_string(),
                counts.unknown.to_string(),
            ],
        }
    });
    Shown {
        drawing: drawing(&edges),
        note: (single > 0).then(|| format!("{single} events name one party at most and stand in the table alone.")),
        columns: COLUMNS,
        rows: rows.collect(),
    }
}

fn drawing(edges: &[Edge<'_>]) -> Option<Drawing> {
    let mut graph: UnGraph<&str, ()> = UnGraph::new_undirected();
    let mut nodes: BTreeMap<&str, NodeIndex> = BTreeMap::new();
    for (_, from, to) in edges {
        for name in [from, to] {
            nodes.entry(name).or_insert_with(|| graph.add_node(name));
        }
    }
    if nodes.is_empty() {
        return None;
    }
    let network = &graph;
    let position = circular_layout(&network);
    let at = |name: &str| {
        let (x, y) = position(*nodes.get(name)?);
        Some((SIDE + f64::from(x) * SIZE, ABOVE + f64::from(y) * SIZE))
    };
    let (middle_x, middle_y) = (SIDE + SIZE / 2.0, ABOVE + SIZE / 2.0);
    // Lines bend towards the middle, the less the farther apart their ends are.
    let line = |(x, y): (f64, f64), (to_x, to_y): (f64, f64)| {
        let bend = |from: f64, to: f64, middle: f64| (from + to) / 2.0 * 0.5 + middle * 0.5;
        format!("M{x:.1} {y:.1}Q{:.1} {:.1} {to_x:.1} {to_y:.1}", bend(x, to_x, middle_x), bend(y, to_y, middle_y))
    };
    let body = html! {
        defs {
            marker #tip viewBox="0 0 8 8" refX="15" refY="4" markerUnits="userSpaceOnUse" markerWidth="9" markerHeight="9" orient="auto" {
                path d="M0 0L8 4L0 8z" { }
            }
        }
        @for (Claimed { of, .. }, from, to) in edges {
            @let (width, class) = weight(of);
            @if let Some((from, to)) = at(from).zip(at(to)) {
                a href={ "/proposition/" (of.proposition.id) } {
                    title { (of.proposition.summary) }
                    path class=(class) stroke-width=(width) marker-end="url(#tip)" d=(line(from, to)) { }
                }
            }
        }
        @for name in nodes.keys() {
            @if let Some((x, y)) = at(name) {
                @let left = x < middle_x - 1.0;
                a href={ "/actor?name=" (crate::query::escaped(name)) } {
                    circle.party cx=(format!("{x:.1}")) cy=(format!("{y:.1}")) r="5" { }
                    text x=(format!("{:.1}", if left { x - 10.0 } else { x + 10.0 })) y=(format!("{:.1}", y + 4.0))
                        text-anchor=(if left { "end" } else { "start" }) { (name) }
                }
            }
        }
    };
    let label = format!(
        "{} parties and {} claimed events between them; lines are bolder with more independent origins, broken where denied",
        nodes.len(),
        edges.len()
    );
    Some(Drawing { width: SIZE + 2.0 * SIDE, height: SIZE + 2.0 * ABOVE, label, body })
}
