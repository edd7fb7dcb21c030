//! Where each claim comes from, as PROV-O (W3C), in JSON-LD: the bytes, the article derived from them, its reading by a
//! version of the program, the claims quoted from it and attributed to their voices, and what propositions derive from.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::io::Write;

use hearsay::proposition::Statement;
use hearsay_ledger::{Kept, PropositionRow};
use serde_json::{Value, json};

use crate::json::List;
use crate::{Export, ExportError, claimed, iri};

pub(crate) struct Provenance<'t> {
    out: List<'t>,
    /// Agents that were told of.
    agents: HashSet<String>,
}

impl<'t> Provenance<'t> {
    pub(crate) fn new(out: Box<dyn Write + 't>) -> Result<Self, ExportError> {
        let context = json!({
            "prov": "http://www.w3.org/ns/prov#",
            "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
            "hearsay": "urn:hearsay:term:",
        });
        let out = List::begin(out, &json!({"@context": context}), "@graph")?;
        Ok(Self { out, agents: HashSet::new() })
    }

    fn agent(&mut self, id: String, kind: &str, name: &str) -> Result<Value, ExportError> {
        if self.agents.insert(id.clone()) {
            self.out.push(&json!({"@id": id, "@type": ["prov:Agent", kind], "rdfs:label": name}))?;
        }
        Ok(refer(&id))
    }
}

fn refer(id: &str) -> Value {
    json!({"@id": id})
}

impl Export for Provenance<'_> {
    fn article(&mut self, kept: &Kept) -> Result<(), ExportError> {
        let article = &kept.record.article;
        let (id, reading) = (iri::article(&article.id), format!("urn:hearsay:reading:{}", article.id));
        let bytes = iri::bytes(&kept.raw_hash);
        let program = format!("urn:hearsay:program:{}", iri::uuid(&kept.program));
        let program = self.agent(program, "prov:SoftwareAgent", &kept.program)?;
        let mut node = json!({
            "@id": id,
            "@type": "prov:Entity",
            "rdfs:label": article.title,
            "prov:wasDerivedFrom": refer(&bytes),
        });
        if let Some(outlet) = &article.outlet {
            node["prov:wasAttributedTo"] = self.agent(iri::actor(outlet), "prov:Organization", outlet)?;
        }
        let fetched = json!({"@type": "xsd:dateTime", "@value": kept.first_seen});
        let mut source = json!({"@id": bytes, "@type": "prov:Entity", "prov:generatedAtTime": fetched});
        if let Some(url) = &article.url {
            source["prov:atLocation"] = json!({"@type": "xsd:anyURI", "@value": url});
        }
        self.out.push(&source)?;
        self.out.push(&node)?;
        self.out.push(&json!({
            "@id": reading,
            "@type": "prov:Activity",
            "prov:used": refer(&id),
            "prov:wasAssociatedWith": program,
        }))?;
        for claim in &kept.record.claims {
            let mut node = json!({
                "@id": iri::claim(&article.id, &claim.id),
                "@type": "prov:Entity",
                "rdfs:label": claim.content.exact,
                "prov:wasQuotedFrom": refer(&id),
                "prov:wasGeneratedBy": refer(&reading),
            });
            if let Some(name) = &claim.speaker.name {
                let id = iri::actor(name);
                node["prov:wasAttributedTo"] = self.agent(id, "prov:Agent", name)?;
            }
            let relays = claim.relays.iter().map(|r| self.agent(iri::actor(&r.name), "prov:Organization", &r.name));
            let relays: Vec<Value> = relays.collect::<Result<_, _>>()?;
            if !relays.is_empty() {
                node["prov:wasInfluencedBy"] = relays.into();
            }
            let evidence = claim.evidence.iter().map(|evidence| {
                json!({"@type": "prov:Entity", "hearsay:evidence": evidence.kind.as_str(),
                       "prov:value": evidence.span.as_ref().map_or("", |span| span.exact.as_str())})
            });
            let evidence: Vec<Value> = evidence.collect();
            if !evidence.is_empty() {
                node["prov:hadPrimarySource"] = evidence.into();
            }
            self.out.push(&node)?;
        }
        Ok(())
    }

    fn proposition(&mut self, row: &PropositionRow, statements: &[Statement]) -> Result<(), ExportError> {
        let of = &row.proposition;
        let id = iri::proposition(&of.proposition.id);
        let claim =
            |statement: &str| claimed::statement(statements, statement).map(|s| iri::claim(&s.article.id, &s.claim));
        let mut by_origin: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        for member in &of.claims {
            if let (Some(origin), Some(claim)) = (&member.origin, claim(&member.statement)) {
                by_origin.entry(origin).or_default().insert(claim);
            }
        }
        let mut origins = Vec::new();
        for origin in &of.origins {
            let voice = self.agent(iri::actor(&origin.speaker), "prov:Agent", &origin.speaker)?;
            let node = format!("{id}:{}", origin.id);
            let claims = by_origin.get(origin.id.as_str()).into_iter().flatten().map(|claim| refer(claim));
            self.out.push(&json!({
                "@id": node,
                "@type": "prov:Entity",
                "rdfs:label": origin.speaker,
                "prov:wasAttributedTo": voice,
                "hearsay:lineage": origin.lineage.as_str(),
                "hearsay:polarity": origin.polarity.as_str(),
                "prov:wasDerivedFrom": claims.collect::<Vec<_>>(),
            }))?;
            origins.push(refer(&node));
        }
        let claims: BTreeSet<String> = of.claims.iter().filter_map(|member| claim(&member.statement)).collect();
        self.out.push(&json!({
            "@id": id,
            "@type": "prov:Entity",
            "rdfs:label": of.proposition.summary,
            "prov:wasDerivedFrom": claims.iter().map(|claim| refer(claim)).collect::<Vec<_>>(),
            "prov:hadPrimarySource": origins,
        }))?;
        for link in &of.links {
            if let (Some(from), Some(to)) = (claim(&link.from), claim(&link.to))
                && from != to
            {
                let derivation = json!({
                    "@type": "prov:Derivation", "prov:entity": refer(&to), "hearsay:reason": link.reason.words(),
                });
                self.out.push(&json!({
                    "@id": from, "prov:wasDerivedFrom": refer(&to), "prov:qualifiedDerivation": derivation,
                }))?;
            }
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<Option<String>, ExportError> {
        self.out.end()?;
        Ok(None)
    }
}
