//! From the encoder's words and links to tokens, trees, predicates and events.

use std::collections::BTreeSet;

use hearsay_encoder::{ModelError, Window, Word};

use super::event::{self, Event};
use super::hang::Hanging;
use super::mend::mend;
use super::predicate::{self, Argument, Predicate, Sense};
use super::{Relation, Syntax, Token, tree};
use crate::sentence::Sentence;
use crate::{Models, Span};

/// Gathers the tokens of a text's sentences, window by window.
pub(crate) struct Parser<'a> {
    text: &'a str,
    sentences: Vec<Span>,
    /// Where tokens begin, if that is known; else the encoder tells.
    borders: Option<BTreeSet<usize>>,
    found: Vec<Found>,
}

/// A token whose head is known by its first byte.
struct Found {
    token: Token,
    head: Option<usize>,
    /// The same with the heads of its arguments, where it is a predicate.
    predicate: Option<(Sense, Vec<(Argument, usize)>)>,
    /// The same of an event.
    event: Option<event::Found>,
}

impl<'a> Parser<'a> {
    pub(crate) fn new(text: &'a str, sentences: &[Sentence]) -> Self {
        Self { text, sentences: sentences.iter().map(|s| s.span).collect(), borders: None, found: Vec::new() }
    }

    /// Takes in the tokens that a window answers for.
    pub(crate) fn add(&mut self, window: &Window<'_>) {
        let mut from = 0;
        while let Some(word) = window.words.get(from) {
            let sentence = self.sentences.partition_point(|s| s.end <= word.range.start);
            let end = self.sentences.get(sentence).map_or(usize::MAX, |s| s.end);
            let length = window.words[from..].iter().take_while(|w| w.range.start < end).count().max(1);
            self.add_sentence(window, from..from + length);
            from += length;
        }
    }

    fn add_sentence(&mut self, window: &Window<'_>, words: std::ops::Range<usize>) {
        let mut anchors: Vec<usize> = Vec::new();
        let mut ends: Vec<usize> = Vec::new();
        for i in words.clone() {
            let word = &window.words[i];
            match ends.last_mut() {
                Some(end) if !self.begins(word, *end) => *end = word.range.end,
                _ => {
                    anchors.push(i);
                    ends.push(word.range.end);
                }
            }
        }
        let hanging = Hanging { window, words: &anchors, text: self.text };
        let heads = tree::best(&hanging.scores(), &hanging.roots());
        let mut predicates = predicate::find(window, &anchors).into_iter().peekable();
        for (i, (&anchor, end)) in anchors.iter().zip(ends).enumerate() {
            let word = &window.words[anchor];
            let predicate = predicates.next_if(|p| p.word == anchor);
            if word.is_context {
                continue;
            }
            let begins = |word: usize| window.words[word].range.start;
            let head = (heads[i] != i).then(|| anchors[heads[i]]);
            let token = Token {
                span: Span::new(word.range.start, end),
                upos: word.upos,
                xpos: word.xpos,
                mention: word.mention,
                head: None,
                relation: hanging.likeliest(i, heads[i]).0,
            };
            let argued = |arguments: Vec<_>| arguments.into_iter().map(|(kind, word)| (kind, begins(word))).collect();
            let predicate = predicate.map(|p| (p.sense, argued(p.arguments)));
            let mut event = event::find(window, anchor, &anchors, &words);
            if let Some(event) = &mut event {
                let fillings = event.roles.iter_mut().chain(&mut event.implicit);
                fillings.for_each(|filling| filling.token = begins(filling.token));
            }
            self.found.push(Found { token, head: head.map(begins), predicate, event });
        }
    }

    /// Whether a token begins with this word, where the one before ends at `end`.
    fn begins(&self, word: &Word, end: usize) -> bool {
        match &self.borders {
            Some(borders) => borders.contains(&word.range.start),
            None => {
                let joins = || is_inside_number(self.text, end) || is_behind_prefix(self.text, end);
                word.range.start > end || !word.continues && !joins()
            }
        }
    }

