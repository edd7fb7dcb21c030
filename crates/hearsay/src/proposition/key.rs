//! Keys: what two statements of one proposition must have in common.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::profile::{Party, Profile};
use super::{Statement, period, role, text};

/// Parties of a role that get keys; the rest of a long list is reached through these.
const PARTIES: usize = 4;

/// Keys of a claim without frames: the least hashes of its content's shingles. Contents that share half of their
/// shingles share one of them nearly always.
const SHINGLES: usize = 4;

/// A key under which statements meet: "transfer iran > russia 8091".
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Key(String);

impl Key {
    /// The key as it is stored.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Under which keys a statement meets others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keys {
    /// Statements that share one of these hang together: both parties of an event, or shingles of a content.
    pub bonds: Vec<Key>,
    /// Under these a statement without bonds looks for one to go with: a party with the class of goods, or with a
    /// place.
    pub sides: Vec<Key>,
}

impl Statement {
    /// The keys of a statement, each once. Two statements are of one proposition only where keys lead from one to the
    /// other.
    ///
    /// A frame has its type, its parties or a party and the class of goods, and the time of publication: two
    /// half-years that overlap by a quarter, so that articles that came out within three months share one. A claim
    /// without frames has shingles of its content, at any time.
    #[must_use]
    pub fn keys(&self) -> Keys {
        let Some(event) = &self.event else {
            let shingles = text::shingles(&self.content.exact).into_iter().take(SHINGLES);
            return Keys { bonds: shingles.map(|hash| Key(format!("said {hash:016x}"))).collect(), sides: Vec::new() };
        };
        let quarter = self.article.published.map(period::quarter);
        let dated = |keys: Vec<String>| {
            let when = |key: String| match quarter {
                Some(quarter) => vec![Key(format!("{key} {quarter}")), Key(format!("{key} {}", quarter + 1))],
                None => vec![Key(key)],
            };
            keys.into_iter().flat_map(when).collect::<BTreeSet<Key>>().into_iter().collect()
        };
        let profile = Profile::of(event);
        Keys { bonds: dated(profile.bonds()), sides: dated(profile.sides()) }
    }
}

impl Profile {
    fn known_parties(&self) -> Vec<(&'static str, Vec<&str>)> {
        self.parties_that(|_| true)
    }

    fn parties_that(&self, hold: impl Fn(&Party) -> bool) -> Vec<(&'static str, Vec<&str>)> {
        let of = |role: &&'static str| {
            let parties = self.parties.get(role)?.iter().filter(|party| hold(party));
            Some((*role, parties.map(Party::key).take(PARTIES).collect()))
        };
        role::parties(&self.kind).iter().filter_map(of).collect()
    }

    /// Both parties of the event, where they are known. What is too vague to have even a side has one of its own, under
    /// which it meets its like.
    fn bonds(&self) -> Vec<String> {
        let kind = &self.kind;
        let placed = self.parties_that(Party::is_placed);
        let pairs: Vec<String> = match placed.as_slice() {
            [(_, from), (_, to)] => {
                from.iter().flat_map(|a| to.iter().map(move |b| format!("{kind} {a} > {b}"))).collect()
            }
            [("party", all)] => {
                let pairs = all.iter().enumerate().flat_map(|(i, a)| all[i + 1..].iter().map(move |b| (a, b)));
                pairs.map(|(a, b)| format!("{kind} {a} + {b}")).collect()
            }
            _ => Vec::new(),
        };
        if !pairs.is_empty() || !self.sides().is_empty() {
            return pairs;
        }
        let parties: Vec<&str> = self.known_parties().iter().flat_map(|(_, parties)| parties.iter().copied()).collect();
        let goods: Vec<&str> = self.goods.iter().map(String::as_str).collect();
        vec![format!("{kind} {} {}", parties.join(" + "), goods.join(" + "))]
    }

    /// Each party with the goods, or with the places where there are none.
    fn sides(&self) -> Vec<String> {
        let kind = &self.kind;
        let mut sides = Vec::new();
        for (role, parties) in self.known_parties() {
            for party in parties {
                sides.extend(self.goods.iter().map(|goods| format!("{kind} {role} {party}: {goods}")));
                if self.unspecific {
                    sides.push(format!("{kind} {role} {party}: any"));
                }
                if self.goods.is_empty() {
                    sides.extend(self.places.iter().map(|place| format!("{kind} {role} {party} at {place}")));
                }
            }
        }
        sides
    }

    /// By what an event may be found at any time.
    pub(super) fn handles(&self) -> impl Iterator<Item = String> {
        self.bonds().into_iter().chain(self.sides())
    }
}
