//! A proposition in one line, which tells who says it and never states it as a fact.

use std::collections::BTreeMap;

use super::{Event, Filler, Lineage, Origin, Voice};
use crate::{Polarity, SpeakerKind};

/// Speakers that are named; the others are counted.
const NAMED: usize = 3;

/// The line for an event, or for the words of a claim without one; `voices` are those of each origin.
pub(super) fn line(event: Option<&Event>, content: &str, origins: &[Origin], voices: &[Vec<&Voice>]) -> String {
    let subject = match event {
        Some(event) => event_phrase(event),
        None => format!("“{}”", content.trim_matches(|c: char| c.is_whitespace() || "\"“”‘’'.,".contains(c))),
    };
    let side = |polarity, verb: &str| {
        let counted = origins.iter().zip(voices).filter(|(o, _)| o.polarity == polarity && o.same_party_as.is_none());
        let speakers: Vec<String> = counted.map(|(origin, voices)| name(origin, voices)).collect();
        (!speakers.is_empty()).then(|| format!("{verb} {}", listed(&speakers)))
    };
    let sides: Vec<String> = [side(Polarity::Positive, "affirmed by"), side(Polarity::Negative, "denied by")]
        .into_iter()
        .flatten()
        .collect();
    if sides.is_empty() {
        return format!("{subject}: told without a named voice");
    }
    format!("{subject}: {}", sides.join(", "))
}

/// The name of an origin. Where all its voices are anonymous and it isn't sure to be one of its own, that is told.
fn name(origin: &Origin, voices: &[&Voice]) -> String {
    let speaker = &origin.speaker;
    let anonymous = voices.iter().all(|voice| voice.kind == SpeakerKind::Anonymous);
    let party = || voices.iter().any(|voice| voice.principal.as_ref() == Some(speaker));
    match origin.lineage {
        // Nobody is named so.
        _ if speaker == "unspecified" => "an unspecified voice".to_owned(),
        Lineage::Possible | Lineage::Unknown if anonymous && party() => format!("{speaker} (unnamed voice)"),
        Lineage::Possible | Lineage::Unknown if anonymous => {
            format!("{} (unnamed)", speaker.trim_end_matches(" (unnamed)"))
        }
        _ => speaker.clone(),
    }
}

fn listed(speakers: &[String]) -> String {
    let mut listed: Vec<String> = speakers.iter().take(NAMED).cloned().collect();
    match speakers.len().saturating_sub(NAMED) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_anonymous_voices_are_called_unnamed() {
        use SpeakerKind::{Anonymous, Document, Person};
        for (speaker, kind, principal, lineage, expected) in [
            ("Ludmila Brandt", Person, Some("Ludmila Brandt"), Lineage::Possible, "Ludmila Brandt"),
            ("article of 19 March", Document, None, Lineage::Possible, "article of 19 March"),
            ("officials", Anonymous, None, Lineage::Possible, "officials (unnamed)"),
            ("officials (unnamed)", Anonymous, None, Lineage::Possible, "officials (unnamed)"),
            ("officials", Anonymous, None, Lineage::Established, "officials"),
            ("Chad", Anonymous, Some("Chad"), Lineage::Possible, "Chad (unnamed voice)"),
            ("unspecified", Anonymous, None, Lineage::Established, "an unspecified voice"),
        ] {
            let principal = principal.map(str::to_owned);
            let voice = Voice { name: Some("a voice".to_owned()), kind, affiliation: None, entity: None, principal };
            let origin = Origin {
                id: "o1".to_owned(),
                speaker: speaker.to_owned(),
                first_seen: None,
                lineage,
                polarity: Polarity::Positive,
                same_party_as: None,
            };
            assert_eq!(name(&origin, &[&voice]), expected, "{speaker}");
        }
    }
}
