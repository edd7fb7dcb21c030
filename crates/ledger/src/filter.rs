//! What a filter asks of the rows of a list, in SQL.

use jiff::civil::Date;
use rusqlite::ToSql;
use rusqlite::types::Value;

use crate::view::{Filter, Status, View};

/// Claims with their articles, see [`claim_columns`](crate::query).
pub(crate) const CLAIMS: &str = "
    SELECT article.id, article.ref, article.outlet, article.published, article.url, article.first_seen,
           article.raw_hash, claim.record,
           (SELECT verdict FROM standing WHERE about = 'claim' AND a = claim.id AND verdict IN ('accept', 'reject')
            ORDER BY id DESC LIMIT 1) AS judged, claim.row
    FROM claim JOIN reading ON reading.id = claim.reading JOIN article ON article.id = reading.article";

/// Readings that count in a view.
pub(crate) const COUNTS: &str = "reading.recorded < :as_of AND (reading.retired IS NULL OR reading.retired >= :as_of)";

/// What each part of a filter asks of the rows of a list; parts are parameters of the same names.
pub(crate) struct By {
    speaker: &'static str,
    outlet: &'static str,
    frame: &'static str,
    party: &'static str,
    item: &'static str,
    since: &'static str,
    until: &'static str,
    denied: &'static str,
}

pub(crate) const CLAIMS_BY: By = By {
    speaker: "claim.row IN (SELECT row FROM claim WHERE speaker = :speaker
        UNION SELECT row FROM claim WHERE affiliation = :speaker)",
    outlet: "article.outlet = :outlet",
    frame: "claim.row IN (SELECT claim FROM statement WHERE frame = :frame)",
    party: "claim.row IN (SELECT claim FROM filler JOIN statement ON statement.id = filler.statement WHERE name = :party)",
    item: "claim.row IN (SELECT claim FROM filler JOIN statement ON statement.id = filler.statement
        WHERE role = 'item' AND name LIKE '%' || :item || '%')",
    since: "article.published >= :since",
    until: "article.published <= :until",
    denied: "claim.polarity = 'negative'",
};

pub(crate) const PROPOSITIONS_BY: By = By {
    speaker: "p.row IN (SELECT proposition FROM member JOIN statement ON statement.id = member.statement
        JOIN claim ON claim.row = statement.claim WHERE speaker = :speaker OR affiliation = :speaker)",
    outlet: "p.row IN (SELECT proposition FROM article JOIN reading ON reading.article = article.id
        JOIN claim ON claim.reading = reading.id JOIN statement ON statement.claim = claim.row
        JOIN member ON member.statement = statement.id WHERE article.outlet = :outlet)",
    frame: "p.frame = :frame",
    party: "p.row IN (SELECT proposition FROM filler JOIN member ON member.statement = filler.statement WHERE name = :party)",
    item: "p.row IN (SELECT proposition FROM filler JOIN member ON member.statement = filler.statement
        WHERE role = 'item' AND name LIKE '%' || :item || '%')",
    since: "p.first_seen >= :since",
    until: "p.first_seen <= :until",
    denied: "p.denied > 0",
};

impl By {
    /// The conditions of a filter. A part that isn't given is named all the same, so that every list takes the same
    /// parameters; the planner sees which conditions are there.
    pub(crate) fn conditions(&self, filter: &Filter) -> String {
        let part = |given: bool, condition: &'static str, never: &'static str| if given { condition } else { never };
        let status = match filter.status {
            None => ":status IS NULL".to_owned(),
            Some(Status::Open) => "judged IS NULL AND :status IS NOT NULL".to_owned(),
            Some(Status::Denied) => format!("{} AND :status IS NOT NULL", self.denied),
            Some(Status::Accept | Status::Reject) => "judged = :status".to_owned(),
        };
        [
            part(filter.speaker.is_some(), self.speaker, ":speaker IS NULL"),
            part(filter.outlet.is_some(), self.outlet, ":outlet IS NULL"),
            part(filter.frame.is_some(), self.frame, ":frame IS NULL"),
            part(filter.party.is_some(), self.party, ":party IS NULL"),
            part(filter.item.is_some(), self.item, ":item IS NULL"),
            part(filter.since.is_some(), self.since, ":since IS NULL"),
            part(filter.until.is_some(), self.until, ":until IS NULL"),
            &status,
        ]
        .join(" AND ")
    }
}

/// The values of a filter's conditions and of a view, as a query takes them by name.
pub(crate) struct Parameters(Vec<(&'static str, Value)>);

impl Parameters {
    pub(crate) fn of(view: View, filter: &Filter) -> Self {
        let text = |given: &Option<String>| given.clone().map_or(Value::Null, Value::Text);
        let day = |given: Option<Date>| given.map_or(Value::Null, |day| Value::Text(day.to_string()));
        Self(vec![
            (":as_of", Value::Text(view.until())),
            (":speaker", text(&filter.speaker)),
            (":outlet", text(&filter.outlet)),
            (":frame", text(&filter.frame)),
            (":party", text(&filter.party)),
            (":item", text(&filter.item)),
            (":since", day(filter.since)),
            (":until", day(filter.until)),
            (":status", text(&filter.status.map(|status| status.as_str().to_owned()))),
            (":limit", Value::Integer(filter.limit.map_or(-1, i64::from))),
            (":offset", Value::Integer(filter.offset.into())),
        ])
    }

    /// These and one more.
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.0.push((name, value.into()));
        self
    }

    /// As a query takes them.
    pub(crate) fn named(&self) -> Vec<(&str, &dyn ToSql)> {
        self.0.iter().map(|(name, value)| (*name, value as &dyn ToSql)).collect()
    }
}
