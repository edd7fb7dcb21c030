//! Whether who speaks of an event vouches for it, or takes it as known.

use super::text;
use crate::contract::{ClaimFields, FrameFields};

/// Stems of cues that vouch for what they take as a noun: "confirmed the arrival".
#[rustfmt::skip]
const VOUCHING: &[&str] = &[
    "accus", "acknowledg", "admit", "alleg", "announc", "assert", "blam", "claim", "confirm", "declar", "den", "disclos",
    "report", "reveal", "said", "say", "verif",
];

/// Words that make known what they stand before.
const DEFINITE: &[&str] = &["his", "its", "the", "their", "these", "this", "those"];

/// Whether a claim takes its event as known: the content begins with a noun for it, "the seizure", and the cue vouches for
/// nothing, as "welcomed" doesn't. What follows a word that makes known at once is a noun.
pub(super) fn presupposed(claim: &ClaimFields, frame: &FrameFields) -> bool {
    let before = frame.trigger.start.checked_sub(claim.content.start);
    let before: String = before.map(|length| claim.content.exact.chars().take(length).collect()).unwrap_or_default();
    let mut words = text::words(&before);
    let noun = words.next().is_some_and(|first| DEFINITE.contains(&first.as_str())) && words.next().is_none();
    let cue = claim.cue.as_ref().map_or("", |cue| &cue.exact);
    noun && !text::words(cue).any(|word| VOUCHING.iter().any(|stem| word.starts_with(stem)))
}
