//! Phrases as fillers: what sort of thing a phrase means, and its canonical name.

use std::collections::HashSet;

use hearsay_gazetteer::{Gazetteer, Kind, Mention as Name, RoleKind, Sense};

use super::argument::{Argument, Arguments, Slot};
use super::frame_type::FillerKind;
use super::lemma::singular;
use super::pack::Pack;
use crate::Span;
use crate::syntax::{Relation, Sort, Syntax, Upos, Xpos};

/// A phrase that can fill a role.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Phrase {
    /// The head of the phrase.
    pub(crate) head: usize,
    /// Its canonical name.
    pub(crate) name: String,
    /// The gazetteer's id.
    pub(crate) entity: Option<String>,
    /// Its words.
    pub(crate) span: Span,
    /// Whether the words only point back: "it", "the shipment".
    pub(crate) points_back: bool,
}

/// The names of a text, and what is needed to read a phrase.
#[derive(Debug)]
pub(crate) struct Phrases<'a> {
    pub(crate) arguments: Arguments<'a>,
    pub(crate) gazetteer: &'a Gazetteer,
    pub(crate) pack: &'a Pack,
    pub(crate) names: Vec<Name<'a>>,
    /// Where times stand, in order.
    pub(crate) times: Vec<Span>,
    /// What firms are called for short: "Koral" where the text has "Koral Dynamics".
    pub(crate) short_firms: HashSet<String>,
    /// What models are called for short: "Kartal" where the text has "Kartal-2".
    pub(crate) short_models: HashSet<String>,
}

