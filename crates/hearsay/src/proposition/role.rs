//! Which roles of a frame decide what it is about.

/// The roles of the parties by which events of a type are told apart: who acts, and towards whom; cooperation has one role
/// for all. None for a type that isn't known here.
#[must_use]
pub fn parties(kind: &str) -> &'static [&'static str] {
    match kind {
        "transfer" => &["supplier", "recipient"],
        "production" => &["producer", "partner"],
        "use" => &["user", "target"],
        "cooperation" => &["party"],
        "training" => &["trainer", "trainee"],
        "restriction" => &["imposer", "target"],
        "interdiction" => &["interdictor", "recipient"],
        _ => &[],
    }
}

/// The roles that are filled from the rest of the article where a sentence leaves them out.
pub(super) fn completed(kind: &str) -> impl Iterator<Item = &'static str> {
    let place = (kind == "interdiction").then_some("place");
    parties(kind).iter().copied().filter(|role| *role != "party").chain(["item"]).chain(place)
}

/// Whether parties fill the role.
pub(super) fn is_party(role: &str) -> bool {
    const PARTIES: &[&str] = &[
        "imposer",
        "interdictor",
        "partner",
        "party",
        "producer",
        "recipient",
        "supplier",
        "target",
        "trainee",
        "trainer",
        "user",
    ];
    PARTIES.contains(&role)
}

/// Whether goods fill the role.
pub(super) fn is_goods(role: &str) -> bool {
    matches!(role, "item" | "in_exchange_for" | "field")
}

/// What a stage says of the event, by which stages of different types compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Phase {
    /// One side wishes for it.
    Wished,
    /// It is planned, announced or agreed.
    Ahead,
    /// It happens or has happened.
    Done,
    /// It was stopped.
    Stopped,
}

/// The phase of a stage; none for `unspecified`.
pub(super) fn phase(stage: &str) -> Option<Phase> {
    match stage {
        "offered" | "requested" | "threatened" => Some(Phase::Wished),
        "planned" | "agreed" | "approved" | "attempted" => Some(Phase::Ahead),
        "shipped" | "delivered" | "operational" | "under_construction" | "used" | "active" | "ongoing" | "done"
        | "imposed" => Some(Phase::Done),
        "suspended" | "halted" | "ended" | "lifted" => Some(Phase::Stopped),
        _ => None,
    }
}
