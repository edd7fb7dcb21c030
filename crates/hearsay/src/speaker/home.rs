//! Whose a ministry is, and for whom a spokesman speaks, where their own words don't say: the place named with them tells,
//! or who was heard just before.

use hearsay_gazetteer::{Entity, Kind, Sense};

use super::body::{self, Named};
use super::nominal::Nominal;
use super::phrase::Voice;
use super::words::without_article;
use super::{Cast, Member, MemberId};
use crate::{Sentence, Span, SpeakerKind, sentence};

/// What a ministry's name begins with that has no state in it.
const STATELESS: &str = "Ministry of ";

/// Those who act for a state, behind its adjective.
const FORCES: [&str; 8] = ["soldiers", "troops", "forces", "sailors", "officers", "guards", "commandos", "jets"];

/// Towns where ministers of other states are heard as often as those of their own.
const SEATS: [&str; 8] =
    ["Brussels", "Geneva", "New York", "Vienna", "Strasbourg", "Luxembourg", "United Nations", "The Hague"];

/// Bytes before a source in which its paragraph is looked through.
const REACH: usize = 2000;

/// Bytes before a source in which states are looked for: more than an article has.
pub(super) const SPOKEN: usize = 20_000;

/// Words of a person's title: "its deputy foreign minister, Ilya Marin".
const TITLE: usize = 4;

/// Sources before a spokesman's among which the one is looked for whom he speaks for.
const HEARD: usize = 8;

/// Paragraphs within which a spokesman without a body speaks for the one last heard.
const NEAR: usize = 2;

/// How many paragraphs a stretch of text touches.
pub(super) fn paragraphs(between: &str) -> usize {
    sentence::paragraphs(between).count()
}

/// The one state among what is named, where there is but one.
pub(crate) fn only_state<'g>(named: impl Iterator<Item = &'g Entity<'g>>) -> Option<&'g str> {
    let mut states = named.filter(|entity| entity.kind == Kind::Country).map(|entity| entity.name);
    let first = states.next()?;
    states.all(|state| state == first).then_some(first)
}

/// A paragraph without the dateline that begins it: "ANKARA – ", "ZAGREB, May 3 (AP) — ".
fn without_dateline(paragraph: &str) -> &str {
    let (line, rest) =
        ["— ", "– ", " - "].iter().find_map(|mark| paragraph.split_once(mark)).unwrap_or(("", paragraph));
    let town = line.split([',', '(']).next().unwrap_or("").trim();
    if town.len() > 1 && !town.contains(char::is_lowercase) { rest } else { paragraph }
}

