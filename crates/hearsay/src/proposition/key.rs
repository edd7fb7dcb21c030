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

impl Statement {
    /// The keys of a statement, each once. Two statements are of one proposition only where keys lead from one to the
    /// other.
    ///
    /// A frame has its type, its parties or a party and the class of goods, and the time of publication: two
    /// half-years that overlap by a quarter, so that articles that came out within three months share one. A claim
    /// without frames has shingles of its content, at any time.
    #[must_use]
    pub fn keys(&self) -> Vec<Key> {
        let mut keys = BTreeSet::new();
        match &self.event {
            Some(event) => {
                let quarter = self.article.published.map(period::quarter);
                for outline in outlines(&Profile::of(event)) {
                    match quarter {
                        Some(quarter) => keys.extend([quarter, quarter + 1].map(|q| Key(format!("{outline} {q}")))),
                        None => _ = keys.insert(Key(outline)),
                    }
                }
            }
            None => {
                let shingles = text::shingles(&self.content.exact);
                keys.extend(shingles.into_iter().take(SHINGLES).map(|hash| Key(format!("said {hash:016x}"))));
            }
        }
        keys.into_iter().collect()
    }
}

/// The sides by which an event may be found.
fn outlines(profile: &Profile) -> Vec<String> {
    let kind = &profile.kind;
    let sides: Vec<(&str, Vec<&str>)> = role::parties(kind)
        .iter()
        .filter_map(|role| Some((*role, profile.parties.get(role)?.iter().map(Party::key).take(PARTIES).collect())))
        .collect();
    let mut outlines = Vec::new();
    match sides.as_slice() {
        [(_, from), (_, to)] => {
            outlines.extend(from.iter().flat_map(|a| to.iter().map(move |b| format!("{kind} {a} > {b}"))));
        }
        [("party", all)] => {
            let pairs = all.iter().enumerate().flat_map(|(i, a)| all[i + 1..].iter().map(move |b| (a, b)));
            outlines.extend(pairs.map(|(a, b)| format!("{kind} {a} + {b}")));
        }
        _ => {}
    }
    for (role, parties) in &sides {
        for party in parties {
            outlines.extend(profile.goods.iter().map(|goods| format!("{kind} {role} {party}: {goods}")));
            if profile.unspecific {
                outlines.push(format!("{kind} {role} {party}: any"));
            }
            if profile.goods.is_empty() {
                outlines.extend(profile.places.iter().map(|place| format!("{kind} {role} {party} at {place}")));
            }
        }
    }
    // Too vague to meet any but its like.
    if outlines.is_empty() {
        let parties: Vec<&str> = sides.iter().flat_map(|(_, parties)| parties.iter().copied()).collect();
        let goods: Vec<&str> = profile.goods.iter().map(String::as_str).collect();
        outlines.push(format!("{kind} {} {}", parties.join(" + "), goods.join(" + ")));
    }
    outlines
}
