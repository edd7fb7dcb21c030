//! The taxonomy of goods as its file declares it, checked: what would make a name point two ways is an error.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;
use toml::Spanned;

/// What is wrong with a taxonomy, where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}; {remedy}")]
#[non_exhaustive]
pub struct ItemsError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
    /// How to put it right.
    pub remedy: String,
}

/// The file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Taxonomy {
    #[serde(default)]
    pub(super) quantities: HashSet<String>,
    #[serde(default)]
    pub(super) partitives: HashSet<String>,
    #[serde(default)]
    pub(super) asides: HashSet<String>,
    #[serde(default)]
    pub(super) origins: HashSet<String>,
    #[serde(default)]
    pub(super) made: HashSet<String>,
    #[serde(default)]
    pub(super) modifiers: HashSet<String>,
    #[serde(default)]
    pub(super) irregular: HashMap<String, String>,
    #[serde(default)]
    pub(super) spelling: HashMap<String, String>,
    #[serde(default, rename = "class")]
    pub(super) classes: Vec<Class>,
    #[serde(default, rename = "system")]
    pub(super) systems: Vec<System>,
}

/// A class of goods.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Class {
    pub(super) id: Spanned<String>,
    pub(super) name: String,
    pub(super) nouns: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) short: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) covers: Vec<Spanned<String>>,
}

impl Class {
    /// The nouns, with those that stand for the name.
    pub(super) fn all_nouns(&self) -> impl Iterator<Item = &Spanned<String>> {
        self.nouns.iter().chain(&self.short)
    }
}

/// A named system.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct System {
    pub(super) id: Spanned<String>,
    pub(super) name: String,
    pub(super) aliases: Vec<Spanned<String>>,
    pub(super) class: Spanned<String>,
    pub(super) maker: Option<String>,
    pub(super) origin: Option<String>,
    #[serde(default)]
    pub(super) common_word: bool,
}

/// A noun as it is looked up: "air-defence system" and "air defence system" are one.
pub(super) fn noun_key(words: &str) -> String {
    words.to_lowercase().replace('-', " ")
}

/// A name as it is looked up: "Su-35", "Su 35" and "SU35" are one.
pub(super) fn name_key(words: &str) -> String {
    words.chars().filter(|c| !matches!(c, '-' | ' ' | '\u{2010}' | '\u{2011}')).flat_map(char::to_lowercase).collect()
}

/// Reads and checks the file.
pub(super) fn parse(text: &str) -> Result<Taxonomy, ItemsError> {
    let taxonomy: Taxonomy = toml::from_str(text).map_err(|e| ItemsError {
        line: line(text, e.span().map_or(0, |s| s.start)),
        message: e.message().to_owned(),
        remedy: "the head of the arms pack's items.toml explains the keys".to_owned(),
    })?;
    taxonomy.check(text)?;
    Ok(taxonomy)
}

impl Taxonomy {
    fn check(&self, text: &str) -> Result<(), ItemsError> {
        let classes: HashSet<&str> = self.classes.iter().map(|c| c.id.get_ref().as_str()).collect();
        let systems = self.systems.iter().map(|s| &s.id);
        once(text, "id", self.classes.iter().map(|c| &c.id).chain(systems), str::to_owned)?;
        once(text, "noun", self.classes.iter().flat_map(Class::all_nouns), noun_key)?;
        once(text, "alias", self.systems.iter().flat_map(|s| &s.aliases), name_key)?;
        let wrong = |word: &Spanned<String>, class: &str| ItemsError {
            line: line(text, word.span().start),
            message: format!("there is no class “{class}”"),
            remedy: "add it to the classes, or correct its spelling".to_owned(),
        };
        for class in &self.classes {
            if let Some((parent, _)) = class.id.get_ref().rsplit_once('.')
                && !classes.contains(parent)
            {
                return Err(wrong(&class.id, parent));
            }
            if let Some(noun) = class.all_nouns().find(|n| n.get_ref().chars().any(char::is_uppercase)) {
                return Err(ItemsError {
                    line: line(text, noun.span().start),
                    message: format!("the noun “{}” has a capital", noun.get_ref()),
                    remedy: "write nouns in lower case; a proper name is a system's alias".to_owned(),
                });
            }
        }
        let named = self.systems.iter().map(|s| &s.class).chain(self.classes.iter().flat_map(|c| &c.covers));
        named
            .into_iter()
            .find(|c| !classes.contains(c.get_ref().as_str()))
            .map_or(Ok(()), |c| Err(wrong(c, c.get_ref())))
    }
}

