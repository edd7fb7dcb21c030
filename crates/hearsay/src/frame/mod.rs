//! Frames: the typed events inside contents. Which types there are, with their roles and stages, a pack declares.

mod argument;
mod attachment;
mod barter;
mod body;
mod cargo;
mod complete;
mod deal;
mod declared;
mod described;
mod domain;
mod engine;
mod example;
mod frame_type;
mod goods;
mod home;
pub mod item;
mod joined;
mod labelled;
mod learnt;
mod lemma;
mod level;
mod meant;
mod measured;
mod model;
mod name;
mod narration;
mod nominal;
mod pack;
mod participle;
mod party;
mod phrase;
mod preposition;
mod reach;
mod refer;
mod role;
mod shared;
mod stage;
mod state;
mod subject;
mod taken;
mod telling;
mod voice;
mod wording;

pub use argument::Slot;
pub(crate) use engine::{Setting, fill};
pub use example::{Miss, missed};
pub use frame_type::{Borrowed, Example, FillerKind, FrameType, Governor, Mapping, Pos, Role, Trigger, Wording};
pub use pack::{Pack, PackError};

use crate::Span;
use crate::measure::{Money, Quantity, Time};

/// The stage and the terms of which nothing tells.
pub(crate) const UNSPECIFIED: &str = "unspecified";

/// A typed event that a content holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// The type as its pack names it: "transfer".
    pub kind: String,
    /// The word that tells of the event.
    pub trigger: Span,
    /// How far it has got, by the pack's scale: "delivered"; "unspecified" where nothing tells.
    pub stage: String,
    /// On what terms, where the type has any: "barter".
    pub terms: Option<String>,
    /// The roles that are filled, in the pack's order.
    pub roles: Vec<(String, Vec<Filler>)>,
    /// How many of the item.
    pub quantity: Option<Quantity>,
    /// For how much money.
    pub value: Option<Money>,
    /// When.
    pub time: Option<Time>,
}

impl Frame {
    /// Who or what fills a role.
    #[must_use]
    pub fn role(&self, name: &str) -> &[Filler] {
        self.roles.iter().find(|(role, _)| role == name).map_or(&[], |(_, fillers)| fillers)
    }
}

/// Who or what fills a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filler {
    /// Canonical name: of an entity its own, of an item the singular without determiner or number.
    pub name: String,
    /// Id in the gazetteer or in the pack's taxonomy.
    pub entity: Option<String>,
    /// The words inside the content that say so; `None` where the role is filled from elsewhere in the article.
    pub span: Option<Span>,
    /// The words elsewhere in the article that the filler was taken from, where the content's own don't name it.
    pub inferred_from: Option<Span>,
}
