//! The extraction contract: an article and its claims as JSON, with spans in Unicode code points.
//!
//! What the program prints, what the ledger keeps, and what propositions are made of.

use serde::{Deserialize, Serialize};

use crate::frame::{Filler, Frame};
use crate::measure::{Extent, Money, Quantity, Time};
use crate::mention::{Mention, Sense};
use crate::{
    Article, Caption, Claim, CodePoints, EvidenceKind, Extraction, Modality, Polarity, Quotation, Span, SpeakerKind,
};

/// One article with what was found in it, in the contract's shape.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The article.
    pub article: ArticleFields,
    /// Its claims, in the order of their contents.
    pub claims: Vec<ClaimFields>,
    /// Whom and what it mentions.
    #[serde(default)]
    pub mentions: Vec<MentionFields>,
    /// What could not be read as well as it might.
    #[serde(default)]
    pub diagnostics: Vec<DiagnosticFields>,
}

impl Record {
    /// The record of `article`; `found` must be of that article. Its mentions are those that
    /// [`Mention::is_telling`] of.
    #[must_use]
    pub fn new(article: &Article, found: &Extraction) -> Self {
        let points = CodePoints::of(&article.text);
        let place = |span: Span| Place {
            start: points.at(&article.text, span.start),
            end: points.at(&article.text, span.end),
            exact: span.text(&article.text).to_owned(),
        };
        Self {
            article: ArticleFields {
                id: article.id.to_string(),
                reference: article.reference.clone(),
                outlet: article.outlet.clone(),
                title: article.title().to_owned(),
                published: article.published.map(|d| d.to_string()),
                url: article.url.clone(),
                byline: article.byline.clone(),
                wire_credit: found
                    .wire_credit
                    .as_ref()
                    .map(|credit| RelayFields { name: credit.name.clone(), span: credit.span.map(&place) }),
                captions: article.captions.clone(),
                text: article.text.clone(),
            },
            claims: found.claims.iter().map(|claim| ClaimFields::new(claim, &place)).collect(),
            mentions: found.mentions.iter().filter(|m| m.is_telling()).map(|m| MentionFields::new(m, &place)).collect(),
            diagnostics: found
                .diagnostics
                .iter()
                .map(|d| DiagnosticFields {
                    code: d.code.as_str().to_owned(),
                    message: d.message.clone(),
                    span: d.span.map(&place),
                })
                .collect(),
        }
    }
}

/// What an article's publisher says of it, and its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleFields {
    /// Content hash of the text.
    pub id: String,
    /// The name under which it came.
    #[serde(rename = "ref", default)]
    pub reference: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its title, which begins the text.
    #[serde(default)]
    pub title: String,
    /// The day of publication, as in ISO 8601.
    pub published: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Who wrote it.
    #[serde(default)]
    pub byline: Option<String>,
    /// The news agency whose copy it says it runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wire_credit: Option<RelayFields>,
    /// What stands below its pictures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub captions: Vec<Caption>,
    /// Title, a blank line, body.
    pub text: String,
}

/// A span in code points, with the words it covers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Place {
    /// First code point.
    pub start: usize,
    /// Code point after the last.
    pub end: usize,
    /// The words.
    pub exact: String,
}

/// A claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs, reason = "as in `Claim`")]
pub struct ClaimFields {
    pub id: String,
    pub content: Place,
    #[serde(default)]
    pub content_parts: Vec<Place>,
    #[serde(default)]
    pub attribution: Option<String>,
    pub source: Option<Place>,
    pub cue: Option<Place>,
    pub quotation: Quotation,
    pub speaker: SpeakerFields,
    pub relays: Vec<RelayFields>,
    pub evidence: Vec<EvidenceFields>,
    pub polarity: Polarity,
    pub modality: Modality,
    pub frames: Vec<FrameFields>,
}

