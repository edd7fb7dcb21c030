//! Which arguments of a trigger fill which roles of its frame.

use hearsay_gazetteer::Kind;

use super::argument::{Argument, Slot};
use super::frame_type::{FillerKind, FrameType, Pos, Role, Trigger};
use super::lemma::singular;
use super::phrase::{Phrase, Phrases};
use crate::Span;
use crate::syntax::Relation;

/// Nouns that tell on what terms something is done, behind "on".
const TERMS: [&str; 14] = [
    "basis",
    "behalf",
    "condition",
    "course",
    "credit",
    "demand",
    "ground",
    "loan",
    "order",
    "purpose",
    "request",
    "schedule",
    "term",
    "time",
];

/// The fillers of each role, or `None` where the word can't mean such an event. Where the word's subject `acts`, "it" is no
/// goods there.
pub(super) fn fillers<'a>(
    phrases: &Phrases<'a>,
    kind: &FrameType,
    trigger: &Trigger,
    arguments: &[Argument],
    acts: bool,
) -> Option<Vec<Vec<Phrase>>> {
    let mut used: Vec<usize> = Vec::new();
    let mut roles: Vec<Vec<Phrase>> = Vec::new();
    // Nouns of events that tell what is moved: "a ban on *imports* of rifles".
    let mut events: Vec<usize> = Vec::new();
    // Goods that the tree joins to a party: "vehicles from Jordan and drones from Turkey".
    let mut stray: Vec<usize> = Vec::new();
    for role in &kind.roles {
        let strictly = trigger.needs.iter().any(|n| *n.get_ref() == role.name);
        let mut filled = Vec::new();
        for slot in kind.slots(trigger, &role.name) {
            for &(_, head) in arguments.iter().filter(|(s, _)| s == slot) {
                // "for" stands before prices and purposes too.
                let vague = slot.is_behind(&["for"]);
                let strictly =
                    strictly || vague || matches!(slot, Slot::Modifier | Slot::ObjectModifier | Slot::Included);
                let mut tokens = phrases.arguments.joined(head);
                // "Peru and Spain signed a contract": one with the other.
                let other = |t: usize| arguments.iter().any(|(slot, at)| *at == t && slot.is_behind(&["with"]));
                if *slot == Slot::Subject {
                    tokens.retain(|&t| t == head || !other(t));
                }
                // "Turkish-made drones and Chinese radars".
                if trigger.pos == Pos::Participle {
                    tokens.retain(|&t| t == head || phrases.state(t).is_none());
                }
                if role.filler == FillerKind::Goods {
                    // "a ban on the sale of rifles" is one on rifles, "talks over the purchase of radars" are about radars.
                    if kind.counts.is_none() || slot.is_behind(&["over", "about", "on"]) {
                        events.extend(tokens.iter().filter(|&&t| phrases.is_event(t)));
                        tokens = tokens.into_iter().flat_map(|t| phrases.moved(t)).collect();
                    }
                    let parts: Vec<usize> = tokens.iter().flat_map(|&t| phrases.arguments.included(t)).collect();
                    tokens.extend(parts.into_iter().flat_map(|t| phrases.arguments.joined(t)));
                }
                if role.filler == FillerKind::Party && matches!(slot, Slot::Preposition(_)) {
                    stray.extend(tokens.iter().filter(|&&t| t != head && phrases.is_goods(t)));
                }
                let party = role.filler == FillerKind::Party;
                // Who acts where things do, and whose a region is.
                let behind = |token: usize| match phrases.state(token) {
                    Some(state) if party && matches!(slot, Slot::Preposition(_)) && phrases.is_region(token) => {
                        vec![state]
                    }
                    // "sights for Turkish drones" are for Turkey.
                    Some(state) if party && slot.is_behind(&["for"]) && phrases.is_goods(token) => vec![state],
                    // "spare parts for MiG fighters" are for nobody.
                    _ if party && slot.is_behind(&["for"]) && phrases.is_goods(token) => Vec::new(),
                    // "sends arms to either side".
                    _ if party && phrases.is_some_side(token) => Vec::new(),
                    // "Denmark bought howitzers for its army", "Danish firms bought them for Denmark".
                    _ if party
                        && slot.is_behind(&["for"])
                        && kind.slots(trigger, &role.name).contains(&Slot::Subject)
                        && phrases.is_of_subject(token, arguments) =>
                    {
                        Vec::new()
                    }
                    // "from depots of the army", "from Rwandan depots".
                    _ if party
                        && slot.is_behind(&["from"])
                        && let Some(owner) = phrases.owner_of_store(token) =>
                    {
                        vec![owner]
                    }
                    _ if !party || *slot != Slot::Subject => vec![token],
                    // "Israeli jets bombed", "dropped by Saudi aircraft".
                    Some(state)
                        if trigger.pos == Pos::Verb
                            && phrases.is_goods(token)
                            && !phrases.fits(token, role.filler, strictly) =>
                    {
                        phrases.states(state)
                    }
                    // "Security Council resolutions forbid".
                    _ => vec![phrases.whose_paper(token).unwrap_or(token)],
                };
                // "a group of officers" are officers.
                let many = |token: usize| if party { phrases.one_of_many(token).unwrap_or(token) } else { token };
                for token in tokens.into_iter().map(many).flat_map(behind) {
                    if acts && role.filler == FillerKind::Goods && *slot == Slot::Subject && phrases.is_pronoun(token) {
                        continue;
                    }
                    let lemma = phrases.lemma(token);
                    let called = [singular(lemma), lemma.to_owned(), phrases.arguments.word(token)];
                    if !role.nouns.is_empty() && !called.iter().any(|noun| role.nouns.contains(noun)) {
                        continue;
                    }
                    let named = match slot {
                        // "a Koral Dynamics contract", but not "the New Start treaty".
                        Slot::Modifier => {
                            // Nor "the Access Agreement", which is a name.
                            let known = || {
                                phrases.name_at(token).is_some()
                                    || phrases.may_be_firm(token) && !phrases.follows_name(token + 1)
                            };
                            !party || phrases.is_named(token) && known()
                        }
                        // "seized an Iranian shipment", not "boarded the Marmara Star".
                        Slot::ObjectModifier => !party || phrases.country(token).is_some(),
                        // "send two ASC 890 planes": what stands before goods is to get them only if it is known.
                        Slot::Indirect if party && phrases.is_before_noun(token) => phrases.name_at(token).is_some(),
                        // "cooperation in space", not "an agreement in Rome".
                        slot if slot.is_behind(&["in"]) && role.filler == FillerKind::Words => {
                            !phrases.fits(token, FillerKind::Place, false) && !phrases.may_be_place(token)
                        }
                        // "sales by many billions of dollars".
                        Slot::Preposition(_) if role.filler == FillerKind::Words && phrases.is_time_or_money(token) => {
                            false
                        }
                        // "over the border", not "over a software upgrade".
                        slot if slot.is_behind(&["over"]) && role.filler == FillerKind::Words => {
                            phrases.fits(token, FillerKind::Place, false) || phrases.may_be_place(token)
                        }
                        // "on a freighter", not "on better terms".
                        slot if slot.is_behind(&["on"]) && role.filler == FillerKind::Words => {
                            !TERMS.contains(&singular(phrases.lemma(token)).as_str())
                        }
                        // "made in China", not "made in Tatarstan".
                        slot if slot.is_behind(&["in"]) => !party || phrases.country(token).is_some(),
                        _ => true,
                    };
                    // "the frigate found rifles": whom the trigger takes for an actor.
                    let asked_for = party && trigger.asks_for(slot, phrases.lemma(token));
                    let somewhere = role.filler == FillerKind::Place
                        && (*slot == Slot::Object || slot.is_behind(&["at", "in", "near", "off"]))
                        && phrases.may_be_place(token);
                    // "Kestrel sold rifles", "the frigate stopped a boat": whoever does it, whatever else it may be.
                    let does = party && *slot == Slot::Subject && trigger.pos == Pos::Verb;
                    let acts = does && (phrases.is_proper(token) || phrases.stands_for_body(token));
                    let fits = asked_for || somewhere || acts || phrases.fits(token, role.filler, strictly);
                    let of_party = |t: usize| {
                        let parties = kind.roles.iter().zip(&roles).filter(|(r, _)| r.filler == FillerKind::Party);
                        parties.flat_map(|(_, of)| of).any(|p| p.head == t)
                    };
                    // "made by the state factory Kestrel" tells where and who.
                    let named_works = || party && *slot == Slot::Subject && phrases.is_named_works(token);
                    let free = !used.contains(&token) || role.shares && of_party(token) || named_works();
                    if named && free && fits {
                        used.push(token);
                        let phrase = match role.members {
                            true => phrases.members(token),
                            false => phrases.read(token, role.filler),
                        };
                        // Nobody is the other party, too: "Beijing lifted the Chinese ban".
                        let other = |p: &Phrase| p.entity.is_some() && p.entity == phrase.entity;
                        let is_other = || roles.iter().flatten().any(other);
                        if !party || !filled.iter().any(|f: &Phrase| f.name == phrase.name) && !is_other() {
                            filled.push(phrase);
                            if party {
                                let others = phrases.other_states(token).into_iter();
                                filled.extend(others.map(|state| phrases.read(state, role.filler)));
                            }
                        }
                    }
                }
            }
            if !filled.is_empty() && !role.several {
                break;
            }
        }
        if role.filler == FillerKind::Goods {
            filled = phrases.rejoined(filled);
        }
        if strictly && filled.is_empty() {
            return None;
        }
        if role.several {
            filled.sort_by_key(|phrase| phrase.head);
        }
        roles.push(filled);
    }
    if let Some(counted) = kind.counted().filter(|&r| !roles[r].is_empty()) {
        let stray = stray.into_iter().filter(|t| !used.contains(t));
        roles[counted].extend(stray.map(|t| phrases.goods(t)));
    }
    let goods: Vec<usize> = kind
        .roles
        .iter()
        .zip(&roles)
        .find(|(role, _)| role.filler == FillerKind::Goods)
        .map_or_else(Vec::new, |(_, of)| of.iter().map(|p| p.head).collect());
    for (i, role) in
        kind.roles.iter().enumerate().filter(|(_, role)| kind.slots(trigger, &role.name).contains(&Slot::Provenance))
    {
        if !roles[i].is_empty() {
            continue;
        }
        // "ordered its first jets": who gets them has them now.
        let gets = kind.acting(trigger).any(|other| other.name != role.name);
        // So has who gets a first: "Peru's first jets arrived".
        let first = |g: usize| {
            phrases.syntax().dependents_by(g, &[Relation::Amod]).any(|m| phrases.arguments.word(m) == "first")
        };
        let owner = |g: usize| phrases.owner(g).filter(|&o| !(first(g) || gets && phrases.is_pronoun(o)));
        // "a batch of Russian vehicles".
        let of = |g: usize| phrases.partitive(g).and_then(|inner| phrases.state(inner));
        let from = |g: usize| phrases.state(g).or_else(|| of(g)).or_else(|| phrases.come_from(g)).or_else(|| owner(g));
        let state = goods.iter().find_map(|&g| from(g)).or_else(|| events.iter().find_map(|&e| phrases.come_from(e)));
        // Who made a bomb need not have dropped it: "a U.S.-made bomb".
        let Some(state) = state.filter(|&s| !used.contains(&s) && !phrases.is_agent_of_participle(s)) else { continue };
        for phrase in phrases.states(state).into_iter().map(|state| phrases.read(state, role.filler)) {
            if !roles.iter().flatten().any(|p| p.name == phrase.name) {
                roles[i].push(phrase);
            }
        }
    }
    for_whom(phrases, kind, trigger, &goods, &used, &mut roles);
    bought_for(phrases, kind, trigger, arguments, &mut roles);
    // "Poland signed a deal with Koral Dynamics": of a state and a firm, the firm is the one that sells.
    if let Some(seller) = trigger.firm.as_ref().and_then(|firm| kind.index_of(firm.get_ref())) {
        let is_firm = |of: &[Phrase]| !of.is_empty() && of.iter().all(|p| phrases.names_firm(p));
        let buyer =
            (0..roles.len()).find(|&r| r != seller && kind.roles[r].filler == FillerKind::Party && is_firm(&roles[r]));
        if let Some(buyer) = buyer.filter(|_| !is_firm(&roles[seller])) {
            roles.swap(seller, buyer);
        }
    }
    // "left the North Korean port of Rajin".
    for (i, role) in kind.roles.iter().enumerate() {
        if !roles[i].is_empty() {
            continue;
        }
        let place = role.home_of.as_ref().and_then(|of| kind.index_of(of.get_ref())).and_then(|of| roles[of].first());
        let state = place
            .and_then(|place| phrases.state(place.head).or_else(|| phrases.country(place.head).map(|_| place.head)));
        // "Kestrel's Latvian plant" is Kestrel's.
        let owner = place.and_then(|place| phrases.owner(place.head)).filter(|&owner| !phrases.is_pronoun(owner));
        roles[i].extend(owner.or(state).map(|party| phrases.read(party, role.filler)));
    }
    Some(roles)
}

