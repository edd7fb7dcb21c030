//! A real server on a ledger of its own.

#![allow(dead_code, unreachable_pub, reason = "each test file uses a part of it")]

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;
use ureq::http::Response;
use ureq::{Agent, Body};

const SAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples/demo");

/// A server over a ledger; it ends with the test.
pub struct Served {
    child: Child,
    pub address: String,
    pub token: String,
    pub agent: Agent,
    _folder: TempDir,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Puts the demo stories whose names begin so into a folder.
pub fn demo(folder: &Path, beginning: &str) {
    for entry in fs::read_dir(SAMPLES).unwrap().flatten() {
        let name = entry.file_name().into_string().unwrap();
        if name.ends_with(".json") && name.starts_with(beginning) {
            fs::copy(entry.path(), folder.join(name)).unwrap();
        }
    }
}

fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("hearsay"));
    command.args(arguments).current_dir(folder).env("HEARSAY_LEDGER", folder.join("ledger.db"));
    command
}

impl Served {
    /// Serves what `fill` puts into a folder.
    pub fn with(fill: impl FnOnce(&Path)) -> Self {
        Self::on_terms(fill, &[])
    }

    /// Serves it with further arguments.
    pub fn on_terms(fill: impl FnOnce(&Path), arguments: &[&str]) -> Self {
        let folder = TempDir::new().unwrap();
        fs::create_dir(folder.path().join("stories")).unwrap();
        fill(&folder.path().join("stories"));
        assert!(program(folder.path(), &["add", "-q", "stories"]).status().unwrap().success());
        let mut serve = program(folder.path(), &["serve", "--port", "0"]);
        let mut child = serve.args(arguments).stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let address = lines.next().unwrap().unwrap().trim_start_matches("to read:").trim().to_owned();
        let judge = lines.next().unwrap().unwrap();
        let token = judge.rsplit('=').next().unwrap().to_owned();
        let config =
            Agent::config_builder().http_status_as_error(false).max_redirects(0).max_redirects_will_error(false);
        Self { child, address, token, agent: Agent::new_with_config(config.build()), _folder: folder }
    }

    /// Serves some of the demo stories.
    pub fn demo() -> Self {
        Self::stories("patrol-boats")
    }

    /// Serves the demo stories whose names begin so.
    pub fn stories(beginning: &str) -> Self {
        Self::with(|folder| demo(folder, beginning))
    }

    pub fn ask(&self, path: &str) -> Response<Body> {
        self.agent.get(format!("{}{}", self.address, path.trim_start_matches('/'))).call().unwrap()
    }

    pub fn page(&self, path: &str) -> String {
        let mut response = self.ask(path);
        let text = response.body_mut().read_to_string().unwrap();
        assert_eq!(response.status(), 200, "{path}: {text}");
        text
    }

    pub fn json(&self, path: &str) -> Value {
        serde_json::from_str(&self.page(path)).unwrap()
    }

    /// Sends a judgement, with a cookie and the secret of a form.
    pub fn judge(&self, cookie: &str, secret: &str, claim: &str) -> u16 {
        let form =
            [("secret", secret), ("verdict", "accept"), ("a", claim), ("person", "Quill"), ("back", "//evil.example")];
        let request = self.agent.post(format!("{}judge", self.address)).header("Cookie", cookie);
        request.send_form(form).unwrap().status().as_u16()
    }
}
