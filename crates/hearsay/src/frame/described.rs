//! States by what they are: "the Gulf emirate" is the last such state that was named.

use hearsay_gazetteer::{Gazetteer, Kind, Mention as Name, Reading, Sense};

use super::lemma::singular;
use crate::syntax::{Relation, Syntax, Upos};

/// Words that may stand between an article and a noun for a state: "the North African kingdom".
const BETWEEN: usize = 3;

/// Adds the phrases that mean states by what they are to the names of a text, which are in order.
pub(super) fn add_states<'g>(text: &str, syntax: &Syntax, gazetteer: &'g Gazetteer, names: &mut Vec<Name<'g>>) {
    let tokens = syntax.tokens();
    let word = |t: usize| tokens[t].span.text(text);
    let is_noun = |t: usize| word(t).starts_with(char::is_lowercase) && gazetteer.is_state_noun(&singular(word(t)));
    // "The island state" ends with its last noun, "the island chain" means no state.
    let goes_on = |t: usize| {
        let next = tokens.get(t + 1).filter(|next| next.upos == Upos::Noun);
        next.is_some() && (tokens[t].relation == Relation::Compound || is_noun(t + 1))
    };
    for noun in (1..tokens.len()).filter(|&t| is_noun(t) && !goes_on(t)) {
        let first = noun.saturating_sub(BETWEEN)..=noun;
        let before = first.rev().take_while(|&t| tokens[t].upos != Upos::Punct);
        let mut articled = before.filter(|&t| t > 0 && word(t - 1).eq_ignore_ascii_case("the"));
        let Some(span) = articled.next().map(|first| tokens[first].span.start..tokens[noun].span.end) else { continue };
        let words = &text[span.clone()];
        if !gazetteer.tells_states_apart(words) {
            continue;
        }
        let at = names.partition_point(|name| name.span.end <= span.start);
        let named = names[..at].iter().rev().map(|name| name.reading.entity);
        let state = named.filter(|entity| entity.kind == Kind::Country).find(|s| gazetteer.may_be_called(s, words));
        // "The South African state" is named, but "the NATO member" isn't NATO.
        let inside = names[at..].partition_point(|name| name.span.start < span.end);
        let is_named = |name: &Name<'_>| name.reading.entity.kind == Kind::Country;
        if let Some(entity) = state.filter(|_| !names[at..at + inside].iter().any(is_named)) {
            let state = Name { span, reading: Reading { entity, sense: Sense::Metonym, contested: false } };
            names.splice(at..at + inside, [state]);
        }
    }
}
