//! Article extraction on pages with known articles must not fall below what it reached.
//!
//! The pages aren't part of the project; without them the test says so and passes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test panics")]

mod corpus;

use std::path::Path;

use corpus::{Found, Measure, Page};
use serde_json::Value;
use url::Url;

#[test]
fn extraction_stays_above_its_floors() {
    let Some(folder) = corpus::folder() else {
        eprintln!("skipped: the pages with known articles aren't here (HEARSAY_SHARED names their folder)");
        return;
    };
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../eval/floors.json");
    let floors: Value = serde_json::from_str(&std::fs::read_to_string(file).expect("the floors")).expect("JSON");
    let step = floors["html"]["every"].as_u64().expect("how many pages to leave out") as usize;
    for (set, pages) in [
        ("passages", corpus::passages(&folder, step).expect("pages")),
        ("whole", corpus::wholes(&folder, step, &[]).expect("pages")),
    ] {
        let mut measure = Measure::default();
        for page in &pages {
            measure.add(&found(page), page);
        }
        for (what, reached) in [
            ("f1", Some(measure.body.f1())),
            ("title", measure.title.rate()),
            ("date", measure.date.rate()),
            ("author", measure.author.rate()),
            ("outlet", measure.outlet.rate()),
        ] {
            let floor = floors["html"][set][what].as_f64();
            eprintln!("{set}, {what}: {reached:.3?} on {} pages, floor {floor:.3?}", pages.len());
            assert!(floor.is_none() || reached >= floor, "{set}, {what} fell to {reached:.3?}, below {floor:?}");
        }
    }
}

fn found(page: &Page) -> Found {
    let html = String::from_utf8_lossy(&page.html);
    match hearsay_reader::page::article("page", &html, Url::parse(&page.url).ok().as_ref()) {
        Ok(article) => Found {
            title: Some(article.title().to_owned()),
            author: article.byline,
            date: article.published.map(|day| day.to_string()),
            outlet: article.outlet,
            body: article.text.get(article.title.end..).unwrap_or_default().to_owned(),
        },
        Err(_) => Found::default(),
    }
}
