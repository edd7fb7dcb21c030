//! What an outlet passes on in its own sentence: who is cited, whom it quotes, what it reports that another said.

use super::relay;
use super::source::Saying;
use super::subject::{behind_last, subject_phrase, with_auxiliaries};
use crate::Span;
use crate::speaker::Cast;
use crate::syntax::{Relation, Syntax, Upos};

/// Verbs with which one says something, in the past and the present.
pub(super) const SAYS: [&str; 64] = [
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
    "determined",
    "established",
    "estimated",
    "estimates",
    "estimate",
    "found",
    "finds",
    "noted",
    "notes",
];

/// Sets a saying right that an outlet passes on: the source is who is cited, quoted or reported, the outlet cites it.
pub(super) fn pass_on(text: &str, sentence: Span, saying: &mut Saying, syntax: &Syntax, cast: &Cast<'_>) {
    let Saying { cue, source, contents, cited_by, .. } = saying;
    // "without citing a source, reported that"
    if let [first, _, ..] = contents[..]
        && ["without citing ", "without naming "].iter().any(|none| text[..first.start].ends_with(none))
    {
        contents.remove(0);
    }
    // What is said may have taken "citing" in.
    for content in contents.iter_mut() {
        let citing = ["citing ", "quoting "].into_iter().find(|word| content.text(text).starts_with(word));
        content.start += citing.filter(|_| content.text(text).contains(", that ")).map_or(0, str::len);
    }
    // "According to a report in Der Spiegel that cites officials".
    if let Some((outlet, behind)) = source.and_then(|source| cited_in(text, source, cast)) {
        (*source, *cited_by) = (Some(behind), Some(outlet));
    }
    // "Reuters reported, citing records, that": what is cited was taken for the first piece of what is said.
    let citing = |c: &Span| ["citing ", "quoting "].into_iter().find(|word| text[..c.start].ends_with(word));
    if let Some((first, word)) = contents.first().and_then(|c| Some((*c, citing(c)?)))
        && cue.is_some_and(|c| c.end < first.start && !cites(c.text(text)))
    {
        let bare = Span::of(first.text(text).trim_end_matches([',', ' ']), text).unwrap_or(first);
        let parted = contents.get(1).is_some_and(|next| text.get(bare.end..next.start).map(str::trim) == Some(","));
        // Others cite evidence for what they say themselves.
        let passes = source.is_none_or(|s| relay::is_outlet(cast, s));
        if passes && (parted || first.text(text).contains(", that ")) {
            *cue = Some(Span::new(first.start - word.len(), first.start - 1));
        }
        if parted {
            contents.remove(0);
        }
        if parted && passes {
            *cited_by = *source;
            *source = Some(bare);
        }
    }
    // "Reuters reported, citing two pilots, that": who is cited may have been taken for the beginning of what is said.
    if let Some(citing) = cue.filter(|c| cites(c.text(text)))
        && let Some(content) = contents.iter_mut().find(|c| c.start >= citing.end && c.start <= citing.end + 1)
        && let Some(comma) = content.text(text).find(", that ")
    {
        let behind = Span::new(content.start, content.start + comma);
        content.start = behind.end + ", ".len();
        *cited_by = source.filter(|&s| relay::is_outlet(cast, s));
        *source = Some(behind);
    }
    if let Some(outlet) = *source
        && let Some((voice, verb)) = quoted_by(text, sentence, *cue, outlet, cast)
    {
        (*cue, *source, *cited_by) = (Some(verb), Some(voice), Some(outlet));
    }
    if let Some(outlet) = source.filter(|&s| relay::is_outlet(cast, s))
        && let Some(voice) = quoted_voice(text, sentence, *cue)
    {
        (*source, *cited_by) = (Some(voice), Some(outlet));
    }
    // Who reports what others say is an outlet, known or not.
    let reports = cue.is_some_and(|c| c.text(text).starts_with("report"));
    let may_report = |s: Span| reports && !cast.knows(s) && cast.may_be_outlet(s);
    if let Some(outlet) = source.filter(|&s| relay::is_outlet(cast, s) || may_report(s))
        && let Some((citing, behind)) = cited(text, sentence, contents, cast)
    {
        (*cue, *source, *cited_by) = (Some(citing), Some(behind), Some(outlet));
    }
    if let Some(outlet) = source.filter(|&s| relay::is_outlet(cast, s))
        && let Some((voice, verb, said)) = contents.iter().find_map(|&c| reported(text, sentence, c, cast, syntax))
    {
        (*cue, *source, *cited_by, *contents) = (Some(verb), Some(voice), Some(outlet), vec![said]);
    }
}

