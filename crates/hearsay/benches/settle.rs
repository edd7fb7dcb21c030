//! How long settling takes as statements grow: their number doubles, and the time should no more than double.
//!
//! A tenth of the statements are about one pair of parties, as the news of a war are; the others are spread over as many
//! pairs as there are tens of them.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use hearsay::contract::Place;
use hearsay::proposition::{ArticleOf, Event, Filler, Statement, Voice, settle};
use hearsay::{Modality, Polarity, Quotation, SpeakerKind};
use jiff::civil::{Date, date};

const GOODS: [&str; 5] = ["drone", "munition", "missile", "vehicle", "aircraft"];
const STAGES: [&str; 4] = ["planned", "agreed", "shipped", "delivered"];

/// The `i`th of `n` statements; what is drawn for it depends on nothing else.
fn statement(i: usize, n: usize) -> Statement {
    let draw = |salt: usize, of: usize| (i.wrapping_mul(2_654_435_761).wrapping_add(salt * 40_503) >> 7) % of;
    let pair = if draw(1, 10) == 0 { 0 } else { 1 + draw(2, n / 10) };
    let party = |name: String| Filler {
        name: name.clone(),
        entity: None,
        span: None,
        principal: Some(name.clone()),
        state: Some(name),
        class: None,
    };
    let goods = GOODS[draw(3, GOODS.len())];
    let item = Filler { class: Some(goods.to_owned()), principal: None, state: None, ..party(goods.to_owned()) };
    let speaker = format!("Ministry {}", draw(4, 30));
    Statement {
        id: format!("{i:016x}"),
        article: ArticleOf {
            id: format!("article {}", i / 10),
            reference: format!("article {}", i / 10),
            outlet: Some(format!("Outlet {}", draw(5, 50))),
            published: Some(published(draw(6, 730))),
            wire: None,
        },
        claim: i.to_string(),
        voice: Voice {
            name: Some(speaker.clone()),
            kind: SpeakerKind::Government,
            affiliation: None,
            entity: None,
            principal: Some(speaker),
        },
        relays: Vec::new(),
        evidence: Vec::new(),
        polarity: if draw(7, 6) == 0 { Polarity::Negative } else { Polarity::Positive },
        modality: Modality::Certain,
        quotation: Quotation::Indirect,
        content: Place {
            start: 0,
            end: 0,
            exact: format!("that {goods}s had gone from here to there in lot {}", i % 97),
        },
        presupposed: false,
        event: Some(Event {
            kind: "transfer".to_owned(),
            stage: Some(STAGES[draw(8, STAGES.len())].to_owned()),
            roles: [
                ("supplier", party(format!("Supplier {pair}"))),
                ("recipient", party(format!("Recipient {pair}"))),
                ("item", item),
            ]
            .into_iter()
            .map(|(role, filler)| (role.to_owned(), vec![filler]))
            .collect(),
            ..Event::default()
        }),
    }
}

fn published(day: usize) -> Date {
    (0..day).fold(date(2030, 1, 1), |date, _| date.tomorrow().unwrap_or(date))
}

fn measure(c: &mut Criterion) {
    let mut group = c.benchmark_group("settle");
    group.sample_size(10);
    for n in [2_000, 4_000, 8_000, 16_000] {
        let statements: Vec<Statement> = (0..n).map(|i| statement(i, n)).collect();
        group.throughput(Throughput::Elements(n as u64));
        group.bench_with_input(BenchmarkId::from_parameter(n), &statements, |b, statements| {
            b.iter(|| settle(black_box(statements), &[], &[]).len());
        });
    }
    group.finish();
}

criterion_group!(benches, measure);
criterion_main!(benches);
