//! Bodies by their canonical names: "Chad's foreign ministry", "the Foreign Ministry in Moscow" and "the Ministry of
//! Foreign Affairs of Chad" are called alike, after the state and what the body is for.

use std::ops::Range;

use hearsay_gazetteer::{Entity, Gazetteer, Kind, RoleKind};

use super::is_firm;
use super::nominal::{determines, is_of_state};
use super::phrase::known;
use super::token::{Token, cover, head, runs};
use crate::SpeakerKind;

/// A body with the state behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) name: String,
    pub(super) kind: SpeakerKind,
    pub(super) of: Option<String>,
}

/// What ministries are for, where that isn't the word before "ministry" with a capital.
const PORTFOLIOS: [(&str, &str); 5] = [
    ("foreign", "Foreign Affairs"),
    ("external", "External Affairs"),
    ("defense", "Defence"),
    ("justice", "Justice"),
    ("home", "Home Affairs"),
];

/// The state that a word names, or means as a demonym.
pub(super) fn state_of<'g>(word: &str, gazetteer: &'g Gazetteer) -> Option<&'g str> {
    gazetteer.demonym(word).or_else(|| gazetteer.state(word))
}

/// The state of a phrase: its first word or run of words that names one.
pub(super) fn state<'g>(text: &str, tokens: &[Token<'_>], gazetteer: &'g Gazetteer) -> Option<&'g str> {
    let starts = 0..tokens.len();
    starts.flat_map(|i| [(i, i + 2), (i, i + 1)]).filter(|&(_, end)| end <= tokens.len()).find_map(|(i, end)| {
        let state = state_of(cover(tokens, &(i..end)).text(text), gazetteer)?;
        // "New Jersey" hides Jersey.
        let hidden = || gazetteer.mentions(cover(tokens, &(i - 1..end)).text(text)).next().is_none();
        // "Shenzhen Haitian Microwave" is of no Haiti.
        let next = tokens.get(end).is_some_and(|t| t.is_capitalised() && t.role.is_none());
        let named = i > 0
            && tokens[i - 1].is_capitalised()
            && tokens[i - 1].role.is_none()
            && !tokens[i - 1].possessive
            && next;
        (i == 0 || !named && !hidden()).then_some(state)
    })
}

