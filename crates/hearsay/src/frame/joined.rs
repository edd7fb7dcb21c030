//! What is joined to a phrase or a verb: "radars, helicopters and fuel", "rifles, along with ammunition", "two in May and
//! four in June"; and the whole that stands before its part.

use super::argument::Arguments;
use crate::syntax::{Relation, Upos};

impl Arguments<'_> {
    /// A phrase's head and what is joined to it: "radars, helicopters and fuel".
    pub(crate) fn joined(&self, head: usize) -> Vec<usize> {
        let mut all = vec![head];
        let mut at = 0;
        // Trees may hang the last of three on the second.
        while let Some(&one) = all.get(at) {
            all.extend(self.syntax.dependents_by(one, &[Relation::Conj]).filter(|&c| self.is_nominal(c)));
            at += 1;
        }
        all.extend(self.joined_sibling(head).filter(|sibling| !all.contains(sibling)));
        if let Some(with) = self.accompanying(head).filter(|with| !all.contains(with)) {
            all.extend(self.joined(with));
        }
        all
    }

    /// "rifles, along with ammunition": what comes with a phrase, which trees may hang on the verb.
    fn accompanying(&self, head: usize) -> Option<usize> {
        let with = |n: &usize| {
            let cases = self.cases(*n);
            *n > head && matches!(cases.first().map(String::as_str), Some("along" | "together")) && cases.len() > 1
        };
        let of_verb = self.head(head).filter(|_| self.relation(head) == Relation::Obj);
        let own = self.syntax.dependents_by(head, &[Relation::Nmod, Relation::Obl]);
        own.chain(of_verb.into_iter().flat_map(|v| self.syntax.dependents_by(v, &[Relation::Obl]))).find(with)
    }

    /// Of what a subject is a part, where that stands before it: "of the 12 vehicles, nine have arrived".
    pub(super) fn whole_before(&self, subject: usize) -> Option<usize> {
        let subjects = [Relation::Nsubj, Relation::NsubjPass];
        let verb = self.head(subject).filter(|_| subjects.contains(&self.relation(subject)))?;
        let beside = [Relation::Nsubj, Relation::NsubjPass, Relation::Obl];
        self.syntax.dependents_by(verb, &beside).find(|&n| n < subject && self.is_whole(n))
    }

    /// Whether a phrase begins with "of", which trees may hang on the verb.
    pub(super) fn is_whole(&self, phrase: usize) -> bool {
        let first = self.syntax.within(self.syntax.phrase(phrase, &[])).next().unwrap_or(phrase);
        [Some(first), first.checked_sub(1)].into_iter().flatten().any(|t| self.word(t) == "of")
    }

    /// A number that is joined to a verb, and stands for others of what the verb tells of: "and the other four by June".
    pub(crate) fn joined_number(&self, verb: usize) -> Option<usize> {
        let number = |&n: &usize| n > verb && self.syntax.tokens()[n].upos == Upos::Num;
        self.syntax.dependents_by(verb, &[Relation::Conj]).find(number)
    }

    /// "China and Russia began drills": the tree may hang both on the verb.
    fn joined_sibling(&self, head: usize) -> Option<usize> {
        let verb = self.head(head)?;
        let same = self.syntax.dependents_by(verb, &[self.relation(head)]).find(|&d| d > head)?;
        let and = self.child(same, &[Relation::Cc]).is_some_and(|cc| cc < same && self.is_next(head, cc));
        (and && self.is_nominal(same)).then_some(same)
    }

    /// Whether a phrase ends right before a token.
    fn is_next(&self, phrase: usize, token: usize) -> bool {
        let end = self.syntax.phrase(phrase, &[]).end;
        self.syntax
            .tokens()
            .get(token)
            .is_some_and(|t| self.text[end.min(t.span.start)..t.span.start].trim().is_empty())
    }

    fn is_nominal(&self, token: usize) -> bool {
        matches!(
            self.syntax.tokens()[token].upos,
            Upos::Noun | Upos::Propn | Upos::Pron | Upos::Sym | Upos::Num | Upos::Adj | Upos::X
        )
    }
}
