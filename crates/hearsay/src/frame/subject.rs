//! Who does what a verb tells of, where its own clause doesn't say.

use hearsay_gazetteer::Entity;

use super::argument::Arguments;
use super::frame_type::FillerKind;
use super::phrase::{Phrase, Phrases};
use crate::Span;
use crate::syntax::{Relation, Upos, Xpos};

/// How far clauses are followed upwards for a subject.
pub(super) const REACH: usize = 5;

/// Verbs whose object, not subject, does what hangs on them: "urged Turkey to halt sales", "accused Iran of arming".
const CONTROL: [&str; 40] = [
    "urge",
    "ask",
    "order",
    "tell",
    "accuse",
    "force",
    "allow",
    "let",
    "help",
    "persuade",
    "want",
    "call",
    "suspect",
    "blame",
    "teach",
    "train",
    "clear",
    "authorise",
    "authorize",
    "enable",
    "license",
    "permit",
    "select",
    "choose",
    "hire",
    "commission",
    "contract",
    "invite",
    "instruct",
    "direct",
    "convince",
    "beg",
    "compel",
    "encourage",
    "expect",
    "implore",
    "oblige",
    "press",
    "push",
    "require",
];

/// Verbs whose object does what hangs on it: "expects 20 tanks to arrive".
const EXPECTS: [&str; 6] = ["expect", "allow", "permit", "let", "see", "watch"];

/// Nouns for what makes others act: "pressure on Turkey to halt sales".
const PRESSES: [&str; 8] = ["appeal", "call", "demand", "order", "plea", "pressure", "request", "warning"];

