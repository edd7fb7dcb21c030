//! Subjects and objects that trees take for something else.

use super::{Attachment, Mending, REACH, Relation, Sort, Upos, Xpos, is_noun, is_subject, is_told};

impl Mending<'_> {
    /// "provides Iran with radars": an object taken for a second one, where there is no first.
    pub(super) fn only_object(&self, head: usize) -> Option<Attachment> {
        let second = self.tokens[self.at].relation == Relation::Iobj && self.at > head;
        let others = |r| matches!(r, Relation::Obj | Relation::Ccomp | Relation::Xcomp | Relation::NsubjPass);
        let with = |t: usize| self.tokens[t].relation == Relation::Case && self.word(t) == "with";
        let mut phrases = self.below(head).filter(|&t| self.tokens[t].relation == Relation::Obl);
        let has_with = phrases.any(|phrase| self.below(phrase).any(with));
        (second && has_with && !self.has(head, others)).then_some((head, Relation::Obj))
    }

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
            (head + 1..self.tokens.len().min(head + REACH)).any(|t| self.hangs_by(t, head, relation))
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

    /// "the bank was blacklisted": what has something done to it, taken for who does it.
    pub(super) fn passive(&self, head: usize) -> Option<Attachment> {
        let is_be = |t: usize| {
            let word = self.word(t);
            matches!(word, "is" | "are" | "was" | "were" | "be" | "been" | "being" | "'s" | "’s" | "'re" | "’re")
                && self.tokens[t].head == Some(head)
                && matches!(self.tokens[t].relation, Relation::Aux | Relation::AuxPass)
        };
        let verb = &self.tokens[head];
        let done = verb.upos == Upos::Verb && verb.xpos == Xpos::Vbn;
        match self.tokens[self.at].relation {
            Relation::Aux if done && is_be(self.at) => Some((head, Relation::AuxPass)),
            Relation::Nsubj if done && (self.at..head).any(is_be) => Some((head, Relation::NsubjPass)),
            _ => None,
        }
    }

    /// "has been forbidding sales": who does something, taken for what is done.
    pub(super) fn active(&self, head: usize) -> Option<Attachment> {
        let verb = self.word(head);
        let being = |t: usize| self.tokens[t].head == Some(head) && self.word(t) == "being";
        let doing = self.tokens[head].upos == Upos::Verb && verb.ends_with("ing") && verb.len() > 5;
        let near = head.saturating_sub(REACH)..head;
        match self.tokens[self.at].relation {
            _ if !doing || near.into_iter().any(being) => None,
            Relation::NsubjPass if self.has(head, |r| r == Relation::Obj) => Some((head, Relation::Nsubj)),
            Relation::AuxPass if self.has(head, |r| r == Relation::Obj) => Some((head, Relation::Aux)),
            _ => None,
        }
    }

    /// "fired missiles and drones": what is joined to an object, taken for what the verb is joined to.
    pub(super) fn beside(&self, head: usize) -> Option<Attachment> {
        let here = &self.tokens[self.at];
        let stray = here.relation == Relation::Conj && is_noun(here) && self.tokens[head].upos == Upos::Verb;
        let is_and = |&t: &usize| self.hangs_by(t, self.at, Relation::Cc);
        let and = (head + 2..self.at).find(is_and).filter(|_| stray && !self.has(self.at, is_told))?;
        let object = |t: usize| self.hangs_by(t, head, Relation::Obj);
        (is_noun(&self.tokens[and - 1]) && object(and - 1)).then_some((and - 1, Relation::Conj))
    }

    /// "the delivery of 2,000-pound bombs": a preposition taken for that of the first part of its noun.
    pub(super) fn before_parts(&self, head: usize) -> Option<Attachment> {
        let case = self.tokens[self.at].relation == Relation::Case && self.at < head;
        let part = &self.tokens[head];
        let noun = part.head.filter(|&noun| case && noun > head && part.relation == Relation::Compound)?;
        let placed = matches!(self.tokens[noun].relation, Relation::Nmod | Relation::Obl);
        (placed && is_noun(&self.tokens[noun])).then_some((noun, Relation::Case))
    }

    /// "taught the crews to fly": whoever is told to do something, taken for the subject of what is to be done.
    pub(super) fn told_to(&self, head: usize) -> Option<Attachment> {
        let below = &self.tokens[head];
        let verb = below.head.filter(|&verb| verb < self.at && below.relation == Relation::Xcomp && self.at < head)?;
        let is_to = |t: usize| self.tokens[t].head == Some(head) && self.word(t) == "to";
        let told = self.tokens[self.at].relation == Relation::Nsubj
            && self.tokens[verb].upos == Upos::Verb
            && (self.at + 1..head).any(is_to)
            && self.preposition().is_none()
            && !self.has(verb, |relation| relation == Relation::Obj);
        told.then_some((verb, Relation::Obj))
    }

    /// "said Peru, too, had used them": who does what is said, taken for what the verb of saying is done to.
    pub(super) fn said_of(&self, head: usize) -> Option<Attachment> {
        let here = &self.tokens[self.at];
        let stray = here.relation == Relation::Obj && is_noun(here) && self.tokens[head].upos == Upos::Verb;
        let said = |&t: &usize| self.hangs_by(t, head, Relation::Ccomp);
        let verb = (self.at + 1..self.tokens.len().min(self.at + REACH)).find(said).filter(|_| stray)?;
        // "said crates of howitzers had been unloaded".
        let beside = |t: usize| {
            matches!(self.tokens[t].upos, Upos::Punct | Upos::Adv | Upos::Aux | Upos::Part)
                || super::hangs_on(self.tokens, t, self.at)
        };
        let near = (self.at + 1..verb).all(beside) && self.tokens[verb].upos == Upos::Verb;
        let passive = self.has(verb, |relation| relation == Relation::AuxPass);
        let relation = if passive { Relation::NsubjPass } else { Relation::Nsubj };
        (near && !self.has(verb, is_subject)).then_some((verb, relation))
    }

    /// "bombarded the town with jets": of two objects, the one that stands behind a preposition is none.
    pub(super) fn with_preposition(&self, head: usize) -> Option<Attachment> {
        let here = &self.tokens[self.at];
        let second = here.relation == Relation::Obj && head < self.at && self.tokens[head].upos == Upos::Verb;
        let case = self.preposition().filter(|&case| second && matches!(self.word(case), "with" | "by" | "from"))?;
        let object = |t: usize| self.hangs_by(t, head, Relation::Obj);
        (head + 1..case).any(object).then_some((head, Relation::Obl))
    }

    /// "gave Ukraine its jets": the second of two who are given to is what is given.
    pub(super) fn second_given(&self, head: usize) -> Option<Attachment> {
        let given = |t: usize| self.hangs_by(t, head, Relation::Iobj);
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
