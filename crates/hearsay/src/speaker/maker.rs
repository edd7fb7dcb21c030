//! Those who are behind a paper, a ship or an outlet that a phrase names: "satellite pictures taken by Calder Imaging".

use std::ops::Range;

use hearsay_gazetteer::Gazetteer;

use super::body::Named;
use super::phrase::{Voice, known, voice};
use super::token::{Token, cover, end_of_nouns};
use crate::SpeakerKind;

/// Papers that are their maker's voice rather than one of their own.
const VOICES_OF_MAKERS: [&str; 22] = [
    "data",
    "imagery",
    "images",
    "image",
    "analysis",
    "pictures",
    "photographs",
    "photos",
    "footage",
    "sheet",
    "website",
    "site",
    "statement",
    "statements",
    "post",
    "tweet",
    "release",
    "communiqué",
    "communique",
    "maps",
    "survey",
    "calculations",
];

/// What outlets publish: a report in a newspaper is the newspaper's, one by a panel speaks for itself.
const WORKS_OF_OUTLETS: [&str; 7] =
    ["report", "reports", "article", "story", "investigation", "documentary", "programme"];

/// The firm behind "satellite pictures taken by Calder Imaging", the body behind "a Pentagon fact sheet".
pub(super) fn maker(text: &str, tokens: &[Token<'_>], gazetteer: &Gazetteer) -> Option<Voice> {
    let is_work = |i: usize, works: &[&str]| works.iter().any(|noun| tokens[i].is(noun));
    let head = (0..tokens.len()).find(|&i| is_work(i, &VOICES_OF_MAKERS) || is_work(i, &WORKS_OF_OUTLETS))?;
    let of_outlet = is_work(head, &WORKS_OF_OUTLETS);
    let named = |range: Range<usize>| {
        let tokens = tokens.get(range).filter(|t| !t.is_empty())?;
        let voice = voice(text, tokens, gazetteer)?;
        match voice {
            Voice::Outlet { .. } => Some(voice),
            _ if of_outlet => None,
            Voice::Body { .. } => Some(voice),
            // A name behind "by" or before the images is their maker's, a firm more often than a person.
            Voice::Person { name, roles, .. } if roles.is_empty() => {
                let named = Named { name, kind: SpeakerKind::Organisation, of: None };
                Some(Voice::Body { named, noun: Some("firm".into()) })
            }
            Voice::Nominal(nominal) if nominal.definite && nominal.kind.body().is_some() => {
                Some(Voice::Nominal(nominal))
            }
            _ => None,
        }
    };
    let by = tokens[head..].iter().position(|t| t.is("by") || t.is("from") || of_outlet && (t.is("in") || t.is("of")));
    let by = by.map(|i| head + i + 1);
    let owner = tokens[..head].iter().rposition(|t| t.possessive || t.is_capitalised()).map_or(0, |i| i + 1);
    let start = usize::from(tokens[0].is("a") || tokens[0].is("an"));
    by.and_then(|by| named(by..tokens.len())).or_else(|| {
        named(start..owner.max(start))
            .filter(|_| tokens[..head].iter().any(|t| t.possessive || known(t.text, gazetteer).is_some()))
    })
}

/// "its owner, the Piraeus-based Aegis Lines"
pub(super) fn owner(text: &str, tokens: &[Token<'_>], part: usize) -> Option<Voice> {
    const OWNERS: [&str; 6] = ["owner", "manufacturer", "maker", "operator", "charterer", "supplier"];
    let noun = tokens[..part].iter().find(|t| OWNERS.iter().any(|noun| t.is(noun)))?;
    let apposed = tokens.get(part..).filter(|rest| rest.first().is_some_and(|t| t.is("the")))?;
    let sort = apposed.get(1).filter(|t| t.text.ends_with("-based")).map_or(1, |_| 2);
    let name = apposed.get(sort..).filter(|name| !name.is_empty() && name.iter().all(Token::is_capitalised))?;
    let name = cover(name, &(0..name.len())).text(text).to_owned();
    let named = Named { name, kind: SpeakerKind::Organisation, of: None };
    Some(Voice::Body { named, noun: Some(noun.text.to_lowercase()) })
}

/// "Al-Mashhad, a Cairo newspaper".
pub(super) fn apposed_outlet(text: &str, tokens: &[Token<'_>], part: usize, gazetteer: &Gazetteer) -> Option<Voice> {
    let apposition = tokens.get(part..).filter(|rest| !rest.is_empty() && rest.len() <= 5)?;
    let start = usize::from(tokens[0].is("the"));
    let name = tokens.get(start..part).filter(|name| !name.is_empty() && name.iter().all(Token::is_capitalised))?;
    let noun = apposition[end_of_nouns(apposition).saturating_sub(1)].text;
    let articled = ["a", "an", "the"].iter().any(|article| apposition[0].is(article));
    let of_news = noun != "agency" || apposition.iter().any(|t| t.is("news"));
    (articled && of_news && gazetteer.is_media_noun(noun))
        .then(|| Voice::Outlet { name: cover(name, &(0..name.len())).text(text).to_owned() })
}
