//! Arguments as the encoder labels them, where the tree gives none: "20 rockets were expected to be handed over".

use super::argument::{Argument, Arguments, Slot};
use crate::syntax;

impl Arguments<'_> {
    /// What fills the slots of a verb that the tree left open, where `found` is what the tree gives.
    pub(super) fn labelled_of_verb(&self, verb: usize, found: &[Argument]) -> Vec<Argument> {
        let is_open = |slot: &Slot| !found.iter().any(|(taken, _)| taken == slot);
        let slot = |&(label, at): &(syntax::Argument, usize)| match label {
            syntax::Argument::Arg0 => Some(Slot::Subject),
            syntax::Argument::Arg1 => Some(Slot::Object),
            syntax::Argument::Arg2 | syntax::Argument::Arg3 | syntax::Argument::Arg4 => {
                Some(self.case(at).map_or(Slot::Indirect, Slot::Preposition))
            }
            _ => None,
        };
        let labelled = self.labelled(verb, found);
        labelled.filter_map(|argument| Some((slot(argument).filter(is_open)?, self.antecedent(argument.1)))).collect()
    }

    /// Who does what a noun tells of, where the tree doesn't say.
    pub(super) fn labelled_of_noun(&self, noun: usize, found: &[Argument]) -> Option<Argument> {
        let is_open = !found.iter().any(|(slot, _)| matches!(slot, Slot::Subject | Slot::Possessor));
        let mut labelled = self.labelled(noun, found).filter(|(label, _)| *label == syntax::Argument::Arg0);
        labelled.next().filter(|_| is_open).map(|&(_, at)| (Slot::Subject, self.antecedent(at)))
    }

    /// The arguments that the tree doesn't give.
    fn labelled<'a>(
        &'a self,
        predicate: usize,
        found: &'a [Argument],
    ) -> impl Iterator<Item = &'a (syntax::Argument, usize)> {
        let all = self.syntax.predicate(predicate).map_or(&[][..], |p| &p.arguments);
        all.iter().filter(|(_, at)| !found.iter().any(|(_, known)| known == at))
    }
}
