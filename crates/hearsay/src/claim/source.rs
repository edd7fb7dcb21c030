//! Whose words a saying's source is, and what remains of its content.
//!
//! The encoder's spans are right in the main and wrong at their edges: a source may stop in the middle of a phrase, be
//! the pronoun of a relative clause, or the outlet that read a paper rather than the paper; a content may run over its
//! own attribution. What the phrase is, the words around tell.

use super::border::{before_cue, paper_before, with_whole_verb, without_clause, without_name};
use super::subject::{APART, behind_according, behind_last, first_part, missing, subject_phrase, with_maker};
use super::{extent, report};
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
    let Attribution { cue, source, mut contents } = attribution.clone();
    let (source, cue) = with_whole_verb(text, source, cue, &contents, syntax);
    let source = paper_before(text, sentence, source, cue, &mut contents, cast).or(source);
    // "its founder told | reporters": who is told says nothing, where somebody tells.
    let source = source.filter(|&s| !is_told(text, s, cue, syntax));
    // A voice that comes up sentences later says something else.
    let source = source.filter(|source| cue.is_none_or(|c| source.start < c.end || source.start < sentence.end));
    let source = source.map(|source| voice_behind(text, source, cast));
    let source = source.filter(|&source| !begins_content(text, source, cue, &mut contents, cast));
    // "The two officials, one of them a pilot, both said".
    let source = source.map(|source| match source.text(text) {
        "both" | "all" | "each" => first_part(text, sentence, source, &contents, cast).unwrap_or(source),
        _ => source,
    });
    // Who stands accused doesn't accuse.
    let accused = cue.is_some_and(|c| is_accused(text, sentence, c));
    let source = source.filter(|s| !accused || cue.is_some_and(|c| s.start >= c.end));
    // "the union said, per Reuters": an outlet behind "per" is a relay where the cue has a subject.
    let per = |s: Span| ["per ", "via "].iter().any(|per| s.text(text).to_lowercase().starts_with(per));
    // "The maker, a Japanese firm, | said in a letter | it had": who says it, taken for what is said.
    let source = source.or_else(|| if accused { None } else { before_cue(text, cue, &mut contents, syntax, cast) });
    let missing = || missing(text, sentence, cue, &contents, syntax, cast);
    // "..., Lund said. It makes three times as many, NATO estimates": who was heard before doesn't say this.
    let source = match source.filter(|s| s.end <= sentence.start) {
        Some(before) => missing().or(Some(before)),
        None => source,
    };
    let mut antecedent = None;
    let source = match source.filter(|&s| !per(s) || missing().is_none()) {
        None if accused => None,
        None => missing().map(|source| with_maker(text, source, cue)),
        Some(source) => {
            let behind = before_clause(text, sentence, source);
            // "The letter, which Reuters has read, says": the clause is over before the cue.
            let over = cue.is_some_and(|c| text.get(source.end..c.start).is_some_and(|gap| gap.contains(',')));
            match behind {
                Some(behind) if over => Some(behind),
                Some(behind) => {
                    antecedent = Some(behind).filter(|&b| cast.is_subject(b)).or_else(|| related(text, source, syntax));
                    // "A customs official | who testified | said": the clause tells which one.
                    let told =
                        antecedent.filter(|noun| noun.end + 1 == source.start && source.text(text).contains(' '));
                    Some(told.map_or(source, |noun| noun.join(source)))
                }
                None => {
                    // "according to a list of | weapons that was leaked", "according to three | invoices": all that stands
                    // behind it.
                    let counts = syntax.head(source).is_some_and(|h| syntax.tokens()[h].relation == Relation::Nummod);
                    let open =
                        counts || [" of", " by", " from", " in"].iter().any(|word| source.text(text).ends_with(word));
                    let behind = cue.filter(|c| open && c.text(text).to_lowercase().ends_with("according to"));
                    let source = behind.and_then(|c| behind_according(text, sentence, c, cast)).unwrap_or(source);
                    let source = whole(text, sentence, cue, &contents, source, cast);
                    Some(voice_behind(text, with_appositions(text, source, cue, &contents, syntax), cast))
                }
            }
        }
    };
    let mut saying = Saying { cue, source, contents, antecedent, cited_by: None };
    report::pass_on(text, sentence, &mut saying, syntax, cast);
    let Saying { cue, source, contents, .. } = saying;
    saying.contents = extent::settle(text, sentence, cue, source, contents, voices, syntax);
    if let Some(source) = source {
        for content in &mut saying.contents {
            without_name(text, source, content, &mut saying.source, cast);
            without_clause(text, source, content);
        }
    }
    // "The Star, which first reported the talks, said then that": what stands before the cue is of another clause.
    if let (Some(cue), Some(source)) = (cue, source)
        && text.get(source.end..cue.start).is_some_and(|gap| gap.starts_with(", which ") || gap.starts_with(", who "))
        && saying.contents.iter().any(|c| c.start >= cue.end)
    {
        saying.contents.retain(|c| c.start >= cue.end || c.start < source.start);
    }
    // "Investigators were told by officers that": who is told says nothing.
    if let (Some(cue), Some(source)) = (cue, source)
        && cue.text(text).ends_with("told")
        && cue.end < source.start
        && saying.contents.iter().any(|c| c.start >= source.end)
    {
        saying.contents.retain(|c| c.start >= source.end);
    }
    // "By the ministry's own count": the ministry's.
    let own = |s: Span| ["’s own", "'s own"].iter().find_map(|own| s.text(text).strip_suffix(own));
    saying.source = saying.source.map(|s| own(s).and_then(|owner| Span::of(owner, text)).unwrap_or(s));
    saying
}

