//! Reports inside of what is said: "it rejected French claims that the ship was armed", "she said the yard had assured
//! her that it was not". The encoder marks a word once, so what is reported in a content is lost unless the tree tells.

use super::subject::with_auxiliaries;
use crate::Span;
use crate::attribution::{Attribution, set_borders};
use crate::speaker::Cast;
use crate::syntax::{Relation, Syntax};

/// Nouns for what is reported.
const REPORTS: [&str; 30] = [
    "allegation",
    "allegations",
    "accusation",
    "accusations",
    "claim",
    "claims",
    "assertion",
    "assertions",
    "finding",
    "findings",
    "assurance",
    "assurances",
    "statement",
    "statements",
    "denial",
    "denials",
    "warning",
    "warnings",
    "suspicion",
    "suspicions",
    "contention",
    "complaint",
    "complaints",
    "conclusion",
    "conclusions",
    "insistence",
    "assessment",
    "suggestion",
    "suggestions",
    "report",
];

/// Verbs of those who are said to have said or thought something.
const SAID: [&str; 25] = [
    "said",
    "told",
    "assured",
    "claimed",
    "denied",
    "insisted",
    "promised",
    "warned",
    "alleged",
    "admitted",
    "acknowledged",
    "stated",
    "argued",
    "says",
    "claims",
    "believes",
    "believed",
    "concludes",
    "concluded",
    "confirmed",
    "denies",
    "fears",
    "insists",
    "maintains",
    "suspects",
];

/// The attributions that the tree finds inside of others' contents, and which nobody found before.
pub(super) fn attributions(text: &str, found: &[Attribution], syntax: &Syntax, cast: &Cast<'_>) -> Vec<Attribution> {
    let cues: Vec<Span> = found.iter().filter_map(|a| a.cue).collect();
    let contents = found.iter().flat_map(|a| a.contents.iter().copied());
    let mut nested: Vec<Attribution> = Vec::new();
    for content in contents.filter(|c| !c.text(text).starts_with(['“', '"'])) {
        for token in syntax.within(content) {
            let span = syntax.tokens()[token].span;
            let word = span.text(text).to_lowercase();
            let report = if REPORTS.contains(&word.as_str()) {
                of_noun(text, token, syntax, cast)
            } else if SAID.contains(&word.as_str()) {
                of_verb(text, token, syntax, cast)
            } else {
                None
            };
            let is_new = |_: &Attribution| {
                let known = cues.iter().copied().chain(nested.iter().filter_map(|a| a.cue));
                !known.into_iter().any(|cue| cue.overlaps(span))
            };
            let inside = |a: &Attribution| a.contents.iter().all(|inner| content.contains(*inner) && *inner != content);
            let report = report.filter(inside).filter(is_new);
            nested.extend(report);
        }
    }
    nested
}

/// "French claims that the ship was armed", "her assurance that it was not".
fn of_noun(text: &str, noun: usize, syntax: &Syntax, cast: &Cast<'_>) -> Option<Attribution> {
    let clause = that_clause(text, noun, &[Relation::Acl, Relation::Ccomp, Relation::AclRelcl], syntax)?;
    let owner = syntax.dependents_by(noun, &[Relation::NmodPoss]).next();
    let modifier = || syntax.dependents_by(noun, &[Relation::Amod, Relation::Compound]).next();
    let source = match owner {
        Some(owner) => possessor(syntax.phrase(owner, &[]), text),
        None => syntax.tokens()[modifier()?].span,
    };
    let source = Some(source).filter(|&s| cast.is_party(s))?;
    Some(Attribution { cue: Some(syntax.tokens()[noun].span), source: Some(source), contents: vec![clause] })
}

/// "the yard had assured her that it was not armed".
fn of_verb(text: &str, verb: usize, syntax: &Syntax, cast: &Cast<'_>) -> Option<Attribution> {
    let clause = that_clause(text, verb, &[Relation::Ccomp], syntax)?;
    let subject = syntax.dependents_by(verb, &[Relation::Nsubj]).next()?;
    let source = syntax.phrase(subject, &[Relation::AclRelcl, Relation::Punct]);
    let cue = with_auxiliaries(verb, syntax);
    let fits = cast.is_voice(source) && source.end <= cue.start && cue.end <= clause.start;
    fits.then(|| Attribution { cue: Some(cue), source: Some(source), contents: vec![clause] })
}

/// The clause that begins with "that" and hangs on a word.
fn that_clause(text: &str, on: usize, relations: &[Relation], syntax: &Syntax) -> Option<Span> {
    let marked = |clause: &usize| {
        syntax.dependents_by(*clause, &[Relation::Mark]).any(|mark| syntax.tokens()[mark].span.text(text) == "that")
    };
    let clause = syntax.dependents_by(on, relations).find(marked)?;
    let span = syntax.phrase(clause, &[Relation::Parataxis]);
    (span.start > syntax.tokens()[on].span.start).then(|| set_borders(span, text))
}

fn possessor(owner: Span, text: &str) -> Span {
    let words = owner.text(text);
    let bare = words.strip_suffix("’s").or_else(|| words.strip_suffix("'s")).unwrap_or(words);
    Span::new(owner.start, owner.start + bare.len())
}
