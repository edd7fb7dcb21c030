//! The extractors under comparison, each behind the same signature.

use crate::corpus::{Found, Page};

/// From a page to what was found; `None` where the extractor gave up.
pub type Extractor = fn(&Page) -> Option<Found>;

/// The contestants.
pub const ALL: &[(&str, Extractor)] = &[
    ("hearsay-reader", hearsay_reader),
    ("trafilatura 0.6, fallback", |page| trafilatura(page, true)),
    ("trafilatura 0.6", |page| trafilatura(page, false)),
    ("dom_smoothie 0.19, readability.js's choice", |page| dom_smoothie(page, false)),
    ("dom_smoothie 0.19, own choice", |page| dom_smoothie(page, true)),
    ("rs-trafilatura 0.2", rs_trafilatura),
];

fn decoded(page: &Page) -> String {
    String::from_utf8_lossy(&page.html).into_owned()
}

fn known(text: String) -> Option<String> {
    Some(text).filter(|t| !t.is_empty())
}

fn hearsay_reader(page: &Page) -> Option<Found> {
    let found = hearsay_reader::page::article("page", &decoded(page), url::Url::parse(&page.url).ok().as_ref());
    let found = found.map_err(|error| eprintln!("none\t{error}\t{}", page.url)).ok()?;
    Some(Found {
        title: known(found.title().to_owned()),
        author: found.byline,
        date: found.published.map(|d| d.to_string()),
        outlet: found.outlet,
        body: found.text[found.title.end..].trim_start().to_owned(),
    })
}

fn trafilatura(page: &Page, fallback: bool) -> Option<Found> {
    let mut options = trafilatura::Options::default().with_fallback(fallback);
    options.exclude_comments = true;
    let found = trafilatura::extract(&decoded(page), &options).ok()?;
    Some(Found {
        title: known(found.metadata.title),
        author: known(found.metadata.author),
        date: found.metadata.date.map(|d| d.to_string()),
        outlet: known(found.metadata.sitename),
        body: found.content_text,
    })
}

fn dom_smoothie(page: &Page, own: bool) -> Option<Found> {
    use dom_smoothie::{CandidateSelectMode, Config, Readability, TextMode};
    let candidate_select_mode = if own { CandidateSelectMode::DomSmoothie } else { CandidateSelectMode::Readability };
    let config = Config { text_mode: TextMode::Formatted, candidate_select_mode, ..Config::default() };
    let found = Readability::new(decoded(page), None, Some(config)).ok()?.parse().ok()?;
    Some(Found {
        title: known(found.title),
        author: found.byline,
        date: found.published_time.map(|d| d.chars().take(10).collect()),
        outlet: found.site_name,
        body: found.text_content.to_string(),
    })
}

fn rs_trafilatura(page: &Page) -> Option<Found> {
    let options = rs_trafilatura::Options { url: known(page.url.clone()), ..Default::default() };
    let found = rs_trafilatura::extract_with_options(&decoded(page), &options).ok()?;
    Some(Found {
        title: found.metadata.title,
        author: found.metadata.author,
        date: found.metadata.date.map(|d| d.date_naive().to_string()),
        outlet: found.metadata.sitename,
        body: found.content_text,
    })
}
