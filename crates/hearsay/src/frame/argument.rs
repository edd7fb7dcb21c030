//! Arguments: who and what a verb, noun or participle takes, with syntax undone.
//!
//! "Drones that Iran supplied", "drones supplied by Iran", "Iranian-supplied drones", "Iran, preparing to supply drones"
//! and "Iran built and supplied drones" all give *supply* the subject "Iran" and the object "drones".

use serde::Deserialize;

use super::subject::REACH;
use crate::measure::Money;
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
    /// "*Russia's* purchase", "revoked the *firm's* licence".
    Possessor,
    /// "*drone* deliveries", "*Iranian*-made", "*Turkish* drones".
    Modifier,
    /// "suspended *drone* exports", "*Norway's* exports": what stands before a verb's object.
    ObjectModifier,
    /// The state whose adjective stands before the goods: "*Turkish* drones arrived".
    Provenance,
    /// What a noun is said to include: "a package that includes *launchers*".
    Included,
    /// Who is under what the trigger names: "*Libya* is under an embargo".
    Bearer,
    /// What there is of what a noun names, as its verb tells: "output reached 40 *tanks*".
    Level,
    /// Behind a preposition, in lower case; "in exchange for" is one.
    Preposition(String),
}

impl Slot {
    /// Whether it stands behind one of some prepositions.
    pub(crate) fn is_behind(&self, prepositions: &[&str]) -> bool {
        matches!(self, Self::Preposition(word) if prepositions.contains(&word.as_str()))
    }
}

impl From<String> for Slot {
    fn from(name: String) -> Self {
        match name.as_str() {
            "subject" => Self::Subject,
            "object" => Self::Object,
            "indirect" => Self::Indirect,
            "possessor" => Self::Possessor,
            "modifier" => Self::Modifier,
            "object modifier" => Self::ObjectModifier,
            "provenance" => Self::Provenance,
            "included" => Self::Included,
            "bearer" => Self::Bearer,
            "level" => Self::Level,
            _ => Self::Preposition(name),
        }
    }
}

/// An argument: what it is, and the head of its phrase.
pub(crate) type Argument = (Slot, usize);

/// The reader of arguments of one text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Arguments<'a> {
    pub(crate) text: &'a str,
    pub(crate) syntax: &'a Syntax,
    pub(crate) lemmas: &'a [String],
    /// Amounts of money, in order.
    pub(crate) money: &'a [Money],
}

