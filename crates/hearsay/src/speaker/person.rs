//! Named persons, and the bodies for which they speak: by title, apposition, possessive or demonym.

use std::ops::Range;

use hearsay_gazetteer::{Gazetteer, Role, RoleKind};

use super::body;
use super::nominal::determines;
use super::phrase::{Voice, known};
use super::token::{Token, cover, head, is_preposition};

/// Last words of what an office is of, behind which its holder's name may stand: "Minister of Defence Ana Lund".
const CHARGES: [&str; 52] = [
    "Administration",
    "Affairs",
    "Agency",
    "Armament",
    "Armaments",
    "Army",
    "Assembly",
    "Authority",
    "Board",
    "Bureau",
    "Command",
    "Commission",
    "Committee",
    "Communications",
    "Company",
    "Corporation",
    "Corps",
    "Council",
    "Customs",
    "Defence",
    "Defense",
    "Delegation",
    "Department",
    "Directorate",
    "Economy",
    "Energy",
    "Exports",
    "Finance",
    "Force",
    "Forces",
    "Government",
    "Guard",
    "Industries",
    "Industry",
    "Information",
    "Institute",
    "Intelligence",
    "Interior",
    "Justice",
    "Logistics",
    "Ministry",
    "Mission",
    "Navy",
    "Office",
    "Operations",
    "Parliament",
    "Police",
    "Security",
    "Service",
    "Staff",
    "State",
    "Trade",
];

