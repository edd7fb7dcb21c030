//! The pipeline, on one screen.

use std::collections::HashMap;
use std::mem;

use hearsay_encoder::{Encoder, ModelError};
use hearsay_gazetteer::{Gazetteer, GazetteerError};

use crate::attribution::Attribution;
use crate::claim::LexiconError;
use crate::mention::{self, Mention};
use crate::sentence::{self, Sentence};
use crate::syntax::{Parser, Syntax};
use crate::wire::{self, WireCredit};
use crate::{Article, Claim, ClaimId, Diagnostic, DiagnosticCode, attribution, claim, frame, measure, quotation_mark};

/// What extraction needs to know: loaded once, shared by all threads.
#[derive(Debug)]
pub struct Models {
    pub(crate) encoder: Encoder,
    knowledge: Knowledge,
}

/// What is known of the world and of its words.
#[derive(Debug)]
pub(crate) struct Knowledge {
    gazetteer: Gazetteer,
    evidence: claim::Lexicon,
    equipment: mention::Equipment,
    packs: Vec<frame::Pack>,
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
    /// The pack.
    #[error(transparent)]
    Pack(#[from] frame::PackError),
}

impl Models {
    /// The models that are compiled into the program.
    ///
    /// # Errors
    /// When the weights or the gazetteer don't fit this version of the program.
    pub fn embedded() -> Result<Self, LoadError> {
        Ok(Self { encoder: Encoder::embedded()?, knowledge: Knowledge::embedded()? })
    }

    /// The packs by which frames are read.
    #[must_use]
    pub fn packs(&self) -> &[frame::Pack] {
        &self.knowledge.packs
    }

    /// The same models with other packs: a claim has the frames of all of them, each read by its own pack's words.
    #[must_use]
    pub fn with_packs(mut self, packs: Vec<frame::Pack>) -> Self {
        self.knowledge.packs = packs;
        self
    }
}

impl Knowledge {
    pub(crate) fn embedded() -> Result<Self, LoadError> {
        Ok(Self {
            gazetteer: Gazetteer::embedded()?,
            evidence: claim::Lexicon::embedded()?,
            equipment: mention::Equipment::embedded()?,
            packs: vec![frame::Pack::embedded()?],
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
    /// The news agency whose copy it says it runs.
    pub wire_credit: Option<WireCredit>,
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
    attribution::leave_datelines(&mut attributions, &sentences, &article.text);
    let attributions = attribution::in_order(attributions);
    without_model(article, sentences, &attributions, parser.finish(), &models.knowledge, diagnostics)
}

/// All that follows the model: from any attributions and trees to claims.
pub(crate) fn without_model(
    article: &Article,
    sentences: Vec<Sentence>,
    attributions: &[Attribution],
    syntax: Syntax,
    knowledge: &Knowledge,
    mut diagnostics: Vec<Diagnostic>,
) -> Extraction {
    diagnostics.extend(quotation_mark::unclosed(&article.text));
    let Knowledge { gazetteer, evidence, equipment, packs } = knowledge;
    let reading = claim::Reading { sentences: &sentences, attributions, syntax: &syntax };
    let mentions = mention::find(&article.text, &syntax, gazetteer, equipment);
    let (mut claims, unsaid) = claim::assemble(article, reading, gazetteer, evidence, &mut diagnostics);
    let measures = measure::find(&article.text, &sentences, article.published, &mut diagnostics);
    for pack in packs {
        let earlier: HashMap<ClaimId, Vec<frame::Frame>> =
            claims.iter_mut().map(|claim| (claim.id, mem::take(&mut claim.frames))).collect();
        let (sentences, syntax, measures) = (&sentences, &syntax, &measures);
        let setting = frame::Setting { article, sentences, syntax, gazetteer, measures, unsaid: &unsaid, pack };
        frame::fill(setting, &mut claims);
        for claim in &mut claims {
            claim.frames.splice(0..0, earlier.get(&claim.id).cloned().unwrap_or_default());
        }
    }
    let wire_credit = wire::find(article, &sentences, gazetteer);
    Extraction { sentences, syntax, wire_credit, mentions, claims, diagnostics }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;
    use crate::Span;
    use crate::attribution::invented;
    use crate::contract::Record;

    /// Texts of words that the stages know, of marks that they count, and of characters that are seen by none or are
    /// several at once.
    fn odd_text() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            4 => "(said|denied|ruled out|declined to comment|according to|told Reuters|the spokesman|she|Iran)[ ,.]",
            3 => "[A-Z][a-zé]{0,6} ",
            2 => "[“”„«»\"‘’']",
            1 => Just("\n\n".to_owned()),
            1 => "[\u{200b}\u{200d}\u{feff}\u{ad}\u{202e}\u{2066}]",
            1 => "[\u{fb01}\u{130}\u{1e9e}\u{df}\u{301}\u{20ac}]",
            1 => "[\u{5d0}-\u{5ea}\u{627}-\u{64a} ]{1,8}",
            1 => Just("👩\u{200d}🚀🇺🇦 ".to_owned()),
            1 => "[.!?…]{1,4} {0,3}",
            1 => "\\PC{0,6}",
            1 => any::<String>(),
        ];
        prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
    }

    fn knowledge() -> &'static Knowledge {
        static LOADED: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::embedded().unwrap());
        &LOADED
    }

    fn check(article: &Article, choices: &[u8], knowledge: &Knowledge) -> Result<(), TestCaseError> {
        let attributions = invented::attributions(&article.text, choices);
        let sentences = sentence::split(&article.text);
        let found = without_model(article, sentences, &attributions, Syntax::default(), knowledge, Vec::new());
        let inside = |span: Span| article.text.get(span.range()).is_some_and(|words| !words.trim().is_empty());
        for claim in &found.claims {
            let parts = claim.content_parts.iter().copied().chain([claim.content]);
            let named = claim.relays.iter().map(|relay| relay.span).chain(claim.speaker.named_at);
            prop_assert!(parts.chain(named).chain(claim.source).chain(claim.cue).all(inside), "{:?}", claim);
        }
        prop_assert!(found.sentences.iter().all(|sentence| inside(sentence.span)));
        prop_assert!(found.sentences.is_sorted_by(|a, b| a.span.end <= b.span.start));
        prop_assert!(found.mentions.iter().all(|mention| inside(mention.span) && inside(mention.head)));
        prop_assert!(found.wire_credit.iter().filter_map(|credit| credit.span).all(inside));
        prop_assert!(found.diagnostics.iter().filter_map(|remark| remark.span).all(inside));
        let _ = Record::new(article, &found);
        Ok(())
    }

    proptest! {
        #[test]
        fn any_words_taken_for_attributions_give_claims_inside_the_text(
            text in odd_text(),
            choices in prop::collection::vec(any::<u8>(), 0..100),
        ) {
            check(&Article::from_text("odd", text), &choices, knowledge())?;
        }
    }

    #[test]
    fn monotonous_texts_come_to_an_end() {
        let choices: Vec<u8> = (0..=255).collect();
        for piece in
            ["a\n\n", "“", "\"", "He said so. ", "x", "Mr. ", "1. ", "Ada Quill, a spokesman. ", "\u{200b}", "é ", " "]
        {
            let text = format!("A. {}b", piece.repeat(100_000 / piece.len()));
            check(&Article::from_text("large", text), &choices, knowledge()).unwrap();
        }
    }
}
