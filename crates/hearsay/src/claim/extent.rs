//! How far a content reaches. The encoder's spans may run over their own attribution, stop in the middle of a clause, or
//! hold what nobody says; marks, words and the tree set their borders.

use super::around;
use crate::Span;
use crate::attribution;
use crate::syntax::{Relation, Syntax};

/// The pieces of what is said under a cue in `sentence`. `voices` are the sources and cues of all attributions.
pub(super) fn settle(
    text: &str,
    sentence: Span,
    cue: Option<Span>,
    source: Option<Span>,
    contents: Vec<Span>,
    voices: &[Span],
    syntax: &Syntax,
) -> Vec<Span> {
    let taken: Vec<Span> = cue.into_iter().chain(source).collect();
    let several = contents.len() > 1;
    let contents = contents.into_iter().map(|c| up_to_mark(text, whole_word(text, c), &taken)).map(|c| {
        let told = without_addressee(text, c, cue);
        if told.is_empty() && !several { c } else { told }
    });
    let mut contents: Vec<Span> = contents.filter(|c| !c.is_empty()).flat_map(|c| without(text, c, &taken)).collect();
    for content in &mut contents {
        *content = up_to_attribution(text, *content, &taken, voices);
        *content = from_its_start(text, sentence, *content, &taken, voices);
    }
    if let (Some(cue), Some(source)) = (cue, source)
        && let Some(first) = around::before(text, sentence, cue, source, &contents, voices, syntax)
    {
        contents.insert(0, first);
    }
    contents.extend(around::behind(text, sentence, &taken, &contents, voices, syntax));
    if let (Some(cue), None) = (cue, source)
        && let Some(subject) = around::subject_of_hearsay(text, sentence, cue, &contents, voices)
    {
        contents.insert(0, subject);
    }
    if let (Some(cue), Some(_)) = (cue, source) {
        for i in 0..contents.len() {
            let next = contents.get(i + 1).map_or(sentence.end, |c| c.start);
            contents[i] = whole_clause(text, sentence, cue, contents[i], next, voices, syntax);
        }
    }
    for content in &mut contents {
        *content = whole_phrase(text, sentence, *content, voices, syntax);
        // "Iran has sent rockets, which | Tehran denies": what begins another's clause ends none.
        let said = content.text(text).strip_suffix(", which").or_else(|| content.text(text).strip_suffix(", who"));
        content.end = said.map_or(content.end, |said| content.start + said.len());
        content.start +=
            ["as saying ", "as telling "].iter().find(|w| content.text(text).starts_with(**w)).map_or(0, |w| w.len());
        content.start += if content.text(text).starts_with("then that ") { "then ".len() } else { 0 };
        // "said, on condition | that he not be named, that Prague".
        if is_on_terms(text, *content) {
            content.start += content.text(text).find(", that ").map_or(0, |at| at + ", ".len());
        }
    }
    // A piece that reached into the next has taken its words, and nothing parts what only a space does.
    contents.sort_unstable();
    contents.dedup_by(|next, last| {
        let adjoins = text.get(last.end..next.start) == Some(" ") && !is_passed_as_saying(text, *last);
        last.end = if adjoins { next.end } else { last.end };
        adjoins
    });
    let mut last = 0;
    for content in &mut contents {
        *content = Span::new(content.start.max(last), content.end).trim(text);
        last = last.max(content.end);
    }
    // "It was empty, she said | when asked about it": how it came to be said.
    let asked = |c: Span| {
        ["when asked ", "when pressed ", "asked about ", "in response to ", "in reply to "]
            .iter()
            .any(|w| c.text(text).starts_with(w))
    };
    if contents.len() > 1 && cue.is_some_and(|cue| contents[0].end <= cue.start) {
        contents.retain(|&c| cue.is_none_or(|cue| c.start < cue.end) || !asked(c));
    }
    contents.retain(|c| !(c.is_empty() || several && is_on_terms(text, *c)));
    contents.retain(|&c| !is_asked_by_outlet(text, sentence, c) && !is_passed_as_saying(text, c));
    // What goes on behind an attribution goes on at once: "The ship sank, she said, in a blow to a port that ...".
    if let Some(end) = taken.iter().map(|t| t.end).max().filter(|&end| contents.first().is_some_and(|c| c.end <= end)) {
        let apart = |c: Span| {
            c.start > end
                && text.get(end..c.start).is_some_and(|gap| gap.starts_with(',') && gap.contains(char::is_alphanumeric))
        };
        contents.retain(|&c| is_quoted(text, c) || !sentence.contains(c) || !apart(c));
    }
    // "She", she said, "would not": what says little may be one half.
    if !contents.iter().any(|&c| sentence.overlaps(c) && says(text, c)) {
        contents.retain(|&c| says(text, c));
    }
    contents.retain(|&c| says(text, c) || sentence.overlaps(c));
    contents.retain(|&c| sentence.overlaps(c) || is_quoted(text, c) || !is_stray(text, sentence, c));
    // Of a quotation that its attribution follows, what stands behind isn't said: "“Twice,” she said of the count".
    let about = cue.is_some_and(|c| ["of", "about", "on"].iter().any(|w| c.text(text).ends_with(&format!(" {w}"))));
    if about && contents.len() > 1 && is_quoted(text, contents[0]) {
        contents.retain(|&c| is_quoted(text, c) || !sentence.contains(c));
    }
    contents
}

