//! Events that the encoder hears in words of which the pack knows nothing: "Serbia coughed up 40 howitzers". What it says of
//! words that are triggers fills the roles that their arguments leave open.

use super::UNSPECIFIED;
use super::engine::Draft;
use super::frame_type::{FillerKind, FrameType};
use super::phrase::{Phrase, Phrases};
use crate::syntax::{Event, Relation, Upos};

/// How much likelier an event must be than none, in logits, where the word is no trigger: where its sentence names two who or
/// what take part in it, and where only one, so that the article must tell the others.
const SURE: f32 = 3.0;
const SURER: f32 = 4.0;

/// The event of a token that is no trigger of the pack.
pub(super) fn draft<'a>(phrases: &Phrases<'a>, token: usize) -> Option<Draft<'a>> {
    let event = phrases.syntax().event(token).filter(|event| event.lead > SURE)?;
    let kind = phrases.pack.frames.iter().find(|kind| kind.hears(event))?;
    let mut roles = vec![Vec::new(); kind.roles.len()];
    add(phrases, kind, event, &mut roles);
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
        let mut told = roles.to_vec();
        add(phrases, kind, event, &mut told);
        for ((role, of), now) in kind.roles.iter().zip(roles.iter_mut()).zip(told) {
            if kind.exchange.is_none() || role.filler != FillerKind::Party {
                *of = now;
            }
        }
    }
    roles.iter().zip(open).map(|(of, open)| open && !of.is_empty()).collect()
}

/// Adds what an event tells of roles that are empty: parties by name, and goods that the pack knows.
fn add(phrases: &Phrases<'_>, kind: &FrameType, event: &Event, roles: &mut [Vec<Phrase>]) {
    let open: Vec<bool> = roles.iter().map(Vec::is_empty).collect();
    for &(role, word) in &event.roles {
        let Some(index) = kind.index_of(role.as_str()).filter(|&index| open[index]) else { continue };
        let head = head_of_name(phrases, word);
        let used = |p: &Phrase| p.head == head || p.head == word;
        if head == event.token || roles.iter().flatten().any(used) {
            continue;
        }
        let filler = kind.roles[index].filler;
        let place = filler == FillerKind::Place && phrases.may_be_place(head);
        let named = filler == FillerKind::Party && phrases.is_proper(head);
        if !(phrases.fits(head, filler, false) || place || named) {
            continue;
        }
        let phrase = if kind.roles[index].members { phrases.members(head) } else { phrases.read(head, filler) };
        let known = phrase.entity.is_some();
        let says_who = match filler {
            FillerKind::Party => (known || phrase.name.contains(char::is_uppercase)) && !phrase.points_back,
            FillerKind::Goods => known && !phrase.points_back,
            FillerKind::Place | FillerKind::Words => true,
        };
        let again = |p: &Phrase| p.name == phrase.name && p.entity.is_some();
        if says_who && !roles.iter().flatten().any(again) {
            roles[index].push(phrase);
        }
    }
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
