//! From a group to its propositions: which statements are about one thing.
//!
//! Statements of one [`Profile`] are settled alike, so the work grows with the statements times the few profiles that
//! are about the same parties, not with the pairs of statements.

use std::cmp::Reverse;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::group::Union;
use super::judgement::Bounds;
use super::profile::Profile;
use super::role::{self, Phase};
use super::{Judgement, Statement, period, text};
use crate::Polarity;

/// Days without a word after which the same outline is taken for another event.
const SILENCE: i64 = 120;

/// Days after the first word of what is ahead from which on its being done is another event.
const NEWS: i64 = 30;

/// How much alike two contents without frames must be, by their shingles of three words.
const ALIKE: f64 = 0.5;

/// The propositions of a group, as the statements that make each.
pub(super) fn clusters<'s>(group: &[&'s Statement], judgements: &[Judgement]) -> Vec<Vec<&'s Statement>> {
    let told = |s: &&Statement| s.event.as_ref().is_some_and(|event| !Profile::of(event).is_vague());
    let (told, worded): (Vec<_>, Vec<_>) = group.iter().copied().partition(told);
    let mut found: Vec<Vec<&Statement>> = by_event(&told).into_iter().flat_map(in_time).flat_map(in_phases).collect();
    found.extend(by_content(&worded).into_iter().flat_map(in_time));
    judged(found, judgements)
}

/// A proposition as it grows.
struct Growing<'s> {
    /// What its first statements tell, with what later ones add.
    profile: Profile,
    /// The words of its first statement.
    said: Vec<u64>,
    statements: Vec<&'s Statement>,
    /// By what its statements may be found.
    handles: BTreeSet<String>,
}

impl<'s> Growing<'s> {
    fn join(&mut self, other: Self) {
        self.profile.learn(other.profile);
        self.statements.extend(other.statements);
        self.handles.extend(other.handles);
    }

    /// How well a statement of the outline would fit in.
    fn fit(&self, other: &Self, denial: bool) -> Option<f64> {
        // Between propositions that fit equally well, words alike decide, and what is told of more.
        let told = (self.statements.len() as f64).ln() / 4.0;
        Some(self.profile.agreement(&other.profile, denial)? + text::resemblance(&self.said, &other.said) + told)
    }

    /// Whether both are one, by the goods that they have gathered.
    fn is(&self, other: &Self) -> bool {
        let (a, b) = (&self.profile, &other.profile);
        (!a.goods.is_disjoint(&b.goods) || a.unspecific && b.unspecific) && a.agreement(b, false).is_some()
    }
}

/// Propositions, to be found by the handles of their statements: only those that share one with a new statement are
/// compared with it.
#[derive(Default)]
struct Found<'s> {
    all: Vec<Growing<'s>>,
    by_handle: HashMap<String, BTreeSet<usize>>,
}

impl<'s> Found<'s> {
    fn near(&self, new: &Growing<'s>) -> BTreeSet<usize> {
        new.handles.iter().filter_map(|handle| self.by_handle.get(handle)).flatten().copied().collect()
    }

    /// Joins `new` to the proposition of that number, or begins one.
    fn add(&mut self, new: Growing<'s>, to: Option<usize>) {
        let at = to.unwrap_or(self.all.len());
        for handle in &new.handles {
            self.by_handle.entry(handle.clone()).or_default().insert(at);
        }
        match self.all.get_mut(at) {
            Some(proposition) => proposition.join(new),
            None => self.all.push(new),
        }
    }
}

/// Leader clustering: the fullest outlines found propositions, the others join the one that they fit best. Denials
/// come last, since they join what they deny. Then those are merged that have turned out to be one.
fn by_event<'s>(statements: &[&'s Statement]) -> Vec<Vec<&'s Statement>> {
    let mut found = Found::default();
    for (new, denial) in outlines(statements) {
        let fits = found.near(&new).into_iter().filter_map(|i| Some((found.all[i].fit(&new, denial)?, Reverse(i))));
        let best = fits.max_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        found.add(new, best.map(|(_, Reverse(i))| i));
    }
    let mut merged = Found::default();
    for proposition in found.all {
        let same = merged.near(&proposition).into_iter().find(|&i| merged.all[i].is(&proposition));
        merged.add(proposition, same);
    }
    merged.all.into_iter().map(|proposition| proposition.statements).collect()
}

/// Statements by what they are about and by side, in the order in which they are settled, with whether they deny it.
fn outlines<'s>(statements: &[&'s Statement]) -> Vec<(Growing<'s>, bool)> {
    let mut alike: HashMap<(Profile, bool), Vec<&Statement>> = HashMap::new();
    for &statement in statements {
        if let Some(event) = &statement.event {
            let denial = statement.polarity == Polarity::Negative;
            alike.entry((Profile::of(event), denial)).or_default().push(statement);
        }
    }
    let mut alike: Vec<_> = alike.into_iter().collect();
    alike.sort_by_cached_key(|((profile, denial), statements)| {
        (*denial, Reverse(profile.fullness()), Reverse(statements.len()), profile.clone())
    });
    let growing = |((profile, denial), statements): ((Profile, bool), Vec<&'s Statement>)| {
        let said = statements.first().map_or_else(Vec::new, |s| text::set(text::hashes(&s.content.exact)));
        let handles = profile.handles().collect();
        (Growing { profile, said, statements, handles }, denial)
    };
    alike.into_iter().map(growing).collect()
}

