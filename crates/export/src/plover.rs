//! Event records in the vocabularies of event data, PLOVER and CAMEO, as tab-separated values: a claim a row, with whose
//! claim it is, and how many origins its proposition has.
//!
//! Which type is which event, the pack says (`packs/arms/plover.toml`).

use std::io::Write;

use hearsay::proposition::{Event, Filler, Statement, parties};
use hearsay_gazetteer::Gazetteer;
use hearsay_ledger::PropositionRow;
use serde::{Deserialize, Serialize};

use crate::{Export, ExportError, claimed, iri, route};

pub(crate) struct Plover<'t> {
    out: csv::Writer<Box<dyn Write + 't>>,
    codes: Codes,
    gazetteer: &'t Gazetteer,
    uncoded: usize,
}

#[derive(Deserialize)]
struct Codes {
    event: Vec<Code>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Code {
    r#type: String,
    #[serde(default)]
    stages: Vec<String>,
    #[serde(default)]
    terms: Vec<String>,
    plover: String,
    mode: String,
    cameo: String,
    #[serde(default)]
    reversed: bool,
}

impl Codes {
    fn of(&self, event: &Event) -> Option<&Code> {
        let fits = |given: &[String], is: &Option<String>| {
            given.is_empty() || is.as_ref().is_some_and(|is| given.contains(is))
        };
        self.event
            .iter()
            .find(|c| c.r#type == event.kind && fits(&c.stages, &event.stage) && fits(&c.terms, &event.terms))
    }
}

/// A row. An actor's country is by ISO 3166-1, of three letters.
#[derive(Serialize)]
struct Row<'r> {
    event_id: String,
    event_date: String,
    event_type: &'r str,
    event_mode: &'r str,
    cameo_code: &'r str,
    quad_code: u8,
    contexts: &'r str,
    actor: String,
    actor_country: String,
    recipient: String,
    recipient_country: String,
    item: String,
    place: String,
    stage: &'r str,
    claimed_by: &'r str,
    claimed_by_kind: &'r str,
    polarity: &'r str,
    modality: &'r str,
    proposition: &'r str,
    established_origins: usize,
    denying_origins: usize,
    article: &'r str,
    claim: &'r str,
    source: &'r str,
    publication_date: String,
    text: &'r str,
}

/// The names of its columns: also a table without rows has them.
const COLUMNS: [&str; 26] = [
    "event_id",
    "event_date",
    "event_type",
    "event_mode",
    "cameo_code",
    "quad_code",
    "contexts",
    "actor",
    "actor_country",
    "recipient",
    "recipient_country",
    "item",
    "place",
    "stage",
    "claimed_by",
    "claimed_by_kind",
    "polarity",
    "modality",
    "proposition",
    "established_origins",
    "denying_origins",
    "article",
    "claim",
    "source",
    "publication_date",
    "text",
];

/// The quarter of the field that a type is in: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict.
fn quad(plover: &str) -> u8 {
    match plover {
        "AGREE" | "CONSULT" | "SUPPORT" | "CONCEDE" => 1,
        "COOPERATE" | "AID" | "RETREAT" => 2,
        "REQUEST" | "ACCUSE" | "REJECT" | "THREATEN" => 3,
        _ => 4,
    }
}

impl<'t> Plover<'t> {
    pub(crate) fn new(out: Box<dyn Write + 't>, gazetteer: &'t Gazetteer) -> Result<Self, ExportError> {
        let codes = toml::from_str(include_str!("../../../packs/arms/plover.toml"))?;
        let mut out = csv::WriterBuilder::new().delimiter(b'\t').has_headers(false).from_writer(out);
        out.write_record(COLUMNS)?;
        Ok(Self { out, codes, gazetteer, uncoded: 0 })
    }

    fn country(&self, fillers: &[Filler]) -> String {
        let code = |filler: &Filler| {
            let home = self.gazetteer.home(route::entity(self.gazetteer, filler)?);
            rust_iso3166::from_alpha2(home.id).map(|code| code.alpha3)
        };
        let mut codes: Vec<&str> = fillers.iter().filter_map(code).collect();
        codes.dedup();
        codes.join("; ")
    }
}

impl Export for Plover<'_> {
    fn proposition(&mut self, row: &PropositionRow, statements: &[Statement]) -> Result<(), ExportError> {
        let of = &row.proposition;
        for member in &of.claims {
            let Some(statement) = claimed::statement(statements, &member.statement) else { continue };
            let Some(event) = &statement.event else { continue };
            let Some(code) = self.codes.of(event) else {
                self.uncoded += 1;
                continue;
            };
            let (mut from, mut to) = match parties(&event.kind) {
                [from, to] => (event.role(from), event.role(to)),
                [all] => event.role(all).split_at(event.role(all).len().min(1)),
                _ => (&[][..], &[][..]),
            };
            if code.reversed {
                (from, to) = (to, from);
            }
            let published = statement.article.published.map(|day| day.to_string()).unwrap_or_default();
            let time = event.time.as_ref().and_then(|time| time.edtf.clone());
            self.out.serialize(Row {
                event_id: iri::uuid(&format!("{} {}", of.proposition.id, statement.id)).to_string(),
                event_date: time.unwrap_or_else(|| published.clone()),
                event_type: &code.plover,
                event_mode: &code.mode,
                cameo_code: &code.cameo,
                quad_code: quad(&code.plover),
                contexts: "military",
                actor: claimed::names(from),
                actor_country: self.country(from),
                recipient: claimed::names(to),
                recipient_country: self.country(to),
                item: claimed::names(event.role("item")),
                place: ["place", "destination", "facility"]
                    .map(|role| event.role(role))
                    .into_iter()
                    .find(|f| !f.is_empty())
                    .map(claimed::names)
                    .unwrap_or_default(),
                stage: event.stage.as_deref().unwrap_or_default(),
                claimed_by: claimed::voice(statement),
                claimed_by_kind: statement.voice.kind.as_str(),
                polarity: statement.polarity.as_str(),
                modality: statement.modality.as_str(),
                proposition: &of.proposition.id,
                established_origins: of.independent_origins.established,
                denying_origins: of.denial_origins.total(),
                article: &statement.article.id,
                claim: &statement.claim,
                source: statement.article.outlet.as_deref().unwrap_or_default(),
                publication_date: published,
                text: &statement.content.exact,
            })?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<Option<String>, ExportError> {
        self.out.flush()?;
        let uncoded = self.uncoded;
        Ok((uncoded > 0).then(|| format!("{uncoded} events are of types that packs/arms/plover.toml has no code for")))
    }
}
