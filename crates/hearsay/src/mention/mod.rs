//! Mentions: phrases that name or describe somebody or something.
//!
//! The encoder marks the head of each and says of what sort it is; the tree gives the phrase around it. Names that the
//! gazetteer knows bring their entity, and are mentions where the encoder saw none.

mod equipment;
mod sense;

pub(crate) use equipment::Equipment;
pub use equipment::EquipmentError;
use hearsay_gazetteer::{Gazetteer, Kind as Entry, Reading};
pub use sense::{Sense, sense};

use crate::Span;
use crate::syntax::{Relation, Sort, Syntax, Upos};

/// A phrase that names or describes somebody or something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The phrase, with its modifiers, without what is apposed or joined to it.
    pub span: Span,
    /// Its head.
    pub head: Span,
    /// What it is.
    pub kind: MentionKind,
    /// Whether it is a name rather than a description.
    pub named: bool,
    /// Id in the gazetteer, and the name there.
    pub entity: Option<(String, String)>,
    /// For a place or country, what its name stands for here.
    pub sense: Option<Sense>,
}

/// What is mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum MentionKind {
    Person,
    Organisation,
    Place,
    /// "Iranian".
    Nationality,
    Time,
    Event,
    Weapon,
    MilitaryPlatform,
    Vehicle,
    Object,
    Money,
    Quantity,
    Abstract,
    Other,
}

impl MentionKind {
    /// The kind as JSON spells it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Place => "place",
            Self::Nationality => "nationality",
            Self::Time => "time",
            Self::Event => "event",
            Self::Weapon => "weapon",
            Self::MilitaryPlatform => "military_platform",
            Self::Vehicle => "vehicle",
            Self::Object => "object",
            Self::Money => "money",
            Self::Quantity => "quantity",
            Self::Abstract => "abstract",
            Self::Other => "other",
        }
    }
}

/// Dependents that belong to the sentence around a phrase, or tell more of it, and aren't part of its own words.
const OUTSIDE: [Relation; 22] = [
    Relation::Case,
    Relation::Mark,
    Relation::Cc,
    Relation::Punct,
    Relation::Conj,
    Relation::Appos,
    Relation::Cop,
    Relation::Nsubj,
    Relation::NsubjPass,
    Relation::NsubjOuter,
    Relation::Csubj,
    Relation::Advcl,
    Relation::AdvclRelcl,
    Relation::AclRelcl,
    Relation::Parataxis,
    Relation::Aux,
    Relation::AuxPass,
    Relation::Obl,
    Relation::OblUnmarked,
    Relation::Discourse,
    Relation::List,
    Relation::Dislocated,
];

/// The mentions of a text, in order of their heads.
#[must_use]
pub(crate) fn find(text: &str, syntax: &Syntax, gazetteer: &Gazetteer, equipment: &Equipment) -> Vec<Mention> {
    // In order, and none inside another.
    let names: Vec<(Span, Reading<'_>)> =
        gazetteer.mentions(text).map(|m| (Span::new(m.span.start, m.span.end), m.reading)).collect();
    let mut taken = vec![false; names.len()];
    let mut mentions = Vec::new();
    for (i, token) in syntax.tokens().iter().enumerate() {
        let kind = match equipment.measured(text, syntax, i) {
            Some(kind) => kind,
            None => match equipment.kind(token.span.text(text)) {
                Some(kind) if matches!(token.upos, Upos::Noun | Upos::Propn) => kind,
                _ => match of_sort(token.mention) {
                    Some(kind) => kind,
                    None => continue,
                },
            },
        };
        let span = syntax.phrase(i, &OUTSIDE);
        let at = names.partition_point(|(name, _)| name.end <= token.span.start);
        let known = names.get(at).filter(|(name, _)| name.contains(token.span) && !taken[at]);
        let named = known.is_some() || token.upos == Upos::Propn;
        let mut mention = Mention { span, head: token.span, kind, named, entity: None, sense: None };
        if let Some(&(name, reading)) = known {
            taken[at] = true;
            mention.know(text, syntax, name, reading);
        }
        mentions.push(mention);
    }
    for ((name, reading), _) in names.into_iter().zip(taken).filter(|(_, taken)| !taken) {
        let head = syntax.head(name).map_or(name, |t| syntax.tokens()[t].span);
        let mut mention =
            Mention { span: name, head, kind: MentionKind::Other, named: true, entity: None, sense: None };
        mention.know(text, syntax, name, reading);
        mentions.push(mention);
    }
    mentions.sort_by_key(|m| (m.head.start, m.span.start));
    mentions
}

impl Mention {
    /// Whether the mention tells a reader something by itself: a name, or a description of somebody, a place, a time, an
    /// amount, arms. "The decision" doesn't.
    #[must_use]
    pub fn is_telling(&self) -> bool {
        use MentionKind::{Abstract, Event, Object, Other};
        self.named || !matches!(self.kind, Abstract | Event | Object | Other)
    }

    /// Takes over what the gazetteer knows of the name at the mention's head.
    fn know(&mut self, text: &str, syntax: &Syntax, name: Span, reading: Reading<'_>) {
        self.entity = Some((reading.entity.id.to_owned(), reading.entity.name.to_owned()));
        self.kind = match reading.entity.kind {
            Entry::Country if reading.sense == hearsay_gazetteer::Sense::Demonym => MentionKind::Nationality,
            Entry::Country => MentionKind::Place,
            Entry::Person => MentionKind::Person,
            Entry::Government | Entry::Military | Entry::Organisation | Entry::Group | Entry::Outlet => {
                MentionKind::Organisation
            }
        };
        self.sense = (self.kind == MentionKind::Place).then(|| sense(text, syntax, name));
    }
}

fn of_sort(sort: Sort) -> Option<MentionKind> {
    Some(match sort {
        Sort::None => return None,
        Sort::Person => MentionKind::Person,
        Sort::Organisation => MentionKind::Organisation,
        Sort::Place => MentionKind::Place,
        Sort::Time => MentionKind::Time,
        Sort::Event => MentionKind::Event,
        Sort::Object => MentionKind::Object,
        Sort::Abstract => MentionKind::Abstract,
        Sort::Other => MentionKind::Other,
    })
}
