//! `hearsay quarantine`: what gave no article, and what is in languages that aren't read.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Subcommand, ValueEnum};
use hearsay_ledger::{AsideRow, Ground, Ledger};
use hearsay_reader::Input;

use crate::add::{self, Intake};
use crate::list::{self, Form};
use crate::open;

/// See, retry or export what was set aside when articles were added
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List what is set aside, with the reason
    List {
        /// Only what was set aside on this ground
        #[arg(long, value_enum)]
        ground: Option<Reason>,
        /// The form of the output
        #[arg(short, long, value_enum, default_value_t)]
        format: Form,
    },
    /// Try again what could not be read: from the bytes that were kept, or from where it stood
    Retry {
        /// Fetch from addresses inside the local network too
        #[arg(long)]
        allow_private_addresses: bool,
    },
    /// Write the bytes that were kept into a folder, each under its number
    Export {
        /// The folder; it is made where there is none
        folder: PathBuf,
        /// Only what was set aside on this ground
        #[arg(long, value_enum)]
        ground: Option<Reason>,
    },
}

/// On what ground something was set aside.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Reason {
    Unreadable,
    Language,
}

impl From<Reason> for Ground {
    fn from(reason: Reason) -> Self {
        match reason {
            Reason::Unreadable => Self::Unreadable,
            Reason::Language => Self::Language,
        }
    }
}

/// Runs the command.
pub(crate) fn run(ledger: Option<PathBuf>, arguments: Arguments) -> anyhow::Result<ExitCode> {
    match arguments.command {
        Command::List { ground, format } => {
            let rows = open::to_read(ledger)?.aside(ground.map(Ground::from))?;
            write(format, &rows)?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Retry { allow_private_addresses } => retry(&mut open::to_write(ledger)?, allow_private_addresses),
        Command::Export { folder, ground } => export(&open::to_read(ledger)?, &folder, ground.map(Ground::from)),
    }
}

fn write(form: Form, rows: &[AsideRow]) -> anyhow::Result<()> {
    let cells = |row: &AsideRow| {
        [
            row.id.to_string(),
            row.ground.as_str().to_owned(),
            row.place.clone(),
            row.reason.clone(),
            row.attempts.to_string(),
            row.page.clone().unwrap_or_default().chars().take(12).collect(),
        ]
    };
    list::write(form, rows, ["id", "ground", "place", "reason", "attempts", "page"], cells)
}

fn retry(ledger: &mut Ledger, allow_private_addresses: bool) -> anyhow::Result<ExitCode> {
    let waiting = ledger.aside(Some(Ground::Unreadable))?;
    let inputs: Vec<Input> = waiting
        .iter()
        .filter(|row| row.page.is_none() || Path::new(&row.place).is_file())
        .map(|row| Input::of(row.url.as_deref().unwrap_or(&row.place)))
        .collect();
    let passed_over = waiting.len() - inputs.len();
    let mut intake = Intake { threads: 2, ..Intake::default() };
    intake.options.allow_private_addresses = allow_private_addresses;
    let (tally, end) = add::ingest(ledger, inputs, intake)?;
    eprintln!("{}; {passed_over} stand in collections: add those again with --afresh", tally.words());
    Ok(tally.exit_code(end))
}

fn export(ledger: &Ledger, folder: &Path, ground: Option<Ground>) -> anyhow::Result<ExitCode> {
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    let mut written = 0;
    for row in ledger.aside(ground)? {
        let Some(bytes) = row.page.as_deref().map(|page| ledger.page(page)).transpose()?.flatten() else { continue };
        // The number alone: what the place is called must not become a path.
        let path = folder.join(format!("{}.bin", row.id));
        fs::write(&path, bytes).with_context(|| path.display().to_string())?;
        written += 1;
    }
    eprintln!("{written} written to {}", folder.display());
    Ok(ExitCode::SUCCESS)
}
