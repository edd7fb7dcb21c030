//! The article's sentences with its claims marked, for reading.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use hearsay::dossier::Act;
use hearsay::{Article, Claim, Extraction, Modality, Polarity, Quotation, Span};

use super::styled::Styled;
use super::{Sheet, Show, frame, harmless, speaker_name};

const PLAIN: Style = Style::new();
const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// Columns where the output has none of its own.
const WIDTH: usize = 100;

/// The parts that are marked; later ones win where they overlap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Content,
    Source,
    Cue,
}

impl Part {
    fn style(self) -> Style {
        match self {
            Self::Content => Style::new().underline().fg_color(Some(AnsiColor::Green.into())),
            Self::Source => Style::new().bold().fg_color(Some(AnsiColor::Cyan.into())),
            Self::Cue => Style::new().italic().fg_color(Some(AnsiColor::Yellow.into())),
        }
    }

    fn brackets(self) -> (&'static str, &'static str) {
        match self {
            Self::Content => ("<", ">"),
            Self::Source => ("[", "]"),
            Self::Cue => ("{", "}"),
        }
    }
}

/// The form for people.
#[derive(Debug)]
pub(super) struct Terminal {
    width: usize,
    colour: bool,
}

impl Terminal {
    pub(super) fn new(sheet: Sheet) -> Self {
        Self { width: sheet.width.unwrap_or(WIDTH).max(40), colour: sheet.colour }
    }

    fn header(&self, article: &Article) -> String {
        let published = article.published.map(|date| date.to_string());
        let facts = [Some(article.reference.as_str()), article.outlet.as_deref(), published.as_deref()];
        let facts: Vec<String> = facts.into_iter().flatten().map(harmless).filter(|fact| !fact.is_empty()).collect();
        let words = format!("── {} ", facts.join(" · "));
        let rest = self.width.saturating_sub(textwrap::core::display_width(&words));
        words + &"─".repeat(rest)
    }

    /// One sentence, its spans in colour or in brackets.
    fn sentence(&self, article: &Article, sentence: Span, marks: &[(Span, Part)], base: Style) -> Styled {
        let mut edges: Vec<usize> = marks.iter().flat_map(|(span, _)| [span.start, span.end]).collect();
        edges.extend([sentence.start, sentence.end]);
        edges.sort_unstable();
        edges.dedup();
        let mut line = Styled::default();
        for edge in edges.windows(2) {
            let [start, end] = *edge else { continue };
            let piece = Span::new(start, end);
            if !self.colour {
                let opening = marks.iter().filter(|(span, _)| span.start == start);
                opening.for_each(|(_, part)| _ = line.push(part.brackets().0, PLAIN));
            }
            let over = marks.iter().filter(|(span, _)| span.contains(piece));
            let style = over.map(|(_, part)| *part).max().map_or(base, |part| over_base(base, part.style()));
            line.push(piece.text(&article.text), style);
            if !self.colour {
                let closing = marks.iter().rev().filter(|(span, _)| span.end == end);
                closing.for_each(|(_, part)| _ = line.push(part.brackets().1, PLAIN));
            }
        }
        line
    }

    /// The line about one claim. `apart` says its content again, where several claims share a sentence.
    fn claim(article: &Article, claim: &Claim, apart: bool) -> Styled {
        let mut line = Styled::default();
        line.push(speaker_name(claim, article), BOLD);
        let speaker = &claim.speaker;
        let kind = speaker.kind.as_str();
        let about = speaker.affiliation.as_ref().map_or(kind.to_owned(), |name| format!("{kind}, {name}"));
        line.push(&format!(" ({about})"), PLAIN);
        if claim.polarity == Polarity::Negative {
            let cue = claim.cue.map(|cue| cue.text(&article.text));
            let act = Act::of(claim.polarity, cue, claim.content.text(&article.text));
            if act != Act::Says {
                line.push(&format!(" {}", act.verb(false)), BOLD);
            }
        }
        let mut more = vec![match claim.quotation {
            Quotation::None => "narration".to_owned(),
            quotation => quotation.as_str().to_owned(),
        }];
        if matches!(claim.modality, Modality::Probable | Modality::Possible) {
            more.push(claim.modality.as_str().to_owned());
        }
        if !claim.relays.is_empty() {
            let relays: Vec<&str> = claim.relays.iter().map(|relay| relay.name.as_str()).collect();
            more.push(format!("via {}", relays.join(", ")));
        }
        more.extend(claim.evidence.iter().map(|evidence| {
            let words = evidence.span.text(&article.text);
            format!("evidence: {} (“{}”)", evidence.kind.as_str().replace('_', " "), shortened(words, 40))
        }));
        line.push(&format!(" · {}", more.join(" · ")), DIM);
        if apart {
            line.push(&format!(" · “{}”", shortened(claim.content.text(&article.text), 48)), DIM);
        }
        line
    }
}

fn over_base(base: Style, style: Style) -> Style {
    style.effects(style.get_effects() | base.get_effects())
}

/// At most `limit` characters of `words`.
fn shortened(words: &str, limit: usize) -> String {
    match words.char_indices().nth(limit) {
        Some((cut, _)) => format!("{}…", words.get(..cut).unwrap_or(words).trim_end()),
        None => words.to_owned(),
    }
}

/// The sentences to show, the title among them; the lines of the text where nothing parted it.
fn sentences(article: &Article, found: &Extraction) -> Vec<Span> {
    let mut sentences: Vec<Span> = if found.sentences.is_empty() {
        article.text.lines().filter_map(|line| Span::of(line, &article.text)).collect()
    } else {
        found.sentences.iter().map(|sentence| sentence.span).collect()
    };
    if !sentences.iter().any(|sentence| sentence.overlaps(article.title)) {
        sentences.insert(0, article.title);
    }
    sentences.iter().map(|sentence| sentence.trim(&article.text)).filter(|sentence| !sentence.is_empty()).collect()
}

