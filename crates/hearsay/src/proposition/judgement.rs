//! What people have judged, for [`settle`](super::settle) to obey.

use serde::{Deserialize, Serialize};

/// A judgement on two statements, which it names by their ids.
///
/// Where judgements contradict each other, `different` wins over `same`: it is easier to see two propositions that
/// should be one than to see one that should be two.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "judgement", content = "statements", rename_all = "snake_case")]
pub enum Judgement {
    /// They say the same thing, or one denies what the other says.
    SameProposition(String, String),
    /// They are about different things.
    DifferentProposition(String, String),
    /// They go back to one voice on one occasion.
    SameOrigin(String, String),
    /// They are independent of each other.
    DifferentOrigin(String, String),
}
