//! Mentions: phrases that name or describe somebody or something.

mod sense;

pub use sense::{Sense, sense};

use crate::syntax::{Relation, Sort, Syntax, Upos};
