//! The program's scores are the training side's: `reference.json` is written by `train/hearsay_train/reference.py`.

#![allow(clippy::unwrap_used, reason = "a failing test panics")]

use hearsay_encoder::{Encoder, Link, Window};
use serde_json::Value;

/// Rounding in another order can move an activation to the next of its 256 codes, and a score by a little.
const TOLERANCE: f64 = 0.15;

fn rows(case: &Value, name: &str) -> Vec<Vec<f64>> {
    let row = |row: &Value| row.as_array().unwrap().iter().map(|v| v.as_f64().unwrap()).collect();
    case[name].as_array().unwrap().iter().map(row).collect()
}

#[test]
fn scores_equal_the_training_sides() {
    let encoder = Encoder::embedded().unwrap();
    let cases: Vec<Value> = serde_json::from_str(include_str!("reference.json")).unwrap();
    for case in &cases {
        let text = case["text"].as_str().unwrap();
        let windows: Vec<Window> = encoder.read(text).map(Result::unwrap).collect();
        let [window] = windows.as_slice() else { panic!("{text}: one window") };
        let points = |byte: usize| text[..byte].chars().count() as f64;
        let words: Vec<Vec<f64>> =
            window.words.iter().map(|w| vec![points(w.range.start), points(w.range.end)]).collect();
        assert_eq!(words, rows(case, "words"), "{text}");
        for (word, expected) in window.words.iter().zip(rows(case, "labels")) {
            for (found, expected) in word.labels.iter().zip(expected) {
                assert!(
                    (f64::from(*found) - expected).abs() < TOLERANCE,
                    "{}: {found} for {expected}",
                    &text[word.range.clone()]
                );
            }
        }
        let classes = |name: &str| -> Vec<String> { serde_json::from_value(case[name].clone()).unwrap() };
        let upos = window.words.iter().map(|w| if w.continues { "_" } else { w.upos.as_str() });
        assert!(upos.eq(classes("upos")), "{text}");
        assert!(window.words.iter().map(|w| w.xpos.as_str()).eq(classes("xpos")), "{text}");
        assert!(window.words.iter().map(|w| w.mention.as_str()).eq(classes("mention")), "{text}");
        assert!(window.words.iter().map(|w| w.predicate.as_str()).eq(classes("predicate")), "{text}");
        let expected = ["relations", "arguments", "roles", "implicit", "events", "stages"].map(|name| rows(case, name));
        let words = expected[0].len();
        for word in 0..words {
            let other = (word + words - 1) % words;
            let (events, stages) = window.event(word);
            let found = [
                window.relations(word, Some(other)).to_vec(),
                window.arguments(word, other).to_vec(),
                window.roles(word, other).to_vec(),
                window.implicit_roles(word, other).to_vec(),
                events.to_vec(),
                stages.to_vec(),
            ];
            for (found, expected) in found.iter().zip(&expected).flat_map(|(of, all)| of.iter().zip(&all[word])) {
                assert!((f64::from(*found) - expected).abs() < 2.0 * TOLERANCE, "{text}: {found} for {expected}");
            }
        }
        for (kind, name) in [(Link::ContentToCue, "content"), (Link::CueToSource, "source"), (Link::ToHead, "head")] {
            for (from, expected) in rows(case, name).iter().enumerate() {
                for (to, expected) in expected.iter().enumerate() {
                    let found = window.link(kind, from, to.checked_sub(1));
                    assert!(
                        (f64::from(found) - expected).abs() < 2.0 * TOLERANCE,
                        "{name} {from} → {to}: {found} for {expected}"
                    );
                }
            }
        }
    }
}

#[test]
fn any_text_can_be_read() {
    let encoder = Encoder::embedded().unwrap();
    for text in [
        "",
        " \n\n",
        "\u{200b}",
        "ﬁ “",
        "\u{202e}abc\u{202c} said",
        &"x".repeat(70_000),
        &"a. ".repeat(3_000),
        "\0\u{1}",
    ] {
        let mut end = 0;
        for window in encoder.read(text) {
            for word in window.unwrap().words.into_iter().filter(|w| !w.is_context) {
                assert!(word.range.start >= end && text.get(word.range.clone()).is_some());
                end = word.range.end;
            }
        }
    }
}
