//! The ledger against real files.

#![allow(clippy::unwrap_used, reason = "a failing test panics")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use hearsay::EvidenceKind;
use hearsay::contract::Record;
use hearsay::proposition::Proposition;
use hearsay_gazetteer::Gazetteer;
use hearsay_ledger::{
    About, Aside, Evidence, Filter, Ground, Ledger, LedgerError, NamedEntry, NewJudgement, Outcome, Search, Source,
    Status, Verdict, View,
};
use jiff::Timestamp;
use jiff::civil::date;
use proptest::prelude::*;
use serde_json::json;
use tempfile::TempDir;

/// A story of one sentence: a speaker says that one state sent another boats.
fn story(name: &str, published: &str, speaker: &str, polarity: &str, parties: [&str; 2]) -> Source {
    story_of(name, published, speaker, polarity, parties, "boat")
}

/// A story of other goods; a party without a name is left out.
fn story_of(name: &str, published: &str, speaker: &str, polarity: &str, parties: [&str; 2], goods: &str) -> Source {
    let [supplier, recipient] = parties.map(|party| if party.is_empty() { "somebody" } else { party });
    let content = format!("{supplier} sent {recipient} {goods}s");
    let title = format!("News of {published} from {name}");
    // What is told is in the text: one text is never read in two ways.
    let cue = if polarity == "negative" { "denied" } else { "said" };
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
        "article": {"id": "", "ref": name, "outlet": format!("{name} Post"), "title": title, "published": published,
                    "url": format!("https://{name}.example/1"), "text": text},
        "claims": [{
            "id": format!("{name}.1"), "content": span(&content), "source": span(speaker), "cue": span(cue),
            "quotation": "indirect", "relays": [], "evidence": [], "polarity": polarity, "modality": "certain",
            "speaker": {"name": speaker, "entity": null, "kind": "government", "affiliation": null},
            "frames": [{"type": "transfer", "trigger": span("sent"), "stage": "shipped", "terms": "unspecified",
                        "roles": {"supplier": filler(supplier), "recipient": filler(recipient),
                                  "item": [{"name": goods, "entity": null, "span": span(goods)}]}}],
        }],
    });
    Source::of_text(serde_json::from_value::<Record>(record).unwrap())
}

fn stories() -> Vec<Source> {
    vec![
        story("harbour", "2025-03-01", "Chile", "positive", ["Norway", "Peru"]),
        story("gull", "2025-03-02", "Brazil", "positive", ["Norway", "Peru"]),
        story("quay", "2025-03-04", "Norway", "negative", ["Norway", "Peru"]),
        story("mole", "2025-03-05", "Kenya", "positive", ["Ghana", "Togo"]),
    ]
}

struct Desk {
    folder: TempDir,
    gazetteer: Gazetteer,
}

