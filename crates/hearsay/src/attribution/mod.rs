//! Attributions: who is said to have said what, as spans of the text.
//!
//! [`find`] reads one of the encoder's windows: labels become spans ([`decode`]), spans become attributions ([`link`]), and
//! their borders are set on quotation marks and words ([`snap`]).

mod decode;
#[cfg(any(test, fuzzing))]
pub(crate) mod invented;
mod link;
mod snap;

use hearsay_encoder::Window;
pub(crate) use snap::content as set_borders;

use crate::{Sentence, Span};

/// One act of saying: its cue, the words that name its source, and the pieces of what is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Attribution {
    /// The words that mark the saying; `None` for a quotation that goes on from an earlier paragraph.
    pub(crate) cue: Option<Span>,
    /// The words that name the voice.
    pub(crate) source: Option<Span>,
    /// What is said, in order; at least one piece.
    pub(crate) contents: Vec<Span>,
}

/// The attributions that a window answers for.
pub(crate) fn find(window: &Window<'_>, text: &str) -> Vec<Attribution> {
    let mut found = Vec::new();
    for words in paragraphs(window, text) {
        let spans = decode::spans(&window.words[words.clone()], words.start);
        found.extend(link::attributions(window, &spans).into_iter().map(|a| snap::to_text(window, &a, text)));
    }
    found
}

/// Takes datelines out of sources: "MINSK, May 3 - Belarus asked" is Belarus' asking.
pub(crate) fn leave_datelines(attributions: &mut [Attribution], sentences: &[Sentence], text: &str) {
    let datelines: Vec<Span> = sentences.iter().filter(|s| s.dateline).map(|s| s.span).collect();
    for attribution in attributions {
        let Some(source) = attribution.source else { continue };
        if let Some(line) = datelines.iter().find(|line| line.overlaps(source)) {
            let rest = Some(line.end).filter(|end| *end < source.end).map(|end| Span::new(end, source.end).trim(text));
            attribution.source = rest.filter(|rest| !rest.is_empty());
        }
    }
}

/// Attributions in the order of their contents, each once; those without content are left out.
pub(crate) fn in_order(mut found: Vec<Attribution>) -> Vec<Attribution> {
    found.retain(|a| !a.contents.is_empty());
    found.sort_by_key(|a| (a.contents[0].start, a.cue));
    found.dedup();
    found
}

/// Ranges of the window's words that share a paragraph.
fn paragraphs<'w>(window: &'w Window<'_>, text: &'w str) -> impl Iterator<Item = std::ops::Range<usize>> + 'w {
    let words = &window.words;
    let mut start = 0;
    std::iter::from_fn(move || {
        let first = start;
        let mut end = first + 1;
        words.get(first)?;
        let between = |a: usize, b: usize| text.get(words[a].range.end..words[b].range.start).unwrap_or("");
        while end < words.len() && !between(end - 1, end).contains('\n') {
            end += 1;
        }
        start = end;
        Some(first..end)
    })
}
