//! Speakers: the entity behind each source.
//!
//! [`Cast`] keeps the voices of one article in the order in which they appear. What a phrase says by itself
//! ([`phrase`]) is looked up among them: a surname is the person named in full before, "she" the last fitting person,
//! "the spokesman" the last person of that role. Voices that the article doesn't name keep their description.

mod body;
mod described;
mod home;
mod introduce;
mod maker;
mod nominal;
mod official;
mod person;
mod phrase;
mod refer;
mod token;
mod words;

use body::Named;
pub(crate) use body::is_irregular;
use hearsay_gazetteer::{Gazetteer, Gender, RoleKind};
pub(crate) use home::only_state;
use nominal::Nominal;
use phrase::{Voice, analyse};
use token::tokens;

use crate::sentence::Sentence;
use crate::syntax::Syntax;
use crate::{Article, Span, Speaker, SpeakerKind};

/// The voices of one article.
#[derive(Debug)]
pub(crate) struct Cast<'a> {
    text: &'a str,
    title: Span,
    gazetteer: &'a Gazetteer,
    syntax: &'a Syntax,
    members: Vec<Member>,
    outlet: Option<&'a str>,
    /// The outlets that passed words on so far, and where.
    passed: Vec<(String, Span)>,
    /// Sentences with the body that leads them where it is only described.
    leads: Vec<(Span, Span)>,
    /// Whose words were heard so far, and where their sources stand.
    heard: Vec<(MemberId, Span)>,
    /// The state from which the article is, by its dateline.
    from: Option<&'a str>,
    /// Whom the last source described by an office without a name.
    nameless: Option<(MemberId, Span)>,
}

/// A voice of a cast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MemberId(usize);

#[derive(Clone, Debug)]
struct Member {
    name: String,
    kind: SpeakerKind,
    affiliation: Option<String>,
    gender: Option<Gender>,
    roles: Vec<String>,
    plural: bool,
    /// Where the fullest name stands.
    named_at: Span,
    /// Where it was mentioned, in order of discovery.
    mentions: Vec<Span>,
}

/// The canonical name of the body that a phrase names: "Chad's air force", "drone maker Calder Dynamics".
pub(crate) fn body_named(text: &str, phrase: Span, gazetteer: &Gazetteer) -> Option<String> {
    match analyse(text, phrase, gazetteer) {
        Voice::Body { named, .. } => Some(named.name),
        _ => None,
    }
}

/// Whether a noun means a company: each may stand for the other.
fn is_firm(noun: &str) -> bool {
    ["company", "firm", "maker", "manufacturer", "supplier", "corporation", "producer", "exporter"].contains(&noun)
}

/// Whether a name has no title, or one that a firm may have as well: "the owner, Baltic Steelworks".
fn is_of_trade(roles: &[String]) -> bool {
    const TRADES: [&str; 9] =
        ["owner", "trader", "dealer", "broker", "shipowner", "manager", "agent", "contractor", "middleman"];
    roles.iter().all(|role| TRADES.contains(&role.as_str()))
}

/// Whether a noun means a body that is no company.
fn is_no_firm(noun: &str) -> bool {
    const OTHERS: [&str; 12] = [
        "group",
        "union",
        "institute",
        "charity",
        "ngo",
        "watchdog",
        "panel",
        "party",
        "association",
        "foundation",
        "centre",
        "university",
    ];
    OTHERS.contains(&noun)
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
        // A spokesperson is a spokesman or a spokeswoman; a maker is a company.
        let same = |role: &String| {
            role == noun || (role.starts_with("spokes") && noun.starts_with("spokes")) || is_firm(role) && is_firm(noun)
        };
        self.roles.iter().any(same)
    }

    fn has_word(&self, noun: &str) -> bool {
        self.name.to_lowercase().split(' ').any(|w| w == noun)
    }

    /// Whether a short form means this body: "Koral" for "Koral Dynamics".
    fn is_called(&self, short: &str) -> bool {
        self.name == short || self.name.strip_prefix(short).is_some_and(|rest| rest.starts_with(' '))
    }
}

