//! The extraction contract, an article a line: what `hearsay read --format json` prints.

use std::io::Write;

use hearsay_ledger::Kept;

use crate::{Export, ExportError};

pub(crate) struct Jsonl<'t>(Box<dyn Write + 't>);

impl<'t> Jsonl<'t> {
    pub(crate) fn new(out: Box<dyn Write + 't>) -> Self {
        Self(out)
    }
}

impl Export for Jsonl<'_> {
    fn article(&mut self, kept: &Kept) -> Result<(), ExportError> {
        serde_json::to_writer(&mut self.0, &kept.record)?;
        self.0.write_all(b"\n")?;
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<Option<String>, ExportError> {
        self.0.flush()?;
        Ok(None)
    }
}
