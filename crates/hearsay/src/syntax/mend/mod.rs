//! Mends trees where English leaves no doubt: phrases right behind or before the noun that they are of ("the contract | for
//! howitzers was signed", "two | of the jets", "Egypt's | request"), subjects that have a preposition or a verb before
//! them, what stands behind the second of two verbs, names that a list begins with, verbs taken for nouns.
//!
//! Each is a rule for what the encoder does now and then; `eval/syntax` measures them together.

mod argument;
mod name;
mod phrase;
mod verb;

use std::ops::Range;

use super::{Relation, Sort, Token, Upos, Xpos};

/// Tokens before or above a token among which what it belongs to is looked for.
const REACH: usize = 12;

/// Verbs whose object has something done to it: "had a missile fired".
const HAVING: [&str; 25] = [
    "consider", "declared", "find", "finds", "found", "get", "gets", "getting", "got", "had", "has", "have", "having",
    "keep", "keeps", "kept", "leave", "leaves", "left", "made", "saw", "see", "want", "wanted", "wants",
];

/// Hangs such phrases where they belong.
pub(super) fn mend(text: &str, tokens: &mut [Token]) {
    for at in 1..tokens.len() {
        verb::intend(text, tokens, at);
        verb::raise(tokens, at);
        verb::tell(tokens, at);
        verb::test(text, tokens, at);
        verb::have(text, tokens, at);
        verb::said_behind(text, tokens, at);
        name::coordinate(tokens, at);
        name::compound(tokens, at);
        verb::act(text, tokens, at);
        verb::relate(tokens, at);
        verb::promised(text, tokens, at);
        name::own(tokens, at);
        name::possess(text, tokens, at);
        name::described(text, tokens, at);
        name::designated(tokens, at);
        phrase::gear(text, tokens, at);
        phrase::part(text, tokens, at);
        phrase::to_place(text, tokens, at);
        phrase::including(text, tokens, at);
        phrase::number(text, tokens, at);
        phrase::reduce(text, tokens, at);
    }
    for at in 0..tokens.len() {
        if let Some((head, relation)) = (Mending { text, tokens, at }).better()
            && !hangs_on(tokens, head, at)
        {
            tokens[at].head = Some(head);
            tokens[at].relation = relation;
        }
    }
}

/// Whether a token hangs on another, over any number of heads: a rule that knows less than the whole tree must not close a
/// circle.
fn hangs_on(tokens: &[Token], token: usize, other: usize) -> bool {
    std::iter::successors(Some(token), |&t| tokens[t].head).take(tokens.len()).any(|t| t == other)
}

/// Hangs on another what hangs on a token, as far as it stands within reach; the other itself stays.
fn rehang(tokens: &mut [Token], near: Range<usize>, from: usize, to: usize) {
    for t in near.filter(|&t| t != to) {
        if tokens[t].head == Some(from) {
            tokens[t].head = Some(to);
        }
    }
}

fn is_subject(relation: Relation) -> bool {
    matches!(relation, Relation::Nsubj | Relation::NsubjPass)
}

/// Whether what a noun has by a relation makes it tell something of its own: "could be in Germany".
fn is_told(relation: Relation) -> bool {
    matches!(relation, Relation::Cop | Relation::Aux) || is_subject(relation)
}

fn is_noun(token: &Token) -> bool {
    matches!(token.upos, Upos::Noun | Upos::Propn)
}

/// A head, and how a token hangs on it.
type Attachment = (usize, Relation);

/// A token and what stands around it.
struct Mending<'t> {
    text: &'t str,
    tokens: &'t [Token],
    at: usize,
}

