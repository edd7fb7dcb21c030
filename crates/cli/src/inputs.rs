//! What articles are read from, and how: the arguments that commands which read share.

use std::num::NonZero;
use std::thread;

use clap::Args;
use hearsay_reader::Options;
use jiff::civil::Date;

/// What to read, and what is known of it beforehand
#[derive(Debug, Args)]
pub(crate) struct Inputs {
    /// Text or HTML files, records of `hearsay read`, web addresses, folders of files, or - for standard input
    #[arg(required = true, value_name = "FILE|URL|FOLDER|-")]
    pub(crate) inputs: Vec<String>,

    /// Day of publication (2023-06-09), whatever the page says
    #[arg(long, value_name = "DATE")]
    published: Option<Date>,

    /// Name of the publisher, whatever the page says
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,

    /// Articles to work on at once [default: one a core]
    #[arg(short, long, value_name = "N")]
    threads: Option<NonZero<usize>>,

    /// Fetch from addresses inside the local network too
    #[arg(long)]
    allow_private_addresses: bool,
}

impl Inputs {
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
