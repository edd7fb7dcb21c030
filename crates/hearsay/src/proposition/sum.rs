//! Sums up the statements of a proposition.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::account::{Asserted, Member, Proposition};
use super::{Event, Filler, Imprint, Judgement, Link, Reason, Statement, Voice, drift, lineage, origin, summary};
use crate::Polarity;

/// Fillers of a role that a summed-up event names, the most often named first.
const FILLERS: usize = 3;

/// The proposition that statements make. There must be one at least.
pub(super) fn up(
    statements: &[&Statement],
    imprints: &BTreeMap<&str, &Imprint>,
    judgements: &[Judgement],
) -> Proposition {
    let mut statements = statements.to_vec();
    statements.sort_by_key(|s| (s.article.published, &s.article.reference, s.content.start, &s.id));
    let links = lineage::links(&statements, imprints, judgements);
    let found = origin::origins(&statements, &links, judgements);
    let event = event(&statements);
    let content = statements.first().map_or("", |s| s.content.exact.as_str());
    let mut voices: Vec<Vec<&Voice>> = vec![Vec::new(); found.origins.len()];
    for (statement, origin) in statements.iter().zip(&found.of) {
        if let Some(voices) = origin.and_then(|i| voices.get_mut(i)) {
            voices.push(&statement.voice);
        }
    }
    let claims = statements
        .iter()
        .zip(&found.of)
        .map(|(statement, origin)| Member {
            article: statement.article.reference.clone(),
            claim: statement.claim.clone(),
            statement: statement.id.clone(),
            polarity: statement.polarity,
            origin: origin.and_then(|i| found.origins.get(i)).map(|origin| origin.id.clone()),
        })
        .collect();
    Proposition {
        proposition: Asserted {
            // A statement is in one proposition only.
            id: statements.first().map(|s| s.id.clone()).unwrap_or_default(),
            summary: summary::line(event.as_ref(), content, &found.origins, &voices),
            frame: event,
        },
        claims,
        origins: found.origins,
        independent_origins: found.affirming,
        denial_origins: found.denying,
        tellings: tellings(&statements, &links),
        links,
        drift: drift::drift(&statements),
    }
}

/// The articles, where one that has its text from another isn't counted.
fn tellings(statements: &[&Statement], links: &[Link]) -> usize {
    let article: HashMap<&str, &str> = statements.iter().map(|s| (s.id.as_str(), s.article.id.as_str())).collect();
    let copied = |link: &&Link| matches!(link.reason, Reason::NearCopy | Reason::WireCredit);
    let copies: BTreeSet<&str> =
        links.iter().filter(copied).filter_map(|link| article.get(link.from.as_str()).copied()).collect();
    article.values().filter(|id| !copies.contains(*id)).collect::<BTreeSet<_>>().len()
}

/// The event as most of those tell it who affirm it; what they leave out, and what nobody affirms, as those tell it who
/// deny it.
fn event(statements: &[&Statement]) -> Option<Event> {
    let on = |side| {
        let of_side = statements.iter().filter(move |s| s.polarity == side);
        of_side.filter_map(|s| s.event.as_ref()).collect::<Vec<&Event>>()
    };
    let (mut events, denied) = (on(Polarity::Positive), on(Polarity::Negative));
    let mut names = fillers_by_role(&events);
    for (role, fillers) in fillers_by_role(&denied) {
        names.entry(role).or_insert(fillers);
    }
    if events.is_empty() {
        events = denied;
    }
    let kind = &events.first()?.kind;
    let unspecified = |word: &&str| *word != "unspecified";
    Some(Event {
        kind: kind.clone(),
        trigger: None,
        package: BTreeSet::new(),
        stage: most(events.iter().filter_map(|e| e.stage.as_deref()).filter(unspecified)).map(str::to_owned),
        terms: most(events.iter().filter_map(|e| e.terms.as_deref()).filter(unspecified)).map(str::to_owned),
        roles: names.into_iter().map(|(role, fillers)| (role.to_owned(), fillers_of(&fillers))).collect(),
        // The first to tell a number is nearest to the source.
        quantity: events.iter().find_map(|e| e.quantity.clone()),
        value: events.iter().find_map(|e| e.value.clone()),
        time: events.iter().find_map(|e| e.time.clone().filter(|time| time.edtf.is_some())),
    })
}

fn fillers_by_role<'e>(events: &[&'e Event]) -> BTreeMap<&'e str, Vec<&'e Filler>> {
    let mut fillers: BTreeMap<&str, Vec<&Filler>> = BTreeMap::new();
    for event in events {
        for (role, of) in &event.roles {
            fillers.entry(role).or_default().extend(of);
        }
    }
    fillers
}

/// The fillers that are named most often, without the words of any one article.
fn fillers_of(fillers: &[&Filler]) -> Vec<Filler> {
    let mut names: Vec<&Filler> = Vec::new();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for &filler in fillers {
        let count = counts.entry(&filler.name).or_default();
        *count += 1;
        if *count == 1 {
            names.push(filler);
        }
    }
    names.sort_by_key(|filler| std::cmp::Reverse(counts.get(filler.name.as_str()).copied()));
    names.into_iter().take(FILLERS).map(|filler| Filler { span: None, ..filler.clone() }).collect()
}

/// The word that comes most often, of several the first.
fn most<'w>(words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for word in words {
        match counts.iter_mut().find(|(known, _)| *known == word) {
            Some((_, count)) => *count += 1,
            None => counts.push((word, 1)),
        }
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(word, _)| word)
}