impl ClaimFields {
    fn new(claim: &Claim, place: &impl Fn(Span) -> Place) -> Self {
        Self {
            id: claim.id.to_string(),
            content: place(claim.content),
            content_parts: claim.content_parts.iter().map(|&part| place(part)).collect(),
            // Narration is no act of saying.
            attribution: (claim.quotation != Quotation::None).then(|| format!("a{}", claim.attribution)),
            source: claim.source.map(place),
            cue: claim.cue.map(place),
            quotation: claim.quotation,
            speaker: SpeakerFields {
                name: claim.speaker.name.clone(),
                entity: claim.speaker.entity.clone(),
                kind: claim.speaker.kind,
                affiliation: claim.speaker.affiliation.clone(),
                named_at: claim.speaker.named_at.map(place),
            },
            relays: claim
                .relays
                .iter()
                .map(|r| RelayFields { name: r.name.clone(), span: Some(place(r.span)) })
                .collect(),
            evidence: claim
                .evidence
                .iter()
                .map(|e| EvidenceFields { kind: e.kind, span: Some(place(e.span)) })
                .collect(),
            polarity: claim.polarity,
            modality: claim.modality,
            frames: claim.frames.iter().map(|frame| FrameFields::new(frame, place)).collect(),
        }
    }
}

/// The voice of a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs, reason = "as in `Speaker`")]
pub struct SpeakerFields {
    pub name: Option<String>,
    pub entity: Option<String>,
    pub kind: SpeakerKind,
    pub affiliation: Option<String>,
    #[serde(default)]
    pub named_at: Option<Place>,
}

/// A news organisation that passed words on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs, reason = "as in `Relay`")]
pub struct RelayFields {
    pub name: String,
    #[serde(default)]
    pub span: Option<Place>,
}

/// What a claim is said to rest on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs, reason = "as in `Evidence`")]
pub struct EvidenceFields {
    pub kind: EvidenceKind,
    #[serde(default)]
    pub span: Option<Place>,
}

/// A typed event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs, reason = "as in `Frame`")]
pub struct FrameFields {
    #[serde(rename = "type")]
    pub kind: String,
    pub trigger: Place,
    #[serde(default)]
    pub stage: Option<String>,
    #[serde(default)]
    pub terms: Option<String>,
    pub roles: Roles,
    #[serde(default)]
    pub quantity: Option<QuantityFields>,
    #[serde(default)]
    pub value: Option<MoneyFields>,
    #[serde(default)]
    pub time: Option<TimeFields>,
}

/// The fillers of each role that has any, in the order of the roles' names.
pub type Roles = std::collections::BTreeMap<String, Vec<FillerFields>>;

impl FrameFields {
    fn new(frame: &Frame, place: &impl Fn(Span) -> Place) -> Self {
        let fillers = |fillers: &[Filler]| fillers.iter().map(|filler| FillerFields::new(filler, place)).collect();
        Self {
            kind: frame.kind.clone(),
            trigger: place(frame.trigger),
            stage: Some(frame.stage.clone()),
            terms: frame.terms.clone(),
            roles: frame.roles.iter().map(|(role, of)| (role.clone(), fillers(of))).collect(),
            quantity: frame.quantity.as_ref().map(|quantity| QuantityFields::new(quantity, place)),
            value: frame.value.as_ref().map(|value| MoneyFields::new(value, place)),
            time: frame.time.as_ref().map(|time| TimeFields::new(time, place)),
        }
    }

    /// Who or what fills a role.
    #[must_use]
    pub fn role(&self, name: &str) -> &[FillerFields] {
        self.roles.get(name).map_or(&[], Vec::as_slice)
    }
}

/// Who or what fills a role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs, reason = "as in `Filler`")]
pub struct FillerFields {
    pub name: String,
    #[serde(default)]
    pub entity: Option<String>,
    #[serde(default)]
    pub span: Option<Place>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inferred_from: Option<Place>,
}

impl FillerFields {
    fn new(filler: &Filler, place: &impl Fn(Span) -> Place) -> Self {
        Self {
            name: filler.name.clone(),
            entity: filler.entity.clone(),
            span: filler.span.map(place),
            inferred_from: filler.inferred_from.map(place),
        }
    }
}

/// How many.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs, reason = "as in `Quantity`")]
pub struct QuantityFields {
    pub low: Option<f64>,
    pub high: Option<f64>,
    #[serde(default)]
    pub text: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub approx: bool,
    #[serde(default)]
    pub span: Option<Place>,
}

