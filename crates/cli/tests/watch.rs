//! Following feeds of servers on this machine that fail in every way: each good article is stored exactly once.
//!
//! `HEARSAY_FEEDS` names how many feeds there are, of twenty articles each; a few unless it does.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test panics")]

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Output};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use hearsay_ledger::Ledger;
use serde_json::Value;
use tempfile::TempDir;

/// Articles of a feed.
const ARTICLES: usize = 20;
/// Feeds of a site.
const OF_SITE: usize = 5;

/// How a server treats an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    None,
    /// At the first attempt.
    Broken,
    Busy,
    Cut,
    Reset,
    Silent,
    /// Always, but complete in the end.
    Slow,
    /// Always: no good article.
    Gone,
    Loop,
    Forbidden,
}

const FAULTS: [Fault; 10] = [
    Fault::None,
    Fault::Broken,
    Fault::Busy,
    Fault::Cut,
    Fault::Reset,
    Fault::Slow,
    Fault::Gone,
    Fault::Loop,
    Fault::Silent,
    Fault::Forbidden,
];

impl Fault {
    fn of(article: usize) -> Self {
        // Silence costs a time-out each: few of them.
        let fault = FAULTS[article % FAULTS.len()];
        if fault == Self::Silent && article % 40 != 8 { Self::None } else { fault }
    }

    fn is_good(self) -> bool {
        !matches!(self, Self::Gone | Self::Loop | Self::Forbidden)
    }
}

/// A word for each number, so that no two articles are copies of each other.
fn word(number: usize) -> String {
    const SYLLABLES: [&str; 16] =
        ["ba", "del", "ki", "mor", "na", "pel", "ro", "sen", "ta", "ul", "vi", "wen", "zo", "har", "lis", "gom"];
    (0..4).map(|place| SYLLABLES[number.wrapping_mul(2_654_435_761) >> (4 * place + 8) & 15]).collect()
}

fn page(article: usize) -> String {
    let words: Vec<String> = (0..6).map(|i| word(6 * article + i)).collect();
    format!(
        "<!DOCTYPE html><html><head><title>The {0} leaves late</title></head><body><article><h1>The {0} leaves late</h1>\
         <p>The {0} left the port of {1} for {2} two hours late on Monday evening because of the {3} in the bay.</p>\
         <p>Passengers waited in the {4}, where {5} was served until the ship sailed at nine, long after dark.</p></article>",
        words[0], words[1], words[2], words[3], words[4], words[5]
    )
}

/// One site; how often each path was asked for is counted.
struct Site {
    address: String,
    asked: Mutex<HashMap<String, usize>>,
}

fn serve(first: usize) -> Arc<Site> {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let site = Arc::new(Site { address, asked: Mutex::default() });
    let serving = Arc::clone(&site);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let site = Arc::clone(&serving);
            // A guest that has gone is no fault of the server.
            thread::spawn(move || site.answer(stream, first).ok());
        }
    });
    site
}

impl Site {
    fn answer(&self, mut stream: TcpStream, first: usize) -> std::io::Result<()> {
        let mut lines = BufReader::new(stream.try_clone()?).lines();
        let request = lines.next().transpose()?.unwrap_or_default();
        let mut unchanged = false;
        for line in lines {
            let line = line?.to_ascii_lowercase();
            unchanged |= line.starts_with("if-none-match: \"first\"");
            if line.is_empty() {
                break;
            }
        }
        let path = request.split(' ').nth(1).unwrap_or("/").to_owned();
        let attempt = {
            let mut asked = self.asked.lock().unwrap();
            let count = asked.entry(path.clone()).or_default();
            *count += 1;
            *count
        };
        if path == "/robots.txt" {
            return send(&mut stream, "200 OK", "", "User-agent: *\nDisallow: /closed/\n");
        }
        if let Some(feed) = path.strip_prefix("/feed/").and_then(|number| number.parse::<usize>().ok()) {
            if unchanged {
                return send(&mut stream, "304 Not Modified", "", "");
            }
            if feed % 3 == 1 && attempt == 1 {
                return send(&mut stream, "503 Service Unavailable", "Retry-After: 1\r\n", "later");
            }
            return send(&mut stream, "200 OK", "ETag: \"first\"\r\n", &self.feed(first, feed));
        }
        let article: usize = path.rsplit('/').next().and_then(|n| n.parse().ok()).unwrap_or(0);
        let body = page(article);
        let head =
            |length: usize| format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {length}\r\n\r\n");
        match Fault::of(article) {
            Fault::Broken if attempt == 1 => send(&mut stream, "500 Internal Server Error", "", "no"),
            Fault::Busy if attempt == 1 => send(&mut stream, "429 Too Many Requests", "Retry-After: 1\r\n", "later"),
            Fault::Cut if attempt == 1 => write!(stream, "{}{}", head(body.len() * 2), body),
            Fault::Reset if attempt == 1 => Ok(()),
            Fault::Silent if attempt == 1 => {
                thread::sleep(Duration::from_secs(5));
                Ok(())
            }
            Fault::Slow => {
                stream.write_all(head(body.len()).as_bytes())?;
                for part in body.as_bytes().chunks(200) {
                    stream.write_all(part)?;
                    thread::sleep(Duration::from_millis(20));
                }
                Ok(())
            }
            Fault::Gone => send(&mut stream, "404 Not Found", "", "gone"),
            Fault::Loop => send(&mut stream, "302 Found", &format!("Location: {path}\r\n"), ""),
            _ => send(&mut stream, "200 OK", "", &body),
        }
    }

