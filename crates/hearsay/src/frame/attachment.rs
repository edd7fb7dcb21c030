//! What measures belong to.

use super::argument::Arguments;
use crate::Span;
use crate::syntax::{Relation, Upos, Xpos};

impl Arguments<'_> {
    /// Whether a quantity stands before a noun with nothing but the noun's own words between.
    pub(crate) fn counts(&self, quantity: Span, noun: usize) -> bool {
        let within = self.syntax.within(quantity);
        if within.end > noun {
            return within.contains(&noun);
        }
        let reaches = |t: usize| std::iter::successors(self.head(t), |&h| self.head(h)).take(4).any(|h| h == noun);
        let of = self.syntax.tokens().get(within.end).is_some_and(|t| t.span.text(self.text) == "of");
        // Where the number hangs tells nothing: of "hundreds of drones" either may hang on the other, and the second
        // number of "four launchers, 32 vehicles" on the first noun. The words between decide.
        within.end + 7 > noun && (within.end..noun).all(|t| reaches(t) || of && t == within.end)
    }

    /// Whether a number is the object of a verb.
    pub(crate) fn object_is(&self, quantity: Span, verb: usize) -> bool {
        self.syntax.within(quantity).any(|t| self.head(t) == Some(verb) && self.relation(t) == Relation::Obj)
    }

    /// Whether a number is of none: "not one crate", "not a single shell".
    pub(crate) fn is_none_at_all(&self, quantity: Span) -> bool {
        let first = self.syntax.within(quantity).start;
        let before = first.checked_sub(1).map(|t| if self.word(t) == "a" && t > 0 { t - 1 } else { t });
        before.is_some_and(|t| self.word(t) == "not")
    }

    /// Whether money is what one of several costs: "at a unit price of $2,100", "$20 million each".
    pub(crate) fn is_price_of_one(&self, money: Span) -> bool {
        let within = self.syntax.within(money);
        let each = self.syntax.tokens().get(within.end).map(|_| self.word(within.end));
        let before = within.start.saturating_sub(3)..within.start;
        each.is_some_and(|word| matches!(word.as_str(), "each" | "apiece" | "per"))
            || before.into_iter().any(|t| self.word(t) == "unit")
    }

    /// Whether a verb only tells which goods are meant: what "3,500 rockets made in Serbia" counts is told of otherwise.
    pub(crate) fn only_tells_of(&self, verb: usize) -> bool {
        let here = &self.syntax.tokens()[verb];
        let noun = here.head.filter(|_| matches!(here.relation, Relation::Acl | Relation::Amod));
        here.xpos == Xpos::Vbn && noun.is_some_and(|noun| self.relation(noun) != Relation::Root)
    }

    /// Whether a time belongs to a clause beside that of a trigger: "guns that went quiet in May fire again", "was there until
    /// May, after France left".
    pub(crate) fn is_aside(&self, time: Span, trigger: usize) -> bool {
        let Some(head) = self.syntax.head(time) else { return false };
        let up = |from: usize| std::iter::successors(Some(from), |&t| self.head(t)).take(12);
        let above: Vec<usize> = up(head).collect();
        let holds = |t: usize| up(trigger).any(|u| u == t);
        let of_noun =
            |t: &&usize| self.relation(**t) == Relation::AclRelcl && self.syntax.tokens()[**t].upos == Upos::Verb;
        let own = |t: usize| {
            let clause = matches!(self.relation(t), Relation::Advcl | Relation::AclRelcl);
            clause && self.child(t, &[Relation::Nsubj, Relation::NsubjPass]).is_some()
        };
        let behind = |t: usize| own(t) && !above.contains(&t);
        // "under a 2023 agreement" dates the agreement.
        let modifies = matches!(self.relation(head), Relation::Compound | Relation::Amod | Relation::Nummod);
        let dated = self.head(head).filter(|&noun| modifies && noun != trigger && self.is_behind_preposition(noun));
        if dated.is_some_and(|noun| {
            self.syntax.tokens()[noun].upos == Upos::Noun && !self.syntax.within(time).contains(&noun)
        }) {
            return true;
        }
        above.iter().find(of_noun).is_some_and(|&t| !holds(t)) || up(trigger).any(behind)
    }

    /// The trigger to which a measure belongs: the first above it, else the first below its nearest verb.
    pub(crate) fn owner(&self, measure: Span, triggers: &[usize]) -> Option<usize> {
        let head = self.syntax.head(measure)?;
        // "The rocket was fired and the launcher left the next day": a clause with a subject of its own has its own time.
        let apart = |t: usize| {
            let tokens = self.syntax.tokens();
            tokens[t].upos == Upos::Verb
                && matches!(tokens[t].relation, Relation::Conj | Relation::Advcl)
                && self.child(t, &[Relation::Nsubj, Relation::NsubjPass]).is_some()
        };
        let up = |&t: &usize| self.head(t).filter(|_| !apart(t));
        let above: Vec<usize> = std::iter::successors(Some(head), up).take(12).collect();
        if let Some(&direct) = above.iter().find(|t| triggers.binary_search(t).is_ok()) {
            return Some(direct);
        }
        above.iter().find_map(|top| {
            triggers
                .iter()
                .copied()
                .find(|&t| std::iter::successors(Some(t), |&u| self.head(u)).take(6).any(|u| u == *top))
        })
    }
}