impl QuantityFields {
    fn new(quantity: &Quantity, place: &impl Fn(Span) -> Place) -> Self {
        let span = place(quantity.span);
        Self {
            low: quantity.low,
            high: quantity.high,
            text: span.exact.clone(),
            approx: quantity.approx,
            span: Some(span),
        }
    }
}

/// An amount of money.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs, reason = "as in `Money`")]
pub struct MoneyFields {
    pub amount: Option<f64>,
    pub currency: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
    #[serde(default)]
    pub text: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub approx: bool,
    /// `cumulative` or `each`; left out where the amount is of one deal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extent: Option<String>,
    #[serde(default)]
    pub span: Option<Place>,
}

impl MoneyFields {
    fn new(money: &Money, place: &impl Fn(Span) -> Place) -> Self {
        let span = place(money.span);
        let extent = match money.extent {
            Extent::Single => None,
            Extent::Cumulative => Some("cumulative".to_owned()),
            Extent::Each => Some("each".to_owned()),
        };
        Self {
            amount: money.amount,
            currency: Some(money.currency.clone()),
            low: money.low,
            high: money.high,
            text: span.exact.clone(),
            approx: money.approx,
            extent,
            span: Some(span),
        }
    }
}

/// When.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs, reason = "as in `Time`")]
pub struct TimeFields {
    pub edtf: Option<String>,
    #[serde(default)]
    pub text: String,
    #[serde(default)]
    pub span: Option<Place>,
}

impl TimeFields {
    fn new(time: &Time, place: &impl Fn(Span) -> Place) -> Self {
        let span = place(time.span);
        Self { edtf: time.edtf.clone(), text: span.exact.clone(), span: Some(span) }
    }
}

/// A mention.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "as in `Mention`")]
pub struct MentionFields {
    pub span: Place,
    pub head: Place,
    pub kind: String,
    pub name: Option<String>,
    pub entity: Option<String>,
    pub named: bool,
    pub sense: Option<String>,
}

impl MentionFields {
    fn new(mention: &Mention, place: &impl Fn(Span) -> Place) -> Self {
        Self {
            span: place(mention.span),
            head: place(mention.head),
            kind: mention.kind.as_str().to_owned(),
            name: mention.entity.as_ref().map(|(_, name)| name.clone()),
            entity: mention.entity.as_ref().map(|(id, _)| id.clone()),
            named: mention.named,
            sense: mention.sense.map(Sense::as_str).map(str::to_owned),
        }
    }
}

/// A remark on what could not be settled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "as in `Diagnostic`")]
pub struct DiagnosticFields {
    pub code: String,
    pub message: String,
    pub span: Option<Place>,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tables and the terminal spell them by `as_str`, JSON by serde.
    #[test]
    fn words_are_spelt_alike_everywhere() {
        let spelt = |value: serde_json::Value| value.as_str().map(str::to_owned);
        for kind in [Quotation::Direct, Quotation::Indirect, Quotation::Mixed, Quotation::None] {
            assert_eq!(spelt(serde_json::json!(kind)).as_deref(), Some(kind.as_str()));
        }
        for kind in [SpeakerKind::Person, SpeakerKind::Government, SpeakerKind::Anonymous, SpeakerKind::Group] {
            assert_eq!(spelt(serde_json::json!(kind)).as_deref(), Some(kind.as_str()));
        }
        for kind in [EvidenceKind::DeclassifiedIntelligence, EvidenceKind::PhotoVideo, EvidenceKind::AnonymousSource] {
            assert_eq!(spelt(serde_json::json!(kind)).as_deref(), Some(kind.as_str()));
        }
        for modality in [Modality::Certain, Modality::Probable, Modality::Possible, Modality::Underspecified] {
            assert_eq!(spelt(serde_json::json!(modality)).as_deref(), Some(modality.as_str()));
        }
        for polarity in [Polarity::Positive, Polarity::Negative] {
            assert_eq!(spelt(serde_json::json!(polarity)).as_deref(), Some(polarity.as_str()));
        }
    }
}