/// Makes a giver of who buys for another: "Denmark bought howitzers for Ukraine".
fn bought_for(
    phrases: &Phrases<'_>,
    kind: &FrameType,
    trigger: &Trigger,
    arguments: &[Argument],
    roles: &mut [Vec<Phrase>],
) {
    let gets = |role: &usize| {
        let slots = kind.slots(trigger, &kind.roles[*role].name);
        slots.contains(&Slot::Subject) && slots.iter().any(|slot| slot.is_behind(&["for"]))
    };
    let parties = || (0..roles.len()).filter(|&role| kind.roles[role].filler == FillerKind::Party);
    let Some(getter) = parties().find(gets) else { return };
    let Some(giver) = parties().find(|&role| kind.gives(trigger, role)).filter(|&r| r != getter) else { return };
    let subject = arguments.iter().find(|(slot, _)| *slot == Slot::Subject).map(|&(_, at)| at);
    let named = |p: &Phrase| arguments.iter().any(|(slot, at)| slot.is_behind(&["for"]) && *at == p.head);
    let other = subject.filter(|_| roles[getter].iter().any(named));
    if let Some(buyer) = other.filter(|&at| roles[giver].is_empty() && phrases.fits(at, FillerKind::Party, false)) {
        roles[giver].push(phrases.read(buyer, FillerKind::Party));
    }
}

