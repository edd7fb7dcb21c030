//! A web address to the bytes behind it.
//!
//! Redirects are followed here and not by the client, so that each one is looked at. The client asks [`Lookup`] for
//! the addresses that it connects to, so that what is checked is what is used. No proxy: it would look names up itself.

mod address;

use std::io;
use std::net::IpAddr;
use std::time::{Duration, Instant, SystemTime};

use jiff::Timestamp;
use ureq::http::header::{
    CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED, LOCATION, RETRY_AFTER,
};
use ureq::http::{HeaderName, Response, Uri};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Body};
use url::Url;

use crate::feed::Conditions;
use crate::input::{Document, bounded};
use crate::kind::{Hint, Kind};
use crate::{Options, ReadError};

const USER_AGENT: &str = concat!("hearsay/", env!("CARGO_PKG_VERSION"), " (+hearsay, reads news)");
const ACCEPT: &str = "text/html, application/xhtml+xml, application/json;q=0.9, text/plain;q=0.9";

/// An address that may be fetched.
pub(crate) fn address(text: &str) -> Result<Url, ReadError> {
    let url = Url::parse(text.trim()).map_err(|error| ReadError::Address(error.to_string()))?;
    match url.scheme() {
        "http" | "https" => Ok(url),
        scheme => Err(ReadError::Address(format!("{scheme} is not supported"))),
    }
}

/// What came for a request.
pub(crate) struct Received {
    pub(crate) document: Document,
    /// What to ask with the next time.
    pub(crate) conditions: Conditions,
    /// How long the server asks not to be asked again.
    pub(crate) keep: Option<Duration>,
}

/// Fetches the page `url`.
pub(crate) fn get(url: &Url, options: &Options) -> Result<Document, ReadError> {
    let (url, response) = follow(url, &Conditions::default(), ACCEPT, options, reach(options))?;
    let header = text_of(&response, &CONTENT_TYPE).unwrap_or_default().to_ascii_lowercase();
    let (kind, charset) = Document::described(&header);
    let hint = match kind.as_str() {
        "text/html" | "application/xhtml+xml" => Hint::Said(Kind::Page),
        "text/plain" | "text/markdown" => Hint::Said(Kind::Text),
        "application/json" => Hint::Said(Kind::Record),
        "" => Hint::Nothing,
        other => return Err(ReadError::ContentType(other.to_owned())),
    };
    Ok(Document { hint, charset, ..received(url, response, options)? })
}

/// Fetches anything; `None` where it is as the conditions say it was.
pub(crate) fn ask(url: &Url, conditions: &Conditions, options: &Options) -> Result<Option<Received>, ReadError> {
    let (url, response) = match follow(url, conditions, "*/*", options, reach(options)) {
        Err(ReadError::Status { status: 304, .. }) => return Ok(None),
        other => other?,
    };
    let conditions = Conditions { etag: text_of(&response, &ETAG), modified: text_of(&response, &LAST_MODIFIED) };
    let control = text_of(&response, &CACHE_CONTROL).unwrap_or_default();
    let keep = control.split(',').find_map(|part| part.trim().strip_prefix("max-age=")?.parse().ok());
    let document = received(url, response, options)?;
    Ok(Some(Received { document, conditions, keep: keep.map(Duration::from_secs) }))
}

fn reach(options: &Options) -> fn(IpAddr) -> bool {
    if options.allow_private_addresses { |_| true } else { address::is_public }
}

