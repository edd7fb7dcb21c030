//! What belongs to the source, to the cue or to what is said, where one was taken for another.

use crate::Span;
use crate::speaker::Cast;
use crate::syntax::{Relation, Syntax, Upos};

/// What a description of a voice begins with, and its bare name does not.
pub(super) const ARTICLES: [&str; 5] = ["a ", "an ", "the ", "its ", "their "];

/// The subject of a cue's verb that was taken for the first piece of what is said; it is taken out.
pub(super) fn before_cue(
    text: &str,
    cue: Option<Span>,
    contents: &mut Vec<Span>,
    syntax: &Syntax,
    cast: &Cast<'_>,
) -> Option<Span> {
    let cue = cue?;
    let [first, next, ..] = contents[..] else { return None };
    let parted = first.end <= cue.start && cue.end <= next.start;
    let verb = syntax.head(cue).filter(|_| parted)?;
    let subject = syntax.dependents_by(verb, &[Relation::Nsubj]).next()?;
    let phrase = Span::new(first.start, cue.start);
    let whole = Span::of(phrase.text(text).trim_end_matches([',', ' ']), text)?;
    let fits = first.contains(syntax.tokens()[subject].span) && cast.is_voice(whole);
    fits.then(|| {
        contents.remove(0);
        whole
    })
}

/// The paper right before a cue, where somebody of whom it tells was taken for its voice: "The service had warned that they
/// leak, | a memo leaked to Radar | indicates". All before it is said.
pub(super) fn paper_before(
    text: &str,
    sentence: Span,
    source: Option<Span>,
    cue: Option<Span>,
    contents: &mut Vec<Span>,
    cast: &Cast<'_>,
) -> Option<Span> {
    let cue = cue?;
    let before = text.get(sentence.start..cue.start)?.trim_end();
    let (said, last) = before.rsplit_once(", ")?;
    let paper = Span::of(last, text).filter(|last| !last.is_empty())?;
    let articled = ARTICLES.iter().any(|word| last.starts_with(word));
    let others = source.is_some_and(|source| source.end < paper.start && sentence.contains(source));
    let plain = !before.contains(['“', '”', '"', ';']) && contents.iter().all(|c| c.end <= cue.start);
    let said = Span::of(said, text)?;
    (articled && others && plain && cast.is_paper(paper)).then(|| {
        *contents = vec![said];
        paper
    })
}

/// Gives a source the name to which it is apposed, and which ends what is said: "It employs many, | Belov, | its director,".
pub(super) fn without_name(text: &str, source: Span, said: &mut Span, whole: &mut Option<Span>, cast: &Cast<'_>) {
    let described = ARTICLES.iter().any(|word| source.text(text).starts_with(word));
    let Some((rest, name)) = said.text(text).rsplit_once(", ").filter(|_| described) else { return };
    let adjoins = said.end < source.start && text.get(said.end..source.start) == Some(", ");
    let named = name.split(' ').count() <= 4 && name.split(' ').all(|word| word.starts_with(char::is_uppercase));
    if adjoins && named && cast.is_voice(source) {
        *whole = Some(Span::new(said.start + rest.len() + ", ".len(), source.end));
        said.end = said.start + rest.len();
    }
}

/// Takes a clause that tells of the source out of what is said: "According to the general, | who leads them, | his men had".
pub(super) fn without_clause(text: &str, source: Span, said: &mut Span) {
    let told = ["who ", "which ", "whose "].iter().any(|word| said.text(text).starts_with(word));
    if told
        && text.get(source.end..said.start).is_some_and(|gap| gap.trim() == ",")
        && let Some(comma) = said.text(text).find(", ")
    {
        said.start += comma + ", ".len();
    }
}

/// A source without the auxiliary that belongs to its cue, and a cue with the verb of its auxiliary or adverb: "investigators
/// have | concluded", "a panel | has | concluded".
pub(super) fn with_whole_verb(
    text: &str,
    source: Option<Span>,
    cue: Option<Span>,
    contents: &[Span],
    syntax: &Syntax,
) -> (Option<Span>, Option<Span>) {
    let Some(mut cue) = cue else { return (source, None) };
    let tokens = syntax.tokens();
    if cue.text(text).eq_ignore_ascii_case("according") && text[cue.end..].starts_with(" to ") {
        cue.end += " to".len();
    }
    if ["has", "have", "had"].contains(&cue.text(text))
        && let Some(verb) =
            syntax.head(cue).filter(|&i| tokens[i].relation == Relation::Aux).and_then(|i| tokens[i].head)
        && let whole = cue.join(tokens[verb].span)
        && whole.text(text).split(' ').count() <= 3
        && !contents.iter().any(|c| c.overlaps(whole))
    {
        cue = whole;
    }
    // "Zagreb | also | plans to deliver": the verb says it.
    let alone = |i: &usize| tokens[*i].relation == Relation::Advmod && tokens[*i].span == cue;
    if let Some(verb) = syntax.head(cue).filter(alone).and_then(|i| tokens[i].head)
        && tokens[verb].upos == Upos::Verb
        && text.get(cue.end..tokens[verb].span.start) == Some(" ")
        && !contents.iter().any(|c| c.overlaps(tokens[verb].span))
    {
        cue = tokens[verb].span;
    }
    // "brushed | aside the charges"
    if let Some(verb) = syntax.head(cue).filter(|&verb| tokens[verb].span.end == cue.end)
        && let Some(next) = tokens.get(verb + 1).filter(|next| next.relation == Relation::CompoundPrt)
        && next.head == Some(verb)
        && !contents.iter().any(|c| c.overlaps(next.span))
    {
        cue = cue.join(next.span);
    }
    let auxiliary = |source: Span| {
        let aux = [" has", " have", " had"].into_iter().find(|aux| source.text(text).ends_with(*aux))?;
        (text.get(source.end..cue.start) == Some(" ")).then(|| source.end - aux.len())
    };
    match source.and_then(|source| Some((source, auxiliary(source)?))) {
        Some((source, end)) => (Some(Span::new(source.start, end)), Some(Span::new(end + 1, cue.end))),
        None => (source, Some(cue)),
    }
}
