//! A type of frame as its pack declares it: roles, stages, and the words that tell of such an event.

use std::collections::{BTreeMap, HashSet};

use serde::Deserialize;
use toml::Spanned;

use super::argument::Slot;
use super::lemma::singular;
use crate::syntax::Event;

/// A type of frame.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrameType {
    /// Its name: "transfer".
    #[serde(rename = "type")]
    pub kind: String,
    /// Whether the encoder hears such events in words that are no triggers; it has learnt some types, by their names.
    pub learnt: Option<Spanned<bool>>,
    /// Stages, but for "unspecified".
    pub stages: Vec<String>,
    /// The stage of what is to come.
    pub future: Option<Spanned<String>>,
    /// The stage of what is going on.
    pub ongoing: Option<Spanned<String>>,
    /// The stage of what is done again and again: "Italy trains the crews".
    pub habitual: Option<Spanned<String>>,
    /// Stages of triggers that hold in any tense.
    #[serde(default)]
    pub wished: Vec<Spanned<String>>,
    /// The stage of a participle behind its noun, and of what "was made".
    pub reduced: Option<Spanned<String>>,
    /// The stage that overrides those of words below.
    pub ended: Option<Spanned<String>>,
    /// The type of event that tells who sends what to whom with the goods of this one.
    pub cargo: Option<Spanned<String>>,
    /// The type of which this one's words may name events that they keep from happening: "a ban on exports" tells of none.
    pub hinders: Option<Spanned<String>>,
    /// Terms, but for "unspecified".
    #[serde(default)]
    pub terms: Vec<String>,
    /// The role whose fillers a quantity counts.
    pub counts: Option<Spanned<String>>,
    /// The role that makes the terms `exchanged`.
    pub exchange: Option<Spanned<String>>,
    /// The terms of what is exchanged.
    pub exchanged: Option<Spanned<String>>,
    /// Roles in order.
    #[serde(rename = "role")]
    pub roles: Vec<Role>,
    /// Words that tell the stage of a trigger under them.
    #[serde(default, rename = "governor")]
    pub governors: Vec<Governor>,
    /// Words that tell the terms.
    #[serde(default, rename = "wording")]
    pub wordings: Vec<Wording>,
    /// Named mappings of roles to arguments.
    #[serde(default)]
    pub schemes: BTreeMap<String, Mapping>,
    /// The words that tell of such an event.
    #[serde(default, rename = "trigger")]
    pub triggers: Vec<Trigger>,
    /// Sentences that tell of such an event in other words, with what must be found in them.
    #[serde(default, rename = "example")]
    pub examples: Vec<Example>,
}

/// For each role the arguments that may fill it, the likelier first.
pub type Mapping = BTreeMap<Spanned<String>, Vec<Slot>>;

/// A role of a frame.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// Its name.
    pub name: String,
    /// What may fill it.
    pub filler: FillerKind,
    /// Whether it may be filled from elsewhere in the article.
    #[serde(default)]
    pub inferred: bool,
    /// Whether all its arguments fill it, not only the first kind that is there.
    #[serde(default)]
    pub several: bool,
    /// Whether who fills another role may fill this one, too: what is made in Iran is made by Iran.
    #[serde(default)]
    pub shares: bool,
    /// Nouns of which one must head its phrase; any may where none are given.
    #[serde(default)]
    pub nouns: HashSet<String>,
    /// The role of a place whose state fills this one where nothing else does.
    pub home_of: Option<Spanned<String>>,
    /// The role within whose words a place is named that fills this one where nothing else does: "a plant in Nitra".
    pub within: Option<Spanned<String>>,
    /// The role of another type of event whose filler this one's is where no event of this type tells: an embargo is on whom
    /// the arms go to.
    pub borrows: Option<Borrowed>,
    /// Whether members of a state's body fill it under their own name, not the state's.
    #[serde(default)]
    pub members: bool,
}

/// A role of another type of event.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Borrowed {
    /// The type.
    pub from: Spanned<String>,
    /// Its role.
    pub role: String,
}

/// What may fill a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FillerKind {
    /// A state, body, firm, group or person.
    Party,
    /// Equipment, material, money.
    Goods,
    /// A place.
    Place,
    /// Any phrase.
    Words,
}

/// Words above a trigger that tell its stage.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Governor {
    /// The words.
    pub lemmas: HashSet<String>,
    /// The stage.
    pub stage: Spanned<String>,
    /// The stage where the word itself lies ahead: "will build a plant".
    pub ahead: Option<Spanned<String>>,
    /// Whether the words tell it only as the object of a verb: "gave the green light", but not "a way to stop the sales".
    #[serde(default)]
    pub given: bool,
}

/// Words that tell the terms.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// The words.
    pub lemmas: HashSet<String>,
    /// The terms.
    pub terms: Spanned<String>,
}

