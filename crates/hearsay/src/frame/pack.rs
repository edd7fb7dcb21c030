//! A pack: the vocabulary of a domain as data, `pack.toml`. The engine knows no word of any domain.
//!
//! ```toml
//! name = "arms"                      # how the pack is called
//! about = "..."                      # one line on what it covers
//! partitives = ["crate", ...]        # "crates of rifles": the goods stand behind "of"
//! goods = ["shipment", ...]          # nouns that point back to goods named before: "the shipment"
//! things = ["drone", ...]            # nouns for goods of this domain, singular; items.toml names them
//! stands_for_state = ["force", ...]  # "Russian forces": as a party, the state itself
//! stands_for_body = { navy = ["frigate", ...] }   # "a British frigate": as a party, the navy of that state
//! prefixes = { HMS = "Royal Navy" }  # what names of things begin with, and the body whose they are: "HMS Talbot"
//! parties = ["buyer", ...]           # nouns for parties, beside those for voices that the gazetteer knows
//! firms = ["works", ...]             # words that end names of firms, whatever they mean alone: "Zlatica Works"
//! alliances = ["bloc", ...]          # nouns for unions of states: "the bloc" is no company
//! places = ["airfield", ...]         # nouns for places
//! supports = ["make", ...]           # verbs that lend a noun their subject: "made a delivery"
//! receives = ["receive", ...]        # verbs whose subject gets what their object names: "received a shipment"
//! bears = ["target", ...]            # verbs whose object is under what their subject names: "the sanctions target a bank"
//! asides = ["new", ...]              # adjectives that are no part of an item's name
//! beside = ["money", "food.*", ...]  # items, or all within a class, that alone don't make an article one of this domain
//!
//! [[frame]]
//! type = "transfer"
//! learnt = true                      # the model hears such events in words that are no triggers: "crates washed up"
//! stages = ["offered", ...]          # from which every stage below is taken; "unspecified" goes without saying
//! future = "planned"                 # the stage under "will", "is to"; `ongoing` under "is making"; `reduced` of
//!                                    # "drones made in Iran"; `habitual` of "makes"
//! wished = ["requested"]             # stages that hold in any tense: who is asking, or will ask, asks
//! ended = "suspended"                # the stage that says more than one told below: "cancelled a plan to buy"
//! hinders = "transfer"               # the type of which its words name what doesn't happen: "a ban on exports"
//! cargo = "transfer"                 # the type that tells who sends what to whom with the goods of this one: "seized
//!                                    # a boat carrying rifles to Yemen"
//! terms = ["sale", ...]              # where the type has terms
//! counts = "item"                    # the role whose fillers a quantity counts
//! exchange = "in_exchange_for"       # the role that, once filled, makes the terms `exchanged`
//! exchanged = "barter"
//!
//! [[frame.role]]                     # in the order in which frames show them
//! name = "supplier"
//! filler = "party"                   # party, goods, place or words
//! inferred = true                    # may be taken from elsewhere in the article
//! shares = true                      # a party of another role may fill it, too: "made in Iran"
//! several = true                     # all its arguments fill it, not only the first kind that is there
//! nouns = ["factory", ...]           # what must head its phrase, where not any noun may
//! within = "facility"                # where nothing else is told, the place that the words of that role name
//! home_of = "origin"                 # where nothing else is told, the state of the place in that role
//! borrows = { from = "transfer", role = "recipient" }   # where no event of this type tells: "the embargo" is on them
//! members = true                     # members of a state's body keep their name: "Kenyan pilots" are not Kenya
//!
//! [[frame.governor]]                 # words above a trigger that tell its stage: "agreed to sell", "a ban on sales"
//! lemmas = ["agree"]
//! stage = "agreed"
//! ahead = "planned"                  # under "will": "will agree to sell"
//!
//! [[frame.wording]]                  # words under or beside a trigger that tell the terms: "military aid package"
//! lemmas = ["aid"]
//! terms = "aid"
//!
//! [frame.schemes]                    # which arguments fill which roles, shared by triggers
//! give = { supplier = ["subject"], recipient = ["indirect", "to"], item = ["object"] }
//!
//! [[frame.trigger]]
//! lemmas = ["send", "ship"]
//! pos = "verb"                       # verb, noun, adjective, or participle ("Iranian-made")
//! particle = "over"                  # "hand over"
//! without = ["out"]                  # with which the verb means something else: "carried out"
//! verbal = true                      # not before a noun: "used tanks" are second-hand
//! main = true                        # not in a relative clause: "the help it needs"
//! alone = true                       # not where it tells what its object is or does: "ordered the jets to turn back"
//! unless = ["missile"]               # neither the verb's object nor before the noun: who intercepts one shoots it down
//! part_of = ["in"]                   # no goods may stand behind these: chips "used in drones"
//! not_by = ["drone"]                 # the verb's subject must be none of these: "a drone carried a warhead"
//! scheme = "give"                    # one of the frame's; `roles` adds to it or replaces
//! roles = { route = ["via"] }
//! subjects = ["frigate"]             # the verb's subject must be one of these
//! goals = ["blacklist"]              # one of these must stand behind a preposition of the verb's: "added to a blacklist"
//! objects = ["licence"]              # the verb's object must be one of these, whose own event it takes over
//! modifiers = ["military"]           # one of these must stand before the noun: "military ties"
//! either = "imposer"                 # the role of who stands before the noun, or else the other: "the Cuban embargo"
//! firm = "supplier"                  # the role of a firm, whichever side it is named on: "a deal with Koral Dynamics"
//! onward = "recipient"               # who fills that role in other events sends the goods on: "were re-exported"
//! bare = "item"                      # the noun stands alone, and this role is told elsewhere: "production starts in May"
//! implies = "arms"                   # the goods that the word itself names, where no others are told: "arming the rebels"
//! needs = ["item"]                   # the word is no trigger unless these are filled as their type asks
//! stage = "shipped"
//! terms = "sale"
//!
//! [[frame.trigger.example]]          # a sentence, and what must be found in it; run as tests
//! text = "Iran sent drones to Russia."
//! frame = { supplier = "Iran", recipient = "Russia", item = "drone", stage = "shipped" }
//!
//! [[frame.example]]                  # the same for words that are no triggers
//! ```
//!
//! Arguments are named after what they are once syntax is undone: `subject`, `object`, `indirect`, `possessor`,
//! `modifier` (compounds and adjectives before a noun), `object modifier` (those before a verb's object), `provenance`
//! ("*Turkish* drones arrived"), `included` ("a package that includes"), `bearer` ("*Libya* is under an embargo"),
//! `level` ("output reached 40 *tanks*"), or a preposition, which may have a noun within: "in exchange for". Lemmas are lower case.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::argument::Slot;
use super::frame_type::{FrameType, Trigger};
use super::item::Items;
use serde::Deserialize;