/// The holder's name behind an office and what it is of: "Chief of Defence Forces | Charles Mwangi", "the head of the export
/// agency | Marek Wolny".
fn holder(text: &str, tokens: &[Token<'_>], names: &[Range<usize>], gazetteer: &Gazetteer) -> Option<Range<usize>> {
    let office = tokens.iter().position(|t| t.is_role(RoleKind::One))?;
    let of = office + 1;
    let run = names.iter().find(|run| run.end == tokens.len() || tokens[run.end - 1].ends_part)?;
    let before = tokens.get(office..run.end - 1)?;
    if run.start <= of || !tokens[of].is("of") || before.iter().any(|t| t.ends_part || t.possessive) {
        return None;
    }
    let ends_charge = |i: &usize| {
        let part = || cover(tokens, &(run.start..i + 1));
        CHARGES.contains(&tokens[*i].text)
            || is_acronym(tokens[*i].text)
            || known(part().text(text), gazetteer).is_some()
    };
    let before = &tokens[run.start - 1];
    let start = match run.clone().rev().find(ends_charge) {
        Some(charge) => charge + 1,
        None if !is_preposition(before) && !before.is("the") && !before.is_capitalised() => run.start,
        None => return None,
    };
    let name = start..run.end;
    (name.len() > 1 && name.len() < 5 && known(cover(tokens, &name).text(text), gazetteer).is_none()).then_some(name)
}

/// A named person: a name behind a title, or before an apposition that tells what the person does.
pub(super) fn person(text: &str, tokens: &[Token<'_>], names: &[Range<usize>], gazetteer: &Gazetteer) -> Option<Voice> {
    let is_one = |t: &Token<'_>| t.is_role(RoleKind::One);
    let is_person = |run: &Range<usize>| {
        let name = cover(tokens, run).text(text);
        known(name, gazetteer).is_none()
            && !tokens[run.clone()].iter().any(|t| t.role.is_some() || t.possessive)
            && !is_acronym(name)
    };
    let before = |run: &Range<usize>| run.start.checked_sub(1).map(|i| &tokens[i]);
    // "A spokeswoman for Defence Minister Ana Lund" is somebody else.
    let spoken_for = |run: &Range<usize>| {
        let behind = (0..run.start.saturating_sub(1)).rev().take_while(|&i| !tokens[i].ends_part);
        let mut links = behind.filter(|&i| tokens[i].is("for") || tokens[i].is("to"));
        before(run).is_some_and(is_one) && links.any(|link| tokens[..link].iter().any(is_one))
    };
    let titled = names.iter().filter(|r| is_person(r) && !spoken_for(r)).find(|run| {
        // "Iran's Araghchi".
        let official = || gazetteer.person(cover(tokens, run).text(text)).is_some();
        before(run).is_some_and(|t| is_one(t) || t.possessive && !t.ends_part && (run.len() > 1 || official()))
    });
    let apposed = || {
        let described = |run: &&Range<usize>| {
            tokens[run.end - 1].ends_part && !describes_body(&tokens[run.end..]) && tokens[run.end..].iter().any(is_one)
                || { before(run).is_some_and(|t| t.ends_part) && tokens[..run.start].iter().any(is_one) }
        };
        names.iter().filter(|r| is_person(r)).find(described)
    };
    let full = || {
        let first = names.first().filter(|r| is_person(r) && (r.start == 0) && r.len() >= 2)?;
        let alone = first.end == tokens.len()
            || tokens[first.end - 1].ends_part && !describes_body(&tokens[first.end..])
            || is_preposition(&tokens[first.end]);
        alone.then_some(first)
    };
    // "harbour master Ines Vale", "a blogger known as Vale": the noun before the name need not be known.
    let introduced = || {
        let last = names.last().filter(|r| is_person(r) && r.end == tokens.len())?;
        let before = before(last)?;
        let noun = last.len() > 1
            && !before.is_capitalised()
            && !is_preposition(before)
            && before.role.is_none()
            && !determines(before);
        let called = before.is("as") || before.is("named") || before.is("called");
        (noun && !before.ends_part || called && last.start > 1 && tokens[..last.start].iter().any(is_one))
            .then_some(last)
    };
    let behind = if titled.is_none() { holder(text, tokens, names, gazetteer) } else { None };
    let run = titled.or(behind.as_ref()).or_else(apposed).or_else(full).or_else(introduced)?;
    let name = cover(tokens, run).text(text).to_owned();
    let gender = tokens.iter().filter_map(|t| t.role).find_map(|r: Role| r.gender);
    // "Prime" belongs to the office of a prime minister.
    let is_office = |&i: &usize| {
        let opens = |i: usize| tokens[i].is("prime") || tokens[i].is("vice");
        is_one(&tokens[i]) || opens(i) && tokens.get(i + 1).is_some_and(is_one)
    };
    let roles = (0..tokens.len()).filter(is_office).map(|i| tokens[i].text.to_lowercase()).collect();
    Some(Voice::Person { name, roles, gender, affiliation: affiliation(text, tokens, Some(run), gazetteer) })
}

/// Whether an apposition says what a body is: "a volunteer group in the south".
pub(super) fn describes_body(apposition: &[Token<'_>]) -> bool {
    // "A former monitor" is no body.
    let was = ["former", "ex", "retired", "one-time"];
    let somebody = apposition.iter().any(|t| was.iter().any(|word| t.is(word)));
    !somebody && !apposition.is_empty() && apposition[head(apposition)].role.is_some_and(|r| r.kind.body().is_some())
}

/// The body for which a person speaks: what stands around its name and title.
pub(super) fn affiliation(
    text: &str,
    tokens: &[Token<'_>],
    name: Option<&Range<usize>>,
    gazetteer: &Gazetteer,
) -> Option<String> {
    let apart = |i: usize| {
        name.is_some_and(|n| n.contains(&i))
            || tokens[i].is_role(RoleKind::One)
            || tokens[i].is_role(RoleKind::Many)
            || determines(&tokens[i])
            || ["for", "of", "at", "in", "by", "from", "to", "with", "on", "the", "a", "an"]
                .iter()
                .any(|p| tokens[i].is(p))
    };
    let mut segments: Vec<Range<usize>> = Vec::new();
    for i in (0..tokens.len()).filter(|&i| !apart(i)) {
        match segments.last_mut() {
            Some(last) if last.end == i && !tokens[i - 1].ends_part => last.end = i + 1,
            _ => segments.push(i..i + 1),
        }
    }
    // "Customs" before "data" only begins the sentence.
    let begins = |s: &Range<usize>| *s == (0..1) && tokens[0].role.is_some() && !tokens[0].possessive;
    segments.retain(|s| !begins(s) || tokens.get(1).is_some_and(is_preposition));
    let named = |segment: &Range<usize>| match known(cover(tokens, segment).text(text), gazetteer) {
        Some(Voice::Body { named, .. }) => Some(named.name),
        Some(Voice::Outlet { name }) => Some(name),
        _ => None,
    };
    let bodied = |segment: &Range<usize>| {
        let rest = &tokens[segment.start..name.filter(|n| n.start > segment.start).map_or(tokens.len(), |n| n.start)];
        let end = rest.iter().position(|t| t.is_role(RoleKind::One) || t.ends_part);
        let end = end.map_or(rest.len(), |i| i + usize::from(rest[i].ends_part && !rest[i].is_role(RoleKind::One)));
        Some(rest.get(..end.max(1))?).filter(|r| !r.is_empty()).and_then(|r| body::body(text, r, gazetteer))
    };
    let state = || {
        body::state(text, &tokens[..name.map_or(tokens.len(), |n| n.start)], gazetteer)
            .or_else(|| segments.iter().find_map(|s| body::state(text, &tokens[s.clone()], gazetteer)))
    };
    let specific = segments.iter().find_map(|s| named(s).filter(|n| gazetteer.state(n).is_none()));
    specific
        .or_else(|| segments.iter().find_map(bodied).map(|named| named.name))
        .or_else(|| body::ministry(text, tokens, gazetteer))
        .or_else(|| state().map(str::to_owned))
        .or_else(|| {
            let named = |s: &&Range<usize>| {
                let name = tokens[(*s).clone()].iter().take_while(|t| t.is_capitalised());
                let last = name.clone().last().is_some_and(|t| t.possessive);
                // "A spokesperson for GE", "DALO head Per Olsen".
                let acronym = is_acronym(tokens[s.start].text) && s.len() == 1;
                last || name.count() == s.len() && (s.len() > 1 || acronym)
            };
            let segment = segments.iter().find(named)?;
            let owner = (segment.clone()).find(|&i| tokens[i].possessive).map_or(segment.end, |i| i + 1);
            Some(cover(tokens, &(segment.start..owner)).text(text).to_owned())
        })
}

pub(super) fn is_acronym(name: &str) -> bool {
    name.len() > 1 && name.chars().all(|c| c.is_uppercase() || c == '.' || c == '-' || c.is_numeric())
}
