//! Whom the voice of a claim stands for, where its words speak of themselves: "it", "the ministry", "Ana Lund".

use hearsay_gazetteer::{Entity, Kind};

use super::body::body;
use super::lemma::singular;
use super::phrase::{Phrase, Phrases};
use crate::syntax::Upos;
use crate::{Claim, Polarity, Quotation, Span, Speaker, SpeakerKind};

/// The claims of somebody's that hold some words.
fn around(claims: &[Claim], at: Span) -> impl Iterator<Item = &Claim> {
    claims.iter().filter(move |c| c.quotation != Quotation::None && c.content.contains(at))
}

/// The narrowest claim around some words.
pub(super) fn narrowest(claims: &[Claim], at: Span) -> Option<&Claim> {
    around(claims, at).min_by_key(|c| c.content.len())
}

/// Whether some words stand in who is said to speak.
fn is_source(claim: &Claim, words: Span) -> bool {
    claim.source.is_some_and(|source| source.contains(words))
}

/// The party that speaks in the narrowest claim around some words.
pub(super) fn voice(phrases: &Phrases<'_>, claims: &[Claim], at: Span) -> Option<(String, Option<String>)> {
    let narrowest = narrowest(claims, at);
    // "Iran rejected US allegations that it had shipped drones": who denies what another says is whom it is said of.
    let denier = around(claims, at)
        .filter(|c| c.polarity == Polarity::Negative && narrowest.is_some_and(|n| n.content.len() < c.content.len()))
        .min_by_key(|c| c.content.len());
    let claim = denier.or(narrowest);
    let word = at.text(phrases.arguments.text).to_lowercase();
    // "Aden will ask the Council to extend its embargo": whose clause it is.
    if matches!(word.as_str(), "its" | "their")
        && let Some(entity) = phrases.subject_over(at)
    {
        return Some((entity.name.to_owned(), Some(entity.id.to_owned())));
    }
    // "Russia has signed the pact and its drones": whoever the content speaks of comes before who speaks.
    // "It also barred two firms, the Post reported": who speaks is named only behind, the one meant before.
    let named_behind = claim.is_none_or(|c| c.source.is_some_and(|source| source.start >= c.content.end));
    let meant = || {
        let before = phrases.subject_before(claim.map(|c| c.content), at);
        let elsewhere = || phrases.party_before(at).or_else(|| phrases.subject_of_last_sentence(at));
        before.or_else(|| named_behind.then(elsewhere).flatten())
    };
    let of = |entity: &Entity<'_>| Some((entity.name.to_owned(), Some(entity.id.to_owned())));
    if matches!(word.as_str(), "it" | "its" | "they" | "their")
        && let Some(entity) = meant()
    {
        return of(entity);
    }
    // "Skyline Robotics has opened a branch where it will": a firm that nobody but the article knows.
    if matches!(word.as_str(), "it" | "its")
        && let Some(firm) = phrases.firm_before(claim.map(|c| c.content), at)
    {
        return Some((firm.name, firm.entity));
    }
    if word == "it"
        && claim.is_none()
        && let Some(party) = phrases.party_of_last_sentence(at)
    {
        let spoke = claims.iter().find(|c| is_source(c, party.span));
        let spoken_for = spoke.and_then(|claim| party_of(phrases, &claim.speaker));
        let known = || body(phrases, claims, &party).filter(|_| party.entity.is_none()).and_then(of);
        return spoken_for.or_else(known).or(Some((party.name.clone(), party.entity.clone())));
    }
    // "The guns are the North's, so it would have to train them": whoever speaks is no "them".
    if word == "them" {
        return meant().and_then(of);
    }
    // Who is only quoted behind ("according to the agency") tells of others.
    let is_asked = |claim: &&Claim| claim.cue.is_some_and(|cue| cue.text(phrases.arguments.text) == "according to");
    let claim = claim.filter(|claim| !(named_behind && is_asked(claim)))?;
    // Nor does a paper tell of itself.
    if claim.speaker.kind == SpeakerKind::Media {
        return None;
    }
    // "from buying arms from Iran or selling to it, analysts said": whoever was named last, since persons are no "it".
    if matches!(word.as_str(), "it" | "its") && is_persons(&claim.speaker) {
        let before = phrases.names_before(at).take_while(|name| name.span.start >= claim.content.start);
        return before.map(|name| name.reading.entity).find(|e| e.kind != Kind::Outlet).and_then(of);
    }
    party_of(phrases, &claim.speaker)
}

