//! Web pages to articles. All outlets and persons are invented.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test panics")]

use hearsay::Article;
use hearsay_reader::ReadError;
use proptest::prelude::*;

const FIRST: &str = "The ferry to Skarv island left two hours late on Friday, and nobody on the quay was told why.";
const SECOND: &str =
    "“We are looking into it and will answer for it,” said Ada Quill, who runs the line for the council.";
const THIRD: &str = "Passengers had waited since dawn; the next boat, operated by a rival company, was already full.";

fn article(html: &str) -> Result<Article, ReadError> {
    hearsay_reader::page::article("page", html, None)
}

/// A page as newspapers build them, around `head` and `story`.
fn page(head: &str, story: &str) -> String {
    format!(
        r#"<!doctype html><html lang="en"><head><meta charset="utf-8">{head}</head><body>
        <nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li><li><a href="/sport">Sport</a></li></ul></nav>
        <main><article>{story}</article></main>
        <aside><h3>Most read</h3><ul><li><a href="/1">Five beaches to see before the summer is over</a></li></ul></aside>
        <footer><p>© Harbour Post. All rights reserved. <a href="/privacy">Privacy policy</a></p></footer></body></html>"#
    )
}

fn story() -> String {
    format!("<h1>Ferry late again</h1><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>")
}

#[test]
fn the_text_is_the_title_a_blank_line_and_the_paragraphs() {
    let head = r#"<title>Ferry late again - Harbour Post</title><meta property="og:site_name" content="Harbour Post">
        <meta property="article:published_time" content="2023-06-09T08:00:00+02:00"><meta name="author" content="Ben Marsh">
        <link rel="canonical" href="https://harbour.example/ferry">"#;
    let read = article(&page(head, &story())).expect("an article");
    assert_eq!(read.text, format!("Ferry late again\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}"));
    assert_eq!(read.title(), "Ferry late again");
    assert_eq!(read.outlet.as_deref(), Some("Harbour Post"));
    assert_eq!(read.published, Some(jiff::civil::date(2023, 6, 9)));
    assert_eq!(read.byline.as_deref(), Some("Ben Marsh"));
    assert_eq!(read.url.as_deref(), Some("https://harbour.example/ferry"));
}

#[test]
fn inline_markup_leaves_the_sentence_whole() {
    let inner = FIRST.replace("Skarv", "<a href='/skarv'><em>Sk</em>arv</a>").replace("late", "l\u{ad}ate\u{200b}");
    let read = article(&page("<title>Ferry</title>", &format!("<p>{inner}</p><p>{SECOND}</p><p>{THIRD}</p>")));
    assert_eq!(read.expect("an article").text, format!("Ferry\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}"));
}

#[test]
fn captions_stand_beside_the_text_and_not_in_it() {
    let figure = r#"<figure><img src=a.jpg alt=""><figcaption>The ferry at the quay of Skarv on Friday.
        <span class="credit">Photo: Ada Quill/Gull Agency</span></figcaption></figure>"#;
    let story = format!("<h1>Ferry late again</h1><p>{FIRST}</p>{figure}<p>{SECOND}</p><p>{THIRD}</p>");
    let read = article(&page("<title>Ferry late again</title>", &story)).expect("an article");
    assert_eq!(read.text, format!("Ferry late again\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}"));
    let [caption] = read.captions.as_slice() else { panic!("{:?}", read.captions) };
    assert_eq!(caption.text, "The ferry at the quay of Skarv on Friday.");
    assert_eq!(caption.credit.as_deref(), Some("Ada Quill/Gull Agency"));
}

