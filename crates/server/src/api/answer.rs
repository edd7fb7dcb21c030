//! Answers and faults, in the form that all share.

use axum::Json;
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::header;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use utoipa::{IntoResponses, ToSchema};

use crate::error::PageError;

/// What went wrong, as in RFC 9457. <https://www.rfc-editor.org/rfc/rfc9457>
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Problem {
    /// The status's name.
    title: String,
    /// The status.
    status: u16,
    /// What is wrong with this request.
    detail: String,
    /// What to do.
    remedy: String,
}

/// A fault, answered as a [`Problem`].
#[derive(Debug)]
pub(crate) struct ApiError(PageError);

impl<E: Into<PageError>> From<E> for ApiError {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let (status, detail, remedy) = self.0.told();
        let problem = Problem {
            title: status.canonical_reason().unwrap_or_default().to_owned(),
            status: status.as_u16(),
            detail,
            remedy: remedy.to_owned(),
        };
        let kind = [(header::CONTENT_TYPE, "application/problem+json")];
        (status, self.0.headers(), kind, Json(problem)).into_response()
    }
}

/// The faults that every request may meet.
#[derive(IntoResponses)]
#[allow(dead_code, reason = "describes, is never made")]
pub(crate) enum Faults {
    /// The request asks for something that can't be.
    #[response(status = 400, content_type = "application/problem+json")]
    Asked(Problem),
    /// The token isn't known, or one is needed.
    #[response(status = 401, content_type = "application/problem+json")]
    Unknown(Problem),
    /// It names what there isn't, or says nothing.
    #[response(status = 422, content_type = "application/problem+json")]
    Empty(Problem),
    /// Too many requests; `Retry-After` says how many seconds to wait.
    #[response(status = 429, content_type = "application/problem+json")]
    TooFast(Problem),
    /// The ledger can't be read.
    #[response(status = 500, content_type = "application/problem+json")]
    Ledger(Problem),
    /// Another program is writing for long; ask again.
    #[response(status = 503, content_type = "application/problem+json")]
    Busy(Problem),
}

/// Rows of a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Rows<T> {
    pub(crate) rows: Vec<T>,
    /// The `offset` of the rows behind these; none where these are the last.
    pub(crate) next: Option<u32>,
}

impl<T> Rows<T> {
    /// A page of rows that were asked for with one more than `limit`, which tells whether there are further ones.
    pub(crate) fn of(mut rows: Vec<T>, limit: u32, offset: u32) -> Self {
        let more = rows.len() > limit as usize;
        rows.truncate(limit as usize);
        Self { rows, next: more.then(|| offset.saturating_add(limit)) }
    }
}

/// The part of an address behind the question mark; what it can't be is told as a [`Problem`].
pub(crate) struct Asked<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Asked<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let Query(asked) = Query::from_request_parts(parts, state).await.map_err(|error| asked(error.body_text()))?;
        Ok(Self(asked))
    }
}

/// A part of an address's path.
pub(crate) struct Named(pub(crate) String);

impl<S: Send + Sync> FromRequestParts<S> for Named {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let Path(name) = Path::from_request_parts(parts, state).await.map_err(|error| asked(error.body_text()))?;
        Ok(Self(name))
    }
}

/// What a program sends as JSON.
pub(crate) struct Sent<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Sent<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        let Json(sent) = Json::from_request(request, state).await.map_err(|error| asked(error.body_text()))?;
        Ok(Self(sent))
    }
}

fn asked(what: String) -> ApiError {
    ApiError(PageError::Asked(what))
}

pub(super) async fn nothing_here() -> ApiError {
    ApiError(PageError::NothingHere)
}
