//! Reads contract files (one JSON object of an article and its claims each) and writes what is said across them, as
//! `eval/propositions` measures it. With `--all` also what only one article by one voice tells.

use std::error::Error;
use std::fs::File;
use std::io::{self, BufReader, Write};

use hearsay::contract::Record;
use hearsay::proposition::{Imprint, Statement, settle};
use hearsay_gazetteer::Gazetteer;

fn main() -> Result<(), Box<dyn Error>> {
    let gazetteer = Gazetteer::embedded()?;
    let (mut statements, mut imprints, mut all) = (Vec::new(), Vec::new(), false);
    for argument in std::env::args().skip(1) {
        if argument == "--all" {
            all = true;
            continue;
        }
        let record: Record = serde_json::from_reader(BufReader::new(File::open(&argument)?))
            .map_err(|error| format!("{argument}: {error}"))?;
        statements.extend(Statement::of(&record, &gazetteer));
        imprints.push(Imprint::of(record.article.id.clone(), &record.article.text));
    }
    let mut found = settle(&statements, &imprints, &[]);
    found.retain(|proposition| all || proposition.is_shared());
    let mut out = io::stdout().lock();
    writeln!(out, "{}", serde_json::to_string(&found)?)?;
    Ok(())
}
