//! Nouns for arms, vehicles, measures and currencies: too rare in the treebanks for the encoder to learn.

use std::collections::HashSet;

use serde::Deserialize;

use super::MentionKind;
use crate::syntax::{Relation, Syntax, Upos};

/// The nouns can't be read.
#[derive(Debug, thiserror::Error)]
#[error("gazetteer/words/equipment.toml: {0}")]
pub struct EquipmentError(#[from] toml::de::Error);

/// Nouns by what they mean, in the singular and in lower case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Equipment {
    weapons: HashSet<String>,
    platforms: HashSet<String>,
    vehicles: HashSet<String>,
    units: HashSet<String>,
    currencies: HashSet<String>,
}

impl Equipment {
    pub(crate) fn embedded() -> Result<Self, EquipmentError> {
        Ok(toml::from_str(include_str!("../../../../gazetteer/words/equipment.toml"))?)
    }

    /// What a noun for arms or vehicles means, in the singular or plural.
    pub(crate) fn kind(&self, noun: &str) -> Option<MentionKind> {
        let kinds = [
            (&self.weapons, MentionKind::Weapon),
            (&self.platforms, MentionKind::MilitaryPlatform),
            (&self.vehicles, MentionKind::Vehicle),
        ];
        kinds.into_iter().find(|(nouns, _)| holds(nouns, noun)).map(|(_, kind)| kind)
    }

    /// Whether the token is an amount: a number with a unit, or money.
    pub(crate) fn measured(&self, text: &str, syntax: &Syntax, token: usize) -> Option<MentionKind> {
        let here = &syntax.tokens()[token];
        let word = here.span.text(text);
        let counted = || syntax.dependents_by(token, &[Relation::Nummod]).next().is_some();
        let is_currency = |w: &str| matches!(w, "$" | "€" | "£" | "¥" | "₽" | "₩" | "₴") || holds(&self.currencies, w);
        if is_currency(word) && counted() {
            return Some(MentionKind::Money);
        }
        // "$40 million" may hang on its sign or on its number.
        let signed = syntax.dependents(token).iter().any(|&d| {
            let token = &syntax.tokens()[d];
            token.upos == Upos::Sym && is_currency(token.span.text(text))
        });
        if here.upos == Upos::Num && signed {
            return Some(MentionKind::Money);
        }
        (holds(&self.units, word) && counted()).then_some(MentionKind::Quantity)
    }
}

fn holds(nouns: &HashSet<String>, word: &str) -> bool {
    let word = word.to_lowercase();
    nouns.contains(&word)
        || ["s", "es"].iter().any(|ending| word.strip_suffix(ending).is_some_and(|singular| nouns.contains(singular)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_are_known_in_both_numbers() {
        let equipment = Equipment::embedded().unwrap();
        for (noun, kind) in [
            ("missiles", Some(MentionKind::Weapon)),
            ("Torpedoes", Some(MentionKind::Weapon)),
            ("helicopter", Some(MentionKind::MilitaryPlatform)),
            ("trucks", Some(MentionKind::Vehicle)),
            ("minister", None),
        ] {
            assert_eq!(equipment.kind(noun), kind, "{noun}");
        }
    }
}
