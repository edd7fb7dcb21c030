//! The contents of an act of saying: what is one claim, and what is several.

use super::quotation;
use crate::sentence::{self, Sentence};
use crate::syntax::{Relation, Syntax, Upos, Xpos};
use crate::{Span, factuality};

/// Groups an attribution's pieces into contents. Pieces of one sentence, with the attribution between them, are one;
/// what follows in a new sentence or paragraph is another. A piece is parted where one clause in it affirms and the next
/// denies.
pub(super) fn contents(
    text: &str,
    cue: Option<Span>,
    pieces: &[Span],
    sentences: &[Sentence],
    syntax: &Syntax,
) -> Vec<Vec<Span>> {
    let mut contents: Vec<Vec<Span>> = Vec::new();
    for piece in pieces.iter().filter_map(|&piece| without_dateline(piece, sentences)) {
        let goes_on = contents.last().and_then(|parts| parts.last()).is_some_and(|last| {
            let end = Span::new(last.end.saturating_sub(1), last.end);
            let sentence = sentence::at(sentences, end).map(|i| sentences[i].span);
            sentence.is_some_and(|s| s.start <= piece.start && piece.start < s.end)
        });
        match contents.last_mut() {
            Some(parts) if goes_on => parts.push(piece),
            _ => contents.push(vec![piece]),
        }
    }
    let cue = cue.map_or("", |c| c.text(text));
    contents
        .into_iter()
        .flat_map(|parts| match parts.as_slice() {
            [piece] => {
                let parts = turns(text, cue, *piece, sentences).into_iter();
                parts.flat_map(|part| predicates(text, cue, part, syntax)).map(|part| vec![part]).collect()
            }
            _ => vec![parts],
        })
        .collect()
}

/// The part of a piece behind the dateline in which it begins, if there is any.
fn without_dateline(piece: Span, sentences: &[Sentence]) -> Option<Span> {
    let first = sentence::at(sentences, piece)?;
    match sentences.get(first + 1) {
        _ if !sentences[first].dateline => Some(piece),
        Some(next) if next.span.start < piece.end => Some(Span::new(next.span.start, piece.end)),
        _ => None,
    }
}

/// A piece parted where the polarity turns: between sentences, and between the clauses of "that ... and that ...".
fn turns(text: &str, cue: &str, piece: Span, sentences: &[Sentence]) -> Vec<Span> {
    let after = &sentences[sentences.partition_point(|s| s.span.start <= piece.start)..];
    let bounds: Vec<usize> = after.iter().map(|s| s.span.start).take_while(|&s| s < piece.end).collect();
    let joints = ["and that ", "but that "].iter().filter_map(|joint| {
        let complement = piece.text(text).starts_with("that ");
        let at = piece.text(text).find(&format!(" {joint}")).filter(|_| complement)?;
        Some((piece.start + at, piece.start + at + " and ".len()))
    });
    // (end of the one, start of the other)
    let mut cuts: Vec<(usize, usize)> = bounds.into_iter().map(|start| (start, start)).chain(joints).collect();
    cuts.sort_unstable();
    let mut parts = vec![piece];
    for (end, start) in cuts {
        let Some(last) = parts.last_mut() else { break };
        if end <= last.start || start >= last.end {
            continue;
        }
        let before = Span::new(last.start, end).trim(text);
        let after = Span::new(start, last.end).trim(text);
        let polarity = |span: Span| factuality::polarity(cue, span.text(text));
        // A short sentence beside a long one is emphasis: "We sell to all. We owe nothing."
        let long = |span: Span| span.text(text).split_whitespace().count() > 6;
        if long(before) && long(after) && polarity(before) != polarity(after) {
            *last = before;
            parts.push(after);
        }
    }
    parts
}

/// A piece parted between two predicates of one subject where one is affirmed and the other denied: "it sold them to a dealer
/// | and had never served Moscow".
fn predicates(text: &str, cue: &str, piece: Span, syntax: &Syntax) -> Vec<Span> {
    let tokens = syntax.tokens();
    let told = |part: Span| factuality::polarity(cue, part.text(text));
    let finite = |t: usize| {
        let aux = syntax.dependents_by(t, &[Relation::Aux, Relation::AuxPass]).next();
        aux.is_some() || matches!(tokens[t].xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp)
    };
    let Some(first) = syntax.head(piece).filter(|&first| tokens[first].upos == Upos::Verb) else { return vec![piece] };
    let mut joined = syntax.dependents_by(first, &[Relation::Conj]);
    let parted = joined.find_map(|second| {
        let and = syntax.dependents_by(second, &[Relation::Cc]).next()?;
        let of_subject = syntax.dependents_by(second, &[Relation::Nsubj, Relation::NsubjPass]).next().is_none();
        let before = Span::new(piece.start, tokens[and].span.start);
        let rest = Span::new(tokens[and].span.end, piece.end);
        if tokens[second].upos != Upos::Verb || !finite(second) || !of_subject || !piece.contains(tokens[and].span) {
            return None;
        }
        let before = Span::of(before.text(text).trim_end_matches([',', ' ']), text)?;
        let rest = rest.trim(text);
        (!quotation::is_cut(before.text(text)) && told(before) != told(rest)).then_some([before, rest])
    });
    parted.map_or_else(|| vec![piece], Vec::from)
}
