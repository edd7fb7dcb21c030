//! Bytes, files, folders and web addresses to [`hearsay::Article`]s.
//!
//! [`expand`] lists what the arguments of a command name, without opening any of it; [`Input::read`] reads one of them
//! and may be called from many threads; [`read`] does both, one article at a time. [`parse`] takes bytes that are at
//! hand already.
//!
//! [`Input::entries`] opens what holds many articles: archives, tables, lines of JSON ([`collection`]).
//!
//! What arrives is told apart by its content: a web page, whose article is found in it; a record of the extraction
//! contract, whose text is taken over; or plain text, no byte of which moves, so that spans point into the file; where its
//! lines were broken at a width, spaces stand for the breaks (`wrapped`).
//!
//! An input is held in memory as a whole, up to [`Limits::input`] bytes; one with more text than [`Limits::text`] is
//! refused rather than cut, since claims of half an article would pass for all of them.
//!
//! What this crate doesn't do: run scripts, log in, keep cookies, go through a proxy, or guess at an article where a
//! page shows only a consent or pay wall: that is a [`ReadError`].

mod archive;
mod clean;
pub mod collection;
mod decode;
mod error;
pub mod feed;
mod fetch;
mod input;
mod kind;
mod language;
mod options;
pub mod page;
mod record;
mod wrapped;

pub use archive::{ArchiveError, ArchiveWriter};
pub use collection::{Entries, Entry, Fault, Page};
pub use error::{ReadError, Wall};
pub use input::{Input, Reading, expand, parse, passed_over, read};
pub use language::language;
pub use options::{Limits, Options};
