//! Pages.

pub(crate) mod actors;
pub(crate) mod add;
pub(crate) mod article;
pub(crate) mod compose;
pub(crate) mod dossier;
pub(crate) mod drift;
pub(crate) mod inbox;
pub(crate) mod proposition;
pub(crate) mod propositions;
pub(crate) mod saved;
pub(crate) mod search;
pub(crate) mod spread;
pub(crate) mod tour;

use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::IntoResponse;
use hearsay::contract::ClaimFields;
use hearsay::dossier::Act;
use hearsay::{EvidenceKind, Polarity};
use hearsay_ledger::{ClaimRow, Ledger};
use maud::{DOCTYPE, Markup, html};

use crate::Desk;
use crate::error::PageError;
use crate::query::{ROWS, Selection};

/// The pages that every page leads to.
const MENU: [(&str, &str); 8] = [
    ("/", "Inbox"),
    ("/propositions", "Propositions"),
    ("/map", "Map"),
    ("/actors", "Actors"),
    ("/search", "Search"),
    ("/dossier", "Dossier"),
    ("/judgements", "Judgements"),
    ("/add", "Add"),
];

/// Reads from the ledger on a thread that may wait.
pub(crate) async fn read<T: Send + 'static>(
    desk: Arc<Desk>,
    make: impl FnOnce(&Ledger) -> Result<T, PageError> + Send + 'static,
) -> Result<T, PageError> {
    let made = tokio::task::spawn_blocking(move || desk.reading(make)).await;
    made.map_err(|_| PageError::Broken)?
}

/// Writes to the ledger on a thread that may wait.
pub(crate) async fn write<T: Send + 'static>(
    desk: Arc<Desk>,
    make: impl FnOnce(&Desk, &mut Ledger) -> Result<T, PageError> + Send + 'static,
) -> Result<T, PageError> {
    let made = tokio::task::spawn_blocking(move || make(&desk, &mut Ledger::open(&desk.path)?)).await;
    made.map_err(|_| PageError::Broken)?
}

/// What may be wider than a small screen, and scrolls by keyboard, too.
pub(crate) fn wide(label: &str, content: &Markup) -> Markup {
    html! { div.wide tabindex="0" role="region" aria-label=(label) { (content) } }
}

/// A page with the menu above; `here` is its place in the menu.
pub(crate) fn frame(title: &str, here: Option<&str>, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " · hearsay" }
                link rel="stylesheet" href="/style.css";
                script src="/desk.js" defer { }
            }
            body {
                a.skip href="#main" { "To the page" }
                header {
                    nav aria-label="Pages" {
                        @for (address, name) in MENU {
                            a href=(address) aria-current=[(here == Some(address)).then_some("page")] { (name) }
                        }
                    }
                }
                main #main { h1 { (title) } (body) }
                footer {
                    "What stands here is claimed by those who are named; none of it is stated as a fact. "
                    a href="/tour" { "Tour of these pages" }
                }
            }
        }
    }
}

/// Where nothing is.
pub(crate) async fn nothing_here() -> impl IntoResponse {
    let page = frame(
        "Nothing here",
        None,
        &html! {
            p { "There is no such page. The menu above leads to those there are." }
        },
    );
    (StatusCode::NOT_FOUND, page)
}

/// A claim in a list: who says it, in what words, where; and whether it is new to its reader.
pub(crate) fn claim(row: &ClaimRow, new: bool) -> Markup {
    let claim = &row.claim;
    html! {
        li.claim.denies[claim.polarity == Polarity::Negative] {
            p.who {
                @if new { span.new { "new" } " " }
                @match &claim.speaker.name {
                    Some(name) => a href={ "/actor?name=" (crate::query::escaped(name)) } { (name) },
                    None => span.nobody { "nobody named" },
                }
                @if let Some(body) = &claim.speaker.affiliation { span.affiliation { " for " (body) } }
                (manner(claim))
            }
            blockquote { (claim.content.exact) }
            p.where {
                a href={ "/article/" (row.article) "#c-" (claim.id) } {
                    (row.outlet.as_deref().unwrap_or(&row.reference))
                    @if let Some(published) = &row.published { ", " time { (published) } }
                }
                @if let Some(verdict) = &row.judged { span.judged { " judged: " (verdict) } }
            }
        }
    }
}

fn act(claim: &ClaimFields) -> Act {
    Act::of(claim.polarity, claim.cue.as_ref().map(|cue| cue.exact.as_str()), &claim.content.exact)
}

/// How a voice says it: denying, through whom, on what evidence.
pub(crate) fn manner(claim: &ClaimFields) -> Markup {
    html! {
        @if act(claim) != Act::Says {
            " " (act(claim).verb(false))
        }
        @for relay in &claim.relays { span.relay { " via " (relay.name) } }
        @for evidence in &claim.evidence { span.evidence { " on " (evidence.kind.as_str().replace('_', " ")) } }
    }
}

/// The field of a form for who signs it; it is remembered for the next.
pub(crate) fn signature() -> Markup {
    html! { label.by { "as " input name="person" required size="10" autocomplete="username"; } }
}

/// The form that narrows a list, and the links to its other pages.
pub(crate) fn narrowing(action: &str, asked: &Selection) -> Markup {
    let field = |name: &str, label: &str, kind: &str, value: &Option<String>| {
        html! {
            label { (label) " " input type=(kind) name=(name) value=(value.as_deref().unwrap_or_default()); }
        }
    };
    let statuses =
        [("", "any"), ("open", "not judged"), ("accept", "accepted"), ("reject", "rejected"), ("denied", "denied")];
    html! {
        details.narrow open[!asked.fields().is_empty()] {
            summary { "Narrow the list" }
            form method="get" action=(action) {
                (field("speaker", "Speaker", "text", &asked.speaker))
                (field("outlet", "Outlet", "text", &asked.outlet))
                (field("party", "Party", "text", &asked.party))
                (field("item", "Item", "text", &asked.item))
                (field("frame", "Event", "text", &asked.frame))
                (field("since", "Since", "date", &asked.since))
                (field("until", "Until", "date", &asked.until))
                (field("as_of", "As known on", "date", &asked.as_of))
                label { "Rests on "
                    select name="evidence" {
                        option value="" { "anything" }
                        @for kind in EvidenceKind::ALL.map(EvidenceKind::as_str) {
                            option value=(kind) selected[asked.evidence.as_deref() == Some(kind)] { (kind.replace('_', " ")) }
                        }
                    }
                }
                label { "Status "
                    select name="status" {
                        @for (value, name) in statuses {
                            option value=(value) selected[asked.status.as_deref().unwrap_or_default() == value] { (name) }
                        }
                    }
                }
                button { "Show" }
                a href=(action) { "Show all" }
            }
        }
    }
}

/// Links to the pages before and behind.
pub(crate) fn paging(action: &str, asked: &Selection, shown: usize) -> Markup {
    html! {
        nav.paging aria-label="More" {
            @if asked.offset > 0 {
                a rel="prev" href={ (action) "?" (asked.address(asked.offset.saturating_sub(ROWS))) } { "Earlier rows" }
            }
            @if shown > ROWS as usize {
                a rel="next" href={ (action) "?" (asked.address(asked.offset + ROWS)) } { "Further rows" }
            }
        }
    }
}
