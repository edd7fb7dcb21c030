//! Propositions as far as was published before a day: they are settled again from what was out then.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use const_format::formatcp;
use hearsay::proposition::{Imprint, Judgement, Proposition, Statement, groups, settle};
use rusqlite::{Row, ToSql};

use super::identity;
use crate::filter::COUNTS;
use crate::meeting::StatementNumber;
use crate::view::{Filter, PropositionRow, Status, View};
use crate::{Ledger, LedgerError, judge, meeting, store};

/// Statements that count and were out, from the statement on.
const OUT: &str = formatcp!(
    "FROM statement CROSS JOIN claim ON claim.row = statement.claim CROSS JOIN reading ON reading.id = claim.reading
     CROSS JOIN article ON article.id = reading.article WHERE {COUNTS} AND article.published < :before"
);

/// Those of which a statement without bonds may go with one.
const COMPANY: &str = "
    SELECT other.statement FROM meeting AS own CROSS JOIN meeting AS other ON other.key = own.key AND other.hold = 1
    WHERE own.statement = ? AND own.hold = 2";

impl Ledger {
    /// The list of propositions that a filter lets through, in its order.
    pub(super) fn settled_anew(&self, view: View, filter: &Filter) -> Result<Vec<PropositionRow>, LedgerError> {
        let statements: Vec<Statement> = self.out(view, "", &[])?.into_iter().map(|(_, statement)| statement).collect();
        let articles: BTreeSet<&str> = statements.iter().map(|statement| statement.article.id.as_str()).collect();
        let settled = settle(&statements, &self.imprints(articles)?, &judge::on_statements(&self.connection)?);
        let judged = self.judged()?;
        let by_id: HashMap<&str, &Statement> = statements.iter().map(|s| (s.id.as_str(), s)).collect();
        let mut found = Vec::new();
        for proposition in settled {
            let judged = judged.get(&proposition.proposition.id).cloned();
            let row = PropositionRow { proposition, judged };
            if lets_through(filter, &row, &by_id) {
                found.push(row);
            }
        }
        found.sort_by_cached_key(|PropositionRow { proposition: p, .. }| {
            let established = Reverse(p.independent_origins.established);
            (!p.is_shared(), established, p.first_seen(), p.proposition.id.clone())
        });
        let limit = filter.limit.map_or(usize::MAX, |n| n as usize);
        Ok(found.into_iter().skip(filter.offset as usize).take(limit).collect())
    }

    /// The proposition of an id, or of the beginning of one, as far as was out.
    pub(super) fn proposition_anew(&self, view: View, id: &str) -> Result<PropositionRow, LedgerError> {
        let (number, first) = self.first_out(view, id)?;
        let judgements = judge::on_statements(&self.connection)?;
        let id = first.id.clone();
        let group = self.group_out(view, number, first, &judgements)?;
        let imprints = self.imprints(group.iter().map(|statement| statement.article.id.as_str()).collect())?;
        let has = |p: &Proposition| p.claims.iter().any(|member| member.statement == id);
        let found = settle(&group, &imprints, &judgements).into_iter().find(has);
        let proposition = found.ok_or(LedgerError::Absent { what: "proposition", id })?;
        let judged = self.judged()?.remove(&proposition.proposition.id);
        Ok(PropositionRow { proposition, judged })
    }

    /// The first statement of a proposition that was out. A proposition has its id from its first statement, so what is
    /// another's today is found by its own id, as the list gives it.
    fn first_out(&self, view: View, id: &str) -> Result<(StatementNumber, Statement), LedgerError> {
        let by_id = |id: &str| {
            let found = self.out(view, "AND statement.id = :only LIMIT 1", &[(":only", &id)])?.pop();
            Ok::<_, LedgerError>(found)
        };
        if let Some(found) = by_id(id)? {
            return Ok(found);
        }
        let recorded = match self.recorded(View { published_before: None, ..view }, id) {
            Ok(row) => row.proposition,
            Err(absent @ LedgerError::Absent { .. }) => {
                let narrowed =
                    "AND statement.id >= :only AND statement.id < :only || 'g' ORDER BY statement.id LIMIT 6";
                let mut found = self.out(view, narrowed, &[(":only", &id)])?;
                found.dedup_by(|(a, _), (b, _)| a == b);
                identity::only(id, found.iter().map(|(_, statement)| statement.id.clone()).collect())?;
                return found.pop().ok_or(absent);
            }
            Err(error) => return Err(error),
        };
        for member in &recorded.claims {
            if let Some(found) = by_id(&member.statement)? {
                return Ok(found);
            }
        }
        Err(LedgerError::Absent { what: "claim published before that day in proposition", id: recorded.proposition.id })
    }

    /// The group of a statement among those that were out. Neighbours are looked up until none joins; where statements lie
    /// is kept of those alone that count now, so that of an earlier day all are looked at.
    fn group_out(
        &self,
        view: View,
        number: StatementNumber,
        first: Statement,
        judgements: &[Judgement],
    ) -> Result<Vec<Statement>, LedgerError> {
        let id = first.id.clone();
        let of_it = |known: &[Statement]| -> Vec<Statement> {
            let its = groups(known, judgements).into_iter().find(|group| group.iter().any(|s| s.id == id));
            its.into_iter().flatten().cloned().collect()
        };
        if view.as_of.is_some() {
            let all: Vec<Statement> = self.out(view, "", &[])?.into_iter().map(|(_, statement)| statement).collect();
            return Ok(of_it(&all));
        }
        let mut numbers = HashMap::from([(first.id.clone(), number)]);
        let (mut looked_up, mut done) = (BTreeSet::from([number]), BTreeSet::new());
        let mut known = vec![first];
        loop {
            let group = of_it(&known);
            let open: Vec<&Statement> = group.iter().filter(|s| done.insert(s.id.clone())).collect();
            if open.is_empty() {
                return Ok(group);
            }
            let mut near = BTreeSet::new();
            for statement in open {
                let number = numbers.get(&statement.id).copied();
                near.extend(self.neighbours(statement, number, judgements)?);
            }
            for one in near.into_iter().filter(|one| looked_up.insert(*one)) {
                let found = self.out(view, "AND statement.number = :only LIMIT 1", &[(":only", &one)])?;
                for (number, statement) in found {
                    numbers.insert(statement.id.clone(), number);
                    known.push(statement);
                }
            }
        }
    }

