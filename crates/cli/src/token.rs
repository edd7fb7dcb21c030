//! `hearsay token`: make a token for a person or a program.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use hearsay_server::{Scope, Tokens};
use jiff::civil::Date;

use crate::list;

/// Make a token with which a person or a program may use `hearsay serve`
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Whose token it is: the name that stands under its judgements
    name: String,

    /// The file to add it to, which `hearsay serve --tokens` reads at its start
    #[arg(long, value_name = "FILE")]
    file: PathBuf,

    /// What it allows; may be given several times
    #[arg(long, value_name = "SCOPE", required = true)]
    scope: Vec<Scope>,

    /// The last day on which it counts
    #[arg(long, value_name = "DATE")]
    until: Option<Date>,
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let token = Tokens::make(&arguments.file, &arguments.name, &arguments.scope, arguments.until)?;
    list::finished(writeln!(io::stdout(), "{token}"))?;
    // A closed standard error takes nothing from the token.
    let _ =
        writeln!(io::stderr(), "keep it: the file has only its hash. Who holds it opens /?token=… once in a browser");
    Ok(ExitCode::SUCCESS)
}
