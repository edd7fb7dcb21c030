//! The forms of the output: for people at a terminal, and for programs.

mod csv;
mod frame;
mod json;
mod styled;
mod table;
mod terminal;

use std::io;

use clap::ValueEnum;
use hearsay::{Article, Claim, Extraction, SpeakerKind};

pub(crate) use hearsay_export::clean::harmless;

/// A form of the output. It turns one article at a time into bytes, on whatever thread read the article.
pub(crate) trait Show: Send + Sync {
    /// What comes once, before all articles.
    fn head(&self) -> io::Result<Vec<u8>> {
        Ok(Vec::new())
    }

    /// One article and what was found in it.
    fn article(&self, article: &Article, found: &Extraction) -> io::Result<Vec<u8>>;
}

/// The forms by name.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Format {
    /// The sentences with source, cue and content marked
    Terminal,
    /// One object a line
    Json,
    /// One claim a row, aligned
    Table,
    /// One claim a row, for spreadsheets
    Csv,
}

impl Format {
    /// The form, fitted to `sheet`.
    pub(crate) fn show(self, sheet: Sheet) -> Box<dyn Show> {
        match self {
            Self::Terminal => Box::new(terminal::Terminal::new(sheet)),
            Self::Json => Box::new(json::Json),
            Self::Table => Box::new(table::Table::new(sheet)),
            Self::Csv => Box::new(csv::Csv::new(sheet)),
        }
    }
}

/// What the output is written on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sheet {
    /// Columns, where the output has a width.
    pub(crate) width: Option<usize>,
    /// Whether colours are wanted.
    pub(crate) colour: bool,
    /// Whether a terminal would obey control characters.
    pub(crate) terminal: bool,
}

/// The speaker's name, or what stands for it.
fn speaker_name<'a>(claim: &'a Claim, article: &'a Article) -> &'a str {
    match (&claim.speaker.name, claim.speaker.kind) {
        (Some(name), _) => name,
        (None, SpeakerKind::Media) => article.outlet.as_deref().unwrap_or("the outlet"),
        (None, _) => "not named",
    }
}

#[cfg(test)]
mod tests {
    use hearsay::{
        Article, Claim, ClaimId, Evidence, EvidenceKind, Extraction, Modality, Polarity, Quotation, Relay, Sentence,
        Span, Speaker, SpeakerKind,
    };

    pub(super) const TEXT: &str = "Ruritania: no drones sent\n\n\
        Ruritania “never” sold a drone, spokesman Jan Novak told Harbour Wire, citing customs records. He left.\n\n\
        The sea was calm.";

    fn span(words: &str) -> Span {
        let start = TEXT.find(words).unwrap();
        Span::new(start, start + words.len())
    }

    /// A story of three paragraphs with one claim in its headline and one in its first sentence.
    pub(super) fn story() -> (Article, Extraction) {
        let mut article = Article::from_text("story", TEXT.to_owned());
        article.outlet = Some("The Strelsau Post".to_owned());
        article.published = Some(jiff::civil::date(2023, 6, 9));
        let claim = |content: &str, source: &str, cue: Option<&str>| Claim {
            id: ClaimId::of(article.id, span(content), cue.map(span)),
            content: span(content),
            content_parts: vec![span(content)],
            attribution: 0,
            source: Some(span(source)),
            cue: cue.map(span),
            quotation: Quotation::Indirect,
            speaker: Speaker {
                name: Some("Ruritania".to_owned()),
                entity: None,
                kind: SpeakerKind::Government,
                affiliation: None,
                named_at: None,
            },
            relays: Vec::new(),
            evidence: Vec::new(),
            polarity: Polarity::Positive,
            modality: Modality::Certain,
            frames: Vec::new(),
        };
        let headline = claim("no drones sent", "Ruritania", None);
        let mut denial = claim("Ruritania “never” sold a drone", "spokesman Jan Novak", Some("told"));
        denial.quotation = Quotation::Mixed;
        denial.speaker = Speaker {
            name: Some("Jan Novak".to_owned()),
            entity: None,
            kind: SpeakerKind::Person,
            affiliation: Some("Ruritania".to_owned()),
            named_at: None,
        };
        denial.relays = vec![Relay { name: "Harbour Wire".to_owned(), span: span("Harbour Wire") }];
        denial.evidence = vec![Evidence { kind: EvidenceKind::OfficialRecord, span: span("customs records") }];
        denial.polarity = Polarity::Negative;
        let sentences = [
            "Ruritania: no drones sent",
            "Ruritania “never” sold a drone, spokesman Jan Novak told Harbour Wire, citing customs records.",
            "He left.",
            "The sea was calm.",
        ];
        let paragraphs = [0, 1, 1, 2];
        let sentences = sentences.into_iter().zip(paragraphs);
        let sentences =
            sentences.map(|(words, paragraph)| Sentence { span: span(words), paragraph, dateline: false }).collect();
        (article, Extraction { sentences, claims: vec![headline, denial], ..Extraction::default() })
    }
}
