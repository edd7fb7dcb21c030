//! `hearsay pack`: packs of domain vocabulary, opened for reading and checked.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use hearsay::Models;
use hearsay::frame::{Miss, Pack, missed};

use crate::show::harmless;

/// Work on packs, the vocabulary by which frames are read
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Tell what is wrong with packs, and which of their examples aren't read as they should be
    ///
    /// Exit code: 0 when nothing is wrong, 1 otherwise.
    Check {
        /// Folders, each with a pack.toml and, if the pack has a taxonomy of goods, an items.toml
        #[arg(required = true, value_name = "FOLDER")]
        folders: Vec<PathBuf>,
    },
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let Task::Check { folders } = &arguments.task;
    let mut models = Models::embedded()?;
    let mut out = io::stdout().lock();
    let mut sound = true;
    for folder in folders {
        let report;
        (report, models) = check(folder, models);
        sound &= report.sound;
        for line in &report.lines {
            let indent = line.len() - line.trim_start().len();
            writeln!(out, "{:indent$}{}", "", harmless(line)).context("standard output")?;
        }
    }
    Ok(if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What is to be said of a pack.
struct Report {
    lines: Vec<String>,
    sound: bool,
}

/// The pack of a folder.
///
/// # Errors
/// Every fault of its files, a line each.
pub(crate) fn open(folder: &Path) -> Result<Pack, Vec<String>> {
    let path = |name| folder.join(name).display().to_string();
    let (pack, items) = (path("pack.toml"), path("items.toml"));
    let text = fs::read_to_string(&pack).map_err(|error| vec![format!("{pack}: {error}")])?;
    let taxonomy = match fs::read_to_string(&items) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        read => Some(read.map_err(|error| vec![format!("{items}: {error}")])?),
    };
    let taxonomy = taxonomy.as_deref().map(|text| (items.as_str(), text));
    Pack::read((&pack, &text), taxonomy).map_err(|faults| faults.iter().map(ToString::to_string).collect())
}

/// The packs of several folders.
///
/// # Errors
/// When one has a fault, or two have frames of one type, which nothing could tell apart in the output.
pub(crate) fn open_all(folders: &[PathBuf]) -> anyhow::Result<Vec<Pack>> {
    let mut packs: Vec<Pack> = Vec::new();
    for folder in folders {
        let pack = open(folder).map_err(|faults| {
            let more = faults.len().saturating_sub(1);
            let first = faults.into_iter().next().unwrap_or_default();
            let rest = format!("; `hearsay pack check` tells {more} more");
            anyhow::anyhow!("{first}{}", if more > 0 { rest.as_str() } else { "" })
        })?;
        let twice = |kind: &&str| packs.iter().flat_map(|p| &p.frames).any(|f| f.kind == **kind);
        if let Some(kind) = pack.frames.iter().map(|f| f.kind.as_str()).find(twice) {
            bail!(
                "{}: an earlier pack has frames of type “{kind}” too; give one of them another name",
                folder.display()
            );
        }
        packs.push(pack);
    }
    Ok(packs)
}

fn check(folder: &Path, models: Models) -> (Report, Models) {
    let pack = match open(folder) {
        Ok(pack) => pack,
        Err(mut lines) => {
            lines.push(format!("{}: {}; no example was read", folder.display(), count(lines.len(), "fault")));
            return (Report { lines, sound: false }, models);
        }
    };
    let triggers = pack.frames.iter().map(|frame| frame.triggers.len()).sum();
    let examples = pack.frames.iter().map(|frame| frame.all_examples().count()).sum();
    let held = format!(
        "{}: {}, {}, {}",
        folder.display(),
        count(pack.frames.len(), "frame type"),
        count(triggers, "trigger"),
        count(examples, "example"),
    );
    let models = models.with_packs(vec![pack]);
    let missed = missed(&models);
    let mut lines: Vec<String> = missed.iter().flat_map(|miss| told(folder, miss)).collect();
    lines.push(match missed.len() {
        0 => format!("{held}; all is well"),
        missed => format!("{held}; {missed} not found"),
    });
    (Report { lines, sound: missed.is_empty() }, models)
}

/// An example that isn't found: what was expected, and each frame that was found, one under the other.
fn told(folder: &Path, miss: &Miss) -> Vec<String> {
    let file = folder.join("pack.toml");
    let frame = |values: &[(String, String)]| {
        let values =
            values.iter().map(|(key, value)| format!("{key} = {}", if value.is_empty() { "–" } else { value }));
        values.collect::<Vec<_>>().join(", ")
    };
    let mut lines = vec![
        format!("{}:{}: {} isn't found in “{}”", file.display(), miss.line, miss.kind, miss.text),
        format!("  expected: {}", frame(&miss.expected)),
    ];
    match &miss.found[..] {
        [] => lines.push(format!("     found: no {}", miss.kind)),
        found => lines.extend(found.iter().map(|values| format!("     found: {}", frame(values)))),
    }
    lines
}

fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}
