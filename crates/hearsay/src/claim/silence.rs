//! What is no claim though it has a cue: a voice that keeps silent, or sets terms for speaking.

use crate::Span;

/// Verbs whose refusal leaves nothing said.
const SPEECH: [&str; 26] = [
    "comment",
    "say",
    "discuss",
    "elaborate",
    "answer",
    "respond",
    "reply",
    "identify",
    "name",
    "specify",
    "confirm",
    "give",
    "provide",
    "be",
    "speculate",
    "disclose",
    "reveal",
    "explain",
    "guess",
    "tell",
    "address",
    "speak",
    "detail",
    "share",
    "return",
    "state",
];

/// Verbs of giving what would tell something: "offered no evidence" tells nothing.
const GIVING: [&str; 7] = ["gave", "offered", "presented", "produced", "provided", "published", "supplied"];

/// Whether a cue and its content say that nothing was said: "declined to comment", "would not say who".
pub(super) fn is_silence(cue: &str, content: &str) -> bool {
    let words: Vec<String> = words(cue).collect();
    let negated = words
        .iter()
        .any(|w| matches!(w.as_str(), "not" | "never" | "nor" | "neither" | "cannot") || w.ends_with("n't"));
    let speaks = |word: &String| SPEECH.contains(&word.as_str()) && word != "be";
    if ["declin", "refus"].iter().any(|stem| words.iter().any(|w| w.starts_with(stem))) {
        let verb = words.iter().skip_while(|w| !w.starts_with("declin") && !w.starts_with("refus")).find(|w| speaks(w));
        return verb.is_some() || SPEECH.contains(&first_verb(content).as_str());
    }
    if negated && words.iter().any(|w| w.starts_with("confirm")) && words.iter().any(|w| w.starts_with("den")) {
        return true;
    }
    let gives = |word: &String| GIVING.contains(&word.as_str());
    if says_no_more(content) || is_request(content) || content.starts_with("no ") && words.last().is_some_and(gives) {
        return true;
    }
    // "Washington has not said when it will".
    let asked = ["when", "whether", "how", "what", "who", "where", "why", "if", "which"];
    if negated && words.last().is_some_and(|w| w == "said") {
        return content.split_whitespace().next().is_some_and(|word| asked.contains(&word));
    }
    let reports = content.trim_start().starts_with("that ");
    // "would not say publicly"
    let last = words.iter().rev().find(|w| !w.ends_with("ly") || *w == "reply");
    negated && last.is_some_and(|w| speaks(w) || w == "to") && words.iter().any(speaks) && !reports
}

/// Whether a content is what one was asked and did not answer: "a request for comment", "calls".
pub(super) fn is_request(content: &str) -> bool {
    let told = ["a", "an", "any", "his", "her", "its", "several", "repeated", "multiple", "emailed", "written"];
    let mut words = words(content).skip_while(|word| told.contains(&word.as_str()));
    let request = ["request", "requests", "inquiry", "inquiries", "enquiry", "enquiries"];
    words.next().is_some_and(|word| request.contains(&word.as_str()))
        && words.next().is_none_or(|word| word == "for" || word == "from")
        && words.next().is_none_or(|word| ["comment", "comments", "information", "an", "interview"].contains(&&*word))
}

/// Whether a voice stays silent by saying neither: "have neither confirmed nor denied".
pub(super) fn is_neither(text: &str, sentence: Span, cue: Span) -> bool {
    let told = sentence.text(text);
    let Some(at) = told.find("neither confirm") else { return false };
    let Some(length) = told[at..].find(" nor den") else { return false };
    let denial = Span::new(sentence.start + at, sentence.start + at + length);
    length < 40 && (cue.overlaps(denial) || cue.end + 1 == denial.start || denial.end + " nor ".len() == cue.start)
}

/// Stems of verbs for what is done, and not said.
const DEEDS: [&str; 25] = [
    "approv",
    "arrest",
    "built",
    "build",
    "buy",
    "bought",
    "choos",
    "chose",
    "deliver",
    "detain",
    "expel",
    "halt",
    "impos",
    "shelv",
    "ink",
    "intercept",
    "launch",
    "lift",
    "pick",
    "resum",
    "sell",
    "ship",
    "sign",
    "sold",
    "suspend",
];

