//! Who takes part in what a deal is about: "Peru signed a contract with Spain for the purchase of tanks", "Peru and Spain
//! signed a deal on the sale of tanks".

use super::argument::{Argument, Arguments, Slot};
use super::lemma::singular;
use super::subject::REACH;
use crate::syntax::Relation;

/// What is signed.
const DEALS: [&str; 11] = [
    "accord",
    "agreement",
    "contract",
    "deal",
    "intent",
    "letter",
    "memorandum",
    "order",
    "pact",
    "protocol",
    "understanding",
];

/// What stands between an event and the deal about it.
const ABOUT: [&str; 7] = ["about", "for", "of", "on", "over", "to", "covering"];

impl Arguments<'_> {
    /// The deal about an event: the contract in "a contract for the purchase of tanks", "a letter of intent on a sale".
    pub(super) fn deal_about(&self, event: usize) -> Option<usize> {
        let is_deal = |noun: usize| DEALS.contains(&singular(&self.lemmas[noun]).as_str());
        let above = |&at: &usize| {
            let about = self.case(at).is_some_and(|case| ABOUT.contains(&case.as_str()));
            self.head(at).filter(|&head| about && self.relation(at) == Relation::Nmod && is_deal(head))
        };
        std::iter::successors(Some(event), above).skip(1).take(REACH).last()
    }

    /// Those who sign a deal, or one about the event that a noun names; `lends` tells whether a verb's subject takes part.
    pub(super) fn of_deal(&self, noun: usize, lends: impl Fn(usize) -> bool) -> Vec<Argument> {
        let about = self.deal_about(noun);
        let is_deal = || DEALS.contains(&singular(&self.lemmas[noun]).as_str());
        let Some(deal) = about.or_else(|| Some(noun).filter(|_| is_deal())) else { return Vec::new() };
        let signing = self.head(deal).filter(|&verb| self.relation(deal) == Relation::Obj && lends(verb));
        let Some(subject) = signing.and_then(|verb| self.subject(verb, REACH)) else { return Vec::new() };
        let mut found = Vec::new();
        let phrases = self.syntax.dependents_by(deal, &[Relation::Nmod]);
        let phrases = phrases.chain(signing.into_iter().flat_map(|v| self.syntax.dependents_by(v, &[Relation::Obl])));
        let with = |n: &usize| self.case(*n).as_deref() == Some("with");
        found.extend(phrases.filter(with).map(|at| (Slot::Preposition("with".to_owned()), at)));
        // Of two who sign, one sells to the other.
        if found.is_empty()
            && let [_, other] = *self.joined(subject)
        {
            found.push((Slot::Preposition("with".to_owned()), other));
        }
        if about.is_some() {
            found.push((Slot::Subject, subject));
        }
        found
    }
}
