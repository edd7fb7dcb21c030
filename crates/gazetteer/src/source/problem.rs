//! What is wrong, where, and what to do about it.

use std::fmt;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::Source;

/// Something that keeps a file from being used.
#[derive(Clone, Debug)]
pub struct Problem {
    /// The file, inside `gazetteer/`.
    pub file: String,
    /// Its line, from 1.
    pub line: usize,
    /// What is wrong, in one line.
    pub what: String,
    drawn: String,
}

impl Problem {
    pub(super) fn new(source: &Source, span: Range<usize>, what: String, note: &str, help: &str) -> Self {
        let line = 1 + source.text.as_bytes().iter().take(span.start).filter(|b| **b == b'\n').count();
        let path = format!("gazetteer/{}", source.path);
        let annotation = AnnotationKind::Primary.span(span).label(note);
        let snippet = Snippet::source(&source.text).path(&path).annotation(annotation);
        let group = Level::ERROR.primary_title(&what).element(snippet).element(Level::HELP.message(help));
        let drawn = Renderer::plain().render(&[group]);
        Self { file: source.path.clone(), line, what, drawn }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.drawn)
    }
}

impl std::error::Error for Problem {}
