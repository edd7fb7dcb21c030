//! What stands below pictures: no sentences of the article, so they are kept apart from its text, with who is credited.

use hearsay::Caption;
use trafilatura::dom::{Document, NodeId};

use crate::clean;

/// Where captions stand.
const CAPTIONS: &str = "figure figcaption, .wp-caption-text";

/// Parts of a page that are of other articles.
const ELSEWHERE: [&str; 4] = ["aside", "nav", "footer", "header"];

/// What stands before a credit, in lower case.
const MARKS: [&str; 12] = [
    "photo credit:",
    "image credit:",
    "picture credit:",
    "photo by",
    "photograph by",
    "photograph:",
    "photo:",
    "image:",
    "picture:",
    "credit:",
    "copyright:",
    "©",
];

/// Words of a credit in brackets that a caption ends on, such as "(Ada Quill/Reuters)": more are a remark.
const CREDITED: usize = 6;

/// The captions of a page's pictures, in order.
pub(super) fn all(document: &Document) -> Vec<Caption> {
    let mut captions: Vec<Caption> = Vec::new();
    for node in document.query_selector_all(document.root(), CAPTIONS) {
        let elsewhere = std::iter::successors(document.parent(node), |&node| document.parent(node))
            .any(|above| ELSEWHERE.contains(&document.tag_name(above)));
        let caption = of(document, node);
        if !elsewhere && !caption.text.is_empty() && !captions.contains(&caption) {
            captions.push(caption);
        }
    }
    captions
}

fn of(document: &Document, node: NodeId) -> Caption {
    let text = clean::line(&document.text_content(node));
    let marked = document.iter_descendants(node, &["cite", "small", "span", "div", "p"]).into_iter().find(|&part| {
        let class = document.class_name(part).to_ascii_lowercase();
        document.tag_name(part) == "cite" || ["credit", "copyright", "byline"].iter().any(|name| class.contains(name))
    });
    let marked = marked.map(|part| clean::line(&document.text_content(part))).filter(|credit| !credit.is_empty());
    match marked {
        Some(credit) => {
            let rest = text.replacen(&credit, "", 1);
            Caption { text: clean::line(&rest), credit: Some(without_mark(&credit).to_owned()) }
        }
        None => parted(&text),
    }
}

/// A caption that is written in one piece, parted from its credit.
fn parted(text: &str) -> Caption {
    let lower = text.to_ascii_lowercase();
    let marked = MARKS.iter().filter_map(|mark| {
        let at = lower.rfind(mark)?;
        let credit = text.get(at + mark.len()..)?;
        // "The photo: a window on the war" is a sentence.
        let begins =
            at == 0 || lower.get(..at)?.trim_end().ends_with(['.', '!', '?', ')', '”', '"', '|', '(', '[', '-', '–']);
        (begins && credit.split_whitespace().count() <= CREDITED).then_some((at, credit))
    });
    let last = marked.max_by_key(|(at, _)| *at);
    let bracketed = || {
        let inner = text.strip_suffix(')').or_else(|| text.strip_suffix("]"))?;
        let at = inner.rfind(['(', '['])?;
        let credit = inner.get(at + 1..)?;
        let names = credit.split_whitespace().count() <= CREDITED && credit.starts_with(char::is_uppercase);
        (names && at > 0).then_some((at, credit))
    };
    match last.or_else(bracketed) {
        Some((at, credit)) => Caption {
            text: text.get(..at).unwrap_or(text).trim_end_matches([' ', '(', '[', '|', '-', '–']).to_owned(),
            credit: Some(without_mark(credit).trim_end_matches([')', ']', '.', ' ']).to_owned()),
        },
        None => Caption { text: text.to_owned(), credit: None },
    }
}

/// A credit without the word that says it is one.
fn without_mark(credit: &str) -> &str {
    let credit = credit.trim().trim_start_matches(['(', '[']).trim_start_matches("Source:");
    let lower = credit.to_ascii_lowercase();
    let mark = MARKS.iter().find(|mark| lower.starts_with(**mark));
    mark.and_then(|mark| credit.get(mark.len()..)).unwrap_or(credit).trim().trim_end_matches([')', ']'])
}

/// `paragraphs` without those that only repeat a caption.
pub(super) fn without(mut paragraphs: Vec<String>, captions: &[Caption]) -> Vec<String> {
    let known: Vec<String> = captions
        .iter()
        .flat_map(|caption| {
            let credit = caption.credit.clone().unwrap_or_default();
            [caption.text.clone(), format!("{} {credit}", caption.text), credit]
        })
        .map(|text| clean::letters(&text))
        .filter(|letters| !letters.is_empty())
        .collect();
    paragraphs.retain(|paragraph| {
        let letters = clean::letters(paragraph);
        !known.contains(&letters) && !captions.iter().any(|caption| is_of(&letters, caption))
    });
    paragraphs
}

/// Whether a paragraph is a caption and what marks its credit: "A quay. Photo: Ada Quill".
fn is_of(paragraph: &str, caption: &Caption) -> bool {
    let text = clean::letters(&caption.text);
    let credit = clean::letters(caption.credit.as_deref().unwrap_or_default());
    let Some(rest) = paragraph.strip_prefix(&text).filter(|_| !text.is_empty()) else { return false };
    let mark = rest.strip_suffix(&credit).unwrap_or(rest);
    !credit.is_empty() && MARKS.iter().any(|known| clean::letters(known) == mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_credit_is_told_from_the_caption() {
        for (html, text, credit) in [
            (
                "A patrol boat at the quay. Photo: Ada Quill/Reuters",
                "A patrol boat at the quay.",
                Some("Ada Quill/Reuters"),
            ),
            ("A patrol boat at the quay. (Ada Quill/Reuters)", "A patrol boat at the quay.", Some("Ada Quill/Reuters")),
            ("A boat <span class='image-credit'>(Harbour Post)</span>", "A boat", Some("Harbour Post")),
            ("A boat. <cite>© Gull Agency</cite>", "A boat.", Some("Gull Agency")),
            ("[Ada Quill/Gull Agency]", "[Ada Quill/Gull Agency]", None),
            ("A boat [Ada Quill/Gull Agency]", "A boat", Some("Ada Quill/Gull Agency")),
            ("Image credit: Gull Agency", "", Some("Gull Agency")),
            (
                "What is in the photo: a window on the war that nobody had expected to see",
                "What is in the photo: a window on the war that nobody had expected to see",
                None,
            ),
            ("A boat (built in 1994)", "A boat (built in 1994)", None),
        ] {
            let document = Document::parse(&format!("<figure><img><figcaption>{html}</figcaption></figure>"));
            let node = document.query_selector(document.root(), "figcaption").unwrap();
            assert_eq!(
                of(&document, node),
                Caption { text: text.to_owned(), credit: credit.map(str::to_owned) },
                "{html}"
            );
        }
    }

    #[test]
    fn captions_of_other_articles_are_left_and_paragraphs_that_repeat_one_go() {
        let document = Document::parse(
            "<article><figure><figcaption>A quay. Photo: Ada Quill</figcaption></figure></article>
             <aside><figure><figcaption>Five beaches</figcaption></figure></aside>",
        );
        let captions = all(&document);
        assert_eq!(captions.len(), 1);
        let paragraphs = ["A quay. Photo: Ada Quill", "A quay.", "The quay was full.", "Ada Quill"].map(str::to_owned);
        assert_eq!(without(paragraphs.into(), &captions), ["The quay was full."]);
    }
}
