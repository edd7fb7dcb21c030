//! The examples of a pack, read by the real model: each sentence must hold the frame that stands beside it.

#![allow(clippy::unwrap_used, reason = "a failing test panics")]

use hearsay::Models;
use hearsay::frame::{FrameType, Pack, missed};

#[test]
fn examples_hold_their_frames() {
    let missed = missed(&Models::embedded().unwrap());
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn faults_are_told_with_line_and_remedy() {
    let pack = |frame: &str| format!("name = \"p\"\nabout = \"a\"\n[[frame]]\ntype = \"gift\"\n{frame}");
    let role = "[[frame.role]]\nname = \"giver\"\nfiller = \"party\"\n";
    for (text, line, message) in [
        (pack(&format!("stages = []\nfuture = \"soon\"\n{role}")), 6, "“soon” is no stage of gift"),
        (pack(&format!("stages = []\ncounts = \"toy\"\n{role}")), 6, "“toy” is no role of gift"),
        (
            pack(&format!(
                "stages = []\n{role}[[frame.trigger]]\nlemmas = [\"give\"]\npos = \"verb\"\nscheme = \"x\"\n"
            )),
            12,
            "“x” is no scheme of gift",
        ),
        (
            pack(&format!("stages = []\n{role}borrows = {{ from = \"loan\", role = \"giver\" }}\n")),
            9,
            "“loan” is no type in the pack of gift",
        ),
        (pack(&format!("stages = []\nwished = [\"soon\"]\n{role}")), 6, "“soon” is no stage of gift"),
        (pack("stages = 3"), 5, "invalid type"),
    ] {
        let error = Pack::parse("p.toml", &text).unwrap_err();
        assert_eq!((error.file.as_str(), error.line), ("p.toml", line), "{error}");
        assert!(error.message.contains(message), "{error}");
        assert!(!error.remedy.is_empty());
    }
}

#[test]
fn the_engine_knows_no_word_of_a_domain() {
    let models = Models::embedded().unwrap();
    let folder = format!("{}/src/frame", env!("CARGO_MANIFEST_DIR"));
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        // The endings of English belong to no domain; taxonomies are read, not known.
        if path.is_dir() || path.ends_with("lemma.rs") {
            continue;
        }
        let source = std::fs::read_to_string(&path).unwrap();
        let code: Vec<&str> = source.lines().take_while(|l| !l.contains("#[cfg(test)]")).collect();
        for word in
            code.iter().filter(|l| !l.trim_start().starts_with("//")).flat_map(|l| l.split('"').skip(1).step_by(2))
        {
            let names = |f: &FrameType| {
                f.kind == word || f.stages.iter().any(|s| s == word) || f.roles.iter().any(|r| r.name == word)
            };
            let domain = models.packs().iter().flat_map(|pack| &pack.frames).any(names);
            assert!(!domain, "{}: “{word}” belongs into a pack", path.display());
        }
    }
}