impl Mending<'_> {
    /// What each rule makes of a token that hangs on a head, another head or relation; the first that says something counts.
    const RULES: [fn(&Self, usize) -> Option<Attachment>; 49] = [
        Self::no_clause,
        Self::made_number,
        Self::up_to,
        Self::counted,
        Self::owner,
        Self::behind_noun,
        Self::agent,
        Self::subject_ahead,
        Self::led_in,
        Self::inverted,
        Self::behind_next_verb,
        Self::joined,
        Self::second_subject,
        Self::first_of_list,
        Self::headline_pair,
        Self::according,
        Self::over_number,
        Self::named_object,
        Self::name_behind,
        Self::model,
        Self::whole_name,
        Self::by_whom,
        Self::goes_on,
        Self::no_particle,
        Self::reduced,
        Self::behind_participle,
        Self::second_given,
        Self::handed,
        Self::first_subject,
        Self::acting,
        Self::bounded,
        Self::included,
        Self::passive,
        Self::beside,
        Self::before_parts,
        Self::told_to,
        Self::said_of,
        Self::with_preposition,
        Self::given_number,
        Self::distance,
        Self::no_subject,
        Self::listed,
        Self::as_well,
        Self::placed,
        Self::first_of,
        Self::becomes,
        Self::active,
        Self::only_object,
        Self::described_by,
    ];

    /// On what the token hangs, and how, where that isn't what the tree says.
    fn better(&self) -> Option<Attachment> {
        let head = self.tokens[self.at].head?;
        Self::RULES.iter().find_map(|rule| rule(self, head))
    }

    fn word(&self, token: usize) -> &str {
        self.tokens[token].span.text(self.text)
    }

    fn is_marked_by(&self, token: usize) -> bool {
        self.tokens.get(token).is_some_and(|t| t.head == Some(self.at) && t.relation == Relation::Case)
    }

    /// The preposition before it.
    fn preposition(&self) -> Option<usize> {
        (self.at.saturating_sub(REACH)..self.at).find(|&t| self.is_marked_by(t))
    }

    /// Whether a token hangs on another by a relation.
    fn hangs_by(&self, token: usize, head: usize, relation: Relation) -> bool {
        self.tokens[token].head == Some(head) && self.tokens[token].relation == relation
    }

    /// What hangs on a verb, as far as it stands within reach.
    fn below(&self, verb: usize) -> impl Iterator<Item = usize> {
        let near = verb.saturating_sub(3 * REACH)..self.tokens.len().min(verb + 3 * REACH);
        near.filter(move |&t| self.tokens[t].head == Some(verb))
    }

    fn has(&self, verb: usize, relation: impl Fn(Relation) -> bool) -> bool {
        self.below(verb).any(|t| relation(self.tokens[t].relation))
    }

    /// "Egypt's request": an owner taken for a subject.
    fn owner(&self, head: usize) -> Option<Attachment> {
        let behind = self.at + 1;
        if !(self.is_marked_by(behind) && self.word(behind).ends_with('s')) {
            return None;
        }
        // "South Africa's Paramount": an owner taken for a part of a name.
        if self.tokens[self.at].relation == Relation::Compound && head > behind {
            return Some((head, Relation::NmodPoss));
        }
        // "train Chad's guard": an owner taken for the object.
        let is_object = |t: usize| self.tokens[t].relation == Relation::Obj && is_noun(&self.tokens[t]);
        if is_object(self.at) {
            let next = (behind + 1..self.tokens.len()).take(REACH).find(|&t| self.tokens[t].head == Some(head));
            return next.filter(|&t| is_object(t)).map(|object| (object, Relation::NmodPoss));
        }
        if !is_subject(self.tokens[self.at].relation) {
            return None;
        }
        let is_behind = |t: &usize| *t > self.at && is_noun(&self.tokens[*t]);
        let next = || (behind + 1..self.tokens.len()).take(REACH).find(|&t| self.tokens[t].head == Some(head));
        let owned = Some(head).filter(is_behind).or_else(|| next().filter(|&t| is_subject(self.tokens[t].relation)))?;
        Some((owned, Relation::NmodPoss))
    }

    /// "were sold by the works", "parts made by two firms were found": an agent taken for a subject; so is whoever stands
    /// behind another preposition of a participle, "rifles bound for the rebels pass".
    fn agent(&self, head: usize) -> Option<Attachment> {
        if !is_subject(self.tokens[self.at].relation) {
            return None;
        }
        let case = self.preposition()?;
        let relation = if self.word(case) == "by" { Relation::OblAgent } else { Relation::Obl };
        if head < self.at {
            return (relation == Relation::OblAgent).then_some((head, relation));
        }
        let before = &self.tokens[case.checked_sub(1)?];
        let participle = matches!(before.relation, Relation::Acl | Relation::Xcomp)
            && matches!(before.xpos, Xpos::Vbn | Xpos::Vbd | Xpos::Vbg);
        participle.then_some((case - 1, relation))
    }

    /// "under a policy adopted in 1959 Norway sells no arms": the subject of the verb that follows it.
    fn subject_ahead(&self, head: usize) -> Option<Attachment> {
        let here = &self.tokens[self.at];
        let next = self.tokens.get(self.at + 1)?;
        // "the tanks Canada had promised".
        let noun = self.tokens[head].upos == Upos::Noun && here.upos == Upos::Propn;
        let behind = head < self.at && (noun || self.tokens[head].relation == Relation::Acl);
        if !(is_subject(here.relation) && behind) || self.preposition().is_some() {
            return None;
        }
        let verb = match (next.upos, next.relation) {
            (Upos::Aux, Relation::Aux | Relation::AuxPass) => next.head?,
            (Upos::Verb, _) => self.at + 1,
            _ => return None,
        };
        let free = verb > self.at && self.tokens[verb].head != Some(head) && !self.has(verb, is_subject);
        free.then_some((verb, Relation::Nsubj))
    }

    /// "Reached by phone, the spokesman | denied it": behind the comma of a participle stands the subject of the verb that
    /// follows.
    fn led_in(&self, head: usize) -> Option<Attachment> {
        let participle = &self.tokens[head];
        let leads =
            participle.relation == Relation::Advcl && matches!(participle.xpos, Xpos::Vbn | Xpos::Vbd | Xpos::Vbg);
        let verb = participle.head.filter(|&verb| verb > self.at && leads && head < self.at)?;
        let comma = (head + 1..self.at).any(|t| self.word(t) == ",");
        let free = is_subject(self.tokens[self.at].relation) && comma && !self.has(verb, is_subject);
        free.then_some((verb, Relation::Nsubj))
    }

    /// "“No,” lamented | the member for Luton": who says what stands before, taken for the object.
    fn inverted(&self, head: usize) -> Option<Attachment> {
        let (here, verb) = (&self.tokens[self.at], &self.tokens[head]);
        let is_object = matches!(here.relation, Relation::Obj | Relation::Iobj) && is_noun(here);
        let told = head < self.at && matches!(verb.xpos, Xpos::Vbd | Xpos::Vbz) && !self.has(head, is_subject);
        let behind = head.checked_sub(1).is_some_and(|t| matches!(self.word(t), "," | "\"" | "”" | "’" | "'"));
        let said = |t: usize| t < head && self.tokens[t].relation == Relation::Ccomp;
        let adjoins = (head + 1..self.at).all(|t| hangs_on(self.tokens, t, self.at));
        let speaks = is_object && told && behind && adjoins && self.below(head).any(said);
        speaks.then_some((head, Relation::Nsubj))
    }

    /// "has received 17 drones": what follows a verb that has its subject is its object.
    fn second_subject(&self, head: usize) -> Option<Attachment> {
        let verb = &self.tokens[head];
        let behind = head < self.at && is_subject(self.tokens[self.at].relation) && verb.upos == Upos::Verb;
        let before = |t: usize| self.tokens[t].head == Some(head) && is_subject(self.tokens[t].relation);
        let has_subject = behind && (head.saturating_sub(REACH)..head).any(before);
        // "supplied Mali with rifles": what has a preposition is no object.
        let with = |t: usize| (head..t).any(|c| self.tokens[c].head == Some(t) && self.word(c) == "with");
        let taken = |t: usize| match self.tokens[t].relation {
            Relation::AuxPass => true,
            Relation::Obj => !with(t),
            _ => false,
        };
        let free = has_subject && !self.below(head).any(taken);
        (free && self.preposition().is_none()).then_some((head, Relation::Obj))
    }

    /// "parts found aboard a boat were made here", "the drones it flew": what stands right behind a noun tells of it.
    fn reduced(&self, head: usize) -> Option<Attachment> {
        let here = &self.tokens[self.at];
        if here.relation == Relation::Acl
            && matches!(here.xpos, Xpos::Vbd | Xpos::Vbn)
            && self.has(self.at, |r| r == Relation::Nsubj)
        {
            return Some((head, Relation::AclRelcl));
        }
        let noun = self.at.checked_sub(1)?;
        let stray = here.relation == Relation::Advcl && here.upos == Upos::Verb && !self.word(self.at).ends_with("ing");
        let of_subject = stray
            && head > self.at
            && self.tokens[noun].head == Some(head)
            && is_subject(self.tokens[noun].relation)
            && is_noun(&self.tokens[noun]);
        let tells =
            |relation| matches!(relation, Relation::Mark | Relation::Aux | Relation::Advmod) || is_subject(relation);
        // "intercepted a missile fired from Yemen", but not "had a missile fired".
        let of_object = here.relation == Relation::Xcomp
            && here.xpos == Xpos::Vbn
            && head < noun
            && self.tokens[noun].head == Some(head)
            && self.tokens[noun].relation == Relation::Obj
            && is_noun(&self.tokens[noun])
            && !HAVING.contains(&self.word(head).to_lowercase().as_str());
        (of_subject && !self.has(self.at, tells) || of_object).then_some((noun, Relation::Acl))
    }

    /// "intercepted a missile fired | from Yemen": what stands right behind a participle is of it.
    fn behind_participle(&self, head: usize) -> Option<Attachment> {
        let participle = self.preposition()?.checked_sub(1)?;
        let told = &self.tokens[participle];
        let of_object = told.relation == Relation::Acl
            && told.xpos == Xpos::Vbn
            && told.head.is_some_and(|noun| self.tokens[noun].head == Some(head) && noun + 1 == participle);
        // "rifles made | by the firm Kestrel were old".
        let of_noun = told.relation == Relation::Acl
            && told.xpos == Xpos::Vbn
            && told.head == Some(head)
            && head + 1 == participle
            && self.word(participle + 1) == "by"
            && self.tokens[self.at].relation == Relation::Nmod;
        if of_noun {
            return Some((participle, Relation::OblAgent));
        }
        (of_object && self.tokens[self.at].relation == Relation::Obl).then_some((participle, Relation::Obl))
    }

    /// "announced $425 million in aid, including 32 guns": a part of what stands before it.
    fn included(&self, head: usize) -> Option<Attachment> {
        let case = (self.at.saturating_sub(REACH)..self.at).rev().find(|&t| self.word(t) == "including")?;
        let whole = |&t: &usize| {
            let object = matches!(self.tokens[t].relation, Relation::Obj | Relation::Obl | Relation::NsubjPass);
            self.tokens[t].head == Some(head) && object && matches!(self.tokens[t].upos, Upos::Noun | Upos::Sym)
        };
        let stray = self.tokens[self.at].relation == Relation::Obj && self.tokens[head].upos == Upos::Verb;
        (head + 1..case).rev().find(whole).filter(|_| stray).map(|whole| (whole, Relation::Nmod))
    }

    /// "Russia fires shells, officials say, and makes more": the second verb goes on with what is said.
    fn goes_on(&self, head: usize) -> Option<Attachment> {
        let here = &self.tokens[self.at];
        let says = here.relation == Relation::Conj && here.upos == Upos::Verb && self.tokens[head].upos == Upos::Verb;
        let put_in = head < self.at && self.word(head + 1) == ",";
        let tells = |relation| relation == Relation::Ccomp || is_subject(relation);
        let said = |&t: &usize| self.hangs_by(t, head, Relation::Ccomp);
        let said = (head.saturating_sub(3 * REACH)..head).find(said).filter(|_| says && put_in)?;
        (!self.has(self.at, tells)).then_some((said, Relation::Conj))
    }

    /// "are armed by Rwanda": who does what is done.
    fn by_whom(&self, head: usize) -> Option<Attachment> {
        let here = &self.tokens[self.at];
        let by = || self.preposition().is_some_and(|case| self.word(case) == "by");
        let passive = || self.has(head, |relation| matches!(relation, Relation::AuxPass | Relation::NsubjPass));
        let is_name = here.upos == Upos::Propn || self.word(self.at).starts_with(char::is_uppercase);
        let is_agent = here.relation == Relation::Obl && is_name && here.mention != Sort::Time;
        (is_agent && by() && passive()).then_some((head, Relation::OblAgent))
    }
}