/// Whether unquoted words outside of their attribution's sentence are of none: they stand in a paragraph before it, or are a
/// few words of a sentence that goes on otherwise.
fn is_stray(text: &str, sentence: Span, content: Span) -> bool {
    let before = content.end <= sentence.start && text[content.end..sentence.start].contains('\n');
    let rest = text[content.end..].trim_start_matches([',', ' ']);
    let goes_on = rest.starts_with(char::is_alphanumeric);
    before || goes_on && content.text(text).split_whitespace().count() <= 2
}

/// What ends within a word ends with it: "the first shipment, of Shahed" goes on with "-136".
fn whole_word(text: &str, content: Span) -> Span {
    let rest = &text[content.end..];
    let inside = content.text(text).ends_with(|c: char| c.is_alphanumeric() || c == '-');
    let joined = rest.strip_prefix('-').unwrap_or(rest).starts_with(char::is_alphanumeric);
    let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '-')).unwrap_or(rest.len());
    if inside && joined { Span::new(content.start, content.end + end) } else { content }
}

/// A quotation that runs on into its own attribution: "“No,” Tass quoted her as saying".
fn up_to_mark(text: &str, content: Span, taken: &[Span]) -> Span {
    let words = content.text(text);
    let close = match words.chars().next() {
        Some('“') => words.find('”'),
        Some('"') => words[1..].find('"').map(|at| at + 1),
        _ => None,
    };
    let Some(end) = close.and_then(|at| Some(content.start + at + words[at..].chars().next()?.len_utf8())) else {
        return content;
    };
    let rest = Span::new(end, content.end);
    let goes_on = rest.text(text).contains(['“', '"']);
    if taken.iter().any(|t| t.overlaps(rest)) && !goes_on { Span::new(content.start, end) } else { content }
}

/// Words with which a clause begins.
const CLAUSES: [&str; 32] = [
    "that", "the", "a", "an", "he", "she", "it", "they", "we", "i", "you", "his", "her", "its", "their", "our",
    "there", "no", "this", "these", "those", "some", "all", "if", "when", "what", "how", "why", "not", "nobody",
    "nothing", "to",
];

/// What is told without the one who is told: "told Lighthouse the ship was grey".
fn without_addressee(text: &str, content: Span, cue: Option<Span>) -> Span {
    let told = |c: &Span| {
        let cue = c.text(text);
        ["told", "tells", "tell", "telling"].iter().any(|verb| cue.ends_with(verb)) && !cue.contains("was ")
    };
    if cue.filter(told).is_none_or(|c| text.get(c.end..content.start) != Some(" ")) {
        return content;
    }
    let mut at = content.start;
    for word in content.text(text).split(' ') {
        if at > content.start && CLAUSES.contains(&word) {
            return Span::new(at, content.end);
        }
        if !word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
            break;
        }
        at += word.len() + 1;
    }
    if at > content.end { Span::new(content.end, content.end) } else { content }
}

/// What is said before its attribution reaches up to the comma between them: "The crew was saved, the captain told".
fn up_to_attribution(text: &str, content: Span, taken: &[Span], voices: &[Span]) -> Span {
    let Some(next) = taken.iter().map(|t| t.start).filter(|&start| start >= content.end).min() else { return content };
    if taken.iter().any(|t| t.end <= content.start) || is_quoted(text, content) {
        return content;
    }
    let gap = text.get(content.end..next).unwrap_or("");
    let Some(words) = gap.trim_end().strip_suffix(',') else { return content };
    let rest = Span::new(content.end, content.end + words.len());
    let plain = words.contains(char::is_alphanumeric) && !words.contains(['.', '“', '”', '"', ';', '?', '\n']);
    if plain && !voices.iter().any(|v| v.overlaps(rest)) { content.join(rest) } else { content }
}

