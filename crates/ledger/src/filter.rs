//! What a filter asks of the rows of a list, in SQL.

mod given;

use std::collections::BTreeSet;

use const_format::formatcp;
use jiff::civil::Date;
use rusqlite::types::Value;
use rusqlite::{Connection, ToSql, params};

use crate::LedgerError;
use crate::view::{Filter, Status, View};

pub(crate) use given::{refuse_unknown, spelt};

/// The last judgement on a claim that stands.
pub(crate) const JUDGED_CLAIM: &str = "
    (SELECT verdict FROM standing WHERE about = 'claim' AND a = claim.id AND verdict IN ('accept', 'reject')
     ORDER BY id DESC LIMIT 1) AS judged";

/// What is told of a claim, see [`claim_columns`](crate::query).
const COLUMNS: &str = formatcp!(
    "
    SELECT article.id, article.ref, article.outlet, article.published, article.url, article.first_seen,
           article.raw_hash, claim.record,
           {JUDGED_CLAIM}, claim.row"
);

/// Claims with their articles, in the order that suits the conditions.
pub(crate) const CLAIMS: &str = formatcp!(
    "{COLUMNS} FROM claim JOIN reading ON reading.id = claim.reading JOIN article ON article.id = reading.article"
);

/// The same, article by article: for what many have, of which a list shows the first few.
pub(crate) const CLAIMS_BY_ARTICLE: &str = formatcp!(
    "{COLUMNS} FROM article CROSS JOIN reading ON reading.article = article.id CROSS JOIN claim ON claim.reading = reading.id"
);

/// The same of one name, by date, where a name [leads](Plan::lead).
pub(crate) const CLAIMS_OF_NAME: &str = formatcp!(
    "{COLUMNS} FROM claim_name CROSS JOIN claim ON claim.row = claim_name.claim
     CROSS JOIN reading ON reading.id = claim.reading CROSS JOIN article ON article.id = reading.article"
);

/// Readings that count in a view.
pub(crate) const COUNTS: &str = "reading.recorded < :as_of AND (reading.retired IS NULL OR reading.retired >= :as_of)";

/// Claims that are few: it is faster to look them up than to go through a list in its order until a page is full.
pub(crate) const FEW_CLAIMS: u32 = 5_000;

/// The same for propositions, at each of which more has to be looked at.
pub(crate) const FEW_OF_PROPOSITIONS: u32 = 20_000;

/// A part of a filter that asks whom or what a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    Speaker,
    Outlet,
    Frame,
    Party,
    Item,
    Evidence,
}

/// How a part is asked: by looking up the rows, or by looking at each. Who looks at a row begins with what hangs on it:
/// a plus sign keeps the planner from beginning with all that have a name.
struct Asked {
    looked_up: &'static str,
    looked_at: &'static str,
}

/// The rows of a list and what the parts of a filter, which are parameters of the same names, ask of them.
pub(crate) struct By {
    speaker: Asked,
    outlet: Asked,
    frame: Asked,
    party: Asked,
    item: Asked,
    evidence: Asked,
    since: &'static str,
    until: &'static str,
    denied: &'static str,
}

/// Names of goods that have the words.
const ITEMS: &str = "(SELECT name FROM named WHERE as_goods > 0 AND name LIKE '%' || :item || '%')";

