//! A web page to the article in it.
//!
//! The article's place on the page is found by the `trafilatura` crate; what is known of it (title, day, byline,
//! outlet) is read here from JSON-LD, meta tags and the page itself.
//!
//! # Why `trafilatura`
//! @TABLE@

mod body;
mod date;
mod json_ld;
mod markup;
mod metadata;
mod title;
mod wall;

use hearsay::Article;
use trafilatura::dom::Document;
use url::Url;

use crate::ReadError;
use metadata::Metadata;

/// Stack for one page: the parser's and the extractor's recursion is bounded by [`markup::MAX_DEPTH`].
const STACK: usize = 64 << 20;

/// The article of the page `html`; `address` is where the page came from, if that is known.
pub fn article(reference: &str, html: &str, address: Option<&Url>) -> Result<Article, ReadError> {
    markup::check(html)?;
    std::thread::scope(|scope| {
        let extraction = std::thread::Builder::new()
            .name("page".to_owned())
            .stack_size(STACK)
            .spawn_scoped(scope, || found(reference, html, address))?;
        // A page that the extractor can't cope with is one without an article, not the end of a batch.
        extraction.join().unwrap_or(Err(ReadError::NoArticle))
    })
}

fn found(reference: &str, html: &str, address: Option<&Url>) -> Result<Article, ReadError> {
    let document = Document::parse(html);
    let known = Metadata::of(&document, address);
    let paragraphs = body::paragraphs(html, known.body.as_deref());
    let paragraphs = body::without_title(paragraphs, &known.title);
    wall::check(&paragraphs, &known)?;

    let mut article = Article::new(reference, &known.title, &paragraphs.join("\n\n"));
    article.outlet = known.outlet;
    article.published = known.published;
    article.byline = known.byline;
    article.url = known.url;
    Ok(article)
}
