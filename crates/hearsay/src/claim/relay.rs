//! Relays: news organisations through which a claim reached the article.
//!
//! An outlet passed the words on where it was spoken to ("told Reuters", "in an interview with"), where it is quoted
//! for them ("per Reuters", "citing Reuters", "carried by state television", "a letter seen by this newspaper") and
//! where it reports what another said ("Reuters reported").

use unicode_segmentation::UnicodeSegmentation;

use crate::speaker::Cast;
use crate::{Relay, Span};

/// How an outlet passes words on; in order of its nearness to the speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Passing {
    /// It was spoken to.
    Addressed,
    /// Another outlet quotes it.
    Quoted,
    /// It has it from elsewhere.
    Reports,
}

/// Forms of verbs with the outlet as their object.
const TELLING: [&str; 9] = ["told", "tells", "telling", "tell", "informed", "assured", "emailed", "texted", "phoned"];

/// Words before "to" or "with" and an outlet.
const SPEAKING: [&str; 20] = [
    "interview",
    "interviews",
    "remarks",
    "comments",
    "comment",
    "statement",
    "spoke",
    "speaking",
    "talking",
    "email",
    "message",
    "confirmed",
    "said",
    "conversation",
    "call",
    "letter",
    "reply",
    "response",
    "briefing",
    "texts",
];

/// Participles before "by" and an outlet.
const PASSED: [&str; 23] = [
    "consulted",
    "contacted",
    "approached",
    "quoted",
    "cited",
    "carried",
    "published",
    "reported",
    "broadcast",
    "aired",
    "relayed",
    "distributed",
    "translated",
    "seen",
    "obtained",
    "reviewed",
    "read",
    "disclosed",
    "viewed",
    "printed",
    "revealed",
    "interviewed",
    "released",
];

/// Participles whose outlet saw a paper rather than reporting what was said.
const READ: [&str; 7] = ["seen", "obtained", "reviewed", "read", "viewed", "disclosed", "revealed"];

/// Words after an outlet's name with which it passes something on.
const REPORTING: [&str; 18] = [
    "reported",
    "reports",
    "quoted",
    "quotes",
    "cited",
    "citing",
    "quoting",
    "wrote",
    "revealed",
    "published",
    "has",
    "had",
    "first",
    "said",
    "says",
    "which",
    "broke",
    "carried",
];

/// What stands around a claim in its sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'s> {
    pub(super) sentence: Span,
    pub(super) parts: &'s [Span],
    pub(super) source: Option<Span>,
}

/// The relays of a claim, nearest to the speaker first.
pub(super) fn find(text: &str, place: Place<'_>, cast: &Cast<'_>) -> Vec<Relay> {
    let mut found: Vec<(Passing, Relay)> = Vec::new();
    // "told French broadcaster RFI": a country's adjective is no outlet.
    let names = names(text, place.sentence, cast).into_iter().map(|name| in_whole(text, place.sentence, name, cast));
    for name in names.filter(|&name| !cast.is_nationality(name)) {
        let said = place.parts.iter().any(|part| part.overlaps(name));
        let speaks = place.source.is_some_and(|source| source.overlaps(name));
        let medium = cast.outlet(name).is_some() || is_called_medium(text, place.sentence, name, cast);
        let Some((passing, read)) = passing(text, place.sentence, name, medium) else { continue };
        // Inside of what is said, a relay belongs to another statement, but for "as reported by" and "per".
        if said && (passing != Passing::Reports || read) || speaks && !read {
            continue;
        }
        let outlet = cast.outlet(name).or_else(|| {
            // A name that is nobody else's, where only outlets stand.
            // "told São Paulo's Rede Paulista": where it is.
            let addressed = passing == Passing::Addressed && name.text(text).contains(' ') && !owns_name(text, name);
            let told = TELLING.iter().any(|verb| is_behind(text, name, verb));
            // Who has correspondents is one, whatever else the name may be.
            let reports = has_reporter(text, name) && owns(text, name);
            let told = (told || read) && (reports || cast.may_be_outlet(name) && !owns(text, name));
            let unknown = (addressed || told || is_behind(text, name, "per")) && !cast.knows(name);
            (unknown || is_called_medium(text, place.sentence, name, cast)).then(|| name.text(text).to_owned())
        });
        if let Some(outlet) = outlet
            && !found.iter().any(|(_, r)| r.name == outlet)
        {
            found.push((passing, Relay { name: outlet, span: name }));
        }
    }
    found.sort_by_key(|(passing, _)| *passing);
    found.into_iter().map(|(_, relay)| relay).collect()
}

