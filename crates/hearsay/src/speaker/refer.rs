//! Whom a source's words mean among the voices of the article: a surname the person named in full, "she" the last
//! fitting person, "the spokesman" the last of that role, "her ministry" the body of the person last spoken of.

use hearsay_gazetteer::{Gender, Kind, Sense};

use super::home::paragraphs;
use super::nominal::Nominal;
use super::phrase::{Number, Voice, analyse};
use super::token::{self, cover};
use super::{Cast, Member, MemberId};
use crate::syntax::{Relation, Xpos};
use crate::{Span, SpeakerKind};

/// Offices that one person holds: the next name without a title may be that person's.
const OFFICES: [&str; 24] = [
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "director",
    "minister",
    "head",
    "chief",
    "president",
    "founder",
    "owner",
    "chairman",
    "chairwoman",
    "editor",
    "commander",
    "ambassador",
    "lawyer",
    "attorney",
    "prosecutor",
    "leader",
    "coordinator",
    "governor",
    "mayor",
    "manager",
    "secretary",
];

/// What ends the names of a state's agencies.
const AGENCIES: [&str; 6] = ["Administration", "Agency", "Authority", "Bureau", "Directorate", "Service"];

impl Cast<'_> {
    /// The voice that a source's words name or mean, where it stands in the article.
    pub(crate) fn resolve(&mut self, source: Span) -> Option<MemberId> {
        let voice = self.at_home(self.placed(analyse(self.text, source, self.gazetteer), source), source);
        // A headline speaks of those whom the story names below.
        let headline = self.title.contains(source);
        let at = source.start;
        let owned = match &voice {
            Voice::Nominal(nominal) => self.owned(nominal, source),
            _ => None,
        };
        let found = match &voice {
            Voice::Pronoun { gender, number } => self.referent(*gender, *number, source),
            Voice::Nominal(nominal) if headline && !nominal.hidden => self.announced(nominal),
            Voice::Nominal(_) if owned.is_some() => owned.and_then(|owned| self.admit(owned, source)),
            Voice::Nominal(nominal) if nominal.definite => self.described(nominal, at),
            Voice::Nominal(nominal) if nominal.kind.body().is_some() => self.described(nominal, at),
            Voice::Part { of: None, one: false, words } if words.is_empty() && self.is_both(source) => {
                self.pair(at).or_else(|| self.part(None, false, words, source))
            }
            Voice::Part { of, one, words } => self.part(of.as_deref(), *one, words, source),
            Voice::StateNominal { words } => self.latest(at, |m| {
                let state = self.gazetteer.lookup(&m.name).map(|reading| reading.entity);
                let named = state.filter(|state| state.kind == Kind::Country && state.name == m.name);
                named.is_some_and(|state| self.gazetteer.may_be_called(state, words))
            }),
            Voice::OutletNominal => {
                // "The agency" may be an intelligence service.
                let agency = |m: &Member| {
                    m.kind == SpeakerKind::Government
                        && AGENCIES.iter().any(|noun| m.name.split(' ').any(|w| w == *noun))
                };
                let called_agency = source.text(self.text).to_lowercase().ends_with("agency");
                let heard = self
                    .latest(at, |m| m.kind == SpeakerKind::Media || m.has_word("agency") || called_agency && agency(m));
                match self.latest_outlet(at) {
                    Some(name) if heard.is_none_or(|m| self.members[m].kind == SpeakerKind::Media) => {
                        self.admit(Voice::Outlet { name }, source)
                    }
                    _ => heard,
                }
            }
            Voice::Person { name, roles, affiliation: None, .. } if roles.is_empty() => self.named_late(name, source),
            _ => self.admit(self.described_at_home(voice.clone(), source), source),
        };
        let member = match found {
            Some(member) => member,
            None if matches!(voice, Voice::Pronoun { .. } | Voice::OutletNominal | Voice::StateNominal { .. }) => {
                return None;
            }
            None if matches!(&voice, Voice::Part { words, .. } if words.is_empty()) => return None,
            None => self.admit(self.described_at_home(voice.clone(), source), source)?,
        };
        if let Some(body) = self.speaks_for(&self.members[member], source) {
            self.members[member].affiliation = Some(body);
        }
        self.heard.push((MemberId(member), source));
        self.members[member].mentions.push(source);
        let counted = matches!(&voice, Voice::Nominal(nominal) if nominal.hidden);
        if self.members[member].kind == SpeakerKind::Group && (counted || self.is_hidden(source)) {
            self.members[member].kind = SpeakerKind::Anonymous;
        }
        self.nameless = match &voice {
            Voice::Nominal(n) if OFFICES.contains(&n.noun.as_str()) && self.members[member].named_at == source => {
                Some((MemberId(member), source))
            }
            _ => None,
        };
        Some(MemberId(member))
    }

    /// The body that leads a sentence, to which "it" may refer though it was no source: "Iran's navy has left the port".
    pub(super) fn lead(&mut self, sentence: Span, words: &[token::Token<'_>]) {
        let Some(first) = words.first() else { return };
        let start =
            if first.is("the") { words.get(1).map_or(first, |second| second).span.start } else { first.span.start };
        let rest = Span::new(start, sentence.end).text(self.text);
        let office = self.gazetteer.office_at(rest).map(|(span, _)| span.end).filter(|_| !first.is("the"));
        let named = || {
            let mention = self.gazetteer.mentions(rest).next().filter(|m| m.span.start == 0)?;
            (mention.reading.sense != Sense::Demonym).then_some(mention.span.end)
        };
        if let Some(end) = office.or_else(named) {
            let span = Span::new(start, start + end);
            let voice = analyse(self.text, span, self.gazetteer);
            if matches!(voice, Voice::Body { .. })
                && let Some(member) = self.admit(voice, span)
            {
                self.members[member].mentions.push(span);
            }
            return;
        }
        let head = token::head(&words[..words.len().min(6)]);
        let nominal =
            first.is("the") && words[1..=head].iter().all(|t| !t.is_capitalised() && !token::is_preposition(t));
        if nominal && words[head].role.is_some_and(|r| r.kind.body().is_some()) {
            self.leads.push((sentence, cover(words, &(0..head + 1))));
        }
    }

    /// Whether a sentence goes on to say that its source wants no name: "officials who spoke on condition of anonymity".
    fn is_hidden(&self, source: Span) -> bool {
        let rest = self.text.get(source.start..).unwrap_or("");
        let sentence = rest.split_once(". ").map_or(rest, |(sentence, _)| sentence);
        let paragraph = sentence.split('\n').next().unwrap_or("");
        ["anonymity", "anonymously", "not be named", "not to be named", "not be identified", "not to be identified"]
            .iter()
            .any(|terms| paragraph.contains(terms))
    }

    /// "An official there" is one of the body last spoken of.
    fn placed(&self, voice: Voice, source: Span) -> Voice {
        match voice {
            Voice::Nominal(nominal) if nominal.words.ends_with(" there") => {
                let bodies = [SpeakerKind::Government, SpeakerKind::Organisation, SpeakerKind::Military];
                let body =
                    self.latest(source.start, |m| bodies.contains(&m.kind)).map(|i| self.members[i].name.clone());
                let words = nominal.words.trim_end_matches(" there");
                let words = body.as_ref().map_or_else(|| words.to_owned(), |b| format!("{b} {words}"));
                Voice::Nominal(Nominal { affiliation: body.or(nominal.affiliation), words, ..nominal })
            }
            // "The Dispatch" may be short for an outlet.
            Voice::Person { .. } | Voice::Body { .. } if self.outlet(source).is_some() => {
                self.outlet(source).map_or(voice, |name| Voice::Outlet { name })
            }
            Voice::Outlet { name } => Voice::Outlet { name: self.outlet(source).unwrap_or(name) },
            voice => voice,
        }
    }

    /// The person of this name: all its words stand in the longer name, and the surnames agree.
    pub(super) fn person(&self, name: &str) -> Option<usize> {
        let surname = name.rsplit(' ').next()?;
        let known = self.members.iter().position(|m| {
            m.kind == SpeakerKind::Person
                && m.surname() == surname
                && (name.split(' ').all(|w| m.name.split(' ').any(|v| v == w))
                    || m.name.split(' ').all(|w| name.split(' ').any(|v| v == w)))
        });
        // "Zelenskyy" and "Zelensky" are one.
        known.or_else(|| {
            let official = self.gazetteer.person(name)?.name;
            self.members.iter().position(|m| m.kind == SpeakerKind::Person && m.name == official)
        })
    }

    /// A name without a title: of someone known, or of the spokesman who spoke just before without one.
    fn named_late(&mut self, name: &str, source: Span) -> Option<usize> {
        if let Some(known) = self.person(name).or_else(|| self.short(name)) {
            return Some(known);
        }
        let (MemberId(member), before) = self.nameless.filter(|_| self.gazetteer.person(name).is_none())?;
        let between = self.text.get(before.end..source.start)?;
        // Further than the next paragraph, a name is somebody else's.
        let near = paragraphs(between) <= 2;
        (near && name.contains(' ')).then(|| {
            let member_named = &mut self.members[member];
            (member_named.name, member_named.named_at) = (name.to_owned(), source);
            member_named.kind = SpeakerKind::Person;
            member
        })
    }

    /// Whom a pronoun means: the last mentioned before it who fits.
    fn referent(&mut self, gender: Option<Gender>, number: Number, at: Span) -> Option<usize> {
        if let (Number::Own, Some(outlet)) = (number, self.outlet) {
            return self.admit(Voice::Outlet { name: outlet.to_owned() }, at);
        }
        let lead = self.leads.iter().find(|(sentence, lead)| sentence.contains(at) && lead.end <= at.start);
        if let (Number::Thing, Some(&(_, lead))) = (number, lead) {
            return self.resolve(lead).map(|MemberId(member)| member);
        }
        let at = at.start;
        let is_one = |m: &Member| {
            matches!(m.kind, SpeakerKind::Person | SpeakerKind::Anonymous)
                && !m.plural
                && (gender.is_none() || m.gender.is_none() || m.gender == gender)
        };
        let found = self.latest(at, |m| match number {
            Number::One => is_one(m),
            Number::Many => m.plural || m.kind == SpeakerKind::Group,
            Number::Own => false,
            Number::Thing => !matches!(m.kind, SpeakerKind::Person | SpeakerKind::Anonymous | SpeakerKind::Group),
        })?;
        if number == Number::One {
            let found = self.last_subject(at, found, is_one);
            self.members[found].gender = self.members[found].gender.or(gender);
            return Some(found);
        }
        Some(found)
    }

    /// Of those who fit in the sentence in which one was last mentioned, the last who was its subject, or a clause's: "Trump
    /// has met Putin twice, and he is eager".
    fn last_subject(&self, at: usize, last: usize, fits: impl Fn(&Member) -> bool) -> usize {
        let tokens = self.syntax.tokens();
        let Some(mentioned) = self.members[last].last_before(at) else { return last };
        let before = tokens[..tokens.partition_point(|t| t.span.start < mentioned)].iter();
        let start = before.rev().find(|t| t.xpos == Xpos::Stop).map_or(0, |stop| stop.span.end);
        let is_subject = |mention: &Span| {
            let head = self.syntax.head(*mention).map(|head| tokens[head].relation);
            head.is_some_and(|relation| matches!(relation, Relation::Nsubj | Relation::NsubjPass))
        };
        let subject = |member: &Member| {
            let near = member.mentions.iter().filter(|m| (start..at).contains(&m.start) && is_subject(m));
            near.map(|mention| mention.start).max()
        };
        let fitting = (0..self.members.len()).filter(|&m| fits(&self.members[m]));
        let subjects = fitting.filter_map(|m| Some((subject(&self.members[m])?, m)));
        subjects.max().map_or(last, |(_, member)| member)
    }

    fn is_both(&self, source: Span) -> bool {
        source.text(self.text).eq_ignore_ascii_case("both")
    }

    /// Whom "both" means: the two who were heard together, "Moscow and Pyongyang".
    fn pair(&self, at: usize) -> Option<usize> {
        let last = self.heard.iter().rev().find(|(_, heard)| heard.end <= at)?;
        let MemberId(member) = last.0;
        let pair = self.members[member].kind == SpeakerKind::Group && self.members[member].name.contains(" and ");
        pair.then_some(member)
    }

    /// One or some of a group spoken of before: a new voice that goes by the group's description.
    fn part(&mut self, of: Option<&str>, one: bool, words: &str, source: Span) -> Option<usize> {
        let group = self.latest(source.start, |m| m.plural && of.is_none_or(|noun| m.has_role(noun)))?;
        let Member { name, affiliation, kind, roles, .. } = self.members[group].clone();
        let name = if words.is_empty() { name } else { words.to_owned() };
        let kind = if one || kind == SpeakerKind::Anonymous { SpeakerKind::Anonymous } else { SpeakerKind::Group };
        let singular = roles.iter().map(|r| r.trim_end_matches('s').to_owned());
        let roles = if one { singular.collect() } else { roles };
        let mentions = vec![source];
        self.members.push(Member {
            name,
            kind,
            affiliation,
            gender: None,
            roles,
            plural: !one,
            named_at: source,
            mentions,
        });
        Some(self.members.len() - 1)
    }

    pub(super) fn latest(&self, at: usize, fits: impl Fn(&Member) -> bool) -> Option<usize> {
        let place = |m: &Member| m.last_before(at);
        (0..self.members.len())
            .filter(|&i| fits(&self.members[i]))
            .filter(|&i| place(&self.members[i]).is_some())
            .max_by_key(|&i| place(&self.members[i]))
    }
}
