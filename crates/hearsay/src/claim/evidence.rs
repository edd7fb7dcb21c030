//! Evidence: what a claim is said to rest on.
//!
//! The nouns are data (`gazetteer/words/evidence.toml`); where they count, the sentence's structure tells. They do in the
//! words for the source ("satellite pictures suggest"), behind a word of basis ("citing", "based on", "from") and
//! before one of showing ("photographs showed"). What is negated ("no pictures") is none.

mod lexicon;

pub(crate) use lexicon::Lexicon;
pub use lexicon::LexiconError;
use unicode_segmentation::UnicodeSegmentation;

use super::relay::Place;
use crate::speaker::{Cast, MemberId};
use crate::{Claim, Evidence, EvidenceKind, Span, SpeakerKind};

/// Words behind which stands what a sentence rests on.
const BASIS: [&str; 42] = [
    "citing",
    "cited",
    "cites",
    "based",
    "built",
    "drawn",
    "using",
    "according",
    "from",
    "analysis",
    "analysed",
    "analyzed",
    "reviewed",
    "reviewing",
    "examined",
    "examining",
    "studied",
    "studying",
    "after",
    "saw",
    "seen",
    "obtained",
    "produced",
    "shown",
    "showed",
    "released",
    "published",
    "briefed",
    "because",
    "matched",
    "compared",
    "pointed",
    "points",
    "thanks",
    "per",
    "presented",
    "invoked",
    "rests",
    "relied",
    "relying",
    "counted",
    "read",
];

/// Words before which stands what a sentence rests on.
const SHOWING: [&str; 43] = [
    "show",
    "shows",
    "showed",
    "showing",
    "suggest",
    "suggests",
    "suggested",
    "indicate",
    "indicates",
    "indicated",
    "reveal",
    "reveals",
    "revealed",
    "confirm",
    "confirms",
    "confirmed",
    "prove",
    "proves",
    "proved",
    "point",
    "points",
    "pointed",
    "track",
    "tracked",
    "logged",
    "record",
    "recorded",
    "detected",
    "carried",
    "contained",
    "matched",
    "bear",
    "contain",
    "came",
    "bore",
    "list",
    "lists",
    "listed",
    "states",
    "captured",
    "picked",
    "depict",
    "counted",
];

/// Words that take back what stands behind them.
const NEGATING: [&str; 17] = [
    "no",
    "not",
    "nothing",
    "without",
    "never",
    "neither",
    "dismissed",
    "dismissing",
    "rejected",
    "rejecting",
    "denied",
    "cannot",
    "lacked",
    "lacking",
    "against",
    "hidden",
    "wrong",
];

/// Verbs of one who was there.
const PERCEIVED: [&str; 12] = [
    "saw",
    "seen",
    "watched",
    "witnessed",
    "heard",
    "noticed",
    "spotted",
    "seeing",
    "hearing",
    "watching",
    "glimpsed",
    "smelled",
];

/// Words behind which stands what somebody only knows of: "officials with knowledge of the contract".
const KNOWN: [&str; 9] =
    ["knowledge", "familiar", "aware", "about", "regarding", "concerning", "charge", "responsible", "over"];

