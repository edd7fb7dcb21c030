//! What a statement leaves to the rest of its article.

use std::collections::{BTreeMap, BTreeSet};

use super::role::{self, is_party};
use super::{Event, Filler, Statement};
use crate::contract::Place;
use crate::{Polarity, Quotation};

/// Nouns and pronouns for what somebody has said, in lower case.
const ACCOUNTS: &[&str] = &[
    "account", "accounts", "accusation", "accusations", "allegation", "allegations", "assertion", "assertions",
    "assurance", "assurances", "charge", "charges", "claim", "claims", "everything", "finding", "findings", "report",
    "reports", "rumour", "rumours", "rumor", "rumors", "sort", "statement", "statements", "story", "stories",
    "suggestion", "suggestions",
];

/// Fills the core roles that events leave out from the nearest event of their type in the article that agrees with
/// them in a party; earlier events go before later ones.
pub(super) fn complete(statements: &mut [Statement]) {
    let told: Vec<Option<Event>> = statements.iter().map(|s| s.event.clone()).collect();
    for (i, statement) in statements.iter_mut().enumerate() {
        let Some(event) = &mut statement.event else { continue };
        let nearest = || (0..i).rev().chain(i + 1..told.len()).filter_map(|j| told[j].as_ref());
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

/// Tells the events of a claim that are of one type and between the same parties of each other's goods.
pub(super) fn pack(statements: &mut [Statement]) {
    let parties = |event: &Event| {
        let of = |role: &&str| event.role(role).iter().map(|f| f.principal.clone()).collect::<Vec<_>>();
        (event.kind.clone(), role::parties(&event.kind).iter().map(|role| of(&role)).collect::<Vec<_>>())
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

/// Whether a content begins with a noun phrase that names the event as something known: "the seizure".
pub(super) fn presupposed(content: &Place, event: &Event) -> bool {
    const DEFINITE: &[&str] = &["its", "such", "that", "the", "their", "these", "this", "those"];
    let Some(trigger) = &event.trigger else { return false };
    let before = trigger.start.checked_sub(content.start);
    let before: String = before.map(|length| content.exact.chars().take(length).collect()).unwrap_or_default();
    let mut words = super::text::words(&before);
    words.next().is_some_and(|first| DEFINITE.contains(&first.as_str())) && words.count() <= 1
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

/// Gives a denial of an account the event of that account: "called the ministry's story a fairy tale".
///
/// Of the events that other voices tell of in the article, it is one in which the voice takes part itself, else one
/// told by a voice that the denial names, else any; of several the nearest before it.
pub(super) fn refer(statements: &mut [Statement]) {
    for i in 0..statements.len() {
        let here = &statements[i];
        if here.event.is_some() || here.polarity != Polarity::Negative || here.quotation == Quotation::None {
            continue;
        }
        let words: Vec<String> = super::text::words(&here.content.exact).collect();
        if !words.iter().any(|word| ACCOUNTS.contains(&word.as_str())) {
            continue;
        }
        let content = here.content.exact.to_lowercase();
        let fit = |j: &usize| {
            let other = &statements[*j];
            let event = other.event.as_ref()?;
            if other.polarity == Polarity::Negative || event.trigger.is_none() {
                return None;
            }
            let taking_part = here.voice.principal.is_some()
                && event.roles.iter().any(|(role, of)| is_party(role) && of.iter().any(|f| f.principal == here.voice.principal));
            let voices = [&other.voice.name, &other.voice.principal];
            let named = voices.into_iter().flatten().any(|name| content.contains(&name.to_lowercase()));
            // Nearest before, then nearest after.
            let order = if *j < i { i - *j } else { statements.len() + *j };
            Some((std::cmp::Reverse((taking_part, named)), order))
        };
        let account = (0..statements.len()).filter_map(|j| Some((fit(&j)?, j))).min().map(|(_, j)| j);
        if let Some(event) = account.and_then(|j| statements[j].event.clone()) {
            let roles = event.roles.into_iter().map(|(role, of)| {
                (role, of.into_iter().map(|filler| Filler { span: None, ..filler }).collect())
            });
            // The numbers are the account's, not the denial's.
            statements[i].event = Some(Event {
                trigger: None,
                roles: roles.collect(),
                quantity: None,
                value: None,
                time: None,
                ..event
            });
        }
    }
}
