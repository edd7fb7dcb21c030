//! `hearsay proposition`: one proposition, as a tree of its origins.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use hearsay::Quotation;
use hearsay::dossier::Sentence;
use hearsay::proposition::{Drift, Link, Member, Proposition, Quality};
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

/// The claims behind members, by the ids of their statements.
type Claims<'c> = HashMap<&'c str, ClaimRow>;

/// Runs the command.
pub(crate) fn run(ledger: Option<PathBuf>, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let ledger = open::to_read(ledger)?;
    let view = arguments.moment.view();
    let row = ledger.proposition(view, &arguments.id)?;
    let mut claims = ledger.claims_of_members(view, &row.proposition.claims)?;
    match arguments.format {
        Form::Json => list::finished(list::json(&mut io::stdout().lock(), &row))?,
        Form::Csv => {
            let each_once = once(row.proposition.claims.iter(), &claims).into_iter();
            let rows: Vec<ClaimRow> = each_once.filter_map(|m| claims.remove(m.statement.as_str())).collect();
            claims::write(Form::Csv, &rows)?;
        }
        Form::Table => list::finished(io::stdout().lock().write_all(tree(&row.proposition, &claims).as_bytes()))?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Members with a claim each: one with several frames is there for each of them. Articles that run the same copy have
/// claims of the same ids.
fn once<'m>(members: impl Iterator<Item = &'m Member>, claims: &Claims<'_>) -> Vec<&'m Member> {
    let mut seen = BTreeSet::new();
    let article =
        |member: &'m Member| claims.get(member.statement.as_str()).map_or(&member.article, |row| &row.article).clone();
    members.filter(|member| seen.insert((article(member), member.claim.as_str()))).collect()
}

/// The proposition as a tree: origins, below each its claims; then links and drift.
fn tree(proposition: &Proposition, claims: &Claims<'_>) -> String {
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
        let its = proposition.claims.iter().filter(|m| m.origin.as_deref() == Some(&origin.id));
        branches(&mut out, &once(its, claims), claims, true);
    }
    let untold = once(proposition.claims.iter().filter(|m| m.origin.is_none()), claims);
    if !untold.is_empty() {
        out.push_str("\nlineage unknown\n");
        branches(&mut out, &untold, claims, false);
    }
    let links = links(&proposition.links, claims);
    if !links.is_empty() {
        let _ = writeln!(out, "\nlinks\n{}", links.join("\n"));
    }
    proposition.drift.iter().for_each(|drift| drifted(&mut out, drift));
    out
}

/// A line for each claim. Below an origin, which tells who speaks, the speaker isn't named again.
fn branches(out: &mut String, members: &[&Member], claims: &Claims<'_>, known: bool) {
    for (i, member) in members.iter().enumerate() {
        let mark = if i + 1 == members.len() { "└─" } else { "├─" };
        let Some(row) = claims.get(member.statement.as_str()) else {
            let _ = writeln!(out, "  {mark} {} {}", harmless(&member.article), member.claim);
            continue;
        };
        let _ = write!(out, "  {mark} {}", place(row));
        if !known {
            let _ = write!(out, ", {}", voice(row).unwrap_or_else(|| "in its own words".to_owned()));
        }
        let relays: Vec<String> = row.claim.relays.iter().map(|r| harmless(&r.name)).collect();
        if !relays.is_empty() {
            let _ = write!(out, " via {}", relays.join(", "));
        }
        if let Some(basis) = basis(row) {
            let _ = write!(out, " ({basis})");
        }
        let _ = writeln!(out, ": {} [{}]", harmless(&row.claim.content.exact), member.claim);
    }
}

/// When and by whom it was published.
fn place(row: &ClaimRow) -> String {
    let outlet = row.outlet.as_deref().unwrap_or(&row.reference);
    format!("{} {}", row.published.as_deref().unwrap_or("undated"), harmless(outlet))
}

/// Who speaks; none where it is the outlet.
fn voice(row: &ClaimRow) -> Option<String> {
    if row.claim.quotation == Quotation::None {
        return None;
    }
    let speaker = &row.claim.speaker;
    Some(match (&speaker.name, &speaker.affiliation) {
        (Some(name), Some(body)) => format!("{} ({})", harmless(name), harmless(body)),
        (Some(name), None) | (None, Some(name)) => harmless(name),
        (None, None) => "somebody unnamed".to_owned(),
    })
}

/// What the claim is said to rest on, in the words of a dossier.
fn basis(row: &ClaimRow) -> Option<String> {
    let claim = &row.claim;
    let sentence = Sentence {
        text: String::new(),
        span: claim.content.clone(),
        speaker: None,
        affiliation: None,
        relays: Vec::new(),
        evidence: claim.evidence.iter().map(|evidence| evidence.kind).collect(),
        modality: claim.modality,
        quotation: claim.quotation,
        article: String::new(),
        claim: String::new(),
    };
    sentence.basis()
}

/// A line for each pair of voices that are linked in one way, with the strongest of its scores: statements have no names
/// that a reader could know. What links claims of one voice in one article tells nothing.
fn links(links: &[Link], claims: &Claims<'_>) -> Vec<String> {
    let who = |statement: &str| -> Option<String> {
        let row = claims.get(statement)?;
        Some(voice(row).map_or_else(|| place(row), |voice| format!("{voice}, {}", place(row))))
    };
    let mut told: BTreeMap<String, f64> = BTreeMap::new();
    for link in links {
        let Some((from, to)) = who(&link.from).zip(who(&link.to)).filter(|(from, to)| from != to) else { continue };
        let score = told.entry(format!("  {from} → {to}  {}", link.reason.words())).or_insert(link.score);
        *score = score.max(link.score);
    }
    told.into_iter().map(|(line, score)| format!("{line} {score:.2}")).collect()
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
    let mut told = BTreeSet::new();
    for reading in &drift.readings {
        let date = reading.published.map_or_else(|| "undated".to_owned(), |date| date.to_string());
        let who = reading.speaker.as_deref().or(reading.outlet.as_deref()).unwrap_or("nobody named");
        let mark = if reading.changed { "≠" } else { " " };
        let line = format!("  {mark} {date} {} ({})", harmless(&reading.text), harmless(who));
        if told.insert(line.clone()) {
            let _ = writeln!(out, "{line}");
        }
    }
}
