//! Counts and measured sizes: "more than 300 drones", "two dozen", "20 to 30 km", "15 percent".

use super::amount::{self, Amount};
use super::calendar::Unit;
use super::date;
use super::numeral::numeral;
use super::relative;
use super::word::Words;
use crate::Span;

/// A count of things, or a size with its unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// The least it can be; `None` for "up to 300".
    pub low: Option<f64>,
    /// The most it can be; `None` for "more than 300" and "hundreds". Equal to `low` where the number is exact.
    pub high: Option<f64>,
    /// Whether the number is said to be near the true one: "about 300".
    pub approx: bool,
    /// The unit of a length, weight, share and the like, in the singular ("kilometre", "percent"); `None` for a count.
    pub unit: Option<String>,
    /// The number with its bounding words, and its unit.
    pub span: Span,
}

/// Units by their spellings.
const UNITS: &[(&str, &[&str])] = &[
    ("percent", &["percent", "per cent", "%", "pct", "percentage point", "percentage points", "pc"]),
    ("kilometre", &["km", "kms", "kilometre", "kilometres", "kilometer", "kilometers"]),
    ("nautical mile", &["nautical mile", "nautical miles", "nmi"]),
    ("square kilometre", &["sq km", "square km", "square kilometres", "square kilometers"]),
    ("square mile", &["sq miles", "square miles", "square mile"]),
    ("square metre", &["sq m", "square metres", "square meters"]),
    ("square foot", &["sq ft", "square feet"]),
    ("mile", &["mile", "miles"]),
    ("metre", &["m", "metre", "metres", "meter", "meters"]),
    ("centimetre", &["cm", "centimetre", "centimetres", "centimeter", "centimeters"]),
    ("millimetre", &["mm", "millimetre", "millimetres", "millimeter", "millimeters"]),
    ("foot", &["ft", "foot", "feet"]),
    ("inch", &["inch", "inches"]),
    ("yard", &["yard", "yards"]),
    ("hectare", &["ha", "hectare", "hectares"]),
    ("acre", &["acre", "acres"]),
    ("kilogram", &["kg", "kgs", "kilo", "kilos", "kilogram", "kilograms", "kilogramme", "kilogrammes"]),
    ("gram", &["g", "gram", "grams"]),
    ("tonne", &["t", "tonne", "tonnes", "metric ton", "metric tons"]),
    ("ton", &["ton", "tons"]),
    ("kiloton", &["kt", "kiloton", "kilotons"]),
    ("megaton", &["megaton", "megatons"]),
    ("pound", &["lb", "lbs", "pound", "pounds"]),
    ("ounce", &["oz", "ounce", "ounces"]),
    ("litre", &["litre", "litres", "liter", "liters"]),
    ("gallon", &["gallon", "gallons"]),
    ("barrel", &["barrel", "barrels"]),
    ("kilowatt", &["kw", "kilowatt", "kilowatts"]),
    ("megawatt", &["mw", "megawatt", "megawatts"]),
    ("gigawatt", &["gw", "gigawatt", "gigawatts"]),
    ("degree", &["°", "degree", "degrees"]),
    ("knot", &["knot", "knots"]),
    ("kilometre per hour", &["kph", "kmh", "mph"]),
];

/// Nouns that the number behind them names, so that it counts nothing.
const NUMBERED: &[&str] = &[
    "no",
    "number",
    "nr",
    "resolution",
    "flight",
    "article",
    "section",
    "chapter",
    "paragraph",
    "clause",
    "page",
    "part",
    "phase",
    "stage",
    "chapter",
    "volume",
    "channel",
    "route",
    "highway",
    "road",
    "gate",
    "room",
    "unit",
    "block",
    "type",
    "mark",
    "mk",
    "model",
    "mod",
    "version",
    "boeing",
    "airbus",
    "area",
    "annex",
    "level",
    "group",
    "world",
    "covid",
    "pier",
    "berth",
    "platform",
    "reactor",
    "tier",
    "g",
];

/// Verbs with two objects: in "gave Norway 24 jets" the number isn't the name's.
const GIVING: &[&str] = &[
    "give", "gives", "gave", "given", "giving", "send", "sends", "sent", "sending", "sell", "sells", "sold", "selling",
    "offer", "offers", "offered", "offering", "lend", "lends", "lent", "hand", "handed", "hands", "grant", "granted",
    "promise", "promised", "ship", "shipped", "supply", "supplied", "cost", "costs",
];

