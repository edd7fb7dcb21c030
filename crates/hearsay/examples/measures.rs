//! Reads lines of JSON, `{"text": ..., "published": "2023-10-04" or null}`, and writes for each a line with the measures of the
//! text, spans in code points: `eval/measures` measures with it.

use std::error::Error;
use std::io::{self, Write};

use hearsay::{CodePoints, Span, measure, sentences};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct Line {
    text: String,
    published: Option<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = io::stdout().lock();
    for line in io::stdin().lines() {
        let Line { text, published } = serde_json::from_str(&line?)?;
        let published = published.map(|day| day.parse()).transpose()?;
        let mut diagnostics = Vec::new();
        let found = measure::find(&text, &sentences(&text), published, &mut diagnostics);
        let points = CodePoints::of(&text);
        let place = |span: Span| json!([points.at(&text, span.start), points.at(&text, span.end)]);
        let quantities = found
            .quantities
            .iter()
            .map(|q| json!({"low": q.low, "high": q.high, "approx": q.approx, "unit": q.unit, "span": place(q.span)}));
        let money = found.money.iter().map(|m| {
            json!({"amount": m.amount, "low": m.low, "high": m.high, "currency": m.currency, "approx": m.approx,
                "extent": format!("{:?}", m.extent), "span": place(m.span)})
        });
        let times = found.times.iter().map(|t| {
            json!({"edtf": t.edtf, "timex": t.timex, "granularity": format!("{:?}", t.granularity), "span": place(t.span),
                "expression": place(t.expression)})
        });
        let measures = json!({"quantities": quantities.collect::<Vec<_>>(), "money": money.collect::<Vec<_>>(),
            "times": times.collect::<Vec<_>>(), "diagnostics": diagnostics.len()});
        writeln!(out, "{measures}")?;
    }
    Ok(())
}
