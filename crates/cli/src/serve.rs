//! `hearsay serve`: the ledger in a browser.

use std::io::{self, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use hearsay_server::{Server, Terms, Tokens};

use crate::open;

/// Show the ledger in a browser, on this machine
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The port to listen at; 0 takes a free one
    #[arg(long, default_value_t = 8642)]
    port: u16,

    /// The address to listen at; others than this machine's own let others read the ledger
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    listen: IpAddr,

    /// Tokens that last, beside the one that is made at each start; `hearsay token` writes such a file
    #[arg(long, value_name = "FILE")]
    tokens: Option<PathBuf>,

    /// Let only those read who have a token
    #[arg(long)]
    closed: bool,

    /// Requests a second that one caller may send over some time; 0 sets no limit
    #[arg(long, value_name = "NUMBER", default_value_t = 50)]
    rate: u32,
}

/// Runs the command.
pub(crate) fn run(ledger: Option<PathBuf>, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let path = open::existing(ledger)?;
    let address = SocketAddr::new(arguments.listen, arguments.port);
    let tokens = arguments.tokens.as_deref().map(Tokens::open).transpose()?.unwrap_or_default();
    let terms = Terms { tokens, closed: arguments.closed, rate: NonZeroU32::new(arguments.rate) };
    let runtime = tokio::runtime::Runtime::new().context("can't start the server")?;
    runtime.block_on(async {
        let server = Server::bind(path, address, terms).await?;
        let (read, judge) = (server.address(), server.address_to_judge());
        // A closed standard error is no reason to stop serving.
        let _ = writeln!(io::stderr(), "to read:  {read}\nto judge: {judge}\nCtrl-C ends it");
        server.run().await
    })?;
    Ok(ExitCode::SUCCESS)
}
