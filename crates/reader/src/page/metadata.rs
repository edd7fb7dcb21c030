//! What a page says of its article: title, day, byline, outlet, address.

use jiff::civil::Date;
use trafilatura::dom::Document;
use url::Url;

use super::json_ld::{self, JsonLd};
use super::{date, title};
use crate::clean;

/// What a page says of its article.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    pub(super) title: String,
    pub(super) published: Option<Date>,
    pub(super) byline: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) url: Option<String>,
    /// The body, where JSON-LD has it.
    pub(super) body: Option<String>,
    /// Whether the page calls itself an article.
    pub(super) is_article: bool,
    /// Whether the page says that only subscribers may read it.
    pub(super) is_closed: bool,
}

/// Meta tags for the day of publication, the most telling first.
const DATES: [&str; 17] = [
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "parsely-pub-date",
    "datepublished",
    "sailthru.date",
    "publishdate",
    "publish-date",
    "publish_date",
    "pubdate",
    "publication_date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "citation_publication_date",
    "date",
];
const BYLINES: [&str; 8] = [
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "article:author_name",
];
const OUTLETS: [&str; 4] = ["og:site_name", "application-name", "dc.publisher", "publisher"];

impl Metadata {
    /// What `document`, which came from `address`, says of its article; `told` is its JSON-LD.
    pub(super) fn of(document: &Document, told: &JsonLd, address: Option<&Url>) -> Self {
        let page = PageView { document, tags: meta_tags(document) };
        let article = told.article();
        let string = |key| article.and_then(|node| json_ld::string(node, key));

        let address = address.map(Url::to_string).or_else(|| page.address());
        let host = address.as_deref().and_then(title::host_of_address);
        let publisher = article.and_then(|node| told.names(node, "publisher").into_iter().next());
        let outlet = page.first(&OUTLETS).or(publisher).map(|told| title::outlet(&told, host.as_deref()));
        let outlet = outlet.filter(|o| !o.is_empty()).or_else(|| host.clone());

        let sites: Vec<&str> = outlet.iter().chain(&host).map(String::as_str).collect();
        let headings = page.texts("h1");
        let title = title::choose(
            &headings,
            [string("headline"), page.first(&["og:title"]), page.first(&["twitter:title"]), page.text("title")],
            &sites,
        );

        let published = string("datePublished")
            .and_then(|d| date::parse(&d))
            .or_else(|| page.all(&DATES).find_map(|d| date::parse(&d)))
            .or_else(|| {
                told.page().and_then(|node| json_ld::string(node, "datePublished")).and_then(|d| date::parse(&d))
            })
            .or_else(|| page.times().iter().find_map(|d| date::parse(d)))
            .or_else(|| address.as_deref().and_then(date::in_address))
            .or_else(|| string("dateCreated").or_else(|| string("dateModified")).and_then(|d| date::parse(&d)));

        let authors = article.map(|node| told.names(node, "author")).unwrap_or_default();
        let byline = Some(authors.join(", "))
            .and_then(|names| name_of_author(&names))
            .or_else(|| page.all(&BYLINES).find_map(|names| name_of_author(&names)))
            .or_else(|| page.byline());

        Self {
            title,
            published,
            byline,
            outlet,
            url: address,
            body: string("articleBody"),
            is_article: article.is_some()
                || page.first(&["og:type"]).is_some_and(|t| t.eq_ignore_ascii_case("article")),
            is_closed: article.is_some_and(|node| json_ld::is_false(node, "isAccessibleForFree")),
        }
    }
}

/// A page, and its meta tags as pairs of key and content.
struct PageView<'a> {
    document: &'a Document,
    tags: Vec<(String, String)>,
}

impl PageView<'_> {
    /// The contents of the tags with these keys, in the order of the keys.
    fn all(&self, keys: &[&str]) -> impl Iterator<Item = String> {
        keys.iter().flat_map(|key| self.tags.iter().filter(move |(k, _)| k == key).map(|(_, v)| v.clone()))
    }

    fn first(&self, keys: &[&str]) -> Option<String> {
        self.all(keys).next()
    }

    fn texts(&self, selector: &str) -> Vec<String> {
        let found = self.document.query_selector_all(self.document.root(), selector);
        found.into_iter().map(|n| clean::line(&self.document.text_content(n))).filter(|t| !t.is_empty()).collect()
    }

    fn text(&self, selector: &str) -> Option<String> {
        self.texts(selector).into_iter().next()
    }

    fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        let node = self.document.query_selector(self.document.root(), selector)?;
        self.document.get_attribute(node, name).filter(|value| !value.trim().is_empty())
    }

    fn address(&self) -> Option<String> {
        let canonical = self.attribute("link[rel='canonical']", "href").or_else(|| self.first(&["og:url"]))?;
        Url::parse(canonical.trim()).ok().filter(|u| matches!(u.scheme(), "http" | "https")).map(|u| u.to_string())
    }

    /// What its time elements say, those marked as the day of publication first.
    fn times(&self) -> Vec<String> {
        let marked = "time[itemprop='datePublished'], time[pubdate], [itemprop='datePublished'], article time, time, \
                      .dateline, .published, .post-date, .entry-date, .article-date, .publish-date, .pubdate, .date";
        let mut times = Vec::new();
        for selector in marked.split(", ") {
            for node in self.document.query_selector_all(self.document.root(), selector).into_iter().take(3) {
                times.extend(["datetime", "content"].iter().filter_map(|a| self.document.get_attribute(node, a)));
                times.push(clean::line(&self.document.text_content(node)));
            }
        }
        times
    }

    fn byline(&self) -> Option<String> {
        let marked = "[itemprop='author'] [itemprop='name'], [itemprop='author'], a[rel='author'], .byline-name, \
                      .author-name, .byline, .article-author, .author";
        marked.split(", ").find_map(|selector| name_of_author(&self.text(selector)?))
    }
}

