//! Phrases behind a preposition, lists, and what has a number, that trees hang on the wrong word.

use super::{
    Attachment, Mending, REACH, Relation, Sort, Token, Upos, Xpos, hangs_on, is_noun, is_subject, is_told, rehang,
};

impl Mending<'_> {
    /// "Iranian-supplied rockets": an adjective taken for who does it, or for a part of a compound.
    pub(super) fn described_by(&self, head: usize) -> Option<Attachment> {
        let hyphened = head == self.at + 2 && self.word(head - 1) == "-";
        let participle = self.tokens[head].xpos == Xpos::Vbn && self.tokens[head].relation == Relation::Amod;
        let adjective = self.tokens[self.at].upos == Upos::Adj && self.tokens[self.at].relation != Relation::Amod;
        (adjective && hyphened && participle).then_some((head, Relation::Amod))
    }

    /// "the contract for howitzers was signed", "two of the jets", "took delivery of jets", "by way of Poland".
    pub(super) fn behind_noun(&self, head: usize) -> Option<Attachment> {
        let here = &self.tokens[self.at];
        let case = self.preposition()?;
        // "is the main supplier of rifles", "their use of rifles".
        let core = is_subject(here.relation) || here.relation == Relation::Obj;
        let of_noun = is_noun(&self.tokens[head]) || matches!(self.tokens[head].xpos, Xpos::Nn | Xpos::Nns);
        if core && head + 1 == case && self.word(case) == "of" && of_noun {
            return Some((head, Relation::Nmod));
        }
        let above = std::iter::successors(case.checked_sub(1), |&t| self.tokens[t].head).take(REACH);
        let noun = above.into_iter().find(|&t| self.tokens[t].head == Some(head))?;
        let is_core = |relation: Relation| is_subject(relation) || relation == Relation::Obj;
        let next = is_subject(here.relation)
            && noun + 1 == case
            && matches!(self.word(case), "for" | "from" | "with" | "on" | "in" | "at" | "against");
        let part = is_core(here.relation) && is_core(self.tokens[noun].relation) && (next || self.word(case) == "of");
        // "The minister on Tuesday said" is the verb's.
        let of_subject = here.relation == Relation::Obl
            && self.at < head
            && self.tokens[head].upos == Upos::Verb
            && is_subject(self.tokens[noun].relation)
            && is_noun(here)
            && here.mention != Sort::Time;
        let of_phrase = here.relation == Relation::Obl
            && self.tokens[noun].relation == Relation::Obl
            && noun + 1 == case
            && self.word(case) == "of"
            && self.tokens[noun].upos == Upos::Noun
            && self.tokens[noun].mention != Sort::Time;
        (part || of_subject || of_phrase).then_some((noun, Relation::Nmod))
    }

    /// "sanctions on two ships that carried coal, and on a bank": what is joined has a preposition like its own before it.
    pub(super) fn joined(&self, head: usize) -> Option<Attachment> {
        let here = &self.tokens[self.at];
        let stray = here.relation == Relation::Conj && is_noun(here) && self.tokens[head].upos == Upos::Verb;
        // "and could be in Germany" tells something of its own.
        let case = self.preposition().filter(|_| stray && !self.has(self.at, is_told))?;
        let like = |t: usize| {
            let other = &self.tokens[t];
            let before = other.relation == Relation::Case && self.word(t) == self.word(case);
            other.head.filter(|&noun| before && noun < case && is_noun(&self.tokens[noun]))
        };
        (case.saturating_sub(2 * REACH)..case).rev().find_map(like).map(|noun| (noun, Relation::Conj))
    }

    /// "will supply guns and train engineers in Pune": what follows a second verb is that verb's.
    pub(super) fn behind_next_verb(&self, head: usize) -> Option<Attachment> {
        let here = &self.tokens[self.at];
        let relation = match here.relation {
            Relation::Obj => Relation::Obj,
            Relation::Obl | Relation::Nmod if self.preposition().is_some() => Relation::Obl,
            _ => return None,
        };
        // What is told of the first verb may stand behind the second; what is told of its object may not.
        let reaches = |first: usize| if relation == Relation::Obj { first == head } else { first < head };
        let over = |&verb: &usize| {
            let verb = &self.tokens[verb];
            let below = match relation {
                Relation::Obj => matches!(verb.relation, Relation::Conj | Relation::Xcomp | Relation::Advcl),
                _ => verb.relation == Relation::Conj,
            };
            verb.upos == Upos::Verb && below && verb.head.is_some_and(reaches)
        };
        let verb = (head + 1..self.at).rev().find(over)?;
        let is_object = |relation| relation == Relation::Obj;
        // "made the firm stop sales": the first verb has an object of its own.
        let own = (head + 1..verb).any(|t| self.tokens[t].head == Some(head) && is_object(self.tokens[t].relation));
        let free = !self.has(verb, is_object) && (own || self.tokens[verb].relation == Relation::Conj);
        (relation == Relation::Obl || free).then_some((verb, relation))
    }

    /// "come from German stocks": a preposition taken for a particle of the verb.
    pub(super) fn no_particle(&self, head: usize) -> Option<Attachment> {
        let stray = self.tokens[self.at].relation == Relation::CompoundPrt
            && matches!(self.word(self.at), "from" | "with" | "of" | "at" | "for");
        let behind = self.at + 1..self.tokens.len().min(self.at + REACH);
        let of_verb = |&t: &usize| self.tokens[t].head == Some(head);
        let noun = behind.into_iter().find(of_verb).filter(|_| stray)?;
        let bare =
            self.tokens[noun].relation == Relation::Obl && !self.has(noun, |relation| relation == Relation::Case);
        bare.then_some((noun, Relation::Case))
    }

    /// "at a base, according to three officers": a preposition taken for a verb.
    pub(super) fn according(&self, head: usize) -> Option<Attachment> {
        let stray = is_subject(self.tokens[self.at].relation) && self.word(head) == "according";
        let root = |&t: &usize| self.tokens[t].relation == Relation::Root;
        (0..self.at).rev().find(root).filter(|_| stray).map(|root| (root, Relation::Obl))
    }

    /// "sent Russia 300,000 shells": what is given, taken for a part of the name before.
    pub(super) fn given_number(&self, head: usize) -> Option<Attachment> {
        let name = &self.tokens[head];
        let stray = self.tokens[self.at].relation == Relation::Nmod && head < self.at && name.upos == Upos::Propn;
        let verb = name.head.filter(|&verb| stray && verb < head && name.relation == Relation::Obj)?;
        let number = self.has(self.at, |relation| relation == Relation::Nummod);
        let gives = number && self.preposition().is_none() && self.tokens[verb].upos == Upos::Verb;
        gives.then_some((verb, Relation::Obj))
    }

    /// "firms in China, Peru and Chad": a place of a list, taken for what the firms are joined to.
    pub(super) fn placed(&self, head: usize) -> Option<Attachment> {
        let here = &self.tokens[self.at];
        let stray = here.relation == Relation::Conj && here.upos == Upos::Propn && self.preposition().is_none();
        let first = self.at.checked_sub(2).filter(|_| stray && self.word(self.at - 1) == ",")?;
        let place = &self.tokens[first];
        let case = |t: usize| self.hangs_by(t, first, Relation::Case) && matches!(self.word(t), "in" | "from" | "to");
        let placed = place.upos == Upos::Propn && place.relation == Relation::Nmod && first != head;
        (placed && (first.saturating_sub(3)..first).any(case)).then_some((first, Relation::Conj))
    }

    /// "stops a ship | with Iranian parts": a phrase of the verb's, taken for a noun's own clause.
    pub(super) fn no_clause(&self, head: usize) -> Option<Attachment> {
        let noun = &self.tokens[head];
        let stray = self.tokens[self.at].relation == Relation::Obl && noun.upos == Upos::Noun && head < self.at;
        let case = self.preposition().filter(|_| stray && !self.has(head, is_told))?;
        match (noun.relation, noun.head) {
            (Relation::Obj, Some(verb)) if self.word(case) == "with" => Some((verb, Relation::Obl)),
            _ => Some((head, Relation::Nmod)),
        }
    }

    /// "turns out 12,000 a year": how many, taken for what the verb's object does.
    pub(super) fn made_number(&self, head: usize) -> Option<Attachment> {
        let here = &self.tokens[self.at];
        let stray = here.relation == Relation::Xcomp && here.upos == Upos::Num && head < self.at;
        let particle = self.has(head, |relation| relation == Relation::CompoundPrt);
        (stray && particle && !self.has(self.at, is_told)).then_some((head, Relation::Obj))
    }

    /// "received the first of 24 tanks": what stands behind "of", taken for a verb's.
    pub(super) fn first_of(&self, head: usize) -> Option<Attachment> {
        let stray = self.tokens[self.at].relation == Relation::Obl && self.tokens[head].upos == Upos::Adj;
        let case = self.preposition().filter(|&case| stray && case == head + 1 && self.word(case) == "of");
        case.map(|_| (head, Relation::Nmod))
    }

    /// "a quantity of missiles, as well as 200 guns": what is joined, taken for a part of what it is joined to.
    pub(super) fn as_well(&self, head: usize) -> Option<Attachment> {
        let stray = self.tokens[self.at].relation == Relation::Nmod && head < self.at && self.preposition().is_none();
        (stray && self.has(self.at, |relation| relation == Relation::Cc)).then_some((head, Relation::Conj))
    }

    /// "has become a supplier": what somebody becomes, taken for a clause.
    pub(super) fn becomes(&self, head: usize) -> Option<Attachment> {
        let here = &self.tokens[self.at];
        let stray = here.relation == Relation::Ccomp && is_noun(here) && head < self.at;
        let becomes = matches!(self.word(head), "become" | "becomes" | "became" | "becoming" | "remain" | "remains");
        (stray && becomes && !self.has(self.at, is_subject)).then_some((head, Relation::Xcomp))
    }

    /// "200 kilometres from the border": from where something is measured.
    pub(super) fn distance(&self, _: usize) -> Option<Attachment> {
        const UNITS: [&str; 8] = ["kilometres", "kilometers", "km", "metres", "meters", "miles", "kilometre", "mile"];
        let case = self.preposition()?;
        let unit = case.checked_sub(1).filter(|&unit| UNITS.contains(&self.word(unit)) && self.word(case) == "from")?;
        Some((unit, Relation::Nmod))
    }

    /// "are going to a country that fights", "had 40 tanks, according to MPs": what stands behind a preposition acts in
    /// nothing.
    pub(super) fn no_subject(&self, head: usize) -> Option<Attachment> {
        let case = self.preposition()?;
        let subject = is_subject(self.tokens[self.at].relation);
        let behind = head < self.at && case > head;
        let bare = matches!(self.word(case), "to" | "from" | "in" | "into" | "with" | "for");
        let stray = subject && (behind && bare || self.word(case) == "according");
        stray.then_some((head, Relation::Obl))
    }

    /// "two batteries, radars and vehicles": one of a list, taken for an apposition.
    pub(super) fn listed(&self, head: usize) -> Option<Attachment> {
        let here = &self.tokens[self.at];
        let and = self.at + 1;
        let next = self.tokens.get(and).filter(|t| t.relation == Relation::Cc)?.head?;
        let comma = self.at.checked_sub(1).is_some_and(|t| self.word(t) == ",");
        let stray = here.relation == Relation::Appos && here.xpos == Xpos::Nns && comma;
        let joined = self.hangs_by(next, head, Relation::Conj) || self.hangs_by(next, self.at, Relation::Conj);
        (stray && joined).then_some((head, Relation::Conj))
    }
}

