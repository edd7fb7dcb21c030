//! `hearsay judge`: what a person makes of what the program found.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Subcommand};
use hearsay_ledger::{NewJudgement, Verdict};
use jiff::Timestamp;

use crate::list::{self, Form};
use crate::open;

/// Judge what the program found: signed, dated, and undoable
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    judgement: Judgement,
}

#[derive(Debug, Subcommand)]
enum Judgement {
    /// A claim or proposition was read rightly
    Accept(About),
    /// It was read wrongly
    Reject(About),
    /// Two claims or propositions are one
    Same(Pair),
    /// They are two
    Different(Pair),
    /// A remark
    Note(About),
    /// An earlier judgement no longer stands
    Undo {
        /// Its number, as `judge list` shows it
        judgement: String,
        #[command(flatten)]
        signed: Signed,
    },
    /// List all judgements
    List {
        /// The form of the output
        #[arg(short, long, value_enum, default_value_t)]
        format: Form,
    },
}

#[derive(Debug, Args)]
struct About {
    /// Id of a claim or proposition
    id: String,
    #[command(flatten)]
    signed: Signed,
}

#[derive(Debug, Args)]
struct Pair {
    /// Ids of two claims or propositions
    a: String,
    b: String,
    /// Judge their origins instead: whether both go back to one voice
    #[arg(long)]
    origin: bool,
    #[command(flatten)]
    signed: Signed,
}

#[derive(Debug, Args)]
struct Signed {
    /// Who judges [default: the user's name]
    #[arg(long = "as", value_name = "NAME")]
    person: Option<String>,
    /// Why
    #[arg(long, value_name = "WORDS")]
    note: Option<String>,
    /// An address that shows why
    #[arg(long, value_name = "URL")]
    evidence: Option<String>,
}

/// Runs the command.
pub(crate) fn run(ledger: Option<PathBuf>, arguments: Arguments) -> anyhow::Result<ExitCode> {
    let (verdict, a, b, origins, signed) = match arguments.judgement {
        Judgement::Accept(about) => (Verdict::Accept, about.id, None, false, about.signed),
        Judgement::Reject(about) => (Verdict::Reject, about.id, None, false, about.signed),
        Judgement::Note(about) => (Verdict::Note, about.id, None, false, about.signed),
        Judgement::Same(pair) => (Verdict::Same, pair.a, Some(pair.b), pair.origin, pair.signed),
        Judgement::Different(pair) => (Verdict::Different, pair.a, Some(pair.b), pair.origin, pair.signed),
        Judgement::Undo { judgement, signed } => (Verdict::Undo, judgement, None, false, signed),
        Judgement::List { format } => return list_all(ledger, format),
    };
    let Signed { person, note, evidence } = signed;
    let person = person.or_else(|| std::env::var("USER").ok().filter(|user| !user.is_empty()));
    let person = person.context("a judgement is signed: say who judges with --as NAME")?;
    let new = NewJudgement { verdict, a, b, origins, note, evidence, person };
    let number = open::to_write(ledger)?.judge(&new, Timestamp::now())?;
    eprintln!("judgement {number} is recorded; `hearsay judge undo {number}` takes it back");
    Ok(ExitCode::SUCCESS)
}

fn list_all(ledger: Option<PathBuf>, format: Form) -> anyhow::Result<ExitCode> {
    let judgements = open::to_read(ledger)?.judgements()?;
    list::write(format, &judgements, ["number", "verdict", "about", "a", "b", "who", "when", "stands", "note"], |j| {
        [
            j.id.to_string(),
            j.verdict.clone(),
            j.about.clone(),
            j.a.clone(),
            j.b.clone().unwrap_or_default(),
            j.person.clone(),
            j.recorded.clone(),
            if j.stands { "yes" } else { "no" }.to_owned(),
            j.note.clone().unwrap_or_default(),
        ]
    })?;
    Ok(ExitCode::SUCCESS)
}