/// Whether a source begins what is said, and another voice stands before the cue: "Egypt, which backs the army, had urged
/// Ankara to help, Al-Mashhad, a newspaper, reported". It is then taken into the contents.
fn begins_content(text: &str, source: Span, cue: Option<Span>, contents: &mut [Span], cast: &Cast<'_>) -> bool {
    let (Some(cue), Some(last)) = (cue, contents.last().copied()) else { return false };
    let Some(first) = contents.first_mut() else { return false };
    let between = text.get(last.end..cue.start).unwrap_or("").trim_matches([',', ' ', '”', '"']);
    let (name, _) = between.split_once(", ").unwrap_or((between, ""));
    let related = |gap: &str| gap.len() <= 2 || gap.starts_with(", which ") || gap.starts_with(", who ");
    let begins = source.end <= first.start && text.get(source.end..first.start).is_some_and(related);
    let heard = begins && Span::of(name, text).is_some_and(|name| !name.is_empty() && cast.is_voice(name));
    if heard {
        first.start = source.start;
    }
    heard
}

/// "Iran, which Washington accuses of", "a claim Muscat called": the voice stands behind what its clause is about.
fn voice_behind(text: &str, source: Span, cast: &Cast<'_>) -> Span {
    const ABOUT: [&str; 7] = ["which ", "whom ", "that ", "a claim ", "a charge ", "an accusation ", "an allegation "];
    let voice = ABOUT.into_iter().find_map(|about| source.text(text).strip_prefix(about));
    voice.and_then(|voice| Span::of(voice, text)).filter(|&voice| cast.is_voice(voice)).unwrap_or(source)
}

/// Whether a source is whom a verb's subject told: "its chief executive told | reporters".
fn is_told(text: &str, source: Span, cue: Option<Span>, syntax: &Syntax) -> bool {
    let told = cue.filter(|c| c.text(text).ends_with("told") && text.get(c.end..source.start) == Some(" "));
    let verb = told.and_then(|cue| syntax.head(cue));
    verb.is_some_and(|verb| {
        let passive = syntax.dependents_by(verb, &[Relation::AuxPass, Relation::NsubjPass]).next().is_some();
        !passive && syntax.dependents_by(verb, &[Relation::Nsubj]).any(|subject| subject < verb)
    })
}

