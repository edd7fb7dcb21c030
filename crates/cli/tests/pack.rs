//! `hearsay pack check` and `hearsay read --pack`, the program itself.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test panics")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// A pack without a fault. `{trigger}` is where the tables below add to it.
const SOUND: &str = r#"name = "gifts"
about = "Gifts"
things = ["drum", "lute"]
[[frame]]
type = "gift"
stages = ["promised", "given"]
[[frame.role]]
name = "giver"
filler = "party"
[[frame.role]]
name = "gift"
filler = "goods"
[[frame.trigger]]
lemmas = ["give"]
pos = "verb"
roles = { giver = ["subject"], gift = ["object"] }
stage = "given"
[[frame.trigger.example]]
text = "Norway gave Kenya two drums."
frame = { giver = "Norway", gift = "drum", stage = "given" }
"#;

fn hearsay(arguments: &[&str], folder: &Path) -> Output {
    Command::new(assert_cmd::cargo::cargo_bin!("hearsay")).args(arguments).current_dir(folder).output().unwrap()
}

fn packs() -> String {
    format!("{}/../../packs", env!("CARGO_MANIFEST_DIR"))
}

fn folder(pack: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("p")).unwrap();
    fs::write(folder.path().join("p/pack.toml"), pack).unwrap();
    folder
}

/// What the check prints, with its exit code.
fn check(folder: &TempDir) -> (String, Option<i32>) {
    let output = hearsay(&["pack", "check", "p"], folder.path());
    (String::from_utf8(output.stdout).unwrap(), output.status.code())
}

#[test]
fn a_sound_pack_passes() {
    let said = "p: 1 frame type, 1 trigger, 1 example; all is well\n";
    assert_eq!(check(&folder(SOUND)), (said.to_owned(), Some(0)));
}

#[test]
fn faults_are_told_with_line_and_remedy() {
    for (sound, broken, said) in [
        (
            "stages =",
            "colour = 1\nstages =",
            "p/pack.toml:6: unknown field `colour`, expected one of `type`, `learnt`, `stages`, `future`, `ongoing`, `habitual`, `wished`, `reduced`, \
             `ended`, `cargo`, `hinders`, `terms`, `counts`, `exchange`, `exchanged`, `role`, `governor`, `wording`, `schemes`, `trigger`, `example`; \
             packs/README.md tells which keys there are, and how a file is laid out\n\
             p: 1 fault; no example was read\n",
        ),
        (
            "\"given\"\n[[",
            "\"gave\"\n[[",
            "p/pack.toml:17: “gave” is no stage of gift; declare it, or write one of: promised, given, unspecified\n\
             p: 1 fault; no example was read\n",
        ),
        (
            "{ giver = [",
            "{ donor = [",
            "p/pack.toml:16: “donor” is no role of gift; declare it, or write one of: giver, gift\n\
             p: 1 fault; no example was read\n",
        ),
        (
            "pos = \"verb\"",
            "pos = \"verb",
            "p/pack.toml:15: invalid basic string, expected `\"`; \
             packs/README.md tells which keys there are, and how a file is laid out\n\
             p: 1 fault; no example was read\n",
        ),
        (
            "two drums.",
            "two lutes.",
            "p/pack.toml:19: gift isn't found in “Norway gave Kenya two lutes.”\n  \
             expected: gift = drum, giver = Norway, stage = given\n     \
             found: gift = lute, giver = Norway, stage = given\n\
             p: 1 frame type, 1 trigger, 1 example; 1 not found\n",
        ),
    ] {
        assert!(SOUND.contains(sound), "{sound}");
        assert_eq!(check(&folder(&SOUND.replacen(sound, broken, 1))), (said.to_owned(), Some(1)));
    }
}

#[test]
fn all_faults_of_both_files_are_told_in_one_run() {
    let broken = SOUND.replace("stage = \"given\"\n[[", "stage = \"gave\"\nneeds = [\"toy\"]\nscheme = \"x\"\n[[");
    let folder = folder(&broken.replace("frame = { giver", "frame = { donor"));
    fs::write(folder.path().join("p/items.toml"), "[[class]]\nid = \"a.b\"\nname = \"b\"\nnouns = []\n").unwrap();
    let (said, code) = check(&folder);
    let starts = [
        "p/pack.toml:17: “gave” is no stage",
        "p/pack.toml:18: “toy” is no role",
        "p/pack.toml:19: “x” is no scheme",
        "p/pack.toml:22: “donor” is no role",
        "p/items.toml:2: there is no class “a”",
        "p: 5 faults; no example was read",
    ];
    assert_eq!((said.lines().count(), code), (starts.len(), Some(1)), "{said}");
    for (line, start) in said.lines().zip(starts) {
        assert!(line.starts_with(start), "{line}");
    }
}

#[test]
fn a_folder_without_a_pack_is_told() {
    let (said, code) = check(&tempfile::tempdir().unwrap());
    assert!(said.starts_with("p/pack.toml: "), "{said}");
    assert_eq!(code, Some(1));
}

#[test]
fn the_pack_on_aid_passes() {
    let output = hearsay(&["pack", "check", "aid"], Path::new(&packs()));
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.ends_with("all is well\n"), "{said}");
}

/// The types of all frames of a text, by the packs of these folders.
fn kinds(packs: &[String]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let text = "Iran has shipped attack drones to Russia across the Caspian Sea.\n\n\
        An official said that Malawi had asked Germany for tents.\n\nNorway sent 400 tents to Nepal.\n";
    fs::write(folder.path().join("story.txt"), text).unwrap();
    let mut arguments = vec!["read", "--format", "json", "story.txt"];
    packs.iter().for_each(|pack| arguments.extend(["--pack", pack]));
    let output = hearsay(&arguments, folder.path());
    let records = String::from_utf8(output.stdout).unwrap();
    let claims: Vec<Value> = records
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .flat_map(|record| record["claims"].as_array().cloned().unwrap_or_default())
        .collect();
    let frames = claims.iter().flat_map(|claim| claim["frames"].as_array().cloned().unwrap_or_default());
    frames.map(|frame| frame["type"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn frames_of_several_packs_stand_side_by_side() {
    let (arms, aid) = (format!("{}/arms", packs()), format!("{}/aid", packs()));
    let both = kinds(&[arms.clone(), aid.clone()]);
    for kind in ["transfer", "relief", "appeal"] {
        assert!(both.iter().any(|k| k == kind), "{both:?}");
    }
    assert_eq!(kinds(&[]), kinds(std::slice::from_ref(&arms)));
    assert!(kinds(&[aid]).iter().all(|kind| kind != "transfer"));
    // Nothing could tell the frames of two packs apart that call theirs the same.
    assert!(kinds(&[arms.clone(), arms]).is_empty());
}
