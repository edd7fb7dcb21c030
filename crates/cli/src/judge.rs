//! `hearsay judge`: what a person makes of what the program found.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use hearsay_gazetteer::Gazetteer;
use hearsay_ledger::{About, NewJudgement, Verdict};
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
    Accept(Thing),
    /// It was read wrongly
    Reject(Thing),
    /// Two claims, propositions or actors are one
    Same(Pair),
    /// They are two; of an actor, what is told in some words is of somebody else
    Different(Pair),
    /// A remark, in the words of --note
    Note(Thing),
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
struct Thing {
    /// Id of a claim or proposition, or its beginning
    id: String,
    #[command(flatten)]
    signed: Signed,
}

#[derive(Debug, Args)]
struct Pair {
    /// Id of a claim or proposition, or its beginning; with --actor the name under which an actor is filed
    a: String,
    /// Id of another; with --actor another name, or for `different` the words that were taken for the actor
    b: String,
    #[command(flatten)]
    of: Judged,
    #[command(flatten)]
    signed: Signed,
}

#[derive(Clone, Copy, Debug, Args)]
struct Judged {
    /// Judge their origins instead: whether both, which one proposition has, go back to one voice
    #[arg(long)]
    origin: bool,
    /// Judge actors by their names: `same` files the second under the first
    #[arg(long, conflicts_with = "origin")]
    actor: bool,
}

impl From<Judged> for About {
    fn from(of: Judged) -> Self {
        match of {
            Judged { origin: true, .. } => Self::Origins,
            Judged { actor: true, .. } => Self::Actors,
            _ => Self::Propositions,
        }
    }
}

#[derive(Debug, Args)]
struct Signed {
    /// Who judges [default: the user's name]
    #[arg(long = "as", value_name = "NAME")]
    person: Option<String>,
    /// Why
    #[arg(long, value_name = "WORDS")]
    note: Option<String>,
    /// What shows why: an address on the web, or the id of an article or page in the ledger
    #[arg(long, value_name = "URL")]
    evidence: Option<String>,
}

/// Runs the command.
pub(crate) fn run(ledger: Option<PathBuf>, arguments: Arguments) -> anyhow::Result<ExitCode> {
    let (verdict, a, b, about, signed) = match arguments.judgement {
        Judgement::Accept(thing) => (Verdict::Accept, thing.id, None, About::default(), thing.signed),
        Judgement::Reject(thing) => (Verdict::Reject, thing.id, None, About::default(), thing.signed),
        Judgement::Note(thing) => (Verdict::Note, thing.id, None, About::default(), thing.signed),
        Judgement::Same(pair) => (Verdict::Same, pair.a, Some(pair.b), pair.of.into(), pair.signed),
        Judgement::Different(pair) => (Verdict::Different, pair.a, Some(pair.b), pair.of.into(), pair.signed),
        Judgement::Undo { judgement, signed } => (Verdict::Undo, judgement, None, About::default(), signed),
        Judgement::List { format } => return list_all(ledger, format),
    };
    let Signed { person, note, evidence } = signed;
    let person = person.or_else(|| std::env::var("USER").ok().filter(|user| !user.is_empty()));
    let person = person.context("a judgement is signed: say who judges with --as NAME")?;
    if verdict == Verdict::Note && note.is_none() {
        bail!("a note has no words: say what is to be remarked with --note WORDS");
    }
    let new = NewJudgement { verdict, a, b, about, note, evidence, person };
    let number = open::to_write(ledger)?.judge(&new, &Gazetteer::embedded()?, Timestamp::now())?;
    if verdict == Verdict::Undo {
        eprintln!("judgement {} is taken back", new.a);
    } else {
        eprintln!("judgement {number} is recorded; `hearsay judge undo {number}` takes it back");
    }
    Ok(ExitCode::SUCCESS)
}

fn list_all(ledger: Option<PathBuf>, format: Form) -> anyhow::Result<ExitCode> {
    let judgements = open::to_read(ledger)?.judgements()?;
    let columns = ["number", "verdict", "about", "a", "b", "who", "when", "stands", "note", "evidence"];
    list::write(format, &judgements, columns, |j| {
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
            j.evidence.clone().unwrap_or_default(),
        ]
    })?;
    Ok(ExitCode::SUCCESS)
}
