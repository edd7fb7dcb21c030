//! WACZ: a ZIP with WARCs in its folder `archive`. <https://specs.webrecorder.net/wacz/1.1.1/>

use std::fs::File;
use std::io::{BufRead, BufReader, Read};

use flate2::bufread::MultiGzDecoder;
use zip::ZipArchive;
use zip::result::ZipError;

use super::{Taker, warc};
use crate::{Limits, ReadError};

pub(super) fn read(file: File, limits: &Limits, taker: &mut Taker) -> Result<(), ReadError> {
    let mut archive = ZipArchive::new(file).map_err(fault)?;
    for i in 0..archive.len() {
        let part = archive.by_index(i).map_err(fault)?;
        let name = part.name().map_err(fault)?.to_ascii_lowercase();
        if !name.starts_with("archive/") || !(name.ends_with(".warc") || name.ends_with(".warc.gz")) {
            continue;
        }
        warc::read(unpacked(part)?, limits, taker)?;
    }
    Ok(())
}

fn fault(error: ZipError) -> ReadError {
    ReadError::Collection(error.to_string())
}

/// A part without its gzip members, where it has any.
fn unpacked<'p>(part: impl Read + 'p) -> Result<Box<dyn BufRead + 'p>, ReadError> {
    let mut part = BufReader::new(part);
    let compressed = part.fill_buf()?.starts_with(b"\x1f\x8b");
    Ok(if compressed { Box::new(BufReader::new(MultiGzDecoder::new(part))) } else { Box::new(part) })
}
