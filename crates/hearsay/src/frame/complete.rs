//! What a frame's own sentence leaves out, taken from elsewhere in the article: pronouns and nouns that point back, and
//! roles that another frame of the same type fills.

use std::collections::BTreeMap;

use hearsay_gazetteer::{Entity, Kind};

use super::engine::Draft;
use super::frame_type::{FillerKind, FrameType};
use super::lemma::singular;
use super::name;
use super::phrase::{Phrase, Phrases};
use crate::syntax::{Relation, Upos};
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
                    FillerKind::Party if phrase.points_back => {
                        if let Some((name, entity)) = voice(phrases, claims, phrase.span) {
                            (phrase.name, phrase.entity, phrase.points_back) = (name, entity, false);
                        }
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
                        if let Some(entity) = body(phrases, phrase) {
                            (phrase.name, phrase.entity) = (entity.name.to_owned(), Some(entity.id.to_owned()));
                        } else if let Some((name, entity)) =
                            is_firm(phrases, &phrase.name).then(|| company(phrases, &firms, phrase.span)).flatten()
                        {
                            (phrase.name, phrase.entity) = (name, entity);
                        } else {
                            // "the country", "the buyer": known from elsewhere, or not at all.
                            phrase.points_back |= alone && !phrases.is_indefinite(phrase.head);
                        }
                    }
                    FillerKind::Goods if phrase.points_back => {
                        // A number means what the pack knows and what was named a sentence or two before.
                        let number = phrases.is_bare_number(phrase.head);
                        let near = |named: &Phrase| {
                            named.entity.is_some() && phrase.span.start.abs_diff(named.span.end) < NUMBER_REACH
                        };
                        let fits = |named: &&Phrase| phrases.may_mean(phrase, named) && (!number || near(named));
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
            draft.roles[role].retain(|phrase| {
                !phrase.points_back
                    || kind == FillerKind::Goods
                        && !phrases.is_pronoun(phrase.head)
                        && !phrases.is_thing_pronoun(phrase.head)
            });
        }
    }
}

/// Bytes within which a number's noun was named.
const NUMBER_REACH: usize = 400;

fn is_firm(phrases: &Phrases<'_>, noun: &str) -> bool {
    phrases.gazetteer.role(noun).is_some_and(|r| r.kind == hearsay_gazetteer::RoleKind::Organisation)
}

/// The parties of a voice that several have: "Iran and Russia", "the presidents of Russia and Iran".
fn joint(phrases: &Phrases<'_>, phrase: Phrase) -> Vec<Phrase> {
    if phrase.entity.is_some() || !phrase.name.contains(" and ") {
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
fn body<'a>(phrases: &Phrases<'a>, phrase: &Phrase) -> Option<&'a Entity<'a>> {
    let noun = phrase.name.as_str();
    let kind = phrases.gazetteer.role(noun)?.kind.body()?;
    let last = |fits: &dyn Fn(&Entity<'a>) -> bool| {
        phrases.names_before(phrase.span).take(NAMES).map(|n| n.reading.entity).find(|e| fits(e))
    };
    let armed = |of: Kind| matches!(of, Kind::Military | Kind::Group);
    match noun {
        // That of the state whose was named, before any other force.
        "army" | "military" | "navy" => force(phrases, noun, phrase.span),
        "group" => last(&|e| e.kind == Kind::Group),
        _ => None,
    }
    .or_else(|| last(&|e| armed(e.kind) && armed(kind)))
    .or_else(|| {
        // A union of states is no firm.
        let union = phrases.pack.alliances.contains(noun);
        last(&|e| e.kind == kind && !armed(kind) && (kind != Kind::Organisation || union && e.country.is_none()))
    })
}

/// The body that a ship or its crew stands for, the last of its kind named before: "the frigate Heron" for a navy.
fn fleet<'a>(phrases: &Phrases<'a>, phrase: &Phrase) -> Option<&'a Entity<'a>> {
    if phrases.is_indefinite(phrase.head) {
        return None;
    }
    // "the frigate Talbot": the name may be the head.
    let kinds = phrases.syntax().dependents_by(phrase.head, &[Relation::Compound, Relation::NmodDesc, Relation::Flat]);
    let mut nouns = std::iter::once(phrase.head).chain(kinds).map(|noun| singular(phrases.lemma(noun)));
    force(phrases, nouns.find_map(|noun| phrases.pack.body(&noun))?, phrase.span)
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
        before.or_else(|| named_behind.then(|| phrases.subject_of_last_sentence(at)).flatten())
    };
    if matches!(word.as_str(), "it" | "its" | "they" | "their")
        && let Some(entity) = meant()
    {
        return Some((entity.name.to_owned(), Some(entity.id.to_owned())));
    }
    party_of(phrases, &claim?.speaker)
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

