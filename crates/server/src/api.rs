//! The pages' data as JSON.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use hearsay_ledger::{Actor, ActorView, ClaimRow, Found, Judged, Ledger, PropositionRow, StoredArticle, View};
use serde::{Deserialize, Serialize};

use crate::Desk;
use crate::error::PageError;
use crate::page::read;
use crate::query::{ROWS, Selection};

/// A fault as JSON.
pub(crate) struct ApiError(PageError);

impl From<PageError> for ApiError {
    fn from(error: PageError) -> Self {
        Self(error)
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let (status, what, remedy) = self.0.told();
        (status, Json(serde_json::json!({"error": what, "remedy": remedy}))).into_response()
    }
}

type Answer<T> = Result<Json<T>, ApiError>;

async fn json<T: Serialize + Send + 'static>(
    desk: Arc<Desk>,
    make: impl FnOnce(&Ledger) -> Result<T, PageError> + Send + 'static,
) -> Answer<T> {
    Ok(Json(read(desk, make).await?))
}

pub(crate) async fn claims(State(desk): State<Arc<Desk>>, Query(asked): Query<Selection>) -> Answer<Vec<ClaimRow>> {
    let filter = asked.filter(&desk.gazetteer)?;
    json(desk, move |ledger| Ok(ledger.claims(asked.view()?, &filter)?)).await
}

pub(crate) async fn propositions(
    State(desk): State<Arc<Desk>>,
    Query(asked): Query<Selection>,
) -> Answer<Vec<PropositionRow>> {
    let filter = asked.filter(&desk.gazetteer)?;
    json(desk, move |ledger| Ok(ledger.propositions(asked.view()?, &filter)?)).await
}

pub(crate) async fn proposition(State(desk): State<Arc<Desk>>, Path(id): Path<String>) -> Answer<PropositionRow> {
    json(desk, move |ledger| Ok(ledger.proposition(View::default(), &id)?)).await
}

/// An article with its claims.
#[derive(Debug, Serialize)]
pub(crate) struct ArticleView {
    #[serde(flatten)]
    article: StoredArticle,
    claims: Vec<ClaimRow>,
}

pub(crate) async fn article(State(desk): State<Arc<Desk>>, Path(id): Path<String>) -> Answer<ArticleView> {
    json(desk, move |ledger| Ok(ArticleView { article: ledger.article(&id)?, claims: ledger.claims_of(&id)? })).await
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Named {
    pub(crate) name: String,
    pub(crate) q: String,
    pub(crate) offset: u32,
}

pub(crate) async fn actors(State(desk): State<Arc<Desk>>, Query(asked): Query<Named>) -> Answer<Vec<Actor>> {
    json(desk, move |ledger| Ok(ledger.actors(Some(ROWS), asked.offset)?)).await
}

pub(crate) async fn actor(State(desk): State<Arc<Desk>>, Query(asked): Query<Named>) -> Answer<ActorView> {
    let name = desk.gazetteer.canonical(&asked.name);
    json(desk, move |ledger| Ok(ledger.actor(View::default(), &name, Some(ROWS))?)).await
}

pub(crate) async fn search(State(desk): State<Arc<Desk>>, Query(asked): Query<Named>) -> Answer<Found> {
    json(desk, move |ledger| Ok(ledger.search(&asked.q, ROWS)?)).await
}

pub(crate) async fn judgements(State(desk): State<Arc<Desk>>) -> Answer<Vec<Judged>> {
    json(desk, |ledger| Ok(ledger.judgements()?)).await
}