/// Asks for `url` and what it redirects to, of servers that `may_reach` lets through.
fn follow(
    url: &Url,
    conditions: &Conditions,
    accept: &str,
    options: &Options,
    may_reach: fn(IpAddr) -> bool,
) -> Result<(Url, Response<Body>), ReadError> {
    let deadline = Instant::now() + options.limits.fetch;
    let agent = agent(options, accept, may_reach);
    let mut url = url.clone();
    for _ in 0..=options.limits.redirects {
        let left = deadline.saturating_duration_since(Instant::now()).max(Duration::from_millis(1));
        let mut request = agent.get(url.as_str());
        for (name, value) in [(IF_NONE_MATCH, &conditions.etag), (IF_MODIFIED_SINCE, &conditions.modified)] {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        let request = request.config().timeout_global(Some(left)).build();
        let response = request.call().map_err(|error| failure(error, options))?;
        let status = response.status().as_u16();
        let refused =
            || ReadError::Status { status, after: text_of(&response, &RETRY_AFTER).and_then(|text| wait(&text)) };
        match status {
            200..=299 => return Ok((url, response)),
            301..=303 | 307 | 308 => {
                let location = text_of(&response, &LOCATION).ok_or_else(refused)?;
                let next = url.join(&location).map_err(|error| ReadError::Address(error.to_string()))?;
                url = address(next.as_str())?;
            }
            _ => return Err(refused()),
        }
    }
    Err(ReadError::Redirects(options.limits.redirects))
}

/// How long `Retry-After` asks to wait: a number of seconds, or a date.
fn wait(text: &str) -> Option<Duration> {
    let seconds = || text.trim().parse().ok().map(Duration::from_secs);
    let until = || httpdate::parse_http_date(text).ok()?.duration_since(SystemTime::now()).ok();
    seconds().or_else(until)
}

fn agent(options: &Options, accept: &str, may_reach: fn(IpAddr) -> bool) -> Agent {
    let config = Agent::config_builder()
        .user_agent(USER_AGENT)
        .accept(accept)
        .proxy(None)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .timeout_connect(Some(options.limits.connect))
        .timeout_resolve(Some(options.limits.connect))
        .build();
    let lookup = Lookup { names: DefaultResolver::default(), may_reach };
    Agent::with_parts(config, DefaultConnector::default(), lookup)
}

/// The bytes of an answer.
fn received(url: Url, response: Response<Body>, options: &Options) -> Result<Document, ReadError> {
    let header = text_of(&response, &CONTENT_TYPE).unwrap_or_default().to_ascii_lowercase();
    let bytes = bounded(response.into_body().into_reader(), options.limits.input).map_err(|error| match error {
        ReadError::Io(error) => failure(error.downcast().unwrap_or_else(ureq::Error::Io), options),
        error => error,
    })?;
    let media_type = Some(header).filter(|header| !header.is_empty());
    Ok(Document { url: Some(url), media_type, fetched: Some(Timestamp::now()), ..Document::of(bytes) })
}

fn text_of(response: &Response<Body>, name: &HeaderName) -> Option<String> {
    response.headers().get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
}

fn failure(error: ureq::Error, options: &Options) -> ReadError {
    match error {
        ureq::Error::Timeout(_) => ReadError::TimedOut(options.limits.fetch.as_secs()),
        ureq::Error::Io(error) if error.kind() == io::ErrorKind::TimedOut => {
            ReadError::TimedOut(options.limits.fetch.as_secs())
        }
        ureq::Error::Io(error) => ReadError::Unreachable(error.to_string()),
        ureq::Error::HostNotFound => ReadError::Unreachable("no such host".to_owned()),
        ureq::Error::BadUri(reason) => ReadError::Address(reason),
        ureq::Error::Other(error) => match error.downcast::<Private>() {
            Ok(private) => ReadError::PrivateAddress(private.0),
            Err(error) => ReadError::Unreachable(error.to_string()),
        },
        error => ReadError::Unreachable(error.to_string().lines().collect::<Vec<_>>().join(" ")),
    }
}

/// Looks names up, and leaves out addresses that may not be reached.
#[derive(Debug)]
struct Lookup {
    names: DefaultResolver,
    may_reach: fn(IpAddr) -> bool,
}

impl Resolver for Lookup {
    fn resolve(
        &self,
        uri: &Uri,
        config: &ureq::config::Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.names.resolve(uri, config, timeout)?;
        let mut usable = self.empty();
        for socket in found.iter().filter(|socket| (self.may_reach)(socket.ip())) {
            usable.push(*socket);
        }
        match (usable.is_empty(), found.first()) {
            (true, Some(socket)) => Err(ureq::Error::Other(Box::new(Private(socket.ip())))),
            _ => Ok(usable),
        }
    }
}

/// A name that leads only to addresses that may not be reached.
#[derive(Debug, thiserror::Error)]
#[error("{0} is not a public address")]
struct Private(IpAddr);

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader, Write};
    use std::net::TcpListener;
    use std::thread;

    use super::*;

    /// Sends whoever asks for `/NAME` to this port of the host NAME; other paths get a text.
    fn serve(listener: TcpListener) -> std::io::Result<()> {
        let port = listener.local_addr()?.port();
        for stream in listener.incoming() {
            let mut stream = stream?;
            let mut lines = BufReader::new(stream.try_clone()?).lines();
            let first = lines.next().unwrap_or_else(|| Ok(String::new()))?;
            while lines.next().is_some_and(|line| line.is_ok_and(|line| !line.is_empty())) {}
            let head = match first.split(' ').nth(1).and_then(|path| path.strip_prefix('/')) {
                Some("text") | None => "200 OK\r\nContent-Type: text/plain".to_owned(),
                Some(host) => format!("302 Found\r\nLocation: http://{host}:{port}/text"),
            };
            write!(stream, "HTTP/1.1 {head}\r\nContent-Length: 4\r\nConnection: close\r\n\r\nText")?;
        }
        Ok(())
    }

    #[test]
    fn a_redirect_leads_nowhere_that_a_user_could_not_go() {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        thread::spawn(|| serve(listener));
        // This address leads to the server, too; here it stands for the public internet.
        let public = "0.0.0.0";
        let follow = |path: &str, may_reach: fn(IpAddr) -> bool| {
            let url = address(&format!("http://{public}:{port}/{path}"))?;
            let options = Options::default();
            let (url, response) = follow(&url, &Conditions::default(), ACCEPT, &options, may_reach)?;
            received(url, response, &options)
        };
        let hosts =
            ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1", "169.254.169.254"];
        for host in hosts {
            let error = follow(host, |address| address.is_unspecified()).expect_err(host);
            assert!(matches!(error, ReadError::PrivateAddress(_)), "{host}: {error}");
        }
        for path in ["text", public, "0x0"] {
            let document = follow(path, |address| address.is_unspecified()).expect(path);
            let told = document.media_type.as_deref();
            assert_eq!((document.bytes.as_slice(), told), (&b"Text"[..], Some("text/plain")));
        }
        for host in ["127.0.0.1", "localhost"] {
            assert!(follow(host, |_| true).is_ok(), "the server isn't there for {host}");
        }
    }
}
