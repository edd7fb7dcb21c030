//! What parties are called: states by whoever stands for them, bodies and firms by their names, people by their own words.

use hearsay_gazetteer::{Kind, Sense};

use super::lemma::singular;
use super::phrase::{Phrase, Phrases};
use crate::syntax::{Relation, Sort, Upos, Xpos};
use crate::{Span, speaker};

impl Phrases<'_> {
    /// Persons of whom a noun only tells how many: "the first group of officers".
    pub(super) fn one_of_many(&self, token: usize) -> Option<usize> {
        const MANY: [&str; 10] =
            ["batch", "contingent", "dozen", "group", "handful", "hundred", "number", "score", "team", "thousand"];
        let counts = MANY.contains(&singular(self.lemma(token)).as_str());
        let mut behind = self.syntax().dependents_by(token, &[Relation::Nmod]);
        let persons = |&n: &usize| {
            let here = &self.syntax().tokens()[n];
            here.xpos == Xpos::Nns && here.mention == Sort::Person && self.arguments.case(n).as_deref() == Some("of")
        };
        behind.find(persons).filter(|_| counts)
    }

    /// The phrase of a party.
    pub(crate) fn party(&self, token: usize) -> Phrase {
        let tokens = self.syntax().tokens();
        let text = self.arguments.text;
        let span = self.without_time(token, self.without_place(token, self.words(token)));
        let phrase = |name: String, entity: Option<String>, span: Span| Phrase {
            head: token,
            name,
            entity,
            span,
            points_back: self.is_pronoun(token) || self.is_anybody(token),
        };
        if let Some(name) = self.name_at(token) {
            let entity = name.reading.entity;
            let span = Span::new(name.span.start, name.span.end);
            let people = name.reading.sense == Sense::Demonym && tokens[token].xpos == Xpos::Nns;
            // "39 Haitians" are not Haiti.
            let counted = people && self.syntax().dependents_by(token, &[Relation::Nummod]).next().is_some();
            let own = !people || entity.kind == Kind::Country && !counted;
            if own {
                return phrase(entity.name.to_owned(), Some(entity.id.to_owned()), span);
            }
            if counted {
                return phrase(span.text(text).to_owned(), None, span);
            }
        }
        // "Australian Defence Minister Richard Marl" acts for his state.
        let mut titles = self.syntax().dependents_by(token, &[Relation::NmodDesc]);
        if let Some(title) = titles.find(|&t| self.pack.stands_for_state.contains(&singular(self.lemma(t))))
            && let Some((id, name)) = self.state(title).and_then(|state| self.country(state))
        {
            return phrase(name.to_owned(), Some(id.to_owned()), span);
        }
        if let Some(name) = self.short_name(token) {
            let entity = name.reading.entity;
            return phrase(entity.name.to_owned(), Some(entity.id.to_owned()), span);
        }
        let noun = singular(self.lemma(token));
        let state = self.state(token);
        // "the optics firm Gözcü", "the ship's owner, Caspian Hopper Lines": the name says who. A ship's says nothing.
        let is_common =
            tokens[token].upos == Upos::Noun || tokens[token].span.text(text).starts_with(char::is_lowercase);
        if is_common
            && tokens[token].xpos != Xpos::Nns
            && self.pack.body(&noun).is_none()
            && let Some(named) = self.syntax().dependents_by(token, &[Relation::Appos, Relation::Flat]).find(|&d| {
                let called = self.is_party(d) || d == token + 1 && self.is_proper(d);
                d > token && tokens[d].mention != Sort::Person && self.is_named(d) && called
            })
        {
            return Phrase { head: token, ..self.party(named) };
        }
        // "the Russian air force" is a body of its own.
        let names_state = |d: usize| {
            state.is_some_and(|s| self.name_at(s).is_some_and(|name| name.span.contains(&tokens[d].span.start)))
        };
        let own = self.syntax().dependents_by(token, &[Relation::Compound]).any(|d| !names_state(d));
        if let Some(state) = state
            && let Some(body) = self.body_of(state, &noun)
        {
            return phrase(body.name.to_owned(), Some(body.id.to_owned()), span);
        }
        if let Some(state) = state.filter(|_| !own && self.pack.stands_for_state.contains(&noun))
            && let Some((id, name)) = self.country(state)
        {
            return phrase(name.to_owned(), Some(id.to_owned()), span);
        }
        let is_name = tokens[token].upos == Upos::Propn || self.is_firm_name(token);
        let span = if is_name { self.whole_name(token, span) } else { span };
        if let Some(body) = self.body_that_owns(token, &noun, span) {
            return phrase(body.name.to_owned(), Some(body.id.to_owned()), span);
        }
        if span.text(text).contains(char::is_uppercase)
            && let Some(name) = speaker::body_named(text, span, self.gazetteer)
        {
            let entity = self.gazetteer.lookup(&name).map(|r| r.entity).filter(|e| e.name == name);
            return phrase(name, entity.map(|e| e.id.to_owned()), span);
        }
        // "Iran's Shahed Aviation" has a name of its own.
        let owner = self.syntax().dependents_by(token, &[Relation::NmodPoss]).last();
        let start = owner.filter(|_| is_name).map(|o| self.syntax().phrase(o, &[]).end);
        let span = start.map_or(span, |s| Span::new(s.clamp(span.start, span.end), span.end).trim(text));
        // Whatever the owner hangs on.
        let name = span.text(text);
        let own = name.split_once("’s ").or_else(|| name.split_once("'s "));
        let own =
            own.filter(|(owner, _)| is_name && self.gazetteer.state(owner).is_some()).map_or(name, |(_, own)| own);
        let span = Span::new(span.end - own.len(), span.end);
        // "Its subsidiary" is a subsidiary.
        let whose = ["its ", "Its ", "their ", "Their ", "his ", "her ", "our "];
        let own = whose.iter().find_map(|whose| own.strip_prefix(whose)).unwrap_or(own);
        phrase(own.split_whitespace().collect::<Vec<_>>().join(" "), None, span)
    }

    /// The phrase of people who belong to a body: "Kenyan pilots", by their own words where the state is only an
    /// adjective of theirs.
    pub(crate) fn members(&self, token: usize) -> Phrase {
        let party = self.party(token);
        let described = self.syntax().tokens()[token].upos == Upos::Noun && self.name_at(token).is_none();
        let whole = party.span == self.without_place(token, self.words(token));
        if !(described && whole && party.entity.is_some() && self.state(token).is_some()) {
            return party;
        }
        let name = party.span.text(self.arguments.text).split_whitespace().collect::<Vec<_>>().join(" ");
        Phrase { name, entity: None, ..party }
    }
}