/// Parts what is told of long apart.
fn in_time(mut statements: Vec<&Statement>) -> Vec<Vec<&Statement>> {
    statements.sort_by_key(|s| (s.article.published, &s.id));
    let mut parts: Vec<Vec<&Statement>> = Vec::new();
    let mut last = None;
    for statement in statements {
        let published = statement.article.published;
        let silent = last.zip(published).is_some_and(|(last, now)| period::apart(last, now) > SILENCE);
        match parts.last_mut() {
            Some(part) if !silent => part.push(statement),
            _ => parts.push(vec![statement]),
        }
        last = published.or(last);
    }
    parts
}

/// Parts what was done from what was ahead, where it is told of so much later that it is news by itself: a sale, and
/// its delivery two months later. What is told of both within days is one thing that is told at different stages.
fn in_phases(statements: Vec<&Statement>) -> Vec<Vec<&Statement>> {
    let phase = |s: &Statement| s.event.as_ref().and_then(|event| role::phase(event.stage.as_deref()?));
    let affirmed = |s: &&&Statement| s.polarity == Polarity::Positive;
    let first = |wanted: Phase| {
        let told = statements.iter().filter(affirmed).filter(|s| phase(s) == Some(wanted));
        told.filter_map(|s| s.article.published).min()
    };
    let later = first(Phase::Ahead).zip(first(Phase::Done)).is_some_and(|(a, d)| period::apart(a, d) > NEWS);
    if !later {
        return vec![statements];
    }
    let (done, ahead) = statements.into_iter().partition(|s| phase(s) == Some(Phase::Done));
    vec![ahead, done]
}

/// Claims without frames, and those whose events name nobody, go together where their words are nearly the same; in one
/// article such events also where their outlines are.
fn by_content<'s>(statements: &[&'s Statement]) -> Vec<Vec<&'s Statement>> {
    let shingles: Vec<Vec<u64>> = statements.iter().map(|s| text::shingles(&s.content.exact)).collect();
    let profiles: Vec<Option<Profile>> = statements.iter().map(|s| s.event.as_ref().map(Profile::of)).collect();
    let is_one = |i: usize, j: usize| {
        let told = profiles[i].is_some() && statements[i].article.id == statements[j].article.id;
        told && profiles[i] == profiles[j] || text::resemblance(&shingles[i], &shingles[j]) >= ALIKE
    };
    let mut union = Union::new(statements.len());
    // The same words need no comparison, and there may be many of them.
    let mut leaders: BTreeMap<super::Key, Vec<usize>> = BTreeMap::new();
    let mut seen: HashMap<(Vec<super::Key>, &[u64]), usize> = HashMap::new();
    for (i, statement) in statements.iter().enumerate() {
        let keys = statement.keys().bonds;
        match seen.entry((keys, &shingles[i])) {
            Entry::Occupied(same) => union.join(i, *same.get()),
            Entry::Vacant(new) => {
                for key in &new.key().0 {
                    let known = leaders.entry(key.clone()).or_default();
                    for &other in known.iter() {
                        // What hangs together already needs no comparison, either.
                        if union.find(i) != union.find(other) && is_one(i, other) {
                            union.join(i, other);
                        }
                    }
                    known.push(i);
                }
                new.insert(i);
            }
        }
    }
    union.sets().into_iter().map(|set| set.into_iter().map(|i| statements[i]).collect()).collect()
}

/// Joins and parts propositions as was judged.
fn judged<'s>(clusters: Vec<Vec<&'s Statement>>, judgements: &[Judgement]) -> Vec<Vec<&'s Statement>> {
    // Numbered by date: what is parted goes with the earliest that it may go with.
    let mut statements: Vec<&Statement> = clusters.iter().flatten().copied().collect();
    statements.sort_by_key(|s| (s.article.published, &s.id));
    let place: HashMap<&str, usize> = statements.iter().enumerate().map(|(i, s)| (s.id.as_str(), i)).collect();
    let pair = |a: &str, b: &str| place.get(a).copied().zip(place.get(b).copied());
    let mut bounds = Bounds::default();
    for judgement in judgements {
        match judgement {
            Judgement::SameProposition(a, b) => bounds.same.extend(pair(a, b)),
            Judgement::DifferentProposition(a, b) => bounds.set_apart(pair(a, b)),
            _ => {}
        }
    }
    if bounds.is_empty() {
        return clusters;
    }
    let mut union = Union::new(statements.len());
    let within = clusters.iter().flat_map(|cluster| cluster.windows(2)).filter_map(|two| pair(&two[0].id, &two[1].id));
    for (a, b) in within.chain(bounds.same.iter().copied()) {
        union.join(a, b);
    }
    let parts = union.sets().into_iter().flat_map(|set| bounds.part(set));
    parts.map(|part| part.into_iter().map(|i| statements[i]).collect()).collect()
}
