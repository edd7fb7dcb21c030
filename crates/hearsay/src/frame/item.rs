//! Items: what a noun phrase for goods names, by the taxonomy of a pack (`items.toml`).
//!
//! The name is the article's own in the singular, without determiner, number and origin: "two Harop kamikaze drones" are
//! "Harop kamikaze drone", whose id is that of every Harop. A system's name alone and a shorthand get their noun: "Su-35s" are
//! "Su-35 fighter jet", "UAVs" are "drone". Modifiers that tell one thing from another stay.

mod taxonomy;

use std::collections::{HashMap, HashSet};

pub use taxonomy::ItemsError;
use taxonomy::{System, Taxonomy, name_key, noun_key};
use toml::Spanned;

/// The longest name of a system and the longest noun of a class, in words.
const LONGEST: usize = 5;

/// What a phrase names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The id of a class or system of the taxonomy.
    pub id: String,
    /// What it is called: "152mm artillery shell".
    pub name: String,
}

/// A taxonomy of goods, ready for look-ups.
#[derive(Debug)]
pub struct Items {
    taxonomy: Taxonomy,
    /// For each noun, its class by index.
    nouns: HashMap<String, usize>,
    /// The nouns that only stand for the name of their class.
    short: HashSet<String>,
    /// For each alias, its system by index.
    aliases: HashMap<String, usize>,
    /// The words that nouns are made of.
    vocabulary: HashSet<String>,
    /// For each id of a system, its index.
    systems: HashMap<String, usize>,
}

impl Items {
    /// Reads a taxonomy.
    ///
    /// # Errors
    /// When the text is no TOML or has unknown keys, when an id, noun or alias stands in it twice, or a class is missing.
    pub fn parse(toml: &str) -> Result<Self, ItemsError> {
        let taxonomy = taxonomy::parse(toml)?;
        let mut items = Self {
            nouns: HashMap::new(),
            short: HashSet::new(),
            aliases: HashMap::new(),
            vocabulary: taxonomy.modifiers.clone(),
            systems: HashMap::new(),
            taxonomy,
        };
        for (c, class) in items.taxonomy.classes.iter().enumerate() {
            items.short.extend(class.short.iter().map(|noun| noun_key(noun.get_ref())));
            for noun in class.all_nouns() {
                items.nouns.insert(noun_key(noun.get_ref()), c);
                items.vocabulary.extend(noun.get_ref().split(' ').map(str::to_owned));
            }
        }
        for (s, system) in items.taxonomy.systems.iter().enumerate() {
            items.systems.insert(system.id.get_ref().clone(), s);
            items.aliases.extend(system.aliases.iter().map(|a| (name_key(a.get_ref()), s)));
        }
        Ok(items)
    }

    /// What the words of a noun phrase, up to its head, name; `None` where its head is no goods.
    #[must_use]
    pub fn read(&self, words: &str) -> Option<Item> {
        let words = self.without_counts(self.words(words));
        let system = self.system(&words);
        if let Some(item) = system.and_then(|(start, end, system)| self.read_system(&words, start..end, system)) {
            return Some(item);
        }
        let words = self.modifiers(&words);
        self.named(&words).or_else(|| {
            // "drone-sight": the head is joined to its modifier.
            let (before, head) = words.last()?.rsplit_once('-')?;
            let mut parted = words[..words.len() - 1].to_vec();
            parted.extend([before.to_owned(), head.to_owned()]);
            self.named(&parted)
        })
    }

    /// Whether a noun, in singular or plural, is goods by itself.
    #[must_use]
    pub fn is_item(&self, head_noun: &str) -> bool {
        let noun = noun_key(&self.singular(&self.spelt(head_noun)));
        self.nouns.contains_key(&noun)
            || noun.rsplit_once(' ').is_some_and(|(_, last)| self.nouns.contains_key(last))
            || self.alias(&[head_noun.to_owned()]).is_some_and(|s| !s.common_word)
    }

    /// Whether several words together are a noun of the taxonomy: "landing craft", "armored personnel carriers".
    #[must_use]
    pub fn is_compound(&self, words: &str) -> bool {
        let Some((before, head)) = words.rsplit_once([' ', '-']) else { return false };
        let before: Vec<String> = before.split(' ').map(|word| self.spelt(word)).collect();
        self.nouns.contains_key(&noun_key(&format!("{} {}", before.join(" "), self.singular(&self.spelt(head)))))
    }

    /// Whether a class or system is a class or within it.
    #[must_use]
    pub fn is_a(&self, id: &str, class: &str) -> bool {
        id == class || within(self.system_with(id).map_or(id, |s| s.class.get_ref()), class)
    }

    /// Whether the noun of a class may stand for another class or system: one within it, one that it covers, and any
    /// at all where the taxonomy parts the class no further ("goods").
    #[must_use]
    pub fn may_mean(&self, class: &str, other: &str) -> bool {
        let parted = || {
            self.taxonomy.classes.iter().any(|c| c.id.get_ref() != class && within(c.id.get_ref(), class))
                || !self.covered(class).is_empty()
        };
        self.is_kind_of(other, class) || !parted()
    }

