//! What people have judged, for [`settle`](super::settle) to obey.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::group::Union;

/// A judgement on two statements, which it names by their ids.
///
/// Where judgements contradict each other, `different` wins over `same`: it is easier to see two propositions that
/// should be one than to see one that should be two.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "judgement", content = "statements", rename_all = "snake_case")]
pub enum Judgement {
    /// They say the same thing, or one denies what the other says.
    SameProposition(String, String),
    /// They are about different things.
    DifferentProposition(String, String),
    /// They go back to one voice on one occasion.
    SameOrigin(String, String),
    /// They are independent of each other.
    DifferentOrigin(String, String),
}

/// Judgements on items that have numbers.
#[derive(Debug, Default)]
pub(super) struct Bounds {
    /// Pairs that belong together.
    pub same: Vec<(usize, usize)>,
    /// Pairs that don't, the lesser first.
    apart: BTreeSet<(usize, usize)>,
}

impl Bounds {
    pub(super) fn set_apart(&mut self, pair: Option<(usize, usize)>) {
        self.apart.extend(pair.map(|(a, b)| (a.min(b), a.max(b))));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.same.is_empty() && self.apart.is_empty()
    }

    /// Parts a set so that no two of its items were judged different: earlier items first, each joins the first part
    /// where it may. What was judged the same stays together, unless it was judged different too.
    pub(super) fn part(&self, set: Vec<usize>) -> Vec<Vec<usize>> {
        if self.apart.is_empty() {
            return vec![set];
        }
        let conflict =
            |a: &[usize], b: &[usize]| a.iter().any(|&a| b.iter().any(|&b| self.apart.contains(&(a.min(b), a.max(b)))));
        let place = |item: usize| set.iter().position(|&other| other == item);
        let mut bound = Union::new(set.len());
        for (a, b) in self.same.iter().filter_map(|&(a, b)| place(a).zip(place(b))) {
            bound.join(a, b);
        }
        let mut parts: Vec<Vec<usize>> = Vec::new();
        for block in bound.sets() {
            let block: Vec<usize> = block.into_iter().map(|at| set[at]).collect();
            let split = conflict(&block, &block);
            let pieces = if split { block.into_iter().map(|item| vec![item]).collect() } else { vec![block] };
            for piece in pieces {
                match parts.iter_mut().find(|part| !conflict(part, &piece)) {
                    Some(part) => part.extend(piece),
                    None => parts.push(piece),
                }
            }
        }
        parts.iter_mut().for_each(|part| part.sort_unstable());
        parts
    }
}
