//! Nouns and pronouns that only point back: a party the voice that speaks of itself, a force, firm or ship those named
//! before, goods those named last.

use std::collections::BTreeMap;

use hearsay_gazetteer::{Entity, Kind};

use super::engine::Draft;
use super::frame_type::FillerKind;
use super::lemma::singular;
use super::name;
use super::phrase::{Phrase, Phrases};
use crate::syntax::{Relation, Sort, Upos, Xpos};
use crate::{Claim, Polarity, Quotation, Span, Speaker, SpeakerKind};

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
            for phrase in &mut draft.roles[role] {
                match kind {
                    // "The foreign ministry denied supplying arms": no ministry supplies any.
                    FillerKind::Party
                        if let Some((name, entity)) = of_speaker(phrases, claims, phrase, draft.place) =>
                    {
                        (phrase.name, phrase.entity, phrase.points_back) = (name, entity, false);
                    }
                    FillerKind::Party if phrases.is_anybody(phrase.head) => {}
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
                        } else if let Some((name, entity)) =
                            (is_firm(phrases, &phrase.name) && !phrases.is_indefinite(phrase.head)).then(|| company(phrases, &firms, phrase.span)).flatten()
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
                    // "sells an aircraft" names none that "the aircraft" could mean.
                    FillerKind::Goods
                        if !phrases.pack.goods.contains(&phrase.name)
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
                let first = kind != FillerKind::Party || !names.contains(&phrase.name);
                names.push(phrase.name.clone());
                first
            });
            draft.closed[role] =
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
    }
}

/// Bytes within which a number's noun was named.
const NUMBER_REACH: usize = 400;

fn is_firm(phrases: &Phrases<'_>, noun: &str) -> bool {
    phrases.gazetteer.role(noun).is_some_and(|r| r.kind == hearsay_gazetteer::RoleKind::Organisation)
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

/// Names before a noun among which it is told whom it means: more than an article has.
const NAMES: usize = 500;

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

/// The body that "the group" or "the force" means: the last of its kind named before.
fn body<'a>(phrases: &Phrases<'a>, claims: &[Claim], phrase: &Phrase) -> Option<&'a Entity<'a>> {
    let noun = phrase.name.as_str();
    if noun == "air force" {
        let of_state = || force_of(phrases, noun, own_state(phrases, claims, phrase)?.name);
        return force(phrases, noun, phrase.span).or_else(of_state);
    }
    let kind = phrases.gazetteer.role(noun)?.kind.body()?;
    // "weapons for militants" are for any.
    if kind == Kind::Group && phrases.is_indefinite(phrase.head) {
        return None;
    }
    let last = |fits: &dyn Fn(&Entity<'a>) -> bool| {
        phrases.names_before(phrase.span).take(NAMES).map(|n| n.reading.entity).find(|e| fits(e))
    };
    let armed = |of: Kind| matches!(of, Kind::Military | Kind::Group);
    match noun {
        // That of the state whose was named, before any other force.
        "army" | "military" | "navy" => {
            return force(phrases, noun, phrase.span)
                .or_else(|| last(&|e| e.kind == Kind::Military && !is_irregular(e)))
                .or_else(|| force_of_voice(phrases, claims, phrase))
                .or_else(|| force_of(phrases, noun, only_state(phrases, phrase.span)?))
                .or_else(|| last(&|e| armed(e.kind)));
        }
        "government" => return own_state(phrases, claims, phrase),
        "group" => last(&|e| e.kind == Kind::Group),
        // "The general accused Aden of arming the paramilitaries": no state's own army.
        _ if kind == Kind::Group => last(&is_irregular),
        _ => None,
    }
    .or_else(|| last(&|e| armed(e.kind) && armed(kind) && (kind != Kind::Group || is_irregular(e))))
    .or_else(|| {
        // A union of states is no firm.
        let union = phrases.pack.alliances.contains(noun);
        last(&|e| e.kind == kind && !armed(kind) && (kind != Kind::Organisation || union && e.country.is_none()))
    })
}

/// The army of the state for which somebody speaks who tells of "the army".
fn force_of_voice<'a>(phrases: &Phrases<'a>, claims: &[Claim], phrase: &Phrase) -> Option<&'a Entity<'a>> {
    let around = claims.iter().filter(|c| c.quotation != Quotation::None && c.content.contains(phrase.span));
    let (name, _) = party_of(phrases, &around.min_by_key(|c| c.content.len())?.speaker)?;
    force_of(phrases, &phrase.name, phrases.gazetteer.state(&name)?)
}

/// The state that "the government" is of: the last named before it in its sentence, that of the voice, or the only one.
fn own_state<'a>(phrases: &Phrases<'a>, claims: &[Claim], phrase: &Phrase) -> Option<&'a Entity<'a>> {
    let gazetteer = phrases.gazetteer;
    let sentence = phrases.start_of_sentence(phrase.head);
    let mut named = phrases.names_before(phrase.span).take_while(|name| name.span.start >= sentence);
    let here = named.find(|name| name.reading.entity.kind == Kind::Country).map(|name| name.reading.entity.name);
    let around = claims.iter().filter(|c| c.quotation != Quotation::None && c.content.contains(phrase.span));
    let voice = || party_of(phrases, &around.min_by_key(|c| c.content.len())?.speaker).and_then(|(name, _)| gazetteer.state(&name));
    let state = here.or_else(voice).or_else(|| only_state(phrases, phrase.span))?;
    gazetteer.lookup(state).map(|reading| reading.entity)
}

