//! Reading the ledger: as it is, as it was known on a day, or as far as was published before a day.

use std::collections::BTreeSet;

use hearsay::proposition::{Imprint, Statement, settle};
use jiff::Timestamp;
use rusqlite::{Row, named_params};

use crate::filter::{
    CLAIMS, CLAIMS_BY, CLAIMS_BY_ARTICLE, CLAIMS_OF_NAME, COUNTS, FEW_CLAIMS, FEW_OF_PROPOSITIONS, PROPOSITIONS_BY,
    Parameters, Part, Plan,
};
use crate::view::{ClaimRow, Filter, Mark, PropositionRow, StoredArticle, View};
use crate::{Ledger, LedgerError, actor, judge, settle, store};

/// A query with the values of its parameters.
pub(crate) struct Rows {
    pub(crate) query: String,
    pub(crate) parameters: Parameters,
}

/// The last judgement on a proposition that stands.
pub(crate) const JUDGED_PROPOSITION: &str = "
    (SELECT verdict FROM standing WHERE about = 'proposition' AND a = p.id
     AND verdict IN ('accept', 'reject') ORDER BY id DESC LIMIT 1) AS judged";

/// The proposition that stands in a view, by its id. Its earlier settlings, which may be many and long, aren't looked at.
const BY_WHOLE_ID: &str = "row = (SELECT MAX(row) FROM proposition WHERE id = :id AND recorded < :as_of)
    AND (retired IS NULL OR retired >= :as_of)";

/// Propositions that stand in a view, by the beginning of their ids.
const BY_ID: &str = "id >= :id AND id < :id || 'g' AND recorded < :as_of AND (retired IS NULL OR retired >= :as_of)";

/// What stands and has a claim that the last of an id had first.
const BY_FIRST_CLAIM: &str = "
    retired IS NULL AND row IN (SELECT proposition FROM member WHERE statement = (SELECT number FROM statement WHERE id =
      (SELECT json_extract(record, '$.claims[0].statement') FROM proposition WHERE id >= :id AND id < :id || 'g'
       ORDER BY row DESC LIMIT 1)))";

/// Propositions that stood once.
const BY_ID_ONCE: &str = "id >= :id AND id < :id || 'g'";

