//! Names of several words, models before their nouns, and numbers before what they count.

use super::{Attachment, Mending, REACH, Relation, Sort, Token, Upos, Xpos, is_noun, is_subject, rehang};

/// "K9 howitzers and Chunmoo rockets": a noun before "and", taken for a part of the one behind it.
pub(super) fn coordinate(tokens: &mut [Token], at: usize) {
    let here = &tokens[at];
    let Some(last) = here.head.filter(|&last| last > at) else { return };
    let is_cc = |t: usize| tokens[t].relation == Relation::Cc && tokens[t].head == Some(last);
    if !(here.relation == Relation::Compound && here.upos == Upos::Noun && at + 1 < last && is_cc(at + 1)) {
        return;
    }
    let name = at - 1;
    let named = tokens[last].relation == Relation::Conj && tokens[last].head == Some(name);
    let above = if named { name } else { last };
    (tokens[at].head, tokens[at].relation) = (tokens[above].head, tokens[above].relation);
    (tokens[last].head, tokens[last].relation) = (Some(at), Relation::Conj);
    if named {
        (tokens[name].head, tokens[name].relation) = (Some(at), Relation::Compound);
    }
    let own = above.min(at);
    rehang(tokens, own.saturating_sub(REACH)..own, above, at);
}

/// "announced export controls", "make mortar rounds": the first of two nouns, taken for the object, and the second for one of
/// its own or for another object.
pub(super) fn compound(tokens: &mut [Token], at: usize) {
    let before = at - 1;
    let object = |t: usize| tokens[t].relation == Relation::Obj && is_noun(&tokens[t]);
    // "rounds" may be taken for what the verb's object does.
    let other = tokens[at].relation == Relation::Xcomp && tokens[at].upos == Upos::Noun;
    let both = object(before) && (object(at) || other);
    let Some(verb) = tokens[before].head.filter(|&verb| verb < before && both) else { return };
    // "gave the army rifles": what stands for somebody has a determiner, a name or an ending.
    let one = |t: usize| tokens[t].upos == Upos::Noun && tokens[t].xpos == Xpos::Nn;
    let bare = || one(before) && !(verb + 1..before).any(|t| tokens[t].head == Some(before));
    let second = tokens[at].head == Some(verb) && (other || tokens[at].xpos == Xpos::Nns) && bare();
    if (tokens[at].head == Some(before) || second) && tokens[verb].upos == Upos::Verb {
        (tokens[at].head, tokens[at].relation) = (Some(verb), Relation::Obj);
        (tokens[before].head, tokens[before].relation) = (Some(at), Relation::Compound);
        rehang(tokens, before.saturating_sub(REACH)..tokens.len().min(at + REACH), before, at);
    }
}

/// "14 Piranha-3H armoured carriers": a model's name, taken for what is counted, and its noun for a part of it.
pub(super) fn designated(tokens: &mut [Token], at: usize) {
    let noun = &tokens[at];
    let stray = noun.relation == Relation::Nmod && noun.upos == Upos::Noun;
    let Some(name) = noun.head.filter(|&name| stray && name < at && tokens[name].upos == Upos::Propn) else { return };
    let joined = tokens.get(name + 1).is_some_and(|t| t.span.start == tokens[name].span.end && t.head == Some(at));
    let own = |t: usize| matches!(tokens[t].head, Some(head) if head == at || head > name && head < at);
    let case = |t: usize| tokens[t].head == Some(at) && tokens[t].relation == Relation::Case;
    if !joined || !(name + 1..at).all(own) || (name + 1..at).any(case) {
        return;
    }
    (tokens[at].head, tokens[at].relation) = (tokens[name].head, tokens[name].relation);
    (tokens[name].head, tokens[name].relation) = (Some(at), Relation::Compound);
    rehang(tokens, name.saturating_sub(REACH)..tokens.len().min(at + REACH), name, at);
    // "took delivery of": what stands behind a preposition is none of the verb's own.
    let marked =
        (name.saturating_sub(REACH)..name).any(|t| tokens[t].head == Some(at) && tokens[t].relation == Relation::Case);
    if marked && matches!(tokens[at].relation, Relation::Iobj | Relation::Obj) {
        tokens[at].relation = Relation::Nmod;
    }
}

