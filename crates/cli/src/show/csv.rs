//! One claim a row, for spreadsheets and data frames.

use std::io;

use csv::Writer;
use hearsay::{Article, Claim, CodePoints, Extraction, Span};

use super::{Sheet, Show, frame, harmless};

const COLUMNS: [&str; 18] = [
    "article",
    "outlet",
    "published",
    "claim",
    "speaker",
    "kind",
    "affiliation",
    "source",
    "cue",
    "content",
    "quotation",
    "polarity",
    "modality",
    "relays",
    "evidence",
    "content_start",
    "content_end",
    "frames",
];

/// The form for spreadsheets. Cells hold the article's words as they are, but where a terminal would obey them.
#[derive(Debug)]
pub(super) struct Csv {
    clean: bool,
}

impl Csv {
    pub(super) fn new(sheet: Sheet) -> Self {
        Self { clean: sheet.terminal }
    }

    fn row(article: &Article, claim: &Claim, points: &CodePoints) -> [String; COLUMNS.len()] {
        let words = |span: Span| span.text(&article.text).to_owned();
        let relays: Vec<&str> = claim.relays.iter().map(|relay| relay.name.as_str()).collect();
        let evidence: Vec<&str> = claim.evidence.iter().map(|evidence| evidence.kind.as_str()).collect();
        [
            article.reference.clone(),
            article.outlet.clone().unwrap_or_default(),
            article.published.map(|date| date.to_string()).unwrap_or_default(),
            claim.id.to_string(),
            claim.speaker.name.clone().unwrap_or_default(),
            claim.speaker.kind.as_str().to_owned(),
            claim.speaker.affiliation.clone().unwrap_or_default(),
            claim.source.map(words).unwrap_or_default(),
            claim.cue.map(words).unwrap_or_default(),
            words(claim.content),
            claim.quotation.as_str().to_owned(),
            claim.polarity.as_str().to_owned(),
            claim.modality.as_str().to_owned(),
            relays.join("; "),
            evidence.join("; "),
            points.at(&article.text, claim.content.start).to_string(),
            points.at(&article.text, claim.content.end).to_string(),
            claim.frames.iter().map(|frame| frame::line(frame, &article.text)).collect::<Vec<_>>().join("; "),
        ]
    }
}

impl Show for Csv {
    fn head(&self) -> io::Result<Vec<u8>> {
        let mut writer = Writer::from_writer(Vec::new());
        writer.write_record(COLUMNS)?;
        writer.into_inner().map_err(|error| error.into_error())
    }

    fn article(&self, article: &Article, found: &Extraction) -> io::Result<Vec<u8>> {
        let points = CodePoints::of(&article.text);
        let mut writer = Writer::from_writer(Vec::new());
        for claim in &found.claims {
            let row = Self::row(article, claim, &points);
            writer.write_record(if self.clean { row.map(|cell| harmless(&cell)) } else { row })?;
        }
        writer.into_inner().map_err(|error| error.into_error())
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::story;
    use super::*;

    #[test]
    fn a_row_holds_the_claim() {
        let (article, found) = story();
        let csv = Csv { clean: false };
        let bytes = [csv.head().unwrap(), csv.article(&article, &found).unwrap()].concat();
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        assert_eq!(reader.headers().unwrap(), &COLUMNS[..]);
        let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), 2);
        let denial: Vec<&str> = rows[1].iter().collect();
        assert_eq!(denial[..3], ["story", "The Strelsau Post", "2023-06-09"]);
        assert_eq!(denial[4..8], ["Jan Novak", "person", "Ruritania", "spokesman Jan Novak"]);
        assert_eq!(denial[8..10], ["told", "Ruritania “never” sold a drone"]);
        assert_eq!(denial[10..15], ["mixed", "negative", "certain", "Harbour Wire", "official_record"]);
        let (start, end): (usize, usize) = (denial[15].parse().unwrap(), denial[16].parse().unwrap());
        let content: String = article.text.chars().skip(start).take(end - start).collect();
        assert_eq!(content, denial[9]);
    }
}
