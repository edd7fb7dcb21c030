//! Lists of rows: as a table, as CSV, as JSON; and what narrows them.

use std::io::{self, IsTerminal, Write};

use anyhow::Context;
use clap::{Args, ValueEnum};
use comfy_table::{ContentArrangement, Table, presets};
use hearsay::EvidenceKind;
use hearsay_gazetteer::Gazetteer;
use hearsay_ledger::{Filter, Status, View};
use jiff::civil::Date;
use serde::Serialize;

use crate::show::harmless;

/// The forms of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// Aligned columns
    #[default]
    Table,
    /// For spreadsheets
    Csv,
    /// One array
    Json,
}

/// Which rows of a list are shown, and how
#[derive(Debug, Args)]
pub(crate) struct Listing {
    /// The form of the output
    #[arg(short, long, value_enum, default_value_t)]
    pub(crate) format: Form,

    #[command(flatten)]
    selection: Selection,

    /// How many at most
    #[arg(long, value_name = "N")]
    limit: Option<u32>,

    /// How many to pass over first
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: u32,
}

/// What is selected of a ledger
#[derive(Debug, Args)]
pub(crate) struct Selection {
    /// Only what this speaker, or people who speak for it, said
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,

    /// Only what this outlet published
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,

    /// Only events of this type (transfer, production ...)
    #[arg(long, value_name = "TYPE")]
    frame: Option<String>,

    /// Only events in which this party takes part
    #[arg(long, value_name = "NAME")]
    party: Option<String>,

    /// Only events whose item has these words
    #[arg(long, value_name = "WORDS")]
    item: Option<String>,

    /// Only what is said to rest on this (satellite_imagery, document ...)
    #[arg(long, value_name = "KIND")]
    evidence: Option<EvidenceKind>,

    /// Only what was published on this day or later
    #[arg(long, value_name = "DATE")]
    since: Option<Date>,

    /// Only what was published on this day or before
    #[arg(long, value_name = "DATE")]
    until: Option<Date>,

    /// accept or reject: judged so; open: not judged; denied: denies, or is denied
    #[arg(long, value_name = "STATUS")]
    status: Option<Status>,

    #[command(flatten)]
    moment: Moment,
}

/// Which state of the ledger is read
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct Moment {
    /// As the ledger was at the end of this day
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,

    /// As far as was published before this day
    #[arg(long, value_name = "DATE")]
    published_before: Option<Date>,
}

impl Moment {
    pub(crate) fn view(self) -> View {
        View { as_of: self.as_of, published_before: self.published_before }
    }
}

impl Listing {
    pub(crate) fn view(&self) -> View {
        self.selection.view()
    }

    /// The filter, with the page that is wanted.
    pub(crate) fn filter(&self) -> anyhow::Result<Filter> {
        Ok(Filter { limit: self.limit, offset: self.offset, ..self.selection.filter()? })
    }
}

impl Selection {
    pub(crate) fn view(&self) -> View {
        self.moment.view()
    }

    /// The filter; names are looked up, so that "Tehran" finds what is filed under Iran.
    pub(crate) fn filter(&self) -> anyhow::Result<Filter> {
        let gazetteer = Gazetteer::embedded()?;
        let filter = Filter {
            speaker: self.speaker.clone(),
            outlet: self.outlet.clone(),
            frame: self.frame.clone(),
            party: self.party.clone(),
            item: self.item.clone(),
            evidence: self.evidence,
            since: self.since,
            until: self.until,
            status: self.status,
            ..Filter::default()
        };
        Ok(filter.canonical(&gazetteer))
    }
}

/// Writes rows in a form: `cells` gives a row's cells below `columns`, JSON has the rows themselves.
pub(crate) fn write<T: Serialize, const N: usize>(
    form: Form,
    rows: &[T],
    columns: [&str; N],
    cells: impl Fn(&T) -> [String; N],
) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    let clean = out.is_terminal();
    let written = match form {
        Form::Json => json(&mut out, &rows),
        Form::Csv => {
            let mut writer = csv::Writer::from_writer(&mut out);
            let row = |row: &T| cells(row).map(|cell| if clean { harmless(&cell) } else { cell });
            let rows =
                writer.write_record(columns).and_then(|()| rows.iter().try_for_each(|r| writer.write_record(row(r))));
            rows.map_err(io::Error::from).and_then(|()| writer.flush())
        }
        Form::Table => {
            let mut table = Table::new();
            table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
            if let Some((width, _)) = terminal_size::terminal_size_of(io::stdout()) {
                table.set_width(width.0);
            }
            table.set_header(columns);
            for row in rows {
                table.add_row(cells(row).map(|cell| harmless(&cell)));
            }
            table.lines().try_for_each(|line| writeln!(out, "{}", line.trim_end()))
        }
    };
    finished(written)
}

/// One JSON value and a line's end.
pub(crate) fn json<T: Serialize + ?Sized>(out: &mut impl Write, value: &T) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)
}

/// Whoever reads the output may have seen enough.
pub(crate) fn finished(written: io::Result<()>) -> anyhow::Result<()> {
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other.context("standard output"),
    }
}
