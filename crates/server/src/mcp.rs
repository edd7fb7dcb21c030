//! The ledger as tools for assistants, by the Model Context Protocol over standard input and output.
//!
//! Tools only read. Whatever they answer, each sentence names whose word it is and the span in which it stands; nothing is
//! put as a fact. The instructions that a client gets say so too.

use std::path::PathBuf;
use std::sync::Arc;

use hearsay::contract::Place;
use hearsay::dossier::{Extent, Telling};
use hearsay_gazetteer::Gazetteer;
use hearsay_ledger::{ClaimRow, Filter, Ledger, LedgerError, Search, View};
use rmcp::handler::server::router::tool::ToolRouter;
use rmcp::handler::server::wrapper::Parameters;
use rmcp::model::{CallToolResult, ContentBlock, Implementation, ServerCapabilities, ServerConfig};
use rmcp::schemars::{self, JsonSchema};
use rmcp::{ErrorData, ServerHandler, ServiceExt, tool, tool_handler, tool_router};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::ServeError;

/// How many rows a tool answers with at most.
const MOST: u32 = 50;

const INSTRUCTIONS: &str = "hearsay keeps a ledger of what news articles say that others said. Nothing in it is a fact: \
    every row is a claim of the speaker that it names, found in the article and span that it names. When you use one, say \
    who claims it, name the outlet and date, and quote the words of the span. Repetition is no confirmation: go by \
    independent origins, which `origins` explains, and mention denials. The ledger never decides who is right; don't do \
    so in its name.";

/// The tools over one ledger.
#[derive(Clone)]
struct Tools {
    path: Arc<PathBuf>,
    gazetteer: Arc<Gazetteer>,
    tool_router: ToolRouter<Self>,
}

#[derive(Deserialize, JsonSchema)]
struct Words {
    /// Words that all must occur in a claim or an article.
    words: String,
    /// How many results at most, up to 50.
    limit: Option<u32>,
}

#[derive(Deserialize, JsonSchema)]
struct Selected {
    /// Only claims by this speaker or those who speak for it: "Tehran", "Reuters".
    speaker: Option<String>,
    /// Only what takes place between others and this party.
    party: Option<String>,
    /// Only events of this type: transfer, production, use, cooperation, training, restriction, interdiction.
    event: Option<String>,
    /// Only events whose item has these words.
    item: Option<String>,
    /// How many results at most, up to 50.
    limit: Option<u32>,
}

#[derive(Deserialize, JsonSchema)]
struct Identified {
    /// The id, as another tool gave it, or its beginning.
    id: String,
}

/// A claim, with where it stands.
#[derive(Serialize)]
struct Claimed {
    /// A sentence that names whose word it is.
    told: String,
    claim: String,
    speaker: Option<String>,
    affiliation: Option<String>,
    denies: bool,
    modality: &'static str,
    evidence: Vec<&'static str>,
    /// Half-open, in code points of the article's text.
    span: Place,
    article: String,
    outlet: Option<String>,
    published: Option<String>,
    url: Option<String>,
}

impl From<&ClaimRow> for Claimed {
    fn from(row: &ClaimRow) -> Self {
        let claim = &row.claim;
        let relays: Vec<String> = claim.relays.iter().map(|relay| relay.name.clone()).collect();
        let told = Telling {
            speaker: claim.speaker.name.as_deref(),
            affiliation: claim.speaker.affiliation.as_deref(),
            outlet: row.outlet.as_deref(),
            relays: &relays,
            polarity: claim.polarity,
            quotation: claim.quotation,
            words: &claim.content.exact,
        };
        Self {
            told: told.sentence(),
            claim: claim.id.clone(),
            speaker: claim.speaker.name.clone(),
            affiliation: claim.speaker.affiliation.clone(),
            denies: claim.polarity == hearsay::Polarity::Negative,
            modality: claim.modality.as_str(),
            evidence: claim.evidence.iter().map(|evidence| evidence.kind.as_str()).collect(),
            span: claim.content.clone(),
            article: row.article.clone(),
            outlet: row.outlet.clone(),
            published: row.published.clone(),
            url: row.url.clone(),
        }
    }
}

fn told(rows: &[ClaimRow]) -> Vec<Claimed> {
    rows.iter().map(Claimed::from).collect()
}

impl Tools {
    /// Reads the ledger; what can't be read is told to the assistant, who may have given a wrong id.
    async fn ask(
        &self,
        make: impl FnOnce(&Ledger) -> Result<Value, LedgerError> + Send + 'static,
    ) -> Result<CallToolResult, ErrorData> {
        let path = Arc::clone(&self.path);
        let read = tokio::task::spawn_blocking(move || Ledger::open_to_read(&path).and_then(|ledger| make(&ledger)));
        let answer = read.await.map_err(|error| ErrorData::internal_error(error.to_string(), None))?;
        Ok(match answer {
            Ok(value) => CallToolResult::structured(value),
            Err(error) => CallToolResult::error(vec![ContentBlock::text(error.to_string())]),
        })
    }
}