/// "the Times of India" where only "Times" was taken for a name.
fn in_whole(text: &str, sentence: Span, name: Span, cast: &Cast<'_>) -> Span {
    let place = text.get(name.end..sentence.end).and_then(|rest| rest.strip_prefix(" of "));
    let place = place.and_then(|rest| rest.split([' ', ',', '.']).next()).filter(|w| w.starts_with(char::is_uppercase));
    let whole = place.and_then(|place| Span::of(place, text)).map(|place| name.join(place));
    whole.filter(|&whole| cast.outlet(whole).is_some()).unwrap_or(name)
}

/// "told Norway's public broadcaster"
fn owns(text: &str, name: Span) -> bool {
    text[name.end..].starts_with(['\'', '’'])
}

/// "told São Paulo's Rede Paulista"
fn owns_name(text: &str, name: Span) -> bool {
    let owned = text[name.end..].strip_prefix("'s ").or_else(|| text[name.end..].strip_prefix("’s "));
    owned.is_some_and(|owned| owned.starts_with(char::is_uppercase))
}

/// "told Harbour Wire's correspondent"
fn has_reporter(text: &str, name: Span) -> bool {
    let nouns = ["correspondent", "reporter", "journalist", "editor", "interviewer"];
    text[name.end..].unicode_words().take(4).any(|word| nouns.contains(&word))
}

fn is_behind(text: &str, name: Span, word: &str) -> bool {
    text[..name.start].unicode_words().next_back().is_some_and(|w| w.eq_ignore_ascii_case(word))
}

/// Whether these words are an outlet that reports: "Reuters", "the newspaper".
pub(super) fn is_outlet(cast: &Cast<'_>, words: Span) -> bool {
    cast.outlet(words).is_some()
}

/// How the words before and after a name make it a relay, and whether by reading a paper.
fn passing(text: &str, sentence: Span, name: Span, has_medium: bool) -> Option<(Passing, bool)> {
    // "Fjord Dispatch: clerk says ..."
    if has_medium && name.start == sentence.start && text[name.end..sentence.end].starts_with(": ") {
        return Some((Passing::Reports, false));
    }
    let lower = |w: &str| w.to_lowercase();
    let mut before: Vec<String> = text[sentence.start..name.start].unicode_words().rev().take(9).map(lower).collect();
    let after: Vec<String> = text[name.end..sentence.end].unicode_words().take(3).map(lower).collect();
    // Between the verb and the name: "told the state-run news agency Tass".
    let is_link = |w: &String| {
        [&TELLING[..], &["to", "with", "by", "per", "via", "citing", "quoting", "through", "in", "on"]]
            .concat()
            .contains(&w.as_str())
    };
    let Some(gap) = before.iter().position(is_link) else { return reports(&after) };
    let skipped = &before[..gap];
    let verbish = |w: &String| ["at", "of", "for", "and", "that", "said", "from", "as"].contains(&w.as_str());
    if gap > 4 || skipped.iter().any(verbish) {
        return reports(&after);
    }
    before.drain(..gap);
    let link = before[0].as_str();
    let earlier = |n: usize| before.get(1..).unwrap_or(&[]).iter().take(n).map(String::as_str).collect::<Vec<_>>();
    match link {
        "per" | "via" | "through" => Some((Passing::Reports, false)),
        "citing" | "quoting" => Some((Passing::Quoted, false)),
        "by" => {
            let participle = earlier(4).into_iter().find(|w| PASSED.contains(w))?;
            Some((Passing::Reports, READ.contains(&participle)))
        }
        "in" | "on" => {
            let quoted = earlier(2).iter().any(|w| ["quoted", "cited", "aired", "broadcast", "carried"].contains(w));
            let spoke = link == "on" && earlier(2).iter().any(|w| ["said", "speaking", "appearing"].contains(w));
            let named = name.text(text).starts_with(char::is_uppercase);
            (named && (quoted || spoke && has_medium)).then_some((Passing::Reports, false))
        }
        "to" | "with" => {
            if earlier(1).contains(&"according") {
                return Some((Passing::Reports, false));
            }
            earlier(3).iter().any(|w| SPEAKING.contains(w)).then_some((Passing::Addressed, false))
        }
        _ => Some((Passing::Addressed, false)),
    }
    .or_else(|| reports(&after))
}

