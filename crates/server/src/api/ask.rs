//! What can be asked.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use hearsay_ledger::{
    Actor, ActorView, ClaimRow, Filter, Found, Judged, Ledger, PropositionRow, SavedView, Search, StoredArticle, View,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::answer::{ApiError, Asked, Faults, Named, Problem, Rows};
use crate::Desk;
use crate::error::PageError;
use crate::page::read;
use crate::query::{ROWS, Selection, day, day_or_nothing};

/// The most rows of one answer.
const MOST: u32 = 500;

type Answer<T> = Result<Json<T>, ApiError>;

async fn json<T: Serialize + Send + 'static>(
    desk: Arc<Desk>,
    make: impl FnOnce(&Ledger) -> Result<T, PageError> + Send + 'static,
) -> Answer<T> {
    Ok(Json(read(desk, make).await?))
}

/// Which rows of a list.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Page {
    /// How many rows.
    #[serde(default = "rows")]
    #[param(minimum = 1, maximum = 500, default = 50)]
    limit: u32,
    /// How many to pass over first.
    #[serde(default)]
    #[param(default = 0, minimum = 0, maximum = 4294967295u32)]
    offset: u32,
}

fn rows() -> u32 {
    ROWS
}

impl Page {
    fn checked(self) -> Result<Self, PageError> {
        if (1..=MOST).contains(&self.limit) {
            return Ok(self);
        }
        Err(PageError::Asked(format!("limit is {}, and must be between 1 and {MOST}.", self.limit)))
    }

    /// A filter for these rows and one more.
    fn of(self, filter: Filter) -> Filter {
        Filter { limit: Some(self.limit + 1), offset: self.offset, ..filter }
    }
}

/// Claims, by date of publication.
#[utoipa::path(get, path = "/claims", tag = "reading", params(Selection, Page),
    responses((status = 200, body = Rows<ClaimRow>), Faults))]
pub(super) async fn claims(
    State(desk): State<Arc<Desk>>,
    Asked(asked): Asked<Selection>,
    Asked(page): Asked<Page>,
) -> Answer<Rows<ClaimRow>> {
    let (page, view) = (page.checked()?, asked.view()?);
    let filter = page.of(asked.filter(&desk.gazetteer)?);
    json(desk, move |ledger| Ok(Rows::of(ledger.claims(view, &filter)?, page.limit, page.offset))).await
}

/// Propositions, those first that several articles or parties tell of.
#[utoipa::path(get, path = "/propositions", tag = "reading", params(Selection, Page),
    responses((status = 200, body = Rows<PropositionRow>), Faults))]
pub(super) async fn propositions(
    State(desk): State<Arc<Desk>>,
    Asked(asked): Asked<Selection>,
    Asked(page): Asked<Page>,
) -> Answer<Rows<PropositionRow>> {
    let (page, view) = (page.checked()?, asked.view()?);
    let filter = page.of(asked.filter(&desk.gazetteer)?);
    json(desk, move |ledger| Ok(Rows::of(ledger.propositions(view, &filter)?, page.limit, page.offset))).await
}

/// One proposition, with its claims, origins, denials and the drift of its numbers.
#[utoipa::path(get, path = "/propositions/{id}", tag = "reading",
    params(("id" = String, Path, description = "Its id, or the beginning of it"), Known),
    responses((status = 200, body = PropositionRow), (status = 404, body = Problem, content_type = "application/problem+json"), Faults))]
pub(super) async fn proposition(
    State(desk): State<Arc<Desk>>,
    Named(id): Named,
    Asked(known): Asked<Known>,
) -> Answer<PropositionRow> {
    let view = known.view()?;
    json(desk, move |ledger| Ok(ledger.proposition(view, &id)?)).await
}

/// When the ledger knew it.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Known {
    /// The ledger as it was at the end of this day (UTC).
    #[param(schema_with = day_or_nothing)]
    #[serde(default)]
    as_of: Option<String>,
}

