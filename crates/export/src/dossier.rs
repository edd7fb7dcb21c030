//! Dossiers in the forms that people publish: Markdown, a web page, JSON-LD.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use hearsay::dossier::{Dossier, Section, Sentence, Source, Voices};
use serde_json::{Value, json};

use crate::annotation::{context, present};
use crate::clean::harmless;
use crate::iri;

/// What stands at the head of a dossier.
pub const CAUTION: &str = "What follows is claimed by those who are named; none of it is stated as a fact.";

/// The dossier in Markdown. Words of articles, and of its author, can't form marks of it.
#[must_use]
pub fn markdown(dossier: &Dossier) -> String {
    let mut out = format!("# {}\n", dossier.title.as_deref().map_or_else(|| "Dossier".to_owned(), plain));
    if let Some(author) = &dossier.author {
        let _ = writeln!(out, "\nComposed by {}, who wrote what is set off.", plain(author));
    }
    let _ = writeln!(out, "\n{CAUTION}");
    let number: BTreeMap<&str, usize> =
        dossier.sources.iter().enumerate().map(|(i, source)| (source.article.as_str(), i + 1)).collect();
    dossier.sections.iter().for_each(|section| add_section(&mut out, section, &number));
    add_written(&mut out, &dossier.end);
    out.push_str("\n## Sources\n\n");
    dossier.sources.iter().enumerate().for_each(|(i, source)| add_source(&mut out, i + 1, source));
    out
}

/// The author's words, set off from those of the voices: a quotation of paragraphs.
fn add_written(out: &mut String, words: &str) {
    for (i, paragraph) in paragraphs(words).enumerate() {
        let _ = writeln!(out, "{}> {}", if i == 0 { "\n" } else { ">\n" }, paragraph_of(paragraph));
    }
}

/// The paragraphs of what an author writes.
pub fn paragraphs(words: &str) -> impl Iterator<Item = &str> {
    words.split("\n\n").flat_map(|part| part.split("\r\n\r\n")).map(str::trim).filter(|part| !part.is_empty())
}

fn add_section(out: &mut String, section: &Section, number: &BTreeMap<&str, usize>) {
    add_written(out, &section.before);
    let (yes, no) = (section.affirmed, section.denied);
    let _ = write!(
        out,
        "\n## {}\n\nIndependent origins: {} established, {} possible, {} unknown. Denied by {} established, {} possible, {} unknown.\n",
        plain(&section.heading),
        yes.established,
        yes.possible,
        yes.unknown,
        no.established,
        no.possible,
        no.unknown
    );
    section.voices.iter().for_each(|voices| add_voices(out, voices, number));
    for drift in &section.drift {
        let what = drift.quality.question();
        let readings = drift.readings.iter().map(|reading| {
            let date = reading.published.map_or_else(|| "undated".to_owned(), |date| date.to_string());
            let who = reading.speaker.as_deref().or(reading.outlet.as_deref()).unwrap_or("nobody named");
            format!("{} ({}, {date})", plain(&reading.text), plain(who))
        });
        let _ = writeln!(out, "\n{what}, as each tells it: {}.", readings.collect::<Vec<_>>().join("; "));
    }
}

fn add_voices(out: &mut String, voices: &Voices, number: &BTreeMap<&str, usize>) {
    let _ = writeln!(out, "\n### {}\n", plain(&voices.heading()));
    for sentence in &voices.sentences {
        let source = number.get(sentence.article.as_str()).copied().unwrap_or_default();
        let (start, end) = (sentence.span.start, sentence.span.end);
        let basis = sentence.basis().map(|basis| format!(" ({basis})")).unwrap_or_default();
        let _ = writeln!(out, "- {}{basis} [{source}, characters {start} to {end}]", plain(&sentence.text));
    }
}

fn add_source(out: &mut String, number: usize, source: &Source) {
    let outlet = source.outlet.as_deref().unwrap_or("an outlet without a name");
    let date = source.published.map_or_else(|| "undated".to_owned(), |date| date.to_string());
    let _ = write!(out, "{number}. {}, {date}, {}", plain(outlet), plain(&source.reference));
    if let Some(wire) = &source.wire {
        let _ = write!(out, ", copy of {}", plain(wire));
    }
    if let Some(archived) = &source.archived {
        let _ = write!(out, ", archived as {}", archived.hash);
        archived.first_seen.iter().for_each(|seen| _ = write!(out, " on {}", seen.get(..10).unwrap_or(seen)));
        archived.url.iter().for_each(|url| _ = write!(out, " from {}", plain(url)));
    }
    out.push('\n');
}

/// A paragraph that is no Markdown: at its beginning, further signs would make a list or a line of it.
fn paragraph_of(words: &str) -> String {
    let text = plain(words);
    let after_number = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let at = text.len() - after_number.len();
    let makes_list = at > 0 && after_number.starts_with(['.', ')']) || text.starts_with(['-', '+', '~', '=']);
    if makes_list { format!("{}\\{}", &text[..at], &text[at..]) } else { text }
}

/// Words that are no Markdown.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in harmless(text).chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '&') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// The dossier as a web page of its own.
#[must_use]
pub fn page(dossier: &Dossier) -> String {
    let mut body = String::new();
    let markdown = markdown(dossier);
    pulldown_cmark::html::push_html(&mut body, pulldown_cmark::Parser::new(&markdown));
    format!("<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>Dossier</title>\n{body}</html>\n")
}

