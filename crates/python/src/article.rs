//! An article with its claims, as Python objects.

use std::collections::BTreeMap;

use hearsay::contract::{ClaimFields, FillerFields, FrameFields, Place, Record};
use hearsay::marks::stretches;
use hearsay::{Article as Text, extract};
use maud::html;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::models::{failed, models};

/// A piece of an article's text.
#[pyclass(frozen, get_all, eq, module = "hearsay", from_py_object)]
#[derive(Clone, PartialEq)]
pub(crate) struct Span {
    /// First code point.
    start: usize,
    /// Code point after the last.
    end: usize,
    /// The words.
    exact: String,
}

impl Span {
    fn of(place: &Place) -> Self {
        Self { start: place.start, end: place.end, exact: place.exact.clone() }
    }
}

#[pymethods]
impl Span {
    fn __repr__(&self) -> String {
        format!("Span({}, {}, {:?})", self.start, self.end, self.exact)
    }

    fn __str__(&self) -> String {
        self.exact.clone()
    }
}

/// The voice of a claim.
#[pyclass(frozen, get_all, eq, module = "hearsay", from_py_object)]
#[derive(Clone, PartialEq)]
pub(crate) struct Speaker {
    /// Canonical name; none where the article gives none.
    name: Option<String>,
    /// Id in the gazetteer.
    entity: Option<String>,
    /// person, government, military, organisation, media, document, anonymous or group.
    kind: &'static str,
    /// Canonical name of the body for which it speaks.
    affiliation: Option<String>,
}

#[pymethods]
impl Speaker {
    fn __repr__(&self) -> String {
        format!("Speaker({:?}, {})", self.name.as_deref().unwrap_or("unnamed"), self.kind)
    }
}

/// Who or what fills a role.
#[pyclass(frozen, get_all, eq, module = "hearsay", from_py_object)]
#[derive(Clone, PartialEq)]
pub(crate) struct Filler {
    /// Canonical name.
    name: String,
    /// Id in the gazetteer or in the taxonomy of goods.
    entity: Option<String>,
    /// The words; none where the role is filled from elsewhere in the article.
    span: Option<Span>,
    /// The words elsewhere that it was taken from.
    inferred_from: Option<Span>,
}

impl Filler {
    fn of(filler: &FillerFields) -> Self {
        Self {
            name: filler.name.clone(),
            entity: filler.entity.clone(),
            span: filler.span.as_ref().map(Span::of),
            inferred_from: filler.inferred_from.as_ref().map(Span::of),
        }
    }
}

#[pymethods]
impl Filler {
    fn __repr__(&self) -> String {
        format!("Filler({:?})", self.name)
    }
}

/// How many.
#[pyclass(frozen, get_all, eq, module = "hearsay", from_py_object)]
#[derive(Clone, PartialEq)]
pub(crate) struct Quantity {
    low: Option<f64>,
    high: Option<f64>,
    text: String,
}

/// For how much.
#[pyclass(frozen, get_all, eq, module = "hearsay", from_py_object)]
#[derive(Clone, PartialEq)]
pub(crate) struct Money {
    amount: Option<f64>,
    currency: Option<String>,
    text: String,
}

/// When.
#[pyclass(frozen, get_all, eq, module = "hearsay", from_py_object)]
#[derive(Clone, PartialEq)]
pub(crate) struct Time {
    edtf: Option<String>,
    text: String,
}

/// A typed event inside of a claim.
#[pyclass(frozen, get_all, eq, module = "hearsay", from_py_object)]
#[derive(Clone, PartialEq)]
pub(crate) struct Frame {
    /// transfer, production, use ...
    r#type: String,
    /// The word that tells of it.
    trigger: Span,
    /// How far it has got.
    stage: Option<String>,
    /// On what terms.
    terms: Option<String>,
    /// Who and what takes part, by role.
    roles: BTreeMap<String, Vec<Filler>>,
    quantity: Option<Quantity>,
    value: Option<Money>,
    time: Option<Time>,
}

impl Frame {
    fn of(frame: &FrameFields) -> Self {
        Self {
            r#type: frame.kind.clone(),
            trigger: Span::of(&frame.trigger),
            stage: frame.stage.clone(),
            terms: frame.terms.clone(),
            roles: frame.roles.iter().map(|(role, of)| (role.clone(), of.iter().map(Filler::of).collect())).collect(),
            quantity: frame.quantity.as_ref().map(|quantity| Quantity {
                low: quantity.low,
                high: quantity.high,
                text: quantity.text.clone(),
            }),
            value: frame.value.as_ref().map(|value| Money {
                amount: value.amount,
                currency: value.currency.clone(),
                text: value.text.clone(),
            }),
            time: frame.time.as_ref().map(|time| Time { edtf: time.edtf.clone(), text: time.text.clone() }),
        }
    }
}

