//! One claim a row, in columns of the same width for all articles, so that rows can be written as they come.

use std::io::{self, Write};

use comfy_table::{ColumnConstraint, ContentArrangement, Table as Columns, Width, presets};
use hearsay::dossier::Act;
use hearsay::{Article, Extraction};
use unicode_width::UnicodeWidthChar;

use super::{Sheet, Show, frame, harmless, speaker_name};

const NAMES: [&str; 7] = ["article", "speaker", "kind", "quotation", "cue", "frames", "content"];

/// Columns of the output where it has no width of its own.
const WIDTH: usize = 120;

/// The form for an overview.
#[derive(Debug)]
pub(super) struct Table {
    widths: [usize; NAMES.len()],
}

impl Table {
    pub(super) fn new(sheet: Sheet) -> Self {
        let total = sheet.width.unwrap_or(WIDTH).max(70);
        let (article, speaker, kind, quotation, cue) = (total / 8, total / 6, 12, 9, total / 10);
        // Frames take what a terminal has beyond its usual width.
        let frames = if total < 100 { 6 } else { total / 4 };
        let gaps = 2 * (NAMES.len() - 1);
        let content = total.saturating_sub(article + speaker + kind + quotation + cue + frames + gaps);
        Self { widths: [article, speaker, kind, quotation, cue, frames, content] }
    }

    fn rows(&self, rows: impl Iterator<Item = [String; NAMES.len()]>) -> io::Result<Vec<u8>> {
        let mut table = Columns::new();
        table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
        for row in rows {
            let mut widths = self.widths.iter();
            table.add_row(row.map(|cell| cut(&cell, widths.next().copied().unwrap_or_default())));
        }
        if table.is_empty() {
            return Ok(Vec::new());
        }
        for (column, width) in table.column_iter_mut().zip(self.widths) {
            // The last column's end needs no filling; the others are two columns apart.
            let width = u16::try_from(width + 2).unwrap_or(u16::MAX);
            column.set_padding((0, 2)).set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
        }
        let mut out = Vec::new();
        for line in table.lines() {
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(out)
    }
}

/// At most `width` columns of `text`, on one harmless line.
fn cut(text: &str, width: usize) -> String {
    let text = harmless(text);
    let mut used = 0;
    let mut room = 0;
    for (at, c) in text.char_indices() {
        used += c.width().unwrap_or(0);
        if used < width {
            room = at + c.len_utf8();
        }
        if used > width {
            return format!("{}…", text.get(..room).unwrap_or_default().trim_end());
        }
    }
    text
}

impl Show for Table {
    fn head(&self) -> io::Result<Vec<u8>> {
        self.rows(std::iter::once(NAMES.map(str::to_owned)))
    }

    fn article(&self, article: &Article, found: &Extraction) -> io::Result<Vec<u8>> {
        self.rows(found.claims.iter().map(|claim| {
            let content = claim.content.text(&article.text);
            let cue = claim.cue.map(|cue| cue.text(&article.text));
            let told = Act::of(claim.polarity, cue, content).led(content);
            [
                article.reference.clone(),
                speaker_name(claim, article).to_owned(),
                claim.speaker.kind.as_str().to_owned(),
                claim.quotation.as_str().to_owned(),
                cue.unwrap_or_default().to_owned(),
                claim.frames.iter().map(|frame| frame::line(frame, &article.text)).collect::<Vec<_>>().join("; "),
                told,
            ]
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::story;
    use super::*;

    #[test]
    fn columns_stand_below_each_other_over_articles() {
        let (article, found) = story();
        let table = Table::new(Sheet { width: Some(90), colour: false, terminal: true });
        let page = [table.head().unwrap(), table.article(&article, &found).unwrap()].concat();
        let expected = "\
article      speaker          kind          quotation  cue        frames  content
story        Ruritania        government    indirect                      no drones sent
story        Jan Novak        person        mixed      told               Ruritania “neve…
";
        assert_eq!(String::from_utf8(page).unwrap(), expected);
    }

    #[test]
    fn wide_characters_count_twice() {
        assert_eq!(cut("漢字漢字", 8), "漢字漢字");
        assert_eq!(cut("漢字漢字", 7), "漢字漢…");
        assert_eq!(cut("line\none\u{1b}", 20), "line one␛");
    }
}