/// "sales of targeting sights": what goods are for, taken for what is done to them.
pub(super) fn gear(text: &str, tokens: &mut [Token], at: usize) {
    const PURPOSES: [&str; 8] =
        ["aiming", "guiding", "homing", "jamming", "landing", "loitering", "targeting", "tracking"];
    let here = &tokens[at];
    let noun = at + 1;
    let goods = tokens.get(noun).is_some_and(|t| is_noun(t) && t.head == Some(at) && t.relation == Relation::Obj);
    let stray = here.relation == Relation::Acl && here.xpos == Xpos::Vbg && PURPOSES.contains(&here.span.text(text));
    let Some(above) = here.head.filter(|&above| above < at && goods && stray) else { return };
    rehang(tokens, at.saturating_sub(REACH)..tokens.len().min(at + REACH), at, noun);
    (tokens[noun].head, tokens[noun].relation) = (Some(above), Relation::Nmod);
    (tokens[at].head, tokens[at].relation) = (Some(noun), Relation::Amod);
    for token in &mut tokens[at.saturating_sub(REACH)..at] {
        if token.head == Some(noun) && token.relation == Relation::Mark {
            token.relation = Relation::Case;
        }
    }
}

/// "from Iran to Port Sudan": a name behind "to", taken for what is done.
pub(super) fn to_place(text: &str, tokens: &mut [Token], at: usize) {
    let to = at - 1;
    let before = matches!(tokens[to].relation, Relation::Mark | Relation::Case) && tokens[to].head == Some(at);
    let marked = before && tokens[to].span.text(text) == "to";
    if !marked || tokens[at].upos != Upos::Propn || !matches!(tokens[at].relation, Relation::Advcl | Relation::Xcomp) {
        return;
    }
    tokens[at].relation = Relation::Obl;
    tokens[to].relation = Relation::Case;
    if let Some(next) = tokens.get_mut(at + 1).filter(|next| next.head == Some(at) && next.upos == Upos::Propn) {
        next.relation = Relation::Flat;
    }
}

