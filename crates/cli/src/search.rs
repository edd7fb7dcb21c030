//! `hearsay search`: words in claims and articles.

use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use hearsay_gazetteer::Gazetteer;
use hearsay_ledger::Search;

use crate::list::{self, Form};
use crate::{claims, open};

/// Find claims and articles that have all of some words
///
/// "two words" stand together, word* is a beginning, -word must not be there, OR lets either do. speaker:, outlet:, party:,
/// item:, event:, since:, until: and is: narrow: 'boats -fishing speaker:"Ada Quill" since:2024-01-31 is:denied'
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The words
    #[arg(required = true)]
    words: Vec<String>,

    /// The form of the output
    #[arg(short, long, value_enum, default_value_t)]
    format: Form,

    /// How many at most
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: u32,
}

/// Runs the command.
pub(crate) fn run(ledger: Option<PathBuf>, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let search = Search::of(&arguments.words.join(" "))?.canonical(&Gazetteer::embedded()?);
    let found = open::to_read(ledger)?.search(&search, arguments.limit)?;
    if arguments.format == Form::Json {
        list::finished(list::json(&mut io::stdout().lock(), &found))?;
        return Ok(ExitCode::SUCCESS);
    }
    claims::write(arguments.format, &found.claims)?;
    list::finished(writeln!(io::stdout().lock()))?;
    list::write(arguments.format, &found.articles, ["article", "title", "words"], |article| {
        [article.reference.clone(), article.title.clone(), article.words.clone()]
    })?;
    Ok(ExitCode::SUCCESS)
}
