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
    /// Whether there are goods, under names that fit any: "arms".
    pub unspecific: bool,
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
    /// The state it belongs to.
    pub state: Option<String>,
    /// Whether it is described and not named: "a foreign buyer".
    pub described: bool,
    /// Whether the gazetteer knows it. Of what it doesn't know, the home isn't known either.
    pub known: bool,
}

/// How two parties compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    Different,
    /// One is a state, the other a company or the like whose home isn't told.
    Unplaced,
    /// Nothing speaks against it: one is only described.
    Possible,
    Same,
}

impl Party {
    fn of(filler: &Filler) -> Self {
        let head = filler.name.split(" in ").next().and_then(|name| name.split_whitespace().last()).unwrap_or("");
        Self {
            principal: Some(filler.principal.as_deref().unwrap_or(&filler.name).to_lowercase()),
            state: filler.state.as_deref().map(str::to_lowercase),
            described: filler.entity.is_none() && head.starts_with(char::is_lowercase),
            known: filler.entity.is_some(),
        }
    }

    /// Somebody in a state.
    fn somebody(state: &str) -> Self {
        Self { principal: None, state: Some(state.to_lowercase()), described: true, known: false }
    }

    /// What it is found by: its state, since a body and its state are often named for each other.
    pub(super) fn key(&self) -> &str {
        self.state.as_deref().or(self.principal.as_deref()).unwrap_or("")
    }

    /// Whether it can't be another party under a name that tells less, as a company can whose home isn't told.
    pub(super) fn is_placed(&self) -> bool {
        self.state.is_some() || self.known && !self.described
    }

    /// Whether it can be told from its like in other articles.
    pub(super) fn is_named(&self) -> bool {
        !self.described || self.state.is_some()
    }

    /// Whether it stands for its state as a whole.
    fn whole(&self) -> bool {
        self.state.is_some() && self.principal == self.state
    }