fn force_of<'a>(phrases: &Phrases<'a>, noun: &str, state: &str) -> Option<&'a Entity<'a>> {
    phrases.gazetteer.body(&format!("{} {noun}", phrases.gazetteer.adjective(state)?))
}

/// The state of which alone an article has spoken before some words.
fn only_state<'a>(phrases: &Phrases<'a>, at: Span) -> Option<&'a str> {
    let before = phrases.names_before(at).take(NAMES).map(|name| name.reading.entity);
    let mut states = before.filter(|entity| entity.kind == Kind::Country).map(|entity| entity.name);
    let last = states.next()?;
    states.all(|state| state == last).then_some(last)
}

/// Whether a force is none of a state's regular ones.
fn is_irregular(body: &Entity<'_>) -> bool {
    let regular = || ["Armed Forces", "Army", "Navy", "Air Force", "Guard"].iter().any(|name| body.name.contains(name));
    body.kind == Kind::Group || body.kind == Kind::Military && !regular()
}

/// The body that a ship or its crew stands for, the last of its kind named before: "the frigate Heron" for a navy.
fn fleet<'a>(phrases: &Phrases<'a>, phrase: &Phrase) -> Option<&'a Entity<'a>> {
    if phrases.is_indefinite(phrase.head) {
        return None;
    }
    // "The frigate, HMS Talbot": what its name begins with tells whose it is.
    let mut called = phrases.syntax().dependents_by(phrase.head, &[Relation::Appos]);
    if let Some(body) = called.find_map(|name| phrases.body_that_owns(name, "", phrases.words(name))) {
        return Some(body);
    }
    // "the frigate Talbot": the name may be the head.
    let kinds = phrases.syntax().dependents_by(phrase.head, &[Relation::Compound, Relation::NmodDesc, Relation::Flat]);
    let mut nouns = std::iter::once(phrase.head).chain(kinds).map(|noun| singular(phrases.lemma(noun)));
    let body = nouns.find_map(|noun| phrases.pack.body(&noun))?;
    force(phrases, body, phrase.span).or_else(|| phrases.fleet_told(body, phrase.span))
}

/// The force that a noun calls by its kind, the last named before; an army is also one of "armed forces".
fn force<'a>(phrases: &Phrases<'a>, noun: &str, at: Span) -> Option<&'a Entity<'a>> {
    let mut named = phrases.names_before(at).take(NAMES).map(|n| n.reading.entity);
    named.find(|e| {
        let name = e.name.to_lowercase();
        e.kind == Kind::Military && (name.contains(noun) || noun != "navy" && name.contains("armed forces"))
    })
}

/// The party that speaks in the narrowest claim around some words.
fn voice(phrases: &Phrases<'_>, claims: &[Claim], at: Span) -> Option<(String, Option<String>)> {
    let around = || claims.iter().filter(|c| c.quotation != Quotation::None && c.content.contains(at));
    let narrowest = around().min_by_key(|c| c.content.len());
    // "Iran rejected US allegations that it had shipped drones": who denies what another says is whom it is said of.
    let denier = around()
        .filter(|c| c.polarity == Polarity::Negative && narrowest.is_some_and(|n| n.content.len() < c.content.len()))
        .min_by_key(|c| c.content.len());
    let claim = denier.or(narrowest);
    let word = at.text(phrases.arguments.text).to_lowercase();
    // "Aden will ask the Council to extend its embargo": whose clause it is.
    if matches!(word.as_str(), "its" | "their")
        && let Some(entity) = phrases.subject_over(at)
    {
        return Some((entity.name.to_owned(), Some(entity.id.to_owned())));
    }
    // "Russia has signed the pact and its drones": whoever the content speaks of comes before who speaks.
    // "It also barred two firms, the Post reported": who speaks is named only behind, the one meant before.
    let named_behind = claim.is_none_or(|c| c.source.is_some_and(|source| source.start >= c.content.end));
    let meant = || {
        let before = phrases.subject_before(claim.map(|c| c.content), at);
        let elsewhere = || phrases.party_before(at).or_else(|| phrases.subject_of_last_sentence(at));
        before.or_else(|| named_behind.then(elsewhere).flatten())
    };
    let of = |entity: &Entity<'_>| Some((entity.name.to_owned(), Some(entity.id.to_owned())));
    if matches!(word.as_str(), "it" | "its" | "they" | "their")
        && let Some(entity) = meant()
    {
        return of(entity);
    }
    if word == "it"
        && claim.is_none()
        && let Some(party) = phrases.party_of_last_sentence(at)
    {
        let spoke = claims.iter().find(|c| c.source.is_some_and(|source| source.contains(party.span)));
        let spoken_for = spoke.and_then(|claim| party_of(phrases, &claim.speaker));
        let known = || body(phrases, claims, &party).filter(|_| party.entity.is_none()).and_then(of);
        return spoken_for.or_else(known).or(Some((party.name.clone(), party.entity.clone())));
    }
    // "The guns are the North's, so it would have to train them": whoever speaks is no "them".
    if word == "them" {
        return meant().and_then(of);
    }
    // Who is only quoted behind ("according to the agency") tells of others.
    let is_asked = |claim: &&Claim| claim.cue.is_some_and(|cue| cue.text(phrases.arguments.text) == "according to");
    let claim = claim.filter(|claim| !(named_behind && is_asked(claim)))?;
    // Nor does a paper tell of itself.
    if claim.speaker.kind == SpeakerKind::Media {
        return None;
    }
    // "from buying arms from Iran or selling to it, analysts said": whoever was named last, since persons are no "it".
    if matches!(word.as_str(), "it" | "its") && is_persons(&claim.speaker) {
        let before = phrases.names_before(at).take_while(|name| name.span.start >= claim.content.start);
        return before.map(|name| name.reading.entity).find(|e| e.kind != Kind::Outlet).and_then(of);
    }
    party_of(phrases, &claim.speaker)
}

