//! The extraction contract: an article and its claims as JSON, with spans in Unicode code points.

use serde::Serialize;

use crate::mention::{Mention, Sense};
use crate::{Article, Claim, CodePoints, Extraction, Span};

/// One article with what was found in it, in the contract's shape.
#[derive(Debug, Serialize)]
pub struct Record<'a> {
    article: ArticleFields<'a>,
    claims: Vec<ClaimFields<'a>>,
    mentions: Vec<MentionFields<'a>>,
    diagnostics: Vec<DiagnosticFields<'a>>,
}

impl<'a> Record<'a> {
    /// The record of `article`; `found` must be of that article. Its mentions are those that
    /// [`Mention::is_telling`] of.
    #[must_use]
    pub fn new(article: &'a Article, found: &'a Extraction) -> Self {
        let points = CodePoints::of(&article.text);
        let place = |span: Span| Place {
            start: points.at(&article.text, span.start),
            end: points.at(&article.text, span.end),
            exact: span.text(&article.text),
        };
        Self {
            article: ArticleFields {
                id: article.id.to_string(),
                reference: &article.reference,
                outlet: article.outlet.as_deref(),
                title: article.title(),
                published: article.published.map(|d| d.to_string()),
                url: article.url.as_deref(),
                byline: article.byline.as_deref(),
                text: &article.text,
            },
            claims: found.claims.iter().map(|claim| ClaimFields::new(claim, place)).collect(),
            mentions: found.mentions.iter().filter(|m| m.is_telling()).map(|m| MentionFields::new(m, place)).collect(),
            diagnostics: found
                .diagnostics
                .iter()
                .map(|d| DiagnosticFields { code: d.code.as_str(), message: &d.message, span: d.span.map(place) })
                .collect(),
        }
    }
}

#[derive(Debug, Serialize)]
struct ArticleFields<'a> {
    id: String,
    #[serde(rename = "ref")]
    reference: &'a str,
    outlet: Option<&'a str>,
    title: &'a str,
    published: Option<String>,
    url: Option<&'a str>,
    byline: Option<&'a str>,
    text: &'a str,
}

#[derive(Debug, Serialize)]
struct Place<'a> {
    start: usize,
    end: usize,
    exact: &'a str,
}

#[derive(Debug, Serialize)]
struct ClaimFields<'a> {
    id: String,
    content: Place<'a>,
    content_parts: Vec<Place<'a>>,
    attribution: String,
    source: Option<Place<'a>>,
    cue: Option<Place<'a>>,
    quotation: &'static str,
    speaker: SpeakerFields<'a>,
    relays: Vec<RelayFields<'a>>,
    evidence: Vec<EvidenceFields<'a>>,
    polarity: &'static str,
    modality: &'static str,
    frames: [(); 0],
}

impl<'a> ClaimFields<'a> {
    fn new(claim: &'a Claim, place: impl Fn(Span) -> Place<'a>) -> Self {
        Self {
            id: claim.id.to_string(),
            content: place(claim.content),
            content_parts: claim.content_parts.iter().map(|&part| place(part)).collect(),
            attribution: format!("a{}", claim.attribution),
            source: claim.source.map(&place),
            cue: claim.cue.map(&place),
            quotation: claim.quotation.as_str(),
            speaker: SpeakerFields {
                name: claim.speaker.name.as_deref(),
                entity: claim.speaker.entity.as_deref(),
                kind: claim.speaker.kind.as_str(),
                affiliation: claim.speaker.affiliation.as_deref(),
                named_at: claim.speaker.named_at.map(&place),
            },
            relays: claim.relays.iter().map(|r| RelayFields { name: &r.name, span: place(r.span) }).collect(),
            evidence: claim
                .evidence
                .iter()
                .map(|e| EvidenceFields { kind: e.kind.as_str(), span: place(e.span) })
                .collect(),
            polarity: claim.polarity.as_str(),
            modality: claim.modality.as_str(),
            frames: [],
        }
    }
}

#[derive(Debug, Serialize)]
struct SpeakerFields<'a> {
    name: Option<&'a str>,
    entity: Option<&'a str>,
    kind: &'static str,
    affiliation: Option<&'a str>,
    named_at: Option<Place<'a>>,
}

#[derive(Debug, Serialize)]
struct RelayFields<'a> {
    name: &'a str,
    span: Place<'a>,
}

#[derive(Debug, Serialize)]
struct EvidenceFields<'a> {
    kind: &'static str,
    span: Place<'a>,
}

#[derive(Debug, Serialize)]
struct MentionFields<'a> {
    span: Place<'a>,
    head: Place<'a>,
    kind: &'static str,
    name: Option<&'a str>,
    entity: Option<&'a str>,
    named: bool,
    sense: Option<&'static str>,
}

impl<'a> MentionFields<'a> {
    fn new(mention: &'a Mention, place: impl Fn(Span) -> Place<'a>) -> Self {
        Self {
            span: place(mention.span),
            head: place(mention.head),
            kind: mention.kind.as_str(),
            name: mention.entity.as_ref().map(|(_, name)| name.as_str()),
            entity: mention.entity.as_ref().map(|(id, _)| id.as_str()),
            named: mention.named,
            sense: mention.sense.map(Sense::as_str),
        }
    }
}

#[derive(Debug, Serialize)]
struct DiagnosticFields<'a> {
    code: &'static str,
    message: &'a str,
    span: Option<Place<'a>>,
}