/// The dossier in JSON-LD: a schema.org `Report` of claims, each tied by a W3C Web Annotation to its words in an article.
#[must_use]
pub fn json_ld(dossier: &Dossier) -> Value {
    let author = dossier.author.as_ref().map(|name| json!({"type": "Person", "name": name}));
    let written = |words: &str| {
        (!words.trim().is_empty()).then(|| json!({"type": "CreativeWork", "text": words.trim(), "author": author}))
    };
    let mut parts: Vec<Value> = Vec::new();
    for section in &dossier.sections {
        parts.extend(written(&section.before));
        let claims = section.voices.iter().flat_map(|voices| &voices.sentences).map(claim);
        parts.push(json!({
            "id": iri::proposition(&section.proposition),
            "type": "Claim",
            "name": section.heading,
            "hasPart": claims.collect::<Vec<_>>(),
            "established": section.affirmed.established,
            "possible": section.affirmed.possible,
            "unknown": section.affirmed.unknown,
            "deniedBy": section.denied.total(),
        }));
    }
    parts.extend(written(&dossier.end));
    // What has an order in JSON has none in its graph.
    for (part, position) in parts.iter_mut().zip(1..) {
        part["position"] = json!(position);
    }
    present(json!({
        "@context": context(),
        "type": "Report",
        "name": dossier.title.as_deref().unwrap_or("Dossier"),
        "author": author,
        "abstract": CAUTION,
        "hasPart": parts,
        "citation": dossier.sources.iter().map(source).collect::<Vec<_>>(),
    }))
}

fn claim(sentence: &Sentence) -> Value {
    let (id, article) = (iri::claim(&sentence.article, &sentence.claim), iri::article(&sentence.article));
    let at = &sentence.span;
    present(json!({
        "id": id,
        "type": "Claim",
        "name": sentence.text,
        "text": at.exact,
        "author": sentence.speaker.as_ref().map(|name| json!({"id": iri::actor(name), "name": name})),
        "modality": sentence.modality.as_str(),
        "relay": sentence.relays,
        "evidence": sentence.evidence.iter().map(|kind| kind.as_str()).collect::<Vec<_>>(),
        "appearance": article,
        "subjectOf": {
            "id": format!("{id}#annotation"),
            "type": "Annotation",
            "motivation": "oa:identifying",
            "body": id,
            "target": {
                "type": "SpecificResource",
                "source": article,
                "selector": [
                    {"type": "TextQuoteSelector", "exact": at.exact},
                    {"type": "TextPositionSelector", "start": at.start, "end": at.end},
                ],
            },
        },
    }))
}

fn source(source: &Source) -> Value {
    let archived = source.archived.as_ref();
    present(json!({
        "id": iri::article(&source.article),
        "type": "NewsArticle",
        "name": source.reference,
        "url": archived.and_then(|archived| archived.url.as_ref()),
        "datePublished": source.published,
        "publisher": source.outlet.as_ref().map(|name| json!({"type": "Organization", "name": name})),
        "archivedAt": archived.map(|archived| iri::bytes(&archived.hash)),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_author_writes_stays_text() {
        let dossier = Dossier {
            title: Some("Boats # and more".to_owned()),
            author: Some("Ada *Quill*".to_owned()),
            end: "1. First of all.\n\n- No list.\n\n<script>alert(1)</script> [x](javascript:y)\n\n---\n\n12 boats."
                .to_owned(),
            ..Dossier::default()
        };
        let page = page(&dossier);
        for (words, shown) in [
            ("a heading", "<h1>Boats # and more</h1>"),
            ("no number", "<p>1. First of all.</p>"),
            ("no list", "<p>- No list.</p>"),
            ("no markup", "<p>&lt;script&gt;alert(1)&lt;/script&gt; [x](javascript:y)</p>"),
            ("no line", "<p>---</p>"),
            ("a number", "<p>12 boats.</p>"),
            ("no emphasis", "Composed by Ada *Quill*, who wrote what is set off."),
        ] {
            assert!(page.contains(shown), "{words}: {page}");
        }
    }

    #[test]
    fn what_a_claim_rests_on_stands_behind_it() {
        let sentence = json!({
            "text": "Officials say: “it rains”", "span": {"start": 4, "end": 12, "exact": "it rains"},
            "speaker": "officials", "affiliation": null, "relays": [], "evidence": ["photo_video", "anonymous_source"],
            "modality": "possible", "quotation": "indirect", "article": "a", "claim": "1",
        });
        let none = json!({"established": 0, "possible": 0, "unknown": 1});
        let reading = json!({
            "statement": "s", "speaker": "Norway", "outlet": null, "published": "2031-03-04", "text": "shipped",
            "changed": false,
        });
        let dossier: Dossier = serde_json::from_value(json!({
            "sections": [{
                "proposition": "p", "heading": "rain", "affirmed": none, "denied": none, "links": [],
                "voices": [{"side": "positive", "origin": null, "lineage": "unknown", "sentences": [sentence]}],
                "drift": [{"quality": "stage", "range": null, "readings": [reading]}],
            }],
            "sources": [{
                "article": "a", "ref": "rain", "outlet": null, "published": null, "wire": null, "archived": null,
            }],
        }))
        .unwrap();
        let (markdown, page) = (markdown(&dossier), page(&dossier));
        for shown in [
            "### Lineage unknown, affirming",
            "- Officials say: “it rains” (said to rest on photos or video and on an anonymous source; only called \
             possible) [1, characters 4 to 12]",
            "How far, as each tells it: shipped (Norway, 2031-03-04).",
        ] {
            assert!(markdown.contains(shown), "{markdown}");
        }
        assert!(page.contains("only called possible"), "{page}");
    }
}
