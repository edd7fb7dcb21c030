//! The lookups.

use std::borrow::Cow;

use crate::entity::{Entity, Kind, Reading, Sense};
use crate::key::{Word, key, lowered, possessor, words};
use crate::place::Place;
use crate::table::{Name, Table};
use crate::voice::Role;

/// The gazetteer's table can't be read: the program was built wrongly.
#[derive(Debug, thiserror::Error)]
#[error("the gazetteer inside the program can't be read: {0}")]
pub struct GazetteerError(#[from] postcard::Error);

/// What the program knows of the world.
#[derive(Debug)]
pub struct Gazetteer {
    pub(crate) table: Table<'static>,
}

static TABLE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer.bin"));

impl Gazetteer {
    /// The gazetteer that is compiled into the program.
    ///
    /// # Errors
    /// When its bytes don't fit this version of the program.
    pub fn embedded() -> Result<Self, GazetteerError> {
        let mut table: Table<'static> = postcard::from_bytes(TABLE)?;
        for place in &mut table.places {
            if place.key.is_empty() {
                place.key = place.name;
            }
        }
        Ok(Self { table })
    }

    /// The size of the table inside the program, in bytes.
    #[must_use]
    pub fn embedded_size() -> usize {
        TABLE.len()
    }

    /// What a name stands for, but for persons: a country by its name, capital or demonym, a body, an outlet. An article before the
    /// name, a possessive behind it and its typography make no difference; its case does.
    #[must_use]
    pub fn lookup(&self, name: &str) -> Option<Reading<'_>> {
        // "The Hague" and "The Hill" are names with their article; "the Kremlin" is one without.
        let known = |form: &str| self.reading(form).filter(|r| r.entity.kind != Kind::Person);
        let plain = |form: &str| known(form).or_else(|| known(without_article(form)?));
        let read = |name: &str| {
            let form = key(name);
            plain(&form).or_else(|| plain(&lowered(&form)?))
        };
        // Keys have no apostrophes: without its possessive first, "The Australian's" would be "the Australians". The
        // ending belongs to the name only where nothing has the name without it: "Jane's".
        possessor(name).and_then(read).or_else(|| read(name))
    }

    /// Who speaks for a state, by a full name or by a surname that is hardly anybody else's: "Zelenskyy". Its typography
    /// makes no difference.
    #[must_use]
    pub fn person(&self, name: &str) -> Option<&Entity<'_>> {
        let known = |name: &str| self.reading(&key(name)).map(|r| r.entity).filter(|e| e.kind == Kind::Person);
        possessor(name).and_then(known).or_else(|| known(name))
    }

    /// The name under which somebody is filed: "Iran" for "Tehran". A name that the gazetteer doesn't know stays as it is.
    #[must_use]
    pub fn canonical(&self, name: &str) -> String {
        self.lookup(name).map_or(name, |reading| reading.entity.name).to_owned()
    }

    /// All that has an entry, by id.
    pub fn entities(&self) -> impl Iterator<Item = &Entity<'static>> {
        self.table.entities.iter()
    }

    /// The entity with an id: "IR", "ru/kremlin", "outlet/reuters".
    #[must_use]
    pub fn entity(&self, id: &str) -> Option<&Entity<'static>> {
        self.index(id).map(|i| &self.table.entities[i])
    }

    /// The state behind a body, or an outlet's home.
    #[must_use]
    pub fn country_of(&self, entity: &Entity<'_>) -> Option<&Entity<'static>> {
        self.entity(entity.country?)
    }

    /// The state that an entity is, or that it belongs to; itself where it belongs to none.
    #[must_use]
    pub fn home<'e>(&'e self, entity: &'e Entity<'e>) -> &'e Entity<'e> {
        self.country_of(entity).unwrap_or(entity)
    }

    /// The places of a name, the larger first.
    #[must_use]
    pub fn places(&self, name: &str) -> &[Place<'static>] {
        let places = |key: &str| {
            let start = self.table.places.partition_point(|p| p.key < key);
            let len = self.table.places[start..].partition_point(|p| p.key == key);
            &self.table.places[start..start + len]
        };
        match possessor(name).map(|bare| places(&key(bare))) {
            None | Some([]) => places(&key(name)),
            Some(found) => found,
        }
    }

    /// Where on the map an entity stands: the capital of its [home](Self::home).
    #[must_use]
    pub fn capital(&self, entity: &Entity<'_>) -> Option<&Place<'static>> {
        let country = self.home(entity);
        let capitals = self.places(country.capital?);
        capitals.iter().find(|place| place.country == country.id).or_else(|| capitals.first())
    }

    /// The outlet of a host: "www.reuters.com".
    #[must_use]
    pub fn outlet_at(&self, host: &str) -> Option<&Entity<'static>> {
        let mut host = host;
        loop {
            if let Ok(i) = self.table.domains.binary_search_by(|(domain, _)| (*domain).cmp(host)) {
                return self.table.entities.get(usize::from(self.table.domains[i].1));
            }
            host = host.split_once('.')?.1;
        }
    }

    /// The noun for a voice, in any case, with or without a full stop.
    #[must_use]
    pub fn role(&self, word: &str) -> Option<Role> {
        let word = word.trim_end_matches('.');
        let word =
            if word.contains(char::is_uppercase) { Cow::Owned(word.to_lowercase()) } else { Cow::Borrowed(word) };
        let found = self.table.roles.binary_search_by(|(known, _)| (*known).cmp(&word)).ok()?;
        Some(self.table.roles[found].1)
    }

    /// A body by its name.
    #[must_use]
    pub fn body(&self, name: &str) -> Option<&Entity<'_>> {
        let entity = self.lookup(name)?.entity;
        (!matches!(entity.kind, Kind::Country | Kind::Outlet)).then_some(entity)
    }

    /// The name of the state that a name, or its capital, stands for.
    #[must_use]
    pub fn state(&self, name: &str) -> Option<&str> {
        let reading = self.lookup(name)?;
        (reading.entity.kind == Kind::Country && reading.sense != Sense::Demonym).then_some(reading.entity.name)
    }

    /// The name of the state of "Iranian".
    #[must_use]
    pub fn demonym(&self, word: &str) -> Option<&str> {
        self.lookup(word).filter(|r| r.sense == Sense::Demonym).map(|r| r.entity.name)
    }

    /// What stands before the names of a state's bodies: "Iranian" for "Iran".
    #[must_use]
    pub fn adjective(&self, state: &str) -> Option<&str> {
        self.lookup(state)?.entity.adjective
    }

    /// The name of a news organisation, if `name` is one's: a known one, or one that ends as outlets' names do.
    #[must_use]
    pub fn outlet<'n>(&'n self, name: &'n str) -> Option<&'n str> {
        match self.lookup(name) {
            Some(Reading { entity, .. }) if entity.kind == Kind::Outlet => return Some(entity.name),
            Some(_) => return None,
            None => {}
        }
        // "Rosalind Achebe of Arms Ledger" is a person.
        if name.split_once(" of ").is_some_and(|(person, _)| person.trim_start_matches("The ").contains(' ')) {
            return None;
        }
        let media = &self.table.media;
        if let Some(known) = media.collectives.iter().find(|c| c.eq_ignore_ascii_case(name)) {
            return Some(known);
        }
        let mut words = name.split_whitespace().rev();
        let last = words.next()?;
        // "Times" alone may be anything; "The Harbour Times" is a paper; "files seen by the Times" aren't.
        let mut named = false;
        for word in words {
            match word {
                "the" | "The" | "of" | "and" | "&" => {}
                word if word.starts_with(char::is_uppercase) => named = true,
                _ => return None,
            }
        }
        (named && media.endings.contains(&last)).then_some(name)
    }

    /// Whether a common noun means a news organisation: "the newspaper".
    #[must_use]
    pub fn is_media_noun(&self, word: &str) -> bool {
        self.table.media.nouns.iter().any(|noun| noun.eq_ignore_ascii_case(word))
    }

    pub(crate) fn index(&self, id: &str) -> Option<usize> {
        self.table.entities.binary_search_by(|e| e.id.cmp(id)).ok()
    }

    pub(crate) fn reading(&self, key: &str) -> Option<Reading<'_>> {
        let found = self.table.names.binary_search_by(|n| n.key.cmp(key)).ok()?;
        self.read(&self.table.names[found])
    }

    pub(crate) fn read(&self, name: &Name<'_>) -> Option<Reading<'_>> {
        let entity = self.table.entities.get(usize::from(name.entity?))?;
        Some(Reading { entity, sense: name.sense, contested: name.contested })
    }

    /// The longest name at the start of `words`, with the number of its words. Masks count as names here.
    pub(crate) fn longest(&self, words: &[Word<'_>]) -> Option<(&Name<'static>, usize)> {
        let mut candidates = self.table.names.as_slice();
        let mut prefix = String::new();
        let mut longest = None;
        for (i, word) in words.iter().enumerate() {
            let whole = [prefix.as_str(), &word.key].concat();
            let bare = || word.bare().map(|bare| [prefix.as_str(), &bare].concat());
            let find = |key: &str| {
                let at = candidates.partition_point(|n| n.key < key);
                candidates.get(at).filter(|n| n.key == key)
            };
            // As in a lookup, a possessive is none of the name's if there is one without it.
            if let Some(name) = bare().and_then(|bare| find(&bare)).or_else(|| find(&whole)) {
                longest = Some((name, i + 1));
            }
            if word.ends_part {
                break;
            }
            prefix = whole;
            prefix.push_str(if word.comma { ", " } else { " " });
            let start = candidates.partition_point(|n| n.key < prefix.as_str());
            candidates = &candidates[start..];
            candidates = &candidates[..candidates.partition_point(|n| n.key.starts_with(&prefix))];
            if candidates.is_empty() {
                break;
            }
        }
        longest
    }

    /// What the words of a country's name at the start of `words` stand for, with their number.
    pub(crate) fn country(&self, words: &[Word<'_>]) -> Option<(Reading<'_>, usize)> {
        let (name, count) = self.longest(words)?;
        let reading = self.read(name).filter(|r| r.entity.kind == Kind::Country)?;
        Some((reading, count))
    }
}

fn without_article(key: &str) -> Option<&str> {
    key.strip_prefix("the ").or_else(|| key.strip_prefix("The "))
}

/// The words of a text, in a row.
pub(crate) fn row(text: &str) -> Vec<Word<'_>> {
    words(text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_leads_where_its_possessive_does() {
        let gazetteer = Gazetteer::embedded().unwrap();
        let mut wrong = Vec::new();
        for name in gazetteer.table.names.iter().map(|name| name.key) {
            let plain = gazetteer.lookup(name);
            let spellings = [
                format!("{name}’s"),
                format!("{name}'s"),
                format!("“{}”", name.replace(' ', "\u{a0}")),
                format!("the {name}’s"),
            ];
            // "The Hague" is a name with its article, and "the The Hague" nothing.
            let spellings = if name.starts_with("The ") { &spellings[..3] } else { &spellings };
            wrong.extend(spellings.iter().filter(|s| gazetteer.lookup(s) != plain).cloned());
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
