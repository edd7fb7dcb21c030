//! Phrases as fillers: what sort of thing a phrase means, and its canonical name.

use hearsay_gazetteer::{Gazetteer, Kind, Mention as Name, RoleKind, Sense};

use super::argument::{Arguments, Slot};
use super::lemma::singular;
use super::pack::{FillerKind, Pack};
use crate::syntax::{Relation, Sort, Syntax, Upos, Xpos};
use crate::{Span, speaker};

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

/// The names of a text, and what is needed to read a phrase.
#[derive(Debug)]
pub(crate) struct Phrases<'a> {
    pub(crate) arguments: Arguments<'a>,
    pub(crate) gazetteer: &'a Gazetteer,
    pub(crate) pack: &'a Pack,
    pub(crate) names: Vec<Name<'a>>,
    /// Where times stand, in order.
    pub(crate) times: Vec<Span>,
}

impl<'a> Phrases<'a> {
    pub(crate) fn syntax(&self) -> &'a Syntax {
        self.arguments.syntax
    }

    fn lemma(&self, token: usize) -> &str {
        self.arguments.lemmas.get(token).map_or("", String::as_str)
    }

    /// The name in the gazetteer of which a token is a part.
    pub(crate) fn name_at(&self, token: usize) -> Option<&Name<'a>> {
        let at = self.syntax().tokens()[token].span;
        let i = self.names.partition_point(|n| n.span.end <= at.start);
        self.names.get(i).filter(|n| n.span.start <= at.start && at.end <= n.span.end)
    }

    /// Whether a token is goods by its noun, of the pack or pointing back.
    pub(crate) fn is_goods(&self, token: usize) -> bool {
        let lemma = self.lemma(token);
        let singular = singular(lemma);
        let last = singular.rsplit('-').next().unwrap_or(&singular);
        self.pack.things.contains(&singular)
            || self.pack.things.contains(lemma)
            || self.pack.things.contains(last)
            || self.pack.goods.contains(&singular)
            || self.partitive(token).is_some()
            || self.is_designation(token)
            || self.is_model(token)
    }

    /// A name that the encoder takes for a thing's: "Bradleys".
    fn is_model(&self, token: usize) -> bool {
        let here = &self.syntax().tokens()[token];
        here.upos == Upos::Propn && here.mention == Sort::Object && self.name_at(token).is_none()
    }

    /// "Su-35s", "Kartal-2", "S-300", "AK-47s": letters, a hyphen or none, and digits.
    fn is_designation(&self, token: usize) -> bool {
        let at = self.syntax().tokens()[token].span;
        let text = self.arguments.text;
        let end = text[at.end..].find(|c: char| c.is_whitespace() || c == ',').map_or(text.len(), |i| at.end + i);
        let word = text[at.start..end].trim_end_matches(|c: char| !c.is_alphanumeric());
        word.starts_with(char::is_uppercase)
            && word.contains('-')
            && word.chars().any(|c| c.is_ascii_digit())
            && self.name_at(token).is_none()
    }

    /// The goods behind "of": "crates of rifles".
    fn partitive(&self, token: usize) -> Option<usize> {
        let number = matches!(self.syntax().tokens()[token].upos, Upos::Num | Upos::Sym);
        if !number && !self.pack.partitives.contains(&singular(self.lemma(token))) {
            return None;
        }
        let mut inner = self.syntax().dependents_by(token, &[Relation::Nmod]);
        let of = inner.find(|&n| self.arguments.case(n).as_deref() == Some("of"));
        // "two dozen Su-35s" may hang on "dozen".
        of.filter(|&n| !number || self.is_goods(n) && self.partitive(n).is_none()).or_else(|| {
            let behind = [Relation::Compound, Relation::Flat, Relation::NmodUnmarked];
            self.syntax().dependents_by(token, &behind).find(|&d| d == token + 1 && self.is_designation(d))
        })
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
                (self.is_party(token) || pronoun && !self.is_goods(token))
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
                        || is_noun && !money && !actor && !self.is_place(token)
                }
            }
            FillerKind::Place => is_noun && self.is_place(token),
        }
    }

    /// Whether a token belongs to a time.
    fn is_time(&self, token: usize) -> bool {
        let at = self.syntax().tokens()[token].span;
        let i = self.times.partition_point(|t| t.end <= at.start);
        self.times.get(i).is_some_and(|t| t.overlaps(at))
    }

    pub(crate) fn is_pronoun(&self, token: usize) -> bool {
        matches!(
            self.arguments.word(token).as_str(),
            "it" | "they" | "we" | "us" | "them" | "he" | "she" | "its" | "their" | "our" | "his" | "her" | "i"
        )
    }

    fn is_thing_pronoun(&self, token: usize) -> bool {
        matches!(self.arguments.word(token).as_str(), "it" | "them" | "they" | "these" | "those" | "one" | "ones")
    }

    /// Whether a token is a name.
    pub(crate) fn is_named(&self, token: usize) -> bool {
        self.name_at(token).is_some() || self.syntax().tokens()[token].upos == Upos::Propn && !self.is_goods(token)
    }

    fn is_party(&self, token: usize) -> bool {
        let here = &self.syntax().tokens()[token];
        if let Some(name) = self.name_at(token) {
            // "Iranian" alone is a party where it stands for one; before goods it is a modifier of theirs.
            return name.reading.entity.kind != Kind::Outlet;
        }
        let text = here.span.text(self.arguments.text);
        let is_town =
            here.upos == Upos::Propn && here.mention != Sort::Person && !self.gazetteer.places(text).is_empty();
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
        let role = self.gazetteer.role(&singular(self.lemma(token))).or_else(|| self.gazetteer.role(self.lemma(token)));
        role.is_some_and(|r| r.kind != RoleKind::Paper)
            || here.upos == Upos::Propn
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

    /// "the North" for North Korea: the first word of the name of a state that the text names, and of no other.
    fn short_name(&self, token: usize) -> Option<&Name<'a>> {
        let here = &self.syntax().tokens()[token];
        let word = here.span.text(self.arguments.text);
        if here.upos != Upos::Propn || !matches!(word, "North" | "South" | "Republic" | "Federation") {
            return None;
        }
        self.names.iter().find(|n| {
            let entity = n.reading.entity;
            entity.kind == Kind::Country
                && entity.name.split(' ').count() > 1
                && entity.name.split(' ').any(|w| w == word)
        })
    }

    /// The state that a modifier of a noun names: "Russian forces", "Chad's army".
    pub(crate) fn state(&self, token: usize) -> Option<usize> {
        let modifiers = [Relation::Amod, Relation::Compound, Relation::NmodPoss, Relation::Nmod];
        self.syntax().dependents_by(token, &modifiers).find(|&m| self.country(m).is_some())
    }

    /// The last subject in a content before some words that the gazetteer knows.
    pub(crate) fn subject_before(&self, content: Span, at: Span) -> Option<&'a hearsay_gazetteer::Entity<'a>> {
        let tokens = self.syntax().tokens();
        let before = Span::new(content.start, at.start.max(content.start));
        let subject = self.syntax().within(before).rev().find(|&t| {
            matches!(tokens[t].relation, Relation::Nsubj | Relation::NsubjPass) && self.name_at(t).is_some()
        })?;
        self.name_at(subject).map(|n| n.reading.entity)
    }

    /// "offered Poland howitzers": a state's name before an object, which trees take for a modifier.
    pub(crate) fn recipients(&self, arguments: &[(Slot, usize)]) -> Vec<(Slot, usize)> {
        let tokens = self.syntax().tokens();
        let objects = arguments.iter().filter(|(slot, _)| *slot == Slot::Object).map(|&(_, object)| object);
        let named = |&d: &usize| {
            let name =
                self.name_at(d).filter(|n| n.reading.entity.kind == Kind::Country && n.reading.sense != Sense::Demonym);
            name.is_some()
                && matches!(
                    tokens[d].relation,
                    Relation::Compound | Relation::Amod | Relation::Nmod | Relation::NmodUnmarked
                )
        };
        let before = |object: usize| {
            let of = self.syntax().dependents(object).iter().copied().filter(move |&d| d < object);
            of.filter(named).find(|&d| self.arguments.case(d).is_none()).map(|d| (Slot::Indirect, d))
        };
        objects.filter_map(before).collect()
    }

    /// Whose goods they are: "our ammunition".
    pub(crate) fn owner(&self, token: usize) -> Option<usize> {
        let of = |t: usize| self.syntax().dependents_by(t, &[Relation::NmodPoss]).next();
        of(token).or_else(|| self.partitive(token).and_then(of)).filter(|&o| self.fits(o, FillerKind::Party, false))
    }

    /// The state that a word stands for.
    pub(crate) fn country(&self, token: usize) -> Option<(&'a str, &'a str)> {
        let entity = self.name_at(token).map(|n| n.reading.entity).filter(|e| {
            matches!(e.kind, Kind::Country | Kind::Military) || e.kind == Kind::Organisation && e.country.is_none()
        })?;
        Some((entity.id, entity.name))
    }

    /// The phrase of a party.
    pub(crate) fn party(&self, token: usize) -> Phrase {
        let tokens = self.syntax().tokens();
        let text = self.arguments.text;
        let span = self.without_place(token, self.words(token));
        let phrase = |name: String, entity: Option<String>, span: Span| Phrase {
            head: token,
            name,
            entity,
            span,
            points_back: self.is_pronoun(token),
        };
        if let Some(name) = self.name_at(token) {
            let entity = name.reading.entity;
            let span = Span::new(name.span.start, name.span.end);
            let people = name.reading.sense == Sense::Demonym && tokens[token].xpos == Xpos::Nns;
            let own = !people || entity.kind == Kind::Country;
            if own {
                return phrase(entity.name.to_owned(), Some(entity.id.to_owned()), span);
            }
        }
        if let Some(name) = self.short_name(token) {
            let entity = name.reading.entity;
            return phrase(entity.name.to_owned(), Some(entity.id.to_owned()), span);
        }
        let noun = singular(self.lemma(token));
        let state = self.state(token);
        // "the Russian air force" is a body of its own.
        let own = self.syntax().dependents_by(token, &[Relation::Compound]).any(|d| Some(d) != state);
        if let Some(state) = state.filter(|_| !own && self.pack.stands_for_state.contains(&noun))
            && let Some((id, name)) = self.country(state)
        {
            return phrase(name.to_owned(), Some(id.to_owned()), span);
        }
        let span = if tokens[token].upos == Upos::Propn { self.whole_name(token, span) } else { span };
        if span.text(text).contains(char::is_uppercase) {
            if let Some(name) = speaker::body_named(text, span, self.gazetteer) {
                let entity = self.gazetteer.lookup(&name).map(|r| r.entity).filter(|e| e.name == name);
                return phrase(name, entity.map(|e| e.id.to_owned()), span);
            }
        }
        // "Iran's Shahed Aviation" has a name of its own.
        let owner = self.syntax().dependents_by(token, &[Relation::NmodPoss]).last();
        let start = owner.filter(|_| tokens[token].upos == Upos::Propn).map(|o| self.syntax().phrase(o, &[]).end);
        let span = start.map_or(span, |s| Span::new(s.clamp(span.start, span.end), span.end).trim(text));
        let name = span.text(text).split_whitespace().collect::<Vec<_>>().join(" ");
        phrase(name, None, span)
    }

    /// A party without where it is: "Kenyan pilots in Turkey".
    fn without_place(&self, token: usize, span: Span) -> Span {
        let mut places = self
            .syntax()
            .dependents_by(token, &[Relation::Nmod])
            .filter(|&n| n > token && self.arguments.case(n).is_some_and(|c| c != "of"));
        let cut = places.next().map(|n| self.syntax().phrase(n, &[]).start).filter(|&start| start > span.start);
        cut.map_or(span, |start| Span::new(span.start, start.min(span.end)).trim(self.arguments.text))
    }

    /// A name with its neighbours that trees may hang elsewhere: "Nordlys Optikk".
    fn whole_name(&self, token: usize, span: Span) -> Span {
        let tokens = self.syntax().tokens();
        let text = self.arguments.text;
        let next = |a: usize, b: usize| &text[tokens[a].span.end..tokens[b].span.start] == " ";
        let part = |i: usize| tokens[i].upos == Upos::Propn && self.name_at(i).is_none() && !self.is_time(i);
        let mut ends = (token, token);
        while ends.0 > 0 && next(ends.0 - 1, ends.0) && part(ends.0 - 1) {
            ends.0 -= 1;
        }
        while ends.1 + 1 < tokens.len() && next(ends.1, ends.1 + 1) && part(ends.1 + 1) {
            ends.1 += 1;
        }
        span.join(tokens[ends.0].span).join(tokens[ends.1].span)
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
        let definite = self.syntax().dependents(token).iter().any(|&d| {
            matches!(tokens[d].relation, Relation::Nummod | Relation::NmodPoss)
                || matches!(self.arguments.word(d).as_str(), "the" | "this" | "these" | "those" | "that" | "such")
        });
        let back =
            self.is_thing_pronoun(head) || bare && definite && self.pack.goods.contains(&singular(self.lemma(head)));
        Phrase { head: token, name, entity: None, span, points_back: back }
    }

    fn in_singular(&self, token: usize) -> String {
        let here = &self.syntax().tokens()[token];
        let word = here.span.text(self.arguments.text);
        // "UAVs", whatever the tagger says.
        let letters = word.strip_suffix('s').filter(|w| w.len() > 1 && w.chars().all(|c| c.is_uppercase()));
        if let Some(letters) = letters {
            return letters.to_owned();
        }
        let plural = matches!(here.xpos, Xpos::Nns | Xpos::Nnps);
        // Taggers miss some plurals of rare nouns.
        let plural = plural || word.ends_with('s') && self.pack.things.contains(&singular(&word.to_lowercase()));
        if !plural && !(self.is_designation(token) && word.ends_with('s')) {
            return if here.upos == Upos::Noun { lower_first(word) } else { word.to_owned() };
        }
        let lower = singular(&word.to_lowercase());
        match here.upos {
            Upos::Propn | Upos::X if word.starts_with(char::is_uppercase) => singular(word),
            _ => lower,
        }
    }

    /// The words of goods: compounds and adjectives, but for those that say nothing of what they are.
    fn goods_words(&self, head: usize) -> Span {
        let tokens = self.syntax().tokens();
        let joined = |left: usize, right: usize| tokens[left].span.end == tokens[right].span.start;
        let mut start = head;
        for i in (0..head).rev() {
            let reaches = std::iter::successors(tokens[i].head, |&h| tokens[h].head).take(4).any(|h| h == head);
            let is_state = self.name_at(i).is_some_and(|n| n.reading.entity.kind == Kind::Country);
            let aside = self.pack.asides.contains(self.lemma(i))
                || tokens[i].xpos == Xpos::Vbn && tokens[i].relation == Relation::Amod;
            let part = match tokens[i].relation {
                Relation::Compound | Relation::Amod | Relation::Flat | Relation::NmodDesc | Relation::Advmod => {
                    tokens[i].upos != Upos::Num || joined(i, i + 1)
                }
                // "155mm shells".
                Relation::Nummod if self.arguments.word(i).contains(char::is_alphabetic) => {
                    self.arguments.word(i).starts_with(|c: char| c.is_ascii_digit())
                }
                // "Su-35": the number and its hyphen belong to the name.
                Relation::Nummod => joined(i, i + 1) || i > 0 && joined(i - 1, i),
                Relation::Punct => joined(i, i + 1) || self.arguments.word(i).starts_with('-'),
                _ => false,
            };
            if !reaches || !part || is_state || aside {
                break;
            }
            start = i;
        }
        let mut end = head;
        while end + 1 < tokens.len()
            && joined(end, end + 1)
            && self.arguments.word(end + 1).starts_with(|c: char| c == '-' || c.is_alphanumeric())
        {
            end += 1;
        }
        while start < head && tokens[start].relation == Relation::Punct {
            start += 1;
        }
        tokens[start].span.join(tokens[end].span)
    }

    /// The words of a phrase without a determiner.
    pub(crate) fn words(&self, token: usize) -> Span {
        let span = self.syntax().phrase(token, &OUTSIDE);
        let tokens = self.syntax().tokens();
        let mut start = None;
        for i in self.syntax().within(span) {
            let function = matches!(
                tokens[i].upos,
                Upos::Adp | Upos::Adv | Upos::Det | Upos::Cconj | Upos::Sconj | Upos::Part | Upos::Punct | Upos::Num
            );
            let drops = i < token && function && tokens[i].relation != Relation::Compound;
            if !drops {
                start = Some(i);
                break;
            }
        }
        let end = span.end;
        let words = start.map_or(span, |i| Span::new(tokens[i].span.start.min(end), end));
        words.trim(self.arguments.text)
    }

    /// The phrase for a role of a kind.
    pub(crate) fn read(&self, token: usize, kind: FillerKind) -> Phrase {
        match kind {
            FillerKind::Party => self.party(token),
            FillerKind::Goods => self.goods(token),
            FillerKind::Place | FillerKind::Words => {
                let span = self.words(token);
                if let Some(name) = self.name_at(token).filter(|_| kind == FillerKind::Place)
                    && Span::new(name.span.start, name.span.end).len() + 1 >= span.len()
                {
                    let entity = name.reading.entity;
                    let span = Span::new(name.span.start, name.span.end);
                    let id = Some(entity.id.to_owned());
                    return Phrase { head: token, name: entity.name.to_owned(), entity: id, span, points_back: false };
                }
                let name = span.text(self.arguments.text).split_whitespace().collect::<Vec<_>>().join(" ");
                Phrase { head: token, name, entity: None, span, points_back: false }
            }
        }
    }
}

fn lower_first(word: &str) -> String {
    // "Drones" at the start of a headline; "UAV" stays.
    let mut letters = word.chars();
    match letters.next() {
        Some(first) if letters.clone().all(|c| c.is_lowercase() || c == '-') => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => word.to_owned(),
    }
}
