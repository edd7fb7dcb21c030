//! What `hearsay serve` answers to programs: checked against its own description, with tokens, and as it happens.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test panics")]

mod served;

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Command;

use assert_cmd::cargo::cargo_bin;
use serde_json::{Value, json};
use served::{Served, demo};
use tempfile::TempDir;
use ureq::Body;
use ureq::http::Response;

const BOATS: &str = "Norway has sent 12 patrol boats to Peru, the Norwegian defence minister said on Monday.\n\n\
                     \"We sent 12 boats to Peru,\" the minister Anna Holm said.\n";

impl Served {
    fn post(&self, path: &str, token: Option<&str>, sent: &Value) -> (u16, Value) {
        let request = self.agent.post(format!("{}{path}", self.address)).header("Content-Type", "application/json");
        let request =
            token.iter().fold(request, |request, token| request.header("Authorization", format!("Bearer {token}")));
        answered(request.send(&sent.to_string()).unwrap())
    }

    fn get(&self, path: &str, token: &str) -> (u16, Value) {
        let request =
            self.agent.get(format!("{}{path}", self.address)).header("Authorization", format!("Bearer {token}"));
        answered(request.call().unwrap())
    }
}

fn answered(mut response: Response<Body>) -> (u16, Value) {
    let status = response.status().as_u16();
    (status, serde_json::from_str(&response.body_mut().read_to_string().unwrap()).unwrap_or_default())
}

