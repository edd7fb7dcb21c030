//! `hearsay dossier`: propositions to publish, each sentence with its source and the hash of what was archived.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use hearsay::Polarity;
use hearsay::dossier::{Dossier, Section, Source, Voices};

use crate::list::{self, Moment};
use crate::open;
use crate::show::harmless;

/// Write a dossier of propositions: who says it, who denies it, where each sentence stands
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Ids of propositions, or the beginnings of them
    #[arg(required = true)]
    ids: Vec<String>,

    /// The form of the output
    #[arg(short, long, value_enum, default_value_t)]
    format: Form,

    #[command(flatten)]
    moment: Moment,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Form {
    /// Markdown
    #[default]
    Md,
    /// A web page
    Html,
    /// The structure itself
    Json,
}

/// Runs the command.
pub(crate) fn run(ledger: Option<PathBuf>, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let ledger = open::to_read(ledger)?;
    let view = arguments.moment.view();
    let dossier = ledger.dossier(view, &arguments.ids)?;
    let mut out = io::stdout().lock();
    list::finished(match arguments.format {
        Form::Json => list::json(&mut out, &dossier),
        Form::Md => out.write_all(markdown(&dossier).as_bytes()),
        Form::Html => out.write_all(page(&markdown(&dossier)).as_bytes()),
    })?;
    Ok(ExitCode::SUCCESS)
}

/// The dossier in Markdown. Words of articles can't form marks of it.
fn markdown(dossier: &Dossier) -> String {
    let mut out =
        String::from("# Dossier\n\nWhat follows is claimed by those who are named; none of it is stated as a fact.\n");
    let number: BTreeMap<&str, usize> =
        dossier.sources.iter().enumerate().map(|(i, source)| (source.article.as_str(), i + 1)).collect();
    dossier.sections.iter().for_each(|section| add_section(&mut out, section, &number));
    out.push_str("\n## Sources\n\n");
    dossier.sources.iter().enumerate().for_each(|(i, source)| add_source(&mut out, i + 1, source));
    out
}

fn add_section(out: &mut String, section: &Section, number: &BTreeMap<&str, usize>) {
    let (yes, no) = (section.affirmed, section.denied);
    let _ = write!(
        out,
        "\n## {}\n\nIndependent origins: {} established, {} possible, {} unknown. Denied by {} established, {} possible, {} unknown.\n",
        plain(&section.heading),
        yes.established,
        yes.possible,
        yes.unknown,
        no.established,
        no.possible,
        no.unknown
    );
    section.voices.iter().for_each(|voices| add_voices(out, voices, number));
    for drift in &section.drift {
        let what = drift.quality.question();
        let readings = drift.readings.iter().map(|reading| {
            let date = reading.published.map_or_else(|| "undated".to_owned(), |date| date.to_string());
            let who = reading.speaker.as_deref().or(reading.outlet.as_deref()).unwrap_or("nobody named");
            format!("{} ({}, {date})", plain(&reading.text), plain(who))
        });
        let _ = writeln!(out, "\n{what}: {}.", readings.collect::<Vec<_>>().join("; "));
    }
}

fn add_voices(out: &mut String, voices: &Voices, number: &BTreeMap<&str, usize>) {
    let side = if voices.side == Polarity::Negative { "denies" } else { "affirms" };
    let who = voices.origin.as_ref().map_or_else(|| "Lineage unknown".to_owned(), |origin| plain(&origin.speaker));
    let _ = writeln!(out, "\n### {who} {side}\n");
    for sentence in &voices.sentences {
        let source = number.get(sentence.article.as_str()).copied().unwrap_or_default();
        let (start, end) = (sentence.span.start, sentence.span.end);
        let _ = writeln!(out, "- {} [{source}, characters {start} to {end}]", plain(&sentence.text));
    }
}

fn add_source(out: &mut String, number: usize, source: &Source) {
    let outlet = source.outlet.as_deref().unwrap_or("an outlet without a name");
    let date = source.published.map_or_else(|| "undated".to_owned(), |date| date.to_string());
    let _ = write!(out, "{number}. {}, {date}, {}", plain(outlet), plain(&source.reference));
    if let Some(wire) = &source.wire {
        let _ = write!(out, ", copy of {}", plain(wire));
    }
    if let Some(archived) = &source.archived {
        let _ = write!(out, ", archived as {}", archived.hash);
        archived.first_seen.iter().for_each(|seen| _ = write!(out, " on {}", seen.get(..10).unwrap_or(seen)));
        archived.url.iter().for_each(|url| _ = write!(out, " from {}", plain(url)));
    }
    out.push('\n');
}

/// Words that are no Markdown.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in harmless(text).chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '&') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// The Markdown as a web page of its own.
fn page(markdown: &str) -> String {
    let mut body = String::new();
    pulldown_cmark::html::push_html(&mut body, pulldown_cmark::Parser::new(markdown));
    format!("<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>Dossier</title>\n{body}</html>\n")
}
