//! Words of a phrase as names are made of them.

use crate::Span;
use crate::gazetteer::{Gazetteer, Role, RoleKind};

/// Small words that stand inside a name.
const PARTICLES: [&str; 16] =
    ["al", "el", "bin", "ibn", "de", "der", "van", "von", "la", "le", "du", "da", "dos", "di", "ter", "ben"];

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

    fn is_name_part(&self) -> bool {
        self.is_capitalised()
            && !matches!(self.text, "The" | "A" | "An")
            && self.role.is_none_or(|r| r.kind.body().is_some())
    }
}

/// The tokens of `span` in `text`.
pub(super) fn tokens<'t>(text: &'t str, span: Span, gazetteer: &Gazetteer) -> Vec<Token<'t>> {
    span.text(text)
        .split_whitespace()
        .filter_map(|word| {
            let core = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '.' && c != '’' && c != '\'');
            let core = core.trim_matches(['\'', '’']);
            let bare = core.strip_suffix("’s").or_else(|| core.strip_suffix("'s")).unwrap_or(core);
            let bare = if bare.matches('.').count() == 1 && gazetteer.role(bare).is_none() && bare.chars().count() > 2 {
                bare.trim_end_matches('.')
            } else {
                bare
            };
            let span = Span::of(bare, text).filter(|s| !s.is_empty())?;
            let ends_part = word.ends_with([',', ')', ';', ':', ']']);
            Some(Token { text: bare, span, role: gazetteer.role(bare), ends_part, possessive: bare.len() < core.len() })
        })
        .collect()
}

/// A run of tokens that looks like a name: half-open range of token indices.
pub(super) fn runs(tokens: &[Token<'_>]) -> Vec<std::ops::Range<usize>> {
    let mut runs = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if !tokens[at].is_name_part() {
            at += 1;
            continue;
        }
        let start = at;
        loop {
            at += 1;
            if tokens[at - 1].ends_part || at >= tokens.len() {
                break;
            }
            let particles = tokens[at..].iter().take_while(|t| PARTICLES.contains(&t.text)).count();
            if !tokens.get(at + particles).is_some_and(Token::is_name_part) {
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
