//! `hearsay ledger`: care of the file.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Write as _};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread;

use anyhow::Context;
use clap::{Args, Subcommand};
use hearsay::contract::Record;
use hearsay::{Article, Models, extract};
use hearsay_gazetteer::Gazetteer;
use hearsay_ledger::{Appended, Ledger, Outcome, Source, StoredArticle};
use jiff::Timestamp;

use crate::pipeline;
use crate::progress::Progress;
use crate::{complain, intake, interrupt, open};

/// Check, export, import or reprocess the ledger
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    care: Care,
}

#[derive(Debug, Subcommand)]
enum Care {
    /// Verify hashes, references and spans; exit code 1 when something is wrong
    Check,
    /// Write the whole ledger as lines of JSON
    Export {
        /// The file to write, or - for standard output
        #[arg(default_value = "-")]
        file: PathBuf,
    },
    /// Take in an export
    Import {
        /// The file to read
        file: PathBuf,
    },
    /// Read all articles again with this version of the program; what earlier versions found is kept
    Reprocess {
        /// Show no progress bar and no changes
        #[arg(short = 'q', long)]
        quiet: bool,
    },
}

/// Runs the command.
pub(crate) fn run(ledger: Option<PathBuf>, arguments: Arguments) -> anyhow::Result<ExitCode> {
    match arguments.care {
        Care::Check => check(&open::to_read(ledger)?),
        Care::Export { file } => export(&open::to_read(ledger)?, &file),
        Care::Import { file } => import(&mut open::to_write(ledger)?, &file),
        Care::Reprocess { quiet } => reprocess(&mut open::to_write(ledger)?, quiet),
    }
}

fn check(ledger: &Ledger) -> anyhow::Result<ExitCode> {
    let findings = ledger.check()?;
    for finding in &findings {
        complain(&format!("{}: {}", finding.place, finding.what));
    }
    if findings.is_empty() {
        eprintln!("the ledger is sound");
        return Ok(ExitCode::SUCCESS);
    }
    Ok(ExitCode::from(1))
}

fn export(ledger: &Ledger, file: &Path) -> anyhow::Result<ExitCode> {
    let name = || file.display().to_string();
    if file == Path::new("-") {
        ledger.export(&mut BufWriter::new(io::stdout().lock()))?;
    } else {
        let mut out = BufWriter::new(File::create(file).with_context(name)?);
        ledger.export(&mut out)?;
        out.flush().with_context(name)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn import(ledger: &mut Ledger, file: &Path) -> anyhow::Result<ExitCode> {
    let name = || file.display().to_string();
    let imported = ledger.import(BufReader::new(File::open(file).with_context(name)?)).with_context(name)?;
    eprintln!("{} rows imported, {} were there", imported.added, imported.known);
    Ok(ExitCode::SUCCESS)
}

fn reprocess(ledger: &mut Ledger, quiet: bool) -> anyhow::Result<ExitCode> {
    let stop = interrupt::channel().context("can't listen for Ctrl-C")?;
    let (models, gazetteer, program) = (Models::embedded()?, Gazetteer::embedded()?, hearsay::version());
    let articles = ledger.read_by_others(program)?;
    let progress = Progress::new(Some(articles.len()), !quiet);
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let mut changed = 0;
    let read = move |stored: StoredArticle| {
        let article = article(&stored);
        let record = Record::new(&article, &extract(&article, &models));
        (
            Source { record, raw_hash: stored.raw_hash, evidence: None, program: None, place: None },
            article.text.split_whitespace().count(),
        )
    };
    pipeline::in_order(articles, threads, &stop, read, |(source, words)| {
        let appended = ledger.append(&[source], &gazetteer, program, Timestamp::now()).map_err(io::Error::other)?;
        changed += appended.iter().filter(|a| differs(a)).count();
        progress.aside(|| appended.iter().filter(|_| !quiet).for_each(intake::tell));
        progress.add(words);
        Ok(())
    })?;
    drop(progress);
    eprintln!("{changed} articles have other claims now");
    Ok(ExitCode::SUCCESS)
}

fn differs(appended: &Appended) -> bool {
    matches!(&appended.outcome, Outcome::Changed { gained, lost, .. } if !(gained.is_empty() && lost.is_empty()))
}

/// The article as it was read.
fn article(stored: &StoredArticle) -> Article {
    let mut article = Article::from_text(&stored.reference, stored.text.clone());
    article.outlet = stored.outlet.clone();
    article.published = stored.published.as_deref().and_then(|date| date.parse().ok());
    article.url = stored.url.clone();
    article.byline = stored.byline.clone();
    article.captions.clone_from(&stored.captions);
    article
}
