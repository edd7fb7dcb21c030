//! `hearsay-reader-compare [EVERY [NAME]]`: how well article extractors, or those whose names begin with NAME, do on every
//! EVERYth of the pages with known articles.

mod contestant;
#[path = "../../tests/corpus/mod.rs"]
mod corpus;

use std::time::{Duration, Instant};

use corpus::{Measure, Page};

use contestant::Extractor;

fn main() -> std::io::Result<()> {
    let folder = corpus::folder().ok_or_else(|| std::io::Error::other("no pages; set HEARSAY_SHARED"))?;
    let every = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(1);
    let name = std::env::args().nth(2).unwrap_or_default();
    let english = ["au", "ca", "uk", "us", "za", "il", "ind", "my", "na", "tz"];
    for (set, pages) in [
        ("passages", corpus::passages(&folder, every)?),
        ("whole", corpus::wholes(&folder, every, &[])?),
        ("whole, English-speaking countries", corpus::wholes(&folder, every, &english)?),
    ] {
        println!("\n{set}: {} pages", pages.len());
        println!("| extractor | F1 | title | date | author | outlet | none | median ms | slowest ms |");
        println!("|---|---|---|---|---|---|---|---|---|");
        for (name, extract) in contestant::ALL.iter().filter(|(n, _)| n.starts_with(&name)) {
            println!("| {name} | {} |", row(&pages, *extract));
        }
    }
    Ok(())
}

fn row(pages: &[Page], extract: Extractor) -> String {
    let (mut measure, mut none, mut times) = (Measure::default(), 0, Vec::new());
    for page in pages {
        let start = Instant::now();
        let found = extract(page);
        times.push(start.elapsed());
        none += usize::from(found.is_none());
        let found = found.unwrap_or_default();
        measure.add(&found, page);
        if std::env::var_os("SHOW_MISSES").is_some() {
            for (what, found, gold) in [
                ("title", &found.title, &page.title),
                ("date", &found.date, &page.date),
                ("author", &found.author, &page.author),
                ("outlet", &found.outlet, &page.outlet),
            ] {
                if gold.as_ref().is_some_and(|g| found.as_ref() != Some(g)) {
                    eprintln!("{what}\t{found:?}\t{gold:?}\t{}", page.url);
                }
            }
        }
    }
    let Measure { body, title, date, author, outlet } = measure;
    times.sort();
    let milliseconds = |time: Option<&Duration>| time.map_or(0, Duration::as_millis);
    let (median, slowest) = (milliseconds(times.get(times.len() / 2)), milliseconds(times.last()));
    format!("{:.3} | {title} | {date} | {author} | {outlet} | {none} | {median} | {slowest}", body.f1())
}
