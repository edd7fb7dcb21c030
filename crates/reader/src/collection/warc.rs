//! WARC: the answers of web servers as they were received. <https://iipc.github.io/warc-specifications/>

use std::cell::Cell;
use std::io::{self, BufRead, Read};
use std::rc::Rc;

use flate2::read::{DeflateDecoder, GzDecoder};
use jiff::Timestamp;
use url::Url;
use warc::{RecordType, WarcHeader, WarcReader};

use super::{Taker, Told};
use crate::input::{Document, bounded};
use crate::kind::{Hint, Kind};
use crate::{Limits, ReadError};

/// Bytes of the head of a record, and of an answer.
const HEAD: u64 = 1 << 20;
/// Fields of the head of an answer.
const FIELDS: usize = 256;

/// Bytes that are decompressed at once.
const BUFFER: usize = 1 << 12;

pub(super) fn read(stream: impl BufRead, limits: &Limits, taker: &mut Taker) -> Result<(), ReadError> {
    let left = Rc::new(Cell::new(HEAD));
    let mut reader = WarcReader::new(Capped { stream, left: Rc::clone(&left) });
    let mut records = reader.stream_records();
    // Each record's body is read to its end below, so that what is read before the next is only a head.
    while let Some(record) = {
        left.set(HEAD);
        records.next_item()
    } {
        let mut record = record.map_err(|error| ReadError::Collection(error.to_string()))?;
        left.set(u64::MAX);
        let answers = *record.warc_type() == RecordType::Response;
        let length = record.content_length();
        let wanted = answers && !taker.passes();
        let url = record.header(WarcHeader::TargetURI).map(|uri| uri.trim_matches(['<', '>']).to_owned());
        let fetched = Timestamp::from_second(record.date().timestamp()).ok();
        if !wanted {
            rest(&mut record)?;
            continue;
        }
        let found = match bounded(&mut record, limits.input + HEAD) {
            Ok(bytes) if (bytes.len() as u64) < length => {
                return Err(ReadError::Collection("it breaks off within a record".to_owned()));
            }
            Err(error @ ReadError::Io(_)) => return Err(error),
            bytes => bytes.and_then(|bytes| answer(&bytes, limits)),
        };
        rest(&mut record)?;
        let Some(document) = found.transpose() else {
            taker.nothing();
            continue;
        };
        let parts = document.map(|document| {
            let address = url.as_deref().and_then(|url| Url::parse(url).ok());
            let told = Told { url: url.clone(), ..Told::default() };
            (url, Document { url: address, fetched, ..document }, told)
        });
        if taker.found("record", parts).is_err() {
            return Ok(());
        }
    }
    Ok(())
}

fn rest(stream: &mut impl Read) -> Result<(), ReadError> {
    io::copy(stream, &mut io::sink())?;
    Ok(())
}

/// The document in a server's answer, where it is one that may hold an article.
fn answer(bytes: &[u8], limits: &Limits) -> Result<Option<Document>, ReadError> {
    let mut fields = [httparse::EMPTY_HEADER; FIELDS];
    let mut head = httparse::Response::new(&mut fields);
    let parsed = head.parse(bytes).map_err(|error| ReadError::Collection(format!("its HTTP head: {error}")))?;
    let httparse::Status::Complete(start) = parsed else {
        return Err(ReadError::Collection("its HTTP head breaks off".to_owned()));
    };
    if head.code != Some(200) {
        return Ok(None);
    }
    let field = |name: &str| {
        let named = head.headers.iter().find(|field| field.name.eq_ignore_ascii_case(name))?;
        Some(String::from_utf8_lossy(named.value).trim().to_ascii_lowercase())
    };
    let media_type = field("content-type");
    let (kind, charset) = Document::described(media_type.as_deref().unwrap_or_default());
    let hint = match kind.as_str() {
        "text/html" | "application/xhtml+xml" => Hint::Said(Kind::Page),
        "text/plain" => Hint::Said(Kind::Text),
        "" => Hint::Nothing,
        _ => return Ok(None),
    };
    let body = bytes.get(start..).unwrap_or_default();
    let chunked = field("transfer-encoding").is_some_and(|coding| coding.contains("chunked"));
    // Many archives keep the field though they store the body without its chunks.
    let joined = if chunked { unchunked(body, limits.input) } else { None };
    let body = joined.as_deref().unwrap_or(body);
    let bytes = match field("content-encoding").as_deref() {
        Some("gzip" | "x-gzip") if body.starts_with(b"\x1f\x8b") => bounded(GzDecoder::new(body), limits.input)?,
        Some("deflate") => bounded(DeflateDecoder::new(body), limits.input)?,
        Some("zstd") if body.starts_with(b"\x28\xb5\x2f\xfd") => bounded(zstd::Decoder::new(body)?, limits.input)?,
        // Nothing marks these bytes: where they are none, the body is stored as it was read.
        Some("br") => match bounded(brotli::Decompressor::new(body, BUFFER), limits.input) {
            Err(ReadError::Io(_)) => bounded(body, limits.input)?,
            read => read?,
        },
        _ => bounded(body, limits.input)?,
    };
    Ok(Some(Document { charset, hint, media_type, ..Document::of(bytes) }))
}

/// A body without the sizes of its chunks; `None` where it has none.
fn unchunked(body: &[u8], limit: u64) -> Option<Vec<u8>> {
    let mut joined = Vec::new();
    let mut left = body;
    loop {
        let httparse::Status::Complete((start, size)) = httparse::parse_chunk_size(left).ok()? else { return None };
        if size == 0 || joined.len() as u64 > limit {
            return Some(joined);
        }
        let end = start.checked_add(usize::try_from(size).ok()?)?;
        joined.extend_from_slice(left.get(start..end)?);
        left = left.get(end..)?.strip_prefix(b"\r\n")?;
    }
}

/// A stream of which only so much may be read: the library gathers a head without an end of its own.
struct Capped<R> {
    stream: R,
    left: Rc<Cell<u64>>,
}

impl<R> Capped<R> {
    fn use_up(&self, read: usize) -> io::Result<()> {
        let left = self.left.get();
        if left == 0 {
            return Err(io::Error::other("the head of a record has no end"));
        }
        self.left.set(left.saturating_sub(read as u64));
        Ok(())
    }
}

impl<R: Read> Read for Capped<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.stream.read(buffer)?;
        self.use_up(read)?;
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Capped<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.use_up(0)?;
        self.stream.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        let _ = self.use_up(amount);
        self.stream.consume(amount);
    }
}
