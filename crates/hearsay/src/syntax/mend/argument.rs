//! Subjects and objects that trees take for something else.

use super::{Attachment, Mending, REACH, Relation, Sort, Upos, Xpos, is_noun, is_subject};

impl Mending<'_> {
    /// "sent Iran as many as 40 rockets": a bound of a number taken for a preposition.
    pub(super) fn bounded(&self, head: usize) -> Option<Attachment> {
        let case = self.preposition()?;
        let bound = case >= 2
            && self.word(case) == "as"
            && matches!(self.word(case - 1), "many" | "much" | "few")
            && self.word(case - 2).eq_ignore_ascii_case("as");
        let stray = self.tokens[self.at].relation == Relation::Obl && head < self.at;
        (bound && stray && self.tokens[head].upos == Upos::Verb).then_some((head, Relation::Obj))
    }

    /// "Kestrel Munition opened a plant": the first word of a name, taken for a subject of its own.
    pub(super) fn first_subject(&self, head: usize) -> Option<Attachment> {
        let next = self.at + 1;
        let last = self.tokens.get(next)?;
        let named = |t: usize| self.word(t).starts_with(char::is_uppercase) && is_noun(&self.tokens[t]);
        let beside = last.head == Some(head) && last.relation == Relation::Nsubj && head > next;
        let same = self.tokens[self.at].relation == Relation::Nsubj && named(self.at) && named(next);
        (beside && same).then_some((next, Relation::Compound))
    }

    /// "drones slammed into a house", "a drone hit a convoy", "up to 300 men have come": what stands before a verb that has no
    /// other subject, taken for what the verb is done to.
    pub(super) fn acting(&self, head: usize) -> Option<Attachment> {
        let here = &self.tokens[self.at];
        if !(is_noun(here) && self.at < head && self.tokens[head].upos == Upos::Verb) {
            return None;
        }
        let passive = self.has(head, |relation| relation == Relation::AuxPass);
        let others = self.has(head, is_subject);
        let behind = |relation: Relation| {
            (head + 1..self.tokens.len().min(head + REACH))
                .any(|t| self.tokens[t].head == Some(head) && self.tokens[t].relation == relation)
        };
        let acts = match here.relation {
            Relation::NsubjPass => {
                let into = self.tokens.get(head + 1).is_some_and(|t| matches!(t.span.text(self.text), "into" | "onto"));
                !passive && into && self.tokens[head].xpos == Xpos::Vbd
            }
            Relation::Obj => !others && !passive && behind(Relation::Obj),
            Relation::Obl => !others && self.preposition().is_none() && here.mention != Sort::Time,
            _ => false,
        };
        let relation = if passive { Relation::NsubjPass } else { Relation::Nsubj };
        acts.then_some((head, relation))
    }

    /// "gave Ukraine its jets": the second of two who are given to is what is given.
    pub(super) fn second_given(&self, head: usize) -> Option<Attachment> {
        let given = |t: usize| self.tokens[t].head == Some(head) && self.tokens[t].relation == Relation::Iobj;
        let near = head + 1..self.at;
        let second = given(self.at) && near.clone().any(given);
        (second && !self.has(head, |relation| relation == Relation::Obj)).then_some((head, Relation::Obj))
    }

    /// "will hand over its tanks": a particle taken for a preposition, and what is handed over for what stands behind it.
    pub(super) fn handed(&self, head: usize) -> Option<Attachment> {
        let hands = |verb: usize| {
            let after =
                self.tokens.get(verb + 1).is_some_and(|t| matches!(t.span.text(self.text), "over" | "back" | "out"));
            after && self.word(verb).to_lowercase().starts_with("hand") && self.tokens[verb].upos == Upos::Verb
        };
        let here = &self.tokens[self.at];
        if here.relation == Relation::Case && self.at.checked_sub(1).is_some_and(hands) {
            return Some((self.at - 1, Relation::CompoundPrt));
        }
        let behind = self.preposition().is_none_or(|case| case == head + 1);
        let object = here.relation == Relation::Obl && is_noun(here) && head < self.at && behind && hands(head);
        (object && !self.has(head, |relation| relation == Relation::Obj)).then_some((head, Relation::Obj))
    }
}