/// Fills the role of those who get the goods, where nothing else does, with whose other goods these are for: "suspended sales
/// of sights for Turkish drones", "a swap of shells for Iranian drones".
fn for_whom(
    phrases: &Phrases<'_>,
    kind: &FrameType,
    trigger: &Trigger,
    goods: &[usize],
    used: &[usize],
    roles: &mut [Vec<Phrase>],
) {
    let in_return = kind.exchange.as_ref().and_then(|role| kind.index_of(role.get_ref()));
    let returned = in_return.map_or(&[][..], |role| roles[role].as_slice());
    let owners = returned.iter().filter_map(|p| phrases.state(p.head));
    let users = goods.iter().flat_map(|&g| phrases.meant_for(g));
    let owner = owners.chain(users).find(|state| !used.contains(state));
    let gets = |role: &Role| {
        let slots = kind.slots(trigger, &role.name);
        role.filler == FillerKind::Party
            && !slots.contains(&Slot::Provenance)
            && slots.iter().any(|slot| slot.is_behind(&["for", "to"]))
    };
    let getting = (0..roles.len()).find(|&r| roles[r].is_empty() && gets(&kind.roles[r]));
    let Some((role, owner)) = getting.zip(owner) else { return };
    let phrase = phrases.read(owner, FillerKind::Party);
    if !roles.iter().flatten().any(|p| p.name == phrase.name) {
        roles[role].push(phrase);
    }
}

