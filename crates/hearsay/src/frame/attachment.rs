//! What measures belong to.

use super::argument::Arguments;
use crate::Span;
use crate::syntax::{Relation, Upos};

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

    /// The trigger to which a measure belongs: the first above it, else the first below its nearest verb.
    pub(crate) fn owner(&self, measure: Span, triggers: &[usize]) -> Option<usize> {
        let head = self.syntax.head(measure)?;
        // "The rocket was fired and the launcher left the next day": a clause with a subject of its own has its own time.
        let apart = |t: usize| {
            let tokens = self.syntax.tokens();
            tokens[t].upos == Upos::Verb
                && tokens[t].relation == Relation::Conj
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