fn meta_tags(document: &Document) -> Vec<(String, String)> {
    let mut tags = Vec::new();
    for node in document.query_selector_all(document.root(), "meta[content]") {
        let content = document.get_attribute(node, "content").map(|c| clean::line(&c)).filter(|c| !c.is_empty());
        for name in ["property", "name", "itemprop"] {
            if let (Some(key), Some(content)) = (document.get_attribute(node, name), &content) {
                tags.push((key.trim().to_ascii_lowercase(), content.clone()));
            }
        }
    }
    tags
}

/// `text` as the name of an author: without "By", not an address, no longer than names are.
fn name_of_author(text: &str) -> Option<String> {
    let text = clean::line(text);
    let name = match text.get(..3) {
        Some(by) if by.eq_ignore_ascii_case("by ") => text.get(3..).unwrap_or_default().trim(),
        _ => text.as_str(),
    };
    let fits = name.chars().any(char::is_alphabetic) && name.chars().count() <= 200;
    (fits && !name.contains("://") && !name.contains('@')).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(html: &str) -> Metadata {
        let address = Url::parse("https://www.harbour.example/news/2023/06/09/ferry").expect("an address");
        let document = Document::parse(html);
        Metadata::of(&document, &JsonLd::of(&document), Some(&address))
    }

    fn day(html: &str) -> String {
        known(html).published.map(|d| d.to_string()).unwrap_or_default()
    }

    #[test]
    fn json_ld_tells_the_most() {
        let known = known(
            r#"<title>Ferry late | Harbour Post</title><script type="application/ld+json">{"@graph": [
            {"@type": "WebPage", "name": "x"}, {"@id": "/p", "@type": "Person", "name": "Ada Quill"},
            {"@id": "/o", "@type": "Organization", "name": "Harbour Post"},
            {"@type": ["NewsArticle"], "headline": "Ferry late &amp; full", "datePublished": "2023-06-08T23:00:00-05:00",
             "author": [{"@id": "/p"}, {"name": "Ben Marsh"}], "publisher": {"@id": "/o"},
             "isAccessibleForFree": "False", "articleBody": "It sailed
late."}]}</script>"#,
        );
        assert_eq!(known.title, "Ferry late & full");
        assert_eq!(known.published, Some(jiff::civil::date(2023, 6, 8)));
        assert_eq!(known.byline.as_deref(), Some("Ada Quill, Ben Marsh"));
        assert_eq!(known.outlet.as_deref(), Some("Harbour Post"));
        assert_eq!(known.body.as_deref(), Some("It sailed late."));
        assert!(known.is_article && known.is_closed);
    }

    #[test]
    fn meta_tags_the_page_and_the_address_tell_the_rest() {
        for (html, expected) in [
            (r#"<meta property="article:published_time" content="2023-06-07T10:00Z">"#, "2023-06-07"),
            (r#"<meta name="DC.date.issued" content="2023-06-06">"#, "2023-06-06"),
            (r#"<time datetime="2023-06-05">yesterday</time>"#, "2023-06-05"),
            (r#"<p class="dateline">Published 4 June 2023</p>"#, "2023-06-04"),
            ("<p>No day</p>", "2023-06-09"),
            (
                r#"<script type="application/ld+json">{broken</script><meta name="date" content="June 3, 2023">"#,
                "2023-06-03",
            ),
        ] {
            assert_eq!(day(html), expected, "{html}");
        }
        for (html, byline) in [
            (r#"<meta name="author" content="By Ada Quill">"#, Some("Ada Quill")),
            (
                r#"<meta property="article:author" content="https://social.example/ada"><a rel="author">Ada</a>"#,
                Some("Ada"),
            ),
            (r#"<div class="byline">by  Ben Marsh</div>"#, Some("Ben Marsh")),
            ("<p>nobody</p>", None),
        ] {
            assert_eq!(known(html).byline.as_deref(), byline, "{html}");
        }
        for (html, outlet) in [
            (r#"<meta property="og:site_name" content="Harbour Post">"#, "Harbour Post"),
            (
                r#"<script type="application/ld+json">[{"@type":"NewsArticle","publisher":{"name":"The Post"}}]</script>"#,
                "The Post",
            ),
            ("<p>host</p>", "harbour.example"),
        ] {
            assert_eq!(known(html).outlet.as_deref(), Some(outlet), "{html}");
        }
    }
}
