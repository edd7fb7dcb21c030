//! Where on the map an event takes place.

use hearsay::proposition::{Event, Filler, parties};
use hearsay_gazetteer::{Gazetteer, Place};

/// Where a filler is: its own place, else the capital of its country.
fn position<'g>(gazetteer: &'g Gazetteer, filler: &Filler) -> Option<&'g Place<'static>> {
    let seat = |id: &Option<String>| id.as_deref().and_then(|id| gazetteer.capital(id));
    let named = || gazetteer.places(&filler.name).first();
    let state = || gazetteer.lookup(filler.state.as_deref()?).and_then(|reading| gazetteer.capital(reading.entity.id));
    seat(&filler.entity).or_else(named).or_else(state)
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
