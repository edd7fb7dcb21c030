//! Measures: quantities, amounts of money and times, with bounds.

use crate::Span;

/// How many. A vague word becomes bounds: "dozens" is 24 or more.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// The least it can be; `None` where the words set no lower bound.
    pub low: Option<f64>,
    /// The most it can be; `None` where the words set no upper bound.
    pub high: Option<f64>,
    /// Whether the words say that the number is rough: "about", "nearly".
    pub approx: bool,
    /// Of what, where it is no count: "km", "tonne", "percent".
    pub unit: Option<String>,
    /// The words, with those that bound them.
    pub span: Span,
}

/// An amount of money.
#[derive(Clone, Debug, PartialEq)]
pub struct Money {
    /// The amount in whole units of the currency; `None` where there are only bounds.
    pub amount: Option<f64>,
    /// The least it can be, where the amount is bounded rather than given.
    pub low: Option<f64>,
    /// The most it can be.
    pub high: Option<f64>,
    /// ISO 4217.
    pub currency: String,
    /// Whether the words say that the amount is rough.
    pub approx: bool,
    /// What the amount counts.
    pub extent: Extent,
    /// The words, with those that bound them.
    pub span: Span,
}

/// What an amount of money counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// One deal or package.
    Single,
    /// All so far: "bringing the total to".
    Cumulative,
    /// One piece: "apiece".
    Each,
}

/// When.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Time {
    /// The time in EDTF (ISO 8601-2), resolved against the day of publication; `None` where it can't be.
    pub edtf: Option<String>,
    /// How finely it is told.
    pub granularity: Granularity,
    /// The words.
    pub span: Span,
}

/// How finely a time is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Granularity {
    Decade,
    Year,
    Season,
    Quarter,
    Month,
    Week,
    Day,
    /// Not told: "soon".
    Vague,
}
