//! Archives through the program itself: what is read, what is left out, what is set aside, and where a run goes on.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test panics")]

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("hearsay"));
    command.args(arguments).current_dir(folder).env("HEARSAY_LEDGER", folder.join("ledger.db"));
    command.output().unwrap()
}

fn json(folder: &Path, arguments: &[&str]) -> Value {
    let output = run(folder, arguments);
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{arguments:?}: {error}: {}", String::from_utf8_lossy(&output.stderr)))
}

fn page(title: &str, paragraphs: &[&str]) -> String {
    let body: String = paragraphs.iter().map(|p| format!("<p>{p}</p>")).collect();
    format!("<!DOCTYPE html><html><head><title>{title}</title></head><body><article><h1>{title}</h1>{body}</article>")
}

fn response(url: &str, body: &str) -> String {
    let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{body}");
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2023-06-09T11:30:00Z\r\n\
         WARC-Target-URI: {url}\r\nContent-Length: {}\r\n\r\n{answer}\r\n\r\n",
        answer.len()
    )
}

fn news() -> String {
    let boats = page(
        "Norway sends patrol boats to Peru",
        &[
            "Norway has shipped six patrol boats to Peru, the defence ministry in Oslo said on Monday.",
            "The boats left the port of Bergen in May and will be handed over to the Peruvian navy, a spokesman said.",
        ],
    );
    let german = page(
        "Norwegen liefert Boote",
        &[
            "Norwegen hat sechs Patrouillenboote nach Peru geliefert, wie das Verteidigungsministerium am Montag mitteilte.",
            "Die Boote haben den Hafen von Bergen im Mai verlassen und sollen der Marine übergeben werden, sagte ein Sprecher.",
        ],
    );
    let other = page(
        "Ferry leaves late",
        &[
            "The harbour master said on Monday that the evening ferry would leave two hours late because of the fog.",
            "Passengers were told to wait in the hall, where tea was served until the ship sailed at nine.",
        ],
    );
    [
        response("https://www.fjord.example/boats", &boats),
        response("https://www.fjord.example/boote", &german),
        response("https://www.fjord.example/nothing", "<!DOCTYPE html><html><body><p>Menu"),
        response("https://harbour.example/ferry", &other),
    ]
    .concat()
}

#[test]
fn an_archive_is_read_once_and_what_it_cannot_give_is_set_aside() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("news.warc"), news()).unwrap();
    let add = ["add", "news.warc", "--summary", "json"];
    let tally = json(folder.path(), &add);
    assert_eq!((&tally["added"], &tally["failed"], &tally["other_languages"]["de"]), (&2.into(), &1.into(), &1.into()));
    let again = json(folder.path(), &add);
    assert_eq!(
        (&again["added"], &again["unchanged"], &again["failed"]),
        (&0.into(), &0.into(), &0.into()),
        "it was done"
    );
    let afresh = json(folder.path(), &["add", "news.warc", "--summary", "json", "--afresh"]);
    assert_eq!((&afresh["added"], &afresh["unchanged"], &afresh["failed"]), (&0.into(), &2.into(), &1.into()));

    let aside = json(folder.path(), &["quarantine", "list", "--format", "json"]);
    let row = |i: usize| (aside[i]["ground"].as_str().unwrap(), aside[i]["attempts"].as_i64().unwrap());
    assert_eq!((row(0), row(1)), (("language", 2), ("unreadable", 2)));
    assert!(aside[1]["place"].as_str().unwrap().ends_with("news.warc, record 3"), "{aside}");
    assert!(run(folder.path(), &["quarantine", "export", "out", "--ground", "language"]).status.success());
    let exported = fs::read_dir(folder.path().join("out")).unwrap().next().unwrap().unwrap().path();
    assert!(fs::read_to_string(exported).unwrap().contains("Norwegen liefert Boote"));

    let claims = json(folder.path(), &["claims", "--format", "json"]);
    assert!(
        claims.as_array().unwrap().iter().any(|claim| claim["url"] == "https://www.fjord.example/boats"),
        "{claims}"
    );
    assert!(run(folder.path(), &["ledger", "check"]).status.success());
}

#[test]
fn the_pages_are_exported_as_an_archive_that_can_be_read_again() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("news.warc"), news()).unwrap();
    json(folder.path(), &["add", "news.warc", "--summary", "json"]);
    let exported = run(folder.path(), &["archive", "export", "--wacz", "pages.wacz"]);
    assert!(String::from_utf8_lossy(&exported.stderr).contains("4 pages written"), "{exported:?}");

    let mut archive = zip::ZipArchive::new(fs::File::open(folder.path().join("pages.wacz")).unwrap()).unwrap();
    let mut part = |name: &str| {
        let mut bytes = Vec::new();
        archive.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
        bytes
    };
    let package: Value = serde_json::from_slice(&part("datapackage.json")).unwrap();
    let resources = package["resources"].as_array().unwrap();
    assert_eq!(resources.len(), 3);
    for resource in resources {
        let bytes = part(resource["path"].as_str().unwrap());
        let hash: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(resource["hash"], format!("sha256:{hash}"));
        assert_eq!(resource["bytes"], bytes.len());
    }
    let index = String::from_utf8(part("indexes/index.cdxj")).unwrap();
    assert!(index.starts_with("example,fjord)/boats 20230609113000 {"), "{index}");
    let pages = String::from_utf8(part("pages/pages.jsonl")).unwrap();
    assert!(pages.contains("Norway sends patrol boats to Peru"), "{pages}");

    let other = TempDir::new().unwrap();
    let wacz = folder.path().join("pages.wacz");
    let tally = json(other.path(), &["add", wacz.to_str().unwrap(), "--summary", "json"]);
    assert_eq!((&tally["added"], &tally["other_languages"]["de"]), (&2.into(), &1.into()));
}

#[test]
fn conditions_leave_articles_out_before_they_are_read() {
    for (conditions, added) in [
        (&["host=harbour.example"][..], 1),
        (&["host=fjord.example"], 1),
        (&["host=fjord.example,harbour.example", "language=en"], 2),
        // What isn't read is set aside, whoever asks for it.
        (&["host=fjord.example,harbour.example", "language=de"], 0),
        (&["date>=2030-01-01"], 0),
    ] {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("news.warc"), news()).unwrap();
        let flags = conditions.iter().flat_map(|condition| ["--where", condition]);
        let arguments: Vec<&str> = ["add", "news.warc", "--summary", "json"].into_iter().chain(flags).collect();
        let tally = json(folder.path(), &arguments);
        assert_eq!(tally["added"], added, "{conditions:?}: {tally}");
    }
    let folder = TempDir::new().unwrap();
    let refused = run(folder.path(), &["add", "x", "--where", "title=boats"]);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("use host=NAME"), "{refused:?}");
}

#[test]
fn an_archive_on_standard_input_is_read_as_one() {
    let folder = TempDir::new().unwrap();
    let mut command = assert_cmd::Command::new(assert_cmd::cargo::cargo_bin!("hearsay"));
    let output =
        command.args(["read", "-", "--format", "json", "--quiet"]).current_dir(folder.path()).write_stdin(news());
    let output = output.output().unwrap();
    let lines: Vec<Value> =
        String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let titles: Vec<&str> = lines.iter().map(|line| line["article"]["title"].as_str().unwrap()).collect();
    assert_eq!(titles, ["Norway sends patrol boats to Peru", "Norwegen liefert Boote", "Ferry leaves late"]);
    assert!(String::from_utf8(output.stderr).unwrap().contains("standard input, record 3: has no article"));
}
