//! What is told and denied in one breath: "Iran has sent rockets, which Tehran denies", "a charge that Iran rejects". The
//! encoder marks a word once, and it marks what is told.

use crate::Span;
use crate::attribution::Attribution;
use crate::sentence::Sentence;
use crate::speaker::Cast;
use crate::syntax::Syntax;

/// Verbs of those who deny.
pub(super) const DENIES: [&str; 12] = [
    "denies",
    "denied",
    "deny",
    "rejects",
    "rejected",
    "reject",
    "disputes",
    "disputed",
    "dispute",
    "dismisses",
    "dismissed",
    "contests",
];

/// What is called so behind a comma is all that was told.
const CALLED: [&str; 8] =
    ["accusation", "accusations", "allegation", "allegations", "charge", "charges", "claim", "claims"];

/// Words of a noun that calls it something else: "a trade", "a purported deal".
const NOUN: usize = 2;

/// What may stand between who denies and the verb.
const BETWEEN: [&str; 16] = [
    "has",
    "have",
    "had",
    "also",
    "again",
    "repeatedly",
    "strongly",
    "flatly",
    "vehemently",
    "consistently",
    "always",
    "since",
    "categorically",
    "all",
    "both",
    "now",
];

/// Words of a voice at most.
const VOICE: usize = 7;

/// The denials that stand behind what others are told to have said, which ends before them.
pub(super) fn attributions(
    text: &str,
    title: Span,
    sentences: &[Sentence],
    found: &mut Vec<Attribution>,
    syntax: &Syntax,
    cast: &Cast<'_>,
) -> Vec<Attribution> {
    let mut denials = Vec::new();
    for sentence in sentences.iter().map(|s| s.span) {
        for token in &syntax.tokens()[syntax.within(sentence)] {
            if !DENIES.contains(&token.span.text(text)) {
                continue;
            }
            if let Some(denial) = by_the_same(text, token.span, found) {
                denials.push(denial);
                continue;
            }
            let Some(denial) = Denial::before(text, sentence, token.span, cast) else { continue };
            // What a headline denies is read with what it tells.
            if denial.points && title.contains(sentence) {
                continue;
            }
            // "denies it" alone says nothing: what it is stands before.
            let points = |a: &Attribution| a.contents.iter().all(|c| ["it", "this", "that"].contains(&c.text(text)));
            let of_verb = |a: &Attribution| a.cue.is_some_and(|c| c.overlaps(token.span));
            found.retain(|a| !(of_verb(a) && points(a)));
            if found.iter().any(of_verb) {
                continue;
            }
            let told = found.iter_mut().find_map(|a| {
                let voices: Vec<Span> = a.cue.into_iter().chain(a.source).collect();
                let last = a.contents.iter_mut().rev().find(|c| c.start < denial.comma && sentence.contains(**c))?;
                last.end = last.end.min(denial.comma);
                let last = *last;
                a.contents.retain(|c| c.start < denial.comma || !sentence.contains(*c));
                let said = voices.iter().map(|v| v.start).filter(|&at| at > last.start).min();
                let end = said.map_or(last.end, |at| last.end.min(at));
                Some(Span::new(last.start, end))
            });
            let told = told.unwrap_or(Span::new(sentence.start, denial.comma));
            let told = Span::of(told.text(text).trim_matches([',', ' ']), text).filter(|s| !s.is_empty());
            denials.extend(told.map(|told| Attribution {
                cue: Some(denial.cue),
                source: Some(denial.voice),
                contents: vec![told],
            }));
        }
    }
    denials
}

