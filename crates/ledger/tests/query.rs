//! Asking the ledger, against real files: for one proposition by its id or the beginning of it, as of a day, and as far as
//! was out on a day.

#![allow(clippy::unwrap_used, reason = "a failing test panics")]

use std::collections::{BTreeMap, BTreeSet};

use hearsay::EvidenceKind;
use hearsay::contract::Record;
use hearsay::dossier::Extent;
use hearsay_gazetteer::Gazetteer;
use hearsay_ledger::{Filter, Ledger, LedgerError, NewJudgement, PropositionRow, Source, Status, Verdict, View};
use jiff::civil::{Date, date};
use serde_json::json;
use tempfile::TempDir;

/// Who says on a day, at an outlet, that one party sent another boats; a party without a name is left out.
#[derive(Clone, Copy)]
struct Story<'s> {
    outlet: &'s str,
    published: &'s str,
    speaker: &'s str,
    denies: bool,
    parties: [&'s str; 2],
}

impl Story<'_> {
    fn read(self) -> Source {
        let Self { outlet, published, speaker, denies, parties } = self;
        let [supplier, recipient] = parties.map(|party| if party.is_empty() { "somebody" } else { party });
        let (cue, content) = (if denies { "denied" } else { "said" }, format!("{supplier} sent {recipient} boats"));
        let title = format!("News of {published}");
        let text = format!("{title}\n\n{speaker} {cue} {content}.");
        let span = |words: &str| {
            let start = text[..text.rfind(words).unwrap()].chars().count();
            json!({"start": start, "end": start + words.chars().count(), "exact": words})
        };
        let filler = |name: &str| match name {
            "somebody" => json!([]),
            name => json!([{"name": name, "entity": null, "span": span(name)}]),
        };
        let record = json!({
            "article": {"id": "", "ref": format!("{outlet}.txt"), "outlet": format!("{outlet} Post"), "title": title,
                        "published": published, "url": format!("https://{outlet}.example/1"), "text": text},
            "claims": [{
                // Of the text alone, as the program makes them.
                "id": format!("{speaker} {cue} {content}"), "content": span(&content), "source": span(speaker),
                "cue": span(cue), "quotation": "indirect", "relays": [], "evidence": [], "modality": "certain",
                "polarity": if denies { "negative" } else { "positive" },
                "speaker": {"name": speaker, "entity": null, "kind": "government", "affiliation": null},
                "frames": [{"type": "transfer", "trigger": span("sent"), "stage": "shipped", "terms": "unspecified",
                            "roles": {"supplier": filler(supplier), "recipient": filler(recipient),
                                      "item": [{"name": "boat", "entity": null, "span": span("boats")}]}}],
            }],
        });
        Source::of_text(serde_json::from_value::<Record>(record).unwrap())
    }
}

