//! Pages into a WACZ, which the usual viewers of web archives replay. <https://specs.webrecorder.net/wacz/1.1.1/>
//!
//! The file is a ZIP with the pages as a WARC in gzip members (`archive/data.warc.gz`), an index by address
//! (`indexes/index.cdxj`), a list of pages (`pages/pages.jsonl`), and the SHA-256 of each (`datapackage.json`).

use std::io::{self, Seek, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::json;
use sha2::{Digest, Sha256};
use url::Url;
use warc::{RecordType, WarcHeader, WarcWriter};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::Page;

const WARC: &str = "archive/data.warc.gz";

/// Why an archive could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// The file can't be written to.
    #[error("cannot be written: {0}")]
    Io(#[from] io::Error),
    /// The parts don't make a ZIP.
    #[error("cannot be put together: {0}")]
    Zip(#[from] zip::result::ZipError),
    /// A page that no record can hold.
    #[error("{url} cannot be archived: {reason}")]
    Page {
        /// Its address.
        url: String,
        /// What is wrong.
        reason: String,
    },
}

/// Writes pages one after the other. What is kept in memory is a line of index a page.
#[derive(Debug)]
pub struct ArchiveWriter<W: Write + Seek> {
    archive: ZipWriter<W>,
    /// Digest and length of the WARC so far.
    digest: Sha256,
    length: u64,
    /// Lines of the index, by key.
    index: Vec<String>,
    pages: Vec<u8>,
    resources: Vec<Resource>,
    now: Timestamp,
}

/// A part of the package.
#[derive(Debug, Serialize)]
struct Resource {
    name: String,
    path: String,
    hash: String,
    bytes: u64,
}

impl Resource {
    fn of(path: &str, digest: &[u8], bytes: u64) -> Self {
        let name = path.rsplit('/').next().unwrap_or(path).to_owned();
        Self { name, path: path.to_owned(), hash: sha256(digest), bytes }
    }
}

impl<W: Write + Seek> ArchiveWriter<W> {
    /// An archive made at the time `now`.
    ///
    /// # Errors
    /// When `out` can't be written to.
    pub fn new(out: W, now: Timestamp) -> Result<Self, ArchiveError> {
        let mut archive = ZipWriter::new(out);
        // Viewers read single records from where they stand.
        archive.start_file(WARC, stored())?;
        let pages = line(&json!({"format": "json-pages-1.0", "id": "pages", "title": "All pages"}));
        let (digest, index, resources) = (Sha256::new(), Vec::new(), Vec::new());
        Ok(Self { archive, digest, length: 0, index, pages, resources, now })
    }

    /// Adds a page; one without an address has no place in an archive and is passed over.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn page(&mut self, page: &Page, title: Option<&str>) -> Result<(), ArchiveError> {
        let Some(url) = page.url.as_deref() else { return Ok(()) };
        let at = page.fetched.unwrap_or(self.now);
        let media_type = page.media_type.as_deref().unwrap_or("text/html");
        let fault = |reason: String| ArchiveError::Page { url: url.to_owned(), reason };
        let digest = sha256(&Sha256::digest(&page.bytes));
        let member = member(page, url, at, media_type, &digest).map_err(fault)?;
        self.archive.write_all(&member)?;
        self.digest.update(&member);
        let stamp = at.strftime("%Y%m%d%H%M%S");
        let about = json!({
            "url": url, "digest": digest, "mime": media_type.split(';').next().unwrap_or_default().trim(),
            "offset": self.length, "length": member.len(), "recordDigest": sha256(&Sha256::digest(&member)),
            "status": 200, "filename": "data.warc.gz",
        });
        self.index.push(format!("{} {stamp} {about}\n", key(url)));
        self.length += member.len() as u64;
        let mut entry = json!({"id": format!("{:x}", self.index.len()), "url": url, "ts": at.to_string()});
        if let Some(title) = title {
            entry["title"] = title.into();
        }
        self.pages.extend(line(&entry));
        Ok(())
    }

    /// Writes the index and the hashes, and ends the file; returns how many pages it has.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn finish(mut self) -> Result<usize, ArchiveError> {
        self.resources.push(Resource::of(WARC, &std::mem::take(&mut self.digest).finalize(), self.length));
        self.index.sort_unstable();
        let index = self.index.concat();
        self.part("indexes/index.cdxj", index.as_bytes())?;
        let pages = std::mem::take(&mut self.pages);
        self.part("pages/pages.jsonl", &pages)?;
        let package = json!({
            "profile": "data-package", "wacz_version": "1.1.1", "title": "Pages behind a ledger of claims",
            "software": concat!("hearsay ", env!("CARGO_PKG_VERSION")), "created": self.now.to_string(),
            "resources": self.resources,
        });
        let package = format!("{package:#}");
        self.archive.start_file("datapackage.json", SimpleFileOptions::default())?;
        self.archive.write_all(package.as_bytes())?;
        let digest = json!({"path": "datapackage.json", "hash": sha256(&Sha256::digest(&package))});
        self.archive.start_file("datapackage-digest.json", SimpleFileOptions::default())?;
        self.archive.write_all(format!("{digest:#}").as_bytes())?;
        self.archive.finish()?;
        Ok(self.index.len())
    }

    fn part(&mut self, path: &str, bytes: &[u8]) -> Result<(), ArchiveError> {
        self.archive.start_file(path, SimpleFileOptions::default())?;
        self.archive.write_all(bytes)?;
        self.resources.push(Resource::of(path, &Sha256::digest(bytes), bytes.len() as u64));
        Ok(())
    }
}

