//! Events that the encoder hears in words of which the pack knows nothing: "Serbia coughed up 40 howitzers". What it says of
//! words that are triggers fills the roles that their arguments leave open.

use super::UNSPECIFIED;
use super::engine::Draft;
use super::frame_type::{FillerKind, FrameType};
use super::phrase::{Phrase, Phrases};
use crate::syntax::{Event, Filling, Relation, Upos};

/// How much likelier an event must be than none, in logits, where the word is no trigger: where its sentence names two who or
/// what take part in it, and where only one, so that the article must tell the others.
const SURE: f32 = 3.0;
const SURER: f32 = 4.0;

/// How likely a word of another sentence must be to name goods, in logits.
const NAMES: f32 = -2.0;

/// The event of a token that is no trigger of the pack.
pub(super) fn draft<'a>(phrases: &Phrases<'a>, token: usize) -> Option<Draft<'a>> {
    let event = phrases.syntax().event(token).filter(|event| event.lead > SURE)?;
    let kind = phrases.pack.frames.iter().find(|kind| kind.hears(event))?;
    let mut roles = vec![Vec::new(); kind.roles.len()];
    add(phrases, kind, event, &mut roles, |_| true);
    let count = roles.len();
    let named = (0..count).filter(|&role| takes_part(kind, role) && !roles[role].is_empty()).count();
    if named == 0 || named == 1 && event.lead <= SURER {
        return None;
    }
    let has_stage = kind.stages.iter().any(|stage| stage == event.stage.as_str());
    let stage = if has_stage { event.stage.as_str() } else { UNSPECIFIED };
    Some(Draft {
        kind,
        trigger: token,
        triggered: false,
        open: None,
        onward: None,
        bare: None,
        gives: kind.giver(),
        takes_over: Vec::new(),
        place: phrases.syntax().tokens()[token].span,
        stage: phrases.arguments.stage(token, kind, stage),
        terms: phrases.arguments.terms(token, kind, None),
        inferred: vec![false; count],
        heard: vec![true; count],
        closed: vec![false; count],
        lost: false,
        roles,
        quantity: None,
        value: None,
        time: None,
    })
}

/// Whether a role is one of parties or goods.
fn takes_part(kind: &FrameType, role: usize) -> bool {
    matches!(kind.roles[role].filler, FillerKind::Party | FillerKind::Goods)
}

/// Whether enough is told of an event, if no trigger tells of it: two who or what take part in it by its own words, or all
/// whom the article can name.
pub(super) fn is_told(draft: &Draft<'_>) -> bool {
    if draft.triggered {
        return true;
    }
    let parts = || (0..draft.roles.len()).filter(|&role| takes_part(draft.kind, role));
    let named = parts().filter(|&role| !draft.roles[role].is_empty() && !draft.inferred[role]).count();
    let mut nameable = parts().filter(|&role| draft.kind.roles[role].inferred);
    named > 1 || nameable.all(|role| !draft.roles[role].is_empty())
}

/// Fills the roles of a trigger's event that its arguments leave open, and says which. Who gives and who gets goods is told all
/// over an article, which knows it better than one sentence.
pub(super) fn fill(phrases: &Phrases<'_>, token: usize, kind: &FrameType, roles: &mut [Vec<Phrase>]) -> Vec<bool> {
    let open: Vec<bool> = roles.iter().map(Vec::is_empty).collect();
    if let Some(event) = phrases.syntax().event(token).filter(|event| kind.hears(event)) {
        let is_party = |filling: &Filling| {
            let role = kind.index_of(filling.role.as_str());
            role.is_some_and(|role| kind.roles[role].filler == FillerKind::Party)
        };
        add(phrases, kind, event, roles, |filling| kind.exchange.is_none() || !is_party(filling));
    }
    roles.iter().zip(open).map(|(of, open)| open && !of.is_empty()).collect()
}

