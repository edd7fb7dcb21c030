//! What programs ask: the pages' data as JSON, judging and adding, and new claims as they come.
//!
//! The first part of each address is the version. Within a version fields are added, never taken away or given another
//! meaning. The description, OpenAPI 3.1, is made from this code: <https://spec.openapis.org/oas/v3.1.0>.

mod answer;
mod ask;
mod events;
mod write;

use std::sync::Arc;

use axum::routing::{any, get};
use axum::{Json, Router};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, OpenApi};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Desk;
pub(crate) use answer::ApiError;

/// Where the API lies.
pub(crate) const ROOT: &str = "/api/";

/// Where its first version does.
const VERSION: &str = "/api/v1";

#[derive(OpenApi)]
#[openapi(
    info(
        title = "hearsay",
        description = "Who says what, on what evidence, through whom, and how many independent origins stand behind it. \
                       Everything here is claimed by those who are named; nothing is stated as a fact. Offsets count \
                       Unicode code points, half-open.",
    ),
    tags(
        (name = "reading", description = "What the ledger has."),
        (name = "writing", description = "What people add to it; needs a token."),
    ),
    modifiers(&Tokens),
)]
struct Described;

struct Tokens;

impl Modify for Tokens {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some(
            "A token of `hearsay token`, or the one that `hearsay serve` prints. Its scopes are read, judge and add.",
        ));
        let components = openapi.components.get_or_insert_default();
        components.add_security_scheme("token", SecurityScheme::Http(bearer.build()));
    }
}

pub(crate) fn routes() -> Router<Arc<Desk>> {
    let version = OpenApiRouter::new()
        .routes(routes!(ask::claims))
        .routes(routes!(ask::propositions))
        .routes(routes!(ask::proposition))
        .routes(routes!(ask::article))
        .routes(routes!(ask::actors))
        .routes(routes!(ask::actor))
        .routes(routes!(ask::search))
        .routes(routes!(ask::judgements, write::judge))
        .routes(routes!(ask::views, write::save_view))
        .routes(routes!(write::add))
        .routes(routes!(events::claims));
    let (router, description) =
        OpenApiRouter::with_openapi(Described::openapi()).nest(VERSION, version).split_for_parts();
    let description = Arc::new(description);
    router
        .route("/api/v1/openapi.json", get(move || async move { Json(Arc::clone(&description)) }))
        .route("/api/{*rest}", any(answer::nothing_here))
}
