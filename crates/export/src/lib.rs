//! What a ledger holds, in the forms that other communities' tools read.
//!
//! [`write()`] takes a selection of a ledger, article by article and proposition by proposition, to one of the [`Form`]s.
//! None of them says that anything happened: each carries who says so, where it stands, and how many origins are behind
//! it; where a vocabulary knows events alone, its record says in its own fields that it is a claim, and whose.
//!
//! Ids are those of the ledger, the same in every form.

mod annotation;
pub mod claimed;
pub mod clean;
pub mod dossier;
mod error;
mod followthemoney;
mod geojson;
mod iri;
mod json;
mod jsonl;
mod network;
mod plover;
mod provenance;
mod quote;
pub mod route;
mod stix;
pub mod table;

use std::io::Write;
use std::path::Path;

use hearsay::proposition::Statement;
use hearsay_gazetteer::Gazetteer;
use hearsay_ledger::{Filter, Kept, Ledger, PropositionRow, View};

pub use error::ExportError;

/// A form to write a ledger in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
pub enum Form {
    /// Articles and claims as `hearsay read --format json` prints them, one object a line
    Jsonl,
    /// Tables of articles, claims, frames, parts, propositions, origins and members, for spreadsheets
    Csv,
    /// The same tables in Apache Parquet
    Parquet,
    /// Entities of FollowTheMoney, one a line
    Ftm,
    /// The same as statements, each with the claim that it is from
    FtmStatements,
    /// Event records in PLOVER and CAMEO, tab-separated
    Plover,
    /// schema.org claims with W3C Web Annotations and draft ClaimReviews, in JSON-LD
    ClaimReview,
    /// PROV-O, in JSON-LD
    Prov,
    /// A bundle of STIX 2.1
    Stix,
    /// Propositions on the map
    Geojson,
    /// The network of parties, for NetworkX, igraph, yEd
    Graphml,
    /// The network of parties, for Gephi
    Gexf,
}

impl Form {
    /// Whether it is a folder of files and not one file.
    #[must_use]
    pub fn is_folder(self) -> bool {
        matches!(self, Self::Csv | Self::Parquet)
    }
}

/// A form being written. What a form has no word for is passed over by it.
pub(crate) trait Export {
    /// Takes an article with its claims.
    fn article(&mut self, _: &Kept) -> Result<(), ExportError> {
        Ok(())
    }

    /// Takes a proposition with the statements of its claims; all articles came before it.
    fn proposition(&mut self, _: &PropositionRow, _: &[Statement]) -> Result<(), ExportError> {
        Ok(())
    }

    /// Ends the output. Returns a remark for people: what the form could not hold.
    fn finish(self: Box<Self>) -> Result<Option<String>, ExportError>;
}

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Articles.
    pub articles: usize,
    /// Claims in them.
    pub claims: usize,
    /// Propositions.
    pub propositions: usize,
    /// What the form could not hold, in words.
    pub remark: Option<String>,
}

/// Where a form is written to.
pub enum Target<'t> {
    /// A file or a pipe.
    Stream(Box<dyn Write + 't>),
    /// A folder, which is made.
    Folder(&'t Path),
}

/// Writes those articles and claims, and those propositions, that a filter lets through. One article or proposition is
/// held at a time; the networks hold their parties and propositions.
///
/// # Errors
/// When the ledger can't be read, or the target not be written to.
pub fn write(
    ledger: &Ledger,
    view: View,
    filter: &Filter,
    form: Form,
    target: Target<'_>,
) -> Result<Written, ExportError> {
    let gazetteer = Gazetteer::embedded()?;
    let mut out = open(form, target, &gazetteer)?;
    let mut written = Written::default();
    ledger.each_article(view, filter, |kept| {
        written.articles += 1;
        written.claims += kept.record.claims.len();
        out.article(&kept)
    })?;
    ledger.each_proposition(view, &filter.unpaged(), |row| {
        written.propositions += 1;
        let members = row.proposition.claims.iter().map(|member| member.statement.as_str());
        out.proposition(&row, &ledger.statements(members)?)
    })?;
    written.remark = out.finish()?;
    Ok(written)
}

fn open<'t>(form: Form, target: Target<'t>, gazetteer: &'t Gazetteer) -> Result<Box<dyn Export + 't>, ExportError> {
    let out = match target {
        Target::Folder(folder) => {
            return match form {
                Form::Csv => Ok(Box::new(table::Tables::<table::csv::Csv>::create(folder)?)),
                Form::Parquet => Ok(Box::new(table::Tables::<table::parquet::Parquet>::create(folder)?)),
                _ => Err(ExportError::Target("one file")),
            };
        }
        Target::Stream(out) => out,
    };
    Ok(match form {
        Form::Csv | Form::Parquet => return Err(ExportError::Target("a folder")),
        Form::Jsonl => Box::new(jsonl::Jsonl::new(out)),
        Form::Ftm => Box::new(followthemoney::FollowTheMoney::entities(out, gazetteer)),
        Form::FtmStatements => Box::new(followthemoney::FollowTheMoney::statements(out, gazetteer)?),
        Form::Plover => Box::new(plover::Plover::new(out, gazetteer)?),
        Form::ClaimReview => Box::new(annotation::Annotations::new(out)?),
        Form::Prov => Box::new(provenance::Provenance::new(out)?),
        Form::Stix => Box::new(stix::Stix::new(out)?),
        Form::Geojson => Box::new(geojson::GeoJson::new(out, gazetteer)?),
        Form::Graphml => Box::new(network::Network::new(out, network::graphml::write)),
        Form::Gexf => Box::new(network::Network::new(out, network::gexf::write)),
    })
}
