//! What was set aside is tried again: from the bytes that were kept, or as a guest of the site where it stood.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test panics")]

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Output};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use hearsay_ledger::{Aside, Evidence, Ground, Ledger};
use jiff::Timestamp;
use serde_json::Value;
use tempfile::TempDir;

/// A site; what it was asked for, and when.
struct Site {
    address: String,
    asked: Mutex<Vec<(String, Instant)>>,
}

fn serve() -> Arc<Site> {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let site = Arc::new(Site { address, asked: Mutex::default() });
    let serving = Arc::clone(&site);
    // A guest that has gone is no fault of the server.
    thread::spawn(move || listener.incoming().flatten().for_each(|stream| _ = serving.answer(stream)));
    site
}

impl Site {
    fn answer(&self, mut stream: TcpStream) -> std::io::Result<()> {
        let mut request = BufReader::new(stream.try_clone()?).lines();
        let first = request.next().unwrap_or_else(|| Ok(String::new()))?;
        while request.next().is_some_and(|line| line.is_ok_and(|line| !line.is_empty())) {}
        let path = first.split(' ').nth(1).unwrap_or("/").to_owned();
        self.asked.lock().unwrap().push((path.clone(), Instant::now()));
        let (status, body) = match path.as_str() {
            "/robots.txt" => ("200 OK", "User-agent: *\nDisallow: /closed/\n".to_owned()),
            "/gone" => ("404 Not Found", String::new()),
            path => ("200 OK", page(&format!("The ferry of {} leaves late", path.trim_matches('/')))),
        };
        let length = body.len();
        write!(
            stream,
            "HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
        )
    }

    fn url(&self, path: &str) -> String {
        format!("{}/{path}", self.address)
    }
}

fn page(title: &str) -> String {
    format!(
        "<!DOCTYPE html><html><head><title>{title}</title></head><body><article><h1>{title}</h1>\
         <p>The evening ferry left the port two hours late on Monday because of the fog in the bay, Renée Quill said.</p>\
         <p>Passengers waited in the hall, where tea was served until the ship sailed at nine, long after dark.</p></article>"
    )
}

/// Sets a page aside as one that an earlier version of the program could not read.
fn set_aside(folder: &Path, rows: &[(&str, Option<Evidence>)]) {
    let mut ledger = Ledger::open(&folder.join("ledger.db")).unwrap();
    let aside = |(place, evidence): &(&str, Option<Evidence>)| Aside {
        place: (*place).to_owned(),
        ground: Ground::Unreadable,
        reason: "has no article in it".to_owned(),
        evidence: evidence.clone(),
    };
    ledger.set_aside(&rows.iter().map(aside).collect::<Vec<_>>(), Timestamp::now()).unwrap();
}

fn kept(url: Option<&str>, bytes: Vec<u8>, media_type: Option<&str>) -> Option<Evidence> {
    let fetched = url.map(|_| "2026-03-10T08:00:00Z".parse().unwrap());
    Some(Evidence { bytes, url: url.map(str::to_owned), fetched, media_type: media_type.map(str::to_owned) })
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("hearsay"));
    command.args(arguments).current_dir(folder).env("HEARSAY_LEDGER", folder.join("ledger.db")).output().unwrap()
}

fn retry(folder: &Path, pause: &str) -> (String, Option<i32>) {
    let output = run(folder, &["quarantine", "retry", "--allow-private-addresses", "--pause", pause]);
    (String::from_utf8(output.stderr).unwrap(), output.status.code())
}

/// Places that are still set aside, with how often each was tried.
fn left(folder: &Path) -> BTreeSet<(String, i64)> {
    let ledger = Ledger::open_to_read(&folder.join("ledger.db")).unwrap();
    ledger.aside(None).unwrap().into_iter().map(|row| (row.place, row.attempts)).collect()
}

