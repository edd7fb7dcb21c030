//! What an outlet passes on in its own sentence: who is cited, whom it quotes, what it reports that another said.

use super::source::subject_phrase;
use crate::Span;
use crate::attribution::{Attribution, set_borders};
use crate::sentence::Sentence;
use crate::speaker::Cast;
use crate::syntax::{Relation, Syntax, Upos};

/// Forms of "to be" with which a verb is passive.
const BE: [&str; 6] = ["was", "were", "is", "are", "been", "being"];

/// What stands between a passive and what was said.
const SAYING: [&str; 4] = ["saying", "having said", "telling", "writing"];

/// Verbs with which one says something, in the past and the present.
pub(super) const SAYS: [&str; 62] = [
    "said",
    "says",
    "say",
    "told",
    "tells",
    "wrote",
    "writes",
    "added",
    "adds",
    "claimed",
    "claims",
    "claim",
    "insisted",
    "insists",
    "warned",
    "warns",
    "warn",
    "stated",
    "states",
    "announced",
    "announces",
    "declared",
    "declares",
    "confirmed",
    "confirms",
    "confirm",
    "admitted",
    "admits",
    "acknowledged",
    "conceded",
    "argued",
    "argues",
    "alleged",
    "alleges",
    "denied",
    "denies",
    "deny",
    "dismissed",
    "dismisses",
    "rejected",
    "rejects",
    "described",
    "describes",
    "called",
    "calls",
    "accused",
    "accuses",
    "explained",
    "explains",
    "believes",
    "believe",
    "suspects",
    "suspect",
    "concluded",
    "concludes",
    "estimated",
    "estimates",
    "estimate",
    "found",
    "finds",
    "noted",
    "notes",
];

