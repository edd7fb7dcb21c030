//! Whose words a saying's source is, and what remains of its content.
//!
//! The encoder's spans are right in the main and wrong at their edges: a source may stop in the middle of a phrase, be
//! the pronoun of a relative clause, or the outlet that read a paper rather than the paper; a content may run over its
//! own attribution. What the phrase is, the words around tell.

use super::{extent, relay, report};
use crate::Span;
use crate::attribution::Attribution;
use crate::speaker::Cast;
use crate::syntax::{Relation, Syntax, Upos};

/// An act of saying with its source set right.
#[derive(Clone, Debug)]
pub(super) struct Saying {
    pub(super) cue: Option<Span>,
    pub(super) source: Option<Span>,
    pub(super) contents: Vec<Span>,
    /// Whom a source that is a relative pronoun stands for.
    pub(super) antecedent: Option<Span>,
    /// The outlet that cites the source.
    pub(super) cited_by: Option<Span>,
}

/// What a name that begins a list has below it besides its own words.
const LISTED: [Relation; 5] = [Relation::Conj, Relation::Cc, Relation::Punct, Relation::Appos, Relation::AclRelcl];

const READ_BY: [&str; 7] =
    ["seen by", "obtained by", "reviewed by", "read by", "viewed by", "published by", "shared with"];

