//! Predicates and their arguments, by PropBank (Palmer, Gildea and Kingsbury 2005).

use hearsay_encoder::Window;
pub use hearsay_encoder::{Argument, Predicate as Sense};

/// A token that tells of an event or a state, with those who take part in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Predicate {
    /// Index among the article's tokens.
    pub token: usize,
    /// Its sense: the number behind the dot of "supply.01".
    pub sense: Sense,
    /// What each argument is, and the index of its head, in the text's order.
    pub arguments: Vec<(Argument, usize)>,
}

/// What the encoder says of a predicate, its words counted in the window.
pub(super) struct Found {
    pub(super) word: usize,
    pub(super) sense: Sense,
    pub(super) arguments: Vec<(Argument, usize)>,
}

/// The predicates among a sentence's tokens, each given by the word that begins it. Of a numbered argument a predicate
/// has one; auxiliaries have none, and are left out.
pub(super) fn find(window: &Window<'_>, anchors: &[usize]) -> Vec<Found> {
    let sense = |word: usize| window.words[word].predicate;
    let is_predicate = |word: &usize| !matches!(sense(*word), Sense::None | Sense::Auxiliary);
    let predicates = anchors.iter().copied().filter(is_predicate);
    predicates.map(|word| Found { word, sense: sense(word), arguments: arguments(window, word, anchors) }).collect()
}

fn arguments(window: &Window<'_>, predicate: usize, anchors: &[usize]) -> Vec<(Argument, usize)> {
    let mut found: Vec<(Argument, usize, f32)> = Vec::new();
    for &word in anchors.iter().filter(|&&word| word != predicate) {
        let scores = window.arguments(predicate, word);
        let (kind, score) =
            Argument::ALL.into_iter().zip(scores).fold((Argument::None, f32::NEG_INFINITY), |best, (kind, score)| {
                if score > best.1 { (kind, score) } else { best }
            });
        let lead = score - scores[Argument::None as usize];
        match found.iter_mut().find(|(other, ..)| *other == kind && is_numbered(kind)) {
            _ if kind == Argument::None => {}
            Some(rival) if rival.2 < lead => *rival = (kind, word, lead),
            Some(_) => {}
            None => found.push((kind, word, lead)),
        }
    }
    found.sort_unstable_by_key(|(_, word, _)| *word);
    found.into_iter().map(|(kind, word, _)| (kind, word)).collect()
}

fn is_numbered(kind: Argument) -> bool {
    matches!(kind, Argument::Arg0 | Argument::Arg1 | Argument::Arg2 | Argument::Arg3 | Argument::Arg4)
}
