//! From checked rows to the table. What can't be resolved here was reported by the checks, and is left out.

use std::collections::{BTreeMap, HashMap};

use super::check::claims;
use super::row::{DescriptionRow, Text, World};
use crate::entity::{Entity, Kind, Sense};
use crate::key::key;
use crate::place::Place;
use crate::table::{MediaWords, Name, OfficeRule, Rules, Table};
use crate::voice::Role;

/// The bytes of the table.
pub(super) fn table(world: &World<'_>) -> Vec<u8> {
    let entities = entities(world);
    let index: HashMap<&str, u16> = entities.iter().map(|e| e.id).zip(0..).collect();
    let keys = Keys::of(world);
    let mut names: Vec<_> = keys.names.iter().map(|(key, name)| name.row(key, &index)).collect();
    names.extend(keys.masks.iter().map(|key| Name { key, entity: None, sense: Sense::Name, contested: false }));
    names.sort_unstable_by_key(|n| n.key);
    let mut domains: Vec<_> =
        world.outlets.iter().flat_map(|o| o.row.domains.iter().map(|d| (str(d), index[str(&o.row.id)]))).collect();
    domains.sort_unstable();
    let mut roles: Vec<_> = keys.roles.iter().map(|(word, role)| (word.as_str(), *role)).collect();
    roles.sort_unstable_by_key(|(word, _)| *word);
    let mut descriptions: Vec<_> = world.descriptions.iter().flat_map(|d| descriptions(&d.row, &index)).collect();
    descriptions.sort_unstable();
    let media = MediaWords {
        endings: world.media.endings.iter().map(str).collect(),
        nouns: world.media.nouns.iter().map(str).collect(),
        collectives: world.media.collectives.iter().map(str).collect(),
    };
    let table = Table {
        rules: rules(world, &keys, &index),
        names,
        domains,
        roles,
        state_nouns: world.state_nouns.iter().map(|noun| str(&noun.row)).collect(),
        descriptions,
        media,
        places: places(world, &keys.places),
        entities,
    };
    postcard::to_stdvec(&table).unwrap_or_default()
}

/// The words of a description, each with the states of which it is said.
fn descriptions<'w>(row: &'w DescriptionRow, index: &HashMap<&str, u16>) -> impl Iterator<Item = (&'w str, Vec<u16>)> {
    let states: Vec<u16> = row.states.iter().filter_map(|state| index.get(str(state)).copied()).collect();
    row.words.iter().map(move |word| (str(word), states.clone()))
}

fn str(text: &Text) -> &str {
    text.as_ref()
}

fn entities<'w>(world: &'w World<'_>) -> Vec<Entity<'w>> {
    let blank = |id, name, kind| Entity {
        id: str(id),
        name: str(name),
        kind,
        wikidata: None,
        country: None,
        adjective: None,
        capital: None,
        office: None,
        agency: false,
        state_media: false,
    };
    let countries = world.countries.iter().map(|c| Entity {
        wikidata: c.row.wikidata.as_ref().map(str),
        adjective: c.row.label.as_ref().or(c.row.adjectives.first()).map(str),
        capital: c.row.capital.as_ref().map(str),
        ..blank(&c.row.id, &c.row.name, Kind::Country)
    });
    let bodies = world.bodies.iter().map(|b| Entity {
        wikidata: b.row.wikidata.as_ref().map(str),
        country: b.row.of.as_ref().map(str),
        office: b.row.office.as_ref().map(str),
        ..blank(&b.row.id, &b.row.name, b.row.kind.into())
    });
    let outlets = world.outlets.iter().map(|o| Entity {
        wikidata: o.row.wikidata.as_ref().map(str),
        country: Some(str(&o.row.country)),
        agency: o.row.agency,
        state_media: o.row.state,
        ..blank(&o.row.id, &o.row.name, Kind::Outlet)
    });
    let mut entities: Vec<_> = countries.chain(bodies).chain(outlets).collect();
    entities.sort_unstable_by_key(|e| e.id);
    entities
}

struct Winner<'w> {
    id: &'w str,
    sense: Sense,
    contested: bool,
}

impl Winner<'_> {
    fn row<'k>(&self, key: &'k str, index: &HashMap<&str, u16>) -> Name<'k> {
        Name { key, entity: index.get(self.id).copied(), sense: self.sense, contested: self.contested }
    }
}

