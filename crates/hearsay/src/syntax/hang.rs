//! How well one word of a sentence hangs on another: by the encoder's link between them and by the likeliest relation that
//! English has in that direction.

use hearsay_encoder::{Link, Relation, Window};
use itertools::Itertools;

/// What a token has its head before it for.
const BEHIND: [Relation; 13] = [
    Relation::Acl,
    Relation::AclRelcl,
    Relation::AdvclRelcl,
    Relation::Appos,
    Relation::CompoundPrt,
    Relation::Conj,
    Relation::Fixed,
    Relation::Flat,
    Relation::Goeswith,
    Relation::Iobj,
    Relation::List,
    Relation::OblAgent,
    Relation::Xcomp,
];

/// What a token has its head behind it for; so have prepositions, but not the ending of "Egypt's".
const BEFORE: [Relation; 10] = [
    Relation::Aux,
    Relation::Cc,
    Relation::CcPreconj,
    Relation::Compound,
    Relation::Det,
    Relation::DetPredet,
    Relation::Mark,
    Relation::NmodDesc,
    Relation::NmodPoss,
    Relation::NsubjOuter,
];

/// Logits below a word's best link from which on its relation to a head isn't asked for: it won't have that one.
const MARGIN: f32 = 3.0;

/// The best heads of a word by their links, of which the relations are asked for.
const CHOICES: usize = 3;

/// What any other head has in place of a relation.
const FLOOR: f32 = -4.0;

/// The words of a sentence, by their places in their window.
pub(super) struct Hanging<'w, 't> {
    pub(super) window: &'w Window<'t>,
    pub(super) words: &'w [usize],
    pub(super) text: &'t str,
}

impl Hanging<'_, '_> {
    /// For each word, how well it hangs on each.
    pub(super) fn scores(&self) -> Vec<Vec<f32>> {
        (0..self.words.len()).map(|d| self.heads(d)).collect()
    }

    /// For each word, how well it is the root.
    pub(super) fn roots(&self) -> Vec<f32> {
        self.words.iter().map(|&word| self.window.link(Link::ToHead, word, None)).collect()
    }

    fn heads(&self, dependent: usize) -> Vec<f32> {
        let link = |&head: &usize| self.window.link(Link::ToHead, self.words[dependent], Some(head));
        let links: Vec<f32> = self.words.iter().map(link).collect();
        let others = links.iter().enumerate().filter(|(head, _)| *head != dependent).map(|(_, link)| *link);
        let best: Vec<f32> = others.k_largest_by(CHOICES, f32::total_cmp).collect();
        let (first, last) = (best.first().copied().unwrap_or(0.0), best.last().copied().unwrap_or(0.0));
        let near = |head: usize, link: f32| head != dependent && link >= last.max(first - MARGIN);
        // Where there is no choice, the relation changes nothing.
        let is_open = best.get(1).is_some_and(|second| *second >= first - MARGIN);
        if !is_open {
            return links;
        }
        let likely = |head, link| if near(head, link) { self.likeliest(dependent, head).1 } else { FLOOR };
        links.into_iter().enumerate().map(|(head, link)| link + likely(head, link)).collect()
    }

    /// The likeliest relation that a word may have to a head, itself for the root, and the logarithm of its probability.
    pub(super) fn likeliest(&self, dependent: usize, head: usize) -> (Relation, f32) {
        let word = self.words[dependent];
        if dependent == head {
            return (Relation::Root, 0.0);
        }
        let logits = self.window.relations(word, Some(self.words[head]));
        let highest = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let total = highest + logits.iter().map(|l| (l - highest).exp()).sum::<f32>().ln();
        let ending = self.text[self.window.words[word].range.clone()].starts_with(['\'', '’', '`']);
        let allowed = |relation: Relation| match relation {
            Relation::Root => false,
            Relation::Case => (head > dependent) != ending,
            relation if head < dependent => !BEFORE.contains(&relation),
            relation => !BEHIND.contains(&relation),
        };
        let relations = Relation::ALL.iter().copied().zip(logits).filter(|&(relation, _)| allowed(relation));
        let best = relations.max_by(|a, b| a.1.total_cmp(&b.1));
        best.map_or((Relation::Dep, FLOOR), |(relation, logit)| (relation, logit - total))
    }
}
