//! What a large ledger costs: invented articles of ten claims each, without the model.
//!
//! `cargo run --release -p hearsay-ledger --example scale -- ARTICLES [FILE]` fills a ledger in the folder for temporary
//! files, or one that is kept, and prints what the first thousand and a thousand more cost, how long questions take, and
//! the bytes of a claim. All but the last thousand are settled many at once. To a FILE that is there ARTICLES are added as
//! the last thousand are.

use std::error::Error;
use std::path::PathBuf;
use std::time::Instant;

use hearsay::contract::Record;
use hearsay_gazetteer::{Gazetteer, Kind};
use hearsay_ledger::{Filter, Ledger, Pace, Search, Source, View};
use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan};
use serde_json::json;

const ITEMS: [&str; 8] = ["boat", "radar", "truck", "helicopter", "engine", "rifle", "generator", "drone"];
const OUTLETS: [&str; 6] =
    ["Harbour Post", "Gull Times", "Quay Wire", "Mole Gazette", "Larkfield Courier", "Strand Review"];
const BATCH: usize = 64;

/// A sequence that looks random and is always the same (Marsaglia 2003).
struct Draw(u64);

impl Draw {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or_default() % end.max(1)
    }

    /// The smaller, the likelier: a few names make most of the news.
    fn skewed(&mut self, end: usize) -> usize {
        let first = self.below(end);
        let second = self.below(first + 1);
        self.below(second + 1)
    }
}

fn article(number: usize, states: &[&str], draw: &mut Draw) -> Result<Source, Box<dyn Error>> {
    let published: Date = date(2022, 1, 1).checked_add((draw.below(1_000) as i64).days())?;
    let title = format!("Notes of {published}, number {number}");
    let mut text = format!("{title}\n\n");
    let mut claims = Vec::new();
    for i in 0..10 {
        let mut state = || states[draw.skewed(states.len())];
        let (speaker, supplier, recipient) = (state(), state(), state());
        let (item, count) = (ITEMS[draw.below(ITEMS.len())], 2 + draw.below(300));
        let start = |text: &str| text.chars().count();
        let span = |at: usize, words: &str| json!({"start": at, "end": at + words.chars().count(), "exact": words});
        let source = span(start(&text), speaker);
        text += &format!("{speaker} said ");
        let content = format!("{supplier} had sent {recipient} {count} {item}s");
        let at = start(&text);
        text += &format!("{content}. ");
        let filler = |name: &str| json!([{"name": name, "span": span(at, &content)}]);
        claims.push(json!({
            "id": format!("{number}.{i}"), "content": span(at, &content), "source": source, "cue": null,
            "quotation": "indirect", "relays": [], "evidence": [], "modality": "certain",
            "polarity": if draw.below(8) == 0 { "negative" } else { "positive" },
            "speaker": {"name": speaker, "entity": null, "kind": "government", "affiliation": null},
            "frames": [{"type": "transfer", "trigger": span(at, &content), "stage": "shipped",
                        "roles": {"supplier": filler(supplier), "recipient": filler(recipient), "item": filler(item)},
                        "quantity": {"low": count, "high": count, "text": count.to_string()}}],
        }));
    }
    let record = json!({
        "article": {"id": "", "ref": format!("n{number}"), "outlet": OUTLETS[draw.below(OUTLETS.len())], "title": title,
                    "published": published.to_string(), "url": null, "text": text},
        "claims": claims,
    });
    Ok(Source::of_text(serde_json::from_value::<Record>(record)?))
}

/// What is asked, the how manieth time; whether it was answered.
type Question<'l> = Box<dyn Fn(usize) -> bool + 'l>;