/// What stands before a place and never before a numbered thing.
const PLACING: &[&str] = &["in", "to", "at", "near", "from", "across", "over", "outside"];

/// Words that end a noun phrase.
const SMALL_WORDS: &[&str] = &[
    "and", "or", "of", "in", "on", "at", "to", "for", "by", "with", "from", "is", "was", "has", "as", "its", "his",
    "this", "after",
];

/// Nouns behind a hyphen that make the number a rank or a way of building: "three-star", "four-wheel".
const COMPOUNDS: &[&str] = &[
    "star", "way", "fold", "wheel", "storey", "story", "point", "part", "page", "time", "bit", "digit", "hander",
    "hour", "axis", "speed",
];

/// The quantity that begins at `at`, and the word after it.
pub(super) fn quantity(words: &Words<'_>, at: usize) -> Option<(Quantity, usize)> {
    let found = amount::amount(words, at, |at| Some((numeral(words, at)?, None::<()>)))?;
    if names(words, &found) || is_idle_one(words, &found) || is_age(words, &found) || is_length_of_time(words, &found) {
        return None;
    }
    let (unit, end) = match unit(words, found.numeral.end) {
        Some((unit, end)) => (Some(unit.to_owned()), end.max(found.end)),
        None => (None, found.end),
    };
    if unit.is_none() && (is_year(words, &found) || belongs_to_word(words, &found)) {
        return None;
    }
    let Amount { low, high, approx, .. } = found;
    Some((Quantity { low, high, approx, unit, span: words.span(at..end) }, end))
}

/// The unit behind a number.
pub(super) fn unit(words: &Words<'_>, at: usize) -> Option<(&'static str, usize)> {
    let at = words.past_hyphen(at);
    let spelled = |names: &[&str]| {
        let end = words.one_of(at, names)?;
        // A single letter is a unit only where it touches its number.
        (words.lower(at).len() > 1 || words.lower(at) == "%" || words.is_glued(at)).then_some(end)
    };
    UNITS.iter().filter_map(|(unit, names)| Some((*unit, spelled(names)?))).max_by_key(|(_, end)| *end)
}

/// Whether the number is a name's or names something itself: "Su-35", "Shahed 136", "Flight 12".
fn names<M>(words: &Words<'_>, found: &Amount<M>) -> bool {
    let at = found.number_start;
    let plain = found.numeral.digits && found.numeral.scale.is_none() && found.numeral.value < 1e4;
    let follows_name = at > 1 && words.before(at).is_some_and(|w| w.is_letters() && w.is_capitalised());
    is_named(words, at) || plain && follows_name && !is_headline(words) && !takes_number(words, at - 1)
}

/// Whether the number at `at` is a part of a word or is behind a noun for what is numbered: "Su-35", "Resolution 2231",
/// "No. 4".
pub(super) fn is_named(words: &Words<'_>, at: usize) -> bool {
    let Some(before) = words.before(at) else { return false };
    let era = |word: &str| matches!(word, "mid" | "early" | "late" | "pre" | "post" | "end" | "~");
    let joined = before.lower == "-" && before.glued && !era(words.lower_before(at, 2))
        || before.is_letters()
        || before.is_number()
        || matches!(before.lower.as_str(), "." | "/" | ":" | "#" | "@" | "_");
    if words.is_glued(at) && joined {
        return true;
    }
    let stop = usize::from(before.lower == "." && before.glued);
    let noun = words.get(at.wrapping_sub(1 + stop)).filter(|w| NUMBERED.contains(&w.lower.as_str()));
    // At a sentence's start the capital says nothing: "No 12 boats are alike".
    noun.is_some_and(|noun| stop == 1 || noun.is_capitalised() && (at > 1 || noun.lower != "no"))
}

/// Whether a plural in lower case stands at `at` or a word or two further on: what a number before it counts.
pub(super) fn counts(words: &Words<'_>, at: usize) -> bool {
    let noun = |at: usize| words.get(at).filter(|w| w.is_letters() && !w.is_capitalised());
    let nouns = (at..at + 3).map_while(noun).take_while(|w| !SMALL_WORDS.contains(&w.lower.as_str()));
    nouns.into_iter().any(|w| w.lower.ends_with('s') && !w.lower.ends_with("ss"))
}