/// Forms of such verbs whose stem begins others.
const DONE: [&str; 30] = [
    "ban",
    "banned",
    "bans",
    "bar",
    "barred",
    "bars",
    "became",
    "become",
    "becomes",
    "block",
    "blocked",
    "blocks",
    "eased",
    "eases",
    "forbade",
    "forbidden",
    "forbidding",
    "forbids",
    "freezes",
    "froze",
    "frozen",
    "looking",
    "seize",
    "seized",
    "seizes",
    "send",
    "sends",
    "sent",
    "vetoed",
    "vetoes",
];

/// Whether a cue is what is done, and not said: "signed a contract", "halts exports", "ordered a submarine".
pub(super) fn is_deed(cue: &str, content: &str) -> bool {
    let verb = words(cue)
        .find(|word| !["has", "have", "had", "been", "to", "will", "also", "already"].contains(&word.as_str()));
    verb.is_some_and(|verb| {
        // "approved of the idea" is a view.
        DEEDS.iter().any(|stem| verb.starts_with(stem))
            && !verb.starts_with("signal")
            && !(verb.starts_with("approv") && content.starts_with("of "))
            || DONE.contains(&verb.as_str())
            || verb == "ordered" && !words(content).any(|word| word == "to")
            || verb.starts_with("agree") && content.starts_with("to ")
    })
}

/// What is to come, whoever expects it, and what is done: of no saying, where no voice stands beside it.
const AWAITED: [&str; 12] = [
    "due",
    "expected",
    "known",
    "meant",
    "promised",
    "refuse",
    "refused",
    "refuses",
    "scheduled",
    "seen",
    "touched",
    "under",
];

/// Whether a cue without a voice is no word of saying: "is expected", "had been promised", "best known for".
pub(super) fn is_no_saying(cue: &str) -> bool {
    const BESIDE: [&str; 11] = ["are", "be", "been", "best", "for", "had", "has", "have", "is", "was", "were"];
    let known = |word: String| AWAITED.contains(&word.as_str()) || BESIDE.contains(&word.as_str());
    words(cue).any(|word| AWAITED.contains(&word.as_str())) && words(cue).all(known)
}

/// Whether a passive tells what is done or to come, and not what was said: "A verdict | is expected | in October", "The order
/// | was approved | in May".
pub(super) fn is_done_to(cue: &str, cue_start: usize, contents: &[Span]) -> bool {
    const SAID: [&str; 18] = [
        "accused",
        "alleged",
        "believed",
        "blamed",
        "called",
        "cited",
        "claimed",
        "denied",
        "described",
        "estimated",
        "known",
        "quoted",
        "reported",
        "rumoured",
        "rumored",
        "said",
        "suspected",
        "told",
    ];
    let (be, verb) = cue.split_once(' ').unwrap_or((cue, ""));
    let passive = ["is", "are", "was", "were"].contains(&be) && verb.ends_with('d') && !SAID.contains(&verb);
    passive && !verb.contains(' ') && contents.iter().all(|c| c.end <= cue_start || c.is_empty())
}

/// Whether a content is that nothing will be said: "it could not comment on contracts", "had no comment".
fn says_no_more(content: &str) -> bool {
    let is_led_in = |word: &String| matches!(word.as_str(), "that" | "it" | "he" | "she" | "they" | "we" | "i");
    let rest = words(content).skip_while(is_led_in).filter(|word| !word.ends_with("ly"));
    // The longest pattern has four words; a content may have hundreds.
    let first: Vec<String> = rest.take(4).collect();
    matches!(
        &*first.iter().map(String::as_str).collect::<Vec<_>>(),
        ["could" | "can" | "would" | "will", "not", "comment" | "discuss", ..]
            | ["cannot" | "couldn't" | "can't" | "wouldn't" | "won't", "comment" | "discuss", ..]
            | ["had" | "has" | "have", "no", "comment", ..]
            | ["was" | "were" | "is" | "are", "unable", "to", "comment", ..]
    )
}

/// Whether a source is nobody, so that nothing was said: "neither company", "none of the ministries", "no official". "No 10"
/// is somebody.
pub(super) fn is_nobody(source: &str) -> bool {
    let mut words = source.split_whitespace().map(str::to_lowercase);
    match words.next().as_deref() {
        Some("nobody" | "none" | "neither") => true,
        Some("no") => words.next().is_some_and(|next| !next.starts_with(|c: char| c.is_ascii_digit())),
        _ => false,
    }
}

