//! The compact form in which the program carries the gazetteer: sorted rows that borrow from the bytes.

use serde::{Deserialize, Serialize};

use crate::entity::{Entity, Kind, Sense};
use crate::place::Place;
use crate::voice::Role;

#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Table<'a> {
    /// By id.
    #[serde(borrow)]
    pub(crate) entities: Vec<Entity<'a>>,
    /// By key.
    #[serde(borrow)]
    pub(crate) names: Vec<Name<'a>>,
    /// Addresses of outlets, sorted, with the outlet's index.
    #[serde(borrow)]
    pub(crate) domains: Vec<(&'a str, u16)>,
    #[serde(borrow)]
    pub(crate) rules: Rules<'a>,
    /// By word.
    #[serde(borrow)]
    pub(crate) roles: Vec<(&'a str, Role)>,
    /// Nouns for any state, in lower case.
    #[serde(borrow)]
    pub(crate) state_nouns: Vec<&'a str>,
    /// By what states are described as, in lower case, with the indices of those it is said of.
    #[serde(borrow)]
    pub(crate) descriptions: Vec<(&'a str, Vec<u16>)>,
    #[serde(borrow)]
    pub(crate) media: MediaWords<'a>,
    /// By key, then the larger first.
    #[serde(borrow)]
    pub(crate) places: Vec<Place<'a>>,
}

/// A key with what it stands for; without an entity it hides the shorter names inside: "South China Sea".
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Name<'a> {
    pub(crate) key: &'a str,
    pub(crate) entity: Option<u16>,
    pub(crate) sense: Sense,
    pub(crate) contested: bool,
}

/// Bodies that every state has, by the nouns for them.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Rules<'a> {
    #[serde(borrow)]
    pub(crate) offices: Vec<OfficeRule<'a>>,
    /// Keys of nouns in lower case, sorted, with the index of the rule.
    #[serde(borrow)]
    pub(crate) nouns: Vec<(&'a str, u16)>,
    /// Spellings, sorted, with the one that the nouns have.
    #[serde(borrow)]
    pub(crate) spellings: Vec<(&'a str, &'a str)>,
    /// Indices of a country and a rule, sorted, with that of the body that holds the office there.
    pub(crate) holders: Vec<((u16, u16), u16)>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct OfficeRule<'a> {
    pub(crate) id: &'a str,
    pub(crate) kind: Kind,
    pub(crate) name: &'a str,
    /// Prepositions of a second place: "in" for an embassy.
    #[serde(borrow)]
    pub(crate) at: Vec<&'a str>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct MediaWords<'a> {
    #[serde(borrow)]
    pub(crate) endings: Vec<&'a str>,
    #[serde(borrow)]
    pub(crate) nouns: Vec<&'a str>,
    #[serde(borrow)]
    pub(crate) collectives: Vec<&'a str>,
}
