//! Whose word it is in the end: the party behind a spokesman, a ministry, a seat of power.

use std::collections::BTreeMap;

use hearsay_gazetteer::{Entity, Gazetteer, Kind, Sense};

use crate::contract::{FillerFields, Record, SpeakerFields};
use crate::{SpeakerKind, wire};

/// Longest chain of affiliations that is followed: person, office, ministry, state.
const CHAIN: usize = 4;

/// The bodies of one article: whom its speakers speak for, with what the gazetteer knows.
#[derive(Debug)]
pub(super) struct Bodies<'a> {
    gazetteer: &'a Gazetteer,
    affiliations: BTreeMap<&'a str, &'a str>,
}

impl<'a> Bodies<'a> {
    pub(super) fn of(record: &'a Record, gazetteer: &'a Gazetteer) -> Self {
        let speakers = record.claims.iter().map(|claim| &claim.speaker);
        let affiliations = speakers.filter_map(|s| Some((s.name.as_deref()?, s.affiliation.as_deref()?))).collect();
        Self { gazetteer, affiliations }
    }

    /// The party of a voice; none for one without a name who speaks for nobody that is named, and for an outlet, whose
    /// narration is nobody's word but its own.
    pub(super) fn of_speaker(&self, speaker: &SpeakerFields) -> Option<String> {
        let unnamed = matches!(speaker.kind, SpeakerKind::Anonymous);
        let body = speaker.name.as_deref().filter(|_| !unnamed).and_then(|name| self.gazetteer.lookup(name));
        if let Some(body) = body {
            return Some(self.head(body.entity));
        }
        match (&speaker.affiliation, &speaker.name) {
            (Some(affiliation), _) => Some(self.top(affiliation, None)),
            (None, Some(name)) if !unnamed => Some(self.top(name, speaker.entity.as_deref())),
            _ => None,
        }
    }

    /// The party that fills a role.
    pub(super) fn of_filler(&self, filler: &FillerFields) -> String {
        self.top(&filler.name, filler.entity.as_deref())
    }

    /// The id of a filler's entry in the gazetteer, where extraction has left it out.
    pub(super) fn entity(&self, name: &str) -> Option<String> {
        self.gazetteer.lookup(name).map(|reading| reading.entity.id.to_owned())
    }

    /// The state that a party belongs to: by its entry, or by whose it is called: "Danish pump makers".
    pub(super) fn state_of_party(&self, name: &str) -> Option<String> {
        let whole = self.gazetteer.lookup(name).map(|reading| reading.entity);
        let office = || self.gazetteer.office(name).map(|office| office.country.name.to_owned());
        let called = || {
            let mut mentions = self.gazetteer.mentions(name);
            mentions.find(|m| m.reading.sense == Sense::Demonym).and_then(|m| self.state_of(m.reading.entity))
        };
        whole.map_or_else(|| office().or_else(called), |entity| self.state_of(entity))
    }

    /// The state that a place lies in: by a name in its words, "northern Chad", else by the largest town of its name.
    pub(super) fn state_of_place(&self, name: &str) -> Option<String> {
        let mut mentions = self.gazetteer.mentions(name).filter(|m| m.reading.entity.kind != Kind::Outlet);
        let town = || {
            let place = self.gazetteer.places(name).first()?;
            self.gazetteer.entity(place.country).map(|country| country.name.to_owned())
        };
        mentions.find_map(|m| self.state_of(m.reading.entity)).or_else(town)
    }

    fn state_of(&self, entity: &Entity<'_>) -> Option<String> {
        match entity.kind {
            Kind::Country => Some(entity.name.to_owned()),
            _ => self.gazetteer.country_of(entity).map(|country| country.name.to_owned()),
        }
    }

    fn top(&self, name: &str, entity: Option<&str>) -> String {
        let mut name = name;
        let mut entity = entity;
        for _ in 0..CHAIN {
            let known = entity.and_then(|id| self.gazetteer.entity(id));
            if let Some(known) = known.or_else(|| self.gazetteer.lookup(name).map(|reading| reading.entity)) {
                return self.head(known);
            }
            if let Some(office) = self.gazetteer.office(name) {
                return office.country.name.to_owned();
            }
            match self.affiliations.get(name) {
                Some(affiliation) if *affiliation != name => (name, entity) = (affiliation, None),
                _ => break,
            }
        }
        name.to_owned()
    }

    /// A state's organs speak for it; movements, companies and outlets speak for themselves.
    fn head(&self, entity: &Entity<'_>) -> String {
        let state = match entity.kind {
            Kind::Government | Kind::Military | Kind::Person => {
                self.gazetteer.country_of(entity).map(|country| country.name)
            }
            _ => None,
        };
        state.unwrap_or(entity.name).to_owned()
    }

    /// The news agency whose copy the article says it runs: in its own field, else in its byline.
    pub(super) fn wire(&self, record: &Record) -> Option<String> {
        if let Some(credit) = &record.article.wire_credit {
            return Some(credit.name.clone());
        }
        let article = &record.article;
        wire::in_byline(article.byline.as_deref()?, article.outlet.as_deref(), self.gazetteer).map(str::to_owned)
    }
}
