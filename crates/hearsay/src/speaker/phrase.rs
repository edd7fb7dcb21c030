//! What a source's words say by themselves of the voice behind them.

use std::ops::Range;

use hearsay_gazetteer::{Gazetteer, Gender};

use super::body::{self, Named, state_of};
use super::maker::{apposed_outlet, maker, owner};
use super::nominal::{Nominal, description, medium, nominal, part_of_group};
use super::person::{describes_body, is_acronym, person};
use super::token::{Token, cover, end_of_nouns, head, is_preposition, runs, tokens};
use crate::{Span, SpeakerKind, measure};

/// The voice that a phrase names or describes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    /// "he", "they", "it".
    Pronoun { gender: Option<Gender>, number: Number },
    /// "White House spokesperson John Kirby", "Kirby".
    Person { name: String, roles: Vec<String>, gender: Option<Gender>, affiliation: Option<String> },
    /// "the Kremlin", "Tehran", "Russia's foreign ministry", with the noun that says what it is, where there is one.
    Body { named: Named, noun: Option<String> },
    /// "Reuters", "the Harbour Times".
    Outlet { name: String },
    /// "the spokesman", "three officials", "the ministry", "the report": described, not named.
    Nominal(Nominal),
    /// "one of them", "two of the officials", "some": of a group that was spoken of before.
    Part { of: Option<String>, one: bool, words: String },
    /// "the newspaper".
    OutletNominal,
    /// "the kingdom", "the Gulf emirate": a state by what it is.
    StateNominal { words: String },
    /// Anything else, by its words, with what it most likely is.
    Other { words: String, kind: SpeakerKind },
}

impl Voice {
    /// A person of whom nothing but the name is told.
    pub(super) fn named(name: &str) -> Self {
        Self::Person { name: name.to_owned(), roles: Vec::new(), gender: None, affiliation: None }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Number {
    One,
    Many,
    Thing,
    /// "we" outside of quotations is the outlet.
    Own,
}

pub(super) fn analyse(text: &str, span: Span, gazetteer: &Gazetteer) -> Voice {
    if let Some(named) = behind_clause(text, span, gazetteer) {
        return named;
    }
    let tokens = described(tokens(text, span, gazetteer));
    voice(text, &tokens, gazetteer).unwrap_or_else(|| {
        let begins = |words: &[&str]| words.iter().any(|word| tokens.first().is_some_and(|t| t.is(word)));
        let noun = tokens.get(end_of_nouns(&tokens).saturating_sub(1)).map_or("", |t| t.text);
        let kind = if begins(&["a", "an", "one", "another"]) {
            SpeakerKind::Anonymous
        } else if begins(&["the", "its", "their"]) && !noun.ends_with('s') {
            SpeakerKind::Organisation
        } else {
            SpeakerKind::Group
        };
        Voice::Other { words: description(&tokens), kind }
    })
}

/// The tokens without a clause that only describes: "a man who knows the plan", "a letter seen by Reuters".
fn described<'t>(mut tokens: Vec<Token<'t>>) -> Vec<Token<'t>> {
    let read = [
        "seen",
        "obtained",
        "reviewed",
        "read",
        "viewed",
        "shared",
        "disclosed",
        "first",
        "published",
        "quoted",
        "cited",
    ];
    let clause = (1..tokens.len()).find(|&i| {
        let then = tokens.get(i..i + 3).is_some_and(|t| t[0].is("at") && t[1].is("the") && t[2].is("time"));
        then || matches!(tokens[i].text, "who" | "which" | "that" | "whose")
            || read.iter().any(|verb| tokens[i].is(verb))
                && tokens[i + 1..].iter().take(2).any(|t| t.is("by") || t.is("with") || t.is("in"))
    });
    tokens.truncate(clause.unwrap_or(tokens.len()));
    tokens
}

