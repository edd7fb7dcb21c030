//! `hearsay read`, the program itself: what comes out, in which order, with which exit code.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test panics")]

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use serde_json::Value;
use tempfile::TempDir;

const STORY: &str = "Ferry to Port Hale suspended\n\n\
    The harbour master, Ines Vale, said on Monday that the ferry would not sail before Friday.\n\n\
    “Nobody is “happy” about it,” she told the Harbour Courier. 🚢 Officials denied that money was short.\n";

fn hearsay(arguments: &[&str], folder: &Path) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("hearsay"));
    command.arg("read").args(arguments).current_dir(folder).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    command
}

fn run(arguments: &[&str], folder: &Path) -> Output {
    hearsay(arguments, folder).output().unwrap()
}

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    files.iter().for_each(|(name, bytes)| fs::write(folder.path().join(name), bytes).unwrap());
    folder
}

/// Stories `s000.txt` and so on, of different lengths. Blank lines cost little to read and fill a pipe.
fn many(count: usize, blank_lines: usize) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for i in 0..count {
        let text = format!("Story {i}\n\n{}{}", "The sea was calm.\n".repeat(1 + i * 7 % 5), "\n".repeat(blank_lines));
        fs::write(folder.path().join(format!("s{i:03}.txt")), text).unwrap();
    }
    folder
}

fn text(bytes: &[u8]) -> &str {
    str::from_utf8(bytes).unwrap()
}

fn objects(bytes: &[u8]) -> Vec<Value> {
    text(bytes).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn exit_codes_tell_all_some_and_none() {
    let folder = folder(&[("good.txt", STORY.as_bytes()), ("empty.txt", b""), ("binary.txt", b"\x7fELF\x00\x00\x01")]);
    for (arguments, code, complaints) in [
        (&["good.txt"][..], 0, 0),
        (&["good.txt", "empty.txt"], 1, 1),
        (&["empty.txt", "binary.txt", "good.txt", "absent.txt"], 1, 3),
        (&["."], 1, 2),
        (&["empty.txt"], 2, 1),
        (&["binary.txt", "absent.txt"], 2, 2),
    ] {
        let output = run(arguments, folder.path());
        let complaint = text(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {complaint}");
        assert_eq!(complaint.lines().count(), complaints, "{arguments:?}: {complaint}");
        assert!(complaint.lines().all(|line| line.starts_with("hearsay: ")), "{complaint}");
        assert_eq!(!output.stdout.is_empty(), code < 2, "{arguments:?}");
    }
    let output = run(&["empty.txt"], folder.path());
    assert!(text(&output.stderr).starts_with("hearsay: empty.txt: "), "{}", text(&output.stderr));
}

#[test]
fn odd_bytes_end_nothing() {
    let long = b"0123456789".repeat(40_000);
    let folder = folder(&[
        ("a-invalid.txt", b"The minister said \xff\xfe\xc3( nothing.\n\nHe \x80 left."),
        ("b-line.txt", &long),
        ("c-marks.txt", "“He said “that”” \"".as_bytes()),
        ("d-page.html", b"<html><body><<<div"),
        ("e-record.json", b"{\"article\": {\"text\": 5}}"),
        ("f-good.txt", STORY.as_bytes()),
    ]);
    let output = run(&["--format", "json", "."], folder.path());
    assert!(matches!(output.status.code(), Some(0 | 1)), "{output:?}");
    let read = objects(&output.stdout);
    assert_eq!(read.last().unwrap()["article"]["ref"], "f-good");
    let refused = text(&output.stderr).lines().filter(|line| !line.contains("never closes")).count();
    assert_eq!(read.len() + refused, 6);
}

#[test]
fn json_spans_cover_the_words_they_repeat() {
    let folder = folder(&[("story.txt", STORY.as_bytes())]);
    let arguments = ["--format", "json", "--outlet", "Harbour Courier", "--published", "2024-02-29", "story.txt"];
    let output = run(&arguments, folder.path());
    let [record] = &objects(&output.stdout)[..] else { panic!("one object") };
    let article = &record["article"];
    assert_eq!(article["outlet"], "Harbour Courier");
    assert_eq!(article["published"], "2024-02-29");
    assert_eq!(article["text"], STORY);
    let characters: Vec<char> = STORY.chars().collect();
    check_spans(record, &characters);
}

/// Every object with a start and an end, at any depth, covers what it says.
fn check_spans(value: &Value, text: &[char]) {
    if let (Some(start), Some(end)) = (value["start"].as_u64(), value["end"].as_u64()) {
        let covered: String = text[usize::try_from(start).unwrap()..usize::try_from(end).unwrap()].iter().collect();
        assert_eq!(value["exact"], covered);
    }
    match value {
        Value::Array(parts) => parts.iter().for_each(|part| check_spans(part, text)),
        Value::Object(parts) => parts.values().for_each(|part| check_spans(part, text)),
        _ => {}
    }
}

#[test]
fn output_follows_the_order_of_the_input_on_any_number_of_threads() {
    let folder = many(30, 0);
    let output = run(&["--format", "json", "--threads", "4", "."], folder.path());
    let expected: Vec<String> = (0..30).map(|i| format!("s{i:03}")).collect();
    let seen: Vec<Value> = objects(&output.stdout);
    assert_eq!(seen.iter().map(|o| o["article"]["ref"].as_str().unwrap()).collect::<Vec<_>>(), expected);
    assert_eq!(run(&["--format", "json", "--threads", "1", "."], folder.path()).stdout, output.stdout);
}

#[test]
fn standard_input_is_read() {
    let folder = folder(&[("story.txt", STORY.as_bytes())]);
    let story = fs::File::open(folder.path().join("story.txt")).unwrap();
    let output = hearsay(&["--format", "json", "-"], folder.path()).stdin(story).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(objects(&output.stdout)[0]["article"]["text"], STORY);
}

#[test]
fn csv_has_one_header_and_whole_rows() {
    let folder = folder(&[("a.txt", STORY.as_bytes()), ("b.txt", STORY.as_bytes())]);
    let output = run(&["--format", "csv", "."], folder.path());
    let mut reader = csv::Reader::from_reader(output.stdout.as_slice());
    let headers = reader.headers().unwrap().clone();
    let column = |name: &str| headers.iter().position(|n| n == name).unwrap();
    let (content, start, end) = (column("content"), column("content_start"), column("content_end"));
    let characters: Vec<char> = STORY.chars().collect();
    for row in reader.records() {
        let row = row.unwrap();
        let covered: String = characters[row[start].parse().unwrap()..row[end].parse().unwrap()].iter().collect();
        assert_eq!(row[content], covered);
    }
    assert_eq!(text(&output.stdout).matches("content_start").count(), 1);
}

#[test]
fn a_reader_that_leaves_ends_the_program_quietly() {
    let folder = many(60, 0);
    for format in ["json", "terminal"] {
        let mut command = hearsay(&["--format", format, "."], folder.path());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut first = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""), "{format}");
    }
}

