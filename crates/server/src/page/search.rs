//! Search over claims and articles.

use std::sync::Arc;

use axum::extract::{Query, State};
use maud::{Markup, html};

use super::{claim, frame, read};
use crate::Desk;
use crate::error::PageError;
use crate::query::{Named, ROWS};

pub(crate) async fn show(State(desk): State<Arc<Desk>>, Query(asked): Query<Named>) -> Result<Markup, PageError> {
    let words = asked.q.trim().to_owned();
    let found = match words.is_empty() {
        true => None,
        false => {
            let words = words.clone();
            Some(read(desk, move |ledger| Ok(ledger.search(&words, ROWS)?)).await?)
        }
    };
    Ok(frame(
        "Search",
        Some("/search"),
        &html! {
            form role="search" method="get" action="/search" {
                label { "Words " input type="search" name="q" value=(words) autofocus; }
                button { "Search" }
            }
            details { summary { "How words are searched" }
                ul {
                    li { "All words must stand in the text: " code { "drones Russia" } }
                    li { "Words in quotation marks stand together: " code { "\"joint venture\"" } }
                    li { "Capitals and accents make no difference." }
                }
            }
            @if let Some(found) = &found {
                @if found.claims.is_empty() && found.articles.is_empty() { p.empty { "Nothing has these words. Try fewer, or another spelling." } }
                @if !found.claims.is_empty() { section { h2 { "Claims" } ol.claims { @for row in &found.claims { (claim(row, false)) } } } }
                @if !found.articles.is_empty() {
                    section { h2 { "Articles" } ul { @for article in &found.articles {
                        li { a href={ "/article/" (article.id) } { (article.title) } p.snippet { (article.words) } }
                    } } }
                }
            }
        },
    ))
}
