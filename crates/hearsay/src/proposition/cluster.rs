//! From a group to its propositions: which statements are about one thing.
//!
//! Statements of one [`Profile`] are settled alike, so the work grows with the statements times the few profiles that
//! are about the same parties, not with the pairs of statements.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::group::Union;
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
    let (framed, frameless): (Vec<_>, Vec<_>) = group.iter().copied().partition(|s| s.event.is_some());
    let mut found: Vec<Vec<&Statement>> = by_event(&framed).into_iter().flat_map(in_time).flat_map(in_phases).collect();
    found.extend(by_content(&frameless));
    judged(found, judgements)
}

/// Statements of one outline.
struct Outline<'s> {
    profile: Profile,
    denial: bool,
    statements: Vec<&'s Statement>,
}

impl Outline<'_> {
    fn words(&self) -> BTreeSet<String> {
        self.statements.first().map_or_else(BTreeSet::new, |s| text::words(&s.content.exact).collect())
    }
}

/// A proposition's outline with the words of its first statement, and its statements.
type Founded<'s> = (Profile, BTreeSet<String>, Vec<&'s Statement>);

/// Leader clustering: the fullest outlines found propositions, the others join the one that they fit best. Denials
/// come last, since they join what they deny.
fn by_event<'s>(statements: &[&'s Statement]) -> Vec<Vec<&'s Statement>> {
    let mut outlines: HashMap<(Profile, bool), Vec<&Statement>> = HashMap::new();
    for &statement in statements {
        if let Some(event) = &statement.event {
            let denial = statement.polarity == Polarity::Negative;
            outlines.entry((Profile::of(event), denial)).or_default().push(statement);
        }
    }
    let mut outlines: Vec<Outline<'_>> = outlines
        .into_iter()
        .map(|((profile, denial), statements)| Outline { profile, denial, statements })
        .collect();
    outlines.sort_by_cached_key(|o| (o.denial, Reverse(o.profile.fullness()), Reverse(o.statements.len()), o.profile.clone()));
    let mut found: Vec<Founded<'_>> = Vec::new();
    for outline in outlines {
        let words = outline.words();
        let fit = |(i, (leader, said, statements)): (usize, &Founded<'_>)| {
            // Between propositions that fit equally well, words alike decide, and what is told of more.
            let score = leader.agreement(&outline.profile, outline.denial)?;
            let told = (statements.len() as f64).ln() / 4.0;
            Some((score + text::resemblance(said, &words) + told, Reverse(i)))
        };
        let best = found.iter().enumerate().filter_map(fit).max_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        match best {
            Some((_, Reverse(i))) => {
                found[i].0.learn(outline.profile);
                found[i].2.extend(outline.statements);
            }
            None => found.push((outline.profile, words, outline.statements)),
        }
    }
    merged(found)
}

/// Merges propositions that turn out to be one, by the goods that they have gathered.
fn merged<'s>(found: Vec<Founded<'s>>) -> Vec<Vec<&'s Statement>> {
    let mut kept: Vec<Founded<'_>> = Vec::new();
    for (profile, said, statements) in found {
        let same = |(leader, _, _): &&mut Founded<'_>| {
            let goods = !leader.goods.is_disjoint(&profile.goods) || leader.unspecific && profile.unspecific;
            goods && leader.agreement(&profile, false).is_some()
        };
        match kept.iter_mut().find(same) {
            Some((leader, _, all)) => {
                leader.learn(profile);
                all.extend(statements);
            }
            None => kept.push((profile, said, statements)),
        }
    }
    kept.into_iter().map(|(_, _, statements)| statements).collect()
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

/// Claims without frames go together where their words are nearly the same.
fn by_content<'s>(statements: &[&'s Statement]) -> Vec<Vec<&'s Statement>> {
    let shingles: Vec<BTreeSet<u64>> = statements.iter().map(|s| text::shingles(&s.content.exact)).collect();
    let mut union = Union::new(statements.len());
    // The same words need no comparison, and there may be many of them.
    let mut leaders: BTreeMap<super::Key, Vec<usize>> = BTreeMap::new();
    let mut seen: HashMap<&BTreeSet<u64>, usize> = HashMap::new();
    for (i, statement) in statements.iter().enumerate() {
        if let Some(&same) = seen.get(&shingles[i]) {
            union.join(i, same);
            continue;
        }
        seen.insert(&shingles[i], i);
        for key in statement.keys() {
            let known = leaders.entry(key).or_default();
            for &other in known.iter() {
                if text::resemblance(&shingles[i], &shingles[other]) >= ALIKE {
                    union.join(i, other);
                }
            }
            known.push(i);
        }
    }
    union.sets().into_iter().map(|set| set.into_iter().map(|i| statements[i]).collect()).collect()
}

/// Joins and parts propositions as was judged.
fn judged<'s>(clusters: Vec<Vec<&'s Statement>>, judgements: &[Judgement]) -> Vec<Vec<&'s Statement>> {
    let statements: Vec<&Statement> = clusters.iter().flatten().copied().collect();
    let place: HashMap<&str, usize> = statements.iter().enumerate().map(|(i, s)| (s.id.as_str(), i)).collect();
    let pair = |a: &str, b: &str| place.get(a).copied().zip(place.get(b).copied());
    let mut same = Vec::new();
    let mut different = BTreeSet::new();
    for judgement in judgements {
        match judgement {
            Judgement::SameProposition(a, b) => same.extend(pair(a, b)),
            Judgement::DifferentProposition(a, b) => {
                different.extend(pair(a, b).map(|(a, b)| (a.min(b), a.max(b))));
            }
            _ => {}
        }
    }
    if same.is_empty() && different.is_empty() {
        return clusters;
    }
    let mut union = Union::new(statements.len());
    let mut at = 0;
    for cluster in &clusters {
        for i in at..at + cluster.len() {
            union.join(at, i);
        }
        at += cluster.len();
    }
    for &(a, b) in &same {
        union.join(a, b);
    }
    let sets = union.sets().into_iter();
    sets.flat_map(|set| parted(set, &same, &different, &statements)).collect()
}

/// Parts a proposition so that no two of its statements were judged different. What was judged the same stays
/// together, unless it was judged different too.
fn parted<'s>(
    mut set: Vec<usize>,
    same: &[(usize, usize)],
    different: &BTreeSet<(usize, usize)>,
    statements: &[&'s Statement],
) -> Vec<Vec<&'s Statement>> {
    let conflict = |a: &[usize], b: &[usize]| {
        a.iter().any(|&a| b.iter().any(|&b| different.contains(&(a.min(b), a.max(b)))))
    };
    set.sort_by_key(|&i| (statements[i].article.published, &statements[i].id));
    // What was judged the same, in the order of first words.
    let mut bound = Union::new(set.len());
    let within: HashMap<usize, usize> = set.iter().enumerate().map(|(at, &i)| (i, at)).collect();
    for (a, b) in same {
        if let Some((&a, &b)) = within.get(a).zip(within.get(b)) {
            bound.join(a, b);
        }
    }
    let mut parts: Vec<Vec<usize>> = Vec::new();
    for block in bound.sets() {
        let block: Vec<usize> = block.into_iter().map(|at| set[at]).collect();
        let pieces = if conflict(&block, &block) { block.into_iter().map(|i| vec![i]).collect() } else { vec![block] };
        for piece in pieces {
            match parts.iter_mut().find(|part| !conflict(part, &piece)) {
                Some(part) => part.extend(piece),
                None => parts.push(piece),
            }
        }
    }
    parts.into_iter().map(|part| part.into_iter().map(|i| statements[i]).collect()).collect()
}