/// The attributions of passives, which name those who spoke before the outlet: "The minister was quoted by Tass as saying
/// that ...", "..., the minister was quoted as saying". They take the place of what was found around the same verb.
pub(super) fn quoted_passive(
    text: &str,
    sentences: &[Sentence],
    found: &[Attribution],
    syntax: &Syntax,
) -> Vec<(Span, Attribution)> {
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
            all.push((cue, Attribution { cue: Some(cue), source: Some(source), contents }));
        }
    }
    all
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
    if !words.is_empty() && !(passed && words.split(' ').count() <= 8) {
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

/// What ends with who said it: "“No,” Lund said" of "“No,” Lund said, according to Tass".
fn said_before(text: &str, content: Span, cast: &Cast<'_>) -> Option<(Span, Span, Span)> {
    let words = content.text(text).trim_end_matches([',', ' ']);
    let (before, verb) = words.rsplit_once(' ')?;
    let at = before.rfind([',', '”', '"'])?;
    let mark = before[at..].chars().next().map_or(1, char::len_utf8);
    let voice = Span::of(before[at + mark..].trim_start_matches([',', ' ']), text)?;
    let said = Span::new(content.start, content.start + at + if before[at..].starts_with(',') { 0 } else { mark });
    let fits = SAYS.contains(&verb) && !said.is_empty() && voice.text(text).split(' ').count() <= 8;
    (fits && cast.is_voice(voice)).then(|| (voice, Span::of(verb, text).unwrap_or(voice), said))
}

/// What begins with who said it: "The general dismissed the footage as fake, according to Tass".
fn said_in(text: &str, content: Span, cast: &Cast<'_>, syntax: &Syntax) -> Option<(Span, Span, Span)> {
    let tokens = syntax.tokens();
    let verb = syntax.head(content).filter(|&i| tokens[i].upos == Upos::Verb)?;
    let word = tokens[verb].span;
    let subject = syntax.dependents_by(verb, &[Relation::Nsubj]).next()?;
    let voice = subject_phrase(text, subject, syntax)?;
    let start = syntax.dependents_by(verb, &[Relation::Aux]).map(|aux| tokens[aux].span.start).min();
    let cue = Span::new(start.map_or(word.start, |start| start.min(word.start)), word.end);
    let said = Span::new(cue.end, content.end).trim(text);
    let fits =
        SAYS.contains(&word.text(text)) && voice.start == content.start && voice.end <= cue.start && !said.is_empty();
    (fits && cast.is_voice(voice)).then_some((voice, cue, said))
}

/// "a report in Der Spiegel that cites officials": the outlet, and who is cited.
pub(super) fn cited_in(text: &str, source: Span, cast: &Cast<'_>) -> Option<(Span, Span)> {
    const CITES: [&str; 8] = [
        " that cites ",
        " that cited ",
        " that quotes ",
        " that quoted ",
        " which cites ",
        " which cited ",
        " citing ",
        " quoting ",
    ];
    let (outlet, behind) = CITES.iter().find_map(|cites| source.text(text).split_once(cites))?;
    let (outlet, behind) = (Span::of(outlet.trim_end_matches(','), text)?, Span::of(behind, text)?);
    let heard = cast.outlet(outlet).is_some() && (cast.are_persons(behind) || cast.is_voice(behind));
    heard.then_some((outlet, behind))
}

/// "Reuters reported, citing two officials": the words for who is cited, and "citing" itself.
pub(super) fn cited(text: &str, sentence: Span, contents: &[Span], cast: &Cast<'_>) -> Option<(Span, Span)> {
    let words = sentence.text(text);
    let citing = ["citing", "quoting", "which cited", "which quoted", "which cites", "Citing", "Quoting"];
    let citing = citing.iter().find_map(|words_for| {
        let at = sentence.start + words.find(&format!("{words_for} "))?;
        Span::of(Span::new(at, at + words_for.len()).text(text).trim_start_matches("which "), text)
    })?;
    let rest = &text[citing.end..sentence.end];
    let end = rest.find([',', ';']).unwrap_or(rest.trim_end_matches('.').len());
    let behind = Span::new(citing.end, citing.end + end).trim(text);
    // What is said may have run on over it.
    let tail = |c: &Span| c.end == behind.end && c.start < citing.start;
    let others = contents.iter().filter(|c| !tail(c));
    let apart = !others.clone().any(|c| c.overlaps(citing) || c.overlaps(behind) && !behind.contains(*c))
        && !text[..citing.start].trim_end().ends_with("without");
    (apart && (cast.are_persons(behind) || cast.is_voice(behind))).then_some((citing, behind))
}

/// "Security sources quoted by the daily An-Nahar said": those who are quoted, and the verb behind the outlet.
pub(super) fn quoted_by(
    text: &str,
    sentence: Span,
    cue: Option<Span>,
    outlet: Span,
    cast: &Cast<'_>,
) -> Option<(Span, Span)> {
    let cue = cue.filter(|c| matches!(c.text(text), "quoted" | "cited" | "quoted by" | "cited by"))?;
    let by = text.get(cue.start..outlet.start)?.split(' ').nth(1)? == "by" || outlet.text(text).starts_with("by ");
    let before = text.get(sentence.start..cue.start).filter(|_| by)?.trim_end();
    let start = before
        .rfind([',', ';', ':', '”', '"'])
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let voice = Span::of(before[start..].trim(), text).filter(|v| !v.is_empty() && cast.is_voice(*v))?;
    let verb = text.get(outlet.end..sentence.end)?.split([' ', ',', '.']).find(|word| !word.is_empty())?;
    SAYS.contains(&verb).then(|| Some((voice, Span::of(verb, text)?))).flatten()
}

/// "State media quoted her as saying": the one who is quoted.
pub(super) fn quoted_voice(text: &str, sentence: Span, cue: Option<Span>) -> Option<Span> {
    let cue = cue.filter(|c| ["quoted", "quotes", "cited", "cites"].iter().any(|verb| c.text(text).contains(verb)))?;
    let verb = cue.text(text).find(['q', 'c'])? + cue.start;
    let rest = text.get(verb..sentence.end)?;
    let start = rest.find(' ')?;
    let end = [" as saying", " as having said", " as telling"].iter().find_map(|saying| rest.find(saying))?;
    (start < end).then(|| Span::new(verb + start, verb + end).trim(text)).filter(|voice| !voice.is_empty())
}

/// What an outlet reports that another said: "Calder Imaging found that the pier was full, Reuters reported".
pub(super) fn reported(
    text: &str,
    sentence: Span,
    content: Span,
    cast: &Cast<'_>,
    syntax: &Syntax,
) -> Option<(Span, Span, Span)> {
    if let Some(found) = said_before(text, content, cast).or_else(|| said_in(text, content, cast, syntax)) {
        return Some(found);
    }
    // The content may begin with "that": its subject stands before it.
    let lead = text.get(sentence.start..content.start)?;
    let start = lead.rfind([',', ':', '”', '"']).map_or(0, |i| i + lead[i..].chars().next().map_or(1, char::len_utf8));
    let begins = content.text(text).starts_with("that ");
    let content = if begins { Span::new(sentence.start + start, content.end).trim(text) } else { content };
    let words = content.text(text);
    let that = words.find(" that ")?;
    let before = words[..that].strip_prefix("that ").unwrap_or(&words[..that]);
    let (subject, verb) = before.rsplit_once(' ')?;
    let past =
        verb.ends_with("ed") || ["found", "said", "says", "told", "wrote", "believes", "thought"].contains(&verb);
    let (subject, verb) = match subject.rsplit_once(' ') {
        Some((shorter, "had" | "has" | "have")) => (shorter, &before[shorter.len() + 1..]),
        _ => (subject, verb),
    };
    let voice = Span::of(subject, text)?;
    let said = Span::new(content.start + that + 1, content.end);
    (past && cast.is_voice(voice) && subject.split(' ').count() <= 8).then_some((voice, Span::of(verb, text)?, said))
}
