//! What kind of document a text is.

/// What kind of document a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A web page.
    Page,
    /// A record of the extraction contract.
    Record,
    /// Plain text.
    Text,
}

/// What a name or a server says of a document before it is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hint {
    /// It is said to be of this kind.
    Said(Kind),
    /// Nothing is said.
    Nothing,
}

impl Hint {
    /// What a file name's extension says.
    pub(crate) fn of_extension(extension: &str) -> Self {
        match extension.to_ascii_lowercase().as_str() {
            "html" | "htm" | "xhtml" => Self::Said(Kind::Page),
            "json" => Self::Said(Kind::Record),
            "txt" | "text" | "md" => Self::Said(Kind::Text),
            _ => Self::Nothing,
        }
    }
}

impl Kind {
    /// The kind of `text`: what its beginning shows, before what is said of it.
    pub(crate) fn of(text: &str, hint: Hint) -> Self {
        let start = text.trim_start();
        if start.starts_with('{') && text.contains("\"article\"") {
            return Self::Record;
        }
        if opens_with(start, &["<!doctype html", "<html", "<head", "<body"]) {
            return Self::Page;
        }
        match hint {
            Hint::Said(kind) => kind,
            Hint::Nothing if opens_with(start, &["<article", "<main", "<div", "<section", "<p", "<h1", "<meta"]) => {
                Self::Page
            }
            Hint::Nothing => Self::Text,
        }
    }
}

/// Whether `markup` opens with one of `tags`, after any comments and XML declarations.
fn opens_with(markup: &str, tags: &[&str]) -> bool {
    let mut markup = markup;
    loop {
        let close = if markup.starts_with("<!--") { "-->" } else { "?>" };
        if !markup.starts_with("<!--") && !markup.starts_with("<?") {
            break;
        }
        let Some((_, rest)) = markup.split_once(close) else { return false };
        markup = rest.trim_start();
    }
    tags.iter().any(|tag| {
        let (head, rest) = (markup.get(..tag.len()), markup.get(tag.len()..));
        head.is_some_and(|h| h.eq_ignore_ascii_case(tag))
            && rest.is_some_and(|r| r.starts_with(|c: char| c.is_whitespace() || c == '>' || c == '/'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_goes_before_the_name() {
        for (text, extension, kind) in [
            ("<!DOCTYPE html><title>x</title>", "txt", Kind::Page),
            ("\n<!-- saved --> <?xml version='1.0'?><html lang=en>", "", Kind::Page),
            ("<p>A paragraph.</p>", "", Kind::Page),
            ("<p>A paragraph.</p>", "md", Kind::Text),
            ("<table><tr><td>x", "html", Kind::Page),
            ("<html5 is a word", "txt", Kind::Text),
            ("<!-- never closed", "", Kind::Text),
            (r#" {"article": {"text": "x"}}"#, "txt", Kind::Record),
            ("{braces} open this text.", "txt", Kind::Text),
            ("[1, 2]", "json", Kind::Record),
            ("Plain words.", "", Kind::Text),
        ] {
            assert_eq!(Kind::of(text, Hint::of_extension(extension)), kind, "{text:?} .{extension}");
        }
    }
}