/// What somebody denies behind what else they say, which ends before it: "Tehran says it backs the army | but denies arming
/// it".
fn by_the_same(text: &str, verb: Span, found: &mut [Attribution]) -> Option<Attribution> {
    let around = |a: &&mut Attribution| {
        a.source.is_some()
            && a.cue.is_some_and(|cue| cue.end <= verb.start)
            && a.contents.iter().any(|c| c.contains(verb))
    };
    let said = found.iter_mut().filter(around).min_by_key(|a| a.contents.iter().map(|c| c.len()).sum::<usize>())?;
    let content = said.contents.iter_mut().find(|c| c.contains(verb))?;
    let before = text.get(content.start..verb.start)?;
    let at = before.rfind(" but ")?;
    let between = before[at + " but ".len()..].split_whitespace().collect::<Vec<_>>();
    let denied = Span::new(verb.end, content.end).trim(text);
    if !between.iter().all(|word| BETWEEN.contains(word)) || denied.is_empty() || before[..at].trim().is_empty() {
        return None;
    }
    *content = Span::of(before[..at].trim_end_matches([',', ' ']), text)?;
    Some(Attribution {
        cue: Some(with_auxiliary(text, between.into_iter(), verb)),
        source: said.source,
        contents: vec![denied],
    })
}

/// A verb with the auxiliary among the words before it.
fn with_auxiliary<'t>(text: &str, mut before: impl Iterator<Item = &'t str>, verb: Span) -> Span {
    let auxiliary = before.find(|word| ["has", "have", "had"].contains(word));
    auxiliary.and_then(|word| Span::of(word, text)).map_or(verb, |start| start.join(verb))
}

struct Denial {
    /// Where what is denied ends.
    comma: usize,
    voice: Span,
    cue: Span,
    /// Whether the verb is followed by "it".
    points: bool,
}

impl Denial {
    /// The denial whose verb this is, where it ends its part of the sentence.
    fn before(text: &str, sentence: Span, verb: Span, cast: &Cast<'_>) -> Option<Self> {
        // "They were sold to Chad, but Ankara denies it".
        let object = [" it", " this", " that"].into_iter().find(|object| text[verb.end..].starts_with(object));
        let end = verb.end + object.map_or(0, str::len);
        let ends = text[end..].starts_with([',', '.', ';', '”', '"', '\n']) || end == text.len();
        let before = text.get(sentence.start..verb.start).filter(|_| ends)?;
        let voiced = |(at, words): (usize, &str)| {
            let words = words.trim_end();
            let mut voice = words;
            while let Some((shorter, last)) = voice.rsplit_once(' ')
                && BETWEEN.contains(&last)
            {
                voice = shorter;
            }
            let cue = with_auxiliary(text, words[voice.len()..].split(' '), verb);
            let voice = Span::of(voice.strip_prefix("both ").unwrap_or(voice), text)?;
            let fits = !voice.text(text).contains([',', '“', '"']) && voice.text(text).split(' ').count() <= VOICE;
            let points = object.is_some();
            (fits && cast.is_voice(voice)).then_some(Self { comma: sentence.start + at, voice, cue, points })
        };
        if object.is_some() {
            let joined = [", but ", "; "].into_iter();
            let (at, joint) = joined.filter_map(|joint| Some((before.rfind(joint)?, joint.len()))).max()?;
            return voiced((at, &before[at + joint..]));
        }
        let at = before.rfind(", ")?;
        let denies = verb.text(text).starts_with("den");
        clauses(&before[at + 2..], denies).find_map(|clause| voiced((at, clause)))
    }
}

/// What may be a clause of one who denies, behind the words for what is denied: "which ", "something that ", "charges ",
/// "a trade ", "a purported deal that ".
///
/// Any noun may stand for what is plainly denied; "a figure that Norway disputes" is one figure of what was told.
fn clauses(words: &str, denies: bool) -> impl Iterator<Item = &str> {
    let (first, rest) = words.split_once(' ').unwrap_or((words, ""));
    let nouns = match first {
        "which" | "something" => 0..1,
        "a" | "an" if denies || rest.split(' ').next().is_some_and(|noun| CALLED.contains(&noun)) => 1..NOUN + 1,
        _ if CALLED.contains(&first) => 0..1,
        _ => 0..0,
    };
    nouns.map(move |noun| {
        let clause = (0..noun).fold(rest, |rest, _| rest.split_once(' ').map_or("", |(_, rest)| rest));
        ["that ", "which "].into_iter().find_map(|word| clause.strip_prefix(word)).unwrap_or(clause)
    })
}
