//! `hearsay read` on what can't be read: one line on standard error with the input's name and the reason, an exit code
//! that tells some from none, and every other input read.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test panics")]

use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Output};
use std::thread;

use nix::sys::resource::{UsageWho, getrusage};
use serde_json::Value;
use tempfile::TempDir;

const STORY: &str = "Ferry to Port Hale suspended\n\n\
    The harbour master, Ines Vale, said on Monday that the ferry would not sail before Friday.\n";

const PAGE: &str = "<!doctype html><title>Ferry to Port Hale suspended</title><article>\
    <p>The harbour master, Ines Vale, said on Monday that the ferry would not sail before Friday.</p>\
    <p>“We are looking into it,” said Tor Brand, who runs the line for the island’s council.</p></article>";

const CONSENT: &str = "<!doctype html><title>Harbour Courier</title><h1>Before you continue</h1><p>We and our partners \
    use cookies and process personal data to show you advertising. You can accept all or reject all, and change your \
    consent at any time in our privacy settings.</p>";

const MENU: &str = "<!doctype html><title>Harbour Courier</title><ul><li><a href=/1>Ferry late again</a></li>\
    <li><a href=/2>Minister visits the harbour</a></li></ul>";

/// Peak memory that the program may use, in kB.
const MEMORY: i64 = 400_000;

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    files.iter().for_each(|(name, bytes)| fs::write(folder.path().join(name), bytes).unwrap());
    folder
}

fn read(arguments: &[&str], folder: &Path) -> Output {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("hearsay"));
    command.args(["read", "--format", "json"]).args(arguments).current_dir(folder).output().unwrap()
}

/// Each input alone: nothing is read. With a good one before and behind it: both are.
fn check(folder: &TempDir, flags: &[&str], cases: &[(&str, &str)]) {
    fs::write(folder.path().join("good.txt"), STORY).unwrap();
    for (input, reason) in cases {
        let alone = read(&[flags, &[input]].concat(), folder.path());
        told(&alone, input, reason);
        assert_eq!((alone.status.code(), alone.stdout.len()), (Some(2), 0), "{input}");

        let among = read(&[flags, &["good.txt", input, "good.txt"]].concat(), folder.path());
        told(&among, input, reason);
        let read = str::from_utf8(&among.stdout).unwrap().lines().map(|l| serde_json::from_str::<Value>(l).unwrap());
        assert!(read.map(|record| record["article"]["text"].clone()).eq([STORY, STORY]), "{input}");
        assert_eq!(among.status.code(), Some(1), "{input}");
    }
    let peak = getrusage(UsageWho::RUSAGE_CHILDREN).unwrap().max_rss();
    assert!(peak < MEMORY, "{peak} kB");
}

/// One line, with the input's name and the reason.
fn told(output: &Output, input: &str, reason: &str) {
    let complaint = str::from_utf8(&output.stderr).unwrap();
    let [line] = complaint.lines().collect::<Vec<_>>()[..] else { panic!("{input}: {complaint}") };
    assert!(line.starts_with(&format!("hearsay: {input}: ")) && line.contains(reason), "{input}, {reason}: {line}");
}

