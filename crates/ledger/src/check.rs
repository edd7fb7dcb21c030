//! Whether a ledger is sound: hashes, references, spans.

use hearsay::ArticleId;
use hearsay::contract::ClaimFields;
use hearsay::proposition::Statement;

use crate::{Ledger, LedgerError, page, store};

/// Something that is wrong in a ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is about: "article 3f2a…".
    pub place: String,
    /// What is wrong.
    pub what: String,
}

impl Ledger {
    /// Looks through the whole ledger: the file's own structure, each text against its hash, each reference, each span
    /// against the text. Nothing is changed.
    ///
    /// # Errors
    /// When the file is too damaged to be looked through.
    pub fn check(&self) -> Result<Vec<Finding>, LedgerError> {
        let mut findings = Vec::new();
        let mut find = |place: String, what: String| findings.push(Finding { place, what });
        let mut query = self.connection.prepare("PRAGMA integrity_check")?;
        for row in query.query_map([], store::text)? {
            let row = row?;
            if row != "ok" {
                find("the file".to_owned(), row);
            }
        }
        let mut query = self.connection.prepare("PRAGMA foreign_key_check")?;
        for row in query.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, Option<i64>>(1)?)))? {
            let (table, row) = row?;
            find(format!("{table} {}", row.unwrap_or_default()), "refers to what isn't there".to_owned());
        }
        let mut query = self.connection.prepare("SELECT id, text_hash, text FROM article")?;
        for row in query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))? {
            let (id, hash, text): (String, String, String) = row?;
            if ArticleId::of(&text).to_string() != hash {
                find(format!("article {id}"), "its text isn't the one that was hashed".to_owned());
            }
        }
        let mut query = self.connection.prepare("SELECT hash, length, bytes FROM page")?;
        for row in query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))? {
            let (hash, length, bytes): (String, i64, Vec<u8>) = row?;
            if !page::is_sound(&bytes, length, &hash) {
                find(format!("page {hash}"), "its bytes aren't those that were hashed".to_owned());
            }
        }
        self.check_claims(&mut find)?;
        let mut query = self.connection.prepare("SELECT id, record FROM statement")?;
        for row in query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))? {
            let (id, record): (String, String) = row?;
            match serde_json::from_str::<Statement>(&record) {
                Ok(statement) if statement.id == id => {}
                Ok(statement) => find(format!("statement {id}"), format!("its record calls itself {}", statement.id)),
                Err(error) => find(format!("statement {id}"), format!("its record can't be read: {error}")),
            }
        }
        let mut query = self.connection.prepare(
            "SELECT ifnull((SELECT id FROM statement WHERE number = member.statement), 'number ' || member.statement)
             FROM member JOIN proposition ON row = proposition
             WHERE retired IS NULL AND statement NOT IN (SELECT number FROM statement WHERE retired IS NULL)",
        )?;
        for row in query.query_map([], store::text)? {
            find(format!("statement {}", row?), "a proposition counts it, but it doesn't stand".to_owned());
        }
        // While something waits to be settled, nothing need count what it touches.
        let mut query = self.connection.prepare(
            "SELECT id FROM statement WHERE retired IS NULL AND number NOT IN
             (SELECT statement FROM member JOIN proposition ON row = proposition WHERE retired IS NULL)
             AND NOT EXISTS (SELECT 1 FROM unsettled)",
        )?;
        for row in query.query_map([], store::text)? {
            find(format!("statement {}", row?), "no proposition counts it".to_owned());
        }
        self.check_names(&mut find)?;
        self.check_lists(&mut find)?;
        Ok(findings)
    }

    /// The counts of names, which triggers keep, against counting anew.
    fn check_names(&self, find: &mut impl FnMut(String, String)) -> Result<(), LedgerError> {
        let mut query = self.connection.prepare(
            "WITH counted AS (
               SELECT name, SUM(said) AS said, SUM(part) AS part, SUM(goods) AS goods FROM (
                 SELECT COALESCE(affiliation, speaker) AS name, COUNT(*) AS said, 0 AS part, 0 AS goods
                   FROM claim JOIN reading ON reading.id = claim.reading WHERE retired IS NULL GROUP BY 1
                 UNION ALL
                 SELECT name, 0, COUNT(DISTINCT statement) FILTER (WHERE role NOT IN ('item', 'in_exchange_for')),
                        COUNT(DISTINCT statement) FILTER (WHERE role = 'item')
                   FROM filler WHERE statement IN (SELECT number FROM statement WHERE retired IS NULL) GROUP BY name)
               WHERE name IS NOT NULL GROUP BY name)
             SELECT COALESCE(counted.name, named.name) FROM counted FULL JOIN named ON named.name = counted.name
             WHERE (COALESCE(counted.said, 0), COALESCE(part, 0), COALESCE(goods, 0))
               <> (COALESCE(named.said, 0), COALESCE(took_part, 0), COALESCE(as_goods, 0))",
        )?;
        for row in query.query_map([], store::text)? {
            find(format!("name {}", row?), "its claims and events are counted wrongly".to_owned());
        }
        Ok(())
    }

    /// The lists of names, which triggers keep, against what they are lists of.
    fn check_lists(&self, find: &mut impl FnMut(String, String)) -> Result<(), LedgerError> {
        for (kept, told) in [
            (
                "SELECT name, claim, part FROM claim_name",
                "SELECT speaker, row, 'said' FROM claim WHERE speaker IS NOT NULL
                 UNION SELECT affiliation, row, 'said' FROM claim WHERE affiliation IS NOT NULL
                 UNION SELECT json_extract(e.value, '$.kind'), row, 'evidence' FROM claim, json_each(record, '$.evidence') AS e
                 UNION SELECT name, claim, 'party' FROM filler JOIN statement ON statement.number = filler.statement",
            ),
            (
                "SELECT name, proposition, shared FROM proposition_name",
                "SELECT name, row, shared FROM proposition JOIN member ON member.proposition = row
                 JOIN filler ON filler.statement = member.statement WHERE retired IS NULL",
            ),
        ] {
            for (more, less) in [(kept, told), (told, kept)] {
                let mut query =
                    self.connection.prepare(&format!("SELECT * FROM ({more}) EXCEPT SELECT * FROM ({less})"))?;
                for row in query.query_map([], store::text)? {
                    find(format!("name {}", row?), "the list of what has it is wrong".to_owned());
                }
            }
        }
        Ok(())
    }

    fn check_claims(&self, find: &mut impl FnMut(String, String)) -> Result<(), LedgerError> {
        let mut query = self.connection.prepare(
            "SELECT claim.id, claim.record, article.text FROM claim JOIN reading ON reading.id = claim.reading
             JOIN article ON article.id = reading.article",
        )?;
        for row in query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))? {
            let (id, record, text): (String, String, String) = row?;
            let claim: ClaimFields = match serde_json::from_str(&record) {
                Ok(claim) => claim,
                Err(error) => {
                    find(format!("claim {id}"), format!("its record can't be read: {error}"));
                    continue;
                }
            };
            let characters: Vec<char> = text.chars().collect();
            for place in claim.misquoted(&characters) {
                find(format!("claim {id}"), format!("“{}” doesn't stand where its span says", place.exact));
            }
        }
        Ok(())
    }
}