/// "The Kazakh company | Kazakh Engineering makes": what a name is, taken for a subject beside it.
pub(super) fn described(text: &str, tokens: &mut [Token], at: usize) {
    const FIRMS: [&str; 9] =
        ["agency", "broker", "company", "contractor", "firm", "group", "maker", "manufacturer", "producer"];
    let here = &tokens[at];
    let is_one = |t: &Token| t.upos == Upos::Noun && is_subject(t.relation) && t.head == here.head;
    let Some(noun) = (at.saturating_sub(4)..at).find(|&t| is_one(&tokens[t])) else { return };
    let named = (noun + 1..=at).any(|t| tokens[t].upos == Upos::Propn);
    let own = |t: usize| tokens[t].head == Some(at) && tokens[t].relation != Relation::Punct;
    // "the frigate Heron" acts by its kind.
    let told = noun + 1 < at || FIRMS.contains(&tokens[noun].span.text(text));
    if is_subject(here.relation) && named && told && (noun + 1..at).all(own) {
        (tokens[noun].head, tokens[noun].relation) = (Some(at), Relation::NmodDesc);
    }
}

impl Mending<'_> {
    /// "Japan, Peru sign pact": two names at the beginning of a headline, of which the second has no comma behind it.
    pub(super) fn headline_pair(&self, head: usize) -> Option<Attachment> {
        let is_name = |t: usize| {
            let token = &self.tokens[t];
            token.upos == Upos::Propn && !matches!(token.mention, Sort::Time | Sort::Person)
        };
        let begins =
            |t: usize| t == 0 || self.text[self.tokens[t - 1].span.end..self.tokens[t].span.start].contains('\n');
        let pair = |first: usize, verb: usize| {
            let verb_behind = self.tokens.get(verb).is_some_and(|t| t.upos == Upos::Verb);
            verb_behind && is_name(first) && self.word(first + 1) == "," && is_name(first + 2) && begins(first)
        };
        let here = self.tokens[self.at].relation;
        let verb = self.at + 3;
        if here == Relation::Vocative && head == verb && pair(self.at, verb) {
            return Some((verb, Relation::Nsubj));
        }
        let first = self.at.checked_sub(2)?;
        let second = matches!(here, Relation::Nsubj | Relation::Appos) && (head == self.at + 1 || head == first);
        (second && pair(first, self.at + 1)).then_some((first, Relation::Conj))
    }

    /// "Britain, France and Japan have asked": names before a comma and the subject of a verb are subjects with it.
    pub(super) fn first_of_list(&self, head: usize) -> Option<Attachment> {
        let is_name = |t: usize| self.tokens[t].upos == Upos::Propn && self.tokens[t].mention != Sort::Time;
        let lists = |t: usize| {
            let mut others = self.tokens.iter().skip(t).take(REACH);
            is_subject(self.tokens[t].relation)
                && others.any(|other| other.head == Some(t) && other.relation == Relation::Conj)
        };
        let pair = |first: usize, second: usize| {
            let stray = matches!(self.tokens[first].relation, Relation::Obl | Relation::OblUnmarked | Relation::Nsubj);
            second < self.tokens.len()
                && self.word(first + 1) == ","
                && stray
                && is_name(first)
                && is_name(second)
                && lists(second)
        };
        let here = self.at;
        if pair(here, here + 2) && self.preposition().is_none() {
            return Some((self.tokens[here + 2].head?, Relation::Nsubj));
        }
        let first = here.checked_sub(2)?;
        let same = self.tokens[first].head == Some(head) && is_subject(self.tokens[first].relation);
        (same && pair(first, here)).then_some((first, Relation::Conj))
    }

    /// "including 32 guns": a preposition is of what is counted.
    pub(super) fn over_number(&self, head: usize) -> Option<Attachment> {
        let number = &self.tokens[head];
        let counts = self.word(head).starts_with(|c: char| c.is_ascii_digit())
            && matches!(number.relation, Relation::Compound | Relation::Nummod);
        let counted = number.head.filter(|&noun| counts && noun > head)?;
        (self.tokens[self.at].relation == Relation::Case && self.at < head).then_some((counted, Relation::Case))
    }

    /// "reached Odesa": a name right behind a verb without an object, taken for what its subject becomes.
    pub(super) fn named_object(&self, head: usize) -> Option<Attachment> {
        const NAMING: [&str; 9] = ["appoint", "becam", "becom", "call", "elect", "nam", "remain", "seem", "stay"];
        let here = &self.tokens[self.at];
        let stray = here.relation == Relation::Xcomp && here.upos == Upos::Propn && self.at == head + 1;
        let verb = self.word(head).to_lowercase();
        let names = NAMING.iter().any(|stem| verb.starts_with(stem)) || self.tokens[head].upos != Upos::Verb;
        let free = stray && !names && !self.has(head, |relation| relation == Relation::Obj);
        free.then_some((head, Relation::Obj))
    }

    /// "by the Austrian firm Rotax", "from Bandar Abbas": a name right behind a noun or name, taken for a phrase of its own.
    pub(super) fn name_behind(&self, head: usize) -> Option<Attachment> {
        let here = &self.tokens[self.at];
        let before = self.at.checked_sub(1)?;
        let noun = &self.tokens[before];
        let stray = matches!(here.relation, Relation::Obl | Relation::OblAgent | Relation::Xcomp | Relation::Nmod);
        let is_name = |t: &Token| t.upos == Upos::Propn && t.mention != Sort::Time;
        let placed = matches!(noun.relation, Relation::Obl | Relation::OblAgent | Relation::Nmod);
        let near = noun.head == Some(head) || noun.head.is_some_and(|above| self.tokens[above].head == Some(head));
        // "The defence group Rheinmetall has".
        let subjects = is_subject(here.relation) && is_subject(noun.relation);
        let behind = (stray && placed && near || subjects && noun.head == Some(head))
            && is_name(here)
            && self.preposition().is_none();
        let articled = || self.has(before, |relation| relation == Relation::Det);
        let common = self.word(before).starts_with(char::is_lowercase);
        match noun.upos {
            Upos::Noun | Upos::Propn if behind && common && noun.mention != Sort::Time && articled() => {
                Some((before, Relation::Appos))
            }
            Upos::Propn if behind && !subjects && !common && is_name(noun) => Some((before, Relation::Flat)),
            _ => None,
        }
    }

    /// "on Arden Optics and on Calder Vector Works": a name taken for several, and what is joined to its last word.
    pub(super) fn whole_name(&self, head: usize) -> Option<Attachment> {
        let here = &self.tokens[self.at];
        if here.relation != Relation::Conj || head >= self.at {
            return None;
        }
        let name = &self.tokens[head];
        let within = |t: usize| self.tokens[t].upos == Upos::Propn;
        if (head..=self.at).all(within) {
            return Some((head, Relation::Flat));
        }
        name.head.filter(|_| name.relation == Relation::Flat).map(|first| (first, Relation::Conj))
    }

    /// "is selling Poland K9 howitzers": a model's name right before its noun, taken for an object of its own.
    pub(super) fn model(&self, head: usize) -> Option<Attachment> {
        let here = &self.tokens[self.at];
        // "Mohajer-6 drones", "K9 self-propelled howitzers".
        let beside = |&t: &usize| {
            let noun = &self.tokens[t];
            noun.head == Some(head) && noun.upos == Upos::Noun && noun.relation == here.relation
        };
        let near = self.at + 1..self.tokens.len().min(self.at + REACH / 2);
        let next =
            near.clone().find(beside).filter(|&next| (self.at + 1..next).all(|t| self.is_within(t, self.at, next)));
        let number = self.tokens.get(self.at + 2).filter(|t| t.upos == Upos::Num && self.word(self.at + 1) == "-");
        let numbered = number.is_some() || self.word(self.at).contains(|c: char| c.is_ascii_digit());
        let is_model = here.upos == Upos::Propn && here.mention == Sort::Object || is_noun(here) && numbered;
        // "a contract for K2 tanks": a name right before its noun needs no preposition to be of it.
        let behind = self.at + if number.is_some() { 3 } else { 1 };
        let bare = here.relation == Relation::Nmod
            && head == behind
            && numbered
            && is_noun(here)
            && self.tokens.get(behind).is_some_and(is_noun)
            && !self.is_marked_by(behind)
            && self.preposition().is_none();
        if bare {
            return Some((behind, Relation::Compound));
        }
        let whole = is_model && matches!(here.relation, Relation::Obj | Relation::Conj);
        next.filter(|_| whole).map(|next| (next, Relation::Compound))
    }

    /// Whether a token hangs on one of two others, or on something between them.
    fn is_within(&self, token: usize, first: usize, last: usize) -> bool {
        let above = std::iter::successors(self.tokens[token].head, |&t| self.tokens[t].head).take(REACH / 2);
        let parts = matches!(self.tokens[token].relation, Relation::Cc | Relation::Conj);
        !parts && above.take_while(|t| (first..=last).contains(t)).any(|t| t == first || t == last)
    }

    /// "a request for 40 F-16s": a number taken for what it counts, with its preposition.
    pub(super) fn counted(&self, head: usize) -> Option<Attachment> {
        let is_number = |t: usize| self.word(t).chars().all(|c| c.is_ascii_digit() || c == ',');
        let case = self.tokens[self.at].relation == Relation::Case;
        let number = if case { head } else { self.at };
        let noun = number + 1;
        let count = &self.tokens[number];
        let stray = matches!(count.relation, Relation::Nmod | Relation::Obl) && is_number(number);
        let beside =
            self.tokens.get(noun).is_some_and(|t| t.head == count.head && is_noun(t) && !is_subject(t.relation));
        (stray && beside).then_some((noun, if case { Relation::Case } else { Relation::Nummod }))
    }

    /// "turned out up to 12 aircraft": what bounds a number is no preposition and no particle.
    pub(super) fn up_to(&self, head: usize) -> Option<Attachment> {
        let is = |at: usize, word: &str| self.tokens.get(at).is_some_and(|t| t.span.text(self.text) == word);
        let number = |at: usize| self.tokens.get(at).is_some_and(|t| t.upos == Upos::Num);
        let at = self.at;
        if is(at, "up") && is(at + 1, "to") && number(at + 2) {
            return Some((at + 2, Relation::Advmod));
        }
        if at > 0 && is(at - 1, "up") && is(at, "to") && number(at + 1) {
            return Some((at + 1, Relation::Advmod));
        }
        let here = &self.tokens[at];
        if !(matches!(here.relation, Relation::Obl | Relation::Xcomp) && is_noun(here)) {
            return None;
        }
        let bounded = (at.saturating_sub(REACH)..at).any(|t| {
            let own = self.tokens[t].head == Some(at) && number(t);
            own && t > 1 && is(t - 2, "up") && is(t - 1, "to")
        });
        let verb = || self.tokens[head].upos == Upos::Verb && !self.has(head, |relation| relation == Relation::Obj);
        (bounded && verb()).then_some((head, Relation::Obj))
    }
}

