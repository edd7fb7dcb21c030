//! Entities of FollowTheMoney, the data model of investigative reporters: articles, voices and parties, an `Event` for each
//! proposition, `Documentation` for each claim on it, and links between its parties.
//!
//! An event in FollowTheMoney is no more than what its documents say; its name says who says so. As statements, each value
//! carries the claim that it is from (`origin`), the words that say so (`original_value`), and when they were published.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::io::Write;

use hearsay::proposition::{Filler, Statement};
use hearsay::{Polarity, SpeakerKind};
use hearsay_gazetteer::{Gazetteer, Kind};
use hearsay_ledger::{Kept, PropositionRow};
use jiff::civil::Date;
use serde::Serialize;

use crate::{Export, ExportError, claimed, iri};

/// The name of the data set in statements.
const DATASET: &str = "hearsay";

pub(crate) struct FollowTheMoney<'t> {
    out: Out<'t>,
    gazetteer: &'t Gazetteer,
    /// Voices and parties that were told of.
    known: HashSet<String>,
}

enum Out<'t> {
    Entities(Box<dyn Write + 't>),
    Statements(Box<csv::Writer<Box<dyn Write + 't>>>),
}

/// An entity with its values.
struct Entity {
    id: String,
    schema: &'static str,
    values: Vec<Valued>,
}

/// A value of a property.
struct Valued {
    property: &'static str,
    /// The property's type in the model.
    of: &'static str,
    value: String,
    /// The claim that it is from.
    origin: Option<String>,
    /// The words that say so.
    words: Option<String>,
    /// When they were published.
    seen: Option<String>,
}

impl Entity {
    fn new(id: String, schema: &'static str) -> Self {
        Self { id, schema, values: Vec::new() }
    }

    fn with(mut self, property: &'static str, of: &'static str, value: Option<&str>) -> Self {
        let value = value.map(str::to_owned).filter(|value| !value.is_empty());
        self.values.extend(value.map(|value| Valued { property, of, value, origin: None, words: None, seen: None }));
        self
    }

    /// A value that a statement tells.
    fn told(&mut self, property: &'static str, of: &'static str, value: String, by: &Statement, words: Option<&str>) {
        self.values.push(Valued {
            property,
            of,
            value,
            origin: Some(iri::claim(&by.article.id, &by.claim)),
            words: words.map(str::to_owned),
            seen: by.article.published.map(|day| day.to_string()),
        });
    }
}

#[derive(Serialize)]
struct EntityLine<'e> {
    id: &'e str,
    schema: &'e str,
    properties: BTreeMap<&'e str, BTreeSet<&'e str>>,
    datasets: [&'e str; 1],
}

/// The columns of the model's own statement files. The hash that names a statement is left for its tools to compute.
#[derive(Serialize)]
struct StatementLine<'e> {
    canonical_id: &'e str,
    entity_id: &'e str,
    prop: &'e str,
    prop_type: &'e str,
    schema: &'e str,
    value: &'e str,
    dataset: &'e str,
    origin: Option<&'e str>,
    lang: Option<&'e str>,
    original_value: Option<&'e str>,
    external: &'e str,
    first_seen: Option<&'e str>,
    last_seen: Option<&'e str>,
    id: Option<&'e str>,
}

/// The names of its columns: also a table without rows has them.
const COLUMNS: [&str; 14] = [
    "canonical_id",
    "entity_id",
    "prop",
    "prop_type",
    "schema",
    "value",
    "dataset",
    "origin",
    "lang",
    "original_value",
    "external",
    "first_seen",
    "last_seen",
    "id",
];

impl<'t> FollowTheMoney<'t> {
    pub(crate) fn entities(out: Box<dyn Write + 't>, gazetteer: &'t Gazetteer) -> Self {
        Self { out: Out::Entities(out), gazetteer, known: HashSet::new() }
    }

