//! What a verb shares with the noun or verb that it hangs on, or with one that hangs on it: "a ship carrying rifles", "stopped
//! granting licences".

use super::argument::{Argument, Arguments, Slot};
use crate::syntax::{Relation, Upos, Xpos};

impl Arguments<'_> {
    /// What belongs to what a verb begins, ends or allows: "stopped granting licences for rifles", "revoked a licence to
    /// sell radars to Fiji".
    pub(super) fn of_complement(&self, verb: usize, found: &mut Vec<Argument>) {
        const ASPECTS: [&str; 6] = ["stop", "cease", "begin", "start", "resume", "continue"];
        const LEAVES: [&str; 6] = ["licence", "license", "permit", "permission", "clearance", "approval"];
        let is_one = |t: usize, words: &[&str]| self.lemmas.get(t).is_some_and(|lemma| words.contains(&lemma.as_str()));
        let is_in = |clause: usize, form: Xpos| self.syntax.tokens()[clause].xpos == form;
        let begun = self.child(verb, &[Relation::Xcomp]).filter(|&c| is_one(verb, &ASPECTS) && is_in(c, Xpos::Vbg));
        let leave = self.child(verb, &[Relation::Obj]).filter(|&object| is_one(object, &LEAVES));
        let allowed = leave.and_then(|object| self.child(object, &[Relation::Acl])).filter(|&c| is_in(c, Xpos::Vb));
        let of_leave = Slot::Preposition("for".to_owned());
        for (clause, slot) in begun.map(|c| (c, Slot::Object)).into_iter().chain(allowed.map(|c| (c, of_leave))) {
            for object in self.syntax.dependents_by(clause, &[Relation::Obj]) {
                found.push((slot.clone(), object));
                self.behind_phrase(object, false, found);
            }
            for phrase in self.syntax.dependents_by(clause, &[Relation::Obl]) {
                self.behind_preposition(phrase, false, found);
            }
        }
    }

    /// What the verb shares with the noun it tells of, or with the verb it is joined to.
    pub(super) fn shared_object(&self, verb: usize, passive: bool, found: &mut Vec<Argument>) {
        let has = |found: &[Argument], slot: &Slot| found.iter().any(|(s, _)| s == slot);
        let head = self.head(verb).unwrap_or(verb);
        match self.relation(verb) {
            Relation::Acl | Relation::Amod if passive && !has(found, &Slot::Object) => {
                found.push((Slot::Object, head));
            }
            // "Turkey to sell drones", in a headline.
            Relation::Acl if self.is_headline_future(verb) && !has(found, &Slot::Subject) => {
                found.push((Slot::Subject, head));
            }
            // "a ship carrying rifles", "accused Kenya of carrying rifles", but not "sanctions for carrying rifles".
            Relation::Acl
                if self.syntax.tokens()[verb].xpos == Xpos::Vbg
                    && !has(found, &Slot::Subject)
                    && self.child(verb, &[Relation::Mark]).is_none_or(|mark| self.word(mark) != "for") =>
            {
                found.push((Slot::Subject, head));
            }
            // "the tanks Chad was promised": the subject is the one who gets them.
            Relation::AclRelcl
                if passive
                    && !found.iter().any(|&(_, at)| at == head)
                    && has(found, &Slot::Object)
                    && !self.has_relative_word(verb) =>
            {
                let subject = self.child(verb, &[Relation::NsubjPass]);
                for (slot, _) in found.iter_mut().filter(|(slot, at)| *slot == Slot::Object && Some(*at) == subject) {
                    *slot = Slot::Indirect;
                }
                found.push((Slot::Object, head));
            }
            Relation::AclRelcl => {
                let slot = if !has(found, &Slot::Subject) && !passive { Slot::Subject } else { Slot::Object };
                // "the tanks Berlin promised Kyiv": a verb may have two objects.
                let second = slot == Slot::Object && !passive && !self.has_relative_word(verb);
                if !found.iter().any(|&(_, at)| at == head) && (second || !has(found, &slot)) {
                    found.push((slot, head));
                }
            }
            // "is preparing to hand over jets": the tree may hang the object on the verb above.
            // So does "carrying rockets bound for Mali".
            Relation::Xcomp => {
                let bound = |object: usize| object + 1 == verb && self.syntax.tokens()[verb].xpos != Xpos::Vb;
                let objects = self.syntax.dependents_by(head, &[Relation::Obj]);
                let shared = objects.filter(|&object| object > verb || bound(object));
                found.extend(shared.map(|at| (Slot::Object, at)));
            }
            Relation::Conj if !has(found, &Slot::Object) => {
                // "has built and shipped drones"; "the drones were built and shipped".
                let shared = self.child(head, &[Relation::Obj]).filter(|&object| object > verb);
                let promoted = self.child(head, &[Relation::NsubjPass]).filter(|_| {
                    let done = self.syntax.tokens()[verb].xpos == Xpos::Vbn || self.word(verb).ends_with("ed");
                    done && self.child(verb, &[Relation::Nsubj, Relation::Obj]).is_none()
                });
                found.extend(shared.or(promoted).map(|at| (Slot::Object, at)));
            }
            _ => {}
        }
        // "has not given, and will not give, anyone a drone"; but who "asked for drones and received them" has what he asked.
        if !passive
            && !has(found, &Slot::Object)
            && self.child(verb, &[Relation::Obl]).is_none()
            && let Some(next) =
                self.child(verb, &[Relation::Conj]).filter(|&v| self.syntax.tokens()[v].upos == Upos::Verb)
        {
            found.extend(self.syntax.dependents_by(next, &[Relation::Obj]).map(|at| (Slot::Object, at)));
            found.extend(self.syntax.dependents_by(next, &[Relation::Iobj]).map(|at| (Slot::Indirect, at)));
        }
    }

    /// "where rifles are sold": what the clause tells of isn't done to the noun before it.
    fn has_relative_word(&self, verb: usize) -> bool {
        let mut words = self.syntax.dependents(verb).iter().map(|&d| self.syntax.tokens()[d].xpos);
        words.any(|xpos| matches!(xpos, Xpos::Wrb | Xpos::Wdt | Xpos::Wp | Xpos::WpPoss))
    }

    /// "Turkey to sell drones": an infinitive right behind the name that a headline begins with, whatever follows
    /// (", minister says").
    pub(crate) fn is_headline_future(&self, verb: usize) -> bool {
        let tokens = self.syntax.tokens();
        let behind =
            |name: usize| name + 2 == verb && self.word(name + 1) == "to" || self.relation(name) == Relation::Root;
        tokens[verb].xpos == Xpos::Vb
            && self.relation(verb) == Relation::Acl
            && self.head(verb).is_some_and(|h| tokens[h].upos == Upos::Propn && behind(h))
    }

    /// "hand Iran two dozen jets": a name before the number of an object, which trees take for its modifier.
    pub(super) fn taken_for_modifier(&self, object: usize) -> Option<usize> {
        let tokens = self.syntax.tokens();
        self.syntax.dependents(object).iter().copied().find(|&c| {
            c + 1 < object
                && tokens[c].upos == Upos::Propn
                && matches!(
                    tokens[c].relation,
                    Relation::Compound | Relation::Nmod | Relation::NmodUnmarked | Relation::Nsubj
                )
                && matches!(tokens[c + 1].upos, Upos::Num | Upos::Det | Upos::Sym)
        })
    }
}