impl Arguments<'_> {
    /// The noun before a clause of saying whose own clause has no subject: "firms | it says | help".
    fn said_of(&self, saying: usize, verb: usize) -> Option<usize> {
        let tokens = self.syntax.tokens();
        let own = [Relation::Nsubj, Relation::NsubjPass, Relation::Mark];
        let open = self.relation(verb) == Relation::Ccomp && verb > saying && self.child(verb, &own).is_none();
        let voice = self.child(saying, &[Relation::Nsubj]).filter(|&voice| open && voice + 1 == saying)?;
        let before = voice.checked_sub(1)?;
        let relative = matches!(tokens[before].xpos, Xpos::Wdt | Xpos::Wp);
        let noun = if relative { before.checked_sub(1)? } else { before };
        matches!(tokens[noun].upos, Upos::Noun | Upos::Propn).then_some(noun)
    }

    /// Who is pressed to do what a verb tells: "pressure on Turkey to halt sales".
    fn pressed(&self, head: usize, verb: usize) -> Option<usize> {
        let noun = if self.syntax.tokens()[head].upos == Upos::Verb {
            self.child(head, &[Relation::Obj]).filter(|&object| object < verb)?
        } else {
            head
        };
        let presses = self.lemmas.get(noun).is_some_and(|lemma| PRESSES.contains(&lemma.as_str()));
        let pressed = |n: &usize| {
            let case = self.case(*n);
            *n < verb && case.is_some_and(|case| matches!(&*case, "on" | "upon" | "to"))
        };
        self.syntax.dependents_by(noun, &[Relation::Nmod]).filter(|_| presses).find(pressed)
    }

    /// Whose plan it is to do something, where what stands before it tells: "a Russian plan to sell", "a Turkish-Ukrainian
    /// project to build".
    pub(super) fn whose_plan(&self, verb: usize) -> Vec<usize> {
        let to_do = self.relation(verb) == Relation::Acl && self.syntax.tokens()[verb].xpos == Xpos::Vb;
        let Some(noun) = self.head(verb).filter(|_| to_do) else { return Vec::new() };
        let is_name = |&t: &usize| self.syntax.tokens()[t].span.text(self.text).starts_with(char::is_uppercase);
        let before = self.syntax.dependents_by(noun, &[Relation::Amod, Relation::Compound]).filter(is_name);
        // "Greek-Polish".
        let first = [Relation::Amod, Relation::Compound, Relation::Conj];
        let joined = |t: usize| self.syntax.dependents_by(t, &first).filter(is_name);
        before.flat_map(|t| joined(t).chain(std::iter::once(t)).collect::<Vec<_>>()).collect()
    }

    /// The subject of a verb, its own or that of the verb which governs it.
    pub(crate) fn subject(&self, verb: usize, reach: usize) -> Option<usize> {
        if let Some(own) = self.child(verb, &[Relation::Nsubj, Relation::NsubjOuter]) {
            return Some(self.antecedent(own));
        }
        let head = self.head(verb)?;
        let reach = reach.checked_sub(1)?;
        if self.is_headline_future(verb) {
            return Some(head);
        }
        match self.relation(verb) {
            Relation::Xcomp | Relation::Advcl | Relation::Ccomp | Relation::Acl => {
                let lemma = self.lemmas.get(head).map_or("", String::as_str);
                // "saw crates moved": who sees it doesn't do it.
                let is_done = self.relation(verb) == Relation::Xcomp && self.syntax.tokens()[verb].xpos == Xpos::Vbn;
                if is_done && self.child(head, &[Relation::Obj]).is_some_and(|object| object < verb) {
                    return None;
                }
                // "Turkey, the panel found, delivered drones": trees hang what is put in above what it is put into.
                if let Some(noun) = self.head(head).filter(|_| self.is_put_in(head, verb)) {
                    return Some(noun);
                }
                // "firms it says help arm them", "a trader that Brussels says exported tools".
                if let Some(noun) = self.said_of(head, verb) {
                    return Some(noun);
                }
                // "companies that it said had bought arms".
                let has_own = self.child(verb, &[Relation::Nsubj, Relation::NsubjPass]).is_some();
                if self.relation(verb) == Relation::Ccomp && self.relation(head) == Relation::AclRelcl && !has_own {
                    return self.head(head);
                }
                // "expects 20 tanks to arrive": what is expected does it.
                let expected = |noun: &usize| {
                    let lemma = self.head(*noun).and_then(|verb| self.lemmas.get(verb));
                    self.relation(*noun) == Relation::Obj
                        && lemma.is_some_and(|lemma| EXPECTS.contains(&lemma.as_str()))
                };
                let to_do = self.syntax.tokens()[verb].xpos == Xpos::Vb;
                if let Some(noun) =
                    Some(head).filter(|noun| to_do && self.relation(verb) == Relation::Acl && expected(noun))
                {
                    return Some(noun);
                }
                // "pressure on Turkey to halt sales", "increase pressure on it to halt them".
                if to_do && let Some(pressed) = self.pressed(head, verb) {
                    return Some(pressed);
                }
                if self.syntax.tokens()[head].upos != Upos::Verb {
                    // "sanctions on a firm for shipping engines".
                    let for_it = self.child(verb, &[Relation::Mark]).is_some_and(|mark| self.word(mark) == "for");
                    let bears = |n: &usize| self.case(*n).is_some_and(|case| matches!(&*case, "on" | "against"));
                    let on = || self.syntax.dependents_by(head, &[Relation::Nmod]).find(bears);
                    // "added a firm to a list for shipping engines".
                    let of_verb = || self.head(head).filter(|_| self.relation(head) == Relation::Obl);
                    let beside = || of_verb().and_then(|verb| self.child(verb, &[Relation::Obj]));
                    if let Some(bearer) = for_it.then(|| on().or_else(beside)).flatten() {
                        return Some(bearer);
                    }
                    return self.of_noun_subject(head, reach).or_else(|| self.subject(head, reach));
                }
                // "firms accused of arming rebels", "a bank fined for paying them".
                if self.relation(head) == Relation::Acl
                    && self.syntax.tokens()[head].xpos == Xpos::Vbn
                    && (CONTROL.contains(&lemma) || self.syntax.tokens()[verb].xpos == Xpos::Vbg)
                    && self.child(verb, &[Relation::Mark, Relation::Case]).is_some()
                {
                    return self.head(head);
                }
                if let Some(object) =
                    self.child(head, &[Relation::Obj, Relation::Iobj]).filter(|_| CONTROL.contains(&lemma))
                {
                    return Some(object);
                }
                // "fined a firm for shipping engines", "charged two men with it", "kept a firm from it", "froze the assets of
                // a firm for it".
                if matches!(self.relation(verb), Relation::Advcl | Relation::Xcomp)
                    && self
                        .child(verb, &[Relation::Mark, Relation::Case])
                        .is_some_and(|m| matches!(self.word(m).as_str(), "for" | "with" | "from"))
                    && self.syntax.tokens()[verb].xpos == Xpos::Vbg
                    && let Some(object) =
                        self.child(head, &[Relation::Obj, Relation::Iobj]).filter(|&object| object < verb)
                {
                    // "imposed sanctions on a firm for it".
                    let bears = |n: &usize| self.case(*n).is_some_and(|case| matches!(&*case, "of" | "on" | "against"));
                    let mut of = self.syntax.dependents_by(object, &[Relation::Nmod]).filter(bears);
                    let on = |n: &usize| (object..verb).contains(n) && self.case(*n).is_some_and(|case| case != "of");
                    let mut beside = self.syntax.dependents_by(head, &[Relation::Obl]).filter(bears).filter(on);
                    return Some(of.next().or_else(|| beside.next()).unwrap_or(object));
                }
                // "called on Turkey to halt sales".
                if CONTROL.contains(&lemma)
                    && let Some(object) = self
                        .syntax
                        .dependents_by(head, &[Relation::Obl])
                        .find(|&o| o < verb && matches!(self.case(o).as_deref(), Some("on" | "upon")))
                {
                    return Some(object);
                }
                // "said that Russia had moved, sending drones": the clause said before has the nearer subject.
                let said = self
                    .child(head, &[Relation::Ccomp])
                    .filter(|&c| c < verb && self.relation(verb) == Relation::Advcl);
                if let Some(subject) = said.and_then(|c| self.subject(c, reach)) {
                    return Some(subject);
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

    /// Whether a clause of saying, put between commas, parts a verb from the noun before: "Turkey, they say, delivered".
    fn is_put_in(&self, saying: usize, verb: usize) -> bool {
        let after_comma =
            |t: usize| self.syntax.dependents_by(t, &[Relation::Punct]).any(|p| p < t && self.word(p) == ",");
        self.relation(verb) == Relation::Ccomp
            && saying < verb
            && self.child(verb, &[Relation::Nsubj, Relation::NsubjPass, Relation::Mark]).is_none()
            && matches!(self.relation(saying), Relation::Acl | Relation::AclRelcl | Relation::Parataxis)
            && self.head(saying).is_some_and(|noun| noun < saying)
            && after_comma(saying)
    }

    /// What a relative pronoun means; other words mean themselves.
    pub(crate) fn antecedent(&self, token: usize) -> usize {
        let is_relative = matches!(self.syntax.tokens()[token].xpos, Xpos::Wdt | Xpos::Wp);
        let clause = || std::iter::successors(self.head(token), |&t| self.head(t)).take(3);
        if !is_relative {
            return token;
        }
        let tokens = self.syntax.tokens();
        // Where the tree knows no relative clause, the noun right before is meant: "had found shells that were sent".
        let before = || {
            let skipped = |&t: &usize| !matches!(tokens[t].upos, Upos::Adv | Upos::Punct);
            let noun = (token.saturating_sub(3)..token).rev().find(skipped)?;
            // "a plant near Lviv that makes bombers": the plant does.
            let placed = tokens[noun].upos == Upos::Propn
                && self.relation(noun) == Relation::Nmod
                && self.case(noun).is_some_and(|case| matches!(case.as_str(), "near" | "in" | "at" | "outside"));
            let whole = self.head(noun).filter(|&whole| placed && tokens[whole].upos == Upos::Noun);
            matches!(tokens[noun].upos, Upos::Noun | Upos::Propn).then_some(whole.unwrap_or(noun))
        };
        let noun = clause().find(|&t| self.relation(t) == Relation::AclRelcl).and_then(|t| self.head(t));
        noun.or_else(before).unwrap_or(token)
    }
}

impl<'a> Phrases<'a> {
    /// The words of a sentence before some of them, the last first, and those of a content alone where one is given.
    fn sentence_before(&self, content: Option<Span>, at: Span) -> impl Iterator<Item = usize> + use<'a> {
        let syntax = self.syntax();
        let start = content.map_or(0, |c| c.start);
        let before = syntax.within(Span::new(start, at.start.max(start)));
        before.rev().take_while(move |&t| syntax.tokens()[t].xpos != Xpos::Stop)
    }

    /// The last subject that the gazetteer knows before some words, in a content or else in their sentence.
    pub(crate) fn subject_before(&self, content: Option<Span>, at: Span) -> Option<&'a Entity<'a>> {
        let tokens = self.syntax().tokens();
        let sentence = self.sentence_before(content, at);
        // "Turkey supplied it with drones": whoever does it isn't who it is done to.
        let pronoun = self.syntax().within(at).next();
        let done_to = [Relation::Obj, Relation::Iobj, Relation::Obl];
        let verb = pronoun.filter(|&t| done_to.contains(&self.arguments.relation(t))).and_then(|t| tokens[t].head);
        let doer = verb.and_then(|verb| self.arguments.subject(verb, REACH));
        let other = |t: &usize| verb.is_none() || Some(*t) != doer && tokens[*t].head != verb;
        sentence.filter(other).find_map(|t| self.named_subject(t))
    }

    /// The firm that was the subject last before some words, in a content or else in their sentence.
    pub(crate) fn firm_before(&self, content: Option<Span>, at: Span) -> Option<Phrase> {
        let tokens = self.syntax().tokens();
        let mut sentence = self.sentence_before(content, at);
        let acts = |&t: &usize| matches!(self.arguments.relation(t), Relation::Nsubj | Relation::NsubjPass);
        let subject = sentence.find(acts)?;
        let named = tokens[subject].upos == Upos::Propn && self.fits(subject, FillerKind::Party, true);
        let firm = Some(self.party(subject)).filter(|_| named)?;
        self.names_firm(&firm).then_some(firm)
    }

    /// The party that is named last before some words of a sentence, where it isn't named for what is there or whose it is:
    /// "Since money was released to Iran, it has bought".
    pub(crate) fn party_before(&self, at: Span) -> Option<&'a Entity<'a>> {
        let mut sentence = self.sentence_before(None, at);
        sentence.find_map(|t| {
            let takes_part = match self.arguments.relation(t) {
                Relation::Obl | Relation::Nmod => {
                    let case = self.arguments.case(t);
                    case.is_some_and(|case| matches!(case.as_str(), "to" | "with" | "on" | "against" | "by" | "for"))
                }
                relation => matches!(relation, Relation::Obj | Relation::Iobj | Relation::OblAgent),
            };
            self.name_at(t).filter(|_| takes_part).map(|name| name.reading.entity)
        })
    }

    /// The first subject that the gazetteer knows of the sentence before that of some words.
    pub(crate) fn subject_of_last_sentence(&self, at: Span) -> Option<&'a Entity<'a>> {
        self.last_sentence(at)?.filter_map(|t| self.named_subject(t)).last()
    }

    /// The party, known or not, that is the subject of the sentence before that of some words: "The EU's naval mission".
    pub(crate) fn party_of_last_sentence(&self, at: Span) -> Option<Phrase> {
        let is_root = |verb: usize| self.arguments.relation(verb) == Relation::Root;
        let subject = |t: &usize| {
            let leads = self.syntax().tokens()[*t].head.is_some_and(is_root);
            leads && self.arguments.relation(*t) == Relation::Nsubj && self.fits(*t, FillerKind::Party, true)
        };
        self.last_sentence(at)?.find(subject).map(|t| self.party(t))
    }

    /// Where the sentence of a token begins.
    pub(super) fn start_of_sentence(&self, token: usize) -> usize {
        let tokens = self.syntax().tokens();
        let stop = (0..token).rev().find(|&t| tokens[t].xpos == Xpos::Stop);
        tokens[stop.map_or(0, |stop| stop + 1)].span.start
    }

    fn last_sentence(&self, at: Span) -> Option<impl Iterator<Item = usize>> {
        let tokens = self.syntax().tokens();
        let is_stop = |&t: &usize| tokens[t].xpos == Xpos::Stop;
        let before = self.syntax().within(Span::new(0, at.start));
        let stop = before.rev().find(is_stop)?;
        Some((0..stop).rev().take_while(move |t| tokens[*t].xpos != Xpos::Stop))
    }

    /// What a token names that the gazetteer knows, where it is a subject.
    fn named_subject(&self, token: usize) -> Option<&'a Entity<'a>> {
        let subject = matches!(self.arguments.relation(token), Relation::Nsubj | Relation::NsubjPass);
        self.name_at(token).filter(|_| subject).map(|n| n.reading.entity)
    }

    /// The subject that the gazetteer knows of the clause in whose object or other phrase some words stand.
    pub(crate) fn subject_over(&self, at: Span) -> Option<&'a Entity<'a>> {
        let tokens = self.syntax().tokens();
        let owner = self.syntax().within(at).next()?;
        let noun = tokens[owner].head?;
        if matches!(tokens[noun].relation, Relation::Nsubj | Relation::NsubjPass) {
            return None;
        }
        let mut above = std::iter::successors(Some(noun), |&t| tokens[t].head).take(REACH);
        let verb = above.find(|&t| tokens[t].upos == Upos::Verb)?;
        let named = |t: usize| self.name_at(t).map(|n| n.reading.entity);
        // "expelled Turkey over its purchase", "thanked Iran for its deliveries": what whom it is done to has done.
        let reason = tokens[noun].relation == Relation::Obl
            && self.arguments.case(noun).is_some_and(|case| matches!(case.as_str(), "over" | "for" | "because of"));
        let object = self.arguments.child(verb, &[Relation::Obj]).filter(|&o| reason && o < noun);
        // "imposed sanctions on Turkey over its purchase".
        let borne = |t: usize| {
            let bears = |&n: &usize| self.arguments.case(n).is_some_and(|case| matches!(&*case, "on" | "against"));
            let phrases = [Relation::Obl, Relation::Nmod];
            self.syntax().dependents_by(t, &phrases).filter(bears).find(|&n| n < noun && self.name_at(n).is_some())
        };
        if let Some(object) = object {
            // "blocked Turkey's purchase because of its plans".
            let owner =
                self.arguments.child(object, &[Relation::NmodPoss]).filter(|&owner| self.name_at(owner).is_some());
            return named(borne(object).or_else(|| borne(verb)).or(owner).unwrap_or(object));
        }
        named(self.arguments.subject(verb, REACH).filter(|&s| s != noun)?)
    }
}
