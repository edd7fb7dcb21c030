//! Actors: under which name each is filed, what is told of it, and in what words.

use std::collections::{BTreeMap, BTreeSet};

use hearsay::proposition::{Asserted, Naming, Statement, words_of_speaker};
use hearsay_gazetteer::Gazetteer;
use rusqlite::{Connection, params};

use crate::filter::CLAIMS;
use crate::glance::Glance;
use crate::meeting::KeyNumber;
use crate::query::{claim_columns, claim_row};
use crate::view::{Actor, ActorNames, ActorView, Alias, Filter, View};
use crate::{Judged, Ledger, LedgerError, append, meeting, record, store};

/// Claims, and fillers, whose words are looked at for those that an actor is told of in.
const LOOKED_AT: u32 = 200;

impl Ledger {
    /// All who speak or take part, the busiest first.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn actors(&self, limit: Option<u32>, offset: u32) -> Result<Vec<Actor>, LedgerError> {
        let mut query = self.connection.prepare_cached(
            "SELECT name, said, took_part FROM named WHERE said + took_part > 0
             ORDER BY said + took_part DESC, name LIMIT ? OFFSET ?",
        )?;
        let rows = query.query_map((limit.map_or(-1, i64::from), offset), |row| {
            Ok(Actor { name: row.get(0)?, said: row.get(1)?, took_part: row.get(2)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// What an actor said, in what it is said to take part, and by what words articles name it.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn actor(&self, view: View, name: &str, limit: Option<u32>) -> Result<ActorView, LedgerError> {
        let ActorNames { name, told_as, judged } = self.actor_names(name)?;
        let takes_part =
            by_role(&name, self.propositions(view, &taking_part(&name, limit))?, |row| &row.proposition.proposition);
        let said = self.claims(view, &Filter { speaker: Some(name.clone()), limit, ..Filter::default() })?;
        Ok(ActorView { name, said, takes_part, told_as, judged })
    }

    /// By role, the propositions in which an actor takes part, at a glance.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn takes_part(
        &self,
        view: View,
        name: &str,
        limit: Option<u32>,
    ) -> Result<BTreeMap<String, Vec<Glance>>, LedgerError> {
        let glances = self.glances(view, &taking_part(name, limit))?;
        Ok(by_role(name, glances, |glance| &glance.proposition))
    }

    /// The name under which an actor is filed, and what is known of its names.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn actor_names(&self, name: &str) -> Result<ActorNames, LedgerError> {
        let naming = naming(&self.connection)?;
        let name = naming.filed(name);
        let of_its_names = |judged: &Judged| {
            let other = judged.b.as_deref().unwrap_or_default();
            let filed = [naming.filed(&judged.a), naming.filed_in(&judged.a, other)];
            judged.stands && judged.about == ENTITY && filed.contains(&name)
        };
        Ok(ActorNames {
            name: name.to_owned(),
            told_as: self.told_as(name)?,
            judged: self.judgements()?.into_iter().filter(of_its_names).collect(),
        })
    }

    /// The words by which articles name an actor, the commonest first, as far as its last claims and events show.
    fn told_as(&self, name: &str) -> Result<Vec<Alias>, LedgerError> {
        let mut told: BTreeMap<String, Alias> = BTreeMap::new();
        let mut count = |words: &str, article: &str, claim: &str| {
            let alias =
                || Alias { words: words.to_owned(), times: 0, article: article.to_owned(), claim: claim.to_owned() };
            told.entry(words.to_owned()).or_insert_with(alias).times += 1;
        };
        let mut query = self.connection.prepare_cached(&format!(
            "{CLAIMS} WHERE claim.speaker = ? AND reading.retired IS NULL ORDER BY claim.row DESC LIMIT ?"
        ))?;
        for row in query.query_map(params![name, LOOKED_AT], claim_columns)? {
            let row = claim_row(row?)?;
            if let Some(words) = words_of_speaker(&row.claim.speaker, row.claim.source.as_ref()) {
                count(&words.exact, &row.article, &row.claim.id);
            }
        }
        let mut query = self.connection.prepare_cached(
            "SELECT record FROM filler CROSS JOIN statement ON statement.number = filler.statement
             WHERE name = ? AND role NOT IN ('item', 'in_exchange_for') AND retired IS NULL LIMIT ?",
        )?;
        for record in query.query_map(params![name, LOOKED_AT], store::text)? {
            let statement: Statement = store::parsed(&record?, || format!("a statement on {name}"))?;
            let fillers = statement.event.iter().flat_map(|event| event.roles.values()).flatten();
            let words: BTreeSet<&str> =
                fillers.filter(|of| of.name == name).filter_map(|of| Some(of.span.as_ref()?.exact.as_str())).collect();
            words.into_iter().for_each(|words| count(words, &statement.article.id, &statement.claim));
        }
        let mut told: Vec<Alias> = told.into_values().collect();
        told.sort_by(|a, b| (b.times, &a.words).cmp(&(a.times, &b.words)));
        Ok(told)
    }
}

fn taking_part(name: &str, limit: Option<u32>) -> Filter {
    Filter { party: Some(name.to_owned()), limit, ..Filter::default() }
}

/// What an actor takes part in, by its roles.
fn by_role<P: Clone>(name: &str, of: Vec<P>, asserted: impl Fn(&P) -> &Asserted) -> BTreeMap<String, Vec<P>> {
    let mut by_role: BTreeMap<String, Vec<P>> = BTreeMap::new();
    for one in of {
        let roles = asserted(&one).frame.iter().flat_map(|event| &event.roles);
        let its = roles.filter(|(_, fillers)| fillers.iter().any(|f| f.name == name)).map(|(role, _)| role.clone());
        for role in its.collect::<Vec<_>>() {
            by_role.entry(role).or_default().push(one.clone());
        }
    }
    by_role
}

/// What judgements on names are about.
pub(crate) const ENTITY: &str = "entity";

/// What was judged of names, and stands.
pub(crate) fn naming(connection: &Connection) -> Result<Naming, LedgerError> {
    let mut naming = Naming::default();
    let mut query = connection.prepare_cached(
        "SELECT verdict, a, b FROM standing WHERE about = 'entity' AND verdict IN ('same', 'different')
         AND b IS NOT NULL ORDER BY id",
    )?;
    for row in query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))? {
        let (verdict, name, other): (String, String, String) = row?;
        match verdict.as_str() {
            "same" => naming.join(&name, &other),
            _ => naming.part(&name, &other),
        }
    }
    Ok(naming)
}

