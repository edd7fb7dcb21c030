//! How much of something there is by what a verb says of a noun: "output of shells has risen to 30,000 a month", "production
//! reached 40 tanks a year".

use super::argument::Arguments;
use crate::syntax::{Relation, Upos};

/// Verbs whose object is what their subject has come to.
const REACHES: [&str; 10] =
    ["approach", "average", "exceed", "hit", "near", "pass", "reach", "surpass", "top", "total"];

/// What introduces what something has come to.
const TO: [&str; 2] = ["to", "at"];

impl Arguments<'_> {
    /// The number, or the noun with one, to which what a noun names is said to come: of "has grown from 20 tanks a year to 50"
    /// both, the last first.
    pub(super) fn levels(&self, noun: usize) -> Vec<usize> {
        // "production capacity", "output of shells".
        let whole = self.head(noun).filter(|_| self.relation(noun) == Relation::Compound).unwrap_or(noun);
        let of_verb = [Relation::Nsubj, Relation::NsubjPass, Relation::NsubjOuter, Relation::Obj];
        let Some(verb) = self.head(whole).filter(|_| of_verb.contains(&self.relation(whole))) else {
            return Vec::new();
        };
        let is_subject = self.relation(whole) != Relation::Obj;
        let below = self.syntax.dependents(verb).iter().copied().filter(|&t| t > whole.max(verb));
        let mut found: Vec<usize> = below.flat_map(|t| self.with_what_follows(t)).collect();
        found.retain(|&t| {
            let told = match self.case(t) {
                Some(case) => TO.contains(&case.as_str()) || case == "from" && is_subject,
                None => {
                    self.relation(t) == Relation::Obj && is_subject && REACHES.contains(&self.lemmas[verb].as_str())
                }
            };
            told && self.is_number(t)
        });
        found.sort_by_key(|&t| (self.case(t).is_some_and(|case| case == "from"), std::cmp::Reverse(t)));
        found
    }

    /// A phrase and the one that hangs on it behind a preposition: "from 20 | to 50", "at a rate | of 50".
    fn with_what_follows(&self, token: usize) -> Vec<usize> {
        let rate = self.lemmas[token] == "rate" || self.lemmas[token] == "level";
        let further = |&t: &usize| self.case(t).is_some_and(|case| case == "to" || rate && case == "of");
        let inner: Vec<usize> = self.syntax.dependents_by(token, &[Relation::Nmod]).filter(further).collect();
        if rate { inner } else { std::iter::once(token).chain(inner).collect() }
    }

    /// Whether a token is a number or a noun with one.
    fn is_number(&self, token: usize) -> bool {
        self.syntax.tokens()[token].upos == Upos::Num || self.child(token, &[Relation::Nummod]).is_some()
    }
}
