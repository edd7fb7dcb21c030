//! What a source's words say by themselves of the voice behind them.

use super::token::{Token, cover, runs, tokens};
use crate::gazetteer::{Gazetteer, Gender, Role, RoleKind};
use crate::{Span, SpeakerKind};

/// The voice that a phrase names or describes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    /// "he", "they", "it".
    Pronoun { gender: Option<Gender>, number: Number },
    /// "White House spokesperson John Kirby", "Kirby".
    Person { name: String, roles: Vec<String>, gender: Option<Gender>, affiliation: Option<String> },
    /// "the Kremlin", "Tehran", "Russia's foreign ministry".
    Body { name: String, kind: SpeakerKind, of: Option<String> },
    /// "Reuters", "the Harbour Times".
    Outlet { name: String },
    /// "the spokesman", "three officials", "the ministry", "the report": described, not named.
    Nominal { noun: String, kind: RoleKind, definite: bool, affiliation: Option<String>, words: String },
    /// "the newspaper".
    OutletNominal,
    /// Anything else, by its words.
    Other { words: String },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Number {
    One,
    Many,
    Thing,
}

pub(super) fn analyse(text: &str, span: Span, gazetteer: &Gazetteer) -> Voice {
    let mut tokens = tokens(text, span, gazetteer);
    // "a man who knows the plan": the clause describes, it doesn't name.
    if let Some(cut) = tokens.iter().skip(1).position(|t| matches!(t.text, "who" | "which" | "that" | "whose")) {
        tokens.truncate(cut + 1);
    }
    let words = words(text, span);
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return Voice::Other { words } };
    if tokens.len() == 1
        && let Some(pronoun) = pronoun(first.text)
    {
        return pronoun;
    }
    if let Some(voice) = known(first.span.join(last.span).text(text), gazetteer) {
        return voice;
    }
    let runs = runs(&tokens);
    let names: Vec<_> = runs.iter().filter(|r| !is_place_or_demonym(text, &tokens, r, gazetteer)).cloned().collect();
    person(text, &tokens, &runs, &names, gazetteer)
        .or_else(|| body(text, &tokens, &runs, gazetteer))
        .or_else(|| nominal(text, &tokens, &words, gazetteer))
        .or_else(|| name(text, &tokens, &names, gazetteer))
        .unwrap_or(Voice::Other { words })
}

/// The phrase on one line, without an article before it.
fn words(text: &str, span: Span) -> String {
    let words: Vec<_> = span.text(text).split_whitespace().collect();
    let words = match words.split_first() {
        Some((first, rest)) if !rest.is_empty() && ["the", "a", "an"].iter().any(|a| first.eq_ignore_ascii_case(a)) => {
            rest
        }
        _ => &words,
    };
    words.join(" ")
}

fn pronoun(word: &str) -> Option<Voice> {
    let (gender, number) = match word.to_lowercase().as_str() {
        "he" | "him" | "his" => (Some(Gender::Male), Number::One),
        "she" | "her" => (Some(Gender::Female), Number::One),
        "they" | "them" | "their" => (None, Number::Many),
        "it" | "its" => (None, Number::Thing),
        _ => return None,
    };
    Some(Voice::Pronoun { gender, number })
}

/// A name that the gazetteer knows: a body, a state, an outlet.
pub(super) fn known(name: &str, gazetteer: &Gazetteer) -> Option<Voice> {
    if let Some(body) = gazetteer.body(name) {
        let of = gazetteer.country_of(body).map(|country| country.name.to_owned());
        return Some(Voice::Body { name: body.name.to_owned(), kind: body.kind.into(), of });
    }
    if let Some(state) = gazetteer.state(name) {
        return Some(Voice::Body { name: state.to_owned(), kind: SpeakerKind::Government, of: None });
    }
    gazetteer.outlet(name).map(|name| Voice::Outlet { name: without_article(name) })
}

fn without_article(name: &str) -> String {
    name.strip_prefix("the ").unwrap_or(name).to_owned()
}