#[tool_router(router = tool_router)]
impl Tools {
    /// Claims and articles that have all of some words. Each claim says whose word it is and where it stands.
    #[tool(annotations(read_only_hint = true, open_world_hint = false))]
    async fn search(&self, Parameters(asked): Parameters<Words>) -> Result<CallToolResult, ErrorData> {
        let gazetteer = Arc::clone(&self.gazetteer);
        self.ask(move |ledger| {
            let search = Search::of(&asked.words)?.canonical(&gazetteer);
            let found = ledger.search(&search, asked.limit.unwrap_or(10).min(MOST))?;
            let articles = found.articles.iter().map(
                |article| json!({"article": article.id, "title": article.title, "words_in_the_article": article.words}),
            );
            Ok(json!({"claims": told(&found.claims), "articles": articles.collect::<Vec<_>>()}))
        })
        .await
    }

    /// What several claims share, with how many independent origins affirm and deny each. Summaries say who claims it.
    #[tool(annotations(read_only_hint = true, open_world_hint = false))]
    async fn propositions(&self, Parameters(asked): Parameters<Selected>) -> Result<CallToolResult, ErrorData> {
        let filter = Filter {
            speaker: asked.speaker,
            party: asked.party,
            frame: asked.event,
            item: asked.item,
            limit: Some(asked.limit.unwrap_or(20).min(MOST)),
            ..Filter::default()
        };
        let filter = filter.canonical(&self.gazetteer);
        self.ask(move |ledger| {
            let rows = ledger.glances(View::default(), &filter)?;
            let rows = rows.iter().map(|of| {
                json!({
                    "proposition": of.proposition.id,
                    "claimed": of.proposition.summary,
                    "independent_origins": of.independent_origins,
                    "denial_origins": of.denial_origins,
                    "articles": of.tellings,
                })
            });
            Ok(json!({"propositions": rows.collect::<Vec<_>>()}))
        })
        .await
    }

    /// One proposition: every claim on it, voice by voice, affirming and denying, with its span, and how the numbers differ.
    #[tool(annotations(read_only_hint = true, open_world_hint = false))]
    async fn proposition(&self, Parameters(asked): Parameters<Identified>) -> Result<CallToolResult, ErrorData> {
        self.ask(move |ledger| Ok(json!(ledger.dossier(View::default(), &[asked.id], Extent::WHOLE)?))).await
    }

    /// Where a proposition comes from: the voices on which all claims rest, and why claims were taken to depend on each
    /// other. Each claim says whose word it is and where it stands.
    #[tool(annotations(read_only_hint = true, open_world_hint = false))]
    async fn origins(&self, Parameters(asked): Parameters<Identified>) -> Result<CallToolResult, ErrorData> {
        self.ask(move |ledger| {
            let of = ledger.proposition(View::default(), &asked.id)?.proposition;
            let mut found = ledger.claims_of_members(View::default(), &of.claims)?;
            let claims: Vec<ClaimRow> =
                of.claims.iter().filter_map(|member| found.remove(member.statement.as_str())).collect();
            Ok(json!({
                "claimed": of.proposition.summary,
                "independent_origins": of.independent_origins,
                "denial_origins": of.denial_origins,
                "origins": of.origins,
                "members": of.claims,
                "links": of.links,
                "claims": told(&claims),
            }))
        })
        .await
    }

    /// An article's text, with the spans of all claims in it and whose word each is.
    #[tool(annotations(read_only_hint = true, open_world_hint = false))]
    async fn article(&self, Parameters(asked): Parameters<Identified>) -> Result<CallToolResult, ErrorData> {
        self.ask(move |ledger| {
            let article = ledger.article(&asked.id)?;
            let claims = ledger.claims_of(&article.id)?;
            Ok(json!({"article": article, "claims": told(&claims)}))
        })
        .await
    }
}

#[tool_handler(router = self.tool_router)]
impl ServerHandler for Tools {
    fn get_info(&self) -> ServerConfig {
        ServerConfig::new(ServerCapabilities::builder().enable_tools().build())
            .with_server_info(Implementation::new("hearsay", env!("CARGO_PKG_VERSION")))
            .with_instructions(INSTRUCTIONS)
    }
}

/// Answers an assistant on standard input and output until it hangs up.
///
/// # Errors
/// When the ledger at `path` can't be opened, or the other side doesn't speak the protocol.
pub async fn answer(path: PathBuf) -> Result<(), ServeError> {
    drop(Ledger::open_to_read(&path)?);
    let tools =
        Tools { path: Arc::new(path), gazetteer: Arc::new(Gazetteer::embedded()?), tool_router: Tools::tool_router() };
    let protocol = |error: String| ServeError::Protocol(error);
    let service = tools.serve(rmcp::transport::stdio()).await.map_err(|error| protocol(error.to_string()))?;
    service.waiting().await.map_err(|error| protocol(error.to_string()))?;
    Ok(())
}
