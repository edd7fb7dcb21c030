//! Participles before a noun: "Iranian-made drones".

use super::argument::{Argument, Arguments, Slot};
use crate::syntax::{Relation, Upos, Xpos};

impl Arguments<'_> {
    /// The arguments of a participle before a noun: "Iranian-made drones".
    pub(crate) fn of_participle(&self, participle: usize) -> Vec<Argument> {
        let mut found = Vec::new();
        let noun = match self.relation(participle) {
            Relation::Amod => self.head(participle),
            _ => self.child(participle, &[Relation::NsubjPass, Relation::Nsubj]),
        };
        let next = || {
            let is_noun =
                |&t: &usize| self.syntax.tokens().get(t).is_some_and(|t| matches!(t.upos, Upos::Noun | Upos::Propn));
            (participle + 1..participle + 4).find(|t| is_noun(t) && self.relation(*t) != Relation::Compound)
        };
        let Some(noun) = noun.or_else(next) else { return found };
        found.push((Slot::Object, noun));
        found.extend(self.hyphened(participle).map(|maker| (Slot::Modifier, maker)));
        for child in self.syntax.dependents(participle).iter().copied().filter(|&c| c < participle) {
            if !matches!(
                self.relation(child),
                Relation::Punct
                    | Relation::Nsubj
                    | Relation::NsubjPass
                    | Relation::Aux
                    | Relation::AuxPass
                    | Relation::Cop
            ) {
                found.push((Slot::Modifier, child));
            }
        }
        found
    }

    /// Whether a participle before a noun has its agent before it.
    pub(crate) fn participle(&self, token: usize) -> bool {
        // "Chinese-made", on whatever the tree hangs "Chinese".
        if self.hyphened(token).is_some() {
            return true;
        }
        (self.relation(token) == Relation::Amod && self.head(token).is_some_and(|h| h > token))
            && self.syntax.dependents(token).iter().any(|&d| d < token && self.relation(d) != Relation::Punct)
    }

    /// The word that a hyphen joins to a participle: "Chinese" of "Chinese-made".
    fn hyphened(&self, participle: usize) -> Option<usize> {
        let is_participle = matches!(self.syntax.tokens()[participle].xpos, Xpos::Vbn | Xpos::Vbd | Xpos::Jj);
        // "North Korea test-fired a missile" has a subject.
        let acts = || self.child(participle, &[Relation::Nsubj]).is_some();
        self.before_hyphen(participle).filter(|_| is_participle && !acts())
    }

    pub(super) fn before_hyphen(&self, token: usize) -> Option<usize> {
        token.checked_sub(1).filter(|&hyphen| self.word(hyphen) == "-")?.checked_sub(1)
    }
}
