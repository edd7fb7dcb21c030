//! `hearsay import`: what one ledger hands on, another takes over.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test panics")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use assert_cmd::cargo::cargo_bin;
use serde_json::Value;
use tempfile::TempDir;

const SAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples/demo");

fn run(ledger: &Path, arguments: &[&str]) -> Output {
    Command::new(cargo_bin!("hearsay")).arg("--ledger").arg(ledger).args(arguments).output().unwrap()
}

fn text(ledger: &Path, arguments: &[&str]) -> String {
    let output = run(ledger, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn imported(ledger: &Path, arguments: &[&str]) -> (i32, Value) {
    let output = run(ledger, &[&["import", "--summary", "json", "-q"], arguments].concat());
    (output.status.code().unwrap(), serde_json::from_slice(&output.stdout).unwrap())
}

#[test]
fn another_ledger_settles_the_same() {
    let folder = TempDir::new().unwrap();
    let (here, there) = (folder.path().join("here.db"), folder.path().join("there.db"));
    text(&here, &["add", "-q", SAMPLES]);
    let lines = folder.path().join("lines.jsonl");
    let file = lines.to_str().unwrap();
    text(&here, &["export", "jsonl", file]);
    let (code, tally) = imported(&there, &[file]);
    assert_eq!((code, &tally["failed"]), (0, &0.into()), "{tally}");
    let propositions = |ledger: &Path| -> Value {
        serde_json::from_str(&text(ledger, &["propositions", "--all", "--format", "json"])).unwrap()
    };
    assert!(propositions(&here).as_array().unwrap().len() > 100);
    assert_eq!(propositions(&here), propositions(&there));
    assert_eq!(text(&there, &["ledger", "check"]), "");
    let (_, again) = imported(&there, &[file]);
    assert_eq!((&again["added"], &again["unchanged"]), (&0.into(), &tally["added"]));
    let (_, narrowed) = imported(&folder.path().join("narrow.db"), &[file, "--where", "host=northgatewire.example"]);
    let unwanted = narrowed["unwanted"].as_u64().unwrap();
    assert!(unwanted > 0 && narrowed["added"].as_u64().unwrap() > 0, "{narrowed}");
}

#[test]
fn a_record_that_misquotes_its_article_is_refused_alone() {
    let folder = TempDir::new().unwrap();
    let ledger = folder.path().join("ledger.db");
    let lines = text(&ledger, &["read", "--format", "json", SAMPLES]);
    let (first, rest) = lines.split_once('\n').unwrap();
    let mut record: Value = serde_json::from_str(first).unwrap();
    record["claims"][0]["content"]["exact"] = "Nobody wrote this".into();
    let file = folder.path().join("lines.jsonl");
    fs::write(&file, format!("{record}\n{{\"article\": 1}}\n{rest}")).unwrap();
    let output = run(&ledger, &["import", "-q", "--summary", "json", file.to_str().unwrap()]);
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains("line 1: says that “Nobody wrote this” stands at character"), "{told}");
    assert!(told.contains("line 2: is not a record"), "{told}");
    let tally: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((output.status.code(), &tally["failed"]), (Some(1), &2.into()));
    assert_eq!(tally["added"].as_u64().unwrap() as usize, rest.lines().count());
}
