//! Models of goods by their names: "Su-35s", "Gripen fighters", "Eurofighter jets", "Kartals" where a Kartal-2 was named.

use std::collections::{HashMap, HashSet};

use super::engine::Draft;
use super::lemma::singular;
use super::phrase::{Phrase, Phrases};
use crate::syntax::{Relation, Sort, Upos};

/// Letters of the shortest first word of a designation that is a name by itself.
const SHORT: usize = 4;

impl Phrases<'_> {
    /// A name that the pack's taxonomy knows: "Bradleys", "HIMARS".
    pub(super) fn is_system(&self, token: usize) -> bool {
        let mention = self.syntax().tokens()[token].mention;
        mention != Sort::Person && self.name_at(token).is_none() && self.is_called_like_system(token)
    }

    /// Whether a word is a system's name, whoever else has it: "Eurofighter jets" are called like who makes them.
    pub(super) fn is_called_like_system(&self, token: usize) -> bool {
        let word = self.syntax().tokens()[token].span.text(self.arguments.text);
        word.starts_with(char::is_uppercase) && self.pack.items.as_ref().is_some_and(|items| items.is_item(word))
    }

    /// The noun of what a model's name alone stands for: of "Rafales" "jet".
    pub(super) fn noun_of_system(&self, token: usize) -> Option<String> {
        let items = self.pack.items.as_ref().filter(|_| self.is_called_like_system(token))?;
        let item = items.read(self.syntax().tokens()[token].span.text(self.arguments.text))?;
        item.name.rsplit(' ').next().map(str::to_owned)
    }

    /// A noun that tells the kind of a named system: "Gripen fighters", "S-400 squadrons".
    pub(super) fn is_kind_of_system(&self, token: usize) -> bool {
        let noun = singular(self.lemma(token));
        let somebody = !self.pack.partitives.contains(&noun)
            && (self.pack.parties.contains(&noun)
                || self.pack.stands_for_state.contains(&noun)
                || self.pack.places.contains(&noun)
                || self.gazetteer.role(&noun).is_some()
                    && !self.pack.items.as_ref().is_some_and(|items| items.is_item(&noun)));
        self.syntax().tokens()[token].upos == Upos::Noun
            && !somebody
            && !self.is_event(token)
            && self
                .syntax()
                .dependents_by(token, &[Relation::Compound])
                .any(|d| d < token && (self.is_designation(d) || self.is_system(d)))
    }

    /// A name that the encoder takes for a thing's: "Bradleys".
    pub(super) fn is_model(&self, token: usize) -> bool {
        let here = &self.syntax().tokens()[token];
        let short = || self.short_models.contains(&singular_name(here.span.text(self.arguments.text)));
        here.upos == Upos::Propn && (here.mention == Sort::Object || short()) && self.name_at(token).is_none()
    }

    /// The first words of designations: "Kartal" of "Kartal-2".
    pub(super) fn first_words_of_models(&self) -> HashSet<String> {
        let tokens = self.syntax().tokens();
        let first = |t: usize| {
            let word = tokens[t].span.text(self.arguments.text);
            let first = word.split('-').next().filter(|first| first.chars().all(char::is_alphabetic))?;
            (first.len() >= SHORT && self.is_designation(t)).then(|| first.to_owned())
        };
        let begins =
            (1..tokens.len()).filter(|&t| self.follows_name(t)).map(|t| tokens[t - 1].span.text(self.arguments.text));
        let begins: HashSet<&str> = begins.collect();
        let named = (0..tokens.len()).filter(|&t| self.names_goods(t, &begins));
        let before = named.map(|t| tokens[t].span.text(self.arguments.text).to_owned());
        (0..tokens.len()).filter_map(first).chain(before).collect()
    }

    /// Whether a name that nothing else is known of stands before a noun for goods: "Hirvi armoured vehicles". What `begins` a
    /// longer name anywhere in the text is who makes them.
    fn names_goods(&self, token: usize, begins: &HashSet<&str>) -> bool {
        let tokens = self.syntax().tokens();
        let here = &tokens[token];
        let word = here.span.text(self.arguments.text);
        let goods = here.head.filter(|&head| here.relation == Relation::Compound && head > token);
        let goods = goods.is_some_and(|head| self.pack.things.contains(&singular(self.lemma(head))));
        let is_name = here.upos == Upos::Propn && word.len() >= SHORT && word.chars().all(char::is_alphabetic);
        let known = self.name_at(token).is_some()
            || !matches!(here.mention, Sort::Object | Sort::None)
            || !self.gazetteer.places(word).is_empty()
            || self.is_system(token);
        goods && is_name && word.starts_with(char::is_uppercase) && !known && !begins.contains(word)
    }

    /// "Su-35s", "Kartal-2", "S-300", "AK-47s": letters, a hyphen or none, and digits.
    pub(super) fn is_designation(&self, token: usize) -> bool {
        let at = self.syntax().tokens()[token].span;
        let text = self.arguments.text;
        let end = text[at.end..].find(|c: char| c.is_whitespace() || c == ',').map_or(text.len(), |i| at.end + i);
        // Trees may take the last part for the head: "22 MiG-29s".
        let start = text[..at.start].trim_end_matches(|c: char| c.is_alphanumeric() || c == '-').len();
        let word = text[start..end].trim_end_matches(|c: char| !c.is_alphanumeric());
        // A name within the word is its maker's: "MiG-29".
        word.starts_with(char::is_uppercase)
            && word.contains('-')
            && word.chars().any(|c| c.is_ascii_digit())
            && self.name_at(token).is_none_or(|name| name.span.end < start + word.len())
    }

    /// Goods with a model's name and its noun as one, where trees take them for two: "Caesar howitzers".
    pub(super) fn rejoined(&self, goods: Vec<Phrase>) -> Vec<Phrase> {
        let mut joined: Vec<Phrase> = Vec::with_capacity(goods.len());
        for phrase in goods {
            let text = self.arguments.text;
            let behind = |name: &Phrase| text.get(name.span.end..phrase.span.start) == Some(" ");
            let whole = joined.last().filter(|name| behind(name)).map(|name| name.span.join(phrase.span));
            let items = self.pack.items.as_ref();
            match whole.and_then(|whole| Some((whole, items?.read(whole.text(text))?))) {
                Some((span, item)) => {
                    joined.pop();
                    joined.push(Phrase { name: item.name, entity: Some(item.id), span, ..phrase });
                }
                None => joined.push(phrase),
            }
        }
        joined
    }
}

