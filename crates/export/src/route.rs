//! Where on the map an event takes place.

use hearsay::proposition::{Event, Filler, parties};
use hearsay_gazetteer::{Entity, Gazetteer, Place};

/// What a filler is in the gazetteer.
fn own<'g>(gazetteer: &'g Gazetteer, filler: &Filler) -> Option<&'g Entity<'g>> {
    gazetteer.entity(filler.entity.as_deref()?)
}

/// The state that a filler belongs to.
fn state<'g>(gazetteer: &'g Gazetteer, filler: &Filler) -> Option<&'g Entity<'g>> {
    Some(gazetteer.lookup(filler.state.as_deref()?)?.entity)
}

/// What a filler is in the gazetteer, else the state that it belongs to.
pub(crate) fn entity<'g>(gazetteer: &'g Gazetteer, filler: &Filler) -> Option<&'g Entity<'g>> {
    own(gazetteer, filler).or_else(|| state(gazetteer, filler))
}

/// Where a filler is: the capital of what it is, else the place of its name, else the capital of its state.
fn position<'g>(gazetteer: &'g Gazetteer, filler: &Filler) -> Option<&'g Place<'static>> {
    let capital = |entity| gazetteer.capital(entity);
    let named = || gazetteer.places(&filler.name).first();
    own(gazetteer, filler).and_then(capital).or_else(named).or_else(|| state(gazetteer, filler).and_then(capital))
}

/// The stations of an event, from where it sets out to where it arrives.
#[must_use]
pub fn stations<'g>(gazetteer: &'g Gazetteer, event: &Event) -> Vec<&'g Place<'static>> {
    let at = |role: &str| event.role(role).iter().find_map(|filler| position(gazetteer, filler));
    let (from, to) = match parties(&event.kind) {
        [from, to] => (at("origin").or_else(|| at(from)), at("destination").or_else(|| at(to))),
        [all] => {
            let mut places = event.role(all).iter().filter_map(|filler| position(gazetteer, filler));
            (places.next(), places.next())
        }
        _ => (None, None),
    };
    let there = at("facility").or_else(|| at("place"));
    let route = event.role("route").iter().filter_map(|filler| position(gazetteer, filler));
    let mut stations: Vec<_> = from.into_iter().chain(route).chain(to).collect();
    if event.kind != "transfer" && there.is_some() {
        stations = there.into_iter().collect();
    }
    stations.dedup_by(|a, b| std::ptr::eq(*a, *b));
    stations
}
