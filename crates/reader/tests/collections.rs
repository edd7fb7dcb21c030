//! Collections of every form, written by other libraries where there is one, and hostile ones.

#![allow(clippy::unwrap_used, reason = "a failing test panics")]

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use flate2::Compression;
use flate2::write::GzEncoder;
use hearsay_reader::{Input, Options, ReadError};
use tempfile::TempDir;

const PAGE: &str = "<!DOCTYPE html><html><head><title>Ferry late</title></head><body><article><h1>Ferry late</h1>\
    <p>The harbour master said on Monday that the evening ferry would leave two hours late because of the fog.</p>\
    <p>Passengers were told to wait in the hall, where tea was served until the ship sailed at nine.</p></article>";

/// A record of a WARC.
fn record(kind: &str, url: &str, block: &[u8]) -> Vec<u8> {
    let mut record = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:6f1a-{}>\r\nWARC-Date: 2023-06-09T11:30:00Z\r\n\
         WARC-Target-URI: {url}\r\nContent-Length: {}\r\n\r\n",
        block.len(),
        block.len()
    )
    .into_bytes();
    record.extend_from_slice(block);
    record.extend_from_slice(b"\r\n\r\n");
    record
}

fn answer(fields: &str, body: &[u8]) -> Vec<u8> {
    [format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{fields}\r\n").as_bytes(), body].concat()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

struct Place(TempDir);

impl Place {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }
}

/// What reading a collection gives: for each entry its title, or what is wrong with it.
fn titles(path: PathBuf, skip: u64, options: &Options) -> Vec<String> {
    let entries = Input::File(path).entries(skip, options).unwrap().unwrap();
    entries
        .map(|entry| match entry {
            Ok(entry) => {
                let read = entry.articles(options);
                read.map_or_else(|error| format!("error: {error}"), |articles| articles[0].title().to_owned())
            }
            Err(fault) => format!("fault: {}", fault.error),
        })
        .collect()
}

#[test]
fn a_warc_gives_its_pages_in_order_and_goes_on_where_it_stopped() {
    let place = Place::new();
    let second = PAGE.replace("Ferry late", "Tea was served");
    let chunked = format!("{:x}\r\n{}\r\n0\r\n\r\n", second.len(), second);
    let records = [
        record("warcinfo", "", b"software: test"),
        record("request", "https://harbour.example/1", b"GET / HTTP/1.1\r\n\r\n"),
        record("response", "https://harbour.example/1", &answer("", PAGE.as_bytes())),
        record("response", "https://harbour.example/gone", b"HTTP/1.1 404 Not Found\r\n\r\nGone"),
        record("response", "https://harbour.example/2", &answer("Transfer-Encoding: chunked\r\n", chunked.as_bytes())),
        record("response", "https://harbour.example/3", &answer("Content-Encoding: gzip\r\n", &gzip(PAGE.as_bytes()))),
        record(
            "response",
            "https://harbour.example/a.png",
            b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG",
        ),
    ];
    let all = ["Ferry late", "Tea was served", "Ferry late"];
    let plain = place.file("news.warc", &records.concat());
    let members = place.file("news.warc.gz", &records.iter().flat_map(|r| gzip(r)).collect::<Vec<_>>());
    for path in [plain, members.clone()] {
        assert_eq!(titles(path, 0, &Options::default()), all);
    }
    assert_eq!(titles(members.clone(), 1, &Options::default()), all[1..], "the first answer was read before");
    let entry = Input::File(members).entries(0, &Options::default()).unwrap().unwrap().next().unwrap().unwrap();
    let article = entry.articles(&Options::default()).unwrap().remove(0);
    assert_eq!(article.url.as_deref(), Some("https://harbour.example/1"));
    let page = entry.page();
    assert_eq!((page.bytes, page.url.as_deref()), (PAGE.as_bytes().to_vec(), Some("https://harbour.example/1")));
    assert_eq!(page.fetched.unwrap().to_string(), "2023-06-09T11:30:00Z");
}

#[test]
fn a_wacz_gives_the_pages_of_its_warcs_and_writes_no_files() {
    let place = Place::new();
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let warc = gzip(&record("response", "https://harbour.example/1", &answer("", PAGE.as_bytes())));
    for (name, bytes) in
        [("archive/data.warc.gz", &warc[..]), ("archive/../../evil.warc.gz", &warc), ("pages/pages.jsonl", b"{}")]
    {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    let path = place.file("news.wacz", &archive.finish().unwrap().into_inner());
    assert_eq!(titles(path, 0, &Options::default()), ["Ferry late", "Ferry late"]);
    assert_eq!(fs::read_dir(place.0.path()).unwrap().count(), 1);
    assert!(!place.0.path().parent().unwrap().join("evil.warc.gz").exists());
}

#[test]
fn tables_are_read_by_the_names_of_their_columns() {
    let place = Place::new();
    let body = "The master said it would sail late.";
    let lines = format!(
        "{{\"headline\": \"One\", \"body\": \"{body}\", \"link\": \"https://a.example/1\", \"date\": \"2023-06-09T10:00:00Z\", \"source\": {{\"name\": \"Harbour Post\"}}}}\n\
         not json\n\n{{\"title\": \"No text\"}}\n{{\"title\": \"Two\", \"text\": \"{body}\"}}"
    );
    let read = titles(place.file("a.jsonl", lines.as_bytes()), 0, &Options::default());
    assert_eq!(read.len(), 4, "{read:?}");
    assert_eq!((read[0].as_str(), read[3].as_str()), ("One", "Two"));
    assert!(
        read[1].starts_with("fault: is not JSON: expected ident at column 2")
            && read[2].contains("has no column with a text"),
        "{read:?}"
    );
    assert_eq!(titles(place.file("b.jsonl.gz", &gzip(lines.as_bytes())), 0, &Options::default()), read);

    let table = format!(
        "Title,URL,text,published,outlet\nOne,https://a.example/1,\"{body}\n\nNobody, \"\"he\"\" said.\",2023-06-09,Harbour Post\nTwo,,{body}\n"
    );
    let path = place.file("c.csv", table.as_bytes());
    assert_eq!(titles(path.clone(), 0, &Options::default()), ["One", "Two"]);
    let first = Input::File(path).entries(0, &Options::default()).unwrap().unwrap().next().unwrap().unwrap();
    let article = first.articles(&Options::default()).unwrap().remove(0);
    assert_eq!(article.text, format!("One\n\n{body}\n\nNobody, \"he\" said."));
    assert_eq!(article.published, Some(jiff::civil::date(2023, 6, 9)));
    assert_eq!((article.outlet.as_deref(), first.reference.as_str()), (Some("Harbour Post"), "c.csv#1"));
}

#[test]
fn a_table_tells_what_is_wrong_with_it_once() {
    let place = Place::new();
    let read = |name: &str, bytes: &[u8]| titles(place.file(name, bytes), 0, &Options::default());
    assert_eq!(
        read("none.csv", b"a,b\n1,2\n3,4\n"),
        ["fault: has no column with a text (`text`, `body`, `content`, `html` \u{2026}); its columns are: a, b"]
    );
    let wide: Vec<u8> =
        "\u{feff}title\ttext\r\nOne\tHe said so.\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read("wide.csv", &wide), ["fault: cannot be taken apart: it is in UTF-16; save it as UTF-8"]);
    assert_eq!(
        read("cut.csv", b"title,text,url\nOne,He said so, twice, on Monday.,\nTwo,He said so.,,,\nThree,\n"),
        [
            "fault: has 5 fields where the first row names 3: a comma or quote in a text must be quoted",
            "Two",
            "fault: is empty; nothing to read"
        ]
    );
}

#[test]
fn spreadsheets_of_other_countries_are_read() {
    let place = Place::new();
    let text = "Die Sprecherin sagte, f\u{fc}r Gr\u{f6}\u{df}e und \u{dc}bermut g\u{e4}be es keine Entschuldigung.";
    let table = format!("Title;Text;Datum;Published\r\nZo\u{eb};{text};x;09.06.2023\r\n");
    // Its characters have the same numbers in Windows-1252.
    let latin: Vec<u8> = table.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let tabs = table.replace(';', "\t");
    for (name, bytes) in [("a.csv", &latin[..]), ("b.csv", table.as_bytes()), ("c.csv", tabs.as_bytes())] {
        let path = place.file(name, bytes);
        let entry = Input::File(path).entries(0, &Options::default()).unwrap().unwrap().next().unwrap().unwrap();
        let article = entry.articles(&Options::default()).unwrap().remove(0);
        assert_eq!(article.text, format!("Zo\u{eb}\n\n{text}"), "{name}");
        assert_eq!(article.published, Some(jiff::civil::date(2023, 6, 9)), "{name}");
    }
}

#[test]
fn times_of_a_parquet_table_are_days() {
    use parquet::column::writer::ColumnWriter;
    use parquet::data_type::ByteArray;
    use parquet::file::writer::SerializedFileWriter;
    let place = Place::new();
    // In Unix time: 2023-06-09 11:30, and the same day of 1985, which as a bare number would be none.
    for (form, time, expected) in [
        ("int64 date (TIMESTAMP(NANOS,true))", 1_686_310_200_000_000_000, jiff::civil::date(2023, 6, 9)),
        ("int64 date (TIMESTAMP(NANOS,false))", 1_686_310_200_000_000_000, jiff::civil::date(2023, 6, 9)),
        ("int64 date (TIMESTAMP(MICROS,true))", 487_164_600_000_000, jiff::civil::date(1985, 6, 9)),
        ("int64 date (TIMESTAMP(MILLIS,true))", 487_164_600_000, jiff::civil::date(1985, 6, 9)),
        ("int64 date", 1_686_310_200, jiff::civil::date(2023, 6, 9)),
        ("int32 date (DATE)", 19_517, jiff::civil::date(2023, 6, 9)),
    ] {
        let message = format!("message articles {{ required binary text (UTF8); required {form}; }}");
        let schema = parquet::schema::parser::parse_message_type(&message).unwrap();
        let mut bytes = Vec::new();
        let mut writer = SerializedFileWriter::new(&mut bytes, schema.into(), Arc::default()).unwrap();
        let mut group = writer.next_row_group().unwrap();
        while let Some(mut column) = group.next_column().unwrap() {
            match column.untyped() {
                ColumnWriter::ByteArrayColumnWriter(of) => {
                    of.write_batch(&[ByteArray::from("The master said so.")], None, None).unwrap()
                }
                ColumnWriter::Int64ColumnWriter(of) => of.write_batch(&[time], None, None).unwrap(),
                ColumnWriter::Int32ColumnWriter(of) => {
                    of.write_batch(&[i32::try_from(time).unwrap()], None, None).unwrap()
                }
                _ => unreachable!("no other columns"),
            };
            column.close().unwrap();
        }
        group.close().unwrap();
        writer.close().unwrap();
        let path = place.file("a.parquet", &bytes);
        let entry = Input::File(path).entries(0, &Options::default()).unwrap().unwrap().next().unwrap().unwrap();
        let article = entry.articles(&Options::default()).unwrap().remove(0);
        assert_eq!(article.published, Some(expected), "{form}");
    }
}

#[test]
fn a_parquet_table_is_read() {
    use parquet::data_type::{ByteArray, ByteArrayType};
    use parquet::file::properties::WriterProperties;
    use parquet::file::writer::SerializedFileWriter;
    let schema = parquet::schema::parser::parse_message_type(
        "message articles { required binary title (UTF8); required binary text (UTF8); }",
    )
    .unwrap();
    let mut bytes = Vec::new();
    let mut writer =
        SerializedFileWriter::new(&mut bytes, schema.into(), WriterProperties::builder().build().into()).unwrap();
    let mut group = writer.next_row_group().unwrap();
    for column in [["One", "Two"], ["The master said so.", "Nobody was told."]] {
        let mut of = group.next_column().unwrap().unwrap();
        of.typed::<ByteArrayType>().write_batch(&column.map(ByteArray::from), None, None).unwrap();
        of.close().unwrap();
    }
    group.close().unwrap();
    writer.close().unwrap();
    let place = Place::new();
    assert_eq!(titles(place.file("a.parquet", &bytes), 0, &Options::default()), ["One", "Two"]);
    // A page that is no page: told once, and the reading ends.
    let page = bytes.len() / 3;
    bytes[4..page].fill(0xff);
    let [told] = titles(place.file("damaged.parquet", &bytes), 0, &Options::default()).try_into().unwrap();
    assert!(told.contains("its rows can't be read from 1 on"), "{told}");
    assert!(
        titles(place.file("b.parquet", b"PAR1 no"), 0, &Options::default())[0]
            .starts_with("fault: cannot be taken apart")
    );
}

#[test]
fn a_message_is_an_article() {
    let mail = "From: \"Wire Desk\" <desk@wire.example>\r\nSubject: Ferry late\r\nDate: Fri, 9 Jun 2023 10:00:00 +0000\r\n\
        Content-Type: text/plain; charset=utf-8\r\n\r\nThe master said it would sail late.\r\n";
    let place = Place::new();
    let path = place.file("a.eml", mail.as_bytes());
    let entry = Input::File(path).entries(0, &Options::default()).unwrap().unwrap().next().unwrap().unwrap();
    let article = entry.articles(&Options::default()).unwrap().remove(0);
    assert_eq!((article.title(), article.byline.as_deref()), ("Ferry late", Some("Wire Desk")));
    assert_eq!(article.published, Some(jiff::civil::date(2023, 6, 9)));
}

#[test]
fn what_is_too_large_is_refused_and_the_rest_is_read() {
    let place = Place::new();
    let mut options = Options::default();
    options.limits.input = 4096;
    let bomb = gzip(&vec![b'a'; 50 << 20]);
    let records = [
        record("response", "https://a.example/bomb", &answer("Content-Encoding: gzip\r\n", &bomb[..])),
        record("response", "https://a.example/long", &answer("", &vec![b'a'; 3 << 20])),
        record("response", "https://a.example/1", &answer("", PAGE.as_bytes())),
    ];
    let read = titles(place.file("a.warc", &records.concat()), 0, &options);
    assert!(read[0].contains("larger than") && read[1].contains("larger than"), "{read:?}");
    assert_eq!(read[2..], ["Ferry late"]);

    let lines = format!("{{\"text\": \"{}\"}}\n{{\"title\": \"Two\", \"text\": \"He said so.\"}}\n", "a".repeat(9000));
    let read = titles(place.file("a.jsonl", lines.as_bytes()), 0, &options);
    assert!(read[0].contains("larger than") && read[1] == "Two", "{read:?}");
}

#[test]
fn a_damaged_page_costs_no_other() {
    let place = Place::new();
    let mut body = gzip(PAGE.as_bytes());
    body.truncate(body.len() / 2);
    let records = [
        record("response", "https://a.example/damaged", &answer("Content-Encoding: gzip\r\n", &body)),
        record("response", "https://a.example/1", &answer("", PAGE.as_bytes())),
    ];
    let read = titles(place.file("a.warc", &records.concat()), 0, &Options::default());
    assert!(read[0].starts_with("fault: ") && read[1..] == ["Ferry late"], "{read:?}");
}

#[test]
fn a_damaged_archive_ends_with_what_is_wrong() {
    let place = Place::new();
    let whole = record("response", "https://a.example/1", &answer("", PAGE.as_bytes()));
    let head = [b"WARC/1.0\r\n".to_vec(), vec![b'x'; 3 << 20]].concat();
    for (name, tail) in [("cut", &whole[..whole.len() / 2]), ("endless", &head[..]), ("other", b"NOT A RECORD\r\n\r\n")]
    {
        let read = titles(place.file(&format!("{name}.warc"), &[&whole[..], tail].concat()), 0, &Options::default());
        assert_eq!(read[0], "Ferry late", "{name}: {read:?}");
        assert!(read.len() == 2 && read[1].starts_with("fault: "), "{name}: {read:?}");
    }
    let mut gzipped = gzip(&whole);
    gzipped.truncate(gzipped.len() / 2);
    let read = titles(place.file("cut.warc.gz", &gzipped), 0, &Options::default());
    assert!(read.len() == 1 && read[0].starts_with("fault: "), "{read:?}");
}

#[test]
fn a_name_that_promises_a_collection_must_hold_one() {
    let missing = Input::File("no/such.warc".into()).entries(0, &Options::default()).unwrap();
    assert!(matches!(missing, Err(ReadError::Io(_))));
    assert!(Input::File("article.txt".into()).entries(0, &Options::default()).is_none());
}
