//! An article's text cut where spans begin and end, so that overlapping marks become plain elements side by side.

use std::collections::BTreeSet;

use crate::contract::{ClaimFields, Place};

/// A stretch of text under the same marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The words.
    pub text: String,
    /// What it is: "source", "cue", "content", "relay", "evidence", "role".
    pub kinds: BTreeSet<&'static str>,
    /// The claims that have it in their content, source or cue.
    pub claims: BTreeSet<String>,
}

/// The stretches of a text. Spans are in code points; what lies outside of the text is left out.
#[must_use]
pub fn stretches(text: &str, claims: &[ClaimFields]) -> Vec<Stretch> {
    let mut spans: Vec<(usize, usize, &'static str, &str)> = Vec::new();
    for claim in claims {
        let mut add = |place: &Place, kind| spans.push((place.start, place.end, kind, claim.id.as_str()));
        let parts =
            if claim.content_parts.is_empty() { std::slice::from_ref(&claim.content) } else { &claim.content_parts };
        parts.iter().for_each(|part| add(part, "content"));
        claim.source.iter().for_each(|place| add(place, "source"));
        claim.cue.iter().for_each(|place| add(place, "cue"));
        claim.relays.iter().filter_map(|relay| relay.span.as_ref()).for_each(|place| add(place, "relay"));
        claim.evidence.iter().filter_map(|evidence| evidence.span.as_ref()).for_each(|place| add(place, "evidence"));
        let fillers = claim.frames.iter().flat_map(|frame| frame.roles.values().flatten());
        fillers.filter_map(|filler| filler.span.as_ref()).for_each(|place| add(place, "role"));
    }
    let characters: Vec<char> = text.chars().collect();
    let mut borders: BTreeSet<usize> = BTreeSet::from([0, characters.len()]);
    borders.extend(spans.iter().flat_map(|&(start, end, ..)| [start, end]).filter(|&at| at < characters.len()));
    spans.sort_unstable();
    let borders: Vec<usize> = borders.into_iter().collect();
    let mut open: Vec<(usize, &'static str, &str)> = Vec::new();
    let mut next = 0;
    borders
        .windows(2)
        .filter_map(|pair| {
            let (start, end) = (pair[0], pair[1]);
            open.retain(|&(ends, ..)| ends > start);
            while let Some(&(_, ends, kind, claim)) = spans.get(next).filter(|span| span.0 <= start) {
                if ends > start {
                    open.push((ends, kind, claim));
                }
                next += 1;
            }
            let text: String = characters.get(start..end)?.iter().collect();
            let kinds = open.iter().map(|&(_, kind, _)| kind).collect();
            let claims = open.iter().map(|&(_, _, claim)| claim.to_owned()).collect();
            Some(Stretch { text, kinds, claims })
        })
        .collect()
}
