//! Attributions that no model would find, for tests of what follows the model: any words of a text as source, cue and
//! contents. They come in the same order and with the same borders as those that the model finds.

use super::{Attribution, in_order, snap};
use crate::Span;

/// Attributions of words of `text`, as `choices` has it: of each five bytes, four choose where a source, a cue and two
/// contents begin, and the bits of the last how long they are and which of them there are.
pub(crate) fn attributions(text: &str, choices: &[u8]) -> Vec<Attribution> {
    let words: Vec<Span> = text.split_whitespace().filter_map(|word| Span::of(word, text)).collect();
    if words.is_empty() {
        return Vec::new();
    }
    let run = |choice: u8, length: u8| {
        let first = usize::from(choice) * words.len() / 256;
        let last = (first + usize::from(length)).min(words.len() - 1);
        words[first].join(words[last])
    };
    let found = choices.chunks_exact(5).map(|choice| Attribution {
        source: (choice[4] & 1 > 0).then(|| snap::without_comma(run(choice[0], choice[4] >> 5), text)),
        cue: (choice[4] & 2 > 0).then(|| run(choice[1], choice[4] >> 6)),
        contents: [(choice[2], 4), (choice[3], 8)]
            .into_iter()
            .filter(|(_, bit)| choice[4] & bit > 0)
            .map(|(first, _)| snap::content(run(first, choice[4] >> 4), text))
            .filter(|content| !content.is_empty())
            .collect(),
    });
    in_order(found.collect())
}
