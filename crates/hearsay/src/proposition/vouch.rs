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

/// Words that say on what account something is said to happen.
const ON_ACCOUNT: &[&str] = &["about", "after", "amid", "concerning", "despite", "following", "over", "regarding"];

/// Verbs that are never without a subject of their own: what stands before them is one.
#[rustfmt::skip]
const FINITE: &[&str] = &[
    "are", "can", "could", "had", "has", "have", "is", "may", "might", "must", "shall", "should", "was", "were", "will",
    "would",
];

/// Words between a word that makes known and its noun: "the suspected arms shipments".
const BETWEEN: usize = 3;

/// Whether a claim takes its event as known and says something else: of it, on its account, or of its goods.
pub(super) fn presupposed(claim: &ClaimFields, frame: &FrameFields) -> bool {
    let content = &claim.content;
    let before = frame.trigger.start.checked_sub(content.start);
    let before: String = before.map(|length| content.exact.chars().take(length).collect()).unwrap_or_default();
    let words: Vec<String> = text::words(&before).collect();
    is_object(&words, claim) || is_ground(&words) || is_remark_on_goods(claim, frame)
}

/// The content begins with a noun for the event, "the seizure", "Norway's embargo", and the cue vouches for nothing, as
/// "welcomed" doesn't. What follows a word that makes known at once is a noun.
fn is_object(before: &[String], claim: &ClaimFields) -> bool {
    let noun = match before {
        [first] => DEFINITE.contains(&first.as_str()) || is_possessive(first),
        [name @ .., _] if name.len() <= BETWEEN => name.iter().any(|word| is_possessive(word)),
        _ => false,
    };
    let cue = claim.cue.as_ref().map_or("", |cue| &cue.exact);
    noun && !text::words(cue).any(|word| VOUCHING.iter().any(|stem| word.starts_with(stem)))
}

fn is_possessive(word: &str) -> bool {
    word.ends_with("'s") || word.ends_with("’s")
}

/// It is why something else is done: "would freeze the assets over the suspected shipments".
fn is_ground(before: &[String]) -> bool {
    let near = before.len().saturating_sub(BETWEEN);
    let known = before.iter().rposition(|word| DEFINITE.contains(&word.as_str()) || is_possessive(word));
    let ground = known.filter(|&at| at >= near).and_then(|at| before.get(at.checked_sub(1)?));
    ground.is_some_and(|word| ON_ACCOUNT.contains(&word.as_str()))
}

/// It only tells of which goods something is said: "that launchers promised to Kyiv would be a target". The goods stand
/// right before it, and their own verb behind.
fn is_remark_on_goods(claim: &ClaimFields, frame: &FrameFields) -> bool {
    let participle = frame.role("item").iter().filter_map(|item| item.span.as_ref()).any(|item| {
        let between = frame.trigger.start.checked_sub(item.end);
        between == Some(1) && frame.trigger.exact.ends_with("ed")
    });
    let behind: String =
        claim.content.exact.chars().skip(frame.trigger.end.saturating_sub(claim.content.start)).collect();
    let clause = behind.split(['.', ';', ',']).next().unwrap_or_default();
    participle && text::words(clause).any(|word| FINITE.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// A claim whose content has one event; its word and its goods stand once in it.
    fn presupposes(cue: &str, content: &str, trigger: &str, item: &str) -> bool {
        let span = |words: &str| {
            let start = content[..content.find(words).unwrap()].chars().count();
            json!({"start": start, "end": start + words.chars().count(), "exact": words})
        };
        let goods = if item.is_empty() { json!([]) } else { json!([{"name": item, "span": span(item)}]) };
        let claim = json!({
            "id": "1", "content": span(content), "source": null, "cue": {"start": 0, "end": 0, "exact": cue},
            "quotation": "indirect", "relays": [], "evidence": [], "polarity": "positive", "modality": "certain",
            "speaker": {"name": "Norway", "entity": null, "kind": "government", "affiliation": null},
            "frames": [{"type": "transfer", "trigger": span(trigger), "roles": {"item": goods}}],
        });
        let claim: ClaimFields = serde_json::from_value(claim).unwrap();
        presupposed(&claim, &claim.frames[0])
    }

    #[test]
    fn what_is_taken_as_known_is_told_from_what_is_said() {
        for (cue, content, trigger, item, known) in [
            ("welcomed", "the seizure of the rifles", "seizure", "rifles", true),
            ("slammed", "Norway’s ‘covert embargo’ on optics", "embargo", "", true),
            ("confirmed", "Norway’s embargo on optics", "embargo", "", false),
            ("said", "it would freeze assets over the suspected shipments", "shipments", "", true),
            ("said", "the shipments went on over the weekend", "shipments", "", false),
            ("said", "that launchers promised to Kyiv would be a target", "promised", "launchers", true),
            ("said", "that Norway promised launchers that would be of use", "promised", "launchers", false),
            ("said", "that launchers were promised to Kyiv", "promised", "launchers", false),
        ] {
            assert_eq!(presupposes(cue, content, trigger, item), known, "{cue} {content}");
        }
    }
}
