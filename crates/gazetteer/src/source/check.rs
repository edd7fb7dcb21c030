//! What must hold between the rows.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::Problem;
use super::row::{In, Text, World};
use crate::entity::Sense;
use crate::key::key;

/// A name that a row claims for its entity.
pub(super) struct Claimed<'w> {
    pub(super) id: &'w str,
    pub(super) sense: Sense,
    source: &'w super::Source,
    at: &'w Text,
}

/// Every key, with all who claim it. Where one entity claims a key twice, the stronger sense comes first.
pub(super) fn claims<'w>(world: &'w World<'_>) -> BTreeMap<String, Vec<Claimed<'w>>> {
    let mut claims: BTreeMap<String, Vec<Claimed<'w>>> = BTreeMap::new();
    let mut claim = |source, id, sense, at: &'w Text| {
        claims.entry(key(at.as_ref()).into_owned()).or_default().push(Claimed { id, sense, source, at });
    };
    for In { source, row } in &world.countries {
        let id = row.id.as_ref().as_str();
        let names = std::iter::once(&row.name).chain(&row.label).chain(&row.aliases);
        names.for_each(|n| claim(source, id, Sense::Name, n));
        row.metonyms.iter().for_each(|n| claim(source, id, Sense::Metonym, n));
        row.adjectives.iter().chain(&row.people).for_each(|n| claim(source, id, Sense::Demonym, n));
    }
    for In { source, row } in &world.bodies {
        let names = std::iter::once(&row.name).chain(&row.aliases);
        names.for_each(|n| claim(source, row.id.as_ref(), Sense::Name, n));
    }
    for In { source, row } in &world.outlets {
        let names = std::iter::once(&row.name).chain(&row.aliases);
        names.for_each(|n| claim(source, row.id.as_ref(), Sense::Name, n));
    }
    claims.values_mut().for_each(|c| c.sort_by_key(|c| c.sense));
    claims
}

pub(super) fn problems(world: &World<'_>) -> Vec<Problem> {
    let mut problems = Vec::new();
    ids(world, &mut problems);
    countries(world, &mut problems);
    offices(world, &mut problems);
    names(world, &mut problems);
    places(world, &mut problems);
    words(world, &mut problems);
    problems
}

/// Ids are unique, among Wikidata's numbers too.
fn ids(world: &World<'_>, problems: &mut Vec<Problem>) {
    let countries = world.countries.iter().map(|c| (c.source, &c.row.id, &c.row.wikidata));
    let bodies = world.bodies.iter().map(|b| (b.source, &b.row.id, &b.row.wikidata));
    let outlets = world.outlets.iter().map(|o| (o.source, &o.row.id, &o.row.wikidata));
    let mut seen: HashMap<&str, &str> = HashMap::new();
    for (source, id, wikidata) in countries.chain(bodies).chain(outlets) {
        for given in std::iter::once(id).chain(wikidata) {
            if let Some(other) = seen.insert(given.as_ref(), id.as_ref()) {
                let what = format!("the id \"{}\" is given twice", given.as_ref());
                let note =
                    if given.as_ref() == other { "also elsewhere".into() } else { format!("\"{other}\" has it") };
                let help = "join the two rows, or give one another id";
                problems.push(Problem::new(source, given.span(), what, &note, help));
            }
        }
        let number = wikidata.as_ref().filter(|w| {
            let digits = w.as_ref().strip_prefix('Q').unwrap_or_default();
            digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit())
        });
        if let Some(wikidata) = number {
            let what = format!("\"{}\" is no number of Wikidata", wikidata.as_ref());
            problems.push(Problem::new(
                source,
                wikidata.span(),
                what,
                "must be Q and digits",
                "leave it out if unsure",
            ));
        }
    }
}