    pub(crate) fn statements(out: Box<dyn Write + 't>, gazetteer: &'t Gazetteer) -> Result<Self, ExportError> {
        let mut out =
            csv::WriterBuilder::new().quote_style(csv::QuoteStyle::Always).has_headers(false).from_writer(out);
        out.write_record(COLUMNS)?;
        Ok(Self { out: Out::Statements(Box::new(out)), gazetteer, known: HashSet::new() })
    }

    fn put(&mut self, entity: &Entity) -> Result<(), ExportError> {
        match &mut self.out {
            Out::Entities(out) => {
                let mut properties: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
                for valued in &entity.values {
                    properties.entry(valued.property).or_default().insert(&valued.value);
                }
                let line = EntityLine { id: &entity.id, schema: entity.schema, properties, datasets: [DATASET] };
                serde_json::to_writer(&mut *out, &line)?;
                out.write_all(b"\n")?;
            }
            Out::Statements(out) => {
                for valued in &entity.values {
                    out.serialize(StatementLine {
                        canonical_id: &entity.id,
                        entity_id: &entity.id,
                        prop: valued.property,
                        prop_type: valued.of,
                        schema: entity.schema,
                        value: &valued.value,
                        dataset: DATASET,
                        origin: valued.origin.as_deref(),
                        lang: None,
                        original_value: valued.words.as_deref(),
                        external: "f",
                        first_seen: valued.seen.as_deref(),
                        last_seen: valued.seen.as_deref(),
                        id: None,
                    })?;
                }
            }
        }
        Ok(())
    }

    /// The id of a voice or party, which is told of when it first comes.
    fn actor(&mut self, name: &str, entity: Option<&str>, kind: Option<SpeakerKind>) -> Result<String, ExportError> {
        let id = id(&iri::actor(name));
        if self.known.insert(id.clone()) {
            let entity = entity.and_then(|id| self.gazetteer.entity(id));
            let schema = match (entity.map(|entity| entity.kind), kind) {
                (Some(Kind::Country | Kind::Government | Kind::Military), _)
                | (None, Some(SpeakerKind::Government | SpeakerKind::Military)) => "PublicBody",
                (Some(Kind::Organisation | Kind::Group | Kind::Outlet), _)
                | (None, Some(SpeakerKind::Organisation | SpeakerKind::Media | SpeakerKind::Group)) => "Organization",
                (Some(Kind::Person), _) | (None, Some(SpeakerKind::Person)) => "Person",
                (None, Some(SpeakerKind::Document | SpeakerKind::Anonymous) | None) => "LegalEntity",
            };
            let country = entity.map(|entity| self.gazetteer.home(entity).id);
            let country = country.filter(|id| id.len() == 2).map(str::to_lowercase);
            let told = Entity::new(id.clone(), schema)
                .with("name", "name", Some(name))
                .with("country", "country", country.as_deref())
                .with("wikidataId", "identifier", entity.and_then(|entity| entity.wikidata));
            self.put(&told)?;
        }
        Ok(id)
    }

    fn party(&mut self, filler: &Filler) -> Result<String, ExportError> {
        self.actor(&filler.name, filler.entity.as_deref(), None)
    }
}

/// Ids of the model hold no colons.
fn id(iri: &str) -> String {
    format!("hearsay-{}", iri::uuid(iri))
}

/// The model's dates are years, months or days; EDTF knows more, seasons among them, which is left out.
fn date(edtf: &str) -> Option<&str> {
    let whole = match edtf.len() {
        4 => format!("{edtf}-01-01"),
        7 => format!("{edtf}-01"),
        _ => edtf.to_owned(),
    };
    whole.parse::<Date>().is_ok().then_some(edtf)
}

