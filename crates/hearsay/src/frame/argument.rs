//! Arguments: who and what a verb, noun or participle takes, with syntax undone.
//!
//! "Drones that Iran supplied", "drones supplied by Iran", "Iranian-supplied drones", "Iran, preparing to supply drones"
//! and "Iran built and supplied drones" all give *supply* the subject "Iran" and the object "drones".

use serde::Deserialize;

use crate::Span;
use crate::syntax::{Relation, Syntax, Upos, Xpos};

/// What an argument is to its word.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(from = "String")]
pub enum Slot {
    /// Who does it, also where the verb is passive or the word a noun with a verb that lends it its subject.
    Subject,
    /// To whom or what it is done.
    Object,
    /// "sent *Russia* drones".
    Indirect,
    /// "*Russia's* purchase".
    Possessor,
    /// "*drone* deliveries", "*Iranian*-made", "*Turkish* drones".
    Modifier,
    /// Behind a preposition, in lower case; "in exchange for" is one.
    Preposition(String),
}

impl From<String> for Slot {
    fn from(name: String) -> Self {
        match name.as_str() {
            "subject" => Self::Subject,
            "object" => Self::Object,
            "indirect" => Self::Indirect,
            "possessor" => Self::Possessor,
            "modifier" => Self::Modifier,
            _ => Self::Preposition(name),
        }
    }
}

/// An argument: what it is, and the head of its phrase.
pub(crate) type Argument = (Slot, usize);

/// How far clauses are followed upwards for a subject.
const REACH: usize = 5;

/// Verbs whose object, not subject, does what hangs on them: "urged Turkey to halt sales", "accused Iran of arming".
const CONTROL: [&str; 14] = [
    "urge", "ask", "order", "tell", "accuse", "force", "allow", "let", "help", "persuade", "want", "call", "suspect",
    "blame",
];

/// The reader of arguments of one text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Arguments<'a> {
    pub(crate) text: &'a str,
    pub(crate) syntax: &'a Syntax,
    pub(crate) lemmas: &'a [String],
}

