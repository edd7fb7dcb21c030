//! How long the gazetteer takes to load, and how many names it looks up.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use hearsay_gazetteer::Gazetteer;

const NAMES: [&str; 8] = [
    "Iran",
    "the White House",
    "U.S.",
    "Élysée",
    "Islamic Revolutionary Guard Corps",
    "Petra Lund",
    "Reuters",
    "Hodeidah",
];

const TEXT: &str = "The foreign ministry in Tehran denied on Monday what Reuters had reported, citing two officials of the \
    U.S. State Department: that parts for drones had left Bandar Abbas for Port Sudan, where the Rapid Support Forces \
    and the army of Sudan have fought since 2023. A spokesman for the Kremlin said that Moscow knew of no such cargo.";

fn measure(c: &mut Criterion) {
    eprintln!("table: {} bytes", Gazetteer::embedded_size());
    c.bench_function("load", |b| b.iter(|| Gazetteer::embedded().is_ok()));
    let Ok(gazetteer) = Gazetteer::embedded() else { return };
    let mut group = c.benchmark_group("names");
    group.throughput(Throughput::Elements(NAMES.len() as u64));
    group.bench_function("lookup", |b| b.iter(|| NAMES.map(|n| gazetteer.lookup(black_box(n)).is_some())));
    group.bench_function("places", |b| b.iter(|| NAMES.map(|n| gazetteer.places(black_box(n)).len())));
    group.bench_function("office", |b| b.iter(|| NAMES.map(|n| gazetteer.office(black_box(n)).is_some())));
    group.finish();
    let mut group = c.benchmark_group("text");
    group.throughput(Throughput::Bytes(TEXT.len() as u64));
    group.bench_function("mentions", |b| b.iter(|| gazetteer.mentions(black_box(TEXT)).count()));
    group.finish();
}

criterion_group!(benches, measure);
criterion_main!(benches);
