//! Across articles: from the claims of many articles to propositions with their origins, denials and drift.
//!
//! The path is *record → [`Statement`]s and [`Imprint`] → [`keys`](Statement::keys) → groups → [`settle`]*. All of it is
//! pure and looks at nothing but its input; the order of the input makes no difference.
//!
//! Statements that share a key may be about the same thing, and others can't be. What hangs together by keys is a
//! [group](groups), and propositions never reach over the border of a group. So a ledger settles in steps: it stores
//! each statement under its keys, and when articles come in, it settles again the groups that their keys touch: also
//! those of statements that now go with another, see [`fits_best`]. The result equals settling everything from scratch.

mod account;
mod cluster;
mod context;
mod denial;
mod drift;
mod group;
mod imprint;
mod item;
mod judgement;
mod key;
mod lineage;
mod naming;
mod origin;
mod period;
mod principal;
mod profile;
mod role;
mod statement;
mod sum;
mod summary;
mod text;
mod vouch;

use std::collections::BTreeMap;

pub use account::{Asserted, Counts, Drift, Lineage, Link, Member, Origin, Proposition, Quality, Reading, Reason};
pub use group::{Sketch, fits_best, groups};
pub use imprint::Imprint;
pub use judgement::Judgement;
pub use key::{Key, Keys};
pub use naming::{Naming, words_of_speaker};
pub use role::parties;
pub use statement::{ArticleOf, Event, Filler, Statement, Voice};

/// The propositions that `statements` make, in the order of their ids: [`partition`], then [`sum_up`] of each part.
///
/// `imprints` are of the statements' articles, in any order; where one is missing, near-copies of that article aren't
/// seen. `judgements` are obeyed, those about other statements are passed over.
#[must_use]
pub fn settle(statements: &[Statement], imprints: &[Imprint], judgements: &[Judgement]) -> Vec<Proposition> {
    let imprints: BTreeMap<&str, &Imprint> = imprints.iter().map(|i| (i.article.as_str(), i)).collect();
    let parts = partition(statements, judgements);
    let mut found: Vec<Proposition> = parts.iter().map(|members| sum::up(members, &imprints, judgements)).collect();
    found.sort_by(|a, b| a.proposition.id.cmp(&b.proposition.id));
    found
}

/// Which statements make one proposition: each is in one part, and no part is empty.
#[must_use]
pub fn partition<'s>(statements: &'s [Statement], judgements: &[Judgement]) -> Vec<Vec<&'s Statement>> {
    groups(statements, judgements).into_iter().flat_map(|group| cluster::clusters(&group, judgements)).collect()
}

/// The proposition that one part of a [`partition`] makes. It depends on its members, the imprints of their articles and
/// the judgements on them alone, so that a part which is as it was needs no summing up again.
#[must_use]
pub fn sum_up(members: &[&Statement], imprints: &[Imprint], judgements: &[Judgement]) -> Proposition {
    let imprints = imprints.iter().map(|i| (i.article.as_str(), i)).collect();
    sum::up(members, &imprints, judgements)
}