/// Whether a phrase lists voices that are known: "Britain, France and the United States".
fn is_list(text: &str, tokens: &[Token<'_>], gazetteer: &Gazetteer) -> bool {
    let Some(and) = tokens.iter().position(|t| t.is("and")) else { return false };
    let is_known = |part: &[Token<'_>]| {
        let name = if part.first().is_some_and(|t| t.is("the")) { &part[1..] } else { part };
        !name.is_empty() && known(cover(name, &(0..name.len())).text(text), gazetteer).is_some()
    };
    tokens[..and].split_inclusive(|t| t.ends_part).chain([&tokens[and + 1..]]).all(is_known)
}

pub(super) fn voice(text: &str, tokens: &[Token<'_>], gazetteer: &Gazetteer) -> Option<Voice> {
    let (first, last) = (tokens.first()?, tokens.last()?);
    if tokens.len() == 1
        && let Some(pronoun) = pronoun(first.text)
    {
        return Some(pronoun);
    }
    if tokens.len() == 2 && first.is("the") && ["pair", "duo", "trio"].iter().any(|some| last.is(some)) {
        return Some(Voice::Pronoun { gender: None, number: Number::Many });
    }
    if let Some(voice) = known(first.span.join(last.span).text(text), gazetteer) {
        return Some(voice);
    }
    if is_list(text, tokens, gazetteer) {
        let words = first.span.join(last.span).text(text).split_whitespace().collect::<Vec<_>>().join(" ");
        return Some(Voice::Other { words, kind: SpeakerKind::Group });
    }
    let part = tokens.iter().position(|t| t.ends_part).map_or(tokens.len(), |i| i + 1);
    if part < tokens.len()
        && let Some(voice) = known(cover(tokens, &(0..part)).text(text), gazetteer)
    {
        return Some(voice);
    }
    // "Ukraine's GUR, the military intelligence agency".
    if part > 1
        && first.possessive
        && state_of(first.text, gazetteer).is_some()
        && let Some(voice) = known(cover(tokens, &(1..part)).text(text), gazetteer)
    {
        return Some(voice);
    }
    // "State television in Tehran".
    let nouns = end_of_nouns(tokens);
    if nouns < tokens.len()
        && let Some(voice @ Voice::Outlet { .. }) = known(cover(tokens, &(0..nouns)).text(text), gazetteer)
    {
        return Some(voice);
    }
    let runs = runs(tokens);
    // "The North's state-run Korean Central News Agency": what stands before its name only describes it.
    if let Some(last) = runs.last().filter(|run| run.start > 0 && run.end == tokens.len() && run.len() > 1)
        && let before = &tokens[last.start - 1]
        && (before.possessive || !before.is_capitalised() && before.role.is_none() && !is_preposition(before))
        && !before.ends_part
        && let Some(voice @ Voice::Outlet { .. }) = known(cover(tokens, last).text(text), gazetteer)
    {
        return Some(voice);
    }
    let is_name = |run: &Range<usize>| {
        let words = cover(tokens, run).text(text);
        // "Defence" before "Minister" is no name.
        let modifies = !tokens[run.end - 1].ends_part && tokens.get(run.end).is_some_and(|next| next.role.is_some());
        // "Elsewhere on Thursday": a day is nobody's name.
        state_of(words, gazetteer).is_none() && !modifies && !measure::is_weekday(words)
    };
    let names: Vec<_> = runs.iter().filter(|r| is_name(r)).cloned().collect();
    if let Some(words) = state_nominal(text, tokens, gazetteer) {
        return Some(Voice::StateNominal { words: words.to_owned() });
    }
    part_of_group(tokens)
        .or_else(|| medium(text, tokens, gazetteer))
        .or_else(|| maker(text, tokens, gazetteer))
        .or_else(|| owner(text, tokens, part))
        .or_else(|| person(text, tokens, &names, gazetteer))
        .or_else(|| apposed_outlet(text, tokens, part, gazetteer))
        .or_else(|| apposed_body(text, tokens, part, gazetteer))
        .or_else(|| {
            let named = body::body(text, tokens, gazetteer)?;
            Some(Voice::Body { named, noun: Some(tokens[head(tokens)].text.to_lowercase()) })
        })
        .or_else(|| nominal(text, tokens, gazetteer))
        .or_else(|| name(text, tokens, &names, gazetteer))
}

/// The person whose name stands behind a clause: "the engineer who examined them, Professor Latifah Omar".
fn behind_clause(text: &str, span: Span, gazetteer: &Gazetteer) -> Option<Voice> {
    let (described, name) = span.text(text).rsplit_once(", ").filter(|(described, _)| described.contains(" who "))?;
    let is_part = |word: &str| word == "of" || word.starts_with(char::is_uppercase);
    let is_name = name.contains(' ') && name.split(' ').all(is_part);
    let voice = analyse(text, Span::of(name, text).filter(|_| is_name)?, gazetteer);
    let Voice::Person { name, mut roles, gender, affiliation } = voice else { return None };
    roles.extend(described.split(' ').nth(1).filter(|noun| gazetteer.role(noun).is_some()).map(str::to_lowercase));
    Some(Voice::Person { name, roles, gender, affiliation })
}

/// "The kingdom", "the Gulf state": the words for a state by what it is, without their article.
fn state_nominal<'t>(text: &'t str, tokens: &[Token<'_>], gazetteer: &Gazetteer) -> Option<&'t str> {
    const LONGEST: usize = 5;
    let (first, words) = tokens.split_first().filter(|(first, _)| first.is("the"))?;
    words.last().filter(|noun| !noun.is_capitalised() && gazetteer.is_state_noun(noun.text))?;
    let own = tokens.len() <= LONGEST && !first.ends_part && words.iter().all(|t| !t.possessive && !t.ends_part);
    let words = cover(tokens, &(1..tokens.len())).text(text);
    // "The member" is a person, "the NATO member" is none.
    let is_state = tokens.iter().all(|t| t.role.is_none()) || gazetteer.tells_states_apart(words);
    (own && is_state).then_some(words)
}

fn pronoun(word: &str) -> Option<Voice> {
    let (gender, number) = match word.to_lowercase().as_str() {
        "he" | "him" | "his" => (Some(Gender::Male), Number::One),
        "she" | "her" => (Some(Gender::Female), Number::One),
        "they" | "them" | "their" => (None, Number::Many),
        "it" | "its" | "which" => (None, Number::Thing),
        "who" => (None, Number::One),
        "we" | "i" => (None, Number::Own),
        _ => return None,
    };
    Some(Voice::Pronoun { gender, number })
}

/// A name that the gazetteer knows: a body, a state, an outlet.
pub(super) fn known(name: &str, gazetteer: &Gazetteer) -> Option<Voice> {
    if let Some(named) = body::with_name(name, gazetteer) {
        return Some(Voice::Body { named, noun: None });
    }
    if gazetteer.demonym(name).is_none()
        && let Some(state) = state_of(name, gazetteer)
    {
        let named = Named { name: state.to_owned(), kind: SpeakerKind::Government, of: None };
        return Some(Voice::Body { named, noun: None });
    }
    gazetteer.outlet(name).map(|name| Voice::Outlet { name: name.strip_prefix("the ").unwrap_or(name).to_owned() })
}

/// "Open Ledger, a volunteer group in the south".
fn apposed_body(text: &str, tokens: &[Token<'_>], part: usize, gazetteer: &Gazetteer) -> Option<Voice> {
    let apposition = tokens.get(part..).filter(|rest| describes_body(rest))?;
    let noun = &apposition[head(apposition)];
    let start = usize::from(tokens[0].is("the"));
    let named = tokens.get(start..part).is_some_and(|name| !name.is_empty() && name.iter().all(Token::is_capitalised));
    let kind = SpeakerKind::from(noun.role?.kind.body()?);
    named.then(|| {
        let name = cover(tokens, &(start..part)).text(text).to_owned();
        let of = body::state(text, apposition, gazetteer).map(str::to_owned);
        Voice::Body { named: Named { name, kind, of }, noun: Some(noun.text.to_lowercase()) }
    })
}

/// A bare name: a surname, an acronym, an organisation.
fn name(text: &str, tokens: &[Token<'_>], names: &[Range<usize>], gazetteer: &Gazetteer) -> Option<Voice> {
    // "A welder at the Molo yard" isn't Molo.
    let run = names.first().filter(|run| run.start < end_of_nouns(tokens))?;
    let name = cover(tokens, run).text(text);
    if let Some(voice) = known(name, gazetteer) {
        return Some(voice);
    }
    let articled = run.start > 0 && tokens[run.start - 1].is("the");
    // "The Campaign for Open Trade".
    let joined = || {
        let joint =
            tokens.get(run.end).filter(|t| !tokens[run.end - 1].ends_part && (t.is("for") || t.is("against")))?;
        let rest = names.iter().find(|next| next.start == run.end + 1).filter(|_| !joint.ends_part)?;
        Some(cover(tokens, &(run.start..rest.end)).text(text).to_owned())
    };
    if articled && let Some(name) = joined() {
        return Some(Voice::Body { named: Named { name, kind: SpeakerKind::Organisation, of: None }, noun: None });
    }
    if articled || is_acronym(name) {
        let named = Named { name: name.to_owned(), kind: SpeakerKind::Organisation, of: None };
        return Some(Voice::Body { named, noun: None });
    }
    // "Port of Varna", but "Radar tracks": what follows tells a name from a noun that only begins the sentence.
    let next = tokens.get(run.end).filter(|_| !tokens[run.end - 1].ends_part && !tokens[run.end - 1].possessive);
    if run.start == 0 && next.is_some_and(|t| t.is("of")) && tokens.get(run.end + 1).is_some_and(Token::is_capitalised)
    {
        let end = (run.end + 1..tokens.len()).find(|&i| tokens[i].ends_part).map_or(tokens.len(), |i| i + 1);
        let name = cover(tokens, &(0..end)).text(text).to_owned();
        return Some(Voice::Body { named: Named { name, kind: SpeakerKind::Organisation, of: None }, noun: None });
    }
    (run.start == 0 && next.is_none_or(|t| !t.is("for"))).then(|| Voice::named(name))
}

#[cfg(test)]
mod tests {
    use hearsay_gazetteer::RoleKind;

    use super::*;

    fn voice(phrase: &str) -> Voice {
        analyse(phrase, Span::new(0, phrase.len()), &Gazetteer::embedded().unwrap())
    }

    #[test]
    fn persons_are_found_with_their_bodies() {
        for (phrase, person, body) in [
            ("White House spokesperson Petra Lund", "Petra Lund", Some("White House")),
            ("Russian Defence Minister Oleg Marin", "Oleg Marin", Some("Russian Ministry of Defence")),
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
            ("Russia’s foreign ministry", "Russian Ministry of Foreign Affairs", SpeakerKind::Government),
            ("the Serbian Army", "Serbian Army", SpeakerKind::Military),
            ("the Ministry of Trade", "Ministry of Trade", SpeakerKind::Government),
            ("ARMSTAT", "ARMSTAT", SpeakerKind::Organisation),
        ] {
            let Voice::Body { named, .. } = voice(phrase) else { panic!("{phrase}: {:?}", voice(phrase)) };
            assert_eq!((named.name.as_str(), named.kind), (expected, kind), "{phrase}");
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
            ("a spokeswoman for Defence Minister Petra Lund", "spokeswoman", RoleKind::One, false),
            ("an aide to President Petra Lund", "aide", RoleKind::One, false),
            ("the ministry", "ministry", RoleKind::Government, true),
            ("customs records", "records", RoleKind::Paper, false),
        ] {
            let Voice::Nominal(found) = voice(phrase) else { panic!("{phrase}: {:?}", voice(phrase)) };
            assert_eq!((found.noun.as_str(), found.kind, found.definite), (noun, kind, definite), "{phrase}");
        }
        assert!(matches!(voice("she"), Voice::Pronoun { gender: Some(Gender::Female), number: Number::One }));
    }
}