impl<'a> Cast<'a> {
    /// The persons and bodies that the text introduces with a title or an apposition, and where their names occur.
    pub(crate) fn of(
        article: &'a Article,
        sentences: &[Sentence],
        syntax: &'a Syntax,
        gazetteer: &'a Gazetteer,
    ) -> Self {
        let text = article.text.as_str();
        let outlet = article.outlet.as_deref();
        let mut cast = Self {
            text,
            title: article.title,
            gazetteer,
            syntax,
            members: Vec::new(),
            outlet,
            passed: Vec::new(),
            leads: Vec::new(),
            heard: Vec::new(),
            from: None,
            nameless: None,
        };
        cast.from = cast.dateline(sentences);
        for sentence in sentences {
            let words = tokens(text, sentence.span, gazetteer);
            cast.groups(&words);
            cast.lead(sentence.span, &words);
            cast.introduced(&words);
        }
        cast
    }

    /// The speaker of a claim, with where it was named if not in the claim's source.
    pub(crate) fn speaker(&self, id: MemberId, source: Option<Span>) -> Speaker {
        let member = &self.members[id.0];
        let is_body = !matches!(member.kind, SpeakerKind::Person | SpeakerKind::Anonymous | SpeakerKind::Document);
        let entry = self.gazetteer.lookup(&member.name).map(|found| found.entity).filter(|_| is_body);
        let official = || self.official(&member.name, member.affiliation.as_deref()).filter(|_| !is_body);
        let entry = entry.or_else(official).filter(|entity| entity.name == member.name);
        Speaker {
            name: Some(member.name.clone()),
            entity: entry.map(|entity| entity.id.to_owned()),
            kind: member.kind,
            affiliation: member.affiliation.clone(),
            named_at: Some(member.named_at).filter(|s| !source.is_some_and(|source| source.contains(*s))),
        }
    }

    /// Takes a bare name for a body's: "Nordwerk said it would comply".
    pub(crate) fn is_thing(&mut self, id: MemberId) {
        if self.gazetteer.person(&self.members[id.0].name).is_some() {
            return;
        }
        let is_unknown = !self.is_person_name(&self.members[id.0].name, self.members[id.0].named_at);
        let member = &mut self.members[id.0];
        // "Yang Uk of the Asan Institute" is somebody, "Finland's Saimaa Diesel" may be a firm.
        let of_body = member.affiliation.as_deref().is_some_and(|body| self.gazetteer.state(body).is_none());
        let bare =
            member.kind == SpeakerKind::Person && member.gender.is_none() && !of_body && is_of_trade(&member.roles);
        if bare && (!member.name.contains(' ') || is_unknown) {
            member.kind = SpeakerKind::Organisation;
        }
    }

    /// The party for which a voice speaks: the state behind it, else its body, else itself.
    pub(crate) fn party(&self, id: MemberId) -> String {
        let member = &self.members[id.0];
        self.behind(member.affiliation.as_ref().unwrap_or(&member.name))
    }

    /// The state behind a body, or else the body.
    fn behind(&self, body: &str) -> String {
        let first = |n: usize| body.splitn(n + 1, ' ').take(n).collect::<Vec<_>>().join(" ");
        let demonym = [2, 1].into_iter().find_map(|n| self.gazetteer.demonym(&first(n)));
        let of = self.gazetteer.body(body).and_then(|b| self.gazetteer.country_of(b)).map(|c| c.name);
        of.or(demonym).or_else(|| self.gazetteer.state(body)).unwrap_or(body).to_owned()
    }