    /// A feed, which names the first article of the next one, too.
    fn feed(&self, first: usize, feed: usize) -> String {
        let start = (first + feed) * ARTICLES;
        let items =
            (start..=start + ARTICLES).map(|article| format!("<item><link>{}</link></item>", self.url(article)));
        format!(
            "<?xml version='1.0'?><rss version='2.0'><channel><title>Feed {feed}</title><link>{}</link>\
             <description>d</description>{}</channel></rss>",
            self.address,
            items.collect::<String>()
        )
    }

    fn url(&self, article: usize) -> String {
        let folder = if Fault::of(article) == Fault::Forbidden { "closed" } else { "news" };
        format!("{}/{folder}/{article}", self.address)
    }
}

fn send(stream: &mut TcpStream, status: &str, fields: &str, body: &str) -> std::io::Result<()> {
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {length}\r\n{fields}Connection: close\r\n\r\n{body}"
    )
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("hearsay"));
    command.args(arguments).current_dir(folder).env("HEARSAY_LEDGER", folder.join("ledger.db")).output().unwrap()
}

/// One visit to what is due; its summary, and the exit code.
fn visit(folder: &Path, arguments: &[&str]) -> (Value, Option<i32>) {
    let fixed =
        "watch --allow-private-addresses --format json --quiet --pause 1 --retry 1 --every 1 --timeout 2 --once";
    let output = run(folder, &fixed.split(' ').chain(arguments.iter().copied()).collect::<Vec<_>>());
    let summary = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)));
    (summary, output.status.code())
}

fn watch(folder: &Path, arguments: &[&str]) -> Value {
    visit(folder, arguments).0
}

/// A server of a few documents, each a path, a type and a body; its address.
fn serve_these(documents: Vec<(&'static str, &'static str, String)>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let answer = move |mut stream: TcpStream| {
        let mut request = BufReader::new(stream.try_clone()?).lines();
        let first = request.next().unwrap_or_else(|| Ok(String::new()))?;
        while request.next().is_some_and(|line| line.is_ok_and(|line| !line.is_empty())) {}
        let asked = first.split(' ').nth(1).unwrap_or("/");
        let found = documents.iter().find(|(path, ..)| *path == asked);
        let status = if found.is_some() { "200 OK" } else { "404 Not Found" };
        let (kind, body) = found.map_or(("text/html", ""), |(_, kind, body)| (*kind, body.as_str()));
        let length = body.len();
        write!(
            stream,
            "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
        )
    };
    // A guest that has gone is no fault of the server.
    thread::spawn(move || listener.incoming().flatten().for_each(|stream| _ = answer(stream)));
    address
}

/// A feed of articles, each a path and what it says of its day.
fn feed(title: &str, articles: &[(&str, &str)]) -> String {
    let item = |(path, day): &(&str, &str)| format!("<item><link>{path}</link>{day}</item>");
    format!(
        "<?xml version='1.0'?><rss version='2.0'><channel><title>{title}</title><link>https://harbour.example</link>\
         <description>d</description>{}</channel></rss>",
        articles.iter().map(item).collect::<String>()
    )
}

#[test]
fn every_good_article_is_stored_exactly_once() {
    let feeds: usize = std::env::var("HEARSAY_FEEDS").ok().and_then(|n| n.parse().ok()).unwrap_or(4);
    let folder = TempDir::new().unwrap();
    let sites: Vec<Arc<Site>> = (0..feeds.div_ceil(OF_SITE)).map(|site| serve(site * OF_SITE)).collect();
    let mut good = BTreeSet::new();
    let mut opml = String::from("<opml version='2.0'><body>");
    for feed in 0..feeds {
        let site = &sites[feed / OF_SITE];
        opml.push_str(&format!("<outline type='rss' xmlUrl='{}/feed/{}'/>", site.address, feed % OF_SITE));
        let named = feed * ARTICLES..=feed * ARTICLES + ARTICLES;
        good.extend(named.filter(|&article| Fault::of(article).is_good()).map(|article| site.url(article)));
    }
    opml.push_str("</body></opml>");
    fs::write(folder.path().join("feeds.opml"), opml).unwrap();

    let mut stored = 0;
    let mut runs = 0;
    // Runs as of a clock that calls again and again: what failed waits in the ledger.
    while stored < good.len() && runs < 40 {
        let summary = watch(folder.path(), if runs == 0 { &["feeds.opml"] } else { &[] });
        stored += summary["articles"]["added"].as_u64().unwrap() as usize;
        runs += 1;
        eprintln!("run {runs}: {stored} of {} stored", good.len());
        thread::sleep(Duration::from_millis(1100));
    }
    let ledger = Ledger::open_to_read(&folder.path().join("ledger.db")).unwrap();
    let mut articles: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for article in ledger.read_by_others("no program").unwrap() {
        articles.entry(article.url.unwrap()).or_default().insert(article.id);
    }
    assert_eq!(articles.keys().cloned().collect::<BTreeSet<_>>(), good, "after {runs} runs");
    assert!(articles.values().all(|versions| versions.len() == 1), "an article was stored twice");
    assert_eq!(stored, good.len());

    let asked: Vec<(String, usize)> = sites.iter().flat_map(|site| site.asked.lock().unwrap().clone()).collect();
    assert!(asked.iter().all(|(path, _)| !path.starts_with("/closed/")), "robots.txt was not kept to");
    let once =
        |path: &str| path.rsplit('/').next().is_some_and(|n| n.parse().is_ok_and(|n| Fault::of(n) == Fault::None));
    let pages = asked.iter().filter(|(path, _)| path.starts_with("/news/") && once(path));
    assert!(pages.clone().count() > 0 && pages.into_iter().all(|(_, times)| *times == 1), "a page was fetched twice");

    let aside: BTreeSet<String> = ledger.aside(None).unwrap().into_iter().map(|row| row.place).collect();
    assert!(aside.iter().any(|place| place.contains("/closed/")), "{aside:?}");
    let again = watch(folder.path(), &[]);
    assert_eq!(
        (&again["feeds_visited"], &again["articles"]["added"]),
        (&again["feeds_unchanged"], &0.into()),
        "{again}"
    );
}

