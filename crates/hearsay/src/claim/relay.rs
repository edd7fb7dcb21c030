//! Relays: news organisations through which a claim reached the article.
//!
//! An outlet named in the claim's sentence, outside of what is said and of who says it, passed the words on where its
//! name stands beside a word of relaying: "told Reuters", "per Reuters", "Reuters reported, citing ...".

use unicode_segmentation::UnicodeSegmentation;

use crate::speaker::Cast;
use crate::{Relay, Span};

/// Words before an outlet's name that make it a relay.
const BEFORE: [&str; 20] = [
    "told",
    "tells",
    "telling",
    "per",
    "via",
    "by",
    "reported",
    "quoted",
    "with",
    "informed",
    "gave",
    "given",
    "to",
    "carried",
    "according",
    "from",
    "in",
    "cited",
    "citing",
    "through",
];

/// Words after an outlet's name that make it a relay.
const AFTER: [&str; 12] = [
    "reported",
    "reports",
    "quoted",
    "quotes",
    "cited",
    "citing",
    "quoting",
    "said",
    "wrote",
    "revealed",
    "published",
    "which",
];

/// The relays in `sentence`, nearest to the speaker first: what was told to whom comes before who reported it.
pub(super) fn find(text: &str, sentence: Span, apart: &[Span], cast: &Cast<'_>) -> Vec<Relay> {
    let mut relays: Vec<Relay> = Vec::new();
    for name in names(text, sentence) {
        if apart.iter().any(|span| span.overlaps(name)) {
            continue;
        }
        let mut before =
            text[sentence.start..name.start].unicode_words().rev().filter(|w| !w.eq_ignore_ascii_case("the"));
        let mut after = text[name.end..sentence.end].unicode_words();
        let relayed = before.next().is_some_and(|w| BEFORE.iter().any(|b| w.eq_ignore_ascii_case(b)))
            || after.next().is_some_and(|w| AFTER.iter().any(|a| w.eq_ignore_ascii_case(a)));
        if relayed
            && let Some(outlet) = cast.outlet(name)
            && !relays.iter().any(|r| r.name == outlet)
        {
            relays.push(Relay { name: outlet, span: name });
        }
    }
    relays
}

/// Runs of capitalised words, which may be an outlet's name.
fn names(text: &str, sentence: Span) -> Vec<Span> {
    let mut names: Vec<Span> = Vec::new();
    let mut last_end = None;
    for (at, word) in sentence.text(text).unicode_word_indices() {
        let span = Span::new(sentence.start + at, sentence.start + at + word.len());
        if !word.starts_with(char::is_uppercase) {
            last_end = None;
            continue;
        }
        match (last_end, names.last_mut()) {
            (Some(end), Some(name)) if matches!(text.get(end..span.start), Some(" " | "-" | " & ")) => {
                *name = name.join(span)
            }
            _ => names.push(span),
        }
        last_end = Some(span.end);
    }
    names
}
