//! What several forms need to know of a proposition, and pages too.

use hearsay::proposition::{Event, Filler, Statement, parties};

/// The statement of an id among statements in the order of their ids, as the ledger hands them out.
#[must_use]
pub fn statement<'s>(statements: &'s [Statement], id: &str) -> Option<&'s Statement> {
    statements.binary_search_by(|statement| statement.id.as_str().cmp(id)).ok().and_then(|at| statements.get(at))
}

/// All who take part.
pub fn takers(event: &Event) -> impl Iterator<Item = &Filler> {
    event.roles.values().flatten().filter(|filler| filler.principal.is_some())
}

/// Each two parties of an event: who acts, and towards whom. Where one role holds all, each two of it.
#[must_use]
pub fn pairs(event: &Event) -> Vec<(&Filler, &Filler)> {
    match parties(&event.kind) {
        [all] => {
            let all = event.role(all);
            let rest = |at: usize| all.iter().skip(at + 1);
            all.iter().enumerate().flat_map(|(at, one)| rest(at).map(move |other| (one, other))).collect()
        }
        [from, to] => {
            event.role(from).iter().flat_map(|one| event.role(to).iter().map(move |other| (one, other))).collect()
        }
        _ => Vec::new(),
    }
}

/// The names of fillers, between semicolons.
#[must_use]
pub fn names(fillers: &[Filler]) -> String {
    fillers.iter().map(|filler| filler.name.as_str()).collect::<Vec<_>>().join("; ")
}

/// Whose word a statement is, for people.
#[must_use]
pub fn voice(statement: &Statement) -> &str {
    statement.voice.name.as_deref().unwrap_or("a voice without a name")
}
