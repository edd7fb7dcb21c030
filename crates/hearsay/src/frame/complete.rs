//! What a frame's own sentence leaves out, taken from elsewhere in the article: pronouns and nouns that point back, and
//! roles that another frame of the same type fills.

use super::engine::Draft;
use super::pack::FillerKind;
use super::phrase::{Phrase, Phrases};
use crate::{Claim, Quotation, Span, SpeakerKind};

/// Gives what only points back its name: a party the voice that speaks of itself, goods those named last.
pub(crate) fn refer(phrases: &Phrases<'_>, claims: &[Claim], drafts: &mut [Draft<'_>]) {
    let mut goods: Option<Phrase> = None;
    for draft in drafts {
        for role in 0..draft.roles.len() {
            let kind = draft.filler_kind(role);
            for phrase in &mut draft.roles[role] {
                match kind {
                    FillerKind::Party if phrase.points_back => {
                        if let Some((name, entity)) = voice(phrases, claims, phrase.span) {
                            (phrase.name, phrase.entity, phrase.points_back) = (name, entity, false);
                        }
                    }
                    FillerKind::Goods if phrase.points_back => {
                        if let Some(named) = &goods {
                            (phrase.name, phrase.points_back) = (named.name.clone(), false);
                        }
                    }
                    FillerKind::Goods => goods = Some(phrase.clone()),
                    _ => {}
                }
            }
            draft.roles[role].retain(|phrase| !phrase.points_back);
        }
    }
}

/// The party that speaks in the narrowest claim around some words.
fn voice(phrases: &Phrases<'_>, claims: &[Claim], at: Span) -> Option<(String, Option<String>)> {
    let around = claims.iter().filter(|c| c.quotation != Quotation::None && c.content.contains(at));
    let speaker = &around.min_by_key(|c| c.content.len())?.speaker;
    let name = match speaker.kind {
        SpeakerKind::Person | SpeakerKind::Anonymous => speaker.affiliation.as_ref()?,
        _ => speaker.name.as_ref()?,
    };
    let state = || {
        let body = phrases.gazetteer.lookup(name).map(|r| r.entity);
        let of = body.and_then(|b| phrases.gazetteer.country_of(b));
        let named = name.split(' ').next().and_then(|first| phrases.gazetteer.lookup(first)).map(|r| r.entity);
        of.or(named.filter(|e| e.kind == hearsay_gazetteer::Kind::Country))
    };
    let civil = matches!(speaker.kind, SpeakerKind::Government | SpeakerKind::Person | SpeakerKind::Anonymous);
    match state().filter(|_| civil) {
        Some(state) => Some((state.name.to_owned(), Some(state.id.to_owned()))),
        None => Some((name.clone(), None)),
    }
}

/// Fills empty roles from the nearest frame of the same type that agrees: one before, else one after.
pub(crate) fn complete(title: Span, drafts: &mut [Draft<'_>]) {
    let known: Vec<Known> = drafts.iter().map(Known::of).collect();
    for (i, draft) in drafts.iter_mut().enumerate() {
        for role in 0..draft.roles.len() {
            if !draft.roles[role].is_empty() || !draft.may_infer(role) {
                continue;
            }
            let donor = |j: &usize| {
                let other = &known[*j];
                *j != i
                    && other.kind == draft.kind.kind
                    && !other.roles[role].is_empty()
                    && agree(&draft.roles, &other.roles)
                    && !other.roles[role].iter().any(|p| draft.roles.iter().flatten().any(|q| q.name == p.name))
            };
            // A title is told in full below it.
            let before = (0..i).rev().find(donor).filter(|_| !title.contains(draft.place));
            if let Some(found) = before.or_else(|| (i + 1..known.len()).find(donor)).or_else(|| (0..i).rev().find(donor)) {
                draft.roles[role] = known[found].roles[role].clone();
                draft.inferred[role] = true;
            }
        }
    }
}

/// What a frame's own sentence says.
struct Known {
    kind: String,
    roles: Vec<Vec<Phrase>>,
}

impl Known {
    fn of(draft: &Draft<'_>) -> Self {
        Self { kind: draft.kind.kind.clone(), roles: draft.roles.clone() }
    }
}

/// Whether no role that both fill is filled by others.
fn agree(mine: &[Vec<Phrase>], theirs: &[Vec<Phrase>]) -> bool {
    mine.iter().zip(theirs).all(|(x, y)| x.is_empty() || y.is_empty() || x.iter().any(|p| y.iter().any(|q| same(p, q))))
}

fn same(a: &Phrase, b: &Phrase) -> bool {
    let head = |p: &Phrase| p.name.rsplit(' ').next().unwrap_or_default().to_lowercase();
    a.name == b.name || a.entity.is_none() && b.entity.is_none() && head(a) == head(b)
}
