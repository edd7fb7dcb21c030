//! What articles are read from, and how: the arguments that commands which read share.

use std::num::NonZero;
use std::thread;

use clap::Args;
use clap::builder::NonEmptyStringValueParser;
use hearsay_reader::{Input, Options, expand, passed_over};
use jiff::civil::Date;

use crate::complain;

/// What to read, and what is known of it beforehand
#[derive(Debug, Args)]
pub(crate) struct Inputs {
    /// Text or HTML files, records of `hearsay read`, web addresses, folders of files, or - for standard input
    #[arg(required = true, value_name = "FILE|URL|FOLDER|-")]
    pub(crate) inputs: Vec<String>,

    /// Day of publication (2023-06-09), whatever the page says
    #[arg(long, value_name = "DATE", value_parser = day)]
    published: Option<Date>,

    /// Name of the publisher, whatever the page says
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    outlet: Option<String>,

    /// Articles to work on at once [default: one a core]
    #[arg(short, long, value_name = "N")]
    threads: Option<NonZero<usize>>,

    /// Fetch from addresses inside the local network too
    #[arg(long)]
    allow_private_addresses: bool,
}

impl Inputs {
    /// What they name, with the files of folders. Those that are passed over there are told of.
    pub(crate) fn expand(&self) -> Vec<Input> {
        for folder in &self.inputs {
            let left = passed_over(folder);
            if !left.is_empty() {
                let kind = |(extension, n): (&String, &usize)| match extension.as_str() {
                    "" => format!("{n} without extension"),
                    extension => format!("{n} {extension}"),
                };
                let kinds = left.iter().map(kind).collect::<Vec<_>>().join(", ");
                complain(&format!("{folder}: files passed over: {kinds}; name those that are to be read"));
            }
        }
        expand(&self.inputs)
    }

    /// How the reader is to read them.
    pub(crate) fn options(&self) -> Options {
        Options {
            published: self.published,
            outlet: self.outlet.clone(),
            allow_private_addresses: self.allow_private_addresses,
            ..Options::default()
        }
    }

    /// How many threads are to work.
    pub(crate) fn threads(&self) -> usize {
        self.threads.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZero::get)
    }
}

fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "use the form 2023-06-09".to_owned())
}