pub(crate) const CLAIMS_BY: By = By {
    speaker: Asked {
        looked_up: "claim.row IN (SELECT row FROM claim WHERE speaker = :speaker
            UNION SELECT row FROM claim WHERE affiliation = :speaker)",
        looked_at: "(claim.speaker = :speaker OR claim.affiliation = :speaker)",
    },
    outlet: Asked { looked_up: "article.outlet = :outlet", looked_at: "+article.outlet = :outlet" },
    frame: Asked {
        looked_up: "claim.row IN (SELECT claim FROM statement WHERE frame = :frame)",
        looked_at: "EXISTS (SELECT 1 FROM statement WHERE statement.claim = claim.row AND statement.frame = :frame)",
    },
    party: Asked {
        looked_up: "claim.row IN (SELECT claim FROM filler JOIN statement ON statement.number = filler.statement
            WHERE name = :party)",
        looked_at: "EXISTS (SELECT 1 FROM statement CROSS JOIN filler ON filler.statement = statement.number
            WHERE statement.claim = claim.row AND +filler.name = :party)",
    },
    item: Asked {
        looked_up: formatcp!(
            "claim.row IN (SELECT claim FROM filler JOIN statement ON statement.number = filler.statement
             WHERE name IN {ITEMS} AND role = 'item')"
        ),
        looked_at: "EXISTS (SELECT 1 FROM statement CROSS JOIN filler ON filler.statement = statement.number
            WHERE statement.claim = claim.row AND role = 'item' AND filler.name LIKE '%' || :item || '%')",
    },
    evidence: Asked {
        looked_up: "claim.row IN (SELECT claim FROM claim_name WHERE name = :evidence AND part = 'evidence')",
        looked_at: "EXISTS (SELECT 1 FROM claim_name AS e WHERE e.name = :evidence AND e.part = 'evidence'
            AND e.published = COALESCE(article.published, '') AND e.claim = claim.row)",
    },
    since: "article.published >= :since",
    until: "article.published <= :until",
    denied: "claim.polarity = 'negative'",
};

pub(crate) const PROPOSITIONS_BY: By = By {
    speaker: Asked {
        looked_up: "p.row IN (SELECT proposition FROM member JOIN statement ON statement.number = member.statement
            JOIN claim ON claim.row = statement.claim WHERE speaker = :speaker OR affiliation = :speaker)",
        looked_at: "EXISTS (SELECT 1 FROM member JOIN statement ON statement.number = member.statement
            JOIN claim ON claim.row = statement.claim
            WHERE member.proposition = p.row AND (claim.speaker = :speaker OR claim.affiliation = :speaker))",
    },
    outlet: Asked {
        looked_up: "p.row IN (SELECT proposition FROM article JOIN reading ON reading.article = article.id
            JOIN claim ON claim.reading = reading.id JOIN statement ON statement.claim = claim.row
            JOIN member ON member.statement = statement.number WHERE article.outlet = :outlet)",
        looked_at: "EXISTS (SELECT 1 FROM member JOIN statement ON statement.number = member.statement
            JOIN claim ON claim.row = statement.claim JOIN reading ON reading.id = claim.reading
            JOIN article ON article.id = reading.article
            WHERE member.proposition = p.row AND article.outlet = :outlet)",
    },
    frame: Asked { looked_up: "p.frame = :frame", looked_at: "p.frame = :frame" },
    party: Asked {
        looked_up: "p.row IN (SELECT proposition FROM filler JOIN member ON member.statement = filler.statement
            WHERE name = :party)",
        looked_at: "EXISTS (SELECT 1 FROM member CROSS JOIN filler ON filler.statement = member.statement
            WHERE member.proposition = p.row AND +filler.name = :party)",
    },
    item: Asked {
        looked_up: formatcp!(
            "p.row IN (SELECT proposition FROM filler JOIN member ON member.statement = filler.statement
             WHERE name IN {ITEMS} AND role = 'item')"
        ),
        looked_at: "EXISTS (SELECT 1 FROM member CROSS JOIN filler ON filler.statement = member.statement
            WHERE member.proposition = p.row AND role = 'item' AND filler.name LIKE '%' || :item || '%')",
    },
    evidence: Asked {
        looked_up: "p.row IN (SELECT proposition FROM claim_name AS e JOIN statement ON statement.claim = e.claim
            JOIN member ON member.statement = statement.number WHERE e.name = :evidence AND e.part = 'evidence')",
        looked_at: "EXISTS (SELECT 1 FROM member JOIN statement ON statement.number = member.statement
            JOIN claim ON claim.row = statement.claim JOIN reading ON reading.id = claim.reading
            JOIN article ON article.id = reading.article
            JOIN claim_name AS e ON e.name = :evidence AND e.part = 'evidence'
             AND e.published = COALESCE(article.published, '') AND e.claim = claim.row
            WHERE member.proposition = p.row)",
    },
    since: "p.first_seen >= :since",
    until: "p.first_seen <= :until",
    denied: "p.denied > 0",
};

