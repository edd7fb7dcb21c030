//! Origins: the voices behind the statements of a proposition, and how many of them are independent.

use std::collections::{BTreeMap, HashMap};

use super::group::Union;
use super::{Counts, Lineage, Link, Origin, Statement};
use crate::{Polarity, Quotation, SpeakerKind};

/// The origins of a proposition.
pub(super) struct Origins {
    /// Affirming ones first, by date.
    pub origins: Vec<Origin>,
    /// For each statement, the number of its origin; none where the lineage can't be told.
    pub of: Vec<Option<usize>>,
    /// How many affirm.
    pub affirming: Counts,
    /// How many deny.
    pub denying: Counts,
}

/// The origins of statements in the order of their dates, by the links between them.
pub(super) fn origins(statements: &[&Statement], links: &[Link]) -> Origins {
    let place: HashMap<&str, usize> = statements.iter().enumerate().map(|(i, s)| (s.id.as_str(), i)).collect();
    let mut union = Union::new(statements.len());
    for link in links {
        if let (Some(&from), Some(&to)) = (place.get(link.from.as_str()), place.get(link.to.as_str())) {
            union.join(from, to);
        }
    }
    let mut sets = union.sets();
    sets.sort_by_key(|set| (statements[set[0]].polarity == Polarity::Negative, set[0]));
    let mut found = Origins {
        origins: Vec::new(),
        of: vec![None; statements.len()],
        affirming: Counts::default(),
        denying: Counts::default(),
    };
    let mut parties: BTreeMap<(bool, String), String> = BTreeMap::new();
    let lineages: Vec<Lineage> = sets.iter().map(|set| lineage(set.iter().map(|&i| statements[i]))).collect();
    // A party that has spoken under its name isn't counted once more where it speaks without.
    let mut order: Vec<usize> = (0..sets.len()).collect();
    order.sort_by_key(|&i| lineages[i]);
    let mut counted = vec![false; sets.len()];
    let mut spoken = std::collections::BTreeSet::new();
    for i in order {
        let party = party(sets[i].iter().map(|&s| statements[s]));
        counted[i] = party.is_none_or(|party| spoken.insert((statements[sets[i][0]].polarity == Polarity::Negative, party)));
    }
    for (i, set) in sets.iter().enumerate() {
        let polarity = statements[set[0]].polarity;
        let denies = polarity == Polarity::Negative;
        let counts = if denies { &mut found.denying } else { &mut found.affirming };
        if counted[i] {
            *match lineages[i] {
                Lineage::Established => &mut counts.established,
                Lineage::Possible => &mut counts.possible,
                Lineage::Unknown => &mut counts.unknown,
            } += 1;
        }
        if lineages[i] == Lineage::Unknown {
            continue;
        }
        let id = format!("o{}", found.origins.len() + 1);
        let first = set.iter().map(|&s| statements[s]).find(|s| named(s)).unwrap_or(statements[set[0]]);
        let speaker = first.voice.principal.clone().or_else(|| first.voice.name.clone()).unwrap_or_default();
        let same_party_as = party(set.iter().map(|&s| statements[s])).and_then(|party| {
            let earlier = parties.get(&(denies, party.clone())).cloned();
            parties.entry((denies, party)).or_insert_with(|| id.clone());
            earlier
        });
        for &statement in set {
            found.of[statement] = Some(found.origins.len());
        }
        let first_seen = set.iter().filter_map(|&s| statements[s].article.published).min();
        found.origins.push(Origin { id, speaker, first_seen, lineage: lineages[i], polarity, same_party_as });
    }
    found
}

/// Whether the voice has a name: a party that speaks as itself or through somebody on the record.
fn named(statement: &Statement) -> bool {
    vouched(statement)
        && match statement.voice.kind {
            SpeakerKind::Anonymous | SpeakerKind::Media => false,
            SpeakerKind::Document => true,
            // Who speaks for nobody and rests on nothing may repeat what others say.
            SpeakerKind::Person if statement.voice.affiliation.is_none() => !statement.evidence.is_empty(),
            _ => statement.voice.principal.is_some(),
        }
}

/// Whether somebody else than the outlet says it, and not only speaks of it.
fn vouched(statement: &Statement) -> bool {
    statement.quotation != Quotation::None && !statement.presupposed
}

fn lineage<'s>(statements: impl Iterator<Item = &'s Statement> + Clone) -> Lineage {
    let unnamed = |s: &Statement| vouched(s) && s.voice.kind != SpeakerKind::Media && s.voice.name.is_some();
    if statements.clone().any(named) {
        Lineage::Established
    } else if statements.clone().any(unnamed) {
        Lineage::Possible
    } else {
        Lineage::Unknown
    }
}

fn party<'s>(mut statements: impl Iterator<Item = &'s Statement>) -> Option<String> {
    statements.find_map(|s| if s.quotation == Quotation::None { None } else { s.voice.principal.clone() })
}
