//! Propositions: what claims of several articles affirm or deny.

use std::sync::Arc;

use axum::extract::{Query, State};
use hearsay::proposition::Counts;
use hearsay_ledger::Glance;
use maud::{Markup, html};

use super::{frame, narrowing, paging, read};
use crate::Desk;
use crate::error::PageError;
use crate::query::{ROWS, Selection};

pub(crate) async fn show(State(desk): State<Arc<Desk>>, Query(asked): Query<Selection>) -> Result<Markup, PageError> {
    let (filter, view) = (asked.filter(&desk.gazetteer)?, asked.view()?);
    let rows = read(desk, move |ledger| Ok(ledger.glances(view, &filter)?)).await?;
    Ok(frame(
        "Propositions",
        Some("/propositions"),
        &html! {
            (narrowing("/propositions", &asked))
            @if rows.is_empty() { p.empty { "No propositions. Narrow the list less, or add articles." } }
            @else {
                form method="get" action="/dossier" {
                    (list(&rows))
                    button { "Make a dossier of those that are ticked" }
                }
                (paging("/propositions", &asked, rows.len()))
            }
        },
    ))
}

/// Propositions as a list to choose from.
pub(crate) fn list(rows: &[Glance]) -> Markup {
    html! {
        ul.propositions {
            @for row in rows.iter().take(ROWS as usize) {
                @let id = &row.proposition.id;
                li {
                    label { input type="checkbox" name="id" value=(id) aria-label={ "choose " (row.proposition.summary) }; }
                    (line(row))
                }
            }
        }
    }
}

/// A proposition in a list.
pub(super) fn line(of: &Glance) -> Markup {
    html! {
        a href={ "/proposition/" (of.proposition.id) } { (of.proposition.summary) }
        p.status {
            (status(of.articles, of.independent_origins, of.denial_origins))
            @if let Some(verdict) = &of.judged { span.judged { " judged: " (verdict) } }
        }
    }
}

/// The line that counts origins, not outlets.
pub(crate) fn status(articles: usize, affirmed: Counts, denied: Counts) -> String {
    let counted = |counts: Counts| {
        let each = [(counts.established, "established"), (counts.possible, "possible"), (counts.unknown, "unknown")];
        let told: Vec<String> =
            each.into_iter().filter(|&(n, _)| n > 0).map(|(n, name)| format!("{n} {name}")).collect();
        if told.is_empty() { "none".to_owned() } else { told.join(", ") }
    };
    let plural = if articles == 1 { "article" } else { "articles" };
    let mut line = format!("independent origins: {}; {articles} {plural}", counted(affirmed));
    if denied.total() > 0 {
        line.push_str(&format!("; denied by {}", counted(denied)));
    }
    line
}
