//! Stories across articles, told in `propositions/*.txt`, and what holds for all statements whatever they say.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test panics")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use hearsay::contract::{FrameFields, Record};
use hearsay::dossier::{Archived, Extent, Outline};
use hearsay::proposition::{Counts, Imprint, Judgement, Proposition, Quality, Reason, Statement, groups, settle};
use hearsay_gazetteer::Gazetteer;
use proptest::prelude::*;
use serde_json::{Value, json};

/// The place of `words` in a text; their claims' texts are told one after another.
fn place(start: usize, words: &str) -> Value {
    json!({"start": start, "end": start + words.chars().count(), "exact": words})
}

/// `type stage/terms A > B: 40 drone`.
fn frame(told: &str, start: usize, words: &str) -> Value {
    let (head, goods) = told.split_once(':').unwrap();
    let mut parts = head.splitn(3, ' ');
    let (kind, stage) = (parts.next().unwrap(), parts.next().unwrap());
    let (stage, terms) = stage.split_once('/').unwrap_or((stage, "unspecified"));
    let (from, to) = parts.next().unwrap_or("").split_once('>').unwrap();
    let (number, goods) = match goods.trim().split_once(' ').map(|(n, goods)| (n.parse::<f64>(), goods)) {
        Some((Ok(number), item)) => (json!({"low": number, "high": number, "text": number.to_string()}), item),
        _ => (Value::Null, goods.trim()),
    };
    let [from_role, to_role] = match kind {
        "use" => ["user", "target"],
        "restriction" => ["imposer", "target"],
        _ => ["supplier", "recipient"],
    };
    let filler = |name: &str| if name.trim().is_empty() { json!([]) } else { json!([{"name": name.trim()}]) };
    let mut roles = json!({from_role: filler(from), to_role: filler(to), "item": filler(goods)});
    roles.as_object_mut().unwrap().retain(|_, fillers| fillers != &json!([]));
    // The word for the event stands at the end of the words.
    let last = words.chars().count() - words.split(' ').next_back().unwrap().chars().count();
    let trigger = place(start + last, words.split(' ').next_back().unwrap());
    json!({"type": kind, "trigger": trigger, "stage": stage, "terms": terms, "roles": roles, "quantity": number})
}

/// A claim of the line `+ speaker | kind | affiliation | frame | words | relay`.
fn claim(line: &str, id: &str, start: usize) -> (Value, String) {
    let (sign, rest) = line.split_at(1);
    let mut cells: Vec<&str> = rest.split('|').map(str::trim).collect();
    cells.resize(6, "");
    let [speaker, kind, affiliation, told, words, relay] = cells[..] else { panic!("{line}") };
    let optional = |text: &str| if text.is_empty() { Value::Null } else { json!(text) };
    let claim = json!({
        "id": id,
        "content": place(start, words),
        "source": null,
        "cue": null,
        "quotation": if sign == "=" { "none" } else { "indirect" },
        "speaker": {"name": optional(speaker), "entity": null, "kind": kind, "affiliation": optional(affiliation)},
        "relays": if relay.is_empty() { json!([]) } else { json!([{"name": relay}]) },
        "evidence": [],
        "polarity": if sign == "-" { "negative" } else { "positive" },
        "modality": "certain",
        "frames": if told.is_empty() { json!([]) } else { json!([frame(told, start, words)]) },
    });
    (claim, words.to_owned())
}

/// The records of a story's articles.
fn records(lines: &[&str]) -> Vec<Record> {
    let mut articles: Vec<Value> = Vec::new();
    for line in lines {
        if !line.starts_with(['+', '-', '=']) {
            let mut words = line.splitn(3, ' ');
            let (name, date) = (words.next().unwrap(), words.next().unwrap());
            let rest = words.next().unwrap();
            let (rest, copied) = rest.split_once(" as ").map_or((rest, None), |(rest, of)| (rest, Some(of)));
            let (outlet, wire) = rest
                .split_once(" wire ")
                .map_or((rest, Value::Null), |(rest, name)| (rest, json!({"name": name, "span": null})));
            let id = format!("{name}{}", copied.unwrap_or_default());
            let article =
                json!({"id": id, "ref": name, "outlet": outlet, "published": date, "wire_credit": wire, "text": ""});
            articles.push(json!({"article": article, "claims": []}));
            continue;
        }
        let record = articles.last_mut().unwrap();
        let text = record["article"]["text"].as_str().unwrap().to_owned();
        let claims = record["claims"].as_array_mut().unwrap();
        let (claim, words) = claim(line, &(claims.len() + 1).to_string(), text.chars().count());
        claims.push(claim);
        record["article"]["text"] = json!(format!("{text}{words}. "));
    }
    articles.into_iter().map(|article| serde_json::from_value(article).unwrap()).collect()
}

