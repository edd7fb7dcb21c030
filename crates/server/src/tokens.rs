//! Tokens that last: who may do what, kept in a file of their holders' names and hashes.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};

use crate::secret;

/// What somebody may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Read what the ledger has; needed only where a server is closed.
    Read,
    /// Judge claims and propositions.
    Judge,
    /// Add articles.
    Add,
}

impl Scope {
    pub(crate) const ALL: [Self; 3] = [Self::Read, Self::Judge, Self::Add];
}

/// Why a file of tokens can't be used.
#[derive(Debug, thiserror::Error)]
pub enum TokensError {
    /// It can't be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// It isn't in the form that `hearsay token` writes.
    #[error("{}: {source}; `hearsay token` writes such files", path.display())]
    Form {
        /// The file.
        path: PathBuf,
        /// Where and why.
        source: Box<toml::de::Error>,
    },
    /// A name is taken.
    #[error("{} has a token of this name; choose another, or delete that one's lines", path.display())]
    Taken {
        /// The file.
        path: PathBuf,
    },
    /// The system gives no random numbers.
    #[error("can't make a token: {0}")]
    Random(#[from] getrandom::Error),
}

/// The tokens of a file.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tokens {
    #[serde(default)]
    token: Vec<Held>,
}

/// One of them; the token itself is known to its holder alone.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Held {
    pub(crate) name: String,
    pub(crate) scopes: Vec<Scope>,
    /// BLAKE3 of the token, in hexadecimal digits.
    hash: String,
    made: Date,
    /// The last day on which it counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<Date>,
}

impl Tokens {
    /// Reads a file of tokens.
    ///
    /// # Errors
    /// When there is none, or it has another form.
    pub fn open(path: &Path) -> Result<Self, TokensError> {
        let text = fs::read_to_string(path).map_err(|source| TokensError::File { path: path.to_owned(), source })?;
        toml::from_str(&text).map_err(|source| TokensError::Form { path: path.to_owned(), source: Box::new(source) })
    }

    /// Makes a token and adds it to a file, which is made where there is none. The token is returned; the file has only
    /// its hash, so it can't be had again.
    ///
    /// # Errors
    /// When the name is taken, or the file can't be read or written.
    pub fn make(path: &Path, name: &str, scopes: &[Scope], until: Option<Date>) -> Result<String, TokensError> {
        let failed = |source| TokensError::File { path: path.to_owned(), source };
        let known = match Self::open(path) {
            Err(TokensError::File { source, .. }) if source.kind() == ErrorKind::NotFound => Self::default(),
            known => known?,
        };
        if known.token.iter().any(|held| held.name == name) {
            return Err(TokensError::Taken { path: path.to_owned() });
        }
        let token = secret::random()?;
        let hash = blake3::hash(token.as_bytes()).to_hex().to_string();
        let held = Held { name: name.to_owned(), scopes: scopes.to_vec(), hash, made: today(), until };
        let lines = toml::to_string(&Self { token: vec![held] }).unwrap_or_default();
        // What stands in the file stays as its owner wrote it.
        let mut file = fs::OpenOptions::new().create(true).append(true).open(path).map_err(failed)?;
        file.write_all(format!("{lines}\n").as_bytes()).map_err(failed)?;
        Ok(token)
    }

    /// Whose token it is, if it is one that counts today.
    pub(crate) fn holder(&self, token: &str) -> Option<&Held> {
        let hash = blake3::hash(token.as_bytes()).to_hex();
        let counts = |held: &&Held| held.until.is_none_or(|until| today() <= until);
        self.token.iter().find(|held| secret::same(&held.hash, &hash)).filter(counts)
    }
}

fn today() -> Date {
    Timestamp::now().to_zoned(TimeZone::UTC).date()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_known_by_its_hash_until_its_last_day() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("tokens.toml");
        let desk = Tokens::make(&path, "desk", &[Scope::Judge, Scope::Add], None).unwrap();
        let past = Tokens::make(&path, "past", &[Scope::Add], Some(jiff::civil::date(2024, 1, 31))).unwrap();
        let tokens = Tokens::open(&path).unwrap();
        assert_eq!(tokens.holder(&desk).unwrap().scopes, [Scope::Judge, Scope::Add]);
        assert!(tokens.holder(&past).is_none() && tokens.holder("guessed").is_none());
        assert!(!fs::read_to_string(&path).unwrap().contains(&desk));
        assert!(matches!(Tokens::make(&path, "desk", &[Scope::Add], None), Err(TokensError::Taken { .. })));
    }

    #[test]
    fn a_file_in_another_form_is_told_with_its_place() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("tokens.toml");
        fs::write(&path, "[[token]]\nname = \"desk\"\nscopes = [\"everything\"]\n").unwrap();
        let told = Tokens::open(&path).unwrap_err().to_string();
        assert!(told.contains("line 3") && told.contains("everything"), "{told}");
    }
}