/// What is said before its attribution begins with its clause: "The port sold the ship, the captain said".
fn from_its_start(text: &str, sentence: Span, content: Span, taken: &[Span], voices: &[Span]) -> Span {
    let followed = taken.iter().all(|t| t.start >= content.end) && text[content.end..].starts_with(',');
    if taken.is_empty() || !followed || !sentence.contains(content) || is_quoted(text, content) {
        return content;
    }
    let before = Span::new(sentence.start, content.start);
    let words = before.text(text);
    // Behind a comma or a dash it has begun.
    let within = words.ends_with(' ') && words.trim_end().ends_with(char::is_alphanumeric);
    // "a 98 billion-peso ($1.7 billion) order": what is bracketed within is closed.
    let closed = words.matches('(').count() == words.matches(')').count();
    let plain = !words.contains(['“', '”', '"', ';', ':', '?', '—', '–']) && closed;
    if within && plain && !voices.iter().any(|v| v.overlaps(before)) { before.join(content) } else { content }
}

/// What is said behind its cue up to the end of its clause: "the first ship, which is grey, had left".
fn whole_clause(
    text: &str,
    sentence: Span,
    cue: Span,
    content: Span,
    limit: usize,
    voices: &[Span],
    syntax: &Syntax,
) -> Span {
    if content.start < cue.end || !sentence.contains(content) || is_quoted(text, content) {
        return content;
    }
    let tokens = syntax.tokens();
    let Some(mut top) = syntax.head(content) else { return content };
    // A subject that was taken for all that is said hangs on its verb.
    while let Some(head) = tokens[top].head.filter(|&h| tokens[h].span.start >= content.end) {
        top = head;
    }
    let is_clause = syntax
        .dependents_by(top, &[Relation::Nsubj, Relation::NsubjPass, Relation::Cop, Relation::Mark])
        .next()
        .is_some();
    let clause = syntax.phrase(top, &[Relation::Parataxis]);
    // Behind a semicolon something new begins.
    let end =
        text.get(content.end..clause.end).and_then(|more| more.find(';')).map_or(clause.end, |at| content.end + at);
    let clause = Span::new(clause.start, end);
    let more = Span::new(content.end, clause.end);
    // Where somebody else is heard, what is said may be over; but not in a clause that only hangs on it.
    let hangs = ["after", "because", "before", "since", "when"].iter().any(|word| {
        more.text(text)
            .strip_prefix(' ')
            .and_then(|rest| rest.strip_prefix(word))
            .is_some_and(|rest| rest.starts_with(' '))
    });
    let taken = !hangs && voices.iter().any(|v| v.overlaps(more));
    // What is put in brackets or behind a dash may well be the outlet's, or behind the comma of what is only named.
    let words = more.text(text);
    let aside =
        !is_clause && words.starts_with(',') || words.trim_start().starts_with(['(', '[', '—', '–', '-', ':', ';']);
    let taken = taken || aside || !words.contains(char::is_alphanumeric);
    if clause.start < cue.end || more.is_empty() || clause.end > limit.min(sentence.end) || taken {
        return content;
    }
    attribution::set_borders(Span::new(content.start, clause.end), text)
}