    /// Adds what a phrase names to the cast, or finds it there.
    fn admit(&mut self, voice: Voice, at: Span) -> Option<usize> {
        let mut plural = false;
        let (name, kind, affiliation, gender, roles) = match voice {
            // "Herders near the border": a noun that only begins its sentence.
            Voice::Person { name, roles, .. } if roles.is_empty() && self.is_plural_noun(&name, at) => {
                return self.admit(Voice::Other { words: at.text(self.text).to_owned(), kind: SpeakerKind::Group }, at);
            }
            Voice::Person { name, roles, gender, affiliation } => {
                let official = self.official(&name, affiliation.as_deref());
                let state = official.and_then(|one| self.gazetteer.country_of(one)).map(|state| state.name.to_owned());
                let name = official.map_or(name, |one| one.name.to_owned());
                // "U. S. President Donald Trump" is one of the United States.
                let affiliation = affiliation.map(|body| match &state {
                    Some(state) if self.gazetteer.state(&body) == Some(state) => state.clone(),
                    _ => body,
                });
                let affiliation = affiliation.or(state);
                let known = self.person(&name).or_else(|| if roles.is_empty() { self.short(&name) } else { None });
                if let Some(known) = known {
                    let member = &mut self.members[known];
                    if member.kind == SpeakerKind::Person && name.len() > member.name.len() {
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
                let affiliation = affiliation.and_then(|body| self.behind_person(body)).map(|body| self.in_full(body));
                // "Milica Radovic, who heads the programme".
                let behind =
                    at.text(self.text).split_once(name.as_str()).map_or(&self.text[at.end..], |(_, behind)| behind);
                let somebody = behind.starts_with(", who ");
                let of_body = affiliation.as_ref().is_some_and(|body| self.gazetteer.state(body).is_none());
                if official.is_none()
                    && !somebody
                    && !of_body
                    && gender.is_none()
                    && is_of_trade(&roles)
                    && self.is_body_name(&name, at)
                {
                    let named = Named { name, kind: SpeakerKind::Organisation, of: affiliation };
                    return self.admit(Voice::Body { named, noun: roles.into_iter().next() }, at);
                }
                (name, SpeakerKind::Person, affiliation, gender, roles)
            }
            Voice::Body { named: Named { name, kind, of }, noun } => {
                if let Some(known) = self.short(&name) {
                    self.members[known].roles.extend(noun);
                    return Some(known);
                }
                (name, kind, of, None, noun.into_iter().collect())
            }
            Voice::Outlet { name } => (name, SpeakerKind::Media, None, None, Vec::new()),
            Voice::Nominal(Nominal { words, kind, affiliation, noun, hidden, .. }) => {
                plural = kind == RoleKind::Many;
                let sort = match kind {
                    // Spokespersons speak on the record even where they aren't named.
                    RoleKind::One if noun.starts_with("spokes") => SpeakerKind::Person,
                    RoleKind::One => SpeakerKind::Anonymous,
                    RoleKind::Many if hidden => SpeakerKind::Anonymous,
                    RoleKind::Many => SpeakerKind::Group,
                    RoleKind::Paper => SpeakerKind::Document,
                    body => body.body().map_or(SpeakerKind::Organisation, SpeakerKind::from),
                };
                (words, sort, affiliation, None, vec![noun])
            }
            Voice::Part { one, words, .. } => {
                plural = !one;
                (words, SpeakerKind::Anonymous, None, None, Vec::new())
            }
            Voice::Other { words, kind } => (words, kind, None, None, Vec::new()),
            Voice::Pronoun { .. } | Voice::OutletNominal | Voice::StateNominal { .. } => return None,
        };
        // Unnamed voices are never one and the same for having the same description.
        let nameable = !matches!(kind, SpeakerKind::Anonymous | SpeakerKind::Group | SpeakerKind::Document);
        if let Some(known) = self.members.iter().position(|m| nameable && m.kind == kind && m.name == name) {
            return Some(known);
        }
        self.members.push(Member { name, kind, affiliation, gender, roles, plural, named_at: at, mentions: vec![at] });
        Some(self.members.len() - 1)
    }

    /// The body whose name begins with these words.
    fn short(&self, name: &str) -> Option<usize> {
        self.members.iter().position(|m| m.kind == SpeakerKind::Organisation && m.is_called(name))
    }

    /// Of "Marsh's predecessor" the body of Marsh; other bodies stay.
    fn behind_person(&self, body: String) -> Option<String> {
        match self.person(&body) {
            Some(known) => self.members[known].affiliation.clone(),
            None => Some(body),
        }
    }

    /// A body's name in full, where the article gave it before.
    fn in_full(&self, body: String) -> String {
        self.short(&body).map_or(body, |known| self.members[known].name.clone())
    }
}
