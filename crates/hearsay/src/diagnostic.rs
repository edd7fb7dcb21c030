//! What an analysis has to say about its own limits.

use crate::Span;

/// A remark on an article that could not be read as well as it might.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which remark.
    pub code: DiagnosticCode,
    /// The remark in words.
    pub message: String,
    /// Where it applies, if at one place.
    pub span: Option<Span>,
}

impl Diagnostic {
    pub(crate) fn new(code: DiagnosticCode, message: impl Into<String>, span: Option<Span>) -> Self {
        Self { code, message: message.into(), span }
    }
}

/// The kinds of remark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DiagnosticCode {
    /// The text holds no words.
    NoText,
    /// A quotation opens and doesn't close in its paragraph, nor goes on in the next.
    UnclosedQuotation,
    /// A pronoun or nominal source for which no speaker stands before it.
    UnresolvedSpeaker,
    /// A time that can't be placed in the calendar: "soon", or one told from a day that isn't known.
    UnresolvedTime,
    /// A noun for the money of several countries, and nothing tells which.
    UnresolvedCurrency,
    /// The model failed on the text.
    ModelFailed,
}

impl DiagnosticCode {
    /// The code as the contract's JSON spells it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoText => "no_text",
            Self::UnclosedQuotation => "unclosed_quotation",
            Self::UnresolvedSpeaker => "unresolved_speaker",
            Self::UnresolvedTime => "unresolved_time",
            Self::UnresolvedCurrency => "unresolved_currency",
            Self::ModelFailed => "model_failed",
        }
    }
}
