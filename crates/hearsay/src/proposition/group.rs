//! Groups: what hangs together by keys.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;

use super::profile::Profile;
use super::{Judgement, Key, Statement, period, text};
use crate::Polarity;

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

/// The statements that may belong together; each is in exactly one group, and a statement given twice counts once.
///
/// Bonds hold statements together. One without a bond, "Iran has sent drones", goes with the statement on one of its
/// sides that it [fits best](fits_best), so that what leaves the other party open doesn't tie all events of a party into
/// one; only those that find none hang together by their sides. Judgements that two are the same hold, too.
#[must_use]
pub fn groups<'s>(statements: &'s [Statement], judgements: &[Judgement]) -> Vec<Vec<&'s Statement>> {
    let mut sorted: Vec<&Statement> = statements.iter().collect();
    sorted.sort_by(|a, b| a.id.cmp(&b.id));
    sorted.dedup_by(|a, b| a.id == b.id);
    let mut union = Union::new(sorted.len());
    let mut first: HashMap<Key, usize> = HashMap::new();
    let mut bonded: HashMap<Key, Vec<usize>> = HashMap::new();
    let mut loose: Vec<(usize, Vec<Key>)> = Vec::new();
    for (i, statement) in sorted.iter().enumerate() {
        let keys = statement.keys();
        if keys.bonds.is_empty() {
            loose.push((i, keys.sides));
            continue;
        }
        for key in keys.bonds {
            union.join(i, *first.entry(key).or_insert(i));
        }
        keys.sides.into_iter().for_each(|key| bonded.entry(key).or_default().push(i));
    }
    let place = |id: &str| sorted.binary_search_by(|s| s.id.as_str().cmp(id)).ok();
    let sketches: Vec<OnceCell<Sketch>> = vec![OnceCell::new(); sorted.len()];
    let sketch = |i: usize| sketches[i].get_or_init(|| Sketch::of(sorted[i]));
    for (i, sides) in loose {
        let near: BTreeSet<usize> = sides.iter().filter_map(|side| bonded.get(side)).flatten().copied().collect();
        match fits_best(sketch(i), near.into_iter().map(sketch)).and_then(|best| place(best.id())) {
            Some(best) => union.join(i, best),
            None => sides.into_iter().for_each(|key| union.join(i, *first.entry(key).or_insert(i))),
        }
    }
    for judgement in judgements {
        if let Judgement::SameProposition(a, b) = judgement
            && let Some((a, b)) = place(a).zip(place(b))
        {
            union.join(a, b);
        }
    }
    union.sets().into_iter().map(|set| set.into_iter().map(|i| sorted[i]).collect()).collect()
}

/// What shows where a statement without bonds goes: made once, and compared with many.
#[derive(Clone, Debug)]
pub struct Sketch {
    id: String,
    article: String,
    published: Option<Date>,
    denies: bool,
    profile: Option<Profile>,
    words: Vec<u64>,
}

impl Sketch {
    /// The sketch of a statement.
    #[must_use]
    pub fn of(statement: &Statement) -> Self {
        Self {
            id: statement.id.clone(),
            article: statement.article.id.clone(),
            published: statement.article.published,
            denies: statement.polarity == Polarity::Negative,
            profile: statement.event.as_ref().map(Profile::of),
            words: text::shingles(&statement.content.exact),
        }
    }

    /// The statement's id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    fn fit(&self, other: &Self) -> Option<f64> {
        let agreement = self.profile.as_ref()?.agreement(other.profile.as_ref()?, self.denies || other.denies)?;
        Some(agreement + text::resemblance(&self.words, &other.words))
    }

    /// Articles first, then days.
    fn distance(&self, other: &Self) -> (bool, i64) {
        let days = self.published.zip(other.published).map(|(a, b)| period::apart(a, b).abs());
        (self.article != other.article, days.unwrap_or(i64::MAX))
    }
}

/// Which of the statements `near` one without bonds goes with: the one whose event, words and date are most alike; none
/// where none can be of the same event.
#[must_use]
pub fn fits_best<'s>(loose: &Sketch, near: impl IntoIterator<Item = &'s Sketch>) -> Option<&'s Sketch> {
    let fits =
        near.into_iter().filter_map(|other| Some((loose.fit(other)?, (loose.distance(other), &other.id), other)));
    let best = fits.min_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    best.map(|(.., other)| other)
}
