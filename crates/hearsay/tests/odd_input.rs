//! Odd texts through the whole pipeline, with the model: it never fails, and what it finds lies in the text.

#![allow(clippy::unwrap_used, reason = "a failing test panics")]

use std::collections::HashSet;
use std::sync::LazyLock;

use hearsay::{Article, Models, Span, extract};
use proptest::prelude::*;

static MODELS: LazyLock<Models> = LazyLock::new(|| Models::embedded().unwrap());

/// A sentence that the model sees a claim in.
const CLAIM: &str = "The harbour master, Ines Vale, said that the ferry would not sail.";

fn check(text: String) -> Result<usize, TestCaseError> {
    let article = Article::from_text("odd", text);
    let found = extract(&article, &MODELS);
    let inside = |span: Span| article.text.get(span.range()).is_some_and(|words| !words.trim().is_empty());
    for claim in &found.claims {
        let spans = claim.content_parts.iter().copied().chain([claim.content]).chain(claim.source).chain(claim.cue);
        prop_assert!(spans.chain(claim.speaker.named_at).all(inside), "{:?}", claim);
        prop_assert!(article.text[claim.content.range()].contains(char::is_alphanumeric), "{:?}", claim);
    }
    let ids: HashSet<_> = found.claims.iter().map(|claim| claim.id).collect();
    prop_assert_eq!(ids.len(), found.claims.len());
    prop_assert!(found.sentences.iter().all(|sentence| inside(sentence.span)));
    prop_assert_eq!(&found, &extract(&article, &MODELS));
    Ok(found.claims.len())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn any_text_gives_spans_inside_it_and_the_same_twice(
        text in "(He said |“|”|\"|\n\n|according to |Reuters |, |\\. |[A-Z][a-z]{0,8} |\\PC{0,6}){0,40}"
    ) {
        check(text)?;
    }

    #[test]
    fn characters_that_are_unseen_or_several_at_once_stay_in_their_words(
        at in prop::collection::vec((0..CLAIM.len(), "[\u{200b}\u{200d}\u{feff}\u{ad}\u{202e}\u{2066}\u{301}“”\"‘ﬁ\u{130}\u{0}\u{5d0}🇺🇦]{1,3}"), 0..8)
    ) {
        let mut text = CLAIM.to_owned();
        for (place, odd) in at {
            text.insert_str(text.floor_char_boundary(place), &odd);
        }
        check(text)?;
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        check(String::from_utf8_lossy(&bytes).into_owned())?;
    }
}

#[test]
fn odd_surroundings_hide_no_claim() {
    for text in [
        format!("\u{feff}{CLAIM}"),
        format!("“ {CLAIM}"),
        CLAIM.replace("Vale", "Va\u{200b}le"),
        CLAIM.replace(' ', "\u{a0}"),
        CLAIM.replace(' ', "  \t"),
        format!("{}\n\n{CLAIM}", "a\n".repeat(3_000)),
        format!("{}\n\n{CLAIM}", "“".repeat(10_000)),
        format!("{} {CLAIM}", "1,".repeat(5_000)),
        format!("{CLAIM}\n\n{}", "x".repeat(100_000)),
        format!("{CLAIM}\n\nA.{}b", " ".repeat(300_000)),
    ] {
        let head: String = text.chars().take(30).collect();
        assert!(check(text).unwrap() > 0, "{head:?}");
    }
}
