//! Bodies behind things: whose a frigate is.

use hearsay_gazetteer::{Entity, Kind};

use super::lemma::singular;
use super::phrase::Phrases;
use crate::Span;
use crate::syntax::Relation;

impl<'a> Phrases<'a> {
    /// The body of a state that a noun stands for: "a British frigate" is the navy's.
    pub(super) fn body_of(&self, state: usize, noun: &str) -> Option<&'a Entity<'a>> {
        let body = self.pack.body(noun)?;
        let name = self.name_at(state)?;
        let state = &self.arguments.text[name.span.start..name.span.end];
        self.gazetteer.lookup(&format!("{state} {body}")).map(|r| r.entity)
    }

    /// Whether a noun stands for a body: "the frigate" for a navy.
    pub(super) fn stands_for_body(&self, token: usize) -> bool {
        self.pack.body(&singular(self.lemma(token))).is_some()
    }

    /// Whose another such thing is said to be, the last before some words or else the first behind: "the frigate Talbot" is
    /// the navy's of which "a British warship" is.
    pub(super) fn fleet_told(&self, body: &str, at: Span) -> Option<&'a Entity<'a>> {
        let told = |token: usize| {
            let noun = singular(self.lemma(token));
            let state = self.state(token).filter(|_| self.pack.body(&noun) == Some(body))?;
            self.body_of(state, &noun)
        };
        let here = self.syntax().within(at).start;
        (0..here).rev().find_map(told).or_else(|| (here..self.syntax().tokens().len()).find_map(told))
    }

    /// The body whose a thing is, which its name begins with or a modifier names: "HMS Talbot", "Royal Navy sailors".
    pub(super) fn body_that_owns(&self, token: usize, noun: &str, name: Span) -> Option<&'a Entity<'a>> {
        let first = name.text(self.arguments.text).split(' ').next()?;
        if let Some(body) = self.pack.prefixes.get(first) {
            return self.gazetteer.lookup(body).map(|r| r.entity);
        }
        let belongs = self.pack.body(noun).is_some();
        let mut before = self.syntax().dependents_by(token, &[Relation::Amod, Relation::Compound, Relation::NmodPoss]);
        let named = |d| self.name_at(d).map(|name| name.reading.entity).filter(|entity| entity.kind == Kind::Military);
        before.find_map(named).filter(|_| belongs)
    }
}
