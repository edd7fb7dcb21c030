//! New claims, as Server-Sent Events. <https://html.spec.whatwg.org/multipage/server-sent-events.html>

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream::{self, Stream};
use hearsay_ledger::{ClaimRow, Filter, Ledger, Mark};
use tokio::sync::{OwnedSemaphorePermit, watch};
use tokio::time;

use super::answer::{ApiError, Asked, Faults};
use crate::Desk;
use crate::error::PageError;
use crate::page::read;
use crate::query::Selection;

/// How often the ledger is looked at.
const PAUSE: Duration = Duration::from_secs(1);

/// Claims that are held at once for one listener.
const HELD: u32 = 100;

/// Claims of a selection as they are recorded, each an event `claim` with the claim as its data. The stream begins with
/// what is recorded from now on, or behind the event whose id the header `Last-Event-ID` names.
#[utoipa::path(get, path = "/events", tag = "reading",
    params(Selection, ("Last-Event-ID" = Option<i64>, Header, description = "The last event that was received")),
    responses((status = 200, body = ClaimRow, content_type = "text/event-stream"), Faults))]
pub(super) async fn claims(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
    Asked(asked): Asked<Selection>,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, ApiError> {
    let place = Arc::clone(&desk.listeners).try_acquire_owned().map_err(|_| PageError::Crowded)?;
    let filter = asked.filter(&desk.gazetteer)?;
    let mark = match headers.get("last-event-id") {
        Some(last) => last
            .to_str()
            .ok()
            .and_then(|last| last.parse().ok())
            .map(Mark)
            .ok_or_else(|| PageError::Asked("Last-Event-ID is no id of an event.".to_owned()))?,
        None => read(Arc::clone(&desk), |ledger| Ok(ledger.last_mark()?)).await?,
    };
    let stopping = desk.stopping.subscribe();
    let listener = Listener { desk, ledger: None, filter, mark, waiting: VecDeque::new(), stopping, _place: place };
    Ok(Sse::new(stream::unfold(listener, Listener::next)).keep_alive(KeepAlive::default()))
}

/// Who waits for new claims.
struct Listener {
    desk: Arc<Desk>,
    /// Kept open between two looks.
    ledger: Option<Ledger>,
    filter: Filter,
    mark: Mark,
    waiting: VecDeque<(Mark, ClaimRow)>,
    stopping: watch::Receiver<bool>,
    _place: OwnedSemaphorePermit,
}

impl Listener {
    /// The next event; none when the server stops or the ledger can no longer be read. Then the listener asks again.
    async fn next(mut self) -> Option<(Result<Event, Infallible>, Self)> {
        while self.waiting.is_empty() {
            self = self.look().await?;
            if self.waiting.is_empty() {
                tokio::select! {
                    () = time::sleep(PAUSE) => {}
                    _ = self.stopping.wait_for(|stopping| *stopping) => return None,
                }
            }
        }
        let (mark, row) = self.waiting.pop_front()?;
        let event = Event::default().event("claim").id(mark.0.to_string()).json_data(row).ok()?;
        Some((Ok(event), self))
    }

    async fn look(mut self) -> Option<Self> {
        let look = move || {
            let ledger = match self.ledger.take() {
                Some(ledger) => ledger,
                None => Ledger::open_to_read(&self.desk.path)?,
            };
            self.waiting = ledger.claims_since(self.mark, &self.filter, HELD)?.into();
            self.mark = self.waiting.back().map_or(self.mark, |(mark, _)| *mark);
            self.ledger = Some(ledger);
            Ok::<_, PageError>(self)
        };
        tokio::task::spawn_blocking(look).await.ok()?.ok()
    }
}
