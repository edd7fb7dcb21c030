//! Judging against real files: what ids name, and what is refused.

#![allow(clippy::unwrap_used, reason = "a failing test panics")]

use hearsay::contract::Record;
use hearsay_gazetteer::Gazetteer;
use hearsay_ledger::{About, Filter, Ledger, NewJudgement, Source, Verdict, View};
use jiff::Timestamp;
use serde_json::json;
use tempfile::TempDir;

const NOON: &str = "2025-03-10T12:00:00Z";

/// A story of one sentence: a speaker says that one state sent another boats. Its claim's id begins with its name.
fn story(name: &str, speaker: &str, [supplier, recipient]: [&str; 2]) -> Source {
    let content = format!("{supplier} sent {recipient} boats");
    let text = format!("News from {name}\n\n{speaker} said {content}.");
    let span = |words: &str| {
        let start = text[..text.rfind(words).unwrap()].chars().count();
        json!({"start": start, "end": start + words.chars().count(), "exact": words})
    };
    let filler = |name: &str| json!([{"name": name, "entity": null, "span": span(name)}]);
    let record = json!({
        "article": {"id": "", "ref": name, "outlet": format!("{name} Post"), "title": "News", "published": "2025-03-01",
                    "url": format!("https://{name}.example/1"), "text": text},
        "claims": [{
            "id": format!("{name}.1"), "content": span(&content), "source": span(speaker), "cue": span("said"),
            "quotation": "indirect", "relays": [], "evidence": [], "polarity": "positive", "modality": "certain",
            "speaker": {"name": speaker, "entity": null, "kind": "government", "affiliation": null},
            "frames": [{"type": "transfer", "trigger": span("sent"), "stage": "shipped", "terms": "unspecified",
                        "roles": {"supplier": filler(supplier), "recipient": filler(recipient), "item": filler("boat")}}],
        }],
    });
    Source::of_text(serde_json::from_value::<Record>(record).unwrap())
}

struct Desk {
    _folder: TempDir,
    gazetteer: Gazetteer,
    ledger: Ledger,
}

impl Desk {
    fn of(stories: &[Source]) -> Self {
        let folder = TempDir::new().unwrap();
        let gazetteer = Gazetteer::embedded().unwrap();
        let mut ledger = Ledger::open(&folder.path().join("ledger.db")).unwrap();
        ledger.append(stories, &gazetteer, "1", NOON.parse().unwrap()).unwrap();
        Self { _folder: folder, gazetteer, ledger }
    }

    /// Two tell of one transfer, a third of another.
    fn of_three() -> Self {
        Self::of(&[
            story("harbour", "Chile", ["Norway", "Peru"]),
            story("gull", "Brazil", ["Norway", "Peru"]),
            story("mole", "Kenya", ["Ghana", "Togo"]),
        ])
    }

    /// The number of the judgement, or why it is refused.
    fn judge(&mut self, new: &NewJudgement) -> Result<i64, String> {
        let now: Timestamp = NOON.parse().unwrap();
        self.ledger.judge(new, &self.gazetteer, now).map_err(|error| error.to_string())
    }

    fn refuses(&mut self, new: &NewJudgement, why: &str) {
        let before = self.ledger.judgements().unwrap();
        let refusal = self.judge(new).unwrap_err();
        assert!(refusal.contains(why), "{refusal}");
        assert_eq!(self.ledger.judgements().unwrap(), before, "{why}");
    }
}

fn judgement(verdict: Verdict, a: &str, b: Option<&str>) -> NewJudgement {
    NewJudgement {
        verdict,
        a: a.to_owned(),
        b: b.map(str::to_owned),
        about: About::Propositions,
        note: None,
        evidence: None,
        person: "Ada Quill".to_owned(),
    }
}

fn of_origins(verdict: Verdict, a: &str, b: &str) -> NewJudgement {
    NewJudgement { about: About::Origins, ..judgement(verdict, a, Some(b)) }
}

