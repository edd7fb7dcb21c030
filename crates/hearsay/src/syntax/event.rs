//! Events of arms trade that words tell of, as the encoder has learnt them from sentences (`train/frames`), whatever the words.

use hearsay_encoder::Window;
pub use hearsay_encoder::{Event as EventType, Role, Stage};

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
    /// What each filler is, and the index of its head, in the text's order.
    pub roles: Vec<(Role, usize)>,
}

/// What the encoder says of an event, its words counted in the window.
pub(super) struct Found {
    pub(super) kind: EventType,
    pub(super) stage: Stage,
    pub(super) lead: f32,
    pub(super) roles: Vec<(Role, usize)>,
}

/// The event that a word tells of, if that is likelier than none; `anchors` are the words that begin its sentence's tokens.
pub(super) fn find(window: &Window<'_>, word: usize, anchors: &[usize]) -> Option<Found> {
    let (events, stages) = window.event(word);
    let best = (1..events.len()).max_by(|&a, &b| events[a].total_cmp(&events[b]))?;
    let (kind, lead) = (EventType::ALL[best], events[best] - events[0]);
    if lead <= 0.0 {
        return None;
    }
    let stage = (0..stages.len()).max_by(|&a, &b| stages[a].total_cmp(&stages[b]))?;
    let role = |other: usize| {
        let scores = window.roles(word, other);
        let of = |role: &Role| scores[*role as usize];
        let likeliest = roles(kind).iter().copied().max_by(|a, b| of(a).total_cmp(&of(b)))?;
        (of(&likeliest) > of(&Role::None)).then_some((likeliest, other))
    };
    let roles = anchors.iter().filter(|&&other| other != word).filter_map(|&other| role(other)).collect();
    Some(Found { kind, stage: Stage::ALL[stage], lead, roles })
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
