//! How dossiers put claims: whose words they are, whether they are said or denied, and what they rest on.

#![allow(clippy::unwrap_used, reason = "a failing test panics")]

use std::fmt::Write;

use hearsay::dossier::{Act, Sentence, Telling, Voices};
use hearsay::proposition::{Lineage, Origin};
use hearsay::{Polarity, Quotation};
use serde_json::{from_value, json};

#[test]
fn who_says_a_negation_does_not_deny_it() {
    let mut wrong = String::new();
    for (cue, words, expected) in [
        (Some("said"), "No contract has been signed", Act::Says),
        (Some("told"), "that none of the equipment could be fired", Act::Says),
        (Some("wrote"), "“We don’t ask who else has counted it.”", Act::Says),
        (Some("told"), "“Neither of us has dollars to spare,”", Act::Says),
        (None, "There was never a deal", Act::Says),
        (None, "it sends nobody weapons", Act::Says),
        (Some("has denied"), "arming it", Act::Denies),
        (Some("rejected"), "reports that it had bought cars without papers", Act::Denies),
        (Some("dismissed"), "the figure", Act::Denies),
        (None, "arming it", Act::Denies),
        // "Said that the letter was a fake", "denied that the letter was a fake".
        (Some("said"), "the letter was a fake", Act::Says),
        (Some("called"), "a fabrication", Act::Says),
        (Some("denied"), "the letter was a fake", Act::SaysInDenial),
        (None, "the letter was a fake", Act::SaysInDenial),
    ] {
        let found = Act::of(Polarity::Negative, cue, words);
        if found != expected {
            writeln!(wrong, "{cue:?} {words}: {found:?}, expected {expected:?}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert_eq!(Act::of(Polarity::Positive, Some("denied"), "that it had not"), Act::Says);
}

#[test]
fn sentences_agree_with_their_voices() {
    let mut wrong = String::new();
    for (voice, expected) in [
        ("Ludmila Brandt", "Ludmila Brandt says"),
        ("officials familiar with the talks", "Officials familiar with the talks say"),
        ("person with knowledge of the questioning", "The person with knowledge of the questioning says"),
        ("an official", "An official says"),
        ("two officials", "Two officials say"),
        ("defence department", "The defence department says"),
        ("Cape Verde coast guard", "The Cape Verde coast guard says"),
        ("Teyra’s army", "Teyra’s army says"),
        ("port’s public register", "The port’s public register says"),
        ("Ministry of Defence", "The Ministry of Defence says"),
        ("farmers’ union of Teyra", "The farmers’ union of Teyra says"),
        ("Residents of the nearby village of Mawe", "Residents of the nearby village of Mawe say"),
        ("Lorrain papers", "Lorrain papers say"),
        ("The Larkfield Times", "The Larkfield Times says"),
        ("Reuters", "Reuters says"),
        ("Delmare Lines", "Delmare Lines says"),
        ("Food and Drug Administration", "Food and Drug Administration says"),
        ("Chad and Peru", "Chad and Peru say"),
        ("al-Shabaab", "Al-Shabaab says"),
        ("police", "Police say"),
        ("They", "They say"),
        ("she", "She says"),
        ("unspecified", "An unspecified voice says"),
    ] {
        let telling = Telling {
            speaker: Some(voice),
            affiliation: None,
            outlet: Some("Ferry Post"),
            relays: &[],
            polarity: Polarity::Positive,
            quotation: Quotation::Indirect,
            words: "it rains",
        };
        let found = telling.sentence();
        if found != format!("{expected}: “it rains”") {
            writeln!(wrong, "{voice}: {found}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn sentences_tell_relays_narration_and_denials() {
    let relays = ["Lake Monitor".to_owned()];
    let told = |speaker, relays, polarity, quotation, words| {
        Telling { speaker, affiliation: None, outlet: Some("Ferry Post"), relays, polarity, quotation, words }
            .sentence()
    };
    let (yes, no) = (Polarity::Positive, Polarity::Negative);
    assert_eq!(
        told(Some("officials"), &relays, yes, Quotation::Indirect, "it rains"),
        "Officials, by way of Lake Monitor, say: “it rains”"
    );
    assert_eq!(told(Some("Varnia"), &[], no, Quotation::Indirect, "arming it"), "Varnia denies: “arming it”");
    assert_eq!(told(Some("diplomats"), &[], no, Quotation::Indirect, "arming it"), "Diplomats deny: “arming it”");
    assert_eq!(
        told(Some("Ferry Post"), &[], no, Quotation::None, "There is no plant"),
        "Ferry Post writes: “There is no plant”"
    );
}

#[test]
fn headings_agree_with_their_voices_and_claim_no_voice_where_none_is_known() {
    let heading = |speaker: Option<&str>, side| {
        let origin = speaker.map(|speaker| Origin {
            id: "o1".to_owned(),
            speaker: speaker.to_owned(),
            first_seen: None,
            lineage: Lineage::Possible,
            polarity: side,
            same_party_as: None,
        });
        Voices { side, origin, lineage: Lineage::Possible, sentences: Vec::new(), further: 0 }.heading()
    };
    for (speaker, side, expected) in [
        (Some("Varnia"), Polarity::Negative, "Varnia denies"),
        (Some("officials familiar with the talks"), Polarity::Positive, "Officials familiar with the talks affirm"),
        (Some("unspecified"), Polarity::Positive, "An unspecified voice affirms"),
        (Some(""), Polarity::Positive, "Somebody affirms"),
        (None, Polarity::Positive, "Lineage unknown, affirming"),
        (None, Polarity::Negative, "Lineage unknown, denying"),
    ] {
        assert_eq!(heading(speaker, side), expected);
    }
}

#[test]
fn what_a_sentence_rests_on_is_told_in_words() {
    for (evidence, modality, expected) in [
        (json!([]), "certain", None),
        (
            json!(["photo_video", "satellite_imagery"]),
            "certain",
            Some("said to rest on satellite images and on photos or video"),
        ),
        (json!(["anonymous_source"]), "possible", Some("said to rest on an anonymous source; only called possible")),
        (json!([]), "underspecified", Some("left open whether it is so")),
    ] {
        let sentence: Sentence = from_value(json!({
            "text": "Norway says: “it rains”", "span": {"start": 0, "end": 8, "exact": "it rains"}, "speaker": "Norway",
            "affiliation": null, "relays": [], "evidence": evidence, "modality": modality, "quotation": "indirect",
            "article": "a", "claim": "1",
        }))
        .unwrap();
        assert_eq!(sentence.basis().as_deref(), expected);
    }
}
