//! The ledger: one SQLite file that remembers every article, every claim read in it, what was settled about
//! propositions, and what people judged.
//!
//! [`Ledger::append`] takes in what was read of articles, and settles the propositions that their statements touch, in
//! one transaction: a crash loses nothing that was committed and leaves nothing half done. Where many come, settling is
//! left for later ([`Ledger::append_unsettled`], [`Ledger::settle`]), and what is left is remembered. Nothing is overwritten or
//! deleted. A new text under an address supersedes the one before it, a new reading of a text the reading before, a new
//! settling the settling before; what was known on a day can be asked for ([`View`]).
//!
//! The bytes that articles were read from are kept as evidence, by their hash ([`Evidence`]); what gave no article is set
//! aside with its reason ([`Aside`]).
//!
//! What is followed lies there too: feeds with their state, and the articles that they named ([`FeedRow`]).
//!
//! What the program found and what people judged are kept in different tables; settling obeys the judgements.
//!
//! A file that is damaged, too new, locked or on a full disk is told as such ([`LedgerError`]) and left as it is.

mod actor;
mod append;
mod aside;
mod check;
mod dossier;
mod error;
mod feed;
mod filter;
mod glance;
mod judge;
mod meeting;
mod pace;
mod page;
mod query;
mod record;
mod saved;
mod schema;
mod search;
mod settle;
mod store;
mod transfer;
mod view;

pub use append::{Appended, Outcome, Source};
pub use aside::{Aside, AsideRow, Ground};
pub use check::Finding;
pub use dossier::SavedDossier;
pub use error::LedgerError;
pub use feed::{FeedRow, NamedEntry, WaitingEntry, time};
pub use glance::Glance;
pub use judge::{About, Judged, NewJudgement, Verdict};
pub use pace::Pace;
pub use page::{Evidence, Visit};
pub use record::Kept;
pub use saved::SavedView;
pub use schema::Ledger;
pub use search::Search;
pub use transfer::Imported;
pub use view::{
    Actor, ActorNames, ActorView, Alias, ClaimRow, Facet, Filter, Found, FoundArticle, Mark, PropositionRow, Status,
    StoredArticle, View,
};
