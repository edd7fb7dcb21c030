//! How much markup a page has, counted before it is parsed: parsing takes time that grows with the square of its depth.

use crate::ReadError;

/// Tags open at once. Pages of newspapers have some dozens.
pub(super) const MAX_DEPTH: usize = 1_000;
/// Signs that may open a tag. Long pages of newspapers have some ten thousand.
const MAX_TAGS: usize = 100_000;

/// Elements without an end, and those whose end may be left out.
const UNENDED: [&str; 32] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p",
    "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup", "colgroup", "caption", "rt",
    "rp", "html", "body",
];

/// Refuses markup that no article has.
pub(super) fn check(html: &str) -> Result<(), ReadError> {
    let (mut open, mut tags) = (0usize, 0usize);
    let mut rest = html;
    while let Some((_, tag)) = rest.split_once('<') {
        rest = tag;
        tags += 1;
        let (closing, name) = match tag.strip_prefix('/') {
            Some(name) => (true, name),
            None => (false, tag),
        };
        let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
        let name = name.get(..end).unwrap_or_default();
        if !name.is_empty() && !UNENDED.iter().any(|unended| name.eq_ignore_ascii_case(unended)) {
            open = if closing { open.saturating_sub(1) } else { open + 1 };
        }
        if open > MAX_DEPTH || tags > MAX_TAGS {
            return Err(ReadError::TooMuchMarkup);
        }
        if !closing && ["script", "style", "svg"].iter().any(|raw| name.eq_ignore_ascii_case(raw)) {
            rest = after_end_of(rest, name);
        }
    }
    Ok(())
}

/// What follows the end tag `name`; all of `markup` where it never ends.
fn after_end_of<'a>(markup: &'a str, name: &str) -> &'a str {
    let ends = markup
        .match_indices("</")
        .find(|(at, _)| markup.get(at + 2..at + 2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)));
    ends.and_then(|(at, _)| markup.get(at..)).unwrap_or(markup)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_absurd_markup_is_refused() {
        for (html, fits) in [
            ("<div>".repeat(100_000), false),
            ("<b><i>".repeat(600), false),
            ("<span>word</span>".repeat(150_000), false),
            ("<p>one<li>two<br>".repeat(20_000), true),
            ("<div>a</div>".repeat(20_000), true),
            (format!("<script>{}</script>", "a<b;".repeat(300_000)), true),
            ("1 < 2 ".repeat(300_000), false),
            ("<script>never closed <é".to_owned(), true),
        ] {
            assert_eq!(check(&html).is_ok(), fits, "{}…", &html[..20]);
        }
    }
}
