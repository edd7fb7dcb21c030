//! Reads lines of JSON, `{"id": ..., "text": ...}`, and writes a line `[ID, ID, CONTAINMENT]` for each two near-copies among
//! them, as `eval/copies` measures it.

use std::collections::{BTreeSet, HashMap};
use std::error::Error;
use std::io::{self, Write};

use hearsay::proposition::Imprint;
use serde::Deserialize;

#[derive(Deserialize)]
struct Line {
    id: String,
    text: String,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut imprints: Vec<Imprint> = Vec::new();
    let mut met: HashMap<u64, Vec<usize>> = HashMap::new();
    let mut out = io::stdout().lock();
    for line in io::stdin().lines() {
        let Line { id, text } = serde_json::from_str(&line?)?;
        let imprint = Imprint::of(id, &text);
        let keys = imprint.keys();
        let candidates: BTreeSet<usize> = keys.iter().filter_map(|key| met.get(key)).flatten().copied().collect();
        for other in candidates {
            if let Some(share) = imprints[other].copy(&imprint) {
                writeln!(out, "{}", serde_json::to_string(&(&imprints[other].article, &imprint.article, share))?)?;
            }
        }
        for key in keys {
            met.entry(key).or_default().push(imprints.len());
        }
        imprints.push(imprint);
    }
    Ok(())
}