/// Countries that rows refer to exist.
fn countries(world: &World<'_>, problems: &mut Vec<Problem>) {
    let known: HashSet<&str> = world.countries.iter().map(|c| c.row.id.as_ref().as_str()).collect();
    let bodies = world.bodies.iter().filter_map(|b| Some((b.source, b.row.of.as_ref()?)));
    let outlets = world.outlets.iter().map(|o| (o.source, &o.row.country));
    let places = world.place_spellings.iter().map(|p| (p.source, &p.row.country));
    let described = world.descriptions.iter().flat_map(|d| d.row.states.iter().map(|state| (d.source, state)));
    for (source, code) in
        bodies.chain(outlets).chain(places).chain(described).filter(|(_, c)| !known.contains(c.as_ref().as_str()))
    {
        let what = format!("no country has the code \"{}\"", code.as_ref());
        let help = "use the two-letter code of a row in countries.toml";
        problems.push(Problem::new(source, code.span(), what, "not in countries.toml", help));
    }
}

/// A noun belongs to one office; an office has one holder in a state.
fn offices(world: &World<'_>, problems: &mut Vec<Problem>) {
    let mut nouns: HashMap<String, &str> = HashMap::new();
    let mut known = HashSet::new();
    for office in &world.offices {
        let id = office.row.id.as_ref().as_str();
        if !known.insert(id) {
            let what = format!("the office \"{id}\" is given twice");
            problems.push(office.problem(&office.row.id, what, "also elsewhere", "join the two rows"));
        }
        for noun in &office.row.nouns {
            if let Some(other) = nouns.insert(key(noun.as_ref()).to_lowercase(), id) {
                let what = format!("the noun \"{}\" names two offices", noun.as_ref());
                let note = format!("\"{other}\" has it");
                problems.push(office.problem(noun, what, &note, "keep it in one of them"));
            }
        }
    }
    let mut holders: HashMap<(&str, &str), &str> = HashMap::new();
    for body in &world.bodies {
        let (Some(office), row) = (&body.row.office, &body.row) else { continue };
        if !known.contains(office.as_ref().as_str()) {
            let what = format!("no office has the id \"{}\"", office.as_ref());
            problems.push(body.problem(office, what, "not in rules.toml", "use the id of a row in rules.toml"));
        }
        let Some(of) = &row.of else {
            let what = format!("\"{}\" holds an office of no state", row.name.as_ref());
            problems.push(body.problem(office, what, "needs `of`", "say whose it is, or take `office` away"));
            continue;
        };
        if let Some(other) = holders.insert((of.as_ref(), office.as_ref()), row.id.as_ref()) {
            let what = format!("two bodies are {} of {}", office.as_ref(), of.as_ref());
            let note = format!("\"{other}\" is so too");
            problems.push(body.problem(office, what, &note, "keep `office` on one of them"));
        }
    }
}

