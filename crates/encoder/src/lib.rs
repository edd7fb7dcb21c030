//! Text to scores for each word, by a small transformer in pure Rust.
//!
//! [`Encoder::read`] cuts a text into words, runs windows of some 250 word pieces through the model, and yields for
//! each word how well it fits as a part of a *source*, a *cue* or a *content*, its part of speech, what it mentions, whether
//! it is a predicate or tells of an event of arms trade, and how well words belong together: in attributions, in the
//! sentence's tree, as predicate and argument, as an event and who takes part. What the scores mean for claims is not known
//! here.
//!
//! # The runtime
//! A window goes through by itself, without padding, on the thread that asks: threads share the weights, and work on
//! different articles. Products of 8-bit matrices come from [`rten_gemm`], the matrix library of the `rten` runtime
//! (AVX2, AVX-512 VNNI and NEON kernels, chosen at run time), vector functions from [`rten_vecmath`].
//!
//! It was chosen by measurement, on one core with AVX2 and without VNNI. Whole model of 6 layers, windows of 256 pieces:
//! `rten` 0.27 ran 1,900 to 2,100 pieces a second, in int8 as in f32; ONNX Runtime 2,200 in f32 and 2,500 in int8. Products
//! alone, 256 × 384 × 1,152: `matrixmultiply` 69, `gemm` 75, `rten-gemm` 78 G operations a second in f32, and 155 in int8.
//! The graph runtimes lose their time between the products, so the model is written out here over the products.

mod classes;
mod forward;
mod heads;
mod product;
mod weights;
mod window;
mod word;

use std::sync::{Mutex, PoisonError};

pub use classes::{Argument, Event, Label, Predicate, Relation, Role, Sort, Stage, Upos, Xpos};
pub use heads::{Link, Window, Word};
use tokenizers::Tokenizer;

use forward::Forward;
use weights::Weights;
use word::{CLS, Piece, SEP};

/// The weights file that is compiled into the crate.
pub static WEIGHTS: &[u8] = include_bytes!("../../../models/hearsay.safetensors");

/// Why weights could not be loaded or used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ModelError {
    /// The bytes aren't a weights file.
    #[error("the model's weights are damaged: {0}")]
    Damaged(String),
    /// The weights were made for another version of the program.
    #[error("the model's weights have version {found}, this program needs {needed}")]
    Version {
        /// The file's version.
        found: String,
        /// This program's.
        needed: &'static str,
    },
    /// The tokenizer's file can't be read.
    #[error("the model's tokenizer is damaged: {0}")]
    Tokenizer(String),
    /// Sizes within the weights contradict each other.
    #[error("the model's matrices don't fit each other: {0}")]
    Shape(#[from] rten_gemm::GemmError),
    /// The system refused a thread.
    #[error("no thread for the model: {0}")]
    Thread(#[from] rayon::ThreadPoolBuildError),
}

/// The model: loaded once, shared by all threads.
pub struct Encoder {
    tokenizer: Tokenizer,
    weights: Weights,
    /// Lanes that no call uses right now.
    idle: Mutex<Vec<Lane>>,
}

/// A thread with buffers of its own. The matrix library spreads each product over the threads around it, which
/// for products as small as ours costs more than it gains; on a lane there is but one.
struct Lane {
    thread: rayon::ThreadPool,
    forward: Forward,
}

impl std::fmt::Debug for Encoder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Encoder").field("layers", &self.weights.layers.len()).finish_non_exhaustive()
    }
}

impl Encoder {
    /// The model that is compiled into the crate.
    ///
    /// # Errors
    /// When the weights don't fit this version.
    pub fn embedded() -> Result<Self, ModelError> {
        Self::parse(WEIGHTS, include_bytes!("../../../models/tokenizer.json"))
    }

    /// A model from the bytes of a weights file and of a tokenizer in the `tokenizers` library's JSON.
    ///
    /// # Errors
    /// When either is damaged, or the weights are of another version.
    pub fn parse(weights: &[u8], tokenizer: &[u8]) -> Result<Self, ModelError> {
        let mut tokenizer = Tokenizer::from_bytes(tokenizer).map_err(|e| ModelError::Tokenizer(e.to_string()))?;
        // Windows are ours to cut.
        tokenizer.with_padding(None).with_truncation(None).map_err(|e| ModelError::Tokenizer(e.to_string()))?;
        Ok(Self { tokenizer, weights: Weights::parse(weights)?, idle: Mutex::new(Vec::new()) })
    }

    /// Scores the words of `text`, window by window, in order. No more than one window is held at a time.
    ///
    /// # Errors
    /// Each window can fail for itself, when the weights don't fit each other or the system refuses a thread.
    pub fn read<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Result<Window<'t>, ModelError>> + 't {
        window::Windows::new(word::pieces(&self.tokenizer, text)).map(|mut cut| {
            cut.pieces.insert(0, Piece::special(CLS));
            cut.pieces.push(Piece::special(SEP));
            let mut lane = self.lane()?;
            let Lane { thread, forward } = &mut lane;
            let window = thread.install(|| {
                let scores = forward.run(&self.weights, &cut.pieces)?;
                Ok(Window::new(&self.weights.heads, &cut, scores))
            });
            self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(lane);
            window
        })
    }

    fn lane(&self) -> Result<Lane, ModelError> {
        if let Some(lane) = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop() {
            return Ok(lane);
        }
        Ok(Lane { thread: rayon::ThreadPoolBuilder::new().num_threads(1).build()?, forward: Forward::default() })
    }
}