#[test]
fn what_a_page_leaves_open_its_feed_tells() {
    let day = "<pubDate>Fri, 09 Jun 2023 10:00:00 GMT</pubDate>";
    let dated = page(3).replace("<head>", "<head><meta property='article:published_time' content='2023-06-01T08:00Z'>");
    let text =
        "The ferry leaves late\n\nThe ferry left the port two hours late on Monday, harbour master Ada Quill said.";
    let articles = [("/open", day), ("/dated", day), ("/text", day), ("/silent", "")];
    let address = serve_these(vec![
        ("/feed", "text/xml", feed(" Harbour Post ", &articles)),
        ("/open", "text/html", page(1)),
        ("/dated", "text/html", dated),
        ("/text", "text/plain", text.to_owned()),
        ("/silent", "text/html", page(2)),
    ]);
    let folder = TempDir::new().unwrap();
    let (summary, code) = visit(folder.path(), &[&format!("{address}/feed")]);
    assert_eq!((&summary["articles"]["added"], code), (&4.into(), Some(0)), "{summary}");

    let ledger = Ledger::open_to_read(&folder.path().join("ledger.db")).unwrap();
    let read = ledger.read_by_others("no program").unwrap();
    let of = |path: &str| read.iter().find(|article| article.url.as_ref().unwrap().ends_with(path)).unwrap();
    for (path, published) in [
        ("/open", Some("2023-06-09")),
        ("/dated", Some("2023-06-01")),
        ("/text", Some("2023-06-09")),
        ("/silent", None),
    ] {
        assert_eq!(of(path).published.as_deref(), published, "{path}");
    }
    assert_eq!(of("/text").outlet.as_deref(), Some("Harbour Post"));
}

#[test]
fn a_feed_is_forgotten_and_what_was_read_stays() {
    let good = serve_these(vec![("/feed", "text/xml", feed("Feed", &[("/1", "")])), ("/1", "text/html", page(1))]);
    let (good, gone) = (format!("{good}/feed"), format!("{good}/no-feed"));
    let folder = TempDir::new().unwrap();
    let (summary, code) = visit(folder.path(), &[&good, &gone]);
    assert_eq!((&summary["articles"]["added"], code), (&1.into(), Some(1)), "some failed: {summary}");

    let forgotten = run(folder.path(), &["watch", "--forget", &good, "--forget", "https://strange.example/feed"]);
    let told = String::from_utf8_lossy(&forgotten.stderr).into_owned();
    assert!(told.contains("https://strange.example/feed: isn't followed") && !told.contains(&good), "{told}");
    assert_eq!(forgotten.status.code(), Some(2));
    assert!(run(folder.path(), &["watch", "--forget", &good]).status.success());
    let list = run(folder.path(), &["watch", "--list", "--format", "json"]);
    let followed: Value = serde_json::from_slice(&list.stdout).unwrap();
    assert_eq!((followed.as_array().unwrap().len(), &followed[0]["address"]), (1, &gone.as_str().into()));
    let ledger = Ledger::open_to_read(&folder.path().join("ledger.db")).unwrap();
    assert_eq!(ledger.read_by_others("no program").unwrap().len(), 1, "what was read was lost");

    thread::sleep(Duration::from_millis(2100));
    let (summary, code) = visit(folder.path(), &[]);
    assert_eq!((&summary["feeds_failed"], code), (&1.into(), Some(2)), "nothing answered: {summary}");
    assert!(run(folder.path(), &["watch", "--forget", &gone]).status.success());
    // What was read of it before isn't read again.
    let (summary, code) = visit(folder.path(), &[&good]);
    assert_eq!((&summary["entries_found"], code), (&0.into(), Some(0)), "{summary}");
}
