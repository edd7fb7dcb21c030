//! Judging, searching and asking for actors, the program itself: what is told when something is wrong.

#![allow(clippy::unwrap_used, reason = "a failing test panics")]

use std::path::Path;
use std::process::Output;

use serde_json::Value;
use tempfile::TempDir;

const STORIES: [&str; 2] = ["patrol-boats-1", "patrol-boats-2"];

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin!("hearsay"));
    command.args(arguments).current_dir(folder).env("HEARSAY_LEDGER", folder.join("ledger.db")).env("USER", "quill");
    command.output().unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn json(folder: &Path, arguments: &[&str]) -> Value {
    let output = run(folder, &[arguments, &["--format", "json"]].concat());
    assert!(output.status.success(), "{arguments:?}: {}", told(&output));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A folder with a ledger of the sample stories on patrol boats.
fn desk() -> TempDir {
    let folder = TempDir::new().unwrap();
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples/demo");
    let found = std::fs::read_dir(samples).unwrap().map(|entry| entry.unwrap().path());
    let stories: Vec<String> = found
        .filter(|path| path.extension().is_some_and(|end| end == "json"))
        .map(|path| path.to_str().unwrap().to_owned())
        .filter(|path| STORIES.iter().any(|story| path.contains(story)))
        .collect();
    let arguments: Vec<&str> = ["add"].into_iter().chain(stories.iter().map(String::as_str)).collect();
    let added = run(folder.path(), &arguments);
    assert!(added.status.success() && !stories.is_empty(), "{}", told(&added));
    folder
}

/// Every command is refused with exit code 2 and says so.
fn refused(folder: &Path, cases: &[(&[&str], &str)]) {
    for (arguments, why) in cases {
        let output = run(folder, arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", told(&output));
        assert!(told(&output).contains(why), "{arguments:?}: {}", told(&output));
        assert!(output.stdout.is_empty(), "{arguments:?}");
    }
}

#[test]
fn judging_says_what_it_does_and_what_is_wrong() {
    let folder = desk();
    let folder = folder.path();
    let propositions = json(folder, &["propositions", "--all"]);
    let id = propositions[0]["proposition"]["id"].as_str().unwrap();
    let recorded = run(folder, &["judge", "reject", &id[..8].to_uppercase(), "--evidence", "https://quay.example/1"]);
    assert!(told(&recorded).starts_with("judgement 1 is recorded; `hearsay judge undo 1`"), "{}", told(&recorded));
    assert_eq!(json(folder, &["judge", "list"])[0]["a"], id);
    let listed = run(folder, &["judge", "list", "--format", "csv"]);
    let listed = String::from_utf8(listed.stdout).unwrap();
    assert!(listed.lines().next().unwrap().ends_with(",note,evidence"), "{listed}");
    assert!(listed.contains("https://quay.example/1"), "{listed}");

    let undone = run(folder, &["judge", "undo", "1"]);
    assert_eq!((undone.status.success(), told(&undone).trim()), (true, "judgement 1 is taken back"));
    refused(
        folder,
        &[
            (&["judge", "undo", "1"], "judgement 1 was taken back already, by judgement 2 by quill"),
            (&["judge", "undo", "2"], "judgement 2 takes back judgement 1"),
            (&["judge", "undo", "9"], "the ledger has no judgement “9”"),
            (&["judge", "same", id, id], "one and the same"),
            (&["judge", "note", id], "--note WORDS"),
            (&["judge", "accept", id, "--evidence", "not a url"], "“not a url” is no evidence"),
        ],
    );
}

#[test]
fn a_search_says_what_can_be_asked() {
    let folder = desk();
    let folder = folder.path();
    refused(
        folder,
        &[
            (&["search", "foo:bar"], "there is no field “foo”; a search is narrowed by speaker, outlet"),
            (&["search", "event:nonsense"], "“nonsense” is no type of frame; use cooperation"),
            (&["search", "boats", "-fishing"], "tip: a word that must not be there stands behind `--`"),
            (&["search", "boats", "--format", "sheet"], "[possible values: table, csv, json]"),
        ],
    );
    for asked in [&["--", "boats", "-fishing"][..], &["\"foo:bar\""], &["boats", "-f", "csv"], &["event:transfer"]] {
        let output = run(folder, &[&["search"][..], asked].concat());
        assert!(output.status.success(), "{asked:?}: {}", told(&output));
    }
}

#[test]
fn a_name_that_nobody_has_leads_to_those_that_contain_it() {
    let folder = desk();
    let folder = folder.path();
    refused(folder, &[(&["actor", "Zzyzx"], "the ledger knows nobody by the name “Zzyzx”")]);
    let actors = json(folder, &["actors"]);
    let name = actors[0]["name"].as_str().unwrap();
    assert!(run(folder, &["actor", name]).status.success());
    let part = name.strip_suffix(|_: char| true).unwrap().to_lowercase();
    refused(folder, &[(&["actor", &part], &format!(", but “{name}”"))]);
}