    /// Whether goods of one class or system are also of another class: "drones" and "Shahed-136 drones".
    #[must_use]
    pub fn is_kind_of(&self, id: &str, class: &str) -> bool {
        let own = self.system_with(id).map_or(id, |s| s.class.get_ref());
        self.is_a(id, class) || self.covers(class, own)
    }

    /// The classes outside of a class for which its noun may stand.
    fn covered(&self, class: &str) -> &[Spanned<String>] {
        self.taxonomy.classes.iter().find(|c| c.id.get_ref() == class).map_or(&[], |c| &c.covers)
    }

    fn covers(&self, class: &str, other: &str) -> bool {
        self.covered(class).iter().any(|c| within(other, c.get_ref()))
    }

    /// Whether a word, in lower case, tells of goods what they are: "armoured".
    #[must_use]
    pub fn tells(&self, word: &str) -> bool {
        self.is_vocabulary(&self.spelt(word))
    }

    /// What a system is called where its name stands alone.
    #[must_use]
    pub fn full_name(&self, id: &str) -> Option<&str> {
        Some(&self.system_with(id)?.name)
    }

    /// Who makes a system; `None` where the taxonomy doesn't say.
    #[must_use]
    pub fn maker(&self, id: &str) -> Option<&str> {
        self.system_with(id)?.maker.as_deref()
    }

    /// The country that designed a system; `None` where the taxonomy doesn't say.
    #[must_use]
    pub fn origin(&self, id: &str) -> Option<&str> {
        self.system_with(id)?.origin.as_deref()
    }

    fn system_with(&self, id: &str) -> Option<&System> {
        self.taxonomy.systems.get(*self.systems.get(id)?)
    }

    /// The words, spelt one way, with calibres as one word: "152 mm" and "152-millimetre" are "152mm".
    fn words(&self, text: &str) -> Vec<String> {
        let mut words: Vec<String> = Vec::new();
        let trimmed = |w: &str| w.trim_matches(['"', '“', '”', ',', '(', ')', '‘', ';', ':']).replace('’', "'");
        for word in text.split_whitespace().map(trimmed).filter(|w| !w.is_empty()) {
            let unit = word.to_lowercase();
            let unit = unit.trim_start_matches('-');
            let is_unit = ["mm", "millimetre", "millimeter"].contains(&unit);
            match words.last_mut() {
                Some(number) if is_unit && number.chars().all(|c| c.is_ascii_digit() || c == '.') => {
                    number.push_str("mm")
                }
                _ => words.push(calibre(&word).unwrap_or_else(|| self.spelt(&word))),
            }
        }
        words
    }

    /// A word in the taxonomy's spelling, part by part.
    fn spelt(&self, word: &str) -> String {
        let part = |part: &str| match self.taxonomy.spelling.get(&part.to_lowercase()) {
            Some(other) if part.starts_with(char::is_uppercase) => capitalised(other),
            Some(other) => other.clone(),
            None => part.to_owned(),
        };
        word.split('-').map(part).collect::<Vec<_>>().join("-")
    }

    /// The words behind what counts them: "several crates of", "220,000 rounds of".
    fn without_counts(&self, mut words: Vec<String>) -> Vec<String> {
        while let Some(of) = words.iter().position(|w| w == "of") {
            let counts = of.checked_sub(1).is_some_and(|last| {
                let noun = self.singular(&words[last].to_lowercase());
                self.taxonomy.partitives.contains(&noun) || self.taxonomy.quantities.contains(&noun) || is_number(&noun)
            });
            if !counts {
                words.truncate(of);
                break;
            }
            words.drain(..=of);
        }
        words
    }

    /// The words but for determiners, numbers, origins and adjectives that say nothing. The head stays.
    fn modifiers(&self, words: &[String]) -> Vec<String> {
        let own = words.iter().rposition(|w| w.ends_with("'s") || w.ends_with("s'")).map_or(0, |i| i + 1);
        let words = words.get(own..).unwrap_or_default();
        let mut kept: Vec<String> = Vec::new();
        for (i, word) in words.iter().enumerate() {
            let is_head = i + 1 == words.len();
            // "Kartal 2 drones": a number behind a name belongs to it.
            let numbers_a_name = i > 0 && is_number(word) && kept.last() == words.get(i - 1) && is_name(&words[i - 1]);
            if is_head || numbers_a_name || !self.says_nothing(word) {
                let lower = word.to_lowercase();
                kept.push(if is_title(word) && self.is_vocabulary(&lower) { lower } else { word.clone() });
            }
        }
        kept
    }

    fn says_nothing(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        let words = &self.taxonomy;
        let noun = self.singular(&word);
        is_number(&word)
            || words.quantities.contains(&noun)
            || words.quantities.contains(&word)
            || words.asides.contains(&word)
            || words.origins.contains(&word)
            || word.rsplit_once('-').is_some_and(|(before, last)| {
                words.made.contains(last)
                    || words.quantities.contains(last) && words.quantities.contains(before)
                    || words.origins.contains(before) && words.origins.contains(last)
            })
    }