/// A word that tells of an event.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trigger {
    /// The words.
    pub lemmas: Vec<String>,
    /// What sort of word.
    pub pos: Pos,
    /// The particle that belongs to the verb.
    pub particle: Option<String>,
    /// Particles with which the verb means something else: "carried out".
    #[serde(default)]
    pub without: Vec<String>,
    /// Whether a verb means it only where it is one: "used tanks" are second-hand.
    #[serde(default)]
    pub verbal: bool,
    /// Whether a verb means it only where it heads no relative clause and tells of no consequence: "the help it needs" asks for
    /// none, "hit a market, killing nine" tells of one event.
    #[serde(default)]
    pub main: bool,
    /// Whether a verb means it only where it doesn't tell what its object is or does: "ordered the jets to turn back", "made
    /// the rockets heavier".
    #[serde(default)]
    pub alone: bool,
    /// A mapping of the frame.
    pub scheme: Option<Spanned<String>>,
    /// What is added to the scheme.
    #[serde(default)]
    pub roles: Mapping,
    /// Nouns of which one must be the verb's subject.
    #[serde(default)]
    pub subjects: HashSet<String>,
    /// Nouns of which one must be the verb's object. What they would tell by themselves, the verb takes over.
    #[serde(default)]
    pub objects: HashSet<String>,
    /// Nouns of which none may be the verb's object, or stand before the noun: who intercepts a missile shoots it down, a
    /// "climate accord" is no pact.
    #[serde(default)]
    pub unless: HashSet<String>,
    /// Nouns of which none may be the verb's subject: a drone that carries a warhead delivers none.
    #[serde(default)]
    pub not_by: HashSet<String>,
    /// Prepositions behind which none of the goods may stand: chips "used in drones" are parts of them.
    #[serde(default)]
    pub part_of: Vec<String>,
    /// Nouns of which one must stand behind a preposition of the verb's: "added to a blacklist".
    #[serde(default)]
    pub goals: HashSet<String>,
    /// Words of which one must stand before the noun.
    #[serde(default)]
    pub modifiers: HashSet<String>,
    /// The role that a firm fills where the other party is none, whichever slot it stands in.
    pub firm: Option<Spanned<String>>,
    /// The role of a party whose name stands right before the noun, which may as well fill the other: "the Cuban embargo".
    pub either: Option<Spanned<String>>,
    /// The role of those who had the goods before: they are who sends them on, and who gets them then isn't known.
    pub onward: Option<Spanned<String>>,
    /// The role that the article fills elsewhere, where the noun stands without words on what it is of: "production starts in
    /// May". Where nothing does, it tells of no event.
    pub bare: Option<Spanned<String>>,
    /// The goods that the word itself names, where no others are told: who arms somebody gives "arms".
    pub implies: Option<String>,
    /// Roles without which the word means something else.
    #[serde(default)]
    pub needs: Vec<Spanned<String>>,
    /// The stage.
    pub stage: Option<Spanned<String>>,
    /// The terms.
    pub terms: Option<Spanned<String>>,
    /// Sentences with what must be found in them.
    #[serde(default, rename = "example")]
    pub examples: Vec<Example>,
}

/// Sorts of triggers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pos {
    /// A verb in any form.
    Verb,
    /// A noun.
    Noun,
    /// An adjective that is said of a subject: "bound for Yemen".
    Adjective,
    /// A participle before a noun with its agent before it: "Iranian-made".
    Participle,
}

/// A sentence with what must be found in it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The sentence.
    pub text: Spanned<String>,
    /// Roles with their fillers' names, joined by "; "; `stage` and `terms` may stand among them.
    pub frame: BTreeMap<Spanned<String>, String>,
    /// The line of the sentence, from 1.
    #[serde(skip)]
    pub(super) line: usize,
}

impl FrameType {
    /// The place of a role.
    pub(crate) fn index_of(&self, role: &str) -> Option<usize> {
        self.roles.iter().position(|r| r.name == role)
    }

    /// Whether a noun is for those whom some trigger takes for its actors: "the police".
    pub(crate) fn has_doer(&self, noun: &str) -> bool {
        self.triggers.iter().any(|trigger| trigger.subjects.contains(noun))
    }

    /// The place of the role whose fillers a quantity counts.
    pub(crate) fn counted(&self) -> Option<usize> {
        self.index_of(self.counts.as_ref()?.get_ref())
    }

    /// The roles of parties that a trigger's subject may fill.
    pub(crate) fn acting<'t>(&'t self, trigger: &'t Trigger) -> impl Iterator<Item = &'t Role> {
        let parties = self.roles.iter().filter(|role| role.filler == FillerKind::Party);
        parties.filter(|role| self.slots(trigger, &role.name).contains(&Slot::Subject))
    }

    /// What arguments fill a role of a trigger.
    pub(crate) fn slots<'t>(&'t self, trigger: &'t Trigger, role: &str) -> &'t [Slot] {
        let of = |mapping: &'t Mapping| mapping.iter().find(|(name, _)| name.get_ref() == role).map(|(_, s)| s);
        let scheme = || trigger.scheme.as_ref().and_then(|s| self.schemes.get(s.get_ref()));
        of(&trigger.roles).or_else(|| scheme().and_then(of)).map_or(&[], Vec::as_slice)
    }

    /// Whether it has what the encoder hears, which its pack may leave unheard.
    pub(crate) fn hears(&self, event: &Event) -> bool {
        self.kind == event.kind.as_str() && self.learnt.as_ref().is_some_and(|learnt| *learnt.get_ref())
    }

    /// The examples of its words, and of others.
    pub fn all_examples(&self) -> impl Iterator<Item = &Example> {
        self.triggers.iter().flat_map(|trigger| &trigger.examples).chain(&self.examples)
    }

    /// The role of who gives, by most of the words that tell of such events.
    pub(crate) fn giver(&self) -> Option<usize> {
        let times = |&role: &usize| self.triggers.iter().filter(|trigger| self.gives(trigger, role)).count();
        (0..self.roles.len()).filter(|role| times(role) > 0).max_by_key(times)
    }

    /// Whether a role is of those from whose state goods may come: who gives.
    pub(crate) fn gives(&self, trigger: &Trigger, role: usize) -> bool {
        self.roles.get(role).is_some_and(|role| self.slots(trigger, &role.name).contains(&Slot::Provenance))
    }
}

impl Trigger {
    /// Whether an argument, by its noun, is one of the subjects that the word asks for.
    pub(crate) fn asks_for(&self, slot: &Slot, noun: &str) -> bool {
        *slot == Slot::Subject && self.subjects.contains(&singular(noun))
    }
}
