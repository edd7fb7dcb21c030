//! Actors: who speaks and takes part.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Query, State};
use hearsay::proposition::Naming;
use hearsay_ledger::{ActorNames, Filter, Verdict, View};
use maud::{Markup, html};

use super::propositions::list;
use super::{claim, frame, read, wide};
use crate::Desk;
use crate::access::Caller;
use crate::error::PageError;
use crate::judging::Judge;
use crate::query::{Named, ROWS, escaped};

/// Ways in which an actor is named that its page lists.
const WAYS: usize = 30;

pub(crate) async fn show(State(desk): State<Arc<Desk>>, Query(asked): Query<Named>) -> Result<Markup, PageError> {
    let offset = asked.offset;
    let rows = read(desk, move |ledger| Ok(ledger.actors(Some(ROWS + 1), offset)?)).await?;
    Ok(frame(
        "Actors",
        Some("/actors"),
        &html! {
            form method="get" action="/actor" { label { "Name " input name="name" required; } button { "Show" } }
            @if rows.is_empty() { p.empty { "Nobody yet: add articles." } }
            (wide("Actors", &html! {
                table {
                    thead { tr { th { "Name" } th.number { "Said" } th.number { "Takes part in" } } }
                    tbody { @for row in rows.iter().take(ROWS as usize) {
                        tr { td { a href={ "/actor?name=" (escaped(&row.name)) } { (row.name) } } td.number { (row.said) } td.number { (row.took_part) } }
                    } }
                }
            }))
            nav.paging aria-label="More" {
                @if offset > 0 { a rel="prev" href={ "/actors?offset=" (offset.saturating_sub(ROWS)) } { "Earlier rows" } }
                @if rows.len() > ROWS as usize { a rel="next" href={ "/actors?offset=" (offset + ROWS) } { "Further rows" } }
            }
        },
    ))
}

pub(crate) async fn show_one(
    State(desk): State<Arc<Desk>>,
    Extension(caller): Extension<Caller>,
    Query(asked): Query<Named>,
) -> Result<Markup, PageError> {
    let judge = Judge::of(&caller);
    let name = desk.gazetteer.canonical(asked.name.trim());
    let (actor, said, takes_part) = read(desk, move |ledger| {
        let (actor, view) = (ledger.actor_names(&name)?, View::default());
        let filter = Filter { speaker: Some(actor.name.clone()), ..Filter::default().first(ROWS) };
        let (said, takes_part) = (ledger.claims(view, &filter)?, ledger.takes_part(view, &actor.name, Some(ROWS))?);
        Ok((actor, said, takes_part))
    })
    .await?;
    Ok(frame(
        &actor.name,
        None,
        &html! {
            @if said.is_empty() && takes_part.is_empty() {
                p.empty { "Nothing is filed under this name. " a href={ "/search?q=" (escaped(&actor.name)) } { "Search for the words" } "." }
            } @else {
                (names(&actor, &judge))
            }
            @for (role, rows) in &takes_part {
                section { h2 { "Is said to be " (role.replace('_', " ")) } (list(rows)) }
            }
            @if !said.is_empty() {
                section { h2 { "Said" } ol.claims { @for row in &said { (claim(row, false)) } } }
            }
        },
    ))
}

/// By what words articles name an actor, and what was judged of its names.
fn names(actor: &ActorNames, judge: &Judge) -> Markup {
    let back = format!("/actor?name={}", escaped(&actor.name));
    html! {
        details.names open[!actor.judged.is_empty()] {
            summary { "Named in " (actor.told_as.len()) " ways" }
            ul {
                @for alias in actor.told_as.iter().take(WAYS) {
                    li {
                        a href={ "/article/" (alias.article) "#c-" (alias.claim) } { "“" (alias.words) "”" }
                        " " span.times { (alias.times) " times" }
                        @if alias.words != actor.name { (judge.split(&actor.name, &alias.words, &back)) }
                    }
                }
                @if actor.told_as.len() > WAYS { li { "and in " (actor.told_as.len() - WAYS) " further ways" } }
            }
            (judge.merge(&actor.name, &back))
            @if !actor.judged.is_empty() {
                ul.judged-names {
                    @for judged in &actor.judged {
                        li {
                            @let other = judged.b.as_deref().unwrap_or_default();
                            @if judged.verdict == Verdict::Same.as_str() {
                                (judged.person) ": “" (other) "” is filed under “" (judged.a) "” "
                            } @else {
                                (judged.person) ": “" (other) "” is not "
                                a href={ "/actor?name=" (escaped(&judged.a)) } { (judged.a) } " but "
                                @let apart = Naming::apart_from(&judged.a, other);
                                a href={ "/actor?name=" (escaped(&apart)) } { (apart) } " "
                            }
                            (judge.undo(judged, &back))
                        }
                    }
                }
            }
        }
    }
}
