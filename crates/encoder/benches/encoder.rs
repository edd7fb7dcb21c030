//! Words per second through the model, on one thread.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use hearsay_encoder::Encoder;

fn read(criterion: &mut Criterion) {
    let Ok(encoder) = Encoder::embedded() else { return };
    let story = include_str!("../../../samples/radar-deal.txt");
    let article = [story; 4].join("\n\n");
    let mut group = criterion.benchmark_group("encoder");
    for (name, text) in [("story", story), ("article", article.as_str())] {
        group.throughput(Throughput::Elements(text.split_whitespace().count() as u64));
        group.bench_function(name, |b| b.iter(|| encoder.read(text).count()));
    }
    group.finish();
}

criterion_group!(benches, read);
criterion_main!(benches);