/// Checks that no two words have the same key.
fn once<'a>(
    text: &str,
    what: &str,
    words: impl Iterator<Item = &'a Spanned<String>>,
    key: impl Fn(&str) -> String,
) -> Result<(), ItemsError> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for word in words {
        let here = word.span().start;
        if let Some(first) = seen.insert(key(word.get_ref()), here) {
            return Err(ItemsError {
                line: line(text, here),
                message: format!("the {what} “{}” stands in line {} too", word.get_ref(), line(text, first)),
                remedy: format!("keep it in one place: each {what} points one way"),
            });
        }
    }
    Ok(())
}

fn line(text: &str, at: usize) -> usize {
    1 + text.bytes().take(at).filter(|b| *b == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ARMS: &str = include_str!("../../../../../packs/arms/items.toml");

    #[test]
    fn the_arms_taxonomy_is_sound() {
        let taxonomy = parse(ARMS).unwrap_or_else(|e| panic!("packs/arms/items.toml, {e}"));
        let bare: Vec<_> = taxonomy.systems.iter().filter(|s| s.aliases.is_empty() || s.name.is_empty()).collect();
        assert!(bare.is_empty(), "systems without a name or alias: {bare:?}");
        let blank = |o: &Option<String>| o.as_deref().is_some_and(|o| o.trim().is_empty());
        let blanks: Vec<_> = taxonomy.systems.iter().filter(|s| blank(&s.maker) || blank(&s.origin)).collect();
        assert!(blanks.is_empty(), "a maker or origin that is unknown is left out: {blanks:?}");
    }

    #[test]
    fn mistakes_are_told_with_line_and_remedy() {
        let ship = "[[class]]\nid = \"ship\"\nname = \"ship\"\nnouns = [\"ship\"]\n";
        let cases = [
            ("[[class]]\nid = \"ship.tug\"\nname = \"tug\"\nnouns = [\"tug\"]\n", 6, "there is no class “ship”"),
            ("[[class]]\nid = \"ship\"\nname = \"tug\"\nnouns = [\"tug\"]\n", 6, "the id “ship” stands in line 2 too"),
            (
                "[[class]]\nid = \"boat\"\nname = \"boat\"\nnouns = [\"ship\"]\n",
                8,
                "the noun “ship” stands in line 4 too",
            ),
            ("[[class]]\nid = \"boat\"\nname = \"boat\"\nnouns = [\"Boat\"]\n", 8, "the noun “Boat” has a capital"),
            (
                "[[system]]\nid = \"x\"\nname = \"X-1 ship\"\naliases = [\"X-1\", \"X1\"]\nclass = \"ship\"\n",
                8,
                "the alias “X1” stands in line 8 too",
            ),
            (
                "[[system]]\nid = \"x\"\nname = \"X-1 tug\"\naliases = [\"X-1\"]\nclass = \"tug\"\n",
                9,
                "there is no class “tug”",
            ),
            ("colour = \"grey\"\n", 5, "unknown field `colour`"),
        ];
        for (addition, line, message) in cases {
            let orphan = addition.contains("ship.tug");
            let before = if orphan { ship.replace("ship", "boat") } else { ship.to_owned() };
            let error = match addition.starts_with("colour") {
                true => parse(&format!("\n\n\n\n{addition}{before}")).expect_err(addition),
                false => parse(&format!("{before}{addition}")).expect_err(addition),
            };
            assert_eq!(error.line, line, "{error}");
            assert!(error.message.starts_with(message), "{error}");
            assert!(!error.remedy.is_empty());
        }
    }
}
