//! Who speaks, through whom, on what evidence, and how surely: one file of drawn sentences for each phenomenon.
//!
//! A line "> ..." is a paragraph of an article, "= ..." its headline, "# ..." begins an article and says what it shows. Below each paragraph
//! stand its claims, with S under the source, C under the cue, ~ under the content, R under relays and E under
//! evidence, and what the claim says. `HEARSAY_DRAW=1 cargo test --test voices` draws the files anew: read the diff.

#![allow(clippy::unwrap_used, reason = "a failing test panics")]

use std::fmt::Write as _;
use std::{env, fs};

use hearsay::{Article, Claim, EvidenceKind, Modality, Models, Polarity, Span, extract};

const PHENOMENA: [&str; 10] =
    ["relays", "evidence", "speakers", "metonyms", "polarity", "modality", "nested", "passed_on", "denied", "missed"];

#[test]
fn claims_are_as_drawn() {
    let models = Models::embedded().unwrap();
    let mut wrong = String::new();
    for phenomenon in PHENOMENA {
        let path = format!("{}/tests/voices/{phenomenon}.txt", env!("CARGO_MANIFEST_DIR"));
        let expected = fs::read_to_string(&path).unwrap();
        let found = redraw(&expected, &models);
        if env::var_os("HEARSAY_DRAW").is_some() {
            fs::write(&path, &found).unwrap();
        } else if found != expected {
            let line = expected.lines().zip(found.lines()).position(|(e, f)| e != f).unwrap_or(0);
            let _ = writeln!(wrong, "{phenomenon}.txt, from line {}:\n{}", line + 1, excerpt(&found, line));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// The lines around one that differs.
fn excerpt(found: &str, line: usize) -> String {
    found.lines().skip(line.saturating_sub(3)).take(8).collect::<Vec<_>>().join("\n")
}

/// A file's articles, drawn from what the program finds in them.
fn redraw(file: &str, models: &Models) -> String {
    let mut drawn = String::new();
    for article in file.split("# ").filter(|a| !a.trim().is_empty()) {
        let (title, rest) = article.split_once('\n').unwrap_or((article, ""));
        let lines = |mark| rest.lines().filter_map(move |line| line.strip_prefix(mark));
        let headline = lines("= ").next();
        let paragraphs: Vec<&str> = lines("> ").collect();
        let article = Article::new("drawn", headline.unwrap_or(""), &paragraphs.join("\n\n"));
        let claims = extract(&article, models).claims;
        let _ = writeln!(drawn, "{}# {title}", if drawn.is_empty() { "" } else { "\n" });
        let mut start = 0;
        for paragraph in headline.into_iter().chain(paragraphs) {
            let span = Span::new(start, start + paragraph.len());
            start = span.end + 2;
            let _ = writeln!(drawn, "{} {paragraph}", if headline == Some(paragraph) { "=" } else { ">" });
            for claim in claims.iter().filter(|c| c.content.overlaps(span)) {
                let _ = writeln!(drawn, "  {}\n  {}", carets(&article.text, span, claim), facts(claim));
            }
        }
    }
    drawn
}

fn carets(text: &str, paragraph: Span, claim: &Claim) -> String {
    let mut line = vec![' '; paragraph.text(text).chars().count()];
    let mut mark = |span: Span, with: char| {
        let here = Span::new(span.start.max(paragraph.start), span.end.min(paragraph.end));
        let before = Span::new(paragraph.start, here.start).text(text).chars().count();
        line.iter_mut().skip(before).take(here.text(text).chars().count()).for_each(|c| *c = with);
    };
    claim.content_parts.iter().for_each(|&part| mark(part, '~'));
    claim.source.into_iter().for_each(|source| mark(source, 'S'));
    claim.cue.into_iter().for_each(|cue| mark(cue, 'C'));
    claim.relays.iter().for_each(|relay| mark(relay.span, 'R'));
    stated(claim).for_each(|evidence| mark(evidence.span, 'E'));
    line.iter().collect::<String>().trim_end().to_owned()
}

/// The evidence but for what an unnamed speaker says of itself.
fn stated(claim: &Claim) -> impl Iterator<Item = &hearsay::Evidence> {
    claim.evidence.iter().filter(|e| e.kind != EvidenceKind::AnonymousSource)
}

fn facts(claim: &Claim) -> String {
    let speaker = &claim.speaker;
    let mut facts = format!("{} ({})", speaker.name.as_deref().unwrap_or("?"), speaker.kind.as_str());
    speaker.affiliation.iter().for_each(|body| facts += &format!(" of {body}"));
    claim.relays.iter().for_each(|relay| facts += &format!(", via {}", relay.name));
    stated(claim).for_each(|evidence| facts += &format!(", on {}", evidence.kind.as_str()));
    if claim.polarity == Polarity::Negative {
        facts += ", negative";
    }
    if claim.modality != Modality::Certain {
        facts += &format!(", {}", claim.modality.as_str());
    }
    facts
}
