//! What is given in return: of "Iran sent drones. In return Russia gave it jets" the jets for the drones.

use super::engine::Draft;
use super::phrase::{Phrase, Phrases};
use crate::syntax::Xpos;

/// Events before one that is told to be in return, among which what it answers is looked for.
const REACH: usize = 8;

/// Gives an event that is told to be in return what it is given for: the goods of the last event of its type before it,
/// whose parties it has the other way round.
pub(crate) fn answer(phrases: &Phrases<'_>, drafts: &mut [Draft<'_>]) {
    for here in in_return(phrases, drafts) {
        let draft = &drafts[here];
        let exchange = draft.kind.exchange.as_ref().and_then(|role| draft.kind.index_of(role.get_ref()));
        let (Some(exchange), Some(goods)) = (exchange, draft.kind.counted()) else { continue };
        let parties: Vec<usize> = draft.parties().filter(|&role| draft.kind.roles[role].inferred).collect();
        let &[one, other] = &*parties else { continue };
        let answers = |before: &&Draft<'_>| {
            before.kind.kind == draft.kind.kind
                && !before.roles[goods].is_empty()
                && may_be(&draft.roles[one], &before.roles[other])
                && may_be(&draft.roles[other], &before.roles[one])
        };
        let mut nearest: Vec<&Draft<'_>> = drafts.iter().filter(|d| d.place.start < draft.place.start).collect();
        nearest.sort_by_key(|d| std::cmp::Reverse(d.place.start));
        let Some(before) = nearest.into_iter().take(REACH).find(answers) else { continue };
        let told =
            [(exchange, goods), (one, other), (other, one)].map(|(role, from)| (role, before.roles[from].clone()));
        let draft = &mut drafts[here];
        for (role, fillers) in told {
            if draft.roles[role].is_empty() && !draft.closed[role] {
                draft.roles[role] = fillers;
                draft.inferred[role] = true;
            }
        }
    }
}

/// Whether what fills one role may be what fills another; where nothing does, anything may.
fn may_be(some: &[Phrase], others: &[Phrase]) -> bool {
    some.is_empty() || others.is_empty() || some.iter().any(|p| others.iter().any(|q| p.name == q.name))
}

/// The events that are told to be in return: behind "In return," the first, before "in return" the last of its sentence.
fn in_return(phrases: &Phrases<'_>, drafts: &[Draft<'_>]) -> Vec<usize> {
    let tokens = phrases.syntax().tokens();
    let word = |t: usize| phrases.arguments.word(t);
    let is_told = |t: &usize| {
        matches!(word(*t).as_str(), "return" | "exchange")
            && *t > 0
            && word(t - 1) == "in"
            && !tokens.get(t + 1).is_some_and(|next| matches!(next.span.text(phrases.arguments.text), "for" | "of"))
    };
    let is_stop = |&t: &usize| tokens[t].xpos == Xpos::Stop;
    let event = |told: usize| {
        let start = (0..told).rev().find(is_stop).map_or(0, |stop| stop + 1);
        let end = (told..tokens.len()).find(is_stop).unwrap_or(tokens.len());
        let of_sentence = || (0..drafts.len()).filter(|&d| (start..end).contains(&drafts[d].trigger));
        let behind = of_sentence().filter(|&d| drafts[d].trigger > told).min_by_key(|&d| drafts[d].trigger);
        let before = of_sentence().filter(|&d| drafts[d].trigger < told).max_by_key(|&d| drafts[d].trigger);
        let begins = told - 1 == start || matches!(word(told.saturating_sub(2)).as_str(), "and" | "but" | "," | "that");
        if begins { behind.or(before) } else { before.or(behind) }
    };
    (0..tokens.len()).filter(is_told).filter_map(event).collect()
}
