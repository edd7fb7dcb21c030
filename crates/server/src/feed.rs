//! The newest claims of a selection as an Atom feed. <https://www.rfc-editor.org/rfc/rfc4287>

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::header;
use axum::response::IntoResponse;
use hearsay_ledger::{ClaimRow, Filter};
use maud::{Markup, PreEscaped, html};

use crate::Desk;
use crate::error::PageError;
use crate::page::read;
use crate::query::Selection;

pub(crate) async fn show(
    State(desk): State<Arc<Desk>>,
    Query(asked): Query<Selection>,
) -> Result<impl IntoResponse, PageError> {
    let host = desk.hosts.first().cloned().unwrap_or_default();
    let address = asked.address(0);
    let (filter, view) = (Filter { newest: true, ..asked.filter(&desk.gazetteer)? }, asked.view()?);
    let rows = read(desk, move |ledger| Ok(ledger.claims(view, &filter)?)).await?;
    Ok(([(header::CONTENT_TYPE, "application/atom+xml; charset=utf-8")], atom(&host, &address, &rows).into_string()))
}

fn atom(host: &str, selection: &str, rows: &[ClaimRow]) -> Markup {
    let updated = rows.iter().map(|row| row.first_seen.as_str()).max().unwrap_or("1970-01-01T00:00:00Z");
    html! {
        (PreEscaped("<?xml version=\"1.0\" encoding=\"utf-8\"?>"))
        feed xmlns="http://www.w3.org/2005/Atom" {
            id { "http://" (host) "/feed.atom?" (selection) }
            title { "Claims" @if !selection.is_empty() { ": " (selection) } }
            updated { (updated) }
            (PreEscaped("<link rel=\"self\" href=\"")) "http://" (host) "/feed.atom?" (selection) (PreEscaped("\"/>"))
            @for row in rows {
                entry {
                    id { "urn:hearsay:claim:" (row.claim.id) }
                    title { (row.claim.speaker.name.as_deref().unwrap_or("Nobody named")) ": " (row.claim.content.exact) }
                    updated { (row.first_seen) }
                    author { name { (row.outlet.as_deref().unwrap_or(&row.reference)) } }
                    (PreEscaped("<link href=\"")) "http://" (host) "/article/" (row.article) "#c-" (row.claim.id) (PreEscaped("\"/>"))
                    summary { (row.claim.content.exact) }
                }
            }
        }
    }
}
