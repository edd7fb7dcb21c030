//! Styled text, wrapped.

use std::io::{self, Write};

use anstyle::Style;
use hearsay::Span;
use textwrap::{Options, WordSplitter, WrapAlgorithm};

use hearsay_export::clean;

/// One paragraph of text with a style for each part. Its text is harmless to a terminal.
#[derive(Debug, Default)]
pub(super) struct Styled {
    text: String,
    /// Where each part ends, with its style.
    parts: Vec<(usize, Style)>,
}

impl Styled {
    /// Appends words.
    pub(super) fn push(&mut self, text: &str, style: Style) -> &mut Self {
        clean::push(&mut self.text, text);
        self.parts.push((self.text.len(), style));
        self
    }

    /// Writes the lines, `width` columns wide: the first behind `first`, the others indented as far.
    pub(super) fn write(&self, out: &mut Vec<u8>, first: &str, width: usize, colour: bool) -> io::Result<()> {
        let indent = textwrap::core::display_width(first);
        let room = width.saturating_sub(indent).max(20);
        let text = self.text.trim_end();
        let options = Options::new(room)
            .wrap_algorithm(WrapAlgorithm::FirstFit)
            .word_splitter(WordSplitter::NoHyphenation)
            .word_separator(textwrap::WordSeparator::AsciiSpace);
        for (i, line) in textwrap::wrap(text, options).iter().enumerate() {
            let margin = if i == 0 { first } else { "" };
            write!(out, "{margin}{:1$}", "", indent - textwrap::core::display_width(margin))?;
            match Span::of(line, &self.text) {
                Some(span) if colour => self.write_styled(out, span)?,
                _ => out.write_all(line.as_bytes())?,
            }
            out.push(b'\n');
        }
        Ok(())
    }

    fn write_styled(&self, out: &mut Vec<u8>, line: Span) -> io::Result<()> {
        let mut start = line.start;
        let first = self.parts.partition_point(|(end, _)| *end <= start);
        for (end, style) in self.parts.iter().skip(first) {
            let part = Span::new(start, (*end).min(line.end));
            if !part.is_empty() {
                write!(out, "{style}{}{style:#}", part.text(&self.text))?;
            }
            start = part.end;
            if *end >= line.end {
                break;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_end_at_the_line_and_begin_again() {
        let bold = Style::new().bold();
        let mut text = Styled::default();
        text.push("One two ", Style::new()).push("three four five six", bold).push(".", Style::new());
        let mut out = Vec::new();
        text.write(&mut out, "> ", 22, true).unwrap();
        let out = String::from_utf8(out).unwrap();
        assert_eq!(out, "> One two \x1b[1mthree four\x1b[0m\n  \x1b[1mfive six\x1b[0m.\n");
    }

    #[test]
    fn an_endless_word_is_broken() {
        let mut text = Styled::default();
        text.push(&"a".repeat(50), Style::new());
        let mut out = Vec::new();
        text.write(&mut out, "", 20, false).unwrap();
        assert_eq!(out.split(|b| *b == b'\n').map(<[u8]>::len).collect::<Vec<_>>(), [20, 20, 10, 0]);
    }
}