/// The filter by the names under which actors are filed.
pub(crate) fn filed(connection: &Connection, filter: &Filter) -> Result<Filter, LedgerError> {
    if filter.speaker.is_none() && filter.party.is_none() {
        return Ok(filter.clone());
    }
    let naming = naming(connection)?;
    let name = |given: &Option<String>| given.as_deref().map(|name| naming.filed(name).to_owned());
    Ok(Filter { speaker: name(&filter.speaker), party: name(&filter.party), ..filter.clone() })
}

/// Files anew all that is filed under some names, since a judgement on them; the keys of what moved are touched. Returns
/// whether anything moved.
pub(crate) fn refile(
    connection: &Connection,
    gazetteer: &Gazetteer,
    naming: &Naming,
    names: &BTreeSet<String>,
    touched: &mut BTreeSet<KeyNumber>,
) -> Result<bool, LedgerError> {
    let mut readings: BTreeSet<i64> = BTreeSet::new();
    for rows in [
        "SELECT reading FROM claim WHERE speaker = ?",
        "SELECT reading FROM claim WHERE affiliation = ?",
        "SELECT reading FROM filler CROSS JOIN statement ON statement.number = filler.statement
         CROSS JOIN claim ON claim.row = statement.claim WHERE name = ?",
    ] {
        let mut query = connection.prepare_cached(rows)?;
        for name in names {
            for reading in query.query_map([name], |row| row.get(0))? {
                readings.insert(reading?);
            }
        }
    }
    let mut moved = BTreeSet::new();
    for reading in readings {
        let (record, rows) = record::of_reading(connection, reading)?;
        let filed = naming.file(&record);
        for (claim, row) in filed.claims.iter().zip(&rows) {
            refile_claim(
                connection,
                *row,
                claim.speaker.name.as_deref(),
                claim.speaker.affiliation.as_deref(),
                &mut moved,
            )?;
        }
        for statement in Statement::filed(&record, naming, gazetteer) {
            refile_statement(connection, &statement, touched, &mut moved)?;
        }
    }
    moved.iter().try_for_each(|name| count(connection, name))?;
    Ok(!moved.is_empty())
}

