//! Groups: what hangs together by keys.

use std::collections::{BTreeMap, HashMap};

use super::{Judgement, Key, Statement};

/// Sets of items that grow together (Galler and Fischer 1964), numbered from 0.
#[derive(Clone, Debug)]
pub(super) struct Union(Vec<usize>);

impl Union {
    pub(super) fn new(len: usize) -> Self {
        Self((0..len).collect())
    }

    /// The least member of the set.
    pub(super) fn find(&mut self, mut item: usize) -> usize {
        while self.0[item] != item {
            self.0[item] = self.0[self.0[item]];
            item = self.0[item];
        }
        item
    }

    pub(super) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        self.0[a.max(b)] = a.min(b);
    }

    /// The sets, each in order, ordered by their least members.
    pub(super) fn sets(&mut self) -> Vec<Vec<usize>> {
        let mut sets: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for item in 0..self.0.len() {
            sets.entry(self.find(item)).or_default().push(item);
        }
        sets.into_values().collect()
    }
}

/// The statements that may belong together: those from which keys, or judgements that they are the same, lead to one
/// another. Each is in exactly one group; a statement given twice counts once.
#[must_use]
pub fn groups<'s>(statements: &'s [Statement], judgements: &[Judgement]) -> Vec<Vec<&'s Statement>> {
    let mut sorted: Vec<&Statement> = statements.iter().collect();
    sorted.sort_by(|a, b| a.id.cmp(&b.id));
    sorted.dedup_by(|a, b| a.id == b.id);
    let mut union = Union::new(sorted.len());
    let mut first: HashMap<Key, usize> = HashMap::new();
    for (i, statement) in sorted.iter().enumerate() {
        for key in statement.keys() {
            union.join(i, *first.entry(key).or_insert(i));
        }
    }
    let place = |id: &str| sorted.binary_search_by(|s| s.id.as_str().cmp(id)).ok();
    for judgement in judgements {
        if let Judgement::SameProposition(a, b) = judgement
            && let Some((a, b)) = place(a).zip(place(b))
        {
            union.join(a, b);
        }
    }
    union.sets().into_iter().map(|set| set.into_iter().map(|i| sorted[i]).collect()).collect()
}
