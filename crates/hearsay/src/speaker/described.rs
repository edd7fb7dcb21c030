//! Whom a description means among the voices of an article: "the spokesman", "her ministry", "the army chief".

use hearsay_gazetteer::{Kind, RoleKind};

use super::body::{self, Named};
use super::home::{SPOKEN, paragraphs};
use super::nominal::Nominal;
use super::phrase::Voice;
use super::{Cast, Member, is_firm, is_no_firm};
use crate::syntax::{Sort, Upos};
use crate::{Span, SpeakerKind};

/// Nouns by which one person is called in turn.
const ALIKE: [&[&str]; 5] = [
    &["boss", "chief", "commander", "head", "leader"],
    &["ambassador", "diplomat", "envoy"],
    &["deputy", "lawmaker", "legislator", "mp", "parliamentarian", "representative", "senator"],
    &["academic", "analyst", "expert", "lecturer", "professor", "researcher", "scholar"],
    &["officer", "soldier", "serviceman"],
];

/// Nouns for a person of whom was told before what he or she is.
const PERSONS: [&str; 4] = ["man", "woman", "person", "source"];

impl Cast<'_> {
    /// The body whose "its spokesman" is, where it was named after every spokesman of whom was told.
    pub(super) fn owner_since(&self, nominal: &Nominal, source: Span) -> Option<String> {
        let owned = ["its ", "Its "].iter().any(|owner| source.text(self.text).starts_with(owner));
        if !owned || nominal.kind != RoleKind::One || nominal.affiliation.is_some() {
            return None;
        }
        let at = source.start;
        let owner = self.spoken_of(source)?;
        let named = self.latest(at, |m| m.name == owner).and_then(|m| self.members[m].last_before(at));
        let known = self.latest(at, |m| m.has_role(&nominal.noun) && self.fits(m, nominal));
        let known = &self.members[known?];
        (known.affiliation.as_ref() != Some(&owner) && known.last_before(at) < named).then_some(owner)
    }

    /// Whom "the spokesman" or "the ministry" means.
    pub(super) fn described(&mut self, nominal: &Nominal, at: usize) -> Option<usize> {
        let noun = nominal.noun.as_str();
        match nominal.kind {
            // "The envoy" is the diplomat of whom nobody of that name was told.
            RoleKind::One => self.latest(at, |m| m.has_role(noun) && self.fits(m, nominal)).or_else(|| {
                let is_bare = nominal.affiliation.is_none() && nominal.words.split(' ').count() == 1;
                // "The man" is the worker who was heard before.
                if is_bare && PERSONS.contains(&noun) {
                    let gender = self.gazetteer.role(noun).and_then(|role| role.gender);
                    let may_be = |m: &Member| m.gender.is_none() || gender.is_none() || m.gender == gender;
                    return self.latest(at, |m| m.kind == SpeakerKind::Anonymous && !m.plural && may_be(m));
                }
                let alike = ALIKE.iter().find(|nouns| nouns.contains(&noun))?;
                self.latest(at, |m| is_bare && !m.plural && alike.iter().any(|noun| m.has_role(noun)))
            }),
            // "The institute's report" is no other body's.
            RoleKind::Paper if nominal.words.contains("’s ") => None,
            RoleKind::Many | RoleKind::Paper => self.latest(at, |m| m.has_role(noun) && m.kind != SpeakerKind::Person),

            body => {
                let same_kind = |m: &Member| body.body().map(SpeakerKind::from) == Some(m.kind);
                let generic = ["force", "army", "military", "group", "movement", "militia", "company", "firm"]
                    .contains(&noun)
                    && !nominal.words.contains(" of ")
                    && !(noun == "group" && is_civil(&nominal.words));
                let charge = charge(nominal);
                let in_charge = |name: &str| charge.iter().all(|word| words(name).contains(word));
                self.latest(at, |m| m.has_word(noun) && same_kind(m) && in_charge(&m.name))
                    .or_else(|| self.latest(at, |m| m.kind == SpeakerKind::Organisation && m.has_role(noun)))
                    .or_else(|| self.body_of(noun, body, &in_charge, at))
                    .or_else(|| {
                        // A company is no volunteer group.
                        // Nor are paramilitaries the army.
                        let body = |m: &Member| self.gazetteer.body(&m.name);
                        let irregular = |m: &Member| body(m).is_some_and(body::is_irregular);
                        let other = |m: &Member| match noun {
                            "army" | "military" => irregular(m),
                            _ => is_firm(noun) && m.roles.iter().any(|role| is_no_firm(role)),
                        };
                        // Nor are "reporters" a movement.
                        let persons = |m: &Member| m.plural && m.kind == SpeakerKind::Group;
                        self.latest(at, |m| generic && same_kind(m) && !other(m) && !persons(m))
                    })
                    .or_else(|| if body == RoleKind::Movement { self.movement_named(noun, at) } else { None })
                    .or_else(|| if is_firm(noun) { self.firm_named(at) } else { None })
            }
        }
    }

    /// The only movement of which the text has spoken: "M23 took Goma. The rebels said".
    fn movement_named(&mut self, noun: &str, at: usize) -> Option<usize> {
        const ARMED: [&str; 7] =
            ["guerrillas", "insurgents", "jihadists", "militants", "movement", "rebels", "separatists"];
        if !ARMED.contains(&noun) {
            return None;
        }
        let before = self.before(Span::new(at, at), SPOKEN);
        let named = self.gazetteer.mentions(before).map(|mention| mention.reading.entity);
        let mut groups = named.filter(|entity| entity.kind == Kind::Group);
        let group = groups.next()?;
        let only = groups.all(|other| other.id == group.id);
        let named = body::with_name(group.name, self.gazetteer).filter(|_| only)?;
        self.admit(Voice::Body { named, noun: Some(noun.to_owned()) }, Span::new(at, at))
    }

    /// The firm that was named last in the paragraph or the one before, though it said nothing: "made by Tessaro Avionica. The
    /// Italian firm said".
    fn firm_named(&mut self, at: usize) -> Option<usize> {
        const NEAR: usize = 2;
        const REACH: usize = 2000;
        let tokens = self.syntax.tokens();
        let is_name = |t: usize| {
            let known = self.gazetteer.lookup(tokens[t].span.text(self.text)).is_some();
            tokens[t].upos == Upos::Propn && tokens[t].mention == Sort::Organisation && !known
        };
        let near =
            (0..tokens.partition_point(|t| t.span.end <= at)).rev().take_while(|&t| tokens[t].span.end + REACH > at);
        let last = near.into_iter().find(|&t| is_name(t))?;
        let capital = |t: usize| tokens[t].span.text(self.text).starts_with(char::is_uppercase);
        let adjoins = |t: usize| tokens[t].span.end + 1 == tokens[t + 1].span.start;
        let first = (0..last).rev().take_while(|&t| capital(t) && adjoins(t) && tokens[t].upos == Upos::Propn).last();
        let end = (last..tokens.len() - 1).take_while(|&t| adjoins(t) && capital(t + 1)).last().map_or(last, |t| t + 1);
        let span = tokens[first.unwrap_or(last)].span.join(tokens[end].span);
        let name = span.text(self.text).to_owned();
        let between = self.text.get(span.end..at)?;
        if !name.contains(' ') || self.gazetteer.lookup(&name).is_some() || paragraphs(between) > NEAR {
            return None;
        }
        let named = Named { name, kind: SpeakerKind::Organisation, of: None };
        self.admit(Voice::Body { named, noun: Some("firm".to_owned()) }, span)
    }

    /// Whether a description of a person fits a member: "the foreign minister" is not Defence Minister Ana Lund.
    fn fits(&self, member: &Member, nominal: &Nominal) -> bool {
        let before = nominal.words.to_lowercase();
        let before = before.split(&nominal.noun).next().unwrap_or("");
        let mut known: Vec<String> = member.roles.iter().flat_map(|role| words(role)).collect();
        known.extend(member.affiliation.iter().flat_map(|body| words(body)));
        if member.kind != SpeakerKind::Person {
            known.extend(words(&member.name));
        }
        let state = member.affiliation.as_deref().and_then(|body| self.gazetteer.adjective(body));
        known.extend(state.iter().flat_map(|adjective| words(adjective)));
        let told = known.iter().any(|word| *word != nominal.noun);
        let party = |body: &Option<String>| body.as_deref().map(|body| self.behind(body));
        let (theirs, its) = (party(&member.affiliation), party(&nominal.affiliation));
        if its.is_some()
            && its != theirs
            && (theirs.is_some() || member.kind != SpeakerKind::Person || !member.name.contains(char::is_uppercase))
        {
            return false;
        }
        let portfolio = |word: &String| {
            ["prime", "vice", "deputy"].contains(&word.as_str())
                || nominal.noun == "minister"
                || nominal.noun == "secretary"
        };
        !told || words(before).iter().filter(|w| !w.is_empty() && portfolio(w)).all(|w| known.contains(w))
    }

    /// The body for which somebody known speaks: "her ministry", "the panel" whose report was cited.
    fn body_of(&mut self, noun: &str, kind: RoleKind, in_charge: &dyn Fn(&str) -> bool, at: usize) -> Option<usize> {
        let is_one = |name: &String| name.to_lowercase().split(' ').any(|w| w == noun) && in_charge(name);
        let body = |m: &Member| m.affiliation.clone().filter(is_one);
        let member = self.latest(at, |m| body(m).is_some())?;
        let name = body(&self.members[member])?;
        let of = name.split(' ').next().and_then(|first| self.gazetteer.demonym(first)).map(str::to_owned);
        let named = Named { name, kind: kind.body()?.into(), of };
        let named_at = self.members[member].named_at;
        self.admit(Voice::Body { named, noun: Some(noun.to_owned()) }, named_at)
    }

    /// Whom a noun in a headline means: the first of that role in the story.
    pub(super) fn announced(&self, nominal: &Nominal) -> Option<usize> {
        let noun = nominal.noun.as_str();
        let place = |m: &Member| m.mentions.iter().map(|s| s.start).min();
        let says_as_much = |m: &Member| m.name.split(' ').count() >= nominal.words.split(' ').count();
        (0..self.members.len())
            .filter(|&i| says_as_much(&self.members[i]))
            // "Iran's foreign minister says" is not Israel's defence minister.
            .filter(|&i| nominal.kind != RoleKind::One || self.fits(&self.members[i], nominal))
            .filter(|&i| {
                let alike = || {
                    let nouns = ALIKE.iter().find(|nouns| nouns.contains(&noun));
                    let own = nominal.affiliation.is_some() && self.members[i].affiliation == nominal.affiliation;
                    nouns.is_some_and(|nouns| own && nouns.iter().any(|noun| self.members[i].has_role(noun)))
                };
                self.members[i].has_role(noun)
                    || alike()
                    || nominal.kind.body().is_some() && self.members[i].has_word(noun)
            })
            .min_by_key(|&i| place(&self.members[i]))
    }
}

fn words(text: &str) -> Vec<String> {
    text.to_lowercase().replace("defense", "defence").split(' ').map(str::to_owned).collect()
}

/// What a ministry is described to be for: "the economy ministry" is no foreign ministry.
fn charge(ministry: &Nominal) -> Vec<String> {
    if ministry.noun != "ministry" {
        return Vec::new();
    }
    let before = ministry.words.split("ministry").next().unwrap_or("");
    let is_charge = |word: &&str| {
        word.starts_with(char::is_lowercase) && !["the", "a", "an", "its", "his", "her", "their"].contains(word)
    };
    before.split_whitespace().filter(is_charge).flat_map(words).collect()
}

/// Whether a group's words tell that it is no armed one: "a rights group".
fn is_civil(words: &str) -> bool {
    const ARMED: [&str; 8] =
        ["armed", "guerrilla", "insurgent", "islamist", "jihadist", "militant", "paramilitary", "rebel"];
    let before = words.rsplit_once(' ').map_or("", |(before, _)| before).to_lowercase();
    let told =
        before.split(' ').filter(|word| !["", "a", "an", "the", "this", "that"].contains(word)).collect::<Vec<_>>();
    !told.is_empty() && !told.iter().any(|word| ARMED.contains(word))
}
