//! A web page to the article in it.
//!
//! The article's place on the page is found by the `trafilatura` crate; what is known of it (title, day, byline,
//! outlet) is read here from JSON-LD, meta tags and the page itself. What stands below its pictures is kept apart from its
//! text (`caption`); of a live blog whose JSON-LD lists its posts, each post is an article (`live`).
//!
//! # Why `trafilatura`
//!
//! Measured with `crates/reader/compare` (`HEARSAY_SHARED=… cargo run -- 1`, `opt-level = 2`, one thread of a busy
//! machine) on trafilatura's evaluation set (884 pages of all kinds, mostly German; F1 over passages that the text must
//! and must not have) and on Fundus' parser tests (258 newspaper pages in many languages with their whole article, 85 of
//! them from English-speaking countries; F1 over runs of four words, each page counting the same). The other columns are
//! the share of pages where the field equals what is known, and milliseconds a page.
//!
//! | newspaper pages | F1 | F1, English | title | date | byline | median ms | slowest ms |
//! |---|---|---|---|---|---|---|---|
//! | this crate | .949 | .958 | .829 | .984 | .842 | 17 | 95 |
//! | `trafilatura` 0.6, with fallback | .941 | .952 | .686 | .907 | .783 | 21 | 255 |
//! | `trafilatura` 0.6 | .932 | .953 | .686 | .907 | .783 | 10 | 60 |
//! | `dom_smoothie` 0.19 | .916 | .913 | .783 | .876 | .791 | 5 | 36 |
//! | `rs-trafilatura` 0.2 | .920 | .939 | .787 | .853 | .708 | 30 | 39,211 |
//!
//! | pages of all kinds | F1 | title | date | byline | median ms |
//! |---|---|---|---|---|---|
//! | this crate | .912 | .770 | .853 | .535 | 11 |
//! | `trafilatura` 0.6, with fallback | .912 | .603 | .788 | .547 | 18 |
//! | `trafilatura` 0.6 | .909 | .603 | .788 | .547 | 9 |
//! | `dom_smoothie` 0.19 | .888 | .594 | .489 | .461 | 3 |
//! | `rs-trafilatura` 0.2 | .886 | .700 | .586 | .564 | 17 |
//!
//! The milliseconds of this crate are from before `prose` cleared pages, which takes a third of the time (`docs/scale.md`),
//! and from .945, .957 and .911 to these F1.
//!
//! The outlet is compared with the key that Fundus gives its publisher, which is near its name but not always equal.

mod body;
mod caption;
mod date;
mod json_ld;
mod live;
mod markup;
mod metadata;
mod prose;
mod title;
mod wall;

use hearsay::Article;
use trafilatura::dom::Document;
use url::Url;

use crate::ReadError;
use json_ld::JsonLd;
use metadata::Metadata;

/// Stack for one page: the parser's and the extractor's recursion is bounded by [`markup::MAX_DEPTH`].
const STACK: usize = 64 << 20;

/// The article of the page `html`; `address` is where the page came from, if that is known.
pub fn article(reference: &str, html: &str, address: Option<&Url>) -> Result<Article, ReadError> {
    parsed(html, |document| {
        let known = Metadata::of(&document, &JsonLd::of(&document), address);
        found(reference, document, known)
    })
}

/// The articles of a page: of a live blog its posts, where its JSON-LD gives them, else the one.
pub(crate) fn articles(reference: &str, html: &str, address: Option<&Url>) -> Result<Vec<Article>, ReadError> {
    parsed(html, |document| {
        let told = JsonLd::of(&document);
        let known = Metadata::of(&document, &told, address);
        let posts = live::posts(reference, &told, &known);
        if posts.is_empty() { found(reference, document, known).map(|one| vec![one]) } else { Ok(posts) }
    })
}

/// Reads a page on a stack that is large enough.
fn parsed<T: Send>(html: &str, read: impl FnOnce(Document) -> Result<T, ReadError> + Send) -> Result<T, ReadError> {
    markup::check(html)?;
    std::thread::scope(|scope| {
        let reading = std::thread::Builder::new()
            .name("page".to_owned())
            .stack_size(STACK)
            .spawn_scoped(scope, || read(Document::parse(html)))?;
        // A panic inside the extractor costs its page, not the batch.
        reading.join().unwrap_or(Err(ReadError::Extractor))
    })
}

fn found(reference: &str, document: Document, known: Metadata) -> Result<Article, ReadError> {
    let captions = caption::all(&document);
    let body = body::find(document, known.body.as_deref(), known.published.is_some());
    let paragraphs = body::without_title(caption::without(body.paragraphs, &captions), &known.title);
    wall::check(&paragraphs, &known)?;

    let mut article = Article::new(reference, &known.title, &paragraphs.join("\n\n"));
    article.outlet = known.outlet;
    article.published = known.published.or(body.published);
    article.byline = known.byline;
    article.url = known.url;
    article.captions = captions;
    Ok(article)
}
