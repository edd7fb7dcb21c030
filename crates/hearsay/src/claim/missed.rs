//! What the encoder misses and the words leave no doubt about: papers and pictures that show something, of which the corpus
//! of attributions marks few, sayings that a sentence is wrapped around, and what it links to another sentence's verb.

use std::collections::HashSet;

use super::report::SAYS;
use super::subject::{behind_according, subject_phrase};
use crate::Span;
use crate::attribution::{Attribution, set_borders};
use crate::sentence::{self, Sentence};
use crate::speaker::Cast;
use crate::syntax::{Relation, Syntax, Upos};

/// Verbs of papers and pictures.
const SHOWS: [&str; 31] = [
    "show",
    "shows",
    "showed",
    "indicate",
    "indicates",
    "indicated",
    "suggest",
    "suggests",
    "suggested",
    "reveal",
    "reveals",
    "revealed",
    "state",
    "states",
    "say",
    "says",
    "puts",
    "lists",
    "listed",
    "names",
    "named",
    "describes",
    "described",
    "records",
    "recorded",
    "estimates",
    "estimated",
    "confirms",
    "confirmed",
    "details",
    "detailed",
];

/// Words of a voice at most.
const VOICE: usize = 7;

/// The attributions of sentences in which nobody was found to say anything.
pub(super) fn attributions(
    text: &str,
    sentences: &[Sentence],
    found: &[Attribution],
    syntax: &Syntax,
    cast: &Cast<'_>,
) -> Vec<Attribution> {
    let spans = found.iter().flat_map(|a| a.contents.iter().chain(&a.cue).copied());
    let heard: HashSet<usize> = spans.flat_map(|span| sentence::over(sentences, span)).collect();
    let silent = (0..sentences.len()).filter(|i| !heard.contains(i)).map(|i| sentences[i].span);
    let missed = |sentence: Span| {
        let shown = || syntax.within(sentence).find_map(|verb| shown(text, sentence, verb, syntax, cast));
        according(text, sentence, cast).or_else(|| inserted(text, sentence, cast)).or_else(shown)
    };
    silent.filter_map(missed).collect()
}

/// "Parts point to a factory in Isfahan, according to Calder Imaging", "According to Calder Imaging, parts point to".
fn according(text: &str, sentence: Span, cast: &Cast<'_>) -> Option<Attribution> {
    let words = sentence.text(text);
    let at = words
        .find(", according to ")
        .map(|at| at + ", ".len())
        .or_else(|| words.find("According to ").filter(|&at| at == 0))?;
    let cue = Span::new(sentence.start + at, sentence.start + at + "according to".len());
    let source = behind_according(text, sentence, cue, cast)?;
    let said = if at > 0 { Span::new(sentence.start, cue.start) } else { Span::new(source.end, sentence.end) };
    let said = Span::of(said.text(text).trim_matches([',', ' ']), text).filter(|s| !s.is_empty())?;
    said.text(text).contains(' ').then(|| Attribution {
        cue: Some(cue),
        source: Some(source),
        contents: vec![set_borders(said, text)],
    })
}

/// "The freighter, the harbour master told Lighthouse, was empty", "It was empty, Lund wrote in a letter".
fn inserted(text: &str, sentence: Span, cast: &Cast<'_>) -> Option<Attribution> {
    let mut at = sentence.start;
    for part in sentence.text(text).split_inclusive(", ") {
        let part = Span::new(at, at + part.len());
        at = part.end;
        if part.start == sentence.start {
            continue;
        }
        let Some((source, cue)) = voice_and_verb(text, part, cast) else { continue };
        let first = Span::of(text.get(sentence.start..part.start)?.trim_end_matches([',', ' ']), text)?;
        let rest = Span::of(text.get(part.end..sentence.end)?.trim_end_matches([',', ' ']), text)?;
        let mut contents = vec![set_borders(first, text)];
        if rest.text(text).contains(char::is_alphanumeric) {
            contents.push(set_borders(rest, text));
        } else if !first.text(text).contains(' ') {
            return None;
        }
        return Some(Attribution { cue: Some(cue), source: Some(source), contents });
    }
    None
}

/// The voice with which a part of a sentence begins, and its verb: "the harbour master told Lighthouse".
fn voice_and_verb(text: &str, part: Span, cast: &Cast<'_>) -> Option<(Span, Span)> {
    let words = part.text(text).trim_end_matches([',', ' ', '.']);
    if ["who ", "which ", "that ", "and ", "but ", "or "].iter().any(|word| words.starts_with(word)) {
        return None;
    }
    let verb = words.split(' ').skip(1).take(VOICE).find(|word| SAYS.contains(word) || SHOWS.contains(word))?;
    let cue = Span::of(verb, text)?;
    let source = Span::of(text.get(part.start..cue.start)?.trim_end(), text)?;
    let says = SAYS.contains(&verb) && cast.is_subject(source);
    let shows = SHOWS.contains(&verb) && cast.is_paper(source);
    (says || shows).then_some((source, cue))
}

/// Parts from attributions what a verb of another sentence says: "He would not comment. Others | said | that it had".
pub(super) fn part(text: &str, sentences: &[Sentence], found: &mut Vec<Attribution>) {
    let place = |span: Span| sentence::at(sentences, span);
    let mut parted = Vec::new();
    for attribution in found.iter_mut() {
        let Some(cue) = attribution.cue else { continue };
        attribution.contents.retain(|&content| {
            let verb = text[..content.start].strip_suffix(' ').and_then(|before| before.rsplit(' ').next());
            let verb = verb
                .filter(|verb| SAYS.contains(verb) && content.text(text).starts_with("that "))
                .and_then(|verb| Span::of(verb, text));
            let Some(verb) = verb.filter(|&v| place(v) == place(content) && place(v) != place(cue)) else {
                return true;
            };
            parted.push(Attribution { cue: Some(verb), source: None, contents: vec![content] });
            false
        });
    }
    found.retain(|a| !a.contents.is_empty());
    parted.retain(|a| !found.iter().any(|other| other.cue == a.cue));
    found.extend(parted);
}

/// "Satellite images taken by Calder Imaging show a freighter at the pier".
fn shown(text: &str, sentence: Span, verb: usize, syntax: &Syntax, cast: &Cast<'_>) -> Option<Attribution> {
    let token = &syntax.tokens()[verb];
    let cue = token.span;
    if token.upos != Upos::Verb || token.head.is_some() || !SHOWS.contains(&cue.text(text)) {
        return None;
    }
    let subject = syntax.dependents_by(verb, &[Relation::Nsubj]).next()?;
    let source = subject_phrase(text, subject, syntax)?;
    syntax.dependents_by(verb, &[Relation::Obj, Relation::Ccomp]).next()?;
    let end = syntax.phrase(verb, &[Relation::Parataxis]).end.max(cue.end);
    let said = Span::of(text.get(cue.end..end)?.trim_matches([',', ' ']), text)?;
    let fits = source.end <= cue.start && !said.is_empty() && sentence.contains(said) && cast.is_paper(source);
    fits.then(|| Attribution { cue: Some(cue), source: Some(source), contents: vec![set_borders(said, text)] })
}