impl<'a> Phrases<'a> {
    pub(crate) fn syntax(&self) -> &'a Syntax {
        self.arguments.syntax
    }

    pub(super) fn lemma(&self, token: usize) -> &str {
        self.arguments.lemmas.get(token).map_or("", String::as_str)
    }

    /// The name in the gazetteer of which a token is a part.
    pub(crate) fn name_at(&self, token: usize) -> Option<&Name<'a>> {
        let at = self.syntax().tokens()[token].span;
        let i = self.names.partition_point(|n| n.span.end <= at.start);
        self.names.get(i).filter(|n| n.span.start <= at.start && at.end <= n.span.end)
    }

    /// The names before some words, the last first.
    pub(crate) fn names_before(&self, at: Span) -> impl Iterator<Item = &Name<'a>> {
        let end = self.names.partition_point(|n| n.span.end <= at.start);
        self.names[..end].iter().rev()
    }

    /// Whether a phrase may fill a role of a kind; `strictly` asks goods to be of the pack's nouns.
    pub(crate) fn fits(&self, token: usize, kind: FillerKind, strictly: bool) -> bool {
        let here = &self.syntax().tokens()[token];
        let is_noun = matches!(here.upos, Upos::Noun | Upos::Propn | Upos::X);
        let pronoun = self.is_pronoun(token);
        match kind {
            FillerKind::Words => {
                !self.pack.asides.contains(self.lemma(token))
                    && (is_noun || here.upos == Upos::Adj)
                    && here.mention != Sort::Time
                    && !self.is_time(token)
            }
            FillerKind::Party => {
                (self.is_party(token) && !self.is_time(token)
                    || pronoun && !self.is_goods(token)
                    || self.is_anybody(token) && !strictly)
                    && !(strictly && pronoun && !is_noun && here.upos != Upos::Pron)
            }
            FillerKind::Goods => {
                let money = matches!(here.upos, Upos::Sym | Upos::Num) || here.mention == Sort::Time;
                let actor = self.is_party(token) && !self.is_goods(token);
                if strictly {
                    self.is_goods(token) || self.is_thing_pronoun(token)
                } else {
                    self.is_goods(token)
                        || self.is_thing_pronoun(token)
                        || is_noun
                            && !money
                            && !actor
                            && !self.is_place(token)
                            && !self.is_event(token)
                            && !self.pack.asides.contains(self.lemma(token))
                }
            }
            FillerKind::Place => is_noun && self.is_place(token) && !self.is_time(token),
        }
    }

    /// Whether a token belongs to a time.
    pub(super) fn is_time(&self, token: usize) -> bool {
        let at = self.syntax().tokens()[token].span;
        let i = self.times.partition_point(|t| t.end <= at.start);
        self.times.get(i).is_some_and(|t| t.overlaps(at))
    }

    /// Whether a number belongs to a time or to money.
    pub(super) fn is_time_or_money(&self, token: usize) -> bool {
        let tokens = self.syntax().tokens();
        let currency = |t: &usize| tokens[*t].upos == Upos::Sym;
        self.is_time(token)
            || tokens[token].mention == Sort::Time
            || self.syntax().dependents(token).iter().any(currency)
            || token.checked_sub(1).as_ref().is_some_and(currency)
    }

    pub(crate) fn is_pronoun(&self, token: usize) -> bool {
        // "US" is no "us".
        let capitals = self.syntax().tokens()[token].span.text(self.arguments.text) == "US";
        !capitals
            && matches!(
                self.arguments.word(token).as_str(),
                "it" | "they" | "we" | "us" | "them" | "he" | "she" | "its" | "their" | "our" | "his" | "her" | "i"
            )
    }

    /// Whether a word stands for somebody, whoever it is: "never sold to anyone".
    pub(super) fn is_anybody(&self, token: usize) -> bool {
        let word = self.arguments.word(token);
        matches!(word.as_str(), "anyone" | "anybody" | "someone" | "somebody" | "nobody" | "everyone" | "everybody")
    }

    pub(super) fn is_party(&self, token: usize) -> bool {
        let here = &self.syntax().tokens()[token];
        if let Some(name) = self.name_at(token) {
            // "Iranian" alone is a party where it stands for one; before goods it is a modifier of theirs.
            return name.reading.entity.kind != Kind::Outlet;
        }
        if self.is_firm_name(token) || self.is_short_firm(token) {
            return true;
        }
        let text = here.span.text(self.arguments.text);
        // "Poland's Mesko" is no town and nobody's surname alone.
        let parts = self.syntax().dependents_by(token, &[Relation::Compound]).chain(std::iter::once(token));
        let mut owners = parts.flat_map(|part| self.syntax().dependents_by(part, &[Relation::NmodPoss]));
        if here.upos == Upos::Propn && owners.any(|owner| self.country(owner).is_some()) {
            return true;
        }
        // Police is a town, too.
        let is_town = here.upos == Upos::Propn
            && here.mention != Sort::Person
            && self.gazetteer.role(text).is_none()
            && !self.gazetteer.places(text).is_empty();
        if self.state(token).is_some() && self.pack.stands_for_state.contains(&singular(self.lemma(token))) {
            return true;
        }
        if self.is_goods(token)
            || is_town && self.syntax().dependents_by(token, &[Relation::Compound, Relation::Flat]).next().is_none()
        {
            return self.short_name(token).is_some();
        }
        if self.short_name(token).is_some() {
            return true;
        }
        // "militants" is known as a plural alone.
        let forms = [singular(self.lemma(token)), self.lemma(token).to_owned(), self.arguments.word(token)];
        let role = forms.iter().find_map(|form| self.gazetteer.role(form));
        role.is_some_and(|r| r.kind != RoleKind::Paper)
            || (here.upos == Upos::Propn && text.starts_with(char::is_uppercase)
                || here.upos == Upos::Noun && text.chars().all(char::is_uppercase) && text.len() > 1)
                && !matches!(here.mention, Sort::Person | Sort::Place | Sort::Time | Sort::Event)
            || here.upos == Upos::Noun && matches!(here.mention, Sort::Organisation | Sort::Person)
            || self.pack.parties.contains(&singular(self.lemma(token)))
            || self.pack.stands_for_state.contains(&singular(self.lemma(token)))
    }

    fn is_place(&self, token: usize) -> bool {
        let here = &self.syntax().tokens()[token];
        here.mention == Sort::Place
            || self.pack.places.contains(&singular(self.lemma(token)))
            || self.name_at(token).is_some_and(|n| n.reading.entity.kind == Kind::Country)
            || here.upos == Upos::Propn
                && !self.gazetteer.places(here.span.text(self.arguments.text)).is_empty()
                && here.mention != Sort::Person
    }

    /// Whether a noun is one for a part of a state: "Sudan's Darfur region".
    pub(super) fn is_region(&self, token: usize) -> bool {
        let noun = singular(self.lemma(token));
        self.syntax().tokens()[token].upos == Upos::Noun
            && ["region", "province", "territory", "area"].contains(&noun.as_str())
    }

    /// Whether a party is the subject's own: "its army", "the Danish army" of Denmark.
    pub(super) fn is_of_subject(&self, token: usize, arguments: &[Argument]) -> bool {
        let owned = self.syntax().dependents_by(token, &[Relation::NmodPoss]).any(|owner| self.is_pronoun(owner));
        let home = |t: usize| self.name_at(t).map(|name| self.gazetteer.home(name.reading.entity).id);
        let own = home(self.state(token).unwrap_or(token));
        let subject = arguments.iter().find(|(slot, _)| *slot == Slot::Subject).and_then(|&(_, at)| home(at));
        owned || own.is_some() && own == subject
    }

    /// Whether a side is one of some that nobody names: "either side".
    pub(super) fn is_some_side(&self, token: usize) -> bool {
        let some = |d: usize| matches!(self.arguments.word(d).as_str(), "either" | "neither" | "any");
        // "Any side in Ukraine" is one there.
        let there = self.syntax().dependents_by(token, &[Relation::Nmod]).next().is_some();
        !there
            && singular(self.lemma(token)) == "side"
            && self.syntax().dependents_by(token, &[Relation::Det]).any(some)
    }

    /// Whose a place is where things are kept: "Rwandan depots", "depots of the Rwandan army".
    pub(super) fn owner_of_store(&self, token: usize) -> Option<usize> {
        const STORES: [&str; 9] =
            ["armoury", "armory", "arsenal", "base", "depot", "stock", "stockpile", "store", "warehouse"];
        let store = singular(self.lemma(token));
        let of = |&n: &usize| self.arguments.case(n).as_deref() == Some("of") && self.fits(n, FillerKind::Party, true);
        let owner = || self.syntax().dependents_by(token, &[Relation::Nmod]).find(of);
        let state = || self.state(token).filter(|_| store != "stock" && store != "stockpile");
        STORES.contains(&store.as_str()).then(|| owner().or_else(state)).flatten()
    }

    /// Whether a name that nothing is known of may be a place's, where it stands as one: "left Chongjin", "at Vostochny".
    pub(crate) fn may_be_place(&self, token: usize) -> bool {
        let here = &self.syntax().tokens()[token];
        let unknown = self.name_at(token).is_none() && !self.is_goods(token) && !self.is_firm_name(token);
        unknown
            && here.upos == Upos::Propn
            && !matches!(here.mention, Sort::Person | Sort::Organisation | Sort::Time | Sort::Event)
            && here.span.text(self.arguments.text).starts_with(char::is_uppercase)
            && !self.is_time(token)
    }

    /// Whether a phrase means one of a kind, not one named before: "any side", "a licensed buyer", "approved users".
    pub(crate) fn is_indefinite(&self, token: usize) -> bool {
        let here = &self.syntax().tokens()[token];
        let mut before = self.syntax().dependents_by(token, &[Relation::Det, Relation::NmodPoss, Relation::Nummod]);
        let plural = matches!(here.xpos, Xpos::Nns | Xpos::Nnps);
        match before.find(|&d| self.arguments.word(d) != "such") {
            // "80 technicians", but not "the two firms".
            Some(d) if self.arguments.relation(d) == Relation::Nummod => true,
            Some(d) => matches!(
                self.arguments.word(d).as_str(),
                "a" | "an" | "any" | "some" | "either" | "neither" | "no" | "every" | "each" | "another" | "all"
            ),
            // "bought from industry".
            None => {
                let described = self.syntax().dependents_by(token, &[Relation::Amod]).next().is_some();
                let mass = self.pack.parties.contains(self.lemma(token)) && self.arguments.case(token).is_some();
                plural || described || mass
            }
        }
    }

    /// The phrase for a role of a kind.
    pub(crate) fn read(&self, token: usize, kind: FillerKind) -> Phrase {
        match kind {
            FillerKind::Party => self.party(token),
            FillerKind::Goods => self.goods(token),
            FillerKind::Place | FillerKind::Words => {
                let span = self.without(token, self.words(token), |case| {
                    matches!(case, "to" | "from" | "with" | "between" | "according to")
                });
                // "Near Sofia" is in no more of Bulgaria.
                let is_place = |n: &&Name<'_>| kind == FillerKind::Place && n.reading.sense != Sense::Metonym;
                if let Some(name) = self.name_at(token).filter(is_place)
                    && Span::new(name.span.start, name.span.end).len() + 1 >= span.len()
                {
                    let entity = name.reading.entity;
                    let span = Span::new(name.span.start, name.span.end);
                    let id = Some(entity.id.to_owned());
                    return Phrase { head: token, name: entity.name.to_owned(), entity: id, span, points_back: false };
                }
                let span = self.without_time(token, span);
                // "Its plant near Ankara" is a plant near Ankara.
                let owner = self.syntax().within(span).next().filter(|&first| first < token && self.is_pronoun(first));
                let after = owner.map_or(span.start, |owner| self.syntax().tokens()[owner].span.end);
                let span = Span::new(after, span.end).trim(self.arguments.text);
                // "A factory in Baisogala, which is to make shells": what tells more is no part of it.
                let more = [", which ", ", where ", ", who ", ", that ", " on board", " aboard"].iter();
                let end = more.filter_map(|more| span.text(self.arguments.text).find(more)).min().unwrap_or(span.len());
                let span = Span::new(span.start, span.start + end);
                let name = span.text(self.arguments.text).split_whitespace().collect::<Vec<_>>().join(" ");
                Phrase { head: token, name, entity: None, span, points_back: false }
            }
        }
    }
}
