//! From a news article to its attributed claims.
//!
//! The whole path is [`extract`]: *article → sentences → attributions → speakers → claims*. Everything here is pure:
//! no files, network, clock or environment. Reading articles is the `hearsay-reader` crate's task, showing claims the
//! program's.

use std::sync::LazyLock;

mod article;
mod attribution;
mod claim;
pub mod contract;
mod diagnostic;
pub mod dossier;
mod extract;
mod factuality;
pub mod frame;
#[cfg(fuzzing)]
pub mod fuzzing;
pub mod marks;
pub mod measure;
pub mod mention;
pub mod proposition;
mod publication;
mod quotation_mark;
mod quoted;
mod sentence;
mod span;
mod speaker;
pub mod syntax;
mod wire;

pub use article::{Article, ArticleId, Caption};
pub use claim::{
    Claim, ClaimId, Evidence, EvidenceKind, LexiconError, Modality, Polarity, Quotation, Relay, Speaker, SpeakerKind,
};
pub use diagnostic::{Diagnostic, DiagnosticCode};
pub use extract::{Extraction, LoadError, Models, extract};
pub use sentence::{Sentence, split as sentences};
pub use span::{CodePoints, Span};
pub use wire::WireCredit;

/// What this program is, for records of what it found: its version and a hash of its weights.
#[must_use]
pub fn version() -> &'static str {
    // Hashing the weights takes milliseconds, and archives ask for every page.
    static VERSION: LazyLock<String> = LazyLock::new(|| {
        format!("{}+{}", env!("CARGO_PKG_VERSION"), &blake3::hash(hearsay_encoder::WEIGHTS).to_hex()[..8])
    });
    &VERSION
}
