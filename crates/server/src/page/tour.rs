//! A tour of the pages, on what the ledger holds.

use std::sync::Arc;

use axum::extract::State;
use hearsay_ledger::{Filter, Glance, Ledger, View};
use maud::{Markup, html};

use super::{frame, read};
use crate::Desk;
use crate::error::PageError;
use crate::query::escaped;

/// Propositions among which examples are looked for.
const LOOKED_AT: u32 = 100;

/// A stop of the tour: what is to be seen, and where.
struct Stop {
    title: &'static str,
    told: String,
    address: String,
}

pub(crate) async fn show(State(desk): State<Arc<Desk>>) -> Result<Markup, PageError> {
    let stops = read(desk, stops).await?;
    Ok(frame(
        "Tour",
        Some("/tour"),
        &html! {
            @if stops.is_empty() {
                p.empty { "There is nothing to see yet: load the invented stories of `hearsay demo`, or " a href="/add" { "add an article" } "." }
            }
            ol.tour {
                @for Stop { title, told, address } in &stops {
                    li { h2 { a href=(address) { (title) } } p { (told) } }
                }
            }
        },
    ))
}

/// The stops that this ledger has something to show for.
fn stops(ledger: &Ledger) -> Result<Vec<Stop>, PageError> {
    let rows = ledger.glances(View::default(), &Filter::default().first(LOOKED_AT))?;
    let newest = ledger.claims(View::default(), &Filter { newest: true, ..Filter::default().first(1) })?;
    let Some(newest) = newest.first() else { return Ok(Vec::new()) };
    let page = |of: &Glance| format!("/proposition/{}", of.proposition.id);
    let stop = |title, told: &str, address: String| Stop { title, told: told.to_owned(), address };
    let mut stops = vec![
        stop(
            "The inbox: who says what",
            "Each row is a claim: a voice, its words, and the article they stand in. Narrow the list, save it as a view, or \
             follow it as a feed.",
            "/".to_owned(),
        ),
        stop(
            "An article, with what was found in it",
            "The text marks who speaks, the word for it, and what is said; the claims stand beside it. Rest on one to see its \
             words light up; j and k go from claim to claim.",
            format!("/article/{}", newest.article),
        ),
    ];
    let repeated = rows.iter().max_by_key(|of| of.tellings.saturating_sub(of.independent_origins.total()));
    if let Some(of) = repeated.filter(|of| of.tellings > of.independent_origins.total()) {
        let told = format!(
            "{} articles tell this, and {} independent origins stand behind them. The tree shows which article goes back to \
             which, and why the program thinks so.",
            of.tellings,
            of.independent_origins.total()
        );
        stops.push(Stop { title: "A proposition, counted by origins", told, address: page(of) });
    }
    if let Some(of) = rows.iter().find(|of| of.denial_origins.total() > 0) {
        stops.push(stop(
            "Who denies it",
            "Denials stand in the same tree, in red. Nothing here says who is right.",
            page(of),
        ));
    }
    if let Some(of) = rows.iter().find(|of| of.drifts) {
        stops.push(stop(
            "How the numbers drift",
            "Quantities, sums, stages and dates as each voice gives them, in the order in which they came out.",
            page(of),
        ));
    }
    if let Some(actor) = ledger.actors(Some(1), 0)?.first() {
        stops.push(stop(
            "An actor",
            "What it is said to have sent and received, what it said, and by what words articles name it. Two names of one \
             actor are merged here, and words that mean somebody else are split off.",
            format!("/actor?name={}", escaped(&actor.name)),
        ));
    }
    stops.push(stop(
        "One selection, four views",
        "What is claimed on a map, as a network of parties, along time, and as a table. Each can be taken along as a picture \
         or as CSV.",
        "/map".to_owned(),
    ));
    stops.push(stop(
        "Search",
        "Words, phrases and operators; below the field are links that narrow what was found.",
        "/search".to_owned(),
    ));
    let chosen: Vec<String> = rows.iter().take(2).map(|of| format!("id={}", of.proposition.id)).collect();
    if !chosen.is_empty() {
        stops.push(stop(
            "A dossier",
            "Propositions to publish: each sentence says whose words it gives and where they stand. Order them, write between \
             them, print the page, or take it as Markdown, HTML or JSON-LD.",
            format!("/dossier?{}", chosen.join("&")),
        ));
    }
    stops.push(stop(
        "Judging",
        "Whoever opens the address with the token accepts and rejects, tells what is the same and what isn't, signs it, and \
         can take it back. The log shows who judged what, when.",
        "/judgements".to_owned(),
    ));
    Ok(stops)
}
