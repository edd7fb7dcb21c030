//! The examples of packs, read by the real models: each sentence must hold the frame that stands beside it.

use super::{Example, Frame, FrameType};
use crate::{Article, Models, extract};

/// An example in whose sentence its frame isn't found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Miss {
    /// The line of the sentence in its file, from 1.
    pub line: usize,
    /// The type of the frame.
    pub kind: String,
    /// The sentence.
    pub text: String,
    /// The frame as the example has it: each key with its value, in the order of keys.
    pub expected: Vec<(String, String)>,
    /// The frames of this type that were found, with the same keys; what isn't filled is empty.
    pub found: Vec<Vec<(String, String)>>,
}

/// Reads the examples of all packs of `models`; what is returned are those whose frame isn't found.
#[must_use]
pub fn missed(models: &Models) -> Vec<Miss> {
    let kinds = models.packs().iter().flat_map(|pack| &pack.frames);
    let examples = kinds.flat_map(|kind| kind.all_examples().map(move |example| (kind, example)));
    examples.filter_map(|(kind, example)| miss(kind, example, models)).collect()
}

fn miss(kind: &FrameType, example: &Example, models: &Models) -> Option<Miss> {
    let extraction = extract(&Article::new("example", "", example.text.get_ref()), models);
    let frames = extraction.claims.iter().flat_map(|claim| &claim.frames).filter(|frame| frame.kind == kind.kind);
    let expected: Vec<_> = example.frame.iter().map(|(key, value)| (key.get_ref().clone(), value.clone())).collect();
    let found: Vec<Vec<_>> =
        frames.map(|frame| expected.iter().map(|(key, _)| (key.clone(), value(frame, key))).collect()).collect();
    let text = example.text.get_ref().clone();
    (!found.contains(&expected)).then(|| Miss { line: example.line, kind: kind.kind.clone(), text, expected, found })
}

/// What a frame has under a key of an example.
fn value(frame: &Frame, key: &str) -> String {
    match key {
        "stage" => frame.stage.clone(),
        "terms" => frame.terms.clone().unwrap_or_default(),
        role => frame.role(role).iter().map(|filler| filler.name.as_str()).collect::<Vec<_>>().join("; "),
    }
}
