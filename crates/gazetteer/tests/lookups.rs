//! What names lead to, over the data as they are.

#![allow(clippy::unwrap_used, reason = "a failing test panics")]

use std::hint::black_box;
use std::sync::LazyLock;

use hearsay_gazetteer::{Gazetteer, Kind, Sense};
use proptest::prelude::*;

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| Gazetteer::embedded().unwrap());

fn gazetteer() -> &'static Gazetteer {
    &GAZETTEER
}

#[test]
fn states_are_called_by_what_they_are() {
    let gazetteer = gazetteer();
    for (state, description, may) in [
        ("Qatar", "Gulf emirate", true),
        ("Oman", "Gulf emirate", false),
        ("Oman", "sultanate", true),
        ("Lithuania", "Baltic nation", true),
        ("Spain", "Baltic nation", false),
        ("Ghana", "West African state", true),
        ("Kenya", "West African state", false),
        ("Turkey", "NATO member", true),
        ("Chad", "oil-rich country", true),
    ] {
        let entity = gazetteer.lookup(state).unwrap().entity;
        assert_eq!(gazetteer.may_be_called(entity, description), may, "{state}, {description}");
    }
    assert!(gazetteer.tells_states_apart("Gulf emirate") && !gazetteer.tells_states_apart("oil-rich country"));
    assert!(
        gazetteer.is_state_noun("Kingdom") && gazetteer.is_state_noun("country") && !gazetteer.is_state_noun("army")
    );
}

