//! Bodies that nouns mean: whose a frigate is, which army "the army".

use hearsay_gazetteer::{Entity, Kind};

use super::lemma::singular;
use super::phrase::{Phrase, Phrases};
use super::voice::{narrowest, party_of, voice};
use crate::syntax::Relation;
use crate::{Claim, Span, speaker};

/// Names before a noun among which it is told whom it means: more than an article has.
pub(super) const NAMES: usize = 500;

impl<'a> Phrases<'a> {
    /// The body of a state that a noun stands for: "a British frigate" is the navy's.
    pub(super) fn body_of(&self, state: usize, noun: &str) -> Option<&'a Entity<'a>> {
        let body = self.pack.body(noun)?;
        let name = self.name_at(state)?;
        let state = &self.arguments.text[name.span.start..name.span.end];
        self.gazetteer.lookup(&format!("{state} {body}")).map(|r| r.entity)
    }

    /// Whether a noun stands for a body: "the frigate" for a navy.
    pub(super) fn stands_for_body(&self, token: usize) -> bool {
        self.pack.body(&singular(self.lemma(token))).is_some()
    }

    /// Whose another such thing is said to be, the last before some words or else the first behind: "the frigate Talbot" is
    /// the navy's of which "a British warship" is.
    pub(super) fn fleet_told(&self, body: &str, at: Span) -> Option<&'a Entity<'a>> {
        let told = |token: usize| {
            let noun = singular(self.lemma(token));
            let state = self.state(token).filter(|_| self.pack.body(&noun) == Some(body))?;
            self.body_of(state, &noun)
        };
        let here = self.syntax().within(at).start;
        (0..here).rev().find_map(told).or_else(|| (here..self.syntax().tokens().len()).find_map(told))
    }

    /// The body whose a thing is, which its name begins with or a modifier names: "HMS Talbot", "Royal Navy sailors".
    pub(super) fn body_that_owns(&self, token: usize, noun: &str, name: Span) -> Option<&'a Entity<'a>> {
        let first = name.text(self.arguments.text).split(' ').next()?;
        if let Some(body) = self.pack.prefixes.get(first) {
            return self.gazetteer.lookup(body).map(|r| r.entity);
        }
        let belongs = self.pack.body(noun).is_some();
        let mut before = self.syntax().dependents_by(token, &[Relation::Amod, Relation::Compound, Relation::NmodPoss]);
        let named = |d| self.name_at(d).map(|name| name.reading.entity).filter(|entity| entity.kind == Kind::Military);
        before.find_map(named).filter(|_| belongs)
    }
}

/// The body that "the group" or "the force" means: the last of its kind named before.
pub(super) fn body<'a>(phrases: &Phrases<'a>, claims: &[Claim], phrase: &Phrase) -> Option<&'a Entity<'a>> {
    let noun = phrase.name.as_str();
    if noun == "air force" {
        let of_state = || force_of(phrases, noun, own_state(phrases, claims, phrase)?.name);
        return force(phrases, noun, phrase.span).or_else(of_state);
    }
    let kind = phrases.gazetteer.role(noun)?.kind.body()?;
    // "weapons for militants" are for any.
    if kind == Kind::Group && phrases.is_indefinite(phrase.head) {
        return None;
    }
    let last = |fits: &dyn Fn(&Entity<'a>) -> bool| {
        phrases.names_before(phrase.span).take(NAMES).map(|n| n.reading.entity).find(|e| fits(e))
    };
    let armed = |of: Kind| matches!(of, Kind::Military | Kind::Group);
    match noun {
        // That of the state whose was named, before any other force.
        "army" | "military" | "navy" => {
            return force(phrases, noun, phrase.span)
                .or_else(|| last(&|e| e.kind == Kind::Military && !speaker::is_irregular(e)))
                .or_else(|| force_of(phrases, noun, state_of_voice(phrases, claims, phrase.span)?))
                .or_else(|| force_of(phrases, noun, only_state(phrases, phrase.span)?))
                .or_else(|| last(&|e| armed(e.kind)));
        }
        "government" => return own_state(phrases, claims, phrase),
        "group" => last(&|e| e.kind == Kind::Group),
        // "The general accused Aden of arming the paramilitaries": no state's own army.
        _ if kind == Kind::Group => last(&|e| speaker::is_irregular(e)),
        _ => None,
    }
    .or_else(|| last(&|e| armed(e.kind) && armed(kind) && (kind != Kind::Group || speaker::is_irregular(e))))
    .or_else(|| {
        // A union of states is no firm.
        let union = phrases.pack.alliances.contains(noun);
        last(&|e| e.kind == kind && !armed(kind) && (kind != Kind::Organisation || union && e.country.is_none()))
    })
}

