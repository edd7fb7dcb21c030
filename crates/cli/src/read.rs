//! `hearsay read`: the claims of each article.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anstream::{AutoStream, ColorChoice};
use anyhow::Context;
use clap::{Args, ValueEnum};
use hearsay::{Diagnostic, DiagnosticCode, Models, extract};
use hearsay_reader::{Input, Options};

use crate::complain;
use crate::inputs::Inputs;
use crate::interrupt;
use crate::pack;
use crate::pipeline::{self, End, caught};
use crate::progress::Progress;
use crate::show::{Format, Sheet, Show};
use crate::stream::{self, Job};

const EXAMPLES: &str = "\
Terminal form: the article's sentences, marked. In colour, a source is bold cyan, a cue italic yellow, a content \
underlined green. Without colour the same spans stand in brackets: [source] {cue} <content>. A line under a sentence \
tells of each claim that begins in it: the speaker with kind and affiliation, `denies` where the claim is a denial, \
the kind of quotation, who relayed it, and what it is said to rest on; a line for each of its frames follows. Control characters of an article never reach \
the terminal.

JSON: one object a line, with the article's whole text; spans are counted in Unicode code points.

CSV: one claim a row. Cells are the article's words, unaltered. A spreadsheet takes a cell that begins with =, +, - or \
@ for a formula, so import the columns as text.

Table: one claim a row, cut to the terminal's width.

Exit code: 0 when every article was read, 1 when some could not be, 2 when none could, 130 after Ctrl-C. Each article \
that could not be read has a line on standard error, and so has one with a quotation that never closes, which is read \
all the same; Ctrl-C leaves whole lines and rows.

Examples:
  hearsay read story.txt
  hearsay read --format json articles/ > claims.jsonl
  hearsay read --pack packs/arms --pack packs/aid --only relief articles/
  hearsay read --outlet 'The Meridian Post' --published 2023-06-09 page.html
  curl -s https://news.example/story | hearsay read --format csv -";

/// Print the claims of articles: who says what, in which words, through whom
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Arguments {
    #[command(flatten)]
    inputs: Inputs,

    /// The form of the output
    #[arg(short, long, value_enum, default_value_t = Format::Terminal)]
    format: Format,

    /// Show no progress bar
    #[arg(short = 'q', long, visible_alias = "no-progress")]
    quiet: bool,

    /// Only claims with such a frame: transfer, production, use, ...
    #[arg(long, value_name = "TYPE")]
    only: Vec<String>,

    /// Read frames by the pack in this folder; several are combined [default: the arms pack]
    #[arg(long = "pack", value_name = "FOLDER")]
    packs: Vec<PathBuf>,

    /// When to use colour; `auto` heeds NO_COLOR
    #[arg(long, visible_alias = "color", value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    colour: Colour,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Colour {
    Auto,
    Always,
    Never,
}

/// What became of one input: the output, ready to be written, or why there is none.
type Outcome = Result<Page, String>;

/// One article's output.
struct Page {
    bytes: Vec<u8>,
    words: usize,
    /// What could not be read as well as it might, if anything.
    fault: Option<String>,
}

/// Runs the command.
pub(crate) fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let stop = interrupt::channel().context("can't listen for Ctrl-C")?;
    let mut models = Models::embedded()?;
    if !arguments.packs.is_empty() {
        models = models.with_packs(pack::open_all(&arguments.packs)?);
    }
    let frames = models.packs().iter().flat_map(|pack| &pack.frames);
    let known: Vec<&str> = frames.map(|frame| frame.kind.as_str()).collect();
    if let Some(unknown) = arguments.only.iter().find(|only| !known.contains(&only.as_str())) {
        anyhow::bail!("there are no frames of type “{unknown}”; --only takes one of: {}", known.join(", "));
    }
    let (options, threads) = (arguments.inputs.options(), arguments.inputs.threads());
    let inputs = arguments.inputs.expand();
    let alone = !inputs.iter().any(Input::is_collection);
    let progress = Progress::new(alone.then_some(inputs.len()), !arguments.quiet);
    let show = arguments.format.show(sheet(arguments.colour));
    let mut out = io::stdout().lock();

    let head = show.head().and_then(|head| progress.aside(|| out.write_all(&head)));
    let (mut read, mut failed) = (0, 0);
    let deliver = |outcome: Outcome| {
        let words = outcome.as_ref().map_or(0, |page| page.words);
        progress.aside(|| match outcome {
            Ok(page) => {
                read += 1;
                page.fault.iter().for_each(|fault| complain(fault));
                out.write_all(&page.bytes)?;
                out.flush()
            }
            Err(reason) => {
                failed += 1;
                complain(&reason);
                Ok(())
            }
        })?;
        progress.add(words);
        Ok(())
    };
    pipeline::quieten_caught_panics();
    let jobs = stream::jobs(inputs, options.clone(), String::new(), |_| 0);
    let reading = Reading { options, models, show, only: arguments.only };
    let end = head.and_then(|()| pipeline::in_order(jobs, threads, &stop, move |job| reading.page(job), deliver));
    drop(progress);
    match end {
        Ok(End::Interrupted) => Ok(ExitCode::from(interrupt::EXIT_CODE)),
        // Whoever read the output has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
        Err(error) => Err(error).context("standard output"),
        Ok(End::Complete) if failed == 0 => Ok(ExitCode::SUCCESS),
        Ok(End::Complete) => Ok(ExitCode::from(if read == 0 { 2 } else { 1 })),
    }
}

fn sheet(colour: Colour) -> Sheet {
    match colour {
        Colour::Auto => ColorChoice::Auto,
        Colour::Always => ColorChoice::Always,
        Colour::Never => ColorChoice::Never,
    }
    .write_global();
    let colour = AutoStream::choice(&io::stdout()) != ColorChoice::Never;
    let width = terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| width.0.into());
    Sheet { width, colour, terminal: io::stdout().is_terminal() }
}

/// What every thread needs to turn an input into output.
struct Reading {
    options: Options,
    models: Models,
    show: Box<dyn Show>,
    /// Types of frames; where there are any, other claims aren't shown.
    only: Vec<String>,
}

impl Reading {
    fn page(&self, job: Job) -> Outcome {
        let place = job.to_string();
        let page = caught(|| {
            let entry = job.open(&self.options).map_err(|error| error.to_string())?;
            let articles = entry.articles(&self.options).map_err(|error| error.to_string())?;
            let mut page = Page { bytes: Vec::new(), words: 0, fault: None };
            for article in articles {
                let mut found = extract(&article, &self.models);
                if !self.only.is_empty() {
                    found.claims.retain(|claim| claim.frames.iter().any(|frame| self.only.contains(&frame.kind)));
                }
                page.bytes.extend(self.show.article(&article, &found).map_err(|error| error.to_string())?);
                page.words += article.text.split_whitespace().count();
                page.fault = page.fault.or_else(|| Some(format!("{place}: {}", fault(&found.diagnostics)?)));
            }
            Ok(page)
        });
        page.and_then(|page| page).map_err(|reason: String| format!("{place}: {reason}"))
    }
}

/// The first of an article's faults, with how many more there are. That a speaker isn't named or a time is vague is no fault.
fn fault(diagnostics: &[Diagnostic]) -> Option<String> {
    let is_fault =
        |d: &&Diagnostic| !matches!(d.code, DiagnosticCode::UnresolvedSpeaker | DiagnosticCode::UnresolvedTime);
    let mut faults = diagnostics.iter().filter(is_fault);
    let first = faults.next()?;
    Some(match faults.count() {
        0 => first.message.clone(),
        more => format!("{}; and {more} more of such", first.message),
    })
}
