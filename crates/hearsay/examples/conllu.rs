//! Reads a treebank in CoNLL-U from standard input and writes it with the program's own tags and trees.
//!
//! `cargo run --release --example conllu < gold.conllu` keeps the treebank's sentences and tokens (what it has no word for
//! gets `_`); with `--raw` it sees the text alone. Neighbouring documents are read as one text.

use std::error::Error;
use std::io::{BufWriter, Read, Write};

use hearsay::syntax::{Predicate, Syntax, parse_tokens};
use hearsay::{Article, Models, Span, extract};

fn main() -> Result<(), Box<dyn Error>> {
    let raw = std::env::args().any(|argument| argument == "--raw");
    let mut treebank = String::new();
    std::io::stdin().read_to_string(&mut treebank)?;
    let (text, sentences) = text(&treebank);
    let models = Models::embedded()?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    if raw {
        let (title, body) = text.split_once("\n\n").unwrap_or((&text, ""));
        let article = Article::new("treebank", title, body);
        let found = extract(&article, &models);
        for sentence in &found.sentences {
            let tokens = found.syntax.within(sentence.span);
            let spans: Vec<_> = found.syntax.tokens()[tokens].iter().map(|t| t.span).collect();
            write(&mut out, &article.text, &found.syntax, &spans)?;
        }
    } else {
        let syntax = parse_tokens(&models, &text, &sentences)?;
        for tokens in &sentences {
            write(&mut out, &text, &syntax, tokens)?;
        }
    }
    Ok(out.flush()?)
}

/// The treebank's running text, and the bytes of each sentence's tokens in it.
fn text(treebank: &str) -> (String, Vec<Vec<Span>>) {
    let mut text = String::new();
    let mut sentences = Vec::new();
    for block in treebank.split("\n\n") {
        let rows: Vec<Vec<&str>> =
            block.lines().filter(|l| !l.starts_with('#')).map(|l| l.split('\t').collect()).collect();
        if rows.is_empty() {
            continue;
        }
        if !text.is_empty() {
            let paragraph = block.lines().any(|l| l.starts_with("# newpar") || l.starts_with("# newdoc"));
            text.truncate(text.trim_end().len());
            text.push_str(if paragraph { "\n\n" } else { " " });
        }
        sentences.push(sentence(&rows, &mut text));
    }
    (text, sentences)
}

fn sentence(rows: &[Vec<&str>], text: &mut String) -> Vec<Span> {
    let mut tokens = Vec::new();
    let mut host = 0..0;
    for row in rows.iter().filter(|row| row.len() == 10 && !row[0].contains('.')) {
        let (start, form) = (text.len(), row[1]);
        if let Some((first, last)) = row[0].split_once('-') {
            host = first.parse().unwrap_or(0)..last.parse::<usize>().unwrap_or(0) + 1;
            let inside = |r: &&Vec<&str>| r[0].parse::<usize>().is_ok_and(|id| host.contains(&id));
            let parts: Vec<&str> = rows.iter().filter(inside).map(|r| r[1]).collect();
            let mut at = start;
            let adds_up = parts.concat() == form;
            for part in parts {
                tokens.push(if adds_up {
                    Span::new(at, at + part.len())
                } else {
                    Span::new(start, start + form.len())
                });
                at += part.len();
            }
        } else if row[0].parse::<usize>().is_ok_and(|id| host.contains(&id)) {
            continue;
        } else {
            tokens.push(Span::new(start, start + form.len()));
        }
        text.push_str(form);
        if !row[9].contains("SpaceAfter=No") {
            text.push(' ');
        }
    }
    tokens
}

/// A sentence's tokens; the last column tells what each mentions, its bytes in the text, and of a predicate its sense and
/// the heads of its arguments.
fn write(out: &mut impl Write, text: &str, syntax: &Syntax, spans: &[Span]) -> std::io::Result<()> {
    // Of tokens that share their bytes, the first takes the one that the program has there.
    let mut free = spans.first().map_or(0, |s| syntax.within(*s).start);
    let ours: Vec<Option<usize>> = spans
        .iter()
        .map(|span| {
            let at = syntax.within(*span).find(|&t| t >= free)?;
            free = at + 1;
            Some(at)
        })
        .collect();
    for (i, (span, token)) in spans.iter().zip(&ours).enumerate() {
        let (id, form, bytes) =
            (i + 1, span.text(text).replace('\n', " "), format!("Bytes={}:{}", span.start, span.end));
        let predicate = syntax.predicates().binary_search_by_key(token, |p| Some(p.token)).ok();
        let predicate = predicate.map(|at| &syntax.predicates()[at]);
        let Some(token) = token.map(|t| &syntax.tokens()[t]) else {
            writeln!(out, "{id}\t{form}\t_\t_\t_\t_\t0\t_\t_\t{bytes}")?;
            continue;
        };
        let head = token.head.and_then(|h| ours.iter().position(|o| *o == Some(h))).map_or(0, |h| h + 1);
        let (upos, xpos, relation) = (token.upos.as_str(), token.xpos.as_str(), token.relation.as_str());
        let mention = token.mention.as_str();
        let predicate = predicate.map(|p| written(p, &ours)).unwrap_or_default();
        writeln!(
            out,
            "{id}\t{form}\t_\t{upos}\t{xpos}\t_\t{head}\t{relation}\t_\t{bytes}|Mention={mention}{predicate}"
        )?;
    }
    writeln!(out)
}

/// `|Sense=01|Arguments=ARG0:3,ARG1:7`, the heads by their numbers in the sentence.
fn written(predicate: &Predicate, ours: &[Option<usize>]) -> String {
    let place = |token: usize| ours.iter().position(|o| *o == Some(token)).map(|at| at + 1);
    let arguments: Vec<String> = predicate
        .arguments
        .iter()
        .filter_map(|(kind, head)| Some(format!("{}:{}", kind.as_str(), place(*head)?)))
        .collect();
    format!("|Sense={}|Arguments={}", predicate.sense.as_str(), arguments.join(","))
}
