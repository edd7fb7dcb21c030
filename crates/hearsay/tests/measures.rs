//! Quantities, money and times: drawn sentences for each kind, and what holds of any text.
//!
//! A line "> ..." is a sentence, "# ..." begins a text, says what it shows and ends with its day of publication. Below each sentence stand its
//! measures: Q under quantities, M under money, T under times, and what they are. `HEARSAY_DRAW=1 cargo test --test
//! measures` draws the files anew: read the diff.

#![allow(clippy::unwrap_used, reason = "a failing test panics")]

use std::fmt::Write as _;
use std::{env, fs};

use hearsay::measure::{self, Extent, Measures, Money, Quantity, Time};
use hearsay::{Span, sentences};
use proptest::prelude::*;

const KINDS: [&str; 4] = ["quantities", "money", "dates", "relative_times"];

#[test]
fn measures_are_as_drawn() {
    let mut wrong = String::new();
    for kind in KINDS {
        let path = format!("{}/tests/measures/{kind}.txt", env!("CARGO_MANIFEST_DIR"));
        let expected = fs::read_to_string(&path).unwrap();
        let found = redraw(&expected);
        if env::var_os("HEARSAY_DRAW").is_some() {
            fs::write(&path, &found).unwrap();
            continue;
        }
        for (at, (expected, found)) in expected.lines().zip(found.lines()).enumerate().filter(|(_, (e, f))| e != f) {
            let _ = writeln!(wrong, "{kind}.txt:{}\n  drawn {expected}\n  found {found}", at + 1);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// A file's texts, drawn from what is found in them.
fn redraw(file: &str) -> String {
    let mut drawn = String::new();
    for block in file.split("# ").filter(|block| !block.trim().is_empty()) {
        let (title, rest) = block.split_once('\n').unwrap_or((block, ""));
        let lines: Vec<&str> = rest.lines().filter_map(|line| line.strip_prefix("> ")).collect();
        let text = lines.join("\n\n");
        let found = read(&text, title.rsplit(' ').next().filter(|day| day.parse::<jiff::civil::Date>().is_ok()));
        let _ = writeln!(drawn, "{}# {title}", if drawn.is_empty() { "" } else { "\n" });
        let mut start = 0;
        for line in lines {
            let span = Span::new(start, start + line.len());
            start = span.end + 2;
            let _ = writeln!(drawn, "> {line}\n  {}", carets(&text, span, &found));
        }
    }
    drawn
}

fn carets(text: &str, line: Span, found: &Measures) -> String {
    let quantities = found.quantities.iter().map(|q| (q.span, 'Q', quantity(q)));
    let money = found.money.iter().map(|m| (m.span, 'M', money(m)));
    let times = found.times.iter().map(|t| (t.span, 'T', time(t)));
    let mut here: Vec<_> = quantities.chain(money).chain(times).filter(|(span, ..)| line.contains(*span)).collect();
    if here.is_empty() {
        return "nothing".to_owned();
    }
    here.sort_by_key(|(span, ..)| *span);
    let mut marks = vec![' '; line.text(text).chars().count()];
    for (span, mark, _) in &here {
        let before = Span::new(line.start, span.start).text(text).chars().count();
        marks.iter_mut().skip(before).take(span.text(text).chars().count()).for_each(|c| *c = *mark);
    }
    let marks: String = marks.iter().collect();
    let facts: Vec<String> = here.into_iter().map(|(.., fact)| fact).collect();
    format!("{}\n  {}", marks.trim_end(), facts.join(" | "))
}

/// "300", "200..300", "..300", "~300", "300 kilometre".
fn quantity(quantity: &Quantity) -> String {
    let unit = quantity.unit.as_ref().map_or_else(String::new, |unit| format!(" {unit}"));
    format!("{}{unit}", bounds(quantity.low, quantity.high, quantity.approx))
}

fn money(money: &Money) -> String {
    let extent = match money.extent {
        Extent::Single => "",
        Extent::Cumulative => " in all",
        Extent::Each => " each",
    };
    let (low, high) = (money.amount.or(money.low), money.amount.or(money.high));
    format!("{} {}{extent}", bounds(low, high, money.approx), money.currency)
}

fn bounds(low: Option<f64>, high: Option<f64>, approx: bool) -> String {
    let end = |end: Option<f64>| end.map_or_else(String::new, |end| end.to_string());
    let bounds = if low == high { end(low) } else { format!("{}..{}", end(low), end(high)) };
    format!("{}{bounds}", if approx { "~" } else { "" })
}

/// The EDTF; for what has none, ISO-TimeML's value in brackets.
fn time(time: &Time) -> String {
    time.edtf.clone().unwrap_or_else(|| format!("({})", time.timex.as_deref().unwrap_or("?")))
}

fn read(text: &str, published: Option<&str>) -> Measures {
    let published = published.map(|day| day.parse().unwrap());
    measure::find(text, &sentences(text), published, &mut Vec::new())
}

fn in_order(text: &str, spans: impl Iterator<Item = Span>) {
    let mut end = 0;
    for span in spans {
        assert!(end <= span.start && span.start < span.end && span.end <= text.len(), "{span:?} in {text:?}");
        assert!(text.get(span.range()).is_some(), "{span:?} cuts a character of {text:?}");
        end = span.end;
    }
}

fn holds(text: &str, published: Option<&str>) {
    let found = read(text, published);
    in_order(text, found.quantities.iter().map(|q| q.span));
    in_order(text, found.money.iter().map(|m| m.span));
    in_order(text, found.times.iter().map(|t| t.span));
    assert!(found.times.iter().all(|t| t.span.contains(t.expression)), "{text:?}");
    assert_eq!(found, read(text, published));
}

/// Words that the readers know, to meet each other in any order.
const WORDS: &str = "more than up to between and from a the of half dozen dozens several hundred thousands million 12 1,200 \
    3.5 2023 31 29 9999 999999999999 $ € US - – / : . , ' ’ May February Oct Tuesday Christmas spring quarter last next past \
    year weeks century ago later since by before now each every percent km crowns rials third 20th 10:30 p.m. old pair";

proptest! {
    #[test]
    fn any_text_has_measures_inside_it(text in "\\PC{0,120}") {
        holds(&text, Some("2023-10-12"));
    }

    #[test]
    fn known_words_in_any_order(
        picks in prop::collection::vec((prop::sample::select(WORDS.split_whitespace().collect::<Vec<_>>()), prop::bool::ANY), 0..14),
        day in prop::sample::select(vec![None, Some("0001-01-01"), Some("2024-02-29"), Some("9999-12-31"), Some("-009999-01-01")]),
    ) {
        let text: String = picks.iter().map(|(word, space)| format!("{word}{}", if *space { " " } else { "" })).collect();
        holds(&text, day);
    }
}