/// Sets the source of an attribution in `sentence`, that of its cue. `voices` are the sources and cues of all of them.
pub(super) fn settle(
    text: &str,
    sentence: Span,
    attribution: &Attribution,
    voices: &[Span],
    syntax: &Syntax,
    cast: &Cast<'_>,
) -> Saying {
    let Attribution { mut cue, source, contents } = attribution.clone();
    let mut contents = contents;
    let last = contents.last().copied();
    // "the union said, per Reuters": an outlet behind "per" is a relay where the cue has a subject.
    let per = |s: Span| ["per ", "via "].iter().any(|per| s.text(text).to_lowercase().starts_with(per));
    // "Iran, which Washington accuses of": the pronoun is the object, the voice stands behind it.
    let source = source.map(|source| {
        let voice =
            ["which ", "whom ", "that "].into_iter().find_map(|pronoun| source.text(text).strip_prefix(pronoun));
        voice.and_then(|voice| Span::of(voice, text)).filter(|&voice| cast.is_voice(voice)).unwrap_or(source)
    });
    // "Egypt, which backs the army, had urged Ankara to help, Al-Mashhad, a newspaper, reported": who begins what is said
    // isn't who says it.
    let source = source.filter(|source| {
        let (Some(cue), Some(first), Some(last)) = (cue, contents.first_mut(), last) else { return true };
        let between = text.get(last.end..cue.start).unwrap_or("").trim_matches([',', ' ', '”', '"']);
        let (name, _) = between.split_once(", ").unwrap_or((between, ""));
        let begins = source.end <= first.start && text.get(source.end..first.start).is_some_and(|gap| gap.len() <= 2);
        let heard = begins && Span::of(name, text).is_some_and(|name| !name.is_empty() && cast.is_voice(name));
        first.start = if heard { source.start } else { first.start };
        !heard
    });
    // Who stands accused doesn't accuse.
    let source = source.filter(|s| !cue.is_some_and(|c| s.end <= c.start && is_accused(text, sentence, c)));
    let mut antecedent = None;
    let mut source = match source
        .filter(|&s| !per(s) || missing(text, sentence, cue, &contents, syntax, cast).is_none())
    {
        None => missing(text, sentence, cue, &contents, syntax, cast),
        Some(source) => {
            let behind = before_clause(text, sentence, source);
            // "The letter, which Reuters has read, says": the clause is over before the cue.
            let over = cue.is_some_and(|c| text.get(source.end..c.start).is_some_and(|gap| gap.contains(',')));
            match behind {
                Some(behind) if over => Some(behind),
                Some(behind) => {
                    antecedent = Some(behind).filter(|&b| cast.is_subject(b)).or_else(|| related(text, source, syntax));
                    Some(source)
                }
                None => {
                    let source = whole(text, sentence, cue, &contents, source, cast);
                    Some(with_appositions(text, source, cue, &contents, syntax))
                }
            }
        }
    };
    let mut cited_by = None;
    // "without citing a source, reported that"
    if let [first, _, ..] = contents[..]
        && ["without citing ", "without naming "].iter().any(|none| text[..first.start].ends_with(none))
    {
        contents.remove(0);
    }
    // What is said may have taken "citing" in.
    for content in &mut contents {
        let citing = ["citing ", "quoting "].into_iter().find(|word| content.text(text).starts_with(word));
        content.start += citing.filter(|_| content.text(text).contains(", that ")).map_or(0, str::len);
    }
    // "According to a report in Der Spiegel that cites officials".
    if let Some((outlet, behind)) = source.and_then(|source| report::cited_in(text, source, cast)) {
        (source, cited_by) = (Some(behind), Some(outlet));
    }
    // "Reuters reported, citing records, that": what is cited was taken for the first piece of what is said.
    let citing = |c: &Span| ["citing ", "quoting "].into_iter().find(|word| text[..c.start].ends_with(word));
    if let Some((first, word)) = contents.first().and_then(|c| Some((*c, citing(c)?)))
        && cue.is_some_and(|c| c.end < first.start && !cites(c.text(text)))
    {
        let bare = Span::of(first.text(text).trim_end_matches([',', ' ']), text).unwrap_or(first);
        let parted = contents.get(1).is_some_and(|next| text.get(bare.end..next.start).map(str::trim) == Some(","));
        if parted || first.text(text).contains(", that ") {
            cue = Some(Span::new(first.start - word.len(), first.start - 1));
        }
        if parted {
            contents.remove(0);
            cited_by = source.filter(|&s| relay::is_outlet(cast, s));
            source = Some(bare);
        }
    }
    // "Reuters reported, citing two pilots, that": who is cited may have been taken for the beginning of what is said.
    if let Some(citing) = cue.filter(|c| cites(c.text(text)))
        && let Some(content) = contents.iter_mut().find(|c| c.start >= citing.end && c.start <= citing.end + 1)
        && let Some(comma) = content.text(text).find(", that ")
    {
        let behind = Span::new(content.start, content.start + comma);
        content.start = behind.end + ", ".len();
        cited_by = source.filter(|&s| relay::is_outlet(cast, s));
        source = Some(behind);
    }
    if let Some(outlet) = source
        && let Some((voice, verb)) = report::quoted_by(text, sentence, cue, outlet, cast)
    {
        (cue, source, cited_by) = (Some(verb), Some(voice), Some(outlet));
    }
    if let Some(outlet) = source.filter(|&s| relay::is_outlet(cast, s))
        && let Some(voice) = report::quoted_voice(text, sentence, cue)
    {
        (source, cited_by) = (Some(voice), Some(outlet));
    }
    // Who reports what others say is an outlet, known or not.
    let reports = cue.is_some_and(|c| c.text(text).starts_with("report"));
    let may_report = |s: Span| reports && !cast.knows(s) && cast.may_be_outlet(s);
    if let Some(outlet) = source.filter(|&s| relay::is_outlet(cast, s) || may_report(s))
        && let Some((citing, behind)) = report::cited(text, sentence, &contents, cast)
    {
        (cue, source, cited_by) = (Some(citing), Some(behind), Some(outlet));
    }
    if let Some(outlet) = source.filter(|&s| relay::is_outlet(cast, s))
        && let Some((voice, verb, said)) =
            contents.iter().find_map(|&c| report::reported(text, sentence, c, cast, syntax))
    {
        (cue, source, cited_by, contents) = (Some(verb), Some(voice), Some(outlet), vec![said]);
    }
    let mut contents = extent::settle(text, sentence, cue, source, contents, voices, syntax);
    // "Investigators were told by officers that": who is told says nothing.
    if let (Some(cue), Some(source)) = (cue, source)
        && matches!(cue.text(text), "was told" | "were told" | "been told" | "had been told" | "have been told")
        && cue.end < source.start
        && contents.iter().any(|c| c.start >= source.end)
    {
        contents.retain(|c| c.start >= source.end);
    }
    Saying { cue, source, contents, antecedent, cited_by }
}

