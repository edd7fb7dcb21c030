//! What a cue says of its content: that it is denied, asked, doubted, called something.

/// Beginnings of verbs and nouns that deny or take back.
const DENIALS: [&str; 25] = [
    "doubt",
    "deny",
    "deni",
    "reject",
    "refut",
    "disput",
    "dismiss",
    "rebut",
    "repudiat",
    "disavow",
    "disown",
    "contradict",
    "debunk",
    "disclaim",
    "contest",
    "scorn",
    "withdraw",
    "withdrew",
    "retract",
    "recant",
    "rebuff",
    "scoff",
    "ridicul",
    "deride",
    "derid",
];

/// Pairs of words that deny or take back.
const DENYING_PAIRS: [(&str, &str); 13] = [
    ("rul", "out"),
    ("walk", "back"),
    ("walked", "back"),
    ("took", "back"),
    ("take", "back"),
    ("taken", "back"),
    ("poured", "scorn"),
    ("brush", "aside"),
    ("brush", "off"),
    ("shrug", "off"),
    ("laugh", "off"),
    ("wav", "away"),
    ("wav", "aside"),
];

/// Beginnings of words that ask, demand or hope.
const ASKING: [&str; 25] = [
    "ask",
    "wonder",
    "hope",
    "hoping",
    "wish",
    "demand",
    "urg",
    "appeal",
    "request",
    "recommend",
    "propos",
    "want",
    "seek",
    "sought",
    "alleg",
    "plead",
    "implor",
    "question",
    "query",
    "queri",
    "beg",
    "insinuat",
    "inquir",
    "enquir",
    "press",
];

/// Beginnings of words with which a voice keeps a distance.
const DOUBTING: [&str; 22] = [
    "doubt",
    "believ",
    "think",
    "thought",
    "fear",
    "reckon",
    "estimat",
    "suspect",
    "expect",
    "guess",
    "assum",
    "presum",
    "suggest",
    "appear",
    "seem",
    "indicat",
    "hint",
    "speculat",
    "imagin",
    "anticipat",
    "impl",
    "conjectur",
];

/// Beginnings of verbs that call a thing something.
const CALLING: [&str; 12] =
    ["call", "describ", "brand", "label", "term", "denounc", "decri", "decry", "slam", "portray", "characteri", ":"];

/// Beginnings of words for what is passed on without a voice.
const HEARSAY: [&str; 6] = ["said", "alleg", "rumour", "rumor", "report", "purport"];

fn words(cue: &str) -> Vec<String> {
    cue.to_lowercase().replace('’', "'").split_whitespace().map(str::to_owned).collect()
}

fn begins(words: &[String], stems: &[&str]) -> bool {
    words.iter().any(|w| stems.iter().any(|s| w.starts_with(s)))
}

fn is_negated(words: &[String]) -> bool {
    words.iter().any(|w| matches!(w.as_str(), "not" | "never" | "neither" | "cannot") || w.ends_with("n't"))
}

/// "denied", "ruled out", "does not believe", "no longer claims"; but not "did not deny".
pub(super) fn denies(cue: &str) -> bool {
    let words = words(cue);
    // What somebody no longer says is taken back.
    if words.windows(2).any(|w| w[0] == "no" && w[1] == "longer") {
        return !begins(&words, &DENIALS);
    }
    let pair = |(first, second): &(&str, &str)| words.windows(2).any(|w| w[0].starts_with(first) && w[1] == *second);
    let denies = begins(&words, &DENIALS) || DENYING_PAIRS.iter().any(pair);
    let doubted = begins(&words, &["believ", "think", "thought", "see", "expect", "regard", "consider"]);
    if is_negated(&words) { doubted && !denies } else { denies }
}

/// Whether it asks for an answer or an act, so that nothing is asserted: "wondered", "urged", "called for".
pub(super) fn asks(cue: &str) -> bool {
    let words = words(cue);
    let called =
        words.windows(2).any(|w| w[0].starts_with("call") && (w[1] == "for" || w[1] == "on" || w[1] == "upon"));
    let liked =
        words.windows(2).any(|w| (w[0] == "would" || w[0].ends_with("'d")) && matches!(w[1].as_str(), "like" | "love"));
    called || liked || begins(&words, &ASKING)
}

/// "believes", "suggest", "point to".
pub(super) fn doubts(cue: &str) -> bool {
    let words = words(cue);
    begins(&words, &DOUBTING)
        || words.windows(2).any(|w| w[0].starts_with("point") && matches!(w[1].as_str(), "to" | "towards" | "toward"))
}

/// "called", "branded", and the colon of a headline.
pub(super) fn calls(cue: &str) -> bool {
    begins(&words(cue), &CALLING)
}

/// "is said to", "reportedly".
pub(super) fn is_hearsay(cue: &str) -> bool {
    begins(&words(cue), &HEARSAY)
}
