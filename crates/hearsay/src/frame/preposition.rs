//! What stands behind prepositions, whatever trees hang it on.

use super::argument::{Argument, Arguments, Slot};
use crate::syntax::Relation;

impl Arguments<'_> {
    /// The first preposition before a phrase; "because of" is one.
    pub(crate) fn case(&self, token: usize) -> Option<String> {
        self.cases(token).into_iter().next()
    }

    /// The prepositions before a phrase: "from inside Russia" has two.
    pub(super) fn cases(&self, token: usize) -> Vec<String> {
        let whole = |first: usize| {
            let mut words = self.word(first);
            for fixed in self.syntax.dependents_by(first, &[Relation::Fixed]) {
                words.push(' ');
                words.push_str(&self.word(fixed));
            }
            words
        };
        // "to Ukraine through Britain": trees may hang both prepositions on the last of two phrases.
        let sibling = |n: usize| self.head(n) == self.head(token) && self.is_behind_preposition(n);
        let own = self.syntax.dependents_by(token, &[Relation::Case]).filter(|&c| !(c + 1..token).any(sibling));
        let found: Vec<String> = own.map(whole).collect();
        if !found.is_empty() || !self.is_behind_preposition(token) {
            return found;
        }
        let before = self.syntax.phrase(token, &[]).start;
        let case = self.syntax.tokens().partition_point(|t| t.span.start < before).checked_sub(1);
        let lent = case.filter(|&c| self.relation(c) == Relation::Case && self.head(c).is_some_and(|h| h > token));
        lent.map(whole).into_iter().collect()
    }

    pub(super) fn is_behind_preposition(&self, token: usize) -> bool {
        matches!(self.relation(token), Relation::Obl | Relation::Nmod)
    }

    /// What hangs on a phrase but may belong to what the phrase hangs on: "to Ukraine" of "the delivery of tanks to
    /// Ukraine".
    pub(super) fn behind_phrase(&self, phrase: usize, passive: bool, found: &mut Vec<Argument>) {
        for inner in self.syntax.dependents_by(phrase, &[Relation::Nmod]) {
            if self.case(inner).is_some_and(|case| case != "of") {
                self.behind_preposition(inner, passive, found);
            }
        }
    }

    pub(super) fn behind_preposition(&self, phrase: usize, passive: bool, found: &mut Vec<Argument>) {
        for case in self.cases(phrase) {
            // "in exchange for radars", "in return for fuel".
            for inner in self.syntax.dependents_by(phrase, &[Relation::Nmod]) {
                if let Some(inner_case) = self.case(inner) {
                    // "from Rajin to Dunai": the tree may hang where to on where from.
                    if case == "from" && inner_case == "to" {
                        found.push((Slot::Preposition(inner_case.clone()), inner));
                    }
                    found.push((Slot::Preposition(format!("{case} {} {inner_case}", self.word(phrase))), inner));
                }
            }
            if case == "by" && passive {
                found.push((Slot::Subject, phrase));
            }
            // "France, from which India ordered jets".
            found.push((Slot::Preposition(case), self.antecedent(phrase)));
        }
    }
}
