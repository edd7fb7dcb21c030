//! `hearsay serve`: the ledger in a browser.

use std::io::{self, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use hearsay_server::Server;

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
}

/// Runs the command.
pub(crate) fn run(ledger: Option<PathBuf>, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let path = open::existing(ledger)?;
    let address = SocketAddr::new(arguments.listen, arguments.port);
    let runtime = tokio::runtime::Runtime::new().context("can't start the server")?;
    runtime.block_on(async {
        let server = Server::bind(path, address).await?;
        let (read, judge) = (server.address(), server.address_to_judge());
        // A closed standard error is no reason to stop serving.
        let _ = writeln!(io::stderr(), "to read:  {read}\nto judge: {judge}\nCtrl-C ends it");
        server.run().await
    })?;
    Ok(ExitCode::SUCCESS)
}
