//! WACZ: a ZIP with WARCs in its folder `archive`. <https://specs.webrecorder.net/wacz/1.1.1/>

use std::fs::File;

use zip::ZipArchive;
use zip::result::ZipError;

use super::{Taker, plain, warc};
use crate::{Limits, ReadError};

pub(super) fn read(file: File, limits: &Limits, taker: &mut Taker) -> Result<(), ReadError> {
    let mut archive = ZipArchive::new(file).map_err(fault)?;
    for i in 0..archive.len() {
        let part = archive.by_index(i).map_err(fault)?;
        let name = part.name().map_err(fault)?.to_ascii_lowercase();
        if !name.starts_with("archive/") || !(name.ends_with(".warc") || name.ends_with(".warc.gz")) {
            continue;
        }
        warc::read(plain(part)?, limits, taker)?;
    }
    Ok(())
}

fn fault(error: ZipError) -> ReadError {
    ReadError::Collection(error.to_string())
}
