//! How far a phrase reaches: without what only stands around it, where it is, or how many there are.

use super::phrase::Phrases;
use crate::Span;
use crate::syntax::{Relation, Upos, Xpos};

/// What stands around a phrase without being part of it.
const OUTSIDE: [Relation; 18] = [
    Relation::Case,
    Relation::Mark,
    Relation::Cc,
    Relation::CcPreconj,
    Relation::Punct,
    Relation::Conj,
    Relation::Appos,
    Relation::Cop,
    Relation::Nsubj,
    Relation::NsubjPass,
    Relation::Advcl,
    Relation::AdvclRelcl,
    Relation::AclRelcl,
    Relation::Acl,
    Relation::Parataxis,
    Relation::Obl,
    Relation::Aux,
    Relation::Advmod,
];

impl Phrases<'_> {
    /// A party without where it is: "Kenyan pilots in Turkey".
    pub(super) fn without_place(&self, token: usize, span: Span) -> Span {
        let whole = span.text(self.arguments.text);
        // "suppliers, among them state firms": what is put in is no part of the name.
        let first = whole.find(',').map_or(span, |comma| Span::new(span.start, span.start + comma));
        let bare = self.without(token, first, |case| case != "of");
        // "Companies in Singapore" would be any without where they are.
        let alone = bare == self.syntax().tokens()[token].span && self.syntax().tokens()[token].xpos == Xpos::Nns;
        if alone { self.without(token, first, |case| !matches!(case, "of" | "in" | "from")) } else { bare }
    }

    /// A phrase up to the first part of it behind one of some prepositions.
    pub(super) fn without(&self, token: usize, span: Span, preposition: impl Fn(&str) -> bool) -> Span {
        let mut parts = self
            .syntax()
            .dependents_by(token, &[Relation::Nmod])
            .filter(|&n| n > token && self.arguments.case(n).is_some_and(|case| preposition(&case)));
        let cut = parts.next().map(|n| self.syntax().phrase(n, &[]).start).filter(|&start| start > span.start);
        cut.map_or(span, |start| Span::new(span.start, start.min(span.end)).trim(self.arguments.text))
    }

    /// A phrase up to a time behind its head: "the port of Haina in May" is there all year.
    pub(super) fn without_time(&self, token: usize, span: Span) -> Span {
        // "On Monday | police".
        let opening = self
            .times
            .iter()
            .find(|time| time.start == span.start && time.end < self.syntax().tokens()[token].span.start);
        let span = opening.map_or(span, |time| Span::new(time.end, span.end).trim(self.arguments.text));
        let head = self.syntax().tokens()[token].span.end;
        let first = self.times.partition_point(|time| time.start < head);
        let Some(time) = self.times.get(first).filter(|time| time.end <= span.end) else { return span };
        let before = Span::new(span.start, time.start).text(self.arguments.text).trim_end();
        let bare = ["in", "on", "at", "since"].iter().find_map(|preposition| before.strip_suffix(preposition));
        Span::new(span.start, span.start + bare.unwrap_or(before).trim_end().len())
    }

    /// A name with its neighbours that trees may hang elsewhere: "Nordlys Optikk".
    pub(super) fn whole_name(&self, token: usize, span: Span) -> Span {
        let tokens = self.syntax().tokens();
        let text = self.arguments.text;
        let part = |i: usize| tokens[i].upos == Upos::Propn && self.name_at(i).is_none() && !self.is_time(i);
        let gap = |a: usize, b: usize| text.get(tokens[a].span.end..tokens[b].span.start);
        let next = |a: usize, b: usize| matches!(gap(a, b), Some(" " | "-"));
        // "Cap-Haitien" is one name, too; its hyphen is a token.
        let before = |i: usize| [1, 2].into_iter().find_map(|by| i.checked_sub(by).filter(|&b| next(b, i) && part(b)));
        let behind =
            |i: usize| [1, 2].map(|by| i + by).into_iter().find(|&b| b < tokens.len() && next(i, b) && part(b));
        let mut ends = (token, token);
        while let Some(one) = before(ends.0) {
            ends.0 = one;
        }
        while let Some(one) = behind(ends.1) {
            ends.1 = one;
        }
        span.join(tokens[ends.0].span).join(tokens[ends.1].span)
    }

    /// The words of a phrase without a determiner.
    pub(crate) fn words(&self, token: usize) -> Span {
        let span = self.syntax().phrase(token, &OUTSIDE);
        let tokens = self.syntax().tokens();
        let mut start = None;
        // "at least four Western companies" are Western companies.
        let number = self.syntax().dependents_by(token, &[Relation::Nummod]).find(|&n| n < token);
        let hedged = number.filter(|n| {
            let hedge = n.checked_sub(1).map(|t| self.arguments.word(t));
            hedge.is_some_and(|word| matches!(word.as_str(), "least" | "most" | "than" | "to" | "about" | "around"))
        });
        for i in self.syntax().within(span).filter(|i| hedged.is_none_or(|number| *i > number)) {
            let function = matches!(
                tokens[i].upos,
                Upos::Adp | Upos::Adv | Upos::Det | Upos::Cconj | Upos::Sconj | Upos::Part | Upos::Punct | Upos::Num
            );
            let number = tokens[i].upos == Upos::Num && tokens[i].relation == Relation::Nummod;
            let drops = i < token
                && (function && tokens[i].relation != Relation::Compound || number || tokens[i].xpos == Xpos::WpPoss);
            if !drops {
                start = Some(i);
                break;
            }
        }
        // "the army itself" is the army.
        let reflexive =
            |i: &usize| self.arguments.word(*i).ends_with("self") || self.arguments.word(*i) == "themselves";
        let last = self.syntax().within(span).next_back().filter(|i| *i > token && reflexive(i));
        let end = last.map_or(span.end, |i| tokens[i].span.start);
        let words = start.map_or(span, |i| Span::new(tokens[i].span.start.min(end), end));
        // "Under the Lublin Compact, plants in Brno are to make shells": what leads in is none of the plants'.
        let lead = |&d: &usize| {
            let name = tokens[d].xpos == Xpos::Nnp && matches!(tokens[d].relation, Relation::Amod | Relation::Compound);
            let loose =
                name || matches!(tokens[d].relation, Relation::Nmod | Relation::Obl | Relation::Dep | Relation::Appos);
            let end = (loose && d < token).then(|| self.syntax().phrase(d, &[]).end)?;
            self.arguments.text[end..].starts_with(',').then_some(end + 1)
        };
        let led = self.syntax().dependents(token).iter().filter_map(lead).max();
        let words = led.filter(|&led| led < words.end).map_or(words, |led| Span::new(led.max(words.start), words.end));
        words.trim(self.arguments.text)
    }
}