impl<'a> Cast<'a> {
    /// The state from which the article's dateline is: "ANKARA –".
    pub(super) fn dateline(&self, sentences: &[Sentence]) -> Option<&'a str> {
        let line = sentences.iter().find(|sentence| sentence.dateline)?.span.text(self.text);
        let town = line.split([',', '(', '–', '—', '-', ':']).next()?.trim();
        // Names are looked up in capitals, too.
        let seat = SEATS.iter().any(|seat| town.eq_ignore_ascii_case(seat));
        if seat { None } else { self.state_at(town) }
    }

    /// The state that a place's name stands for, or in which the largest town of the name lies.
    fn state_at(&self, place: &str) -> Option<&'a str> {
        let town = || {
            let town = self.gazetteer.places(place).first()?;
            Some(self.gazetteer.entity(town.country)?.name)
        };
        self.gazetteer.state(place).or_else(town)
    }

    /// The state in which a sentence stands, or with whose name or body a sentence before it in its paragraph begins: "In
    /// Tehran, the foreign ministry said", "Moscow warned Kyiv. Foreign Minister Ilya Marin said"; else that of the
    /// dateline. A body may be that of another state of which the sentence speaks; then nobody can tell.
    fn state_here(&self, at: Span, is_body: bool) -> Option<&'a str> {
        let before = self.before(at, REACH);
        let paragraph = without_dateline(&before[before.rfind('\n').map_or(0, |i| i + 1)..]);
        let sentences: Vec<&str> = paragraph.split(". ").collect();
        let sentence = sentences.last()?;
        let place = |sentence: &str| {
            let (place, _) = sentence.strip_prefix("In ")?.split_once(',')?;
            self.state_at(place)
        };
        let leads = |sentence: &&str| {
            let first = || {
                let mention = self.gazetteer.mentions(sentence).next()?;
                let of_state = matches!(mention.reading.entity.kind, Kind::Country | Kind::Government | Kind::Military);
                // "Ghanaian soldiers have seized rifles, the army said", but not "Iranian drones were found".
                let next = sentence[mention.span.end..].split_whitespace().next().unwrap_or("");
                let own = mention.reading.sense != Sense::Demonym || FORCES.contains(&next);
                let begins = matches!(&sentence[..mention.span.start], "" | "The ") && own && of_state;
                begins.then(|| self.gazetteer.home(mention.reading.entity).name)
            };
            place(sentence).or_else(first)
        };
        let other = |state: &str| {
            let is_other = |entity: &Entity<'_>| entity.kind == Kind::Country && entity.name != state;
            // "Exports to Qatar" speak of it, but it doesn't act.
            // "In eastern Congo" it stands two words before.
            let before = |at: usize| sentence[..at].trim_end().rsplit(' ').take(2);
            let behind = |word: &str| ["to", "from", "in", "for", "with", "against", "of"].contains(&word);
            is_body
                && self.gazetteer.mentions(sentence).any(|m| {
                    let acts = m.reading.sense != Sense::Demonym && !before(m.span.start).any(behind);
                    acts && is_other(m.reading.entity)
                })
        };
        let led = || sentences.iter().rev().find_map(leads);
        // "Its foreign minister" is of whoever was spoken of before.
        let source = self.text[at.start..].split_whitespace().next();
        let title = sentence.split_whitespace().rev().take(TITLE).chain(source);
        let owned = title.map(str::to_lowercase).any(|word| ["its", "their", "his", "her"].contains(&word.as_str()));
        led().or_else(|| self.from.filter(|_| !owned)).filter(|state| !other(state))
    }

    /// The state of which alone an article has spoken before some words.
    fn only_state(&self, at: Span) -> Option<&'a str> {
        only_state(self.gazetteer.mentions(self.before(at, SPOKEN)).map(|mention| mention.reading.entity))
    }

    /// The state of the irregular force that was named last before some words, which its army fights: of "the army" in a
    /// story on the Rapid Support Forces Sudan.
    fn state_fought(&self, at: Span) -> Option<&'a str> {
        let forces = self.gazetteer.mentions(self.before(at, SPOKEN)).map(|mention| mention.reading.entity);
        let last = forces.filter(|entity| entity.kind == Kind::Military).last()?;
        self.gazetteer.country_of(last).filter(|_| body::is_irregular(last)).map(|state| state.name)
    }

    /// The text before some words, of so many bytes at most.
    pub(super) fn before(&self, at: Span, reach: usize) -> &'a str {
        &self.text[self.text.ceil_char_boundary(at.start.saturating_sub(reach))..at.start]
    }

    /// The name of a stateless ministry and its state, which the words around tell.
    fn of_state(&self, body: &str, at: Span, is_body: bool) -> Option<(String, String)> {
        // "The unification ministry": only one state has it.
        if let Some(known) = self.gazetteer.body(body)
            && let Some(state) = self.gazetteer.country_of(known)
        {
            return Some((known.name.to_owned(), state.name.to_owned()));
        }
        let state = body.starts_with(STATELESS).then(|| self.state_here(at, is_body)).flatten()?;
        self.with_state(body, state)
    }

    /// The name of a stateless ministry as that of a state, and the state.
    fn with_state(&self, body: &str, state: &str) -> Option<(String, String)> {
        Some((format!("{} {body}", self.gazetteer.adjective(state)?), state.to_owned()))
    }

    /// The same of the state that was heard last, if that was just before: "Seoul denied it. A defence ministry official
    /// said".
    fn of_heard(&self, body: &str, at: Span) -> Option<(String, String)> {
        let &(MemberId(heard), before) = self.heard.iter().rev().find(|(_, heard)| heard.end <= at.start)?;
        let between = self.text.get(before.end..at.start)?;
        let near = paragraphs(between) <= NEAR;
        let behind = self.behind(self.members[heard].affiliation.as_ref().unwrap_or(&self.members[heard].name));
        self.with_state(body, self.gazetteer.state(&behind).filter(|_| near && body.starts_with(STATELESS))?)
    }

    /// "The trade ministry", of which nothing was heard before, or an official of it, with its state.
    pub(super) fn described_at_home(&self, voice: Voice, at: Span) -> Voice {
        let Voice::Nominal(nominal) = voice else { return voice };
        let is_body = nominal.kind.body();
        let is_army = ["army", "military"].iter().any(|force| nominal.words.eq_ignore_ascii_case(force));
        let own_state = || self.state_here(at, true).or_else(|| self.only_state(at));
        if is_army && let Some(state) = own_state().or_else(|| self.state_fought(at)) {
            let named = body::armed_forces(state, self.gazetteer);
            return Voice::Body { named, noun: Some(nominal.noun) };
        }
        if nominal.words.eq_ignore_ascii_case("government")
            && let Some(state) = own_state()
        {
            let named = Named { name: state.to_owned(), kind: SpeakerKind::Government, of: None };
            return Voice::Body { named, noun: Some(nominal.noun) };
        }
        let here = |body: &String| self.of_state(body, at, is_body.is_some()).or_else(|| self.of_heard(body, at));
        match nominal.affiliation.as_ref().and_then(here) {
            Some((name, state)) => match is_body {
                Some(kind) if nominal.noun == "ministry" => {
                    let named = Named { name, kind: kind.into(), of: Some(state) };
                    Voice::Body { named, noun: Some(nominal.noun) }
                }
                _ => Voice::Nominal(Nominal { affiliation: Some(name), ..nominal }),
            },
            None => Voice::Nominal(nominal),
        }
    }

    /// The body of the state around that bears the same name as one of another state, of which nothing was said before: its
    /// chiefs of staff.
    fn same_here(&self, at: Span, other: &str) -> Option<Named> {
        let words = at.text(self.text);
        let words = without_article(words);
        if !self.gazetteer.lookup(words).is_some_and(|reading| reading.contested) {
            return None;
        }
        let state = self.state_here(at, true).or_else(|| self.only_state(at))?;
        let named = self.gazetteer.mentions(self.before(at, SPOKEN));
        let spoken_of = named.map(|mention| mention.reading.entity.name).any(|name| name == other);
        let body = format!("{} {words}", self.gazetteer.adjective(state)?);
        body::with_name(&body, self.gazetteer).filter(|_| !spoken_of)
    }

    /// A ministry, or a person of it, with the state that the words around tell.
    pub(super) fn at_home(&self, voice: Voice, at: Span) -> Voice {
        match voice {
            Voice::Person { name, roles, gender, affiliation: Some(body) } => {
                let affiliation = self.of_state(&body, at, false).map_or(body, |(body, _)| body);
                Voice::Person { name, roles, gender, affiliation: Some(affiliation) }
            }
            // "The Joint Chiefs of Staff" in a report from Seoul are not those of the United States.
            Voice::Body { named: Named { name, kind, of: Some(of) }, noun } => {
                let named = self.same_here(at, &of).unwrap_or(Named { name, kind, of: Some(of) });
                Voice::Body { named, noun }
            }
            Voice::Body { named: Named { name, kind, of: None }, noun } => {
                let named = match self.of_state(&name, at, true) {
                    Some((name, state)) => Named { name, kind, of: Some(state) },
                    None => Named { name, kind, of: None },
                };
                Voice::Body { named, noun }
            }
            voice => voice,
        }
    }

    /// A description that says itself whose it is: "its defence ministry", "its spokesman" of a body named since.
    pub(super) fn owned(&self, nominal: &Nominal, source: Span) -> Option<Voice> {
        let anothers = || {
            let affiliation = Some(self.owner_since(nominal, source)?);
            Some(Voice::Nominal(Nominal { affiliation, ..nominal.clone() }))
        };
        self.its_ministry(nominal, source).or_else(anothers)
    }

    /// "Its defence ministry", of the state of which was spoken last.
    fn its_ministry(&self, nominal: &Nominal, at: Span) -> Option<Voice> {
        let words = at.text(self.text);
        let owned = ["its ", "Its ", "their ", "Their "].iter().any(|owner| words.starts_with(owner));
        let body = nominal.affiliation.as_ref().filter(|_| owned && nominal.noun == "ministry")?;
        let is_state = |m: &Member| self.gazetteer.state(&m.name) == Some(m.name.as_str());
        let state = self.gazetteer.state(&self.members[self.latest(at.start, is_state)?].name)?;
        let (name, state) = body.starts_with(STATELESS).then(|| self.with_state(body, state)).flatten()?;
        let named = Named { name, kind: SpeakerKind::Government, of: Some(state) };
        Some(Voice::Body { named, noun: Some(nominal.noun.clone()) })
    }

    /// The body of which was spoken last before some words, in their paragraph or the one before.
    pub(super) fn spoken_of(&self, at: Span) -> Option<String> {
        use SpeakerKind::{Government, Group, Military, Organisation};
        let is_body = |m: &Member| matches!(m.kind, Government | Group | Military | Organisation) && !m.plural;
        let body = &self.members[self.latest(at.start, is_body)?];
        let between = self.text.get(body.last_before(at.start)?..at.start)?;
        (paragraphs(between) <= NEAR).then(|| body.name.clone())
    }

    /// The body for which a spokesman speaks who is named with no other, "spokesman Lin Jian": the last one heard, if that
    /// was just before.
    pub(super) fn speaks_for(&self, member: &Member, source: Span) -> Option<String> {
        let speaks = |role: &String| role.starts_with("spokes") || role == "undersecretary";
        let words = source.text(self.text).to_lowercase();
        if member.kind != SpeakerKind::Person || member.affiliation.is_some() {
            return None;
        }
        // "Its chief executive, Ana Lund": of whom was spoken last.
        let owned = |owners: &[&str]| owners.iter().any(|owner| words.starts_with(owner)) && !member.roles.is_empty();
        if owned(&["its ", "their "]) {
            return self.spoken_of(source);
        }
        if owned(&["company’s ", "company's ", "firm’s ", "firm's ", "group’s ", "group's "]) {
            let of_own = |m: &Member| matches!(m.kind, SpeakerKind::Organisation | SpeakerKind::Group) && !m.plural;
            return self.latest(source.start, of_own).map(|i| self.members[i].name.clone());
        }
        if !member.roles.iter().any(speaks) {
            return None;
        }
        // "A spokesman for the group".
        if let Some((_, body)) = words.split_once(" for the ").or_else(|| words.split_once(" of the "))
            && let Some(role) = self.gazetteer.role(body).and_then(|role| role.kind.body())
        {
            let kind = SpeakerKind::from(role);
            let is_one = |m: &Member| m.kind == kind || m.has_role(body) || m.has_word(body);
            return self.latest(source.start, is_one).map(|i| self.members[i].name.clone());
        }
        let words = words.strip_prefix("the ").or_else(|| words.strip_prefix("a ")).unwrap_or(&words);
        let alone = words.split(' ').next().is_some_and(|first| member.roles.iter().any(|role| role == first));
        let (body, heard) = self.heard.iter().rev().take(HEARD).find_map(|&(MemberId(heard), at)| {
            use SpeakerKind::{Government, Group, Military, Organisation};
            let heard = &self.members[heard];
            let body = matches!(heard.kind, Government | Group | Military | Organisation) && !heard.plural;
            (body && at.end <= source.start).then_some((heard.name.clone(), at))
        })?;
        let between = self.text.get(heard.start..source.start)?;
        (alone && paragraphs(between) <= NEAR).then_some(body)
    }
}
