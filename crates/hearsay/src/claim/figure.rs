//! Figures that a voice puts on something, and causes: "Prosecutors put the traffic at 40,000 chips", "put it down to rain".

use super::subject::{subject_phrase, with_auxiliaries};
use crate::Span;
use crate::attribution::{Attribution, set_borders};
use crate::sentence::{self, Sentence};
use crate::speaker::Cast;
use crate::syntax::{Relation, Syntax, Upos};

/// What stands before a figure that somebody puts on something.
const AT: [&str; 5] = [" at ", " above ", " below ", " under ", " over "];

/// Adds the attributions of such sentences, or completes those that hold only what the figure is put on.
pub(super) fn settle(
    text: &str,
    sentences: &[Sentence],
    found: &mut Vec<Attribution>,
    syntax: &Syntax,
    cast: &Cast<'_>,
) {
    let tokens = syntax.tokens();
    for verb in (0..tokens.len()).filter(|&t| tokens[t].upos == Upos::Verb && is_put(tokens[t].span.text(text))) {
        let cue = tokens[verb].span;
        let Some(figure) = figure(text, sentences, verb, syntax, cast) else {
            if moves(text, verb, syntax) {
                found.retain(|a| a.cue != Some(cue));
            }
            continue;
        };
        match found.iter_mut().find(|a| a.cue.is_some_and(|c| c.overlaps(cue))) {
            Some(known) => known.contents = figure.contents,
            None => {
                let covers = |a: &Attribution| a.contents.iter().any(|c| c.contains(cue));
                if !found.iter().any(covers) {
                    found.push(figure);
                }
            }
        }
    }
}

fn is_put(word: &str) -> bool {
    matches!(word, "put" | "puts" | "estimate" | "estimates" | "estimated")
}

/// Whether somebody puts something somewhere: "The army put the tanks at the border".
fn moves(text: &str, verb: usize, syntax: &Syntax) -> bool {
    let tokens = syntax.tokens();
    let object = syntax.dependents_by(verb, &[Relation::Obj]).find(|&object| object > verb);
    let words = object.map(|object| syntax.phrase(object, &[]));
    let phrase = syntax.phrase(verb, &[]);
    tokens[verb].span.text(text).starts_with("put")
        && words.is_some_and(|words| words.text(text) != "it" && !words.text(text).contains(['“', '"']))
        && !syntax.within(phrase).any(|t| t > verb && tokens[t].upos == Upos::Num)
}

fn figure(text: &str, sentences: &[Sentence], verb: usize, syntax: &Syntax, cast: &Cast<'_>) -> Option<Attribution> {
    let tokens = syntax.tokens();
    let sentence = sentences[sentence::at(sentences, tokens[verb].span)?].span;
    let subject = syntax.dependents_by(verb, &[Relation::Nsubj]).find(|&s| s < verb)?;
    let source = subject_phrase(text, subject, syntax)?;
    let cue = with_auxiliaries(verb, syntax);
    let end = syntax.phrase(verb, &[Relation::Parataxis, Relation::Advcl]).end.min(sentence.end);
    let said = Span::of(text.get(cue.end..end)?.trim_matches([',', ' ', '.']), text)?;
    // "put the tanks at the border" has no figure behind its preposition; what is "put down to rain" needs none.
    let cause = said.text(text).find(" down to ");
    let at = cause.or_else(|| AT.iter().filter_map(|at| said.text(text).find(at)).min())?;
    let counted = Span::new(said.start + at, said.end);
    let has_number = cause.is_some() || syntax.within(counted).any(|t| tokens[t].upos == Upos::Num);
    let plain = !said.text(text)[..at].contains(['“', '”', '"', ';']);
    let voiced = cast.is_subject(source) || cast.is_paper(source) || cast.is_voice(source);
    (has_number && plain && voiced && source.end <= cue.start).then(|| Attribution {
        cue: Some(cue),
        source: Some(source),
        contents: vec![set_borders(said, text)],
    })
}