/// A name leads to one entity, or `ambiguous.toml` says which wins; what stands there is needed.
fn names(world: &World<'_>, problems: &mut Vec<Problem>) {
    let claims = claims(world);
    let rules: HashMap<String, &In<'_, _>> =
        world.ambiguous.iter().map(|a| (key(a.row.name.as_ref()).into_owned(), a)).collect();
    for (key, claimed) in &claims {
        if key.is_empty() {
            let (source, at) = (claimed[0].source, claimed[0].at);
            let help = "a name needs a letter or a digit";
            problems.push(Problem::new(source, at.span(), "a name is empty".to_owned(), "nothing to find", help));
        }
        let ids: BTreeSet<&str> = claimed.iter().map(|c| c.id).collect();
        if ids.len() > 1 && !rules.contains_key(key) {
            let last = &claimed[claimed.len() - 1];
            let others: Vec<_> = ids.iter().filter(|id| **id != last.id).map(|id| format!("\"{id}\"")).collect();
            let what = format!("the name \"{}\" leads two ways", last.at.as_ref());
            let note = format!("also a name of {}", others.join(", "));
            let help = "take it from one of them, or add a row to ambiguous.toml that says which wins and why";
            problems.push(Problem::new(last.source, last.at.span(), what, &note, help));
        }
    }
    let mut seen = HashSet::new();
    for rule in &world.ambiguous {
        let row = &rule.row;
        let key = key(row.name.as_ref()).into_owned();
        let stated: BTreeSet<&str> = row.over.iter().chain([&row.prefer]).map(|t| t.as_ref().as_str()).collect();
        let found: BTreeSet<&str> = claims.get(&key).into_iter().flatten().map(|c| c.id).collect();
        if stated != found {
            let what = format!("the row for \"{}\" doesn't name those who have the name", row.name.as_ref());
            let found: Vec<_> = found.iter().map(|id| format!("\"{id}\"")).collect();
            let note =
                if found.is_empty() { "nobody has it".to_owned() } else { format!("had by {}", found.join(", ")) };
            let help = "`prefer` and `over` together must list them all, and nobody else";
            problems.push(rule.problem(&row.name, what, &note, help));
        } else if row.over.is_empty() && row.also.is_empty() {
            let what = format!("\"{}\" is not ambiguous", row.name.as_ref());
            let help = "say in `also` what else it means, or take the row away";
            problems.push(rule.problem(&row.name, what, "one entity has it", help));
        }
        if !seen.insert(key) {
            let what = format!("\"{}\" has two rows", row.name.as_ref());
            problems.push(rule.problem(&row.name, what, "also elsewhere", "join the two rows"));
        }
        if row.why.as_ref().trim().is_empty() {
            let what = format!("no reason is given for \"{}\"", row.name.as_ref());
            problems.push(rule.problem(&row.why, what, "empty", "say in a few words why it is so read"));
        }
    }
    for mask in &world.masks {
        if let Some(claimed) = claims.get(key(mask.row.as_ref()).as_ref()) {
            let what = format!("the mask \"{}\" hides a name", mask.row.as_ref());
            let note = format!("a name of \"{}\"", claimed[0].id);
            problems.push(mask.problem(&mask.row, what, &note, "masks are for phrases that name nothing here"));
        }
    }
}

/// Spellings are of places that are listed.
fn places(world: &World<'_>, problems: &mut Vec<Problem>) {
    let known: HashSet<(&str, &str)> = world.places.iter().map(|p| (p.name.as_str(), p.country.as_str())).collect();
    for spelling in &world.place_spellings {
        let (place, country) = (spelling.row.place.as_ref(), spelling.row.country.as_ref());
        if !known.contains(&(place.as_str(), country.as_str())) {
            let what = format!("no place in {country} is called \"{place}\"");
            let help = "use the name in places.csv";
            problems.push(spelling.problem(&spelling.row.place, what, "not in places.csv", help));
        }
    }
}

/// A noun for voices has one sort, a description one row; an address belongs to one outlet.
fn words(world: &World<'_>, problems: &mut Vec<Problem>) {
    let mut seen = HashSet::new();
    for role in &world.roles {
        for word in role.row.words.iter().filter(|w| !seen.insert(w.as_ref().to_lowercase())) {
            let what = format!("the noun \"{}\" is given twice", word.as_ref());
            problems.push(role.problem(word, what, "also elsewhere", "keep it in one row"));
        }
    }
    let mut seen = HashSet::new();
    for described in &world.descriptions {
        for word in described.row.words.iter().filter(|w| !seen.insert(w.as_ref().to_lowercase())) {
            let what = format!("\"{}\" is described twice", word.as_ref());
            problems.push(described.problem(word, what, "also elsewhere", "keep it in one row"));
        }
    }
    let mut seen = HashMap::new();
    for outlet in &world.outlets {
        for domain in &outlet.row.domains {
            if let Some(other) = seen.insert(domain.as_ref().as_str(), outlet.row.name.as_ref()) {
                let what = format!("the address \"{}\" belongs to two outlets", domain.as_ref());
                let note = format!("{other} has it");
                problems.push(outlet.problem(domain, what, &note, "keep it with one of them"));
            }
        }
    }
}
