//! What names tell: which end as firms' do, what only stands within one, whose a paper is.

use std::collections::HashSet;

use hearsay_gazetteer::{Entity, Gazetteer, Kind, Mention as Name, Reading, RoleKind, Sense};

use super::argument::Arguments;
use super::lemma::singular;
use super::phrase::{Phrase, Phrases};
use crate::Span;
use crate::syntax::{Relation, Sort, Upos, Xpos};

impl<'a> Phrases<'a> {
    /// Whether a phrase names a firm: a name that no state, body of a state or movement has.
    pub(crate) fn names_firm(&self, phrase: &Phrase) -> bool {
        match self.name_at(phrase.head) {
            Some(name) => is_firm(name.reading.entity),
            None => self.syntax().tokens()[phrase.head].upos == Upos::Propn && phrase.entity.is_none(),
        }
    }

    /// Whether a token is a name.
    pub(crate) fn is_named(&self, token: usize) -> bool {
        self.name_at(token).is_some() || self.syntax().tokens()[token].upos == Upos::Propn && !self.is_goods(token)
    }

    /// Whether a token is a name of something else than a time or goods.
    pub(super) fn is_proper(&self, token: usize) -> bool {
        let here = &self.syntax().tokens()[token];
        here.upos == Upos::Propn
            && here.span.text(self.arguments.text).starts_with(char::is_uppercase)
            && !matches!(here.mention, Sort::Time | Sort::Event)
            && !self.is_time(token)
            && !self.is_goods(token)
    }

    /// "the North" for North Korea: the first word of the name of a state that the text names, and of no other.
    pub(super) fn short_name(&self, token: usize) -> Option<&Name<'a>> {
        let here = &self.syntax().tokens()[token];
        let word = here.span.text(self.arguments.text);
        let articled = || token.checked_sub(1).is_some_and(|t| self.arguments.word(t) == "the");
        if !(here.upos == Upos::Propn || articled()) || !matches!(word, "North" | "South" | "Republic" | "Federation") {
            return None;
        }
        self.names.iter().find(|n| {
            let entity = n.reading.entity;
            entity.kind == Kind::Country
                && entity.name.split(' ').count() > 1
                && entity.name.split(' ').any(|w| w == word)
        })
    }

    /// Whether a token is inside of a name, not its last word.
    pub(super) fn is_within_name(&self, token: usize) -> bool {
        // So does "the Giraite Armament Factory".
        let ends = || {
            let known = |t: usize| self.pack.triggers(&singular(self.lemma(t))).next().is_some();
            self.follows_name(token)
                && token.checked_sub(2).is_some_and(|first| self.follows_name(token - 1) && !known(first))
        };
        self.follows_name(token) && self.follows_name(token + 1) || self.is_facility(token) && ends()
    }

    /// Whether a noun means a place where things are made.
    fn is_facility(&self, token: usize) -> bool {
        matches!(singular(self.lemma(token)).as_str(), "factory" | "plant" | "works" | "yard" | "shipyard" | "arsenal")
    }

    /// Whether a token with a capital stands right behind a name with one.
    pub(super) fn follows_name(&self, token: usize) -> bool {
        let tokens = self.syntax().tokens();
        let capital = |t: usize| tokens[t].span.text(self.arguments.text).starts_with(char::is_uppercase);
        token < tokens.len()
            && capital(token)
            && token.checked_sub(1).is_some_and(|before| {
                // "Joint" of "the Joint Strike Fighter" is an adjective and a part of a name.
                let named = tokens[before].upos == Upos::Propn || tokens[before].xpos == Xpos::Nnp;
                let name = named && capital(before);
                name && tokens[before].span.end + 1 == tokens[token].span.start
            })
    }

    /// Whose a paper is: of "UN Security Council resolutions" the council's.
    pub(super) fn whose_paper(&self, token: usize) -> Option<usize> {
        let role = self.gazetteer.role(&singular(self.lemma(token)))?;
        let mut owners = self.syntax().dependents_by(token, &[Relation::Compound, Relation::NmodPoss]);
        owners.find(|&owner| role.kind == RoleKind::Paper && self.name_at(owner).is_some())
    }

    /// Whether a phrase means somebody by whose they are to the one who speaks: "our brothers".
    pub(crate) fn is_of_speaker(&self, phrase: &Phrase) -> bool {
        let mut owners = self.syntax().dependents_by(phrase.head, &[Relation::NmodPoss]);
        owners.any(|owner| matches!(self.arguments.word(owner).as_str(), "our" | "my"))
    }

    /// Whether a noun has a name right behind it: "the state factory Kestrel".
    pub(super) fn is_named_works(&self, token: usize) -> bool {
        let here = &self.syntax().tokens()[token];
        let mut names = self.syntax().dependents_by(token, &[Relation::Appos, Relation::Flat]);
        here.upos == Upos::Noun && names.any(|name| name == token + 1 && self.is_proper(name))
    }

    /// Whether a token stands before a noun as a part of its phrase.
    pub(super) fn is_before_noun(&self, token: usize) -> bool {
        let here = &self.syntax().tokens()[token];
        matches!(here.relation, Relation::Compound | Relation::Nmod | Relation::NmodUnmarked)
            && here.head.is_some_and(|head| head > token)
    }

    /// Whether a noun only tells what a body, person, list or thing is for: "the sanctions committee", "an export official",
    /// "added to the sanctions list", "transport aircraft".
    pub(crate) fn tells_what_for(&self, token: usize) -> bool {
        let here = &self.syntax().tokens()[token];
        let Some(head) = here.head.filter(|&head| here.relation == Relation::Compound && head > token) else {
            return false;
        };
        let noun = singular(self.lemma(head));
        if self.syntax().tokens()[head].relation == Relation::Obl && self.pack.is_goal(&noun) {
            return true;
        }
        // "transport aircraft", "a supply ship".
        let together = format!("{} {}", self.arguments.word(token), self.arguments.word(head));
        if self.pack.items.as_ref().is_some_and(|items| items.is_compound(&together)) {
            return true;
        }
        self.gazetteer.role(&noun).is_some_and(|role| role.kind != RoleKind::Paper)
            && !self.pack.firms.contains(&noun)
            && !self.pack.places.contains(&noun)
            && !self.is_goods(head)
            && !self.is_event(head)
    }

    /// Whose those are who stand for their state by nothing but a pronoun: "its forces", "our troops".
    pub(super) fn pronoun_of_forces(&self, token: usize) -> Option<Span> {
        let owner = self.syntax().dependents_by(token, &[Relation::NmodPoss]).next()?;
        let described = self.syntax().dependents_by(token, &[Relation::Compound, Relation::Amod]).next().is_some();
        let noun = singular(self.lemma(token));
        // "his country" is the one for which he speaks.
        let stands = self.pack.stands_for_state.contains(&noun) || matches!(noun.as_str(), "country" | "nation");
        let stands = stands && !described;
        (stands && self.is_pronoun(owner)).then(|| self.syntax().tokens()[owner].span)
    }

    /// The first words of the firms' names that are two words long: "Koral" of "Koral Dynamics".
    pub(super) fn first_words_of_firms(&self) -> HashSet<String> {
        let tokens = self.syntax().tokens();
        let word = |t: usize| tokens[t].span.text(self.arguments.text).to_owned();
        let ends = (1..tokens.len()).filter(|&t| self.is_firm_name(t) && !self.follows_name(t - 1));
        ends.map(|t| word(t - 1)).collect()
    }

    /// Whether a token is the name of a firm for short.
    pub(super) fn is_short_firm(&self, token: usize) -> bool {
        let here = &self.syntax().tokens()[token];
        here.upos == Upos::Propn && self.short_firms.contains(here.span.text(self.arguments.text))
    }

    /// Whether a name that the gazetteer doesn't know may be a firm's: by its words, by what the text calls so elsewhere, or
    /// because the encoder takes it for one.
    pub(super) fn may_be_firm(&self, token: usize) -> bool {
        let parts = [Relation::Compound, Relation::Flat];
        self.is_firm_name(token)
            || self.is_short_firm(token)
            || self.syntax().tokens()[token].mention == Sort::Organisation
            || self.syntax().dependents_by(token, &parts).next().is_some()
    }

    /// Whether a token ends a name of three words and more, though it is a noun for goods: "Xiamen Limbach Aviation Engine".
    pub(super) fn ends_long_name(&self, token: usize) -> bool {
        let tokens = self.syntax().tokens();
        let Some(start) = token.checked_sub(2) else { return false };
        let is_part = |t: usize| tokens[t].upos == Upos::Propn && tokens[t].mention != Sort::Object;
        self.follows_name(token)
            && self.follows_name(token - 1)
            && tokens[token].xpos == Xpos::Nnp
            && (start..=token).all(|t| is_part(t) && !self.is_designation(t))
            && !(start..token).any(|t| self.is_system(t))
    }

    /// Whether a token ends the name of a firm: "Zlatica Works", "Halvorsen Steel".
    pub(super) fn is_firm_name(&self, token: usize) -> bool {
        self.pack.firms.contains(&self.arguments.word(token))
            && self.follows_name(token)
            && self.country(token - 1).is_none()
    }
}

