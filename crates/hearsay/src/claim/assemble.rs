//! From attributions to claims: pieces to contents, sources to speakers, outlets to relays.

use super::{quotation, relay};
use crate::attribution::Attribution;
use crate::gazetteer::Gazetteer;
use crate::sentence::Sentence;
use crate::speaker::Cast;
use crate::{
    Article, Claim, ClaimId, Diagnostic, DiagnosticCode, Evidence, EvidenceKind, Modality, Quotation, Span, Speaker,
    SpeakerKind, factuality,
};

/// The claims of an article, in the order of their contents.
pub(crate) fn assemble(
    article: &Article,
    sentences: &[Sentence],
    attributions: &[Attribution],
    gazetteer: &Gazetteer,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Claim> {
    let text = article.text.as_str();
    let mut cast = Cast::of(text, sentences, gazetteer);
    let mut claims: Vec<Claim> = Vec::new();
    for (number, attribution) in attributions.iter().enumerate() {
        let named = attribution.source.map(|source| (source, cast.resolve(source)));
        if let Some((source, None)) = named {
            let message = format!("“{}” stands for nobody named before", source.text(text));
            diagnostics.push(Diagnostic::new(DiagnosticCode::UnresolvedSpeaker, message, Some(source)));
        }
        for parts in contents(&attribution.contents, sentences) {
            let quotation = quotation::kind(text, &parts);
            let content = parts.iter().copied().reduce(Span::join).unwrap_or(Span::new(0, 0));
            let speaker = match &named {
                Some((_, Some(speaker))) => speaker.clone(),
                Some((source, None)) => described(source.text(text)),
                None => match heard_before(&claims, sentences, content, attribution.cue, quotation) {
                    Some(speaker) => speaker,
                    None if attribution.cue.is_some() => unspecified(),
                    // Neither a word of saying nor a voice: nothing tells that it was said.
                    None => continue,
                },
            };
            if attribution.cue.is_some_and(|cue| factuality::is_silence(cue.text(text), content.text(text))) {
                continue;
            }
            let apart: Vec<_> = parts.iter().copied().chain(attribution.source).collect();
            let around = sentences.iter().map(|s| s.span).find(|s| s.overlaps(attribution.cue.unwrap_or(content)));
            let relays = around.map_or_else(Vec::new, |sentence| relay::find(text, sentence, &apart, &cast));
            claims.push(Claim {
                id: ClaimId::of(article.id, content, attribution.cue),
                content,
                content_parts: parts,
                attribution: number + 1,
                source: attribution.source,
                cue: attribution.cue,
                quotation,
                relays,
                evidence: evidence(&speaker, attribution.source),
                polarity: attribution.cue.map_or(crate::Polarity::Positive, |cue| factuality::polarity(cue.text(text))),
                modality: Modality::Underspecified,
                speaker,
            });
        }
    }
    claims.sort_by_key(|claim| (claim.content.start, claim.cue));
    claims
}

/// Groups an attribution's pieces into contents. Pieces of one sentence, with the attribution between them, are one;
/// what follows in a new sentence or paragraph is another.
fn contents(pieces: &[Span], sentences: &[Sentence]) -> Vec<Vec<Span>> {
    let mut contents: Vec<Vec<Span>> = Vec::new();
    for &piece in pieces {
        let goes_on = contents.last().and_then(|parts| parts.last()).is_some_and(|last| {
            let end = last.end.saturating_sub(1);
            let sentence = sentences.iter().find(|s| s.span.start <= end && end < s.span.end);
            sentence.is_some_and(|s| s.span.start <= piece.start && piece.start < s.span.end)
        });
        match contents.last_mut() {
            Some(parts) if goes_on => parts.push(piece),
            _ => contents.push(vec![piece]),
        }
    }
    contents
}

/// The voice of a content without words for its source: whoever spoke before in the same sentence, or whose quotation
/// goes on in whole sentences of its own.
fn heard_before(
    claims: &[Claim],
    sentences: &[Sentence],
    content: Span,
    cue: Option<Span>,
    quotation: Quotation,
) -> Option<Speaker> {
    let place = |span: Span| sentences.iter().position(|s| s.span.overlaps(span));
    let here = place(cue.unwrap_or(content))?;
    let last = claims.iter().rev().find(|c| c.content.start < content.start)?;
    let there = place(Span::new(last.content.end.saturating_sub(1), last.content.end))?;
    let same_sentence = there == here || last.cue.is_some_and(|c| place(c) == Some(here));
    let goes_on = cue.is_none()
        && quotation == Quotation::Direct
        && matches!(last.quotation, Quotation::Direct | Quotation::Mixed)
        && sentences[here].span.start == content.start
        && sentences[here].paragraph.saturating_sub(sentences[there].paragraph) <= 1;
    (same_sentence || goes_on).then(|| last.speaker.clone())
}

fn described(words: &str) -> Speaker {
    let name = words.split_whitespace().collect::<Vec<_>>().join(" ");
    Speaker { name: Some(name), kind: SpeakerKind::Anonymous, affiliation: None, named_at: None }
}

/// The voice of "is said to".
fn unspecified() -> Speaker {
    described("unspecified")
}

/// That a speaker is unnamed says on what the claim rests.
fn evidence(speaker: &Speaker, source: Option<Span>) -> Vec<Evidence> {
    match (speaker.kind, source) {
        (SpeakerKind::Anonymous, Some(span)) => vec![Evidence { kind: EvidenceKind::AnonymousSource, span }],
        _ => Vec::new(),
    }
}
