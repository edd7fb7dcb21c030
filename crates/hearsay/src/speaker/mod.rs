//! Speakers: the entity behind each source.
//!
//! [`Cast`] keeps the voices of one article in the order in which they appear. What a phrase says by itself
//! ([`phrase`]) is looked up among them: a surname is the person named in full before, "she" the last fitting person,
//! "the spokesman" the last person of that role. Voices that the article doesn't name keep their description.

mod phrase;
mod token;

use phrase::{Number, Voice, analyse};
use token::{cover, runs, tokens};

use crate::gazetteer::{Gazetteer, Gender, RoleKind};
use crate::sentence::Sentence;
use crate::{Span, Speaker, SpeakerKind};

/// The voices of one article.
#[derive(Debug)]
pub(crate) struct Cast<'a> {
    text: &'a str,
    gazetteer: &'a Gazetteer,
    members: Vec<Member>,
}

#[derive(Clone, Debug)]
struct Member {
    name: String,
    kind: SpeakerKind,
    affiliation: Option<String>,
    gender: Option<Gender>,
    roles: Vec<String>,
    /// Where the fullest name stands.
    named_at: Span,
    /// Where it was mentioned, in order of discovery.
    mentions: Vec<Span>,
}

impl Member {
    fn surname(&self) -> &str {
        self.name.rsplit(' ').next().unwrap_or(&self.name)
    }

    /// Start of the last mention before `position`.
    fn last_before(&self, position: usize) -> Option<usize> {
        self.mentions.iter().map(|m| m.start).filter(|&m| m < position).max()
    }

    fn has_role(&self, noun: &str) -> bool {
        // A spokesperson is a spokesman or a spokeswoman.
        let same = |role: &String| role == noun || (role.starts_with("spokes") && noun.starts_with("spokes"));
        self.roles.iter().any(same)
    }

    fn speaker(&self, source: Span) -> Speaker {
        Speaker {
            name: Some(self.name.clone()),
            kind: self.kind,
            affiliation: self.affiliation.clone(),
            named_at: Some(self.named_at).filter(|s| !source.contains(*s)),
        }
    }
}

impl<'a> Cast<'a> {
    /// The persons that the text introduces with a title or an apposition, and where their names occur.
    pub(crate) fn of(text: &'a str, sentences: &[Sentence], gazetteer: &'a Gazetteer) -> Self {
        let mut cast = Self { text, gazetteer, members: Vec::new() };
        for sentence in sentences {
            let words = tokens(text, sentence.span, gazetteer);
            for run in runs(&words) {
                let titled =
                    run.start > 0 && words[run.start - 1].is_role(RoleKind::One) && !words[run.start - 1].ends_part;
                let start = (0..run.start).rev().take_while(|&i| is_title(&words[i])).last().unwrap_or(run.start);
                let apposed = words[run.end - 1].ends_part
                    && words
                        .get(run.end..run.end + 4)
                        .is_some_and(|next| next.iter().any(|t| t.is_role(RoleKind::One)));
                let end = if apposed {
                    (run.end..words.len()).find(|&i| words[i].ends_part).map_or(words.len(), |i| i + 1)
                } else {
                    run.end
                };
                let span = cover(&words, &(start..end));
                let name = cover(&words, &run);
                if (titled || apposed && run.len() > 1)
                    && let voice @ Voice::Person { .. } = analyse(text, span, gazetteer)
                {
                    cast.admit(voice, name);
                } else if let Some(member) = cast.person(name.text(text)) {
                    cast.members[member].mentions.push(name);
                }
            }
        }
        cast
    }

    /// The speaker whom a source's words name or mean; `position` orders it among the article's mentions.
    pub(crate) fn resolve(&mut self, source: Span) -> Option<Speaker> {
        let voice = analyse(self.text, source, self.gazetteer);
        let at = source.start;
        let found = match &voice {
            Voice::Pronoun { gender, number } => self.referent(*gender, *number, at),
            Voice::Nominal { noun, kind, definite, .. } if *definite || kind.body().is_some() => {
                self.described(noun, *kind, at)
            }
            Voice::OutletNominal => self.latest(at, |m| m.kind == SpeakerKind::Media),
            _ => self.admit(voice.clone(), source),
        };
        let member = match found {
            Some(member) => member,
            None if matches!(voice, Voice::Pronoun { .. } | Voice::OutletNominal) => return None,
            None => self.admit(voice, source)?,
        };
        self.members[member].mentions.push(source);
        Some(self.members[member].speaker(source))
    }

