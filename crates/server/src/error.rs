//! What can go wrong, and how a page tells it.

use std::io;
use std::net::SocketAddr;

use axum::http::StatusCode;
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
    /// Writing without the token.
    Forbidden,
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
            Self::Ledger(error) => {
                (StatusCode::INTERNAL_SERVER_ERROR, error.to_string(), "`hearsay ledger check` tells more.")
            }
            Self::Asked(what) => (StatusCode::BAD_REQUEST, what.clone(), "Go back and put it right."),
            Self::Forbidden => (
                StatusCode::FORBIDDEN,
                "Judging needs the address with the token that `hearsay serve` printed.".to_owned(),
                "Open that address once in this browser.",
            ),
            Self::Broken => (
                StatusCode::INTERNAL_SERVER_ERROR,
                "This page could not be made, by a fault of the program.".to_owned(),
                "Please report what you had asked for.",
            ),
        }
    }
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
        (status, body).into_response()
    }
}
