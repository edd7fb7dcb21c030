//! Live blogs: a page of many posts, each of which is an article of its own.

use hearsay::Article;
use trafilatura::dom::Document;
use url::Url;

use super::json_ld::{self, JsonLd, Node};
use super::{date, metadata::Metadata};
use crate::clean;

/// Posts of the longest blog that is taken apart.
const MOST: usize = 5_000;

/// The posts of a live blog, in the page's order, as its JSON-LD gives them; none where the page is no live blog, or keeps
/// its posts to itself.
pub(super) fn posts(reference: &str, told: &JsonLd, known: &Metadata) -> Vec<Article> {
    let updates = told.live_updates();
    let base = known.url.as_deref().and_then(|url| Url::parse(url).ok());
    let posts: Vec<Article> =
        updates.iter().take(MOST).filter_map(|update| post(reference, update, known, base.as_ref())).collect();
    if posts.len() > 1 { posts } else { Vec::new() }
}

/// One post; none where it has no text.
fn post(reference: &str, update: &Node, known: &Metadata, base: Option<&Url>) -> Option<Article> {
    let body = json_ld::string(update, "articleBody")?;
    // Some bodies hold markup.
    let parsed = Document::parse(&body);
    let text = if body.contains("</") { parsed.text_content(parsed.root()) } else { body };
    let paragraphs: Vec<String> = text.lines().map(clean::line).filter(|line| !line.is_empty()).collect();
    if paragraphs.is_empty() {
        return None;
    }
    let headline = json_ld::string(update, "headline").map(|headline| clean::line(&headline));
    let title = headline.filter(|headline| !headline.is_empty()).unwrap_or_else(|| known.title.clone());
    let paragraphs = super::body::without_title(paragraphs, &title);
    let mut article = Article::new(reference, &title, &paragraphs.join("\n\n"));
    // Its place won't do as a name: the newest post comes first.
    let name = article.id.to_string().chars().take(8).collect::<String>();
    article.reference = format!("{reference}#{name}");
    let own = json_ld::string(update, "url").or_else(|| json_ld::string(update, "@id"));
    let own = own.and_then(|own| base.map_or_else(|| Url::parse(&own), |base| base.join(&own)).ok());
    let named = || {
        let mut url = base.cloned()?;
        url.set_fragment(Some(&name));
        Some(url)
    };
    article.url = own.filter(|own| Some(own) != base).or_else(named).map(String::from);
    article.published = json_ld::string(update, "datePublished").and_then(|d| date::parse(&d)).or(known.published);
    article.outlet.clone_from(&known.outlet);
    article.byline.clone_from(&known.byline);
    Some(article)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn posts_have_their_own_titles_days_and_addresses() {
        let html = r#"<title>Boats: live</title><link rel="canonical" href="https://harbour.example/live">
            <script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": "Boats: live", "datePublished": "2024-03-01",
            "liveBlogUpdate": [
              {"@type": "BlogPosting", "headline": "Ministry denies it", "datePublished": "2024-03-02T10:00:00Z", "url": "/live#b2",
               "articleBody": "<p>The ministry denied it.</p>"},
              {"@type": "BlogPosting", "headline": "", "articleBody": "Norway sent boats,\nits minister said."},
              {"@type": "BlogPosting", "headline": "Nothing to read"}]}</script>"#;
        let document = Document::parse(html);
        let told = JsonLd::of(&document);
        let posts = posts("live", &told, &Metadata::of(&document, &told, None));
        let told: Vec<(&str, Option<String>)> =
            posts.iter().map(|post| (post.text.as_str(), post.published.map(|day| day.to_string()))).collect();
        let first = "Ministry denies it\n\nThe ministry denied it.";
        let second = "Boats: live\n\nNorway sent boats,\n\nits minister said.";
        assert_eq!(told, [(first, Some("2024-03-02".to_owned())), (second, Some("2024-03-01".to_owned()))]);
        assert_eq!(posts[0].url.as_deref(), Some("https://harbour.example/live#b2"));
        let name = &posts[1].id.to_string()[..8];
        assert_eq!(posts[1].url, Some(format!("https://harbour.example/live#{name}")));
        assert_eq!(posts[1].reference, format!("live#{name}"));
    }
}