/// What is wrong with a pack, where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {message}; {remedy}")]
pub struct PackError {
    /// The file as the caller named it.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
    /// How to put it right.
    pub remedy: String,
}

/// A domain's vocabulary. The module's documentation explains each key.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// How it is called.
    pub name: String,
    /// What it covers.
    pub about: String,
    /// Nouns for amounts of goods.
    #[serde(default)]
    pub partitives: HashSet<String>,
    /// Nouns that point back to goods.
    #[serde(default)]
    pub goods: HashSet<String>,
    /// Nouns for goods.
    #[serde(default)]
    pub things: HashSet<String>,
    /// Nouns for parts of a state that stand for it.
    #[serde(default)]
    pub stands_for_state: HashSet<String>,
    /// For a state's body, nouns for what belongs to it and stands for it.
    #[serde(default)]
    pub stands_for_body: BTreeMap<String, HashSet<String>>,
    /// For what the names of a body's things begin with, the body's name.
    #[serde(default)]
    pub prefixes: BTreeMap<String, String>,
    /// Nouns for parties of which the gazetteer knows nothing.
    #[serde(default)]
    pub parties: HashSet<String>,
    /// Words that end names of firms.
    #[serde(default)]
    pub firms: HashSet<String>,
    /// Nouns for unions of states.
    #[serde(default)]
    pub alliances: HashSet<String>,
    /// Nouns for places that goods go to.
    #[serde(default)]
    pub places: HashSet<String>,
    /// Verbs that lend a noun their subject.
    #[serde(default)]
    pub supports: HashSet<String>,
    /// Verbs whose subject gets what their object names.
    #[serde(default)]
    pub receives: HashSet<String>,
    /// Verbs whose object is under what their subject names.
    #[serde(default)]
    pub bears: HashSet<String>,
    /// Adjectives that are no part of an item's name.
    #[serde(default)]
    pub asides: HashSet<String>,
    /// Ids of items, or "class.*" for all within it, that alone don't make an article one of this domain.
    #[serde(default)]
    pub beside: Vec<String>,
    /// The types of frames.
    #[serde(rename = "frame")]
    pub frames: Vec<FrameType>,
    /// The taxonomy of goods.
    #[serde(skip)]
    pub(crate) items: Option<Items>,
    /// For each trigger's lemma, its frame and trigger by index.
    #[serde(skip)]
    index: HashMap<String, Vec<(usize, usize)>>,
}

impl Pack {
    /// The pack that is compiled into the program.
    ///
    /// # Errors
    /// As for [`Pack::parse`].
    pub fn embedded() -> Result<Self, PackError> {
        let pack = Self::parse("packs/arms/pack.toml", include_str!("../../../../packs/arms/pack.toml"))?;
        pack.with_items("packs/arms/items.toml", include_str!("../../../../packs/arms/items.toml"))
    }

