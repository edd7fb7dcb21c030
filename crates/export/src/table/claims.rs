//! Rows of articles, their claims, and what stands in these.

use hearsay::contract::{ArticleFields, ClaimFields, Place};
use hearsay_ledger::Kept;
use serde::{Deserialize, Serialize};

use super::Line;
use crate::ExportError;

/// What stands between the names of a list in one cell.
const AND: &str = "; ";

/// A text as one publisher gave it at one address.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ArticleLine {
    /// Hash of the text, its address and its outlet: the id by which all tables name it.
    pub article: String,
    /// The name under which it came.
    #[serde(rename = "ref")]
    pub reference: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// The day of publication.
    pub published: Option<String>,
    /// Where.
    pub url: Option<String>,
    /// Its title, which begins the text.
    pub title: String,
    /// Who wrote it.
    pub byline: Option<String>,
    /// Title, a blank line, body.
    pub text: String,
    /// Hash of the bytes that it was read from.
    pub raw_hash: String,
    /// When the ledger first had it.
    pub first_seen: String,
    /// The version of the program that read it.
    pub program: String,
}

impl Line for ArticleLine {
    const TABLE: &'static str = "articles";
    const DAYS: &'static [&'static str] = &["published"];
    const TIMES: &'static [&'static str] = &["first_seen"];
}

impl ArticleLine {
    /// The row of an article.
    #[must_use]
    pub fn of(kept: &Kept) -> Self {
        let article = &kept.record.article;
        Self {
            article: article.id.clone(),
            reference: article.reference.clone(),
            outlet: article.outlet.clone(),
            published: article.published.clone(),
            url: article.url.clone(),
            title: article.title.clone(),
            byline: article.byline.clone(),
            text: article.text.clone(),
            raw_hash: kept.raw_hash.clone(),
            first_seen: kept.first_seen.clone(),
            program: kept.program.clone(),
        }
    }
}

/// A voice saying one thing.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ClaimLine {
    /// Its article.
    pub article: String,
    /// Its id in the article.
    pub claim: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// When.
    pub published: Option<String>,
    /// Where.
    pub url: Option<String>,
    /// Canonical name of the voice.
    pub speaker: Option<String>,
    /// Its id in the gazetteer.
    pub speaker_entity: Option<String>,
    /// What sort of voice.
    pub speaker_kind: String,
    /// For whom it speaks.
    pub affiliation: Option<String>,
    /// The words that name the voice.
    pub source: Option<String>,
    /// Where they begin.
    pub source_start: Option<i64>,
    /// Where they end.
    pub source_end: Option<i64>,
    /// The words that mark the saying.
    pub cue: Option<String>,
    /// Where they begin.
    pub cue_start: Option<i64>,
    /// Where they end.
    pub cue_end: Option<i64>,
    /// The words that are said.
    pub content: String,
    /// Where they begin.
    pub content_start: i64,
    /// Where they end.
    pub content_end: i64,
    /// How the words are given.
    pub quotation: String,
    /// Whether the voice affirms or denies.
    pub polarity: String,
    /// How sure it is.
    pub modality: String,
    /// Who passed the words on, nearest to the voice first, between semicolons.
    pub relays: String,
    /// What it is said to rest on, between semicolons.
    pub evidence: String,
    /// How many events it holds.
    pub frames: i64,
    /// The last judgement on it that stands.
    pub judged: Option<String>,
    /// The claim as the contract has it, in JSON.
    pub record: String,
}

impl Line for ClaimLine {
    const TABLE: &'static str = "claims";
    const DAYS: &'static [&'static str] = &["published"];
}

impl ClaimLine {
    /// The row of a claim.
    ///
    /// # Errors
    /// None for claims as the contract has them.
    pub fn of(article: &ArticleFields, claim: &ClaimFields, judged: Option<String>) -> Result<Self, ExportError> {
        let relays: Vec<&str> = claim.relays.iter().map(|relay| relay.name.as_str()).collect();
        let evidence: Vec<&str> = claim.evidence.iter().map(|evidence| evidence.kind.as_str()).collect();
        let (source, source_start, source_end) = place(claim.source.as_ref());
        let (cue, cue_start, cue_end) = place(claim.cue.as_ref());
        Ok(Self {
            article: article.id.clone(),
            claim: claim.id.clone(),
            outlet: article.outlet.clone(),
            published: article.published.clone(),
            url: article.url.clone(),
            speaker: claim.speaker.name.clone(),
            speaker_entity: claim.speaker.entity.clone(),
            speaker_kind: claim.speaker.kind.as_str().to_owned(),
            affiliation: claim.speaker.affiliation.clone(),
            source,
            source_start,
            source_end,
            cue,
            cue_start,
            cue_end,
            content: claim.content.exact.clone(),
            content_start: claim.content.start as i64,
            content_end: claim.content.end as i64,
            quotation: claim.quotation.as_str().to_owned(),
            polarity: claim.polarity.as_str().to_owned(),
            modality: claim.modality.as_str().to_owned(),
            relays: relays.join(AND),
            evidence: evidence.join(AND),
            frames: claim.frames.len() as i64,
            judged,
            record: serde_json::to_string(claim)?,
        })
    }
}

