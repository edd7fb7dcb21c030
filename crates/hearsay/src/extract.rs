//! The pipeline, on one screen.

use hearsay_encoder::{Encoder, ModelError};

use crate::attribution::Attribution;
use crate::gazetteer::{Gazetteer, GazetteerError};
use crate::sentence::{self, Sentence};
use crate::{Article, Claim, Diagnostic, DiagnosticCode, attribution, claim, quotation_mark};

/// What extraction needs to know: loaded once, shared by all threads.
#[derive(Debug)]
pub struct Models {
    encoder: Encoder,
    gazetteer: Gazetteer,
}

/// Why the models can't be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LoadError {
    /// The weights or the tokenizer.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// A file of names.
    #[error(transparent)]
    Gazetteer(#[from] GazetteerError),
}

impl Models {
    /// The models that are compiled into the program.
    ///
    /// # Errors
    /// When the weights or the gazetteer don't fit this version of the program.
    pub fn embedded() -> Result<Self, LoadError> {
        Ok(Self { encoder: Encoder::embedded()?, gazetteer: Gazetteer::embedded()? })
    }
}

/// What was found in one article.
#[derive(Clone, Debug, PartialEq)]
pub struct Extraction {
    /// The article's sentences, in order.
    pub sentences: Vec<Sentence>,
    /// Its claims, in the order of their contents.
    pub claims: Vec<Claim>,
    /// What could not be read as well as it might.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads an article. It can't fail: odd input gives fewer claims and a diagnostic.
#[must_use]
pub fn extract(article: &Article, models: &Models) -> Extraction {
    let mut diagnostics = Vec::new();
    let attributions = attribution::find(&models.encoder, &article.text).unwrap_or_else(|error| {
        diagnostics.push(Diagnostic::new(DiagnosticCode::ModelFailed, error.to_string(), None));
        Vec::new()
    });
    without_model(article, &attributions, &models.gazetteer, diagnostics)
}

/// All that follows the model: from any attributions to claims.
pub(crate) fn without_model(
    article: &Article,
    attributions: &[Attribution],
    gazetteer: &Gazetteer,
    mut diagnostics: Vec<Diagnostic>,
) -> Extraction {
    let sentences = sentence::split(&article.text);
    if sentences.is_empty() {
        diagnostics.push(Diagnostic::new(DiagnosticCode::NoText, "the article has no text", None));
    }
    diagnostics.extend(quotation_mark::unclosed(&article.text));
    let claims = claim::assemble(article, &sentences, attributions, gazetteer, &mut diagnostics);
    Extraction { sentences, claims, diagnostics }
}