/// How a filter is asked: which of its parts few rows meet, and which one leads, whose rows lie in the order of the list.
#[derive(Clone, Debug, Default)]
pub(crate) struct Plan {
    rare: BTreeSet<Part>,
    lead: Option<Part>,
}

impl Plan {
    /// Counts what meets each part of a filter but the one that leads, no further than to see whether it is `few`.
    pub(crate) fn of(
        connection: &Connection,
        filter: &Filter,
        few: u32,
        lead: Option<Part>,
    ) -> Result<Self, LedgerError> {
        let (mut rare, evidence) = (BTreeSet::new(), evidence(filter));
        for (part, given, rows) in [
            (
                Part::Speaker,
                &filter.speaker,
                "SELECT 1 FROM claim WHERE speaker = ?1 UNION ALL SELECT 1 FROM claim WHERE affiliation = ?1",
            ),
            (Part::Outlet, &filter.outlet, "SELECT 1 FROM article WHERE outlet = ?1"),
            (Part::Frame, &filter.frame, "SELECT 1 FROM statement WHERE frame = ?1"),
            (Part::Party, &filter.party, "SELECT 1 FROM filler WHERE name = ?1"),
            (
                Part::Item,
                &filter.item,
                "SELECT 1 FROM filler WHERE role = 'item' AND name IN
                 (SELECT name FROM named WHERE as_goods > 0 AND name LIKE '%' || ?1 || '%')",
            ),
            (Part::Evidence, &evidence, "SELECT 1 FROM claim_name WHERE name = ?1 AND part = 'evidence'"),
        ] {
            let Some(given) = given.as_ref().filter(|_| lead != Some(part)) else { continue };
            let mut query = connection.prepare_cached(&format!("SELECT COUNT(*) FROM ({rows} LIMIT ?2)"))?;
            if query.query_row(params![given, few], |row| row.get::<_, u32>(0))? < few {
                rare.insert(part);
            }
        }
        Ok(Self { rare, lead })
    }

    /// Whether no part is met by few.
    pub(crate) fn finds_many(&self) -> bool {
        self.rare.is_empty()
    }

    pub(crate) fn lead(&self) -> Option<Part> {
        self.lead
    }
}

/// The evidence that a filter asks for, as it is stored.
fn evidence(filter: &Filter) -> Option<String> {
    filter.evidence.map(|kind| kind.as_str().to_owned())
}

impl By {
    /// The conditions of a filter. A part that isn't given is named all the same, so that every list takes the same
    /// parameters; the planner sees which conditions are there.
    pub(crate) fn conditions(&self, filter: &Filter, plan: &Plan) -> String {
        let part = |given: bool, condition: &'static str, never: &'static str| if given { condition } else { never };
        let asked = |given: &Option<String>, which: Part, asked: &Asked, never: &'static str| {
            let condition = match plan {
                Plan { lead, .. } if *lead == Some(which) => "TRUE",
                Plan { rare, .. } if rare.contains(&which) => asked.looked_up,
                _ => asked.looked_at,
            };
            part(given.is_some(), condition, never)
        };
        let status = match filter.status {
            None => ":status IS NULL".to_owned(),
            Some(Status::Open) => "judged IS NULL AND :status IS NOT NULL".to_owned(),
            Some(Status::Denied) => format!("{} AND :status IS NOT NULL", self.denied),
            Some(Status::Accept | Status::Reject) => "judged = :status".to_owned(),
        };
        [
            asked(&filter.speaker, Part::Speaker, &self.speaker, ":speaker IS NULL"),
            asked(&filter.outlet, Part::Outlet, &self.outlet, ":outlet IS NULL"),
            asked(&filter.frame, Part::Frame, &self.frame, ":frame IS NULL"),
            asked(&filter.party, Part::Party, &self.party, ":party IS NULL"),
            asked(&filter.item, Part::Item, &self.item, ":item IS NULL"),
            asked(&evidence(filter), Part::Evidence, &self.evidence, ":evidence IS NULL"),
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
            (":evidence", text(&evidence(filter))),
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