impl Arguments<'_> {
    pub(super) fn relation(&self, token: usize) -> Relation {
        self.syntax.tokens()[token].relation
    }

    pub(crate) fn word(&self, token: usize) -> String {
        self.syntax.tokens()[token].span.text(self.text).to_lowercase()
    }

    pub(super) fn head(&self, token: usize) -> Option<usize> {
        self.syntax.tokens()[token].head
    }

    /// The first dependent by one of some relations.
    pub(crate) fn child(&self, token: usize, relations: &[Relation]) -> Option<usize> {
        self.syntax.dependents(token).iter().copied().find(|&d| relations.contains(&self.relation(d)))
    }

    fn is_passive(&self, verb: usize) -> bool {
        // A passive subject beside an object but without an auxiliary is a slip of the tree: "ships carried boxes".
        let marked = self.child(verb, &[Relation::AuxPass]).is_some()
            || self.child(verb, &[Relation::NsubjPass, Relation::CsubjPass]).is_some()
                && self.child(verb, &[Relation::Obj]).is_none();
        let reduced = matches!(self.relation(verb), Relation::Acl | Relation::Amod)
            && match self.syntax.tokens()[verb].xpos {
                Xpos::Vbn | Xpos::Vbd => true,
                // Whatever the tagger says, "found" is no "finding", and "bound for Mali" is done.
                Xpos::Vbg => !self.word(verb).ends_with("ing"),
                Xpos::Jj => self.syntax.tokens()[verb].upos == Upos::Verb,
                _ => false,
            }
            && self.child(verb, &[Relation::Aux, Relation::Nsubj, Relation::Obj]).is_none();
        // "were stolen and smuggled to Mali".
        let joined = self.relation(verb) == Relation::Conj
            && self.syntax.tokens()[verb].upos == Upos::Verb
            && self.word(verb).ends_with("ed")
            && self.child(verb, &[Relation::Aux, Relation::Nsubj, Relation::Obj]).is_none()
            && self.head(verb).is_some_and(|first| self.child(first, &[Relation::AuxPass]).is_some());
        marked || reduced || joined || self.is_headline_passive(verb)
    }

    /// "No drones sent to Russia": a participle with a subject and neither auxiliary nor object.
    fn is_headline_passive(&self, verb: usize) -> bool {
        let reduced = self.relation(verb) == Relation::Acl && self.syntax.tokens()[verb].xpos == Xpos::Vbd;
        (reduced || self.syntax.tokens()[verb].xpos == Xpos::Vbn)
            && self.relation(verb) != Relation::AclRelcl
            && self.child(verb, &[Relation::Aux, Relation::Obj]).is_none()
            && self.child(verb, &[Relation::Nsubj]).is_some()
    }

    /// What an amount of money is the worth of: "sent $450 million in arms".
    pub(super) fn worth(&self, verb: usize, amount: usize) -> Option<usize> {
        let own = self.syntax.dependents_by(amount, &[Relation::Nmod]);
        let mut behind = own.chain(self.syntax.dependents_by(verb, &[Relation::Obl])).filter(|&n| n > amount);
        let tokens = self.syntax.tokens();
        let between = |n: usize| self.text.get(tokens[amount].span.end..tokens[n].span.start);
        let near = |n: usize| between(n).is_some_and(|gap| !gap.contains(','));
        behind.find(|&n| self.is_money(amount) && self.case(n).as_deref() == Some("in") && near(n))
    }

    /// Whether a token belongs to an amount of money: "$", "dollars".
    pub(super) fn is_money(&self, token: usize) -> bool {
        let at = self.syntax.tokens()[token].span;
        let i = self.money.partition_point(|m| m.span.end <= at.start);
        self.money.get(i).is_some_and(|m| m.span.overlaps(at))
    }

    /// The arguments of a verb.
    pub(crate) fn of_verb(&self, verb: usize) -> Vec<Argument> {
        let mut found = Vec::new();
        let passive = self.is_passive(verb);
        for &child in self.syntax.dependents(verb) {
            match self.relation(child) {
                // "of the 12 vehicles, nine have arrived" has one subject.
                Relation::Nsubj | Relation::NsubjPass if self.is_whole(child) => {}
                Relation::Nsubj | Relation::NsubjOuter | Relation::NsubjPass => {
                    found.push((if passive { Slot::Object } else { Slot::Subject }, self.antecedent(child)));
                }
                Relation::Obj => found.push((Slot::Object, self.antecedent(child))),
                // "send Ukraine a battery": a second object that trees take for a complement.
                Relation::Xcomp
                    if child > verb
                        && self.syntax.tokens()[child].upos == Upos::Noun
                        && self.child(verb, &[Relation::Iobj, Relation::Obj]).is_some() =>
                {
                    found.push((Slot::Object, child));
                }
                Relation::Iobj => found.push((Slot::Indirect, self.antecedent(child))),
                // "bought from a dealer": the tree may take any phrase behind a passive for its agent.
                Relation::OblAgent if self.case(child).is_none_or(|case| case == "by") => {
                    found.push((Slot::Subject, child));
                    found.push((Slot::Preposition("by".to_owned()), child));
                    // "used by the militia in Darfur".
                    self.behind_phrase(child, false, &mut found);
                }
                Relation::Obl | Relation::OblAgent | Relation::Nmod => {
                    self.behind_preposition(child, passive, &mut found);
                    let case = self.case(child);
                    // "loaded with weapons for Russia": the tree may hang "for Russia" on "weapons".
                    if case.as_deref() == Some("with") {
                        self.behind_phrase(child, passive, &mut found);
                    }
                    // "spent millions on shells for Mali", "seized from a lorry near Garissa".
                    let further: &[&str] = match case.as_deref() {
                        Some("on") => &["for", "near", "off"],
                        Some("from" | "in" | "aboard") => &["near", "off"],
                        _ => &[],
                    };
                    let reaches = |&inner: &usize| self.case(inner).is_some_and(|case| further.contains(&&*case));
                    for inner in self.syntax.dependents_by(child, &[Relation::Nmod]).filter(reaches) {
                        self.behind_preposition(inner, passive, &mut found);
                    }
                }
                // "made by Lockheed Martin": the preposition itself taken for a phrase.
                Relation::Xcomp if self.syntax.tokens()[child].upos == Upos::Adp => {
                    let next = self
                        .syntax
                        .dependents(verb)
                        .iter()
                        .copied()
                        .find(|&n| n > child && self.is_behind_preposition(n) && self.case(n).is_none());
                    if let Some(next) = next {
                        if self.word(child) == "by" && passive {
                            found.push((Slot::Subject, next));
                        }
                        found.push((Slot::Preposition(self.word(child)), next));
                    }
                }
                _ => {}
            }
        }
        if passive && found.iter().any(|(slot, at)| *slot == Slot::Object && *at > verb) {
            // "Chad was sold six drones": the subject is the one who gets them.
            let subject = self.child(verb, &[Relation::NsubjPass, Relation::Nsubj]);
            for (slot, at) in &mut found {
                if Some(*at) == subject {
                    *slot = Slot::Indirect;
                }
            }
        }
        self.shared_object(verb, passive, &mut found);
        self.of_complement(verb, &mut found);
        // "the vehicles that Canada promised Ukraine": what is promised stands before, and a name behind is whom it is for.
        let is_behind = |&(ref slot, at): &Argument| {
            *slot == Slot::Object && at > verb && self.syntax.tokens()[at].upos == Upos::Propn
        };
        if !passive && found.iter().any(|(slot, at)| *slot == Slot::Object && *at < verb) {
            found.iter_mut().filter(|argument| is_behind(argument)).for_each(|(slot, _)| *slot = Slot::Indirect);
        }
        // "is working with Iran to build drones".
        if let Some(head) = self.head(verb).filter(|_| matches!(self.relation(verb), Relation::Xcomp | Relation::Advcl))
            && self.syntax.tokens()[verb].xpos == Xpos::Vb
        {
            // "signed a deal with Iran to buy drones".
            let beside = self.syntax.dependents_by(head, &[Relation::Obj]);
            let behind = beside.flat_map(|object| self.syntax.dependents_by(object, &[Relation::Nmod]));
            let with = self.syntax.dependents_by(head, &[Relation::Obl]).chain(behind);
            let with = with.filter(|&o| o < verb && self.case(o).as_deref() == Some("with"));
            found.extend(with.map(|at| (Slot::Preposition("with".to_owned()), at)));
        }
        let objects: Vec<usize> = found.iter().filter(|(s, _)| *s == Slot::Object).map(|&(_, at)| at).collect();
        if let ([first, .., last], false) = (&*objects, passive)
            && verb < *first
            && first < last
        {
            found.push((Slot::Indirect, *first));
        }
        if !passive && !found.iter().any(|(slot, _)| *slot == Slot::Subject) {
            let plans = self.whose_plan(verb);
            let subject = if plans.is_empty() { self.subject(verb, REACH) } else { None };
            found.extend(plans.into_iter().chain(subject).map(|at| (Slot::Subject, at)));
        }
        // "sent drones to Russia": the tree may hang "to Russia" on "drones".
        let objects: Vec<usize> = found.iter().filter(|(s, _)| *s == Slot::Object).map(|&(_, at)| at).collect();
        for object in objects {
            if let Some(goods) = self.worth(verb, object) {
                found.push((Slot::Object, goods));
                self.behind_phrase(goods, passive, &mut found);
            }
            found.extend(self.taken_for_modifier(object).map(|at| (Slot::Indirect, at)));
            let before = [Relation::Compound, Relation::Amod, Relation::NmodPoss];
            // "suspended 30 of its 350 export licences".
            let whole = self.counted_of(object).unwrap_or(object);
            found.extend(self.syntax.dependents_by(whole, &before).map(|at| (Slot::ObjectModifier, at)));
            // "seized a freighter loaded with rifles | off Malta".
            let told = self.syntax.dependents_by(object, &[Relation::Acl]);
            let at_sea = told.flat_map(|acl| self.syntax.dependents_by(acl, &[Relation::Obl]));
            let at_sea = at_sea.filter(|&o| self.case(o).as_deref() == Some("off"));
            found.extend(at_sea.map(|at| (Slot::Preposition("off".to_owned()), at)));
            let owners = self.syntax.dependents_by(object, &[Relation::NmodPoss]);
            found.extend(owners.map(|at| (Slot::Possessor, at)));
            let of = |&n: &usize| n != whole && self.case(n).as_deref() == Some("of");
            let behind: Vec<_> = self.syntax.dependents_by(object, &[Relation::Nmod]).filter(of).collect();
            found.extend(behind.into_iter().map(|at| (Slot::Preposition("of".to_owned()), at)));
            for child in self.syntax.dependents_by(object, &[Relation::Nmod]) {
                // "exports to Mali were banned".
                let near = child > verb || passive && object < verb;
                match self.case(child).filter(|_| near).as_deref() {
                    // "shipped 20 crates of rifles to Mali".
                    Some("of") => self.behind_phrase(child, passive, &mut found),
                    Some(case) => {
                        self.behind_preposition(child, passive, &mut found);
                        // "stopped a ship with rifles for Yemen", "halted licences for exports to Turkey".
                        if matches!(case, "with" | "for") {
                            self.behind_phrase(child, passive, &mut found);
                        }
                    }
                    None => {}
                }
            }
        }
        found
    }

    /// What a number is some of: "30 of its licences".
    pub(super) fn counted_of(&self, number: usize) -> Option<usize> {
        let is_number = self.syntax.tokens()[number].upos == Upos::Num;
        let mut inner = self.syntax.dependents_by(number, &[Relation::Nmod]).filter(|_| is_number);
        inner.find(|&n| self.case(n).as_deref() == Some("of"))
    }

    /// Whether the verb has the particle that its trigger asks for.
    pub(crate) fn has_particle(&self, verb: usize, particle: Option<&str>) -> bool {
        // "brought down a jet" tells of no bringing.
        let Some(particle) = particle else { return !self.has_particle(verb, Some("down")) };
        // "provide up to $250 million".
        let counts = |d: usize| particle == "up" && d + 1 < self.syntax.tokens().len() && self.word(d + 1) == "to";
        let near = |d: usize| d > verb && self.word(d) == particle && !counts(d);
        self.syntax.dependents(verb).iter().any(|&d| near(d)) || verb + 1 < self.syntax.tokens().len() && near(verb + 1)
    }
}
