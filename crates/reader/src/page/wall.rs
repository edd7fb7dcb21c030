//! Whether a page shows its article, or something in its place.

use super::metadata::Metadata;
use crate::{ReadError, Wall};

/// A body shorter than this may be a wall instead of an article; in bytes.
const SHORT: usize = 1_500;
/// A body shorter than this is only the beginning of an article that is said to be closed.
const BEGINNING: usize = 600;

const CONSENT: [&str; 14] = [
    "cookie",
    "consent",
    "privacy",
    "your data",
    "personal data",
    "personalis",
    "personaliz",
    "legitimate interest",
    "our partners",
    "vendors",
    "tracking",
    "accept all",
    "reject all",
    "opt out",
];
const PAY: [&str; 12] = [
    "subscribe to continue",
    "subscribe to read",
    "to continue reading",
    "to read the full",
    "already a subscriber",
    "subscribers only",
    "for subscribers",
    "become a subscriber",
    "sign in to read",
    "log in to read",
    "start your free trial",
    "unlock this article",
];
const ROBOT: [&str; 12] = [
    "enable javascript",
    "javascript is disabled",
    "javascript and cookies",
    "verify you are human",
    "not a robot",
    "are you a robot",
    "checking your browser",
    "access denied",
    "access to this page has been denied",
    "unusual traffic",
    "complete the captcha",
    "request unsuccessful",
];

/// Words of reports that no request to agree has. "According to" is none: requests ask for much according to a policy.
const SAID: [&str; 6] = ["said", "says", "told", "warned", "argued", "announced"];
/// Words of a quotation that is somebody's, not the name of a button.
const QUOTED: usize = 5;

/// Refuses a body that isn't an article's.
pub(super) fn check(paragraphs: &[String], known: &Metadata) -> Result<(), ReadError> {
    let length: usize = paragraphs.iter().map(String::len).sum();
    if length < SHORT {
        let lower: Vec<String> = paragraphs.iter().map(|p| p.to_lowercase()).collect();
        let with = |words: &[&str]| -> usize {
            lower.iter().filter(|p| words.iter().any(|w| p.contains(w))).map(String::len).sum()
        };
        if length < BEGINNING && (with(&ROBOT) > 0) {
            return Err(ReadError::Wall(Wall::Robot));
        }
        if known.is_closed && length < BEGINNING || with(&PAY) * 3 > length {
            return Err(ReadError::Wall(Wall::Pay));
        }
        let kinds = CONSENT.iter().filter(|word| lower.iter().any(|p| p.contains(**word))).count();
        if kinds >= 3 && with(&CONSENT) * 2 > length && !known.is_article && !reports(&lower) {
            return Err(ReadError::Wall(Wall::Consent));
        }
    }
    if paragraphs.iter().any(|p| is_prose(p)) { Ok(()) } else { Err(ReadError::NoArticle) }
}

/// Whether two paragraphs or more report what somebody said, as news of cookies does and a request to agree doesn't.
fn reports(lower: &[String]) -> bool {
    let is_report = |paragraph: &&String| {
        let says = paragraph.split(|c: char| !c.is_alphabetic()).any(|word| SAID.contains(&word));
        let mut quoted = paragraph.split(['"', '“', '”']).skip(1).step_by(2);
        says || quoted.any(|quotation| quotation.split_whitespace().count() >= QUOTED)
    };
    lower.iter().filter(is_report).count() >= 2
}

/// Whether a paragraph has a whole sentence, as headlines, menus and addresses have not.
fn is_prose(paragraph: &str) -> bool {
    let end = paragraph.trim_end_matches(['"', '”', '’', '\'', ')', '»', '“']);
    let long = paragraph.chars().filter(|c| c.is_alphabetic()).count() >= 30;
    long && (end.ends_with(['.', '!', '?', '…', ':', '。', '！', '？', '।', '؟']) || paragraph.contains(". "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn walls_and_menus_are_no_articles() {
        let story = "The ferry left two hours late on Friday, and nobody on the quay was told why.";
        let closed = Metadata { is_closed: true, is_article: true, ..Metadata::default() };
        let article = || Metadata { is_article: true, ..Metadata::default() };
        for (paragraphs, known, expected) in [
            (vec![story], Metadata::default(), "fine"),
            (vec![story, "The operator said that cookies were sold on board."], Metadata::default(), "fine"),
            (
                vec!["We and our partners use cookies to process your personal data. Accept all or reject all."],
                Metadata::default(),
                "a consent wall",
            ),
            (
                vec!["The regulator said consent for cookies and tracking must be asked for, to protect privacy."],
                article(),
                "fine",
            ),
            (
                vec![
                    "The regulator said sites must ask for consent before cookies are set, and protect privacy.",
                    "“Tracking without a choice to reject all of it is against the law,” its head told reporters.",
                ],
                Metadata::default(),
                "fine",
            ),
            (
                vec![
                    "A ban on tracking and on cookies without consent is to come in May.",
                    "“Nobody wants to agree to four hundred vendors,” according to the minister.",
                    "\"People should be asked once about their personal data\", according to the draft.",
                ],
                Metadata::default(),
                "fine",
            ),
            (
                vec![
                    "As our policy says, we and our partners use cookies to process your personal data.",
                    "Press \"Accept all and continue\" to consent, or \"Reject all\" to go on without tracking.",
                ],
                Metadata::default(),
                "a consent wall",
            ),
            (
                vec![story, "Subscribe to continue reading this story. Already a subscriber? Log in."],
                Metadata::default(),
                "a pay wall",
            ),
            (vec![story], closed, "a pay wall"),
            (vec!["Please enable JavaScript and cookies to continue to this site."], article(), "a check for robots"),
            (vec!["Home", "World", "Sport", "Minister visits harbour after the storm"], article(), "no article"),
            (vec![], Metadata::default(), "no article"),
        ] {
            let owned: Vec<String> = paragraphs.iter().map(|p| (*p).to_owned()).collect();
            let found = match check(&owned, &known) {
                Ok(()) => "fine".to_owned(),
                Err(ReadError::Wall(wall)) => wall.to_string(),
                Err(_) => "no article".to_owned(),
            };
            assert_eq!(found, expected, "{paragraphs:?}");
        }
    }
}