fn place(place: Option<&Place>) -> (Option<String>, Option<i64>, Option<i64>) {
    let words = place.map(|place| place.exact.clone());
    (words, place.map(|place| place.start as i64), place.map(|place| place.end as i64))
}

/// An event inside of a claim.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FrameLine {
    /// Its article.
    pub article: String,
    /// Its claim.
    pub claim: String,
    /// Its number in the claim, from 0.
    pub frame: i64,
    /// What sort of event.
    #[serde(rename = "type")]
    pub kind: String,
    /// The word that tells of it.
    pub trigger: String,
    /// Where it begins.
    pub trigger_start: i64,
    /// Where it ends.
    pub trigger_end: i64,
    /// How far it has got.
    pub stage: Option<String>,
    /// On what terms.
    pub terms: Option<String>,
    /// How many, in the article's words.
    pub quantity: Option<String>,
    /// At least so many.
    pub quantity_low: Option<f64>,
    /// At most so many.
    pub quantity_high: Option<f64>,
    /// For how much, in the article's words.
    pub value: Option<String>,
    /// The amount.
    pub value_amount: Option<f64>,
    /// Its currency (ISO 4217).
    pub value_currency: Option<String>,
    /// When, in the article's words.
    pub time: Option<String>,
    /// When, in EDTF.
    pub time_edtf: Option<String>,
}

impl Line for FrameLine {
    const TABLE: &'static str = "frames";
}

impl FrameLine {
    /// The rows of a claim's events.
    pub fn of(article: &str, claim: &ClaimFields) -> impl Iterator<Item = Self> {
        claim.frames.iter().enumerate().map(move |(number, frame)| Self {
            article: article.to_owned(),
            claim: claim.id.clone(),
            frame: number as i64,
            kind: frame.kind.clone(),
            trigger: frame.trigger.exact.clone(),
            trigger_start: frame.trigger.start as i64,
            trigger_end: frame.trigger.end as i64,
            stage: frame.stage.clone(),
            terms: frame.terms.clone(),
            quantity: frame.quantity.as_ref().map(|quantity| quantity.text.clone()),
            quantity_low: frame.quantity.as_ref().and_then(|quantity| quantity.low),
            quantity_high: frame.quantity.as_ref().and_then(|quantity| quantity.high),
            value: frame.value.as_ref().map(|value| value.text.clone()),
            value_amount: frame.value.as_ref().and_then(|value| value.amount),
            value_currency: frame.value.as_ref().and_then(|value| value.currency.clone()),
            time: frame.time.as_ref().map(|time| time.text.clone()),
            time_edtf: frame.time.as_ref().and_then(|time| time.edtf.clone()),
        })
    }
}

/// Who or what fills a role, passed words on, or is leant on.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PartLine {
    /// Its article.
    pub article: String,
    /// Its claim.
    pub claim: String,
    /// The number of the event whose role it fills.
    pub frame: Option<i64>,
    /// The role; `relay` or `evidence` for the claim's own.
    pub role: String,
    /// Canonical name, or the kind of evidence.
    pub name: String,
    /// Its id in the gazetteer or in the taxonomy of goods.
    pub entity: Option<String>,
    /// The words; none where the role is filled from elsewhere in the article.
    pub words: Option<String>,
    /// Where they begin.
    pub start: Option<i64>,
    /// Where they end.
    pub end: Option<i64>,
    /// Where the words elsewhere begin that it was taken from.
    pub inferred_start: Option<i64>,
    /// Where they end.
    pub inferred_end: Option<i64>,
}

impl Line for PartLine {
    const TABLE: &'static str = "parts";
}

impl PartLine {
    /// The rows of a claim's parts.
    pub fn of(article: &str, claim: &ClaimFields) -> impl Iterator<Item = Self> {
        let part = move |frame: Option<usize>,
                         role: &str,
                         name: &str,
                         entity: Option<&String>,
                         span: Option<&Place>,
                         from: Option<&Place>| {
            let ((words, start, end), (_, inferred_start, inferred_end)) = (place(span), place(from));
            Self {
                article: article.to_owned(),
                claim: claim.id.clone(),
                frame: frame.map(|number| number as i64),
                role: role.to_owned(),
                name: name.to_owned(),
                entity: entity.cloned(),
                words,
                start,
                end,
                inferred_start,
                inferred_end,
            }
        };
        let relays = claim.relays.iter().map(move |r| part(None, "relay", &r.name, None, r.span.as_ref(), None));
        let evidence =
            claim.evidence.iter().map(move |e| part(None, "evidence", e.kind.as_str(), None, e.span.as_ref(), None));
        let fillers = claim.frames.iter().enumerate().flat_map(move |(number, frame)| {
            frame.roles.iter().flat_map(move |(role, fillers)| {
                fillers.iter().map(move |f| {
                    let from = f.inferred_from.as_ref();
                    part(Some(number), role, &f.name, f.entity.as_ref(), f.span.as_ref(), from)
                })
            })
        });
        relays.chain(evidence).chain(fillers)
    }
}
