//! Lineage: which statements go back to one voice on one occasion, and why that is thought.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use itertools::Itertools as _;

use super::{Imprint, Judgement, Link, Reason, Statement, period, text};
use crate::{Polarity, Quotation, SpeakerKind};

/// Days within which one party's words on a proposition are of one occasion.
const OCCASION: i64 = 1;

/// Days within which they are where the words are alike.
const REPEATED: i64 = 7;

/// How much alike such words are, by their shingles of three words.
const ALIKE: f64 = 0.3;

/// The links between the statements of one proposition, which come in the order of their dates. Each leads from a
/// statement to an earlier one, or to one in the outlet that it names.
///
/// Unnamed voices of two outlets are only linked where one text names the other's outlet or copies it.
pub(super) fn links(
    statements: &[&Statement],
    imprints: &BTreeMap<&str, &Imprint>,
    judgements: &[Judgement],
) -> Vec<Link> {
    let mut links = judged(statements, judgements);
    links.extend(near_copies(statements, imprints));
    links.extend(of_outlets(statements));
    links.extend(same_speakers(statements));
    let apart: HashSet<(&str, &str)> = judgements
        .iter()
        .filter_map(|judgement| match judgement {
            Judgement::DifferentOrigin(a, b) => Some([(a.as_str(), b.as_str()), (b.as_str(), a.as_str())]),
            _ => None,
        })
        .flatten()
        .collect();
    links.retain(|link| !apart.contains(&(link.from.as_str(), link.to.as_str())));
    links.sort_by(|a, b| (&a.from, &a.to, a.reason).cmp(&(&b.from, &b.to, b.reason)));
    links.dedup_by(|a, b| (&a.from, &a.to, a.reason) == (&b.from, &b.to, b.reason));
    links
}

fn link(from: &Statement, to: &Statement, reason: Reason, score: f64) -> Link {
    // Three decimals tell all that there is, and read back as they were.
    let score = (score * 1000.0).round() / 1000.0;
    Link { from: from.id.clone(), to: to.id.clone(), reason, score }
}

fn judged(statements: &[&Statement], judgements: &[Judgement]) -> Vec<Link> {
    let by_id: HashMap<&str, &Statement> = statements.iter().map(|s| (s.id.as_str(), *s)).collect();
    let pair = |judgement: &Judgement| match judgement {
        Judgement::SameOrigin(a, b) => {
            let (a, b) = (by_id.get(a.as_str())?, by_id.get(b.as_str())?);
            // One voice may say a thing and take it back, but not on one occasion.
            (a.polarity == b.polarity).then(|| link(a, b, Reason::Judgement, 1.0))
        }
        _ => None,
    };
    judgements.iter().filter_map(pair).collect()
}

fn narrated(statement: &Statement) -> bool {
    statement.quotation == Quotation::None
}

/// What two statements of one voice have in common: the side, and the party, where they aren't narration. Voices
/// without a name have no party, so this alone doesn't make them one.
type Side<'s> = (Polarity, bool, Option<&'s str>);

fn side(statement: &Statement) -> Side<'_> {
    let narrated = narrated(statement);
    (statement.polarity, narrated, if narrated { None } else { statement.voice.principal.as_deref() })
}

/// Statements of articles that share their text go back to the earlier article's.
fn near_copies(statements: &[&Statement], imprints: &BTreeMap<&str, &Imprint>) -> Vec<Link> {
    let mut by_article: Vec<(&str, Vec<&Statement>)> = Vec::new();
    let mut place: HashMap<&str, usize> = HashMap::new();
    for &statement in statements {
        let article = statement.article.id.as_str();
        let at = *place.entry(article).or_insert_with(|| {
            by_article.push((article, Vec::new()));
            by_article.len() - 1
        });
        by_article[at].1.push(statement);
    }
    let copied = copied(by_article.iter().map(|(article, _)| imprints.get(article).copied()));
    let mut links = Vec::new();
    for ((_, here), copied) in by_article.iter().zip(copied) {
        let Some((earlier, score)) = copied else { continue };
        for from in here {
            let to = by_article[earlier].1.iter().filter(|to| side(from) == side(to));
            // Without a name, only the words tell which voice of the other article it is.
            let alike = |to: &&&Statement| from.voice.principal.is_some() || words_alike(from, to) >= ALIKE;
            if let Some(to) = to.copied().find(|to| alike(&to)) {
                links.push(link(from, to, Reason::NearCopy, score));
            }
        }
    }
    links
}

/// Articles under one key that others are compared with. What more have is a template's, such as that of a daily report; a
/// copy of a later one has that one's own words, too.
const CROWD: usize = 64;

/// For each article the first before it that it copies, and how much of it; that one leads on to those before it.
fn copied<'i>(imprints: impl Iterator<Item = Option<&'i Imprint>>) -> Vec<Option<(usize, f64)>> {
    let mut first: HashMap<&[u64], usize> = HashMap::new();
    let mut met: HashMap<u64, Vec<(usize, &Imprint)>> = HashMap::new();
    let mut found: Vec<Option<(usize, f64)>> = Vec::new();
    for (at, imprint) in imprints.enumerate() {
        let Some(imprint) = imprint.filter(|imprint| !imprint.shingles.is_empty()) else {
            found.push(None);
            continue;
        };
        // Word for word the same as one before, of which there may be thousands: a copy of what that one copies.
        if let Some(&same) = first.get(imprint.shingles.as_slice()) {
            found.push(found[same].or(Some((same, 1.0))));
            continue;
        }
        first.insert(&imprint.shingles, at);
        let keys = imprint.keys();
        // In order, and no further than needed: the first is mostly the one.
        let mut candidates =
            keys.iter().filter_map(|key| met.get(key)).kmerge_by(|a, b| a.0 < b.0).dedup_by(|a, b| a.0 == b.0);
        found.push(candidates.find_map(|(earlier, of)| Some((*earlier, of.copy(imprint)?))));
        for key in keys {
            let having = met.entry(key).or_default();
            if having.len() < CROWD {
                having.push((at, imprint));
            }
        }
    }
    found
}

