//! States by what they are: "the kingdom", "the Gulf emirate".

use crate::entity::Entity;
use crate::gazetteer::Gazetteer;

impl Gazetteer {
    /// Whether a noun, in the singular, may stand for a state: "country", "kingdom".
    #[must_use]
    pub fn is_state_noun(&self, noun: &str) -> bool {
        let noun = noun.to_lowercase();
        self.table.state_nouns.contains(&noun.as_str()) || self.said_of(&noun).is_some()
    }

    /// Whether a description is said of some states alone: "the Gulf emirate", but not "the country".
    #[must_use]
    pub fn tells_states_apart(&self, description: &str) -> bool {
        !self.descriptions(&description.to_lowercase()).is_empty()
    }

    /// Whether a state may be described so: "the Gulf emirate" may be Qatar, but not Oman. Words of which nothing is known
    /// ("oil-rich") may be said of any.
    #[must_use]
    pub fn may_be_called(&self, state: &Entity<'_>, description: &str) -> bool {
        let index = self.index(state.id).and_then(|i| u16::try_from(i).ok());
        self.descriptions(&description.to_lowercase()).iter().all(|states| index.is_some_and(|i| states.contains(&i)))
    }

    /// What each part of a description that is known is said of; the longest parts count: in "West African" not "African".
    fn descriptions(&self, description: &str) -> Vec<&[u16]> {
        let words: Vec<&str> = description.split_whitespace().collect();
        let mut found = Vec::new();
        let mut from = 0;
        while from < words.len() {
            let longest = (from + 1..=words.len()).rev().find_map(|end| {
                let states = self.said_of(&words[from..end].join(" "))?;
                Some((end, states))
            });
            from = longest.map_or(from + 1, |(end, _)| end);
            found.extend(longest.map(|(_, states)| states));
        }
        found
    }

    fn said_of(&self, words: &str) -> Option<&[u16]> {
        let found = self.table.descriptions.binary_search_by(|(known, _)| (*known).cmp(words)).ok()?;
        Some(&self.table.descriptions[found].1)
    }
}
