//! Web addresses to articles, from a server on this machine.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test panics")]

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

use hearsay_reader::{Input, Limits, Options, ReadError};

const PAGE: &str = "<!doctype html><title>Zoë’s ferry is late</title><article>\
    <p>The ferry left two hours late on Friday, and nobody on the quay was told why it did so.</p>\
    <p>“We are looking into it,” said Zoë Quill, who runs the line for the island’s council.</p></article>";

/// Answers each connection with what `answer` makes of the path asked for; the server's address.
fn serve(answer: fn(&str, &mut TcpStream) -> std::io::Result<()>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            thread::spawn(move || request(stream, answer));
        }
    });
    format!("http://{address}")
}

fn request(mut stream: TcpStream, answer: fn(&str, &mut TcpStream) -> std::io::Result<()>) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let first = lines.next().unwrap_or_else(|| Ok(String::new()))?;
    let mut agent = false;
    for line in lines {
        let line = line?;
        agent |= line.to_ascii_lowercase().starts_with("user-agent: hearsay/");
        if line.is_empty() {
            break;
        }
    }
    match agent {
        true => answer(first.split(' ').nth(1).unwrap_or("/"), &mut stream),
        false => send(&mut stream, "400 Bad Request", "text/plain", b"no user agent"),
    }
}

fn send(stream: &mut TcpStream, status: &str, kind: &str, body: &[u8]) -> std::io::Result<()> {
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    )?;
    stream.write_all(body)
}

fn redirect(stream: &mut TcpStream, to: &str) -> std::io::Result<()> {
    write!(stream, "HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
}

fn packed(body: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(body).expect("in memory");
    encoder.finish().expect("in memory")
}

fn send_packed(stream: &mut TcpStream, body: &[u8]) -> std::io::Result<()> {
    let body = packed(body);
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip\r\n\
         Content-Length: {length}\r\nConnection: close\r\n\r\n"
    )?;
    stream.write_all(&body)
}

fn answer(path: &str, stream: &mut TcpStream) -> std::io::Result<()> {
    match path {
        "/page" => send(stream, "200 OK", "text/html; charset=utf-8", PAGE.as_bytes()),
        "/wrong-charset" => send(stream, "200 OK", "text/html; charset=iso-8859-1", PAGE.as_bytes()),
        "/latin" => {
            let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(PAGE);
            send(stream, "200 OK", "text/html; charset=ISO-8859-1", &bytes)
        }
        "/gzip" => send_packed(stream, PAGE.as_bytes()),
        "/bomb" => send_packed(stream, "word ".repeat(1_000_000).as_bytes()),
        "/text" => send(stream, "200 OK", "text/plain", b"Ferry late\n\nIt  sailed."),
        "/moved" => redirect(stream, "/page"),
        "/loop" => redirect(stream, "/loop"),
        "/to-file" => redirect(stream, "file:///etc/hosts"),
        "/pdf" => send(stream, "200 OK", "application/pdf", b"%PDF-1.7"),
        "/binary" => send(stream, "200 OK", "text/html", b"a\0b"),
        "/empty" => send(stream, "200 OK", "text/html", b""),
        "/fault" => send(stream, "503 Service Unavailable", "text/html", b"later"),
        "/slow" => {
            write!(stream, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n")?;
            for _ in 0..200 {
                thread::sleep(Duration::from_millis(100));
                stream.write_all(b"<p>")?;
            }
            Ok(())
        }
        "/cut" => {
            write!(stream, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n<p>")
        }
        _ => send(stream, "404 Not Found", "text/html", PAGE.as_bytes()),
    }
}

fn options() -> Options {
    let limits = Limits { input: 1 << 20, fetch: Duration::from_secs(4), ..Limits::default() };
    Options { allow_private_addresses: true, limits, ..Options::default() }
}

#[test]
fn pages_arrive_whatever_their_packing() {
    let server = serve(answer);
    for path in ["/page", "/wrong-charset", "/latin", "/gzip", "/moved"] {
        let address = format!("{server}{path}");
        let articles = Input::of(&address).read(&options()).unwrap_or_else(|error| panic!("{path}: {error}"));
        let [article] = articles.as_slice() else { panic!("{path}: {articles:?}") };
        assert_eq!((article.title(), &article.reference), ("Zoë’s ferry is late", &address), "{path}");
        assert!(article.text.ends_with("said Zoë Quill, who runs the line for the island’s council."), "{path}");
        assert!(article.url.as_deref().is_some_and(|url| url.ends_with(if path == "/moved" { "/page" } else { path })));
    }
    let article = Input::of(&format!("{server}/text")).read(&options()).expect("an article").remove(0);
    assert_eq!((article.text.as_str(), article.title()), ("Ferry late\n\nIt  sailed.", "Ferry late"));
}

#[test]
fn what_goes_wrong_is_told_in_one_line() {
    let server = serve(answer);
    for (path, expected) in [
        ("/nowhere", "status 404: no such page"),
        ("/fault", "status 503: the server has a fault"),
        ("/loop", "redirects more than 10 times"),
        ("/to-file", "file is not supported"),
        ("/pdf", "type application/pdf"),
        ("/binary", "binary"),
        ("/empty", "empty"),
        ("/bomb", "larger than 1 MB"),
        ("/slow", "did not answer within 4 s"),
        ("/cut", "cannot be reached"),
    ] {
        let error = Input::of(&format!("{server}{path}")).read(&options()).expect_err(path).to_string();
        assert!(error.contains(expected) && !error.contains('\n'), "{path}: {error}");
    }
    let error = Input::of("http://127.0.0.1:1/").read(&options()).expect_err("nobody there");
    assert!(matches!(error, ReadError::Unreachable(_)), "{error}");
}

#[test]
fn private_addresses_are_refused_by_name_number_and_disguise() {
    let server = serve(answer);
    let port = server.rsplit(':').next().expect("a port");
    for host in ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "[::1]", "2130706433", "0x7f.1", "0.0.0.0", "10.0.0.1"]
    {
        let address = format!("http://{host}:{port}/page");
        let error = Input::of(&address).read(&Options::default()).expect_err(host);
        assert!(matches!(error, ReadError::PrivateAddress(_)), "{host}: {error}");
    }
}