    /// The media organisation that some words name, if they do: it may be a relay.
    pub(crate) fn outlet(&self, words: Span) -> Option<String> {
        match analyse(self.text, words, self.gazetteer) {
            Voice::Outlet { name } => Some(name),
            Voice::OutletNominal => {
                self.latest(words.start, |m| m.kind == SpeakerKind::Media).map(|m| self.members[m].name.clone())
            }
            _ => None,
        }
    }

    /// Adds what a phrase names to the cast, or finds it there.
    fn admit(&mut self, voice: Voice, at: Span) -> Option<usize> {
        let (name, kind, affiliation, gender, roles) = match voice {
            Voice::Person { name, roles, gender, affiliation } => {
                if let Some(known) = self.person(&name) {
                    let member = &mut self.members[known];
                    if name.len() > member.name.len() {
                        (member.name, member.named_at) = (name, at);
                    }
                    member.gender = member.gender.or(gender);
                    if member.affiliation.is_none() {
                        member.affiliation = affiliation;
                    }
                    member.roles.extend(roles);
                    member.mentions.push(at);
                    return Some(known);
                }
                (name, SpeakerKind::Person, affiliation, gender, roles)
            }
            Voice::Body { name, kind, of } => (name, kind, of, None, Vec::new()),
            Voice::Outlet { name } => (name, SpeakerKind::Media, None, None, Vec::new()),
            Voice::Nominal { words, kind, affiliation, noun, .. } => {
                let sort = match kind {
                    RoleKind::One => SpeakerKind::Anonymous,
                    RoleKind::Many => SpeakerKind::Group,
                    RoleKind::Paper => SpeakerKind::Document,
                    body => body.body().unwrap_or(SpeakerKind::Organisation),
                };
                (words, sort, affiliation, None, vec![noun])
            }
            Voice::Other { words } => (words, SpeakerKind::Group, None, None, Vec::new()),
            Voice::Pronoun { .. } | Voice::OutletNominal => return None,
        };
        // Unnamed voices are never one and the same for having the same description.
        let nameable = !matches!(kind, SpeakerKind::Anonymous | SpeakerKind::Group | SpeakerKind::Document);
        if let Some(known) = self.members.iter().position(|m| nameable && m.kind == kind && m.name == name) {
            return Some(known);
        }
        self.members.push(Member { name, kind, affiliation, gender, roles, named_at: at, mentions: vec![at] });
        Some(self.members.len() - 1)
    }

    /// The person of this name: all its words stand in the longer name, and the surnames agree.
    fn person(&self, name: &str) -> Option<usize> {
        let surname = name.rsplit(' ').next()?;
        self.members.iter().position(|m| {
            m.kind == SpeakerKind::Person
                && m.surname() == surname
                && (name.split(' ').all(|w| m.name.split(' ').any(|v| v == w))
                    || m.name.split(' ').all(|w| name.split(' ').any(|v| v == w)))
        })
    }

    /// Whom a pronoun means: the last mentioned before it who fits.
    fn referent(&mut self, gender: Option<Gender>, number: Number, at: usize) -> Option<usize> {
        let found = self.latest(at, |m| match number {
            Number::One => {
                matches!(m.kind, SpeakerKind::Person | SpeakerKind::Anonymous)
                    && (m.gender.is_none() || m.gender == gender)
            }
            Number::Many => m.kind == SpeakerKind::Group,
            Number::Thing => !matches!(m.kind, SpeakerKind::Person | SpeakerKind::Anonymous | SpeakerKind::Group),
        })?;
        if number == Number::One {
            self.members[found].gender = gender;
        }
        Some(found)
    }

    /// Whom "the spokesman" or "the ministry" means.
    fn described(&self, noun: &str, kind: RoleKind, at: usize) -> Option<usize> {
        match kind {
            RoleKind::One => self.latest(at, |m| m.has_role(noun)),
            RoleKind::Many | RoleKind::Paper => self.latest(at, |m| m.has_role(noun) && m.kind != SpeakerKind::Person),
            _ => self.latest(at, |m| m.name.to_lowercase().split(' ').any(|w| w == noun)),
        }
    }

    fn latest(&self, at: usize, fits: impl Fn(&Member) -> bool) -> Option<usize> {
        let place = |m: &Member| m.last_before(at);
        (0..self.members.len())
            .filter(|&i| fits(&self.members[i]))
            .filter(|&i| place(&self.members[i]).is_some())
            .max_by_key(|&i| place(&self.members[i]))
    }
}

/// Words that stand before a name in a title: "Russian Deputy Defence Minister".
fn is_title(token: &token::Token<'_>) -> bool {
    !token.ends_part && (token.role.is_some() || token.is_capitalised())
}
