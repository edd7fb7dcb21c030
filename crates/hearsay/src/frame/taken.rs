//! Nouns of whose events another word tells: "suspended exports" are no exports, nor is "a ban on sales" a sale.

use super::argument::{Argument, Slot};
use super::engine::Draft;
use super::frame_type::{FrameType, Pos, Trigger};
use super::lemma::singular;
use super::phrase::Phrases;

/// The object whose own event a trigger takes over: "suspended exports".
pub(super) fn taken_over(phrases: &Phrases<'_>, trigger: &Trigger, arguments: &[Argument]) -> Option<usize> {
    let is_one = |(slot, at): &&Argument| *slot == Slot::Object && trigger.objects.contains(phrases.lemma(*at));
    arguments.iter().find(is_one).map(|&(_, at)| at)
}

/// Nouns among arguments that name what is kept from happening: "a ban on exports", "forbids all sales".
pub(super) fn hindered(phrases: &Phrases<'_>, kind: &FrameType, arguments: &[Argument]) -> Vec<usize> {
    let Some(hindered) = &kind.hinders else { return Vec::new() };
    let is_one = |(slot, at): &&Argument| {
        let noun = singular(phrases.lemma(*at));
        let mut triggers = phrases.pack.triggers(&noun);
        let told = *slot == Slot::Object || slot.is_behind(&["on", "of", "against"]);
        told && triggers.any(|(of, t)| t.pos == Pos::Noun && of.kind == *hindered.get_ref())
    };
    arguments.iter().filter(is_one).map(|&(_, at)| at).collect()
}

/// A verb that tells of what its object names: "suspended exports" is no export.
pub(super) fn take_over(phrases: &Phrases<'_>, drafts: &mut Vec<Draft<'_>>) {
    let takers: Vec<(usize, &str)> =
        drafts.iter().flat_map(|d| d.takes_over.iter().map(|&t| (t, &*d.kind.kind))).collect();
    let is_taken = |d: &Draft<'_>| {
        takers.iter().any(|&(object, by)| {
            // "a ban on sales or an embargo" tells of two measures.
            let beside = || by != d.kind.kind;
            let below = || phrases.syntax().dependents(object).contains(&d.trigger);
            object == d.trigger || beside() && (below() || phrases.arguments.joined(object).contains(&d.trigger))
        })
    };
    drafts.retain(|d| !d.takes_over.is_empty() || !is_taken(d));
}