/// Keys that the table borrows.
struct Keys<'w> {
    names: BTreeMap<String, Winner<'w>>,
    masks: Vec<String>,
    nouns: Vec<(String, u16)>,
    roles: Vec<(String, Role)>,
    places: Vec<Keyed<'w>>,
}

/// A place's key, the name it is shown by, and its row.
type Keyed<'w> = (String, &'w str, usize);

impl<'w> Keys<'w> {
    fn of(world: &'w World<'_>) -> Self {
        let preferred: HashMap<String, &str> =
            world.ambiguous.iter().map(|a| (key(str(&a.row.name)).into_owned(), str(&a.row.prefer))).collect();
        let names = claims(world).into_iter().filter_map(|(key, claimed)| {
            let rule = preferred.get(&key);
            let winner = claimed.iter().find(|c| rule.is_none_or(|id| *id == c.id))?;
            Some((key, Winner { id: winner.id, sense: winner.sense, contested: rule.is_some() }))
        });
        let nouns = world.offices.iter().zip(0..);
        let nouns = nouns.flat_map(|(o, i)| o.row.nouns.iter().map(move |n| (key(str(n)).to_lowercase(), i)));
        let roles = world.roles.iter().flat_map(|r| {
            let role = Role { kind: r.row.kind, gender: r.row.gender };
            r.row.words.iter().map(move |w| (str(w).to_lowercase(), role))
        });
        Self {
            names: names.collect(),
            masks: world.masks.iter().map(|m| key(str(&m.row)).into_owned()).collect(),
            nouns: nouns.collect(),
            roles: roles.collect(),
            places: place_keys(world),
        }
    }
}

fn place_keys<'w>(world: &'w World<'_>) -> Vec<Keyed<'w>> {
    let mut keys: Vec<Keyed<'w>> =
        world.places.iter().enumerate().map(|(i, p)| (key(&p.name).into_owned(), p.name.as_str(), i)).collect();
    for spelling in &world.place_spellings {
        let same = |i: &usize| {
            world.places[*i].name == *str(&spelling.row.place)
                && world.places[*i].country == *str(&spelling.row.country)
        };
        // Of namesakes in one country, the largest is meant.
        let Some(place) = (0..world.places.len()).filter(same).max_by_key(|i| world.places[*i].population) else {
            continue;
        };
        keys.extend(spelling.row.spellings.iter().map(|s| (key(str(s)).into_owned(), str(s), place)));
    }
    keys.sort_by(|a, b| {
        let larger = world.places[b.2].population.cmp(&world.places[a.2].population);
        a.0.cmp(&b.0).then(larger).then(a.2.cmp(&b.2))
    });
    keys.dedup_by(|a, b| a.0 == b.0 && a.2 == b.2);
    keys
}

fn places<'k>(world: &'k World<'_>, keys: &'k [Keyed<'k>]) -> Vec<Place<'k>> {
    let place = |(key, name, row): &'k Keyed<'k>| {
        let row = &world.places[*row];
        Place {
            key: if key == name { "" } else { key },
            name,
            country: &row.country,
            latitude: row.latitude,
            longitude: row.longitude,
            population: row.population,
        }
    };
    keys.iter().map(place).collect()
}

fn rules<'k>(world: &'k World<'_>, keys: &'k Keys<'_>, index: &HashMap<&str, u16>) -> Rules<'k> {
    let offices = world.offices.iter().map(|o| OfficeRule {
        id: str(&o.row.id),
        kind: o.row.kind.into(),
        name: str(&o.row.name),
        at: o.row.at.iter().map(str).collect(),
    });
    let rule: HashMap<&str, u16> = world.offices.iter().map(|o| str(&o.row.id)).zip(0..).collect();
    let mut holders: Vec<_> = world
        .bodies
        .iter()
        .filter_map(|b| {
            let country = index.get(str(b.row.of.as_ref()?))?;
            Some(((*country, *rule.get(str(b.row.office.as_ref()?))?), *index.get(str(&b.row.id))?))
        })
        .collect();
    holders.sort_unstable();
    let mut nouns: Vec<_> = keys.nouns.iter().map(|(noun, rule)| (noun.as_str(), *rule)).collect();
    nouns.sort_unstable();
    let mut spellings: Vec<_> = world.spellings.iter().map(|s| (s.row.0.as_str(), s.row.1.as_str())).collect();
    spellings.sort_unstable();
    Rules { offices: offices.collect(), nouns, spellings, holders }
}
