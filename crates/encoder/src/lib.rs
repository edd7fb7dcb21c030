//! Text to scores for each word.

/// The model.
#[derive(Debug)]
pub struct Encoder;

/// Why weights could not be loaded.
#[derive(Debug)]
#[non_exhaustive]
pub enum ModelError {
    /// The weights are damaged, or of another version.
    Damaged(String),
}

impl std::fmt::Display for ModelError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Damaged(why) => write!(f, "the model's weights can't be used: {why}"),
        }
    }
}

impl std::error::Error for ModelError {}

impl Encoder {
    /// The model that is compiled into the crate.
    ///
    /// # Errors
    /// When the weights don't fit this version.
    pub fn embedded() -> Result<Self, ModelError> {
        Ok(Self)
    }
}