fn is_place_or_demonym(text: &str, tokens: &[Token<'_>], run: &std::ops::Range<usize>, gazetteer: &Gazetteer) -> bool {
    let name = cover(tokens, run).text(text);
    gazetteer.state(name).is_some() || gazetteer.demonym(name).is_some()
}

/// A named person: a name behind a title, or before an apposition that tells what the person does.
fn person(
    text: &str,
    tokens: &[Token<'_>],
    runs: &[std::ops::Range<usize>],
    names: &[std::ops::Range<usize>],
    gazetteer: &Gazetteer,
) -> Option<Voice> {
    let is_one = |t: &Token<'_>| t.is_role(RoleKind::One);
    let is_person = |run: &std::ops::Range<usize>| {
        let name = cover(tokens, run).text(text);
        known(name, gazetteer).is_none() && !tokens[run.clone()].iter().any(|t| t.role.is_some()) && !is_acronym(name)
    };
    let titled = names.iter().find(|run| run.start > 0 && is_one(&tokens[run.start - 1]) && is_person(run));
    let apposed = || {
        let described = |run: &&std::ops::Range<usize>| {
            tokens[run.end - 1].ends_part && tokens[run.end..].iter().any(is_one) || {
                run.start > 0 && tokens[run.start - 1].ends_part && tokens[..run.start].iter().any(is_one)
            }
        };
        names.iter().filter(|r| is_person(r)).find(described)
    };
    let full = || {
        let first = names.first().filter(|r| is_person(r) && (r.start == 0) && r.len() >= 2)?;
        let alone = first.end == tokens.len() || tokens[first.end - 1].ends_part || is_preposition(&tokens[first.end]);
        alone.then_some(first)
    };
    let run = titled.or_else(apposed).or_else(full)?;
    let name = cover(tokens, run).text(text).to_owned();
    let gender = tokens.iter().filter_map(|t| t.role).find_map(|r: Role| r.gender);
    let roles = tokens.iter().filter(|t| is_one(t)).map(|t| t.text.to_lowercase()).collect();
    let others: Vec<_> = runs.iter().filter(|r| *r != run).cloned().collect();
    Some(Voice::Person { name, roles, gender, affiliation: affiliation(text, tokens, &others, gazetteer) })
}

/// The body for which a person speaks: a name among the words around the person's.
fn affiliation(
    text: &str,
    tokens: &[Token<'_>],
    runs: &[std::ops::Range<usize>],
    gazetteer: &Gazetteer,
) -> Option<String> {
    runs.iter().find_map(|run| {
        let name = cover(tokens, run).text(text);
        match known(name, gazetteer) {
            Some(Voice::Body { name, .. } | Voice::Outlet { name }) => Some(name),
            // "Russian Defence" before "Minister": the state is sure, the body isn't named.
            _ => match gazetteer.demonym(name).or_else(|| state_of(&tokens[run.start], gazetteer)) {
                Some(state) => Some(state.to_owned()),
                None => (run.len() > 1).then(|| name.to_owned()),
            },
        }
    })
}

/// A body by its own noun: "Russia's foreign ministry", "the Serbian Army".
fn body(text: &str, tokens: &[Token<'_>], runs: &[std::ops::Range<usize>], gazetteer: &Gazetteer) -> Option<Voice> {
    let head = head(tokens);
    let kind = tokens.get(head)?.role?.kind.body()?.into();
    let named = runs.iter().any(|r| r.start <= head) || tokens[head..].iter().any(|t| t.is_capitalised());
    let end = tokens.iter().position(|t| t.ends_part).map_or(tokens.len(), |i| i + 1).max(head + 1);
    let start = usize::from(tokens[0].is("the") || tokens[0].is("a") || tokens[0].is("an"));
    named.then(|| Voice::Body {
        name: cover(tokens, &(start.min(head)..end)).text(text).split_whitespace().collect::<Vec<_>>().join(" "),
        kind,
        of: tokens.iter().find_map(|t| state_of(t, gazetteer)).map(str::to_owned),
    })
}

fn state_of<'g>(token: &Token<'_>, gazetteer: &'g Gazetteer) -> Option<&'g str> {
    gazetteer.demonym(token.text).or_else(|| gazetteer.state(token.text))
}

/// A voice that is only described.
fn nominal(text: &str, tokens: &[Token<'_>], words: &str, gazetteer: &Gazetteer) -> Option<Voice> {
    let head = &tokens[head(tokens)];
    if gazetteer.is_media_noun(head.text) && tokens.len() <= 3 {
        return Some(Voice::OutletNominal);
    }
    let role = head.role?;
    let first = tokens[0].text;
    let definite = ["the", "this", "that", "his", "her", "its", "their"].iter().any(|d| first.eq_ignore_ascii_case(d));
    let affiliation = affiliation(text, tokens, &runs(tokens), gazetteer);
    let words = words.to_owned();
    Some(Voice::Nominal { noun: head.text.to_lowercase(), kind: role.kind, definite, affiliation, words })
}

/// A bare name: a surname, an acronym, an organisation.
fn name(text: &str, tokens: &[Token<'_>], names: &[std::ops::Range<usize>], gazetteer: &Gazetteer) -> Option<Voice> {
    let run = names.first()?;
    let name = cover(tokens, run).text(text);
    if let Some(voice) = known(name, gazetteer) {
        return Some(voice);
    }
    let articled = run.start > 0 && tokens[run.start - 1].is("the");
    if articled || is_acronym(name) {
        return Some(Voice::Body { name: name.to_owned(), kind: SpeakerKind::Organisation, of: None });
    }
    (run.start == 0).then(|| Voice::Person {
        name: name.to_owned(),
        roles: Vec::new(),
        gender: None,
        affiliation: None,
    })
}

/// The head of a noun phrase: its last noun for a voice before a preposition or comma, else the last word there.
fn head(tokens: &[Token<'_>]) -> usize {
    let end =
        (1..tokens.len()).find(|&i| is_preposition(&tokens[i]) || tokens[i - 1].ends_part).unwrap_or(tokens.len());
    (0..end).rev().find(|&i| tokens[i].role.is_some() && !tokens[i].possessive).unwrap_or(end - 1)
}

fn is_preposition(token: &Token<'_>) -> bool {
    [
        "of", "for", "from", "in", "at", "with", "on", "by", "to", "about", "near", "behind", "inside", "familiar",
        "close", "briefed", "and",
    ]
    .iter()
    .any(|p| token.is(p))
}

fn is_acronym(name: &str) -> bool {
    name.len() > 1 && name.chars().all(|c| c.is_uppercase() || c == '.' || c == '-' || c.is_numeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn voice(phrase: &str) -> Voice {
        analyse(phrase, Span::new(0, phrase.len()), &Gazetteer::embedded().unwrap())
    }

    #[test]
    fn persons_are_found_with_their_bodies() {
        for (phrase, person, body) in [
            ("White House spokesperson Petra Lund", "Petra Lund", Some("White House")),
            ("Russian Defence Minister Oleg Marin", "Oleg Marin", Some("Russia")),
            ("Omar al Rashid, a spokesman for the Kremlin", "Omar al Rashid", Some("Kremlin")),
            ("the minister, Ana de la Vega", "Ana de la Vega", None),
            ("Gen. Petra Lund", "Petra Lund", None),
            ("Mrs Lund", "Lund", None),
            ("Lund", "Lund", None),
            ("Petra Lund of the Pentagon", "Petra Lund", Some("Pentagon")),
        ] {
            let Voice::Person { name, affiliation, .. } = voice(phrase) else {
                panic!("{phrase}: {:?}", voice(phrase))
            };
            assert_eq!((name.as_str(), affiliation.as_deref()), (person, body), "{phrase}");
        }
    }

    #[test]
    fn bodies_and_outlets_are_told_from_persons() {
        for (phrase, expected, kind) in [
            ("Tehran", "Iran", SpeakerKind::Government),
            ("The White House", "White House", SpeakerKind::Government),
            ("Russia’s foreign ministry", "Russia’s foreign ministry", SpeakerKind::Government),
            ("the Serbian Army", "Serbian Army", SpeakerKind::Military),
            ("the Ministry of Trade", "Ministry of Trade", SpeakerKind::Government),
            ("ARMSTAT", "ARMSTAT", SpeakerKind::Organisation),
        ] {
            let Voice::Body { name, kind: found, .. } = voice(phrase) else { panic!("{phrase}: {:?}", voice(phrase)) };
            assert_eq!((name.as_str(), found), (expected, kind), "{phrase}");
        }
        assert_eq!(voice("Reuters"), Voice::Outlet { name: "Reuters".into() });
        assert_eq!(voice("the Harbour Times"), Voice::Outlet { name: "Harbour Times".into() });
        assert_eq!(voice("the newspaper"), Voice::OutletNominal);
    }

    #[test]
    fn the_unnamed_are_described() {
        for (phrase, noun, kind, definite) in [
            ("the spokesman", "spokesman", RoleKind::One, true),
            ("three unnamed officials", "officials", RoleKind::Many, false),
            ("a senior official familiar with the talks", "official", RoleKind::One, false),
            ("the ministry", "ministry", RoleKind::Government, true),
            ("customs records", "records", RoleKind::Paper, false),
        ] {
            let Voice::Nominal { noun: n, kind: k, definite: d, .. } = voice(phrase) else {
                panic!("{phrase}: {:?}", voice(phrase))
            };
            assert_eq!((n.as_str(), k, d), (noun, kind, definite), "{phrase}");
        }
        assert!(matches!(voice("she"), Voice::Pronoun { gender: Some(Gender::Female), number: Number::One }));
    }
}
