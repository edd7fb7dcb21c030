//! Taking in what was read of articles.

use std::collections::BTreeSet;

use hearsay::contract::{ClaimFields, Record};
use hearsay::proposition::{Imprint, Naming, Statement};
use hearsay::{ArticleId, Polarity};
use hearsay_gazetteer::Gazetteer;
use jiff::Timestamp;
use rusqlite::{Connection, Row, Transaction, TransactionBehavior, named_params, params};

use crate::meeting::{KeyNumber, StatementNumber};
use crate::page::{self, Evidence};
use crate::settle::{self, Anew};
use crate::{Ledger, LedgerError, actor, meeting, store};

/// What was read of one article, and of which bytes.
#[derive(Clone, Debug)]
pub struct Source {
    /// The article and its claims.
    pub record: Record,
    /// Hash of the bytes that it was read from; of its text where they are gone.
    pub raw_hash: String,
    /// Those bytes, to be kept.
    pub evidence: Option<Evidence>,
    /// The version of the program that read it, where that isn't the one that takes it in.
    pub program: Option<String>,
    /// Where it was found, if it has no URL: a later text from there is a new version of it. Without one its reference says it.
    pub place: Option<String>,
}

impl Source {
    /// A record whose bytes are its text.
    #[must_use]
    pub fn of_text(record: Record) -> Self {
        let raw_hash = blake3::hash(record.article.text.as_bytes()).to_hex().to_string();
        Self { record, raw_hash, evidence: None, program: None, place: None }
    }

    /// A record with the bytes that it was read from.
    #[must_use]
    pub fn of_evidence(record: Record, evidence: Evidence) -> Self {
        Self { record, raw_hash: evidence.hash(), evidence: Some(evidence), program: None, place: None }
    }
}

/// What became of one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appended {
    /// The article's id in the ledger.
    pub article: String,
    /// The name under which it came.
    pub reference: String,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of an article that was taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// It is new, and has so many claims.
    Added {
        /// The number of its claims.
        claims: usize,
    },
    /// The ledger has this text from this address, read by this version of the program.
    Unchanged,
    /// The address had another text before, or another version of the program had read it: the claims that came and that
    /// went, each with who says it.
    Changed {
        /// Whether the text is another one, or only the reading.
        text: bool,
        /// What the earlier claims lack.
        gained: Vec<String>,
        /// What only the earlier claims have.
        lost: Vec<String>,
    },
}

impl Ledger {
    /// Takes in a batch of articles and settles what they touch, in one transaction; `program` is the version that read
    /// them, `now` the time of recording.
    ///
    /// What the ledger already has is passed over, so that a batch can be given again.
    ///
    /// # Errors
    /// When the file can't be written to. Then nothing of the batch is kept.
    pub fn append(
        &mut self,
        batch: &[Source],
        gazetteer: &Gazetteer,
        program: &str,
        now: Timestamp,
    ) -> Result<Vec<Appended>, LedgerError> {
        self.take(batch, gazetteer, program, now, |transaction, touched, now| {
            settle::touched(transaction, touched, Anew::Changed, now)
        })
    }

    /// Takes in a batch of articles and leaves what they touch to be [settled](Ledger::settle): where many come, a group
    /// that many touch is so settled once.
    ///
    /// # Errors
    /// When the file can't be written to. Then nothing of the batch is kept.
    pub fn append_unsettled(
        &mut self,
        batch: &[Source],
        gazetteer: &Gazetteer,
        program: &str,
        now: Timestamp,
    ) -> Result<Vec<Appended>, LedgerError> {
        self.take(batch, gazetteer, program, now, |transaction, touched, _| meeting::leave(transaction, touched))
    }

    fn take(
        &mut self,
        batch: &[Source],
        gazetteer: &Gazetteer,
        program: &str,
        now: Timestamp,
        then: impl FnOnce(&Transaction<'_>, &BTreeSet<KeyNumber>, &str) -> Result<(), LedgerError>,
    ) -> Result<Vec<Appended>, LedgerError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut touched = BTreeSet::new();
        let naming = actor::naming(&transaction)?;
        let taken = Taking { transaction: &transaction, gazetteer, naming, program, now: store::time(now) };
        let appended = batch.iter().map(|source| taken.article(source, &mut touched)).collect::<Result<_, _>>()?;
        then(&transaction, &touched, &taken.now)?;
        transaction.commit()?;
        Ok(appended)
    }
}

/// One batch being taken in.
struct Taking<'t> {
    transaction: &'t Transaction<'t>,
    gazetteer: &'t Gazetteer,
    naming: Naming,
    program: &'t str,
    now: String,
}

