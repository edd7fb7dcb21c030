//! What the encoder misses and the words leave no doubt about: papers and pictures that show something, of which the corpus
//! of attributions marks few, sayings that a sentence is wrapped around, and what it links to another sentence's verb.

use std::collections::{BTreeMap, HashMap};

use super::border::ARTICLES;
use super::denied::DENIES;
use super::report::SAYS;
use super::subject::{behind_according, subject_phrase, with_auxiliaries, with_maker};
use crate::Span;
use crate::attribution::{Attribution, set_borders};
use crate::sentence::{self, Sentence};
use crate::speaker::Cast;
use crate::syntax::{Relation, Syntax, Upos};

/// Verbs of papers and pictures.
const SHOWS: [&str; 39] = [
    "trace",
    "traces",
    "traced",
    "sets",
    "show",
    "list",
    "record",
    "describe",
    "note",
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

/// Verbs of saying of which another sense takes an object: "soldiers found rifles".
const FINDS: [&str; 8] =
    ["found", "finds", "concluded", "concludes", "established", "determined", "estimated", "estimates"];

/// Words of a voice at most.
const VOICE: usize = 7;

/// Words before which a sentence has its verb, where a paper is its subject.
const OPENING: usize = 12;

/// The attributions of sentences, and parts of them between semicolons, in which nobody was found to say anything.
pub(super) fn attributions(
    text: &str,
    sentences: &[Sentence],
    found: &[Attribution],
    syntax: &Syntax,
    cast: &Cast<'_>,
) -> Vec<Attribution> {
    // For each sentence in which somebody says something, what is said and by which words.
    let mut heard: HashMap<usize, Vec<Span>> = HashMap::new();
    for span in found.iter().flat_map(|a| a.contents.iter().chain(&a.cue).copied()) {
        for sentence in sentence::over(sentences, span) {
            heard.entry(sentence).or_default().push(span);
        }
    }
    // Where the last that was found in a sentence ends.
    let mut ends: BTreeMap<usize, usize> = BTreeMap::new();
    for span in found.iter().flat_map(|a| a.contents.iter().chain(&a.cue).chain(&a.source).copied()) {
        for sentence in sentence::over(sentences, span) {
            let end = ends.entry(sentence).or_default();
            *end = span.end.max(*end);
        }
    }
    let silent = (0..sentences.len()).flat_map(|i| match heard.get(&i) {
        None => vec![sentences[i].span],
        Some(spans) => silent_parts(text, sentences[i].span, spans),
    });
    let missed = |sentence: Span| {
        let shown = || syntax.within(sentence).find_map(|verb| shown(text, sentence, verb, syntax, cast));
        let said = || syntax.within(sentence).find_map(|verb| said(text, sentence, verb, syntax, cast));
        let shown = || shown().or_else(|| opening(text, sentence, syntax, cast)).or_else(said);
        according(text, sentence, cast)
            .or_else(|| by_reckoning(text, sentence, cast))
            .or_else(|| inserted(text, sentence, cast))
            .or_else(shown)
    };
    let spoken = ends.iter().filter(|(sentence, _)| heard.contains_key(sentence));
    let behind = spoken.filter_map(|(&sentence, &end)| told_behind(text, sentences[sentence].span, end, cast));
    silent.filter_map(missed).chain(behind).collect()
}

/// The parts of a sentence between its semicolons that none of some spans reaches into.
fn silent_parts(text: &str, sentence: Span, spans: &[Span]) -> Vec<Span> {
    let words = sentence.text(text);
    if !words.contains("; ") {
        return Vec::new();
    }
    let parts = words.split("; ").filter_map(|part| Span::of(part, text));
    parts.filter(|part| !spans.iter().any(|span| span.overlaps(*part))).collect()
}

/// Whether a verb heads a sentence, or a part of it.
fn is_top(sentence: Span, verb: usize, syntax: &Syntax) -> bool {
    syntax.tokens()[verb].head.is_none_or(|head| !sentence.contains(syntax.tokens()[head].span))
}

/// Who tells of what another is told to say: "Calder believes that drones were shipped, | its director, Nora Velt, told
/// parliament"; `end` is where the last that was found in the sentence ends.
fn told_behind(text: &str, sentence: Span, end: usize, cast: &Cast<'_>) -> Option<Attribution> {
    let tail = text.get(end..sentence.end)?.strip_prefix(", ")?;
    let verb = tail.split(' ').take(VOICE + 2).find(|word| SAYS.contains(&word.trim_end_matches('.')))?;
    let cue = Span::of(verb.trim_end_matches('.'), text)?;
    let source = Span::of(text.get(end + ", ".len()..cue.start)?.trim_end_matches([',', ' ']), text)?;
    let (first, _) = source.text(text).split_once(", ").unwrap_or((source.text(text), ""));
    let voice = Span::of(first, text).filter(|first| !first.is_empty() && cast.is_subject(*first))?;
    let said = Span::new(sentence.start, end);
    let plain = voice.start == source.start && !said.text(text).contains(['“', '”', '"']);
    plain.then(|| Attribution { cue: Some(cue), source: Some(source), contents: vec![set_borders(said, text)] })
}

/// "Parts point to a factory in Isfahan, according to Calder Imaging", "According to Calder Imaging, parts point to".
fn according(text: &str, sentence: Span, cast: &Cast<'_>) -> Option<Attribution> {
    let words = sentence.text(text);
    let (at, cue) = words.find(", according to ").map(|at| (at + ", ".len(), "according to")).or_else(|| {
        ["According to", "In the words of"].into_iter().find(|lead| words.starts_with(*lead)).map(|c| (0, c))
    })?;
    let cue = Span::new(sentence.start + at, sentence.start + at + cue.len());
    let source = behind_according(text, sentence, cue, cast)?;
    let said = if at > 0 { Span::new(sentence.start, cue.start) } else { Span::new(source.end, sentence.end) };
    let said = Span::of(said.text(text).trim_matches([',', ' ']), text).filter(|s| !s.is_empty())?;
    said.text(text).contains(' ').then(|| Attribution {
        cue: Some(cue),
        source: Some(source),
        contents: vec![set_borders(said, text)],
    })
}

/// "By the secretariat’s own tally, 212,000 shells were sent", "Moscow got millions, by Seoul’s reckoning".
fn by_reckoning(text: &str, sentence: Span, cast: &Cast<'_>) -> Option<Attribution> {
    const RECKONINGS: [&str; 8] =
        ["account", "admission", "calculation", "count", "estimate", "estimates", "reckoning", "tally"];
    let words = sentence.text(text).trim_end_matches('.');
    let (by, said) = match words.strip_prefix("By ") {
        Some(rest) => rest.split_once(", ")?,
        None => words.rsplit_once(", by ").map(|(said, by)| (by, said))?,
    };
    let (owner, cue) = by.rsplit_once(' ').filter(|(_, noun)| RECKONINGS.contains(noun))?;
    let owner = owner.strip_suffix(" own").unwrap_or(owner);
    let owner = owner.strip_suffix("’s").or_else(|| owner.strip_suffix("'s")).or_else(|| owner.strip_suffix('’'))?;
    let source = Span::of(owner, text).filter(|owner| cast.is_voice(*owner))?;
    let said = set_borders(Span::of(said, text)?, text);
    Some(Attribution { cue: Span::of(cue, text), source: Some(source), contents: vec![said] })
}

/// "The freighter, the harbour master told Lighthouse, was empty", "It was empty, Lund wrote in a letter", "It was empty,
/// said Ines Vale, the harbour master".
fn inserted(text: &str, sentence: Span, cast: &Cast<'_>) -> Option<Attribution> {
    let mut at = sentence.start;
    for part in sentence.text(text).split_inclusive(", ") {
        let part = Span::new(at, at + part.len());
        at = part.end;
        if part.start == sentence.start {
            continue;
        }
        let inverted = verb_and_voice(text, part, sentence, cast);
        let Some((source, cue)) = inverted.or_else(|| voice_and_verb(text, part, cast)) else { continue };
        let first = Span::of(text.get(sentence.start..part.start)?.trim_end_matches([',', ' ']), text)?;
        let rest = Span::of(text.get(part.end..sentence.end)?.trim_end_matches([',', ' ']), text)?;
        let mut contents = vec![set_borders(first, text)];
        if inverted.is_none() && rest.text(text).contains(char::is_alphanumeric) {
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
    let reach = if words.contains(" and ") { 2 * VOICE } else { VOICE };
    let verb = words.split(' ').skip(1).take(reach).find(|word| SAYS.contains(word) || SHOWS.contains(word))?;
    let cue = Span::of(verb, text)?;
    let next = text.get(cue.end..part.end)?.trim_start().split([' ', ',', '.']).next().unwrap_or("");
    if FINDS.contains(&verb) && !["", "in", "on", "after", "from", "last", "this", "yesterday"].contains(&next) {
        return None;
    }
    let before = text.get(part.start..cue.start)?.trim_end();
    let auxiliary = [" has", " have", " had"].into_iter().find_map(|aux| before.strip_suffix(aux));
    let source = Span::of(auxiliary.unwrap_or(before), text)?;
    let cue = if auxiliary.is_some() { Span::new(source.end + 1, cue.end) } else { cue };
    let says = SAYS.contains(&verb) && (cast.is_subject(source) || are_voices(text, source, cast));
    let shows = SHOWS.contains(&verb) && cast.is_paper(source);
    (says || shows).then_some((source, cue))
}

/// Whether some words name or describe voices joined by "and": "two diplomats and a retired general".
fn are_voices(text: &str, words: Span, cast: &Cast<'_>) -> bool {
    let is_one = |voice: Span| {
        let articled = ARTICLES.iter().any(|word| voice.text(text).starts_with(word));
        cast.is_subject(voice) || articled && cast.is_voice(voice)
    };
    let mut voices = words.text(text).split(" and ").map(|voice| Span::of(voice, text));
    words.text(text).contains(" and ") && voices.all(|voice| voice.is_some_and(is_one))
}

/// The verb with which the last part of a sentence begins, and its voice: "said Ines Vale, the harbour master".
fn verb_and_voice(text: &str, part: Span, sentence: Span, cast: &Cast<'_>) -> Option<(Span, Span)> {
    let (verb, voice) = part.text(text).split_once(' ')?;
    let voice = Span::of(voice.trim_end_matches([',', ' ', '.']), text)?;
    let apposed = text.get(part.end..sentence.end)?.split(' ').next().unwrap_or("");
    let last = part.end == sentence.end || ["a", "an", "the", "who", "one", "its", "his", "her"].contains(&apposed);
    let named = voice.text(text).starts_with(char::is_uppercase) && cast.is_voice(voice);
    let speaks = SAYS.contains(&verb) && last && (named || cast.is_subject(voice) || cast.are_persons(voice));
    speaks.then(|| Some((voice, Span::of(verb, text)?))).flatten()
}

/// Parts from attributions what a verb of another sentence says: "He would not comment. Others | said | that it had", "The
/// photographs | show | a boat. It is Danish, said Ines Vale".
pub(super) fn part(text: &str, sentences: &[Sentence], found: &mut Vec<Attribution>, cast: &Cast<'_>) {
    let place = |span: Span| sentence::at(sentences, span);
    let quoted = |content: Span| content.text(text).starts_with(['“', '"', '‘', '\'']);
    let mut parted = Vec::new();
    for attribution in found.iter_mut() {
        let Some(cue) = attribution.cue else { continue };
        // What was said in a sentence before ends it, and what goes on in another begins with it, where nobody else says it
        // there: "He said the same. None of them knew | what was loaded".
        attribution.contents.retain(|&content| {
            let here = place(content);
            if here == place(cue) || quoted(content) {
                return true;
            }
            here.map(|i| sentences[i].span).is_some_and(|sentence| {
                let rest = text.get(content.end..sentence.end).unwrap_or("");
                let before = content.start < cue.start;
                let whole =
                    if before { !rest.contains(char::is_alphanumeric) } else { sentence.start == content.start };
                whole && inserted(text, sentence, cast).is_none()
            })
        });
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

/// The same by the words alone: a paper, what it is of, and the first verb of the sentence. Trees of such sentences may hang
/// the verb on a noun.
fn opening(text: &str, sentence: Span, syntax: &Syntax, cast: &Cast<'_>) -> Option<Attribution> {
    let tokens = syntax.tokens();
    let verb = syntax.within(sentence).take(OPENING).find(|&t| tokens[t].is_finite())?;
    let cue = tokens[verb].span;
    let source = Span::of(text.get(sentence.start..cue.start)?.trim_end(), text)?;
    let said = Span::of(text.get(cue.end..sentence.end)?.trim_matches([',', ' ']), text)?;
    let plain = !source.text(text).contains([',', '“', '"', '(']) && said.text(text).contains(' ');
    let fits = SHOWS.contains(&cue.text(text)) && plain && cast.is_paper(source);
    fits.then(|| Attribution { cue: Some(cue), source: Some(source), contents: vec![set_borders(said, text)] })
}

/// Verbs that tell of a saying, whatever stands around them.
const TELLS: [&str; 58] = [
    "said",
    "says",
    "say",
    "denied",
    "denies",
    "deny",
    "dismissed",
    "dismisses",
    "rejected",
    "rejects",
    "disputed",
    "disputes",
    "claimed",
    "claims",
    "claim",
    "insisted",
    "insists",
    "insist",
    "warned",
    "warns",
    "warn",
    "admitted",
    "admits",
    "acknowledged",
    "conceded",
    "argued",
    "argues",
    "alleged",
    "alleges",
    "stated",
    "confirmed",
    "confirms",
    "believes",
    "suspects",
    "maintain",
    "maintains",
    "maintained",
    "acknowledges",
    "concedes",
    "complained",
    "complains",
    "contends",
    "contended",
    "asserted",
    "asserts",
    "disclosed",
    "estimates",
    "estimated",
    "lamented",
    "recalled",
    "recalls",
    "reckons",
    "reckoned",
    "remembers",
    "remembered",
    "recounted",
    "swore",
    "vows",
];

/// "Iran has denied arming the Houthis", "The navy said its ships had left".
fn said(text: &str, sentence: Span, verb: usize, syntax: &Syntax, cast: &Cast<'_>) -> Option<Attribution> {
    let token = &syntax.tokens()[verb];
    if token.upos != Upos::Verb || !is_top(sentence, verb, syntax) || !TELLS.contains(&token.span.text(text)) {
        return None;
    }
    let cue = with_auxiliaries(verb, syntax);
    let subject = syntax.dependents_by(verb, &[Relation::Nsubj]).next()?;
    let source = subject_phrase(text, subject, syntax)?;
    // "Uganda has dismissed this", "The firm denies the charges".
    let told = [Relation::Ccomp, Relation::Xcomp, Relation::Obj];
    let told = if DENIES.contains(&token.span.text(text)) { &told[..] } else { &told[..2] };
    let clause = syntax.dependents_by(verb, told).find(|&c| c > verb)?;
    let said = Span::new(cue.end, syntax.phrase(clause, &[Relation::Parataxis]).end.max(cue.end)).trim(text);
    let pronoun = ["he", "she", "it", "they"].iter().any(|word| source.text(text).eq_ignore_ascii_case(word));
    let voiced = pronoun || cast.is_subject(source);
    let fits = source.end <= cue.start && !said.is_empty() && sentence.contains(said) && voiced;
    fits.then(|| Attribution { cue: Some(cue), source: Some(source), contents: vec![set_borders(said, text)] })
}

/// "Satellite images taken by Calder Imaging show a freighter at the pier".
fn shown(text: &str, sentence: Span, verb: usize, syntax: &Syntax, cast: &Cast<'_>) -> Option<Attribution> {
    let token = &syntax.tokens()[verb];
    let cue = token.span;
    if token.upos != Upos::Verb || !is_top(sentence, verb, syntax) || !SHOWS.contains(&cue.text(text)) {
        return None;
    }
    let subject = syntax.dependents_by(verb, &[Relation::Nsubj]).next()?;
    let source = with_maker(text, subject_phrase(text, subject, syntax)?, Some(cue));
    syntax.dependents_by(verb, &[Relation::Obj, Relation::Ccomp]).next()?;
    let end = syntax.phrase(verb, &[Relation::Parataxis]).end.max(cue.end);
    let said = Span::of(text.get(cue.end..end)?.trim_matches([',', ' ']), text)?;
    let fits = source.end <= cue.start && !said.is_empty() && sentence.contains(said) && cast.is_paper(source);
    fits.then(|| Attribution { cue: Some(cue), source: Some(source), contents: vec![set_borders(said, text)] })
}
