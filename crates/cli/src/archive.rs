//! `hearsay archive`: the stored pages as an archive of record.

use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Subcommand};
use hearsay_ledger::Ledger;
use hearsay_reader::{ArchiveWriter, Page};
use jiff::Timestamp;

use crate::{complain, open};

/// Write the pages behind the articles where other programs can replay them
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write every stored page, with hashes and an index, into one file
    Export {
        /// The file, in the form of WACZ 1.1.1
        #[arg(long, value_name = "FILE")]
        wacz: PathBuf,
    },
}

/// Runs the command.
pub(crate) fn run(ledger: Option<PathBuf>, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let Command::Export { wacz } = &arguments.command;
    export(&open::to_read(ledger)?, wacz)
}

fn export(ledger: &Ledger, file: &Path) -> anyhow::Result<ExitCode> {
    let name = || file.display().to_string();
    let out = BufWriter::new(File::create(file).with_context(name)?);
    let mut archive = ArchiveWriter::new(out, Timestamp::now()).with_context(name)?;
    let (mut failed, mut placeless) = (0, 0);
    ledger.visits(|visit| -> anyhow::Result<()> {
        if visit.url.is_none() {
            placeless += 1;
            return Ok(());
        }
        match ledger.page(&visit.page) {
            Ok(Some(bytes)) => {
                let page = Page { bytes, url: visit.url, fetched: Some(visit.at), media_type: visit.media_type };
                archive.page(&page, visit.title.as_deref()).with_context(name)
            }
            Ok(None) => Ok(()),
            // One page that is damaged keeps no other out.
            Err(error) => {
                failed += 1;
                complain(&error.to_string());
                Ok(())
            }
        }
    })?;
    let pages = archive.finish().with_context(name)?;
    let left = if placeless > 0 { format!("; {placeless} have no address to be replayed at") } else { String::new() };
    eprintln!("{pages} pages written to {}{left}", name());
    Ok(ExitCode::from(u8::from(failed > 0)))
}
