//! Claims as JSON-LD: each claim is a `schema:Claim` that a W3C Web Annotation ties to the words in its article; each
//! proposition a `schema:Claim` that has them as parts.
//!
//! Each proposition also comes as a draft `ClaimReview`, the form in which fact-checkers publish: without an author and
//! without a rating, which are theirs to give.
//!
//! The names of the Web Annotation Data Model are used as they are; the context stands inside, so that nothing has to be
//! fetched to read it.

use std::collections::BTreeSet;
use std::io::Write;

use hearsay::SpeakerKind;
use hearsay::proposition::Statement;
use hearsay_ledger::{Kept, PropositionRow};
use serde_json::{Value, json};

use crate::json::List;
use crate::quote::Text;
use crate::{Export, ExportError, iri};

pub(crate) struct Annotations<'t>(List<'t>);

impl<'t> Annotations<'t> {
    pub(crate) fn new(out: Box<dyn Write + 't>) -> Result<Self, ExportError> {
        Ok(Self(List::begin(out, &json!({"@context": context()}), "@graph")?))
    }
}

impl Export for Annotations<'_> {
    fn article(&mut self, kept: &Kept) -> Result<(), ExportError> {
        let (article, text) = (&kept.record.article, Text::new(&kept.record.article.text));
        let source = iri::article(&article.id);
        let outlet = article.outlet.as_ref().map(|name| json!({"type": "Organization", "name": name}));
        self.0.push(&present(json!({
            "id": source,
            "type": "NewsArticle",
            "headline": article.title,
            "url": article.url,
            "datePublished": article.published,
            "publisher": outlet,
        })))?;
        for claim in &kept.record.claims {
            let id = iri::claim(&article.id, &claim.id);
            let speaker = claim.speaker.name.as_ref().map(|name| {
                let affiliation = claim.speaker.affiliation.as_ref();
                let kind = kind(claim.speaker.kind);
                // Of schema.org's types, only a person has an affiliation.
                let affiliation = affiliation.filter(|_| kind == "Person");
                let affiliation = affiliation.map(|name| json!({"type": "Organization", "name": name}));
                let actor = iri::actor(name);
                present(json!({"id": actor, "type": kind, "name": name, "affiliation": affiliation}))
            });
            self.0.push(&json!({
                "id": format!("{id}#annotation"),
                "type": "Annotation",
                "motivation": "oa:identifying",
                "target": {
                    "type": "SpecificResource", "source": source, "selector": text.selectors(&claim.content),
                },
                "body": present(json!({
                    "id": id,
                    "type": "Claim",
                    "text": claim.content.exact,
                    "author": speaker,
                    "appearance": source,
                    "polarity": claim.polarity.as_str(),
                    "modality": claim.modality.as_str(),
                    "relay": claim.relays.iter().map(|relay| &relay.name).collect::<Vec<_>>(),
                    "evidence": claim.evidence.iter().map(|evidence| evidence.kind.as_str()).collect::<Vec<_>>(),
                })),
            }))?;
        }
        Ok(())
    }

    fn proposition(&mut self, row: &PropositionRow, statements: &[Statement]) -> Result<(), ExportError> {
        let of = &row.proposition;
        let id = iri::proposition(&of.proposition.id);
        let mut by_day: Vec<&Statement> = statements.iter().collect();
        by_day.sort_by_key(|statement| (statement.article.published, &statement.id));
        let articles: BTreeSet<String> = by_day.iter().map(|s| iri::article(&s.article.id)).collect();
        let claims: BTreeSet<String> = by_day.iter().map(|s| iri::claim(&s.article.id, &s.claim)).collect();
        self.0.push(&present(json!({
            "id": id,
            "type": "Claim",
            "name": of.proposition.summary,
            "datePublished": of.first_seen(),
            "firstAppearance": by_day.first().map(|first| iri::article(&first.article.id)),
            "appearance": articles,
            "hasPart": claims,
            "established": of.independent_origins.established,
            "possible": of.independent_origins.possible,
            "unknown": of.independent_origins.unknown,
            "deniedBy": of.denial_origins.total(),
        })))?;
        self.0.push(&json!({
            "id": format!("{id}#review"),
            "type": "ClaimReview",
            "creativeWorkStatus": "Draft",
            "claimReviewed": of.proposition.summary,
            "itemReviewed": id,
        }))?;
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<Option<String>, ExportError> {
        self.0.end()?;
        Ok(None)
    }
}

/// What the names in these forms mean; it stands inside, so that nothing has to be fetched to read them.
pub(crate) fn context() -> Value {
    let reference = |property: &str| json!({"@id": property, "@type": "@id"});
    let day = |property: &str| json!({"@id": property, "@type": "xsd:date"});
    let count = |property: &str| json!({"@id": property, "@type": "xsd:nonNegativeInteger"});
    json!({
        "@vocab": "https://schema.org/",
        "oa": "http://www.w3.org/ns/oa#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "hearsay": "urn:hearsay:term:",
        "id": "@id",
        "type": "@type",
        "Annotation": "oa:Annotation",
        "SpecificResource": "oa:SpecificResource",
        "TextQuoteSelector": "oa:TextQuoteSelector",
        "TextPositionSelector": "oa:TextPositionSelector",
        "body": reference("oa:hasBody"),
        "target": reference("oa:hasTarget"),
        "source": reference("oa:hasSource"),
        "selector": reference("oa:hasSelector"),
        "motivation": reference("oa:motivatedBy"),
        "exact": "oa:exact",
        "prefix": "oa:prefix",
        "suffix": "oa:suffix",
        "start": count("oa:start"),
        "end": count("oa:end"),
        "appearance": reference("appearance"),
        "firstAppearance": reference("firstAppearance"),
        "itemReviewed": reference("itemReviewed"),
        "hasPart": reference("hasPart"),
        "datePublished": day("datePublished"),
        "polarity": "hearsay:polarity",
        "modality": "hearsay:modality",
        "relay": "hearsay:relay",
        "evidence": "hearsay:evidence",
        "established": count("hearsay:established"),
        "possible": count("hearsay:possible"),
        "unknown": count("hearsay:unknown"),
        "deniedBy": count("hearsay:deniedBy"),
    })
}

/// An object without the members that are null.
pub(crate) fn present(mut object: Value) -> Value {
    if let Some(members) = object.as_object_mut() {
        members.retain(|_, value| !value.is_null());
    }
    object
}

/// What schema.org calls a voice.
fn kind(kind: SpeakerKind) -> &'static str {
    match kind {
        SpeakerKind::Person | SpeakerKind::Anonymous => "Person",
        SpeakerKind::Government | SpeakerKind::Military => "GovernmentOrganization",
        SpeakerKind::Media => "NewsMediaOrganization",
        SpeakerKind::Document => "CreativeWork",
        SpeakerKind::Organisation | SpeakerKind::Group => "Organization",
    }
}
