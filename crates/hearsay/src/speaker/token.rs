//! Words of a phrase as names are made of them.

use hearsay_gazetteer::{Gazetteer, Role, RoleKind};

use crate::{Span, measure};

/// Words that are capitalised only where a sentence begins.
const FUNCTION_WORDS: [&str; 34] = [
    "the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their", "our", "one", "two", "three",
    "four", "five", "some", "several", "many", "most", "both", "another", "other", "former", "in", "on", "at", "as",
    "both", "no", "nobody", "none", "it",
];

/// Words with which a clause begins, and no name: "Although Minister Ana Lund had left".
const OPENING: [&str; 34] = [
    "after",
    "although",
    "and",
    "as",
    "because",
    "before",
    "but",
    "despite",
    "earlier",
    "elsewhere",
    "even",
    "how",
    "however",
    "if",
    "later",
    "like",
    "meanwhile",
    "nor",
    "now",
    "once",
    "or",
    "since",
    "so",
    "then",
    "though",
    "unless",
    "unlike",
    "until",
    "what",
    "when",
    "where",
    "while",
    "why",
    "yet",
];

/// Small words that stand inside a name.
const PARTICLES: [&str; 16] =
    ["al", "el", "bin", "ibn", "de", "der", "van", "von", "la", "le", "du", "da", "dos", "di", "ter", "ben"];

/// Small words that a hyphen joins to a name: "al-Obeid".
const PREFIXES: [&str; 6] = ["al-", "el-", "ad-", "as-", "an-", "ash-"];

/// What a hyphen joins to a place or a name without making one: "Augsburg-based".
const COMPOUND: [&str; 12] = [
    "based",
    "born",
    "led",
    "owned",
    "made",
    "built",
    "backed",
    "run",
    "listed",
    "registered",
    "funded",
    "headquartered",
];

/// A word between spaces, without the punctuation around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'t> {
    pub(super) text: &'t str,
    pub(super) span: Span,
    pub(super) role: Option<Role>,
    /// Whether a comma or bracket stands before the next word.
    pub(super) ends_part: bool,
    /// Whether it ends in a possessive, which `text` leaves out.
    pub(super) possessive: bool,
}

impl Token<'_> {
    pub(super) fn is_capitalised(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    pub(super) fn is(&self, word: &str) -> bool {
        self.text.eq_ignore_ascii_case(word)
    }

    pub(super) fn is_role(&self, kind: RoleKind) -> bool {
        self.role.is_some_and(|r| r.kind == kind)
    }

    /// Whether a clause begins with it.
    pub(super) fn opens_clause(&self) -> bool {
        OPENING.contains(&self.text.to_lowercase().as_str())
    }

    /// Whether it may stand in a name: a capital, or a capital behind "al-"; a body's noun may, a title may not.
    fn is_name_part(&self) -> bool {
        let name = PREFIXES.iter().find_map(|p| self.text.strip_prefix(p)).unwrap_or(self.text);
        // "The Augsburg-based company" has no name.
        let tells_where = name.rsplit_once('-').is_some_and(|(_, done)| COMPOUND.contains(&done));
        name.starts_with(char::is_uppercase)
            && !tells_where
            && !FUNCTION_WORDS.contains(&self.text.to_lowercase().as_str())
            && self.role.is_none_or(|r| r.kind.body().is_some())
    }
}

/// The tokens of `span` in `text`.
pub(super) fn tokens<'t>(text: &'t str, span: Span, gazetteer: &Gazetteer) -> Vec<Token<'t>> {
    let mut tokens = read(text, span, gazetteer);
    // "The general staff" is an army's, and no general.
    for i in 1..tokens.len() {
        if tokens[i].is("staff") && tokens[i - 1].is("general") {
            tokens[i - 1].role = None;
            tokens[i].role = gazetteer.role("army");
        }
    }
    tokens
}

