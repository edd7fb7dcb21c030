//! Passives that name those who spoke before the outlet: "The minister was quoted by Tass as saying that ...".

use super::subject::subject_phrase;
use crate::Span;
use crate::attribution::{Attribution, set_borders};
use crate::sentence::Sentence;
use crate::syntax::{Relation, Syntax};

/// Forms of "to be" with which a verb is passive.
const BE: [&str; 6] = ["was", "were", "is", "are", "been", "being"];

/// What stands between a passive and what was said.
const SAYING: [&str; 4] = ["saying", "having said", "telling", "writing"];

/// The attributions of passives, which name those who spoke before the outlet: "The minister was quoted by Tass as saying
/// that ...", "..., the minister was quoted as saying". They take the place of what was found around the same verb.
pub(super) fn attributions(
    text: &str,
    sentences: &[Sentence],
    found: &[Attribution],
    syntax: &Syntax,
) -> Vec<Attribution> {
    let tokens = syntax.tokens();
    let mut all = Vec::new();
    for sentence in sentences.iter().map(|s| s.span) {
        let words = syntax.within(sentence);
        for verb in words.clone().filter(|&i| matches!(tokens[i].span.text(text), "quoted" | "cited")) {
            let Some(passive) = passive_of(text, sentence, verb, syntax) else { continue };
            let Passive { source, cue, said } = passive;
            let over =
                |a: &&Attribution| a.cue.is_some_and(|c| c.overlaps(cue)) || a.contents.iter().any(|c| c.overlaps(cue));
            // A quotation may go on in further sentences.
            let rest =
                found.iter().filter(over).flat_map(|a| a.contents.iter().copied()).filter(|c| c.start >= sentence.end);
            let contents = std::iter::once(said).chain(rest).collect();
            all.push(Attribution { cue: Some(cue), source: Some(source), contents });
        }
    }
    all
}

/// Whether an attribution was found around the verb of one of these.
pub(super) fn replaced(found: &Attribution, quoted: &[Attribution]) -> bool {
    let cues = || quoted.iter().filter_map(|a| a.cue);
    found.cue.iter().chain(&found.contents).any(|span| cues().any(|cue| cue.overlaps(*span)))
}

struct Passive {
    source: Span,
    cue: Span,
    said: Span,
}

fn passive_of(text: &str, sentence: Span, verb: usize, syntax: &Syntax) -> Option<Passive> {
    let tokens = syntax.tokens();
    let word = |i: usize| tokens[i].span.text(text);
    let first = syntax.within(sentence).start;
    let be = (first..verb).rev().take(3).find(|&i| BE.contains(&word(i)))?;
    let auxiliary = (first..be).rev().take_while(|&i| ["has", "have", "had"].contains(&word(i))).last().unwrap_or(be);
    let after = Span::new(tokens[verb].span.end, sentence.end);
    let (at, saying) = SAYING.iter().find_map(|saying| {
        let saying = format!(" as {saying}");
        Some((after.start + after.text(text).find(&saying)?, saying.len()))
    })?;
    if text.get(after.start..at)?.contains(['“', '”', '"', ';']) {
        return None;
    }
    let before = Span::new(sentence.start, tokens[auxiliary].span.start).trim(text);
    let end = if at == after.start { at + saying } else { after.start };
    let cue = Span::new(tokens[auxiliary].span.start, end);
    let behind = Span::new(at + saying, sentence.end);
    let behind = Span::of(behind.text(text).trim_start_matches([':', ',', ' ']), text)?;
    let passed = [" by ", " in ", " on "].iter().any(|by| text[at + saying..].starts_with(by));
    let words = behind.text(text).trim_end_matches(['.', '”', '"']);
    let subject = syntax
        .dependents_by(verb, &[Relation::NsubjPass, Relation::Nsubj])
        .next()
        .and_then(|subject| subject_phrase(text, subject, syntax))
        .filter(|s| s.end <= cue.start && text[s.end..cue.start].trim_matches([' ', ',']).is_empty());
    if !(words.is_empty() || passed && words.split(' ').count() <= 8) {
        let source = subject.unwrap_or(before);
        return Some(Passive { source, cue, said: set_borders(behind, text) });
    }
    // "The shipment arrived in May, the minister was quoted as saying by Interfax."
    let comma = before.text(text).rfind([',', '”', '"'])?;
    let mark = text[before.start + comma..].chars().next().map_or(1, char::len_utf8);
    let source = subject.unwrap_or_else(|| Span::new(before.start + comma + mark, before.end).trim(text));
    let said = Span::of(text.get(before.start..source.start)?.trim_end_matches([',', ' ']), text)?;
    (!said.is_empty() && !source.is_empty()).then(|| Passive { source, cue, said: set_borders(said, text) })
}