fn refile_claim(
    connection: &Connection,
    row: i64,
    speaker: Option<&str>,
    body: Option<&str>,
    moved: &mut BTreeSet<String>,
) -> Result<(), LedgerError> {
    let mut query = connection.prepare_cached("SELECT speaker, affiliation, content FROM claim WHERE row = ?")?;
    let (before, body_before, content): (Option<String>, Option<String>, String) =
        query.query_row([row], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    if (before.as_deref(), body_before.as_deref()) == (speaker, body) {
        return Ok(());
    }
    connection
        .prepare_cached("UPDATE claim SET speaker = ?, affiliation = ? WHERE row = ?")?
        .execute(params![speaker, body, row])?;
    // An index over another table's text has to be told what goes.
    connection
        .prepare_cached("INSERT INTO claim_words (claim_words, rowid, content, speaker) VALUES ('delete', ?, ?, ?)")?
        .execute(params![row, content, before])?;
    connection
        .prepare_cached("INSERT INTO claim_words (rowid, content, speaker) VALUES (?, ?, ?)")?
        .execute(params![row, content, speaker])?;
    moved.extend(before.into_iter().chain(body_before));
    moved.extend(speaker.into_iter().chain(body).map(str::to_owned));
    Ok(())
}

fn refile_statement(
    connection: &Connection,
    statement: &Statement,
    touched: &mut BTreeSet<KeyNumber>,
    moved: &mut BTreeSet<String>,
) -> Result<(), LedgerError> {
    let Some(number) = meeting::number_of(connection, &statement.id)? else { return Ok(()) };
    let changed = connection
        .prepare_cached("UPDATE statement SET record = ?2 WHERE number = ?1 AND record <> ?2")?
        .execute(params![number, store::json(statement)?])?;
    if changed == 0 {
        return Ok(());
    }
    let mut stands = connection.prepare_cached("SELECT 1 FROM statement WHERE number = ? AND retired IS NULL")?;
    if stands.exists([number])? {
        meeting::take_out(connection, number, touched)?;
        meeting::put(connection, number, statement, touched)?;
    }
    let mut query = connection.prepare_cached("SELECT role, name FROM filler WHERE statement = ?")?;
    let columns = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
    let before: BTreeSet<(String, String)> = query.query_map([number], columns)?.collect::<Result<_, _>>()?;
    for (role, name) in &before {
        connection
            .prepare_cached("DELETE FROM filler WHERE statement = ? AND role = ? AND name = ?")?
            .execute(params![number, role, name])?;
    }
    append::put_fillers(connection, number, statement)?;
    moved.extend(before.into_iter().map(|(_, name)| name));
    moved.extend(statement.event.iter().flat_map(|event| event.roles.values()).flatten().map(|of| of.name.clone()));
    Ok(())
}

/// Counts a name anew: its triggers look at what comes, not at what moves.
fn count(connection: &Connection, name: &str) -> Result<(), LedgerError> {
    connection
        .prepare_cached(
            "INSERT INTO named (name, said, took_part, as_goods) SELECT ?1, said, part, goods FROM
               (SELECT COUNT(*) AS said FROM claim JOIN reading ON reading.id = claim.reading
                WHERE retired IS NULL AND (affiliation = ?1 OR affiliation IS NULL AND speaker = ?1)),
               (SELECT COUNT(DISTINCT statement) FILTER (WHERE role NOT IN ('item', 'in_exchange_for')) AS part,
                       COUNT(DISTINCT statement) FILTER (WHERE role = 'item') AS goods
                FROM filler WHERE name = ?1 AND statement IN (SELECT number FROM statement WHERE retired IS NULL))
             WHERE true ON CONFLICT (name) DO UPDATE
             SET said = excluded.said, took_part = excluded.took_part, as_goods = excluded.as_goods",
        )?
        .execute([name])?;
    Ok(())
}