#[test]
fn ctrl_c_leaves_whole_lines() {
    let folder = many(60, 20_000);
    let mut command = hearsay(&["--format", "json", "."], folder.path());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut page = Vec::new();
    for _ in 0..3 {
        out.read_until(b'\n', &mut page).unwrap();
    }
    kill(Pid::from_raw(child.id().try_into().unwrap()), Signal::SIGINT).unwrap();
    out.read_to_end(&mut page).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(130), ""));
    assert!(page.ends_with(b"\n"));
    let read = objects(&page);
    assert!((3..60).contains(&read.len()), "{}", read.len());
}

#[test]
fn escape_sequences_of_articles_never_reach_the_terminal() {
    let sequences =
        "Title \u{1b}]0;owned\u{7}\n\nHe said \u{1b}[2J\u{9b}31m it was \u{202e}safe\u{2069}. \u{8}Done.\n\n";
    // Among enough plain words that the file isn't taken for binary data.
    let hostile = sequences.to_owned() + &"The sea was calm all day.\n".repeat(30);
    let folder = folder(&[("hostile.txt", hostile.as_bytes())]);
    let risky =
        |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    for format in ["terminal", "table", "json"] {
        let output = run(&["--format", format, "hostile.txt"], folder.path());
        assert_eq!(output.status.code(), Some(0));
        assert!(!text(&output.stdout).contains(risky), "{format}: {}", text(&output.stdout));
    }
    // In colour, the program's own sequences are all there is: ESC [ digits m.
    let output = run(&["--colour", "always", "hostile.txt"], folder.path());
    let mut pieces = text(&output.stdout).split('\u{1b}');
    assert!(!pieces.next().unwrap().contains(risky));
    for piece in pieces {
        let after = piece.strip_prefix('[').unwrap().trim_start_matches(|c: char| c.is_ascii_digit());
        assert!(after.starts_with('m') && !after.contains(risky), "{piece}");
    }
    let output = run(&["absent\u{1b}[31m\n.txt"], folder.path());
    assert!(text(&output.stderr).starts_with("hearsay: absent␛[31m .txt: "), "{}", text(&output.stderr));
}

#[test]
fn colour_is_for_those_who_want_it() {
    let folder = folder(&[("story.txt", STORY.as_bytes())]);
    let coloured = |arguments: &[&str], no_color: Option<&str>| {
        let mut command = hearsay(arguments, folder.path());
        no_color.into_iter().for_each(|value| _ = command.env("NO_COLOR", value));
        command.output().unwrap().stdout.contains(&0x1b)
    };
    assert!(!coloured(&["story.txt"], None), "not a terminal");
    assert!(coloured(&["--colour", "always", "story.txt"], None));
    assert!(coloured(&["--color=always", "story.txt"], Some("1")), "what is asked for goes first");
    assert!(!coloured(&["--colour", "never", "story.txt"], None));
}

#[test]
fn help_and_version_say_what_there_is() {
    let program = |arguments: &[&str]| {
        let output = Command::new(assert_cmd::cargo::cargo_bin!("hearsay")).args(arguments).output().unwrap();
        (output.status.code(), text(&output.stdout).to_owned())
    };
    assert_eq!(program(&["--version"]), (Some(0), format!("hearsay {}\n", env!("CARGO_PKG_VERSION"))));
    let (code, help) = program(&["help", "read"]);
    assert_eq!(code, Some(0));
    for words in ["Examples:", "--published", "[source] {cue} <content>", "130 after Ctrl-C", "NO_COLOR"] {
        assert!(help.split_whitespace().collect::<Vec<_>>().join(" ").contains(words), "{words}: {help}");
    }
    assert_eq!(program(&["read"]).0, Some(2));
    assert_eq!(program(&["read", "--published", "yesterday", "x"]).0, Some(2));
}
