//! Goods: which nouns mean them, and what they are called, in the singular, without determiner, number and origin.

use hearsay_gazetteer::{Kind, Sense};

use super::argument::Slot;
use super::frame_type::{FillerKind, FrameType, Pos, Trigger};
use super::lemma::{lemma, singular};
use super::phrase::{Phrase, Phrases};
use crate::Span;
use crate::syntax::{Relation, Upos, Xpos};

/// Tokens before the head of the longest noun of several words; a hyphen may be one.
const COMPOUND: usize = 5;

impl Phrases<'_> {
    /// Whether a token is goods by its noun, of the pack or pointing back.
    pub(crate) fn is_goods(&self, token: usize) -> bool {
        let lemma = self.lemma(token);
        let singular = singular(lemma);
        let last = singular.rsplit('-').next().unwrap_or(&singular);
        if self.is_firm_name(token) || self.is_short_firm(token) || self.ends_long_name(token) {
            return false;
        }
        // "the bombing raids" are no bombs.
        if self.syntax().tokens()[token].xpos == Xpos::Vbg && self.arguments.word(token) != *lemma {
            return false;
        }
        self.is_kind_of_system(token)
            || self.pack.things.contains(&singular)
            || self.pack.things.contains(lemma)
            || self.pack.things.contains(last)
            || self.pack.goods.contains(&singular)
            || self.partitive(token).is_some()
            || self.is_designation(token)
            || self.is_model(token)
            || self.is_system(token)
            || self.is_compound(token)
    }

    /// The head of several words that the pack's taxonomy knows together, whatever it means alone: "landing craft".
    fn is_compound(&self, token: usize) -> bool {
        let tokens = self.syntax().tokens();
        let Some(items) = &self.pack.items else { return false };
        let end = tokens[token].span.end;
        let starts =
            (token.saturating_sub(COMPOUND)..token).rev().take_while(|&t| tokens[t].head.is_some_and(|h| h <= token));
        let mut names = starts.filter_map(|t| self.arguments.text.get(tokens[t].span.start..end));
        names.any(|name| items.is_compound(&name.to_lowercase()))
    }

    /// The goods behind "of": "crates of rifles".
    pub(super) fn partitive(&self, token: usize) -> Option<usize> {
        let number = matches!(self.syntax().tokens()[token].upos, Upos::Num | Upos::Sym)
            || matches!(
                self.arguments.word(token).as_str(),
                "most"
                    | "some"
                    | "many"
                    | "all"
                    | "half"
                    | "several"
                    | "none"
                    | "few"
                    | "any"
                    | "more"
                    | "first"
                    | "second"
                    | "third"
                    | "last"
            );
        if !number && !self.pack.partitives.contains(&singular(self.lemma(token))) {
            return None;
        }
        let mut inner = self.syntax().dependents_by(token, &[Relation::Nmod]);
        let of = inner.find(|&n| self.arguments.case(n).as_deref() == Some("of"));
        let of = of.or_else(|| self.arguments.whole_before(token).filter(|_| number));
        // "two dozen Su-35s" may hang on "dozen".
        let counted = |n: usize| self.is_thing_pronoun(n) || self.is_goods(n) && self.partitive(n).is_none();
        of.filter(|&n| !number || counted(n))
            .or_else(|| {
                let behind = [Relation::Compound, Relation::Flat, Relation::NmodUnmarked];
                self.syntax().dependents_by(token, &behind).find(|&d| d == token + 1 && self.is_designation(d))
            })
            .or_else(|| self.whose_unit(token))
    }

    /// Of what a squadron or battery is, where its system is named before it: "an S-400 squadron".
    fn whose_unit(&self, token: usize) -> Option<usize> {
        let items = self.pack.items.as_ref()?;
        let known = |&d: &usize| {
            let words = self.goods_words(d).text(self.arguments.text);
            d < token && items.read(words).is_some_and(|item| item.name != words)
        };
        let whole = items.read(self.goods_words(token).text(self.arguments.text)).is_some();
        let mut before = self.syntax().dependents_by(token, &[Relation::Compound]);
        before.find(known).filter(|_| !whole && !self.is_event(token))
    }

    /// A number that stands for what it counts: "the first 20 were delivered", "six more would be sent", "asked for more".
    pub(super) fn is_bare_number(&self, token: usize) -> bool {
        let tokens = self.syntax().tokens();
        let here = &tokens[token];
        let word = self.arguments.word(token);
        let counted =
            (here.upos == Upos::Num || here.xpos == Xpos::Cd) && word.chars().all(|c| c.is_alphanumeric() || c == ',');
        let is_number = counted && word != "one"
            || matches!(
                word.as_str(),
                "half" | "all" | "several" | "none" | "more" | "dozens" | "hundreds" | "thousands" | "both"
            );
        let argument = [Relation::Nsubj, Relation::NsubjPass, Relation::Obj, Relation::Nmod, Relation::Conj];
        let asked_for = || here.relation == Relation::Obl && self.arguments.case(token).as_deref() == Some("for");
        let behind = [Relation::Nmod, Relation::Compound, Relation::Flat, Relation::NmodUnmarked];
        // "even more credence", "all I got", whatever the tree says.
        let goes_on = || {
            // "24 of them" are 24.
            let of_them = tokens
                .get(token + 2)
                .is_some_and(|of| matches!(of.span.text(self.arguments.text), "them" | "these" | "those"));
            !of_them
                && tokens.get(token + 1).is_some_and(|next| {
                    matches!(next.upos, Upos::Noun | Upos::Adj | Upos::Pron)
                        || matches!(next.span.text(self.arguments.text), "percent" | "%" | "per" | "of" | "-")
                })
        };
        is_number
            && (argument.contains(&here.relation) || asked_for())
            && !self.is_time_or_money(token)
            && self.syntax().dependents_by(token, &behind).all(|d| d < token || self.is_pronoun(d) || self.is_time(d))
            && !goes_on()
    }

    /// Whether "one" is of something else than goods: "asked for a certificate and received one".
    pub(super) fn is_one_of_others(&self, token: usize) -> bool {
        let tokens = self.syntax().tokens();
        let argument = [Relation::Obj, Relation::Obl];
        let noun = |&t: &usize| argument.contains(&tokens[t].relation) && tokens[t].upos == Upos::Noun;
        let sentence = (0..token).rev().take_while(|&t| tokens[t].xpos != Xpos::Stop);
        matches!(self.arguments.word(token).as_str(), "one" | "ones")
            && sentence.into_iter().find(noun).is_some_and(|t| !self.is_goods(t))
    }

    pub(super) fn is_thing_pronoun(&self, token: usize) -> bool {
        matches!(self.arguments.word(token).as_str(), "it" | "them" | "they" | "these" | "those" | "one" | "ones")
            || self.is_bare_number(token)
    }

    /// "offered Poland howitzers": a state's name before an object, which trees take for a modifier.
    pub(crate) fn recipients(&self, arguments: &[(Slot, usize)]) -> Vec<(Slot, usize)> {
        let tokens = self.syntax().tokens();
        let objects = arguments.iter().filter(|(slot, _)| *slot == Slot::Object).map(|&(_, object)| object);
        let is_state = |d: usize| {
            let name = self.name_at(d);
            name.is_some_and(|n| n.reading.entity.kind == Kind::Country && n.reading.sense != Sense::Demonym)
        };
        let modifies = |d: usize| {
            let relation = tokens[d].relation;
            matches!(relation, Relation::Compound | Relation::Amod | Relation::Nmod | Relation::NmodUnmarked)
        };
        let before = |object: usize| {
            let of = self.syntax().dependents(object).iter().copied().filter(move |&d| d < object);
            let hung = of.filter(|&d| is_state(d) && modifies(d)).find(|&d| self.arguments.case(d).is_none());
            // "gave Ukraine Storm Shadow missiles": on the first word of the name.
            let first = || {
                let start = self.goods_words(object).start;
                let first = self.syntax().within(Span::new(start, start + 1)).next()?;
                let next = first.checked_sub(1).filter(|&d| is_state(d) && modifies(d))?;
                (tokens[next].head == Some(first)).then_some(next)
            };
            // "sold Nigeria 12 planes": two objects.
            let other =
                || objects.clone().find(|&o| o < object && is_state(o) && tokens[o].head == tokens[object].head);
            hung.or_else(first).or_else(other).map(|d| (Slot::Indirect, d))
        };
        objects.clone().filter_map(before).collect()
    }

    /// Whose goods they are: "our ammunition".
    pub(crate) fn owner(&self, token: usize) -> Option<usize> {
        let of = |t: usize| self.syntax().dependents_by(t, &[Relation::NmodPoss]).next();
        of(token).or_else(|| self.partitive(token).and_then(of)).filter(|&o| self.fits(o, FillerKind::Party, false))
    }

    /// The phrase of goods: singular, without determiner, number and origin.
    pub(crate) fn goods(&self, token: usize) -> Phrase {
        let head = self.partitive(token).unwrap_or(token);
        let span = self.goods_words(head);
        let tokens = self.syntax().tokens();
        let text = self.arguments.text;
        let noun = tokens[head].span;
        let before = &text[span.start..noun.start];
        let behind = &text[noun.end.min(span.end)..span.end];
        let name = if behind.is_empty() {
            format!("{before}{}", self.in_singular(head))
        } else {
            // "Kartal-2s": the ending stands behind the designation.
            let whole = format!("{before}{}{behind}", noun.text(text));
            let bare = whole.strip_suffix('s').filter(|b| b.ends_with(|c: char| c.is_ascii_digit()));
            bare.map_or_else(|| whole.clone(), str::to_owned)
        };
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let bare = span == noun;
        let counted = |&d: &usize| matches!(tokens[d].relation, Relation::Nummod | Relation::NmodPoss);
        let definite = self.is_definite(token) || self.syntax().dependents(token).iter().any(counted);
        let back =
            self.is_thing_pronoun(head) || bare && definite && self.pack.goods.contains(&singular(self.lemma(head)));
        let known = self.pack.items.as_ref().and_then(|items| items.read(span.text(text)));
        let (name, entity) = known.map_or((name, None), |item| (item.name, Some(item.id)));
        Phrase { head: token, name, entity, span, points_back: back }
    }

    fn is_definite(&self, token: usize) -> bool {
        let pointing = |word: &str| matches!(word, "the" | "this" | "these" | "those" | "that" | "such");
        self.syntax().dependents(token).iter().any(|&d| pointing(&self.arguments.word(d)))
    }

    /// Whether goods are pointed at by a wider noun than the one that others were named by: "the guns" after "howitzers".
    pub(crate) fn is_wider(&self, back: &Phrase, named: &Phrase) -> bool {
        let (Some(items), Some(wide), Some(narrow)) = (&self.pack.items, &back.entity, &named.entity) else {
            return false;
        };
        let last = |phrase: &Phrase| phrase.name.rsplit(' ').next().map(str::to_lowercase);
        items.is_kind_of(narrow, wide)
            && !items.is_kind_of(wide, narrow)
            && last(back) != last(named)
            && back.span == self.syntax().tokens()[back.head].span
            && self.is_definite(back.head)
    }

    /// The goods that a trigger itself names: "arming".
    pub(super) fn implied(&self, token: usize, trigger: &Trigger) -> Option<Phrase> {
        let name = trigger.implies.clone()?;
        let entity = self.pack.items.as_ref().and_then(|items| items.read(&name)).map(|item| item.id);
        let span = self.syntax().tokens()[token].span;
        Some(Phrase { head: token, name, entity, span, points_back: false })
    }

    /// What an event's noun says is moved or made: of "the export of rifles" and of "rifle exports" the rifles. Other
    /// nouns are their own goods.
    pub(super) fn moved(&self, token: usize) -> Vec<usize> {
        if !self.is_event(token) {
            return vec![token];
        }
        let behind = |t: usize| {
            self.syntax()
                .dependents_by(t, &[Relation::Nmod])
                .filter(|&n| self.arguments.case(n).as_deref() == Some("of"))
        };
        let before = self.syntax().dependents_by(token, &[Relation::Compound]);
        let goods: Vec<usize> = behind(token).chain(before).filter(|&t| self.is_goods(t)).collect();
        let goods: Vec<usize> = goods.into_iter().flat_map(|t| self.arguments.joined(t)).collect();
        if goods.is_empty() { vec![token] } else { goods }
    }

    /// Whether a noun names an event that the pack knows: "exports".
    pub(super) fn is_event(&self, token: usize) -> bool {
        let noun = singular(self.lemma(token));
        self.syntax().tokens()[token].upos == Upos::Noun
            && !self.pack.things.contains(&noun)
            && self.pack.triggers(&noun).any(|(_, t)| t.pos == Pos::Noun)
    }

    /// Whether a verb only lends its object, an event of another type, its subject: "struck a deal", but not "banned arms
    /// exports", which are arms.
    pub(super) fn only_supports(&self, verb: usize, kind: &FrameType) -> bool {
        // Who bans exports tells of the exports.
        let lemma = self.lemma(verb);
        if !self.pack.supports.contains(lemma) || self.pack.is_governor(lemma) {
            return false;
        }
        let of_kind = |noun: &str| {
            self.pack.triggers(noun).any(|(other, trigger)| trigger.pos == Pos::Noun && other.kind == kind.kind)
        };
        // "the deliveries that Iran made" are no production.
        let object = self.arguments.child(verb, &[Relation::Obj]).map(|object| self.arguments.antecedent(object));
        object.is_some_and(|object| {
            // "struck a convoy" is no deal.
            let thing = self.pack.goods.contains(&singular(self.lemma(object)));
            self.is_event(object) && !thing && self.moved(object) == [object] && !of_kind(&singular(self.lemma(object)))
        })
    }

    /// Whether nothing but "and" stands between two nouns.
    pub(super) fn are_joined_bare(&self, first: usize, second: usize) -> bool {
        second == first + 2 && self.arguments.relation(first + 1) == Relation::Cc
    }

    /// Whether a hyphen joins a word to a participle that tells of an event itself: "U.S." of "U.S.-made".
    pub(super) fn is_agent_of_participle(&self, token: usize) -> bool {
        let joined = self.syntax().tokens().get(token + 2).filter(|_| self.arguments.word(token + 1) == "-");
        joined.is_some_and(|participle| {
            let lemma = lemma(participle.span.text(self.arguments.text), Xpos::Vbn);
            self.pack.triggers(&lemma).any(|(_, trigger)| trigger.pos == Pos::Participle)
        })
    }

    /// The state that designed goods, where they are a system that the pack knows.
    pub(crate) fn origin(&self, goods: &Phrase) -> Option<&str> {
        self.pack.items.as_ref()?.origin(goods.entity.as_deref()?)
    }

    /// Whether goods that only point back may mean others: "the aircraft" drones, "the equipment" anything.
    pub(crate) fn may_mean(&self, back: &Phrase, named: &Phrase) -> bool {
        let (Some(items), Some(class), Some(other)) = (&self.pack.items, &back.entity, &named.entity) else {
            return true;
        };
        items.may_mean(class, other)
    }

    /// Whether goods are of the other's kind: "the rockets" may be the Grads of elsewhere.
    pub(crate) fn are_like(&self, some: &Phrase, others: &Phrase) -> bool {
        let (Some(items), Some(one), Some(other)) = (&self.pack.items, &some.entity, &others.entity) else {
            return false;
        };
        items.is_kind_of(one, other) || items.is_kind_of(other, one)
    }
}