    /// Adds a taxonomy of goods; `file` names it in errors.
    ///
    /// # Errors
    /// When the text is no TOML, or the taxonomy contradicts itself.
    pub fn with_items(self, file: &str, text: &str) -> Result<Self, PackError> {
        Ok(Self { items: Some(items(file, text)?), ..self })
    }

    /// Reads a pack; `file` names it in errors.
    ///
    /// # Errors
    /// The first of what [`Pack::read`] finds.
    pub fn parse(file: &str, text: &str) -> Result<Self, PackError> {
        let (pack, mut faults) = Self::checked(file, text)?;
        if faults.is_empty() { Ok(pack) } else { Err(faults.swap_remove(0)) }
    }

    /// Reads a pack with its taxonomy, if it has one; each comes with its file as errors name it.
    ///
    /// # Errors
    /// Every fault: a text is no TOML, has unknown keys, or names a role, stage, term or scheme that its frame lacks.
    /// Of what is no TOML and of keys in one file only the first is known, for nothing can be made of the rest.
    pub fn read(pack: (&str, &str), taxonomy: Option<(&str, &str)>) -> Result<Self, Vec<PackError>> {
        let mut faults = Vec::new();
        let items = taxonomy.and_then(|(file, text)| items(file, text).map_err(|fault| faults.push(fault)).ok());
        match Self::checked(pack.0, pack.1) {
            Ok((pack, mut found)) => {
                found.append(&mut faults);
                if found.is_empty() { Ok(Self { items, ..pack }) } else { Err(found) }
            }
            Err(first) => {
                faults.insert(0, first);
                Err(faults)
            }
        }
    }

    /// A pack and all that its frames name without declaring it, in the order of lines.
    fn checked(file: &str, text: &str) -> Result<(Self, Vec<PackError>), PackError> {
        let mut pack: Self = toml::from_str(text).map_err(|e| PackError {
            file: file.to_owned(),
            line: line(text, e.span().map_or(0, |s| s.start)),
            message: e.message().lines().collect::<Vec<_>>().join(", "),
            remedy: "packs/README.md tells which keys there are, and how a file is laid out".to_owned(),
        })?;
        let kinds: Vec<String> = pack.frames.iter().map(|frame| frame.kind.clone()).collect();
        let mut faults: Vec<PackError> =
            pack.frames.iter().flat_map(|frame| frame.undeclared(&kinds, file, text)).collect();
        faults.sort_by_key(|fault| fault.line);
        for (f, frame) in pack.frames.iter_mut().enumerate() {
            for (t, trigger) in frame.triggers.iter_mut().enumerate() {
                for lemma in &trigger.lemmas {
                    pack.index.entry(lemma.clone()).or_default().push((f, t));
                }
            }
            let examples =
                frame.triggers.iter_mut().flat_map(|trigger| &mut trigger.examples).chain(&mut frame.examples);
            examples.for_each(|example| example.line = line(text, example.text.span().start));
        }
        Ok((pack, faults))
    }

    /// The body that a noun stands for: the navy for "frigate".
    pub(crate) fn body(&self, noun: &str) -> Option<&str> {
        self.stands_for_body.iter().find(|(_, nouns)| nouns.contains(noun)).map(|(body, _)| body.as_str())
    }

    /// Whether a noun is a goal of some trigger: the list to which firms are added.
    pub(crate) fn is_goal(&self, noun: &str) -> bool {
        self.frames.iter().flat_map(|frame| &frame.triggers).any(|trigger| trigger.goals.contains(noun))
    }

    /// Whether a verb tells how far some event has got.
    pub(crate) fn is_governor(&self, verb: &str) -> bool {
        self.frames.iter().flat_map(|frame| &frame.governors).any(|governor| governor.lemmas.contains(verb))
    }

    /// What the subject of a verb is to the event that its object names, if anything.
    pub(crate) fn lends(&self, verb: &str) -> Option<Slot> {
        let gets = || self.receives.contains(verb).then_some(Slot::Indirect);
        self.supports.contains(verb).then_some(Slot::Subject).or_else(gets)
    }

    /// The frames and triggers of a word.
    pub(crate) fn triggers(&self, lemma: &str) -> impl Iterator<Item = (&FrameType, &Trigger)> {
        let found = self.index.get(lemma).map_or(&[][..], Vec::as_slice);
        found.iter().filter_map(|&(f, t)| Some((self.frames.get(f)?, self.frames.get(f)?.triggers.get(t)?)))
    }
}

fn items(file: &str, text: &str) -> Result<Items, PackError> {
    Items::parse(text).map_err(|error| PackError {
        file: file.to_owned(),
        line: error.line,
        message: error.message,
        remedy: error.remedy,
    })
}

pub(super) fn line(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|&b| b == b'\n').count() + 1
}