/// What ends within a phrase ends with it: "in breach of an" goes on with "arms embargo".
fn whole_phrase(text: &str, sentence: Span, content: Span, voices: &[Span], syntax: &Syntax) -> Span {
    if is_quoted(text, content) || !sentence.contains(content) {
        return content;
    }
    let tokens = syntax.tokens();
    let mut whole = content;
    while let Some(last) = syntax.within(whole).next_back()
        && matches!(tokens[last].relation, Relation::Det | Relation::Case)
        && let Some(head) = tokens[last].head.filter(|&head| head > last && tokens[head].span.end <= sentence.end)
    {
        let more = Span::new(whole.end, tokens[head].span.end);
        let apart = more.text(text).contains(['.', ',', ';', ':', '“', '”', '"', '—', '–', '(', ')']);
        if more.is_empty() || apart || voices.iter().any(|v| v.overlaps(more)) {
            break;
        }
        whole = whole.join(more);
    }
    // "identified the bomb | as an American GBU-39"
    let rest = text.get(whole.end..sentence.end).unwrap_or("");
    if rest.starts_with(" as a") && rest.split(' ').nth(2).is_some_and(|word| word == "a" || word == "an") {
        let end = rest.find([',', '.', ';', ':', '“', '”', '"', '—', '–', '(']).unwrap_or(rest.len());
        let more = Span::new(whole.end, whole.end + end);
        if !voices.iter().any(|v| v.overlaps(more)) {
            whole = whole.join(more);
        }
    }
    // "had been asked | to keep it to himself"
    if let Some(verb) = infinitive_behind(text, whole, syntax)
        && let end = syntax.phrase(verb, &[Relation::Parataxis, Relation::Punct]).end
        && let more = Span::new(whole.end, end.max(whole.end))
        && !more.text(text).contains(['.', ',', ';', ':', '“', '”', '"', '—', '–', '(', ')'])
        && end <= sentence.end
        && !voices.iter().any(|v| v.overlaps(more))
    {
        whole = whole.join(more);
    }
    whole
}

/// The infinitive that goes on right behind a content and hangs on a word in it.
fn infinitive_behind(text: &str, content: Span, syntax: &Syntax) -> Option<usize> {
    let tokens = syntax.tokens();
    let to = tokens.partition_point(|t| t.span.start < content.end);
    let mark = tokens.get(to).filter(|t| t.span.start == content.end + 1 && t.span.text(text) == "to")?;
    let verb = mark.head.filter(|&verb| mark.relation == Relation::Mark && verb > to)?;
    let on = tokens[verb].head.filter(|_| matches!(tokens[verb].relation, Relation::Xcomp | Relation::Acl))?;
    content.contains(tokens[on].span).then_some(verb)
}

/// A content's pieces outside of its own attribution.
fn without(text: &str, content: Span, taken: &[Span]) -> Vec<Span> {
    let mut pieces = vec![content];
    for &span in taken {
        pieces = pieces
            .into_iter()
            .flat_map(|piece| {
                if !piece.overlaps(span) {
                    return vec![piece];
                }
                let before = Span::new(piece.start, span.start.max(piece.start));
                let after = Span::new(span.end.min(piece.end), piece.end);
                [before, after]
                    .into_iter()
                    .filter_map(|part| {
                        let words = part.text(text).trim_matches([' ', ',', ';', ':']);
                        Span::of(words, text).filter(|s| !s.is_empty())
                    })
                    .collect()
            })
            .collect();
    }
    pieces
}

/// "Tass quoted her as saying" behind what she said.
fn is_passed_as_saying(text: &str, content: Span) -> bool {
    matches!(content.text(text).trim_end_matches('.'), "as saying" | "as having said" | "as telling" | "as writing")
}

/// Whether a piece is on what terms somebody speaks: "on condition | that he not be named".
fn is_on_terms(text: &str, content: Span) -> bool {
    ["that he not be ", "that she not be ", "that they not be "]
        .iter()
        .any(|terms| content.text(text).starts_with(terms))
}

pub(super) fn is_quoted(text: &str, content: Span) -> bool {
    content.text(text).starts_with(['“', '"', '‘', '\'', '«', '„'])
}

/// Whether a piece is a question that the outlet puts: "Will it sell more? Not soon, she said."
fn is_asked_by_outlet(text: &str, sentence: Span, content: Span) -> bool {
    let after = text[content.end..].trim_start();
    let asks = content.text(text).ends_with('?') || after.starts_with('?');
    asks && !is_quoted(text, content) && !sentence.overlaps(content)
}

/// Words that say nothing by themselves.
const EMPTY: [&str; 61] = [
    "a", "an", "the", "no", "not", "what", "who", "which", "whom", "whose", "whether", "how", "many", "much", "of",
    "to", "be", "in", "on", "at", "for", "by", "with", "he", "she", "him", "her", "they", "them", "we", "us", "i",
    "you", "and", "or", "but", "as", "from", "about", "any", "some", "this", "these", "those", "than", "then", "there",
    "if", "when", "where", "why", "is", "was", "are", "were", "anything", "into", "our", "their", "his", "my",
];

/// Whether a piece holds a word that says something.
fn says(text: &str, content: Span) -> bool {
    content.text(text).split_whitespace().any(|word| {
        let core = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        !core.is_empty() && !EMPTY.contains(&core.as_str())
    })
}
