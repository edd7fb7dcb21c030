//! Propositions at a glance: what lists and views show of them, without their claims. Records of busy propositions are long,
//! and a list of them is read often.

use std::collections::BTreeSet;

use hearsay::proposition::{Asserted, Counts, Origin, Proposition};
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::named_params;
use serde::{Deserialize, Serialize};

use crate::query::{JUDGED_PROPOSITION, Rows};
use crate::view::{Filter, View};
use crate::{Ledger, LedgerError, filter, store};

/// What a list shows of a proposition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Glance {
    /// What is affirmed or denied.
    pub proposition: Asserted,
    /// How many affirm independently of each other.
    pub independent_origins: Counts,
    /// How many deny independently of each other.
    pub denial_origins: Counts,
    /// How many articles tell of it, where near-copies and a wire's copy count once.
    pub tellings: usize,
    /// How many articles tell of it.
    pub articles: usize,
    /// The first day on which an article has it.
    pub first_seen: Option<Date>,
    /// Whether anything is told differently.
    pub drifts: bool,
    /// The last judgement on it that stands.
    #[serde(skip)]
    pub judged: Option<String>,
    /// The voices behind it, where they were [added](Ledger::add_origins).
    #[serde(skip)]
    pub origins: Vec<Origin>,
}

impl Glance {
    /// A proposition at a glance, with its origins.
    pub(crate) fn of(of: &Proposition) -> Self {
        Self {
            proposition: of.proposition.clone(),
            independent_origins: of.independent_origins,
            denial_origins: of.denial_origins,
            tellings: of.tellings,
            articles: of.claims.iter().map(|member| &member.article).collect::<BTreeSet<_>>().len(),
            first_seen: of.first_seen(),
            drifts: !of.drift.is_empty(),
            judged: None,
            origins: of.origins.clone(),
        }
    }
}

/// The part of a record that [`Ledger::add_origins`] reads; passing over the rest costs little.
#[derive(Deserialize)]
struct Voices {
    origins: Vec<Origin>,
}

impl Ledger {
    /// The [`propositions`](Self::propositions) that a filter lets through, at a glance.
    ///
    /// # Errors
    /// When the file can't be read, or nothing is of the type of frame that the filter asks for.
    pub fn glances(&self, view: View, filter: &Filter) -> Result<Vec<Glance>, LedgerError> {
        filter::refuse_unknown(&self.connection, filter)?;
        if view.published_before.is_some() {
            let mut found = Vec::new();
            self.each_proposition(view, filter, |row| {
                found.push(Glance { judged: row.judged, ..Glance::of(&row.proposition) });
                Ok::<_, LedgerError>(())
            })?;
            return Ok(found);
        }
        self.glances_of(self.rows(&format!("p.glance, {JUDGED_PROPOSITION}"), "TRUE", view, filter)?)
    }

    /// Adds their origins to propositions, which takes reading their records. What was settled anew has them already.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn add_origins(&self, view: View, glances: &mut [Glance]) -> Result<(), LedgerError> {
        if view.published_before.is_some() {
            return Ok(());
        }
        let mut query = self.connection.prepare_cached(
            "SELECT record FROM proposition
             WHERE row = (SELECT MAX(row) FROM proposition WHERE id = :id AND recorded < :as_of)
               AND (retired IS NULL OR retired >= :as_of)",
        )?;
        for glance in glances {
            let id = &glance.proposition.id;
            let parameters = named_params! {":id": id, ":as_of": view.until()};
            if let Some(record) = store::first(query.query_map(parameters, store::text)?)? {
                let Voices { origins } = store::parsed(&record, || format!("proposition {id}"))?;
                glance.origins = origins;
            }
        }
        Ok(())
    }

    /// The propositions that a filter lets through and that the ledger first had after a time, at a glance. One that was
    /// settled anew since is no new one.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn glances_since(&self, time: Timestamp, filter: &Filter) -> Result<Vec<Glance>, LedgerError> {
        // Looked up by their time: going through the list in its order would go through all.
        let new = "p.row IN (SELECT row FROM proposition WHERE retired IS NULL AND recorded > :time)
            AND NOT EXISTS (SELECT 1 FROM proposition AS q WHERE q.id = p.id AND q.recorded <= :time)";
        let columns = format!("p.glance, {JUDGED_PROPOSITION}");
        let Rows { query, parameters } = self.rows(&columns, new, View::default(), filter)?;
        self.glances_of(Rows { query, parameters: parameters.with(":time", store::time(time)) })
    }

    fn glances_of(&self, Rows { query, parameters }: Rows) -> Result<Vec<Glance>, LedgerError> {
        let mut found = Vec::new();
        let mut query = self.connection.prepare_cached(&query)?;
        store::each(&mut query, &*parameters.named(), |row| {
            let (glance, judged): (String, _) = (row.get(0)?, row.get(1)?);
            found.push(Glance { judged, ..store::parsed(&glance, || "a proposition".to_owned())? });
            Ok::<_, LedgerError>(())
        })?;
        Ok(found)
    }
}