    fn likeness(&self, other: &Self) -> Likeness {
        if self.principal.is_some() && self.principal == other.principal {
            return Likeness::Same;
        }
        match (&self.state, &other.state) {
            (Some(a), Some(b)) if a != b => Likeness::Different,
            // A part of a state, where the other is the whole or isn't named.
            (Some(_), Some(_)) if [self, other].iter().any(|party| party.whole() || party.described) => Likeness::Same,
            (Some(_), Some(_)) => Likeness::Different,
            _ if self.described || other.described => Likeness::Possible,
            (None, Some(_)) if !self.known && other.whole() => Likeness::Unplaced,
            (Some(_), None) if !other.known && self.whole() => Likeness::Unplaced,
            _ => Likeness::Different,
        }
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
            let found: BTreeSet<Party> = here.map(Party::somebody).collect();
            if event.kind == "transfer" && !found.is_empty() {
                parties.entry(role).or_insert(found);
            }
        }
        let goods: BTreeSet<String> = ["item", "field"]
            .into_iter()
            .flat_map(|role| event.role(role))
            .flat_map(goods_of)
            .chain(event.package.iter().cloned())
            .collect();
        let places = ["place", "origin", "destination", "route"].into_iter().flat_map(|place| event.role(place));
        Self {
            kind: event.kind.clone(),
            parties,
            unspecific: goods.is_empty() && !event.role("item").is_empty(),
            goods,
            places: places.map(|filler| filler.name.to_lowercase()).collect(),
            phase: event.stage.as_deref().and_then(role::phase),
            terms: event.terms.clone().filter(|terms| terms != "unspecified"),
            time: event.time.as_ref().and_then(|time| Period::of_edtf(time.edtf.as_deref()?)),
            value: event.value.as_ref().and_then(|v| v.amount.or(v.low).or(v.high)).map(magnitude),
        }
    }

    /// Whether its like in another article may be anything: nobody takes part, "drones were used", or somebody who is only
    /// described, and neither goods nor places tell in what, "rebels were trained".
    pub(super) fn is_vague(&self) -> bool {
        let somewhere = !self.goods.is_empty() || !self.places.is_empty();
        let mut parties = self.parties.values().flatten().peekable();
        parties.peek().is_none() || !somewhere && !parties.any(Party::is_named)
    }

    /// Takes in what another outline of the same event tells besides. Goods come under many names, of which each telling
    /// has some; parties, numbers and terms are the first that are told.
    pub(super) fn learn(&mut self, other: Self) {
        self.goods.extend(other.goods);
        self.places.extend(other.places);
        self.terms = self.terms.take().or(other.terms);
        self.value = self.value.or(other.value);
        for (role, parties) in other.parties {
            self.parties.entry(role).or_insert(parties);
        }
    }

    /// How much is known, for the order in which profiles are settled: the fullest found propositions.
    pub(super) fn fullness(&self) -> usize {
        2 * self.parties.len()
            + 2 * usize::from(!self.goods.is_empty())
            + usize::from(self.phase.is_some())
            + usize::from(self.terms.is_some())
            + usize::from(self.value.is_some())
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
        // A deal of one company is known by it, even where its other side is told less well.
        let of_company = role::parties(&self.kind).iter().any(|role| {
            let (Some(a), Some(b)) = (self.parties.get(role), other.parties.get(role)) else { return false };
            a.iter().any(|party| {
                party.principal.is_some() && party.state.is_none() && !party.described && b.contains(party)
            })
        });
        for &role in role::parties(&self.kind) {
            let (Some(a), Some(b)) = (self.parties.get(role), other.parties.get(role)) else { continue };
            let like = |least| a.iter().filter(|x| b.iter().any(|y| x.likeness(y) >= least)).count();
            // Of those who cooperate, two make the bond.
            let wanted = if role == "party" { a.len().min(b.len()).min(2) } else { 1 };
            if like(Likeness::Same) >= wanted {
                // Who cooperates with some need not do so with others: something besides must agree.
                shared += if a.len() == b.len() { wanted } else { 1 };
                score += 2.0;
            } else if like(if of_company { Likeness::Unplaced } else { Likeness::Possible }) >= wanted {
                score += 0.5;
            } else {
                return None;
            }
        }
        let anchored = shared > 0;
        if !self.goods.is_empty() && !other.goods.is_empty() {
            if self.goods.is_disjoint(&other.goods) {
                return None;
            }
            shared += 1;
            score += 2.0;
        }
        if self.unspecific && other.unspecific {
            shared += 1;
            score += 0.5;
        }
        if !self.places.is_disjoint(&other.places) {
            shared += 1;
            score += 1.0;
        }
        let same = |a: Option<&str>, b: Option<&str>| a.zip(b).map(|(a, b)| a == b);
        match same(self.terms.as_deref(), other.terms.as_deref()) {
            Some(false)
                if !denied || self.terms.as_deref() == Some("lease") || other.terms.as_deref() == Some("lease") =>
            {
                return None;
            }
            Some(true) => score += 0.5,
            _ => {}
        }
        // What was agreed is delivered some day: a stage drifts. But a wish is no deal, and a stop is another event.
        match self.phase.zip(other.phase) {
            Some((a, b)) if a == b => score += 1.0,
            Some((a, b)) if !denied && [a, b].iter().any(|p| matches!(p, Phase::Stopped | Phase::Wished)) => {
                return None;
            }
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

/// The class of goods, and the designations in their name: "S-300".
fn goods_of(item: &Filler) -> impl Iterator<Item = String> {
    let designated = |word: &&str| word.contains(|c: char| c.is_ascii_digit()) && word.contains('-');
    item.class.clone().into_iter().chain(item.name.split_whitespace().filter(designated).map(str::to_lowercase))
}

/// The power of ten nearest to an amount. Amounts of one deal are told with other figures, but seldom other zeros.
fn magnitude(amount: f64) -> i32 {
    if amount > 0.0 { amount.log10().round() as i32 } else { 0 }
}