/// The office of a state that "its customs officers" or, where one state is spoken of, "police" are of.
pub(super) fn office(phrases: &Phrases<'_>, claims: &[Claim], phrase: &Phrase) -> Option<String> {
    const OFFICES: [&str; 6] = ["customs", "police", "coast guard", "coastguard", "border guard", "border police"];
    let noun = OFFICES.into_iter().find(|noun| phrase.name.starts_with(noun))?;
    let mut owners = phrases.syntax().dependents_by(phrase.head, &[Relation::NmodPoss]);
    let owner = owners.find(|&owner| phrases.is_pronoun(owner)).map(|owner| phrases.syntax().tokens()[owner].span);
    let owned = owner.and_then(|owner| voice(phrases, claims, owner));
    let state = owned.as_ref().map(|(name, _)| name.as_str());
    let state =
        state.or_else(|| state_of_voice(phrases, claims, phrase.span)).or_else(|| only_state(phrases, phrase.span))?;
    phrases.gazetteer.office(&format!("{state}’s {noun}")).map(|office| office.name.into_owned())
}

/// The state for which somebody speaks who says some words.
fn state_of_voice<'a>(phrases: &Phrases<'a>, claims: &[Claim], at: Span) -> Option<&'a str> {
    let (name, _) = party_of(phrases, &narrowest(claims, at)?.speaker)?;
    phrases.gazetteer.state(&name)
}

/// The state that "the government" is of: the last named before it in its sentence, that of the voice, or the only one.
fn own_state<'a>(phrases: &Phrases<'a>, claims: &[Claim], phrase: &Phrase) -> Option<&'a Entity<'a>> {
    let sentence = phrases.start_of_sentence(phrase.head);
    let mut named = phrases.names_before(phrase.span).take_while(|name| name.span.start >= sentence);
    let here = named.find(|name| name.reading.entity.kind == Kind::Country).map(|name| name.reading.entity.name);
    let state =
        here.or_else(|| state_of_voice(phrases, claims, phrase.span)).or_else(|| only_state(phrases, phrase.span))?;
    phrases.gazetteer.lookup(state).map(|reading| reading.entity)
}

fn force_of<'a>(phrases: &Phrases<'a>, noun: &str, state: &str) -> Option<&'a Entity<'a>> {
    phrases.gazetteer.body(&format!("{} {noun}", phrases.gazetteer.adjective(state)?))
}

/// The state of which alone an article has spoken before some words.
fn only_state<'a>(phrases: &Phrases<'a>, at: Span) -> Option<&'a str> {
    speaker::only_state(phrases.names_before(at).take(NAMES).map(|name| name.reading.entity))
}

/// The body that a ship or its crew stands for, the last of its kind named before: "the frigate Heron" for a navy.
pub(super) fn fleet<'a>(phrases: &Phrases<'a>, phrase: &Phrase) -> Option<&'a Entity<'a>> {
    if phrases.is_indefinite(phrase.head) {
        return None;
    }
    // "The frigate, HMS Talbot": what its name begins with tells whose it is.
    let mut called = phrases.syntax().dependents_by(phrase.head, &[Relation::Appos]);
    if let Some(body) = called.find_map(|name| phrases.body_that_owns(name, "", phrases.words(name))) {
        return Some(body);
    }
    // "the frigate Talbot": the name may be the head.
    let kinds = phrases.syntax().dependents_by(phrase.head, &[Relation::Compound, Relation::NmodDesc, Relation::Flat]);
    let mut nouns = std::iter::once(phrase.head).chain(kinds).map(|noun| singular(phrases.lemma(noun)));
    let body = nouns.find_map(|noun| phrases.pack.body(&noun))?;
    force(phrases, body, phrase.span).or_else(|| phrases.fleet_told(body, phrase.span))
}

/// The force that a noun calls by its kind, the last named before; an army is also one of "armed forces".
fn force<'a>(phrases: &Phrases<'a>, noun: &str, at: Span) -> Option<&'a Entity<'a>> {
    let mut named = phrases.names_before(at).take(NAMES).map(|n| n.reading.entity);
    named.find(|e| {
        let name = e.name.to_lowercase();
        e.kind == Kind::Military && (name.contains(noun) || noun != "navy" && name.contains("armed forces"))
    })
}
