//! Whose a city is: the state of where an event begins or ends, for parties of which nothing in the article tells.

use super::engine::Draft;
use super::frame_type::FillerKind;
use super::phrase::{Phrase, Phrases};
use crate::syntax::Upos;
use hearsay_gazetteer::Entity;

/// How many times as many people the largest place of a name must have as the largest of that name in another state.
const LARGER: u32 = 10;

/// Fills roles that are the home of a place, and that nothing else filled, with the state of the city there: "shipped from
/// Hamburg to Odesa".
pub(super) fn fill(phrases: &Phrases<'_>, drafts: &mut [Draft<'_>]) {
    for draft in drafts {
        for role in 0..draft.roles.len() {
            let of = draft.kind.roles[role].home_of.as_ref().and_then(|of| draft.kind.index_of(of.get_ref()));
            let of = of.filter(|&of| draft.filler_kind(of) == FillerKind::Place);
            let open = draft.roles[role].is_empty() && !draft.closed[role] && draft.onward != Some(role);
            let Some(place) = of.and_then(|of| draft.roles[of].first()).filter(|_| open) else { continue };
            let is_other = |state: &&Entity<'_>| !draft.roles.iter().flatten().any(|party| party.name == state.name);
            let Some(state) = state(phrases, place).filter(is_other) else { continue };
            let (name, entity) = (state.name.to_owned(), Some(state.id.to_owned()));
            draft.roles[role] = vec![Phrase { name, entity, ..place.clone() }];
            draft.inferred[role] = true;
        }
    }
}

/// The state of a city, by its whole name or by the last of its words that names one: "the port of Jask".
fn state<'a>(phrases: &Phrases<'a>, place: &Phrase) -> Option<&'a Entity<'static>> {
    let tokens = phrases.syntax().tokens();
    let within = tokens.iter().filter(|token| token.upos == Upos::Propn && place.span.contains(token.span));
    let words = within.map(|token| token.span.text(phrases.arguments.text)).rev();
    let cities = std::iter::once(place.name.as_str()).chain(words).map(|name| phrases.gazetteer.places(name));
    let cities = cities.into_iter().find(|found| !found.is_empty())?;
    let largest = cities.first()?;
    let elsewhere = cities.iter().find(|city| city.country != largest.country);
    let clear = elsewhere.is_none_or(|other| other.population.saturating_mul(LARGER) <= largest.population);
    phrases.gazetteer.entity(largest.country).filter(|_| clear)
}
