//! Which sentences a dossier has, told from its propositions alone, and the dossier made of them. Of busy propositions a
//! page shows a few sentences, and only their statements are read.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Archived, Dossier, Section, Sentence, Source, Telling, Voices};
use crate::Polarity;
use crate::proposition::{Lineage, Member, Origin, Proposition, Statement};

/// How much of each proposition is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// Voices at most.
    pub voices: usize,
    /// Sentences of one voice at most.
    pub sentences: usize,
}

impl Extent {
    /// Everything.
    pub const WHOLE: Self = Self { voices: usize::MAX, sentences: usize::MAX };
}

/// The members of propositions whose sentences a dossier has, voice by voice.
#[derive(Clone, Debug)]
pub struct Outline<'p> {
    sections: Vec<Chosen<'p>>,
}

#[derive(Clone, Debug)]
struct Chosen<'p> {
    proposition: &'p Proposition,
    voices: Vec<Voice<'p>>,
    further: usize,
}

#[derive(Clone, Debug)]
struct Voice<'p> {
    side: Polarity,
    origin: Option<&'p Origin>,
    members: Vec<&'p Member>,
    further: usize,
}

impl<'p> Outline<'p> {
    /// The outline of propositions in their order.
    #[must_use]
    pub fn of(propositions: &'p [Proposition], extent: Extent) -> Self {
        Self { sections: propositions.iter().map(|proposition| chosen(proposition, extent)).collect() }
    }

    /// The ids of the statements that [`compile`](Self::compile) needs.
    pub fn statements(&self) -> impl Iterator<Item = &'p str> {
        let voices = self.sections.iter().flat_map(|section| &section.voices);
        voices.flat_map(|voice| &voice.members).map(|member| member.statement.as_str())
    }

    /// The dossier, from the statements and from what is archived of each article, by its id.
    ///
    /// Members whose statements are missing are counted among the further ones of their voice.
    #[must_use]
    pub fn compile(&self, statements: &[Statement], archive: &BTreeMap<String, Archived>) -> Dossier {
        let by_id: HashMap<&str, &Statement> = statements.iter().map(|s| (s.id.as_str(), s)).collect();
        let sections = self.sections.iter().map(|section| section.written(&by_id)).collect();
        let mut seen = BTreeSet::new();
        let mut sources: Vec<Source> = self
            .statements()
            .filter_map(|id| by_id.get(id))
            .filter(|statement| seen.insert(statement.article.id.as_str()))
            .map(|statement| Source {
                article: statement.article.id.clone(),
                reference: statement.article.reference.clone(),
                outlet: statement.article.outlet.clone(),
                published: statement.article.published,
                wire: statement.article.wire.clone(),
                archived: archive.get(&statement.article.id).cloned(),
            })
            .collect();
        sources.sort_by(|a, b| (a.published, &a.reference).cmp(&(b.published, &b.reference)));
        Dossier { sections, sources, ..Dossier::default() }
    }
}

/// Who affirms comes first, then who denies; on each side the origins in their order, then those of whom it can't be told.
fn chosen(proposition: &Proposition, extent: Extent) -> Chosen<'_> {
    let sides = [Polarity::Positive, Polarity::Negative];
    let mut said: HashMap<(Polarity, Option<&str>), Vec<&Member>> = HashMap::new();
    for member in &proposition.claims {
        said.entry((member.polarity, member.origin.as_deref())).or_default().push(member);
    }
    let mut voices: Vec<Voice<'_>> = sides
        .into_iter()
        .flat_map(|side| {
            let origins = proposition.origins.iter().filter(move |origin| origin.polarity == side);
            origins.map(Some).chain([None]).map(move |origin| (side, origin))
        })
        .filter_map(|(side, origin)| {
            let members = said.remove(&(side, origin.map(|origin| origin.id.as_str())))?;
            Some(voice(side, origin, members, extent.sentences))
        })
        .collect();
    let further = voices.len().saturating_sub(extent.voices);
    voices.truncate(extent.voices);
    Chosen { proposition, voices, further }
}

fn voice<'p>(side: Polarity, origin: Option<&'p Origin>, mut members: Vec<&'p Member>, most: usize) -> Voice<'p> {
    // A claim with several frames in one proposition says its words once.
    let mut said = BTreeSet::new();
    members.retain(|member| said.insert((member.article.as_str(), member.claim.as_str())));
    let further = members.len().saturating_sub(most);
    members.truncate(most);
    Voice { side, origin, members, further }
}

impl Chosen<'_> {
    fn written(&self, statements: &HashMap<&str, &Statement>) -> Section {
        Section {
            before: String::new(),
            proposition: self.proposition.proposition.id.clone(),
            heading: self.proposition.proposition.summary.clone(),
            affirmed: self.proposition.independent_origins,
            denied: self.proposition.denial_origins,
            voices: self.voices.iter().map(|voice| voice.written(statements)).collect(),
            further: self.further,
            drift: self.proposition.drift.clone(),
            links: self.proposition.links.clone(),
        }
    }
}

impl Voice<'_> {
    fn written(&self, statements: &HashMap<&str, &Statement>) -> Voices {
        let known = self.members.iter().filter_map(|member| statements.get(member.statement.as_str()));
        let sentences: Vec<Sentence> = known.map(|statement| sentence(statement)).collect();
        let missing = self.members.len() - sentences.len();
        Voices {
            side: self.side,
            origin: self.origin.cloned(),
            lineage: self.origin.map_or(Lineage::Unknown, |origin| origin.lineage),
            sentences,
            further: self.further + missing,
        }
    }
}

fn sentence(statement: &Statement) -> Sentence {
    Sentence {
        text: Telling {
            speaker: statement.voice.name.as_deref(),
            affiliation: statement.voice.affiliation.as_deref(),
            outlet: statement.article.outlet.as_deref(),
            relays: &statement.relays,
            polarity: statement.polarity,
            quotation: statement.quotation,
            words: &statement.content.exact,
        }
        .sentence(),
        span: statement.content.clone(),
        speaker: statement.voice.name.clone(),
        affiliation: statement.voice.affiliation.clone(),
        relays: statement.relays.clone(),
        evidence: statement.evidence.clone(),
        modality: statement.modality,
        quotation: statement.quotation,
        article: statement.article.id.clone(),
        claim: statement.claim.clone(),
    }
}
