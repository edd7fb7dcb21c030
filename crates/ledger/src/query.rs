//! Reading the ledger: as it is, as it was known on a day, or as far as was published before a day.

mod anew;
mod identity;

use std::collections::{BTreeSet, HashMap};

use hearsay::proposition::{Member, Statement};
use jiff::Timestamp;
use rusqlite::{Row, named_params};

use crate::filter::{
    self, CLAIMS, CLAIMS_BY, CLAIMS_BY_ARTICLE, CLAIMS_OF_NAME, COUNTS, FEW_CLAIMS, FEW_OF_PROPOSITIONS,
    PROPOSITIONS_BY, Parameters, Part, Plan,
};
use crate::view::{ClaimRow, Filter, Mark, PropositionRow, StoredArticle, View};
use crate::{Ledger, LedgerError, store};

/// A query with the values of its parameters.
pub(crate) struct Rows {
    pub(crate) query: String,
    pub(crate) parameters: Parameters,
}

/// The last judgement on a proposition that stands.
pub(crate) const JUDGED_PROPOSITION: &str = "
    (SELECT verdict FROM standing WHERE about = 'proposition' AND a = p.id
     AND verdict IN ('accept', 'reject') ORDER BY id DESC LIMIT 1) AS judged";

impl Ledger {
    /// Claims that a filter lets through, by date of publication, as the filter orders them.
    ///
    /// # Errors
    /// When the file can't be read, or nothing is of the type of frame that the filter asks for.
    pub fn claims(&self, view: View, filter: &Filter) -> Result<Vec<ClaimRow>, LedgerError> {
        filter::refuse_unknown(&self.connection, filter)?;
        let filter = &filter::spelt(&self.connection, filter)?;
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
        let filter = &filter::spelt(&self.connection, filter)?;
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
        let filter = &filter::spelt(&self.connection, filter)?;
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
    /// When the file can't be read, or nothing is of the type of frame that the filter asks for.
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
    /// Those of [`propositions`](Self::propositions), and those of `take`, which end it.
    pub fn each_proposition<E: From<LedgerError>>(
        &self,
        view: View,
        filter: &Filter,
        mut take: impl FnMut(PropositionRow) -> Result<(), E>,
    ) -> Result<(), E> {
        filter::refuse_unknown(&self.connection, filter)?;
        if view.published_before.is_some() {
            let filter = &filter::spelt(&self.connection, filter)?;
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
        let filter = &filter::spelt(&self.connection, filter)?;
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

    /// The claims behind members of a proposition, by the ids of their statements: as they counted in a view, or else as they
    /// last did. A claim's own id isn't enough: two articles that run the same copy have claims of the same ids.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn claims_of_members<'m>(
        &self,
        view: View,
        members: impl IntoIterator<Item = &'m Member>,
    ) -> Result<HashMap<&'m str, ClaimRow>, LedgerError> {
        let mut query = self.connection.prepare_cached(&format!(
            "{CLAIMS} WHERE claim.row IN (SELECT claim FROM statement WHERE id = :id)
             ORDER BY ({COUNTS}) DESC, claim.row DESC LIMIT 1"
        ))?;
        let until = view.until();
        let mut found = HashMap::new();
        for member in members {
            let parameters = named_params! {":id": member.statement, ":as_of": until};
            if let Some(columns) = store::first(query.query_map(parameters, claim_columns)?)? {
                found.insert(member.statement.as_str(), claim_row(columns)?);
            }
        }
        Ok(found)
    }

    /// The statements with some ids, as far as the ledger has them: see [`statements_in`](Self::statements_in).
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn statements<'i>(&self, ids: impl IntoIterator<Item = &'i str>) -> Result<Vec<Statement>, LedgerError> {
        self.statements_in(View::default(), ids)
    }

    /// The statements with some ids, as they counted in a view, or else as they last did: what a proposition was settled
    /// from may have been retired with its article's text.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn statements_in<'i>(
        &self,
        view: View,
        ids: impl IntoIterator<Item = &'i str>,
    ) -> Result<Vec<Statement>, LedgerError> {
        let mut query = self.connection.prepare_cached(&format!(
            "SELECT statement.record FROM statement JOIN claim ON claim.row = statement.claim
             JOIN reading ON reading.id = claim.reading
             WHERE statement.id = :id ORDER BY ({COUNTS}) DESC, claim.row DESC LIMIT 1"
        ))?;
        let (ids, until): (BTreeSet<&str>, String) = (ids.into_iter().collect(), view.until());
        let mut found = Vec::with_capacity(ids.len());
        for id in ids {
            let record = store::first(query.query_map(named_params! {":id": id, ":as_of": until}, store::text)?)?;
            found.extend(record.map(|record| store::parsed(&record, || format!("statement {id}"))).transpose()?);
        }
        Ok(found)
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
