//! What a frame's own sentence leaves out, taken from elsewhere in the article: roles that another frame of the same type
//! fills, or one of a type that lends its own.

use std::ops::Range;

use super::engine::Draft;
use super::frame_type::{FillerKind, FrameType};
use super::learnt::meant;
use super::lemma::singular;
use super::phrase::{Phrase, Phrases};
use crate::Span;

/// Turns the parties of an event round where other events of the article have them the other way: who signs "a deal with"
/// somebody may sell or buy. Where none tell, whoever deals with another in what its own state makes sells it.
pub(crate) fn turn(phrases: &Phrases<'_>, drafts: &mut [Draft<'_>]) {
    let told: Vec<Draft<'_>> = drafts.iter().filter(|draft| draft.open.is_none()).cloned().collect();
    for draft in drafts {
        let Some(one) = draft.open else { continue };
        let Some(other) = draft.parties().find(|&role| role != one) else { continue };
        let shares = |a: &[Phrase], b: &[Phrase]| a.iter().any(|p| b.iter().any(|q| p.name == q.name));
        let of_kind = || told.iter().filter(|event| event.kind.kind == draft.kind.kind);
        let like = |a: usize, b: usize| of_kind().filter(|event| shares(&draft.roles[a], &event.roles[b])).count();
        let (turned, straight) = (like(one, other) + like(other, one), like(one, one) + like(other, other));
        let origins: Vec<&str> = draft.counted().iter().filter_map(|goods| phrases.origin(goods)).collect();
        let is_of = |role: usize, origin: &str| draft.roles[role].iter().any(|party| party.name == origin);
        let made_by = |role: usize| !origins.is_empty() && origins.iter().all(|origin| is_of(role, origin));
        // "Spain cancelled a contract for Israeli missiles": it doesn't sell what another state makes.
        if draft.roles[one].is_empty() && !origins.is_empty() && !origins.iter().any(|origin| is_of(other, origin)) {
            continue;
        }
        if turned > straight || turned == straight && made_by(other) && !made_by(one) {
            draft.roles.swap(one, other);
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
/// What somebody has ahead as a giver who, or whose state, makes the goods.
const HOME: f64 = 1.5;
/// What each further frame with the same fillers adds.
const AGAIN: f64 = 0.6;
/// What a word scores that the encoder takes for the filler, and what each logit counts for it.
const HEARD: f64 = 1.5;
const LOGIT: f64 = 0.5;

struct Weight {
    same: f64,
    other: f64,
}

/// Fills empty roles from frames of the same type, the other way round where these have the parties so, or else from those of
/// another type. A crew without a name is of the force that is named elsewhere.
pub(crate) fn complete(title: Span, phrases: &Phrases<'_>, drafts: &mut [Draft<'_>]) {
    let known: Vec<Known<'_>> = drafts.iter().map(|draft| Known::of(phrases, draft)).collect();
    for (i, draft) in drafts.iter_mut().enumerate() {
        let crews: Vec<usize> = (0..draft.roles.len()).filter(|&role| is_some_crew(draft, role)).collect();
        for role in crews {
            let named = likeliest(title, phrases, &known, draft, (i, role))
                .filter(|of| !of.iter().any(|party| is_crew(draft.kind, party)));
            if let Some(named) = named {
                draft.roles[role] = named;
                draft.inferred[role] = true;
            }
        }
        for role in (0..draft.roles.len()).filter(|&r| draft.kind.roles[r].inferred) {
            if !draft.roles[role].is_empty() || draft.closed[role] || draft.onward == Some(role) {
                continue;
            }
            let near = &known[near(i, known.len())];
            let from = |role: usize| likeliest(title, phrases, &known, draft, (i, role));
            let is_party = draft.filler_kind(role) == FillerKind::Party;
            let fillers = match draft.onward.filter(|_| is_party) {
                // Who got the goods sends them on.
                Some(before) => from(before),
                None => reversed(near, draft, role).or_else(|| from(role)).or_else(|| borrowed(near, draft, role)),
            };
            if let Some(fillers) = fillers {
                draft.roles[role] = fillers;
                draft.inferred[role] = true;
            }
        }
    }
}

/// The numbers of the frames around one, of so many.
fn near(number: usize, frames: usize) -> Range<usize> {
    number.saturating_sub(FRAMES)..frames.min(number + FRAMES)
}

/// Whether a role has only a noun for those who do such things: "sailors found rifles".
fn is_some_crew(draft: &Draft<'_>, role: usize) -> bool {
    let [party] = draft.roles[role].as_slice() else { return false };
    is_crew(draft.kind, party) && draft.filler_kind(role) == FillerKind::Party && draft.kind.roles[role].inferred
}

fn is_crew(kind: &FrameType, party: &Phrase) -> bool {
    party.entity.is_none() && kind.has_doer(&singular(&party.name.to_lowercase()))
}

/// The fillers of a role in frames of the type of one with this number: from the one that shares most with it and contradicts
/// it least, the nearer the better (before it in the body of an article, behind it in the title), and that other frames have
/// too; or those that the encoder finds in other sentences, whatever they tell of.
fn likeliest(
    title: Span,
    phrases: &Phrases<'_>,
    known: &[Known<'_>],
    draft: &Draft<'_>,
    (number, role): (usize, usize),
) -> Option<Vec<Phrase>> {
    // "Orlop" may be short for the Orlop Electronics that the frame has.
    let short =
        |of: &str, name: &str| of.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    let own = |p: &Phrase| {
        draft.roles.iter().flatten().any(|q| short(&q.name, &p.name)) || is_of_other_side(phrases, draft, role, p)
    };
    let makes = |fillers: &[Phrase]| draft.gives == Some(role) && is_made_by(phrases, draft.counted(), fillers);
    let meant = meant(phrases, draft, role);
    let mut found: Vec<(f64, &[Phrase])> = Vec::new();
    for j in near(number, known.len()).filter(|&j| j != number && known[j].kind.kind == draft.kind.kind) {
        let other = &known[j];
        let Some(fillers) = other.roles.get(role).filter(|f| !f.is_empty() && !f.iter().any(own)) else { continue };
        let ahead = if title.contains(draft.place) { j > number } else { j < number };
        let away = number.abs_diff(j) as f64 + if ahead { 0.0 } else { BEHIND };
        let home = if makes(fillers) { HOME } else { 0.0 };
        let score = likeness(phrases, draft, &other.roles) + NEAR / (1.0 + away / 4.0) + home;
        match found.iter_mut().find(|(_, of)| of.first().map(|p| &p.name) == fillers.first().map(|p| &p.name)) {
            Some((best, _)) => *best = best.max(score) + AGAIN,
            None => found.push((score, fillers)),
        }
    }
    for (lead, phrase) in meant.iter().filter(|(_, phrase)| !own(phrase)) {
        let score = HEARD + LOGIT * f64::from(*lead);
        match found.iter_mut().find(|(_, of)| of.iter().any(|p| p.name == phrase.name)) {
            Some((best, _)) => *best += score,
            None => found.push((score, std::slice::from_ref(phrase))),
        }
    }
    let best = found.into_iter().reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.map(|(_, fillers)| fillers.to_vec())
}

/// Whether a party is of the state of the one it would deal with: nobody means that Bulgaria armed the Bulgarian army.
fn is_of_other_side(phrases: &Phrases<'_>, draft: &Draft<'_>, role: usize, party: &Phrase) -> bool {
    let home = |p: &Phrase| {
        let entity = phrases.gazetteer.entity(p.entity.as_deref()?)?;
        Some(phrases.gazetteer.home(entity).id)
    };
    let others = draft.parties().filter(|&other| other != role && draft.kind.exchange.is_some());
    let mine = home(party);
    mine.is_some() && others.flat_map(|other| &draft.roles[other]).any(|other| home(other) == mine)
}

/// Whether somebody makes, or their state, what goods are.
fn is_made_by(phrases: &Phrases<'_>, goods: &[Phrase], parties: &[Phrase]) -> bool {
    let made = |goods: &Phrase| {
        let items = phrases.pack.items.as_ref().zip(goods.entity.as_deref());
        let maker = items.and_then(|(items, id)| items.maker(id));
        parties
            .iter()
            .any(|party| Some(party.name.as_str()) == maker || Some(party.name.as_str()) == phrases.origin(goods))
    };
    goods.iter().any(made)
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
        let alike = |p: &Phrase, q: &Phrase| same(p, q) || goods && phrases.are_like(p, q);
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
    draft.kind.exchange.as_ref()?;
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
            if is_some_crew(draft, role) || draft.inferred[role] || draft.heard[role] {
                fillers.clear();
            }
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
