//! From spans to attributions: each content belongs to one cue, each cue has at most one source.
//!
//! A word of a content votes for the word where its cue begins, a cue for the words of its source; the votes are the
//! softmax of the model's links over the window. Where contents point to a word that wasn't tagged as a cue, it becomes one.

use std::ops::Range;

use hearsay_encoder::{Link, Window};

use super::decode::Spans;

/// Share of a content's votes at which it makes a cue of an untagged word. Tuned on PolNeAR dev.
const PROMOTION: f32 = 0.3;

/// An attribution in words of a window.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Linked {
    pub(super) cue: Option<Range<usize>>,
    pub(super) source: Option<Range<usize>>,
    pub(super) contents: Vec<Range<usize>>,
}

pub(super) fn attributions(window: &Window<'_>, spans: &Spans) -> Vec<Linked> {
    let mut cues = spans.cues.clone();
    let mut linked: Vec<Linked> = Vec::new();
    for content in &spans.contents {
        if content.clone().all(|word| window.words[word].is_context) {
            continue;
        }
        let votes = votes(window, Link::ContentToCue, content.clone());
        let share = |cue: &Range<usize>| cue.clone().map(|w| votes.words[w]).sum::<f32>();
        let mut cue = cues.iter().max_by(|a, b| share(a).total_cmp(&share(b))).cloned();
        if cue.as_ref().map_or(0.0, share) < PROMOTION
            && let Some(word) = votes.favourite()
            && votes.words[word] > PROMOTION
            && !spans.sources.iter().chain(&spans.contents).any(|s| s.contains(&word))
        {
            cue = Some(word..word + 1);
            cues.push(word..word + 1);
        }
        match linked.iter_mut().find(|a| a.cue.is_some() && a.cue == cue) {
            Some(attribution) => attribution.contents.push(content.clone()),
            None => {
                let source = cue.as_ref().and_then(|cue| source(window, spans, cue.start));
                linked.push(Linked { cue, source, contents: vec![content.clone()] });
            }
        }
    }
    linked
}

/// The source that a cue votes for, unless it votes for none.
fn source(window: &Window<'_>, spans: &Spans, cue: usize) -> Option<Range<usize>> {
    let votes = votes(window, Link::CueToSource, cue..cue + 1);
    let share = |source: &Range<usize>| source.clone().map(|w| votes.words[w]).sum::<f32>();
    let best = spans.sources.iter().max_by(|a, b| share(a).total_cmp(&share(b)))?;
    (share(best) >= votes.none).then(|| best.clone())
}

/// How some words' links spread over the window's words, on average; all shares add up to 1.
struct Votes {
    words: Vec<f32>,
    none: f32,
}

impl Votes {
    fn favourite(&self) -> Option<usize> {
        (0..self.words.len()).max_by(|&a, &b| self.words[a].total_cmp(&self.words[b]))
    }
}

fn votes(window: &Window<'_>, kind: Link, voters: Range<usize>) -> Votes {
    let mut sum = Votes { words: vec![0.0; window.words.len()], none: 0.0 };
    let voices = voters.len() as f32;
    for voter in voters {
        let none = window.link(kind, voter, None);
        let links: Vec<f32> = (0..window.words.len()).map(|to| window.link(kind, voter, Some(to))).collect();
        let highest = links.iter().copied().fold(none, f32::max);
        let total: f32 = (none - highest).exp() + links.iter().map(|l| (l - highest).exp()).sum::<f32>();
        sum.none += (none - highest).exp() / total / voices;
        for (share, link) in sum.words.iter_mut().zip(links) {
            *share += (link - highest).exp() / total / voices;
        }
    }
    sum
}
