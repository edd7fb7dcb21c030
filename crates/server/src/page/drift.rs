//! Drift as a small chart: who told which number, one below the other by date.

use hearsay::proposition::{Drift, Reading};
use maud::{Markup, html};

use super::wide;

/// Width and height of a row, in the chart's own units.
const WIDTH: f64 = 240.0;
const ROW: f64 = 14.0;
/// Rows of a chart, which is to be read; the JSON has all.
const READINGS: usize = 40;

pub(crate) fn chart(drift: &Drift) -> Markup {
    let most = drift.readings.iter().filter_map(bounds).map(|(_, high)| high).fold(0.0_f64, f64::max);
    let table = html! {
        table.drift {
            caption { (drift.quality.question()) @if let Some(of) = &drift.of { " of " (of) } }
            thead { tr { th { "When" } th { "Who" } th { "Told" } @if most > 0.0 { th { "Range" } } } }
            tbody {
                @for reading in drift.readings.iter().take(READINGS) {
                    tr.changed[reading.changed] {
                        td { @match reading.published { Some(day) => time { (day) }, None => "undated" } }
                        td { (reading.speaker.as_deref().or(reading.outlet.as_deref()).unwrap_or("nobody named")) }
                        td { (reading.text) }
                        @if most > 0.0 { td { (bar(reading, most)) } }
                    }
                }
                @if drift.readings.len() > READINGS {
                    tr { td colspan="4" { "and " (drift.readings.len() - READINGS) " further readings" } }
                }
            }
        }
    };
    wide(drift.quality.question(), &table)
}

/// From where to where a reading's number reaches; an open end is as far as the number itself.
fn bounds(reading: &Reading) -> Option<(f64, f64)> {
    let low = reading.low.or(reading.high)?;
    let high = reading.high.unwrap_or(low);
    (low.is_finite() && high.is_finite() && low >= 0.0).then_some((low, high.max(low)))
}

fn bar(reading: &Reading, most: f64) -> Markup {
    let Some((low, high)) = bounds(reading) else { return html! {} };
    let at = |number: f64| format!("{:.1}", number / most * (WIDTH - 6.0));
    let length = format!("{:.1}", ((high - low) / most * (WIDTH - 6.0)).max(4.0));
    html! {
        svg viewBox={ "0 0 " (WIDTH) " " (ROW) } width=(WIDTH) height=(ROW) role="img" aria-label=(reading.text) {
            rect.axis x="0" y="6" width=(WIDTH) height="1" { }
            rect.range.open[reading.high.is_none()] x=(at(low)) y="3" width=(length) height="7" rx="2" { }
        }
    }
}
