//! Sums of money: "$2.1 billion", "US$40m", "up to 300 million euros", "$20,000 apiece".

use super::amount::{self, Amount};
use super::currency::{self, Currency};
use super::numeral::{Numeral, numeral};
use super::word::Words;
use crate::{Diagnostic, DiagnosticCode, Span};

/// A sum of money.
#[derive(Clone, Debug, PartialEq)]
pub struct Money {
    /// The sum; `None` where it is only bounded.
    pub amount: Option<f64>,
    /// The least it can be, where it is bounded below: "more than $5 million".
    pub low: Option<f64>,
    /// The most it can be, where it is bounded above: "up to $5 million".
    pub high: Option<f64>,
    /// Code of ISO 4217; `XXX`, the standard's "no currency", where the text doesn't tell which of several it is.
    pub currency: String,
    /// Whether the sum is said to be near the true one: "about $5 million".
    pub approx: bool,
    /// What the sum is for.
    pub extent: Extent,
    /// The sum with its bounding words, and "apiece".
    pub span: Span,
}

/// What a sum of money is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Extent {
    /// One thing, or nothing is said.
    Single,
    /// All so far: "a total of $5 million", "brings to $5 million".
    Cumulative,
    /// Each of several: "$20,000 apiece".
    Each,
}

const EACH: &[&str] = &["apiece", "each", "per unit", "a unit", "per piece", "a piece", "per head", "per item"];
const TOTAL_BEFORE: &[&str] = &[
    "a total of",
    "total of",
    "totalling",
    "totaling",
    "totalled",
    "totaled",
    "a combined",
    "combined",
    "altogether",
    "a cumulative",
    "the total to",
    "amounting to",
    "a total value of",
    "in total",
];
const TOTAL_AFTER: &[&str] = &["in total", "in all", "altogether", "so far", "to date", "overall"];

/// The sum of money that begins at `at`, and the word after it.
pub(super) fn money(
    words: &Words<'_>,
    at: usize,
    text: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(Money, usize)> {
    let found = amount::amount(words, at, |at| term(words, at))?;
    let currency = found.mark?;
    let each = words.one_of(found.end, EACH);
    let end = each.unwrap_or(found.end);
    let extent = match each {
        Some(_) => Extent::Each,
        None if is_total(words, at, end) => Extent::Cumulative,
        None => Extent::Single,
    };
    let span = words.span(at..end);
    let code = currency.code(text).unwrap_or_else(|| {
        let message = format!("“{}” could be money of several countries", span.text(text));
        diagnostics.push(Diagnostic::new(DiagnosticCode::UnresolvedCurrency, message, Some(span)));
        currency::UNKNOWN
    });
    let Amount { low, high, approx, .. } = found;
    let exact = low.filter(|_| low == high);
    let (low, high) = if exact.is_some() { (None, None) } else { (low, high) };
    Some((Money { amount: exact, low, high, currency: code.to_owned(), approx, extent, span }, end))
}

/// A number with or without its currency: the first of a range may go without ("10 to 12 million euros").
fn term(words: &Words<'_>, at: usize) -> Option<(Numeral, Option<Currency>)> {
    if let Some((currency, start)) = currency::sign(words, at) {
        let mut number = numeral(words, start).filter(|n| n.digits)?;
        // "$5 million-worth", "$5 million dollars".
        if let Some((_, end)) = currency::noun(words, number.end) {
            number.end = end;
        }
        return Some((number, Some(currency)));
    }
    let number = numeral(words, at)?;
    let of = number.vague.then(|| words.phrase(number.end, "of")).flatten().unwrap_or(number.end);
    Some(match currency::noun(words, words.past_hyphen(of)) {
        Some((currency, end)) => (Numeral { end, ..number }, Some(currency)),
        None => (number, None),
    })
}

/// Whether the sum is one of all so far.
fn is_total(words: &Words<'_>, at: usize, end: usize) -> bool {
    let brought = || {
        let back = (1..8).take_while(|&back| !matches!(words.lower_before(at, back), "" | "," | ";"));
        back.map(|back| words.lower_before(at, back))
            .any(|word| matches!(word, "brings" | "bringing" | "brought" | "total"))
    };
    words.ends_with(at, TOTAL_BEFORE).is_some()
        || words.one_of(end, TOTAL_AFTER).is_some()
        || (words.lower_before(at, 1) == "to" && brought())
}
