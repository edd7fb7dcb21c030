//! `hearsay proposition` and `hearsay dossier`, the program itself, over ledgers that hold what the tests put there.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test panics")]

use std::path::Path;
use std::process::{Command, Output};

use hearsay::contract::Record;
use hearsay_gazetteer::Gazetteer;
use hearsay_ledger::{Filter, Ledger, Source, View};
use serde_json::json;
use tempfile::TempDir;

/// An article that says twice over, in one claim, that Norway sent Peru boats: the outlet in its own words, or somebody.
fn article(outlet: &str, published: &str, speaker: Option<&str>) -> Source {
    let (before, content) = match speaker {
        Some(_) => ("Officials wrote on Monday", "Norway sent boats and sent radars to Peru"),
        // In words that no near-copy would have.
        None => ("Cranes were busy all morning", "for Peru, shipyards in Norway first sent boats, then sent radars"),
    };
    let text = format!("News of {published}\n\n{before}: {content}.");
    let span = |words: &str| {
        let start = text[..text.find(words).unwrap()].chars().count();
        json!({"start": start, "end": start + words.chars().count(), "exact": words})
    };
    let party = |name: &str| json!([{"name": name, "entity": null, "span": span(name)}]);
    let frame = |trigger: &str| {
        json!({"type": "transfer", "trigger": span(trigger), "stage": "shipped", "terms": "unspecified",
               "roles": {"supplier": party("Norway"), "recipient": party("Peru"), "item": party("boat")}})
    };
    let (kind, quotation) = if speaker.is_some() { ("government", "indirect") } else { ("media", "none") };
    let record = json!({
        "article": {"id": "", "ref": format!("{outlet}.txt"), "outlet": outlet, "title": format!("News of {published}"),
                    "published": published, "url": format!("https://{outlet}.example/1"), "text": text},
        "claims": [{
            "id": "c0ffee", "content": span(content), "source": null, "cue": null, "quotation": quotation, "relays": [],
            "evidence": [{"kind": "photo_video"}], "polarity": "positive", "modality": "certain",
            "speaker": {"name": speaker, "entity": null, "kind": kind, "affiliation": null},
            "frames": [frame("sent boats"), frame("sent radars")],
        }],
    });
    Source::of_text(serde_json::from_value::<Record>(record).unwrap())
}

/// A ledger of some articles, and the id of the first proposition in it.
fn ledger(folder: &Path, articles: &[Source]) -> String {
    let mut ledger = Ledger::open(&folder.join("ledger.db")).unwrap();
    let now = "2025-03-10T08:00:00Z".parse().unwrap();
    ledger.append(articles, &Gazetteer::embedded().unwrap(), "1", now).unwrap();
    ledger.propositions(View::default(), &Filter::default()).unwrap()[0].proposition.proposition.id.clone()
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("hearsay"));
    command.args(arguments).current_dir(folder).env("HEARSAY_LEDGER", folder.join("ledger.db")).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn the_tree_names_who_and_where_and_says_each_thing_once() {
    let folder = TempDir::new().unwrap();
    let articles = [
        article("Harbour Post", "2025-03-01", Some("Chile")),
        article("Gull Post", "2025-03-01", Some("Chile")),
        article("Quay Post", "2025-03-02", None),
    ];
    let id = ledger(folder.path(), &articles);
    let tree = text(&run(folder.path(), &["proposition", &id]).stdout);
    // The same text at two outlets, so a claim of the same id.
    for outlet in ["2025-03-01 Harbour Post", "2025-03-01 Gull Post"] {
        let lines = tree.lines().filter(|line| line.contains("─ ") && line.contains(outlet)).count();
        assert_eq!(lines, 1, "{outlet}:\n{tree}");
    }
    assert!(tree.contains("(said to rest on photos or video)") && !tree.contains("photo_video"), "{tree}");
    let (_, untold) = tree.split_once("lineage unknown\n").unwrap_or_else(|| panic!("{tree}"));
    assert!(untold.contains("2025-03-02 Quay Post, in its own words"), "{tree}");
    let (_, links) = tree.split_once("\nlinks\n").unwrap_or_else(|| panic!("{tree}"));
    assert!(links.contains("Chile, 2025-03-01 Harbour Post") && !links.contains(&id), "{tree}");
    // Lines that differ only in their borders would be told twice.
    let mut lines: Vec<&str> = tree.lines().map(|line| line.trim_start_matches([' ', '├', '└', '─'])).collect();
    lines.retain(|line| !line.is_empty());
    let all = lines.len();
    lines.sort_unstable();
    lines.dedup();
    assert_eq!(lines.len(), all, "{tree}");
    let table = text(&run(folder.path(), &["proposition", &id, "--format", "csv"]).stdout);
    assert_eq!(table.lines().count(), 4, "{table}");
}

#[test]
fn a_dossier_has_a_section_for_each_proposition() {
    let folder = TempDir::new().unwrap();
    let id = ledger(folder.path(), &[article("Harbour Post", "2025-03-01", Some("Chile"))]);
    let output = run(folder.path(), &["dossier", &id, &id[..8], &id.to_uppercase()]);
    assert!(output.status.success() && output.stderr.is_empty(), "{}", text(&output.stderr));
    let dossier = text(&output.stdout);
    assert_eq!(dossier.matches("\nIndependent origins").count(), 1, "{dossier}");
}

#[test]
fn what_no_answer_can_be_given_to_is_told_with_the_remedy() {
    let folder = TempDir::new().unwrap();
    let id = ledger(folder.path(), &[article("Harbour Post", "2025-03-01", Some("Chile"))]);
    for (arguments, complaint) in [
        (&["proposition", ""][..], "an empty id names no proposition"),
        (&["dossier", ""], "an empty id names no proposition"),
        (&["proposition", &id, "--published-before", "2025-03-01"], "no claim published before that day"),
        (&["dossier", &id, "--published-before", "2025-03-01"], "no claim published before that day"),
        (&["propositions", "--frame", "transfers"], "“transfers” is no type of frame; use "),
        (&["claims", "--frame", "nonsense"], "“nonsense” is no type of frame; use "),
    ] {
        let output = run(folder.path(), arguments);
        let complaints = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {complaints}");
        assert!(complaints.contains(complaint), "{arguments:?}: {complaints}");
    }
    let found = run(folder.path(), &["claims", "--outlet", "HARBOUR post", "--format", "csv"]);
    assert_eq!(text(&found.stdout).lines().count(), 2);
}
