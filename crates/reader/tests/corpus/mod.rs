//! Web pages whose article is known, and how near an extraction comes to it.
//!
//! The pages are other people's: they are read from a folder beside the checkout and never kept in it.

mod measure;

use std::collections::HashMap;
use std::fs::File;
use std::io::{Error, Read, Result};
use std::path::{Path, PathBuf};

use serde_json::Value;

pub(crate) use measure::{Found, Measure};

/// A page and what is known of its article.
pub(crate) struct Page {
    pub(crate) url: String,
    pub(crate) html: Vec<u8>,
    pub(crate) body: Body,
    pub(crate) title: Option<String>,
    pub(crate) author: Option<String>,
    /// As `YYYY-MM-DD`.
    pub(crate) date: Option<String>,
    pub(crate) outlet: Option<String>,
}

/// What is known of the body.
pub(crate) enum Body {
    /// Passages that belong to it, and passages of the page that don't.
    Passages { with: Vec<String>, without: Vec<String> },
    /// All of it.
    Whole(String),
}

/// The folder with the pages: in the one that `HEARSAY_SHARED` names, else in `shared` beside the checkout. `None` where
/// this machine doesn't have it.
pub(crate) fn folder() -> Option<PathBuf> {
    let named = std::env::var_os("HEARSAY_SHARED").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().skip(3).map(|folder| folder.join("shared"));
    let folders = named.into_iter().chain(beside).map(|folder| folder.join("data/html"));
    folders.into_iter().find(|folder| folder.join("trafilatura_eval.tar.xz").is_file())
}

/// Trafilatura's evaluation pages: every `step`th, in the order of their addresses.
pub(crate) fn passages(folder: &Path, step: usize) -> Result<Vec<Page>> {
    let mut files = unpack(&folder.join("trafilatura_eval.tar.xz"), |path| path.starts_with("tests/eval"))?;
    let gold: Value = serde_json::from_slice(&files.remove("tests/evaldata.json").unwrap_or_default())?;
    let mut entries: Vec<_> = gold.as_object().into_iter().flatten().collect();
    entries.sort_by_key(|(url, _)| url.as_str());
    let pages = entries.into_iter().filter_map(|(url, entry)| {
        let html = files.get(&format!("tests/eval/{}", text(entry, "file")?))?.clone();
        let list = |key| strings(&entry[key]).collect();
        Some(Page {
            url: url.clone(),
            html,
            body: Body::Passages { with: list("with"), without: list("without") },
            title: text(entry, "title"),
            author: text(entry, "author"),
            date: text(entry, "date"),
            outlet: text(entry, "sitename"),
        })
    });
    Ok(pages.step_by(step).collect())
}

/// Fundus' parser tests: every `step`th page, in the order of their names. Those of `countries` only, if any are given.
pub(crate) fn wholes(folder: &Path, step: usize, countries: &[&str]) -> Result<Vec<Page>> {
    let files = unpack(&folder.join("fundus_pages.tar.xz"), |path| path.starts_with("tests/resources"))?;
    let mut names: Vec<&String> = files.keys().filter(|name| name.ends_with(".json")).collect();
    names.sort();
    let mut pages = Vec::new();
    for name in names {
        let (country, publisher) = name.trim_end_matches(".json").rsplit_once('/').unwrap_or_default();
        if !countries.is_empty() && !countries.iter().any(|c| country.ends_with(&format!("/{c}"))) {
            continue;
        }
        let about: Value = serde_json::from_slice(files.get(&format!("{country}/meta.info")).map_or(b"{}", |f| f))?;
        let stem = format!("{country}/{publisher}_");
        let mut of_publisher: Vec<_> = files.iter().filter(|(path, _)| path.starts_with(&stem)).collect();
        of_publisher.sort();
        let gold: Value = serde_json::from_slice(&files[name])?;
        // The versions of a publisher's parser and its pages are both in the order of time.
        for (entry, (path, packed)) in gold.as_object().into_iter().flatten().map(|(_, v)| v).zip(of_publisher) {
            let mut html = Vec::new();
            flate2::read::GzDecoder::new(packed.as_slice()).read_to_end(&mut html)?;
            let file = path.rsplit('/').next().unwrap_or_default();
            pages.push(Page {
                url: text(&about[file], "url").unwrap_or_default(),
                html,
                body: Body::Whole(whole(&entry["body"])),
                title: text(entry, "title"),
                author: Some(strings(&entry["authors"]).collect::<Vec<_>>().join("; ")).filter(|a| !a.is_empty()),
                date: text(entry, "publishing_date").map(|d| d.chars().take(10).collect()),
                outlet: Some(publisher.to_owned()),
            });
        }
    }
    Ok(pages.into_iter().step_by(step).collect())
}

fn whole(body: &Value) -> String {
    let mut paragraphs: Vec<String> = strings(&body["summary"]).collect();
    for section in body["sections"].as_array().into_iter().flatten() {
        paragraphs.extend(strings(&section["headline"]).chain(strings(&section["paragraphs"])));
    }
    paragraphs.join("\n")
}

fn text(entry: &Value, key: &str) -> Option<String> {
    entry[key].as_str().map(str::trim).filter(|s| !s.is_empty()).map(str::to_owned)
}

fn strings(list: &Value) -> impl Iterator<Item = String> {
    list.as_array().into_iter().flatten().filter_map(|v| v.as_str().map(str::to_owned))
}

fn unpack(archive: &Path, wanted: impl Fn(&Path) -> bool) -> Result<HashMap<String, Vec<u8>>> {
    let packed = lzma_rust2::XzReader::new(File::open(archive)?, true);
    let mut files = HashMap::new();
    for entry in tar::Archive::new(packed).entries()? {
        let mut entry = entry?;
        let path = entry.path()?.into_owned();
        if entry.header().entry_type().is_file() && (wanted(&path) || path.extension().is_some_and(|e| e == "json")) {
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes)?;
            files.insert(path.to_str().ok_or_else(|| Error::other("a name that is not UTF-8"))?.to_owned(), bytes);
        }
    }
    Ok(files)
}