/// The role whose party stands right before the noun and may as well fill the other role, where that is empty. A state's
/// own name there is the other's: "the Cuban embargo" may be Cuba's or on it, "the Cuba embargo" is on it.
pub(super) fn either(
    phrases: &Phrases<'_>,
    kind: &FrameType,
    trigger: &Trigger,
    arguments: &[Argument],
    roles: &mut [Vec<Phrase>],
) -> Option<usize> {
    let role = kind.index_of(trigger.either.as_ref()?.get_ref())?;
    let is_party = |r: &usize| kind.roles[*r].filler == FillerKind::Party && *r != role;
    let other = (0..roles.len()).find(is_party).filter(|&other| roles[other].is_empty())?;
    let [party] = roles[role].as_slice() else { return None };
    let head = party.head;
    arguments.iter().find(|(slot, at)| *slot == Slot::Modifier && *at == head)?;
    if phrases.is_own_name(head) {
        roles.swap(role, other);
    }
    Some(role)
}

/// Leaves to a role of places what stands at the end of another's words: of "fighters in Mali" Mali.
pub(super) fn places_apart(phrases: &Phrases<'_>, kind: &FrameType, roles: &mut [Vec<Phrase>]) {
    let places: Vec<Phrase> = (0..roles.len())
        .filter(|&r| kind.roles[r].filler == FillerKind::Place)
        .flat_map(|r| roles[r].to_vec())
        .collect();
    // "The plant in Lagos" is where it is.
    let located =
        |role: &Role| kind.roles.iter().any(|r| r.within.as_ref().is_some_and(|of| *of.get_ref() == role.name));
    let told = kind.roles.iter().zip(roles).filter(|(role, _)| role.filler == FillerKind::Words && !located(role));
    for (_, of) in told {
        for phrase in of {
            let words = phrase.span.text(phrases.arguments.text);
            let behind =
                |place: &Phrase| words.strip_suffix(place.span.text(phrases.arguments.text))?.strip_suffix(" in ");
            let Some(alone) = places.iter().find_map(behind).filter(|alone| !alone.is_empty()) else { continue };
            let name = phrase.name.len().min(phrase.name.find(" in ").unwrap_or(phrase.name.len()));
            phrase.name.truncate(name);
            phrase.span = Span::new(phrase.span.start, phrase.span.start + alone.len());
        }
    }
}

