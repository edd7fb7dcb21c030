//! Voices that are described, not named: "the spokesman", "three officials", "one of them", "a Telegram channel".

use hearsay_gazetteer::{Gazetteer, RoleKind};

use super::person::affiliation;
use super::phrase::Voice;
use super::token::{Token, cover, end_of_nouns, head, runs};

/// A voice that is described.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Nominal {
    pub(super) noun: String,
    pub(super) kind: RoleKind,
    pub(super) definite: bool,
    /// Persons whom only their description hides, as "three officials", not a group, as "officials".
    pub(super) hidden: bool,
    pub(super) affiliation: Option<String>,
    pub(super) words: String,
}

/// Words that count.
const NUMERALS: [&str; 13] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "dozen"];

/// Words that take a part of a group.
const PARTS: [&str; 11] =
    ["some", "several", "many", "most", "both", "all", "others", "another", "other", "few", "half"];

/// Words before a description that don't belong to it.
const DETERMINERS: [&str; 36] = [
    "the",
    "a",
    "an",
    "this",
    "that",
    "these",
    "those",
    "its",
    "his",
    "her",
    "their",
    "our",
    "my",
    "at",
    "least",
    "about",
    "around",
    "more",
    "than",
    "some",
    "several",
    "many",
    "most",
    "few",
    "both",
    "another",
    "other",
    "second",
    "third",
    "fourth",
    "first",
    "unnamed",
    "anonymous",
    "nearly",
    "a",
    "only",
];

/// Whether a word only determines or counts a noun.
pub(super) fn determines(token: &Token<'_>) -> bool {
    DETERMINERS.iter().chain(&NUMERALS).any(|word| token.is(word))
        || token.text.starts_with(|c: char| c.is_ascii_digit())
}