/// "was accused of", "stands accused of"
fn is_accused(text: &str, sentence: Span, cue: Span) -> bool {
    let up_to = text.get(sentence.start..cue.end).unwrap_or("");
    let mut words = up_to.split(' ').rev().skip_while(|w| !w.starts_with("accused")).skip(1);
    let before = words.next().unwrap_or("");
    cue.text(text).contains("accused")
        && ["was", "were", "is", "are", "been", "being", "stands", "stood"].contains(&before)
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
    // "images taken | by Calder Imaging show"
    let made = ["taken", "made", "shared", "released", "published", "compiled", "captured", "provided"];
    if let Some(cue) = cue.filter(|c| c.start > source.end)
        && made.iter().any(|verb| source.text(text).ends_with(verb))
        && let gap = Span::new(source.end, cue.start)
        && gap.text(text).starts_with(" by ")
        && !gap.text(text).contains([',', ';', '“', '"'])
        && free(gap)
    {
        source = Span::new(source.start, cue.start).trim(text);
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
    // "China's mission | to the EU".
    const SENT: [&str; 5] = ["mission", "ambassador", "envoy", "delegation", "representative"];
    let behind = text.get(source.end..sentence.end).unwrap_or("");
    if let Some(rest) =
        behind.strip_prefix(" to ").filter(|_| SENT.iter().any(|noun| source.text(text).ends_with(noun)))
    {
        let article = if rest.starts_with("the ") { "the ".len() } else { 0 };
        let name: usize = rest[article..]
            .split_inclusive(' ')
            .take_while(|word| word.starts_with(char::is_uppercase))
            .map(str::len)
            .sum();
        let whole = Span::new(source.start, source.end + " to ".len() + article + name).trim(text);
        let to = Span::of(whole.text(text).trim_end_matches([',', '.', ' ']), text).unwrap_or(whole);
        if name > 0 && free(to) {
            return to;
        }
    }
    // "China's embassy | in Kampala".
    let seat = behind.strip_prefix(" in ").filter(|_| source.text(text).to_lowercase().ends_with("embassy"));
    let seat = seat.and_then(|rest| rest.split([',', '.', ';', '”', '"']).next()).map(|place| {
        let names = place.split_inclusive(' ').take_while(|word| word.starts_with(char::is_uppercase));
        place[..names.map(str::len).sum()].trim_end()
    });
    if let Some(seat) = seat.and_then(|seat| Span::of(seat, text)).filter(|seat| !seat.is_empty() && free(*seat)) {
        return source.join(seat);
    }
    // A phrase doesn't end in a preposition, nor in the middle of a name.
    let last = source.text(text).rsplit(' ').next().unwrap_or("").to_owned();
    let open = ["by", "of", "from", "at", "for", "with", "in", "the"].contains(&last.as_str());
    // "a former US army | technician": the noun that ends it.
    let next = text.get(source.end..sentence.end).unwrap_or("").strip_prefix(' ').unwrap_or("");
    let next = next.split([' ', ',', '.', ';']).next().unwrap_or("");
    if source.text(text).contains(", a") && cast.is_voice_noun(&last) && cast.is_voice_noun(next) {
        let whole = Span::new(source.start, source.end + 1 + next.len());
        if free(Span::new(source.end, whole.end)) {
            return whole;
        }
    }
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
    // "Julian Astley, then | trade minister": the name stands before.
    let then = text[..source.start].strip_suffix(", then ").map(|before| {
        let names = before.rsplit(' ').take_while(|word| word.starts_with(char::is_uppercase)).take(4);
        let length: usize = names.map(|word| word.len() + 1).sum();
        let start = before.len() - length.saturating_sub(1).min(before.len());
        // "In April Julian Astley": the month is none of his names.
        let month = [" in ", "In "].iter().any(|word| before[..start].ends_with(word));
        let month = before[start..].find(' ').filter(|_| month).map_or(0, |space| space + 1);
        Span::new(start + month, source.end)
    });
    if let Some(named) = then.filter(|named| free(*named) && named.start + ", then ".len() < source.start) {
        whole = named;
    }
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
    // "argued | the member for Luton East, | Giles Fenwick."
    let behind = cue.filter(|c| c.end < whole.start).and_then(|_| text.get(whole.end..)?.strip_prefix(", "));
    if let Some(name) = behind.and_then(|rest| rest.split([',', '.', ';', '\n']).next())
        && name.contains(' ')
        && is_name(name)
        && let Some(name) = Span::of(name, text).filter(|&name| free(name))
    {
        whole = whole.join(name);
    }
    let between = cue.and_then(|c| text.get(whole.end..c.start)).unwrap_or("");
    if let Some(name) = between.strip_prefix(", ").and_then(|rest| rest.trim_end().strip_suffix(','))
        && is_name(name)
        && let Some(name) = Span::of(name, text)
    {
        whole = whole.join(name);
    }
    whole
}

/// Whether some words are nothing but a name, with what a person is of: "Latifah Omar of Universiti Sains".
fn is_name(words: &str) -> bool {
    let (name, of) = words.split_once(" of ").unwrap_or((words, "Nobody"));
    let is_cased = |words: &str| words.split(' ').all(|word| word.starts_with(char::is_uppercase));
    (1..=4).contains(&name.split(' ').count()) && of.split(' ').count() <= 4 && is_cased(name) && is_cased(of)
}

/// What "which" or "who" stands for: the phrase before its comma.
fn before_clause(text: &str, sentence: Span, source: Span) -> Option<Span> {
    let first = source.text(text).split(' ').next()?.to_lowercase();
    if !["which", "who", "whose"].contains(&first.as_str()) {
        return None;
    }
    let before = text.get(sentence.start..source.start)?.trim_end();
    let before = before.strip_suffix(',').unwrap_or(before);
    Span::of(behind_last(before, &[',', ';', ':', '“', '”']).trim(), text).filter(|span| !span.is_empty())
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