    /// All that may be of one group with a statement, and with what else those without bonds might go.
    fn neighbours(
        &self,
        statement: &Statement,
        number: Option<StatementNumber>,
        judgements: &[Judgement],
    ) -> Result<BTreeSet<StatementNumber>, LedgerError> {
        let Some(number) = number else { return Ok(BTreeSet::new()) };
        let mut near = meeting::hanging_on(&self.connection, &meeting::keys_of(&self.connection, number)?)?;
        for judgement in judgements {
            if let Judgement::SameProposition(a, b) = judgement
                && let Some(other) = [(a, b), (b, a)].into_iter().find_map(|(a, b)| (*a == statement.id).then_some(b))
            {
                near.extend(meeting::number_of(&self.connection, other)?);
            }
        }
        near.insert(number);
        let mut query = self.connection.prepare_cached(COMPANY)?;
        let mut company: BTreeSet<StatementNumber> = BTreeSet::new();
        for one in &near {
            for other in query.query_map([one], |row| row.get(0))? {
                company.insert(other?);
            }
        }
        near.extend(company);
        Ok(near)
    }

    /// Statements that count in a view, were out, and meet what narrows them further, with their numbers.
    fn out(
        &self,
        view: View,
        narrowed: &str,
        given: &[(&str, &dyn ToSql)],
    ) -> Result<Vec<(StatementNumber, Statement)>, LedgerError> {
        let mut query = self
            .connection
            .prepare_cached(&format!("SELECT statement.number, statement.id, statement.record {OUT} {narrowed}"))?;
        let (until, before) = (view.until(), view.before());
        let mut parameters: Vec<(&str, &dyn ToSql)> = vec![(":as_of", &until), (":before", &before)];
        parameters.extend(given);
        let mut found = Vec::new();
        store::each(&mut query, &*parameters, |row: &Row<'_>| {
            let (number, id, record): (_, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            found.push((number, store::parsed(&record, || format!("statement {id}"))?));
            Ok::<_, LedgerError>(())
        })?;
        Ok(found)
    }

    fn imprints(&self, articles: BTreeSet<&str>) -> Result<Vec<Imprint>, LedgerError> {
        let mut query = self.connection.prepare_cached("SELECT imprint FROM article WHERE id = ?")?;
        let mut found = Vec::with_capacity(articles.len());
        for article in articles {
            let bytes = store::first(query.query_map([article], |row| row.get::<_, Vec<u8>>(0))?)?;
            let shingles = bytes.as_deref().map(store::unpacked);
            found.extend(shingles.map(|shingles| Imprint { article: article.to_owned(), shingles }));
        }
        Ok(found)
    }

    /// By proposition, the last judgement on it that stands.
    fn judged(&self) -> Result<HashMap<String, String>, LedgerError> {
        let mut query = self.connection.prepare_cached(
            "SELECT a, verdict FROM standing WHERE about = 'proposition' AND verdict IN ('accept', 'reject') ORDER BY id",
        )?;
        Ok(query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?)
    }
}

/// Whether a filter lets a proposition through: what it asks in SQL of one that is recorded, asked of one that isn't.
fn lets_through(filter: &Filter, row: &PropositionRow, by_id: &HashMap<&str, &Statement>) -> bool {
    let of = &row.proposition;
    let members: Vec<&Statement> = of.claims.iter().filter_map(|m| by_id.get(m.statement.as_str()).copied()).collect();
    let told = |given: &Option<String>, meets: fn(&Statement, &str) -> bool| {
        given.as_deref().is_none_or(|asked| members.iter().any(|statement| meets(statement, asked)))
    };
    let met = match filter.status {
        None => true,
        Some(Status::Open) => row.judged.is_none(),
        Some(Status::Denied) => of.denial_origins.total() > 0,
        Some(status @ (Status::Accept | Status::Reject)) => row.judged.as_deref() == Some(status.as_str()),
    };
    let first_seen = of.first_seen();
    met && filter.frame.as_ref().is_none_or(|kind| of.proposition.frame.as_ref().is_some_and(|e| e.kind == *kind))
        && told(&filter.speaker, |s, name| {
            [&s.voice.name, &s.voice.affiliation].iter().any(|v| v.as_deref() == Some(name))
        })
        && told(&filter.outlet, |s, name| s.article.outlet.as_deref() == Some(name))
        && told(&filter.party, |s, name| {
            s.event.iter().flat_map(|e| e.roles.values()).flatten().any(|f| f.name == name)
        })
        && told(&filter.item, |s, words| {
            let words = words.to_ascii_lowercase();
            let items = s.event.iter().filter_map(|event| event.roles.get("item")).flatten();
            items.into_iter().any(|item| item.name.to_ascii_lowercase().contains(&words))
        })
        && filter.evidence.is_none_or(|kind| members.iter().any(|statement| statement.evidence.contains(&kind)))
        && filter.since.is_none_or(|since| first_seen.is_some_and(|day| day >= since))
        && filter.until.is_none_or(|until| first_seen.is_some_and(|day| day <= until))
}
