//! Whole articles, drawn: under each sentence its claims, with S, C and ~ below source, cue and content.

#![allow(clippy::unwrap_used, reason = "a failing test panics")]

use hearsay::{Article, Extraction, Models, Span, extract};

fn draw(article: &Article, extraction: &Extraction) -> String {
    let text = article.text.as_str();
    let mut out = String::new();
    for sentence in &extraction.sentences {
        out += &format!("\n{}\n", sentence.span.text(text));
        for claim in extraction.claims.iter().filter(|c| sentence.span.overlaps(c.content)) {
            let mut line = vec![' '; sentence.span.text(text).chars().count()];
            let mut mark = |span: Span, with: char| {
                for (at, _) in text
                    .char_indices()
                    .filter(|(at, _)| span.range().contains(at) && sentence.span.range().contains(at))
                {
                    line[text[sentence.span.start..at].chars().count()] = with;
                }
            };
            claim.content_parts.iter().for_each(|&part| mark(part, '~'));
            claim.source.into_iter().for_each(|source| mark(source, 'S'));
            claim.cue.into_iter().for_each(|cue| mark(cue, 'C'));
            let speaker = &claim.speaker;
            out += line.iter().collect::<String>().trim_end();
            out += &format!("\n    {} ({})", speaker.name.as_deref().unwrap_or("?"), speaker.kind.as_str());
            speaker.affiliation.iter().for_each(|body| out += &format!(" of {body}"));
            out += &format!(", {}, {}", claim.quotation.as_str(), claim.polarity.as_str());
            claim.relays.iter().for_each(|relay| out += &format!(", via {}", relay.name));
            out += "\n";
        }
    }
    out
}

#[test]
fn stories_read_as_drawn() {
    let models = Models::embedded().unwrap();
    for (name, text) in [
        ("radar-deal", include_str!("../../../samples/radar-deal.txt")),
        ("drone-shipment", include_str!("../../../samples/drone-shipment.txt")),
    ] {
        let article = Article::from_text(name, text.to_owned());
        insta::assert_snapshot!(name, draw(&article, &extract(&article, &models)));
    }
}

#[test]
fn quotations_over_paragraphs_and_pronouns_lead_to_their_speaker() {
    let models = Models::embedded().unwrap();
    let text = "Port chief defends cargo checks\n\nHarbour director Mina Oakes said every crate had been opened.\n\n\
        “We looked into all of them,” she said.\n\n“We will look into the next ones as well.”\n\n\
        The spokesman for the line, Tor Brand, told Reuters the crates held toys.";
    let article = Article::from_text("port", text.to_owned());
    let claims = extract(&article, &models).claims;
    let voices: Vec<_> =
        claims.iter().map(|c| (c.content.text(text), c.speaker.name.as_deref().unwrap_or("?"))).collect();
    for (content, speaker) in [
        ("every crate", "Mina Oakes"),
        ("“We looked", "Mina Oakes"),
        ("“We will", "Mina Oakes"),
        ("the crates held", "Tor Brand"),
    ] {
        assert!(voices.iter().any(|(c, s)| c.starts_with(content) && *s == speaker), "{content}: {voices:?}");
    }
    let relays: Vec<_> = claims.iter().flat_map(|c| &c.relays).map(|r| r.name.as_str()).collect();
    assert_eq!(relays, ["Reuters"]);
}
