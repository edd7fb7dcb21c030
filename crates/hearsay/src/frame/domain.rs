//! Whether an article is of the pack's domain at all. "The senator gave the voters what they wanted" is told in words of
//! transfers, and no arms change hands.

use super::engine::Draft;
use super::frame_type::FillerKind;
use super::item::Items;
use super::phrase::{Phrase, Phrases};

/// Drops what is moved, made or used in an article that names no goods of the domain.
pub(super) fn keep(phrases: &Phrases<'_>, drafts: &mut Vec<Draft<'_>>) {
    let Some(items) = &phrases.pack.items else { return };
    let is_known = |of: &Phrase| of.entity.as_ref().is_some_and(|id| !is_beside(items, &phrases.pack.beside, id));
    let is_of_domain = |draft: &Draft<'_>| {
        let goods = (0..draft.roles.len()).filter(|&role| draft.filler_kind(role) == FillerKind::Goods);
        goods.flat_map(|role| &draft.roles[role]).any(is_known)
    };
    if !drafts.iter().any(is_of_domain) {
        // "The shipments went on" may mean any.
        drafts.retain(|draft| draft.counted().iter().all(|of| of.points_back));
    }
}

/// Whether an item is one of those that only accompany the domain's, or lies within a class of such: "commodity.*".
fn is_beside(items: &Items, beside: &[String], id: &str) -> bool {
    let within = |class: &str| id != class && items.is_a(id, class);
    beside.iter().any(|one| one.strip_suffix(".*").map_or(one == id, within))
}