fn story<'s>(outlet: &'s str, published: &'s str, speaker: &'s str, parties: [&'s str; 2]) -> Story<'s> {
    Story { outlet, published, speaker, denies: false, parties }
}

fn stories() -> Vec<Source> {
    let denial = Story { denies: true, ..story("quay", "2025-03-04", "Norway", ["Norway", "Peru"]) };
    let mut seen = story("strand", "2025-03-06", "Kenya", ["Norway", "Peru"]).read();
    seen.record.claims[0].evidence = serde_json::from_value(json!([{"kind": "satellite_imagery"}])).unwrap();
    let loose = [
        story("pier", "2025-03-02", "Togo", ["Norway", ""]),
        story("sound", "2025-03-03", "Ghana", ["", "Peru"]),
        story("inlet", "2025-03-07", "Chad", ["Norway", "Bolivia"]),
        story("cape", "2025-03-08", "Mali", ["Norway", ""]),
    ];
    let told = [
        story("harbour", "2025-03-01", "Chile", ["Norway", "Peru"]),
        story("gull", "2025-03-02", "Brazil", ["Norway", "Peru"]),
        denial,
        story("mole", "2025-03-05", "Kenya", ["Ghana", "Togo"]),
    ];
    told.into_iter().chain(loose).map(Story::read).chain([seen]).collect()
}

const MORNING: &str = "2025-03-10T08:00:00Z";
const NEXT_DAY: &str = "2025-03-11T08:00:00Z";

struct Desk {
    folder: TempDir,
    gazetteer: Gazetteer,
    ledger: Ledger,
}

impl Desk {
    fn with(sources: &[Source]) -> Self {
        let folder = TempDir::new().unwrap();
        let ledger = Ledger::open(&folder.path().join("ledger.db")).unwrap();
        let mut desk = Self { folder, gazetteer: Gazetteer::embedded().unwrap(), ledger };
        desk.append(sources, MORNING);
        desk
    }

    fn append(&mut self, sources: &[Source], at: &str) {
        self.ledger.append(sources, &self.gazetteer, "1", at.parse().unwrap()).unwrap();
    }

    fn list(&self, view: View, filter: &Filter) -> Vec<PropositionRow> {
        self.ledger.propositions(view, filter).unwrap()
    }

    /// The proposition that most claims are of.
    fn busiest(&self) -> PropositionRow {
        let all = self.list(View::default(), &Filter::default());
        all.into_iter().max_by_key(|row| row.proposition.claims.len()).unwrap()
    }

    fn complaint(&self, view: View, id: &str) -> String {
        self.ledger.proposition(view, id).unwrap_err().to_string()
    }
}

fn id(row: &PropositionRow) -> &str {
    &row.proposition.proposition.id
}

fn out_before(day: Date) -> View {
    View { published_before: Some(day), ..View::default() }
}

fn named(name: &str) -> Option<String> {
    Some(name.to_owned())
}

/// Also where a statement without bonds went with another then than it does now.
#[test]
fn one_proposition_is_settled_from_what_was_out_as_the_list_is() {
    let desk = Desk::with(&stories());
    for day in 1..=9 {
        let view = out_before(date(2025, 3, day));
        for row in desk.list(view, &Filter::default()) {
            assert_eq!(desk.ledger.proposition(view, id(&row)).unwrap(), row, "before {day} March");
            let as_of = View { as_of: Some(date(2025, 3, 10)), ..view };
            assert_eq!(desk.ledger.proposition(as_of, id(&row)).unwrap(), row, "as of 10 March, before {day} March");
        }
    }
    let busiest = desk.busiest();
    let early = desk.ledger.proposition(out_before(date(2025, 3, 2)), id(&busiest)).unwrap();
    assert_eq!(early.proposition.claims.len(), 1);
    let dossier = desk.ledger.dossier(out_before(date(2025, 3, 2)), &[id(&busiest).to_owned()], Extent::WHOLE).unwrap();
    assert_eq!(dossier.sources.len(), 1);
    let complaint = desk.complaint(out_before(date(2025, 3, 1)), id(&busiest));
    assert!(complaint.contains("no claim published before that day in proposition"), "{complaint}");
    assert!(desk.complaint(out_before(date(2025, 3, 9)), "ffff").contains("no proposition “ffff”"));
}

/// Where all was out, what is settled anew is what is recorded, whatever it is narrowed to.
#[test]
fn filters_and_judgements_hold_for_what_was_out() {
    let mut desk = Desk::with(&stories());
    let judge = |desk: &mut Desk, verdict, a: &str| {
        let judgement = NewJudgement {
            verdict,
            a: a.to_owned(),
            b: None,
            about: hearsay_ledger::About::default(),
            note: None,
            evidence: None,
            person: "Ada Quill".to_owned(),
        };
        desk.ledger.judge(&judgement, &desk.gazetteer, NEXT_DAY.parse().unwrap()).unwrap();
    };
    let ids: Vec<String> =
        desk.list(View::default(), &Filter::default()).iter().map(|row| id(row).to_owned()).collect();
    judge(&mut desk, Verdict::Accept, &ids[0]);
    judge(&mut desk, Verdict::Reject, &ids[1]);
    for filter in [
        Filter::default(),
        Filter { speaker: named("Brazil"), ..Filter::default() },
        Filter { outlet: named("quay Post"), ..Filter::default() },
        Filter { outlet: named("QUAY post"), ..Filter::default() },
        Filter { frame: named("transfer"), ..Filter::default() },
        Filter { party: named("Peru"), ..Filter::default() },
        Filter { party: named("nobody"), ..Filter::default() },
        Filter { item: named("BOAT"), ..Filter::default() },
        Filter { item: named("radar"), ..Filter::default() },
        Filter { evidence: Some(EvidenceKind::SatelliteImagery), ..Filter::default() },
        Filter { evidence: Some(EvidenceKind::Document), ..Filter::default() },
        Filter { since: Some(date(2025, 3, 2)), ..Filter::default() },
        Filter { until: Some(date(2025, 3, 4)), ..Filter::default() },
        Filter { status: Some(Status::Accept), ..Filter::default() },
        Filter { status: Some(Status::Reject), ..Filter::default() },
        Filter { status: Some(Status::Open), ..Filter::default() },
        Filter { status: Some(Status::Denied), ..Filter::default() },
        Filter { limit: Some(1), offset: 1, ..Filter::default() },
    ] {
        let (anew, recorded) = (desk.list(out_before(date(2026, 1, 1)), &filter), desk.list(View::default(), &filter));
        assert_eq!(anew, recorded, "{filter:?}");
    }
    assert_eq!(desk.ledger.proposition(out_before(date(2026, 1, 1)), &ids[0]).unwrap().judged, named("accept"));
}

#[test]
fn copies_of_one_text_keep_their_outlets() {
    let told = story("harbour", "2025-03-01", "Chile", ["Norway", "Peru"]);
    let mut desk = Desk::with(&[told.read(), Story { outlet: "gull", ..told }.read()]);
    let outlets = |desk: &Desk, view: View, row: &PropositionRow| -> BTreeMap<String, String> {
        let claims = desk.ledger.claims_of_members(view, &row.proposition.claims).unwrap();
        let members = row.proposition.claims.iter();
        members.map(|m| (m.article.clone(), claims[m.statement.as_str()].outlet.clone().unwrap())).collect()
    };
    let row = desk.busiest();
    let both = [("gull.txt", "gull Post"), ("harbour.txt", "harbour Post")];
    let both: BTreeMap<String, String> = both.into_iter().map(|(a, b)| (a.to_owned(), b.to_owned())).collect();
    let claims: BTreeSet<&str> = row.proposition.claims.iter().map(|member| member.claim.as_str()).collect();
    assert_eq!((outlets(&desk, View::default(), &row), claims.len()), (both.clone(), 1));
    // What counted the day before is found when one of them has another text.
    desk.append(&[story("gull", "2025-03-01", "Chile", ["Norway", "Bolivia"]).read()], NEXT_DAY);
    let before = View { as_of: Some(date(2025, 3, 10)), ..View::default() };
    let row = desk.ledger.proposition(before, id(&row)).unwrap();
    assert_eq!(outlets(&desk, before, &row), both);
}

#[test]
fn a_dossier_has_its_sentences_after_an_article_was_updated() {
    let mut desk = Desk::with(&stories());
    let (row, view) = (desk.busiest(), View { as_of: Some(date(2025, 3, 10)), ..View::default() });
    let sentences = |desk: &Desk, view| {
        let dossier = desk.ledger.dossier(view, &[id(&row).to_owned()], Extent::WHOLE).unwrap();
        let voices = dossier.sections[0].voices.iter();
        voices.fold((0, 0), |(there, further), v| (there + v.sentences.len(), further + v.further))
    };
    let all = sentences(&desk, View::default());
    assert_eq!(all, (row.proposition.claims.len(), 0));
    desk.append(&[story("harbour", "2025-03-01", "Chile", ["Ghana", "Bolivia"]).read()], NEXT_DAY);
    assert_eq!(sentences(&desk, view), all);
    // What stands no longer is what it was last.
    assert_eq!(sentences(&desk, View::default()), all);
    // What is gone from the file is counted.
    let file = rusqlite::Connection::open(desk.folder.path().join("ledger.db")).unwrap();
    file.execute("DELETE FROM statement WHERE id = ?", [&row.proposition.claims[0].statement]).unwrap();
    assert_eq!(sentences(&desk, view), (all.0 - 1, 1));
}

#[test]
fn the_beginning_of_several_ids_is_no_id() {
    let states = ["Norway", "Peru", "Chile", "Kenya", "Ghana", "Togo", "Chad", "Mali"];
    let outlets: Vec<String> = (0..64).map(|i| format!("outlet{i}")).collect();
    let pairs = (0..64).map(|i| [states[i / 8], states[i % 8]]).filter(|[a, b]| a != b);
    let sources: Vec<Source> =
        pairs.zip(&outlets).map(|(parties, outlet)| story(outlet, "2025-03-01", "Brazil", parties).read()).collect();
    let desk = Desk::with(&sources);
    let mut ids: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let all = desk.list(View::default(), &Filter::default());
    for row in &all {
        ids.entry(id(row)[..1].to_owned()).or_default().push(id(row).to_owned());
    }
    ids.values_mut().for_each(|ids| ids.sort());
    let (beginning, several) = ids.iter().max_by_key(|(_, ids)| ids.len()).unwrap();
    assert!(several.len() > 1, "{ids:?}");
    for view in
        [View::default(), View { as_of: Some(date(2025, 3, 10)), ..View::default() }, out_before(date(2025, 4, 1))]
    {
        let complaint = desk.complaint(view, beginning);
        let (listed, rest) = several.split_at(several.len().min(5));
        assert!(complaint.contains(&listed.join(", ")), "{complaint}");
        assert_eq!(complaint.contains("and more"), !rest.is_empty(), "{complaint}");
        for empty in ["", "  "] {
            assert!(desk.complaint(view, empty).contains("an empty id"), "{}", desk.complaint(view, empty));
        }
        let row = &all[0];
        for given in [id(row).to_uppercase(), id(row)[..12].to_owned(), id(row)[..12].to_uppercase()] {
            assert_eq!(id(&desk.ledger.proposition(view, &given).unwrap()), id(row), "{given}");
        }
    }
}

#[test]
fn versions_of_a_proposition_are_no_several() {
    let told = [
        story("harbour", "2025-03-01", "Chile", ["Norway", "Peru"]),
        story("gull", "2025-03-02", "Brazil", ["Norway", "Peru"]),
    ];
    let mut desk = Desk::with(&told.map(Story::read));
    let before = desk.busiest();
    desk.append(&[story("bay", "2025-03-09", "Togo", ["Norway", "Peru"]).read()], NEXT_DAY);
    let now = desk.ledger.proposition(View::default(), &id(&before)[..12]).unwrap();
    assert_eq!(now.proposition.claims.len(), before.proposition.claims.len() + 1);
}

#[test]
fn names_are_found_in_any_case_and_unknown_types_are_refused() {
    let desk = Desk::with(&stories());
    for filter in [
        Filter { outlet: named("GULL post"), ..Filter::default() },
        Filter { speaker: named("bRAZIL"), ..Filter::default() },
    ] {
        assert_eq!(desk.ledger.claims(View::default(), &filter).unwrap().len(), 1, "{filter:?}");
        assert_eq!(desk.list(View::default(), &filter).len(), 1, "{filter:?}");
    }
    let none = Filter { outlet: named("gull"), ..Filter::default() };
    assert_eq!(desk.ledger.claims(View::default(), &none).unwrap(), []);

    for (frame, known) in [("transfer", true), ("production", true), ("transfers", false), ("nonsense", false)] {
        let filter = Filter { frame: named(frame), ..Filter::default() };
        let claims = desk.ledger.claims(View::default(), &filter).map(drop);
        let propositions = desk.ledger.propositions(View::default(), &filter).map(drop);
        let articles = desk.ledger.each_article(View::default(), &filter, |_| Ok::<_, LedgerError>(()));
        for answer in [claims, propositions, articles] {
            assert_eq!(answer.is_ok(), known, "{frame}");
            let told = answer.err().map(|error| error.to_string()).unwrap_or_default();
            assert_eq!(told.contains("is no type of frame; use ") && told.contains("transfer, "), !known, "{told}");
        }
    }
}