impl Desk {
    fn new() -> Self {
        Self { folder: TempDir::new().unwrap(), gazetteer: Gazetteer::embedded().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn ledger(&self, name: &str) -> Ledger {
        Ledger::open(&self.path(name)).unwrap()
    }

    /// A ledger with the stories.
    fn filled(&self) -> Ledger {
        let mut ledger = self.ledger("filled.db");
        self.append(&mut ledger, &stories(), "1", MORNING);
        ledger
    }

    fn append(&self, ledger: &mut Ledger, batch: &[Source], program: &str, at: &str) -> Vec<Outcome> {
        let appended = ledger.append(batch, &self.gazetteer, program, at.parse().unwrap()).unwrap();
        appended.into_iter().map(|a| a.outcome).collect()
    }
}

const MORNING: &str = "2025-03-10T08:00:00Z";
const NEXT_DAY: &str = "2025-03-11T08:00:00Z";

fn propositions(ledger: &Ledger) -> Vec<Proposition> {
    let rows = ledger.propositions(View::default(), &Filter::default()).unwrap();
    let mut found: Vec<Proposition> = rows.into_iter().map(|row| row.proposition).collect();
    found.sort_by(|a, b| a.proposition.id.cmp(&b.proposition.id));
    found
}

#[test]
fn articles_are_taken_in_once() {
    let desk = Desk::new();
    let mut ledger = desk.ledger("a.db");
    assert_eq!(desk.append(&mut ledger, &stories(), "1", MORNING), vec![Outcome::Added { claims: 1 }; 4]);
    let before = propositions(&ledger);
    assert_eq!(desk.append(&mut ledger, &stories(), "1", NEXT_DAY), vec![Outcome::Unchanged; 4]);
    assert_eq!(propositions(&ledger), before);
    assert_eq!(ledger.claims(View::default(), &Filter::default()).unwrap().len(), 4);
    assert_eq!(ledger.check().unwrap(), []);
}

#[test]
fn a_denial_joins_what_it_denies() {
    let shared: Vec<Proposition> =
        propositions(&Desk::new().filled()).into_iter().filter(Proposition::is_shared).collect();
    let [boats] = shared.as_slice() else { panic!("{shared:#?}") };
    assert_eq!((boats.independent_origins.established, boats.denial_origins.established), (2, 1));
    assert_eq!(boats.claims.len(), 3);
}

/// Whatever the batches and their order, the ledger holds what taking in everything at once gives.
#[test]
fn steps_come_to_the_same_as_one() {
    let desk = Desk::new();
    let whole = propositions(&desk.filled());
    for order in [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]] {
        let mut steps = desk.ledger(&format!("{order:?}.db"));
        for i in order {
            desk.append(&mut steps, &stories()[i..=i], "1", MORNING);
        }
        assert_eq!(propositions(&steps), whole, "{order:?}");
        assert_eq!(steps.check().unwrap(), []);
    }
}

/// A text that an outlet puts at one address on a day: which outlet, and what it tells.
fn telling() -> impl Strategy<Value = (&'static str, Source)> {
    let outlet = prop::sample::select(vec!["harbour", "gull", "quay", "mole", "strand"]);
    let day = prop::sample::select(vec!["2025-03-01", "2025-03-20", "2025-06-30", "2026-01-02"]);
    let speaker = prop::sample::select(vec!["Chile", "Brazil", "Norway"]);
    let polarity = prop::sample::select(vec!["positive", "positive", "negative"]);
    let party = || prop::sample::select(vec!["Norway", "Peru", "Ghana", "", ""]);
    let goods = prop::sample::select(vec!["boat", "radar"]);
    (outlet, day, speaker, polarity, party(), party(), goods).prop_map(
        |(outlet, day, speaker, polarity, a, b, goods)| {
            (outlet, story_of(outlet, day, speaker, polarity, [a, b], goods))
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Later texts take the place of earlier ones, statements that name one party look for those that name two, and
    /// after each batch all is as if only the texts that stand had been taken in, at once: also where settling waits.
    #[test]
    fn texts_that_come_and_go_leave_nothing_behind(
        tellings in prop::collection::vec((telling(), any::<bool>()), 1..16),
        size in 1..4_usize,
    ) {
        let desk = Desk::new();
        let (mut steps, mut late) = (desk.ledger("steps.db"), desk.ledger("late.db"));
        let mut standing = BTreeMap::new();
        for (i, batch) in tellings.chunks(size).enumerate() {
            let sources: Vec<Source> = batch.iter().map(|((_, source), _)| source.clone()).collect();
            // A text that came back would be an old one.
            let (program, at) = (i.to_string(), format!("2026-03-10T08:00:{i:02}Z"));
            desk.append(&mut steps, &sources, &program, &at);
            standing.extend(batch.iter().map(|(telling, _)| telling.clone()));
            let now = at.parse().unwrap();
            late.append_unsettled(&sources, &desk.gazetteer, &program, now).unwrap();
            prop_assert_eq!(late.check().unwrap(), []);
            if batch.iter().any(|(_, settle)| *settle) {
                late.settle(now).unwrap();
                prop_assert_eq!(propositions(&late), propositions(&steps));
                prop_assert_eq!(late.check().unwrap(), []);
            }
            let mut whole = desk.ledger(&format!("whole-{i}.db"));
            desk.append(&mut whole, &standing.values().cloned().collect::<Vec<_>>(), "1", MORNING);
            prop_assert_eq!(propositions(&steps), propositions(&whole));
            prop_assert_eq!(steps.check().unwrap(), []);
        }
    }
}

#[test]
fn a_ledger_of_the_first_schema_is_brought_up_to_date() {
    let desk = Desk::new();
    let before = propositions(&desk.filled());
    let file = rusqlite::Connection::open(desk.path("filled.db")).unwrap();
    file.execute_batch(
        "DROP TRIGGER filler_named; DROP TRIGGER filler_names_party; DROP TRIGGER filler_moved; DROP TRIGGER member_named;
         DROP TRIGGER statement_again; DROP TRIGGER statement_retired; DROP TRIGGER statement_names_party;
         CREATE TABLE held AS SELECT DISTINCT id, role, name, entity FROM filler JOIN statement ON number = filler.statement;
         DROP TABLE filler;
         CREATE TABLE filler (statement TEXT NOT NULL, role TEXT NOT NULL, name TEXT NOT NULL, entity TEXT,
           PRIMARY KEY (name, role, statement)) STRICT, WITHOUT ROWID;
         INSERT INTO filler SELECT * FROM held; DROP TABLE held; CREATE INDEX filler_statement ON filler (statement);
         CREATE TABLE held AS SELECT DISTINCT id, proposition FROM member JOIN statement ON number = member.statement;
         DROP TABLE member;
         CREATE TABLE member (statement TEXT NOT NULL, proposition INTEGER NOT NULL REFERENCES proposition (row),
           PRIMARY KEY (statement, proposition)) STRICT, WITHOUT ROWID;
         INSERT INTO member SELECT * FROM held; DROP TABLE held; CREATE INDEX member_proposition ON member (proposition);
         DROP INDEX statement_number; ALTER TABLE statement DROP COLUMN number;
         DROP TRIGGER claim_names_said; DROP TRIGGER claim_names_evidence; DROP TRIGGER claim_names_moved;
         DROP TRIGGER proposition_retired;
         DROP TABLE claim_name; DROP TABLE proposition_name; DROP TABLE dossier; ALTER TABLE article DROP COLUMN captions; ALTER TABLE proposition DROP COLUMN glance; DROP INDEX proposition_recorded; DROP TABLE feed; DROP TABLE entry; DROP TABLE visit; DROP TABLE aside; DROP TABLE page; DROP TABLE progress; DROP INDEX article_raw;
         DROP TABLE unsettled; DROP TABLE saved_view; DROP INDEX article_first_seen; DROP TRIGGER claim_said;
         DROP TRIGGER reading_retired; DROP TABLE named; DROP INDEX proposition_frame; DROP INDEX proposition_denied; DROP TABLE attachment; DROP TABLE meeting; ALTER TABLE reading DROP COLUMN wire_credit;
         CREATE TABLE meeting (key TEXT NOT NULL, statement TEXT NOT NULL, PRIMARY KEY (key, statement))
           STRICT, WITHOUT ROWID;
         CREATE INDEX meeting_statement ON meeting (statement);
         INSERT INTO meeting SELECT 'transfer norway > peru', id FROM statement;
         PRAGMA user_version = 1;",
    )
    .unwrap();
    drop(file);
    let mut ledger = desk.ledger("filled.db");
    assert_eq!(propositions(&ledger), before);
    desk.append(&mut ledger, &[story("strand", "2025-03-06", "Kenya", "positive", ["Norway", "Peru"])], "1", NEXT_DAY);
    let boats = propositions(&ledger).into_iter().find(Proposition::is_shared).unwrap();
    assert_eq!(boats.independent_origins.established, 3);
    assert_eq!(ledger.check().unwrap(), []);
}

#[test]
fn the_bytes_behind_an_article_are_kept_once_and_checked() {
    let desk = Desk::new();
    let mut ledger = desk.ledger("pages.db");
    let bytes = b"<p>Norway sent Peru boats</p>".repeat(40);
    let evidence = |url: &str| Evidence {
        bytes: bytes.clone(),
        url: Some(url.to_owned()),
        fetched: Some("2026-03-10T08:00:00Z".parse().unwrap()),
        media_type: Some("text/html".to_owned()),
    };
    let hash = evidence("").hash();
    for (name, url) in [("harbour", "https://a.example/1"), ("strand", "https://b.example/1")] {
        let read = story(name, "2025-03-01", "Chile", "positive", ["Norway", "Peru"]);
        desk.append(&mut ledger, &[Source::of_evidence(read.record, evidence(url))], "1", MORNING);
    }
    assert_eq!(ledger.page(&hash).unwrap(), Some(bytes));
    assert_eq!(ledger.page("no such hash").unwrap(), None);
    let mut urls = Vec::new();
    ledger
        .visits(|visit| {
            urls.extend(visit.url);
            Ok::<(), LedgerError>(())
        })
        .unwrap();
    assert_eq!(urls, ["https://a.example/1", "https://b.example/1"]);
    assert!(ledger.has_read(&hash, None, None, "1").unwrap());
    assert!(!ledger.has_read(&hash, None, None, "2").unwrap() && !ledger.has_read("other", None, None, "1").unwrap());

    let mut lines = Vec::new();
    ledger.export(&mut lines).unwrap();
    let mut copy = desk.ledger("copy.db");
    copy.import(&lines[..]).unwrap();
    assert_eq!(copy.page(&hash).unwrap(), ledger.page(&hash).unwrap());
    assert_eq!(copy.check().unwrap(), []);

    let file = rusqlite::Connection::open(desk.path("copy.db")).unwrap();
    file.execute("UPDATE page SET length = length - 1", []).unwrap();
    assert!(copy.check().unwrap().iter().any(|finding| finding.what.contains("aren't those that were hashed")));
    assert!(copy.page(&hash).is_err());
}

#[test]
fn what_is_set_aside_counts_its_attempts_until_it_is_taken_in() {
    let desk = Desk::new();
    let mut ledger = desk.ledger("aside.db");
    let now = MORNING.parse().unwrap();
    let aside = |place: &str, ground, reason: &str| Aside {
        place: place.to_owned(),
        ground,
        reason: reason.to_owned(),
        evidence: None,
    };
    let gone = aside("https://a.example/gone", Ground::Unreadable, "answered with status 404");
    ledger.set_aside(&[gone.clone(), aside("de.warc, record 2", Ground::Language, "de")], now).unwrap();
    ledger.set_aside(&[gone], now).unwrap();
    let rows = ledger.aside(Some(Ground::Unreadable)).unwrap();
    assert_eq!((rows.len(), rows[0].attempts, rows[0].place.as_str()), (1, 2, "https://a.example/gone"));
    assert_eq!(ledger.aside(None).unwrap().len(), 2);
    ledger.took_in("https://a.example/gone", now).unwrap();
    assert_eq!(ledger.aside(Some(Ground::Unreadable)).unwrap(), []);

    assert_eq!(ledger.progress_of("news.warc").unwrap(), 0);
    ledger.note_progress("news.warc", 7, now).unwrap();
    ledger.note_progress("news.warc", 9, now).unwrap();
    assert_eq!(ledger.progress_of("news.warc").unwrap(), 9);
}

#[test]
fn what_was_received_is_had_back_as_it_came() {
    let desk = Desk::new();
    let mut ledger = desk.ledger("received.db");
    let evidence = Evidence {
        bytes: b"<p>Menu".to_vec(),
        url: Some("https://a.example/menu".to_owned()),
        fetched: Some("2025-03-09T08:00:00Z".parse().unwrap()),
        media_type: Some("text/html; charset=utf-8".to_owned()),
    };
    let aside = |place: &str, evidence: Option<&Evidence>| Aside {
        place: place.to_owned(),
        ground: Ground::Unreadable,
        reason: "has no article in it".to_owned(),
        evidence: evidence.cloned(),
    };
    let saved = Evidence { url: None, fetched: None, media_type: None, ..evidence.clone() };
    let asides = [aside("a", Some(&evidence)), aside("saved.html", Some(&saved)), aside("rows.jsonl, line 2", None)];
    ledger.set_aside(&asides, MORNING.parse().unwrap()).unwrap();
    let received: Vec<_> = ledger.aside(None).unwrap().iter().map(|row| ledger.received(row).unwrap()).collect();
    assert_eq!(received, [Some(evidence), Some(saved), None]);
}

#[test]
fn a_feed_that_is_forgotten_names_nothing_more() {
    let desk = Desk::new();
    let mut ledger = desk.ledger("feeds.db");
    let now = MORNING.parse().unwrap();
    let [harbour, gull, strange] = ["harbour", "gull", "strange"].map(|name| format!("https://{name}.example/feed"));
    ledger.follow(&[harbour.clone(), gull.clone()], 900, now).unwrap();
    let mut row = ledger.due_feeds(now).unwrap().into_iter().find(|row| row.address == harbour).unwrap();
    row.title = Some("Harbour Post".to_owned());
    ledger.note_visit(&row).unwrap();
    let named = |name: &str, published: Option<&str>| NamedEntry {
        url: format!("https://{name}.example/1"),
        published: published.map(|at| at.parse().unwrap()),
    };
    assert_eq!(ledger.note_named(&harbour, &[named("a", Some(MORNING)), named("b", None)], now).unwrap(), 2);
    assert_eq!(ledger.note_named(&gull, &[named("b", Some(MORNING)), named("c", None)], now).unwrap(), 1);
    ledger.note_attempt("https://a.example/1", None).unwrap();
    let waiting = |ledger: &Ledger| -> Vec<_> {
        let due = ledger.due_entries(now, 9).unwrap().into_iter();
        due.map(|entry| (entry.url, entry.published, entry.feed)).collect()
    };
    let [b, c] = ["b", "c"].map(|name| format!("https://{name}.example/1"));
    assert_eq!(waiting(&ledger), [(b, None, row.title.clone()), (c.clone(), None, None)]);

    assert_eq!(ledger.forget(&[harbour.clone(), strange.clone()]).unwrap(), [strange]);
    assert_eq!(ledger.feeds().unwrap().len(), 2, "all or none");
    assert_eq!(ledger.forget(&[harbour.clone(), harbour.clone()]).unwrap(), Vec::<String>::new());
    // It was being asked meanwhile.
    assert_eq!(ledger.note_named(&harbour, &[named("d", None)], now).unwrap(), 0);
    ledger.note_visit(&row).unwrap();
    let left: Vec<String> = ledger.feeds().unwrap().into_iter().map(|row| row.address).collect();
    assert_eq!((left, waiting(&ledger)), (vec![gull.clone()], vec![(c, None, None)]));
    // What it named and was read isn't new to another one, what was dropped is.
    assert_eq!(ledger.note_named(&gull, &[named("a", None), named("b", None)], now).unwrap(), 1);
}

#[test]
fn a_new_text_at_an_address_is_a_new_version() {
    let desk = Desk::new();
    let mut ledger = desk.filled();
    let corrected = story("harbour", "2025-03-01", "Chile", "positive", ["Norway", "Bolivia"]);
    let expected = Outcome::Changed {
        text: true,
        gained: vec!["Chile: Norway sent Bolivia boats".to_owned()],
        lost: vec!["Chile: Norway sent Peru boats".to_owned()],
    };
    assert_eq!(desk.append(&mut ledger, &[corrected], "1", NEXT_DAY), [expected]);
    let contents = |view| {
        let rows = ledger.claims(view, &Filter::default()).unwrap();
        assert_eq!(rows.len(), 4);
        rows.iter().filter(|row| row.claim.content.exact == "Norway sent Bolivia boats").count()
    };
    // What was known the day before is still there.
    let before = View { as_of: Some(date(2025, 3, 10)), ..View::default() };
    assert_eq!((contents(before), contents(View::default())), (0, 1));
    let origins = |view| {
        let filter = Filter { party: Some("Peru".to_owned()), ..Filter::default() };
        let rows = ledger.propositions(view, &filter).unwrap();
        rows.iter().map(|row| row.proposition.independent_origins.established).collect::<Vec<_>>()
    };
    assert_eq!((origins(before), origins(View::default())), (vec![2], vec![1]));
    assert_eq!(ledger.check().unwrap(), []);
}

#[test]
fn what_was_out_on_a_day_is_settled_by_itself() {
    let ledger = Desk::new().filled();
    let view = View { published_before: Some(date(2025, 3, 4)), ..View::default() };
    assert_eq!(ledger.claims(view, &Filter::default()).unwrap().len(), 2);
    let rows = ledger.propositions(view, &Filter::default()).unwrap();
    let [row] = rows.as_slice() else { panic!("{rows:#?}") };
    assert_eq!((row.proposition.independent_origins.established, row.proposition.denial_origins.established), (2, 0));
}

#[test]
fn filters_narrow_lists() {
    let ledger = Desk::new().filled();
    let named = |name: &str| Some(name.to_owned());
    for (filter, claims) in [
        (Filter { speaker: named("Brazil"), ..Filter::default() }, 1),
        (Filter { outlet: named("quay Post"), ..Filter::default() }, 1),
        (Filter { frame: named("transfer"), ..Filter::default() }, 4),
        (Filter { frame: named("use"), ..Filter::default() }, 0),
        (Filter { party: named("Peru"), ..Filter::default() }, 3),
        (Filter { item: named("boat"), ..Filter::default() }, 4),
        (Filter { since: Some(date(2025, 3, 4)), ..Filter::default() }, 2),
        (Filter { until: Some(date(2025, 3, 1)), ..Filter::default() }, 1),
        (Filter { status: Some(Status::Denied), ..Filter::default() }, 1),
        (Filter { status: Some(Status::Accept), ..Filter::default() }, 0),
        (Filter { limit: Some(3), offset: 2, ..Filter::default() }, 2),
    ] {
        assert_eq!(ledger.claims(View::default(), &filter).unwrap().len(), claims, "{filter:?}");
    }
    // Signs that a search language would obey are words like others.
    let found = ledger.search(&Search::of("Bolivia OR \" NEAR(").unwrap(), 10).unwrap();
    assert!(found.claims.is_empty() && found.articles.is_empty());
    assert_eq!(ledger.search(&Search::of("Togo boats").unwrap(), 10).unwrap().claims.len(), 1);
    assert_eq!(ledger.search(&Search::of("mole").unwrap(), 10).unwrap().articles.len(), 1);
    let search = |asked: &str| ledger.search(&Search::of(asked).unwrap(), 10).unwrap();
    for (asked, claims, articles) in [
        ("boats -Togo", 3, 3),
        ("Togo OR Peru", 4, 4),
        ("\"Peru boats\" sen*", 3, 3),
        ("\"boats Peru\"", 0, 0),
        ("boats speaker:Norway", 1, 0),
        ("is:denied party:Peru", 1, 0),
        ("boats outlet:\"gull Post\" since:2025-03-02", 1, 1),
        ("boats until:2025-03-01", 1, 1),
    ] {
        let found = search(asked);
        assert_eq!((found.claims.len(), found.articles.len()), (claims, articles), "{asked}");
    }
    let facets: Vec<(String, String, u32)> =
        search("Peru").facets.into_iter().map(|facet| (facet.field, facet.value, facet.claims)).collect();
    let common = [("year", "2025", 3), ("event", "transfer", 3)].map(|(f, v, n)| (f.to_owned(), v.to_owned(), n));
    assert!(facets.len() == 8 && common.iter().all(|of_all| facets.contains(of_all)), "{facets:?}");
    let norway = ledger.actor(View::default(), "Norway", None).unwrap();
    assert_eq!((norway.said.len(), norway.takes_part["supplier"].len()), (1, 1));
    assert!(ledger.actors(None, 0).unwrap().iter().any(|a| a.name == "Peru" && a.took_part == 3));
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

#[test]
fn judgements_part_and_join_and_can_be_undone() {
    let desk = Desk::new();
    let mut ledger = desk.filled();
    let now: Timestamp = NEXT_DAY.parse().unwrap();
    let machine = propositions(&ledger);
    ledger.judge(&judgement(Verdict::Different, "harbour.1", Some("gull.1")), &desk.gazetteer, now).unwrap();
    let parted = propositions(&ledger);
    assert_eq!(parted.len(), machine.len() + 1, "{parted:#?}");
    // A negative judgement stands when all is read again.
    desk.append(&mut ledger, &stories(), "2", "2025-03-12T08:00:00Z");
    assert_eq!(propositions(&ledger), parted);
    ledger.judge(&judgement(Verdict::Undo, "1", None), &desk.gazetteer, now).unwrap();
    assert_eq!(propositions(&ledger), machine);
    ledger.judge(&judgement(Verdict::Same, "harbour.1", Some("mole.1")), &desk.gazetteer, now).unwrap();
    assert_eq!(propositions(&ledger).len(), machine.len() - 1);
    ledger.judge(&judgement(Verdict::Reject, "gull.1", None), &desk.gazetteer, now).unwrap();
    let rejected = Filter { status: Some(Status::Reject), ..Filter::default() };
    assert_eq!(ledger.claims(View::default(), &rejected).unwrap().len(), 1);
    let absent = ledger.judge(&judgement(Verdict::Accept, "nobody", None), &desk.gazetteer, now).unwrap_err();
    assert!(absent.to_string().contains("no claim or proposition “nobody”"), "{absent}");
    let all = ledger.judgements().unwrap();
    assert_eq!(all.iter().map(|j| j.stands).collect::<Vec<_>>(), [false, false, true, true]);
    assert_eq!(ledger.check().unwrap(), []);
}

/// What articles call by two names is settled as one actor, by words as two, as if they had said so; undoing leaves what
/// was before.
#[test]
fn actors_are_merged_and_split_by_their_names() {
    let desk = Desk::new();
    let mut ledger = desk.filled();
    let now: Timestamp = NEXT_DAY.parse().unwrap();
    let apart = story("strand", "2025-03-06", "Harbour Board", "positive", ["Fjord Yards", "Peru"]);
    desk.append(&mut ledger, std::slice::from_ref(&apart), "1", NEXT_DAY);
    let machine = propositions(&ledger);
    let party = |ledger: &Ledger, name: &str| {
        let filter = Filter { party: Some(name.to_owned()), ..Filter::default() };
        ledger.claims(View::default(), &filter).unwrap().len()
    };
    assert_eq!((party(&ledger, "Norway"), party(&ledger, "Fjord Yards")), (3, 1));
    let of_actors = |verdict, a: &str, b: &str| NewJudgement { about: About::Actors, ..judgement(verdict, a, Some(b)) };

    ledger.judge(&of_actors(Verdict::Same, "Norway", "Fjord Yards"), &desk.gazetteer, now).unwrap();
    assert_eq!((party(&ledger, "Norway"), party(&ledger, "Fjord Yards")), (4, 4));
    let boats = propositions(&ledger).into_iter().find(Proposition::is_shared).unwrap();
    assert_eq!((boats.independent_origins.established, boats.claims.len()), (3, 4));
    let actor = ledger.actor(View::default(), "Fjord Yards", None).unwrap();
    let words: Vec<(&str, u32)> = actor.told_as.iter().map(|alias| (alias.words.as_str(), alias.times)).collect();
    assert_eq!((actor.name.as_str(), words), ("Norway", vec![("Norway", 4), ("Fjord Yards", 1)]));
    assert_eq!(ledger.check().unwrap(), []);
    // It holds for what comes later, and when all is read again.
    let merged = propositions(&ledger);
    let again: Vec<Source> = stories().into_iter().chain([apart]).collect();
    desk.append(&mut ledger, &again, "2", "2025-03-12T08:00:00Z");
    assert_eq!(propositions(&ledger), merged);
    assert_eq!(ledger.check().unwrap(), []);

    ledger.judge(&of_actors(Verdict::Different, "Norway", "Fjord Yards"), &desk.gazetteer, now).unwrap();
    assert_eq!((party(&ledger, "Norway"), party(&ledger, "Fjord Yards, not Norway")), (3, 1));
    assert_eq!(propositions(&ledger).len(), machine.len());
    let nothing = ledger.judge(&of_actors(Verdict::Different, "Norway", "Sweden"), &desk.gazetteer, now).unwrap_err();
    assert!(nothing.to_string().starts_with("nothing moves"), "{nothing}");
    ledger.judge(&judgement(Verdict::Undo, "2", None), &desk.gazetteer, now).unwrap();
    assert_eq!(propositions(&ledger), merged);
    ledger.judge(&judgement(Verdict::Undo, "1", None), &desk.gazetteer, now).unwrap();
    assert_eq!(propositions(&ledger), machine);
    assert_eq!((party(&ledger, "Norway"), party(&ledger, "Fjord Yards")), (3, 1));
    assert_eq!(ledger.search(&Search::of("Harbour Board").unwrap(), 5).unwrap().claims.len(), 1);

    // What was split off a merged actor is called after its part once that stands by itself again.
    ledger.judge(&of_actors(Verdict::Same, "Norway", "Fjord Yards"), &desk.gazetteer, now).unwrap();
    let merging = ledger.judgements().unwrap().last().unwrap().id.to_string();
    ledger.judge(&of_actors(Verdict::Different, "Fjord Yards", "Fjord Yards"), &desk.gazetteer, now).unwrap();
    assert_eq!(party(&ledger, "Fjord Yards, not Norway"), 1);
    ledger.judge(&judgement(Verdict::Undo, &merging, None), &desk.gazetteer, now).unwrap();
    assert_eq!((party(&ledger, "Fjord Yards, not Norway"), party(&ledger, "Fjord Yards, not Fjord Yards")), (0, 1));
    assert_eq!(ledger.check().unwrap(), []);
}

#[test]
fn lists_are_narrowed_to_what_rests_on_some_evidence() {
    let desk = Desk::new();
    let mut ledger = desk.filled();
    let mut seen = story("strand", "2025-03-06", "Kenya", "positive", ["Norway", "Peru"]);
    seen.record.claims[0].evidence =
        serde_json::from_value(json!([{"kind": "satellite_imagery"}, {"kind": "document"}])).unwrap();
    desk.append(&mut ledger, &[seen], "1", NEXT_DAY);
    for (kind, claims, members) in [
        (EvidenceKind::SatelliteImagery, 1, vec![4]),
        (EvidenceKind::Document, 1, vec![4]),
        (EvidenceKind::Eyewitness, 0, vec![]),
    ] {
        let filter = Filter { evidence: Some(kind), ..Filter::default() };
        assert_eq!(ledger.claims(View::default(), &filter).unwrap().len(), claims, "{kind:?}");
        let with = Filter { speaker: Some("Kenya".to_owned()), ..filter.clone() };
        assert_eq!(ledger.claims(View::default(), &with).unwrap().len(), claims, "{kind:?} by Kenya");
        let found = ledger.propositions(View::default(), &filter).unwrap();
        assert_eq!(found.iter().map(|row| row.proposition.claims.len()).collect::<Vec<_>>(), members, "{kind:?}");
    }
    let search = Search::of("evidence:document boats").unwrap();
    assert_eq!(ledger.search(&search, 5).unwrap().claims.len(), 1);
    assert_eq!(ledger.check().unwrap(), []);
}

#[test]
fn new_propositions_are_those_that_were_never_there() {
    let desk = Desk::new();
    let mut ledger = desk.filled();
    let since = |ledger: &Ledger, time: &str| {
        let glances = ledger.glances_since(time.parse().unwrap(), &Filter::default()).unwrap();
        glances.into_iter().map(|glance| (glance.proposition.id, glance.articles)).collect::<Vec<_>>()
    };
    assert_eq!(since(&ledger, "2025-03-10T07:00:00Z").len(), propositions(&ledger).len());
    assert_eq!(since(&ledger, MORNING), []);
    let more = [
        story("strand", "2025-03-06", "Kenya", "positive", ["Norway", "Peru"]),
        story("mole", "2025-03-07", "Kenya", "positive", ["Chad", "Mali"]),
    ];
    desk.append(&mut ledger, &more[..1], "1", NEXT_DAY);
    assert_eq!(since(&ledger, MORNING), [], "one that has another article is no new one");
    desk.append(&mut ledger, &more[1..], "1", NEXT_DAY);
    let [(_, 1)] = since(&ledger, MORNING)[..] else { panic!("{:?}", since(&ledger, MORNING)) };
    let mut all = ledger.glances(View::default(), &Filter::default()).unwrap();
    ledger.add_origins(View::default(), &mut all).unwrap();
    for (glance, whole) in all.iter().zip(ledger.propositions(View::default(), &Filter::default()).unwrap()) {
        assert_eq!(
            (&glance.proposition, &glance.origins),
            (&whole.proposition.proposition, &whole.proposition.origins)
        );
        assert_eq!(glance.drifts, !whole.proposition.drift.is_empty());
    }
}

#[test]
fn an_export_makes_the_same_ledger() {
    let desk = Desk::new();
    let mut ledger = desk.filled();
    ledger.judge(&judgement(Verdict::Accept, "gull.1", None), &desk.gazetteer, MORNING.parse().unwrap()).unwrap();
    let mut lines = Vec::new();
    ledger.export(&mut lines).unwrap();
    let mut copy = desk.ledger("copy.db");
    assert!(copy.import(lines.as_slice()).unwrap().added > 20);
    let mut again = Vec::new();
    copy.export(&mut again).unwrap();
    assert_eq!(String::from_utf8(again).unwrap(), String::from_utf8(lines.clone()).unwrap());
    assert_eq!(
        copy.search(&Search::of("Togo").unwrap(), 5).unwrap(),
        ledger.search(&Search::of("Togo").unwrap(), 5).unwrap()
    );
    assert_eq!(copy.import(lines.as_slice()).unwrap().added, 0);
    assert_eq!(copy.check().unwrap(), []);
    let fault = copy.import(&b"{\"table\": \"article\"\n"[..]).unwrap_err();
    assert!(fault.to_string().starts_with("line 1: "), "{fault}");
}

/// Until schema 10 fillers and members named their statement by its id, and before 9 a statement had no number.
#[test]
fn an_export_without_numbers_of_statements_is_taken_in() {
    let desk = Desk::new();
    let ledger = desk.filled();
    let mut lines = Vec::new();
    ledger.export(&mut lines).unwrap();
    let mut lines: Vec<serde_json::Value> =
        String::from_utf8(lines).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let mut ids = BTreeMap::new();
    for line in &mut lines {
        let table = line["table"].as_str().unwrap().to_owned();
        let row = line["row"].as_object_mut().unwrap();
        match table.as_str() {
            "statement" => {
                ids.insert(row.remove("number").unwrap().as_i64(), row["id"].clone());
            }
            "filler" | "member" => {
                let id = ids[&row["statement"].as_i64()].clone();
                row.insert("statement".to_owned(), id);
            }
            _ => {}
        }
    }
    let mut old = lines.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    let mut copy = desk.ledger("copy.db");
    copy.import(old.as_bytes()).unwrap();
    assert_eq!(propositions(&copy), propositions(&ledger));
    assert_eq!(copy.check().unwrap(), []);
    old.push_str("\n{\"table\": \"member\", \"row\": {\"statement\": \"nobody said it\", \"proposition\": 1}}");
    let fault = desk.ledger("other.db").import(old.as_bytes()).unwrap_err();
    assert!(fault.to_string().contains("nobody said it"), "{fault}");
}

/// What a damaged, foreign or newer file is told as; none of them is changed.
#[test]
fn files_that_are_no_ledger_stay_as_they_are() {
    let desk = Desk::new();
    drop(desk.filled());
    let good = fs::read(desk.path("filled.db")).unwrap();
    let refused = |name: &str, bytes: &[u8]| {
        let path = desk.path(name);
        fs::write(&path, bytes).unwrap();
        let outcome = Ledger::open(&path).and_then(|ledger| ledger.check());
        assert_eq!(fs::read(&path).unwrap(), bytes, "{name} was changed");
        outcome
    };
    assert!(matches!(refused("text.db", &b"This is a letter. ".repeat(100)), Err(LedgerError::Damaged(_))));
    let cut = refused("cut.db", &good[..good.len() / 2]);
    assert!(matches!(&cut, Err(LedgerError::Damaged(_))) || matches!(&cut, Ok(f) if !f.is_empty()), "{cut:?}");
    let newer = desk.path("newer.db");
    rusqlite::Connection::open(&newer).unwrap().pragma_update(None, "user_version", 99).unwrap();
    assert!(matches!(Ledger::open(&newer), Err(LedgerError::Newer { found: 99, .. })));
    assert!(matches!(Ledger::open(Path::new("/nowhere/at/all.db")), Err(LedgerError::Open { .. })));
    assert!(matches!(Ledger::open_to_read(&desk.path("absent.db")), Err(LedgerError::Open { .. })));
}

#[test]
fn a_second_writer_waits_and_is_told() {
    let desk = Desk::new();
    let mut ledger = desk.ledger("a.db");
    let other = rusqlite::Connection::open(desk.path("a.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let at: Timestamp = MORNING.parse().unwrap();
    let refused = ledger.append(&stories(), &desk.gazetteer, "1", at).unwrap_err();
    assert!(matches!(refused, LedgerError::Busy), "{refused}");
    other.execute_batch("ROLLBACK").unwrap();
    assert_eq!(ledger.append(&stories(), &desk.gazetteer, "1", at).unwrap().len(), 4);
}

#[test]
fn a_full_disk_keeps_nothing_of_the_batch() {
    let desk = Desk::new();
    let mut ledger = desk.filled();
    ledger.limit_pages(1).unwrap();
    let many: Vec<Source> =
        (0..200).map(|i| story(&format!("r{i}"), "2025-03-02", "Brazil", "positive", ["Norway", "Peru"])).collect();
    let refused = ledger.append(&many, &desk.gazetteer, "1", NEXT_DAY.parse().unwrap()).unwrap_err();
    assert!(matches!(refused, LedgerError::Full), "{refused}");
    assert_eq!(ledger.claims(View::default(), &Filter::default()).unwrap().len(), 4);
    assert_eq!(ledger.check().unwrap(), []);
}
