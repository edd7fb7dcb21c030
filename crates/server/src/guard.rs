//! What stands before every page: whose host is asked, who may write, what a page may load.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

use crate::{Desk, ServeError};

const COOKIE: &str = "hearsay-token";

/// What a page may load and where it may send forms: nothing but what is ours.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The secret of one run of the server.
#[derive(Debug)]
pub(crate) struct Token(String);

impl Token {
    pub(crate) fn new() -> Result<Self, ServeError> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(ServeError::Token)?;
        Ok(Self(blake3::Hash::from(bytes).to_hex().to_string()))
    }

    pub(crate) fn text(&self) -> &str {
        &self.0
    }

    /// What forms carry: only a page that this server made for the holder of the token knows it.
    pub(crate) fn of_forms(&self) -> String {
        blake3::Hash::from(blake3::derive_key("hearsay forms", self.0.as_bytes())).to_hex().to_string()
    }

    /// Whether a request's cookie has it.
    pub(crate) fn is_held(&self, headers: &HeaderMap) -> bool {
        cookie(headers, COOKIE).is_some_and(|value| same(value, &self.0))
    }
}

/// The value of a cookie that a request carries.
pub(crate) fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|cookies| cookies.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(given, _)| *given == name).map(|(_, value)| value)
}

/// Whether two secrets are the same, in a time that tells nothing of where they differ.
pub(crate) fn same(a: &str, b: &str) -> bool {
    blake3::hash(a.as_bytes()) == blake3::hash(b.as_bytes())
}

/// Lets a request through, or not, and says in the answer what the page may do.
pub(crate) async fn check(State(desk): State<Arc<Desk>>, request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    if !desk.hosts.iter().any(|known| known.eq_ignore_ascii_case(host)) {
        return (StatusCode::MISDIRECTED_REQUEST, "this server is not asked under that name").into_response();
    }
    let given = request.uri().query().and_then(|query| query.split('&').find_map(|pair| pair.strip_prefix("token=")));
    let mut response = match given {
        Some(given) if request.method() == Method::GET && same(given, desk.token.text()) => {
            // The token leaves the address, and so the history.
            let cookie = format!("{COOKIE}={given}; Path=/; HttpOnly; SameSite=Strict");
            ([(header::SET_COOKIE, cookie)], Redirect::to("/")).into_response()
        }
        _ => next.run(request).await,
    };
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    ] {
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}
