//! Sitemaps, also those of news, and indexes of them. <https://www.sitemaps.org/protocol.html>

use roxmltree::{Document, Node, ParsingOptions};

use super::{Feed, FeedEntry};
use crate::ReadError;

/// Elements and texts of a sitemap: it may have 50,000 addresses.
const NODES: u32 = 2_000_000;

/// Whether markup begins as a sitemap does.
pub(super) fn is_one(markup: &[u8]) -> bool {
    let start = String::from_utf8_lossy(markup.get(..2048).unwrap_or(markup));
    start.contains("<urlset") || start.contains("<sitemapindex")
}

pub(super) fn parse(markup: &[u8]) -> Result<Feed, ReadError> {
    let fault = |reason: String| ReadError::Feed(reason);
    let text = std::str::from_utf8(markup).map_err(|error| fault(error.to_string()))?;
    // A type definition could define entities that grow without end; sitemaps have none.
    let options = ParsingOptions { allow_dtd: false, nodes_limit: NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| fault(error.to_string()))?;
    let mut feed = Feed::default();
    for part in document.root_element().children().filter(Node::is_element) {
        let Some(address) = child(part, "loc") else { continue };
        match part.tag_name().name() {
            "sitemap" => feed.feeds.push(address),
            "url" => {
                let day = part.descendants().find(|n| n.tag_name().name() == "publication_date").and_then(|n| n.text());
                let day = day.map(str::to_owned).or_else(|| child(part, "lastmod"));
                feed.entries.push(FeedEntry { url: address, published: day.and_then(|day| day.trim().parse().ok()) });
            }
            _ => {}
        }
    }
    Ok(feed)
}

fn child(of: Node<'_, '_>, name: &str) -> Option<String> {
    let found = of.children().find(|node| node.tag_name().name() == name)?;
    found.text().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}
