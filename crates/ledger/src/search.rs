//! Search: words in claims and articles, with operators, and what the hits have in common.

use std::collections::BTreeMap;

use hearsay_gazetteer::Gazetteer;
use rusqlite::named_params;

use crate::filter::{CLAIMS, CLAIMS_BY, COUNTS, FEW_CLAIMS, JUDGED_CLAIM, Parameters, Plan};
use crate::query::{claim_columns, claim_row};
use crate::view::{Facet, Filter, Found, FoundArticle, View};
use crate::{Ledger, LedgerError, actor};

/// Hits that are counted for what they have in common.
const COUNTED: u32 = 200;

/// Hits that are ranked. Of more those recorded last come first: ranking goes through all that any of the words is in, and
/// tells nothing of words that are everywhere.
const RANKED: u32 = 1_000;

/// What joins claims with the words that are searched.
const WITH_WORDS: &str = "JOIN claim_words ON claim_words.rowid = claim.row AND claim_words MATCH :words";

/// Values of one sort that are told.
const VALUES: usize = 8;

/// What is searched for: words, and what hits are narrowed to.
///
/// Words must all be there, in any order; `"two words"` stand together, `word*` is a beginning, `-word` must not be there,
/// `OR` between two lets either do. `speaker:`, `outlet:`, `party:`, `item:`, `event:`, `evidence:`, `since:`, `until:` and `is:` narrow
/// as a [`Filter`] does; a value of several words stands in quotation marks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// Alternatives, of each of which one must be there.
    wanted: Vec<Vec<Term>>,
    unwanted: Vec<Term>,
    filter: Filter,
}

/// A word, words that stand together, or a beginning.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Term {
    words: String,
    begins: bool,
}

impl Search {
    /// Reads what somebody asks for. What is no operator is words, whatever signs it holds.
    ///
    /// # Errors
    /// When a day or a status is none.
    pub fn of(asked: &str) -> Result<Self, LedgerError> {
        let mut search = Self::default();
        let mut either = false;
        let mut rest = asked.trim_start();
        while !rest.is_empty() {
            let (word, after) = cut(rest);
            rest = after.trim_start();
            if word == "OR" {
                either = !search.wanted.is_empty();
                continue;
            }
            if let Some((field, value)) = word.split_once(':')
                && search.narrow(field, value.trim_matches('"').trim())?
            {
                continue;
            }
            let (bare, unwanted) = word.strip_prefix('-').map_or((word, false), |bare| (bare, true));
            let begins = bare.ends_with('*');
            let words = bare.replace(['"', '*'], " ").trim().to_owned();
            // Signs alone are no words.
            if !words.chars().any(char::is_alphanumeric) {
                continue;
            }
            let term = Term { words, begins };
            match search.wanted.last_mut() {
                _ if unwanted => search.unwanted.push(term),
                Some(alternatives) if either => alternatives.push(term),
                _ => search.wanted.push(vec![term]),
            }
            either = false;
        }
        if search.wanted.is_empty() && !search.unwanted.is_empty() {
            return Err(LedgerError::Search("it says only which words must not be there".to_owned()));
        }
        Ok(search)
    }

    /// The search by canonical names: `speaker:Tehran` finds what is filed under Iran.
    #[must_use]
    pub fn canonical(self, gazetteer: &Gazetteer) -> Self {
        Self { filter: self.filter.canonical(gazetteer), ..self }
    }