/// Fills roles of places that nothing tells of by the words of another role: of "a plant in Nitra" Nitra.
pub(super) fn places_within(phrases: &Phrases<'_>, kind: &FrameType, roles: &mut [Vec<Phrase>]) {
    for (i, role) in kind.roles.iter().enumerate() {
        let Some(of) = role.within.as_ref().and_then(|of| kind.index_of(of.get_ref())) else { continue };
        let Some(whole) = roles[of].first().filter(|_| roles[i].is_empty()).map(|phrase| phrase.head) else { continue };
        let is_place = |&t: &usize| {
            let case = phrases.arguments.case(t);
            let stands = case.is_some_and(|case| matches!(case.as_str(), "in" | "near" | "at" | "outside"));
            stands && t > whole && (phrases.fits(t, FillerKind::Place, true) || phrases.may_be_place(t))
        };
        let places = phrases.syntax().dependents_by(whole, &[Relation::Nmod]).filter(is_place);
        let places = places.flat_map(|t| phrases.arguments.joined(t)).map(|t| phrases.read(t, role.filler));
        roles[i] = places.collect();
        // "its Latvian plant", "the Lviv plant".
        let before = || phrases.syntax().dependents_by(whole, &[Relation::Amod, Relation::Compound]);
        let of_country = |t: usize| phrases.name_at(t).is_some_and(|name| name.reading.entity.kind == Kind::Country);
        let names_place = |&t: &usize| of_country(t) || phrases.fits(t, FillerKind::Place, true);
        if roles[i].is_empty() {
            roles[i].extend(before().find(names_place).map(|t| phrases.read(t, role.filler)));
        }
    }
}
