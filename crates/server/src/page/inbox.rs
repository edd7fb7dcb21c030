//! The inbox: the newest claims, and which of them are new since the last visit.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, header};
use axum::response::IntoResponse;
use hearsay_ledger::Filter;
use jiff::{Timestamp, ToSpan};
use maud::html;

use super::propositions::line;
use super::{claim, frame, narrowing, paging, read, saved};
use crate::Desk;
use crate::access::{Caller, cookie};
use crate::error::PageError;
use crate::query::{ROWS, Selection};

/// Holds when the visit before this one ended, and when this one was last seen.
const VISIT: &str = "hearsay-visit";

/// New propositions that are shown, those first that several tell of.
const PROPOSITIONS: u32 = 5;

/// After so long a pause a visit is another one.
const PAUSE: i64 = 30;

pub(crate) async fn show(
    State(desk): State<Arc<Desk>>,
    Extension(caller): Extension<Caller>,
    headers: HeaderMap,
    Query(asked): Query<Selection>,
) -> Result<impl IntoResponse, PageError> {
    let (filter, view) = (Filter { newest: true, ..asked.filter(&desk.gazetteer)? }, asked.view()?);
    let visit = Visit::of(&headers, Timestamp::now());
    let here = Arc::clone(&desk);
    let (rows, views, propositions) = read(desk, move |ledger| {
        let propositions = match visit.before {
            Some(before) => ledger.glances_since(before, &filter.first(PROPOSITIONS))?,
            None => Vec::new(),
        };
        Ok((ledger.claims(view, &filter)?, saved::counted(ledger, &here, visit.before)?, propositions))
    })
    .await?;
    let new =
        |first_seen: &str| visit.before.is_some_and(|before| first_seen.parse().is_ok_and(|t: Timestamp| t > before));
    let count = rows.iter().filter(|row| new(&row.first_seen)).count();
    let page = frame(
        "Inbox",
        Some("/"),
        &html! {
            @if visit.before.is_none() { p.noprint { "New here? " a href="/tour" { "Take the tour" } "." } }
            (saved::list(&views, &asked, &caller))
            (narrowing("/", &asked))
            p {
                @if count > 0 { strong { (count) @if count > ROWS as usize { " or more" } " new since your last visit" } " · " }
                a href={ "/propositions?" (asked.address(0)) } { "What several claims share" } " · "
                a href={ "/map?" (asked.address(0)) } { "On a map" } " · "
                a href={ "/feed.atom?" (asked.address(0)) } { "Follow this list as a feed" }
            }
            @if !propositions.is_empty() {
                section { h2 { "New propositions" } ul.propositions { @for of in &propositions { li { (line(of)) } } } }
                h2 { "Claims" }
            }
            @if rows.is_empty() {
                p.empty { "No claims. Narrow the list less, " a href="/add" { "add an article" } ", or load the invented stories of `hearsay demo`." }
            } @else {
                ol.claims { @for row in rows.iter().take(ROWS as usize) { (claim(row, new(&row.first_seen))) } }
                (paging("/", &asked, rows.len()))
            }
        },
    );
    Ok(([(header::SET_COOKIE, visit.cookie())], page))
}

/// When this reader was here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Visit {
    before: Option<Timestamp>,
    now: Timestamp,
}

impl Visit {
    fn of(headers: &HeaderMap, now: Timestamp) -> Self {
        let held = cookie(headers, VISIT).and_then(|value| value.split_once('_'));
        let second = |text: &str| text.parse().ok().and_then(|second| Timestamp::from_second(second).ok());
        let Some((before, seen)) = held.map(|(before, seen)| (second(before), second(seen))) else {
            return Self { before: None, now };
        };
        let paused = seen.is_some_and(|seen| now - PAUSE.minutes() > seen);
        Self { before: if paused { seen } else { before }, now }
    }

    fn cookie(self) -> String {
        let before = self.before.map(|before| before.as_second().to_string()).unwrap_or_default();
        format!("{VISIT}={before}_{}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Strict", self.now.as_second())
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn a_pause_makes_another_visit() {
        let at = |minute: i64| Timestamp::from_second(1_700_000_000 + minute * 60).unwrap();
        let mut headers = HeaderMap::new();
        let mut visit = |minute: i64| {
            let visit = Visit::of(&headers, at(minute));
            let cookie = visit.cookie();
            headers.insert(header::COOKIE, HeaderValue::from_str(cookie.split(';').next().unwrap()).unwrap());
            visit.before
        };
        assert_eq!(visit(0), None);
        assert_eq!(visit(20), None);
        assert_eq!(visit(100), Some(at(20)));
        assert_eq!(visit(110), Some(at(20)));
        assert_eq!(visit(141), Some(at(110)));
    }
}