    fn is_vocabulary(&self, word: &str) -> bool {
        self.vocabulary.contains(word) || self.vocabulary.contains(&self.singular(word))
    }

    /// The first system that words name, the longest name first, and where.
    fn system(&self, words: &[String]) -> Option<(usize, usize, &System)> {
        (0..words.len()).find_map(|start| {
            let last = words.len().min(start + LONGEST);
            (start + 1..=last).rev().find_map(|end| Some((start, end, self.alias(&words[start..end])?)))
        })
    }

    /// The system of which words are a name, in singular or plural. Names have a capital or a digit.
    fn alias(&self, words: &[String]) -> Option<&System> {
        if !words.first().is_some_and(|w| is_name(w)) {
            return None;
        }
        let key = name_key(&words.concat());
        let plural = || key.strip_suffix("'s").or_else(|| key.strip_suffix('s'));
        let found = self.aliases.get(&key).or_else(|| self.aliases.get(plural()?))?;
        self.taxonomy.systems.get(*found)
    }

    /// A phrase with a system's name in it: the system itself, or a thing that goes with it, "S-300 launchers".
    fn read_system(&self, words: &[String], name: std::ops::Range<usize>, system: &System) -> Option<Item> {
        let itself = || Item { id: system.id.get_ref().clone(), name: system.name.clone() };
        let rest = self.modifiers(words.get(name.end..)?);
        if rest.is_empty() {
            return (!system.common_word).then(itself);
        }
        let thing = self.named(&rest)?;
        let own = system.class.get_ref();
        let kind = |id: &str| id.split('.').next().map(str::to_owned);
        let written = || Item { name: format!("{} {}", words[name.clone()].join(" "), thing.name), ..itself() };
        let is_name = self.systems.contains_key(&thing.id) || system.name.ends_with(&format!(" {}", thing.name));
        if is_name || kind(own) == kind(&thing.id) {
            return Some(written());
        }
        // "Shahed-136 munitions" are drones.
        if self.covers(&thing.id, own) {
            return Some(itself());
        }
        let alias = system.aliases.first().map_or("", |a| a.get_ref().as_str());
        (!system.common_word).then(|| Item { id: thing.id, name: format!("{alias} {}", thing.name) })
    }

    /// The class of the longest noun that words end in, and the words with that noun.
    fn named(&self, words: &[String]) -> Option<Item> {
        let (head, before) = words.split_last()?;
        let head = self.singular(&head.to_lowercase());
        let mut singular = before.to_vec();
        singular.push(head);
        let first = singular.len().saturating_sub(LONGEST);
        let (start, key, class) = (first..singular.len()).find_map(|start| {
            let key = noun_key(&singular[start..].join(" "));
            let class = *self.nouns.get(&key)?;
            Some((start, key, class))
        })?;
        let class = self.taxonomy.classes.get(class)?;
        let name = match self.short.contains(&key) {
            true => singular[..start].iter().chain([&class.name]).map(String::as_str).collect::<Vec<_>>().join(" "),
            false => singular.join(" "),
        };
        Some(Item { id: class.id.get_ref().clone(), name })
    }

    /// A noun's singular in lower case; what is none in the plural stays.
    fn singular(&self, noun: &str) -> String {
        let noun = noun.to_lowercase();
        let (before, last) = noun.rsplit_once('-').map_or(("", noun.as_str()), |(b, l)| (&noun[..=b.len()], l));
        if let Some(word) = self.taxonomy.irregular.get(last) {
            return format!("{before}{word}");
        }
        if let Some(stem) = noun.strip_suffix("ies").filter(|stem| stem.len() > 1) {
            return format!("{stem}y");
        }
        if ["sses", "shes", "ches", "xes", "zzes"].iter().any(|ending| noun.ends_with(ending)) {
            return noun[..noun.len() - 2].to_owned();
        }
        match noun.strip_suffix('s') {
            Some(stem) if stem.len() > 1 && !stem.ends_with(['s', 'u', 'i', '-', '\'']) => stem.to_owned(),
            _ => noun,
        }
    }
}

/// Whether an id is a class or stands below it.
fn within(id: &str, class: &str) -> bool {
    id.strip_prefix(class).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// "152-mm" and "152-millimetre" as "152mm".
fn calibre(word: &str) -> Option<String> {
    let lower = word.to_lowercase();
    let number = ["mm", "millimetre", "millimeter"].iter().find_map(|unit| lower.strip_suffix(unit))?;
    let number = number.trim_end_matches('-');
    let is_calibre = number.starts_with(|c: char| c.is_ascii_digit());
    is_calibre.then(|| format!("{number}mm"))
}

fn is_number(word: &str) -> bool {
    let digits = word.trim_start_matches(['$', '€', '£', '~']).trim_end_matches(['+', '-']);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'))
}

fn is_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase) || word.contains(|c: char| c.is_ascii_digit())
}

/// Whether a word has one capital, its first: it may only begin a sentence.
fn is_title(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && !letters.any(char::is_uppercase)
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests;
