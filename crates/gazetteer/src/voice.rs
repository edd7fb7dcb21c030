//! Nouns for those who speak.

use serde::{Deserialize, Serialize};

use crate::entity::Kind;

/// Sorts of nouns that name a voice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RoleKind {
    /// A person: "spokesman", "Gen".
    One,
    /// Several persons: "officials".
    Many,
    /// A document: "report".
    Paper,
    /// "ministry".
    Government,
    /// "army".
    Military,
    /// "company".
    Organisation,
    /// "rebels".
    Movement,
}

impl RoleKind {
    /// What sort of body a noun of this kind names; `None` for persons and papers.
    #[must_use]
    pub fn body(self) -> Option<Kind> {
        match self {
            Self::One | Self::Many | Self::Paper => None,
            Self::Government => Some(Kind::Government),
            Self::Military => Some(Kind::Military),
            Self::Organisation => Some(Kind::Organisation),
            Self::Movement => Some(Kind::Group),
        }
    }
}

/// The gender that a noun gives away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Gender {
    /// "spokesman".
    Male,
    /// "spokeswoman".
    Female,
}

/// What a noun says of the voice that it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Role {
    /// What sort of voice.
    pub kind: RoleKind,
    /// Its gender, where the noun has one.
    pub gender: Option<Gender>,
}
