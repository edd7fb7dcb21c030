//! Propositions along time: a line each, from the first article that has it, with a dot for every origin.

use std::collections::BTreeMap;

use hearsay::Polarity;
use hearsay_ledger::Glance;
use jiff::civil::Date;
use maud::html;

use super::{Claimed, Days, Drawing, Row, Shown};

const WIDTH: f64 = 1000.0;
const ROW: f64 = 22.0;
const TOP: f64 = 24.0;
/// Where the time begins, beside the names of events.
const LEFT: f64 = 330.0;
/// Lines of a drawing, and events of its page; the CSV has all.
const LINES: usize = 30;
/// Width of a dot.
const DOT: f64 = 10.0;
/// Dots of a line that say whose they are; more are drawn in one stroke.
const TITLED: usize = 24;
/// Names beside a dot.
const NAMES: usize = 3;
/// Letters of a name.
const NAME: usize = 52;

const COLUMNS: &[&str] = &["summary", "day", "origin", "lineage", "polarity"];

/// Keeps the propositions that a page has lines for, which are the first by date, or all that have one.
pub(super) fn choose(of: &mut Vec<Glance>, whole: bool) {
    of.retain(|glance| glance.proposition.frame.is_some());
    of.sort_by_key(|glance| (glance.first_seen.is_none(), glance.first_seen));
    if !whole {
        of.truncate(LINES);
    }
}

pub(super) fn show(events: &[Claimed<'_>]) -> Shown {
    let mut dated: Vec<(Date, &Glance)> =
        events.iter().filter_map(|claimed| Some((claimed.of.first_seen?, claimed.of))).collect();
    dated.sort_by(|a, b| (a.0, &a.1.proposition.id).cmp(&(b.0, &b.1.proposition.id)));
    let undated = events.len() - dated.len();
    let rows = dated.iter().flat_map(|(_, of)| {
        of.origins.iter().map(|origin| Row {
            proposition: of.proposition.id.clone(),
            cells: vec![
                of.proposition.summary.clone(),
                origin.first_seen.map(|day| day.to_string()).unwrap_or_default(),
                origin.speaker.clone(),
                origin.lineage.as_str().to_owned(),
                origin.polarity.as_str().to_owned(),
            ],
        })
    });
    Shown {
        rows: rows.collect(),
        drawing: drawing(&dated),
        note: (undated > 0).then(|| format!("{undated} events have no date.")),
        columns: COLUMNS,
    }
}

fn drawing(dated: &[(Date, &Glance)]) -> Option<Drawing> {
    let lines = dated.get(..LINES.min(dated.len()))?;
    let told = lines.iter().flat_map(|(_, of)| of.origins.iter().filter_map(|origin| origin.first_seen));
    let days = Days::over(told, LEFT, WIDTH - 20.0)?;
    let x = |day| days.x(day);
    let height = TOP + ROW * lines.len() as f64 + 8.0;
    let body = html! {
        (days.ends())
        @for day in [days.first, days.last] {
            path.outlines d=(format!("M{0:.1} 18V{height:.1}", x(day))) { }
        }
        @for (number, (_, of)) in lines.iter().enumerate() {
            @let y = TOP + ROW * (number as f64 + 0.5);
            a href={ "/proposition/" (of.proposition.id) } {
                title { (of.proposition.summary) }
                text x="4" y=(format!("{:.1}", y + 4.0)) { (shortened(&of.proposition.summary)) }
            }
            (days.line(y))
            @let dots = by_place(of, &x);
            @if dots.len() > TITLED {
                @for denies in [false, true] {
                    path.origins.denial[denies] d=(strokes(dots.iter().filter(|((_, no), _)| *no == denies).map(|(_, (day, _))| x(*day)), y)) { }
                }
            } @else {
                @for ((_, denies), (day, speakers)) in dots {
                    circle.origin.denial[denies] cx=(format!("{:.1}", x(day))) cy=(format!("{y:.1}")) r="5" {
                        title { (day) ": " (list(&speakers)) }
                    }
                }
            }
        }
    };
    let label = format!(
        "{} claimed events from {} to {}; a dot is the origins of some days, hollow where they deny",
        lines.len(),
        days.first,
        days.last
    );
    Some(Drawing { width: WIDTH, height, label, body })
}

/// Dots at some places of a line: strokes of no length, whose ends are round.
fn strokes(places: impl Iterator<Item = f64>, y: f64) -> String {
    let mut path = String::new();
    for x in places {
        path.push_str(&format!("M{x:.0} {y:.0}h0"));
    }
    path
}

/// Who affirms and who denies at each place of a line, and from which day on: dots don't cover each other.
fn by_place<'p>(of: &'p Glance, x: &impl Fn(Date) -> f64) -> BTreeMap<(i64, bool), (Date, Vec<&'p str>)> {
    let mut places: BTreeMap<(i64, bool), (Date, Vec<&str>)> = BTreeMap::new();
    for origin in &of.origins {
        if let Some(day) = origin.first_seen {
            let place = ((x(day) / DOT) as i64, origin.polarity == Polarity::Negative);
            let (first, speakers) = places.entry(place).or_insert_with(|| (day, Vec::new()));
            *first = day.min(*first);
            speakers.push(&origin.speaker);
        }
    }
    places
}

/// The first names of a list, and how many others there are.
fn list(names: &[&str]) -> String {
    let shown = names.get(..NAMES.min(names.len())).unwrap_or_default().join(", ");
    let others = names.len().saturating_sub(NAMES);
    if others > 0 { format!("{shown} and {others} others") } else { shown }
}

/// A summary without who says so, cut at a word.
fn shortened(summary: &str) -> String {
    let told = summary.split(": affirmed by").next().unwrap_or(summary);
    if told.chars().count() <= NAME {
        return told.to_owned();
    }
    let cut: String = told.chars().take(NAME).collect();
    format!("{} …", cut.rsplit_once(' ').map_or(cut.as_str(), |(before, _)| before))
}
