//! Headlines that name their voice as only headlines do: "Minister: no boats sold", "Plant to open in May, minister says",
//! "Frigate stopped dhow – navy".

use crate::attribution::Attribution;
use crate::speaker::Cast;
use crate::{Article, Span};

/// Words of a voice at most.
const VOICE: usize = 6;

/// What stands for all that a headline told before.
const OBJECTS: [&str; 6] = ["it", "this", "claim", "report", "reports", "claims"];

/// What ends a headline behind its voice.
const SAYS: [&str; 14] = [
    "says", "say", "said", "claims", "claim", "warns", "warn", "finds", "find", "shows", "show", "believes", "believe",
    "reveals",
];

/// Leaves to a headline what stands in it, and to the story what stands below.
pub(super) fn part(text: &str, title: Span, found: &mut Vec<Attribution>, cast: &Cast<'_>) {
    for attribution in found.iter_mut() {
        let Some(cue) = attribution.cue else { continue };
        attribution.contents.retain(|content| title.contains(*content) == title.contains(cue));
        // All that stands behind a colon is said: "Minister: no radars | sold to Varnia".
        if cue.text(text) == ":"
            && title.contains(cue)
            && let [said] = attribution.contents.as_mut_slice()
        {
            let rest = text.get(said.end..title.end).unwrap_or("");
            said.end += rest.find([',', ';']).unwrap_or(rest.trim_end().len());
        }
        // "Army got drones, say | diplomats": those who say it are no content.
        let voices =
            |content: &Span| title.contains(*content) && content.start == cue.end + 1 && cast.is_subject(*content);
        if attribution.source.is_none() && attribution.contents.iter().all(voices) {
            attribution.contents.clear();
        }
    }
    found.retain(|a| !a.contents.is_empty());
}

/// The attributions of a headline, where none was found in it.
pub(super) fn attributions(article: &Article, found: &mut Vec<Attribution>, cast: &Cast<'_>) -> Vec<Attribution> {
    let (text, title) = (article.text.as_str(), article.title);
    // "Iceland denies it" denies what stands before it.
    let refers = |content: &Span| OBJECTS.contains(&content.text(text)) && title.contains(*content);
    found.retain(|a| !a.contents.iter().all(refers) || !title.text(text).contains("; "));
    if found.iter().any(|a| a.contents.iter().chain(&a.cue).any(|s| s.overlaps(title))) {
        return Vec::new();
    }
    let (told, denied) = match title.text(text).split_once("; ") {
        Some((told, behind)) => (Span::of(told, text).unwrap_or(title), behind),
        None => (title, ""),
    };
    let said = before_colon(text, told, cast)
        .or_else(|| behind_comma(text, told, cast))
        .or_else(|| behind_dash(text, told, cast));
    let content = said.as_ref().and_then(|a| a.contents.first().copied()).unwrap_or(told);
    let denial = denial(text, denied, content, cast);
    said.into_iter().chain(denial).collect()
}

/// "Army got drones, say diplomats; Ankara denies it".
fn denial(text: &str, behind: &str, told: Span, cast: &Cast<'_>) -> Option<Attribution> {
    let (voice, verb) = OBJECTS
        .iter()
        .find_map(|object| behind.strip_suffix(object)?.trim_end().rsplit_once(' '))
        .or_else(|| behind.rsplit_once(' '))?;
    let (voice, cue) = (Span::of(voice, text)?, Span::of(verb, text)?);
    let denies = ["denies", "deny", "rejects", "reject", "disputes", "dispute", "denied", "rejected"].contains(&verb);
    (denies && cast.is_voice(voice)).then(|| attributed(text, told, voice, cue)).flatten()
}

/// "Minister: no boats sold".
fn before_colon(text: &str, title: Span, cast: &Cast<'_>) -> Option<Attribution> {
    let colon = title.start + title.text(text).find(": ")?;
    let voice = Span::new(title.start, colon);
    let said = Span::new(colon + 1, title.end).trim(text);
    cast.is_subject(voice).then(|| attributed(text, said, voice, Span::new(colon, colon + 1))).flatten()
}

/// "Plant to open in May, minister says".
fn behind_comma(text: &str, title: Span, cast: &Cast<'_>) -> Option<Attribution> {
    let (said, tail) = title.text(text).rsplit_once(", ")?;
    let tail = tail.trim_end();
    // "say diplomats" as well as "diplomats say".
    let first = tail.split_once(' ').filter(|(verb, _)| SAYS.contains(verb)).map(|(verb, voice)| (voice, verb));
    let (voice, verb) = first.or_else(|| tail.rsplit_once(' '))?;
    let (voice, cue) = (Span::of(voice, text)?, Span::of(verb, text)?);
    (SAYS.contains(&verb) && cast.is_voice(voice))
        .then(|| attributed(text, Span::of(said, text)?, voice, cue))
        .flatten()
}

/// "Frigate stopped dhow – navy".
fn behind_dash(text: &str, title: Span, cast: &Cast<'_>) -> Option<Attribution> {
    let words = title.text(text);
    let (at, dash) = [" – ", " — ", " - "].iter().filter_map(|dash| Some((words.rfind(dash)?, dash.trim()))).max()?;
    let cue = Span::new(title.start + at + 1, title.start + at + 1 + dash.len());
    let voice = Span::new(cue.end, title.end).trim(text);
    (cast.is_subject(voice) && voice.text(text).split(' ').count() <= VOICE / 2)
        .then(|| attributed(text, Span::new(title.start, title.start + at), voice, cue))
        .flatten()
}

/// A question is nobody's claim, and many words are no voice's name.
fn attributed(text: &str, said: Span, voice: Span, cue: Span) -> Option<Attribution> {
    let tells = !said.is_empty() && !said.text(text).ends_with('?');
    (tells && voice.text(text).split(' ').count() <= VOICE).then(|| Attribution {
        cue: Some(cue),
        source: Some(voice),
        contents: vec![said],
    })
}
