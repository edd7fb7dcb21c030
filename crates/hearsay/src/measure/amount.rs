//! Amounts: a number with the words that bound it, or a range of two.

use super::numeral::Numeral;
use super::word::Words;

/// A number with its bounds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Amount<M> {
    /// The least it can be; equal to `high` where the number is exact.
    pub(super) low: Option<f64>,
    /// The most it can be.
    pub(super) high: Option<f64>,
    /// Whether it is said to be near the true number: "about".
    pub(super) approx: bool,
    /// What the term's reader found with the number: a currency.
    pub(super) mark: M,
    /// The number that carries the amount: of a range the second.
    pub(super) numeral: Numeral,
    /// First word of the number itself; of a range the first number's.
    pub(super) number_start: usize,
    /// Word after the last.
    pub(super) end: usize,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Bound {
    Low,
    High,
    Approx,
    /// Words that belong to a bound and say nothing: "well over".
    Degree,
}

const BEFORE: &[(&str, Bound)] = &[
    ("no fewer than", Bound::Low),
    ("not fewer than", Bound::Low),
    ("no less than", Bound::Low),
    ("not less than", Bound::Low),
    ("more than", Bound::Low),
    ("greater than", Bound::Low),
    ("higher than", Bound::Low),
    ("at least", Bound::Low),
    ("upward of", Bound::Low),
    ("upwards of", Bound::Low),
    ("in excess of", Bound::Low),
    ("a minimum of", Bound::Low),
    ("exceeding", Bound::Low),
    ("above", Bound::Low),
    ("over", Bound::Low),
    ("past", Bound::Low),
    (">", Bound::Low),
    ("no more than", Bound::High),
    ("not more than", Bound::High),
    ("as many as", Bound::High),
    ("as much as", Bound::High),
    ("fewer than", Bound::High),
    ("less than", Bound::High),
    ("lower than", Bound::High),
    ("a maximum of", Bound::High),
    ("at most", Bound::High),
    ("up to", Bound::High),
    ("below", Bound::High),
    ("under", Bound::High),
    ("<", Bound::High),
    ("somewhere around", Bound::Approx),
    ("in the region of", Bound::Approx),
    ("in the order of", Bound::Approx),
    ("on the order of", Bound::Approx),
    ("an estimated", Bound::Approx),
    ("an approximate", Bound::Approx),
    ("close to", Bound::Approx),
    ("estimated", Bound::Approx),
    ("approximately", Bound::Approx),
    ("approx", Bound::Approx),
    ("about", Bound::Approx),
    ("around", Bound::Approx),
    ("roughly", Bound::Approx),
    ("nearly", Bound::Approx),
    ("almost", Bound::Approx),
    ("circa", Bound::Approx),
    ("some", Bound::Approx),
    ("~", Bound::Approx),
    ("well", Bound::Degree),
    ("slightly", Bound::Degree),
    ("far", Bound::Degree),
    ("just", Bound::Degree),
];

const AFTER: &[(&str, Bound)] = &[
    ("or so", Bound::Approx),
    ("or more", Bound::Low),
    ("and more", Bound::Low),
    ("or higher", Bound::Low),
    ("at least", Bound::Low),
    ("plus", Bound::Low),
    ("+", Bound::Low),
    ("or fewer", Bound::High),
    ("or less", Bound::High),
    ("at most", Bound::High),
    ("odd", Bound::Approx),
];

/// The amount that begins at `at`, of numbers that `term` reads (with what marks them).
pub(super) fn amount<M: Clone>(
    words: &Words<'_>,
    at: usize,
    term: impl Fn(usize) -> Option<(Numeral, Option<M>)>,
) -> Option<Amount<Option<M>>> {
    let bounds = bounds_before(words, at).filter(|_| !is_preposition(words, at, &term));
    let (bound, approx, start) = bounds.unwrap_or((None, false, at));
    let between = words.phrase(start, "between");
    let first_at = between.unwrap_or(start);
    let (first, first_mark) = term(first_at)?;
    let second = joint(words, first.end, between.is_some()).filter(|_| !is_change(words, at)).and_then(term);
    if let Some(((low, high), (numeral, mark))) = second.and_then(|second| Some((range(&first, &second.0)?, second))) {
        let mark = mark.or(first_mark);
        let end = numeral.end;
        return Some(Amount { low: Some(low), high: Some(high), approx, mark, numeral, number_start: first_at, end });
    }
    if between.is_some() {
        return None;
    }
    let mut end = first.end;
    let mut bound = bound.or(first.vague.then_some(Bound::Low));
    let mut approx = approx;
    if let Some((after, next)) = words.any(words.past_hyphen(end), AFTER) {
        match after {
            Bound::Approx => approx = true,
            after => bound = Some(*after),
        }
        end = next;
    }
    let (low, high) = match bound {
        Some(Bound::Low) => (Some(first.value), None),
        Some(Bound::High) => (None, Some(first.value)),
        _ => (Some(first.value), Some(first.value)),
    };
    Some(Amount { low, high, approx, mark: first_mark, numeral: first, number_start: first_at, end })
}

