//! Nouns and pronouns that only point back: a party the voice that speaks of itself, a force, firm or ship those named
//! before, goods those named last.

use std::collections::BTreeMap;

use hearsay_gazetteer::{Entity, Kind};

use super::body::{NAMES, body, fleet, office};
use super::engine::Draft;
use super::frame_type::FillerKind;
use super::lemma::singular;
use super::name;
use super::phrase::{Phrase, Phrases};
use super::voice::{behind_person, is_told_by, of_speaker, voice};
use crate::syntax::{Sort, Upos, Xpos};
use crate::{Claim, Span};

/// Gives what only points back its name: a party the voice that speaks of itself, goods those named last.
pub(crate) fn refer(phrases: &Phrases<'_>, claims: &[Claim], drafts: &mut [Draft<'_>]) {
    let mut goods: Vec<Phrase> = Vec::new();
    let mut firms: Vec<Phrase> = Vec::new();
    let full: Vec<String> = drafts
        .iter()
        .flat_map(|d| d.roles.iter().flatten())
        .filter(|p| p.entity.is_none() && p.name.contains(' ') && p.name.starts_with(char::is_uppercase))
        .map(|p| p.name.clone())
        .collect();
    for draft in drafts {
        for role in 0..draft.roles.len() {
            let kind = draft.filler_kind(role);
            // "Iran sent drones, two diplomats said": who only tells of it is no second party.
            if draft.roles[role].len() > 1 || draft.heard[role] {
                let tells = |p: &Phrase| is_told_by(claims, p, draft.place);
                draft.roles[role].retain(|phrase| !tells(phrase));
            }
            for phrase in &mut draft.roles[role] {
                match kind {
                    // "The foreign ministry denied supplying arms": no ministry supplies any.
                    FillerKind::Party
                        if let Some((name, entity)) = of_speaker(phrases, claims, phrase, draft.place) =>
                    {
                        (phrase.name, phrase.entity, phrase.points_back) = (name, entity, false);
                    }
                    FillerKind::Party if phrases.is_anybody(phrase.head) => {}
                    // "The two countries" are those named last.
                    FillerKind::Party
                        if phrase.entity.is_none()
                            && let Some(both) = both(phrases, phrase) =>
                    {
                        phrase.name = both;
                    }
                    FillerKind::Party if phrase.points_back => {
                        if let Some((name, entity)) = voice(phrases, claims, phrase.span) {
                            (phrase.name, phrase.entity, phrase.points_back) = (name, entity, false);
                        }
                    }
                    // "Ana Lund promised tanks": for whom she speaks.
                    FillerKind::Party
                        if phrase.entity.is_none()
                            && let Some((name, entity)) = behind_person(phrases, claims, phrase) =>
                    {
                        (phrase.name, phrase.entity, phrase.points_back) = (name, entity, false);
                    }
                    // "Its forces had hit a depot": whoever they are of.
                    FillerKind::Party
                        if phrase.entity.is_none()
                            && let Some(owner) = phrases.pronoun_of_forces(phrase.head)
                            && let Some((name, entity)) = voice(phrases, claims, owner) =>
                    {
                        (phrase.name, phrase.entity) = (name, entity);
                    }
                    FillerKind::Party
                        if phrase.entity.is_none()
                            && let Some(fleet) = fleet(phrases, phrase) =>
                    {
                        (phrase.name, phrase.entity) = (fleet.name.to_owned(), Some(fleet.id.to_owned()));
                    }
                    FillerKind::Party
                        if phrase.entity.is_none()
                            && let Some(name) = office(phrases, claims, phrase) =>
                    {
                        phrase.name = name;
                    }
                    // "Koral" for "Koral Dynamics".
                    FillerKind::Party if phrase.entity.is_none() && phrase.name.starts_with(char::is_uppercase) => {
                        let is_short =
                            |name: &&String| name.strip_prefix(&phrase.name).is_some_and(|r| r.starts_with(' '));
                        if let Some(name) = full.iter().find(is_short) {
                            phrase.name = name.clone();
                        }
                        if phrases.syntax().tokens()[phrase.head].upos == Upos::Propn {
                            firms.push(phrase.clone());
                        }
                    }
                    FillerKind::Party if phrase.entity.is_none() && !phrase.name.contains(char::is_uppercase) => {
                        let alone = !phrase.name.contains(' ');
                        if let Some(entity) = body(phrases, claims, phrase) {
                            (phrase.name, phrase.entity) = (entity.name.to_owned(), Some(entity.id.to_owned()));
                        } else if let Some((name, entity)) = (is_firm(phrases, &phrase.name)
                            && !phrases.is_indefinite(phrase.head))
                        .then(|| company(phrases, &firms, phrase.span))
                        .flatten()
                        {
                            (phrase.name, phrase.entity) = (name, entity);
                        } else {
                            // "the country", "the buyer": known from elsewhere, or not at all. "The police" are known enough,
                            // and so are "the rebels" where none are named.
                            let acts = draft.kind.has_doer(&singular(&phrase.name)) || is_armed(phrases, phrase);
                            phrase.points_back |= alone && !acts && !phrases.is_indefinite(phrase.head);
                        }
                    }
                    FillerKind::Goods if phrase.points_back => {
                        // A number means what the pack knows and what was named a sentence or two before.
                        let number = phrases.is_bare_number(phrase.head);
                        let near = |named: &Phrase| {
                            named.entity.is_some() && phrase.span.start.abs_diff(named.span.end) < NUMBER_REACH
                        };
                        let other = phrases.is_one_of_others(phrase.head);
                        let fits =
                            |named: &&Phrase| phrases.may_mean(phrase, named) && (!number || near(named)) && !other;
                        if let Some(named) = goods.iter().rev().find(fits) {
                            (phrase.name, phrase.entity) = (named.name.clone(), named.entity.clone());
                            phrase.points_back = false;
                        }
                    }
                    FillerKind::Goods
                        if let Some(named) = goods.iter().rev().find(|named| phrases.is_wider(phrase, named)) =>
                    {
                        (phrase.name, phrase.entity) = (named.name.clone(), named.entity.clone());
                    }
                    // "sells an aircraft" names none that "the aircraft" could mean.
                    FillerKind::Goods
                        if !phrases.pack.goods.contains(&phrase.name)
                            && phrase.head != draft.trigger
                            && (phrase.entity.is_some() || phrases.is_goods(phrase.head)) =>
                    {
                        goods.push(phrase.clone());
                    }
                    _ => {}
                }
            }
            if kind == FillerKind::Party {
                let apart = std::mem::take(&mut draft.roles[role]).into_iter().flat_map(|p| joint(phrases, p));
                draft.roles[role] = apart.collect();
            }
            let mut names: Vec<String> = Vec::new();
            draft.roles[role].retain(|phrase| {
                let once = matches!(kind, FillerKind::Party | FillerKind::Place);
                let first = !once || !names.contains(&phrase.name);
                names.push(phrase.name.clone());
                first
            });
            draft.closed[role] |=
                draft.roles[role].iter().any(|phrase| phrase.points_back && is_person(phrases, phrase));
            let told = !draft.roles[role].is_empty();
            draft.roles[role].retain(|phrase| {
                !phrase.points_back
                    || kind == FillerKind::Goods
                        && !phrases.is_pronoun(phrase.head)
                        && !phrases.is_thing_pronoun(phrase.head)
            });
            draft.lost |= draft.kind.counted() == Some(role) && told && draft.roles[role].is_empty();
        }
        part_sides(phrases, draft);
    }
}

