//! When a proposition was told: its claims along time, origin by origin.

use std::collections::{BTreeMap, BTreeSet};

use hearsay::Polarity;
use hearsay::proposition::Proposition;
use hearsay_ledger::ClaimRow;
use jiff::civil::Date;
use maud::{Markup, html};

use crate::view::Days;

const WIDTH: f64 = 1000.0;
const ROW: f64 = 20.0;
const TOP: f64 = 24.0;
/// Where the time begins, beside the names.
const LEFT: f64 = 260.0;
/// Origins that have a line.
const LINES: usize = 20;
/// Letters of a name.
const NAME: usize = 38;

/// The drawing of what is shown of a proposition's claims; none where it was told on one day alone.
pub(super) fn drawing(of: &Proposition, claims: &BTreeMap<&str, &ClaimRow>) -> Option<Markup> {
    let day = |statement: &str| claims.get(statement)?.published.as_deref()?.parse::<Date>().ok();
    let mut lines: Vec<(String, bool, BTreeSet<Date>)> = Vec::new();
    for origin in of.origins.iter().take(LINES) {
        let its = of.claims.iter().filter(|member| member.origin.as_deref() == Some(origin.id.as_str()));
        let days: BTreeSet<Date> = its.filter_map(|member| day(&member.statement)).collect();
        lines.push((origin.speaker.clone(), origin.polarity == Polarity::Negative, days));
    }
    let untold = of.claims.iter().filter(|member| member.origin.is_none());
    lines.push(("lineage unknown".to_owned(), false, untold.filter_map(|member| day(&member.statement)).collect()));
    lines.retain(|(.., days)| !days.is_empty());
    let days = Days::over(lines.iter().flat_map(|(.., days)| days).copied(), LEFT, WIDTH - 20.0)?;
    if days.first == days.last {
        return None;
    }
    let height = TOP + ROW * lines.len() as f64 + 6.0;
    let label = format!("when {} origins told it, from {} to {}", lines.len(), days.first, days.last);
    Some(html! {
        svg.view viewBox={ "0 0 " (WIDTH) " " (height) } role="img" aria-label=(label) {
            (days.ends())
            @for (number, (name, denies, told)) in lines.iter().enumerate() {
                @let y = TOP + ROW * (number as f64 + 0.5);
                text x="4" y=(format!("{:.1}", y + 4.0)) { (name.chars().take(NAME).collect::<String>()) }
                (days.line(y))
                @for day in told {
                    circle.origin.denial[*denies] cx=(format!("{:.1}", days.x(*day))) cy=(format!("{y:.1}")) r="5" { }
                }
            }
        }
    })
}
