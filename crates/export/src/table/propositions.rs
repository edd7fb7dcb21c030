//! Rows of propositions, their origins, and the claims on them.

use hearsay::proposition::{Proposition, Statement};
use serde::{Deserialize, Serialize};

use super::Line;
use crate::{ExportError, claimed};

/// What claims share.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PropositionLine {
    /// Its id.
    pub proposition: String,
    /// One line that tells who says it.
    pub summary: String,
    /// What sort of event; none for what isn't one.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// How far it has got.
    pub stage: Option<String>,
    /// On what terms.
    pub terms: Option<String>,
    /// Named voices and documents that affirm it independently.
    pub established: i64,
    /// Unnamed voices that do.
    pub possible: i64,
    /// Claims whose lineage can't be told.
    pub unknown: i64,
    /// Named voices and documents that deny it independently.
    pub denied_established: i64,
    /// Unnamed voices that do.
    pub denied_possible: i64,
    /// Denying claims whose lineage can't be told.
    pub denied_unknown: i64,
    /// Articles that tell of it, where near-copies count once.
    pub tellings: i64,
    /// Whether several articles or parties tell of it.
    pub shared: bool,
    /// The first day on which an article has it.
    pub first_seen: Option<String>,
    /// The last judgement on it that stands.
    pub judged: Option<String>,
    /// The proposition as the contract has it, in JSON.
    pub record: String,
}

impl Line for PropositionLine {
    const TABLE: &'static str = "propositions";
    const DAYS: &'static [&'static str] = &["first_seen"];
}

impl PropositionLine {
    /// The row of a proposition.
    ///
    /// # Errors
    /// None for propositions as the contract has them.
    pub fn of(of: &Proposition, judged: Option<String>) -> Result<Self, ExportError> {
        let (affirmed, denied) = (of.independent_origins, of.denial_origins);
        let event = of.proposition.frame.as_ref();
        Ok(Self {
            proposition: of.proposition.id.clone(),
            summary: of.proposition.summary.clone(),
            kind: event.map(|event| event.kind.clone()),
            stage: event.and_then(|event| event.stage.clone()),
            terms: event.and_then(|event| event.terms.clone()),
            established: affirmed.established as i64,
            possible: affirmed.possible as i64,
            unknown: affirmed.unknown as i64,
            denied_established: denied.established as i64,
            denied_possible: denied.possible as i64,
            denied_unknown: denied.unknown as i64,
            tellings: of.tellings as i64,
            shared: of.is_shared(),
            first_seen: of.first_seen().map(|day| day.to_string()),
            judged,
            record: serde_json::to_string(of)?,
        })
    }
}

/// A voice behind a proposition.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OriginLine {
    /// Its proposition.
    pub proposition: String,
    /// Its number there: "o1".
    pub origin: String,
    /// Whose word it is.
    pub speaker: String,
    /// The first day on which an article has it.
    pub first_seen: Option<String>,
    /// How sure it is that there is such a voice.
    pub lineage: String,
    /// Whether it affirms or denies.
    pub polarity: String,
    /// The origin of the same party's first word, which alone is counted.
    pub same_party_as: Option<String>,
}

impl Line for OriginLine {
    const TABLE: &'static str = "origins";
    const DAYS: &'static [&'static str] = &["first_seen"];
}

impl OriginLine {
    /// The rows of a proposition's origins.
    pub fn of(of: &Proposition) -> impl Iterator<Item = Self> {
        of.origins.iter().map(|origin| Self {
            proposition: of.proposition.id.clone(),
            origin: origin.id.clone(),
            speaker: origin.speaker.clone(),
            first_seen: origin.first_seen.map(|day| day.to_string()),
            lineage: origin.lineage.as_str().to_owned(),
            polarity: origin.polarity.as_str().to_owned(),
            same_party_as: origin.same_party_as.clone(),
        })
    }
}

/// A claim on a proposition.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MemberLine {
    /// The proposition.
    pub proposition: String,
    /// The claim's article; none where it has been read anew since.
    pub article: Option<String>,
    /// The name under which the article came.
    #[serde(rename = "ref")]
    pub reference: String,
    /// The claim.
    pub claim: String,
    /// The claim with one of its events.
    pub statement: String,
    /// Whether it affirms or denies the proposition.
    pub polarity: String,
    /// The voice behind it; none where the lineage can't be told.
    pub origin: Option<String>,
}

impl Line for MemberLine {
    const TABLE: &'static str = "members";
}

impl MemberLine {
    /// The rows of a proposition's claims; `statements` are theirs, by id.
    pub fn of(of: &Proposition, statements: &[Statement]) -> impl Iterator<Item = Self> {
        of.claims.iter().map(move |member| Self {
            proposition: of.proposition.id.clone(),
            article: claimed::statement(statements, &member.statement).map(|s| s.article.id.clone()),
            reference: member.article.clone(),
            claim: member.claim.clone(),
            statement: member.statement.clone(),
            polarity: member.polarity.as_str().to_owned(),
            origin: member.origin.clone(),
        })
    }
}
