//! Factuality: whether a voice affirms or denies what it says, and how surely (FactBank: Saurí and Pustejovsky 2009).
//!
//! Two things decide: the cue ("denied", "believes") and the main predicate of the content ("had not sent", "might
//! send"). What the main predicate is, [`clause`] tells from the order of the words; nothing else here looks at it.

mod clause;
mod cue;

use clause::Clause;

use crate::{Modality, Polarity};

/// The polarity of a content (its pieces, without the attribution between them) under a cue.
pub(crate) fn polarity(cue: &str, content: &str) -> Polarity {
    let clause = Clause::main(content);
    let negative = if cue::denies(cue) {
        // "denied that it had not": what was denied is the denial.
        !clause.negated
    } else if cue::calls(cue) {
        // What a thing is called is no clause; but for the headline's colon, behind which one stands.
        clause.names_falsehood || cue == ":" && clause.negated
    } else {
        let asserted = !clause.hypothetical && !clause.question && !cue::asks(cue);
        asserted && clause.negated || clause.calls_false
    };
    if negative { Polarity::Negative } else { Polarity::Positive }
}

/// The modality of a content under a cue; `voiced` tells whether the article names or describes who says it.
pub(crate) fn modality(cue: &str, content: &str, voiced: bool) -> Modality {
    let clause = Clause::main(content);
    if clause.question || cue::asks(cue) {
        Modality::Underspecified
    } else if clause.possible && !clause.negated {
        Modality::Possible
    } else if clause.hypothetical || !voiced && cue::is_hearsay(cue) {
        Modality::Underspecified
    } else if clause.probable || cue::doubts(cue) {
        Modality::Probable
    } else {
        Modality::Certain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cue_and_main_predicate_give_the_polarity() {
        for (cue, content, negative) in [
            ("denied", "that it had shipped tanks", true),
            ("denied", "that it had not paid", false),
            ("has repeatedly denied", "arming anyone", true),
            ("did not deny", "the sale", false),
            ("ruled out", "a second convoy", true),
            ("withdrew", "its claim of a raid", true),
            ("walked back", "an earlier promise", true),
            ("said", "it had shipped tanks", false),
            ("said", "the port had not seen the ship", true),
            ("said", "“We haven’t sold them anything,”", true),
            ("said", "no crate had left the yard", true),
            ("said", "it has received nothing from the firm", true),
            ("said", "the crew could not be reached", true),
            ("said", "it has no doubt about the origin", false),
            ("said", "she had seen “ropes, crates, no guns”", false),
            ("said", "the ship carried not only grain but rifles", false),
            ("said", "it builds no more than six a year", false),
            ("said", "the guns were sold to a man with no licence", false),
            ("said", "the ship sailed because nobody stopped it", false),
            ("said", "the yard built boats that did not float", false),
            ("said", "they are arming men whom nobody could control", false),
            ("said", "the bill would have been higher had it not been for the fog", false),
            ("said", "the ship sailed although it had not been cleared", false),
            ("called", "the report “a fabrication”", true),
            ("called", "the report “a turning point”", false),
            ("called", "the allegation “a bedtime story”", true),
            ("called", "the prize “a bedtime story”", false),
            ("called", "the reports “worrying, if true”", false),
            ("doubts", "that the tanks were sold", true),
            ("does not doubt", "that the tanks were sold", false),
            ("said", "the account was baseless", true),
            ("does not believe", "the shells were sold", true),
            (":", "Not a single shell sold", true),
            ("called", "the engine “not the best of its kind”", false),
            ("called", "the list “open to forgery”", false),
            ("says", "the tanks are on loan, not sold", false),
            ("asked", "why nobody had been told and no paper signed", false),
        ] {
            let expected = if negative { Polarity::Negative } else { Polarity::Positive };
            assert_eq!(polarity(cue, content), expected, "{cue} | {content}");
        }
    }

    #[test]
    fn cue_and_modal_words_give_the_modality() {
        for (cue, content, expected) in [
            ("said", "the tanks had arrived", Modality::Certain),
            ("said", "the tanks will arrive in May", Modality::Certain),
            ("said", "the tanks may arrive on Friday", Modality::Possible),
            ("warned", "that more could follow", Modality::Possible),
            ("said", "the tanks were likely to arrive", Modality::Probable),
            ("said", "the tanks appear to have arrived", Modality::Probable),
            ("said", "the state approved a possible sale of tanks", Modality::Certain),
            ("said", "it was possible that the tanks had arrived", Modality::Possible),
            ("believes", "the tanks arrived", Modality::Probable),
            ("doubts", "that the tanks arrived", Modality::Probable),
            ("suspects", "the tanks might have arrived", Modality::Possible),
            ("asked", "whether the tanks had arrived", Modality::Underspecified),
            ("said", "“Have the tanks arrived?”", Modality::Underspecified),
            ("hopes", "that the tanks arrive", Modality::Underspecified),
            ("urged", "the state to send tanks", Modality::Underspecified),
            ("called for", "an inquiry", Modality::Underspecified),
            ("would like", "an inquiry", Modality::Underspecified),
            ("said", "if the tanks arrive, the bridge will fall", Modality::Underspecified),
            ("said", "if the tanks arrive, the bridge could fall", Modality::Possible),
            ("said", "it could not trace the tanks", Modality::Certain),
            ("said", "it would search the suspected ships", Modality::Certain),
            ("said", "the cargo was believed to be oil", Modality::Probable),
            ("called", "the news “grave, if true”", Modality::Possible),
        ] {
            assert_eq!(modality(cue, content, true), expected, "{cue} | {content}");
        }
        assert_eq!(modality("are said", "the tanks to have arrived", false), Modality::Underspecified);
    }
}