/// Takes a pronoun out of a role where it would mean who stands on the other side: "Chad froze its accounts" tells of
/// somebody else's. Who cooperates is on one side, and has one role.
fn part_sides(phrases: &Phrases<'_>, draft: &mut Draft<'_>) {
    let parties: Vec<usize> = draft.parties().collect();
    let [one, other] = parties[..] else { return };
    for (role, opposite) in [(one, other), (other, one)] {
        let others: Vec<String> = draft.roles[opposite].iter().map(|party| party.name.clone()).collect();
        let is_same = |party: &Phrase| phrases.is_pronoun(party.head) && others.contains(&party.name);
        draft.roles[role].retain(|party| !is_same(party));
    }
}

/// Bytes within which a number's noun was named.
const NUMBER_REACH: usize = 400;

fn is_firm(phrases: &Phrases<'_>, noun: &str) -> bool {
    phrases.gazetteer.role(noun).is_some_and(|r| r.kind == hearsay_gazetteer::RoleKind::Organisation)
}

/// The two states of which "the two countries" are said, joined.
fn both(phrases: &Phrases<'_>, phrase: &Phrase) -> Option<String> {
    let noun = singular(phrases.lemma(phrase.head));
    let counted = |&d: &usize| matches!(phrases.arguments.word(d).as_str(), "two" | "both");
    let two = phrases.syntax().dependents(phrase.head).iter().any(counted);
    if !two || !matches!(noun.as_str(), "country" | "state" | "nation" | "side" | "neighbour" | "ally") {
        return None;
    }
    let named = phrases.names_before(phrase.span).take(NAMES).map(|name| name.reading.entity);
    let mut states: Vec<&str> = Vec::new();
    for entity in named.filter(|entity| entity.kind == Kind::Country) {
        if !states.contains(&entity.name) {
            states.push(entity.name);
        }
    }
    let [last, first, ..] = states.as_slice() else { return None };
    Some(format!("{first} and {last}"))
}

