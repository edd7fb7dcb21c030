//! Actors: who speaks and takes part.

use std::sync::Arc;

use axum::extract::{Query, State};
use hearsay_ledger::View;
use maud::{Markup, html};

use super::propositions::list;
use super::{claim, frame, read};
use crate::Desk;
use crate::error::PageError;
use crate::query::{Named, ROWS, escaped};

pub(crate) async fn show(State(desk): State<Arc<Desk>>, Query(asked): Query<Named>) -> Result<Markup, PageError> {
    let offset = asked.offset;
    let rows = read(desk, move |ledger| Ok(ledger.actors(Some(ROWS + 1), offset)?)).await?;
    Ok(frame(
        "Actors",
        Some("/actors"),
        &html! {
            form method="get" action="/actor" { label { "Name " input name="name" required; } button { "Show" } }
            @if rows.is_empty() { p.empty { "Nobody yet: add articles." } }
            table {
                thead { tr { th { "Name" } th.number { "Said" } th.number { "Takes part in" } } }
                tbody { @for row in rows.iter().take(ROWS as usize) {
                    tr { td { a href={ "/actor?name=" (escaped(&row.name)) } { (row.name) } } td.number { (row.said) } td.number { (row.took_part) } }
                } }
            }
            nav.paging aria-label="More" {
                @if offset > 0 { a rel="prev" href={ "/actors?offset=" (offset.saturating_sub(ROWS)) } { "Earlier rows" } }
                @if rows.len() > ROWS as usize { a rel="next" href={ "/actors?offset=" (offset + ROWS) } { "Further rows" } }
            }
        },
    ))
}

pub(crate) async fn show_one(State(desk): State<Arc<Desk>>, Query(asked): Query<Named>) -> Result<Markup, PageError> {
    let name = desk.gazetteer.canonical(asked.name.trim());
    let actor = read(desk, move |ledger| Ok(ledger.actor(View::default(), &name, Some(ROWS))?)).await?;
    Ok(frame(
        &actor.name,
        None,
        &html! {
            @if actor.said.is_empty() && actor.takes_part.is_empty() {
                p.empty { "Nothing is filed under this name. " a href={ "/search?q=" (escaped(&actor.name)) } { "Search for the words" } "." }
            }
            @for (role, rows) in &actor.takes_part {
                section { h2 { "Is said to be " (role.replace('_', " ")) } (list(rows)) }
            }
            @if !actor.said.is_empty() {
                section { h2 { "Said" } ol.claims { @for row in &actor.said { (claim(row, false)) } } }
            }
        },
    ))
}