/// Whether a cue only names whom another's words rest on.
pub(super) fn cites(cue: &str) -> bool {
    matches!(cue.to_lowercase().as_str(), "citing" | "quoting")
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

/// A quotation with who said it, and to whom: "“No,” Lund told staff" of "“No,” Lund told staff, according to Tass". Who says
/// what is quoted is a voice, known or not.
fn said_behind(text: &str, content: Span, syntax: &Syntax) -> Option<(Span, Span, Span)> {
    let opened = content.text(text).strip_prefix(['“', '"'])?;
    let close = opened.find(['”', '"'])?;
    let end = content.end - opened.len() + close + opened[close..].chars().next()?.len_utf8();
    let (said, behind) = (Span::new(content.start, end), Span::new(end, content.end));
    let tokens = syntax.tokens();
    let says = |&t: &usize| tokens[t].upos == Upos::Verb && SAYS.contains(&tokens[t].span.text(text));
    let verb = syntax.within(behind).find(says)?;
    let subject = syntax.dependents_by(verb, &[Relation::Nsubj]).find(|&s| behind.contains(tokens[s].span))?;
    Some((subject_phrase(text, subject, syntax)?, with_auxiliaries(verb, syntax), said))
}

/// What begins with who said it: "The general dismissed the footage as fake, according to Tass".
fn said_in(text: &str, content: Span, cast: &Cast<'_>, syntax: &Syntax) -> Option<(Span, Span, Span)> {
    let tokens = syntax.tokens();
    let verb = syntax.head(content).filter(|&i| tokens[i].upos == Upos::Verb)?;
    let word = tokens[verb].span;
    let subject = syntax.dependents_by(verb, &[Relation::Nsubj]).next()?;
    let voice = subject_phrase(text, subject, syntax)?;
    let cue = with_auxiliaries(verb, syntax);
    let said = Span::new(cue.end, content.end).trim(text);
    let fits =
        SAYS.contains(&word.text(text)) && voice.start == content.start && voice.end <= cue.start && !said.is_empty();
    (fits && cast.is_voice(voice)).then_some((voice, cue, said))
}

/// "a report in Der Spiegel that cites officials": the outlet, and who is cited.
fn cited_in(text: &str, source: Span, cast: &Cast<'_>) -> Option<(Span, Span)> {
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
fn cited(text: &str, sentence: Span, contents: &[Span], cast: &Cast<'_>) -> Option<(Span, Span)> {
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
fn quoted_by(text: &str, sentence: Span, cue: Option<Span>, outlet: Span, cast: &Cast<'_>) -> Option<(Span, Span)> {
    let cue = cue.filter(|c| matches!(c.text(text), "quoted" | "cited" | "quoted by" | "cited by"))?;
    let by = text.get(cue.start..outlet.start)?.split(' ').nth(1)? == "by" || outlet.text(text).starts_with("by ");
    let before = text.get(sentence.start..cue.start).filter(|_| by)?.trim_end();
    let voice = behind_last(before, &[',', ';', ':', '”', '"']).trim();
    let voice = Span::of(voice, text).filter(|v| !v.is_empty() && cast.is_voice(*v))?;
    let verb = text.get(outlet.end..sentence.end)?.split([' ', ',', '.']).find(|word| !word.is_empty())?;
    SAYS.contains(&verb).then(|| Some((voice, Span::of(verb, text)?))).flatten()
}

/// "State media quoted her as saying": the one who is quoted.
fn quoted_voice(text: &str, sentence: Span, cue: Option<Span>) -> Option<Span> {
    let cue = cue.filter(|c| ["quoted", "quotes", "cited", "cites"].iter().any(|verb| c.text(text).contains(verb)))?;
    let verb = cue.text(text).find(['q', 'c'])? + cue.start;
    let rest = text.get(verb..sentence.end)?;
    let start = rest.find(' ')?;
    let end = [" as saying", " as having said", " as telling"].iter().find_map(|saying| rest.find(saying))?;
    (start < end).then(|| Span::new(verb + start, verb + end).trim(text)).filter(|voice| !voice.is_empty())
}

/// What an outlet reports that another said: "Calder Imaging found that the pier was full, Reuters reported".
fn reported(text: &str, sentence: Span, content: Span, cast: &Cast<'_>, syntax: &Syntax) -> Option<(Span, Span, Span)> {
    let known = said_before(text, content, cast)
        .or_else(|| said_in(text, content, cast, syntax))
        .or_else(|| said_behind(text, content, syntax));
    if known.is_some() {
        return known;
    }
    // The content may begin with "that": its subject stands before it.
    let lead = text.get(sentence.start..content.start)?;
    let start = content.start - behind_last(lead, &[',', ':', '”', '"']).len();
    let begins = content.text(text).starts_with("that ");
    let content = if begins { Span::new(start, content.end).trim(text) } else { content };
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