/// What is judged by the beginning of its id is recorded by the whole of it, so that lists find it.
#[test]
fn ids_are_named_by_their_beginning() {
    let names = ["faba", "facade", "facd", "face", "fade", "faff"];
    let mut desk = Desk::of(&names.map(|name| story(name, "Chile", ["Norway", "Peru"])));
    let propositions = desk.ledger.propositions(View::default(), &Filter::default()).unwrap();
    let id = propositions[0].proposition.proposition.id.clone();
    desk.judge(&judgement(Verdict::Accept, &id[..10].to_uppercase(), None)).unwrap();
    desk.judge(&judgement(Verdict::Accept, "FAB", None)).unwrap();
    let judged = desk.ledger.judgements().unwrap();
    let judged: Vec<(&str, &str)> = judged.iter().map(|of| (of.about.as_str(), of.a.as_str())).collect();
    assert_eq!(judged, [("proposition", id.as_str()), ("claim", "faba.1")]);
    assert_eq!(
        desk.ledger
            .claims(View::default(), &Filter::default())
            .unwrap()
            .iter()
            .filter_map(|c| c.judged.as_ref())
            .count(),
        1
    );

    let ambiguous = desk.judge(&judgement(Verdict::Accept, "fa", None)).unwrap_err();
    assert!(ambiguous.contains("“fa” could be") && ambiguous.contains("and others: give more"), "{ambiguous}");
    assert_eq!(ambiguous.matches(", ").count(), 4, "{ambiguous}");
    desk.refuses(&judgement(Verdict::Accept, "fac", None), "claim facade.1, claim facd.1, claim face.1: give more");
    for absent in ["", "fade.2", "nobody", "fafe"] {
        desk.refuses(&judgement(Verdict::Accept, absent, None), "no claim or proposition");
    }
}

#[test]
fn what_would_say_nothing_is_refused() {
    let mut desk = Desk::of_three();
    let proposition = desk.ledger.propositions(View::default(), &Filter::default()).unwrap().remove(0).proposition;
    for (new, why) in [
        (judgement(Verdict::Note, "gull.1", None), "a note has no words"),
        (judgement(Verdict::Same, "gull.1", None), "name the other one"),
        (judgement(Verdict::Same, "gull.1", Some("gull.1")), "one and the same"),
        (
            judgement(Verdict::Different, &proposition.proposition.id, Some(&proposition.proposition.id[..8])),
            "one and the same",
        ),
        (NewJudgement { about: About::Actors, ..judgement(Verdict::Same, "Chile", Some("Chile")) }, "one name"),
        (of_origins(Verdict::Same, "gull.1", "mole.1"), "no proposition has both “gull.1” and “mole.1”"),
    ] {
        desk.refuses(&new, why);
    }
    let shown = |evidence: &str| NewJudgement {
        evidence: Some(evidence.to_owned()),
        ..judgement(Verdict::Accept, "gull.1", None)
    };
    for evidence in ["not a url", "", "https://", "http:///a", "ftp://a.example/1", "https://a.example/a b", "0123abcd"]
    {
        desk.refuses(&shown(evidence), "is no evidence");
    }
    let article = desk.ledger.claims(View::default(), &Filter::default()).unwrap()[0].article.clone();
    for evidence in ["https://a.example/1", "HTTP://a.example?page=1", &article] {
        desk.judge(&shown(evidence)).unwrap();
    }
}

#[test]
fn a_judgement_is_undone_once() {
    let mut desk = Desk::of_three();
    desk.judge(&judgement(Verdict::Accept, "gull.1", None)).unwrap();
    desk.judge(&judgement(Verdict::Undo, "1", None)).unwrap();
    desk.refuses(
        &judgement(Verdict::Undo, "1", None),
        "judgement 1 was taken back already, by judgement 2 by Ada Quill",
    );
    desk.refuses(&judgement(Verdict::Undo, "2", None), "judgement 2 takes back judgement 1");
    desk.refuses(&judgement(Verdict::Undo, "3", None), "no judgement “3”");
}

/// `different` wins over `same`: whoever says so too late is told at once.
#[test]
fn what_stands_against_a_judgement_is_named() {
    let mut desk = Desk::of_three();
    let origins = |desk: &Desk| {
        desk.ledger.propositions(View::default(), &Filter::default()).unwrap()[0].proposition.origins.len()
    };
    assert_eq!(origins(&desk), 2);
    desk.judge(&of_origins(Verdict::Different, "harbour.1", "gull.1")).unwrap();
    let against = "judgement 1 by Ada Quill, that they are different, stands against it: undo that one first";
    desk.refuses(&of_origins(Verdict::Same, "gull.1", "harbour.1"), against);
    desk.judge(&judgement(Verdict::Undo, "1", None)).unwrap();
    desk.judge(&of_origins(Verdict::Same, "gull.1", "harbour.1")).unwrap();
    assert_eq!(origins(&desk), 1);

    // Of propositions as of origins, and one says nothing against the other.
    desk.judge(&judgement(Verdict::Different, "harbour.1", Some("mole.1"))).unwrap();
    desk.refuses(&judgement(Verdict::Same, "harbour.1", Some("mole.1")), "judgement 4 by Ada Quill");
    desk.judge(&judgement(Verdict::Undo, "4", None)).unwrap();
    desk.judge(&judgement(Verdict::Same, "harbour.1", Some("mole.1"))).unwrap();
    desk.judge(&of_origins(Verdict::Different, "harbour.1", "mole.1")).unwrap();
    desk.judge(&judgement(Verdict::Same, "harbour.1", Some("mole.1"))).unwrap();
    assert_eq!(desk.ledger.check().unwrap(), []);
}
