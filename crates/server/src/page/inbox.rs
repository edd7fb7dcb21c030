//! The inbox: the newest claims.

use std::sync::Arc;

use axum::extract::{Query, State};
use maud::{Markup, html};

use super::{claim, frame, narrowing, paging, read};
use crate::Desk;
use crate::error::PageError;
use crate::query::{ROWS, Selection};

pub(crate) async fn show(State(desk): State<Arc<Desk>>, Query(asked): Query<Selection>) -> Result<Markup, PageError> {
    let (filter, view) = (asked.filter(&desk.gazetteer)?, asked.view()?);
    let rows = read(desk, move |ledger| Ok(ledger.claims(view, &filter)?)).await?;
    Ok(frame(
        "Inbox",
        Some("/"),
        &html! {
            (narrowing("/", &asked))
            p { a href={ "/feed.atom?" (asked.address(0)) } { "Follow this list as a feed" } }
            @if rows.is_empty() {
                p.empty { "No claims. `hearsay add` reads articles into the ledger; `hearsay demo` makes one to look at." }
            } @else {
                ol.claims { @for row in rows.iter().take(ROWS as usize) { (claim(row)) } }
                (paging("/", &asked, rows.len()))
            }
        },
    ))
}
