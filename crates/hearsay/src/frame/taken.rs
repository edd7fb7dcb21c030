//! Nouns of whose events another word tells: "suspended exports" are no exports, nor is "a ban on sales" a sale.

use std::collections::{HashMap, HashSet};

use super::argument::{Argument, Slot};
use super::engine::Draft;
use super::frame_type::{FrameType, Pos, Trigger};
use super::lemma::singular;
use super::phrase::Phrases;

/// The object whose own event a trigger takes over: "suspended exports".
pub(super) fn taken_over(phrases: &Phrases<'_>, trigger: &Trigger, arguments: &[Argument]) -> Option<usize> {
    let whole = |at: usize| phrases.arguments.counted_of(at).unwrap_or(at);
    let is_one = |at: &usize| trigger.objects.contains(phrases.lemma(*at));
    arguments.iter().filter(|(slot, _)| *slot == Slot::Object).map(|&(_, at)| whole(at)).find(is_one)
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

/// Drops events of which another word tells: "suspended exports" is no export, nor are those that are joined to it.
pub(super) fn take_over(phrases: &Phrases<'_>, drafts: &mut Vec<Draft<'_>>) {
    let mut objects: HashSet<usize> = HashSet::new();
    let mut beside: HashMap<usize, Vec<&str>> = HashMap::new();
    for draft in drafts.iter() {
        for &object in &draft.takes_over {
            objects.insert(object);
            let below = phrases.syntax().dependents(object).iter().copied();
            for token in phrases.arguments.joined(object).into_iter().chain(below) {
                beside.entry(token).or_default().push(&draft.kind.kind);
            }
        }
    }
    // "a ban on sales or an embargo" tells of two measures.
    let by_another =
        |d: &Draft<'_>| beside.get(&d.trigger).is_some_and(|by| by.iter().any(|kind| *kind != d.kind.kind));
    drafts.retain(|d| !d.takes_over.is_empty() || !objects.contains(&d.trigger) && !by_another(d));
}
