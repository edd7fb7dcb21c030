//! What is said around its attribution, of which the encoder saw one half.

use super::extent::is_quoted;
use crate::Span;
use crate::attribution;
use crate::syntax::{Syntax, Upos, Xpos};

/// What is said before an attribution that stands behind its subject: "The rivals, | one of them told the paper, | had already
/// tendered".
pub(super) fn before(
    text: &str,
    sentence: Span,
    cue: Span,
    source: Span,
    contents: &[Span],
    voices: &[Span],
    syntax: &Syntax,
) -> Option<Span> {
    const LONGEST: usize = 12;
    let [rest] = contents else { return None };
    let start = source.start.min(cue.start);
    let before = Span::new(sentence.start, start.max(sentence.start));
    let words = before.text(text).strip_suffix(", ")?;
    let finite = |t: usize| syntax.tokens()[t].is_finite() && syntax.tokens()[t].span.start == rest.start;
    let goes_on = rest.start > cue.end && syntax.within(*rest).next().is_some_and(finite);
    let adjoins = text.get(source.end.max(cue.end)..rest.start).is_some_and(|gap| gap.starts_with([',', ' ']));
    let plain = !words.contains([',', ';', ':', '“', '”', '"']) && words.split(' ').count() <= LONGEST;
    let free = !voices.iter().any(|v| v.overlaps(before));
    (goes_on && adjoins && plain && free).then(|| Span::of(words, text)).flatten()
}

/// The subject of what nobody in particular is heard to say: "The rockets, some of them new, | are said | to have gone".
pub(super) fn subject_of_hearsay(
    text: &str,
    sentence: Span,
    cue: Span,
    contents: &[Span],
    voices: &[Span],
) -> Option<Span> {
    let [rest] = contents else { return None };
    let passive = ["is ", "are ", "was ", "were "].iter().any(|be| cue.text(text).starts_with(be));
    let before = Span::new(sentence.start, cue.start.max(sentence.start));
    let free = sentence.contains(*rest) && rest.start == cue.end + 1 && !voices.iter().any(|v| v.overlaps(before));
    let words = before.text(text).trim_end();
    let plain = !words.contains(['“', '”', '"', ';', ':', '—', '–']) && words.contains(char::is_alphanumeric);
    (passive && free && plain && rest.text(text).starts_with("to ")).then(|| Span::of(words, text)).flatten()
}

/// What goes on behind an attribution that stands behind its subject or its first verb: "The annex, | she said, | shows the
/// price", "The yard builds boats, | she said, | and repairs them".
pub(super) fn behind(
    text: &str,
    sentence: Span,
    taken: &[Span],
    contents: &[Span],
    voices: &[Span],
    syntax: &Syntax,
) -> Option<Span> {
    let &[subject] = contents else { return None };
    let (start, end) = (taken.iter().map(|t| t.start).min()?, taken.iter().map(|t| t.end).max()?);
    let set_off = sentence.contains(subject) && text.get(subject.end..start)? == ", ";
    let (aside, rest) =
        text.get(end..sentence.end)?.split_once(", ").filter(|_| set_off && !is_quoted(text, subject))?;
    let tokens = syntax.tokens();
    // "The engines, they found | in a second report |, came from Turin".
    let aside = Span::new(end, end + aside.len());
    let led = syntax.within(aside).next().is_none_or(|t| matches!(tokens[t].upos, Upos::Adp | Upos::Adv));
    if !led || syntax.within(aside).any(|t| tokens[t].is_finite()) {
        return None;
    }
    let rest = attribution::set_borders(Span::of(rest, text)?, text);
    let is_noun = |t: usize| matches!(tokens[t].upos, Upos::Noun | Upos::Propn | Upos::Pron);
    let finite = |t: usize| tokens[t].is_finite();
    let mut next = syntax.within(rest);
    let first = next.next()?;
    let joined = tokens[first].xpos == Xpos::Cc && next.next().is_some_and(finite);
    let goes_on = joined || finite(first) && syntax.head(subject).is_some_and(is_noun);
    (goes_on && !voices.iter().any(|v| v.overlaps(rest))).then_some(rest)
}