/// "$425 million in aid, including 32 Bradleys, | on Wednesday": what is included, taken for a part of the phrase behind it.
pub(super) fn including(text: &str, tokens: &mut [Token], at: usize) {
    let word = |t: usize| tokens[t].span.text(text);
    let behind = tokens[at].head.filter(|&head| head > at + 1 && word(at + 1) == ",");
    let Some(behind) = behind.filter(|_| is_noun(&tokens[at]) && tokens[at].relation == Relation::Compound) else {
        return;
    };
    let Some(case) = (at.saturating_sub(4)..at).find(|&t| word(t) == "including") else { return };
    let whole = (case.saturating_sub(3)..case).rev().find(|&t| is_noun(&tokens[t]));
    let Some(whole) = whole.filter(|&whole| !hangs_on(tokens, whole, at)) else { return };
    (tokens[at].head, tokens[at].relation) = (Some(whole), Relation::Nmod);
    rehang(tokens, case..at, behind, at);
    tokens[case].relation = Relation::Case;
}

/// "including 32 Bradleys": a number right before its noun, taken for a noun of its own, and what stands before both.
pub(super) fn number(text: &str, tokens: &mut [Token], at: usize) {
    let here = &tokens[at];
    let digits = here.span.text(text).chars().all(|c| c.is_ascii_digit() || c == ',');
    let stray = matches!(here.relation, Relation::Nmod | Relation::Compound) && here.head == Some(at + 1) && digits;
    if !stray || !tokens.get(at + 1).is_some_and(is_noun) {
        return;
    }
    (tokens[at].relation, tokens[at].upos, tokens[at].xpos) = (Relation::Nummod, Upos::Num, Xpos::Cd);
    rehang(tokens, at - 1..at, at, at + 1);
}