/// Calls each system whose name stands alone as the article calls it elsewhere: "the Archers" where "Archer artillery
/// systems" were named, "the CH-95s" where "CH-95 drones" were.
pub(super) fn call_alike(phrases: &Phrases<'_>, drafts: &mut [Draft<'_>]) {
    let Some(items) = &phrases.pack.items else { return };
    let mut called: HashMap<String, String> = HashMap::new();
    let named: Vec<Phrase> = drafts.iter().flat_map(|draft| draft.roles.iter().flatten().cloned()).collect();
    // By their first words.
    let mut longer: HashMap<&str, &Phrase> = HashMap::new();
    for phrase in named.iter().filter(|phrase| phrase.entity.is_some()) {
        if let Some((first, _)) = phrase.name.split_once(' ') {
            longer.entry(first).or_insert(phrase);
        }
    }
    for phrase in &named {
        let Some((id, alone)) = phrase.entity.as_ref().and_then(|id| Some((id.clone(), items.full_name(id)?))) else {
            continue;
        };
        let noun = alone.rsplit(' ').next().unwrap_or(alone);
        let spelt_out = phrase.name != alone || phrase.span.text(phrases.arguments.text).contains(noun);
        let longest = called.entry(id).or_default();
        if spelt_out && phrase.name.len() > longest.len() {
            longest.clone_from(&phrase.name);
        }
    }
    for phrase in drafts.iter_mut().flat_map(|draft| &mut draft.roles).flatten() {
        let name = phrase.entity.as_ref().and_then(|id| called.get(id)).filter(|name| !name.is_empty());
        let alone = phrase.entity.as_ref().and_then(|id| items.full_name(id));
        if let Some(name) = name.filter(|_| alone == Some(&phrase.name)) {
            phrase.name.clone_from(name);
        }
        if phrase.entity.is_none()
            && (phrases.is_designation(phrase.head) || phrases.is_model(phrase.head))
            && let Some(longer) = longer.get(phrase.name.as_str())
        {
            (phrase.name, phrase.entity) = (longer.name.clone(), longer.entity.clone());
        }
    }
}

/// "Kartals" as "Kartal".
fn singular_name(name: &str) -> String {
    name.strip_suffix('s').filter(|stem| stem.len() >= SHORT).unwrap_or(name).to_owned()
}