#[test]
fn what_was_kept_is_read_from_its_bytes() {
    let site = serve();
    let folder = TempDir::new().unwrap();
    let watched = site.url("watched");
    // Only what the server said tells in which letters the name is written.
    let old = page("The ferry of Quay leaves late");
    let old = old.chars().map(|letter| if letter == 'é' { 0x8e } else { u8::try_from(letter).unwrap() }).collect();
    let row = page("The ferry of Tide leaves late").into_bytes();
    let menu = b"<!DOCTYPE html><html><body><p>Menu".to_vec();
    fs::write(folder.path().join("saved.html"), &menu).unwrap();
    set_aside(
        folder.path(),
        &[
            (watched.as_str(), kept(Some(&watched), old, Some("text/html; charset=macintosh"))),
            ("news.warc, record 3", kept(Some("https://tide.example/1"), row, None)),
            ("saved.html", kept(None, page("The ferry of Dune leaves late").into_bytes(), None)),
            ("menu.html", kept(None, menu, None)),
            ("rows.jsonl, line 2", None),
        ],
    );
    let (told, code) = retry(folder.path(), "1");
    assert!(told.lines().last().unwrap().starts_with("3 added"), "{told}");
    assert!(told.contains("1 failed; 1 stand in collections: add those again with --afresh"), "{told}");
    assert_eq!(code, Some(1));
    assert_eq!(site.asked.lock().unwrap().len(), 0, "the bytes are here");
    assert_eq!(
        left(folder.path()),
        BTreeSet::from([("menu.html".to_owned(), 2), ("rows.jsonl, line 2".to_owned(), 1)])
    );

    let ledger = Ledger::open_to_read(&folder.path().join("ledger.db")).unwrap();
    let articles = ledger.read_by_others("no program").unwrap();
    let urls: BTreeSet<Option<&str>> = articles.iter().map(|article| article.url.as_deref()).collect();
    assert_eq!(urls, BTreeSet::from([None, Some(watched.as_str()), Some("https://tide.example/1")]));
    assert!(articles.iter().all(|article| article.text.contains("Renée Quill")), "{articles:?}");
    let mut visits = 0;
    ledger
        .visits(|_| {
            visits += 1;
            Ok::<(), hearsay_ledger::LedgerError>(())
        })
        .unwrap();
    assert_eq!(visits, 2, "nothing was received anew");
}

#[test]
fn what_was_not_kept_is_fetched_as_a_guest() {
    let site = serve();
    let folder = TempDir::new().unwrap();
    let [quay, tide, gone, closed] = ["quay", "tide", "gone", "closed/1"].map(|path| site.url(path));
    set_aside(folder.path(), &[&quay, &tide, &gone, &closed].map(|place| (place.as_str(), None)));
    let (told, code) = retry(folder.path(), "300");
    assert!(told.lines().last().unwrap().starts_with("2 added"), "{told}");
    assert!(told.contains("closed to programs by the site's robots.txt"), "{told}");
    assert_eq!(code, Some(1));
    assert_eq!(left(folder.path()), BTreeSet::from([(gone, 2), (closed, 2)]));

    let asked = site.asked.lock().unwrap();
    let paths: Vec<&str> = asked.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths, ["/robots.txt", "/quay", "/tide", "/gone"], "robots.txt was not kept to");
    for pair in asked[1..].windows(2) {
        assert!(pair[1].1.duration_since(pair[0].1) >= Duration::from_millis(300), "there was no pause");
    }
}

/// What came into the ledger by another way is no longer set aside.
#[test]
fn what_the_ledger_has_by_now_is_not_missed() {
    let folder = TempDir::new().unwrap();
    let bytes = page("The ferry of Quay leaves late");
    fs::write(folder.path().join("quay.html"), &bytes).unwrap();
    assert!(run(folder.path(), &["add", "quay.html", "--quiet"]).status.success());
    set_aside(folder.path(), &[("quay.html", kept(None, bytes.into_bytes(), None))]);
    let (told, code) = retry(folder.path(), "1");
    assert!(told.contains("0 added") && told.contains("1 unchanged"), "{told}");
    assert_eq!((code, left(folder.path())), (Some(0), BTreeSet::new()));
    let rows: Value =
        serde_json::from_slice(&run(folder.path(), &["quarantine", "list", "--format", "json"]).stdout).unwrap();
    assert_eq!(rows, Value::Array(Vec::new()));
}