/// "the first 40 of 118 carriers": the number of what there is in all, taken for another part of it.
pub(super) fn part(text: &str, tokens: &mut [Token], at: usize) {
    let here = &tokens[at];
    let of = at - 1;
    let case =
        tokens[of].relation == Relation::Case && tokens[of].head == Some(at) && tokens[of].span.text(text) == "of";
    let stray = here.upos == Upos::Num && here.relation == Relation::Nmod && case;
    let Some(number) = here.head.filter(|&head| stray && head < at) else { return };
    let behind = at + 1..tokens.len().min(at + REACH);
    let noun = behind.into_iter().find(|&t| tokens[t].head == Some(number) && tokens[t].relation == Relation::Nmod);
    let Some(noun) = noun.filter(|&noun| is_noun(&tokens[noun])) else { return };
    let own =
        |t: usize| tokens[t].head == Some(noun) && !matches!(tokens[t].relation, Relation::Case | Relation::Punct);
    if (at + 1..noun).all(own) {
        (tokens[at].head, tokens[at].relation) = (Some(noun), Relation::Nummod);
        tokens[of].head = Some(noun);
    }
}

/// "squirms over rockets sold to Kyiv": a preposition taken for a conjunction, and what was done for what does it.
pub(super) fn reduce(text: &str, tokens: &mut [Token], at: usize) {
    let here = &tokens[at];
    let clause = matches!(here.relation, Relation::Ccomp | Relation::Advcl)
        && here.upos == Upos::Verb
        && matches!(here.xpos, Xpos::Vbd | Xpos::Vbn);
    let Some(above) = here.head.filter(|&above| clause && above < at) else { return };
    let near = || at.saturating_sub(REACH)..tokens.len().min(at + REACH);
    let below =
        |relation: fn(Relation) -> bool| near().find(|&t| tokens[t].head == Some(at) && relation(tokens[t].relation));
    let whole = below(|r| matches!(r, Relation::Aux | Relation::AuxPass | Relation::Obj)).is_some();
    let mark = below(|r| r == Relation::Mark).filter(|&mark| {
        matches!(tokens[mark].span.text(text), "over" | "about" | "on" | "against" | "of" | "from") && mark > above
    });
    let noun = below(is_subject).filter(|&noun| is_noun(&tokens[noun]) && noun < at && !whole);
    let (Some(mark), Some(noun)) = (mark, noun) else { return };
    if mark < noun {
        (tokens[noun].head, tokens[noun].relation) = (Some(above), Relation::Obl);
        (tokens[mark].head, tokens[mark].relation) = (Some(noun), Relation::Case);
        (tokens[at].head, tokens[at].relation, tokens[at].xpos) = (Some(noun), Relation::Acl, Xpos::Vbn);
    }
}
