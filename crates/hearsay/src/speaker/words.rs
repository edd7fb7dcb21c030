//! What some words are, asked by those who set sources and relays right.

use hearsay_gazetteer::{Kind, RoleKind};

use super::Cast;
use super::nominal::determines;
use super::phrase::{Voice, analyse};
use super::token::{self, tokens};
use crate::syntax::{Sort, Xpos};
use crate::{Relay, Span, SpeakerKind};

impl Cast<'_> {
    /// The media organisation that some words name, if they do: it may be a relay.
    pub(crate) fn outlet(&self, words: Span) -> Option<String> {
        let name = words.text(self.text);
        let own = self.outlet.filter(|own| {
            let own = own.strip_prefix("The ").unwrap_or(own);
            let name = without_article(name);
            // "The Ledger" of the Manila Ledger.
            own == name || begins(own, name) || name.starts_with(char::is_uppercase) && ends(own, name)
        });
        if let Some(own) = own {
            return Some(own.to_owned());
        }
        // "told the Hindu": the article may belong to the name.
        let before = &self.text[..words.start];
        if (before.ends_with("the ") || before.ends_with("The "))
            && !self.text[words.end..].starts_with(" of ")
            && let Some(known) = self.gazetteer.lookup(&format!("The {name}")).map(|found| found.entity)
            && known.kind == Kind::Outlet
        {
            return Some(known.name.to_owned());
        }
        // "Anadolu Agency": a known name with its noun.
        if let Some((short, _)) = name.rsplit_once(' ').filter(|(_, noun)| self.is_medium(noun)) {
            if self.gazetteer.outlet(short).is_some() {
                return Some(name.to_owned());
            }
            let short = without_article(short);
            let same = self.passed.iter().map(|(name, _)| name).find(|name| *name == short).cloned();
            if let Some(known) = same.or_else(|| self.outlet_in_full(short)) {
                return Some(known);
            }
        }
        let same = self.passed.iter().map(|(passed, _)| passed).find(|passed| *passed == name);
        if let Some(known) = same.filter(|_| self.gazetteer.lookup(name).is_none()) {
            return Some(known.clone());
        }
        if let Some(known) = self.outlet_in_full(name) {
            return Some(known);
        }
        match analyse(self.text, words, self.gazetteer) {
            Voice::Outlet { name } => Some(self.outlet_in_full(&name).unwrap_or(name)),
            Voice::OutletNominal if name.to_lowercase().starts_with("this ") => self.outlet.map(str::to_owned),
            Voice::OutletNominal => self.latest_outlet(words.start),
            _ => None,
        }
    }

    /// An outlet that was heard of before, by the first or last of its words: "the Dispatch" is the Fjord Dispatch.
    fn outlet_in_full(&self, name: &str) -> Option<String> {
        let short = without_article(name);
        let known = self.members.iter().filter(|m| m.kind == SpeakerKind::Media).map(|m| m.name.as_str());
        let known = known.chain(self.passed.iter().map(|(name, _)| name.as_str()));
        let is_name = short.starts_with(char::is_uppercase) && !short.contains(' ');
        known.filter(|full| is_name && (begins(full, short) || ends(full, short))).map(str::to_owned).next()
    }

    /// The outlet last heard, or heard through, before a place.
    pub(super) fn latest_outlet(&self, at: usize) -> Option<String> {
        let heard = self.latest(at, |m| m.kind == SpeakerKind::Media).map(|i| &self.members[i]);
        let heard = heard.and_then(|m| Some((m.last_before(at)?, &m.name)));
        let passed = self.passed.iter().filter(|(_, span)| span.start < at).map(|(name, span)| (span.start, name));
        passed.chain(heard).max_by_key(|(place, _)| *place).map(|(_, name)| name.clone())
    }

    /// Remembers an outlet that passed words on.
    pub(crate) fn pass(&mut self, relay: &Relay) {
        self.passed.push((relay.name.clone(), relay.span));
    }

    /// Whether the encoder takes a word of a name for a person's.
    pub(super) fn is_person_name(&self, name: &str, at: Span) -> bool {
        self.sorts(name, at).any(|sort| sort == Sort::Person)
    }

    /// Whether a single word that was taken for a name is a plural noun.
    pub(super) fn is_plural_noun(&self, name: &str, at: Span) -> bool {
        let mut tokens = self.syntax.tokens()[self.syntax.within(at)].iter();
        !name.contains(' ') && tokens.any(|t| t.span.text(self.text) == name && t.xpos == Xpos::Nns)
    }

    /// Whether a bare name is a body's: the encoder takes none of its words for a person's, and some for something else.
    pub(super) fn is_body_name(&self, name: &str, at: Span) -> bool {
        let told = self.sorts(name, at).any(|sort| !matches!(sort, Sort::None | Sort::Place));
        told && !self.is_person_name(name, at) || name.contains('&')
    }

    fn sorts(&self, name: &str, at: Span) -> impl Iterator<Item = Sort> {
        let tokens = &self.syntax.tokens()[self.syntax.within(at)];
        tokens.iter().filter(move |t| name.contains(t.span.text(self.text))).map(|t| t.mention)
    }

    /// Whether a name in a place for outlets may be one's: the encoder takes it for no person's.
    pub(crate) fn may_be_outlet(&self, name: Span) -> bool {
        !self.is_person_name(name.text(self.text), name)
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

    /// Whether some words before a noun say whose it is: "French", "US", "the ministry", "her".
    pub(crate) fn is_party(&self, words: Span) -> bool {
        self.gazetteer.demonym(words.text(self.text)).is_some() || self.is_voice(words)
    }

    /// Whether some words are an adjective of a state: "Czech".
    pub(crate) fn is_nationality(&self, words: Span) -> bool {
        self.gazetteer.demonym(words.text(self.text)).is_some()
    }

    /// Whether some words are a noun phrase for a voice and nothing else: "two officials with knowledge of the sale".
    pub(crate) fn is_subject(&self, words: Span) -> bool {
        let mut tokens = tokens(self.text, words, self.gazetteer);
        // "The union that represents its workers": the clause tells which one.
        let told = |t: &token::Token<'_>| ["that", "who", "which", "whose"].iter().any(|word| t.is(word));
        tokens.truncate(tokens.iter().skip(1).position(told).map_or(tokens.len(), |i| i + 1));
        let Some(first) = tokens.first() else { return false };
        let head = token::head(&tokens);
        let until = &tokens[..=head];
        let fits = |t: &token::Token<'_>| t.is_capitalised() || t.role.is_some() || determines(t);
        let named = until.iter().all(token::Token::is_capitalised) && until.len() == tokens.len();
        let known = named && (tokens.len() > 1 || self.knows(words) || self.outlet(words).is_some());
        let leads = ["but", "and", "however", "while", "although", "though", "when", "in", "on", "at", "with", "after"];
        // "harbour master Ines Vale": a title in lower case, whatever stands before it, and a name.
        let name = &tokens[head + 1..];
        let titled = name.len() > 1 && name.iter().all(token::Token::is_capitalised);
        if titled && tokens.len() <= 6 && tokens[head].is_role(RoleKind::One) {
            return true;
        }
        let closed = tokens.get(head + 1).is_none_or(|t| token::is_preposition(t) || tokens[head].ends_part);
        !leads.iter().any(|l| first.is(l)) && (known || tokens[head].role.is_some() && until.iter().all(fits) && closed)
    }

    /// Whether some words are about a paper or an image: "satellite pictures taken".
    pub(crate) fn is_paper(&self, words: Span) -> bool {
        let tokens = tokens(self.text, words, self.gazetteer);
        let mut nouns = tokens.iter().take(5).take_while(|t| !t.is("by") && !t.is("of"));
        nouns.any(|t| t.is_role(RoleKind::Paper))
    }

    /// Whether a noun is one for persons or bodies: "officials", "firm".
    pub(crate) fn is_voice_noun(&self, noun: &str) -> bool {
        self.gazetteer.role(noun).is_some_and(|role| role.kind != RoleKind::Paper)
    }

    /// Whether some words mean an outlet without naming it: "the agency".
    pub(crate) fn is_outlet_nominal(&self, words: Span) -> bool {
        matches!(analyse(self.text, words, self.gazetteer), Voice::OutletNominal)
    }

    /// Whether a word means media, one or several: "broadcaster", "newspapers".
    pub(crate) fn is_medium(&self, word: &str) -> bool {
        let singular = word.strip_suffix('s').unwrap_or(word);
        self.gazetteer.is_media_noun(singular)
            || self.gazetteer.is_media_noun(word)
            || ["radio", "television"].contains(&word)
    }
}

/// A name without the article it may stand with.
pub(super) fn without_article(name: &str) -> &str {
    name.strip_prefix("The ").or_else(|| name.strip_prefix("the ")).unwrap_or(name)
}

/// Whether a longer name begins with the words of a shorter.
fn begins(full: &str, short: &str) -> bool {
    full.strip_prefix(short).is_some_and(|rest| rest.starts_with(' '))
}

/// Whether a longer name ends with the words of a shorter.
fn ends(full: &str, short: &str) -> bool {
    full.strip_suffix(short).is_some_and(|rest| rest.ends_with(' '))
}
