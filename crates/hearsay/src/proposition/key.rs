//! Keys: what two statements of one proposition must have in common.

use std::collections::BTreeSet;
use std::fmt;

use super::profile::{Party, Profile};
use super::{Statement, period, role, text};

/// Parties of a role that get keys; the rest of a long list is reached through these.
const PARTIES: usize = 4;

/// Keys of a claim without frames: the longest shingles of its content.
const SHINGLES: usize = 4;

/// Words from which on a content means the same whoever says it.
const TELLING: usize = 8;

/// A key under which statements meet: "8091 transfer iran > russia".
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The half-year that begins with a quarter, counted from year 0; none for what has no date or holds at any time.
    since: Option<i32>,
    what: String,
}

impl Key {
    /// A number to store it by, such that keys of one time lie together: the time in its upper 16 bits, and 48 bits of a
    /// hash. Two keys of one number do no harm: statements that meet are still compared.
    #[must_use]
    pub fn number(&self) -> i64 {
        let since = i64::from(self.since.unwrap_or_default().rem_euclid(1 << 15));
        since << 48 | (text::hash(&self.what) >> 16) as i64
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.since {
            Some(quarter) => write!(f, "{quarter} {}", self.what),
            None => f.write_str(&self.what),
        }
    }
}

/// Under which keys a statement meets others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keys {
    /// Statements that share one of these hang together: both parties of an event, or words of a content.
    pub bonds: Vec<Key>,
    /// Under these a statement without bonds looks for one to go with: a party with the class of goods, or with a
    /// place.
    pub sides: Vec<Key>,
}

impl Statement {
    /// The keys of a statement, each once. Two statements are of one proposition only where keys lead from one to the
    /// other.
    ///
    /// An event has its type, with both parties, or a party and the class of goods. One of which nobody is told meets its
    /// like in its own article, and others only as a claim without frames does: by shingles of its content. Few words by
    /// themselves, "the figure is wrong", mean something else in every mouth, so those have the voice as well. What
    /// reaches over articles has the time of publication: two half-years that overlap by a quarter, so that articles
    /// that came out within three months share one.
    #[must_use]
    pub fn keys(&self) -> Keys {
        let quarter = self.article.published.map(period::quarter);
        let dated = |keys: Vec<String>| {
            let when = |what: String| match quarter {
                Some(quarter) => {
                    let next = Key { since: Some(quarter + 1), what: what.clone() };
                    vec![Key { since: Some(quarter), what }, next]
                }
                None => vec![Key { since: None, what }],
            };
            keys.into_iter().flat_map(when).collect::<BTreeSet<Key>>().into_iter().collect()
        };
        match self.event.as_ref().map(Profile::of) {
            Some(profile) if !profile.is_vague() => {
                Keys { bonds: dated(profile.bonds()), sides: dated(profile.sides()) }
            }
            profile => {
                let mut bonds = dated(self.words(profile.as_ref()));
                bonds.extend(
                    profile.map(|told| Key { since: quarter, what: format!("{} in {}", told.kind, self.article.id) }),
                );
                Keys { bonds, sides: Vec::new() }
            }
        }
    }

    /// Shingles of the content, with the type of the event, and of few words with the voice.
    fn words(&self, profile: Option<&Profile>) -> Vec<String> {
        let kind = profile.map_or("said", |profile| &profile.kind);
        let telling = text::words(&self.content.exact).nth(TELLING - 1).is_some();
        let voice = match &self.voice.principal {
            _ if telling => "",
            Some(principal) => principal,
            None => &self.article.id,
        };
        let shingles = text::longest(&self.content.exact, SHINGLES).into_iter();
        let keys: Vec<String> = shingles.map(|hash| format!("{kind} {voice} {hash:016x}")).collect();
        // Without a word it is like none, and still a statement.
        if keys.is_empty() { vec![format!("{kind} {}", self.id)] } else { keys }
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

    /// Both parties of the event, where they are known. What has neither these nor a side, a party alone, meets its like
    /// under a bond of its own.
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