/// "from South Korea's | Hanwha Aerospace": an owner taken for a phrase of its own, with the preposition before both.
pub(super) fn possess(text: &str, tokens: &mut [Token], at: usize) {
    let here = &tokens[at];
    let marked = tokens.get(at + 1).is_some_and(|mark| {
        mark.head == Some(at)
            && mark.relation == Relation::Case
            && matches!(mark.span.text(text), "'s" | "’s" | "'" | "’")
    });
    let stray = marked && is_noun(here) && matches!(here.relation, Relation::Nmod | Relation::Obl | Relation::Obj);
    let near = at + 2..tokens.len().min(at + REACH / 2);
    let like = |t: &usize| tokens[*t].head == here.head && tokens[*t].relation == here.relation && is_noun(&tokens[*t]);
    let Some(noun) = near.into_iter().find(like).filter(|_| stray) else { return };
    if !(at + 2..noun).all(|t| tokens[t].head == Some(noun)) {
        return;
    }
    (tokens[at].head, tokens[at].relation) = (Some(noun), Relation::NmodPoss);
    for token in &mut tokens[at.saturating_sub(REACH)..at] {
        if token.head == Some(at) && token.relation == Relation::Case {
            token.head = Some(noun);
        }
    }
}

/// "condemned India's arms | imports": the object taken for a clause, and the noun before it for its subject.
pub(super) fn own(tokens: &mut [Token], at: usize) {
    let here = &tokens[at];
    let before = at - 1;
    let near = at.saturating_sub(REACH)..tokens.len().min(at + REACH);
    let clause = here.relation == Relation::Ccomp && here.upos == Upos::Noun;
    let verb = here.head.filter(|&verb| verb < before && clause && tokens[verb].upos == Upos::Verb);
    let noun =
        tokens[before].head == Some(at) && tokens[before].relation == Relation::Nsubj && is_noun(&tokens[before]);
    let told = |t: usize| {
        tokens[t].head == Some(at) && matches!(tokens[t].relation, Relation::Cop | Relation::Aux | Relation::AuxPass)
    };
    if verb.is_none() || !noun || near.clone().any(told) {
        return;
    }
    tokens[at].relation = Relation::Obj;
    tokens[before].relation = Relation::Compound;
    for token in &mut tokens[near.start..before] {
        if token.head == Some(before) && matches!(token.relation, Relation::NmodPoss | Relation::Det) {
            token.head = Some(at);
        }
    }
}
