//! The commands over the ledger, the program itself: what goes in comes out, and a killed ingest loses nothing.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test panics")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::Duration;

use hearsay_ledger::{Filter, Ledger, View};
use serde_json::Value;
use tempfile::TempDir;

const SAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples/demo");

/// The sample stories whose names begin so.
fn stories(beginning: &str) -> Vec<String> {
    let names = fs::read_dir(SAMPLES).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<PathBuf> = names.filter(|p| p.extension().is_some_and(|e| e == "json")).collect();
    found.retain(|path| path.file_name().unwrap().to_str().unwrap().starts_with(beginning));
    found.sort();
    assert!(!found.is_empty(), "no stories begin with {beginning}");
    found.into_iter().map(|path| path.to_str().unwrap().to_owned()).collect()
}

fn hearsay(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("hearsay"));
    command.args(arguments).current_dir(folder).env("HEARSAY_LEDGER", folder.join("ledger.db")).env("USER", "quill");
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    hearsay(folder, arguments).output().unwrap()
}

fn add(folder: &Path, beginning: &str) -> Output {
    let stories = stories(beginning);
    let arguments: Vec<&str> = ["add"].into_iter().chain(stories.iter().map(String::as_str)).collect();
    run(folder, &arguments)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn json(folder: &Path, arguments: &[&str]) -> Value {
    let output = run(folder, &[arguments, &["--format", "json"]].concat());
    assert!(output.status.success(), "{arguments:?}: {}", text(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn what_is_added_can_be_asked_for() {
    let folder = TempDir::new().unwrap();
    let first = add(folder.path(), "patrol-boats");
    assert!(first.status.success(), "{}", text(&first.stderr));
    assert!(text(&first.stderr).contains("0 unchanged, 0 changed, 0 failed"), "{}", text(&first.stderr));
    let again = add(folder.path(), "patrol-boats");
    assert!(text(&again.stderr).starts_with("0 added with 0 claims"), "{}", text(&again.stderr));

    let claims = json(folder.path(), &["claims"]);
    let claims = claims.as_array().unwrap();
    assert!(claims.len() > 10);
    let outlet = claims[0]["outlet"].as_str().unwrap();
    let narrowed = json(folder.path(), &["claims", "--outlet", outlet, "--limit", "2"]);
    assert!(narrowed.as_array().unwrap().iter().all(|claim| claim["outlet"] == outlet));

    // The array of the contract.
    let propositions = json(folder.path(), &["propositions", "--all"]);
    let first = &propositions.as_array().unwrap()[0];
    for field in ["proposition", "claims", "origins", "independent_origins"] {
        assert!(!first[field].is_null(), "{field}: {first}");
    }
    let member = &first["claims"][0];
    assert!(member["article"].as_str().unwrap().starts_with("patrol-boats"), "{member}");
    let id = first["proposition"]["id"].as_str().unwrap();
    let tree = text(&run(folder.path(), &["proposition", id]).stdout);
    assert!(tree.starts_with(id) && tree.contains("└─"), "{tree}");
    assert_eq!(json(folder.path(), &["proposition", &id[..6]])["proposition"]["id"], id);

    let dossier = text(&run(folder.path(), &["dossier", id]).stdout);
    assert!(dossier.starts_with("# Dossier") && dossier.contains("## Sources"), "{dossier}");
    let page = text(&run(folder.path(), &["dossier", id, "--format", "html"]).stdout);
    assert!(page.starts_with("<!doctype html>") && page.contains("<h2>Sources</h2>"), "{page}");
    let word = claims[0]["claim"]["content"]["exact"].as_str().unwrap().split_whitespace().next_back().unwrap();
    assert!(!json(folder.path(), &["search", word])["claims"].as_array().unwrap().is_empty(), "{word}");
    assert!(!json(folder.path(), &["actors"]).as_array().unwrap().is_empty());

    let judged = run(folder.path(), &["judge", "reject", id, "--note", "another boat"]);
    assert!(judged.status.success(), "{}", text(&judged.stderr));
    assert_eq!(json(folder.path(), &["propositions", "--all", "--status", "reject"]).as_array().unwrap().len(), 1);
    assert_eq!(json(folder.path(), &["judge", "list"])[0]["person"], "quill");
    assert!(run(folder.path(), &["judge", "undo", "1"]).status.success());
    assert!(json(folder.path(), &["propositions", "--all", "--status", "reject"]).as_array().unwrap().is_empty());
    let sound = run(folder.path(), &["ledger", "check"]);
    assert!(sound.status.success(), "{}", text(&sound.stderr));
}

#[test]
fn the_demo_shows_what_stories_share() {
    let folder = TempDir::new().unwrap();
    let output = run(folder.path(), &["--ledger", "demo.db", "demo", "--format", "json"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let shared: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(shared.as_array().unwrap().len() > 5);
    let claims = run(folder.path(), &["--ledger", "demo.db", "claims", "--format", "csv"]);
    assert!(text(&claims.stdout).lines().count() > 200);
}

#[test]
fn faults_are_told_in_one_line() {
    let folder = TempDir::new().unwrap();
    for (arguments, complaint) in [
        (&["claims"][..], "there is no ledger at"),
        (&["add", "absent.txt"], "absent.txt"),
        (&["proposition", "ffff"], "the ledger has no proposition “ffff”"),
        (&["judge", "accept", "nobody"], "the ledger has no claim or proposition “nobody”"),
        (&["ledger", "import", "absent.jsonl"], "absent.jsonl"),
    ] {
        let output = run(folder.path(), arguments);
        let complaints = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {complaints}");
        assert!(complaints.contains(complaint), "{arguments:?}: {complaints}");
    }
    fs::write(folder.path().join("letter.db"), "This is a letter.".repeat(300)).unwrap();
    let output = run(folder.path(), &["--ledger", "letter.db", "claims"]);
    assert!(text(&output.stderr).contains("damaged or no ledger"), "{}", text(&output.stderr));
}

/// Files of one name are as many articles, a changed file is a new version, and what comes without a place is told apart by
/// its words and its outlet.
#[test]
fn an_article_without_an_address_is_known_by_where_it_stands() {
    let folder = TempDir::new().unwrap();
    let told = |output: Output| text(&output.stderr).lines().last().unwrap_or_default().to_owned();
    let write = |name: &str, text: &str| {
        fs::create_dir_all(folder.path().join(name).parent().unwrap()).unwrap();
        fs::write(folder.path().join(name), text).unwrap();
    };
    write("2024/01/index.txt", "Ferry late\n\nThe ferry left late on Monday, harbour master Ada Quill said.");
    write("2024/02/index.txt", "Bridge closed\n\nThe bridge was closed on Friday, engineer Tom Reed said.");
    let first = told(run(folder.path(), &["add", "2024"]));
    assert!(first.starts_with("2 added"), "{first}");
    write("2024/02/index.txt", "Bridge closed\n\nThe bridge was closed on Friday, its owner Ivo Lang said.");
    let changed = run(folder.path(), &["add", "2024"]);
    assert!(text(&changed.stderr).contains("- Tom Reed: "), "{}", text(&changed.stderr));
    let changed = told(changed);
    assert!(changed.contains("1 unchanged, 1 changed"), "{changed}");
    // The same words in another paper are another article.
    let carried = told(run(folder.path(), &["add", "--outlet", "Quay Post", "2024/01/index.txt"]));
    assert!(carried.contains("1 changed"), "{carried}");
    write("rows.jsonl", "{\"outlet\": \"Tide Post\", \"text\": \"The ferry left late on Monday, Ada Quill said.\"}\n");
    write("more.jsonl", "{\"outlet\": \"Dune Post\", \"text\": \"The ferry left late on Monday, Ada Quill said.\"}\n");
    for rows in ["rows.jsonl", "more.jsonl"] {
        let told = told(run(folder.path(), &["add", rows]));
        assert!(told.starts_with("1 added"), "{rows}: {told}");
    }
}

/// A collection is read on from where it was left, but from its start for what was not wanted then.
#[test]
fn a_collection_is_read_again_for_other_articles() {
    let folder = TempDir::new().unwrap();
    let told = |arguments: &[&str]| text(&run(folder.path(), arguments).stderr).lines().last().unwrap().to_owned();
    let row = |host: &str| {
        let text = format!("The ferry to {host} left late on Monday, harbour master Ada Quill said.");
        serde_json::json!({"url": format!("https://{host}/1"), "text": text}).to_string()
    };
    fs::write(folder.path().join("news.jsonl"), [row("quay.example"), row("tide.example")].join("\n")).unwrap();
    let some = told(&["add", "news.jsonl", "--where", "host=quay.example"]);
    assert!(some.starts_with("1 added") && some.contains("1 not wanted"), "{some}");
    let others = told(&["add", "news.jsonl", "--where", "host=tide.example"]);
    assert!(others.starts_with("1 added"), "{others}");
    let all = told(&["add", "news.jsonl"]);
    assert!(all.starts_with("0 added") && all.contains("2 unchanged"), "{all}");
    let again = told(&["add", "news.jsonl"]);
    assert!(again.contains("2 read in an earlier run"), "{again}");
}

/// Whenever an ingest is killed, what was committed is there once, and running it again completes it.
#[test]
fn a_killed_ingest_loses_nothing() {
    let folder = TempDir::new().unwrap();
    let all = stories("");
    let arguments: Vec<&str> = ["add", "--quiet"].into_iter().chain(all.iter().map(String::as_str)).collect();
    let refs = || -> Vec<String> {
        let Ok(ledger) = Ledger::open_to_read(&folder.path().join("ledger.db")) else { return Vec::new() };
        assert_eq!(ledger.check().unwrap(), []);
        let rows = ledger.claims(View::default(), &Filter::default()).unwrap();
        rows.iter().map(|row| format!("{} {}", row.reference, row.claim.id)).collect()
    };
    let mut kept = 0;
    for moment in 0..20 {
        let mut ingest = hearsay(folder.path(), &arguments).stderr(Stdio::null()).spawn().unwrap();
        // Spread over an ingest by steps that share no factor with its length.
        thread::sleep(Duration::from_millis(40 + moment * 137 % 1500));
        ingest.kill().unwrap();
        ingest.wait().unwrap();
        let now = refs();
        assert!(now.len() >= kept, "claims were lost at {moment}");
        assert_eq!(now.iter().collect::<BTreeSet<_>>().len(), now.len(), "claims were doubled at {moment}");
        kept = now.len();
    }
    assert!(run(folder.path(), &arguments).status.success());
    let complete = refs();
    let articles: BTreeSet<&str> = complete.iter().filter_map(|line| line.split(' ').next()).collect();
    assert!(articles.len() >= all.len() - 2, "{} of {}", articles.len(), all.len());
}