/// A description without determiner and number: two officials and three are alike to a reader who can't count them.
pub(super) fn description(tokens: &[Token<'_>]) -> String {
    let skipped = tokens.iter().take_while(|t| determines(t)).count();
    let part = (skipped..tokens.len()).find(|&i| tokens[i].ends_part).map_or(tokens.len(), |i| i + 1);
    let tokens = if skipped < tokens.len() { &tokens[skipped..part] } else { tokens };
    let last = tokens.len().saturating_sub(1);
    let word = |(i, t): (usize, &Token<'_>)| match t.possessive && i < last {
        true if t.text.ends_with('s') => format!("{}’", t.text),
        true => format!("{}’s", t.text),
        false => t.text.to_owned(),
    };
    tokens.iter().enumerate().map(word).collect::<Vec<_>>().join(" ")
}

/// "one of them", "two of the officials, both diplomats", "some".
pub(super) fn part_of_group(tokens: &[Token<'_>]) -> Option<Voice> {
    let at = tokens.iter().take_while(|t| t.is("at") || t.is("least") || t.is("the")).count();
    let quantity = tokens.get(at)?;
    let quantifies = NUMERALS.iter().chain(&PARTS).any(|word| quantity.is(word));
    let rest = &tokens[at + 1..];
    // "A second": of those spoken of before.
    if tokens.len() == 2 && tokens[0].is("a") && ["second", "third", "fourth"].iter().any(|number| tokens[1].is(number))
    {
        return Some(Voice::Part { of: None, one: true, words: String::new() });
    }
    if !quantifies || !(rest.is_empty() || rest[0].is("of")) {
        return None;
    }
    let part = rest.iter().position(|t| t.ends_part).map_or(rest.len(), |i| i + 1);
    let group = rest.get(1..part).unwrap_or(&[]);
    let of = group.iter().find_map(|t| t.role.map(|_| t.text.to_lowercase()));
    // "one of the analysts, Joost Hermans"
    let apposed = rest.get(part..).unwrap_or(&[]);
    let name = &apposed[..apposed.iter().position(|t| t.ends_part).map_or(apposed.len(), |i| i + 1)];
    if name.len() > 1 && name.iter().all(|t| t.is_capitalised() && t.role.is_none()) {
        let name = name.iter().map(|t| t.text).collect::<Vec<_>>().join(" ");
        let roles = of.into_iter().map(|role| role.strip_suffix('s').map_or(role.clone(), str::to_owned)).collect();
        return Some(Voice::Person { name, roles, gender: None, affiliation: None });
    }
    // What stands behind the comma describes the one: "one of the officials, a diplomat from the north"; but not what was
    // done to it: "another, signed by the minister".
    let done = apposed.first().is_some_and(|t| t.text.ends_with("ed"));
    let part = if done { rest.len() } else { part };
    let words = description(if part < rest.len() { &rest[part..] } else { group });
    let words = if part < rest.len() || of.is_none() && !group.iter().all(|t| t.is("them") || determines(t)) {
        words
    } else {
        String::new()
    };
    Some(Voice::Part { of, one: ["one", "another", "other"].iter().any(|word| quantity.is(word)), words })
}

/// Nouns for those who stand for their state in another.
const ABROAD: [&str; 5] = ["ambassador", "attaché", "consul", "diplomat", "envoy"];

/// A voice that is only described.
pub(super) fn nominal(text: &str, tokens: &[Token<'_>], gazetteer: &Gazetteer) -> Option<Voice> {
    let head_at = head(tokens);
    let head = &tokens[head_at];
    let first = tokens[0].text;
    let definite = ["the", "this", "that", "his", "her", "its", "their"].iter().any(|d| first.eq_ignore_ascii_case(d));
    // "Its armaments agency" is an office.
    let office = head.is("agency")
        && tokens[1..head_at.max(1)]
            .iter()
            .any(|t| !t.is_capitalised() && !["news", "press", "wire", "same", "state"].iter().any(|word| t.is(word)));
    if gazetteer.is_media_noun(head.text) && definite && tokens.len() <= 3 && !office {
        return Some(Voice::OutletNominal);
    }
    let last = &tokens[end_of_nouns(tokens) - 1];
    let singular_last = last.text.strip_suffix('s').unwrap_or(last.text);
    if last.role.is_none()
        && (gazetteer.is_media_noun(singular_last) || ["media", "radio", "television"].iter().any(|m| last.is(m)))
    {
        return Some(Voice::Outlet { name: description(tokens) });
    }
    let mut role = head.role?;
    // "the customs service", "a government office"
    if role.kind == RoleKind::Organisation && is_of_state(&tokens[..head_at]) || head.is("authorities") {
        role.kind = RoleKind::Government;
    }
    let counted = tokens[..head_at].iter().any(|t| NUMERALS.iter().any(|n| t.is(n)));
    // "People familiar with the matter" are few, and keep their names to themselves.
    let informed = ["familiar with", "briefed on", "close to", "with knowledge", "involved in", "privy to"];
    let behind = tokens[head_at + 1..].iter().take(2).map(|t| t.text).collect::<Vec<_>>().join(" ");
    let informed = informed.contains(&behind.as_str());
    let hidden = counted || informed || ["sources", "insiders"].iter().any(|word| head.is(word));
    let own = head_at..head_at + 1;
    // "A diplomat in Kigali" is there for another state.
    let abroad = ABROAD.contains(&head.text.to_lowercase().trim_end_matches('s'))
        && tokens.get(head_at + 1).is_some_and(|t| t.is("in") || t.is("at") || t.is("to"));
    let told = if abroad { &tokens[..=head_at] } else { tokens };
    let affiliation = affiliation(text, told, Some(&own), gazetteer);
    let made = role.kind == RoleKind::Paper && tokens[head_at + 1..].iter().any(|t| t.is("by") || t.is("from"));
    let words = match &affiliation {
        // "a confidential report by the panel" is the panel's report.
        Some(maker) if made => format!("{} of {maker}", head.text.to_lowercase()),
        _ => description(tokens),
    };
    Some(Voice::Nominal(Nominal {
        noun: head.text.to_lowercase(),
        kind: role.kind,
        definite,
        hidden,
        affiliation,
        words,
    }))
}

/// Whether the words before "office" or "service" make it one of a state: "customs", "prosecutor's".
pub(super) fn is_of_state(before: &[Token<'_>]) -> bool {
    before.iter().any(|t| t.is_role(RoleKind::Government) || t.possessive && t.is_role(RoleKind::One))
}

/// An outlet that is named beside its noun: "Iran's Fars news agency", "the daily Novi Glas".
pub(super) fn medium(text: &str, tokens: &[Token<'_>], gazetteer: &Gazetteer) -> Option<Voice> {
    let end = end_of_nouns(tokens);
    let is_noun = |i: usize| {
        let noun = &tokens[i];
        // "agency" alone is more often an office.
        let of_news = i.checked_sub(1).is_some_and(|b| ["news", "press", "wire"].iter().any(|n| tokens[b].is(n)));
        // "Newspaper Vedomosti", "the website Defence Watch": what it is called stands behind.
        let called = tokens[..end].get(i + 1).is_some_and(Token::is_capitalised);
        let opens = i == 0 && called && ["newspaper", "broadcaster", "tabloid", "website"].iter().any(|n| noun.is(n));
        (!noun.is_capitalised() || opens)
            && (noun.is("site") && of_news || gazetteer.is_media_noun(noun.text))
            && (noun.role.is_none() || of_news || called && noun.is_role(RoleKind::Paper))
    };
    let noun = (0..end).find(|&i| is_noun(i))?;
    let names = runs(&tokens[..end]);
    let behind = names.iter().find(|run| run.start == noun + 1 && run.end == end).cloned();
    // The noun itself may begin the run: "Newspaper Vedomosti".
    let opened = || names.iter().find(|run| run.start == noun && run.end == end).map(|run| noun + 1..run.end);
    let behind = behind.or_else(opened);
    let before = || {
        let of_news = ["news", "press", "wire"].iter().any(|n| noun > 0 && tokens[noun - 1].is(n));
        names.iter().find(|run| run.end + usize::from(of_news) == noun && !tokens[run.end - 1].possessive).cloned()
    };
    let run = behind.filter(|_| !tokens[noun].ends_part).or_else(before)?;
    let name = cover(tokens, &run).text(text);
    let known = gazetteer.outlet(name).map(str::to_owned);
    let other = || gazetteer.lookup(name).is_none().then(|| name.to_owned());
    known.or_else(other).map(|name| Voice::Outlet { name })
}
