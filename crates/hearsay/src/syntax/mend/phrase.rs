//! Phrases behind a preposition, lists, and what has a number, that trees hang on the wrong word.

use super::{Attachment, Mending, REACH, Relation, Token, Upos, Xpos, is_noun, is_subject, rehang};

impl Mending<'_> {
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
        (stray && self.hangs_by(next, head, Relation::Conj)).then_some((head, Relation::Conj))
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
