//! Events of arms trade that words tell of, as the encoder has learnt them from sentences (`train/frames`), whatever the words.

use std::ops::Range;

pub use hearsay_encoder::{Event as EventType, Role, Stage};
use hearsay_encoder::{Upos, Window};

/// An event that a token tells of, with those who take part in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Index among the article's tokens.
    pub token: usize,
    /// Its type.
    pub kind: EventType,
    /// How far it has got.
    pub stage: Stage,
    /// How much likelier this type is than none: the difference of their logits.
    pub lead: f32,
    /// What in its sentence fills its roles, in the text's order.
    pub roles: Vec<Filling>,
    /// The same of nouns in other sentences nearby: who is meant where the event's own sentence doesn't say it.
    pub implicit: Vec<Filling>,
}

/// A word that fills a role.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Filling {
    /// What it is in the event.
    pub role: Role,
    /// Index of the head among the article's tokens.
    pub token: usize,
    /// How much likelier that is than no role, in logits.
    pub lead: f32,
}

/// What the encoder says of an event, its words counted in the window.
pub(super) struct Found {
    pub(super) kind: EventType,
    pub(super) stage: Stage,
    pub(super) lead: f32,
    pub(super) roles: Vec<Filling>,
    pub(super) implicit: Vec<Filling>,
}

/// How likely a word of another sentence must be, in logits: who fills a role is seldom likely of one word among so many, but
/// the likeliest is often right.
const UNLIKELY: f32 = -3.0;

/// The event that a word tells of, if that is likelier than none; `anchors` are the words that begin its sentence's tokens,
/// `sentence` those of which it consists.
pub(super) fn find(window: &Window<'_>, word: usize, anchors: &[usize], sentence: &Range<usize>) -> Option<Found> {
    let (events, stages) = window.event(word);
    let best = (1..events.len()).max_by(|&a, &b| events[a].total_cmp(&events[b]))?;
    let (kind, lead) = (EventType::ALL[best], events[best] - events[0]);
    if lead <= 0.0 {
        return None;
    }
    let stage = (0..stages.len()).max_by(|&a, &b| stages[a].total_cmp(&stages[b]))?;
    let filling = |scores: [f32; Role::ALL.len()], token: usize| {
        let of = |role: &Role| scores[*role as usize];
        let role = roles(kind).iter().copied().max_by(|a, b| of(a).total_cmp(&of(b)))?;
        Some(Filling { role, token, lead: of(&role) - of(&Role::None) })
    };
    let own = anchors.iter().filter(|&&other| other != word);
    let own = own.filter_map(|&other| filling(window.roles(word, other), other));
    let is_noun = |&other: &usize| {
        let other = &window.words[other];
        matches!(other.upos, Upos::Noun | Upos::Propn) && !other.continues
    };
    let others = (0..window.words.len()).filter(|other| !sentence.contains(other)).filter(is_noun);
    let others = others.filter_map(|other| filling(window.implicit_roles(word, other), other));
    Some(Found {
        kind,
        stage: Stage::ALL[stage],
        lead,
        roles: own.filter(|filling| filling.lead > 0.0).collect(),
        implicit: others.filter(|filling| filling.lead > UNLIKELY).collect(),
    })
}

/// The roles that an event has.
fn roles(kind: EventType) -> &'static [Role] {
    use Role::{
        Destination, Facility, Field, Imposer, InExchangeFor, Interdictor, Item, Origin, Partner, Party, Place,
        Producer, Recipient, Route, Supplier, Target, Trainee, Trainer, User,
    };
    match kind {
        EventType::None => &[],
        EventType::Transfer => &[Supplier, Recipient, Item, Route, Origin, Destination, InExchangeFor],
        EventType::Production => &[Producer, Partner, Item, Facility, Place],
        EventType::Use => &[User, Item, Target, Place],
        EventType::Cooperation => &[Party, Field],
        EventType::Training => &[Trainer, Trainee, Item, Place],
        EventType::Restriction => &[Imposer, Target, Item],
        EventType::Interdiction => &[Interdictor, Supplier, Recipient, Item, Place],
    }
}
