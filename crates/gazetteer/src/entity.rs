//! What a name can stand for.

use serde::{Deserialize, Serialize};

/// Sorts of entities.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Kind {
    /// A state or territory, and its government as a voice.
    Country,
    /// A seat of power, a ministry, an agency, a parliament.
    Government,
    /// Armed forces and their parts.
    Military,
    /// An alliance, a company, an institute, a party.
    Organisation,
    /// An armed or political movement.
    Group,
    /// A news organisation.
    Outlet,
    /// Somebody who speaks for a state: its president, a minister, a commander.
    Person,
}

/// Something in the world that has an entry in the gazetteer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity<'a> {
    /// For a country its ISO 3166-1 code ("IR"), for others a slug ("ru/kremlin", "nato", "outlet/reuters").
    pub id: &'a str,
    /// Its number in Wikidata, where known for sure.
    pub wikidata: Option<&'a str>,
    /// The name that news use.
    pub name: &'a str,
    /// What it is.
    pub kind: Kind,
    /// The code of the state behind a body, or of an outlet's home.
    pub country: Option<&'a str>,
    /// What stands before the names of a country's bodies: "Iranian", "US".
    pub adjective: Option<&'a str>,
    /// A country's capital.
    pub capital: Option<&'a str>,
    /// The office that a body holds in its state, by the id of a rule ("foreign-ministry").
    pub office: Option<&'a str>,
    /// Whether an outlet is a news agency.
    pub agency: bool,
    /// Whether a state owns, runs or funds an outlet.
    pub state_media: bool,
}

/// How a name stands for its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Sense {
    /// "Iran".
    Name,
    /// "Tehran" for the government of Iran.
    Metonym,
    /// "Iranian", "Iranians".
    Demonym,
}

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading<'g> {
    /// The entity.
    pub entity: &'g Entity<'g>,
    /// How the name stands for it.
    pub sense: Sense,
    /// Whether the name also stands for something else, which `ambiguous.toml` holds for less likely.
    pub contested: bool,
}