fn reports(after: &[String]) -> Option<(Passing, bool)> {
    let next = after.first()?;
    let has_read = (next == "has" || next == "had") && after.get(1).is_some_and(|w| READ.contains(&w.as_str()));
    (REPORTING.contains(&next.as_str()) && (has_read || next != "has" && next != "had"))
        .then_some((Passing::Reports, has_read))
}

/// Whether a noun for media stands beside a name: "the broadcaster Rai", "the Al-Wasat news site".
fn is_called_medium(text: &str, sentence: Span, name: Span, cast: &Cast<'_>) -> bool {
    let before = text[sentence.start..name.start].unicode_words().next_back();
    let mut after = text[name.end..sentence.end].unicode_words();
    let adjoins = |rest: &str| rest.starts_with(' ');
    let before =
        before.filter(|_| text[sentence.start..name.start].ends_with(' ') && !text[..name.start].ends_with(", "));
    let medium = |word: Option<&str>| word.is_some_and(|w| cast.is_medium(w) || w == "site");
    let (first, second) = (after.next(), after.next());
    medium(before) || adjoins(&text[name.end..]) && (medium(first) || first == Some("news") && medium(second))
}

/// Runs of capitalised words, which may be an outlet's name, and nouns for media with what stands before them.
fn names(text: &str, sentence: Span, cast: &Cast<'_>) -> Vec<Span> {
    let mut names: Vec<Span> = Vec::new();
    let mut last_end = None;
    let mut previous: Option<Span> = None;
    for (at, word) in sentence.text(text).unicode_word_indices() {
        let whole = Span::new(sentence.start + at, sentence.start + at + word.len());
        let bare = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
        let span = Span::new(whole.start, whole.start + bare.len());
        let goes_on = |end: usize| matches!(text.get(end..span.start), Some(" " | "-" | " & " | "."));
        let is_name = word.starts_with(char::is_uppercase)
            || word.starts_with(|c: char| c.is_ascii_digit()) && word.contains(char::is_uppercase);
        // "Channel 4"
        if word.chars().all(|c| c.is_ascii_digit())
            && let Some(name) = last_end.filter(|&end| goes_on(end)).and(names.last_mut())
        {
            *name = name.join(span);
            last_end = Some(span.end);
            continue;
        }
        if !is_name || word == "The" {
            let sorts_name = text[span.end..sentence.end].trim_start().starts_with(char::is_uppercase);
            let owned =
                |b: Span| ["his", "her", "its", "their", "a", "an"].contains(&b.text(text).to_lowercase().as_str());
            if cast.is_medium(word)
                && !sorts_name
                && let Some(before) = previous.filter(|b| text.get(b.end..span.start) == Some(" ") && !owned(*b))
                && last_end.is_none_or(|end| end != before.end || word.ends_with('s') || cast.is_nationality(before))
            {
                names.retain(|n| !n.overlaps(before));
                names.push(before.join(span));
            }
            last_end = None;
            previous = Some(span);
            continue;
        }
        match (last_end, names.last_mut()) {
            (Some(end), Some(name)) if goes_on(end) => *name = name.join(span),
            _ => names.push(span),
        }
        // "Al Jazeera's Nadia Karam": the owner is a name by itself.
        last_end = Some(whole.end).filter(|_| bare == word);
        previous = Some(span);
    }
    names
}
