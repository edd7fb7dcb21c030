//! Feeds: what outlets say they have published.
//!
//! [`sources`] reads what a user follows: an OPML file, a list of addresses, or addresses themselves. [`Feed::parse`] takes
//! apart what a server sends for one: RSS, Atom, JSON Feed, a sitemap, an index of sitemaps, or a plain list.
//! [`Visitor`] fetches: with conditions, so that what hasn't changed isn't sent again, and only what a site's robots.txt
//! allows.

mod list;
mod sitemap;
mod visit;

use feed_rs::parser;
use jiff::Timestamp;
use url::Url;

use crate::ReadError;

pub use list::sources;
pub use visit::{Answer, Conditions, Visitor};

/// Entries that are taken of one feed: more is no feed but an archive.
const MOST: usize = 50_000;

/// What a feed holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Feed {
    /// What it calls itself.
    pub title: Option<String>,
    /// Articles, in its order.
    pub entries: Vec<FeedEntry>,
    /// Further feeds that it names: the parts of a sitemap index.
    pub feeds: Vec<String>,
    /// Minutes for which it asks not to be fetched again.
    pub minutes: Option<u32>,
}

/// An article that a feed names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedEntry {
    /// Its address.
    pub url: String,
    /// When the feed says it was published.
    pub published: Option<Timestamp>,
}

impl Feed {
    /// Takes apart what came from `address`. Entries without an http address are left out, each address comes once.
    ///
    /// # Errors
    /// When it is none of the forms.
    pub fn parse(bytes: &[u8], address: &Url) -> Result<Self, ReadError> {
        let start = bytes.trim_ascii_start();
        let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
        let mut feed = match start.first() {
            Some(b'<') if sitemap::is_one(start) => sitemap::parse(start)?,
            Some(b'<' | b'{') => Self::of_syndication(start, address)?,
            _ => Self { entries: list::addresses(start).map(FeedEntry::of).collect(), ..Self::default() },
        };
        let mut seen = std::collections::HashSet::new();
        let whole = |url: &str| address.join(url.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
        feed.entries.truncate(MOST);
        feed.entries = std::mem::take(&mut feed.entries)
            .into_iter()
            .filter_map(|entry| {
                let mut url = whole(&entry.url)?;
                // Parts of one page are the same page.
                url.set_fragment(None);
                seen.insert(url.to_string()).then(|| FeedEntry { url: url.into(), ..entry })
            })
            .collect();
        if feed.entries.is_empty() && feed.feeds.is_empty() && !matches!(start.first(), Some(b'<' | b'{')) {
            return Err(ReadError::Feed("it is no RSS, Atom, JSON Feed, sitemap or list of addresses".to_owned()));
        }
        Ok(feed)
    }

    fn of_syndication(bytes: &[u8], address: &Url) -> Result<Self, ReadError> {
        let parser = parser::Builder::new().base_uri(Some(address)).sanitize_content(false).build();
        let feed = parser.parse(bytes).map_err(|error| ReadError::Feed(error.to_string()))?;
        let entries = feed.entries.into_iter().filter_map(|entry| {
            let links = || entry.links.iter().filter(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"));
            let url = links().next().or(entry.links.first()).map(|link| link.href.clone());
            let url = url.or_else(|| Some(entry.id.clone()).filter(|id| id.starts_with("http")))?;
            let published = entry.published.or(entry.updated);
            let published = published.and_then(|at| Timestamp::from_second(at.timestamp()).ok());
            Some(FeedEntry { url, published })
        });
        Ok(Self {
            title: feed.title.map(|title| title.content),
            entries: entries.collect(),
            feeds: Vec::new(),
            minutes: feed.ttl,
        })
    }
}

impl FeedEntry {
    fn of(url: String) -> Self {
        Self { url, published: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn urls(text: &str) -> Vec<String> {
        let address = Url::parse("https://harbour.example/feed").expect("an address");
        Feed::parse(text.as_bytes(), &address).expect(text).entries.into_iter().map(|entry| entry.url).collect()
    }

    #[test]
    fn every_form_gives_its_addresses() {
        let expected = ["https://harbour.example/1", "https://harbour.example/2"];
        for text in [
            "<?xml version='1.0'?><rss version='2.0'><channel><title>t</title><link>https://harbour.example</link>\
             <description>d</description><ttl>60</ttl><item><title>a</title><link>https://harbour.example/1#top</link></item>\
             <item><title>b</title><link>/2</link></item><item><link>javascript:alert(1)</link></item></channel></rss>",
            "<feed xmlns='http://www.w3.org/2005/Atom'><title>t</title><id>i</id><updated>2023-06-09T10:00:00Z</updated>\
             <entry><title>a</title><id>1</id><updated>2023-06-09T10:00:00Z</updated><link href='https://harbour.example/1'/></entry>\
             <entry><title>b</title><id>2</id><updated>2023-06-09T10:00:00Z</updated><link rel='self' href='https://x.example'/>\
             <link rel='alternate' href='https://harbour.example/2'/></entry></feed>",
            r#"{"version": "https://jsonfeed.org/version/1.1", "title": "t", "items": [
                {"id": "1", "url": "https://harbour.example/1", "content_text": "x"},
                {"id": "2", "url": "https://harbour.example/2", "content_text": "y"}]}"#,
            "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>https://harbour.example/1</loc></url>\
             <url><loc> https://harbour.example/2 </loc><lastmod>2023-06-09</lastmod></url></urlset>",
            "# what we follow\nhttps://harbour.example/1\n\nhttps://harbour.example/2\nhttps://harbour.example/1\n",
        ] {
            assert_eq!(urls(text), expected, "{text}");
        }
    }

    #[test]
    fn an_index_names_further_feeds() {
        let text = "<sitemapindex><sitemap><loc>https://a.example/s1.xml</loc></sitemap></sitemapindex>";
        let address = Url::parse("https://a.example/sitemap.xml").expect("an address");
        assert_eq!(Feed::parse(text.as_bytes(), &address).expect("an index").feeds, ["https://a.example/s1.xml"]);
    }

    #[test]
    fn what_is_no_feed_is_told() {
        let address = Url::parse("https://a.example/feed").expect("an address");
        let bomb = format!(
            "<!DOCTYPE r [<!ENTITY a \"{}\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><urlset><url><loc>&b;</loc></url></urlset>",
            "x".repeat(1000)
        );
        for text in ["", "just words", "<html><body>Not found", "{\"a\": 1}", "<rss><channel>", &bomb] {
            assert!(Feed::parse(text.as_bytes(), &address).is_err(), "{text}");
        }
    }
}
