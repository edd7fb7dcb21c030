//! Quantities, sums of money and times in a text, with their bounds.
//!
//! All are read from words alone, without trees, by one scanner (`word`) and one reader of numbers (`numeral`), so
//! that they work in any text. What a measure belongs to is not told here.
//!
//! Meanings: an exact number has equal bounds; "up to" and "fewer than" bound above, "more than" and "at least" below;
//! vague words are bounds below ("dozens" 24, "hundreds" 200, "tens of thousands" 20,000). Times are EDTF, resolved
//! against the day of publication and left open where they can't be.

mod amount;
mod calendar;
mod clock;
mod currency;
mod date;
mod expression;
mod money;
mod numeral;
mod period;
mod quantity;
mod range;
mod relative;
mod resolve;
mod tense;
mod time;
mod word;

pub use calendar::Granularity;
pub(crate) use date::{is_calendar_word, is_weekday};
pub use money::{Extent, Money};
pub use quantity::Quantity;
pub use time::Time;

use crate::{Diagnostic, Sentence};
use resolve::Anchor;
use word::Words;

/// The measures of a text, each kind in the order of the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Measures {
    /// Counts and sizes.
    pub quantities: Vec<Quantity>,
    /// Sums of money.
    pub money: Vec<Money>,
    /// Times and lengths of time.
    pub times: Vec<Time>,
}

/// Finds the measures of `text` in its `sentences`.
///
/// Times are resolved against `published`; without it relative ones have no EDTF. What can't be resolved is kept, with a
/// diagnostic. No words belong to two measures.
#[must_use]
pub fn find(
    text: &str,
    sentences: &[Sentence],
    published: Option<jiff::civil::Date>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Measures {
    let mut measures = Measures::default();
    let mut anchor = Anchor { published, mentioned: None, outlook: tense::Outlook::Open };
    for sentence in sentences {
        let words = Words::of(text, sentence.span);
        let mut at = 0;
        while at < words.len() {
            at = if let Some((money, end)) = money::money(&words, at, text, diagnostics) {
                measures.money.push(money);
                end
            } else if let Some((time, end)) = time::time(&words, at, text, &mut anchor, diagnostics) {
                measures.times.push(time);
                end
            } else if let Some((quantity, end)) = quantity::quantity(&words, at) {
                measures.quantities.push(quantity);
                end
            } else {
                past(&words, at)
            };
        }
    }
    measures
}

/// The word after the one at `at`, which begins no measure; a number goes as a whole, so that its end isn't read as one.
fn past(words: &Words<'_>, at: usize) -> usize {
    numeral::numeral(words, at).map_or(at + 1, |number| number.end)
}