fn made(file: &Path, name: &str, scopes: &[&str]) -> String {
    let mut command = Command::new(cargo_bin!("hearsay"));
    command.args(["token", name, "--file"]).arg(file);
    let output = command.args(scopes.iter().flat_map(|scope| ["--scope", scope])).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

#[test]
fn every_answer_is_as_the_description_says() {
    let schemathesis = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/python/bin/schemathesis");
    if !schemathesis.exists() {
        eprintln!("skipped: no schemathesis in target/python; `./check` installs it");
        return;
    }
    let served = Served::on_terms(|folder| demo(folder, "patrol-boats"), &["--rate", "0"]);
    let (article, proposition) = (
        &served.json("/api/v1/claims")["rows"][0]["article"],
        &served.json("/api/v1/propositions")["rows"][0]["proposition"]["id"],
    );
    let reports = TempDir::new().unwrap();
    // Any string is a text by its form; whether it is an English article shows in reading it.
    let settings = format!(
        "[checks.positive_data_acceptance]\nexpected-statuses = [\"2xx\", 404, 422]\n\
         [[operations]]\ninclude-path = \"/api/v1/articles/{{id}}\"\nparameters = {{ id = {article} }}\n\
         [[operations]]\ninclude-path = \"/api/v1/propositions/{{id}}\"\nparameters = {{ id = {proposition} }}\n"
    );
    fs::write(reports.path().join("schemathesis.toml"), settings).unwrap();
    let output = Command::new(schemathesis)
        .args(["run", &format!("{}api/v1/openapi.json", served.address), "--checks", "all", "--max-examples", "40"])
        .args(["--exclude-path", "/api/v1/events", "--seed", "1", "--header"])
        .arg(format!("Authorization: Bearer {}", served.token))
        .current_dir(reports.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn a_token_does_what_its_scopes_say() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("tokens.toml");
    let (desk, feeder) = (made(&file, "desk", &["judge"]), made(&file, "feeder", &["add"]));
    let served = Served::on_terms(|folder| demo(folder, "patrol-boats"), &["--tokens", file.to_str().unwrap()]);
    let story = json!({"title": "Boats for Peru", "text": BOATS, "outlet": "Quay Post", "published": "2024-01-31"});
    assert_eq!(served.post("api/v1/articles", None, &story).0, 401);
    assert_eq!(served.post("api/v1/articles", Some("guessed"), &story).0, 401);
    assert_eq!(served.post("api/v1/articles", Some(&desk), &story).0, 403);
    let (status, taken) = served.post("api/v1/articles", Some(&feeder), &story);
    assert_eq!((status, &taken["outcome"]), (200, &json!("added")));
    assert_eq!(served.post("api/v1/articles", Some(&feeder), &story).1["outcome"], "unchanged");
    let article = served.json(&format!("/api/v1/articles/{}", taken["article"].as_str().unwrap()));
    assert_eq!((&article["title"], &article["outlet"]), (&json!("Boats for Peru"), &json!("Quay Post")));
    let judged = json!({"verdict": "accept", "a": article["claims"][0]["claim"]["id"]});
    assert_eq!(served.post("api/v1/judgements", Some(&feeder), &judged).0, 403);
    assert_eq!(served.post("api/v1/judgements", Some(&desk), &judged), (201, json!({"id": 1})));
    assert_eq!(served.json("/api/v1/judgements")[0]["person"], "desk", "who holds the token signs");
}

#[test]
fn a_closed_server_answers_only_holders() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("tokens.toml");
    let reader = made(&file, "reader", &["read"]);
    let terms = ["--closed", "--tokens", file.to_str().unwrap()];
    let served = Served::on_terms(|folder| demo(folder, "patrol-boats-1"), &terms);
    for path in ["/", "/propositions", "/api/v1/claims", "/feed.atom"] {
        let refused = served.ask(path);
        assert_eq!(
            (refused.status().as_u16(), &refused.headers()["www-authenticate"]),
            (401, &"Bearer".parse().unwrap())
        );
    }
    assert_eq!(served.get("api/v1/claims", &reader).0, 200);
    let opened = served.ask(&format!("/?token={reader}"));
    let cookie = opened.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
    let page = served.agent.get(format!("{}add", served.address)).header("Cookie", cookie).call().unwrap();
    let page = page.into_body().read_to_string().unwrap();
    assert!(page.contains("Adding needs") && !page.contains("name=\"secret\""), "a reader sees the page, not the form");
}

#[test]
fn who_asks_too_fast_waits() {
    let served = Served::on_terms(|folder| demo(folder, "patrol-boats-1"), &["--rate", "2"]);
    let refused = (0..20).map(|_| served.ask("/api/v1/judgements")).find(|answer| answer.status() == 429).unwrap();
    assert_eq!(refused.headers()["retry-after"], "1");
    assert_eq!(refused.headers()["content-type"], "application/problem+json");
    assert_eq!(served.get("api/v1/judgements", &served.token).0, 200, "each caller has a pace of its own");
}

#[test]
fn new_claims_are_told_as_they_come() {
    let served = Served::on_terms(|folder| demo(folder, "patrol-boats-1"), &[]);
    let address = format!("{}api/v1/events?party=Peru", served.address);
    let listening = served.agent.get(&address).call().unwrap();
    assert_eq!(listening.headers()["content-type"], "text/event-stream");
    let mut lines = BufReader::new(listening.into_body().into_reader()).lines().map(Result::unwrap);
    let added = served.post("api/v1/articles", Some(&served.token), &json!({"text": BOATS}));
    assert_eq!(added.0, 200, "{}", added.1);
    let told: Vec<String> = lines.by_ref().take_while(|line| !line.is_empty()).collect();
    let id = told.iter().find_map(|line| line.strip_prefix("id: ")).unwrap();
    let data = told.iter().find_map(|line| line.strip_prefix("data: ")).unwrap();
    let row: Value = serde_json::from_str(data).unwrap();
    assert!(
        told.contains(&"event: claim".to_owned())
            && row["claim"]["content"]["exact"].as_str().unwrap().contains("Peru")
    );
    // Who was away gets what came since.
    let before = (id.parse::<i64>().unwrap() - 1).to_string();
    let again = served.agent.get(&address).header("Last-Event-ID", before).call().unwrap();
    let mut lines = BufReader::new(again.into_body().into_reader()).lines().map(Result::unwrap);
    assert!(lines.by_ref().take_while(|line| !line.is_empty()).any(|line| line == format!("id: {id}")));
}
