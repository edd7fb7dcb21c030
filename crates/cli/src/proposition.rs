//! `hearsay proposition`: one proposition, as a tree of its origins.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use hearsay::proposition::{Drift, Member, Proposition, Quality};
use hearsay_ledger::ClaimRow;

use crate::list::{self, Form, Moment};
use crate::show::harmless;
use crate::{claims, open};

/// Show one proposition: its origins with their claims, who denies it, what drifted
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The proposition's id, or the beginning of it
    id: String,

    /// The form of the output: the tree, its claims as CSV, or JSON
    #[arg(short, long, value_enum, default_value_t)]
    format: Form,

    #[command(flatten)]
    moment: Moment,
}

/// Runs the command.
pub(crate) fn run(ledger: Option<PathBuf>, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let ledger = open::to_read(ledger)?;
    let row = ledger.proposition(arguments.moment.view(), &arguments.id)?;
    let claims = ledger.claims_by_id(row.proposition.claims.iter().map(|member| member.claim.as_str()))?;
    match arguments.format {
        Form::Json => list::finished(list::json(&mut io::stdout().lock(), &row))?,
        Form::Csv => claims::write(Form::Csv, &claims)?,
        Form::Table => list::finished(io::stdout().lock().write_all(tree(&row.proposition, &claims).as_bytes()))?,
    }
    Ok(ExitCode::SUCCESS)
}

/// The proposition as a tree: origins, below each its claims; then links and drift.
fn tree(proposition: &Proposition, claims: &[ClaimRow]) -> String {
    let by_id: BTreeMap<&str, &ClaimRow> = claims.iter().map(|row| (row.claim.id.as_str(), row)).collect();
    let mut out = format!("{}  {}\n", proposition.proposition.id, harmless(&proposition.proposition.summary));
    let counts = proposition.independent_origins;
    let _ = writeln!(
        out,
        "independent origins: {} established, {} possible, {} unknown",
        counts.established, counts.possible, counts.unknown
    );
    for origin in &proposition.origins {
        let side = if origin.polarity == hearsay::Polarity::Negative { "denies" } else { "affirms" };
        let lineage = origin.lineage.as_str();
        let again = origin.same_party_as.as_ref().map(|first| format!(", again after {first}")).unwrap_or_default();
        let first = origin.first_seen.map(|date| format!(", {date}")).unwrap_or_default();
        let _ = writeln!(out, "\n{} {} {side} ({lineage}{first}{again})", origin.id, harmless(&origin.speaker));
        let its: Vec<&Member> = proposition.claims.iter().filter(|m| m.origin.as_deref() == Some(&origin.id)).collect();
        branches(&mut out, &its, &by_id);
    }
    let untold: Vec<&Member> = proposition.claims.iter().filter(|m| m.origin.is_none()).collect();
    if !untold.is_empty() {
        out.push_str("\nlineage unknown\n");
        branches(&mut out, &untold, &by_id);
    }
    if !proposition.links.is_empty() {
        out.push_str("\nlinks\n");
        for link in &proposition.links {
            let _ = writeln!(out, "  {} → {}  {} {:.2}", link.from, link.to, link.reason.words(), link.score);
        }
    }
    proposition.drift.iter().for_each(|drift| drifted(&mut out, drift));
    out
}

fn branches(out: &mut String, members: &[&Member], claims: &BTreeMap<&str, &ClaimRow>) {
    for (i, member) in members.iter().enumerate() {
        let mark = if i + 1 == members.len() { "└─" } else { "├─" };
        let Some(row) = claims.get(member.claim.as_str()) else {
            let _ = writeln!(out, "  {mark} {} {}", harmless(&member.article), member.claim);
            continue;
        };
        let outlet = row.outlet.as_deref().unwrap_or(&row.reference);
        let _ = write!(out, "  {mark} {} {}", row.published.as_deref().unwrap_or("undated"), harmless(outlet));
        let relays: Vec<String> = row.claim.relays.iter().map(|r| harmless(&r.name)).collect();
        if !relays.is_empty() {
            let _ = write!(out, " via {}", relays.join(", "));
        }
        let evidence: Vec<&str> = row.claim.evidence.iter().map(|e| e.kind.as_str()).collect();
        if !evidence.is_empty() {
            let _ = write!(out, " on {}", evidence.join(", "));
        }
        let _ = writeln!(out, ": {} [{}]", harmless(&row.claim.content.exact), member.claim);
    }
}

fn drifted(out: &mut String, drift: &Drift) {
    let what = match drift.quality {
        Quality::Quantity => "quantity",
        Quality::Value => "value",
        Quality::Stage => "stage",
        Quality::Date => "date",
    };
    let of = drift.of.as_ref().map(|of| format!(" of {}", harmless(of))).unwrap_or_default();
    let _ = writeln!(out, "\n{what}{of}");
    for reading in &drift.readings {
        let date = reading.published.map_or_else(|| "undated".to_owned(), |date| date.to_string());
        let who = reading.speaker.as_deref().or(reading.outlet.as_deref()).unwrap_or("nobody named");
        let mark = if reading.changed { "≠" } else { " " };
        let _ = writeln!(out, "  {mark} {date} {} ({})", harmless(&reading.text), harmless(who));
    }
}
