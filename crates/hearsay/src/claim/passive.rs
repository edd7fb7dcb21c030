//! Who is quoted as saying something: passives that name those who spoke before the outlet, "The minister was quoted by Tass
//! as saying that ...", and the same in the active, where the encoder took "saying" for the outlet's own word.

use super::subject::{behind_last, subject_phrase};
use crate::Span;
use crate::attribution::{Attribution, set_borders};
use crate::sentence::Sentence;
use crate::syntax::{Relation, Syntax};

/// Forms of "to be" with which a verb is passive.
const BE: [&str; 6] = ["was", "were", "is", "are", "been", "being"];

/// What stands between a passive and what was said.
const SAYING: [&str; 4] = ["saying", "having said", "telling", "writing"];

/// Puts the attributions of passives, which name those who spoke before the outlet, in the place of what was found around
/// the same verb: "The minister was quoted by Tass as saying that ...", "..., the minister was quoted as saying".
pub(super) fn replace(text: &str, sentences: &[Sentence], found: &mut Vec<Attribution>, syntax: &Syntax) {
    let tokens = syntax.tokens();
    let around = |a: &Attribution, cue: Span| a.cue.iter().chain(&a.contents).any(|span| span.overlaps(cue));
    let mut passives: Vec<(Span, Attribution)> = Vec::new();
    for sentence in sentences.iter().map(|s| s.span) {
        let quoted = |&i: &usize| matches!(tokens[i].span.text(text), "quoted" | "quotes" | "cited" | "cites");
        for verb in syntax.within(sentence).filter(quoted) {
            let passive = passive(text, sentence, verb, syntax).map(|(cue, source, said)| (cue, cue, source, said));
            let heard = found.iter().any(|a| a.cue.is_some_and(|cue| cue.overlaps(tokens[verb].span)));
            let active = || active(text, sentence, verb, syntax).filter(|_| !heard);
            let Some((lead, cue, source, said)) = passive.or_else(active) else { continue };
            // A quotation may go on in further sentences.
            let same = found.iter().filter(|a| around(a, lead));
            let rest = same.flat_map(|a| a.contents.iter().copied()).filter(|c| c.start >= sentence.end);
            let contents = std::iter::once(said).chain(rest).collect();
            passives.push((lead, Attribution { cue: Some(cue), source: Some(source), contents }));
        }
    }
    found.retain(|a| !passives.iter().any(|(lead, _)| around(a, *lead)));
    found.extend(passives.into_iter().map(|(_, attribution)| attribution));
}

/// "Tass quoted a deputy minister as saying that ...": from the verb to "saying", then the verb, the outlet, and what is said.
fn active(text: &str, sentence: Span, verb: usize, syntax: &Syntax) -> Option<(Span, Span, Span, Span)> {
    let tokens = syntax.tokens();
    let cue = tokens[verb].span;
    let first = syntax.within(sentence).start;
    if (first..verb).rev().take(3).any(|i| BE.contains(&tokens[i].span.text(text))) {
        return None;
    }
    let rest = Span::new(cue.end, sentence.end).text(text);
    let (at, length) =
        SAYING.iter().find_map(|saying| Some((rest.find(&format!(" as {saying}"))?, 4 + saying.len())))?;
    let voice = &rest[..at];
    if voice.trim().is_empty() || voice.contains(['“', '”', '"', ';']) {
        return None;
    }
    let lead = Span::new(cue.start, cue.end + at + length);
    let behind = Span::new(lead.end, sentence.end).text(text).trim_start_matches([':', ',', ' ']);
    let said = Span::of(behind, text).filter(|said| said.text(text).split(' ').count() > 2)?;
    let outlet = syntax.dependents_by(verb, &[Relation::Nsubj]).next()?;
    let source = subject_phrase(text, outlet, syntax).filter(|source| source.end <= cue.start)?;
    Some((lead, cue, source, set_borders(said, text)))
}

/// The cue of a passive, its source, and what is said in its sentence.
fn passive(text: &str, sentence: Span, verb: usize, syntax: &Syntax) -> Option<(Span, Span, Span)> {
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
        return Some((cue, source, set_borders(behind, text)));
    }
    // "The shipment arrived in May, the minister was quoted as saying by Interfax."
    let last = behind_last(before.text(text), &[',', '”', '"']);
    if last.len() == before.len() {
        return None;
    }
    let source = subject.or_else(|| Span::of(last.trim(), text))?;
    let said = Span::of(text.get(before.start..source.start)?.trim_end_matches([',', ' ']), text)?;
    (!said.is_empty() && !source.is_empty()).then(|| (cue, source, set_borders(said, text)))
}