/// What intelligence does before that for which it is the ground.
const ASSESSING: [&str; 12] = [
    "believes",
    "believed",
    "assesses",
    "assessed",
    "concludes",
    "concluded",
    "judges",
    "judged",
    "found",
    "finds",
    "says",
    "said",
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Region {
    /// The words for the source.
    Source,
    /// The content.
    Content,
    /// The sentence around both.
    Around,
}

/// What a claim's own sentence states of its evidence. `around` is the sentence's rest.
pub(super) fn find(
    text: &str,
    lexicon: &Lexicon,
    place: Place<'_>,
    around: &[Span],
    speaker: SpeakerKind,
    cast: &Cast<'_>,
) -> Vec<Evidence> {
    let Place { source, parts, .. } = place;
    let regions = source.map(|s| (s, Region::Source)).into_iter();
    let regions =
        regions.chain(parts.iter().map(|&p| (p, Region::Content))).chain(around.iter().map(|&a| (a, Region::Around)));
    let mut found: Vec<Evidence> = Vec::new();
    for (region, place) in regions {
        for evidence in stated(text, lexicon, region, place, cast) {
            let person = !matches!(speaker, SpeakerKind::Document | SpeakerKind::Media);
            let fits = evidence.kind != EvidenceKind::Eyewitness || person && place == Region::Source;
            if fits && !found.iter().any(|e| e.kind == evidence.kind) {
                found.push(evidence);
            }
        }
    }
    let was_there = matches!(speaker, SpeakerKind::Anonymous | SpeakerKind::Group | SpeakerKind::Person);
    if was_there && found.is_empty() {
        found.extend(parts.iter().find_map(|&part| perceived(text, part)));
    }
    found
}

fn words(text: &str, region: Span) -> Vec<(String, Span)> {
    let place = |at: usize, word: &str| Span::new(region.start + at, region.start + at + word.len());
    region.text(text).unicode_word_indices().map(|(at, word)| (word.to_lowercase(), place(at, word))).collect()
}

fn stated(text: &str, lexicon: &Lexicon, region: Span, place: Region, cast: &Cast<'_>) -> Vec<Evidence> {
    let words = words(text, region);
    let is = |i: usize, list: &[&str]| list.contains(&words[i].0.as_str());
    let mut found: Vec<Evidence> = Vec::new();
    for (i, (word, span)) in words.iter().enumerate() {
        // A capital inside of a sentence makes a name of it: "Open Ledger".
        let is_name = i > 0 && span.text(text).starts_with(char::is_uppercase);
        if is_name || found.iter().any(|e| e.span.overlaps(*span)) {
            continue;
        }
        // "The ministry, which licenses exports": what it does is no paper.
        let is_noun = i == 0 || !is(i - 1, &["which", "who"]);
        let mut named = lexicon.evidence.iter().filter(|_| is_noun);
        let Some((entry, start)) = named.find_map(|entry| Some((entry, entry.names(&words, i)?))) else {
            let next = words.get(i + 1).map_or("", |(next, _)| next.as_str());
            let act = |e: &&lexicon::Entry| e.acts.iter().any(|act| act == word || *act == format!("{word} {next}"));
            if let Some(entry) = lexicon.evidence.iter().find(act)
                && !(i + 1..(i + 5).min(words.len()))
                    .any(|j| lexicon.evidence.iter().any(|e| e.names(&words, j).is_some()))
                && !(i.saturating_sub(3)..i).any(|j| is(j, &NEGATING))
                && place != Region::Around
            {
                found.push(Evidence { kind: entry.kind, span: *span });
            }
            continue;
        };
        let reach = start.saturating_sub(4)..start;
        let negated = reach.clone().any(|j| is(j, &NEGATING));
        let founded = reach.clone().any(|j| is(j, &BASIS))
            || matches!(
                entry.kind,
                EvidenceKind::SatelliteImagery | EvidenceKind::PhotoVideo | EvidenceKind::TrackingData
            ) && (start.saturating_sub(2)..start).any(|j| is(j, &["in", "by"]));
        // "a satellite imagery company", "intelligence officials": they only go by that name.
        let voice = (i + 1..(i + 3).min(words.len())).find(|&j| cast.is_voice_noun(&words[j].0));
        let modifies = voice.is_some_and(|j| {
            words[i].1.end + 1 == words[i + 1].1.start && (j == i + 1 || !is(i + 1, &["of", "by", "from"]))
        });
        if modifies && entry.kind != EvidenceKind::Eyewitness {
            continue;
        }
        let reaches = if entry.kind == EvidenceKind::PhysicalInspection { 14 } else { 8 };
        let shows = (i + 1..(i + reaches).min(words.len())).any(|j| is(j, &SHOWING))
            || entry.kind == EvidenceKind::IntelligenceAssessment
                && (i + 1..(i + 3).min(words.len())).any(|j| is(j, &ASSESSING));
        // What stands in the words for a paper or its maker is the evidence; persons must have worked with it.
        let itself = place != Region::Source || !cast.are_persons(region);
        let known = reach.clone().any(|j| is(j, &KNOWN));
        // "Military intelligence said": a service that speaks for itself.
        let serves = entry.kind == EvidenceKind::IntelligenceAssessment && entry.with.is_empty();
        let counts = match place {
            Region::Source => (itself && !serves || founded || entry.kind == EvidenceKind::Eyewitness) && !known,
            Region::Content | Region::Around => entry.plain || founded || shows,
        };
        if counts && !negated {
            found.push(Evidence { kind: entry.kind, span: words[start].1.join(*span) });
        }
    }
    found
}

/// "I saw it", "he had twice seen": the speaker was there.
fn perceived(text: &str, part: Span) -> Option<Evidence> {
    let words = words(text, part);
    let is = |i: usize, list: &[&str]| list.contains(&words[i].0.as_str());
    let at = (0..words.len()).find(|&i| is(i, &PERCEIVED))?;
    let before = at.saturating_sub(5)..at;
    let subject = before.clone().any(|i| is(i, &["he", "she", "they", "i", "we"]));
    // "of a kind they had not seen before" was seen this once.
    let anew = (at + 1..(at + 3).min(words.len())).any(|i| is(i, &["before"]));
    let negated = !anew && before.clone().any(|i| is(i, &["no", "not", "never", "nothing", "nobody"]));
    let passive = before.clone().any(|i| is(i, &["was", "were", "be", "been", "is", "are"]));
    // Who has seen a paper wasn't there.
    let papers = [
        "report",
        "reports",
        "drawings",
        "plans",
        "letter",
        "letters",
        "document",
        "documents",
        "evidence",
        "proof",
        "intelligence",
        "images",
        "pictures",
        "photographs",
        "video",
        "footage",
        "files",
        "papers",
        "contract",
        "list",
        "invoice",
        "invoices",
    ];
    let read = (at + 1..(at + 4).min(words.len())).any(|i| is(i, &papers));
    (subject && !negated && !passive && !read).then(|| Evidence { kind: EvidenceKind::Eyewitness, span: words[at].1 })
}

/// What the sentence behind a claim's says of its evidence, where nobody else speaks in it: "The estimate is based on
/// photographs".
pub(super) fn stated_behind(text: &str, lexicon: &Lexicon, sentence: Span, cast: &Cast<'_>) -> Vec<Evidence> {
    let words = words(text, sentence);
    let refers = ["it", "the", "its", "they", "he", "she", "this", "that", "their", "his", "her", "both"];
    let leads = words.first().is_some_and(|(word, _)| refers.contains(&word.as_str()));
    let rests = [
        "based", "rests", "rested", "cited", "relied", "relies", "citing", "drew", "draws", "drawn", "pointed",
        "points", "used",
    ];
    let at = words.iter().take(9).position(|(word, _)| rests.contains(&word.as_str())).filter(|_| leads);
    let Some(at) = at else { return Vec::new() };
    let rest = Span::new(words[at].1.start, sentence.end);
    stated(text, lexicon, rest, Region::Around, cast)
}

/// Gives what a party says of its evidence to the claim it made first: "We have declassified the intelligence" is said
/// of what was announced before. Headlines get only what stands in them.
pub(super) fn share(claims: &mut [Claim], voices: &[Option<MemberId>], cast: &Cast<'_>, title: Span) {
    const REACH: usize = 8;
    for i in 0..claims.len() {
        // The pictures of one who works with satellites are taken by them.
        let before = |j: usize| voices[j].is_some() && voices[j] == voices[i];
        let from_space = |e: &Evidence| e.kind == EvidenceKind::SatelliteImagery;
        if (0..i).any(|j| before(j) && claims[j].evidence.iter().any(from_space))
            && !claims[i].evidence.iter().any(from_space)
        {
            let pictures = claims[i].evidence.iter_mut().filter(|e| e.kind == EvidenceKind::PhotoVideo);
            pictures.for_each(|e| e.kind = EvidenceKind::SatelliteImagery);
        }
        let stated: Vec<Evidence> = claims[i].evidence.iter().filter(|e| claims[i].founds(e)).cloned().collect();
        let Some(voice) = voices[i].filter(|_| !stated.is_empty()) else { continue };
        let party = cast.party(voice);
        let first = (0..i).find(|&j| {
            !title.contains(claims[j].content)
                && voices[j].is_some_and(|other| other != voice && cast.party(other) == party)
        });
        if let Some(first) = first.filter(|&j| i - j <= REACH && claims[j].attribution != claims[i].attribution) {
            let known = |e: &Evidence| claims[first].evidence.iter().any(|k| k.kind == e.kind);
            let new: Vec<Evidence> = stated.into_iter().filter(|e| !known(e)).collect();
            claims[first].evidence.extend(new);
        }
    }
}

impl Claim {
    /// Whether the claim is about its party's own evidence rather than evidence for itself alone.
    fn founds(&self, evidence: &Evidence) -> bool {
        let in_content = self.content_parts.iter().any(|part| part.contains(evidence.span));
        in_content
            && !matches!(
                evidence.kind,
                EvidenceKind::Eyewitness
                    | EvidenceKind::AnonymousSource
                    | EvidenceKind::PhysicalInspection
                    | EvidenceKind::Document
            )
    }
}