/// "was accused of", "stands accused of"
fn is_accused(text: &str, sentence: Span, cue: Span) -> bool {
    let up_to = text.get(sentence.start..cue.end).unwrap_or("");
    let mut words = up_to.split(' ').rev().skip_while(|w| !w.starts_with("accused")).skip(1);
    let before = words.next().unwrap_or("");
    cue.text(text).contains("accused")
        && ["was", "were", "is", "are", "been", "being", "stands", "stood"].contains(&before)
}

/// Whether a cue only names whom another's words rest on.
pub(super) fn cites(cue: &str) -> bool {
    matches!(cue.to_lowercase().as_str(), "citing" | "quoting")
}

/// The source in whole: up to the end of its phrase, and from its beginning behind "according to".
fn whole(text: &str, sentence: Span, cue: Option<Span>, contents: &[Span], source: Span, cast: &Cast<'_>) -> Span {
    let mut source = source;
    let free = |span: Span| !contents.iter().chain(cue.as_ref()).any(|s| s.overlaps(span)) && sentence.contains(span);
    if let Some(cue) = cue
        && cue.text(text).to_lowercase().ends_with("to")
        && cue.end < source.start
        && let gap = Span::new(cue.end, source.start)
        && gap.len() < 60
        && !gap.text(text).contains([',', '.', ';', '“', '"'])
    {
        source = Span::new(gap.start, source.end).trim(text);
    }
    let before = text.get(sentence.start..source.start).unwrap_or("");
    if READ_BY.iter().any(|read| before.trim_end().ends_with(read)) {
        let start = before.rfind([',', ';', ':']).map_or(0, |i| i + 1);
        source = Span::new((sentence.start + start).min(source.start), source.end).trim(text);
    }
    // "pictures taken by Calder Imaging": the paper speaks, by whom it was made.
    let phrase = before.trim_end().strip_suffix(" by").map(|_| {
        let said = contents.iter().filter(|c| c.end <= source.start).map(|c| c.end).max().unwrap_or(sentence.start);
        let start = before.rfind([',', ';', ':', '“', '”']).map_or(sentence.start, |i| sentence.start + i + 1);
        let start = if text.is_char_boundary(start) { start } else { source.start };
        Span::new(start.max(said), source.start).trim(text)
    });
    if let Some(phrase) = phrase.filter(|&p| !p.is_empty() && free(p) && cast.is_paper(p)) {
        source.start = phrase.start;
    }
    // "Chad’s" alone names no voice before "mission said".
    let owner = source.text(text).ends_with("’s") || source.text(text).ends_with("'s");
    if let Some(cue) = cue.filter(|c| owner && c.start > source.end)
        && let gap = Span::new(source.end, cue.start)
        && gap.len() < 60
        && !gap.text(text).contains([',', '.', ';', '“', '"'])
        && !contents.iter().any(|c| c.overlaps(gap))
    {
        return Span::new(source.start, cue.start).trim(text);
    }
    // A phrase doesn't end in a preposition, nor in the middle of a name.
    let last = source.text(text).rsplit(' ').next().unwrap_or("").to_owned();
    let open = ["by", "of", "from", "at", "for", "with", "in", "the"].contains(&last.as_str());
    // "analyst" before "Ana Lund" is her title.
    let named = last.starts_with(char::is_uppercase) || cast.is_voice_noun(&last);
    let rest = text.get(source.end..sentence.end).unwrap_or("");
    if (open || named) && rest.starts_with(' ') {
        let words = rest.split(' ').skip(1).take_while(|word| {
            let core = word.trim_end_matches([',', '.', ';', ':', '”', '"']);
            open && !core.is_empty() || core.starts_with(char::is_uppercase)
        });
        let mut end = source.end;
        for word in words {
            let core = word.trim_end_matches([',', '.', ';', ':', '”', '"']);
            let next = Span::new(end, end + 1 + core.len());
            if !free(next) {
                break;
            }
            end = next.end;
            if core.len() < word.len() {
                break;
            }
        }
        source.end = end;
    }
    source
}

