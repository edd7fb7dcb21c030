//! Who asks, and what they may do.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::time::Duration;

use axum::http::HeaderMap;
use axum::http::header::{self, HeaderValue};
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::error::PageError;
use crate::tokens::{Scope, Tokens};
use crate::{ServeError, secret};

pub(crate) const COOKIE: &str = "hearsay-token";

/// Callers whose pace is remembered before those who have paused are forgotten.
const CALLERS: usize = 10_000;

/// Requests that a caller may send at once, as a multiple of those a second: a page and what it loads.
const BURST: NonZeroU32 = NonZeroU32::MIN.saturating_add(3);

/// How a server is to be used by others.
#[derive(Debug, Default)]
pub struct Terms {
    /// Tokens beside the one that each start makes.
    pub tokens: Tokens,
    /// Whether reading needs a token too.
    pub closed: bool,
    /// Requests a second of one caller, over some time; none for as many as they like.
    pub rate: Option<NonZeroU32>,
}

/// The terms of one run of the server, with its own token, which may do all.
#[derive(Debug)]
pub(crate) struct Access {
    token: String,
    terms: Terms,
    pace: Option<DefaultKeyedRateLimiter<Key>>,
}

/// By whom requests are counted.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Key {
    Holder(String),
    Address(IpAddr),
}

/// Who sent a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Caller {
    /// The holder's name; none for whoever has no token.
    pub(crate) name: Option<String>,
    scopes: Vec<Scope>,
    /// The secret of forms that this caller is shown; none for programs, which send no forms.
    form_secret: Option<String>,
}

impl Access {
    pub(crate) fn new(terms: Terms) -> Result<Self, ServeError> {
        let quota = |rate: NonZeroU32| Quota::per_second(rate).allow_burst(rate.saturating_mul(BURST));
        let pace = terms.rate.map(|rate| RateLimiter::keyed(quota(rate)));
        Ok(Self { token: secret::random().map_err(ServeError::Token)?, terms, pace })
    }

    /// The token that this start made.
    pub(crate) fn token(&self) -> &str {
        &self.token
    }

    /// Whether a token is one that counts.
    pub(crate) fn knows(&self, token: &str) -> bool {
        self.holder(token).is_some()
    }

    /// Who sends a request with these headers.
    ///
    /// # Errors
    /// When it has a token that isn't known, or none where reading needs one.
    pub(crate) fn caller(&self, headers: &HeaderMap) -> Result<Caller, PageError> {
        if let Some(given) = headers.get(header::AUTHORIZATION) {
            let holder = bearer(given).and_then(|token| self.holder(token)).ok_or(PageError::Unknown)?;
            return Ok(holder);
        }
        // A cookie may be left from an earlier start.
        let held = cookie(headers, COOKIE).and_then(|token| {
            let form_secret = Some(self.form_secret(token));
            Some(Caller { form_secret, ..self.holder(token)? })
        });
        let open = if self.terms.closed { Vec::new() } else { vec![Scope::Read] };
        Ok(held.unwrap_or(Caller { name: None, scopes: open, form_secret: None }))
    }

    /// How long the caller must wait, if it has asked for too much of late.
    pub(crate) fn wait(&self, caller: &Caller, address: IpAddr) -> Option<Duration> {
        let pace = self.pace.as_ref()?;
        if pace.len() > CALLERS {
            pace.retain_recent();
        }
        let key = caller.name.clone().map_or(Key::Address(address), Key::Holder);
        pace.check_key(&key).err().map(|until| until.wait_time_from(DefaultClock::default().now()))
    }

    fn holder(&self, token: &str) -> Option<Caller> {
        if secret::same(token, &self.token) {
            let name = Some("this start's token".to_owned());
            return Some(Caller { name, scopes: Scope::ALL.to_vec(), form_secret: None });
        }
        let held = self.terms.tokens.holder(token)?;
        Some(Caller { name: Some(held.name.clone()), scopes: held.scopes.clone(), form_secret: None })
    }

    /// What forms carry: only a page that this server made for the holder of the token knows it.
    fn form_secret(&self, token: &str) -> String {
        secret::derived("hearsay forms", &format!("{}{token}", self.token))
    }
}

impl Caller {
    /// Whether it may do something. Who may judge or add may read.
    pub(crate) fn may(&self, scope: Scope) -> bool {
        self.scopes.contains(&scope) || scope == Scope::Read && !self.scopes.is_empty()
    }

    /// # Errors
    /// When it may not.
    pub(crate) fn must(&self, scope: Scope) -> Result<(), PageError> {
        match (self.may(scope), &self.name) {
            (true, _) => Ok(()),
            (false, Some(_)) => Err(PageError::Forbidden),
            (false, None) => Err(PageError::Unknown),
        }
    }

    /// # Errors
    /// When a program may not do it; browsers send forms.
    pub(crate) fn must_by_token(&self, scope: Scope) -> Result<(), PageError> {
        if self.form_secret.is_some() { Err(PageError::Unknown) } else { self.must(scope) }
    }

    /// The secret of forms for something that it may do.
    pub(crate) fn for_forms(&self, scope: Scope) -> Option<&str> {
        self.form_secret.as_deref().filter(|_| self.may(scope))
    }

    /// # Errors
    /// When a form with this secret may not do it.
    pub(crate) fn must_by_form(&self, scope: Scope, given: &str) -> Result<(), PageError> {
        let known = self.for_forms(scope).is_some_and(|known| secret::same(given, known));
        if known { Ok(()) } else { Err(PageError::Forbidden) }
    }
}

fn bearer(given: &HeaderValue) -> Option<&str> {
    let (scheme, token) = given.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// The value of a cookie that a request carries.
pub(crate) fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|cookies| cookies.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(given, _)| *given == name).map(|(_, value)| value)
}
