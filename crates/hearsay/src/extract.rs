//! The pipeline, on one screen.

use hearsay_encoder::{Encoder, ModelError};

use crate::claim::LexiconError;
use crate::mention::{self, Mention};
use crate::sentence::{self, Sentence};
use crate::syntax::{Parser, Syntax};
use crate::{Article, Claim, Diagnostic, DiagnosticCode, attribution, claim};
use hearsay_gazetteer::{Gazetteer, GazetteerError};

/// What extraction needs to know: loaded once, shared by all threads.
#[derive(Debug)]
pub struct Models {
    pub(crate) encoder: Encoder,
    gazetteer: Gazetteer,
    evidence: claim::Lexicon,
    equipment: mention::Equipment,
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
    /// The vocabulary of evidence.
    #[error(transparent)]
    Evidence(#[from] LexiconError),
    /// The vocabulary of arms and measures.
    #[error(transparent)]
    Equipment(#[from] mention::EquipmentError),
}

impl Models {
    /// The models that are compiled into the program.
    ///
    /// # Errors
    /// When the weights or the gazetteer don't fit this version of the program.
    pub fn embedded() -> Result<Self, LoadError> {
        Ok(Self {
            encoder: Encoder::embedded()?,
            gazetteer: Gazetteer::embedded()?,
            evidence: claim::Lexicon::embedded()?,
            equipment: mention::Equipment::embedded()?,
        })
    }
}

/// What was found in one article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extraction {
    /// The article's sentences, in order.
    pub sentences: Vec<Sentence>,
    /// Its tokens and the trees over them.
    pub syntax: Syntax,
    /// Whom and what it mentions, in order.
    pub mentions: Vec<Mention>,
    /// Its claims, in the order of their contents.
    pub claims: Vec<Claim>,
    /// What could not be read as well as it might.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads an article. It can't fail: odd input gives fewer claims and a diagnostic.
#[must_use]
pub fn extract(article: &Article, models: &Models) -> Extraction {
    let mut diagnostics = Vec::new();
    let sentences = sentence::split(&article.text);
    if sentences.is_empty() {
        diagnostics.push(Diagnostic::new(DiagnosticCode::NoText, "the article has no text", None));
    }
    let (mut attributions, mut parser) = (Vec::new(), Parser::new(&article.text, &sentences));
    for window in models.encoder.read(&article.text) {
        match window {
            Ok(window) => {
                attributions.extend(attribution::find(&window, &article.text));
                parser.add(&window);
            }
            Err(error) => diagnostics.push(Diagnostic::new(DiagnosticCode::ModelFailed, error.to_string(), None)),
        }
    }
    let attributions = attribution::in_order(attributions);
    let syntax = parser.finish();
    let Models { gazetteer, evidence, equipment, .. } = models;
    let reading = claim::Reading { sentences: &sentences, attributions: &attributions, syntax: &syntax };
    let mentions = mention::find(&article.text, &syntax, gazetteer, equipment);
    let claims = claim::assemble(article, reading, gazetteer, evidence, &mut diagnostics);
    Extraction { sentences, syntax, mentions, claims, diagnostics }
}
