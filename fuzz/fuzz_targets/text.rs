//! Any bytes give an article or an error, and any words of an article taken for source, cue and content give claims
//! whose spans lie in its text. The model stays out: it sees words, not bytes, and is a thousand times slower.

#![no_main]

use std::sync::LazyLock;

use hearsay::contract::Record;
use hearsay::fuzzing::Stages;
use hearsay::{Claim, Span};
use hearsay_reader::{Options, parse};
use libfuzzer_sys::fuzz_target;

static STAGES: LazyLock<Stages> = LazyLock::new(|| Stages::embedded().expect("the gazetteer of this version"));

/// Bytes that choose words for attributions; the article's follow.
const CHOICES: usize = 20;

fuzz_target!(|bytes: &[u8]| {
    let (choices, bytes) = bytes.split_at(bytes.len().min(CHOICES));
    let Ok(article) = parse("fuzz", bytes.to_vec(), &Options::default()) else { return };
    let found = STAGES.run(&article, choices);
    let inside = |span: Span| article.text.get(span.range()).is_some_and(|words| !words.trim().is_empty());
    assert!(found.sentences.iter().all(|sentence| inside(sentence.span)));
    assert!(found.sentences.is_sorted_by(|a, b| a.span.end <= b.span.start));
    assert!(found.claims.iter().flat_map(spans).all(inside));
    // Writing the record turns every span into code points.
    let _ = Record::new(&article, &found);
});

fn spans(claim: &Claim) -> impl Iterator<Item = Span> {
    let parts = claim.content_parts.iter().copied().chain([claim.content]);
    parts.chain(claim.relays.iter().map(|relay| relay.span)).chain(claim.speaker.named_at)
}