/// The party of the voice whose own words a phrase is, where the voice tells of itself.
fn of_speaker(
    phrases: &Phrases<'_>,
    claims: &[Claim],
    phrase: &Phrase,
    told: Span,
) -> Option<(String, Option<String>)> {
    let own = |c: &&Claim| c.source.is_some_and(|source| source.contains(phrase.span)) && c.content.contains(told);
    party_of(phrases, &claims.iter().find(own)?.speaker)
}

/// The party for which a person acts who speaks for one elsewhere in the article.
fn behind_person(phrases: &Phrases<'_>, claims: &[Claim], phrase: &Phrase) -> Option<(String, Option<String>)> {
    if phrases.syntax().tokens()[phrase.head].upos != Upos::Propn {
        return None;
    }
    let speaks = |c: &&Claim| {
        let is_one = |name: &String| *name == phrase.name || name.rsplit(' ').next() == Some(phrase.name.as_str());
        c.speaker.kind == SpeakerKind::Person
            && c.speaker.affiliation.is_some()
            && c.speaker.name.as_ref().is_some_and(is_one)
    };
    party_of(phrases, &claims.iter().find(speaks)?.speaker)
}

/// Whether a voice is of persons who speak for nobody: "analysts".
fn is_persons(speaker: &Speaker) -> bool {
    matches!(speaker.kind, SpeakerKind::Anonymous | SpeakerKind::Person) && speaker.affiliation.is_none()
}

/// Words of which none names who speaks.
const NOBODY: [&str; 16] = [
    "i", "we", "he", "she", "it", "they", "you", "who", "some", "many", "others", "several", "few", "most", "all",
    "both",
];

/// For whom a voice speaks: its state, or a firm, a movement or an army.
fn party_of(phrases: &Phrases<'_>, speaker: &Speaker) -> Option<(String, Option<String>)> {
    // Nobody in particular: "I", "some".
    let is_nobody = |name: &String| NOBODY.contains(&name.to_lowercase().as_str());
    if speaker.name.as_ref().is_some_and(is_nobody) {
        return None;
    }
    let name = match speaker.kind {
        SpeakerKind::Person => speaker.affiliation.as_ref()?,
        SpeakerKind::Anonymous => speaker.affiliation.as_ref().or(speaker.name.as_ref())?,
        _ => speaker.name.as_ref()?,
    };
    // "American and British officials" speak for both, whom `joint` parts.
    if name.contains(" and ") && phrases.gazetteer.mentions(name).count() > 1 {
        return Some((name.clone(), None));
    }
    let state = || {
        let body = phrases.gazetteer.lookup(name).map(|r| r.entity);
        let of = body.and_then(|b| phrases.gazetteer.country_of(b));
        // "European Union ambassadors": a union of states, too.
        let first = phrases.gazetteer.mentions(name).next().filter(|mention| mention.span.start == 0);
        let of_states = |e: &&Entity<'_>| e.kind == Kind::Country || e.kind == Kind::Organisation && e.country.is_none();
        of.or(first.map(|mention| mention.reading.entity).filter(of_states))
    };
    // "Chadian officials want drones": they speak for their state.
    let stands_for_state = name
        .rsplit(' ')
        .next()
        .is_some_and(|last| phrases.pack.stands_for_state.contains(&singular(&last.to_lowercase())));
    let civil = matches!(speaker.kind, SpeakerKind::Government | SpeakerKind::Person | SpeakerKind::Anonymous)
        || stands_for_state;
    // A movement's spokesman speaks for it, and an army's for the army.
    let armed = phrases.gazetteer.lookup(name).is_some_and(|r| matches!(r.entity.kind, Kind::Group | Kind::Military));
    match state().filter(|_| civil && !armed) {
        Some(state) => Some((state.name.to_owned(), Some(state.id.to_owned()))),
        None => Some((name.clone(), None)),
    }
}
