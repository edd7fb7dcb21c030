//! Under which names actors are filed, where people judged it otherwise than extraction did.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::contract::{FillerFields, Place, Record, SpeakerFields};

/// What people judged of names: which are of one actor, and which words are of another than they were taken for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Naming {
    /// Names that are filed under another one.
    under: BTreeMap<String, String>,
    /// Names, and words that were wrongly taken for them, with the name that these are filed under.
    apart: BTreeMap<(String, String), String>,
}

impl Naming {
    /// Files all that is told of `name` under `head`. Where both are filed together already, nothing changes.
    pub fn join(&mut self, head: &str, name: &str) {
        let (head, name) = (self.filed(head).to_owned(), self.filed(name).to_owned());
        if head != name {
            self.under.insert(name, head);
        }
    }

    /// Files apart what is told of `name` in these words of articles: "the minister, not Ada Quill", a name that no one
    /// else has. So many persons of one name can't be told apart: that takes judging their claims.
    pub fn part(&mut self, name: &str, words: &str) {
        let head = self.filed(name).to_owned();
        let apart = Self::apart_from(&head, words);
        self.apart.insert((head, words.to_owned()), apart);
    }

    /// What words are filed under that were wrongly taken for a name.
    #[must_use]
    pub fn apart_from(head: &str, words: &str) -> String {
        format!("{words}, not {head}")
    }

    /// Whether nothing was judged.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.under.is_empty() && self.apart.is_empty()
    }

    /// The name under which an actor is filed.
    #[must_use]
    pub fn filed<'n>(&'n self, name: &'n str) -> &'n str {
        // No name comes up twice: only heads are put under others.
        let mut name = name;
        while let Some(head) = self.under.get(name) {
            name = head;
        }
        name
    }

    /// The name under which an actor is filed whom an article tells of in some words.
    #[must_use]
    pub fn filed_in<'n>(&'n self, name: &'n str, words: &str) -> &'n str {
        let mut name = name;
        loop {
            if let Some(apart) = self.apart.get(&(name.to_owned(), words.to_owned())) {
                return self.filed(apart);
            }
            match self.under.get(name) {
                Some(head) => name = head,
                None => return name,
            }
        }
    }

    /// The names under which words are filed apart.
    pub fn apart(&self) -> impl Iterator<Item = &str> {
        self.apart.values().map(String::as_str)
    }

    /// The record with its speakers, bodies, relays and fillers by the names under which they are filed.
    #[must_use]
    pub fn file<'r>(&self, record: &'r Record) -> Cow<'r, Record> {
        if self.is_empty() {
            return Cow::Borrowed(record);
        }
        let mut record = record.clone();
        for claim in &mut record.claims {
            let words = words_of_speaker(&claim.speaker, claim.source.as_ref()).cloned();
            let speaker = &mut claim.speaker;
            if let Some(name) = &mut speaker.name {
                self.rename(name, &mut speaker.entity, words.as_ref());
            }
            if let Some(body) = &mut speaker.affiliation {
                self.rename(body, &mut None, None);
            }
            for relay in &mut claim.relays {
                self.rename(&mut relay.name, &mut None, relay.span.as_ref());
            }
            for filler in claim.frames.iter_mut().flat_map(|frame| frame.roles.values_mut()).flatten() {
                let words = words_of_filler(filler).cloned();
                self.rename(&mut filler.name, &mut filler.entity, words.as_ref());
            }
        }
        Cow::Owned(record)
    }

    fn rename(&self, name: &mut String, entity: &mut Option<String>, words: Option<&Place>) {
        let filed = words.map_or_else(|| self.filed(name), |words| self.filed_in(name, &words.exact));
        if filed != name {
            (*name, *entity) = (filed.to_owned(), None);
        }
    }
}

/// The words by which an article names a speaker.
#[must_use]
pub fn words_of_speaker<'c>(speaker: &'c SpeakerFields, source: Option<&'c Place>) -> Option<&'c Place> {
    speaker.named_at.as_ref().or(source)
}

/// The words by which an article names who or what fills a role.
fn words_of_filler(filler: &FillerFields) -> Option<&Place> {
    filler.span.as_ref().or(filler.inferred_from.as_ref())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_filed_under_the_head_of_those_they_were_joined_with() {
        let mut naming = Naming::default();
        naming.join("Ada Quill", "A. Quill");
        naming.join("Norway", "Ada Quill");
        naming.join("A. Quill", "Norway");
        assert_eq!((naming.filed("A. Quill"), naming.filed("Norway")), ("Norway", "Norway"));
        naming.part("A. Quill", "the minister");
        assert_eq!(naming.filed_in("Ada Quill", "the minister"), "the minister, not Norway");
        assert_eq!(naming.filed_in("Ada Quill", "Ada Quill"), "Norway");
        naming.join("Peru", "the minister, not Norway");
        naming.join("Sweden", "Norway");
        assert_eq!(naming.filed_in("A. Quill", "the minister"), "Peru");
        assert_eq!(naming.filed_in("A. Quill", "she"), "Sweden");
    }
}