#[test]
fn a_live_blog_is_its_posts() {
    let post = |day: &str, title: &str, body: &str| {
        format!(
            r#"{{"@type": "BlogPosting", "headline": "{title}", "datePublished": "{day}T08:00:00Z", "articleBody": "{body}"}}"#
        )
    };
    let posts = [post("2023-06-10", "Council answers", SECOND), post("2023-06-09", "Ferry late", FIRST)].join(",");
    let head = format!(
        r#"<link rel="canonical" href="https://harbour.example/live"><meta property="og:site_name" content="Harbour Post">
        <script type="application/ld+json">{{"@type": "LiveBlogPosting", "headline": "Ferries: live",
        "liveBlogUpdate": [{posts}]}}</script>"#
    );
    let html = page(&head, &format!("<h1>Ferries: live</h1><p>{SECOND}</p><p>{FIRST}</p>"));
    let read = hearsay_reader::parse("live", html.into_bytes(), &hearsay_reader::Options::default()).expect("posts");
    let texts: Vec<&str> = read.iter().map(|post| post.text.as_str()).collect();
    assert_eq!(texts, [format!("Council answers\n\n{SECOND}"), format!("Ferry late\n\n{FIRST}")]);
    assert_eq!(read[0].published, Some(jiff::civil::date(2023, 6, 10)));
    assert!(read.iter().all(|post| post.outlet.as_deref() == Some("Harbour Post")));
    assert_ne!(read[0].url, read[1].url);
}

#[test]
fn what_is_not_an_article_is_an_error() {
    let consent = "<h1>Before you continue</h1><p>We and our partners use cookies and process personal data to show \
        you advertising. You can accept all or reject all, and change your consent at any time in our privacy settings.</p>";
    let closed = r#"<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ferry late",
        "isAccessibleForFree": false}</script>"#;
    let menu = "<ul><li><a href=/1>Ferry late again</a></li><li><a href=/2>Minister visits</a></li></ul>";
    for (html, expected) in [
        (page("", &format!("<div>{consent}</div>")), "a consent wall"),
        (page(closed, &format!("<p>{FIRST}</p>")), "a pay wall"),
        (page("<title>x</title>", "<p>Please enable JavaScript to continue to this site, thank you.</p>"), "robots"),
        (page("<title>Front</title>", menu), "no article"),
        (page("", ""), "no article"),
        ("<html></html>".to_owned(), "no article"),
        ("<div>".repeat(100_000), "deeper markup"),
        ("<font color=a>".repeat(100_000), "deeper markup"),
    ] {
        let error = article(&html).expect_err(expected).to_string();
        assert!(error.contains(expected), "{expected}: {error}");
    }
}

#[test]
fn large_and_odd_pages_end_in_time() {
    let started = std::time::Instant::now();
    let line = format!("<p>{}</p>", "word ".repeat(50_000));
    let many = format!("<p>{FIRST}</p>").repeat(500);
    for html in [page("", &line), page("", &many), "<p>one<li>two<td>".repeat(500), "<".repeat(2_000_000)] {
        let _ = article(&html);
    }
    assert!(started.elapsed().as_secs() < 120, "{:?}", started.elapsed());
}

fn markup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("<p>".to_owned()),
        Just("</p>".to_owned()),
        Just("<div class=article>".to_owned()),
        Just("<br>".to_owned()),
        Just("</div>".to_owned()),
        Just("<table><tr><td>".to_owned()),
        Just("<script>".to_owned()),
        Just("<!--".to_owned()),
        Just("<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":[]}</script>".to_owned()),
        Just("&#x200b;&shy;&#xfeff;&rlm;".to_owned()),
        Just("ﬁne “words” were said. ".to_owned()),
        Just(FIRST.to_owned()),
        any::<String>(),
    ];
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_page_panics_and_no_text_holds_what_cannot_be_seen(html in markup()) {
        if let Ok(read) = article(&html) {
            let unseen = |c: char| matches!(c,
                '\u{ad}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}'
                | '\u{FB00}'..='\u{FB06}');
            prop_assert!(!read.text.chars().any(unseen), "{:?}", read.text);
            prop_assert!(!read.text.contains("\n\n\n") && read.text.starts_with(read.title()));
            prop_assert_eq!(article(&html).expect("the same"), read);
        }
    }
}
