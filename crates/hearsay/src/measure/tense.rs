//! Whether the words around a time speak of what is to come.

use super::word::Words;

/// Verbs and nouns behind which things are still to happen.
const FUTURE: [&str; 46] = [
    "will",
    "'ll",
    "shall",
    "would",
    "may",
    "might",
    "could",
    "can",
    "must",
    "should",
    "due",
    "expected",
    "expects",
    "expect",
    "scheduled",
    "slated",
    "planned",
    "plans",
    "plan",
    "planning",
    "going",
    "aims",
    "aim",
    "hopes",
    "hope",
    "intends",
    "intend",
    "wants",
    "seeks",
    "proposed",
    "proposes",
    "forecast",
    "forecasts",
    "projected",
    "projects",
    "promised",
    "promises",
    "pledged",
    "pledges",
    "vowed",
    "vows",
    "agreed",
    "committed",
    "ordered",
    "deadline",
    "won't",
];
/// Of them, those that look ahead only with "to" behind them: "agreed to deliver".
const WITH_TO: [&str; 8] = ["agreed", "promised", "pledged", "vowed", "committed", "going", "ordered", "proposed"];
/// Verbs in the past that don't end in "ed".
const PAST: [&str; 52] = [
    "was", "were", "had", "has", "have", "did", "said", "told", "sent", "sold", "bought", "came", "went", "made",
    "took", "began", "begun", "gave", "met", "left", "held", "brought", "saw", "seen", "flew", "fled", "struck", "won",
    "lost", "built", "shot", "found", "got", "became", "wrote", "ran", "fell", "rose", "led", "paid", "spoke", "been",
    "hit", "drew", "showed", "broke", "sank", "dropped", "kept", "stood", "grew", "put",
];

/// Whether the verb group nearest before `at`, or else behind it, looks ahead.
pub(super) fn is_future(words: &Words<'_>, at: usize, end: usize) -> bool {
    let before = (0..at).rev().find_map(|nth| outlook(words, nth));
    before.or_else(|| (end..words.len()).find_map(|nth| outlook(words, nth))).unwrap_or(false)
}

/// Whether the word looks ahead (`true`) or back (`false`); `None` where it tells neither.
fn outlook(words: &Words<'_>, at: usize) -> Option<bool> {
    let word = words.lower(at);
    let to = || words.lower(at + 1) == "to";
    if FUTURE.contains(&word) && !(word == "may" && words.get(at)?.is_capitalised()) {
        return Some(!WITH_TO.contains(&word) || to()).filter(|ahead| *ahead || !to());
    }
    // "Are to sail", "is to be delivered".
    if matches!(word, "is" | "are" | "be") && to() {
        return Some(true);
    }
    let past = PAST.contains(&word) || (word.len() > 4 && word.ends_with("ed"));
    past.then_some(false)
}