    /// Whether it asks for nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Takes an operator; false where there is none of this name, or nothing behind it.
    fn narrow(&mut self, field: &str, value: &str) -> Result<bool, LedgerError> {
        if value.is_empty() {
            return Ok(false);
        }
        let day = || {
            value.parse().map(Some).map_err(|_| LedgerError::Search(format!("“{value}” is no day, such as 2024-01-31")))
        };
        let filter = &mut self.filter;
        match field {
            "speaker" => filter.speaker = Some(value.to_owned()),
            "outlet" => filter.outlet = Some(value.to_owned()),
            "party" => filter.party = Some(value.to_owned()),
            "item" => filter.item = Some(value.to_owned()),
            "evidence" => filter.evidence = Some(value.parse().map_err(LedgerError::Search)?),
            "event" => filter.frame = Some(value.to_owned()),
            "since" => filter.since = day()?,
            "until" => filter.until = day()?,
            "is" => filter.status = Some(value.parse().map_err(LedgerError::Search)?),
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// What SQLite's full-text index is asked. <https://www.sqlite.org/fts5.html#full_text_query_syntax>
    fn matching(&self) -> String {
        let either = |terms: &[Term]| {
            let quoted = terms.iter().map(|term| format!("\"{}\"{}", term.words, if term.begins { "*" } else { "" }));
            format!("({})", quoted.collect::<Vec<_>>().join(" OR "))
        };
        let mut matching = self.wanted.iter().map(|terms| either(terms)).collect::<Vec<_>>().join(" AND ");
        if !self.unwanted.is_empty() {
            matching = format!("({matching}) NOT {}", either(&self.unwanted));
        }
        matching
    }

    /// Whether articles can be asked for it: they have no speaker and no events.
    fn suits_articles(&self) -> bool {
        let of_articles = Filter {
            outlet: self.filter.outlet.clone(),
            since: self.filter.since,
            until: self.filter.until,
            ..Filter::default()
        };
        !self.wanted.is_empty() && self.filter == of_articles
    }
}

/// The first word of a text, with the white space that stands inside quotation marks, and what is behind it.
fn cut(text: &str) -> (&str, &str) {
    let mut quoted = false;
    let end = text.find(|c: char| {
        quoted ^= c == '"';
        c.is_whitespace() && !quoted
    });
    text.split_at(end.unwrap_or(text.len()))
}

impl Ledger {
    /// Claims and articles that a search asks for, the best first, or where it names no words the newest; and what the
    /// claims have in common. Where more than a thousand have the words those recorded last come first.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn search(&self, search: &Search, limit: u32) -> Result<Found, LedgerError> {
        let mut found = Found::default();
        if search.is_empty() {
            return Ok(found);
        }
        let filter = actor::filed(&self.connection, &search.filter)?.first(limit);
        let conditions = CLAIMS_BY.conditions(&filter, &Plan::of(&self.connection, &filter, FEW_CLAIMS, None)?);
        let matching = search.matching();
        let asked = |limit| Parameters::of(View::default(), &filter.first(limit));
        if search.wanted.is_empty() {
            found.facets = self.facets("", &conditions, &asked(COUNTED))?;
            found.claims = self.claims(View::default(), &Filter { newest: true, ..filter })?;
            return Ok(found);
        }
        let with_words = |limit| asked(limit).with(":words", matching.clone());
        found.facets = self.facets(WITH_WORDS, &conditions, &with_words(COUNTED))?;
        let mut query = self.connection.prepare_cached(&format!(
            "{CLAIMS} {WITH_WORDS} WHERE {COUNTS} AND {conditions} ORDER BY {} LIMIT :limit OFFSET :offset",
            self.order("claim_words", &matching)?
        ))?;
        let rows = query.query_map(&*with_words(limit).named(), claim_columns)?;
        found.claims = rows.map(|row| claim_row(row?)).collect::<Result<_, _>>()?;
        if search.suits_articles() {
            found.articles = self.articles_with(&matching, &filter)?;
        }
        Ok(found)
    }

    /// The order in which hits of an index come.
    fn order(&self, index: &str, matching: &str) -> Result<String, LedgerError> {
        let mut query = self.connection.prepare_cached(&format!(
            "SELECT COUNT(*) > {RANKED} FROM (SELECT 1 FROM {index} WHERE {index} MATCH ? LIMIT {RANKED} + 1)"
        ))?;
        let many: bool = query.query_row([matching], |row| row.get(0))?;
        Ok(if many { format!("{index}.rowid DESC") } else { "rank".to_owned() })
    }

    fn articles_with(&self, matching: &str, filter: &Filter) -> Result<Vec<FoundArticle>, LedgerError> {
        let order = self.order("article_words", matching)?;
        let mut query = self.connection.prepare_cached(&format!(
            "SELECT article.id, article.ref, article.title, snippet(article_words, 1, '', '', ' … ', 24) FROM article_words
             JOIN article ON article.rowid = article_words.rowid
             WHERE article_words MATCH :words AND (:outlet IS NULL OR outlet = :outlet)
               AND (:since IS NULL OR published >= :since) AND (:until IS NULL OR published <= :until)
             ORDER BY {order} LIMIT :limit"
        ))?;
        let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
        let parameters = named_params! {
            ":words": matching, ":outlet": filter.outlet, ":since": day(filter.since), ":until": day(filter.until),
            ":limit": filter.limit,
        };
        let articles = query.query_map(parameters, |row| {
            Ok(FoundArticle { id: row.get(0)?, reference: row.get(1)?, title: row.get(2)?, words: row.get(3)? })
        })?;
        Ok(articles.collect::<Result<_, _>>()?)
    }

    /// What the first claims have in common that meet some conditions, and have the words where these are joined.
    fn facets(&self, words: &str, conditions: &str, parameters: &Parameters) -> Result<Vec<Facet>, LedgerError> {
        let query = format!(
            "SELECT COALESCE(claim.affiliation, claim.speaker), article.outlet, substr(article.published, 1, 4),
                    (SELECT group_concat(DISTINCT frame) FROM statement WHERE statement.claim = claim.row), {JUDGED_CLAIM}
             FROM claim JOIN reading ON reading.id = claim.reading JOIN article ON article.id = reading.article {words}
             WHERE {COUNTS} AND {conditions} LIMIT :limit OFFSET :offset"
        );
        let mut counts: [BTreeMap<String, u32>; 4] = Default::default();
        let mut query = self.connection.prepare_cached(&query)?;
        let mut rows = query.query(&*parameters.named())?;
        while let Some(row) = rows.next()? {
            for (column, counts) in counts.iter_mut().enumerate() {
                let values: Option<String> = row.get(column)?;
                // Types of frame have no commas in their names; the other columns hold one value.
                let values = values.iter().flat_map(|values| values.split(if column == 3 { ',' } else { '\0' }));
                values.for_each(|value| *counts.entry(value.to_owned()).or_default() += 1);
            }
        }
        let named = ["speaker", "outlet", "year", "event"].into_iter().zip(counts);
        let facets = named.flat_map(|(field, counts)| {
            let mut counts: Vec<(String, u32)> = counts.into_iter().collect();
            counts.sort_by(|(a, n), (b, m)| (m, a).cmp(&(n, b)));
            counts.truncate(VALUES);
            counts.into_iter().map(move |(value, claims)| Facet { field: field.to_owned(), value, claims })
        });
        Ok(facets.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_are_read_and_signs_are_not() {
        for (asked, matching) in [
            ("drones Russia", "(\"drones\") AND (\"Russia\")"),
            ("\"joint venture\" radar*", "(\"joint venture\") AND (\"radar\"*)"),
            ("boats OR ships -fishing", "((\"boats\" OR \"ships\")) NOT (\"fishing\")"),
            ("OR Bolivia OR \" NEAR(", "(\"Bolivia\" OR \"NEAR(\")"),
            ("Shahed-136 -- a:b \"open", "(\"Shahed-136\") AND (\"a:b\") AND (\"open\")"),
            ("speaker:Norway", ""),
        ] {
            assert_eq!(Search::of(asked).unwrap().matching(), matching, "{asked}");
        }
        let narrowed = Search::of("boats speaker:\"Ada Quill\" since:2024-01-31 is:denied").unwrap();
        assert_eq!(narrowed.filter.speaker.as_deref(), Some("Ada Quill"));
        assert_eq!(narrowed.filter.since, Some(jiff::civil::date(2024, 1, 31)));
        assert_eq!(narrowed.matching(), "(\"boats\")");
        for wrong in ["since:soon", "is:wrong", "-boats"] {
            assert!(Search::of(wrong).is_err(), "{wrong}");
        }
    }
}
