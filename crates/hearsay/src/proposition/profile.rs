//! What a statement's event is about, without its numbers: statements of one profile are settled alike.

use std::collections::{BTreeMap, BTreeSet};

use super::period::Period;
use super::role::{self, Phase};
use super::{Event, Filler};

/// The outline of an event. Numbers aren't part of it, since they may drift.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Profile {
    pub kind: String,
    /// The parties by role, in lower case.
    pub parties: BTreeMap<&'static str, BTreeSet<Party>>,
    /// Classes of goods; empty where the names fit any.
    pub goods: BTreeSet<String>,
    /// Places by name, in lower case.
    pub places: BTreeSet<String>,
    pub phase: Option<Phase>,
    pub terms: Option<String>,
    pub time: Option<Period>,
    /// The order of magnitude of its value.
    pub value: Option<i32>,
}

/// A party in a role.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Party {
    /// Its principal; none where only a place of it is known.
    pub principal: Option<String>,
    pub state: Option<String>,
}

impl Party {
    fn of(filler: &Filler) -> Self {
        let principal = filler.principal.as_deref().unwrap_or(&filler.name).to_lowercase();
        Self { principal: Some(principal), state: filler.state.as_deref().map(str::to_lowercase) }
    }

    /// What it is found by: its state, since a body and its state are often named for each other.
    pub(super) fn key(&self) -> &str {
        self.state.as_deref().or(self.principal.as_deref()).unwrap_or("")
    }

    /// One party, or a part of a state where the other is the state as a whole.
    fn agrees(&self, other: &Self) -> bool {
        let whole = |party: &Self| party.principal.is_none() || party.principal == party.state;
        self.principal.is_some() && self.principal == other.principal
            || self.state.is_some() && self.state == other.state && (whole(self) || whole(other))
    }
}

impl Profile {
    pub(super) fn of(event: &Event) -> Self {
        let mut parties: BTreeMap<&'static str, BTreeSet<Party>> = BTreeMap::new();
        for &role in role::parties(&event.kind) {
            let found: BTreeSet<Party> = event.role(role).iter().map(Party::of).collect();
            if !found.is_empty() {
                parties.insert(role, found);
            }
        }
        // What is brought to a country is brought to somebody there, and what comes from it to somebody from there.
        for (role, place) in [("recipient", "destination"), ("supplier", "origin")] {
            let here = event.role(place).iter().filter_map(|filler| filler.state.as_deref());
            let found: BTreeSet<Party> =
                here.map(|state| Party { principal: None, state: Some(state.to_lowercase()) }).collect();
            if event.kind == "transfer" && !found.is_empty() {
                parties.entry(role).or_insert(found);
            }
        }
        let places = ["place", "origin", "destination", "route"].into_iter().flat_map(|place| event.role(place));
        Self {
            kind: event.kind.clone(),
            parties,
            goods: event.role("item").iter().filter_map(|item| item.class.clone()).collect(),
            places: places.map(|filler| filler.name.to_lowercase()).collect(),
            phase: event.stage.as_deref().and_then(role::phase),
            terms: event.terms.clone().filter(|terms| terms != "unspecified"),
            time: event.time.as_ref().and_then(|time| Period::of_edtf(time.edtf.as_deref()?)),
            value: event.value.as_ref().and_then(|v| v.amount.or(v.low).or(v.high)).map(magnitude),
        }
    }

    /// How much is known, for the order in which profiles are settled: the fullest found propositions.
    pub(super) fn fullness(&self) -> usize {
        2 * self.parties.len()
            + 2 * usize::from(!self.goods.is_empty())
            + usize::from(self.phase.is_some())
            + usize::from(self.terms.is_some())
            + usize::from(!self.places.is_empty())
    }

    /// How well two outlines fit one event; none where they can't be of one.
    ///
    /// At least two things must agree, one of them a party, and nothing that both tell may contradict, but what
    /// `denied` is set aside: who denies a sale denies a delivery too.
    pub(super) fn agreement(&self, other: &Self, denied: bool) -> Option<f64> {
        if self.kind != other.kind {
            return None;
        }
        let (mut shared, mut score) = (0, 0.0);
        for &role in role::parties(&self.kind) {
            let (Some(a), Some(b)) = (self.parties.get(role), other.parties.get(role)) else { continue };
            let common = a.iter().filter(|x| b.iter().any(|y| x.agrees(y))).count();
            // Of those who cooperate, two make the bond.
            let wanted = if role == "party" { a.len().min(b.len()).min(2) } else { 1 };
            if common < wanted {
                return None;
            }
            shared += wanted;
            score += 2.0;
        }
        let anchored = shared > 0;
        if !self.goods.is_empty() && !other.goods.is_empty() {
            if self.goods.is_disjoint(&other.goods) {
                return None;
            }
            shared += 1;
            score += 2.0;
        }
        if !self.places.is_disjoint(&other.places) {
            shared += 1;
            score += 1.0;
        }
        let same = |a: Option<&str>, b: Option<&str>| a.zip(b).map(|(a, b)| a == b);
        match same(self.terms.as_deref(), other.terms.as_deref()) {
            Some(false) if !denied || self.terms.as_deref() == Some("lease") || other.terms.as_deref() == Some("lease") => {
                return None;
            }
            Some(true) => score += 0.5,
            _ => {}
        }
        match self.phase.zip(other.phase).map(|(a, b)| a == b) {
            Some(false) if !denied => return None,
            Some(true) => score += 1.0,
            _ => {}
        }
        if let Some((a, b)) = self.time.zip(other.time) {
            if !a.meets(b) {
                return None;
            }
            score += 0.5;
        }
        if let Some((a, b)) = self.value.zip(other.value) {
            if (a - b).abs() > 1 {
                return None;
            }
            score += 0.5;
        }
        (anchored && shared >= 2).then_some(score)
    }
}

/// The power of ten nearest to an amount. Amounts of one deal are told with other figures, but seldom other zeros.
fn magnitude(amount: f64) -> i32 {
    if amount > 0.0 { amount.log10().round() as i32 } else { 0 }
}
