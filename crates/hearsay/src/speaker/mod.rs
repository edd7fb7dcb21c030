//! Speakers: the entity behind each source.
//!
//! [`Cast`] keeps the voices of one article in the order in which they appear. What a phrase says by itself
//! ([`phrase`]) is looked up among them: a surname is the person named in full before, "she" the last fitting person,
//! "the spokesman" the last person of that role. Voices that the article doesn't name keep their description.

mod body;
mod phrase;
mod token;

use body::Named;
use phrase::{Nominal, Number, Voice, analyse};
use token::{cover, runs, tokens};

use crate::gazetteer::{Gazetteer, Gender, RoleKind};
use crate::sentence::Sentence;
use crate::{Article, Span, Speaker, SpeakerKind};

/// The voices of one article.
#[derive(Debug)]
pub(crate) struct Cast<'a> {
    text: &'a str,
    title: Span,
    gazetteer: &'a Gazetteer,
    members: Vec<Member>,
    outlet: Option<&'a str>,
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

/// Offices that one person holds: the next name without a title may be that person's.
const OFFICES: [&str; 15] = [
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
];

/// Nouns for companies, which may each stand for the other.
const FIRMS: [&str; 6] = ["company", "firm", "maker", "manufacturer", "supplier", "corporation"];

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
            role == noun
                || (role.starts_with("spokes") && noun.starts_with("spokes"))
                || FIRMS.contains(&role.as_str()) && FIRMS.contains(&noun)
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
    pub(crate) fn of(article: &'a Article, sentences: &[Sentence], gazetteer: &'a Gazetteer) -> Self {
        let text = article.text.as_str();
        let outlet = article.outlet.as_deref();
        let mut cast = Self { text, title: article.title, gazetteer, members: Vec::new(), outlet, nameless: None };
        for sentence in sentences {
            let words = tokens(text, sentence.span, gazetteer);
            cast.groups(&words);
            for run in runs(&words) {
                let before = run.start.checked_sub(1).map(|i| &words[i]).filter(|t| !t.ends_part || t.role.is_some());
                let titled = before.is_some_and(|t| t.is_role(RoleKind::One) && !t.ends_part);
                let is_body = |t: &token::Token<'_>| t.role.is_some_and(|r| r.kind.body().is_some());
                let sorted = before.is_some_and(|t| is_body(t) && !t.is_capitalised());
                let title = |&i: &usize| !words[i].ends_part && (words[i].role.is_some() || words[i].is_capitalised());
                let start = (0..run.start).rev().take_while(title).last().unwrap_or(run.start);
                let next = words.get(run.end..(run.end + 6).min(words.len())).unwrap_or(&[]);
                let apposition = &next[..next.iter().position(|t| t.ends_part).map_or(next.len(), |i| i + 1)];
                let closed = words[run.end - 1].ends_part;
                let apposed = closed && apposition.iter().any(|t| t.is_role(RoleKind::One));
                let explained = closed
                    && apposition.first().is_some_and(|t| t.is("a") || t.is("an") || t.is("the"))
                    && apposition.iter().any(is_body);
                let end = if apposed || explained {
                    (run.end..words.len()).find(|&i| words[i].ends_part).map_or(words.len(), |i| i + 1)
                } else {
                    run.end
                };
                let name = cover(&words, &run);
                let start = if sorted { run.start - 1 } else { start };
                let voice = analyse(text, cover(&words, &(start..end)), gazetteer);
                match voice {
                    Voice::Person { .. } if titled || apposed && run.len() > 1 => {
                        cast.admit(voice, name);
                    }
                    Voice::Body { ref noun, .. }
                        if noun.is_some()
                            && (sorted || explained || run.len() > 1 && words[run.clone()].iter().any(is_body)) =>
                    {
                        cast.admit(voice, name);
                    }
                    _ => {
                        if let Some(member) = cast.person(name.text(text)).or_else(|| cast.short(name.text(text))) {
                            cast.members[member].mentions.push(name);
                        }
                    }
                }
            }
        }
        cast
    }

    /// Groups of a state or body, to which "the experts" may refer: "UN experts".
    fn groups(&mut self, words: &[token::Token<'_>]) {
        for (i, word) in words.iter().enumerate().skip(1).filter(|(_, w)| w.is_role(RoleKind::Many)) {
            let before = &words[i - 1];
            let of = before.span.text(self.text);
            let is_body = self.gazetteer.demonym(of).is_some() || self.gazetteer.body(of).is_some();
            if is_body && !before.ends_part {
                let span = before.span.join(word.span);
                if let voice @ Voice::Nominal(_) = analyse(self.text, span, self.gazetteer) {
                    self.admit(voice, span);
                }
            }
        }
    }

    /// The voice that a source's words name or mean, where it stands in the article.
    pub(crate) fn resolve(&mut self, source: Span) -> Option<MemberId> {
        let voice = self.placed(analyse(self.text, source, self.gazetteer), source);
        // A headline speaks of those whom the story names below.
        let headline = self.title.contains(source);
        let at = source.start;
        let found = match &voice {
            Voice::Pronoun { gender, number } => self.referent(*gender, *number, source),
            Voice::Nominal(nominal) if headline && !nominal.counted => self.announced(nominal),
            Voice::Nominal(nominal) if nominal.definite => self.described(nominal, at),
            Voice::Nominal(nominal) if nominal.kind.body().is_some() => self.described(nominal, at),
            Voice::Part { of, one, words } => self.part(of.as_deref(), *one, words, source),
            Voice::OutletNominal => self.latest(at, |m| m.kind == SpeakerKind::Media || m.has_word("agency")),
            Voice::Person { name, roles, affiliation: None, .. } if roles.is_empty() => self.named_late(name, source),
            _ => self.admit(voice.clone(), source),
        };
        let member = match found {
            Some(member) => member,
            None if matches!(voice, Voice::Pronoun { .. } | Voice::OutletNominal) => return None,
            None => self.admit(voice.clone(), source)?,
        };
        self.members[member].mentions.push(source);
        self.nameless = match &voice {
            Voice::Nominal(n) if OFFICES.contains(&n.noun.as_str()) && self.members[member].named_at == source => {
                Some((MemberId(member), source))
            }
            _ => None,
        };
        Some(MemberId(member))
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
            voice => voice,
        }
    }

    /// The speaker of a claim, with where it was named if not in the claim's source.
    pub(crate) fn speaker(&self, id: MemberId, source: Option<Span>) -> Speaker {
        let member = &self.members[id.0];
        Speaker {
            name: Some(member.name.clone()),
            kind: member.kind,
            affiliation: member.affiliation.clone(),
            named_at: Some(member.named_at).filter(|s| !source.is_some_and(|source| source.contains(*s))),
        }
    }

    /// The media organisation that some words name, if they do: it may be a relay.
    pub(crate) fn outlet(&self, words: Span) -> Option<String> {
        let name = words.text(self.text);
        let own = self.outlet.filter(|own| {
            let own = own.strip_prefix("The ").unwrap_or(own);
            let name = name.strip_prefix("The ").or_else(|| name.strip_prefix("the ")).unwrap_or(name);
            own == name || own.strip_prefix(name).is_some_and(|rest| rest.starts_with(' '))
        });
        if let Some(own) = own {
            return Some(own.to_owned());
        }
        // "Anadolu Agency": a known name with its noun.
        if let Some((short, noun)) = name.rsplit_once(' ')
            && self.is_medium(noun)
            && self.gazetteer.outlet(short).is_some()
        {
            return Some(name.to_owned());
        }
        match analyse(self.text, words, self.gazetteer) {
            Voice::Outlet { name } => Some(name),
            Voice::OutletNominal if name.to_lowercase().starts_with("this ") => self.outlet.map(str::to_owned),
            Voice::OutletNominal => {
                self.latest(words.start, |m| m.kind == SpeakerKind::Media).map(|m| self.members[m].name.clone())
            }
            _ => None,
        }
    }

    /// Whether some words name a person, a state or a body, so that they name no outlet.
    pub(crate) fn knows(&self, words: Span) -> bool {
        let name = words.text(self.text);
        self.person(name).is_some()
            || self.short(name).is_some()
            || matches!(analyse(self.text, words, self.gazetteer), Voice::Body { .. } | Voice::Nominal(_))
    }

    /// Whether some words describe persons, named or not: "three officials", "Ana Lund".
    pub(crate) fn are_persons(&self, words: Span) -> bool {
        match analyse(self.text, words, self.gazetteer) {
            Voice::Nominal(nominal) => matches!(nominal.kind, RoleKind::One | RoleKind::Many),
            Voice::Person { ref roles, .. } => !roles.is_empty() || self.person(words.text(self.text)).is_some(),
            Voice::Part { .. } => true,
            _ => false,
        }
    }

    /// Whether some words name or describe a voice.
    pub(crate) fn is_voice(&self, words: Span) -> bool {
        !matches!(analyse(self.text, words, self.gazetteer), Voice::Other { .. })
    }

    /// Whether some words are a noun phrase for a voice and nothing else: "two officials with knowledge of the sale".
    pub(crate) fn is_subject(&self, words: Span) -> bool {
        let tokens = tokens(self.text, words, self.gazetteer);
        let Some(first) = tokens.first() else { return false };
        let head = token::head(&tokens);
        let until = &tokens[..=head];
        let fits = |t: &token::Token<'_>| t.is_capitalised() || t.role.is_some() || phrase::determines(t);
        let named = until.iter().all(token::Token::is_capitalised) && until.len() == tokens.len();
        let known = named && (tokens.len() > 1 || self.knows(words) || self.outlet(words).is_some());
        let leads = ["but", "and", "however", "while", "although", "though", "when", "in", "on", "at", "with", "after"];
        let closed = tokens.get(head + 1).is_none_or(|t| token::is_preposition(t) || tokens[head].ends_part);
        !leads.iter().any(|l| first.is(l)) && (known || tokens[head].role.is_some() && until.iter().all(fits) && closed)
    }

    /// Whether some words are about a paper or an image: "satellite pictures taken".
    pub(crate) fn is_paper(&self, words: Span) -> bool {
        let tokens = tokens(self.text, words, self.gazetteer);
        let mut nouns = tokens.iter().take(5).take_while(|t| !t.is("by") && !t.is("of"));
        nouns.any(|t| t.is_role(RoleKind::Paper))
    }

    /// Takes a bare name for a body's: "Nordwerk said it would comply".
    pub(crate) fn is_thing(&mut self, id: MemberId) {
        let member = &mut self.members[id.0];
        let bare = member.kind == SpeakerKind::Person && member.roles.is_empty() && member.affiliation.is_none();
        if bare && member.gender.is_none() && !member.name.contains(' ') {
            member.kind = SpeakerKind::Organisation;
        }
    }

    /// Whether some words mean an outlet without naming it: "the agency".
    pub(crate) fn is_outlet_nominal(&self, words: Span) -> bool {
        matches!(analyse(self.text, words, self.gazetteer), Voice::OutletNominal)
    }

    /// Whether a word means media, one or several: "broadcaster", "newspapers".
    pub(crate) fn is_medium(&self, word: &str) -> bool {
        let singular = word.strip_suffix('s').unwrap_or(word);
        self.gazetteer.is_media_noun(singular) || self.gazetteer.is_media_noun(word) || word == "television"
    }

    /// The party for which a voice speaks: the state behind it, else its body, else itself.
    pub(crate) fn party(&self, id: MemberId) -> String {
        let member = &self.members[id.0];
        let behind = |name: &str| {
            let demonym = name.split(' ').next().and_then(|first| self.gazetteer.demonym(first));
            let of = self.gazetteer.body(name).and_then(|b| b.of.as_deref());
            of.or(demonym).or_else(|| self.gazetteer.state(name)).map(str::to_owned)
        };
        let body = member.affiliation.as_ref().unwrap_or(&member.name);
        behind(body).unwrap_or_else(|| body.clone())
    }

    /// Adds what a phrase names to the cast, or finds it there.
    fn admit(&mut self, voice: Voice, at: Span) -> Option<usize> {
        let mut plural = false;
        let (name, kind, affiliation, gender, roles) = match voice {
            Voice::Person { name, roles, gender, affiliation } => {
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
                let affiliation = affiliation.map(|body| self.in_full(body));
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
            Voice::Nominal(Nominal { words, kind, affiliation, noun, counted, .. }) => {
                plural = kind == RoleKind::Many;
                let hidden = counted || noun == "sources" || noun == "insiders";
                let sort = match kind {
                    // Spokespersons speak on the record even where they aren't named.
                    RoleKind::One if noun.starts_with("spokes") => SpeakerKind::Person,
                    RoleKind::One => SpeakerKind::Anonymous,
                    RoleKind::Many if hidden => SpeakerKind::Anonymous,
                    RoleKind::Many => SpeakerKind::Group,
                    RoleKind::Paper => SpeakerKind::Document,
                    body => body.body().unwrap_or(SpeakerKind::Organisation),
                };
                (words, sort, affiliation, None, vec![noun])
            }
            Voice::Part { one, words, .. } => {
                plural = !one;
                (words, SpeakerKind::Anonymous, None, None, Vec::new())
            }
            Voice::Other { words } => (words, SpeakerKind::Group, None, None, Vec::new()),
            Voice::Pronoun { .. } | Voice::OutletNominal => return None,
        };
        // Unnamed voices are never one and the same for having the same description.
        let nameable = !matches!(kind, SpeakerKind::Anonymous | SpeakerKind::Group | SpeakerKind::Document);
        if let Some(known) = self.members.iter().position(|m| nameable && m.kind == kind && m.name == name) {
            return Some(known);
        }
        self.members.push(Member { name, kind, affiliation, gender, roles, plural, named_at: at, mentions: vec![at] });
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

    /// The body whose name begins with these words.
    fn short(&self, name: &str) -> Option<usize> {
        self.members.iter().position(|m| m.kind == SpeakerKind::Organisation && m.is_called(name))
    }

    /// A body's name in full, where the article gave it before.
    fn in_full(&self, body: String) -> String {
        self.short(&body).map_or(body, |known| self.members[known].name.clone())
    }

    /// A name without a title: of someone known, or of the spokesman who spoke just before without one.
    fn named_late(&mut self, name: &str, source: Span) -> Option<usize> {
        if let Some(known) = self.person(name).or_else(|| self.short(name)) {
            return Some(known);
        }
        let (MemberId(member), before) = self.nameless?;
        let between = self.text.get(before.end..source.start)?;
        // Further than the next paragraph, a name is somebody else's.
        let near = between.split('\n').filter(|line| !line.trim().is_empty()).count() <= 2;
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
        let at = at.start;
        let found = self.latest(at, |m| match number {
            Number::One => {
                matches!(m.kind, SpeakerKind::Person | SpeakerKind::Anonymous)
                    && !m.plural
                    && (m.gender.is_none() || m.gender == gender)
            }
            Number::Many => m.plural || m.kind == SpeakerKind::Group,
            Number::Own => false,
            Number::Thing => !matches!(m.kind, SpeakerKind::Person | SpeakerKind::Anonymous | SpeakerKind::Group),
        })?;
        if number == Number::One {
            self.members[found].gender = gender;
        }
        Some(found)
    }

    /// Whom "the spokesman" or "the ministry" means.
    fn described(&mut self, nominal: &Nominal, at: usize) -> Option<usize> {
        let noun = nominal.noun.as_str();
        match nominal.kind {
            RoleKind::One => self.latest(at, |m| m.has_role(noun)),
            RoleKind::Many | RoleKind::Paper => self.latest(at, |m| m.has_role(noun) && m.kind != SpeakerKind::Person),

            body => {
                let same_kind = |m: &Member| body.body() == Some(m.kind);
                let generic = ["force", "army", "military", "group", "movement", "militia"].contains(&noun);
                self.latest(at, |m| m.has_word(noun) && same_kind(m))
                    .or_else(|| self.latest(at, |m| m.kind == SpeakerKind::Organisation && m.has_role(noun)))
                    .or_else(|| self.behind(noun, body, at))
                    .or_else(|| self.latest(at, |m| generic && same_kind(m)))
            }
        }
    }

    /// The body for which somebody known speaks: "her ministry", "the panel" whose report was cited.
    fn behind(&mut self, noun: &str, kind: RoleKind, at: usize) -> Option<usize> {
        let body = |m: &Member| m.affiliation.clone().filter(|a| a.to_lowercase().split(' ').any(|w| w == noun));
        let member = self.latest(at, |m| body(m).is_some())?;
        let name = body(&self.members[member])?;
        let of = name.split(' ').next().and_then(|first| self.gazetteer.demonym(first)).map(str::to_owned);
        let named = Named { name, kind: kind.body()?, of };
        let named_at = self.members[member].named_at;
        self.admit(Voice::Body { named, noun: Some(noun.to_owned()) }, named_at)
    }

    /// Whom a noun in a headline means: the first of that role in the story.
    fn announced(&self, nominal: &Nominal) -> Option<usize> {
        let noun = nominal.noun.as_str();
        let place = |m: &Member| m.mentions.iter().map(|s| s.start).min();
        let says_as_much = |m: &Member| m.name.split(' ').count() >= nominal.words.split(' ').count();
        (0..self.members.len())
            .filter(|&i| says_as_much(&self.members[i]))
            .filter(|&i| {
                self.members[i].has_role(noun) || nominal.kind.body().is_some() && self.members[i].has_word(noun)
            })
            .min_by_key(|&i| place(&self.members[i]))
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

    fn latest(&self, at: usize, fits: impl Fn(&Member) -> bool) -> Option<usize> {
        let place = |m: &Member| m.last_before(at);
        (0..self.members.len())
            .filter(|&i| fits(&self.members[i]))
            .filter(|&i| place(&self.members[i]).is_some())
            .max_by_key(|&i| place(&self.members[i]))
    }
}