/// Whether an entity is a firm or the like: organisations without a state are unions of states.
pub(super) fn is_firm(entity: &Entity<'_>) -> bool {
    entity.kind == Kind::Organisation && entity.country.is_some()
}

/// A name as a party's: what a president does, the state does. "Russian military" is the name of a force, but not in
/// "Russian military vehicles", which are Russian.
pub(super) fn acting<'a>(arguments: &Arguments<'_>, gazetteer: &'a Gazetteer, name: Name<'a>) -> Option<Name<'a>> {
    // "U.S." with its last stop, which is the token's.
    let stop = arguments.text[name.span.clone()].contains('.') && arguments.text[name.span.end..].starts_with('.');
    let name = Name { span: name.span.start..name.span.end + usize::from(stop), ..name };
    if name.reading.entity.kind == Kind::Person {
        let reading =
            Reading { entity: gazetteer.country_of(name.reading.entity)?, sense: Sense::Metonym, ..name.reading };
        return Some(Name { reading, ..name });
    }
    let words = &arguments.text[name.span.clone()];
    let Some((state, "military")) = words.rsplit_once(' ') else { return Some(name) };
    let tokens = arguments.syntax.tokens();
    let last = tokens.partition_point(|t| t.span.end < name.span.end);
    let before_noun = tokens.get(last).is_some_and(|t| {
        matches!(t.relation, Relation::Amod | Relation::Compound) && t.head.is_some_and(|head| head > last)
    });
    Some(match gazetteer.lookup(state).filter(|_| before_noun) {
        Some(reading) => Name { span: name.span.start..name.span.start + state.len(), reading },
        None => name,
    })
}
