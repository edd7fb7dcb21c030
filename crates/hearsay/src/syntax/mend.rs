//! Mends trees where the encoder hangs a phrase on a verb though it stands right behind, or before, the noun it is of:
//! "the contract | for howitzers was signed", "two | of the jets", "Egypt's | request".
//!
//! English has next to no sentences in which these would be the verb's. `eval/syntax` measures it.

use super::{Relation, Sort, Token, Upos};

/// Words above a token among which its noun is looked for.
const REACH: usize = 12;

/// Hangs such phrases on their nouns.
pub(super) fn mend(text: &str, tokens: &mut [Token]) {
    for at in 0..tokens.len() {
        if let Some((noun, relation)) = better(text, tokens, at) {
            tokens[at].head = Some(noun);
            tokens[at].relation = relation;
        }
    }
}

fn is_subject(relation: Relation) -> bool {
    matches!(relation, Relation::Nsubj | Relation::NsubjPass)
}

/// On what a token hangs, and how, where that isn't what the tree says.
fn better(text: &str, tokens: &[Token], at: usize) -> Option<(usize, Relation)> {
    let here = &tokens[at];
    let verb = here.head?;
    let word = |t: usize| tokens[t].span.text(text);
    let marks = |t: &usize| tokens[*t].head == Some(at) && tokens[*t].relation == Relation::Case;
    if is_subject(here.relation) && tokens.get(at + 1).is_some() && marks(&(at + 1)) && word(at + 1).ends_with('s') {
        let is_noun = |t: &usize| *t > at && matches!(tokens[*t].upos, Upos::Noun | Upos::Propn);
        let next = || (at + 2..tokens.len()).take(REACH).find(|&t| tokens[t].head == Some(verb));
        let owned = Some(verb).filter(is_noun).or_else(|| next().filter(|&t| is_subject(tokens[t].relation)))?;
        return Some((owned, Relation::NmodPoss));
    }
    let case = (at.saturating_sub(REACH)..at).find(marks)?;
    let above = std::iter::successors(case.checked_sub(1), |&t| tokens[t].head).take(REACH);
    let noun = above.into_iter().find(|&t| tokens[t].head == Some(verb)).filter(|&t| tokens[t].upos != Upos::Punct)?;
    let is_core = |relation: Relation| is_subject(relation) || relation == Relation::Obj;
    let part = is_core(here.relation) && is_core(tokens[noun].relation) && word(case) == "of";
    let of_subject = here.relation == Relation::Obl
        && at < verb
        && tokens[verb].upos == Upos::Verb
        && is_subject(tokens[noun].relation)
        && matches!(here.upos, Upos::Noun | Upos::Propn)
        && here.mention != Sort::Time;
    (part || of_subject).then_some((noun, Relation::Nmod))
}
