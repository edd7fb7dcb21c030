//! One proposition: its origins as a tree, evidence, denials, drift, and near-copies side by side.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::Extension;
use axum::extract::{Path, State};
use hearsay::Polarity;
use hearsay::proposition::{Link, Member, Proposition, Reason};
use hearsay_ledger::{ClaimRow, View};
use maud::{Markup, html};
use similar::{ChangeTag, TextDiff};

use super::propositions::status;
use super::{drift, frame, read, spread};
use crate::Desk;
use crate::access::Caller;
use crate::error::PageError;
use crate::judging::Judge;

/// Pairs of near-copies that are laid side by side.
const PAIRS: usize = 3;

pub(crate) async fn show(
    State(desk): State<Arc<Desk>>,
    Path(id): Path<String>,
    Extension(caller): Extension<Caller>,
) -> Result<Markup, PageError> {
    let judge = Judge::of(&caller);
    let (row, claims, copies) = read(desk, move |ledger| {
        let row = ledger.proposition(View::default(), &id)?;
        let claims: BTreeMap<String, ClaimRow> = ledger
            .claims_of_members(View::default(), shown(&row.proposition))?
            .into_iter()
            .map(|(statement, claim)| (statement.to_owned(), claim))
            .collect();
        let mut copies = Vec::new();
        for link in row.proposition.links.iter().filter(|link| link.reason == Reason::NearCopy).take(PAIRS) {
            let of = |statement: &str| -> Result<Option<String>, PageError> {
                let member = row.proposition.claims.iter().find(|member| member.statement == statement);
                let found = ledger.claims_of_members(View::default(), member)?;
                Ok(found.into_values().next().map(|row| row.article))
            };
            if let (Some(from), Some(to)) = (of(&link.from)?, of(&link.to)?) {
                copies.push((ledger.article(&to)?, ledger.article(&from)?, link.score));
            }
        }
        Ok((row, claims, copies))
    })
    .await?;
    let proposition = &row.proposition;
    let id = &proposition.proposition.id;
    let articles: BTreeSet<&str> = proposition.claims.iter().map(|member| member.article.as_str()).collect();
    let by_statement: BTreeMap<&str, &ClaimRow> = claims.iter().map(|(id, row)| (id.as_str(), row)).collect();
    let untold = members(proposition, None);
    Ok(frame(
        &proposition.proposition.summary,
        None,
        &html! {
            p.status { (status(articles.len(), proposition.independent_origins, proposition.denial_origins)) }
            p { code { (id) } " · " a href={ "/dossier?id=" (id) } { "Dossier" } " · " a href={ "/api/v1/propositions/" (id) } { "JSON" } }
            (judge.buttons(id, row.judged.as_deref(), &format!("/proposition/{id}")))
            (judge.pair(id, &format!("/proposition/{id}")))
            h2 { "Origins" }
            ol.origins {
                @for origin in proposition.origins.iter().take(ORIGINS) {
                    @let its = members(proposition, Some(&origin.id));
                    li.denies[origin.polarity == Polarity::Negative] {
                        p.who {
                            strong { (origin.speaker) } " "
                            @if origin.polarity == Polarity::Negative { "in denial" } @else { "affirming" }
                            span.lineage { " (" (origin.lineage.as_str()) @if let Some(first) = origin.first_seen { ", " time { (first) } }
                                @if let Some(first) = &origin.same_party_as { ", again after " (first) } ")" }
                        }
                        (branches(&its, &by_statement, proposition, &judge))
                    }
                }
                @if proposition.origins.len() > ORIGINS {
                    li { "and " (proposition.origins.len() - ORIGINS) " further origins; " a href={ "/api/v1/propositions/" (id) } { "the JSON has them all" } }
                }
                @if !untold.is_empty() {
                    li { p.who { strong { "Lineage unknown" } } (branches(&untold, &by_statement, proposition, &judge)) }
                }
            }
            @if let Some(drawing) = spread::drawing(proposition, &by_statement) {
                h2 { "When it was told" }
                figure { (drawing) figcaption { "A line for each origin, a dot for each article of a day, hollow where it denies." } }
            }
            @if !proposition.drift.is_empty() {
                h2 { "What is told differently" }
                @for drift in &proposition.drift { (drift::chart(drift)) }
            }
            @if !copies.is_empty() {
                h2 { "Near-copies, side by side" }
                @for (first, second, score) in &copies {
                    h3 {
                        (first.outlet.as_deref().unwrap_or(&first.reference)) " and " (second.outlet.as_deref().unwrap_or(&second.reference))
                        " share " (format!("{:.0}", score * 100.0)) " % of their wording"
                    }
                    (differences(&first.text, &second.text))
                }
            }
        },
    ))
}

