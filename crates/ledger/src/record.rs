//! What the ledger holds of articles, one after the other, in the contract's shape.

use std::collections::BTreeMap;

use hearsay::contract::{ArticleFields, Record};
use rusqlite::{Connection, Row, named_params};

use crate::filter::{self, CLAIMS, CLAIMS_BY, COUNTS, Parameters, Plan};
use crate::query::{claim_columns, claim_row};
use crate::view::{Filter, View};
use crate::{Ledger, LedgerError, store};

/// An article as it was read, with those of its claims that were asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// The article and its claims. The article's id is the ledger's: a hash of the text, its address and its outlet, by
    /// which propositions name it.
    pub record: Record,
    /// Hash of the bytes that it was read from.
    pub raw_hash: String,
    /// When the ledger first had it, in RFC 3339.
    pub first_seen: String,
    /// The version of the program that read it.
    pub program: String,
    /// By claim, the last judgement on it that stands: `accept` or `reject`.
    pub judged: BTreeMap<String, String>,
}

impl Ledger {
    /// Hands on the articles with claims that a filter lets through, by date of publication; where it lets everything
    /// through, also those without claims. The filter's `limit` and `offset` have no say here.
    ///
    /// One article is held at a time.
    ///
    /// # Errors
    /// When the file can't be read, or nothing is of the type of frame that the filter asks for; and those of `take`, which
    /// end it.
    pub fn each_article<E: From<LedgerError>>(
        &self,
        view: View,
        filter: &Filter,
        mut take: impl FnMut(Kept) -> Result<(), E>,
    ) -> Result<(), E> {
        filter::refuse_unknown(&self.connection, filter)?;
        let filter = &filter::spelt(&self.connection, filter)?;
        let unpaged = filter.unpaged();
        let articles = format!(
            "{ARTICLES} WHERE {COUNTS} AND COALESCE(published, '') < :before ORDER BY published, ref, article.id"
        );
        let claims = format!(
            "{CLAIMS} WHERE reading.id = :reading AND :as_of IS NOT NULL AND {} ORDER BY claim.row
             LIMIT :limit OFFSET :offset",
            CLAIMS_BY.conditions(&unpaged, &Plan::default())
        );
        let mut articles = self.connection.prepare(&articles).map_err(LedgerError::from)?;
        let mut claims = self.connection.prepare(&claims).map_err(LedgerError::from)?;
        let (until, before) = (view.until(), view.before());
        store::each(&mut articles, named_params! {":as_of": until, ":before": before}, |row| {
            let (reading, mut kept) = article(row)?;
            let parameters = Parameters::of(view, &unpaged).with(":reading", reading);
            store::each(&mut claims, &*parameters.named(), |row| {
                let row = claim_row(claim_columns(row)?)?;
                kept.judged.extend(row.judged.map(|verdict| (row.claim.id.clone(), verdict)));
                kept.record.claims.push(row.claim);
                Ok::<_, LedgerError>(())
            })?;
            if filter.lets_all() || !kept.record.claims.is_empty() { take(kept) } else { Ok(()) }
        })
    }
}

/// Articles with their readings, see [`article`].
const ARTICLES: &str = "
    SELECT reading.id, article.id, ref, outlet, published, url, title, byline, text, raw_hash, first_seen,
           program, mentions, diagnostics, wire_credit, captions
    FROM article JOIN reading ON reading.article = article.id";

/// What one reading found in its article, and the rows of its claims.
pub(crate) fn of_reading(connection: &Connection, reading: i64) -> Result<(Record, Vec<i64>), LedgerError> {
    let mut query = connection.prepare_cached(&format!("{ARTICLES} WHERE reading.id = ?"))?;
    let mut found = None;
    store::each(&mut query, [reading], |row| {
        found = Some(article(row)?.1.record);
        Ok::<_, LedgerError>(())
    })?;
    let mut record = found.ok_or_else(|| LedgerError::Absent { what: "reading", id: reading.to_string() })?;
    let mut rows = Vec::new();
    let mut query = connection.prepare_cached("SELECT row, record FROM claim WHERE reading = ? ORDER BY row")?;
    store::each(&mut query, [reading], |row| {
        rows.push(row.get(0)?);
        let claim: String = row.get(1)?;
        record.claims.push(store::parsed(&claim, || format!("a claim of article {}", record.article.reference))?);
        Ok::<_, LedgerError>(())
    })?;
    Ok((record, rows))
}

/// An article without its claims, and the row of its reading.
fn article(row: &Row<'_>) -> Result<(i64, Kept), LedgerError> {
    let reference: String = row.get(2)?;
    let place = || format!("the reading of article {reference}");
    let (mentions, diagnostics): (String, String) = (row.get(12)?, row.get(13)?);
    let (wire_credit, captions): (Option<String>, Option<String>) = (row.get(14)?, row.get(15)?);
    let record = Record {
        mentions: store::parsed(&mentions, place)?,
        diagnostics: store::parsed(&diagnostics, place)?,
        claims: Vec::new(),
        article: ArticleFields {
            id: row.get(1)?,
            outlet: row.get(3)?,
            published: row.get(4)?,
            url: row.get(5)?,
            title: row.get(6)?,
            byline: row.get(7)?,
            wire_credit: wire_credit.map(|credit| store::parsed(&credit, place)).transpose()?,
            captions: store::captions(captions.as_deref(), &reference)?,
            text: row.get(8)?,
            reference,
        },
    };
    let kept = Kept {
        record,
        raw_hash: row.get(9)?,
        first_seen: row.get(10)?,
        program: row.get(11)?,
        judged: BTreeMap::new(),
    };
    Ok((row.get(0)?, kept))
}
