//! What a statement leaves to the rest of its article.

use std::collections::{BTreeMap, BTreeSet};

use super::role;
use super::{Event, Filler, Statement};
use crate::Polarity;

/// Fills the core roles that events leave out from the nearest event of their type in the article that agrees with
/// them in a party; earlier events go before later ones.
///
/// Only what is affirmed fills gaps: what a voice denies isn't what another means. And who denies something denies
/// what others affirm, not what he affirms himself.
pub(super) fn complete(statements: &mut [Statement]) {
    let told: Vec<Statement> = statements.to_vec();
    for (i, statement) in statements.iter_mut().enumerate() {
        let Some(event) = &mut statement.event else { continue };
        let denies = statement.polarity == Polarity::Negative;
        let voice = &statement.voice.principal;
        let affirmed = |other: &&Statement| {
            other.polarity == Polarity::Positive && !(denies && voice.is_some() && other.voice.principal == *voice)
        };
        let others = || (0..i).rev().chain(i + 1..told.len()).map(|j| &told[j]);
        let nearest = || others().filter(affirmed).filter_map(|other| other.event.as_ref());
        for role in role::completed(&event.kind.clone()) {
            let known = event.role(role);
            let vague = role == "item" && !known.is_empty() && known.iter().all(|item| item.class.is_none());
            if !known.is_empty() && !vague {
                continue;
            }
            let fuller = |other: &&Event| {
                let fillers = other.role(role);
                !fillers.is_empty() && (role != "item" || fillers.iter().any(|item| item.class.is_some()))
            };
            let Some(other) = nearest().filter(|other| agree(event, other)).find(fuller) else { continue };
            let found = other.role(role);
            if vague {
                // "The equipment" keeps its name.
                let class = found.iter().find_map(|item| item.class.clone());
                event.roles.entry(role.to_owned()).or_default().iter_mut().for_each(|item| item.class = class.clone());
            } else {
                let elsewhere = |filler: &Filler| Filler { span: None, ..filler.clone() };
                event.roles.insert(role.to_owned(), found.iter().map(elsewhere).collect());
            }
        }
    }
}

/// Finds the states of companies that the article doesn't place: where one telling of a deal has the state, and another
/// with the same number the company, the company is of that state.
pub(super) fn settle_homes(statements: &mut [Statement]) {
    let events: Vec<&Event> = statements.iter().filter_map(|s| s.event.as_ref()).collect();
    let mut homes: BTreeMap<String, String> = BTreeMap::new();
    for (a, b) in events.iter().flat_map(|a| events.iter().map(move |b| (*a, *b))) {
        let number = |event: &Event| {
            let quantity = event.quantity.as_ref().map(|q| (q.low, q.high));
            (quantity, event.value.as_ref().map(|v| (v.amount, v.currency.clone())))
        };
        let (x, y) = (number(a), number(b));
        let same_number = x.0.is_some() && x.0 == y.0 || x.1.is_some() && x.1 == y.1;
        let [role, other] = role::parties(&a.kind) else { continue };
        if a.kind != b.kind || !same_number || !share_state(a.role(other), b.role(other)) {
            continue;
        }
        for company in a.role(role).iter().filter(|f| f.entity.is_none() && f.state.is_none()) {
            let state = b.role(role).iter().find(|f| f.state.is_some() && f.state == f.principal);
            if let (Some(name), Some(state)) = (&company.principal, state.and_then(|f| f.state.clone())) {
                homes.insert(name.clone(), state);
            }
        }
    }
    let fillers =
        statements.iter_mut().filter_map(|s| s.event.as_mut()).flat_map(|event| event.roles.values_mut()).flatten();
    for filler in fillers.filter(|filler| filler.state.is_none()) {
        filler.state = filler.principal.as_ref().and_then(|name| homes.get(name)).cloned();
    }
}

fn share_state(a: &[Filler], b: &[Filler]) -> bool {
    a.iter().any(|x| b.iter().any(|y| x.principal == y.principal || x.state.is_some() && x.state == y.state))
}

/// Tells the events of a claim that are of one type and between the same parties of each other's goods.
pub(super) fn pack(statements: &mut [Statement]) {
    let parties = |event: &Event| {
        let of = |role: &&str| event.role(role).iter().map(|f| f.principal.clone()).collect::<Vec<_>>();
        (event.kind.clone(), role::parties(&event.kind).iter().map(of).collect::<Vec<_>>())
    };
    let mut packages: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
    for statement in statements.iter() {
        if let Some(event) = &statement.event {
            let classes = event.role("item").iter().filter_map(|item| item.class.clone());
            packages.entry((statement.claim.clone(), parties(event))).or_default().extend(classes);
        }
    }
    for statement in statements {
        let claim = statement.claim.clone();
        if let Some(event) = &mut statement.event {
            event.package = packages.get(&(claim, parties(event))).cloned().unwrap_or_default();
        }
    }
}

/// Whether two events of one article are of one type, have a party in common and contradict each other in none.
fn agree(a: &Event, b: &Event) -> bool {
    let mut shared = false;
    for &role in role::parties(&a.kind) {
        let (a, b) = (a.role(role), b.role(role));
        if a.is_empty() || b.is_empty() {
            continue;
        }
        if !a.iter().any(|x| b.iter().any(|y| x.principal == y.principal)) {
            return false;
        }
        shared = true;
    }
    a.kind == b.kind && shared
}
