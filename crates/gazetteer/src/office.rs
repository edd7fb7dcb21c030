//! Bodies that every state has, and that need no entry each: "Iran's foreign ministry", "the Ministry of Defence of
//! Serbia", "the Chinese embassy in Manila".

use std::borrow::Cow;
use std::ops::Range;

use crate::entity::{Entity, Kind};
use crate::gazetteer::{Gazetteer, row};
use crate::key::Word;

/// A body of a state, by a rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Office<'g> {
    /// The rule: "foreign-ministry"; none for a body that is found by its own name after its state's.
    pub rule: Option<&'g str>,
    /// The name of the body: "Iranian Ministry of Foreign Affairs", or that of its entry: "State Department".
    pub name: Cow<'g, str>,
    /// What it is.
    pub kind: Kind,
    /// Its state.
    pub country: &'g Entity<'g>,
    /// Its entry, if it has one.
    pub body: Option<&'g Entity<'g>>,
}

impl Gazetteer {
    /// The body that a whole phrase describes by its state and a noun.
    #[must_use]
    pub fn office(&self, phrase: &str) -> Option<Office<'_>> {
        let words = row(phrase);
        let words = without_article(&words);
        let (office, count) = self.office_of(phrase, words)?;
        (count == words.len()).then_some(office)
    }

    /// The longest such phrase at the start of a text, with its bytes: in "Iranian foreign ministry spokesman" the
    /// first three words.
    #[must_use]
    pub fn office_at(&self, text: &str) -> Option<(Range<usize>, Office<'_>)> {
        let words = row(text);
        let words = without_article(&words);
        let (office, count) = self.office_of(text, words)?;
        Some((words[0].span.start..words[count - 1].span.end, office))
    }

    fn office_of(&self, text: &str, words: &[Word<'_>]) -> Option<(Office<'_>, usize)> {
        self.country_first(text, words).or_else(|| self.noun_first(text, words))
    }

    /// "Iran's foreign ministry", "Iranian Embassy in Berlin".
    fn country_first(&self, text: &str, words: &[Word<'_>]) -> Option<(Office<'_>, usize)> {
        let (country, named) = self.country(words).filter(|(_, n)| !words[n - 1].ends_part && !words[n - 1].comma)?;
        let Some((rule, noun)) = self.noun(&words[named..]) else {
            return self.named_body(country.entity, &words[named..]).map(|(office, count)| (office, named + count));
        };
        let count = named + noun;
        let seat = self.seat(text, rule, words, count);
        let (seat, count) = seat.map_or((None, count), |(seat, count)| (Some(seat), count));
        Some((self.office_with(rule, country.entity, seat), count))
    }

    /// "Israel's Mossad", "United States Department of State": a state's body by its own name.
    fn named_body<'g>(&'g self, country: &'g Entity<'g>, words: &[Word<'_>]) -> Option<(Office<'g>, usize)> {
        let (name, count) = self.longest(words)?;
        let body = self.read(name)?.entity;
        let is_body = !matches!(body.kind, Kind::Country | Kind::Outlet) && body.country == Some(country.id);
        let name = Cow::Borrowed(body.name);
        is_body.then_some((Office { rule: body.office, name, kind: body.kind, country, body: Some(body) }, count))
    }

    /// "Ministry of Foreign Affairs of Iran", "Embassy of Iran in Berlin".
    fn noun_first(&self, text: &str, words: &[Word<'_>]) -> Option<(Office<'_>, usize)> {
        let (rule, noun) = self.noun(words)?;
        let rest = &words[noun..];
        if words[noun - 1].ends_part || !rest.first()?.key.eq_ignore_ascii_case("of") {
            return None;
        }
        let country_words = without_article(&rest[1..]);
        let (country, named) = self.country(country_words)?;
        let count = words.len() - country_words.len() + named;
        let seat = self.seat(text, rule, words, count);
        let (seat, count) = seat.map_or((None, count), |(seat, count)| (Some(seat), count));
        Some((self.office_with(rule, country.entity, seat), count))
    }

    /// The longest noun for an office at the start of `words`: the index of its rule, and the number of its words.
    fn noun(&self, words: &[Word<'_>]) -> Option<(usize, usize)> {
        let rules = &self.table.rules;
        let mut noun = String::new();
        let mut longest = None;
        for (i, word) in words.iter().enumerate() {
            let lower = word.key.to_lowercase();
            let spelling = rules.spellings.binary_search_by(|(s, _)| (*s).cmp(&lower));
            noun.push_str(spelling.map_or(lower.as_str(), |at| rules.spellings[at].1));
            let at = rules.nouns.partition_point(|(n, _)| *n < noun.as_str());
            match rules.nouns.get(at) {
                Some((known, rule)) if *known == noun => longest = Some((usize::from(*rule), i + 1)),
                Some((known, _)) if known.starts_with(&noun) => {}
                _ => break,
            }
            if word.ends_part || word.comma {
                break;
            }
            noun.push(' ');
        }
        longest
    }

    /// What follows a noun by one of its prepositions, as far as it is a name: "in Berlin". With the number of the
    /// words up to its end.
    fn seat(&self, text: &str, rule: usize, words: &[Word<'_>], count: usize) -> Option<(String, usize)> {
        let ends = |word: &Word<'_>| word.ends_part || word.comma;
        let (preposition, place) = words.get(count..)?.split_first()?;
        let fits = self.table.rules.offices[rule].at.contains(&&*preposition.key.to_lowercase());
        if !fits || ends(&words[count - 1]) {
            return None;
        }
        let article = place.len() - without_article(place).len();
        let named = place[article..].iter().take_while(|w| w.text.starts_with(char::is_uppercase));
        let named = named.scan(false, |ended, w| (!std::mem::replace(ended, ends(w))).then_some(w)).count();
        let last = place.get((article + named).checked_sub(1)?).filter(|_| named > 0)?;
        let seat = format!("{} {}", preposition.text, &text[place[0].span.start..last.span.end]);
        Some((seat, count + 1 + article + named))
    }

    fn office_with<'g>(&'g self, rule: usize, country: &'g Entity<'g>, seat: Option<String>) -> Office<'g> {
        let office = &self.table.rules.offices[rule];
        let holder = self.index(country.id).and_then(|c| {
            let holders = &self.table.rules.holders;
            let at = holders.binary_search_by_key(&(c as u16, rule as u16), |(held, _)| *held).ok()?;
            self.table.entities.get(usize::from(holders[at].1))
        });
        let name = match (holder, seat) {
            (Some(body), None) => Cow::Borrowed(body.name),
            (_, seat) => {
                let whose = country.adjective.map_or_else(|| format!("{}'s", country.name), str::to_owned);
                let name = format!("{whose} {}", office.name);
                Cow::Owned(seat.map_or_else(|| name.clone(), |seat| format!("{name} {seat}")))
            }
        };
        Office { rule: Some(office.id), name, kind: holder.map_or(office.kind, |h| h.kind), country, body: holder }
    }
}

fn without_article<'w, 't>(words: &'w [Word<'t>]) -> &'w [Word<'t>] {
    match words {
        [first, rest @ ..] if !rest.is_empty() && first.key.eq_ignore_ascii_case("the") => rest,
        words => words,
    }
}