/// Whether the capitalised word at `name` is somebody who gets, or some place or day where there is, what the number
/// counts.
fn takes_number(words: &Words<'_>, name: usize) -> bool {
    if date::is_calendar_name(words, name) {
        return true;
    }
    let first = (0..=name)
        .rev()
        .take_while(|&at| words.get(at).is_some_and(super::word::Word::is_capitalised))
        .take_while(|&at| !PLACING.contains(&words.lower(at)))
        .last()
        .unwrap_or(name);
    let before = words.lower_before(first, 1);
    let before = if before == "the" { words.lower_before(first, 2) } else { before };
    GIVING.contains(&before) || PLACING.contains(&before)
}

/// Whether nearly all words are capitalised, so that a capital says nothing.
fn is_headline(words: &Words<'_>) -> bool {
    let long = || (0..words.len()).filter_map(|at| words.get(at)).filter(|w| w.is_letters() && w.text.len() > 3);
    let capitalised = long().filter(|w| w.is_capitalised()).count();
    capitalised * 4 > long().count() * 3
}

/// "One" counts where something is said of its bounds or it stands before a noun: not in "no one", "one of", "the one".
fn is_idle_one<M>(words: &Words<'_>, found: &Amount<M>) -> bool {
    let at = found.number_start;
    let bare = words.lower(at) == "one" && found.end == at + 1 && found.low == found.high && !found.approx;
    let before = words.lower_before(at, 1);
    let after = words.lower(at + 1);
    bare && (matches!(before, "no" | "the" | "this" | "that" | "any" | "every" | "each" | "which" | "another" | "some")
        || matches!(after, "another" | "day" | "time" | "way" | "" | "," | "." | "'" | "who" | "that" | "-")
        || words.lower(at + 1).starts_with('\''))
}

/// "Lund, 34, said", "aged 34", "34, of Aarhus".
fn is_age<M>(words: &Words<'_>, found: &Amount<M>) -> bool {
    let at = found.number_start;
    let aged = matches!(words.lower_before(at, 1), "aged" | "age" | "ages");
    let apposed = words.lower_before(at, 1) == ","
        && matches!(words.lower(found.end), "," | ".")
        && words.get(at.wrapping_sub(2)).is_some_and(super::word::Word::is_capitalised)
        && found.low == found.high
        && found.numeral.digits
        && (1.0..120.0).contains(&found.numeral.value);
    aged || apposed
}

/// "Six months" and "a six-month pause" count no things; "six second-hand tanks" and "six night sights" do.
fn is_length_of_time<M>(words: &Words<'_>, found: &Amount<M>) -> bool {
    relative::counts_time(words, found.number_start) || Unit::is_plural(words.lower(words.past_hyphen(found.end)))
}

/// Whether a number of four digits is rather a year: all but round ones before a plural ("2000 shells").
fn is_year<M>(words: &Words<'_>, found: &Amount<M>) -> bool {
    let at = found.number_start;
    let word = words.get(at);
    let looks = word.is_some_and(|w| w.text.len() == 4 && w.text.bytes().all(|b| b.is_ascii_digit()))
        && found.numeral.end == at + 1
        && (1500.0..2100.0).contains(&found.numeral.value);
    let bounded = found.approx || found.low != found.high;
    let round = found.numeral.value % 50.0 == 0.0;
    looks && !bounded && !(round && counts(words, found.end) && !date::leads_to_year(words, at))
}

/// Whether the number is a part of a word or of something that is no count: "9M133", "4x4", "10:30", "three-star".
fn belongs_to_word<M>(words: &Words<'_>, found: &Amount<M>) -> bool {
    let end = found.numeral.end;
    let Some(next) = words.get(end).filter(|w| w.glued) else { return false };
    if end < found.end {
        return false;
    }
    match next.lower.as_str() {
        "-" if words.is_hyphen(end) => {
            let behind = words.get(end + 1);
            COMPOUNDS.contains(&words.lower(end + 1)) || behind.is_some_and(|w| w.is_number() || w.is_capitalised())
        }
        ":" | "/" => words.get(end + 1).is_some_and(|w| w.is_number() && w.glued),
        "'" => false,
        _ => next.is_letters(),
    }
}
