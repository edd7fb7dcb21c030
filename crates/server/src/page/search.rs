//! Search over claims and articles.

use std::sync::Arc;

use axum::extract::{Query, State};
use hearsay_ledger::{Facet, Found, Search};
use maud::{Markup, html};

use super::{claim, frame, read};
use crate::Desk;
use crate::error::PageError;
use crate::query::{Named, ROWS, escaped};

/// What the page explains: how to ask, and for what.
const OPERATORS: [(&str, &str); 8] = [
    ("drones Russia", "All words must be there, in any order. Capitals and accents make no difference."),
    ("\"joint venture\"", "Words in quotation marks stand together."),
    ("radar*", "A beginning: radar, radars."),
    ("boats OR ships", "Either of two."),
    ("boats -fishing", "Without a word."),
    (
        "speaker:\"Ada Quill\"",
        "Who says it, or for whom it is said; so do party: (takes part), outlet:, item:, event: and evidence:.",
    ),
    ("since:2024-01-31", "Published on this day or later; until: that day or before."),
    ("is:denied", "Claims that deny; is:open, is:accept and is:reject by how they were judged."),
];

pub(crate) async fn show(State(desk): State<Arc<Desk>>, Query(asked): Query<Named>) -> Result<Markup, PageError> {
    let words = asked.q.trim().to_owned();
    let search = Search::of(&words)?.canonical(&desk.gazetteer);
    let found = match search.is_empty() {
        true => None,
        false => Some(read(desk, move |ledger| Ok(ledger.search(&search, ROWS)?)).await?),
    };
    Ok(frame(
        "Search",
        Some("/search"),
        &html! {
            form role="search" method="get" action="/search" {
                label { "Words " input type="search" name="q" value=(words) autofocus; }
                button { "Search" }
            }
            details { summary { "How to ask" }
                dl.operators { @for (example, meaning) in OPERATORS {
                    dt { a href={ "/search?q=" (escaped(example)) } { code { (example) } } } dd { (meaning) }
                } }
            }
            @if let Some(found) = &found { (hits(found, &words)) }
        },
    ))
}

fn hits(found: &Found, words: &str) -> Markup {
    html! {
        @if found.claims.is_empty() && found.articles.is_empty() { p.empty { "Nothing has these words. Try fewer, or another spelling." } }
        (narrower(&found.facets, words))
        @if !found.claims.is_empty() { section { h2 { "Claims" } ol.claims { @for row in &found.claims { (claim(row, false)) } } } }
        @if !found.articles.is_empty() {
            section { h2 { "Articles" } ul { @for article in &found.articles {
                li { a href={ "/article/" (article.id) } { (article.title) } p.snippet { (article.words) } }
            } } }
        }
    }
}

/// What hits have in common, each as a link that narrows to it. What all have narrows nothing.
fn narrower(facets: &[Facet], words: &str) -> Markup {
    let of = |field: &str| facets.iter().filter(|facet| facet.field == field).collect::<Vec<_>>();
    html! {
        @for (field, name) in [("speaker", "Speaker"), ("outlet", "Outlet"), ("year", "Year"), ("event", "Event")] {
            @let values = of(field);
            @if values.len() > 1 {
                p.facets { span.role-name { (name) ": " }
                    @for facet in values {
                        a href={ "/search?q=" (escaped(&format!("{words} {}", operator(facet)))) } { (facet.value) }
                        " " span.times { (facet.claims) " " }
                    }
                }
            }
        }
    }
}

/// The operator that narrows to what hits have in common.
fn operator(facet: &Facet) -> String {
    let (field, value) = (&facet.field, &facet.value);
    match field.as_str() {
        "year" => format!("since:{value}-01-01 until:{value}-12-31"),
        _ => format!("{field}:\"{}\"", value.replace('"', " ")),
    }
}
