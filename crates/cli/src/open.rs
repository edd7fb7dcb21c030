//! Where the ledger is, and opening it.

use std::env;
use std::fs;
use std::path::PathBuf;

use anyhow::Context;
use directories::ProjectDirs;
use hearsay_ledger::Ledger;

/// The variable that names the ledger where `--ledger` doesn't.
const VARIABLE: &str = "HEARSAY_LEDGER";

/// The ledger's file: as given, else as the environment says, else in the user's data folder.
fn path(given: Option<PathBuf>) -> anyhow::Result<PathBuf> {
    if let Some(path) = given.or_else(|| env::var_os(VARIABLE).filter(|v| !v.is_empty()).map(PathBuf::from)) {
        return Ok(path);
    }
    let folders = ProjectDirs::from("", "", "hearsay");
    let folders =
        folders.with_context(|| format!("no home folder to keep a ledger in: give --ledger or {VARIABLE}"))?;
    Ok(folders.data_dir().join("ledger.db"))
}

/// Opens the ledger to write; it is made where there is none.
pub(crate) fn to_write(given: Option<PathBuf>) -> anyhow::Result<Ledger> {
    let path = path(given)?;
    if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) {
        fs::create_dir_all(folder).with_context(|| format!("can't make the folder {}", folder.display()))?;
    }
    Ledger::open(&path).with_context(|| path.display().to_string())
}

/// The file of a ledger that is there.
pub(crate) fn existing(given: Option<PathBuf>) -> anyhow::Result<PathBuf> {
    let path = path(given)?;
    if !path.exists() {
        anyhow::bail!("there is no ledger at {}: `hearsay add` makes one", path.display());
    }
    Ok(path)
}

/// Opens the ledger to read.
pub(crate) fn to_read(given: Option<PathBuf>) -> anyhow::Result<Ledger> {
    let path = existing(given)?;
    Ledger::open_to_read(&path).with_context(|| path.display().to_string())
}
