//! What programs write: judgements and articles.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::{Extension, Json};
use hearsay_ledger::{About, Appended, NewJudgement, Outcome, Verdict};
use hearsay_reader::{Entry, Options};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::answer::{ApiError, Faults, Problem, Sent};
use crate::access::Caller;
use crate::error::PageError;
use crate::page::saved;
use crate::query::day;
use crate::tokens::Scope;
use crate::{Desk, judging, taking};

/// A judgement to be recorded.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Judging {
    verdict: Verdict,
    /// Id of a claim or a proposition; for `undo` of a judgement.
    a: String,
    /// The other one, for `same` and `different`.
    b: Option<String>,
    /// Whether `same` and `different` are of the origins of the two rather than of the propositions.
    #[serde(default)]
    origins: bool,
    /// Whether they are of actors: `a` and `b` are names then, and `same` files `b` under `a`; with `different`, `b` are the
    /// words that were wrongly taken for `a`.
    #[serde(default)]
    actors: bool,
    note: Option<String>,
    /// An address that shows why.
    evidence: Option<String>,
    /// Who judges; the token's holder where nobody is named.
    #[schema(pattern = r"\S")]
    person: Option<String>,
}

/// The number of a judgement.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Recorded {
    id: i64,
}

/// Records what somebody judges. Nothing is overwritten; `undo` takes an earlier judgement back.
#[utoipa::path(post, path = "/judgements", tag = "writing", request_body = Judging, security(("token" = ["judge"])),
    responses((status = 201, body = Recorded),
        (status = 403, description = "The token has not the scope `judge`", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "There is nothing of such an id", body = Problem, content_type = "application/problem+json"),
        Faults))]
pub(super) async fn judge(
    State(desk): State<Arc<Desk>>,
    Extension(caller): Extension<Caller>,
    Sent(sent): Sent<Judging>,
) -> Result<(StatusCode, Json<Recorded>), ApiError> {
    caller.must_by_token(Scope::Judge)?;
    let about = match (sent.origins, sent.actors) {
        (false, false) => About::Propositions,
        (true, false) => About::Origins,
        (false, true) => About::Actors,
        (true, true) => {
            return Err(PageError::Asked("A judgement is of origins or of actors, not of both.".to_owned()).into());
        }
    };
    let new = NewJudgement {
        verdict: sent.verdict,
        a: sent.a,
        b: sent.b,
        about,
        note: sent.note,
        evidence: sent.evidence,
        person: sent.person.or(caller.name).unwrap_or_default(),
    };
    Ok((StatusCode::CREATED, Json(Recorded { id: judging::record(desk, new).await? })))
}

/// A selection to be saved.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Viewing {
    #[schema(pattern = r"\S", max_length = 60)]
    name: String,
    /// What it selects, as the end of an address: `speaker=Iran&since=2024-01-01`. Nothing drops the view.
    selection: Option<String>,
    /// Who saves it; the token's holder where nobody is named.
    #[schema(pattern = r"\S")]
    person: Option<String>,
}

/// What a saved view selects now.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Viewed {
    name: String,
    /// None where it was dropped.
    selection: Option<String>,
}

/// Saves a selection under a name, in the place of one that has it, or drops it.
#[utoipa::path(post, path = "/views", tag = "writing", request_body = Viewing, security(("token" = ["judge"])),
    responses((status = 201, body = Viewed),
        (status = 403, description = "The token has not the scope `judge`", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "It selects nothing that can be", body = Problem, content_type = "application/problem+json"),
        Faults))]
pub(super) async fn save_view(
    State(desk): State<Arc<Desk>>,
    Extension(caller): Extension<Caller>,
    Sent(sent): Sent<Viewing>,
) -> Result<(StatusCode, Json<Viewed>), ApiError> {
    caller.must_by_token(Scope::Judge)?;
    let person = sent.person.or(caller.name).unwrap_or_default();
    let selection = sent.selection.map(|selection| saved::selected(&selection, &desk)).transpose();
    let selection = selection.map_err(|error| PageError::Unfit(error.told().1))?;
    saved::keep(desk, &sent.name, selection.clone(), &person).await?;
    Ok((StatusCode::CREATED, Json(Viewed { name: sent.name, selection })))
}

/// An article to be read.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Given {
    /// The text, paragraphs with blank lines between.
    #[schema(pattern = r"\S")]
    text: String,
    title: Option<String>,
    outlet: Option<String>,
    /// The day of publication.
    #[schema(format = Date)]
    published: Option<String>,
    /// Where it was published. A later text of the same address is another version of the article.
    url: Option<String>,
}

/// What became of an article.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Taken {
    /// The article's id in the ledger.
    article: String,
    /// What became of it.
    outcome: Became,
}

/// What became of an article that was read.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Became {
    /// It is new.
    Added,
    /// The ledger had it.
    Unchanged,
    /// Its address had another text, or it had been read by another version of the program.
    Changed,
}

/// Reads an article and stores it with its claims. What the ledger has already is left as it is.
#[utoipa::path(post, path = "/articles", tag = "writing", request_body = Given, security(("token" = ["add"])),
    responses((status = 200, body = Taken),
        (status = 403, description = "The token has not the scope `add`", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "The article is too long", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "It can't be read: it is no English text", body = Problem, content_type = "application/problem+json"),
        Faults))]
pub(super) async fn add(
    State(desk): State<Arc<Desk>>,
    Extension(caller): Extension<Caller>,
    Sent(given): Sent<Given>,
) -> Result<Json<Taken>, ApiError> {
    caller.must_by_token(Scope::Add)?;
    let options = Options { published: day(given.published.as_deref())?, outlet: given.outlet, ..Options::default() };
    let name = given.url.clone().or_else(|| given.title.clone()).unwrap_or_else(|| "sent text".to_owned());
    let offered = taking::Offered::from(Entry::of_text(&name, given.text, given.title, given.url));
    let taken = taking::take(desk, vec![offered], options).await?;
    let outcome = taken.into_iter().next().map(|taken| taken.outcome);
    let Appended { article, outcome, .. } = outcome.ok_or(PageError::Broken)?.map_err(PageError::Unread)?;
    let outcome = match outcome {
        Outcome::Added { .. } => Became::Added,
        Outcome::Changed { .. } => Became::Changed,
        _ => Became::Unchanged,
    };
    Ok(Json(Taken { article, outcome }))
}