/// For whom a voice speaks: its state, or a firm, a movement or an army.
fn party_of(phrases: &Phrases<'_>, speaker: &Speaker) -> Option<(String, Option<String>)> {
    let name = match speaker.kind {
        SpeakerKind::Person => speaker.affiliation.as_ref()?,
        SpeakerKind::Anonymous => speaker.affiliation.as_ref().or(speaker.name.as_ref())?,
        _ => speaker.name.as_ref()?,
    };
    let state = || {
        let body = phrases.gazetteer.lookup(name).map(|r| r.entity);
        let of = body.and_then(|b| phrases.gazetteer.country_of(b));
        let named = name.split(' ').next().and_then(|first| phrases.gazetteer.lookup(first)).map(|r| r.entity);
        of.or(named.filter(|e| e.kind == hearsay_gazetteer::Kind::Country))
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

/// Turns the parties of a deal round where other events of the article have them the other way: who signs "a deal with"
/// somebody may sell or buy.
pub(crate) fn turn(drafts: &mut [Draft<'_>]) {
    let told: Vec<Draft<'_>> = drafts.iter().filter(|draft| draft.seller.is_none()).cloned().collect();
    for draft in drafts {
        let Some(seller) = draft.seller else { continue };
        let mut parties = (0..draft.roles.len()).filter(|&r| draft.filler_kind(r) == FillerKind::Party && r != seller);
        let Some(buyer) = parties.next() else { continue };
        let shares = |a: &[Phrase], b: &[Phrase]| a.iter().any(|p| b.iter().any(|q| p.name == q.name));
        let of_kind = || told.iter().filter(|other| other.kind.kind == draft.kind.kind);
        let like = |a: usize, b: usize| of_kind().filter(|other| shares(&draft.roles[a], &other.roles[b])).count();
        if like(seller, buyer) + like(buyer, seller) > like(seller, seller) + like(buyer, buyer) {
            draft.roles.swap(seller, buyer);
        }
    }
}

/// How much a role that two frames share, or fill differently, says on whether they tell of one event.
const PARTY: Weight = Weight { same: 2.0, other: 2.0 };
const GOODS: Weight = Weight { same: 1.0, other: 0.5 };
/// What the nearest frame has ahead of one far away.
const NEAR: f64 = 1.5;
/// How many frames further away one counts that stands on the wrong side.
const BEHIND: f64 = 4.0;
/// Frames on either side that are looked through: more than an article has.
const FRAMES: usize = 200;
/// What each further frame with the same fillers adds.
const AGAIN: f64 = 0.3;

struct Weight {
    same: f64,
    other: f64,
}

/// Fills empty roles from frames of the same type: from the one that shares most with the frame and contradicts it
/// least, the nearer the better (before it in the body of an article, behind it in the title), and with fillers that
/// other frames have too.
pub(crate) fn complete(title: Span, phrases: &Phrases<'_>, drafts: &mut [Draft<'_>]) {
    let known: Vec<Known<'_>> = drafts.iter().map(|draft| Known::of(phrases, draft)).collect();
    for (i, draft) in drafts.iter_mut().enumerate() {
        for role in (0..draft.roles.len()).filter(|&r| draft.kind.roles[r].inferred) {
            if !draft.roles[role].is_empty() {
                continue;
            }
            let own = |p: &Phrase| draft.roles.iter().flatten().any(|q| q.name == p.name);
            let mut found: Vec<(f64, &[Phrase])> = Vec::new();
            let near = i.saturating_sub(FRAMES)..known.len().min(i + FRAMES);
            for j in near.clone().filter(|&j| j != i && known[j].kind.kind == draft.kind.kind) {
                let other = &known[j];
                let Some(fillers) = other.roles.get(role).filter(|f| !f.is_empty() && !f.iter().any(own)) else {
                    continue;
                };
                let ahead = if title.contains(draft.place) { j > i } else { j < i };
                let away = i.abs_diff(j) as f64 + if ahead { 0.0 } else { BEHIND };
                let score = likeness(phrases, draft, &other.roles) + NEAR / (1.0 + away / 4.0);
                match found.iter_mut().find(|(_, of)| of.first().map(|p| &p.name) == fillers.first().map(|p| &p.name)) {
                    Some((best, _)) => *best = best.max(score) + AGAIN,
                    None => found.push((score, fillers)),
                }
            }
            let best = found.into_iter().reduce(|best, next| if next.0 > best.0 { next } else { best });
            let near = &known[near];
            let fillers = reversed(near, draft, role)
                .or_else(|| best.map(|(_, fillers)| fillers.to_vec()))
                .or_else(|| borrowed(near, draft, role));
            if let Some(fillers) = fillers {
                draft.roles[role] = fillers;
                draft.inferred[role] = true;
            }
        }
    }
}

/// How much the roles of another frame of the type speak for one event.
fn likeness(phrases: &Phrases<'_>, draft: &Draft<'_>, theirs: &[Vec<Phrase>]) -> f64 {
    let of_role = |role: usize| {
        let (mine, theirs) = (&draft.roles[role], &theirs[role]);
        if mine.is_empty() || theirs.is_empty() || draft.inferred[role] || !draft.kind.roles[role].inferred {
            return 0.0;
        }
        let goods = draft.filler_kind(role) == FillerKind::Goods;
        let weight = if goods { GOODS } else { PARTY };
        let alike = |p: &Phrase, q: &Phrase| {
            same(p, q)
                || goods
                    && p.entity.is_some()
                    && q.entity.is_some()
                    && (phrases.may_mean(p, q) || phrases.may_mean(q, p))
        };
        if mine.iter().any(|p| theirs.iter().any(|q| alike(p, q))) {
            return weight.same;
        }
        // A firm and a state may be one side.
        let firms = |of: &[Phrase]| of.iter().all(|p| phrases.names_firm(p));
        if !goods && firms(mine) != firms(theirs) { 0.0 } else { -weight.other }
    };
    (0..draft.roles.len()).map(of_role).sum()
}

/// The other side of an exchange: whoever got from the one who gets here, gives here.
fn reversed(known: &[Known<'_>], draft: &Draft<'_>, role: usize) -> Option<Vec<Phrase>> {
    let is_party = |r: usize| draft.filler_kind(r) == FillerKind::Party && draft.kind.roles[r].inferred;
    let others = (0..draft.roles.len()).filter(|&r| r != role && is_party(r) && is_party(role));
    let of_kind = || known.iter().filter(|k| k.kind.kind == draft.kind.kind);
    // Whether one who fills `r` here fills `theirs` there.
    let fills = |k: &Known<'_>, theirs: usize, r: usize| {
        k.roles[theirs].iter().any(|p| draft.roles[r].iter().any(|q| p.name == q.name))
    };
    let straight = |r: usize| of_kind().any(|k| !k.roles[role].is_empty() && fills(k, r, r));
    let turned = |r: usize| of_kind().find(|k| !k.roles[r].is_empty() && fills(k, role, r)).map(|k| k.roles[r].clone());
    others.into_iter().filter(|&r| !straight(r)).find_map(turned)
}

/// The filler that events of another type have most often in the role from which this one borrows, the first of several.
fn borrowed(known: &[Known<'_>], draft: &Draft<'_>, role: usize) -> Option<Vec<Phrase>> {
    let borrows = draft.kind.roles[role].borrows.as_ref()?;
    let lent = known
        .iter()
        .filter(|k| k.kind.kind == *borrows.from.get_ref())
        .flat_map(|k| k.named(&borrows.role))
        .collect::<Vec<_>>();
    let times = |p: &Phrase| lent.iter().filter(|q| q.name == p.name).count();
    let own = |p: &Phrase| draft.roles.iter().flatten().any(|q| q.name == p.name);
    let best = lent.iter().rev().filter(|p| !own(p)).max_by_key(|p| times(p))?;
    Some(vec![(*best).clone()])
}

/// What a frame's own sentence says; who is only one of a kind ("a third party") is left out.
struct Known<'p> {
    kind: &'p FrameType,
    roles: Vec<Vec<Phrase>>,
}

impl<'p> Known<'p> {
    /// The fillers of a role.
    fn named(&self, role: &str) -> &[Phrase] {
        self.kind.index_of(role).map_or(&[], |role| &self.roles[role])
    }

    fn of(phrases: &Phrases<'_>, draft: &Draft<'p>) -> Self {
        let mut roles = draft.roles.clone();
        for (role, fillers) in roles.iter_mut().enumerate() {
            let party = draft.filler_kind(role) == FillerKind::Party;
            let described = |p: &Phrase| !p.name.contains(char::is_uppercase) && phrases.is_indefinite(p.head);
            let nobody = |p: &Phrase| party && p.entity.is_none() && (described(p) || phrases.is_of_speaker(p));
            // Nor are goods that only point back: "the deliveries".
            fillers.retain(|p| !nobody(p) && (party || !p.points_back));
        }
        Self { kind: draft.kind, roles }
    }
}

fn same(a: &Phrase, b: &Phrase) -> bool {
    let head = |p: &Phrase| p.name.rsplit(' ').next().unwrap_or_default().to_lowercase();
    a.name == b.name || a.entity.is_none() && b.entity.is_none() && head(a) == head(b)
}