fn read<'t>(text: &'t str, span: Span, gazetteer: &Gazetteer) -> Vec<Token<'t>> {
    let words: Vec<&str> = span.text(text).split_whitespace().collect();
    let next = words.iter().skip(1).copied().chain([""]);
    words
        .iter()
        .zip(next)
        .filter_map(|(word, next)| {
            let core = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '.' && c != '’' && c != '\'');
            let core = core.trim_matches(['\'', '’']);
            let bare = core.strip_suffix("’s").or_else(|| core.strip_suffix("'s")).unwrap_or(core);
            let bare = if bare.matches('.').count() == 1 && gazetteer.role(bare).is_none() && bare.chars().count() > 2 {
                bare.trim_end_matches('.')
            } else {
                bare
            };
            let span = Span::of(bare, text).filter(|s| !s.is_empty())?;
            let closed = word.trim_end_matches(['"', '”', '’', '\'']);
            let ends_part =
                word.ends_with([',', ')', ';', ':', ']']) || closed.len() < word.len() && closed.ends_with(',');
            // "John McCain (R-Ariz.)".
            let ends_part = ends_part || next.starts_with(['(', '[']);
            // "minister-counsellor" is a counsellor.
            let last = bare.rsplit('-').next().filter(|l| l.starts_with(char::is_lowercase)).unwrap_or(bare);
            let role = gazetteer.role(bare).or_else(|| gazetteer.role(last));
            let possessive =
                core[bare.len()..].contains(['\'', '’']) || (bare.ends_with('s') && word.ends_with(['\'', '’']));
            Some(Token { text: bare, span, role, ends_part, possessive })
        })
        .collect()
}

/// A run of tokens that looks like a name: half-open range of token indices.
pub(super) fn runs(tokens: &[Token<'_>]) -> Vec<std::ops::Range<usize>> {
    let mut runs = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if !tokens[at].is_name_part() || tokens[at].opens_clause() {
            at += 1;
            continue;
        }
        // "In April Julian Astley": the month is none of his names.
        let dated = at > 0 && ["in", "since", "on", "last"].iter().any(|word| tokens[at - 1].is(word));
        if dated && measure::is_calendar_word(tokens[at].text) {
            at += 1;
            continue;
        }
        let start = at;
        loop {
            at += 1;
            if tokens[at - 1].ends_part || tokens[at - 1].possessive || at >= tokens.len() {
                break;
            }
            let particles = tokens[at..].iter().take_while(|t| PARTICLES.contains(&t.text)).count();
            // "Clear Accounts": a paper's noun with a capital goes on with a name, though it begins none.
            let goes_on = |t: &Token<'_>| t.is_name_part() || t.is_capitalised() && t.is_role(RoleKind::Paper);
            if !tokens.get(at + particles).is_some_and(goes_on) {
                break;
            }
            at += particles;
        }
        runs.push(start..at);
    }
    runs
}

/// The span from the first to the last token of a range; ranges are never empty.
pub(super) fn cover(tokens: &[Token<'_>], range: &std::ops::Range<usize>) -> Span {
    tokens[range.start].span.join(tokens[range.end - 1].span)
}

/// Whether a word is a preposition or conjunction, before which the head of a noun phrase stands.
pub(super) fn is_preposition(token: &Token<'_>) -> bool {
    [
        "of", "for", "from", "in", "at", "with", "on", "by", "to", "about", "near", "behind", "inside", "familiar",
        "close", "briefed", "and", "living", "there", "based", "compiled", "taken", "seen", "known", "under", "over",
        "quoted", "cited",
    ]
    .iter()
    .any(|p| token.is(p))
}

/// Where the nouns of a phrase end: before a preposition or behind a comma.
pub(super) fn end_of_nouns(tokens: &[Token<'_>]) -> usize {
    (1..tokens.len()).find(|&i| is_preposition(&tokens[i]) || tokens[i - 1].ends_part).unwrap_or(tokens.len())
}

/// The head of a noun phrase: its last noun for a voice before a preposition or comma, else the last word there.
pub(super) fn head(tokens: &[Token<'_>]) -> usize {
    let end = end_of_nouns(tokens);
    (0..end).rev().find(|&i| tokens[i].role.is_some() && !tokens[i].possessive).unwrap_or(end - 1)
}
