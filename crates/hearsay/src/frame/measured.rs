//! Numbers, money and times of frames: what counts what, and one frame for each item with a number of its own.

use super::engine::{Draft, Setting};
use super::phrase::{Phrase, Phrases};
use crate::measure::{Measures, Quantity, Time};
use crate::syntax::{Relation, Upos};
use crate::{Claim, Span};

/// Adds measures: one frame for each item with a number of its own.
pub(super) fn measured<'a>(
    setting: Setting<'a>,
    phrases: &Phrases<'a>,
    claims: &[Claim],
    drafts: Vec<Draft<'a>>,
) -> Vec<Draft<'a>> {
    let Setting { measures, sentences, .. } = setting;
    let mut all = Vec::new();
    let triggers: Vec<usize> = drafts.iter().map(|d| d.trigger).collect();
    let priced: Vec<usize> = drafts.iter().filter(|d| !d.kind.terms.is_empty()).map(|d| d.trigger).collect();
    for mut draft in drafts {
        let around = sentences.iter().map(|s| s.span).find(|s| s.overlaps(draft.place)).unwrap_or(draft.place);
        // "in May, and the other four by June": each has its own time.
        let number = phrases.arguments.joined_number(draft.trigger);
        let of_number = number.filter(|&n| draft.roles.iter().flatten().any(|phrase| phrase.head == n));
        let number_of = |time: &Time| number.filter(|&n| phrases.syntax().phrase(n, &[]).contains(time.span));
        // "showed Turkish-made drones on Monday": they weren't made then.
        let modifies = phrases.arguments.participle(draft.trigger);
        draft.time = within(&measures.times, around, |t| t.span)
            .filter(|t| t.edtf.is_some() && number_of(t) == of_number && is_told_with(claims, t.span, draft.place))
            .filter(|t| !modifies && !phrases.arguments.is_aside(t.span, draft.trigger))
            .find(|t| phrases.arguments.owner(t.span, &triggers) == Some(draft.trigger));
        if !draft.kind.terms.is_empty() {
            draft.value = within(&measures.money, around, |m| m.span)
                .filter(|m| !phrases.arguments.is_price_of_one(m.span))
                .find(|m| phrases.arguments.owner(m.span, &priced) == Some(draft.trigger));
        }
        if let Some(exchange) = draft.kind.exchange.as_ref().and_then(|e| draft.kind.index_of(e.get_ref()))
            && !draft.roles[exchange].is_empty()
            && let Some(exchanged) = &draft.kind.exchanged
        {
            draft.terms = exchanged.get_ref().clone();
        }
        let tells_of = phrases.arguments.only_tells_of(draft.trigger);
        let reduced = draft.kind.reduced.is_some() && tells_of;
        let Some(counts) = draft.kind.counted().filter(|_| !reduced) else {
            all.push(draft);
            continue;
        };
        // Of "120 of the 900 rifles delivered in May" 900 were.
        let whole = tells_of || phrases.syntax().tokens()[draft.trigger].relation == Relation::AclRelcl;
        let counted: Vec<(Phrase, Option<&Quantity>)> =
            draft.roles[counts].iter().map(|p| (p.clone(), quantity(measures, phrases, p, around, whole))).collect();
        let of_trigger = || trigger_quantity(measures, phrases, draft.trigger, around);
        let of_level = || level_quantity(measures, phrases, &draft, around);
        // "80 missiles and drones" are 80 together.
        let together = counted
            .windows(2)
            .all(|pair| pair[1].1.is_none() && phrases.are_joined_bare(pair[0].0.head, pair[1].0.head));
        // "a $425 million package that includes 32 vehicles": the money is the package's.
        let is_part = |(phrase, _): &(Phrase, Option<&Quantity>)| {
            phrases.arguments.included(draft.trigger).contains(&phrase.head)
        };
        let whole = draft.value.is_some() && counted.iter().any(|one| one.1.is_some() && is_part(one));
        if !whole && (counted.len() < 2 || together && counted[0].1.is_some()) {
            draft.quantity = counted.first().map_or_else(of_trigger, |(_, q)| *q).or_else(of_level);
            all.push(draft);
            continue;
        }
        let rest: Vec<Phrase> = counted.iter().filter(|(_, q)| q.is_none()).map(|(p, _)| p.clone()).collect();
        if draft.value.is_some() {
            all.push(draft.clone());
        } else if !rest.is_empty() {
            let mut uncounted = draft.clone();
            uncounted.roles[counts] = rest;
            all.push(uncounted);
        }
        for (phrase, quantity) in counted.into_iter().filter(|(_, q)| q.is_some()) {
            let mut one = Draft { quantity, value: None, ..draft.clone() };
            one.roles[counts] = vec![phrase];
            all.push(one);
        }
    }
    all
}

/// Whether a time stands within what is said of an event, and not beside it: "Iran sent drones, officials said on Friday".
fn is_told_with(claims: &[Claim], time: Span, event: Span) -> bool {
    let said = claims.iter().filter(|claim| claim.content_parts.iter().any(|part| part.contains(event)));
    let narrowest = said.min_by_key(|claim| claim.content.len());
    narrowest.is_none_or(|claim| claim.content_parts.iter().any(|part| part.contains(time)))
}

/// Measures inside a span; they stand in order.
fn within<T>(measures: &[T], around: Span, span: impl Fn(&T) -> Span) -> impl Iterator<Item = &T> {
    let start = measures.partition_point(|m| span(m).end <= around.start);
    let end = measures.partition_point(|m| span(m).start < around.end);
    measures[start..end.max(start)].iter()
}

/// The quantity that stands before goods: of "120 of the 900 rifles" the second for the whole.
fn quantity<'m>(
    measures: &'m Measures,
    phrases: &Phrases<'_>,
    of: &Phrase,
    around: Span,
    whole: bool,
) -> Option<&'m Quantity> {
    let head = phrases.syntax().tokens()[of.head].span;
    let counts = |q: &&Quantity| phrases.arguments.counts(q.span, of.head) || q.span.contains(head);
    let mut before = within(&measures.quantities, around, |q| q.span)
        .filter(|q| q.unit.is_none() && !phrases.arguments.is_none_at_all(q.span))
        .filter(counts);
    if whole { before.last() } else { before.next() }
}

fn trigger_quantity<'m>(
    measures: &'m Measures,
    phrases: &Phrases<'_>,
    trigger: usize,
    around: Span,
) -> Option<&'m Quantity> {
    let is_noun = phrases.syntax().tokens()[trigger].upos == Upos::Noun;
    let mut quantities = within(&measures.quantities, around, |q| q.span).filter(|q| q.unit.is_none() && !is_noun);
    // "has asked for eight": a number without its noun.
    quantities.find(|q| phrases.arguments.object_is(q.span, trigger))
}

/// How much of what a noun names there is, as its verb tells: "output stands at 300 a day".
fn level_quantity<'m>(
    measures: &'m Measures,
    phrases: &Phrases<'_>,
    draft: &Draft<'_>,
    around: Span,
) -> Option<&'m Quantity> {
    let tokens = phrases.syntax().tokens();
    let of_goods = |&t: &usize| tokens[t].upos == Upos::Num || draft.counted().iter().any(|p| p.head == t);
    let levels = phrases.arguments.levels(draft.trigger);
    let counts = |q: &&Quantity, t: usize| q.span.overlaps(tokens[t].span) || phrases.arguments.counts(q.span, t);
    let quantities = || within(&measures.quantities, around, |q| q.span).filter(|q| q.unit.is_none());
    levels.into_iter().filter(of_goods).find_map(|t| quantities().find(|q| counts(q, t)))
}