#[test]
fn names_lead_to_entities() {
    let gazetteer = gazetteer();
    let mut wrong = Vec::new();
    for (name, expected) in [
        ("Iran", "IR"),
        ("the Islamic Republic", "IR"),
        ("U.S.", "US"),
        ("US", "US"),
        ("Britain’s", "GB"),
        ("Türkiye", "TR"),
        ("Turkiye", "TR"),
        ("Côte d’Ivoire", "CI"),
        ("Cote d'Ivoire", "CI"),
        ("TEHRAN", "IR"),
        ("The Hague", "NL"),
        ("the Kremlin", "ru/kremlin"),
        ("THE WHITE HOUSE", "us/white-house"),
        ("Elysee", "fr/elysee"),
        ("the Élysée Palace", "fr/elysee"),
        ("Department of Defense", "us/pentagon"),
        ("Foreign, Commonwealth & Development Office", "gb/foreign-office"),
        ("the U.N. Security Council", "un-security-council"),
        ("al-Shabaab", "so/al-shabaab"),
        ("Al Shabaab", "so/al-shabaab"),
        ("the Houthis’", "ye/houthi-movement"),
        ("RSF", "sd/rapid-support-forces"),
        ("Janes", "gb/janes"),
        ("Jane's", "gb/janes"),
        ("Reuters", "outlet/reuters"),
        ("the Guardian", "outlet/the-guardian"),
        ("Al-Jazeera", "outlet/al-jazeera"),
        ("Brussels", "european-union"),
        ("The Australian", "outlet/the-australian"),
        ("The Australian’s", "outlet/the-australian"),
        ("the Australians", "AU"),
    ] {
        let found = gazetteer.lookup(name).map(|r| r.entity.id);
        if found != Some(expected) {
            wrong.push(format!("{name}: {found:?}, not {expected}"));
        }
    }
    for name in ["us", "Hill", "Times", "turkey", "the", "", "—", "Petra Lund", "Jane"] {
        if let Some(reading) = gazetteer.lookup(name) {
            wrong.push(format!("{name}: {}, not nothing", reading.entity.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn typography_makes_no_difference() {
    let gazetteer = gazetteer();
    let mut wrong = Vec::new();
    for entity in gazetteer.entities() {
        let typeset = entity.name.replace('\'', "’").replace('-', "‑");
        let plain = gazetteer.lookup(entity.name);
        for spelling in [typeset.clone(), format!("{typeset}’s"), format!("{}'s", entity.name)] {
            let found = gazetteer.lookup(&spelling);
            if found != plain {
                wrong.push(format!("{spelling}: {found:?}, not {plain:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn senses_are_told_apart() {
    let gazetteer = gazetteer();
    for (name, country, sense) in [
        ("Russia", "RU", Sense::Name),
        ("Moscow", "RU", Sense::Metonym),
        ("Tel Aviv", "IL", Sense::Metonym),
        ("Ankara", "TR", Sense::Metonym),
        ("Russian", "RU", Sense::Demonym),
        ("Danes", "DK", Sense::Demonym),
        ("Chinese", "CN", Sense::Demonym),
    ] {
        let reading = gazetteer.lookup(name).unwrap();
        assert_eq!((reading.entity.id, reading.sense), (country, sense), "{name}");
    }
    assert!(gazetteer.lookup("Georgia").unwrap().contested);
    assert!(!gazetteer.lookup("Ukraine").unwrap().contested);
}

#[test]
fn names_are_found_in_a_text() {
    let gazetteer = gazetteer();
    for (text, expected) in [
        ("Reuters and the U.S. State Department's office", vec!["Reuters", "U.S. State Department"]),
        ("a ship in the South China Sea off China", vec!["China"]),
        ("US-backed forces told us so", vec!["US"]),
        ("He left Iran. Air strikes followed.", vec!["Iran"]),
        ("Washington, D.C., and Guinea-Bissau", vec!["Washington, D.C", "Guinea-Bissau"]),
        ("Iran’s Revolutionary Guards", vec!["Iran’s Revolutionary Guards"]),
        ("(NATO) “Kremlin”", vec!["NATO", "Kremlin"]),
        ("nobody of note", vec![]),
    ] {
        let found: Vec<_> = gazetteer.mentions(text).map(|m| &text[m.span]).collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn persons_are_found_by_their_own_names() {
    let gazetteer = gazetteer();
    for (name, expected) in [
        ("Zelenskyy", Some("Volodymyr Zelensky")),
        ("Volodymyr Zelenskiy’s", Some("Volodymyr Zelensky")),
        ("Erdogan", Some("Recep Tayyip Erdoğan")),
        ("Iran", None),
        ("Ana Lund", None),
    ] {
        assert_eq!(gazetteer.person(name).map(|person| person.name), expected, "{name}");
        assert!(expected.is_none() || gazetteer.lookup(name).is_none(), "{name}");
    }
    for (text, expected) in [
        ("President Putin met Macron in Paris", vec!["Putin", "Macron", "Paris"]),
        ("Ana Putin met nobody", vec![]),
        ("Donald Trump’s envoy", vec!["Donald Trump"]),
    ] {
        let found: Vec<_> = gazetteer.names_in(text).map(|m| &text[m.span]).collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn every_state_has_its_offices() {
    let gazetteer = gazetteer();
    let mut wrong = Vec::new();
    for (phrase, name, kind) in [
        ("Iran's foreign ministry", "Iranian Ministry of Foreign Affairs", Kind::Government),
        ("the Iranian Ministry of Foreign Affairs", "Iranian Ministry of Foreign Affairs", Kind::Government),
        (
            "Ministry of Foreign Affairs of the Islamic Republic of Iran",
            "Iranian Ministry of Foreign Affairs",
            Kind::Government,
        ),
        ("Serbia’s Ministry of Defense", "Serbian Ministry of Defence", Kind::Government),
        ("the Serbian Army", "Serbian Army", Kind::Military),
        ("Chad's army", "Chadian Armed Forces", Kind::Military),
        ("the Chinese embassy in Manila", "Chinese Embassy in Manila", Kind::Government),
        ("Embassy of Russia in Washington", "Russian Embassy in Washington", Kind::Government),
        ("Russia's mission to the United Nations", "Russian Mission to the United Nations", Kind::Government),
        ("UK defence ministry", "UK Ministry of Defence", Kind::Government),
        ("US defense ministry", "Pentagon", Kind::Government),
        ("the United States Department of State", "State Department", Kind::Government),
        ("Israel’s Mossad", "Mossad", Kind::Government),
        ("Kenya's central bank", "Kenyan central bank", Kind::Government),
        ("the Emirati air force", "UAE Air Force", Kind::Military),
        ("Hong Kong's customs service", "Hong Kong's customs service", Kind::Government),
    ] {
        let found = gazetteer.lookup(phrase).map(|r| (r.entity.name.to_owned(), r.entity.kind));
        let found = found.or_else(|| gazetteer.office(phrase).map(|o| (o.name.into_owned(), o.kind)));
        if found != Some((name.to_owned(), kind)) {
            wrong.push(format!("{phrase}: {found:?}, not {name} ({kind:?})"));
        }
    }
    for phrase in [
        "foreign ministry",
        "Iran",
        "Iranian tea",
        "ministry of",
        "Iran, army",
        "Iran's Mossad",
        "Iranian foreign ministry spokesman",
    ] {
        if let Some(office) = gazetteer.office(phrase) {
            wrong.push(format!("{phrase}: {}, not nothing", office.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let text = "Iranian foreign ministry spokesman";
    let (span, office) = gazetteer.office_at(text).unwrap();
    assert_eq!((&text[span], office.rule), ("Iranian foreign ministry", Some("foreign-ministry")));
    let text = "the Chinese embassy in New Delhi said";
    let (span, office) = gazetteer.office_at(text).unwrap();
    assert_eq!((&text[span], &*office.name), ("Chinese embassy in New Delhi", "Chinese Embassy in New Delhi"));
}

#[test]
fn places_are_on_the_map() {
    let gazetteer = gazetteer();
    for (name, country, latitude, longitude) in [
        ("Kyiv", "UA", 50.45, 30.52),
        ("Kiev", "UA", 50.45, 30.52),
        ("Hodeidah", "YE", 14.80, 42.95),
        ("Port Sudan", "SD", 19.62, 37.22),
        ("Paris", "FR", 48.85, 2.35),
        ("Sao Paulo", "BR", -23.55, -46.64),
    ] {
        let place = gazetteer.places(name).first().unwrap_or_else(|| panic!("{name}"));
        assert_eq!(place.country, country, "{name}");
        assert!((place.latitude - latitude).abs() < 0.1 && (place.longitude - longitude).abs() < 0.1, "{place:?}");
    }
    assert!(gazetteer.places("Paris").len() > 1);
    assert!(gazetteer.places("Paris").is_sorted_by(|a, b| a.population >= b.population));
    assert!(gazetteer.places("Nowhere at all").is_empty());
}

#[test]
fn capitals_are_on_the_map() {
    let gazetteer = gazetteer();
    let missing: Vec<_> = gazetteer
        .entities()
        .filter_map(|e| Some((e.id, e.capital?)))
        .filter(|(id, capital)| !gazetteer.places(capital).iter().any(|p| p.country == *id))
        .collect();
    // Villages, new towns, and where GeoNames has another spelling.
    assert!(missing.len() <= 12, "{missing:?}");
}

#[test]
fn outlets_are_known_by_name_ending_and_address() {
    let gazetteer = gazetteer();
    assert_eq!(gazetteer.outlet("AFP"), Some("AFP"));
    assert_eq!(gazetteer.outlet("the Harbour Times"), Some("the Harbour Times"));
    assert_eq!(gazetteer.outlet("Times"), None);
    assert_eq!(gazetteer.outlet("records seen by Harbour Times"), None);
    assert_eq!(gazetteer.outlet("state television"), Some("state television"));
    let tass = gazetteer.outlet_at("www.tass.com").unwrap();
    assert!(tass.agency && tass.state_media);
    assert_eq!(gazetteer.country_of(tass).unwrap().name, "Russia");
    assert!(gazetteer.outlet_at("example.org").is_none());
}

proptest! {
    #[test]
    fn nothing_panics(text in "\\PC*|[A-Z.'’s -]{0,30}|((Iran|US|U\\.S\\.|the|embassy|of|in|ministry|Paris|Al|’s|,|—)[ ]?){0,12}") {
        let gazetteer = gazetteer();
        black_box((gazetteer.lookup(&text), gazetteer.office(&text), gazetteer.office_at(&text)));
        black_box((gazetteer.places(&text), gazetteer.outlet(&text), gazetteer.outlet_at(&text), gazetteer.role(&text)));
        let mut end = 0;
        for mention in gazetteer.mentions(&text) {
            prop_assert!(mention.span.start >= end && !text[mention.span.clone()].is_empty());
            end = mention.span.end;
        }
    }
}