/// A body by its own noun: "Russia's foreign ministry", "the Serbian Army", "drone maker Calder Dynamics".
pub(super) fn body(text: &str, tokens: &[Token<'_>], gazetteer: &Gazetteer) -> Option<Named> {
    let head = head(tokens);
    let mut kind = SpeakerKind::from(tokens.get(head)?.role?.kind.body()?);
    if kind == SpeakerKind::Organisation && is_of_state(&tokens[..head]) {
        kind = SpeakerKind::Government;
    }
    let runs = runs(tokens);
    let part = tokens.iter().position(|t| t.ends_part).map_or(tokens.len(), |i| i + 1).max(head + 1);
    // "an Italian firm, Leonardo": the name is known.
    if let Some(known) = apposed(text, tokens, &runs, head, gazetteer) {
        return Some(known);
    }
    // "the company, Anka Lines": the noun says what the name is.
    if let Some(name) = introduced(text, tokens, &runs, head, gazetteer) {
        return Some(Named { name, kind, of: state(text, tokens, gazetteer).map(str::to_owned) });
    }
    let state = state(text, &tokens[..part], gazetteer);
    let named = runs.iter().any(|r| r.start <= head) || tokens[head..part].iter().any(Token::is_capitalised);
    // "The Italian firm" has no name.
    let of_firm = is_firm(&tokens[head].text.to_lowercase())
        && tokens[0].is("the")
        && head == 2
        && part == 3
        && gazetteer.demonym(tokens[1].text).is_some();
    if !named || of_firm {
        return None;
    }
    if let Some(state) = state
        && let Some(name) = of_state(text, &tokens[..part], head, state, gazetteer)
    {
        return Some(name);
    }
    if let Some(name) = stateless(text, &tokens[..part], head, gazetteer) {
        return Some(Named { name, kind, of: None });
    }
    // "Yemen's Houthi movement" is the Houthi movement, "Lebanon's Hezbollah movement" Hezbollah.
    if tokens[head].role.is_some_and(|role| role.kind.body() == Some(Kind::Group)) {
        let names = (0..=head).filter(|&i| tokens[i].is_capitalised()).flat_map(|i| [i..head + 1, i..head]);
        let mut names = names.filter(|name| !name.is_empty());
        if let Some(body) = names.find_map(|name| with_name(cover(tokens, &name).text(text), gazetteer)) {
            return Some(body);
        }
    }
    let start = usize::from(["the", "a", "an"].iter().any(|article| tokens[0].is(article)));
    // "The opposition Danish People's Party".
    let sides = ["opposition", "ruling", "governing", "state-owned", "state-run", "private"];
    let start =
        start + usize::from(tokens[start.min(head)..head].first().is_some_and(|t| sides.iter().any(|s| t.is(s))));
    // "South Korea's Hanwha Aerospace" has a name of its own.
    let owner = (start..head).rev().find(|&i| tokens[i].possessive && tokens[i + 1].is_capitalised());
    let owner = owner.filter(|&i| state_of(cover(tokens, &(start..i + 1)).text(text), gazetteer).is_some());
    let start = owner.map_or(start, |i| i + 1);
    let name = cover(tokens, &(start.min(head)..part)).text(text).split_whitespace().collect::<Vec<_>>().join(" ");
    Some(Named { name, kind, of: state.map(str::to_owned) })
}

/// A known body of the noun's kind whose name stands right behind the noun.
fn apposed(
    text: &str,
    tokens: &[Token<'_>],
    runs: &[Range<usize>],
    head: usize,
    gazetteer: &Gazetteer,
) -> Option<Named> {
    let kind = tokens[head].role?.kind.body()?;
    let run = runs.iter().find(|run| run.start == head + 1)?;
    let body = gazetteer.body(cover(tokens, run).text(text)).filter(|body| body.kind == kind)?;
    Some(of_body(body, gazetteer))
}

/// The name that stands behind a body's common noun: "rights group Open Ledger", "the maker, Anka Lines".
fn introduced(
    text: &str,
    tokens: &[Token<'_>],
    runs: &[Range<usize>],
    head: usize,
    gazetteer: &Gazetteer,
) -> Option<String> {
    let is_noun = |t: &Token<'_>| !t.is_capitalised() && t.role.is_some_and(|r| r.kind.body().is_some());
    let run = runs.iter().find(|r| r.start > 0 && r.start <= head + 1 && is_noun(&tokens[r.start - 1]))?;
    let name = cover(tokens, run).text(text);
    (known(name, gazetteer).is_none() && state_of(name, gazetteer).is_none()).then(|| name.to_owned())
}

/// Whether a force is none of a state's regular ones.
pub(crate) fn is_irregular(body: &Entity<'_>) -> bool {
    let regular = || ["Armed Forces", "Army", "Navy", "Air Force", "Guard"].iter().any(|name| body.name.contains(name));
    body.kind == Kind::Group || body.kind == Kind::Military && !regular()
}

/// What a state's army is called.
pub(super) fn armed_forces(state: &str, gazetteer: &Gazetteer) -> Named {
    let people = gazetteer.adjective(state).unwrap_or(state);
    // "Uganda's army" is the Uganda People's Defence Force.
    let names = [format!("{people} Armed Forces"), format!("{people} military"), format!("{state} military")];
    let known = names.iter().filter_map(|name| gazetteer.body(name)).find(|body| body.kind == Kind::Military);
    known.map_or_else(
        || Named { name: names[0].clone(), kind: SpeakerKind::Military, of: Some(state.to_owned()) },
        |body| of_body(body, gazetteer),
    )
}

/// A body that the gazetteer has under a name.
pub(super) fn with_name(name: &str, gazetteer: &Gazetteer) -> Option<Named> {
    gazetteer.body(name).map(|body| of_body(body, gazetteer))
}

fn of_body(body: &Entity<'_>, gazetteer: &Gazetteer) -> Named {
    let of = gazetteer.country_of(body).map(|country| country.name.to_owned());
    Named { name: body.name.to_owned(), kind: body.kind.into(), of }
}

/// The canonical name of a state's body.
fn of_state(text: &str, tokens: &[Token<'_>], head: usize, state: &str, gazetteer: &Gazetteer) -> Option<Named> {
    let noun = tokens[head].text.to_lowercase();
    let people = gazetteer.adjective(state).unwrap_or(state);
    let of = Some(state.to_owned());
    // "Kyiv's military intelligence" is no military.
    let known = |i: usize| with_name(&format!("{people} {}", cover(tokens, &(i..tokens.len())).text(text)), gazetteer);
    if let Some(body) = (1..tokens.len()).take(2).find_map(known) {
        return Some(body);
    }
    let government = |name| Some(Named { name, kind: SpeakerKind::Government, of: of.clone() });
    match noun.as_str() {
        "government" | "presidency" => Some(Named { name: state.to_owned(), kind: SpeakerKind::Government, of: None }),
        "ministry" | "department" => {
            government(format!("{people} Ministry of {}", portfolio(text, tokens, head, gazetteer)?))
        }
        "mission" => {
            // "China's mission to the EU".
            let to = tokens.get(head + 1).filter(|t| t.is("to")).map(|_| head + 2);
            let to = to.map(|at| at + usize::from(tokens.get(at).is_some_and(|t| t.is("the"))));
            let to = to.and_then(|at| tokens.get(at..)).filter(|to| !to.is_empty() && to[0].is_capitalised());
            let name = to.map(|to| cover(to, &(0..to.len())).text(text));
            let body = name.and_then(|name| gazetteer.body(name)).map(|body| body.name);
            government(format!("{people} Mission to the {}", body.or(name).unwrap_or("United Nations")))
        }
        // "Russia's embassy in Washington" is the Russian Embassy in Washington.
        "embassy" | "consulate" => {
            let office = gazetteer.office(cover(tokens, &(0..tokens.len())).text(text))?;
            government(office.name.into_owned())
        }
        "army" | "military" if !tokens[head].is_capitalised() => Some(armed_forces(state, gazetteer)),
        "forces" | "force" if head > 0 => {
            let arm = titled(tokens[head - 1].text);
            let noun = titled(&noun);
            Some(Named { name: format!("{people} {arm} {noun}"), kind: SpeakerKind::Military, of })
        }
        _ => None,
    }
}

/// "Information ministry", whosever it is.
fn stateless(text: &str, tokens: &[Token<'_>], head: usize, gazetteer: &Gazetteer) -> Option<String> {
    let before = head > 0 && tokens[head].is("ministry");
    before.then(|| portfolio(text, tokens, head, gazetteer)).flatten().map(|what| format!("Ministry of {what}"))
}

/// What a ministry is for: the words before its noun, or those behind "of".
fn portfolio(text: &str, tokens: &[Token<'_>], head: usize, gazetteer: &Gazetteer) -> Option<String> {
    if tokens.get(head + 1).is_some_and(|t| t.is("of")) {
        let end = (head + 2..tokens.len()).find(|&i| is_place(&tokens[i], gazetteer)).unwrap_or(tokens.len());
        return (end > head + 2).then(|| cover(tokens, &(head + 2..end)).text(text).to_owned());
    }
    let start =
        (0..head).rev().find(|&i| tokens[i].possessive || is_place(&tokens[i], gazetteer) || determines(&tokens[i]));
    let words = &tokens[start.map_or(0, |i| i + 1)..head];
    let lower = words.iter().map(|t| t.text.to_lowercase()).filter(|w| w != "unnamed").collect::<Vec<_>>();
    match PORTFOLIOS.iter().find(|(word, _)| lower.len() == 1 && lower[0] == *word) {
        Some((_, name)) => Some((*name).to_owned()),
        None if lower.is_empty() => None,
        None => Some(lower.iter().map(|w| titled(w)).collect::<Vec<_>>().join(" ")),
    }
}

fn is_place(token: &Token<'_>, gazetteer: &Gazetteer) -> bool {
    state_of(token.text, gazetteer).is_some() || ["in", "at"].iter().any(|p| token.is(p))
}

fn titled(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The ministry of "Deputy Defence Minister": its portfolio before a title, with the state where the phrase has one.
pub(super) fn ministry(text: &str, tokens: &[Token<'_>], gazetteer: &Gazetteer) -> Option<String> {
    if let Some(ministry) = tokens.iter().position(|t| t.is("ministry")) {
        return stateless(text, &tokens[..ministry + 1], ministry, gazetteer);
    }
    let title = tokens.iter().position(|t| t.is("minister") || t.is("undersecretary"))?;
    let state = state(text, &tokens[..title], gazetteer);
    let words = tokens[..title].iter().rev().take_while(|t| {
        !t.possessive
            && !t.ends_part
            && !t.opens_clause()
            && state_of(t.text, gazetteer).is_none()
            && !t.is_role(RoleKind::One)
            && !determines(t)
    });
    let mut words: Vec<_> = words.map(|t| t.text.to_lowercase()).collect();
    words.reverse();
    words.retain(|w| !["vice", "acting", "former", "junior", "outgoing", "incoming", "then"].contains(&w.as_str()));
    if words.iter().any(|w| w == "prime" || w == "first" || w == "chief") {
        return state.map(str::to_owned);
    }
    let for_what = match PORTFOLIOS.iter().find(|(word, _)| words.len() == 1 && words[0] == *word) {
        Some((_, name)) => (*name).to_owned(),
        None if words.is_empty() => return state.map(str::to_owned),
        None => words.iter().filter(|w| *w != "ministry").map(|w| titled(w)).collect::<Vec<_>>().join(" "),
    };
    let people = state.and_then(|s| gazetteer.adjective(s));
    Some(people.map_or_else(|| format!("Ministry of {for_what}"), |p| format!("{p} Ministry of {for_what}")))
}
