//! The outlet's own claims: sentences, or what attributions leave of them, that hold a frame. What somebody "would not
//! say" is no claim of the outlet's either.

use super::engine::{Draft, Setting};
use crate::{Claim, ClaimId, Quotation, Span, Speaker, SpeakerKind, factuality};

/// Adds a claim for each stretch of a sentence with a trigger that no voice of the article utters.
pub(crate) fn add(setting: Setting<'_>, drafts: &[Draft<'_>], claims: &mut Vec<Claim>) {
    let Setting { article, sentences, unsaid, .. } = setting;
    let text = article.text.as_str();
    let mut taken: Vec<Span> =
        claims.iter().flat_map(|c| c.content_parts.iter().copied().chain(c.source).chain(c.cue)).collect();
    taken.extend(unsaid);
    taken.sort_unstable();
    let mut number = claims.iter().map(|c| c.attribution).max().unwrap_or(0);
    let mut added: Vec<Claim> = Vec::new();
    for draft in drafts {
        if taken.iter().any(|t| t.overlaps(draft.place)) || added.iter().any(|c| c.content.contains(draft.place)) {
            continue;
        }
        let Some(sentence) = sentences.iter().map(|s| s.span).find(|s| s.contains(draft.place)) else { continue };
        // What the outlet asks it doesn't claim.
        if sentence.text(text).trim_end().ends_with('?') {
            continue;
        }
        let start = taken.iter().map(|t| t.end).filter(|&e| e > sentence.start && e <= draft.place.start).max();
        let end = taken.iter().map(|t| t.start).find(|&s| s >= draft.place.end && s < sentence.end);
        let bare = |c: char| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | '–' | '—');
        let span = Span::new(start.unwrap_or(sentence.start), end.unwrap_or(sentence.end));
        let words = span.text(text);
        let lead = words.len() - words.trim_start_matches(bare).len();
        let kept = words.trim_matches(bare).len();
        let content = Span::new(span.start + lead, span.start + lead + kept);
        number += 1;
        let words = content.text(text);
        added.push(Claim {
            id: ClaimId::of(article.id, content, None),
            content,
            content_parts: vec![content],
            attribution: number,
            source: None,
            cue: None,
            quotation: Quotation::None,
            speaker: Speaker {
                name: article.outlet.clone(),
                entity: None,
                kind: SpeakerKind::Media,
                affiliation: None,
                named_at: None,
            },
            relays: Vec::new(),
            evidence: Vec::new(),
            polarity: factuality::polarity("", words),
            modality: factuality::modality("", words, true),
            frames: Vec::new(),
        });
    }
    claims.extend(added);
    claims.sort_by_key(|c| (c.content.start, c.cue));
}
