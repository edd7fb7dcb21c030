//! What can go wrong, and how a page tells it.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use axum::http::StatusCode;
use axum::http::header::{self, HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use hearsay_gazetteer::GazetteerError;
use hearsay_ledger::LedgerError;
use maud::html;

use crate::page;

/// Why the server can't serve.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The ledger can't be read.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The gazetteer in the program can't be read.
    #[error(transparent)]
    Gazetteer(#[from] GazetteerError),
    /// The address can't be listened at.
    #[error("can't listen at {address}: {source}; choose another with --port")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system says.
        source: io::Error,
    },
    /// The system gives no random numbers.
    #[error("can't make a token: {0}")]
    Token(getrandom::Error),
    /// The network failed.
    #[error("the server stopped: {0}")]
    Serve(io::Error),
    /// The other side doesn't speak the Model Context Protocol.
    #[error("the assistant's side broke the Model Context Protocol: {0}")]
    Protocol(String),
}

/// Why a page can't be shown.
#[derive(Debug)]
pub(crate) enum PageError {
    Ledger(LedgerError),
    /// The request asks for something that can't be.
    Asked(String),
    /// An article that can't be read, and why.
    Unread(String),
    /// What was asked for with a token that may not do it, or by a form of another site.
    Forbidden,
    /// A token is needed, or the one that was given isn't known.
    Unknown,
    /// What was sent is well formed, and can't be used.
    Unfit(String),
    /// Too many requests; it may ask again after this time.
    TooFast(Duration),
    /// Too many wait for new claims.
    Crowded,
    /// There is no such address.
    NothingHere,
    /// The thread that made the page broke off.
    Broken,
}

impl From<LedgerError> for PageError {
    fn from(error: LedgerError) -> Self {
        Self::Ledger(error)
    }
}

impl PageError {
    /// The status, what is wrong, and what to do.
    pub(crate) fn told(&self) -> (StatusCode, String, &'static str) {
        match self {
            Self::Ledger(error @ LedgerError::Absent { .. }) => (
                StatusCode::NOT_FOUND,
                error.to_string(),
                "It may have been settled anew under another id: search for it.",
            ),
            Self::Ledger(error @ LedgerError::Busy) => {
                (StatusCode::SERVICE_UNAVAILABLE, error.to_string(), "Load the page again in a moment.")
            }
            Self::Ledger(error @ LedgerError::Search(_)) => {
                (StatusCode::BAD_REQUEST, error.to_string(), "The search page tells what can be asked.")
            }
            Self::Ledger(error @ LedgerError::Question(_)) => {
                (StatusCode::UNPROCESSABLE_ENTITY, error.to_string(), "Take one of these.")
            }
            Self::Ledger(error @ LedgerError::Refused(_)) => {
                (StatusCode::UNPROCESSABLE_ENTITY, error.to_string(), "Go back and put it right.")
            }
            Self::Ledger(error @ LedgerError::Unmoved { .. }) => {
                (StatusCode::BAD_REQUEST, error.to_string(), "Take a name, or words, that the actor's page lists.")
            }
            Self::Ledger(error) => {
                (StatusCode::INTERNAL_SERVER_ERROR, error.to_string(), "`hearsay ledger check` tells more.")
            }
            Self::Asked(what) => (StatusCode::BAD_REQUEST, what.clone(), "Go back and put it right."),
            Self::Unread(why) => (
                StatusCode::UNPROCESSABLE_ENTITY,
                format!("The article was not taken in: {why}."),
                "Send the text of one English article.",
            ),
            Self::Unfit(what) => (StatusCode::UNPROCESSABLE_ENTITY, what.clone(), "Send what can be selected."),
            Self::Forbidden => (
                StatusCode::FORBIDDEN,
                "This needs a token that may do it.".to_owned(),
                "Open the address with the token that `hearsay serve` printed once in this browser, or ask for a token.",
            ),
            Self::Unknown => (
                StatusCode::UNAUTHORIZED,
                "This needs a token, and none that is known was given.".to_owned(),
                "Open the address with a token once in this browser; programs send it as Authorization: Bearer.",
            ),
            Self::TooFast(wait) => (
                StatusCode::TOO_MANY_REQUESTS,
                format!("Too many requests in a short time; the next may come in {} s.", seconds(*wait)),
                "Ask more slowly, or for more rows at once.",
            ),
            Self::Crowded => (
                StatusCode::SERVICE_UNAVAILABLE,
                "Too many wait for new claims.".to_owned(),
                "Ask again later, or for the newest claims now and then.",
            ),
            Self::NothingHere => (
                StatusCode::NOT_FOUND,
                "There is no such address.".to_owned(),
                "/api/v1/openapi.json describes those there are.",
            ),
            Self::Broken => (
                StatusCode::INTERNAL_SERVER_ERROR,
                "This page could not be made, by a fault of the program.".to_owned(),
                "Please report what you had asked for.",
            ),
        }
    }

    /// What the answer says beside.
    pub(crate) fn headers(&self) -> HeaderMap {
        let mut headers = HeaderMap::new();
        match self {
            Self::Unknown => headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer")),
            Self::TooFast(wait) => headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds(*wait))),
            _ => None,
        };
        headers
    }
}

fn seconds(wait: Duration) -> u64 {
    wait.as_secs() + 1
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let (status, what, remedy) = self.told();
        let body = page::frame(
            "Not to be shown",
            None,
            &html! {
                p.fault { (what) }
                p { (remedy) }
            },
        );
        (status, self.headers(), body).into_response()
    }
}
