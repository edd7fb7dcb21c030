//! What the encoder misses and the tree tells: papers and pictures that show something, of which the corpus of
//! attributions marks few, and sayings that a sentence is wrapped around.

use super::report::SAYS;
use super::source::subject_phrase;
use crate::Span;
use crate::attribution::{Attribution, set_borders};
use crate::sentence::Sentence;
use crate::speaker::Cast;
use crate::syntax::{Relation, Syntax, Upos};

/// Verbs of papers and pictures.
const SHOWS: [&str; 31] = [
    "show",
    "shows",
    "showed",
    "indicate",
    "indicates",
    "indicated",
    "suggest",
    "suggests",
    "suggested",
    "reveal",
    "reveals",
    "revealed",
    "state",
    "states",
    "say",
    "says",
    "puts",
    "lists",
    "listed",
    "names",
    "named",
    "describes",
    "described",
    "records",
    "recorded",
    "estimates",
    "estimated",
    "confirms",
    "confirmed",
    "details",
    "detailed",
];

/// What a saying has besides itself: what is said.
const SAID: [Relation; 3] = [Relation::Ccomp, Relation::Parataxis, Relation::Punct];

/// The attributions of sentences in which nobody was found to say anything.
pub(super) fn attributions(
    text: &str,
    sentences: &[Sentence],
    found: &[Attribution],
    syntax: &Syntax,
    cast: &Cast<'_>,
) -> Vec<Attribution> {
    let heard = |sentence: Span| found.iter().any(|a| a.contents.iter().chain(&a.cue).any(|s| s.overlaps(sentence)));
    let silent = sentences.iter().map(|s| s.span).filter(|&sentence| !heard(sentence));
    let missed = |sentence: Span| {
        let tokens = syntax.tokens();
        if let Some(attribution) = according(text, sentence, cast) {
            return Some(attribution);
        }
        let verbs = syntax.within(sentence).filter(|&i| tokens[i].upos == Upos::Verb);
        verbs.into_iter().find_map(|verb| {
            let subject = syntax.dependents_by(verb, &[Relation::Nsubj]).next()?;
            let missed = Missed { text, sentence, verb, source: subject_phrase(text, subject, syntax)?, syntax, cast };
            missed.shown().or_else(|| missed.said())
        })
    };
    silent.filter_map(missed).collect()
}

/// "Parts point to a factory in Isfahan, according to Calder Imaging", "According to Calder Imaging, parts point to".
fn according(text: &str, sentence: Span, cast: &Cast<'_>) -> Option<Attribution> {
    let words = sentence.text(text);
    let at = words
        .find(", according to ")
        .map(|at| at + ", ".len())
        .or_else(|| words.find("According to ").filter(|&at| at == 0))?;
    let cue = Span::new(sentence.start + at, sentence.start + at + "according to".len());
    let rest = Span::new(cue.end, sentence.end);
    let end = rest.text(text).find([',', ';', '“', '"']).unwrap_or(rest.text(text).trim_end_matches('.').len());
    let source = Span::new(rest.start, rest.start + end).trim(text);
    let said = if at > 0 { Span::new(sentence.start, cue.start) } else { Span::new(source.end, sentence.end) };
    let said = Span::of(said.text(text).trim_matches([',', ' ']), text).filter(|s| !s.is_empty())?;
    let fits = cast.is_voice(source) && said.text(text).contains(' ');
    fits.then(|| Attribution { cue: Some(cue), source: Some(source), contents: vec![set_borders(said, text)] })
}

struct Missed<'a> {
    text: &'a str,
    sentence: Span,
    verb: usize,
    source: Span,
    syntax: &'a Syntax,
    cast: &'a Cast<'a>,
}

impl Missed<'_> {
    fn attributed(&self, cue: Span, said: Span) -> Option<Attribution> {
        let said = Span::of(said.text(self.text).trim_matches([',', ' ']), self.text)?;
        let fits =
            !said.is_empty() && self.sentence.contains(said) && !said.overlaps(cue) && !said.overlaps(self.source);
        fits.then(|| Attribution {
            cue: Some(cue),
            source: Some(self.source),
            contents: vec![set_borders(said, self.text)],
        })
    }

    /// "Satellite images taken by Calder Imaging show a freighter at the pier".
    fn shown(&self) -> Option<Attribution> {
        let token = &self.syntax.tokens()[self.verb];
        self.syntax.dependents_by(self.verb, &[Relation::Obj, Relation::Ccomp]).next()?;
        let end = self.syntax.phrase(self.verb, &[Relation::Parataxis]).end;
        let fits = token.head.is_none()
            && SHOWS.contains(&token.span.text(self.text))
            && self.source.end <= token.span.start
            && token.span.end < end
            && self.cast.is_paper(self.source);
        fits.then(|| self.attributed(token.span, Span::new(token.span.end, end))).flatten()
    }

    /// "The freighter, the harbour master told Lighthouse, was empty", "It was empty, the harbour master told Lighthouse".
    fn said(&self) -> Option<Attribution> {
        let token = &self.syntax.tokens()[self.verb];
        let clause =
            Span::of(self.syntax.phrase(self.verb, &SAID).text(self.text).trim_matches([',', ' ', '.']), self.text)?;
        let before = self.text.get(self.sentence.start..clause.start)?.trim_end();
        let word = token.span.text(self.text);
        let quotes = ["quoted", "cited"].contains(&word) && self.sentence.text(self.text).contains(" as saying");
        let says = SAYS.contains(&word) || quotes || SHOWS.contains(&word) && self.cast.is_paper(self.source);
        // "wrote Lund in a study" as well as "Lund wrote in a study".
        let fits = says
            && (clause.start == self.source.start || clause.start == token.span.start)
            && before.ends_with([',', '”', '"'])
            && self.cast.is_voice(self.source);
        let after = self.text.get(clause.end..self.sentence.end)?;
        let goes_on = after.starts_with(", ") && after.contains(char::is_alphanumeric);
        if !fits || !goes_on && !before.contains(' ') {
            return None;
        }
        let first = Span::new(self.sentence.start, self.sentence.start + before.len());
        let mut attribution = self.attributed(token.span, first)?;
        if goes_on {
            let rest = Span::of(after.trim_matches([',', ' ']), self.text)?;
            attribution.contents.push(set_borders(rest, self.text));
        }
        Some(attribution)
    }
}