/// What the ledger would hold of the records.
fn stored(records: &[Record]) -> (Vec<Statement>, Vec<Imprint>) {
    let gazetteer = Gazetteer::embedded().unwrap();
    let statements = records.iter().flat_map(|record| Statement::of(record, &gazetteer)).collect();
    let imprints = records.iter().map(|r| Imprint::of(r.article.id.clone(), &r.article.text)).collect();
    (statements, imprints)
}

/// A proposition as `propositions/*.txt` has it.
fn told(proposition: &Proposition) -> String {
    let counts = |c: Counts| format!("{} {} {}", c.established, c.possible, c.unknown);
    let mut line = match &proposition.proposition.frame {
        Some(event) => {
            let parties = ["supplier", "user", "imposer", "recipient", "target"];
            let names: Vec<&str> = parties.iter().flat_map(|r| event.role(r)).map(|f| f.name.as_str()).collect();
            format!("{} {}", event.kind, names.join(" > "))
        }
        None => proposition.proposition.summary.split(": ").next().unwrap().to_owned(),
    };
    let (affirmed, denied) = (proposition.independent_origins, proposition.denial_origins);
    write!(line, ": {} / {}: ", counts(affirmed), counts(denied)).unwrap();
    let claims = proposition.claims.iter().map(|claim| {
        let sign = if claim.polarity == hearsay::Polarity::Negative { "-" } else { "" };
        let origin = claim.origin.as_ref().map(|origin| format!(" {origin}")).unwrap_or_default();
        format!("{sign}{}.{}{origin}", claim.article, claim.claim)
    });
    line + &claims.collect::<Vec<_>>().join(", ")
}

