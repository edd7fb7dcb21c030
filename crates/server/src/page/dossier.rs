//! A dossier of chosen propositions: each sentence with where it stands. Made to be printed.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{RawQuery, State};
use hearsay::Polarity;
use hearsay::dossier::Source;
use hearsay_ledger::View;
use maud::{Markup, html};

use super::{drift, frame, read};
use crate::Desk;
use crate::error::PageError;

/// Propositions of one dossier.
const MOST: usize = 100;

pub(crate) async fn show(State(desk): State<Arc<Desk>>, RawQuery(query): RawQuery) -> Result<Markup, PageError> {
    let query = query.unwrap_or_default();
    let pairs = form_urlencoded::parse(query.as_bytes()).filter(|(name, id)| name == "id" && !id.is_empty());
    let ids: Vec<String> = pairs.map(|(_, id)| id.into_owned()).collect();
    if ids.is_empty() {
        return Ok(frame(
            "Dossier",
            Some("/dossier"),
            &html! {
                p.empty { "A dossier is made of propositions: tick some in " a href="/propositions" { "the list" } "." }
            },
        ));
    }
    if ids.len() > MOST {
        return Err(PageError::Asked(format!("A dossier has {MOST} propositions at most.")));
    }
    let dossier = read(desk, move |ledger| Ok(ledger.dossier(View::default(), &ids)?)).await?;
    let number: BTreeMap<&str, usize> =
        dossier.sources.iter().enumerate().map(|(i, source)| (source.article.as_str(), i + 1)).collect();
    Ok(frame(
        "Dossier",
        Some("/dossier"),
        &html! {
            p.noprint { "Print this page to keep it as PDF; `hearsay dossier` writes Markdown, HTML and JSON." }
            @for section in &dossier.sections {
                section.dossier {
                    h2 { a href={ "/proposition/" (section.proposition) } { (section.heading) } }
                    @for voices in &section.voices {
                        h3 {
                            (voices.origin.as_ref().map_or("Lineage unknown", |origin| origin.speaker.as_str()))
                            @if voices.side == Polarity::Negative { " denies" } @else { " affirms" }
                        }
                        ul { @for sentence in &voices.sentences {
                            @let of = number.get(sentence.article.as_str()).copied().unwrap_or_default();
                            li { (sentence.text) " " a href={ "#s-" (of) } { "[" (of) ", characters " (sentence.span.start) " to " (sentence.span.end) "]" } }
                        } }
                    }
                    @for drift in &section.drift { (drift::chart(drift)) }
                }
            }
            h2 { "Sources" }
            ol { @for (i, source) in dossier.sources.iter().enumerate() { li id={ "s-" (i + 1) } { (told(source)) } } }
        },
    ))
}

fn told(source: &Source) -> Markup {
    html! {
        a href={ "/article/" (source.article) } { (source.outlet.as_deref().unwrap_or(&source.reference)) }
        @if let Some(day) = source.published { ", " time { (day) } }
        @if let Some(wire) = &source.wire { ", copy of " (wire) }
        @if let Some(archived) = &source.archived {
            ", archived as " code { (archived.hash) }
            @if let Some(url) = &archived.url { " from " span.address { (url) } }
        }
    }
}
