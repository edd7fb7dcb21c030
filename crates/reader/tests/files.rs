//! Files and folders to articles.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test panics")]

use std::fs;
use std::path::Path;

use hearsay_reader::{Input, Limits, Options, ReadError, expand, read};

const PAGE: &str = "<!doctype html><title>Ferry late | Harbour Post</title><h1>Ferry late</h1><article>\
    <p>The ferry left two hours late on Friday, and nobody on the quay was told why.</p>\
    <p>“We are looking into it,” said Ada Quill, who runs the line for the island’s council.</p></article>";

fn write(folder: &Path, files: &[(&str, &[u8])]) {
    for (name, bytes) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
}

fn argument(path: &Path) -> String {
    path.to_str().expect("UTF-8").to_owned()
}

#[test]
fn a_folder_is_read_in_order_without_what_is_hidden_or_foreign() {
    let folder = tempfile::tempdir().expect("a folder");
    let files = [
        ("b.txt", &b"B"[..]),
        ("a/z.md", b"Z"),
        ("a/y.HTML", PAGE.as_bytes()),
        ("c.pdf", b"%PDF"),
        (".git/x.txt", b"X"),
        (".hidden.txt", b"X"),
        ("d.json", br#"{"article": {"text": "D"}}"#),
    ];
    write(folder.path(), &files);
    let names: Vec<String> = expand(&[argument(folder.path()), "-".into(), "https://harbour.example/a".into()])
        .iter()
        .map(Input::reference)
        .collect();
    assert_eq!(names, ["y", "z", "b", "d", "stdin", "https://harbour.example/a"]);

    let texts: Vec<String> = read(&[argument(folder.path())], &Options::default())
        .map(|reading| reading.articles.expect("an article").remove(0).text)
        .collect();
    assert!(texts[0].starts_with("Ferry late\n\nThe ferry left"), "{}", texts[0]);
    assert_eq!(texts[1..], ["Z", "B", "D"]);
}

#[test]
fn plain_text_stays_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = " Ferry late\r\n\r\nIt  sailed.\u{200b} \u{fb01}ne\u{a0}\r\n";
    write(folder.path(), &[("ferry.txt", text.as_bytes())]);
    let options = Options {
        published: Some(jiff::civil::date(2023, 6, 9)),
        outlet: Some("Harbour Post".into()),
        ..Options::default()
    };
    let article = Input::of(&argument(&folder.path().join("ferry.txt"))).read(&options).expect("an article").remove(0);
    assert_eq!((article.text.as_str(), article.title(), article.reference.as_str()), (text, "Ferry late", "ferry"));
    assert_eq!((article.published, article.outlet), (options.published, options.outlet));
}

#[test]
fn what_cannot_be_read_is_told_in_one_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let long = "x ".repeat(501);
    let deep = format!("<html>{}", "<div>".repeat(100));
    write(
        folder.path(),
        &[
            ("empty.txt", b" \n"),
            ("binary.txt", b"a\0b"),
            ("broken.json", b"{\"article\": "),
            ("menu.html", b"<p>Home"),
            ("large.txt", "x ".repeat(551).as_bytes()),
            ("long.txt", long.as_bytes()),
            ("long.json", format!(r#"{{"article": {{"text": "{long}"}}}}"#).as_bytes()),
            ("deep.html", deep.as_bytes()),
            ("bare/notes.pdf", b"x"),
        ],
    );
    let limits = Limits { input: 1_100, text: 1_000, ..Limits::default() };
    let options = Options { limits, ..Options::default() };
    for (name, expected) in [
        ("missing.txt", "cannot be read"),
        ("empty.txt", "is empty"),
        ("binary.txt", "binary"),
        ("broken.json", "line 1, column 12"),
        ("menu.html", "no article"),
        ("large.txt", "is larger than"),
        ("long.txt", "more text than"),
        ("long.json", "more text than"),
        ("deep.html", "no article"),
        ("bare", "no files to read"),
    ] {
        let input = Input::of(&argument(&folder.path().join(name)));
        let error = input.read(&options).expect_err(name).to_string();
        assert!(error.contains(expected) && !error.contains('\n'), "{name}: {error}");
    }
    assert!(matches!(Input::of("/no/such/folder/a.txt").read(&options), Err(ReadError::Io(_))));
}
