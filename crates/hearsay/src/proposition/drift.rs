//! Drift: what statements of one proposition tell differently. Who denies a sale says neither how far it got nor of how
//! many, so that denials are left out.

use super::account::{Drift, Quality, Reading};
use super::{Event, Statement};
use crate::Polarity;

/// What differs, of statements in the order of their dates.
pub(super) fn drift(statements: &[&Statement]) -> Vec<Drift> {
    let affirming: Vec<&Statement> = statements.iter().filter(|s| s.polarity == Polarity::Positive).copied().collect();
    let statements = affirming.as_slice();
    let mut found = Vec::new();
    // Launchers and shells of one package are counted apart.
    let mut classes: Vec<&str> = statements.iter().filter_map(|s| s.event.as_ref()).map(goods).collect();
    classes.sort_unstable();
    classes.dedup();
    for class in classes {
        let counted = |event: &Event| {
            let quantity = event.quantity.as_ref().filter(|_| goods(event) == class)?;
            Some(Told { text: quantity.text.clone(), of: class.to_owned(), low: quantity.low, high: quantity.high })
        };
        found.extend(told(Quality::Quantity, statements, counted));
    }
    let mut currencies: Vec<&str> = statements.iter().filter_map(|s| s.event.as_ref()).filter_map(currency).collect();
    currencies.sort_unstable();
    currencies.dedup();
    for unit in currencies {
        let valued = |event: &Event| {
            let value = event.value.as_ref().filter(|_| currency(event) == Some(unit))?;
            let (low, high) = (value.amount.or(value.low), value.amount.or(value.high));
            Some(Told { text: value.text.clone(), of: unit.to_owned(), low, high })
        };
        found.extend(told(Quality::Value, statements, valued));
    }
    let word = |text: &str| Told { text: text.to_owned(), of: String::new(), low: None, high: None };
    found.extend(told(Quality::Stage, statements, |event| {
        event.stage.as_deref().filter(|stage| *stage != "unspecified").map(word)
    }));
    found.extend(told(Quality::Date, statements, |event| event.time.as_ref()?.edtf.as_deref().map(word)));
    found
}

fn goods(event: &Event) -> &str {
    event.role("item").first().and_then(|item| item.class.as_deref()).unwrap_or("")
}

fn currency(event: &Event) -> Option<&str> {
    event.value.as_ref().map(|value| value.currency.as_deref().unwrap_or(""))
}

/// What one statement tells.
struct Told {
    text: String,
    /// What is counted, or the currency.
    of: String,
    low: Option<f64>,
    high: Option<f64>,
}

impl Told {
    /// Numbers differ where their bounds do, words where they do.
    fn differs(&self, other: &Self) -> bool {
        let numbers = |told: &Self| told.low.is_some() || told.high.is_some();
        if numbers(self) || numbers(other) {
            (self.low, self.high) != (other.low, other.high)
        } else {
            self.text != other.text
        }
    }
}

fn speaker(statement: &Statement) -> Option<&str> {
    statement.voice.principal.as_deref().or(statement.voice.name.as_deref())
}

/// Whether one party speaks; who isn't named is only known by the outlet.
fn is_same_voice(one: &Statement, other: &Statement) -> bool {
    speaker(one) == speaker(other) && (speaker(one).is_some() || one.article.outlet == other.article.outlet)
}

/// The readings of a quality, where there is more than one.
fn told(quality: Quality, statements: &[&Statement], of: impl Fn(&Event) -> Option<Told>) -> Option<Drift> {
    let mut told: Vec<(&Statement, Told)> = Vec::new();
    for &statement in statements {
        let Some(reading) = statement.event.as_ref().and_then(&of) else { continue };
        // A claim has a frame for each word that tells of the event, and a copy has the claim again.
        let again = |(other, known): &(&Statement, Told)| is_same_voice(statement, other) && !known.differs(&reading);
        let day = statement.article.published;
        if !told.iter().rev().take_while(|(other, _)| other.article.published == day).any(again) {
            told.push((statement, reading));
        }
    }
    let mut last: Option<&Told> = None;
    let mut readings = Vec::new();
    for (statement, told) in &told {
        readings.push(Reading {
            statement: statement.id.clone(),
            speaker: speaker(statement).map(str::to_owned),
            outlet: statement.article.outlet.clone(),
            published: statement.article.published,
            text: told.text.clone(),
            low: told.low,
            high: told.high,
            changed: last.is_some_and(|last| told.differs(last)),
        });
        last = Some(told);
    }
    let numbers = || told.iter().flat_map(|(_, told)| [told.low, told.high]).flatten();
    let (low, high) = (numbers().reduce(f64::min), numbers().reduce(f64::max));
    let of = told.first().map(|(_, told)| told.of.clone()).filter(|of| !of.is_empty());
    readings.iter().any(|r| r.changed).then(|| Drift { quality, of, range: low.zip(high), readings })
}