    /// The trees over all tokens.
    pub(crate) fn finish(mut self) -> Syntax {
        self.found.sort_by_key(|f| f.token.span.start);
        let starts: Vec<usize> = self.found.iter().map(|f| f.token.span.start).collect();
        // A word that another window sees as a part of a token has its place in that token.
        let token_at = |start: usize| starts.partition_point(|&s| s <= start).saturating_sub(1);
        let mut tokens: Vec<Token> = Vec::with_capacity(starts.len());
        let (mut predicates, mut events) = (Vec::new(), Vec::new());
        for (i, found) in self.found.into_iter().enumerate() {
            let head = found.head.map(token_at).filter(|&h| h != i);
            if let Some((sense, arguments)) = found.predicate {
                let arguments = arguments.into_iter().map(|(kind, start)| (kind, token_at(start))).collect();
                predicates.push(Predicate { token: i, sense, arguments });
            }
            if let Some(event::Found { kind, stage, lead, mut roles, mut implicit }) = found.event {
                roles.iter_mut().chain(&mut implicit).for_each(|filling| filling.token = token_at(filling.token));
                events.push(Event { token: i, kind, stage, lead, roles, implicit });
            }
            let relation = if head.is_none() { Relation::Root } else { found.token.relation };
            tokens.push(Token { head, relation, ..found.token });
        }
        split_contractions(self.text, &mut tokens);
        mend(self.text, &mut tokens);
        Syntax::new(tokens, predicates, events)
    }
}

/// Whether a number such as "3,504" or "2.1" runs on at a byte of a text.
fn is_inside_number(text: &str, at: usize) -> bool {
    let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let mark = |byte: Option<&u8>| matches!(byte, Some(b',' | b'.'));
    let bytes = text.as_bytes();
    let before = |by: usize| at.checked_sub(by).and_then(|i| bytes.get(i));
    digit(before(1)) && mark(bytes.get(at)) && digit(bytes.get(at + 1))
        || digit(before(2)) && mark(before(1)) && digit(bytes.get(at))
}

/// Prefixes that a hyphen joins to their word: "re-export", "non-lethal".
const PREFIXES: [&str; 8] = ["anti", "co", "mis", "multi", "non", "pre", "re", "sub"];

/// Whether a word with a [prefix](PREFIXES) runs on at a byte of a text, before the hyphen or behind it.
fn is_behind_prefix(text: &str, at: usize) -> bool {
    let Some((before, behind)) = text.split_at_checked(at) else { return false };
    let (before, behind) = match before.strip_suffix('-') {
        Some(before) => (before, behind),
        None => match behind.strip_prefix('-') {
            Some(behind) => (before, behind),
            None => return false,
        },
    };
    let start = before.rfind(|c: char| !c.is_ascii_alphabetic()).map_or(0, |i| i + 1);
    let word = before.get(start..).unwrap_or_default();
    behind.starts_with(char::is_alphabetic) && PREFIXES.iter().any(|prefix| word.eq_ignore_ascii_case(prefix))
}

/// The words of "don't" are `don`, `'`, `t`, its tokens "do" and "n't": the border moves by one letter.
fn split_contractions(text: &str, tokens: &mut [Token]) {
    for i in 1..tokens.len() {
        let (before, here) = (tokens[i - 1].span, tokens[i].span);
        let is_not = matches!(here.text(text), "'t" | "’t" | "'T" | "’T");
        if is_not && before.end == here.start && before.len() > 1 && before.text(text).ends_with(['n', 'N']) {
            tokens[i - 1].span.end -= 1;
            tokens[i].span.start -= 1;
        }
    }
}

/// Tags and trees for a text whose sentences and tokens are given, each token as the bytes it covers.
///
/// A token inside of which no word of the encoder begins, like the second of "cannot", is left out.
///
/// # Errors
/// When the model's parts don't fit each other.
pub fn parse_tokens(models: &Models, text: &str, sentences: &[Vec<Span>]) -> Result<Syntax, ModelError> {
    let whole = |tokens: &Vec<Span>| Some(tokens.first()?.join(*tokens.last()?));
    let mut anchors = BTreeSet::new();
    let mut windows = Vec::new();
    for window in models.encoder.read(text) {
        windows.push(window?);
    }
    let starts: BTreeSet<usize> = windows.iter().flat_map(|w| &w.words).map(|w| w.range.start).collect();
    for token in sentences.iter().flatten() {
        anchors.extend(starts.range(token.start..token.end).find(|s| !anchors.contains(*s)).copied());
    }
    let mut parser = Parser {
        text,
        sentences: sentences.iter().filter_map(whole).collect(),
        borders: Some(anchors),
        found: Vec::new(),
    };
    windows.iter().for_each(|window| parser.add(window));
    Ok(parser.finish())
}