/// Origins of a page, which is to be read; the JSON has all.
const ORIGINS: usize = 40;
/// Claims of an origin on a page.
const CLAIMS: usize = 20;

/// The members of an origin, or those without one; a claim with two events has two statements, and is told once.
fn members<'p>(of: &'p Proposition, origin: Option<&str>) -> Vec<&'p Member> {
    let mut seen = BTreeSet::new();
    let its = of.claims.iter().filter(|member| member.origin.as_deref() == origin);
    its.filter(|member| seen.insert((member.article.as_str(), member.claim.as_str()))).collect()
}

/// The members that a page of a proposition shows, and those that they go back to.
fn shown(of: &Proposition) -> Vec<&Member> {
    let origins = of.origins.iter().take(ORIGINS).map(|origin| Some(origin.id.as_str())).chain([None]);
    let shown: Vec<&Member> = origins.flat_map(|origin| members(of, origin).into_iter().take(CLAIMS)).collect();
    let statements: BTreeSet<&str> = shown.iter().map(|member| member.statement.as_str()).collect();
    let links = of.links.iter().filter(|link| statements.contains(link.from.as_str())).map(|link| link.to.as_str());
    let targets: BTreeSet<&str> = links.collect();
    let targets = of.claims.iter().filter(|member| targets.contains(member.statement.as_str()));
    shown.into_iter().chain(targets).collect()
}

fn branches(members: &[&Member], claims: &BTreeMap<&str, &ClaimRow>, of: &Proposition, judge: &Judge) -> Markup {
    html! {
        ol.claims {
            @for member in members.iter().take(CLAIMS) {
                @if let Some(row) = claims.get(member.statement.as_str()) {
                    (super::claim(row, false))
                    @for link in of.links.iter().filter(|link| link.from == member.statement) {
                        li.link {
                            "goes back to " (target(link, of, claims)) ": " (link.reason.words()) " (" (format!("{:.2}", link.score)) ")"
                            (judge.unlink(&link.from, &link.to, &format!("/proposition/{}", of.proposition.id)))
                        }
                    }
                }
            }
            @if members.len() > CLAIMS { li { "and " (members.len() - CLAIMS) " further claims" } }
        }
    }
}

/// Whose statement a link leads to.
fn target(link: &Link, of: &Proposition, claims: &BTreeMap<&str, &ClaimRow>) -> String {
    let member = of.claims.iter().find(|member| member.statement == link.to);
    let row = member.and_then(|member| claims.get(member.statement.as_str()));
    row.map_or_else(
        || "another statement".to_owned(),
        |row| row.outlet.clone().unwrap_or_else(|| row.reference.clone()),
    )
}

/// One text as a change of the other, word by word.
pub(super) fn differences(first: &str, second: &str) -> Markup {
    let diff = TextDiff::from_words(first, second);
    html! {
        pre.differences tabindex="0" role="group" aria-label="Differences" {
            @for change in diff.iter_all_changes() {
                @match change.tag() {
                    ChangeTag::Equal => (change.value()),
                    ChangeTag::Delete => del { (change.value()) },
                    ChangeTag::Insert => ins { (change.value()) },
                }
            }
        }
    }
}
