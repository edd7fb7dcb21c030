//! `hearsay export`: a selection of the ledger in the forms that other tools read.

use std::fs::File;
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use hearsay_export::{ExportError, Form, Target, Written};

use crate::list::Selection;
use crate::{complain, open};

/// Write a selection of the ledger, or all of it, in a form that other tools read
///
/// Every form carries who says what, where it stands, and how many independent origins are behind it.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The form
    #[arg(value_enum)]
    form: Form,

    /// The file to write, or - for standard output; for csv and parquet a folder, which is made
    #[arg(default_value = "-")]
    target: PathBuf,

    #[command(flatten)]
    selection: Selection,
}

/// Runs the command.
pub(crate) fn run(ledger: Option<PathBuf>, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let ledger = open::to_read(ledger)?;
    let (form, selection) = (arguments.form, &arguments.selection);
    let place = || arguments.target.display().to_string();
    let target = if form.is_folder() {
        if arguments.target == Path::new("-") {
            anyhow::bail!("this form is several tables: name a folder for them");
        }
        Target::Folder(&arguments.target)
    } else if arguments.target == Path::new("-") {
        Target::Stream(Box::new(BufWriter::new(io::stdout().lock())))
    } else {
        Target::Stream(Box::new(BufWriter::new(File::create(&arguments.target).with_context(place)?)))
    };
    let written = match hearsay_export::write(&ledger, selection.view(), &selection.filter()?, form, target) {
        // Whoever reads the output may have seen enough.
        Err(ExportError::Io(error)) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(ExitCode::SUCCESS),
        other => other.with_context(place)?,
    };
    tell(&written);
    Ok(ExitCode::SUCCESS)
}

fn tell(written: &Written) {
    let Written { articles, claims, propositions, remark } = written;
    eprintln!("{articles} articles with {claims} claims, {propositions} propositions");
    remark.iter().for_each(|remark| complain(remark));
}