impl Taking<'_> {
    fn article(&self, source: &Source, touched: &mut BTreeSet<KeyNumber>) -> Result<Appended, LedgerError> {
        if let Some(evidence) = &source.evidence {
            page::keep(self.transaction, evidence, &source.raw_hash, &self.now)?;
        }
        let article = &source.record.article;
        let address = article.url.as_deref().or(source.place.as_deref()).unwrap_or_else(|| article.address());
        let id = article.publication();
        let appended = |outcome| Appended { article: id.clone(), reference: article.reference.clone(), outcome };
        let read_by = source.program.as_deref().unwrap_or(self.program);
        let known = self.reading_of(&id)?;
        if let Some((_, program)) = &known
            && program == read_by
        {
            return Ok(appended(Outcome::Unchanged));
        }
        let earlier = match known {
            Some((reading, _)) => Some((reading, false)),
            None => self.latest_at(address)?.map(|reading| (reading, true)),
        };
        let before = match earlier {
            Some((reading, _)) => self.retire(reading, touched)?,
            None => BTreeSet::new(),
        };
        self.put_article(source, &id, address)?;
        let reading = self.put_reading(&source.record, &id, read_by)?;
        self.put_claims(&source.record, reading, touched)?;
        let claims = &source.record.claims;
        let Some((_, text)) = earlier else { return Ok(appended(Outcome::Added { claims: claims.len() })) };
        let denies = |c: &ClaimFields| c.polarity == Polarity::Negative;
        let after: BTreeSet<String> =
            claims.iter().map(|c| said(c.speaker.name.as_deref(), denies(c), &c.content.exact)).collect();
        let only = |a: &BTreeSet<String>, b: &BTreeSet<String>| a.difference(b).cloned().collect();
        Ok(appended(Outcome::Changed { text, gained: only(&after, &before), lost: only(&before, &after) }))
    }

    /// The reading of an article that counts, and the program that made it.
    fn reading_of(&self, article: &str) -> Result<Option<(i64, String)>, LedgerError> {
        let mut query = self
            .transaction
            .prepare_cached("SELECT id, program FROM reading WHERE article = ? AND retired IS NULL ORDER BY id DESC")?;
        Ok(store::first(query.query_map([article], |row| Ok((row.get(0)?, row.get(1)?)))?)?)
    }

    /// The reading that counts of the last text at an address.
    fn latest_at(&self, address: &str) -> Result<Option<i64>, LedgerError> {
        let mut query = self.transaction.prepare_cached(
            "SELECT reading.id FROM article JOIN reading ON reading.article = article.id
             WHERE address = ? AND retired IS NULL ORDER BY first_seen DESC, reading.id DESC",
        )?;
        Ok(store::first(query.query_map([address], |row| row.get(0))?)?)
    }

    /// Takes a reading out of what counts; returns who said what in it.
    fn retire(&self, reading: i64, touched: &mut BTreeSet<KeyNumber>) -> Result<BTreeSet<String>, LedgerError> {
        let transaction = self.transaction;
        transaction
            .prepare_cached("UPDATE reading SET retired = ? WHERE id = ?")?
            .execute(params![self.now, reading])?;
        let mut query = transaction.prepare_cached(
            "SELECT DISTINCT number FROM statement JOIN claim ON claim.row = statement.claim WHERE reading = ?",
        )?;
        let statements: Vec<StatementNumber> =
            query.query_map([reading], |row| row.get(0))?.collect::<Result<_, _>>()?;
        transaction
            .prepare_cached(
                "UPDATE statement SET retired = ? WHERE claim IN (SELECT row FROM claim WHERE reading = ?)",
            )?
            .execute(params![self.now, reading])?;
        for statement in statements {
            // What it met stays to be settled without it.
            meeting::take_out(transaction, statement, touched)?;
            settle::retire_propositions_of(transaction, statement, &self.now)?;
        }
        let mut query = transaction.prepare_cached("SELECT speaker, polarity, content FROM claim WHERE reading = ?")?;
        let claim = |row: &Row<'_>| {
            let (speaker, polarity): (Option<String>, String) = (row.get(0)?, row.get(1)?);
            Ok(said(speaker.as_deref(), polarity == Polarity::Negative.as_str(), &row.get::<_, String>(2)?))
        };
        Ok(query.query_map([reading], claim)?.collect::<Result<_, _>>()?)
    }

    fn put_article(&self, source: &Source, id: &str, address: &str) -> Result<(), LedgerError> {
        let article = &source.record.article;
        let imprint = Imprint::of(id, &article.text);
        let captions = (!article.captions.is_empty()).then(|| store::json(&article.captions)).transpose()?;
        let mut insert = self.transaction.prepare_cached(
            "INSERT INTO article VALUES (:id, :text_hash, :raw_hash, :ref, :address, :url, :outlet, :published, :title,
             :byline, :text, :imprint, :now, :captions) ON CONFLICT (id) DO NOTHING",
        )?;
        let added = insert.execute(named_params! {
            ":id": id,
            ":text_hash": ArticleId::of(&article.text).to_string(),
            ":raw_hash": source.raw_hash,
            ":ref": article.reference,
            ":address": address,
            ":url": article.url,
            ":outlet": article.outlet,
            ":published": article.published,
            ":title": article.title,
            ":byline": article.byline,
            ":text": article.text,
            ":imprint": store::packed(&imprint.shingles),
            ":now": self.now,
            ":captions": captions,
        })?;
        if added > 0 {
            self.transaction
                .prepare_cached("INSERT INTO article_words (rowid, title, text) VALUES (?, ?, ?)")?
                .execute(params![self.transaction.last_insert_rowid(), article.title, article.text])?;
        }
        Ok(())
    }

    fn put_reading(&self, record: &Record, article: &str, program: &str) -> Result<i64, LedgerError> {
        let (mentions, diagnostics) = (store::json(&record.mentions)?, store::json(&record.diagnostics)?);
        let wire_credit = record.article.wire_credit.as_ref().map(store::json).transpose()?;
        self.transaction
            .prepare_cached(
                "INSERT INTO reading (article, program, recorded, mentions, diagnostics, wire_credit)
                 VALUES (?, ?, ?, ?, ?, ?)",
            )?
            .execute(params![article, program, self.now, mentions, diagnostics, wire_credit])?;
        Ok(self.transaction.last_insert_rowid())
    }

    fn put_claims(&self, record: &Record, reading: i64, touched: &mut BTreeSet<KeyNumber>) -> Result<(), LedgerError> {
        let mut rows = std::collections::BTreeMap::new();
        let filed = self.naming.file(record);
        for (claim, filed) in record.claims.iter().zip(&filed.claims) {
            self.transaction
                .prepare_cached(
                    "INSERT INTO claim (reading, id, speaker, affiliation, polarity, content, record)
                     VALUES (?, ?, ?, ?, ?, ?, ?)",
                )?
                .execute(params![
                    reading,
                    claim.id,
                    filed.speaker.name,
                    filed.speaker.affiliation,
                    claim.polarity.as_str(),
                    claim.content.exact,
                    store::json(claim)?
                ])?;
            let row = self.transaction.last_insert_rowid();
            rows.insert(claim.id.as_str(), row);
            self.transaction
                .prepare_cached("INSERT INTO claim_words (rowid, content, speaker) VALUES (?, ?, ?)")?
                .execute(params![row, claim.content.exact, filed.speaker.name])?;
        }
        for statement in Statement::filed(&record.clone().into_published(), &self.naming, self.gazetteer) {
            if let Some(&claim) = rows.get(statement.claim.as_str()) {
                self.put_statement(&statement, claim, touched)?;
            }
        }
        Ok(())
    }

    fn put_statement(
        &self,
        statement: &Statement,
        claim: i64,
        touched: &mut BTreeSet<KeyNumber>,
    ) -> Result<(), LedgerError> {
        let frame = statement.event.as_ref().map(|event| event.kind.as_str());
        let number = meeting::number_for(self.transaction, &statement.id)?;
        self.transaction
            .prepare_cached(
                "INSERT INTO statement (id, claim, frame, record, number) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            )?
            .execute(params![statement.id, claim, frame, store::json(statement)?, number])?;
        meeting::put(self.transaction, number, statement, touched)?;
        put_fillers(self.transaction, number, statement)
    }
}

/// Notes who and what takes part in the event of a statement of a number.
pub(crate) fn put_fillers(
    connection: &Connection,
    number: StatementNumber,
    statement: &Statement,
) -> Result<(), LedgerError> {
    let mut filler = connection.prepare_cached("INSERT INTO filler VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")?;
    for (role, fillers) in statement.event.iter().flat_map(|event| &event.roles) {
        for of in fillers {
            filler.execute(params![number, role, of.name, of.entity])?;
        }
    }
    Ok(())
}

/// A claim on one line; a denial's words alone could be taken for its opposite.
fn said(speaker: Option<&str>, denies: bool, content: &str) -> String {
    let speaker = speaker.unwrap_or("somebody unnamed");
    if denies { format!("{speaker}, in denial: {content}") } else { format!("{speaker}: {content}") }
}
