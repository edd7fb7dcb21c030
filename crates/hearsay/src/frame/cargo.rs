//! What was on board: who sent what to whom with goods that were stopped on their way.

use super::engine::Draft;
use super::frame_type::FillerKind;
use super::phrase::Phrases;

/// How many words above a trigger its carrier may stand.
const REACH: usize = 4;

/// Fills frames from those of their cargo's type that stand within the phrase of their goods: "a boat carrying rifles to
/// Yemen" has the rifles, "rifles bound for Yemen" have a recipient.
pub(crate) fn unload(phrases: &Phrases<'_>, drafts: &mut Vec<Draft<'_>>) {
    let kinds: Vec<&String> = drafts.iter().filter_map(|d| Some(d.kind.cargo.as_ref()?.get_ref())).collect();
    if kinds.is_empty() {
        return;
    }
    let told: Vec<Draft<'_>> = drafts.iter().filter(|d| kinds.contains(&&d.kind.kind)).cloned().collect();
    let mut unloaded: Vec<usize> = Vec::new();
    for draft in drafts.iter_mut() {
        let Some(kind) = &draft.kind.cargo else { continue };
        let goods = (0..draft.roles.len()).filter(|&r| draft.filler_kind(r) == FillerKind::Goods);
        let named = goods.flat_map(|r| &draft.roles[r]).map(|phrase| phrase.head);
        let heads: Vec<usize> = named.chain(draft.takes_over.iter().copied()).collect();
        let within = |trigger: usize| {
            let above = std::iter::successors(Some(trigger), |&t| phrases.syntax().tokens()[t].head);
            // "intercepted a boat carrying rifles": trees may hang the participle on the verb.
            above.take(REACH).any(|t| heads.contains(&t) && t != draft.trigger)
                || trigger.checked_sub(1).is_some_and(|before| heads.contains(&before))
                // "the vessel, stopped by the navy, was carrying rifles".
                || phrases.arguments.subject(trigger, REACH).is_some_and(|carrier| heads.contains(&carrier))
        };
        let Some(other) = told.iter().find(|other| other.kind.kind == *kind.get_ref() && within(other.trigger)) else {
            continue;
        };
        let tells_of_goods = phrases.arguments.only_tells_of(other.trigger);
        unloaded.extend(Some(other.trigger).filter(|_| tells_of_goods));
        // "rifles from a gang that smuggled arms" are the rifles still.
        let carrier = phrases.syntax().tokens()[other.trigger].head.into_iter();
        let carrier = carrier.chain(phrases.arguments.subject(other.trigger, REACH)).find(|t| heads.contains(t));
        for (role, theirs) in draft.kind.roles.iter().enumerate() {
            let Some(fillers) = other.kind.index_of(&theirs.name).map(|i| &other.roles[i]) else { continue };
            // Who stops a shipment didn't send it.
            if fillers.iter().any(|f| draft.roles.iter().flatten().any(|own| own.name == f.name && own.head == f.head))
            {
                continue;
            }
            let empty = draft.roles[role].is_empty();
            let loaded = theirs.filler == FillerKind::Goods && !fillers.iter().any(|f| heads.contains(&f.head));
            if !fillers.is_empty() && (empty || loaded && carrier.is_some()) {
                draft.roles[role].clone_from(fillers);
            }
        }
    }
    // "seized rifles bound for Mali" tells of one event.
    drafts.retain(|draft| draft.kind.cargo.is_some() || !unloaded.contains(&draft.trigger));
}
