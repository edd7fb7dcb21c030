//! Origins: the voices behind the statements of a proposition, and how many of them are independent.

use std::collections::{BTreeMap, HashMap};

use super::group::Union;
use super::judgement::Bounds;
use super::{Counts, Judgement, Lineage, Link, Origin, Statement};
use crate::{Polarity, Quotation, SpeakerKind};

/// Words that describe nobody.
const PRONOUNS: &[&str] = &["he", "i", "it", "one", "she", "somebody", "someone", "they", "this", "we", "who"];

/// The origins of a proposition.
pub(super) struct Origins {
    /// Affirming ones first, by date.
    pub origins: Vec<Origin>,
    /// For each statement, the number of its origin; none where the lineage can't be told.
    pub of: Vec<Option<usize>>,
    /// How many affirm.
    pub affirming: Counts,
    /// How many deny.
    pub denying: Counts,
}

/// The origins of statements in the order of their dates, by the links between them.
pub(super) fn origins(statements: &[&Statement], links: &[Link], judgements: &[Judgement]) -> Origins {
    let voices = voices(statements, links, judgements);
    let lineages = lineages(&voices, statements);
    // The word that is counted for a party: its first under its name, else its first.
    let mut heads: BTreeMap<(bool, &str), usize> = BTreeMap::new();
    for (i, voice) in voices.iter().enumerate() {
        if let Some(party) = party(voice, statements) {
            let head = heads.entry((denies(voice, statements), party)).or_insert(i);
            if lineages[i] < lineages[*head] {
                *head = i;
            }
        }
    }
    let mut found = Origins {
        origins: Vec::new(),
        of: vec![None; statements.len()],
        affirming: Counts::default(),
        denying: Counts::default(),
    };
    let mut number = 0;
    let ids: Vec<Option<String>> = lineages
        .iter()
        .map(|lineage| {
            number += usize::from(*lineage != Lineage::Unknown);
            (*lineage != Lineage::Unknown).then(|| format!("o{number}"))
        })
        .collect();
    for (i, voice) in voices.iter().enumerate() {
        let denies = denies(voice, statements);
        let head = party(voice, statements).and_then(|party| heads.get(&(denies, party)).copied()).unwrap_or(i);
        if head == i {
            let counts = if denies { &mut found.denying } else { &mut found.affirming };
            *match lineages[i] {
                Lineage::Established => &mut counts.established,
                Lineage::Possible => &mut counts.possible,
                Lineage::Unknown => &mut counts.unknown,
            } += 1;
        }
        let Some(id) = ids[i].clone() else { continue };
        for &statement in voice {
            found.of[statement] = Some(found.origins.len());
        }
        let members = || voice.iter().map(|&s| statements[s]);
        let speaker = members().find(|s| named(s)).or_else(|| members().next()).map(|s| &s.voice);
        let speaker = speaker.and_then(|voice| voice.principal.as_ref().or(voice.name.as_ref()));
        found.origins.push(Origin {
            id,
            speaker: speaker.cloned().unwrap_or_default(),
            first_seen: members().filter_map(|s| s.article.published).min(),
            lineage: lineages[i],
            polarity: if denies { Polarity::Negative } else { Polarity::Positive },
            same_party_as: (head != i).then(|| ids[head].clone()).flatten(),
        });
    }
    found
}

/// What hangs together by links, but what was judged to be of different origins; affirming voices first, by date.
fn voices(statements: &[&Statement], links: &[Link], judgements: &[Judgement]) -> Vec<Vec<usize>> {
    let place: HashMap<&str, usize> = statements.iter().enumerate().map(|(i, s)| (s.id.as_str(), i)).collect();
    let pair = |a: &str, b: &str| place.get(a).copied().zip(place.get(b).copied());
    let mut union = Union::new(statements.len());
    for (from, to) in links.iter().filter_map(|link| pair(&link.from, &link.to)) {
        union.join(from, to);
    }
    let mut bounds = Bounds::default();
    for judgement in judgements {
        match judgement {
            Judgement::SameOrigin(a, b) => bounds.same.extend(pair(a, b)),
            Judgement::DifferentOrigin(a, b) => bounds.set_apart(pair(a, b)),
            _ => {}
        }
    }
    let mut voices: Vec<Vec<usize>> = union.sets().into_iter().flat_map(|set| bounds.part(set)).collect();
    voices.sort_by_key(|voice| (denies(voice, statements), voice.first().copied()));
    voices
}

/// One voice's statements are on one side.
fn denies(voice: &[usize], statements: &[&Statement]) -> bool {
    voice.first().is_some_and(|&s| statements[s].polarity == Polarity::Negative)
}

/// Whether the voice has a name: a party that speaks as itself or through somebody on the record.
fn named(statement: &Statement) -> bool {
    vouched(statement)
        && match statement.voice.kind {
            SpeakerKind::Anonymous | SpeakerKind::Media => false,
            SpeakerKind::Document => true,
            // Who speaks for nobody and rests on nothing may repeat what others say.
            SpeakerKind::Person if statement.voice.affiliation.is_none() => !statement.evidence.is_empty(),
            _ => statement.voice.principal.is_some(),
        }
}

/// Whether somebody else than the outlet says it, and not only speaks of it.
fn vouched(statement: &Statement) -> bool {
    statement.quotation != Quotation::None && !statement.presupposed
}

/// How sure it is that each voice is one of its own. Unnamed officials of two reports may be the same people; the first are
/// nobody else where they say for whom they speak, or nobody with a name says the same.
fn lineages(voices: &[Vec<usize>], statements: &[&Statement]) -> Vec<Lineage> {
    let alone: Vec<Lineage> = voices.iter().map(|voice| lineage(voice, statements)).collect();
    let side = |voice: &[usize]| usize::from(denies(voice, statements));
    let mut has_name = [false; 2];
    for (voice, _) in voices.iter().zip(&alone).filter(|(_, lineage)| **lineage == Lineage::Established) {
        has_name[side(voice)] = true;
    }
    let mut heard = [false; 2];
    let settled = |(voice, alone): (&Vec<usize>, Lineage)| {
        let unnamed = |s: &Statement| vouched(s) && s.voice.kind == SpeakerKind::Anonymous;
        if alone != Lineage::Possible || !voice.iter().any(|&s| unnamed(statements[s])) {
            return alone;
        }
        let first = !std::mem::replace(&mut heard[side(voice)], true);
        let nobody_else = party(voice, statements).is_some() || !has_name[side(voice)];
        if first && nobody_else { Lineage::Established } else { alone }
    };
    voices.iter().zip(alone).map(settled).collect()
}

fn lineage(voice: &[usize], statements: &[&Statement]) -> Lineage {
    let unnamed = |s: &Statement| {
        // Of whom nothing is known but "she", it can't be told who that is.
        let described = s.voice.name.as_ref().is_some_and(|name| !PRONOUNS.contains(&name.to_lowercase().as_str()));
        vouched(s) && s.voice.kind != SpeakerKind::Media && described
    };
    if voice.iter().any(|&s| named(statements[s])) {
        Lineage::Established
    } else if voice.iter().any(|&s| unnamed(statements[s])) {
        Lineage::Possible
    } else {
        Lineage::Unknown
    }
}

fn party<'s>(voice: &[usize], statements: &[&'s Statement]) -> Option<&'s str> {
    let of = |s: &'s Statement| if vouched(s) { s.voice.principal.as_deref() } else { None };
    voice.iter().find_map(|&s| of(statements[s]))
}