#[pymethods]
impl Frame {
    fn __repr__(&self) -> String {
        format!("Frame({}, {})", self.r#type, self.stage.as_deref().unwrap_or("unspecified"))
    }
}

/// One voice saying one thing.
#[pyclass(frozen, get_all, eq, module = "hearsay", from_py_object)]
#[derive(Clone, PartialEq)]
pub(crate) struct Claim {
    /// Stable for the same text and version.
    id: String,
    /// What is said.
    content: Span,
    /// The words that name the voice.
    source: Option<Span>,
    /// The words that mark the saying.
    cue: Option<Span>,
    /// direct, indirect, mixed, or none for the outlet's own narration.
    quotation: &'static str,
    /// The voice.
    speaker: Speaker,
    /// News organisations that passed the words on, nearest to the speaker first.
    relays: Vec<String>,
    /// What it is said to rest on.
    evidence: Vec<&'static str>,
    /// positive or negative.
    polarity: &'static str,
    /// certain, probable, possible or underspecified.
    modality: &'static str,
    /// The typed events inside of the content.
    frames: Vec<Frame>,
}

impl Claim {
    fn of(claim: &ClaimFields) -> Self {
        Self {
            id: claim.id.clone(),
            content: Span::of(&claim.content),
            source: claim.source.as_ref().map(Span::of),
            cue: claim.cue.as_ref().map(Span::of),
            quotation: claim.quotation.as_str(),
            speaker: Speaker {
                name: claim.speaker.name.clone(),
                entity: claim.speaker.entity.clone(),
                kind: claim.speaker.kind.as_str(),
                affiliation: claim.speaker.affiliation.clone(),
            },
            relays: claim.relays.iter().map(|relay| relay.name.clone()).collect(),
            evidence: claim.evidence.iter().map(|evidence| evidence.kind.as_str()).collect(),
            polarity: claim.polarity.as_str(),
            modality: claim.modality.as_str(),
            frames: claim.frames.iter().map(Frame::of).collect(),
        }
    }
}

#[pymethods]
impl Claim {
    fn __repr__(&self) -> String {
        let denies = if self.polarity == "negative" { "denies " } else { "" };
        let speaker = self.speaker.name.as_deref().unwrap_or("unnamed");
        format!("Claim({speaker}: {denies}{:?})", self.content.exact)
    }
}

/// An article with the claims in it.
#[pyclass(frozen, module = "hearsay")]
pub(crate) struct Article {
    pub(crate) record: Record,
    claims: Vec<Claim>,
}

#[pymethods]
impl Article {
    /// Content hash of the text.
    #[getter]
    fn id(&self) -> &str {
        &self.record.article.id
    }

    /// Title, a blank line, body: what all spans point into.
    #[getter]
    fn text(&self) -> &str {
        &self.record.article.text
    }

    /// The title.
    #[getter]
    fn title(&self) -> &str {
        &self.record.article.title
    }

    /// Who published it.
    #[getter]
    fn outlet(&self) -> Option<&str> {
        self.record.article.outlet.as_deref()
    }

    /// The day of publication, as in ISO 8601.
    #[getter]
    fn published(&self) -> Option<&str> {
        self.record.article.published.as_deref()
    }

    /// Where it was published.
    #[getter]
    fn url(&self) -> Option<&str> {
        self.record.article.url.as_deref()
    }

    /// The claims, in the order of the text.
    #[getter]
    fn claims(&self) -> Vec<Claim> {
        self.claims.clone()
    }

    /// The article as the extraction contract has it: what `hearsay read --format json` prints.
    fn to_json(&self) -> PyResult<String> {
        serde_json::to_string(&self.record).map_err(failed)
    }

    /// The same as a dictionary.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        py.import("json")?.call_method1("loads", (self.to_json()?,))
    }

    fn __repr__(&self) -> String {
        format!("Article({:?}, {} claims)", self.record.article.title, self.claims.len())
    }

    /// The text with its sources, cues and contents marked, and who says what on hovering.
    fn _repr_html_(&self) -> String {
        let voice = |id: &str| {
            let claim = self.record.claims.iter().find(|claim| claim.id == id)?;
            let denies = if claim.polarity == hearsay::Polarity::Negative { "denies" } else { "says" };
            Some(format!("{} {denies}", claim.speaker.name.as_deref().unwrap_or("an unnamed voice")))
        };
        let style = |kind: &str| match kind {
            "source" => "border-bottom:2px solid #2f6fb0;",
            "cue" => "border-bottom:2px dotted #b0622f;",
            "content" => "background:rgba(240,200,80,.3);",
            _ => "",
        };
        html! {
            div style="white-space:pre-wrap;max-width:45em;line-height:1.6" {
                @for stretch in stretches(&self.record.article.text, &self.record.claims) {
                    @if stretch.kinds.is_empty() {
                        (stretch.text)
                    } @else {
                        span style=(stretch.kinds.iter().map(|kind| style(kind)).collect::<String>())
                            title=(stretch.claims.iter().filter_map(|id| voice(id)).collect::<Vec<_>>().join("; ")) {
                            (stretch.text)
                        }
                    }
                }
            }
        }
        .into_string()
    }
}

/// Reads one article: a title, a blank line, and its body, or the body alone.
///
/// ``published`` is a day as in ISO 8601; relative times in the text are resolved against it.
#[pyfunction]
#[pyo3(signature = (text, *, outlet=None, published=None, url=None, reference=None))]
pub(crate) fn read(
    py: Python<'_>,
    text: String,
    outlet: Option<String>,
    published: Option<&str>,
    url: Option<String>,
    reference: Option<String>,
) -> PyResult<Article> {
    let published = published.map(str::parse).transpose();
    let published = published.map_err(|error| PyValueError::new_err(format!("published: {error}")))?;
    let models = models()?;
    py.detach(|| {
        let mut article = Text::from_text(reference.or_else(|| url.clone()).unwrap_or_default(), text);
        article.outlet = outlet;
        article.published = published;
        article.url = url;
        let record = Record::new(&article, &extract(&article, models));
        let claims = record.claims.iter().map(Claim::of).collect();
        Ok(Article { record, claims })
    })
}
