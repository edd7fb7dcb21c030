//! Dossiers: chosen propositions, each sentence with where it stands, and what their author writes between. Made to be
//! printed.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Extension;
use axum::extract::{RawQuery, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use hearsay::dossier::{Dossier, Draft, Entry, Extent, Section, Source};
use hearsay_export::dossier::{self, CAUTION, paragraphs};
use hearsay_ledger::{Ledger, SavedDossier, View};
use maud::{Markup, html};

use super::{compose, drift, frame, read};
use crate::Desk;
use crate::access::Caller;
use crate::error::PageError;
use crate::query::escaped;
use crate::tokens::Scope;

/// Propositions of one dossier.
pub(super) const MOST: usize = 100;

/// What a page shows of each proposition that isn't asked to show all.
const BRIEF: Extent = Extent { voices: 25, sentences: 5 };

/// Which dossier: one that is kept, or one of some propositions.
enum Asked {
    Nothing,
    Kept(String),
    Of(Draft),
}

/// The query of an address.
struct Query {
    asked: Asked,
    extent: Extent,
    address: String,
}

impl Query {
    fn of(query: Option<String>) -> Result<Self, PageError> {
        let address = query.unwrap_or_default();
        let pairs: Vec<(String, String)> = form_urlencoded::parse(address.as_bytes()).into_owned().collect();
        let all = |field: &str| {
            pairs.iter().filter(|(name, value)| name == field && !value.is_empty()).map(|(_, v)| v.clone()).collect()
        };
        let (names, ids): (Vec<String>, Vec<String>) = (all("name"), all("id"));
        if ids.len() > MOST {
            return Err(PageError::Asked(format!("A dossier has {MOST} propositions at most.")));
        }
        let entries = ids.into_iter().map(|proposition| Entry { proposition, words: String::new() });
        let draft = Draft { entries: entries.collect(), end: String::new() };
        let asked = match names.into_iter().next() {
            Some(name) => Asked::Kept(name),
            None if draft.entries.is_empty() => Asked::Nothing,
            None => Asked::Of(draft),
        };
        let whole = pairs.iter().any(|(name, _)| name == "whole");
        Ok(Self { asked, extent: if whole { Extent::WHOLE } else { BRIEF }, address })
    }
}

/// A dossier, and the draft of it that is to be composed.
struct Compiled {
    dossier: Dossier,
    draft: Draft,
    name: Option<String>,
}

fn compiled(ledger: &Ledger, asked: Asked, extent: Extent) -> Result<Compiled, PageError> {
    Ok(match asked {
        Asked::Kept(name) => {
            let saved = ledger.saved_dossier(&name)?;
            Compiled { dossier: ledger.compiled(&saved, extent)?, draft: saved.draft, name: Some(saved.name) }
        }
        Asked::Of(draft) => {
            let dossier = ledger.dossier(View::default(), &draft.propositions(), extent)?;
            Compiled { dossier, draft, name: None }
        }
        Asked::Nothing => Compiled { dossier: Dossier::default(), draft: Draft::default(), name: None },
    })
}

pub(crate) async fn show(
    State(desk): State<Arc<Desk>>,
    Extension(caller): Extension<Caller>,
    RawQuery(query): RawQuery,
) -> Result<Markup, PageError> {
    let Query { asked, extent, address } = Query::of(query)?;
    let nothing = matches!(asked, Asked::Nothing);
    let (compiled, kept) =
        read(desk, move |ledger| Ok((compiled(ledger, asked, extent)?, ledger.saved_dossiers()?))).await?;
    let secret = caller.for_forms(Scope::Judge);
    let dossier = &compiled.dossier;
    Ok(frame(
        dossier.title.as_deref().unwrap_or("Dossier"),
        Some("/dossier"),
        &html! {
            @if nothing {
                p.empty { "A dossier is made of propositions: tick some in " a href="/propositions" { "the list" } "." }
                (list(&kept))
            } @else {
                p.noprint {
                    "Print this page to keep it as PDF, or take it as "
                    @for (form, ending) in [("Markdown", "md"), ("HTML", "html"), ("JSON-LD", "jsonld")] {
                        a href={ "/dossier." (ending) "?" (address) } download { (form) } " "
                    }
                }
                (compose::form(&compiled.draft, compiled.name.as_deref(), dossier, &kept, secret))
                (written_out(dossier, &address))
            }
        },
    ))
}

/// The dossiers that are kept.
fn list(kept: &[SavedDossier]) -> Markup {
    html! {
        @if !kept.is_empty() {
            h2 { "Kept" }
            ul { @for saved in kept {
                li {
                    a href={ "/dossier?name=" (escaped(&saved.name)) } { (saved.name) }
                    " " span.about { (saved.draft.entries.len()) " propositions, by " (saved.person) ", " (saved.recorded.get(..10).unwrap_or_default()) }
                }
            } }
        }
    }
}

fn written_out(dossier: &Dossier, address: &str) -> Markup {
    let number: BTreeMap<&str, usize> =
        dossier.sources.iter().enumerate().map(|(i, source)| (source.article.as_str(), i + 1)).collect();
    let is_cut = |section: &Section| section.further > 0 || section.voices.iter().any(|voices| voices.further > 0);
    html! {
        p.about {
            (CAUTION)
            @if let Some(author) = &dossier.author { " Composed by " (author) ", who wrote what is set off." }
        }
        @if dossier.sections.iter().any(is_cut) {
            p.noprint { "Of many origins the first " (BRIEF.voices) " are shown, and of many sentences of one the first " (BRIEF.sentences) ". " a href={ "/dossier?" (address) "&whole=1" } { "Show all" } }
        }
        @for section in &dossier.sections {
            (words(&section.before))
            section.dossier {
                h2 { a href={ "/proposition/" (section.proposition) } { (section.heading) } }
                @for voices in &section.voices {
                    h3 { (voices.heading()) }
                    ul {
                        @for sentence in &voices.sentences {
                            @let of = number.get(sentence.article.as_str()).copied().unwrap_or_default();
                            li { (sentence.text) " " a href={ "#s-" (of) } { "[" (of) ", characters " (sentence.span.start) " to " (sentence.span.end) "]" } @if let Some(basis) = sentence.basis() { " (" (basis) ")" } }
                        }
                        @if voices.further > 0 { li.about { "and " (voices.further) " further sentences" } }
                    }
                }
                @if section.further > 0 { p.about { "and " (section.further) " further origins" } }
                @for drift in &section.drift { (drift::chart(drift)) }
            }
        }
        (words(&dossier.end))
        h2 { "Sources" }
        ul.sources {
            @for (i, source) in dossier.sources.iter().enumerate() {
                li id={ "s-" (i + 1) } { "[" (i + 1) "] " (told(source)) }
            }
        }
    }
}

/// What the author writes, set off from what voices say.
fn words(written: &str) -> Markup {
    html! { @if !written.trim().is_empty() { blockquote.written { @for paragraph in paragraphs(written) { p { (paragraph) } } } } }
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

/// A form that a dossier can be taken along in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Markdown,
    Html,
    JsonLd,
}

/// The dossier as a file.
pub(crate) async fn file(form: Form, desk: Arc<Desk>, query: Option<String>) -> Result<Response, PageError> {
    let Query { asked, .. } = Query::of(query)?;
    if matches!(asked, Asked::Nothing) {
        return Err(PageError::Asked("A dossier is made of propositions: name some by id.".to_owned()));
    }
    let Compiled { dossier, .. } = read(desk, move |ledger| compiled(ledger, asked, Extent::WHOLE)).await?;
    let (kind, ending, text) = match form {
        Form::Markdown => ("text/markdown; charset=utf-8", "md", dossier::markdown(&dossier)),
        Form::Html => ("text/html; charset=utf-8", "html", dossier::page(&dossier)),
        Form::JsonLd => ("application/ld+json", "jsonld", dossier::json_ld(&dossier).to_string()),
    };
    let name = format!("attachment; filename=\"dossier.{ending}\"");
    Ok(([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, name)], text).into_response())
}