impl Arguments<'_> {
    fn relation(&self, token: usize) -> Relation {
        self.syntax.tokens()[token].relation
    }

    pub(crate) fn word(&self, token: usize) -> String {
        self.syntax.tokens()[token].span.text(self.text).to_lowercase()
    }

    fn head(&self, token: usize) -> Option<usize> {
        self.syntax.tokens()[token].head
    }

    /// The first dependent by one of some relations.
    pub(crate) fn child(&self, token: usize, relations: &[Relation]) -> Option<usize> {
        self.syntax.dependents(token).iter().copied().find(|&d| relations.contains(&self.relation(d)))
    }

    /// The prepositions before a phrase, as one string.
    pub(crate) fn case(&self, token: usize) -> Option<String> {
        let first = self.child(token, &[Relation::Case])?;
        // "out of", "because of", "according to" are fixed, "from across" two.
        let mut words = self.word(first);
        for fixed in self.syntax.dependents_by(first, &[Relation::Fixed]) {
            words.push(' ');
            words.push_str(&self.word(fixed));
        }
        Some(words)
    }

    fn is_passive(&self, verb: usize) -> bool {
        let marked = self.child(verb, &[Relation::AuxPass, Relation::NsubjPass, Relation::CsubjPass]).is_some();
        let reduced = matches!(self.relation(verb), Relation::Acl | Relation::Amod)
            && self.syntax.tokens()[verb].xpos == Xpos::Vbn;
        marked || reduced || self.is_headline_passive(verb)
    }

    /// "No drones sent to Russia": a participle with a subject and neither auxiliary nor object.
    fn is_headline_passive(&self, verb: usize) -> bool {
        self.syntax.tokens()[verb].xpos == Xpos::Vbn
            && self.child(verb, &[Relation::Aux, Relation::Obj]).is_none()
            && self.child(verb, &[Relation::Nsubj]).is_some()
    }

    /// The arguments of a verb.
    pub(crate) fn of_verb(&self, verb: usize) -> Vec<Argument> {
        let mut found = Vec::new();
        let passive = self.is_passive(verb);
        for &child in self.syntax.dependents(verb) {
            match self.relation(child) {
                Relation::Nsubj | Relation::NsubjOuter | Relation::NsubjPass => {
                    found.push((if passive { Slot::Object } else { Slot::Subject }, self.antecedent(child)));
                }
                Relation::Obj => found.push((Slot::Object, self.antecedent(child))),
                Relation::Iobj => found.push((Slot::Indirect, self.antecedent(child))),
                Relation::OblAgent => {
                    found.push((Slot::Subject, child));
                    found.push((Slot::Preposition("by".to_owned()), child));
                }
                Relation::Obl | Relation::Nmod => self.behind_preposition(child, passive, &mut found),
                _ => {}
            }
        }
        if passive && found.iter().filter(|(slot, _)| *slot == Slot::Object).count() > 1 {
            // "Chad was sold six drones": the subject is the one who gets them.
            let subject = self.child(verb, &[Relation::NsubjPass, Relation::Nsubj]);
            for (slot, at) in &mut found {
                if Some(*at) == subject {
                    *slot = Slot::Indirect;
                }
            }
        }
        self.shared_object(verb, passive, &mut found);
        if !found.iter().any(|(slot, _)| *slot == Slot::Subject)
            && !passive
            && let Some(subject) = self.subject(verb, REACH)
        {
            found.push((Slot::Subject, subject));
        }
        // "sent drones to Russia": the tree may hang "to Russia" on "drones".
        let objects: Vec<usize> = found.iter().filter(|(s, _)| *s == Slot::Object).map(|&(_, at)| at).collect();
        for object in objects {
            for child in self.syntax.dependents_by(object, &[Relation::Nmod]) {
                if self.case(child).is_some_and(|case| case != "of") && child > verb {
                    self.behind_preposition(child, passive, &mut found);
                }
            }
        }
        found
    }

    /// What the verb shares with the noun it tells of, or with the verb it is joined to.
    fn shared_object(&self, verb: usize, passive: bool, found: &mut Vec<Argument>) {
        let has = |found: &[Argument], slot: &Slot| found.iter().any(|(s, _)| s == slot);
        let Some(head) = self.head(verb) else { return };
        match self.relation(verb) {
            Relation::Acl | Relation::Amod if passive && !has(found, &Slot::Object) => {
                found.push((Slot::Object, head));
            }
            Relation::Acl if self.syntax.tokens()[verb].xpos == Xpos::Vbg && !has(found, &Slot::Subject) => {
                found.push((Slot::Subject, head));
            }
            Relation::AclRelcl => {
                let slot = if !has(found, &Slot::Subject) && !passive { Slot::Subject } else { Slot::Object };
                if !found.iter().any(|&(_, at)| at == head) && !has(found, &slot) {
                    found.push((slot, head));
                }
            }
            Relation::Conj if !has(found, &Slot::Object) => {
                // "has built and shipped drones"; "the drones were built and shipped".
                let shared = self.child(head, &[Relation::Obj]).filter(|&object| object > verb);
                let promoted = self.child(head, &[Relation::NsubjPass]).filter(|_| {
                    self.syntax.tokens()[verb].xpos == Xpos::Vbn
                        && self.child(verb, &[Relation::Nsubj, Relation::Obj]).is_none()
                });
                found.extend(shared.or(promoted).map(|at| (Slot::Object, at)));
            }
            _ => {}
        }
    }

    /// The subject of a verb, its own or that of the verb which governs it.
    pub(crate) fn subject(&self, verb: usize, reach: usize) -> Option<usize> {
        if let Some(own) = self.child(verb, &[Relation::Nsubj, Relation::NsubjOuter]) {
            return Some(self.antecedent(own));
        }
        let head = self.head(verb)?;
        let reach = reach.checked_sub(1)?;
        match self.relation(verb) {
            Relation::Xcomp | Relation::Advcl | Relation::Ccomp | Relation::Acl => {
                let lemma = self.lemmas.get(head).map_or("", String::as_str);
                if self.syntax.tokens()[head].upos != Upos::Verb {
                    return self.of_noun_subject(head, reach);
                }
                if let Some(object) = self.child(head, &[Relation::Obj]).filter(|_| CONTROL.contains(&lemma)) {
                    return Some(object);
                }
                self.child(head, &[Relation::NsubjPass]).or_else(|| self.subject(head, reach))
            }
            Relation::Conj | Relation::Parataxis => {
                self.subject(head, reach).or_else(|| self.child(head, &[Relation::NsubjPass]))
            }
            Relation::AclRelcl => Some(head),
            _ => None,
        }
    }

    /// "Turkey's plan to sell", "Turkey has a plan to sell": whose plan it is.
    fn of_noun_subject(&self, noun: usize, reach: usize) -> Option<usize> {
        let own = self.child(noun, &[Relation::NmodPoss, Relation::Nsubj]);
        let of_verb = || {
            let verb = self.head(noun)?;
            let is_object = matches!(self.relation(noun), Relation::Obj | Relation::Obl);
            is_object.then(|| self.subject(verb, reach)).flatten()
        };
        own.or_else(of_verb)
    }

    /// What a relative pronoun means; other words mean themselves.
    pub(crate) fn antecedent(&self, token: usize) -> usize {
        let is_relative = matches!(self.syntax.tokens()[token].xpos, Xpos::Wdt | Xpos::Wp);
        let clause = || std::iter::successors(self.head(token), |&t| self.head(t)).take(3);
        if !is_relative {
            return token;
        }
        clause().find(|&t| self.relation(t) == Relation::AclRelcl).and_then(|t| self.head(t)).unwrap_or(token)
    }

    fn behind_preposition(&self, phrase: usize, passive: bool, found: &mut Vec<Argument>) {
        let Some(case) = self.case(phrase) else { return };
        // "in exchange for radars", "in return for fuel".
        for inner in self.syntax.dependents_by(phrase, &[Relation::Nmod]) {
            if let Some(inner_case) = self.case(inner) {
                found.push((Slot::Preposition(format!("{case} {} {inner_case}", self.word(phrase))), inner));
            }
        }
        if case == "by" && passive {
            found.push((Slot::Subject, phrase));
        }
        found.push((Slot::Preposition(case), phrase));
    }

    /// The arguments of a noun; `supports` tells verbs that lend it their subject.
    pub(crate) fn of_noun(&self, noun: usize, supports: impl Fn(&str) -> bool) -> Vec<Argument> {
        let mut found = Vec::new();
        for &child in self.syntax.dependents(noun) {
            match self.relation(child) {
                Relation::NmodPoss => found.push((Slot::Possessor, child)),
                Relation::Compound | Relation::Amod | Relation::NmodDesc | Relation::Flat if child < noun => {
                    found.push((Slot::Modifier, child));
                    // "US-Turkish deal", "drone and missile shipments".
                    found.extend(self.syntax.dependents_by(child, &[Relation::Conj]).map(|c| (Slot::Modifier, c)));
                    found.extend(self.syntax.dependents_by(child, &[Relation::Compound]).map(|c| (Slot::Modifier, c)));
                }
                Relation::Nmod => self.behind_preposition(child, false, &mut found),
                _ => {}
            }
        }
        let Some(verb) = self.head(noun).filter(|&v| self.syntax.tokens()[v].upos == Upos::Verb) else { return found };
        match self.relation(noun) {
            Relation::Obj if self.lemmas.get(verb).is_some_and(|lemma| supports(lemma)) => {
                found.extend(self.subject(verb, REACH).map(|at| (Slot::Subject, at)));
                for child in self.syntax.dependents(verb).iter().copied() {
                    match self.relation(child) {
                        Relation::Obl => self.behind_preposition(child, false, &mut found),
                        Relation::Iobj => found.push((Slot::Indirect, child)),
                        _ => {}
                    }
                }
            }
            Relation::NsubjPass => {
                found.extend(self.child(verb, &[Relation::OblAgent]).map(|at| (Slot::Subject, at)));
            }
            _ => {}
        }
        found
    }

    /// The arguments of a participle before a noun: "Iranian-made drones".
    pub(crate) fn of_participle(&self, participle: usize) -> Vec<Argument> {
        let mut found = Vec::new();
        let Some(noun) = self.head(participle).filter(|_| self.relation(participle) == Relation::Amod) else {
            return found;
        };
        found.push((Slot::Object, noun));
        for child in self.syntax.dependents(participle).iter().copied().filter(|&c| c < participle) {
            if !matches!(self.relation(child), Relation::Punct) {
                found.push((Slot::Modifier, child));
            }
        }
        found
    }

    /// A phrase's head and what is joined to it: "radars, helicopters and fuel".
    pub(crate) fn joined(&self, head: usize) -> Vec<usize> {
        let mut all = vec![head];
        all.extend(self.syntax.dependents_by(head, &[Relation::Conj]).filter(|&c| {
            matches!(self.syntax.tokens()[c].upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Sym | Upos::Num | Upos::Adj | Upos::X)
        }));
        all
    }

    /// Whether a participle before a noun has its agent before it.
    pub(crate) fn participle(&self, token: usize) -> bool {
        self.relation(token) == Relation::Amod
            && self.head(token).is_some_and(|h| h > token)
            && self.syntax.dependents(token).iter().any(|&d| d < token && self.relation(d) != Relation::Punct)
    }

    /// Whether the verb has the particle that its trigger asks for.
    pub(crate) fn has_particle(&self, verb: usize, particle: Option<&str>) -> bool {
        let Some(particle) = particle else { return true };
        let near = |d: usize| d > verb && self.word(d) == particle;
        self.syntax.dependents(verb).iter().any(|&d| near(d))
            || self.syntax.tokens().get(verb + 1).is_some_and(|t| t.span.text(self.text) == particle)
    }

    /// Whether a quantity stands before a noun with nothing but the noun's own words between.
    pub(crate) fn counts(&self, quantity: Span, noun: usize) -> bool {
        let within = self.syntax.within(quantity);
        within.end <= noun
            && within.end + 5 > noun
            && within.clone().any(|t| {
                std::iter::successors(self.head(t), |&h| self.head(h)).take(3).any(|h| h == noun)
            })
            && (within.end..noun).all(|t| {
                std::iter::successors(self.head(t), |&h| self.head(h)).take(3).any(|h| h == noun)
            })
            // "dozens of drones" hang the other way round.
            || within.contains(&noun)
            || self.head(noun).is_some_and(|h| within.contains(&h)) && self.case(noun).as_deref() == Some("of")
    }

    /// Whether a number is the object of a verb.
    pub(crate) fn object_is(&self, quantity: Span, verb: usize) -> bool {
        self.syntax.within(quantity).any(|t| self.head(t) == Some(verb) && self.relation(t) == Relation::Obj)
    }

    /// The trigger to which a measure belongs: the first above it, else the first below its nearest verb.
    pub(crate) fn owner(&self, measure: Span, triggers: &[usize]) -> Option<usize> {
        let head = self.syntax.head(measure)?;
        let above: Vec<usize> = std::iter::successors(Some(head), |&t| self.head(t)).take(12).collect();
        if let Some(&direct) = above.iter().find(|t| triggers.binary_search(t).is_ok()) {
            return Some(direct);
        }
        above.iter().find_map(|top| {
            triggers.iter().copied().find(|&t| std::iter::successors(Some(t), |&u| self.head(u)).take(6).any(|u| u == *top))
        })
    }
}
