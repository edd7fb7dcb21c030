//! `hearsay mcp`: the ledger as tools for assistants.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;

use crate::open;

/// Answer an assistant's questions to the ledger on standard input and output, by the Model Context Protocol
///
/// Its tools only read: search, propositions, proposition, origins, article.
#[derive(Debug, Args)]
pub(crate) struct Arguments {}

/// Runs the command.
pub(crate) fn run(ledger: Option<PathBuf>, _: &Arguments) -> anyhow::Result<ExitCode> {
    let path = open::existing(ledger)?;
    let runtime = tokio::runtime::Runtime::new().context("can't start the server")?;
    runtime.block_on(hearsay_server::mcp::answer(path))?;
    // A read of standard input that is under way can't be ended.
    runtime.shutdown_background();
    Ok(ExitCode::SUCCESS)
}
