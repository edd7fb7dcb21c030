//! States that words name: whose forces, goods and regions are.

use hearsay_gazetteer::{Kind, Sense};

use super::frame_type::FillerKind;
use super::lemma::singular;
use super::phrase::Phrases;
use crate::syntax::Relation;

impl<'a> Phrases<'a> {
    /// The state that a modifier of a noun names: "Russian forces", "Chad's army".
    pub(crate) fn state(&self, token: usize) -> Option<usize> {
        let modifiers = [Relation::Amod, Relation::Compound, Relation::NmodPoss, Relation::Nmod];
        // "soldiers in Mali" need not be Mali's, but "the government in Juba" is South Sudan's.
        let rules = matches!(self.lemma(token), "government" | "authorities" | "junta" | "leadership");
        let elsewhere = |m: usize| {
            let case = self.arguments.case(m).filter(|_| self.arguments.relation(m) == Relation::Nmod);
            case.is_some_and(|case| case != "of" && !(rules && case == "in"))
        };
        self.syntax().dependents_by(token, &modifiers).find(|&m| self.country(m).is_some() && !elsewhere(m))
    }

    /// A state and those that are joined to it: "Russian and Syrian jets".
    pub(super) fn states(&self, state: usize) -> Vec<usize> {
        let joined = self.syntax().dependents_by(state, &[Relation::Conj]).filter(|&t| self.country(t).is_some());
        std::iter::once(state).chain(joined).collect()
    }

    /// The states for which a noun stands beside the first: "the Russian and Syrian governments".
    pub(super) fn other_states(&self, token: usize) -> Vec<usize> {
        let stands = self.name_at(token).is_none() && self.pack.stands_for_state.contains(&singular(self.lemma(token)));
        let state = self.state(token).filter(|_| stands);
        state.map_or_else(Vec::new, |state| self.states(state).split_off(1))
    }

    /// The state that goods are said to come from: "grain from Romania".
    pub(crate) fn come_from(&self, token: usize) -> Option<usize> {
        let mut behind = self.syntax().dependents_by(token, &[Relation::Nmod]);
        behind.find(|&m| self.arguments.case(m).as_deref() == Some("from") && self.country(m).is_some())
    }

    /// Whom goods are for, or whose goods: "tanks for the army", "engines for Ukrainian tanks".
    pub(super) fn meant_for(&self, goods: usize) -> Option<usize> {
        let mut behind = self.syntax().dependents_by(goods, &[Relation::Nmod]);
        let of_state = |t: usize| match self.is_goods(t) {
            true => self.state(t),
            false => Some(t).filter(|&t| self.fits(t, FillerKind::Party, true)),
        };
        behind.find_map(|t| of_state(t).filter(|_| self.arguments.case(t).as_deref() == Some("for")))
    }

    /// The state that a word stands for.
    pub(crate) fn country(&self, token: usize) -> Option<(&'a str, &'a str)> {
        let entity = self.name_at(token).map(|n| n.reading.entity).filter(|e| {
            matches!(e.kind, Kind::Country | Kind::Military) || e.kind == Kind::Organisation && e.country.is_none()
        })?;
        Some((entity.id, entity.name))
    }

    /// Whether a word is the name of a state, written out: neither "Cuban" nor "US".
    pub(super) fn is_own_name(&self, token: usize) -> bool {
        let name = self.name_at(token).filter(|name| name.reading.entity.kind == Kind::Country);
        let short = |text: &str| text.chars().all(|c| c.is_uppercase() || c == '.');
        name.is_some_and(|name| name.reading.sense == Sense::Name && !short(&self.arguments.text[name.span.clone()]))
    }
}
