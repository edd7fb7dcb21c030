//! Quantities, money and times: tables of words and what they mean, and what holds of any text.

use hearsay::measure::{self, Measures};
use hearsay::{Span, sentences};
use proptest::prelude::*;

fn read(text: &str, published: Option<&str>) -> Measures {
    let published = published.map(|day| day.parse().expect("a day"));
    measure::find(text, &sentences(text), published, &mut Vec::new())
}

fn in_order(text: &str, spans: impl Iterator<Item = Span>) {
    let mut end = 0;
    for span in spans {
        assert!(end <= span.start && span.start < span.end && span.end <= text.len(), "{span:?} in {text:?}");
        assert!(text.get(span.range()).is_some(), "{span:?} cuts a character of {text:?}");
        end = span.end;
    }
}

fn holds(text: &str, published: Option<&str>) {
    let found = read(text, published);
    in_order(text, found.quantities.iter().map(|q| q.span));
    in_order(text, found.money.iter().map(|m| m.span));
    in_order(text, found.times.iter().map(|t| t.span));
    assert!(found.times.iter().all(|t| t.span.contains(t.expression)), "{text:?}");
    assert_eq!(found, read(text, published));
}

/// Words that the readers know, to meet each other in any order.
const WORDS: [&str; 64] = [
    "more",
    "than",
    "up",
    "to",
    "between",
    "and",
    "from",
    "a",
    "the",
    "of",
    "half",
    "dozen",
    "dozens",
    "several",
    "hundred",
    "thousands",
    "million",
    "12",
    "1,200",
    "3.5",
    "2023",
    "31",
    "29",
    "9999",
    "999999999999",
    "$",
    "€",
    "US",
    "-",
    "–",
    "/",
    ":",
    ".",
    ",",
    "'",
    "’",
    "May",
    "February",
    "Oct",
    "Tuesday",
    "spring",
    "quarter",
    "last",
    "next",
    "past",
    "year",
    "weeks",
    "century",
    "ago",
    "later",
    "since",
    "by",
    "before",
    "now",
    "each",
    "every",
    "percent",
    "km",
    "crowns",
    "rials",
    "third",
    "20th",
    "10:30",
    "p.m.",
];

proptest! {
    #[test]
    fn any_text_has_measures_inside_it(text in "\\PC{0,120}") {
        holds(&text, Some("2023-10-12"));
    }

    #[test]
    fn known_words_in_any_order(
        picks in prop::collection::vec((prop::sample::select(&WORDS[..]), prop::bool::ANY), 0..14),
        day in prop::sample::select(vec![None, Some("0001-01-01"), Some("2024-02-29"), Some("9999-12-31"), Some("-009999-01-01")]),
    ) {
        let text: String = picks.iter().map(|(word, space)| format!("{word}{}", if *space { " " } else { "" })).collect();
        holds(&text, day);
    }
}