#[test]
fn files_that_hold_no_article() {
    let gzip = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03";
    let noise: Vec<u8> = (0..20_000_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let folder = folder(&[
        ("empty.txt", b""),
        ("blank.txt", b"\xef\xbb\xbf \r\n\t\n"),
        ("empty.html", b""),
        ("empty.json", b"{\"article\": {\"text\": \"\"}}"),
        ("program", b"\x7fELF\x02\x01\x01\x00\x00\x00"),
        ("packed.txt", gzip),
        ("noise.html", &noise),
        ("broken.json", b"{\"article\": {\"text\": "),
        ("consent.html", CONSENT.as_bytes()),
        ("menu.html", MENU.as_bytes()),
        ("frame.html", b"<html><head></head><body></body></html>"),
        ("deep.html", "<div>".repeat(100_000).as_bytes()),
    ]);
    fs::create_dir(folder.path().join("bare")).unwrap();
    check(
        &folder,
        &[],
        &[
            ("empty.txt", "is empty"),
            ("blank.txt", "is empty"),
            ("empty.html", "is empty"),
            ("empty.json", "is empty"),
            ("program", "binary data"),
            ("packed.txt", "binary data"),
            ("noise.html", "binary data"),
            ("broken.json", "line 1, column 21"),
            ("consent.html", "a consent wall"),
            ("menu.html", "no article"),
            ("frame.html", "no article"),
            ("deep.html", "deeper markup"),
            ("absent.txt", "No such file"),
            ("bare", "no files to read"),
        ],
    );
}

#[test]
fn fifty_megabytes_of_one_line() {
    let folder = folder(&[]);
    for name in ["line.txt", "line.html", "line.json"] {
        let mut file = BufWriter::new(File::create(folder.path().join(name)).unwrap());
        let head = if name == "line.html" { "<html><p>" } else { "" };
        file.write_all(head.as_bytes()).unwrap();
        (0..50 << 17).for_each(|_| file.write_all(b"He said ").unwrap());
    }
    // More text than an article, but not more than a page may have.
    fs::write(folder.path().join("book.txt"), "He said so. ".repeat(500_000)).unwrap();
    let large = "larger than 16 MB";
    let cases = [("line.txt", large), ("line.html", large), ("line.json", large), ("book.txt", "more text than 4 MB")];
    check(&folder, &["--threads", "2"], &cases);
    let input = File::open(folder.path().join("line.txt")).unwrap();
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("hearsay"));
    let output = command.args(["read", "-"]).stdin(input).output().unwrap();
    told(&output, "standard input", large);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn damaged_text_is_read_for_what_it_holds() {
    let story = [STORY.as_bytes(), b"She \xff\xfe\xc3( added \x80 that the crew was well.\n"].concat();
    let folder = folder(&[("damaged.txt", &story), ("open.txt", b"\xe2\x80\x9cWe looked into it, she said.\n")]);
    let output = read(&["damaged.txt"], folder.path());
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
    let record: Value = serde_json::from_slice(&output.stdout).unwrap();
    let text = record["article"]["text"].as_str().unwrap();
    // Where nothing else tells, bytes that aren't UTF-8 are letters of the likeliest encoding.
    assert!(text.starts_with(STORY) && text.ends_with("that the crew was well.\n"), "{text}");
    assert!(record["claims"][0]["speaker"]["name"] == "Ines Vale", "{record}");

    let output = read(&["damaged.txt", "open.txt"], folder.path());
    told(&output, "open.txt", "a quotation opens and never closes: “We looked");
    assert_eq!(output.status.code(), Some(0), "it was read");
    assert_eq!(output.stdout.iter().filter(|&&b| b == b'\n').count(), 2);
}

/// A server on this machine, and the address of its pages.
fn serve() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || listener.incoming().flatten().for_each(|stream| _ = thread::spawn(|| answer(stream))));
    format!("http://{address}")
}

fn answer(mut stream: TcpStream) -> std::io::Result<()> {
    let mut request = BufReader::new(stream.try_clone()?).lines();
    let first = request.next().unwrap_or_else(|| Ok(String::new()))?;
    while request.next().is_some_and(|line| line.is_ok_and(|line| !line.is_empty())) {}
    let (status, head, body) = match first.split(' ').nth(1).unwrap_or("/") {
        "/page" => ("200 OK", "Content-Type: text/html", PAGE.to_owned()),
        "/consent" => ("200 OK", "Content-Type: text/html", CONSENT.to_owned()),
        "/menu" => ("200 OK", "Content-Type: text/html", MENU.to_owned()),
        "/empty" => ("200 OK", "Content-Type: text/html", String::new()),
        "/line" => ("200 OK", "Content-Type: text/html", "He said ".repeat(50 << 17)),
        "/picture" => ("200 OK", "Content-Type: image/png", String::new()),
        "/circle" => ("302 Found", "Location: /circle", String::new()),
        "/to-file" => ("302 Found", "Location: file:///etc/passwd", String::new()),
        "/to-nowhere" => ("302 Found", "Location: http://127.0.0.1:1/", String::new()),
        _ => ("404 Not Found", "Content-Type: text/html", PAGE.to_owned()),
    };
    let length = body.len();
    write!(stream, "HTTP/1.1 {status}\r\n{head}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n")?;
    stream.write_all(body.as_bytes())
}

#[test]
fn addresses_that_hold_no_article() {
    let server = serve();
    let cases = [
        ("/consent", "a consent wall"),
        ("/menu", "no article"),
        ("/empty", "is empty"),
        ("/line", "larger than 16 MB"),
        ("/picture", "type image/png"),
        ("/circle", "redirects more than"),
        ("/to-file", "not an http or https address"),
        ("/to-nowhere", "cannot be reached"),
        ("/nowhere", "status 404"),
    ];
    let addresses: Vec<_> = cases.iter().map(|(path, reason)| (format!("{server}{path}"), *reason)).collect();
    let mut cases: Vec<_> = addresses.iter().map(|(address, reason)| (address.as_str(), *reason)).collect();
    cases.extend([
        ("http://127.0.0.1:1/", "cannot be reached"),
        ("http://harbour.invalid/", "cannot be reached"),
        ("ftp://harbour.invalid/", "not an http or https address"),
        ("http://", "not an http or https address"),
    ]);
    let folder = folder(&[]);
    check(&folder, &["--allow-private-addresses"], &cases);
    let output = read(&["--allow-private-addresses", &format!("{server}/page")], folder.path());
    assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0), "{output:?}");
}

#[test]
fn private_addresses_are_not_fetched() {
    let server = serve();
    let port = server.rsplit(':').next().unwrap();
    let hosts = ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0x7f000001", "127.1", "0.0.0.0"];
    let addresses = hosts.map(|host| format!("http://{host}:{port}/page"));
    let cases: Vec<_> = addresses.iter().map(|address| (address.as_str(), "which is not a public address")).collect();
    check(&folder(&[]), &[], &cases);
}