/// A page as the record of a server's answer, in a gzip member of its own.
fn member(page: &Page, url: &str, at: Timestamp, media_type: &str, digest: &str) -> Result<Vec<u8>, String> {
    // A line break in a field would begin another.
    let field = |text: &str| text.replace(['\r', '\n'], " ");
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: {}\r\nContent-Length: {}\r\n\r\n",
        field(media_type),
        page.bytes.len()
    );
    let block = [head.as_bytes(), &page.bytes].concat();
    let fault = |error: warc::Error| error.to_string();
    let mut record = warc::Record::<warc::BufferedBody>::with_body(block);
    record.set_warc_type(RecordType::Response);
    let date = at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    for (header, value) in [
        (WarcHeader::Date, date),
        (WarcHeader::TargetURI, field(url)),
        (WarcHeader::ContentType, "application/http; msgtype=response".to_owned()),
        (WarcHeader::PayloadDigest, digest.to_owned()),
    ] {
        record.set_header(header, value).map_err(fault)?;
    }
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    WarcWriter::new(&mut encoder).write(&record).map_err(|error| error.to_string())?;
    encoder.finish().map_err(|error| error.to_string())
}

/// The key by which addresses are sorted: host backwards, then path and query.
fn key(url: &str) -> String {
    let Ok(url) = Url::parse(url) else { return url.to_lowercase() };
    let host: Vec<&str> = url.host_str().unwrap_or_default().trim_start_matches("www.").rsplit('.').collect();
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
    format!("{}{port}){}{query}", host.join(","), url.path()).to_lowercase()
}

fn stored() -> SimpleFileOptions {
    SimpleFileOptions::default().compression_method(CompressionMethod::Stored).large_file(true)
}

fn line(value: &serde_json::Value) -> Vec<u8> {
    format!("{value}\n").into_bytes()
}

/// A digest as the parts of a WACZ write it.
fn sha256(digest: &[u8]) -> String {
    let digits: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{digits}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_sorted_by_their_hosts_backwards() {
        for (url, expected) in [
            ("https://www.harbour.example/News/1?b=2&a=1", "example,harbour)/news/1?b=2&a=1"),
            ("http://harbour.example:8080", "example,harbour:8080)/"),
            ("no address", "no address"),
        ] {
            assert_eq!(key(url), expected);
        }
    }
}
