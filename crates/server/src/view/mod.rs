//! Four views of one selection of propositions: on a map, as a network of parties, along time, as a table. Each is a page, a
//! drawing of its own (SVG), and rows (CSV).

mod days;
mod map;
mod network;
mod table;
mod timeline;

pub(crate) use days::Days;

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use hearsay::proposition::Event;
use hearsay_gazetteer::Gazetteer;
use hearsay_ledger::Glance;
use maud::{Markup, PreEscaped, html};

use crate::Desk;
use crate::error::PageError;
use crate::page::{frame, narrowing, read, wide};
use crate::query::Selection;

/// How many propositions a view shows at most: what one can take in, in a page of some 100 kB.
const MOST: u32 = 200;

/// Rows of a table on a page.
const ROWS: usize = 100;

/// Which view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum View {
    Map,
    Network,
    Timeline,
    Table,
}

impl View {
    pub(crate) const ALL: [Self; 4] = [Self::Map, Self::Network, Self::Timeline, Self::Table];

    /// Its address.
    pub(crate) fn path(self) -> &'static str {
        match self {
            Self::Map => "/map",
            Self::Network => "/network",
            Self::Timeline => "/timeline",
            Self::Table => "/table",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Map => "Map",
            Self::Network => "Network",
            Self::Timeline => "Timeline",
            Self::Table => "Table",
        }
    }

    fn show(self, events: &[Claimed<'_>], gazetteer: &Gazetteer) -> Shown {
        match self {
            Self::Map => map::show(events, gazetteer),
            Self::Network => network::show(events),
            Self::Timeline => timeline::show(events),
            Self::Table => table::show(events),
        }
    }
}

/// A proposition with the event that is claimed.
#[derive(Clone, Copy)]
struct Claimed<'p> {
    of: &'p Glance,
    event: &'p Event,
}

/// What a view shows.
struct Shown {
    /// The drawing; none for a table, or where there is nothing to draw.
    drawing: Option<Drawing>,
    /// What can't be seen in it.
    note: Option<String>,
    columns: &'static [&'static str],
    rows: Vec<Row>,
}

/// A drawing, in units of its own.
struct Drawing {
    width: f64,
    height: f64,
    /// What it shows, for those who don't see it.
    label: String,
    body: Markup,
}

/// A row below a drawing.
struct Row {
    /// The proposition that it tells of.
    proposition: String,
    cells: Vec<String>,
}

impl Drawing {
    /// The element; by itself it brings its colours along.
    fn svg(&self, alone: bool) -> Markup {
        let Self { width, height, label, body } = self;
        html! {
            svg.view xmlns="http://www.w3.org/2000/svg" viewBox={ "0 0 " (width) " " (height) }
                width=[alone.then_some(width)] height=[alone.then_some(height)] aria-label=(label) {
                @if alone { style { (PreEscaped(include_str!("../../assets/drawing.css"))) } }
                (body)
            }
        }
    }
}

/// What a view shows of a selection; `whole` where all rows are wanted, and not those of a page.
async fn shown(desk: Arc<Desk>, asked: &Selection, view: View, whole: bool) -> Result<Shown, PageError> {
    let filter = asked.filter(&desk.gazetteer)?.first(MOST);
    let moment = asked.view()?;
    let shared = Arc::clone(&desk);
    read(desk, move |ledger| {
        let mut rows = ledger.glances(moment, &filter)?;
        if view == View::Timeline {
            timeline::choose(&mut rows, whole);
            ledger.add_origins(moment, &mut rows)?;
        }
        let events: Vec<Claimed<'_>> =
            rows.iter().filter_map(|of| Some(Claimed { of, event: of.proposition.frame.as_ref()? })).collect();
        Ok(view.show(&events, &shared.gazetteer))
    })
    .await
}

