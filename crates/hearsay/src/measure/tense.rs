//! Whether the words around a time speak of what was or of what is to come.

use super::word::Words;

/// Where the words around a time look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outlook {
    Back,
    Ahead,
    /// They don't tell.
    Open,
}

/// Words behind which things are still to happen.
const AHEAD: &[&str] = &[
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
    "won't",
    "due",
    "expected",
    "expects",
    "expect",
    "expecting",
    "scheduled",
    "slated",
    "plans",
    "plan",
    "planning",
    "aims",
    "aim",
    "hopes",
    "hope",
    "hoping",
    "intends",
    "intend",
    "wants",
    "seeks",
    "proposes",
    "forecast",
    "forecasts",
    "projects",
    "deadline",
    "likely",
    "unlikely",
    "ready",
    "upcoming",
    "forthcoming",
    "if",
];
/// Verbs that look ahead with "to" behind them ("agreed to deliver") or "is" before them ("is planned").
const ARRANGED: &[&str] = &[
    "agreed",
    "promised",
    "pledged",
    "vowed",
    "committed",
    "going",
    "ordered",
    "proposed",
    "planned",
    "projected",
    "intended",
    "pledges",
    "promises",
    "set",
];
/// Verbs in the past that don't end in "ed".
const BACK: &[&str] = &[
    "was", "were", "had", "has", "have", "did", "said", "told", "sent", "sold", "bought", "came", "went", "made",
    "took", "began", "begun", "gave", "met", "left", "held", "brought", "saw", "seen", "flew", "fled", "struck", "won",
    "lost", "built", "shot", "found", "got", "became", "wrote", "ran", "fell", "rose", "led", "paid", "spoke", "been",
    "hit", "drew", "showed", "broke", "sank", "kept", "stood", "grew", "put", "taken", "given",
];
/// Words in "ed" that aren't verbs in the past.
const PRESENT: &[&str] = &["hundred", "need", "speed", "indeed", "exceed", "proceed", "succeed", "embed", "breed"];

/// Where the verb group nearest before a time looks, or else the one behind it.
pub(super) fn outlook(words: &Words<'_>, start: usize, end: usize) -> Outlook {
    let looks = |at: usize| Some(verb(words, at)).filter(|found| *found != Outlook::Open);
    (0..start).rev().find_map(looks).or_else(|| (end..words.len()).find_map(looks)).unwrap_or(Outlook::Open)
}

/// Whether something before `at` was put off: "postponed until Tuesday".
pub(super) fn is_delayed(words: &Words<'_>, at: usize) -> bool {
    const DELAYED: &[&str] =
        &["postponed", "delayed", "deferred", "adjourned", "extended", "suspended", "given", "deadline"];
    (1..8).any(|back| DELAYED.contains(&words.lower_before(at, back)))
}

/// Where a word looks.
fn verb(words: &Words<'_>, at: usize) -> Outlook {
    let Some(word) = words.get(at).filter(|w| at == 0 || !w.is_capitalised()) else { return Outlook::Open };
    let (before, to) = (words.lower_before(at, 1), words.lower(at + 1) == "to");
    let is = matches!(before, "is" | "are" | "being");
    match word.lower.as_str() {
        word if AHEAD.contains(&word) => Outlook::Ahead,
        word if ARRANGED.contains(&word) && (to || is) => Outlook::Ahead,
        "is" | "are" if to => Outlook::Ahead,
        // What was done or is to be done is told by the words before: "to be delivered".
        _ if before == "be" => Outlook::Open,
        word if BACK.contains(&word) => Outlook::Back,
        word if word.len() > 4 && word.ends_with("ed") && !PRESENT.contains(&word) => Outlook::Back,
        _ => Outlook::Open,
    }
}
