//! Propositions as rows.

use hearsay::proposition::{Event, Filler, parties};
use hearsay_export::claimed;

use super::{Claimed, Row, Shown};

const COLUMNS: &[&str] = &[
    "summary",
    "first_seen",
    "type",
    "stage",
    "terms",
    "from",
    "to",
    "item",
    "quantity",
    "value",
    "established",
    "possible",
    "unknown",
    "denied_by",
    "articles",
];

pub(super) fn show(events: &[Claimed<'_>]) -> Shown {
    let row = |Claimed { of, event }: &Claimed<'_>| {
        let (from, to) = sides(event);
        let (affirmed, denied) = (of.independent_origins, of.denial_origins);
        Row {
            proposition: of.proposition.id.clone(),
            cells: vec![
                of.proposition.summary.clone(),
                of.first_seen.map(|day| day.to_string()).unwrap_or_default(),
                event.kind.clone(),
                event.stage.clone().unwrap_or_default(),
                event.terms.clone().unwrap_or_default(),
                claimed::names(from),
                claimed::names(to),
                claimed::names(event.role("item")),
                event.quantity.as_ref().map(|quantity| quantity.text.clone()).unwrap_or_default(),
                event.value.as_ref().map(|value| value.text.clone()).unwrap_or_default(),
                affirmed.established.to_string(),
                affirmed.possible.to_string(),
                affirmed.unknown.to_string(),
                denied.total().to_string(),
                of.articles.to_string(),
            ],
        }
    };
    Shown { drawing: None, note: None, columns: COLUMNS, rows: events.iter().map(row).collect() }
}

/// Who acts, and towards whom.
fn sides(event: &Event) -> (&[Filler], &[Filler]) {
    match parties(&event.kind) {
        [from, to] => (event.role(from), event.role(to)),
        [all] => (event.role(all), &[]),
        _ => (&[], &[]),
    }
}
