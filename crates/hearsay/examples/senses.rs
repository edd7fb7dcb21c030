//! Reads lines of JSON, `{"text": ..., "spans": [[START, END], ...]}` in code points, and writes for each a line with the sense of
//! the place named by each span: `eval/senses` measures with it.

use std::error::Error;
use std::io::{self, Write};

use hearsay::mention::sense;
use hearsay::{Article, Models, Span, extract};
use serde::Deserialize;

#[derive(Deserialize)]
struct Line {
    text: String,
    spans: Vec<(usize, usize)>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let models = Models::embedded()?;
    let mut out = io::stdout().lock();
    for line in io::stdin().lines() {
        let Line { text, spans } = serde_json::from_str(&line?)?;
        let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let article = Article::from_text("text", text);
        let found = extract(&article, &models);
        let senses: Vec<&str> = spans
            .iter()
            .map(|&(start, end)| sense(&article.text, &found.syntax, Span::new(bytes[start], bytes[end])).as_str())
            .collect();
        writeln!(out, "{}", serde_json::to_string(&senses)?)?;
    }
    Ok(())
}