/// Statements that name the outlet which they have from somewhere: as the wire whose copy they are in, as a relay, or
/// as the voice itself.
fn of_outlets(statements: &[&Statement]) -> Vec<Link> {
    // The first word of each voice in an outlet, and of any voice that isn't the outlet's own.
    let mut of_voice: HashMap<(String, Side<'_>), &Statement> = HashMap::new();
    let mut of_any: HashMap<(String, Polarity, bool), &Statement> = HashMap::new();
    for &statement in statements {
        if let Some(outlet) = &statement.article.outlet {
            let outlet = outlet.to_lowercase();
            of_any.entry((outlet.clone(), statement.polarity, narrated(statement))).or_insert(statement);
            of_voice.entry((outlet, side(statement))).or_insert(statement);
        }
    }
    let outlets: BTreeSet<String> = of_any.keys().map(|(outlet, ..)| outlet.clone()).collect();
    let mut links = Vec::new();
    for &from in statements {
        let own = |outlet: &str| {
            let own = from.article.outlet.as_deref().map(str::to_lowercase);
            own.is_some_and(|own| unarticled(&own) == unarticled(&outlet.to_lowercase()))
        };
        let named = |outlet: &str, reason, score| {
            let to = of_voice.get(&(in_full(outlet, &outlets), side(from))).filter(|_| !own(outlet))?;
            Some(link(from, to, reason, score))
        };
        links.extend(from.article.wire.as_deref().and_then(|wire| named(wire, Reason::WireCredit, 0.9)));
        links.extend(from.relays.iter().filter_map(|relay| named(relay, Reason::Relay, 0.8)));
        let cited = from.voice.name.as_deref().filter(|name| from.voice.kind == SpeakerKind::Media && !own(name));
        if let Some(cited) = cited.filter(|_| !narrated(from)) {
            // What an outlet is cited for is what its article has from others, if it has that.
            let there = |narrated| of_any.get(&(in_full(cited, &outlets), from.polarity, narrated));
            links.extend(there(false).or_else(|| there(true)).map(|to| link(from, to, Reason::Citation, 0.6)));
        }
    }
    links
}

/// The outlet that a name means, in lower case: of that name, or the only one whose name begins with it, as "Quayside" is
/// short for "Quayside News Agency", and "Larkfield Times" the same as "The Larkfield Times".
fn in_full(name: &str, outlets: &BTreeSet<String>) -> String {
    let name = name.to_lowercase();
    let meant = |outlet: &&String| {
        unarticled(outlet).strip_prefix(unarticled(&name)).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    let mut meant = outlets.iter().filter(meant);
    match (outlets.contains(&name), meant.next(), meant.next()) {
        (false, Some(only), None) => only.clone(),
        _ => name,
    }
}

/// An outlet's name, in lower case, without its article.
fn unarticled(name: &str) -> &str {
    name.strip_prefix("the ").unwrap_or(name)
}

/// One party's words on one side, near in time, and one person's, for whomever two outlets say that they speak. In one
/// article unnamed voices of one description are one, too.
fn same_speakers(statements: &[&Statement]) -> Vec<Link> {
    let mut links = Vec::new();
    let mut last: HashMap<(Voice<'_>, bool), &Statement> = HashMap::new();
    for &from in statements.iter().filter(|s| s.quotation != Quotation::None) {
        let denies = from.polarity == Polarity::Negative;
        let name = from.voice.name.as_deref();
        let voice = match (&from.voice.principal, name) {
            (Some(party), _) => Some(Voice::Party(party)),
            (None, Some(name)) => Some(Voice::Unnamed(&from.article.id, name)),
            (None, None) => None,
        };
        let person =
            name.filter(|name| from.voice.kind == SpeakerKind::Person && name.contains(' ')).map(Voice::Person);
        for voice in voice.into_iter().chain(person) {
            let Some(to) = last.insert((voice, denies), from) else { continue };
            let alike = words_alike(from, to);
            let days = from.article.published.zip(to.article.published).map(|(now, then)| period::apart(then, now));
            let near = from.article.id == to.article.id
                || days.is_some_and(|days| days <= OCCASION || days <= REPEATED && alike >= ALIKE);
            if near {
                links.push(link(from, to, Reason::SameSpeaker, 0.5 + alike / 2.0));
            }
        }
    }
    links
}

/// Whose words they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Voice<'s> {
    /// The party behind them.
    Party(&'s str),
    /// Somebody with a full name.
    Person(&'s str),
    /// Somebody of an article who is only described.
    Unnamed(&'s str, &'s str),
}

fn words_alike(a: &Statement, b: &Statement) -> f64 {
    text::resemblance(&text::shingles(&a.content.exact), &text::shingles(&b.content.exact))
}