impl Known {
    fn view(self) -> Result<View, PageError> {
        Ok(View { as_of: day(self.as_of.as_deref().filter(|day| !day.is_empty()))?, published_before: None })
    }
}

/// An article with its claims.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ArticleView {
    #[serde(flatten)]
    article: StoredArticle,
    claims: Vec<ClaimRow>,
}

/// One article: its text, and the claims in it.
#[utoipa::path(get, path = "/articles/{id}", tag = "reading",
    params(("id" = String, Path, description = "Its id in the ledger, or its reference")),
    responses((status = 200, body = ArticleView), (status = 404, body = Problem, content_type = "application/problem+json"), Faults))]
pub(super) async fn article(State(desk): State<Arc<Desk>>, Named(id): Named) -> Answer<ArticleView> {
    let view = move |ledger: &Ledger| {
        let article = ledger.article(&id)?;
        let claims = ledger.claims_of(&article.id)?;
        Ok(ArticleView { article, claims })
    };
    json(desk, view).await
}

/// Who speaks or takes part, the busiest first.
#[utoipa::path(get, path = "/actors", tag = "reading", params(Page),
    responses((status = 200, body = Rows<Actor>), Faults))]
pub(super) async fn actors(State(desk): State<Arc<Desk>>, Asked(page): Asked<Page>) -> Answer<Rows<Actor>> {
    let page = page.checked()?;
    json(desk, move |ledger| Ok(Rows::of(ledger.actors(Some(page.limit + 1), page.offset)?, page.limit, page.offset)))
        .await
}

/// What one actor said, and by role in what it is said to take part.
#[utoipa::path(get, path = "/actors/{name}", tag = "reading",
    params(("name" = String, Path, description = "A name; other names of the same lead to it")),
    responses((status = 200, body = ActorView), Faults))]
pub(super) async fn actor(State(desk): State<Arc<Desk>>, Named(name): Named) -> Answer<ActorView> {
    let name = desk.gazetteer.canonical(&name);
    json(desk, move |ledger| Ok(ledger.actor(View::default(), &name, Some(ROWS))?)).await
}

/// What to search for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Words {
    /// Words that must all be there: `"two words"` stand together, `word*` is a beginning, `-word` must not be there, `OR` lets
    /// either do. `speaker:`, `outlet:`, `party:`, `item:`, `event:`, `since:`, `until:` and `is:` narrow.
    q: String,
    /// How many claims and how many articles.
    #[serde(default = "rows")]
    #[param(minimum = 1, maximum = 500, default = 50)]
    limit: u32,
}

/// Claims and articles that a search asks for, the best first, and what the claims have in common.
#[utoipa::path(get, path = "/search", tag = "reading", params(Words),
    responses((status = 200, body = Found), Faults))]
pub(super) async fn search(State(desk): State<Arc<Desk>>, Asked(words): Asked<Words>) -> Answer<Found> {
    let page = Page { limit: words.limit, offset: 0 }.checked()?;
    let search = Search::of(&words.q)?.canonical(&desk.gazetteer);
    json(desk, move |ledger| Ok(ledger.search(&search, page.limit)?)).await
}

/// Who judged what, when, from the first on.
#[utoipa::path(get, path = "/judgements", tag = "reading",
    responses((status = 200, body = Vec<Judged>), Faults))]
pub(super) async fn judgements(State(desk): State<Arc<Desk>>) -> Answer<Vec<Judged>> {
    json(desk, |ledger| Ok(ledger.judgements()?)).await
}

/// The selections that people saved, by name.
#[utoipa::path(get, path = "/views", tag = "reading",
    responses((status = 200, body = Vec<SavedView>), Faults))]
pub(super) async fn views(State(desk): State<Arc<Desk>>) -> Answer<Vec<SavedView>> {
    json(desk, |ledger| Ok(ledger.saved_views()?)).await
}
