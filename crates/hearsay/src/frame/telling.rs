//! Whether a word tells of an event itself, or only of what another is, does or is for.

use super::argument::Arguments;
use super::lemma::singular;
use crate::syntax::{Relation, Upos, Xpos};

impl Arguments<'_> {
    /// Whether a relative clause tells what is done with its noun: "the embargo (that) the EU imposed", not "the EU, which
    /// imposed it".
    pub(super) fn is_of_clause(&self, noun: usize, verb: usize) -> bool {
        let done = self.child(verb, &[Relation::Obj, Relation::NsubjPass]);
        let others = || self.child(verb, &[Relation::Nsubj]).is_some_and(|by| self.antecedent(by) != noun);
        done.map_or_else(others, |done| self.antecedent(done) == noun)
    }

    /// Whether a noun only tells of what kind another is: "delivery time".
    pub(super) fn is_of_kind(&self, noun: usize) -> bool {
        const KINDS: [&str; 9] = ["cost", "date", "note", "period", "price", "schedule", "time", "van", "window"];
        let head = self.head(noun).filter(|&head| self.relation(noun) == Relation::Compound && head > noun);
        head.is_some_and(|head| KINDS.contains(&singular(&self.lemmas[head]).as_str()))
    }

    /// Whether a noun is what somebody does as an office: "the agency that licenses arms exports".
    pub(super) fn is_habit(&self, noun: usize) -> bool {
        const OFFICES: [&str; 12] = [
            "approve",
            "authorise",
            "authorize",
            "control",
            "govern",
            "handle",
            "license",
            "manage",
            "monitor",
            "oversee",
            "regulate",
            "supervise",
        ];
        let verb = self.head(noun).filter(|_| self.relation(noun) == Relation::Obj);
        verb.is_some_and(|verb| {
            let habitual = matches!(self.syntax.tokens()[verb].xpos, Xpos::Vbz | Xpos::Vbp);
            habitual && self.relation(verb) == Relation::AclRelcl && OFFICES.contains(&self.lemmas[verb].as_str())
        })
    }

    /// Whether a verb says what its object is: "considers the deliveries a breach", "called the sale unlawful".
    pub(super) fn is_judging(&self, verb: usize) -> bool {
        let Some(object) = self.child(verb, &[Relation::Obj]) else { return false };
        // "puts output at 2,000 a month".
        let at = |n: usize| n > object && self.case(n).as_deref() == Some("at");
        if matches!(self.lemmas[verb].as_str(), "put" | "estimate")
            && self.syntax.dependents_by(verb, &[Relation::Obl]).any(at)
        {
            return true;
        }
        let mut complements = self.syntax.dependents_by(verb, &[Relation::Xcomp, Relation::Ccomp]);
        let bare = |c: usize| self.child(c, &[Relation::Nsubj, Relation::NsubjPass, Relation::Cop]).is_none();
        complements.any(|c| {
            c > object && matches!(self.syntax.tokens()[c].upos, Upos::Adj | Upos::Noun | Upos::Propn) && bare(c)
        })
    }

    /// Whether a verb only tells what is learnt: "taught them to fly the drones".
    pub(super) fn is_learnt(&self, verb: usize) -> bool {
        let to_do = self.syntax.tokens()[verb].xpos == Xpos::Vb;
        let above =
            self.head(verb).filter(|_| to_do && matches!(self.relation(verb), Relation::Xcomp | Relation::Advcl));
        above.is_some_and(|head| matches!(self.lemmas[head].as_str(), "teach" | "train" | "instruct" | "learn"))
    }

    /// Whether a verb tells of a noun, or of what follows from the verb above: "the help it needs", "hit a ship, sinking it".
    pub(super) fn is_beside(&self, verb: usize) -> bool {
        let follows = || self.relation(verb) == Relation::Advcl && self.syntax.tokens()[verb].xpos == Xpos::Vbg;
        matches!(self.relation(verb), Relation::Acl | Relation::AclRelcl) || follows()
    }

    /// Whether a verb tells what its object does or is: "ordered the tanks to halt", "made it easy".
    pub(super) fn is_telling_of_object(&self, verb: usize) -> bool {
        // "ordered the tanks to be moved".
        let is_done =
            |c: usize| self.child(c, &[Relation::NsubjPass]).is_some() && self.syntax.tokens()[c].xpos == Xpos::Vbn;
        // "makes it a convenient route".
        let mut objects = self.syntax.dependents_by(verb, &[Relation::Obj]);
        let judged = objects.next().is_some_and(|it| self.word(it) == "it") && objects.next().is_some();
        if judged || self.syntax.dependents_by(verb, &[Relation::Ccomp]).any(|c| c > verb && is_done(c)) {
            return true;
        }
        let mut complements = self.syntax.dependents_by(verb, &[Relation::Xcomp]);
        complements.any(|c| {
            let told = &self.syntax.tokens()[c];
            // "ordered tanks to replace its old ones" tells what for.
            let does = told.upos == Upos::Verb && self.child(c, &[Relation::Obj]).is_none();
            let is = matches!(told.upos, Upos::Adj | Upos::Noun | Upos::Propn);
            c > verb && (is || does && self.child(c, &[Relation::Mark]).is_some())
        })
    }

    /// Whether a participle stands before its noun, with nothing of its own unless it tells what the noun is for: "used tanks",
    /// "drone targeting sights".
    pub(super) fn is_bare_participle(&self, token: usize) -> bool {
        matches!(self.relation(token), Relation::Amod | Relation::Compound)
            && self.head(token).is_some_and(|noun| noun > token)
            && (self.syntax.tokens()[token].xpos == Xpos::Vbg || self.syntax.dependents(token).is_empty())
    }
}