/// Adds what an event tells of roles that are empty, as far as it is `sure`: parties by name, and goods that the pack knows.
fn add(
    phrases: &Phrases<'_>,
    kind: &FrameType,
    event: &Event,
    roles: &mut [Vec<Phrase>],
    sure: impl Fn(&Filling) -> bool,
) {
    let open: Vec<bool> = roles.iter().map(Vec::is_empty).collect();
    for filling in event.roles.iter().filter(|filling| sure(filling)) {
        let Some(index) = kind.index_of(filling.role.as_str()).filter(|&index| open[index]) else { continue };
        let head = head_of_name(phrases, filling.token);
        let used = |p: &Phrase| p.head == head || p.head == filling.token;
        if head == event.token || roles.iter().flatten().any(used) {
            continue;
        }
        let Some(phrase) = filler(phrases, kind, index, head) else { continue };
        let again = |p: &Phrase| p.name == phrase.name && p.entity.is_some();
        if !roles.iter().flatten().any(again) {
            roles[index].push(phrase);
        }
    }
}

/// Who or what the encoder takes for the filler of a role, in other sentences than the event's: each with how much likelier
/// that is than none, in logits.
pub(super) fn meant(phrases: &Phrases<'_>, draft: &Draft<'_>, role: usize) -> Vec<(f32, Phrase)> {
    let Some(event) = phrases.syntax().event(draft.trigger).filter(|event| draft.kind.hears(event)) else {
        return Vec::new();
    };
    let of_role = |filling: &&Filling| draft.kind.index_of(filling.role.as_str()) == Some(role);
    let read = |filling: &Filling| {
        Some((filling.lead, filler(phrases, draft.kind, role, head_of_name(phrases, filling.token))?))
    };
    event.implicit.iter().filter(of_role).filter_map(read).collect()
}

/// Gives goods that are pointed at by a wider noun the name that the encoder finds for them in other sentences: "the guns" that
/// of the howitzers.
pub(super) fn name_goods(phrases: &Phrases<'_>, drafts: &mut [Draft<'_>]) {
    for draft in drafts {
        for role in (0..draft.roles.len()).filter(|&role| draft.kind.roles[role].filler == FillerKind::Goods) {
            let [wide] = draft.roles[role].as_slice() else { continue };
            let named = meant(phrases, draft, role).into_iter();
            let named = named.filter(|(lead, named)| *lead > NAMES && phrases.is_wider(wide, named));
            let Some((_, named)) = named.max_by(|a, b| a.0.total_cmp(&b.0)) else { continue };
            draft.roles[role] = vec![Phrase { name: named.name, entity: named.entity, ..wide.clone() }];
        }
    }
}

/// What fills a role at a head that the encoder tells, if that says who or what it is.
fn filler(phrases: &Phrases<'_>, kind: &FrameType, role: usize, head: usize) -> Option<Phrase> {
    let of = &kind.roles[role];
    let place = of.filler == FillerKind::Place && phrases.may_be_place(head);
    let named = of.filler == FillerKind::Party && phrases.is_proper(head);
    if !(phrases.fits(head, of.filler, false) || place || named) {
        return None;
    }
    let phrase = if of.members { phrases.members(head) } else { phrases.read(head, of.filler) };
    let known = phrase.entity.is_some();
    let says_who = match of.filler {
        FillerKind::Party => (known || phrase.name.contains(char::is_uppercase)) && !phrase.points_back,
        FillerKind::Goods => known && !phrase.points_back,
        FillerKind::Place | FillerKind::Words => true,
    };
    says_who.then_some(phrase)
}

/// The word on which the words of a name or a compound hang: the encoder may take another of them for the head.
fn head_of_name(phrases: &Phrases<'_>, word: usize) -> usize {
    let tokens = phrases.syntax().tokens();
    let above = |&at: &usize| {
        let inner = matches!(tokens[at].relation, Relation::Flat | Relation::Compound | Relation::Nummod);
        tokens[at].head.filter(|&head| inner && matches!(tokens[head].upos, Upos::Noun | Upos::Propn))
    };
    std::iter::successors(Some(word), above).take(tokens.len()).last().unwrap_or(word)
}