impl Export for FollowTheMoney<'_> {
    fn article(&mut self, kept: &Kept) -> Result<(), ExportError> {
        let article = &kept.record.article;
        let document = Entity::new(id(&iri::article(&article.id)), "Article")
            .with("title", "name", Some(&article.title))
            .with("publisher", "string", article.outlet.as_deref())
            .with("author", "string", article.byline.as_deref())
            .with("publishedAt", "date", article.published.as_deref())
            .with("sourceUrl", "url", article.url.as_deref())
            .with("language", "language", Some("eng"))
            .with("retrievedAt", "date", kept.first_seen.get(..19));
        self.put(&document)
    }

    fn proposition(&mut self, row: &PropositionRow, statements: &[Statement]) -> Result<(), ExportError> {
        let of = &row.proposition;
        let event_id = id(&iri::proposition(&of.proposition.id));
        let first_seen = of.first_seen().map(|day| day.to_string());
        let kind = of.proposition.frame.as_ref().map(|event| event.kind.as_str());
        let mut event = Entity::new(event_id.clone(), "Event")
            .with("name", "name", Some(&of.proposition.summary))
            .with("recordId", "string", Some(&of.proposition.id))
            .with("keywords", "string", kind);
        let mut links = BTreeMap::new();
        let told = of.claims.iter().filter_map(|m| Some((m, claimed::statement(statements, &m.statement)?)));
        for (member, statement) in told {
            let document = id(&iri::article(&statement.article.id));
            event.told("proof", "entity", document.clone(), statement, Some(&statement.content.exact));
            if let Some(happened) = &statement.event {
                for filler in claimed::takers(happened) {
                    let words = filler.span.as_ref().map(|span| span.exact.as_str());
                    event.told("involved", "entity", self.party(filler)?, statement, words);
                }
                if let Some(time) = &happened.time
                    && let Some(date) = time.edtf.as_deref().and_then(date)
                {
                    event.told("date", "date", date.to_owned(), statement, Some(&time.text));
                }
                for (one, other) in claimed::pairs(happened) {
                    let (one, other) = (self.party(one)?, self.party(other)?);
                    let link = id(&format!("{event_id} {one} {other}"));
                    let link = links.entry(link.clone()).or_insert_with(|| {
                        Entity::new(link, "UnknownLink")
                            .with("subject", "entity", Some(&one))
                            .with("object", "entity", Some(&other))
                            .with("role", "string", Some(&format!("{} (claimed)", happened.kind)))
                            .with("recordId", "string", Some(&of.proposition.id))
                    });
                    let words = Some(statement.content.exact.as_str());
                    link.told("proof", "entity", document.clone(), statement, words);
                }
            }
            let voice = match &statement.voice.name {
                Some(name) => {
                    self.actor(name, statement.voice.entity.as_deref(), Some(statement.voice.kind))?;
                    name.as_str()
                }
                None => claimed::voice(statement),
            };
            let mut claim = Entity::new(id(&format!("{event_id} {}", statement.id)), "Documentation").with(
                "publisher",
                "string",
                statement.article.outlet.as_deref(),
            );
            let role = if member.polarity == Polarity::Negative { "denies" } else { "affirms" };
            let words = statement.content.exact.as_str();
            claim.told("document", "entity", document, statement, None);
            claim.told("entity", "entity", event_id.clone(), statement, None);
            claim.told("role", "string", format!("{voice} {role}"), statement, Some(words));
            claim.told("summary", "text", words.to_owned(), statement, Some(words));
            claim.told("recordId", "string", statement.claim.clone(), statement, None);
            if let Some(day) = statement.article.published {
                claim.told("date", "date", day.to_string(), statement, None);
            }
            self.put(&claim)?;
        }
        if !event.values.iter().any(|valued| valued.property == "date") {
            event = event.with("date", "date", first_seen.as_deref());
        }
        self.put(&event)?;
        links.into_values().try_for_each(|link| self.put(&link))
    }

    fn finish(mut self: Box<Self>) -> Result<Option<String>, ExportError> {
        match &mut self.out {
            Out::Entities(out) => out.flush()?,
            Out::Statements(out) => out.flush()?,
        }
        Ok(None)
    }
}