/// The view as a page.
pub(crate) async fn page(view: View, desk: Arc<Desk>, asked: Selection) -> Result<Markup, PageError> {
    let shown = shown(desk, &asked, view, false).await?;
    let query = match asked.address(0) {
        query if query.is_empty() => query,
        query => format!("?{query}"),
    };
    Ok(frame(
        view.title(),
        Some("/map"),
        &html! {
            nav.views aria-label="Views of this selection" {
                @for other in View::ALL {
                    a href={ (other.path()) (query) } aria-current=[(other == view).then_some("true")] { (other.title()) }
                }
            }
            (narrowing(view.path(), &asked))
            @if shown.rows.is_empty() {
                p.empty { "No events in this selection. Narrow it less, or add articles." }
            } @else {
                @if let Some(drawing) = &shown.drawing { figure { (drawing.svg(false)) figcaption { (drawing.label) } } }
                @if let Some(note) = &shown.note { p.about { (note) } }
                p.exports {
                    @if shown.drawing.is_some() {
                        a href={ (view.path()) ".svg" (query) } download { "SVG" } " "
                        button type="button" hidden data-png={ (view.path()) ".svg" (query) } { "PNG" } " "
                    }
                    a href={ (view.path()) ".csv" (query) } download { "CSV" }
                }
                (wide("Rows", &list(&shown)))
            }
        },
    ))
}

fn list(shown: &Shown) -> Markup {
    html! {
        table {
            thead { tr { @for column in shown.columns { th scope="col" { (column.replace('_', " ")) } } } }
            tbody {
                @for row in shown.rows.iter().take(ROWS) {
                    tr {
                        @for (number, cell) in row.cells.iter().enumerate() {
                            td { @if number == 0 { a href={ "/proposition/" (row.proposition) } { (cell) } } @else { (cell) } }
                        }
                    }
                }
            }
        }
        @if shown.rows.len() > ROWS { p.empty { "and " (shown.rows.len() - ROWS) " further rows, which the CSV has" } }
    }
}

/// The drawing by itself.
pub(crate) async fn svg(view: View, desk: Arc<Desk>, asked: Selection) -> Result<Response, PageError> {
    let shown = shown(desk, &asked, view, false).await?;
    let drawing = shown.drawing.ok_or_else(|| PageError::Asked("There is nothing to draw.".to_owned()))?;
    let name = format!("attachment; filename=\"hearsay-{}.svg\"", view.title().to_lowercase());
    let kind = [(header::CONTENT_TYPE, "image/svg+xml".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((kind, drawing.svg(true).into_string()).into_response())
}

/// The rows by themselves.
pub(crate) async fn csv(view: View, desk: Arc<Desk>, asked: Selection) -> Result<Response, PageError> {
    let shown = shown(desk, &asked, view, true).await?;
    let mut out = csv::Writer::from_writer(Vec::new());
    let columns = shown.columns.iter().copied().chain(["proposition"]);
    let mut written = out.write_record(columns);
    for row in &shown.rows {
        written = written.and_then(|()| out.write_record(row.cells.iter().chain([&row.proposition])));
    }
    let text = written.ok().and_then(|()| out.into_inner().ok()).ok_or(PageError::Broken)?;
    let name = format!("attachment; filename=\"hearsay-{}.csv\"", view.title().to_lowercase());
    let kind = [(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((kind, text).into_response())
}

/// The routes of a view.
pub(crate) fn routes(view: View) -> axum::Router<Arc<Desk>> {
    use axum::routing::get;

    let path = view.path();
    let router = axum::Router::new()
        .route(path, get(move |State(desk), Query(asked)| page(view, desk, asked)))
        .route(&format!("{path}.csv"), get(move |State(desk), Query(asked)| csv(view, desk, asked)));
    match view {
        View::Table => router,
        _ => router.route(&format!("{path}.svg"), get(move |State(desk), Query(asked)| svg(view, desk, asked))),
    }
}

/// How a proposition is drawn: the more origins the bolder, broken where it is denied.
fn weight(of: &Glance) -> (String, &'static str) {
    let origins = of.independent_origins.established.min(6) as f64;
    let denied = of.denial_origins.total() > 0;
    (format!("{:.1}", 1.0 + origins * 0.6), if denied { "claim denied" } else { "claim" })
}
