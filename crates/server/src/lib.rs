//! The ledger in a browser.
//!
//! Every page is made on the server and needs no script; a small one of our own adds keys and highlights. Programs have
//! each page's data, and more, as JSON under `/api/v1`, which describes itself at `/api/v1/openapi.json`.
//!
//! # Who may do what
//!
//! The server listens where it is told to, by default on this machine alone. Whoever reaches it may read, unless it is
//! closed ([`Terms`]). Writing needs a token: the one that is made at each start, which may do all, or one that lasts,
//! which may do what its scopes say ([`Tokens`]). In a browser, opening `/?token=…` once puts it into a cookie, and every
//! form carries a second secret made from it, so that no other site can have a form sent. Programs send it as
//! `Authorization: Bearer`; the API takes no cookie for writing. Requests under another host's name are refused, so that
//! a name that leads here from outside is of no use. Pages may load nothing from anywhere else, and run no script but
//! ours. Each caller has a pace; who asks faster waits.

mod access;
mod api;
mod error;
mod feed;
mod guard;
mod judging;
pub mod mcp;
mod page;
mod query;
mod secret;
mod taking;
mod tokens;
mod view;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::extract::{DefaultBodyLimit, RawQuery, State};
use axum::http::header;
use axum::middleware;
use axum::response::IntoResponse;
use axum::routing::{MethodRouter, get, post};
use hearsay_gazetteer::Gazetteer;
use hearsay_ledger::{Ledger, LedgerError};
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};

use access::Access;
pub use access::Terms;
pub use error::ServeError;
pub use tokens::{Scope, Tokens, TokensError};

/// What every page needs.
#[derive(Debug)]
pub(crate) struct Desk {
    /// The ledger's file.
    path: PathBuf,
    /// Connections to it that nobody reads from.
    idle: Mutex<Vec<Ledger>>,
    gazetteer: Gazetteer,
    access: Access,
    /// Names under which this server may be asked.
    hosts: Vec<String>,
    /// Places for those who wait for new claims.
    listeners: Arc<Semaphore>,
    /// Turns true when the server stops.
    stopping: watch::Sender<bool>,
}

/// Connections that are kept open.
const IDLE: usize = 8;

/// How many may wait for new claims at a time; each has the ledger open.
const LISTENERS: usize = 64;

impl Desk {
    /// Reads from the ledger. Each request has a connection of its own: they don't wait for each other, nor for a writer.
    /// It is kept for the next, which finds its queries prepared.
    fn reading<T, E: From<LedgerError>>(&self, read: impl FnOnce(&Ledger) -> Result<T, E>) -> Result<T, E> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let ledger = idle.map_or_else(|| Ledger::open_to_read(&self.path), Ok)?;
        let made = read(&ledger);
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < IDLE {
            idle.push(ledger);
        }
        made
    }
}

/// A server that listens already.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    desk: Arc<Desk>,
    address: SocketAddr,
}

impl Server {
    /// Listens at `address` for those who want to see the ledger at `path`, on these terms.
    ///
    /// # Errors
    /// When the ledger can't be opened, or the address is taken.
    pub async fn bind(path: PathBuf, address: SocketAddr, terms: Terms) -> Result<Self, ServeError> {
        // A ledger that can't be read is told now, not at the first page.
        drop(Ledger::open_to_read(&path)?);
        let listener = TcpListener::bind(address).await.map_err(|source| ServeError::Listen { address, source })?;
        let address = listener.local_addr().map_err(|source| ServeError::Listen { address, source })?;
        let port = address.port();
        let mut hosts: Vec<String> = ["127.0.0.1", "localhost", "[::1]"].map(|host| format!("{host}:{port}")).into();
        hosts.push(address.to_string());
        let desk = Desk {
            path,
            idle: Mutex::default(),
            gazetteer: Gazetteer::embedded()?,
            access: Access::new(terms)?,
            hosts,
            listeners: Arc::new(Semaphore::new(LISTENERS)),
            stopping: watch::Sender::new(false),
        };
        Ok(Self { listener, desk: Arc::new(desk), address })
    }

    /// Where it is to be seen.
    #[must_use]
    pub fn address(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Where it is to be opened once to judge.
    #[must_use]
    pub fn address_to_judge(&self) -> String {
        format!("http://{}/?token={}", self.address, self.desk.access.token())
    }

    /// Serves until the program is told to stop.
    ///
    /// # Errors
    /// When the network fails.
    pub async fn run(self) -> Result<(), ServeError> {
        let desk = Arc::clone(&self.desk);
        let stop = async move {
            // Without a way to be told, the program is ended.
            let _ = tokio::signal::ctrl_c().await;
            desk.stopping.send_replace(true);
        };
        let service = routes(self.desk).into_make_service_with_connect_info::<SocketAddr>();
        axum::serve(self.listener, service).with_graceful_shutdown(stop).await.map_err(ServeError::Serve)
    }
}

fn routes(desk: Arc<Desk>) -> Router {
    let views = view::View::ALL.into_iter().map(view::routes).fold(Router::new(), Router::merge);
    views
        .merge(api::routes())
        .route("/", get(page::inbox::show))
        .route("/feed.atom", get(feed::show))
        .route("/propositions", get(page::propositions::show))
        .route("/proposition/{id}", get(page::proposition::show))
        .route("/article/{id}", get(page::article::show))
        .route("/page/{hash}", get(page::article::stored))
        .route("/actors", get(page::actors::show))
        .route("/actor", get(page::actors::show_one))
        .route("/search", get(page::search::show))
        .route("/dossier", get(page::dossier::show).post(page::compose::take))
        .route("/dossier.md", dossier_as(page::dossier::Form::Markdown))
        .route("/dossier.html", dossier_as(page::dossier::Form::Html))
        .route("/dossier.jsonld", dossier_as(page::dossier::Form::JsonLd))
        .route("/tour", get(page::tour::show))
        .route("/add", get(page::add::show).post(page::add::add).layer(DefaultBodyLimit::max(page::add::LONGEST)))
        .route("/judgements", get(judging::show))
        .route("/judge", post(judging::judge))
        .route("/views", post(page::saved::save))
        .route("/style.css", get(|| asset("text/css; charset=utf-8", STYLE)))
        .route("/desk.js", get(|| asset("text/javascript; charset=utf-8", include_str!("../assets/desk.js"))))
        .fallback(page::nothing_here)
        .layer(middleware::from_fn_with_state(Arc::clone(&desk), guard::check))
        .with_state(desk)
}

fn dossier_as(form: page::dossier::Form) -> MethodRouter<Arc<Desk>> {
    get(move |State(desk), RawQuery(query)| page::dossier::file(form, desk, query))
}

/// Drawings before pages, whose rules for them have the last word.
const STYLE: &str = concat!(include_str!("../assets/drawing.css"), include_str!("../assets/style.css"));

async fn asset(kind: &'static str, text: &'static str) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "max-age=3600")], text)
}
