//! A bundle of STIX 2.1 (OASIS): voices and parties are identities, articles and propositions reports, and each claim on a
//! proposition is the opinion of its voice.

use std::collections::{BTreeSet, HashSet};
use std::io::Write;

use hearsay::proposition::Statement;
use hearsay::{Modality, Polarity, SpeakerKind};
use hearsay_ledger::{Kept, PropositionRow};
use serde_json::{Value, json};

use crate::json::List;
use crate::{Export, ExportError, claimed, iri};

/// Propositions have no time of their own: objects of one export are of one moment, so that it can be repeated.
const EPOCH: &str = "2020-01-01T00:00:00.000Z";

pub(crate) struct Stix<'t> {
    out: List<'t>,
    identities: HashSet<String>,
    /// Reports must refer to something; those that can't.
    mute: usize,
}

impl<'t> Stix<'t> {
    pub(crate) fn new(out: Box<dyn Write + 't>) -> Result<Self, ExportError> {
        let id = format!("bundle--{}", iri::uuid("bundle"));
        let out = List::begin(out, &json!({"type": "bundle", "id": id}), "objects")?;
        Ok(Self { out, identities: HashSet::new(), mute: 0 })
    }

    fn identity(&mut self, name: &str, class: &str) -> Result<String, ExportError> {
        let id = format!("identity--{}", iri::uuid(&iri::actor(name)));
        if self.identities.insert(id.clone()) {
            self.out.push(&json!({
                "type": "identity", "spec_version": "2.1", "id": id, "created": EPOCH, "modified": EPOCH,
                "name": name, "identity_class": class,
            }))?;
        }
        Ok(id)
    }
}

fn class(kind: SpeakerKind) -> &'static str {
    match kind {
        SpeakerKind::Person => "individual",
        SpeakerKind::Government | SpeakerKind::Military | SpeakerKind::Organisation | SpeakerKind::Media => {
            "organization"
        }
        SpeakerKind::Group => "group",
        SpeakerKind::Document | SpeakerKind::Anonymous => "unknown",
    }
}

/// The scale of STIX says how far a voice agrees; a voice that is unsure agrees less strongly.
fn opinion(polarity: Polarity, modality: Modality) -> &'static str {
    match (polarity, modality) {
        (Polarity::Positive, Modality::Certain) => "strongly-agree",
        (Polarity::Positive, Modality::Probable | Modality::Underspecified) => "agree",
        (Polarity::Negative, Modality::Certain) => "strongly-disagree",
        (Polarity::Negative, Modality::Probable | Modality::Underspecified) => "disagree",
        (_, Modality::Possible) => "neutral",
    }
}

/// A day as STIX writes moments.
fn moment(day: &str) -> String {
    format!("{day}T00:00:00.000Z")
}

impl Export for Stix<'_> {
    fn article(&mut self, kept: &Kept) -> Result<(), ExportError> {
        let article = &kept.record.article;
        let mut voices = BTreeSet::new();
        for speaker in kept.record.claims.iter().map(|claim| &claim.speaker) {
            if let Some(name) = &speaker.name {
                voices.insert(self.identity(name, class(speaker.kind))?);
            }
        }
        if voices.is_empty() {
            self.mute += 1;
            return Ok(());
        }
        let outlet = article.outlet.clone().unwrap_or_else(|| "hearsay".to_owned());
        let mut source = json!({"source_name": outlet, "external_id": article.id, "description": article.title});
        if let Some(url) = &article.url {
            source["url"] = json!(url);
        }
        self.out.push(&json!({
            "type": "report", "spec_version": "2.1", "id": report(&iri::article(&article.id)),
            "created": EPOCH, "modified": EPOCH,
            "name": article.title,
            "report_types": ["news-article"],
            "published": article.published.as_deref().map_or_else(|| EPOCH.to_owned(), moment),
            "external_references": [source],
            "object_refs": voices,
        }))?;
        Ok(())
    }

    fn proposition(&mut self, row: &PropositionRow, statements: &[Statement]) -> Result<(), ExportError> {
        let of = &row.proposition;
        let mut about = BTreeSet::new();
        for filler in of.proposition.frame.iter().flat_map(claimed::takers) {
            about.insert(self.identity(&filler.name, "organization")?);
        }
        for origin in &of.origins {
            about.insert(self.identity(&origin.speaker, "unknown")?);
        }
        if about.is_empty() {
            self.mute += 1;
            return Ok(());
        }
        let id = report(&iri::proposition(&of.proposition.id));
        let counts = of.independent_origins;
        self.out.push(&json!({
            "type": "report", "spec_version": "2.1", "id": id, "created": EPOCH, "modified": EPOCH,
            "name": of.proposition.summary,
            "description": format!(
                "A proposition that is claimed, not a finding. Independent origins: {} established, {} possible, {} \
                 unknown; denying: {}.",
                counts.established, counts.possible, counts.unknown,
                of.denial_origins.total(),
            ),
            "report_types": ["claimed-proposition"],
            "published": of.first_seen().map_or_else(|| EPOCH.to_owned(), |day| moment(&day.to_string())),
            "external_references": [{"source_name": "hearsay", "external_id": of.proposition.id}],
            "object_refs": about,
        }))?;
        for statement in of.claims.iter().filter_map(|member| claimed::statement(statements, &member.statement)) {
            let mut node = json!({
                "type": "opinion", "spec_version": "2.1",
                "id": format!("opinion--{}", iri::uuid(&format!("{id} {}", statement.id))),
                "created": EPOCH, "modified": EPOCH,
                "explanation": statement.content.exact,
                "authors": [claimed::voice(statement)],
                "opinion": opinion(statement.polarity, statement.modality),
                "object_refs": [id],
                "external_references": [{
                    "source_name": statement.article.outlet.as_deref().unwrap_or("hearsay"),
                    "external_id": iri::claim(&statement.article.id, &statement.claim),
                }],
            });
            if let Some(name) = &statement.voice.name {
                let voice = self.identity(name, class(statement.voice.kind))?;
                node["created_by_ref"] = Value::from(voice);
            }
            self.out.push(&node)?;
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<Option<String>, ExportError> {
        self.out.end()?;
        let mute = self.mute;
        Ok((mute > 0).then(|| format!("{mute} articles or propositions name nobody, and STIX has no report of that")))
    }
}

fn report(iri: &str) -> String {
    format!("report--{}", iri::uuid(iri))
}
