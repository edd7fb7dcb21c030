//! Whether a voice affirms or denies what it says, and how surely.

use crate::Polarity;

/// Stems of words that deny, as they stand in cues.
const DENIALS: [&str; 17] = [
    "deny", "deni", "reject", "refut", "disput", "dismiss", "rebut", "repudiat", "disavow", "ruled out", "rule out",
    "rules out", "ruling out", "contradict", "debunk", "disclaim", "contest",
];

/// The polarity that a cue gives its content: "denied" turns it, "did not deny" doesn't.
pub(crate) fn polarity(cue: &str) -> Polarity {
    let cue = cue.to_lowercase();
    let denies = DENIALS.iter().any(|d| cue.split_whitespace().any(|w| w.starts_with(d)) || d.contains(' ') && cue.contains(d));
    let negated = cue.split_whitespace().any(|w| w == "not" || w == "never" || w.ends_with("n't") || w.ends_with("n’t"));
    if denies && !negated { Polarity::Negative } else { Polarity::Positive }
}

#[cfg(test)]
mod tests {
    use super::*;

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
