//! Headlines of the form "Minister: no boats sold", whose colon is a cue that only headlines know.

use crate::attribution::Attribution;
use crate::speaker::Cast;
use crate::{Article, Span};

/// The attribution of a headline with a voice before its colon, where none was found in it.
pub(super) fn attribution(article: &Article, found: &[Attribution], cast: &Cast<'_>) -> Option<Attribution> {
    let text = article.text.as_str();
    let title = article.title;
    let colon = title.start + title.text(text).find(": ")?;
    let voice = Span::new(title.start, colon);
    let said = Span::new(colon + 1, title.end).trim(text);
    let is_found = found.iter().any(|a| a.contents.iter().chain(&a.cue).any(|s| s.overlaps(title)));
    let short = voice.text(text).split(' ').count() <= 6;
    let asks = said.text(text).ends_with('?');
    (!is_found && short && !asks && !said.is_empty() && cast.is_subject(voice)).then(|| Attribution {
        cue: Some(Span::new(colon, colon + 1)),
        source: Some(voice),
        contents: vec![said],
    })
}
