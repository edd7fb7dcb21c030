//! The voice of a saying by its sentence: the subject of the cue's verb, or what stands where a voice stands.

use crate::Span;
use crate::speaker::Cast;
use crate::syntax::{Relation, Syntax};

/// The source that was not found though its cue has one: the words before a headline's colon, or the subject of the
/// cue's verb.
pub(super) fn missing(
    text: &str,
    sentence: Span,
    cue: Option<Span>,
    contents: &[Span],
    syntax: &Syntax,
    cast: &Cast<'_>,
) -> Option<Span> {
    let cue = cue?;
    let free = |span: &Span| !contents.iter().any(|c| c.overlaps(*span)) && !span.overlaps(cue);
    if cue.text(text) == ":" {
        let before = Span::new(sentence.start, cue.start.max(sentence.start)).trim(text);
        return Some(before).filter(|s| !s.is_empty() && free(s) && cast.is_voice(*s));
    }
    // "according to an analysis of images by Calder Imaging": all behind it.
    if cue.text(text).eq_ignore_ascii_case("according to") {
        return behind_according(text, sentence, cue, cast).filter(free);
    }
    // "“No,” a soldier who asked not to be named said": all that stands between what is said and its cue.
    let between = || {
        let end = contents.iter().map(|c| c.end).filter(|&end| end <= cue.start).max()?;
        let gap = Span::of(text.get(end..cue.start)?.trim_matches([',', ' ', '”', '"', '’']), text)?;
        let words = gap.text(text);
        // "its owner, Aegis Lines"
        let (voice, _) = words.split_once(", ").unwrap_or((words, ""));
        let named = voice.len() == words.len() || Span::of(voice, text).is_some_and(|voice| cast.is_voice(voice));
        let plain =
            named && !words.is_empty() && !words.contains([';', '.', '“', '”', '"']) && words.split(' ').count() <= 12;
        (plain && sentence.contains(gap)).then_some(gap)
    };
    // A content that runs up to the cue, or over it, has taken the source in: "... was empty, harbour master Ines Vale
    // told", "The letter says the ship was empty".
    let possible = |phrase: Span| {
        let runs_up = |c: &Span| c.start < phrase.start && c.end <= cue.start && phrase.end <= c.end;
        let runs_over = |c: &Span| c.start <= phrase.start && cue.end < c.end && phrase.end <= cue.start;
        let adjoins = text.get(phrase.end..cue.start).is_some_and(|gap| gap.trim_matches([',', ' ']).is_empty());
        // "It was vain, | argued | the member for Luton": taken in with its cue.
        let over = |c: &Span| c.start < cue.start && phrase.start < c.end;
        let alone = |c: &Span| contents.len() > 1 && c.start == phrase.start && phrase.contains(*c);
        let inverted = text.get(cue.end..phrase.start) == Some(" ") && contents.iter().any(|c| over(c) || alone(c));
        free(&phrase) || inverted || contents.iter().any(runs_up) && adjoins || contents.iter().any(runs_over)
    };
    let fits = |phrase: &Span| possible(*phrase) && cast.is_voice(*phrase);
    let subject = subject(syntax, cue).and_then(|subject| subject_phrase(text, subject, syntax));
    subject
        .filter(fits)
        .or_else(|| between().filter(fits))
        .or_else(|| last_parts(text, sentence, cue, contents, cast))
        .or_else(|| first_part(text, sentence, cue, contents, cast))
}

/// The voice with which a clause begins that is told more of before its cue: "An officer near Kupiansk, who gave only his
/// call sign, | said", "A customs declaration, a copy of which was shown to Lighthouse, | lists".
pub(super) fn first_part(text: &str, sentence: Span, cue: Span, contents: &[Span], cast: &Cast<'_>) -> Option<Span> {
    let behind = |c: &Span| c.start >= cue.end;
    let before = text.get(sentence.start..cue.start).filter(|before| before.ends_with(", "))?;
    let (voice, told) = behind_last(before, &[';', ':', '”', '“', '"']).split_once(", ")?;
    // "The two officials, one of them a pilot, | both said".
    let all = ["both", "all", "each"].contains(&cue.text(text));
    let told = all
        || ["who ", "which ", "a copy of which ", "a copy of ", "parts of which ", "whose "]
            .iter()
            .any(|w| told.starts_with(w));
    let voice = Span::of(voice.trim(), text)?;
    (told && contents.iter().all(behind) && (cast.is_subject(voice) || cast.is_paper(voice))).then_some(voice)
}

