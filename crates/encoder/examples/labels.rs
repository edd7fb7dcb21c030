//! Reads a text from standard input and writes one JSON line a window: for each word that the window answers for, its first
//! byte and the logits of its labels. `train/hearsay_train/agreement.py` compares them with the training side's.

use std::error::Error;
use std::io::{self, Read, Write};

use hearsay_encoder::Encoder;

fn main() -> Result<(), Box<dyn Error>> {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text)?;
    for window in Encoder::embedded()?.read(&text) {
        let window = window?;
        let answered = window.words.iter().filter(|w| !w.is_context);
        let rows: Vec<_> = answered.map(|w| (w.range.start, w.labels)).collect();
        writeln!(io::stdout(), "{}", serde_json::to_string(&rows)?)?;
    }
    Ok(())
}
