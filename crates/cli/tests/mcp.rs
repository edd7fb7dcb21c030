//! `hearsay mcp` is asked by the protocol's own client, a Python package that `./check` installs.

#![allow(clippy::unwrap_used, reason = "a failing test panics")]

use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

const HERE: &str = env!("CARGO_MANIFEST_DIR");

#[test]
fn the_protocols_own_client_gets_claims_with_their_spans() {
    let python = Path::new(HERE).join("../../target/python/bin/python");
    if !python.exists() {
        eprintln!("skipped: ./check installs the protocol's client");
        return;
    }
    let folder = TempDir::new().unwrap();
    let (program, ledger) = (assert_cmd::cargo::cargo_bin!("hearsay"), folder.path().join("demo.db"));
    assert!(Command::new(program).arg("--ledger").arg(&ledger).arg("demo").output().unwrap().status.success());
    let client = Path::new(HERE).join("tests/mcp/client.py");
    let output = Command::new(python).arg(client).arg(program).arg(&ledger).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
