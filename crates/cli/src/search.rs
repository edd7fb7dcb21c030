//! `hearsay search`: words in claims and articles.

use std::ffi::OsStr;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::bail;
use clap::builder::{EnumValueParser, PossibleValue, TypedValueParser};
use clap::error::{ContextKind, ContextValue};
use clap::{Arg, Args, Command, ValueEnum};
use hearsay::frame::Pack;
use hearsay_gazetteer::Gazetteer;
use hearsay_ledger::{Filter, Ledger, Search, View};

use crate::list::{self, Form};
use crate::{claims, open};

/// Find claims and articles that have all of some words
///
/// "two words" stand together, word* is a beginning, -word must not be there, OR lets either do. speaker:, outlet:, party:,
/// item:, event:, evidence:, since:, until: and is: narrow: 'boats -fishing speaker:"Ada Quill" since:2024-01-31 is:denied'.
/// In quotation marks they are words. What begins with a hyphen stands behind --, unless all is quoted.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The words
    #[arg(required = true)]
    words: Vec<String>,

    /// The form of the output
    #[arg(short, long, value_parser = Forms, default_value = "table")]
    format: Form,

    /// How many at most
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: u32,
}

/// The forms of the output. `-fishing` is read as `-f ishing`, and whoever meant the word is told what to write.
#[derive(Clone, Debug)]
struct Forms;

impl TypedValueParser for Forms {
    type Value = Form;

    fn parse_ref(&self, command: &Command, argument: Option<&Arg>, value: &OsStr) -> Result<Form, clap::Error> {
        EnumValueParser::<Form>::new().parse_ref(command, argument, value).map_err(|mut error| {
            let tip = "a word that must not be there stands behind `--`, or in quotation marks with another: \
                       'boats -fishing'";
            error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
            error
        })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(Form::value_variants().iter().filter_map(ValueEnum::to_possible_value)))
    }
}

/// Runs the command.
pub(crate) fn run(ledger: Option<PathBuf>, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let asked = arguments.words.join(" ");
    let search = Search::of(&asked)?.canonical(&Gazetteer::embedded()?);
    let ledger = open::to_read(ledger)?;
    check_fields(&asked, &ledger)?;
    let found = ledger.search(&search, arguments.limit)?;
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

/// What a [`Search`] can be narrowed by.
const FIELDS: [&str; 9] = ["speaker", "outlet", "party", "item", "event", "evidence", "since", "until", "is"];

/// Complains about fields and events that aren't: they would be searched for, and nothing found.
fn check_fields(asked: &str, ledger: &Ledger) -> anyhow::Result<()> {
    for (field, value) in fields(asked) {
        if !FIELDS.contains(&field) {
            bail!(
                "there is no field “{field}”; a search is narrowed by {}; in quotation marks these are words: \
                 '\"{field}:{value}\"'",
                FIELDS.join(", ")
            );
        }
        if field == "event" && !is_told(ledger, value)? {
            let frames = Pack::embedded()?.frames;
            let known: Vec<&str> = frames.iter().map(|frame| frame.kind.as_str()).collect();
            if !known.contains(&value) {
                bail!("the ledger has no event “{value}”; the program knows {}", known.join(", "));
            }
        }
    }
    Ok(())
}

/// What looks like a field with its value. Addresses, times of day and what stands in quotation marks don't.
fn fields(asked: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut quoted = false;
    let words = asked.split(move |c: char| {
        quoted ^= c == '"';
        c.is_whitespace() && !quoted
    });
    words.filter_map(|word| {
        let (field, value) = word.split_once(':')?;
        let value = value.trim_matches('"').trim();
        let bare = field.strip_prefix('-').unwrap_or(field);
        let is_one = !bare.is_empty() && bare.chars().all(|c| c.is_ascii_alphabetic());
        (is_one && !value.is_empty() && !value.starts_with("//")).then_some((field, value))
    })
}

/// Whether a claim tells of such an event: packs of others have types that the program's own hasn't.
fn is_told(ledger: &Ledger, event: &str) -> anyhow::Result<bool> {
    let filter = Filter { frame: Some(event.to_owned()), limit: Some(1), ..Filter::default() };
    Ok(!ledger.claims(View::default(), &filter)?.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_told_from_words() {
        for (asked, found) in [
            ("boats speaker:\"Ada Quill\" foo:bar", &[("speaker", "Ada Quill"), ("foo", "bar")][..]),
            ("-speaker:Norway Exclusive: boats", &[("-speaker", "Norway")]),
            ("\"foo:bar\" https://quay.example 10:30 F-16:x", &[]),
        ] {
            assert_eq!(fields(asked).collect::<Vec<_>>(), found, "{asked}");
        }
    }

    /// What is told here of fields is what the ledger takes for them.
    #[test]
    fn every_field_narrows() {
        for field in FIELDS {
            let value = match field {
                "evidence" => "document",
                "since" | "until" => "2024-01-31",
                "is" => "denied",
                _ => "Norway",
            };
            let narrowed = Search::of(&format!("{field}:{value}")).ok();
            assert!(narrowed.is_some() && narrowed != Search::of(&format!("\"{field}:{value}\"")).ok(), "{field}");
        }
    }
}
