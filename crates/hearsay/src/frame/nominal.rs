//! Arguments of nouns and of participles before nouns: "the delivery of tanks to Ukraine", "Iranian-made drones".

use super::argument::{Argument, Arguments, Slot};
use super::subject::REACH;
use crate::syntax::{Relation, Upos, Xpos};

/// Nouns through which what stands behind them belongs to the verb above: "in the form of", "gave the green light for",
/// "held talks on".
const FORMS: [&str; 27] = [
    "form",
    "shape",
    "part",
    "batch",
    "instalment",
    "installment",
    "package",
    "round",
    "series",
    "tranche",
    "approval",
    "clearance",
    "consent",
    "go-ahead",
    "licence",
    "license",
    "light",
    "permission",
    "permit",
    "talk",
    "negotiation",
    "discussion",
    "memorandum",
    "day",
    "week",
    "month",
    "year",
];

/// Verbs whose subject is not who does what their object names.
const AGAINST: [&str; 16] = [
    "foil",
    "thwart",
    "block",
    "prevent",
    "stop",
    "condemn",
    "deny",
    "reject",
    "criticise",
    "criticize",
    "welcome",
    "oppose",
    "protest",
    "refuse",
    "report",
    "uncover",
];

impl Arguments<'_> {
    /// "Turkey's plan to sell", "Turkey has a plan to sell": whose plan it is.
    pub(super) fn of_noun_subject(&self, noun: usize, reach: usize) -> Option<usize> {
        let own = self.child(noun, &[Relation::NmodPoss, Relation::Nsubj]);
        let of_verb = || {
            let verb = self.head(noun)?;
            // Who foiled an attempt did not attempt it.
            if self.lemmas.get(verb).is_some_and(|lemma| AGAINST.contains(&lemma.as_str())) {
                return None;
            }
            let is_object = matches!(self.relation(noun), Relation::Obj | Relation::Obl);
            is_object.then(|| self.subject(verb, reach)).flatten()
        };
        own.or_else(of_verb)
    }

    /// The arguments of a noun; `lends` tells what the subject of a verb above it is to it, if anything: "made a delivery",
    /// "received a delivery".
    pub(crate) fn of_noun(&self, noun: usize, lends: impl Fn(&str) -> Option<Slot>) -> Vec<Argument> {
        let lent = |verb: usize| self.lemmas.get(verb).and_then(|lemma| lends(lemma));
        let mut found = Vec::new();
        for &child in self.syntax.dependents(noun) {
            match self.relation(child) {
                Relation::NmodPoss => found.push((Slot::Possessor, child)),
                // "any onward sale": taggers take rare adjectives for adverbs.
                Relation::Advmod | Relation::Case
                    if child + 1 == noun && self.syntax.tokens()[child].upos != Upos::Adp =>
                {
                    found.push((Slot::Modifier, child));
                }
                Relation::Compound | Relation::Amod | Relation::NmodDesc | Relation::Flat | Relation::Nmod
                    if child < noun
                        && (self.relation(child) != Relation::Nmod
                            || self.before_hyphen(child).is_some_and(|b| self.word(b) == "for")) =>
                {
                    // "an oil-for-arms swap".
                    let given = self
                        .before_hyphen(child)
                        .filter(|&b| self.word(b) == "for")
                        .and_then(|b| self.before_hyphen(b));
                    let returned = given.is_some() || self.case(child).is_some_and(|case| case == "for");
                    found.push((if returned { Slot::Preposition("for".to_owned()) } else { Slot::Modifier }, child));
                    found.extend(given.filter(|&g| self.head(g) != Some(noun)).map(|g| (Slot::Modifier, g)));
                    // "India's arms imports": the tree may hang "India" on "arms".
                    let owners = self.syntax.dependents_by(child, &[Relation::NmodPoss]);
                    found.extend(owners.map(|owner| (Slot::Possessor, owner)));
                    // "a UN arms embargo": the tree may hang "UN" on "arms".
                    let inner = self.syntax.dependents_by(child, &[Relation::Compound, Relation::Amod]);
                    let capitals = |&i: &usize| {
                        let word = self.syntax.tokens()[i].span.text(self.text);
                        word.chars().all(|c| c.is_uppercase() || c == '.')
                    };
                    found.extend(inner.filter(capitals).map(|i| (Slot::Modifier, i)));
                    // "a shell-filling plant".
                    let is_doing = self.syntax.tokens()[child].xpos == Xpos::Vbg;
                    found.extend(self.before_hyphen(child).filter(|_| is_doing).map(|thing| (Slot::Modifier, thing)));
                    // "US-Turkish deal", "drone and missile shipments".
                    found.extend(self.syntax.dependents_by(child, &[Relation::Conj]).map(|c| (Slot::Modifier, c)));
                }
                // "received training from Turkey": taggers disagree on whether "training" is a noun.
                Relation::Nmod | Relation::Obl => {
                    self.behind_preposition(child, false, &mut found);
                    // "the sale of 300 million euros worth of arms to Israel".
                    for inner in
                        self.syntax.dependents_by(child, &[Relation::Nmod]).filter(|_| self.word(child) == "worth")
                    {
                        self.behind_preposition(inner, false, &mut found);
                    }
                }
                // "sanctions placed on Russia by the EU".
                Relation::Acl if lent(child).is_some() => {
                    for inner in self.syntax.dependents_by(child, &[Relation::Obl, Relation::OblAgent]) {
                        self.behind_preposition(inner, true, &mut found);
                    }
                }
                // "the embargo that the EU imposed on Sudan", "the ban, which was imposed on it by Japan".
                Relation::AclRelcl if lent(child).is_some() && self.is_of_clause(noun, child) => {
                    let passive = self.child(child, &[Relation::NsubjPass]).is_some();
                    let subject = self.child(child, &[Relation::Nsubj]).filter(|_| !passive);
                    found.extend(subject.and_then(|at| Some((lent(child)?, at))));
                    for inner in self.syntax.dependents_by(child, &[Relation::Obl, Relation::OblAgent]) {
                        self.behind_preposition(inner, passive, &mut found);
                        // "imposed on exports to Turkey".
                        if self.case(inner).is_some_and(|case| matches!(case.as_str(), "of" | "for" | "on")) {
                            self.behind_phrase(inner, passive, &mut found);
                        }
                    }
                }
                _ => {}
            }
        }
        // "the sale of $60 million in cartridges".
        for amount in self.syntax.dependents_by(noun, &[Relation::Nmod]).filter(|&n| self.is_money(n)) {
            if let Some(goods) = self.worth(noun, amount) {
                found.push((Slot::Preposition("of".to_owned()), goods));
                self.behind_phrase(goods, false, &mut found);
            }
        }
        // "the delivery of tanks to Ukraine": the tree may hang "to Ukraine" on "tanks".
        for inner in self.syntax.dependents_by(noun, &[Relation::Nmod]) {
            if self.case(inner).is_some_and(|c| matches!(c.as_str(), "of" | "for" | "on")) {
                self.behind_phrase(inner, false, &mut found);
            }
        }
        // "the lifting of the embargo | on Cuba", "backed the embargo | against Cuba": trees may hang what stands right behind
        // a noun on what the noun hangs on.
        let beside = match self.relation(noun) {
            Relation::Nmod if self.case(noun).as_deref() == Some("of") => Some(Relation::Nmod),
            Relation::Obj => Some(Relation::Obl),
            _ => None,
        };
        if let (Some(head), Some(relation)) = (self.head(noun), beside) {
            let next = |&t: &usize| {
                self.child(t, &[Relation::Case]) == Some(noun + 1) && self.case(t).is_some_and(|case| case != "of")
            };
            for phrase in self.syntax.dependents_by(head, &[relation]).filter(next) {
                self.behind_preposition(phrase, false, &mut found);
            }
        }
        // "Iran has become a supplier".
        let raised =
            || self.head(noun).filter(|_| self.relation(noun) == Relation::Xcomp).and_then(|v| self.subject(v, REACH));
        let subject = self.child(noun, &[Relation::Nsubj]).map(|at| self.antecedent(at)).or_else(raised);
        let under = self.case(noun).as_deref() == Some("under");
        found.extend(subject.map(|at| (if under { Slot::Bearer } else { Slot::Subject }, at)));
        if let Some(verb) = self.head(noun).filter(|_| under && self.relation(noun) == Relation::Obl) {
            // "has been placed under sanctions", "fell under the ban".
            // "Peru, under an embargo for years, has", but "the rebels were put under an embargo".
            let mut bearers = [Relation::Obj, Relation::NsubjPass, Relation::Nsubj];
            if noun < verb {
                bearers.reverse();
            }
            found.extend(
                bearers.iter().find_map(|&by| self.child(verb, &[by])).map(|at| (Slot::Bearer, self.antecedent(at))),
            );
        }
        // "rockets for shipment to Russia".
        let purpose = self.case(noun).as_deref() == Some("for") && self.child(noun, &[Relation::Det]).is_none();
        let moved = self.head(noun).filter(|_| purpose).and_then(|head| match self.relation(noun) {
            Relation::Nmod => Some(head).filter(|&head| self.syntax.tokens()[head].upos == Upos::Noun),
            Relation::Obl => self.child(head, &[Relation::Obj]).filter(|&object| object < noun),
            _ => None,
        });
        let made = self.brought_into(noun).or(moved);
        found.extend(made.map(|at| (Slot::Preposition("of".to_owned()), at)));
        found.extend(self.included(noun).into_iter().map(|at| (Slot::Included, at)));
        // "sent two billion in the form of a package": the verb may stand higher.
        let over = [Relation::Obj, Relation::Obl, Relation::Nmod, Relation::Appos];
        let whole = self.first_joined(noun);
        let mut at = whole;
        let mut verb = None;
        for _ in 0..REACH {
            let Some(head) = self.head(at).filter(|_| over.contains(&self.relation(at))) else { break };
            // "in the form of", not "over the shipments", "in violation of".
            let is_form =
                |t: usize| self.is_money(t) || self.lemmas.get(t).is_some_and(|l| FORMS.contains(&l.as_str()));
            let part = at == whole || is_form(at);
            // "gave the green light | for the sale": the tree may hang it on the verb.
            let beside = self.relation(at) == Relation::Obl
                && self.child(head, &[Relation::Obj]).is_some_and(|object| !is_form(object));
            if !part || beside && at == whole {
                break;
            }
            if self.syntax.tokens()[head].upos == Upos::Verb {
                verb = Some(head);
                break;
            }
            // "Armenia and India are in talks about the production of shells".
            if let Some(talking) = self.child(head, &[Relation::Nsubj]).filter(|_| self.relation(at) == Relation::Nmod)
            {
                found.push((Slot::Subject, self.antecedent(talking)));
                break;
            }
            at = head;
        }
        found.extend(self.of_deal(noun, |verb| lent(verb).is_some()));
        let lender = verb.filter(|&v| !self.is_judging(v)).and_then(|v| Some((v, lent(v)?)));
        if let Some((verb, slot)) = lender {
            found.extend(self.subject(verb, REACH).map(|at| (slot, at)));
            if self.relation(whole) == Relation::Obj {
                found.extend(self.taken_for_modifier(noun).map(|at| (Slot::Indirect, at)));
                for child in self.syntax.dependents(verb).iter().copied() {
                    match self.relation(child) {
                        Relation::Obl => {
                            self.behind_preposition(child, false, &mut found);
                            // "lifted an embargo on arms sales to Cyprus".
                            if self.case(child).is_some_and(|case| matches!(case.as_str(), "of" | "for" | "on")) {
                                self.behind_phrase(child, false, &mut found);
                            }
                        }
                        Relation::Iobj => found.push((Slot::Indirect, child)),
                        _ => {}
                    }
                }
            }
        } else if let Some(verb) = self.head(whole).filter(|_| self.relation(whole) == Relation::OblAgent) {
            // "a hospital was hit by a drone strike".
            let hit = self.child(verb, &[Relation::NsubjPass]).map(|at| self.antecedent(at));
            found.extend(hit.map(|at| (Slot::Preposition("on".to_owned()), at)));
        } else if self.relation(whole) == Relation::Nsubj
            && let Some(verb) = self.head(whole).filter(|&v| self.child(v, &[Relation::Obj]).is_none())
            && lent(verb) == Some(Slot::Subject)
        {
            // "production will start in Nitra".
            for child in self.syntax.dependents_by(verb, &[Relation::Obl]).filter(|&c| c > verb) {
                self.behind_preposition(child, false, &mut found);
            }
        } else if self.relation(whole) == Relation::NsubjPass
            && let Some(verb) = self.head(whole)
        {
            // "sanctions were imposed on two banks by Japan".
            let slot = lent(verb);
            for child in self.syntax.dependents_by(verb, &[Relation::Obl]).filter(|&c| slot.is_some() && c > verb) {
                self.behind_preposition(child, true, &mut found);
            }
            let agent = self.child(verb, &[Relation::OblAgent]);
            found.extend(agent.map(|at| (slot.unwrap_or(Slot::Subject), at)));
        }
        found
    }

    /// What is or gets in the state that a noun names: "the rifle is in production", "put the drone into production", "entered
    /// production".
    fn brought_into(&self, noun: usize) -> Option<usize> {
        let bare = self.child(noun, &[Relation::Det, Relation::NmodPoss]).is_none();
        let within = self.case(noun).is_some_and(|case| matches!(case.as_str(), "in" | "into"));
        let subject = |verb: usize| self.child(verb, &[Relation::Nsubj, Relation::NsubjPass]);
        if bare && within && self.child(noun, &[Relation::Cop]).is_some() {
            return subject(noun).map(|at| self.antecedent(at));
        }
        let verb = self.head(noun).filter(|_| bare)?;
        match self.relation(noun) {
            Relation::Obl if within => {
                let object = self.child(verb, &[Relation::Obj]).filter(|&object| object < noun);
                object.or_else(|| subject(verb)).map(|at| self.antecedent(at))
            }
            Relation::Obj if self.lemmas[verb] == "enter" => subject(verb).map(|at| self.antecedent(at)),
            _ => None,
        }
    }

    /// The first of the nouns to which a noun is joined, which stands for all: "sanctions" of "impose sanctions or an
    /// embargo".
    pub(super) fn first_joined(&self, noun: usize) -> usize {
        let before = |&t: &usize| {
            let noun = |&h: &usize| matches!(self.syntax.tokens()[h].upos, Upos::Noun | Upos::Propn);
            self.head(t).filter(|h| self.relation(t) == Relation::Conj && noun(h))
        };
        std::iter::successors(Some(noun), before).take(REACH).last().unwrap_or(noun)
    }

    /// What a noun is said to include: "that includes launchers", "including launchers", "launchers among them".
    pub(crate) fn included(&self, noun: usize) -> Vec<usize> {
        let names_parts = |t: usize| {
            matches!(self.lemmas.get(t).map(String::as_str), Some("include" | "including" | "contain" | "comprise"))
        };
        let mut found = Vec::new();
        // "The package contains launchers".
        let verb = self.head(noun).filter(|&verb| self.relation(noun) == Relation::Nsubj && names_parts(verb));
        found.extend(verb.and_then(|verb| self.child(verb, &[Relation::Obj])));
        // "$425 million in aid, including vehicles": what is included may hang on the amount.
        let amount = self.head(noun).filter(|&amount| self.is_money(amount));
        let beside = amount.map_or(&[][..], |amount| self.syntax.dependents(amount));
        for &child in self.syntax.dependents(noun).iter().chain(beside.iter().filter(|&&child| child > noun)) {
            if matches!(self.relation(child), Relation::Acl | Relation::AclRelcl) && names_parts(child) {
                found.extend(self.child(child, &[Relation::Obj]));
            } else if self.child(child, &[Relation::Case]).is_some_and(names_parts)
                || self.case(child).is_some_and(|case| case.starts_with("such"))
            {
                found.push(child);
            } else if self.relation(child) == Relation::Nmod {
                // "a package of aid that includes": the clause may hang on either.
                found.extend(self.syntax.dependents(child).iter().filter_map(|&inner| {
                    if names_parts(inner) {
                        self.child(inner, &[Relation::Obj])
                    } else {
                        self.child(inner, &[Relation::Case]).filter(|&c| names_parts(c)).map(|_| inner)
                    }
                }));
            }
        }
        found
    }

    /// Who bears what a noun names, by a verb of which it is the subject; `bears` tells such verbs: "the sanctions package
    /// targets two banks".
    pub(crate) fn bearer(&self, noun: usize, bears: impl Fn(&str) -> bool) -> Option<Argument> {
        let whole = self.head(noun).filter(|_| self.relation(noun) == Relation::Compound).unwrap_or(noun);
        let verb = self.head(whole).filter(|_| self.relation(whole) == Relation::Nsubj)?;
        let object = self.child(verb, &[Relation::Obj]).filter(|_| bears(&self.lemmas[verb]))?;
        Some((Slot::Bearer, object))
    }
}