impl Ledger {
    /// Claims that a filter lets through, by date of publication, as the filter orders them.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn claims(&self, view: View, filter: &Filter) -> Result<Vec<ClaimRow>, LedgerError> {
        let filter = &actor::filed(&self.connection, filter)?;
        let lead = match filter {
            Filter { speaker: Some(_), .. } => Some(Part::Speaker),
            Filter { party: Some(_), .. } => Some(Part::Party),
            Filter { evidence: Some(_), .. } => Some(Part::Evidence),
            _ => None,
        };
        let plan = Plan::of(&self.connection, filter, FEW_CLAIMS, lead)?;
        let conditions = CLAIMS_BY.conditions(filter, &plan);
        let (claims, led) = match plan.lead() {
            Some(Part::Speaker) => (CLAIMS_OF_NAME, "claim_name.name = :speaker AND claim_name.part = 'said'"),
            Some(Part::Evidence) => (CLAIMS_OF_NAME, "claim_name.name = :evidence AND claim_name.part = 'evidence'"),
            Some(_) => (CLAIMS_OF_NAME, "claim_name.name = :party AND claim_name.part = 'party'"),
            None if plan.finds_many() => (CLAIMS_BY_ARTICLE, "TRUE"),
            None => (CLAIMS, "TRUE"),
        };
        let order = match (plan.lead(), filter.newest) {
            (Some(_), true) => "claim_name.published DESC, claim_name.claim",
            (Some(_), false) => "claim_name.published, claim_name.claim",
            (None, true) => "article.published DESC, article.ref DESC, claim.row",
            (None, false) => "article.published, article.ref, claim.row",
        };
        let query = format!(
            "{claims} WHERE {led} AND {COUNTS} AND COALESCE(article.published, '') < :before AND {conditions}
             ORDER BY {order} LIMIT :limit OFFSET :offset"
        );
        let mut query = self.connection.prepare_cached(&query)?;
        let parameters = Parameters::of(view, filter).with(":before", view.before());
        let rows = query.query_map(&*parameters.named(), claim_columns)?;
        rows.map(|row| claim_row(row?)).collect()
    }

    /// Claims that count and a filter lets through, in the order in which they were recorded, from behind a [`Mark`] on.
    /// Where there are more than `limit`, the last mark leads to the rest.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn claims_since(&self, mark: Mark, filter: &Filter, limit: u32) -> Result<Vec<(Mark, ClaimRow)>, LedgerError> {
        let filter = &actor::filed(&self.connection, filter)?;
        let conditions = CLAIMS_BY.conditions(filter, &Plan::default());
        let mut query = self.connection.prepare_cached(&format!(
            "{CLAIMS} WHERE {COUNTS} AND claim.row > :mark AND {conditions} ORDER BY claim.row LIMIT :limit OFFSET :offset"
        ))?;
        let parameters = Parameters::of(View::default(), &filter.first(limit)).with(":mark", mark.0);
        let rows = query.query_map(&*parameters.named(), |row| Ok((row.get(9)?, claim_columns(row)?)))?;
        rows.map(|row| row.map_err(LedgerError::from).and_then(|(at, columns)| Ok((Mark(at), claim_row(columns)?))))
            .collect()
    }

    /// How many claims that count and a filter lets through are of articles that the ledger first had after a time; those
    /// beyond `most` aren't counted.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn count_since(&self, time: Timestamp, filter: &Filter, most: u32) -> Result<u32, LedgerError> {
        let filter = &actor::filed(&self.connection, filter)?;
        let conditions = CLAIMS_BY.conditions(filter, &Plan::default());
        let mut query = self.connection.prepare_cached(&format!(
            "SELECT COUNT(*) FROM (
               {CLAIMS_BY_ARTICLE} WHERE {COUNTS} AND article.first_seen > :time AND {conditions} LIMIT :limit OFFSET :offset)"
        ))?;
        let parameters = Parameters::of(View::default(), &filter.first(most)).with(":time", store::time(time));
        Ok(query.query_row(&*parameters.named(), |row| row.get(0))?)
    }

    /// The place behind the last claim.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn last_mark(&self) -> Result<Mark, LedgerError> {
        let last = self.connection.query_row("SELECT COALESCE(MAX(row), 0) FROM claim", [], |row| row.get(0))?;
        Ok(Mark(last))
    }

    /// Propositions that a filter lets through: those that several articles or parties tell of first, of them those
    /// with most established origins.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn propositions(&self, view: View, filter: &Filter) -> Result<Vec<PropositionRow>, LedgerError> {
        let mut found = Vec::new();
        self.each_proposition(view, filter, |row| {
            found.push(row);
            Ok::<_, LedgerError>(())
        })?;
        Ok(found)
    }

    /// Hands on the [`propositions`](Self::propositions) one by one; they aren't held.
    ///
    /// # Errors
    /// When the file can't be read, and those of `take`, which end it.
    pub fn each_proposition<E: From<LedgerError>>(
        &self,
        view: View,
        filter: &Filter,
        mut take: impl FnMut(PropositionRow) -> Result<(), E>,
    ) -> Result<(), E> {
        if view.published_before.is_some() {
            let filter = &actor::filed(&self.connection, filter)?;
            return self.settled_anew(view, filter)?.into_iter().try_for_each(take);
        }
        let Rows { query, parameters } = self.rows(&format!("p.record, {JUDGED_PROPOSITION}"), "TRUE", view, filter)?;
        let mut query = self.connection.prepare_cached(&query).map_err(LedgerError::from)?;
        store::each(&mut query, &*parameters.named(), |row| take(proposition_row(row)?))
    }

    /// The query for `columns` of the propositions `p` that a filter lets through and that meet a condition, in the order of
    /// their list.
    pub(crate) fn rows(
        &self,
        columns: &str,
        condition: &str,
        view: View,
        filter: &Filter,
    ) -> Result<Rows, LedgerError> {
        let filter = &actor::filed(&self.connection, filter)?;
        // Lets the partial index serve, and keeps that of the times from doing so: it would have all sorted.
        let standing = if filter.limit.is_some() && view.as_of.is_none() { "AND p.retired IS NULL" } else { "" };
        // Of names only what stands now is kept in the order of the list.
        let lead = filter.party.as_ref().filter(|_| view.as_of.is_none()).map(|_| Part::Party);
        let plan = Plan::of(&self.connection, filter, FEW_OF_PROPOSITIONS, lead)?;
        let conditions = PROPOSITIONS_BY.conditions(filter, &plan);
        let (from, order) = match lead {
            Some(_) => (
                "proposition_name AS n CROSS JOIN proposition AS p ON p.row = n.proposition AND n.name = :party",
                "n.shared DESC, n.established DESC, n.first_seen, n.proposition",
            ),
            None => ("proposition AS p", "p.shared DESC, p.established DESC, p.first_seen, p.id"),
        };
        let query = format!(
            "SELECT {columns} FROM {from}
             WHERE +p.recorded < :as_of AND (p.retired IS NULL OR p.retired >= :as_of) {standing} AND {condition} AND {conditions}
             ORDER BY {order} LIMIT :limit OFFSET :offset"
        );
        Ok(Rows { query, parameters: Parameters::of(view, filter) })
    }

    /// Propositions as far as was published before a day: they are settled again from what was out then. Of the filter,
    /// only the type of frame, who takes part, and the page count here.
    fn settled_anew(&self, view: View, filter: &Filter) -> Result<Vec<PropositionRow>, LedgerError> {
        let mut query = self.connection.prepare_cached(&format!(
            "SELECT statement.id, statement.record FROM statement JOIN claim ON claim.row = statement.claim
             JOIN reading ON reading.id = claim.reading JOIN article ON article.id = reading.article
             WHERE {COUNTS} AND article.published < :before"
        ))?;
        let parameters = named_params! {":as_of": view.until(), ":before": view.before()};
        let mut statements: Vec<Statement> = Vec::new();
        for row in query.query_map(parameters, |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))? {
            let (id, record) = row?;
            statements.push(store::parsed(&record, || format!("statement {id}"))?);
        }
        let mut imprints = Vec::new();
        let mut query = self.connection.prepare_cached("SELECT id, imprint FROM article WHERE published < ?")?;
        for row in query.query_map([view.before()], |row| Ok((row.get(0)?, row.get::<_, Vec<u8>>(1)?)))? {
            let (article, bytes): (String, Vec<u8>) = row?;
            imprints.push(Imprint { article, shingles: store::unpacked(&bytes) });
        }
        let mut found = settle(&statements, &imprints, &judge::on_statements(&self.connection)?);
        found.retain(|p| {
            let event = p.proposition.frame.as_ref();
            let kind = filter.frame.as_ref().is_none_or(|kind| event.is_some_and(|e| e.kind == *kind));
            let takes_part = |name: &String| event.is_some_and(|e| e.roles.values().flatten().any(|f| f.name == *name));
            kind && filter.party.as_ref().is_none_or(takes_part)
        });
        found.sort_by_key(|p| (!p.is_shared(), std::cmp::Reverse(p.independent_origins.established)));
        let limit = filter.limit.map_or(usize::MAX, |n| n as usize);
        let page = found.into_iter().skip(filter.offset as usize).take(limit);
        Ok(page.map(|proposition| PropositionRow { proposition, judged: None }).collect())
    }

    /// One proposition by its id, or the beginning of its id. Where it has been settled anew under another id, it is the
    /// one that has its first claim now; where that is gone too, it is what it was last.
    ///
    /// # Errors
    /// When there never was one, or the file can't be read.
    pub fn proposition(&self, view: View, id: &str) -> Result<PropositionRow, LedgerError> {
        let (stands, was): (&[&str], &[&str]) = (&[BY_WHOLE_ID, BY_ID], &[BY_FIRST_CLAIM, BY_ID_ONCE]);
        // What a proposition has become is known of now alone.
        let ways = stands.iter().chain(was.iter().filter(|_| view.as_of.is_none()));
        for condition in ways {
            if let Some(found) = self.proposition_by(condition, view, id)? {
                return Ok(found);
            }
        }
        Err(LedgerError::Absent { what: "proposition", id: id.to_owned() })
    }

    fn proposition_by(&self, condition: &str, view: View, id: &str) -> Result<Option<PropositionRow>, LedgerError> {
        let mut query = self.connection.prepare_cached(&format!(
            "SELECT p.record, {JUDGED_PROPOSITION} FROM proposition AS p
             WHERE {condition} AND :as_of IS NOT NULL ORDER BY row DESC LIMIT 1"
        ))?;
        let mut found = None;
        store::each(&mut query, named_params! {":id": id, ":as_of": view.until()}, |row| {
            found = Some(proposition_row(row)?);
            Ok::<_, LedgerError>(())
        })?;
        Ok(found)
    }

    /// The claims with some ids, in that order, as far as the ledger has them; of several readings the last.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn claims_by_id<'i>(&self, ids: impl IntoIterator<Item = &'i str>) -> Result<Vec<ClaimRow>, LedgerError> {
        let mut query =
            self.connection.prepare_cached(&format!("{CLAIMS} WHERE claim.id = ? ORDER BY claim.row DESC LIMIT 1"))?;
        let mut found = Vec::new();
        for id in ids {
            if let Some(columns) = store::first(query.query_map([id], claim_columns)?)? {
                found.push(claim_row(columns)?);
            }
        }
        Ok(found)
    }

    /// The claims of an article that count, in the order of its text.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn claims_of(&self, article: &str) -> Result<Vec<ClaimRow>, LedgerError> {
        let mut query = self
            .connection
            .prepare_cached(&format!("{CLAIMS} WHERE article.id = ? AND reading.retired IS NULL ORDER BY claim.row"))?;
        let columns: Vec<_> = query.query_map([article], claim_columns)?.collect::<Result<_, _>>()?;
        columns.into_iter().map(claim_row).collect()
    }

    /// The texts that its address has had, from the first on, with the article itself.
    ///
    /// # Errors
    /// When the file can't be read, or has no such article.
    pub fn versions(&self, article: &str) -> Result<Vec<StoredArticle>, LedgerError> {
        let mut query = self.connection.prepare_cached(
            "SELECT id FROM article WHERE address = (SELECT address FROM article WHERE id = ?) ORDER BY first_seen, rowid",
        )?;
        let ids: Vec<String> = query.query_map([article], store::text)?.collect::<Result<_, _>>()?;
        ids.iter().map(|id| self.article(id)).collect()
    }

    /// The statements with some ids that stand, as far as the ledger has them.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn statements<'i>(&self, ids: impl IntoIterator<Item = &'i str>) -> Result<Vec<Statement>, LedgerError> {
        let mut query =
            self.connection.prepare_cached("SELECT record FROM statement WHERE id = ? AND retired IS NULL LIMIT 1")?;
        let ids: BTreeSet<&str> = ids.into_iter().collect();
        ids.into_iter().filter_map(|id| settle::statement(&mut query, id).transpose()).collect()
    }

    /// The articles whose reading that counts is of another program than `program`.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn read_by_others(&self, program: &str) -> Result<Vec<StoredArticle>, LedgerError> {
        let mut query = self
            .connection
            .prepare("SELECT article FROM reading WHERE retired IS NULL AND program <> ? ORDER BY id")?;
        let ids: Vec<String> = query.query_map([program], store::text)?.collect::<Result<_, _>>()?;
        ids.iter().map(|id| self.article(id)).collect()
    }

    /// How many articles it has, of all versions.
    ///
    /// # Errors
    /// When the file can't be read.
    pub(crate) fn size(&self) -> Result<usize, LedgerError> {
        let last: i64 =
            self.connection.query_row("SELECT COALESCE(MAX(rowid), 0) FROM article", [], |row| row.get(0))?;
        Ok(usize::try_from(last).unwrap_or(0))
    }

    /// The article of an id in the ledger, or the last under a reference.
    ///
    /// # Errors
    /// When there is none, or the file can't be read.
    pub fn article(&self, id: &str) -> Result<StoredArticle, LedgerError> {
        let mut query = self.connection.prepare_cached(
            "SELECT id, ref, outlet, published, url, title, byline, text, raw_hash, first_seen, captions FROM article
             WHERE id = :id OR ref = :id ORDER BY first_seen DESC LIMIT 1",
        )?;
        let found = store::first(query.query_map(named_params! {":id": id}, |row| {
            let captions: Option<String> = row.get(10)?;
            let article = StoredArticle {
                id: row.get(0)?,
                reference: row.get(1)?,
                outlet: row.get(2)?,
                published: row.get(3)?,
                url: row.get(4)?,
                title: row.get(5)?,
                byline: row.get(6)?,
                text: row.get(7)?,
                raw_hash: row.get(8)?,
                first_seen: row.get(9)?,
                captions: Vec::new(),
            };
            Ok((article, captions))
        })?)?;
        let (article, captions) = found.ok_or_else(|| LedgerError::Absent { what: "article", id: id.to_owned() })?;
        Ok(StoredArticle { captions: store::captions(captions.as_deref(), &article.reference)?, ..article })
    }
}

fn proposition_row(row: &Row<'_>) -> Result<PropositionRow, LedgerError> {
    let (record, judged): (String, _) = (row.get(0)?, row.get(1)?);
    Ok(PropositionRow { proposition: store::parsed(&record, || "a proposition".to_owned())?, judged })
}

pub(crate) type Columns =
    (String, String, Option<String>, Option<String>, Option<String>, String, String, String, Option<String>);

pub(crate) fn claim_columns(row: &Row<'_>) -> rusqlite::Result<Columns> {
    Ok((
        row.get(0)?,
        row.get(1)?,
        row.get(2)?,
        row.get(3)?,
        row.get(4)?,
        row.get(5)?,
        row.get(6)?,
        row.get(7)?,
        row.get(8)?,
    ))
}

pub(crate) fn claim_row(columns: Columns) -> Result<ClaimRow, LedgerError> {
    let (article, reference, outlet, published, url, first_seen, raw_hash, record, judged) = columns;
    let claim = store::parsed(&record, || format!("a claim of article {reference}"))?;
    Ok(ClaimRow { article, reference, outlet, published, url, first_seen, raw_hash, judged, claim })
}
