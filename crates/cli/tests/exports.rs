//! What `hearsay export` writes is read by the tools of those who use the forms: FollowTheMoney, stix2, rdflib, NetworkX,
//! PyArrow, DuckDB.
//!
//! They are Python packages, installed by `./check` into `target/python`; without them this says so and passes.

#![allow(clippy::unwrap_used, reason = "a failing test panics")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

const HERE: &str = env!("CARGO_MANIFEST_DIR");

/// Each form by its name on the command line.
const FORMS: [&str; 11] =
    ["csv", "parquet", "ftm", "ftm-statements", "plover", "claim-review", "prov", "stix", "geojson", "graphml", "gexf"];

/// An article that tries what breaks formats: quotes, line ends, tabs, markup, characters beyond the basic plane.
const HOSTILE: &str = "Arms \"deal\" & <script>alert(1)</script>, says Iran's ministry; it isn't, says 'Ukraine'\n\n\
    Iran's foreign ministry said on Tuesday that it had\tshipped \"ten,\" <b>Shahed-136</b> drones 😀 to Russia.\n\n\
    “We deny it; all of it,” said Ukraine’s defence ministry; \\N NULL =1+1.";

fn python() -> Option<PathBuf> {
    let python = Path::new(HERE).join("../../target/python/bin/python");
    python.exists().then_some(python)
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("hearsay"));
    let output = command.args(["--ledger", "ledger.db"]).args(arguments).current_dir(folder).output();
    let output = output.unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output
}

#[test]
fn each_form_is_read_whole_by_the_tools_of_its_field() {
    let Some(python) = python() else {
        eprintln!("skipped: ./check installs the tools that read the exports");
        return;
    };
    let folder = TempDir::new().unwrap();
    run(folder.path(), &["demo"]);
    fs::write(folder.path().join("hostile.txt"), HOSTILE).unwrap();
    run(folder.path(), &["add", "hostile.txt", "--outlet", "Courier, \"late\" edition", "--published", "2024-05-01"]);
    each_is_read(&python, folder.path());
}

/// Exports everything in every form and has it read.
fn each_is_read(python: &Path, folder: &Path) {
    run(folder, &["export", "jsonl", "claims.jsonl"]);
    for form in FORMS {
        run(folder, &["export", form, form]);
        let mut validate = Command::new(python);
        validate.arg(Path::new(HERE).join("tests/exports/validate.py")).arg(form).arg(form).arg("claims.jsonl");
        let output = validate.current_dir(folder).output().unwrap();
        assert!(output.status.success(), "{form}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn a_selection_holds_what_the_filter_lets_through_and_the_contract_has_no_less() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("hostile.txt"), HOSTILE).unwrap();
    run(folder.path(), &["add", "hostile.txt", "--published", "2024-05-01"]);
    let lines = |arguments: &[&str]| {
        let output = run(folder.path(), arguments);
        let lines = String::from_utf8(output.stdout).unwrap();
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect::<Vec<serde_json::Value>>()
    };
    let read = lines(&["read", "hostile.txt", "--published", "2024-05-01", "--format", "json"]);
    let all = lines(&["export", "jsonl"]);
    assert_eq!(all[0]["claims"], read[0]["claims"]);
    assert_eq!(all[0]["mentions"], read[0]["mentions"]);
    let ukraine = lines(&["export", "jsonl", "--speaker", "Kyiv"]);
    let claims = ukraine[0]["claims"].as_array().unwrap();
    assert!(!claims.is_empty() && claims.len() < all[0]["claims"].as_array().unwrap().len(), "{claims:?}");
    assert!(lines(&["export", "jsonl", "--since", "2024-05-02"]).is_empty());
}