/// The voice with which a content ends that runs up to its cue: "..., its owner, Aegis Lines, | said".
fn last_parts(text: &str, sentence: Span, cue: Span, contents: &[Span], cast: &Cast<'_>) -> Option<Span> {
    let runs_up = |c: &&Span| {
        let gap = text.get(c.end..cue.start).unwrap_or("");
        // A content may have stopped in the middle of its clause.
        let stopped = sentence.start == c.start && !gap.contains(['“', '”', '"', ';']) && gap.contains(", ");
        c.start < cue.start && (gap.len() <= 2 || stopped)
    };
    let words = text.get(contents.iter().find(runs_up)?.start..cue.start)?.trim_end_matches([',', ' ']);
    let (said, last) = words.rsplit_once(", ")?;
    let apposed = said.rsplit_once(", ").map(|(_, voice)| voice).filter(|voice| voice.split(' ').count() <= 10);
    let voice = apposed.and_then(|voice| Span::of(voice, text)).filter(|&voice| cast.is_voice(voice));
    let last = Span::of(last, text)?;
    let described = last.text(text).split(' ').count() <= 8;
    voice.filter(|_| described).map(|voice| voice.join(last)).or(Some(last).filter(|&last| cast.is_subject(last)))
}

/// The voice behind "according to": "an analysis of images by Calder Imaging".
pub(super) fn behind_according(text: &str, sentence: Span, cue: Span, cast: &Cast<'_>) -> Option<Span> {
    let rest = text.get(cue.end..sentence.end)?;
    let end = rest.find([',', ';', '“', '”', '"', '—', '–']).unwrap_or(rest.trim_end_matches('.').len());
    Some(Span::new(cue.end, cue.end + end).trim(text)).filter(|s| !s.is_empty() && cast.is_voice(*s))
}

/// What stands behind the last of some marks; all of it where there is none.
pub(super) fn behind_last<'w>(words: &'w str, marks: &[char]) -> &'w str {
    words.rsplit(marks).next().unwrap_or(words)
}

/// A verb with its auxiliaries: "had assured".
pub(super) fn with_auxiliaries(verb: usize, syntax: &Syntax) -> Span {
    let span = syntax.tokens()[verb].span;
    let start = syntax.dependents_by(verb, &[Relation::Aux]).map(|aux| syntax.tokens()[aux].span.start).min();
    Span::new(start.map_or(span.start, |start| start.min(span.start)), span.end)
}

/// A subject's words, with a clause that tells which one is meant: "a soldier who asked not to be named".
pub(super) fn subject_phrase(text: &str, subject: usize, syntax: &Syntax) -> Option<Span> {
    let close = |span: Span| Span::of(span.text(text).trim_matches([',', ' ', '”', '"', '“', '’']), text);
    let phrase = close(syntax.phrase(subject, &APART))?;
    let restricting = APART.into_iter().filter(|r| *r != Relation::AclRelcl).collect::<Vec<_>>();
    let whole = close(syntax.phrase(subject, &restricting))?;
    let clause = text.get(phrase.end..whole.end).unwrap_or(",");
    let mut phrase =
        if whole.start == phrase.start && clause.starts_with(' ') && !clause.contains(',') { whole } else { phrase };
    // The tree may have hung its article elsewhere.
    let article = ["A ", "An ", "The ", "a ", "an ", "the "].iter().find(|a| text[..phrase.start].ends_with(**a));
    phrase.start -= article.map_or(0, |article| article.len());
    Some(phrase)
}

/// A paper with its maker before the cue, which trees may hang elsewhere: "images taken by | Polar Imaging | show".
pub(super) fn with_maker(text: &str, source: Span, cue: Option<Span>) -> Span {
    let Some(cue) = cue.filter(|cue| source.text(text).ends_with(" by") && source.end < cue.start) else {
        return source;
    };
    let maker = Span::new(source.end, cue.start).trim(text);
    let named = maker.text(text).split(' ').all(|word| word.starts_with(char::is_uppercase));
    if named { source.join(maker) } else { source }
}

/// What hangs on a subject without being a part of its words.
pub(super) const APART: [Relation; 5] =
    [Relation::AclRelcl, Relation::Parataxis, Relation::Punct, Relation::Case, Relation::Cc];

/// The subject of a cue's verb, through the verbs that it hangs on, or the owner of its noun: "she" in "she seemed to
/// think", "her" in "her claim".
fn subject(syntax: &Syntax, cue: Span) -> Option<usize> {
    let mut verb = syntax.head(cue)?;
    for _ in 0..3 {
        let token = &syntax.tokens()[verb];
        let passive = syntax.dependents_by(verb, &[Relation::AuxPass]).next().is_some();
        let found = if passive {
            syntax.dependents_by(verb, &[Relation::OblAgent]).next()
        } else {
            syntax.dependents_by(verb, &[Relation::Nsubj]).next()
        };
        let found = found.or_else(|| syntax.dependents_by(verb, &[Relation::NmodPoss]).next());
        if found.is_some() || passive {
            return found;
        }
        match (token.relation, token.head) {
            (Relation::Xcomp | Relation::Conj | Relation::Advcl, Some(head)) => verb = head,
            _ => return None,
        }
    }
    None
}
