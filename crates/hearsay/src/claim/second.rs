//! The second of two sayings of one voice, which was taken for a part of the first: "insisted the tender was fair | and denied
//! having met the dealer".

use super::denied::DENIES;
use super::quotation;
use super::report::SAYS;
use super::subject::with_auxiliaries;
use crate::Span;
use crate::attribution::{Attribution, set_borders};
use crate::syntax::{Relation, Syntax, Upos};

/// Verbs that say something with the particle behind them.
const WITH: [(&str, &str); 6] =
    [("called", "for"), ("calls", "for"), ("called", "on"), ("appealed", "for"), ("hinted", "at"), ("warned", "of")];

/// Parts such sayings from what was said first.
pub(super) fn part(text: &str, found: &mut Vec<Attribution>, syntax: &Syntax) {
    let second: Vec<Attribution> = found.iter_mut().filter_map(|first| second(text, first, syntax)).collect();
    found.extend(second);
}

fn second(text: &str, first: &mut Attribution, syntax: &Syntax) -> Option<Attribution> {
    let tokens = syntax.tokens();
    let cue = first.cue.filter(|_| first.source.is_some())?;
    let verb = syntax.head(cue)?;
    let [content] = first.contents.as_mut_slice() else { return None };
    let own = [Relation::Nsubj, Relation::NsubjPass];
    let said = syntax.dependents_by(verb, &[Relation::Conj]).find(|&t| {
        tokens[t].upos == Upos::Verb
            && content.contains(tokens[t].span)
            && content.start > cue.end
            && syntax.dependents_by(t, &own).next().is_none()
    })?;
    let and = syntax.dependents_by(said, &[Relation::Cc]).next().filter(|&and| content.contains(tokens[and].span))?;
    let word = tokens[said].span.text(text);
    let behind = tokens.get(said + 1).map(|next| next.span);
    let particle = behind.filter(|next| WITH.contains(&(word, next.text(text))));
    if particle.is_none() && !SAYS.contains(&word) && !DENIES.contains(&word) {
        return None;
    }
    let cue = with_auxiliaries(said, syntax);
    let cue = particle.map_or(cue, |particle| cue.join(particle));
    let rest = Span::new(cue.end, content.end).trim(text);
    let before = Span::of(text.get(content.start..tokens[and].span.start)?.trim_end_matches([',', ' ']), text)?;
    if rest.is_empty() || before.is_empty() || quotation::is_cut(before.text(text)) {
        return None;
    }
    *content = before;
    Some(Attribution { cue: Some(cue), source: first.source, contents: vec![set_borders(rest, text)] })
}
