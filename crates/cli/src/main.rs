//! The program `hearsay`: one file a command.

mod interrupt;
mod pipeline;
mod progress;
mod read;
mod show;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Who says what, in news articles: each claim with its speaker, the words that say so, and who passed them on.
#[derive(Debug, Parser)]
#[command(name = "hearsay", version, max_term_width = 100, disable_help_subcommand = false)]
struct Program {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Read(read::Arguments),
}

fn main() -> ExitCode {
    let outcome = match Program::parse().command {
        Command::Read(arguments) => read::run(arguments),
    };
    outcome.unwrap_or_else(|error| {
        complain(&format!("{error:#}"));
        ExitCode::from(2)
    })
}

/// One line on standard error. What it says may come from an article or a file name, so it is made harmless.
fn complain(what: &str) {
    // A closed standard error is no reason to stop.
    let _ = writeln!(io::stderr(), "hearsay: {}", show::harmless(what));
}
