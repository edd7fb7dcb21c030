//! The article's paragraphs.

use jiff::civil::Date;
use trafilatura::dom::Document;
use trafilatura::metadata::extract_metadata;
use trafilatura::{HtmlDateMode, Options, extract_document};

use super::prose;
use crate::clean;

/// Elements that stand inside a line; any other element begins a new paragraph.
const INLINE: [&str; 32] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "hi", "i",
    "img", "ins", "kbd", "label", "mark", "q", "ref", "s", "samp", "small", "span", "strong", "sub", "sup", "time",
    "u",
];

/// Characters that are taken for an article. Where fewer are found, the extractor takes all text of the page instead, and
/// loses its paragraphs; by default it does so for short news, too.
const ENOUGH: usize = 80;

/// What the extractor found on a page.
pub(super) struct Body {
    /// The article's paragraphs, without invisible characters.
    pub(super) paragraphs: Vec<String>,
    /// A day that the extractor takes for that of publication.
    pub(super) published: Option<Date>,
}

/// Characters below which a second, slower search is worth its time: it finds articles that the first one misses, and
/// twice as slowly.
const SURE: usize = 1000;

/// Elements that hold nothing to read, and much of a page's bytes.
const UNREAD: [&str; 8] = ["canvas", "iframe", "link", "meta", "script", "style", "svg", "template"];

/// Finds the article of a page, whose `document` is used up. `told` is the body as the page's JSON-LD gives it, taken
/// where the page itself shows much less. The day is only looked for where it is not `dated`.
pub(super) fn find(mut document: Document, told: Option<&str>, dated: bool) -> Body {
    let mut options = Options::default().with_fallback(false);
    options.exclude_comments = true;
    options.config = options.config.with_min_extracted_size(ENOUGH);
    let published = if dated { None } else { day(&mut document, &options) };
    options.html_date_mode = HtmlDateMode::Disabled;

    let length = |paragraphs: &[String]| paragraphs.iter().map(String::len).sum::<usize>();
    let search = |page, options: &Options| blocks(&extract_document(page, options).unwrap_or_default().content_html);
    let (page, prose) = readable(document);
    let mut shown = if prose < SURE { Vec::new() } else { search(page.clone_document(), &options) };
    if length(&shown) < SURE {
        shown = search(page, &options.with_fallback(true));
    }
    let told: Vec<String> = told.unwrap_or("").lines().map(clean::line).filter(|line| !line.is_empty()).collect();
    Body { paragraphs: if length(&told) > 3 * length(&shown) { told } else { shown }, published }
}

/// The day that the extractor takes for that of publication.
fn day(document: &mut Document, options: &Options) -> Option<Date> {
    fill_head(document);
    extract_metadata(document, options).date?.to_string().parse().ok()
}

/// The body of a page without what holds nothing to read, since the extractor copies a page several times, under a head
/// that spares it looking for what is known; and how many characters of prose it has.
fn readable(mut document: Document) -> (Document, usize) {
    let Some(body) = document.body() else { return (document, 0) };
    document.strip_elements(body, true, &UNREAD);
    let prose = prose::clear_around(&mut document, body);
    let mut readable = document.extract_subtree_as_document(body);
    fill_head(&mut readable);
    (readable, prose)
}

/// What the extractor looks for all over a page, thing by thing, where no JSON-LD tells it. It takes one word for no
/// author.
const TOLD: &str = r#"{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Known Already",
"author": {"@type": "Person", "name": "Known Already"}, "publisher": {"@type": "Organization", "name": "Known Already"},
"articleSection": "known", "keywords": ["known"]}"#;

/// Tells the extractor what it need not look for: `metadata` has read it.
fn fill_head(document: &mut Document) {
    let Some(head) = document.query_selector(document.root(), "head") else { return };
    let told = document.sub_element(head, "script");
    document.set_attribute(told, "type", "application/ld+json");
    document.set_text(told, TOLD);
}

/// `paragraphs` without those at their start that only repeat the title.
pub(super) fn without_title(mut paragraphs: Vec<String>, title: &str) -> Vec<String> {
    let title = clean::letters(title);
    let repeats = |paragraph: &String| !title.is_empty() && clean::letters(paragraph) == title;
    if let Some(at) = paragraphs.iter().take(3).position(repeats) {
        paragraphs.remove(at);
    }
    paragraphs
}

/// The text of each block of `html`, in order.
fn blocks(html: &str) -> Vec<String> {
    enum Step<N> {
        Into(N),
        Break,
    }
    let document = Document::parse(html);
    let (mut blocks, mut block) = (Vec::new(), String::new());
    let mut steps = vec![Step::Into(document.body().unwrap_or_else(|| document.root()))];
    while let Some(step) = steps.pop() {
        match step {
            Step::Into(node) if document.is_element(node) => {
                let tag = document.tag_name(node).to_ascii_lowercase();
                if matches!(tag.as_str(), "script" | "style" | "template" | "noscript") {
                    continue;
                }
                if tag == "td" || tag == "th" {
                    block.push(' ');
                } else if !INLINE.contains(&tag.as_str()) {
                    blocks.push(std::mem::take(&mut block));
                    steps.push(Step::Break);
                }
                steps.extend(document.child_nodes(node).into_iter().rev().map(Step::Into));
            }
            Step::Into(node) if document.is_text(node) => block.push_str(&document.text_content(node)),
            Step::Into(_) => {}
            Step::Break => blocks.push(std::mem::take(&mut block)),
        }
    }
    blocks.push(block);
    let mut lines: Vec<String> = blocks.iter().map(|b| clean::line(b)).filter(|line| !line.is_empty()).collect();
    lines.dedup();
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_part_and_inline_elements_do_not() {
        for (html, expected) in [
            ("<p>One <b>bold</b>, <a href=x>linked</a>.</p><p>Two.</p>", vec!["One bold, linked.", "Two."]),
            ("One<br>Two<br><br>Three", vec!["One", "Two", "Three"]),
            ("<div>Loose<p>Inner</p>tail</div>", vec!["Loose", "Inner", "tail"]),
            ("<ul><li>a</li><li>b <i>c</i></li></ul>", vec!["a", "b c"]),
            ("<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>", vec!["1 2", "3"]),
            ("<p>Same.</p><p>Same.</p><p> </p>", vec!["Same."]),
            ("<p>In\n\n   one\tline</p><!-- no --><script>no()</script>", vec!["In one line"]),
        ] {
            assert_eq!(blocks(html), expected, "{html}");
        }
    }

    #[test]
    fn the_title_is_not_repeated() {
        let lines = |list: &[&str]| list.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
        assert_eq!(without_title(lines(&["FERRY LATE!", "It sailed."]), "Ferry late"), ["It sailed."]);
        assert_eq!(without_title(lines(&["World", "Ferry late", "It sailed."]), "Ferry late"), ["World", "It sailed."]);
        assert_eq!(without_title(lines(&["…", "It sailed."]), ""), ["…", "It sailed."]);
    }

    #[test]
    fn the_body_that_is_told_helps_where_little_is_shown() {
        let told = "The ferry left two hours late.\nNobody was told why.".repeat(9);
        assert!(find(Document::parse("<p>Subscribe.</p>"), Some(&told), true).paragraphs.len() > 8);
    }
}