/// Stems of verbs that "over" belongs to.
const HANDING: [&str; 5] = ["hand", "signed", "signing", "took", "turn"];

/// Whether "under" or "over" at `at` bounds nothing, since it is about an agreement of that size, "under $85 million deal",
/// or belongs to a verb, "handing over 22 vehicles".
fn is_preposition<M>(words: &Words<'_>, at: usize, term: impl Fn(usize) -> Option<(Numeral, M)>) -> bool {
    const LINKS: &[&str] = &["in", "of", "for", "to", "a", "an", "the", "under", "with", "from", "as", "by", "on"];
    const AGREEMENTS: &[&str] = &[
        "deal",
        "contract",
        "agreement",
        "plan",
        "programme",
        "program",
        "scheme",
        "pact",
        "package",
        "accord",
        "order",
        "loan",
        "treaty",
    ];
    let placed =
        matches!(words.lower(at), "under" | "over") && !matches!(words.lower_before(at, 1), "a" | "an" | "the");
    // "Under $85 million drone deal".
    let noun = || {
        let end = words.past_hyphen(term(at + 1).map_or(at, |(number, _)| number.end));
        let noun = |at: usize| words.get(at).is_some_and(|w| w.is_letters() && !LINKS.contains(&w.lower.as_str()));
        (end..end + 3).take_while(|&at| noun(at)).any(|at| AGREEMENTS.contains(&words.lower(at)))
    };
    let is_particle =
        words.lower(at) == "over" && HANDING.iter().any(|stem| words.lower_before(at, 1).starts_with(stem));
    is_particle || placed && noun()
}

/// The bounding words from `at` on: the bound, whether it is approximate, and where they end.
fn bounds_before(words: &Words<'_>, at: usize) -> Option<(Option<Bound>, bool, usize)> {
    let (mut bound, mut approx, mut end) = (None, false, at);
    while let Some((found, next)) = words.any(end, BEFORE) {
        match found {
            Bound::Approx => approx = true,
            Bound::Degree => {}
            found => bound = Some(*found),
        }
        end = next;
    }
    (bound.is_some() || approx).then_some((bound, approx, end))
}

/// Whether the number at `at` is where something changed from, so that "to" names what it became: "rose from 5 to 8".
fn is_change(words: &Words<'_>, at: usize) -> bool {
    const CHANGES: &[&str] = &[
        "rose",
        "risen",
        "rise",
        "rises",
        "raise",
        "raised",
        "raises",
        "raising",
        "increase",
        "increased",
        "increases",
        "increasing",
        "grew",
        "grown",
        "grow",
        "grows",
        "cut",
        "cuts",
        "cutting",
        "fell",
        "fallen",
        "falls",
        "fall",
        "drop",
        "dropped",
        "drops",
        "reduce",
        "reduced",
        "reduces",
        "reducing",
        "climbed",
        "jumped",
        "expand",
        "expanded",
        "expands",
        "lift",
        "lifted",
        "lower",
        "lowered",
        "doubled",
        "tripled",
        "revised",
        "changed",
        "went",
        "up",
        "down",
        "boost",
        "boosted",
        "shrank",
        "declined",
        "swelled",
        "soared",
        "doubling",
        "trebled",
    ];
    words.lower_before(at, 1) == "from" && (2..9).any(|back| CHANGES.contains(&words.lower_before(at, back)))
}

/// Where the second number of a range begins, behind the words that join it to the first.
fn joint(words: &Words<'_>, end: usize, between: bool) -> Option<usize> {
    match words.lower(end) {
        "and" if between => Some(end + 1),
        "to" | "or" => Some(end + 1),
        "-" => Some(end + 1),
        _ => None,
    }
}

/// The ends of a range; "10 to 12 million" lends the million to the first number.
fn range(first: &Numeral, second: &Numeral) -> Option<(f64, f64)> {
    let lent = second.scale.filter(|&scale| first.scale.is_none() && first.value * scale < second.value);
    let low = first.value * lent.unwrap_or(1.0);
    (low < second.value && !first.vague && !second.vague).then_some((low, second.value))
}