/// The marked parts inside `sentence`, widest first, each once.
fn marks(claims: &[Claim], sentence: Span) -> Vec<(Span, Part)> {
    let parts = claims.iter().flat_map(|claim| {
        let contents = claim.content_parts.iter().map(|span| (*span, Part::Content));
        let source = claim.source.map(|span| (span, Part::Source));
        contents.chain(source).chain(claim.cue.map(|span| (span, Part::Cue)))
    });
    let mut marks: Vec<(Span, Part)> = parts
        .filter(|(span, _)| span.overlaps(sentence))
        .map(|(span, part)| (Span::new(span.start.max(sentence.start), span.end.min(sentence.end)), part))
        .collect();
    marks.sort_unstable_by_key(|(span, part)| (span.start, std::cmp::Reverse(span.end), *part));
    marks.dedup();
    // A cue or source within another says nothing more; a content within another is a claim of its own.
    let kept = marks.iter().enumerate().filter(|(i, (span, part))| {
        *part == Part::Content || !marks.iter().take(*i).any(|(other, its)| its == part && other.contains(*span))
    });
    kept.map(|(_, mark)| *mark).collect()
}

impl Show for Terminal {
    fn article(&self, article: &Article, found: &Extraction) -> io::Result<Vec<u8>> {
        let mut out = Vec::new();
        let (colour, style) = (self.colour, if self.colour { DIM } else { PLAIN });
        writeln!(out, "{style}{}{style:#}", self.header(article))?;
        let sentences = sentences(article, found);
        let mut shown = 0;
        for (i, sentence) in sentences.iter().enumerate() {
            let before = sentences.get(i.wrapping_sub(1)).map_or(sentence.start, |s| s.end);
            if Span::new(before, sentence.start).text(&article.text).contains('\n') {
                out.push(b'\n');
            }
            let base = if article.title.overlaps(*sentence) { BOLD } else { PLAIN };
            let line = self.sentence(article, *sentence, &marks(&found.claims, *sentence), base);
            line.write(&mut out, "", self.width, colour)?;
            // Claims come in the order of their contents: those of this sentence begin before the next.
            let next = sentences.get(i + 1).map_or(usize::MAX, |s| s.start);
            let rest = found.claims.get(shown..).unwrap_or_default();
            let count = rest.iter().take_while(|claim| claim.content.start < next).count();
            for claim in rest.iter().take(count) {
                Self::claim(article, claim, count > 1).write(&mut out, "    ↳ ", self.width, colour)?;
                for frame in &claim.frames {
                    let mut line = Styled::default();
                    line.push(&frame::line(frame, &article.text), PLAIN);
                    line.write(&mut out, "      ", self.width, colour)?;
                }
            }
            shown += count;
        }
        for diagnostic in &found.diagnostics {
            let mut line = Styled::default();
            line.push(&diagnostic.message, DIM);
            line.write(&mut out, "note: ", self.width, colour)?;
        }
        out.push(b'\n');
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::story;
    use super::*;

    fn shown(article: &Article, found: &Extraction, colour: bool) -> String {
        let terminal = Terminal::new(Sheet { width: Some(60), colour, terminal: colour });
        String::from_utf8(terminal.article(article, found).unwrap()).unwrap()
    }

    #[test]
    fn without_colour_spans_stand_in_brackets() {
        let (article, found) = story();
        let expected = "\
── story · The Strelsau Post · 2023-06-09 ──────────────────
[Ruritania]: <no drones sent>
    ↳ Ruritania (government) · indirect

<Ruritania “never” sold a drone>, [spokesman Jan Novak]
{told} Harbour Wire, citing customs records.
    ↳ Jan Novak (person, Ruritania) · mixed · via Harbour
      Wire · evidence: official record (“customs records”)
He left.

The sea was calm.

";
        assert_eq!(shown(&article, &found, false), expected);
    }

    #[test]
    fn colour_says_the_same() {
        let (article, found) = story();
        let page = shown(&article, &found, true);
        assert!(page.contains("\u{1b}[1m\u{1b}[36mspokesman Jan Novak\u{1b}[0m"), "{page}");
        assert!(page.contains("\u{1b}[3m\u{1b}[33mtold\u{1b}[0m"), "{page}");
        let plain = String::from_utf8(anstream::adapter::strip_bytes(page.as_bytes()).into_vec()).unwrap();
        let bare = shown(&article, &found, false).replace(['[', ']', '{', '}', '<', '>'], "");
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(words(&plain), words(&bare));
    }

    #[test]
    fn spans_within_and_across_others_are_each_closed() {
        let (article, _) = story();
        let terminal = Terminal::new(Sheet { width: None, colour: false, terminal: false });
        let sentence = Span::new(0, 25);
        let marks = [(Span::new(0, 25), Part::Content), (Span::new(0, 9), Part::Source), (Span::new(5, 17), Part::Cue)];
        let mut out = Vec::new();
        terminal.sentence(&article, sentence, &marks, PLAIN).write(&mut out, "", 80, false).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "<[Rurit{ania]: no dro}nes sent>\n");
    }

    #[test]
    fn an_article_without_sentences_shows_its_lines() {
        let article = Article::from_text("x\u{1b}[2J", "One\u{1b}[31m.\n\nTwo.".to_owned());
        let found = Extraction::default();
        let page = shown(&article, &found, false);
        assert_eq!(page.lines().skip(1).collect::<Vec<_>>(), ["One␛[31m.", "", "Two.", ""]);
        assert!(!shown(&article, &found, true).contains("\u{1b}[2J"));
    }
}