/// The source with what is apposed to it: by the tree, or as a name between commas before the cue, as in "the harbour
/// master, Ines Vale, said".
fn with_appositions(text: &str, source: Span, cue: Option<Span>, contents: &[Span], syntax: &Syntax) -> Span {
    let free = |span: Span| !contents.iter().chain(cue.as_ref()).any(|s| s.overlaps(span));
    let mut whole = source;
    // "its" of "its accounts for last year" owns the voice and isn't it.
    let owned = syntax.head(source).filter(|&h| syntax.tokens()[h].relation == Relation::NmodPoss);
    if let Some(noun) = owned.filter(|_| !source.text(text).contains(' ')).and_then(|h| syntax.tokens()[h].head)
        && let Some(phrase) = subject_phrase(text, noun, syntax)
        && phrase.start == source.start
        && free(phrase)
    {
        whole = phrase;
    }
    // "a member of the board, Ana Lund": the name may be the apposition.
    let head = syntax.head(source).filter(|&h| syntax.tokens()[h].relation == Relation::Appos);
    if let Some(of) = head.and_then(|h| syntax.tokens()[h].head).map(|of| syntax.phrase(of, &APART))
        && of.start < source.start
        && source.end <= of.end
        && free(Span::new(of.start, source.end))
        && !text.get(of.start..source.start).is_some_and(|gap| gap.contains(['“', '”', '"', '.', ';']))
    {
        whole = Span::new(of.start, source.end);
    }
    // "Britain, France and the United States": the source may be the end of a list of names.
    let last = syntax.head(source).filter(|&h| syntax.tokens()[h].relation == Relation::Conj);
    if let Some(first) = last.and_then(|h| syntax.tokens()[h].head)
        && syntax.tokens()[first].upos == Upos::Propn
        && let name = syntax.phrase(first, &LISTED)
        && text.get(name.end..source.start).is_some_and(|gap| matches!(gap, ", " | " and "))
        && free(name)
    {
        whole = name.join(whole);
    }
    for apposition in syntax.head(source).iter().flat_map(|&head| syntax.dependents_by(head, &[Relation::Appos])) {
        let phrase = syntax.phrase(apposition, &APART);
        let gap = text.get(whole.end..phrase.start).unwrap_or("-");
        if matches!(gap.trim(), "," | "") && free(source.join(phrase)) {
            whole = whole.join(phrase);
        }
    }
    let between = cue.and_then(|c| text.get(whole.end..c.start)).unwrap_or("");
    if let Some(name) = between.strip_prefix(", ").and_then(|rest| rest.trim_end().strip_suffix(','))
        && name.split(' ').count() <= 4
        && name.split(' ').all(|word| word.starts_with(char::is_uppercase))
        && let Some(name) = Span::of(name, text)
    {
        whole = whole.join(name);
    }
    whole
}

/// What "which" or "who" stands for: the phrase before its comma.
fn before_clause(text: &str, sentence: Span, source: Span) -> Option<Span> {
    let first = source.text(text).split(' ').next()?.to_lowercase();
    if !["which", "who", "whose"].contains(&first.as_str()) {
        return None;
    }
    let before = text.get(sentence.start..source.start)?.trim_end();
    let before = before.strip_suffix(',').unwrap_or(before);
    let start =
        before.rfind([',', ';', ':', '“', '”']).map_or(0, |i| i + before[i..].chars().next().map_or(1, char::len_utf8));
    let span = Span::new(sentence.start + start, sentence.start + before.len()).trim(text);
    (!span.is_empty()).then_some(span)
}

/// What the clause of a relative pronoun hangs on in the tree.
fn related(text: &str, pronoun: Span, syntax: &Syntax) -> Option<Span> {
    let tokens = syntax.tokens();
    let mut at = syntax.head(pronoun)?;
    while tokens[at].relation != Relation::AclRelcl {
        at = tokens[at].head?;
    }
    let noun = tokens[at].head.filter(|&noun| tokens[noun].span.end <= pronoun.start)?;
    Span::of(syntax.phrase(noun, &APART).text(text).trim_matches([',', ' ', '”', '"', '“']), text)
}