/// Whether a voice only sets the terms on which it speaks: "asked not to be named", "on condition of anonymity".
pub(super) fn is_condition(cue: &str, content: &str) -> bool {
    let content = words(content).collect::<Vec<_>>().join(" ");
    if [
        "not to be named",
        "not to be identified",
        "asked not to be ",
        "not be named",
        "that his name",
        "that her name",
        "that their names",
    ]
    .iter()
    .any(|t| content.starts_with(t))
    {
        return true;
    }
    // "The man, identified as Willem S.": what one is called.
    if ["identified as", "named as", "known as", "identified only as"].contains(&cue) {
        return true;
    }
    // "who identified himself only as Kamau"
    if ["himself ", "herself ", "themselves ", "itself "].iter().any(|own| content.starts_with(own))
        && words(cue).any(|w| ["identif", "introduc", "call"].iter().any(|stem| w.starts_with(stem)))
    {
        return true;
    }
    let asks = ["ask", "request", "insist", "spoke", "speaking", "want", "wish", "demand"];
    words(cue).any(|w| asks.iter().any(|a| w.starts_with(a)))
        && ["not to be ", "to remain anonym", "anonymity", "condition of anonym", "to stay anonym", "not be named"]
            .iter()
            .any(|terms| content.starts_with(terms) || content.contains("anonym"))
}

/// Whether a cue is a participle of one who is asked: "Asked about the cargo, ...", "the captain, asked why, ...".
pub(super) fn is_asked(text: &str, sentence: Span, cue: Span) -> bool {
    let words: Vec<String> = words(cue.text(text)).collect();
    let asked = words.first().is_some_and(|w| ["asked", "pressed", "questioned", "quizzed"].contains(&w.as_str()));
    let before = text.get(sentence.start..cue.start).unwrap_or("").trim_end_matches([' ', '“', '"']);
    let opens = before.is_empty() || before.ends_with(',') || before.to_lowercase().ends_with("when");
    let next = text.get(cue.end..sentence.end).and_then(|rest| rest.split_whitespace().next()).unwrap_or("");
    let passive = ["about", "by", "if", "whether", "why", "how", "when", "what", "on", "where"];
    // "Asked at a news conference whether": nothing else begins with it.
    asked
        && opens
        && (before.is_empty() || passive.contains(&next) || words.last().is_some_and(|w| passive.contains(&w.as_str())))
}

/// The first word of a content that isn't "to" or an adverb.
fn first_verb(content: &str) -> String {
    words(content).find(|w| w != "to" && !w.ends_with("ly")).unwrap_or_default()
}

fn words(part: &str) -> impl Iterator<Item = String> + '_ {
    let bare = |word: &str| {
        let word = word.to_lowercase().replace('’', "'");
        word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
    };
    part.split_whitespace().map(bare).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_says_nothing() {
        for source in ["Neither company", "none of the ministries", "No one", "No Norwegian official", "Nobody"] {
            assert!(is_nobody(source), "{source}");
        }
        for source in ["No 10", "No. 10", "Norway", "Noone Shipping", "No"] {
            assert!(!is_nobody(source), "{source}");
        }
    }

    #[test]
    fn silence_is_no_claim() {
        for (cue, content, silent) in [
            ("declined", "to comment", true),
            ("refused", "to say who had paid", true),
            ("declined to say", "who had paid", true),
            ("would not say", "how many were bought", true),
            ("would not say publicly", "how many were bought", true),
            ("did not reply", "to a letter", true),
            ("offered", "no evidence", true),
            ("offered", "to pay", false),
            ("did not respond to", "a request", true),
            ("couldn’t say", "whether it was theirs", true),
            ("would neither confirm nor deny", "the sale", true),
            ("refused", "the offer", false),
            ("said", "it would comment later", false),
            ("did not say", "that the ship was theirs", false),
            ("would not accept", "the sale", false),
            ("said", "it could not comment on contracts", true),
            ("said", "that she had no comment", true),
            ("said", "it could not confirm the sale", false),
        ] {
            assert_eq!(is_silence(cue, content), silent, "{cue} | {content}");
        }
    }

    #[test]
    fn terms_are_no_claim() {
        assert!(is_condition("asked", "not to be named"));
        assert!(is_condition("", "asked not to be identified"));
        assert!(is_condition("requested", "anonymity to speak freely"));
        assert!(is_condition("identified", "himself only as Kamau"));
        assert!(!is_condition("asked", "for more shells"));
    }
}