/// Whether a plural is one for an armed group: "the rebels".
fn is_armed(phrases: &Phrases<'_>, phrase: &Phrase) -> bool {
    let group = phrases.gazetteer.role(&phrase.name).and_then(|role| role.kind.body()) == Some(Kind::Group);
    group && matches!(phrases.syntax().tokens()[phrase.head].xpos, Xpos::Nns | Xpos::Nnps)
}

/// Whether a noun is said of persons who stand for no state: "the men", "anybody".
fn is_person(phrases: &Phrases<'_>, phrase: &Phrase) -> bool {
    let here = &phrases.syntax().tokens()[phrase.head];
    phrases.is_anybody(phrase.head)
        || here.upos == Upos::Noun
            && here.mention == Sort::Person
            && !phrases.pack.stands_for_state.contains(&singular(phrases.lemma(phrase.head)))
}

/// The parties of a voice that several have: "Iran and Russia", "the presidents of Russia and Iran".
fn joint(phrases: &Phrases<'_>, phrase: Phrase) -> Vec<Phrase> {
    // "entities in Iran and Russia" are neither.
    let elsewhere = [" in ", " near ", " from "].iter().any(|word| phrase.name.contains(word));
    if phrase.entity.is_some() || !phrase.name.contains(" and ") || elsewhere {
        return vec![phrase];
    }
    let named = phrases.gazetteer.mentions(&phrase.name).map(|m| m.reading.entity);
    let of = |entity: &Entity<'_>| Phrase {
        name: entity.name.to_owned(),
        entity: Some(entity.id.to_owned()),
        ..phrase.clone()
    };
    let parties: Vec<Phrase> = named.filter(|e| e.kind != Kind::Outlet).map(of).collect();
    if parties.len() > 1 { parties } else { vec![phrase] }
}

/// The firm that "the company" means: of those named before, the one of which the article speaks most, the later of two.
fn company(phrases: &Phrases<'_>, firms: &[Phrase], at: Span) -> Option<(String, Option<String>)> {
    let known = phrases.names_before(at).take(NAMES).filter(|n| name::is_firm(n.reading.entity));
    let known = known.map(|n| (n.span.end, n.reading.entity.name, Some(n.reading.entity.id)));
    let others = firms.iter().rev().take(NAMES).filter(|firm| firm.span.end <= at.start);
    let mut spoken: BTreeMap<&str, (usize, usize, Option<&str>)> = BTreeMap::new();
    for (end, name, entity) in known.chain(others.map(|firm| (firm.span.end, firm.name.as_str(), None))) {
        let (times, last, _) = spoken.entry(name).or_insert((0, 0, entity));
        (*times, *last) = (*times + 1, end.max(*last));
    }
    let most = spoken.into_iter().max_by_key(|(_, (times, last, _))| (*times, *last));
    most.map(|(name, (.., entity))| (name.to_owned(), entity.map(str::to_owned)))
}
