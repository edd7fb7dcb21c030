//! Whether a word means the event of a trigger, or something else that it can mean.

use super::argument::{Argument, Slot};
use super::frame_type::{FrameType, Pos, Trigger};
use super::lemma::singular;
use super::phrase::Phrases;
use crate::syntax::{Relation, Xpos};

/// Tokens before a bare noun in which it may have been told what it is of.
const BEFORE: usize = 1000;

/// Whether what a verb tells is said of anyone: "you don't just buy an aircraft", "how a serious country buys weapons".
fn is_of_anyone(phrases: &Phrases<'_>, token: usize, arguments: &[Argument]) -> bool {
    let present = matches!(phrases.syntax().tokens()[token].xpos, Xpos::Vb | Xpos::Vbp | Xpos::Vbz);
    let how = || phrases.syntax().dependents(token).iter().any(|&d| phrases.arguments.word(d) == "how");
    let anyone = |(slot, at): &Argument| {
        *slot == Slot::Subject
            && (phrases.arguments.word(*at) == "you" || phrases.is_indefinite(*at) && !phrases.is_proper(*at) && how())
    };
    let helped = phrases.arguments.child(token, &[Relation::Aux]);
    let modal = helped.is_some_and(|aux| !matches!(phrases.arguments.word(aux).as_str(), "do" | "does"));
    present && !modal && arguments.iter().any(anyone)
}

/// Whether a verb tells what goods are able to do, which has not happened: "the missiles can reach Eilat".
/// `acts` tells whether goods are its subject anyway.
fn is_ability(phrases: &Phrases<'_>, token: usize, acts: bool, arguments: &[Argument]) -> bool {
    let able = phrases.arguments.child(token, &[Relation::Aux]).is_some_and(|aux| phrases.arguments.word(aux) == "can");
    // "The launchers can fire cruise missiles".
    let by_goods = || arguments.iter().any(|(slot, at)| *slot == Slot::Subject && phrases.is_goods(*at));
    able && (acts || by_goods())
}

/// Whether a word has the particle, the words before it and the subject that its trigger asks for, and doesn't only help to
/// tell of something else.
pub(super) fn is_meant(
    phrases: &Phrases<'_>,
    token: usize,
    kind: &FrameType,
    trigger: &Trigger,
    arguments: &[Argument],
) -> bool {
    let modified =
        |(slot, at): &Argument| *slot == Slot::Modifier && trigger.modifiers.contains(&phrases.arguments.word(*at));
    let asked_for = |(slot, at): &Argument| trigger.asks_for(slot, phrases.lemma(*at));
    let goal = |(slot, at): &Argument| {
        matches!(slot, Slot::Preposition(_)) && trigger.goals.contains(&singular(phrases.lemma(*at)))
    };
    // "the package", of sanctions as was told before.
    let told_before = || {
        let same = |&t: &usize| phrases.lemma(t) == phrases.lemma(token) && !phrases.syntax().dependents(t).is_empty();
        let of = |t: usize| {
            let below = phrases.syntax().dependents(t).iter();
            below.map(|&d| singular(phrases.lemma(d))).any(|noun| trigger.unless.contains(&noun))
        };
        trigger.pos == Pos::Noun && arguments.is_empty() && (0..token).rev().take(BEFORE).filter(same).any(of)
    };
    let part_of: Vec<&str> = trigger.part_of.iter().map(String::as_str).collect();
    // "A freighter landed with rifles": of what it brings is told as well.
    let brings = arguments.iter().any(|(slot, at)| slot.is_behind(&["with"]) && phrases.is_goods(*at));
    let spared = |(slot, at): &Argument| {
        let noun = singular(phrases.lemma(*at));
        if slot.is_behind(&part_of) && (phrases.is_goods(*at) || phrases.is_designation(*at)) {
            return true;
        }
        (matches!(slot, Slot::Object | Slot::Modifier) || slot.is_behind(&["of"])) && trigger.unless.contains(&noun)
            || *slot == Slot::Subject
                && !brings
                && (trigger.not_by.contains(&noun)
                    // "which Rafales carry": a model's name stands for its noun.
                    || phrases.noun_of_system(*at).is_some_and(|noun| trigger.not_by.contains(&noun)))
    };
    let tells_of_another = || {
        trigger.pos == Pos::Noun
            && (phrases.arguments.is_habit(token)
                || phrases.arguments.is_of_kind(token)
                || phrases.tells_what_for(token))
            || trigger.objects.is_empty() && phrases.only_supports(token, kind)
            || trigger.verbal && phrases.arguments.is_bare_participle(token)
            || trigger.main && phrases.arguments.is_beside(token)
            || trigger.pos == Pos::Verb && phrases.arguments.is_learnt(token)
            || trigger.alone && phrases.arguments.is_telling_of_object(token)
    };
    // "food production" and "production of films" have their own.
    let alone = || {
        let of =
            |(slot, _): &Argument| matches!(slot, Slot::Modifier | Slot::Included) || slot.is_behind(&["of", "for"]);
        !arguments.iter().any(of) && phrases.arguments.child(token, &[Relation::Amod, Relation::Compound]).is_none()
    };
    let counted = kind.counted().map(|role| kind.slots(trigger, &kind.roles[role].name));
    let acts = counted.is_some_and(|slots| slots.contains(&Slot::Subject));
    let other = |particle: &String| phrases.arguments.has_particle(token, Some(particle));
    phrases.arguments.has_particle(token, trigger.particle.as_deref())
        && !trigger.without.iter().any(other)
        && (trigger.modifiers.is_empty() || arguments.iter().any(modified))
        && (trigger.goals.is_empty() || arguments.iter().any(goal))
        && (trigger.subjects.is_empty() || arguments.iter().any(asked_for))
        && (trigger.unless.is_empty() && trigger.not_by.is_empty() && part_of.is_empty()
            || !arguments.iter().any(spared) && !told_before())
        && (trigger.bare.is_none() || alone())
        && !tells_of_another()
        && !is_ability(phrases, token, acts, arguments)
        && !is_of_anyone(phrases, token, arguments)
}