/// The source that was not found though its cue has one: the words before a headline's colon, or the subject of the
/// cue's verb.
fn missing(
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
        let rest = text.get(cue.end..sentence.end)?;
        let end = rest.find([',', ';', '“', '”', '"', '—', '–']).unwrap_or(rest.trim_end_matches('.').len());
        return Some(Span::new(cue.end, cue.end + end).trim(text))
            .filter(|s| !s.is_empty() && free(s) && cast.is_voice(*s));
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
        free(&phrase) || contents.iter().any(runs_up) && adjoins || contents.iter().any(runs_over)
    };
    let fits = |phrase: &Span| possible(*phrase) && cast.is_voice(*phrase);
    let subject = subject(syntax, cue).and_then(|subject| subject_phrase(text, subject, syntax));
    subject
        .filter(fits)
        .or_else(|| between().filter(fits))
        .or_else(|| last_parts(text, cue, contents, cast))
        .or_else(|| first_part(text, sentence, cue, contents, cast))
}

/// The voice with which a clause begins that is told more of before its cue: "An officer near Kupiansk, who gave only his
/// call sign, | said", "A customs declaration, a copy of which was shown to Lighthouse, | lists".
fn first_part(text: &str, sentence: Span, cue: Span, contents: &[Span], cast: &Cast<'_>) -> Option<Span> {
    let behind = |c: &Span| c.start >= cue.end;
    let before = text.get(sentence.start..cue.start).filter(|before| before.ends_with(", "))?;
    let clause = before
        .rfind([';', ':', '”', '“', '"'])
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let (voice, told) = before[clause..].split_once(", ")?;
    let told = ["who ", "which ", "a copy of which ", "a copy of ", "parts of which ", "whose "]
        .iter()
        .any(|w| told.starts_with(w));
    let voice = Span::of(voice.trim(), text)?;
    (told && contents.iter().all(behind) && (cast.is_subject(voice) || cast.is_paper(voice))).then_some(voice)
}

/// The voice with which a content ends that runs up to its cue: "..., its owner, Aegis Lines, | said".
fn last_parts(text: &str, cue: Span, contents: &[Span], cast: &Cast<'_>) -> Option<Span> {
    let runs_up = |c: &&Span| c.start < cue.start && text.get(c.end..cue.start).is_none_or(|gap| gap.len() <= 2);
    let words = text.get(contents.iter().find(runs_up)?.start..cue.start)?.trim_end_matches([',', ' ']);
    let (said, last) = words.rsplit_once(", ")?;
    let apposed = said.rsplit_once(", ").map(|(_, voice)| voice).filter(|voice| voice.split(' ').count() <= 10);
    let voice = apposed.and_then(|voice| Span::of(voice, text)).filter(|&voice| cast.is_voice(voice));
    let last = Span::of(last, text)?;
    let described = last.text(text).split(' ').count() <= 8;
    voice.filter(|_| described).map(|voice| voice.join(last)).or(Some(last).filter(|&last| cast.is_subject(last)))
}

/// A subject's words, with a clause that tells which one is meant: "a soldier who asked not to be named".
pub(super) fn subject_phrase(text: &str, subject: usize, syntax: &Syntax) -> Option<Span> {
    let close = |span: Span| Span::of(span.text(text).trim_matches([',', ' ', '”', '"', '“', '’']), text);
    let phrase = close(syntax.phrase(subject, &APART))?;
    let restricting = APART.into_iter().filter(|r| *r != Relation::AclRelcl).collect::<Vec<_>>();
    let whole = close(syntax.phrase(subject, &restricting))?;
    let clause = text.get(phrase.end..whole.end).unwrap_or(",");
    Some(if whole.start == phrase.start && clause.starts_with(' ') && !clause.contains(',') { whole } else { phrase })
}

/// What hangs on a subject without being a part of its words.
const APART: [Relation; 5] = [Relation::AclRelcl, Relation::Parataxis, Relation::Punct, Relation::Case, Relation::Cc];

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