#[test]
fn stories_have_their_origins() {
    let mut wrong = String::new();
    for story in include_str!("propositions/origins.txt").split("\n## ").skip(1) {
        let mut lines = story.lines().filter(|line| !line.trim().is_empty());
        let title = lines.next().unwrap();
        let (expected, input): (Vec<&str>, Vec<&str>) = lines.partition(|line| line.starts_with("=> "));
        let (statements, imprints) = stored(&records(&input));
        let found = settle(&statements, &imprints, &[]);
        let mut found: Vec<String> =
            found.iter().filter(|p| p.is_shared()).map(|p| format!("=> {}", told(p))).collect();
        found.sort();
        if found != expected {
            writeln!(wrong, "{title}\n  expected {expected:#?}\n  found {found:#?}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn links_say_why_and_drift_says_who() {
    let story = [
        "a 2031-03-04 Northern Wire",
        "+ Norway | government | | transfer shipped Iran > Russia: 40 drone | that Iran had shipped forty drones over the sea to Russia in March",
        "b 2031-03-05 Ferry Post wire Northern Wire",
        "+ Norway | government | | transfer shipped Iran > Russia: 40 drone | that Iran had shipped forty drones over the sea to Russia in March",
        "c 2031-03-09 Lake Monitor",
        "+ Norway | government | | transfer delivered Iran > Russia: 60 drone | sixty drones had come to Russia | Northern Wire",
    ];
    let (statements, imprints) = stored(&records(&story));
    let found = settle(&statements, &imprints, &[]);
    let [proposition] = &found[..] else { panic!("{found:#?}") };
    let reasons: BTreeSet<Reason> = proposition.links.iter().map(|link| link.reason).collect();
    assert_eq!(
        reasons.into_iter().collect::<Vec<_>>(),
        [Reason::NearCopy, Reason::WireCredit, Reason::Relay, Reason::SameSpeaker]
    );
    assert!(proposition.links.iter().all(|link| (0.0..=1.0).contains(&link.score)));
    assert_eq!(proposition.tellings, 2);
    let quantity = proposition.drift.iter().find(|drift| drift.quality == Quality::Quantity).unwrap();
    assert_eq!((quantity.range, quantity.of.as_deref()), (Some((40.0, 60.0)), Some("drone")));
    let changed: Vec<bool> = quantity.readings.iter().map(|reading| reading.changed).collect();
    assert_eq!(changed, [false, false, true]);
    assert!(proposition.drift.iter().any(|drift| drift.quality == Quality::Stage));
    assert_eq!(proposition.proposition.summary, "transfer of drone from Iran to Russia (shipped): affirmed by Norway");

    let archive = BTreeMap::from([("a".to_owned(), Archived { hash: "5eed".to_owned(), url: None, first_seen: None })]);
    let dossier = Outline::of(&found, Extent::WHOLE).compile(&statements, &archive);
    let sources: Vec<_> = dossier.sources.iter().map(|s| (s.reference.as_str(), s.archived.is_some())).collect();
    assert_eq!(sources, [("a", true), ("b", false), ("c", false)]);
    let sentences: Vec<&str> =
        dossier.sections[0].voices.iter().flat_map(|v| &v.sentences).map(|s| s.text.as_str()).collect();
    assert_eq!(sentences[2], "Norway, by way of Northern Wire, says: “sixty drones had come to Russia”");

    let outline = Outline::of(&found, Extent { voices: 1, sentences: 2 });
    assert_eq!(outline.statements().count(), 2);
    let cut = outline.compile(&statements, &archive);
    assert_eq!((cut.sections[0].further, cut.sections[0].voices[0].further), (0, 1));
    assert_eq!(cut.sections[0].voices[0].sentences, dossier.sections[0].voices[0].sentences[..2]);
}

#[test]
fn drift_leaves_out_denials_and_repeats() {
    let story = [
        "a 2031-03-04 Harbour Gazette",
        "+ Norway | government | | transfer shipped Iran > Russia: 40 drone | that Iran had shipped forty drones to Russia",
        "+ Norway | government | | transfer shipped Iran > Russia: 40 drone | that forty drones were shipped",
        "b 2031-03-06 Ferry Post",
        "- Iran | government | | transfer agreed Iran > Russia: drone | any deal with Moscow on drones",
        "c 2031-03-07 Lake Monitor",
        "+ Chad | government | | transfer delivered Iran > Russia: 60 drone | sixty drones had come to Russia",
    ];
    let (statements, imprints) = stored(&records(&story));
    let found = settle(&statements, &imprints, &[]);
    let [proposition] = &found[..] else { panic!("{found:#?}") };
    let told = |quality| {
        let drift = proposition.drift.iter().find(|drift| drift.quality == quality).unwrap();
        let readings = drift.readings.iter().map(|r| (r.speaker.as_deref().unwrap(), r.text.as_str(), r.changed));
        readings.collect::<Vec<_>>()
    };
    assert_eq!(told(Quality::Quantity), [("Norway", "40", false), ("Chad", "60", true)]);
    assert_eq!(told(Quality::Stage), [("Norway", "shipped", false), ("Chad", "delivered", true)]);
}

#[test]
fn only_anonymous_voices_are_called_unnamed() {
    let story = [
        "a 2031-03-04 Harbour Gazette",
        "+ officials | anonymous | | transfer delivered Serbia > Ukraine: rocket | rockets from Serbia had reached Ukraine",
        "b 2031-03-05 Ferry Post",
        "+ an official | anonymous | Government of Chad | transfer delivered Serbia > Ukraine: rocket | Serbian rockets went to Ukraine",
        "c 2031-03-06 Strand Review",
        "+ Ludmila Brandt | person | | transfer delivered Serbia > Ukraine: rocket | Ukraine was given rockets by Serbia",
        "d 2031-03-07 Lake Monitor",
        "+ Norway | government | | transfer delivered Serbia > Ukraine: rocket | Ukraine has rockets that came from Serbia",
    ];
    let (statements, imprints) = stored(&records(&story));
    let found = settle(&statements, &imprints, &[]);
    let [proposition] = &found[..] else { panic!("{found:#?}") };
    assert_eq!(
        proposition.proposition.summary,
        "transfer of rocket from Serbia to Ukraine (delivered): affirmed by officials (unnamed), Chad (unnamed voice), \
         Ludmila Brandt and 1 other"
    );
}

#[test]
fn events_of_one_word_are_statements_of_their_own() {
    let said =
        "+ Norway | government | | transfer shipped Iran > Russia: 40 drone | that Iran had shipped forty drones";
    let mut stories = records(&["a 2031-03-04 Northern Wire", said]);
    let claim = &mut stories[0].claims[0];
    // "four in May and six in June".
    let again = FrameFields { quantity: None, ..claim.frames[0].clone() };
    claim.frames.push(again);
    let (statements, _) = stored(&stories);
    let ids: BTreeSet<&str> = statements.iter().map(|statement| statement.id.as_str()).collect();
    assert_eq!(ids.len(), 2);
}

/// Statements of a small world, in which many are about the same things.
fn world() -> impl Strategy<Value = Vec<Record>> {
    let party = || prop::sample::select(vec!["Iran", "Russia", "Norway", "", "a foreign buyer", "Quill Works"]);
    let goods = prop::sample::select(vec!["drone", "40 drone", "helicopter", "arms", ""]);
    let stage =
        prop::sample::select(vec!["shipped", "delivered", "agreed/sale", "agreed/lease", "unspecified", "requested"]);
    let told = (stage, party(), party(), goods).prop_map(|(s, a, b, g)| format!("transfer {s} {a} > {b}: {g}"));
    let told = prop_oneof![3 => told, 1 => Just(String::new())];
    let voice = prop::sample::select(vec![
        "+ Norway | government |",
        "- Iran | government |",
        "+ Ada Quill | person | Norway",
        "+ Ivo Brandt | person |",
        "+ officials (unnamed) | anonymous |",
        "= | media |",
        "+ Harbour Gazette | media |",
        "- Russia | government |",
    ]);
    let words = prop::sample::select(vec![
        "the drones went over the sea to the east in the spring of that year",
        "that the account was a yarn of sailors and of nobody else at all",
        "helicopters had been sold",
        "the delivery",
        "“",
    ]);
    let relay = prop::sample::select(vec!["", "Harbour Gazette", "Northern Wire"]);
    let claim = (voice, told, words, relay).prop_map(|(v, t, w, r)| format!("{v} | {t} | {w} | {r}"));
    let outlet = prop::sample::select(vec!["Harbour Gazette", "Ferry Post wire Northern Wire", "Northern Wire"]);
    let date = prop::sample::select(vec!["2031-01-30", "2031-02-01", "2031-05-02", "2032-01-01"]);
    let article = (date, outlet, prop::collection::vec(claim, 1..5));
    prop::collection::vec(article, 1..7).prop_map(|articles| {
        let lines: Vec<String> = articles
            .into_iter()
            .enumerate()
            .flat_map(|(i, (date, outlet, claims))| std::iter::once(format!("n{i} {date} {outlet}")).chain(claims))
            .collect();
        records(&lines.iter().map(String::as_str).collect::<Vec<_>>())
    })
}

/// Judgements on statements, by their numbers.
fn judgements(statements: &[Statement], choices: &[(u8, usize, usize)]) -> Vec<Judgement> {
    let id = |i: usize| statements[i % statements.len()].id.clone();
    let judge = |&(kind, a, b): &(u8, usize, usize)| match kind % 4 {
        0 => Judgement::SameProposition(id(a), id(b)),
        1 => Judgement::DifferentProposition(id(a), id(b)),
        2 => Judgement::SameOrigin(id(a), id(b)),
        _ => Judgement::DifferentOrigin(id(a), id(b)),
    };
    choices
        .iter()
        .map(judge)
        .filter(|judgement| {
            let (Judgement::SameProposition(a, b)
            | Judgement::DifferentProposition(a, b)
            | Judgement::SameOrigin(a, b)
            | Judgement::DifferentOrigin(a, b)) = judgement;
            a != b
        })
        .collect()
}

/// Settles each group by itself.
fn group_by_group(statements: &[Statement], imprints: &[Imprint], judgements: &[Judgement]) -> Vec<Proposition> {
    let groups = groups(statements, judgements);
    let by_itself = |group: Vec<&Statement>| {
        let group: Vec<Statement> = group.into_iter().cloned().collect();
        settle(&group, imprints, judgements)
    };
    let mut found: Vec<Proposition> = groups.into_iter().flat_map(by_itself).collect();
    found.sort_by(|a, b| a.proposition.id.cmp(&b.proposition.id));
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn order_and_other_groups_make_no_difference(
        records in world(),
        choices in prop::collection::vec(any::<(u8, usize, usize)>(), 0..4),
        seed in any::<u64>(),
    ) {
        let (mut statements, mut imprints) = stored(&records);
        let mut judgements = judgements(&statements, &choices);
        let settled = settle(&statements, &imprints, &judgements);
        // Any order will do.
        statements.sort_by_key(|s| blake3::hash(format!("{seed} {}", s.id).as_bytes()).to_hex().to_string());
        imprints.reverse();
        judgements.reverse();
        prop_assert_eq!(&settled, &settle(&statements, &imprints, &judgements));
        prop_assert_eq!(&settled, &group_by_group(&statements, &imprints, &judgements));
    }

    #[test]
    fn each_statement_is_in_one_proposition_and_judgements_are_obeyed(
        records in world(),
        choices in prop::collection::vec(any::<(u8, usize, usize)>(), 0..6),
    ) {
        let (statements, imprints) = stored(&records);
        let judgements = judgements(&statements, &choices);
        let settled = settle(&statements, &imprints, &judgements);
        // A ledger settles what meets under a key: a statement without one would be in no proposition.
        let keys: Vec<_> = statements.iter().map(Statement::keys).collect();
        prop_assert!(keys.iter().all(|keys| !keys.bonds.is_empty() || !keys.sides.is_empty()));
        let mut home = BTreeMap::new();
        for (i, proposition) in settled.iter().enumerate() {
            for claim in &proposition.claims {
                prop_assert_eq!(home.insert(claim.statement.as_str(), i), None);
            }
            let counted = proposition.independent_origins;
            let origins = proposition.origins.iter().filter(|o| o.polarity == hearsay::Polarity::Positive).count();
            prop_assert!(counted.established + counted.possible <= origins);
            prop_assert!(!proposition.proposition.summary.contains('\n'));
        }
        prop_assert_eq!(home.len(), statements.iter().map(|s| &s.id).collect::<BTreeSet<_>>().len());
        let origins: BTreeMap<&str, (usize, Option<&str>)> = settled
            .iter()
            .enumerate()
            .flat_map(|(i, p)| p.claims.iter().map(move |c| (c.statement.as_str(), (i, c.origin.as_deref()))))
            .collect();
        let apart = judgements.iter().any(|j| matches!(j, Judgement::DifferentProposition(..)));
        for judgement in &judgements {
            match judgement {
                Judgement::DifferentProposition(a, b) => prop_assert_ne!(home[a.as_str()], home[b.as_str()]),
                Judgement::DifferentOrigin(a, b) => {
                    let (a, b) = (origins[a.as_str()], origins[b.as_str()]);
                    prop_assert!(a != b || a.1.is_none());
                }
                Judgement::SameProposition(a, b) if !apart => prop_assert_eq!(home[a.as_str()], home[b.as_str()]),
                _ => {}
            }
        }
    }

    #[test]
    fn statements_and_propositions_keep_through_json(records in world()) {
        let (statements, imprints) = stored(&records);
        let again: Vec<Statement> = serde_json::from_str(&serde_json::to_string(&statements).unwrap()).unwrap();
        prop_assert_eq!(&again, &statements);
        let settled = settle(&statements, &imprints, &[]);
        let again: Vec<Proposition> = serde_json::from_str(&serde_json::to_string(&settled).unwrap()).unwrap();
        prop_assert_eq!(again, settled);
    }
}
