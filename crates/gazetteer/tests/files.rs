//! The files of `gazetteer/`: each alias of each row leads to its entity, and faults are told clearly.

#![allow(clippy::unwrap_used, reason = "a failing test panics")]

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use hearsay_gazetteer::source::{Source, check};
use hearsay_gazetteer::{Gazetteer, Sense};

fn source(path: &str, text: &str) -> Source {
    Source { path: path.to_owned(), text: text.to_owned() }
}

const COUNTRIES: &str = r#"country = [
  { id = "IR", name = "Iran", adjectives = ["Iranian"], metonyms = ["Tehran"] },
  { id = "GE", name = "Georgia", adjectives = ["Georgian"] },
]
"#;

/// The faults of a few files, drawn.
fn faults(sources: &[Source]) -> String {
    check(sources).iter().map(ToString::to_string).collect::<Vec<_>>().join("\n\n")
}

#[test]
fn sound_files_have_no_faults() {
    let bodies = r#"body = [{ id = "ir/guards", name = "Guards", kind = "military", of = "IR" }]"#;
    assert_eq!(faults(&[source("countries.toml", COUNTRIES), source("bodies/a.toml", bodies)]), "");
}

#[test]
fn a_second_id_is_a_fault() {
    let bodies = r#"body = [
  { id = "guards", name = "Guards", kind = "military" },
  { id = "guards", name = "Horse Guards", kind = "military" },
]
"#;
    insta::assert_snapshot!(faults(&[source("bodies/a.toml", bodies)]));
}

#[test]
fn a_name_that_leads_two_ways_is_a_fault() {
    let bodies = r#"body = [
  { id = "force", name = "Rapid Force", kind = "military", aliases = ["R.F."] },
  { id = "fund", name = "Relief Fund", kind = "organisation", aliases = ["RF"] },
]
"#;
    insta::assert_snapshot!(faults(&[source("bodies/a.toml", bodies)]));
    let rule = r#"name = [{ name = "RF", prefer = "force", over = ["fund"], why = "it is older" }]"#;
    assert_eq!(faults(&[source("bodies/a.toml", bodies), source("ambiguous.toml", rule)]), "");
}

#[test]
fn an_unknown_country_is_a_fault() {
    let bodies = r#"body = [{ id = "guards", name = "Guards", kind = "military", of = "IRN" }]"#;
    insta::assert_snapshot!(faults(&[source("countries.toml", COUNTRIES), source("bodies/a.toml", bodies)]));
}

#[test]
fn bad_toml_is_a_fault() {
    let unclosed = "country = [\n  { id = \"IR\", name = \"Iran },\n]\n";
    let unknown = "country = [\n  { id = \"IR\", name = \"Iran\", demonym = \"Iranian\" },\n]\n";
    insta::assert_snapshot!(faults(&[source("countries.toml", unclosed)]));
    insta::assert_snapshot!(faults(&[source("countries.toml", unknown)]));
}

#[test]
fn a_stale_rule_is_a_fault() {
    let rules = r#"name = [
  { name = "Georgia", prefer = "GE", over = ["us/georgia"], why = "the state is a body no more" },
  { name = "Iran", prefer = "IR", why = "it is so" },
]
"#;
    insta::assert_snapshot!(faults(&[source("countries.toml", COUNTRIES), source("ambiguous.toml", rules)]));
}

#[test]
fn an_office_with_two_holders_is_a_fault() {
    let rules = r#"office = [{ id = "army", kind = "military", name = "Army", nouns = ["army"] }]"#;
    let bodies = r#"body = [
  { id = "ir/artesh", name = "Artesh", kind = "military", of = "IR", office = "army" },
  { id = "ir/ground", name = "Ground Force", kind = "military", of = "IR", office = "army" },
]
"#;
    let sources = [source("countries.toml", COUNTRIES), source("rules.toml", rules), source("bodies/a.toml", bodies)];
    insta::assert_snapshot!(faults(&sources));
}

/// The tables of the rows of one file.
fn rows(file: &Path, table: &str) -> Vec<toml::Table> {
    let text = fs::read_to_string(file).unwrap();
    let parsed: toml::Table = toml::from_str(&text).unwrap();
    parsed[table].as_array().unwrap().iter().map(|row| row.as_table().unwrap().clone()).collect()
}

#[test]
fn every_alias_leads_to_its_entity_or_the_preferred_one() {
    let gazetteer = Gazetteer::embedded().unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../gazetteer");
    let mut files = vec![(folder.join("countries.toml"), "country")];
    for (part, table) in [("bodies", "body"), ("media", "outlet")] {
        files.extend(fs::read_dir(folder.join(part)).unwrap().map(|f| (f.unwrap().path(), table)));
    }
    let preferred: HashMap<String, String> = rows(&folder.join("ambiguous.toml"), "name")
        .iter()
        .map(|r| {
            (hearsay_gazetteer::key(r["name"].as_str().unwrap()).into_owned(), r["prefer"].as_str().unwrap().into())
        })
        .collect();
    let (mut names, mut wrong) = (0, Vec::new());
    for (file, table) in files {
        for row in rows(&file, table) {
            let id = row["id"].as_str().unwrap();
            let listed = ["aliases", "metonyms", "adjectives", "people"].iter().filter_map(|f| row.get(*f)?.as_array());
            let listed = listed.flatten().filter_map(|n| n.as_str());
            for name in listed.chain(row["name"].as_str()) {
                names += 1;
                let rule = preferred.get(&*hearsay_gazetteer::key(name));
                let expected = rule.map_or(id, String::as_str);
                if row.get("kind").and_then(|kind| kind.as_str()) == Some("person") {
                    if gazetteer.person(name).is_none_or(|person| person.id != id) {
                        wrong.push(format!("{name} of {id}"));
                    }
                    continue;
                }
                match gazetteer.lookup(name) {
                    Some(reading) if reading.entity.id == expected && reading.contested == rule.is_some() => {}
                    found => wrong.push(format!("{name} of {id}: {found:?}")),
                }
            }
            let metonyms = row.get("metonyms").and_then(|m| m.as_array()).into_iter().flatten();
            for metonym in metonyms.filter_map(|m| m.as_str()) {
                if gazetteer.lookup(metonym).is_none_or(|r| r.entity.id == id && r.sense != Sense::Metonym) {
                    wrong.push(format!("{metonym} is no metonym of {id}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(names > 5000, "{names} names");
}
