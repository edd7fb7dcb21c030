//! The program `hearsay`: one file a command.

mod actors;
mod add;
mod archive;
mod claims;
mod demo;
mod dossier;
mod export;
mod import;
mod inputs;
mod intake;
mod interrupt;
mod judge;
mod ledger;
mod list;
mod mcp;
mod open;
mod pack;
mod pipeline;
mod progress;
mod proposition;
mod propositions;
mod quarantine;
mod read;
mod search;
mod serve;
mod show;
mod stream;
mod token;
mod wanted;
mod watch;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Who says what, in news articles: each claim with its speaker, the words that say so, and who passed them on.
#[derive(Debug, Parser)]
#[command(name = "hearsay", version, max_term_width = 100, disable_help_subcommand = false)]
struct Program {
    /// The ledger's file [default: HEARSAY_LEDGER, or a file in the user's data folder]
    #[arg(long, global = true, value_name = "FILE")]
    ledger: Option<PathBuf>,

    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Read(read::Arguments),
    Add(add::Arguments),
    Import(import::Arguments),
    Watch(watch::Arguments),
    Claims(claims::Arguments),
    Propositions(propositions::Arguments),
    Proposition(proposition::Arguments),
    Actors(actors::Arguments),
    Actor(actors::OneArguments),
    Search(search::Arguments),
    Dossier(dossier::Arguments),
    Export(export::Arguments),
    Serve(serve::Arguments),
    Token(token::Arguments),
    Mcp(mcp::Arguments),
    Judge(judge::Arguments),
    Ledger(ledger::Arguments),
    Quarantine(quarantine::Arguments),
    Archive(archive::Arguments),
    Pack(pack::Arguments),
    Demo(demo::Arguments),
}

fn main() -> ExitCode {
    let Program { ledger, command } = Program::parse();
    let outcome = match command {
        Command::Read(arguments) => read::run(arguments),
        Command::Add(arguments) => add::run(ledger, arguments),
        Command::Import(arguments) => import::run(ledger, arguments),
        Command::Watch(arguments) => watch::run(ledger, arguments),
        Command::Claims(arguments) => claims::run(ledger, &arguments),
        Command::Propositions(arguments) => propositions::run(ledger, &arguments),
        Command::Proposition(arguments) => proposition::run(ledger, &arguments),
        Command::Actors(arguments) => actors::run(ledger, &arguments),
        Command::Actor(arguments) => actors::run_one(ledger, &arguments),
        Command::Search(arguments) => search::run(ledger, &arguments),
        Command::Dossier(arguments) => dossier::run(ledger, &arguments),
        Command::Export(arguments) => export::run(ledger, &arguments),
        Command::Serve(arguments) => serve::run(ledger, &arguments),
        Command::Token(arguments) => token::run(&arguments),
        Command::Mcp(arguments) => mcp::run(ledger, &arguments),
        Command::Judge(arguments) => judge::run(ledger, arguments),
        Command::Ledger(arguments) => ledger::run(ledger, arguments),
        Command::Quarantine(arguments) => quarantine::run(ledger, arguments),
        Command::Archive(arguments) => archive::run(ledger, &arguments),
        Command::Pack(arguments) => pack::run(&arguments),
        Command::Demo(arguments) => demo::run(ledger, &arguments),
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
