//! Syntax: an article's tokens, what each mentions, the tree of each sentence, and its predicates with their arguments.
//!
//! Tokens, tags and relations are those of Universal Dependencies: "don't" is two tokens, "U.S." one. The encoder's
//! words become tokens and its links trees in `decode`; `tree` finds the best tree in which no links cross.

mod decode;
mod event;
mod hang;
mod mend;
mod predicate;
mod tree;

use std::ops::Range;

pub(crate) use decode::Parser;
pub use decode::parse_tokens;
pub use event::{Event, EventType, Filling, Role, Stage};
pub use hearsay_encoder::{Relation, Sort, Upos, Xpos};
pub use predicate::{Argument, Predicate, Sense};

use crate::Span;

/// A token in its sentence's tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Part of speech.
    pub upos: Upos,
    /// Part of speech with number and tense.
    pub xpos: Xpos,
    /// What the phrase mentions whose head this token is.
    pub mention: Sort,
    /// Index of the head among the article's tokens; `None` for the root of a sentence.
    pub head: Option<usize>,
    /// How it depends on its head.
    pub relation: Relation,
}

impl Token {
    /// Whether a clause can have it for its verb or modal: "sent", "sends", "will".
    #[must_use]
    pub fn is_finite(&self) -> bool {
        matches!(self.xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md)
    }
}

/// The tokens of an article, in order, with the trees over them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Syntax {
    tokens: Vec<Token>,
    /// For each token, its dependents in order.
    dependents: Vec<Vec<usize>>,
    predicates: Vec<Predicate>,
    events: Vec<Event>,
}

impl Syntax {
    /// A token whose heads lead back to itself, or nowhere, becomes a root: every chain of heads ends.
    fn new(mut tokens: Vec<Token>, predicates: Vec<Predicate>, events: Vec<Event>) -> Self {
        cut_cycles(&mut tokens);
        raise_from_auxiliaries(&mut tokens);
        let mut dependents = vec![Vec::new(); tokens.len()];
        for (i, token) in tokens.iter().enumerate() {
            if let Some(of) = token.head.and_then(|h| dependents.get_mut(h)) {
                of.push(i);
            }
        }
        Self { tokens, dependents, predicates, events }
    }

    /// All tokens, in order.
    #[must_use]
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The predicates, in order; auxiliaries aren't among them.
    #[must_use]
    pub fn predicates(&self) -> &[Predicate] {
        &self.predicates
    }

    /// What a token tells of as a predicate, if it is one.
    #[must_use]
    pub fn predicate(&self, token: usize) -> Option<&Predicate> {
        let at = self.predicates.binary_search_by_key(&token, |predicate| predicate.token).ok()?;
        self.predicates.get(at)
    }

    /// The event that a token tells of, if it rather does than not.
    #[must_use]
    pub fn event(&self, token: usize) -> Option<&Event> {
        let at = self.events.binary_search_by_key(&token, |event| event.token).ok()?;
        self.events.get(at)
    }

    /// Indices of the tokens that lie in `span`, at least in part.
    #[must_use]
    pub fn within(&self, span: Span) -> Range<usize> {
        let start = self.tokens.partition_point(|t| t.span.end <= span.start);
        let end = self.tokens.partition_point(|t| t.span.start < span.end);
        start..end.max(start)
    }

    /// The highest token of a span: the first whose head lies outside of it.
    #[must_use]
    pub fn head(&self, span: Span) -> Option<usize> {
        let within = self.within(span);
        let is_outside = |i: &usize| self.tokens[*i].head.is_none_or(|h| !within.contains(&h));
        // A comma or a conjunction may hang outside without being what the span is about.
        let heads = || within.clone().filter(is_outside);
        heads().find(|&i| self.tokens[i].upos != Upos::Punct).or_else(|| heads().next())
    }

    /// The dependents of a token, in order.
    #[must_use]
    pub fn dependents(&self, token: usize) -> &[usize] {
        self.dependents.get(token).map_or(&[], Vec::as_slice)
    }

    /// The dependents of a token by certain relations, in order.
    pub fn dependents_by<'s>(&'s self, token: usize, relations: &'s [Relation]) -> impl Iterator<Item = usize> + 's {
        self.dependents(token).iter().copied().filter(|&d| relations.contains(&self.tokens[d].relation))
    }

    /// From the first to the last token that hangs on `token`, leaving out dependents that `leave_out` names and
    /// what hangs on them.
    #[must_use]
    pub fn phrase(&self, token: usize, leave_out: &[Relation]) -> Span {
        let mut span = self.tokens[token].span;
        let mut open: Vec<usize> = vec![token];
        while let Some(at) = open.pop() {
            span = span.join(self.tokens[at].span);
            let kept = |d: &&usize| at != token || !leave_out.contains(&self.tokens[**d].relation);
            open.extend(self.dependents(at).iter().filter(kept));
        }
        span
    }
}

/// Windows decode their parts of a long sentence by themselves; put together, the parts may form a cycle.
fn cut_cycles(tokens: &mut [Token]) {
    // The walk in which a token was first reached.
    let mut reached = vec![usize::MAX; tokens.len()];
    for start in 0..tokens.len() {
        let mut at = start;
        while reached[at] == usize::MAX {
            reached[at] = start;
            match tokens[at].head {
                Some(head) if reached.get(head).is_none_or(|&walk| walk == start) => {
                    tokens[at].head = None;
                    tokens[at].relation = Relation::Root;
                }
                Some(head) => at = head,
                None => {}
            }
        }
    }
}

/// Auxiliaries and copulas have no arguments: what a tree hangs on one, as "China" on "has" in "China has banned
/// exports", belongs to the verb. <https://universaldependencies.org/u/overview/syntax.html>
fn raise_from_auxiliaries(tokens: &mut [Token]) {
    let is_function = |t: &Token| matches!(t.relation, Relation::Aux | Relation::AuxPass | Relation::Cop);
    for i in 0..tokens.len() {
        let above = tokens[i].head.filter(|&h| is_function(&tokens[h])).and_then(|h| tokens[h].head);
        let stays = matches!(tokens[i].relation, Relation::Fixed | Relation::Conj | Relation::Cc | Relation::Goeswith);
        if let Some(above) = above.filter(|&a| a != i && !stays) {
            tokens[i].head = Some(above);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_chain_of_heads_ends(heads in prop::collection::vec(prop::option::of(0..30_usize), 0..30)) {
            let token = |(i, head): (usize, &Option<usize>)| Token {
                span: Span::new(i, i + 1),
                upos: Upos::Noun,
                xpos: Xpos::Nn,
                mention: Sort::None,
                head: *head,
                relation: Relation::Dep,
            };
            let syntax = Syntax::new(heads.iter().enumerate().map(token).collect(), Vec::new(), Vec::new());
            for token in 0..heads.len() {
                let chain = std::iter::successors(Some(token), |&t| syntax.tokens()[t].head);
                prop_assert!(chain.take(heads.len() + 1).count() <= heads.len());
                prop_assert!(syntax.phrase(token, &[]).contains(syntax.tokens()[token].span));
            }
        }
    }
}