fn main() -> Result<(), Box<dyn Error>> {
    let articles: usize = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(2_000);
    let kept = std::env::args().nth(2).map(PathBuf::from);
    let path =
        kept.clone().unwrap_or_else(|| std::env::temp_dir().join(format!("hearsay-scale-{}.db", std::process::id())));
    let gazetteer = Gazetteer::embedded()?;
    let states: Vec<&str> = gazetteer.entities().filter(|e| e.kind == Kind::Country).map(|e| e.name).collect();
    let mut ledger = Ledger::open(&path)?;
    let held: u32 =
        rusqlite::Connection::open(&path)?.query_row("SELECT COUNT(*) FROM article", [], |row| row.get(0))?;
    let held = held as usize;
    let (mut added, mut pace) = (held, Pace::of(&ledger)?);
    let (articles, targets) = match held {
        0 => (articles, vec![1_000.min(articles), articles, articles + 1_000]),
        _ => (held, vec![held + articles]),
    };
    // Other articles than those that are there.
    let mut draw = Draw(0x9e37_79b9_7f4a_7c15 ^ held as u64);
    let mut out = String::new();
    for target in targets {
        let (began, before) = (Instant::now(), added);
        while added < target {
            let end = target.min(added + BATCH);
            let batch: Vec<Source> = (added..end).map(|n| article(n, &states, &mut draw)).collect::<Result<_, _>>()?;
            // The first as `hearsay add` takes in an archive, the last as a page is added.
            if target > articles {
                ledger.append(&batch, &gazetteer, "scale", Timestamp::now())?;
            } else {
                ledger.append_unsettled(&batch, &gazetteer, "scale", Timestamp::now())?;
                if pace.is_due_after(batch.len()) || end == target {
                    ledger.settle(Timestamp::now())?;
                    pace.settled();
                }
            }
            added = end;
        }
        let seconds = began.elapsed().as_secs_f64();
        out += &format!(
            "articles {before} to {added}: {seconds:.1} s, {:.2} s a thousand\n",
            seconds * 1_000.0 / (added - before).max(1) as f64
        );
    }
    let claims = added * 10;
    out += &format!("{} bytes a claim\n", std::fs::metadata(&path)?.len() / claims as u64);
    let listed = ledger.propositions(View::default(), &Filter { limit: Some(200), ..Filter::default() })?;
    let named = |name: &str| Some(name.to_owned());
    let page = Filter { limit: Some(50), ..Filter::default() };
    let questions: [(&str, Question<'_>); 6] = [
        (
            "proposition",
            Box::new(|i| {
                ledger.proposition(View::default(), &listed[i % listed.len()].proposition.proposition.id).is_ok()
            }),
        ),
        (
            "claims by speaker",
            Box::new(|i| {
                ledger
                    .claims(View::default(), &Filter { speaker: named(states[i % states.len()]), ..page.clone() })
                    .is_ok()
            }),
        ),
        (
            "claims by outlet",
            Box::new(|i| {
                ledger
                    .claims(View::default(), &Filter { outlet: named(OUTLETS[i % OUTLETS.len()]), ..page.clone() })
                    .is_ok()
            }),
        ),
        (
            "claims by party",
            Box::new(|i| {
                ledger
                    .claims(View::default(), &Filter { party: named(states[i % states.len()]), ..page.clone() })
                    .is_ok()
            }),
        ),
        (
            "propositions by party",
            Box::new(|i| {
                ledger
                    .propositions(View::default(), &Filter { party: named(states[i % states.len()]), ..page.clone() })
                    .is_ok()
            }),
        ),
        (
            "search",
            Box::new(|i| {
                let words = format!("{} {}", states[i % states.len()], ITEMS[i % ITEMS.len()]);
                Search::of(&words).and_then(|search| ledger.search(&search, 20)).is_ok()
            }),
        ),
    ];
    for (name, ask) in &questions {
        let mut times: Vec<f64> = (0..100)
            .map(|i| {
                let began = Instant::now();
                ask(i);
                began.elapsed().as_secs_f64() * 1e3
            })
            .collect();
        times.sort_by(f64::total_cmp);
        out += &format!("{name}: median {:.1} ms, 99th of 100 {:.1} ms\n", times[50], times[98]);
    }
    if kept.is_none() {
        std::fs::remove_file(&path)?;
    }
    std::io::Write::write_all(&mut std::io::stdout(), out.as_bytes())?;
    Ok(())
}
