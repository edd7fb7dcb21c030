//! Whether a voice affirms or denies what it says, and how surely.

use crate::Polarity;

/// Stems of words that deny, as they stand in cues.
const DENIALS: [&str; 17] = [
    "deny",
    "deni",
    "reject",
    "refut",
    "disput",
    "dismiss",
    "rebut",
    "repudiat",
    "disavow",
    "ruled out",
    "rule out",
    "rules out",
    "ruling out",
    "contradict",
    "debunk",
    "disclaim",
    "contest",
];

/// The polarity that a cue gives its content: "denied" turns it, "did not deny" doesn't.
pub(crate) fn polarity(cue: &str) -> Polarity {
    let cue = cue.to_lowercase();
    let denies =
        DENIALS.iter().any(|d| cue.split_whitespace().any(|w| w.starts_with(d)) || d.contains(' ') && cue.contains(d));
    let negated =
        cue.split_whitespace().any(|w| w == "not" || w == "never" || w.ends_with("n't") || w.ends_with("n’t"));
    if denies && !negated { Polarity::Negative } else { Polarity::Positive }
}

/// Whether a cue and its content say that nothing was said: "declined to comment".
pub(crate) fn is_silence(cue: &str, content: &str) -> bool {
    let (cue, content) = (cue.to_lowercase(), content.to_lowercase());
    let mut words = content.split_whitespace().skip_while(|w| *w == "to" || *w == "immediately" || *w == "publicly");
    let verb = words.next().unwrap_or("");
    let speech = [
        "comment",
        "say",
        "discuss",
        "elaborate",
        "answer",
        "respond",
        "identify",
        "name",
        "specify",
        "confirm",
        "give",
        "provide",
        "be",
    ];
    let refuses = ["declin", "refus"].iter().any(|stem| cue.split_whitespace().any(|w| w.starts_with(stem)));
    refuses && speech.iter().any(|s| verb.trim_end_matches(|c: char| !c.is_alphabetic()) == *s)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn silence_is_no_claim() {
        assert!(is_silence("declined", "to comment"));
        assert!(is_silence("refused", "to say who had paid"));
        assert!(!is_silence("refused", "the offer"));
        assert!(!is_silence("said", "it would comment later"));
    }

    #[test]
    fn denials_turn_their_content() {
        for (cue, expected) in [
            ("denied", Polarity::Negative),
            ("has repeatedly denied", Polarity::Negative),
            ("rejected", Polarity::Negative),
            ("ruled out", Polarity::Negative),
            ("did not deny", Polarity::Positive),
            ("said", Polarity::Positive),
            ("according to", Polarity::Positive),
        ] {
            assert_eq!(polarity(cue), expected, "{cue}");
        }
    }
}
