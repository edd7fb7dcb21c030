//! The stages behind the model, for fuzz targets: the model takes a thousand times longer than all of them.

use crate::extract::{Knowledge, without_model};
use crate::syntax::Syntax;
use crate::{Article, Extraction, LoadError, sentence};

/// What the stages know of the world.
#[derive(Debug)]
pub struct Stages(Knowledge);

impl Stages {
    /// The stages with the gazetteer that is compiled into the program.
    ///
    /// # Errors
    /// When the gazetteer doesn't fit this version.
    pub fn embedded() -> Result<Self, LoadError> {
        Ok(Self(Knowledge::embedded()?))
    }

    /// Sentences and claims of `article`, for attributions made of any of its words as `choices` has it.
    #[must_use]
    pub fn run(&self, article: &Article, choices: &[u8]) -> Extraction {
        let attributions = crate::attribution::invented::attributions(&article.text, choices);
        let sentences = sentence::split(&article.text);
        without_model(article, sentences, &attributions, Syntax::default(), &self.0, Vec::new())
    }
}
