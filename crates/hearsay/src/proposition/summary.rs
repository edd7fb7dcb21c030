//! A proposition in one line, which tells who says it and never states it as a fact.

use std::collections::BTreeMap;

use super::{Event, Filler, Lineage, Origin};
use crate::Polarity;

/// Speakers that are named; the others are counted.
const NAMED: usize = 3;

/// The line for an event, or for the words of a claim without one.
pub(super) fn line(event: Option<&Event>, content: &str, origins: &[Origin]) -> String {
    let subject = match event {
        Some(event) => event_phrase(event),
        None => format!("“{}”", content.trim_matches(|c: char| c.is_whitespace() || "\"“”‘’'.,".contains(c))),
    };
    let side = |polarity, verb: &str| {
        let speakers: Vec<&Origin> =
            origins.iter().filter(|o| o.polarity == polarity && o.same_party_as.is_none()).collect();
        (!speakers.is_empty()).then(|| format!("{verb} {}", names(&speakers)))
    };
    let sides: Vec<String> =
        [side(Polarity::Positive, "affirmed by"), side(Polarity::Negative, "denied by")].into_iter().flatten().collect();
    if sides.is_empty() {
        return format!("{subject}: told without a named voice");
    }
    format!("{subject}: {}", sides.join(", "))
}

fn names(origins: &[&Origin]) -> String {
    let name = |origin: &&Origin| match origin.lineage {
        Lineage::Established => origin.speaker.clone(),
        _ => format!("{} (unnamed)", origin.speaker.trim_end_matches(" (unnamed)")),
    };
    let mut listed: Vec<String> = origins.iter().take(NAMED).map(name).collect();
    match origins.len().saturating_sub(NAMED) {
        0 => {}
        1 => listed.push("1 other".to_owned()),
        more => listed.push(format!("{more} others")),
    }
    joined(&listed)
}

fn joined(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    }
}

/// A noun phrase: "transfer of drones from Iran to Russia (shipped)".
fn event_phrase(event: &Event) -> String {
    let of = |role: &str| {
        let names: Vec<String> = event.role(role).iter().map(|Filler { name, .. }| name.clone()).collect();
        (!names.is_empty()).then(|| joined(&names))
    };
    let words: BTreeMap<&str, &[(&str, &str)]> = BTreeMap::from([
        ("transfer", &[("of", "item"), ("from", "supplier"), ("to", "recipient"), ("for", "in_exchange_for")][..]),
        ("production", &[("of", "item"), ("by", "producer"), ("with", "partner")][..]),
        ("use", &[("of", "item"), ("by", "user"), ("against", "target")][..]),
        ("cooperation", &[("of", "party"), ("in", "field")][..]),
        ("training", &[("of", "trainee"), ("by", "trainer"), ("on", "item")][..]),
        ("restriction", &[("on", "item"), ("against", "target"), ("by", "imposer")][..]),
        ("interdiction", &[("of", "item"), ("by", "interdictor"), ("at", "place")][..]),
    ]);
    let mut phrase = event.kind.clone();
    for (preposition, role) in words.get(event.kind.as_str()).copied().unwrap_or_default() {
        if let Some(names) = of(role) {
            phrase.push_str(&format!(" {preposition} {names}"));
        }
    }
    match event.stage.as_deref() {
        Some(stage) if stage != "unspecified" => format!("{phrase} ({})", stage.replace('_', " ")),
        _ => phrase,
    }
}
