//! Whether a place's name means the place, or those who act there: "in Tehran" against "Tehran said".

use super::{Relation, Syntax, Upos};
use crate::Span;

/// What the name of a place stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sense {
    /// The place itself.
    Literal,
    /// Its government, its people, its team: whoever acts under its name.
    Metonymic,
}

impl Sense {
    /// The sense as JSON spells it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Literal => "literal",
            Self::Metonymic => "metonymic",
        }
    }
}

/// Prepositions behind which a name is a place.
const WHERE: [&str; 29] = [
    "in",
    "at",
    "near",
    "from",
    "to",
    "into",
    "across",
    "through",
    "throughout",
    "outside",
    "inside",
    "within",
    "around",
    "toward",
    "towards",
    "over",
    "off",
    "of",
    "along",
    "via",
    "above",
    "below",
    "beyond",
    "north",
    "south",
    "east",
    "west",
    "en",
    "onto",
];

/// Verbs whose subject lies or looks somewhere rather than acts.
const BEING: [&str; 14] = [
    "be", "is", "was", "are", "were", "lies", "lay", "sits", "borders", "remains", "became", "becomes", "looks",
    "covers",
];

/// Verbs whose object is gone to, or left.
const GOING: [&str; 36] = [
    "visit",
    "visits",
    "visited",
    "visiting",
    "leave",
    "leaves",
    "left",
    "leaving",
    "reach",
    "reached",
    "reaching",
    "enter",
    "enters",
    "entered",
    "entering",
    "cross",
    "crossed",
    "crossing",
    "tour",
    "toured",
    "touring",
    "flee",
    "fled",
    "fleeing",
    "hit",
    "hits",
    "surround",
    "surrounded",
    "surrounding",
    "capture",
    "captured",
    "explore",
    "exited",
    "invaded",
    "occupied",
    "struck",
];

/// The sense of the place's name at `span`, by where it stands in its sentence's tree.
#[must_use]
pub fn sense(text: &str, syntax: &Syntax, span: Span) -> Sense {
    let Some(head) = syntax.head(span) else { return Sense::Literal };
    let (token, relation) = standing(syntax, head);
    let governor = syntax.tokens()[token].head;
    let is_one_of = |token: Option<usize>, words: &[&str]| {
        token.is_some_and(|t| words.iter().any(|w| syntax.tokens()[t].span.text(text).eq_ignore_ascii_case(w)))
    };
    let verbal = governor.is_some_and(|g| matches!(syntax.tokens()[g].upos, Upos::Verb | Upos::Aux));
    let acts = match relation {
        Relation::Nsubj | Relation::NsubjOuter => {
            let acts = verbal && !is_one_of(governor, &BEING);
            acts || syntax.tokens()[token].mention == super::Sort::Organisation
        }
        Relation::NsubjPass => syntax.tokens()[token].mention != super::Sort::Place,
        Relation::OblAgent => true,
        Relation::Obj | Relation::Iobj => verbal && !is_one_of(governor, &GOING),
        Relation::Obl | Relation::Nmod => {
            let case = syntax.dependents_by(token, &[Relation::Case]).next();
            case.is_some() && !is_one_of(case, &WHERE)
        }
        Relation::NmodPoss => syntax.tokens()[token].mention != super::Sort::Place,
        _ => false,
    };
    if acts { Sense::Metonymic } else { Sense::Literal }
}

/// The token whose relation tells how `token` is used: for a further conjunct the first, for an apposition what it
/// explains, for a part of a name the name's head.
fn standing(syntax: &Syntax, token: usize) -> (usize, Relation) {
    let mut at = token;
    // A tree is no deeper than it has tokens.
    for _ in 0..syntax.tokens().len() {
        let here = &syntax.tokens()[at];
        match (here.relation, here.head) {
            (Relation::Conj | Relation::Flat, Some(head)) => at = head,
            (relation, _) => return (at, relation),
        }
    }
    (at, Relation::Dep)
}
