//! `hearsay actors` and `hearsay actor`: who speaks, and who is said to take part.

use std::collections::BTreeSet;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::bail;
use clap::Args;
use hearsay_gazetteer::Gazetteer;
use hearsay_ledger::{Ledger, Search};
use serde::Serialize;

use crate::list::{self, Form, Moment};
use crate::{claims, open, propositions};

/// List all who speak or take part in events
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The form of the output
    #[arg(short, long, value_enum, default_value_t)]
    format: Form,

    /// How many at most
    #[arg(long, value_name = "N")]
    limit: Option<u32>,

    /// How many to pass over first
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: u32,
}

/// Show one actor: what it is said to have sent, received and done, and what it said
#[derive(Debug, Args)]
pub(crate) struct OneArguments {
    /// Its name, or one that the gazetteer knows it by
    name: String,

    /// The form of the output
    #[arg(short, long, value_enum, default_value_t)]
    format: Form,

    /// How many claims and propositions at most
    #[arg(long, value_name = "N")]
    limit: Option<u32>,

    #[command(flatten)]
    moment: Moment,
}

/// Runs `hearsay actors`.
pub(crate) fn run(ledger: Option<PathBuf>, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let actors = open::to_read(ledger)?.actors(arguments.limit, arguments.offset)?;
    list::write(arguments.format, &actors, ["name", "said", "took part"], |actor| {
        [actor.name.clone(), actor.said.to_string(), actor.took_part.to_string()]
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Runs `hearsay actor`.
pub(crate) fn run_one(ledger: Option<PathBuf>, arguments: &OneArguments) -> anyhow::Result<ExitCode> {
    let name = Gazetteer::embedded()?.canonical(&arguments.name);
    let ledger = open::to_read(ledger)?;
    let actor = ledger.actor(arguments.moment.view(), &name, arguments.limit)?;
    if actor.said.is_empty() && actor.takes_part.is_empty() && actor.told_as.is_empty() {
        check_known(&ledger, &arguments.name, &actor.name)?;
    }
    if arguments.format == Form::Json {
        list::finished(list::json(&mut io::stdout().lock(), &actor))?;
        return Ok(ExitCode::SUCCESS);
    }
    for (role, rows) in &actor.takes_part {
        heading(&format!("{} as {role}", actor.name))?;
        propositions::write(arguments.format, rows)?;
    }
    heading(&format!("what {} said", actor.name))?;
    claims::write(arguments.format, &actor.said)?;
    Ok(ExitCode::SUCCESS)
}

/// Names that are told instead of one that nobody has.
const TOLD: usize = 3;

/// Claims in which those are looked for who speak for others, under whom they are counted.
const LOOKED_AT: u32 = 100;

/// Complains about a name that nobody in the ledger has, and tells those that contain it, the busiest first.
fn check_known(ledger: &Ledger, asked: &str, filed: &str) -> anyhow::Result<()> {
    let mut names: Vec<String> = ledger.actors(None, 0)?.into_iter().map(|actor| actor.name).collect();
    if names.iter().any(|name| name == filed) {
        return Ok(());
    }
    let search = Search::of(&format!("\"{}\"*", asked.replace(['"', '*'], " ")))?;
    let found = ledger.search(&search, LOOKED_AT)?;
    names.extend(found.claims.into_iter().filter_map(|row| row.claim.speaker.name));
    let (part, mut seen) = (asked.to_lowercase(), BTreeSet::new());
    names.retain(|name| name.to_lowercase().contains(&part) && seen.insert(name.clone()));
    names.truncate(TOLD);
    if names.is_empty() {
        bail!("the ledger knows nobody by the name “{asked}”");
    }
    bail!("the ledger knows nobody by the name “{asked}”, but “{}”", names.join("”, “"))
}

fn heading<T: Serialize + std::fmt::Display>(words: &T) -> anyhow::Result<()> {
    list::finished(writeln!(io::stdout().lock(), "\n# {}", crate::show::harmless(&words.to_string())))
}
