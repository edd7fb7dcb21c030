//! What stands before every page: whose host is asked, who asks and how often, what a page may load.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

use crate::Desk;
use crate::access::COOKIE;
use crate::api::{self, ApiError};
use crate::error::PageError;
use crate::tokens::Scope;

/// What a page may load and where it may send forms: nothing but what is ours.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Lets a request through, or not, and says in the answer what the page may do.
pub(crate) async fn check(
    State(desk): State<Arc<Desk>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    request: Request,
    next: Next,
) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    if !desk.hosts.iter().any(|known| known.eq_ignore_ascii_case(host)) {
        return (StatusCode::MISDIRECTED_REQUEST, "this server is not asked under that name").into_response();
    }
    let to_program = request.uri().path().starts_with(api::ROOT);
    let answered = answer(&desk, peer, request, next).await;
    let mut response = answered.unwrap_or_else(|error| match to_program {
        true => ApiError::from(error).into_response(),
        false => error.into_response(),
    });
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

async fn answer(desk: &Desk, peer: SocketAddr, mut request: Request, next: Next) -> Result<Response, PageError> {
    let caller = desk.access.caller(request.headers())?;
    if let Some(wait) = desk.access.wait(&caller, peer.ip()) {
        return Err(PageError::TooFast(wait));
    }
    let given = request.uri().query().and_then(|query| query.split('&').find_map(|pair| pair.strip_prefix("token=")));
    if let Some(given) = given
        && request.method() == Method::GET
        && desk.access.knows(given)
    {
        // The token leaves the address, and so the history.
        let cookie = format!("{COOKIE}={given}; Path=/; HttpOnly; SameSite=Strict");
        return Ok(([(header::SET_COOKIE, cookie)], Redirect::to("/")).into_response());
    }
    // What a page that tells of the fault looks like is no secret.
    if !matches!(request.uri().path(), "/style.css" | "/desk.js") {
        caller.must(Scope::Read)?;
    }
    request.extensions_mut().insert(caller);
    Ok(next.run(request).await)
}