/// The party of the voice whose own words a phrase is, where the voice tells of itself.
pub(super) fn of_speaker(
    phrases: &Phrases<'_>,
    claims: &[Claim],
    phrase: &Phrase,
    told: Span,
) -> Option<(String, Option<String>)> {
    let own = |c: &&Claim| is_source(c, phrase.span) && c.content.contains(told);
    party_of(phrases, &claims.iter().find(own)?.speaker)
}

/// Whether a phrase names who tells of what was said before it: "Iran sent drones, two diplomats said".
pub(super) fn is_told_by(claims: &[Claim], phrase: &Phrase, told: Span) -> bool {
    let behind = |c: &Claim| c.content.end <= phrase.span.start;
    claims.iter().any(|c| is_source(c, phrase.span) && c.content.contains(told) && behind(c))
}

/// The party for which a person acts who speaks for one elsewhere in the article.
pub(super) fn behind_person(
    phrases: &Phrases<'_>,
    claims: &[Claim],
    phrase: &Phrase,
) -> Option<(String, Option<String>)> {
    if phrases.syntax().tokens()[phrase.head].upos != Upos::Propn {
        return None;
    }
    let speaks = |c: &&Claim| {
        let is_one = |name: &String| *name == phrase.name || name.rsplit(' ').next() == Some(phrase.name.as_str());
        c.speaker.kind == SpeakerKind::Person
            && c.speaker.affiliation.is_some()
            && c.speaker.name.as_ref().is_some_and(is_one)
    };
    party_of(phrases, &claims.iter().find(speaks)?.speaker)
}

/// Whether a voice is of persons who speak for nobody: "analysts".
fn is_persons(speaker: &Speaker) -> bool {
    matches!(speaker.kind, SpeakerKind::Anonymous | SpeakerKind::Person) && speaker.affiliation.is_none()
}

/// Words of which none names who speaks.
const NOBODY: [&str; 16] = [
    "i", "we", "he", "she", "it", "they", "you", "who", "some", "many", "others", "several", "few", "most", "all",
    "both",
];

/// For whom a voice speaks: its state, or a firm, a movement or an army.
pub(super) fn party_of(phrases: &Phrases<'_>, speaker: &Speaker) -> Option<(String, Option<String>)> {
    // Nobody in particular: "I", "some".
    let is_nobody = |name: &String| NOBODY.contains(&name.to_lowercase().as_str());
    if speaker.name.as_ref().is_some_and(is_nobody) {
        return None;
    }
    let name = match speaker.kind {
        SpeakerKind::Person => speaker.affiliation.as_ref()?,
        SpeakerKind::Anonymous => speaker.affiliation.as_ref().or(speaker.name.as_ref())?,
        _ => speaker.name.as_ref()?,
    };
    // "American and British officials" speak for both, whom `joint` parts.
    if name.contains(" and ") && phrases.gazetteer.mentions(name).count() > 1 {
        return Some((name.clone(), None));
    }
    let state = || {
        let body = phrases.gazetteer.lookup(name).map(|r| r.entity);
        let of = body.and_then(|b| phrases.gazetteer.country_of(b));
        // "European Union ambassadors": a union of states, too.
        let first = phrases.gazetteer.mentions(name).next().filter(|mention| mention.span.start == 0);
        let of_states =
            |e: &&Entity<'_>| e.kind == Kind::Country || e.kind == Kind::Organisation && e.country.is_none();
        of.or(first.map(|mention| mention.reading.entity).filter(of_states))
    };
    // "Chadian officials want drones": they speak for their state.
    let stands_for_state = name
        .rsplit(' ')
        .next()
        .is_some_and(|last| phrases.pack.stands_for_state.contains(&singular(&last.to_lowercase())));
    let civil = matches!(speaker.kind, SpeakerKind::Government | SpeakerKind::Person | SpeakerKind::Anonymous)
        || stands_for_state;
    // A movement's spokesman speaks for it, and an army's for the army.
    let armed = phrases.gazetteer.lookup(name).is_some_and(|r| matches!(r.entity.kind, Kind::Group | Kind::Military));
    match state().filter(|_| civil && !armed) {
        Some(state) => Some((state.name.to_owned(), Some(state.id.to_owned()))),
        None => Some((name.clone(), None)),
    }
}
