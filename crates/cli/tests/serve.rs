//! The pages of `hearsay serve`, from a real server on the demo stories, and on a hostile one.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test panics")]

mod served;

use std::collections::BTreeSet;
use std::fs;

use serde_json::json;
use served::Served;

#[test]
fn every_page_shows_what_the_ledger_has() {
    let served = Served::demo();
    let propositions = served.json("/api/v1/propositions");
    let first = &propositions["rows"][0];
    let id = first["proposition"]["id"].as_str().unwrap();
    let summary = first["proposition"]["summary"].as_str().unwrap();
    let claims = &served.json("/api/v1/claims")["rows"];
    let (article, claim) = (claims[0]["article"].as_str().unwrap(), claims[0]["claim"]["id"].as_str().unwrap());
    let speaker = claims.as_array().unwrap().iter().find_map(|row| row["claim"]["speaker"]["name"].as_str()).unwrap();
    let escape = |text: &str| text.replace('&', "&amp;").replace('"', "&quot;");
    for (path, holds) in [
        ("/".to_owned(), "class=\"claim"),
        ("/propositions".to_owned(), "independent origins"),
        (format!("/proposition/{id}"), &escape(summary)[..20.min(summary.len())]),
        (format!("/article/{article}"), claim),
        ("/actors".to_owned(), "Takes part in"),
        (format!("/actor?name={}", speaker.replace(' ', "%20")), "Said"),
        ("/search?q=boats".to_owned(), "<h2>Claims</h2>"),
        (format!("/dossier?id={id}"), "<h2>Sources</h2>"),
        ("/judgements".to_owned(), "Nothing has been judged yet"),
        ("/feed.atom".to_owned(), "urn:hearsay:claim:"),
        ("/style.css".to_owned(), "prefers-color-scheme: dark"),
    ] {
        let page = served.page(&path);
        assert!(page.contains(holds), "{path} lacks {holds:?}: {page}");
        assert!(page.len() < 200_000, "{path} has {} bytes", page.len());
    }
    let marked = served.page(&format!("/article/{article}"));
    assert!(marked.contains("<mark class=\"content\""), "{marked}");
    let narrowed = served.json("/api/v1/claims?status=denied");
    assert!(narrowed["rows"].as_array().unwrap().iter().all(|row| row["claim"]["polarity"] == "negative"));
}

#[test]
fn what_is_not_there_or_wrong_is_told() {
    let served = Served::demo();
    for (path, status, told) in [
        ("/nowhere", 404, "no such page"),
        ("/proposition/ffff", 404, "has no proposition"),
        ("/article/ffff", 404, "has no article"),
        ("/?since=yesterday", 400, "is no day"),
        ("/api/v1/propositions/ffff", 404, "remedy"),
        ("/page/ffff", 400, "no page with this hash"),
    ] {
        let mut response = served.ask(path);
        let text = response.body_mut().read_to_string().unwrap();
        assert_eq!(response.status(), status, "{path}");
        assert!(text.contains(told), "{path}: {text}");
    }
}

#[test]
fn only_who_holds_the_token_judges() {
    let served = Served::demo();
    let claims = &served.json("/api/v1/claims")["rows"];
    let (article, claim) = (claims[0]["article"].as_str().unwrap(), claims[0]["claim"]["id"].as_str().unwrap());
    assert!(!served.page(&format!("/article/{article}")).contains("name=\"secret\""));
    assert_eq!(served.ask("/?token=0000").status(), 200, "a wrong token is no token");
    let opened = served.ask(&format!("/?token={}", served.token));
    let cookie = opened.headers()["set-cookie"].to_str().unwrap().to_owned();
    assert!(opened.status() == 303 && cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    let cookie = cookie.split(';').next().unwrap();
    let page = served.agent.get(format!("{}article/{article}", served.address)).header("Cookie", cookie).call();
    let page = page.unwrap().body_mut().read_to_string().unwrap();
    let secret = page.split("name=\"secret\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!(served.judge("", secret, claim), 403);
    assert_eq!(served.judge(cookie, "guessed", claim), 403);
    assert_eq!(served.json("/api/v1/judgements"), json!([]));
    assert_eq!(served.judge(cookie, secret, claim), 303);
    let log = served.json("/api/v1/judgements");
    assert_eq!((&log[0]["verdict"], &log[0]["person"]), (&"accept".into(), &"Quill".into()));
    assert!(served.page(&format!("/article/{article}")).contains("judged: accept"));
}

#[test]
fn other_hosts_and_foreign_scripts_get_nothing() {
    let served = Served::demo();
    let other = served.agent.get(&served.address).header("Host", "evil.example").call().unwrap();
    assert_eq!(other.status(), 421);
    let response = served.ask("/");
    let policy = response.headers()["content-security-policy"].to_str().unwrap();
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
    assert_eq!(response.headers()["x-content-type-options"], "nosniff");
}

#[test]
fn markup_in_articles_stays_text() {
    const SCRIPT: &str = "<script>alert(1)</script>";
    let served = Served::with(|folder| {
        let text = format!(
            "Boats {SCRIPT} sent\n\nNorway has sent boats to Peru, the defence minister <img src=x onerror=alert(1)> said on Monday.\n\n\
             \"We sent {SCRIPT} boats to Peru,\" the minister Anna <b onclick=alert(1)>Holm</b> said.\n"
        );
        let story = json!({"article": {"title": format!("Boats {SCRIPT} sent"), "outlet": SCRIPT, "url": "javascript:alert(1)",
            "published": "2024-01-31", "text": text}});
        fs::write(folder.join("hostile.json"), story.to_string()).unwrap();
    });
    let claims = &served.json("/api/v1/claims")["rows"];
    let article = claims[0]["article"].as_str().unwrap();
    let mut paths = vec![
        "/".to_owned(),
        "/propositions".into(),
        format!("/article/{article}"),
        "/actors".into(),
        "/feed.atom".into(),
    ];
    paths.push("/search?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E".into());
    paths.push("/actor?name=%3Cscript%3Ealert(1)%3C%2Fscript%3E".into());
    for proposition in served.json("/api/v1/propositions")["rows"].as_array().unwrap() {
        paths.push(format!("/proposition/{}", proposition["proposition"]["id"].as_str().unwrap()));
        paths.push(format!("/dossier?id={}", proposition["proposition"]["id"].as_str().unwrap()));
    }
    for path in paths {
        let page = served.page(&path);
        for bad in ["<script>alert", "<img", "<b onclick", "href=\"javascript:"] {
            assert!(!page.contains(bad), "{path} holds {bad}: {page}");
        }
    }
}

/// A browser that holds the token, without the browser.
struct Holder<'s> {
    served: &'s Served,
    cookie: String,
    secret: String,
}

impl<'s> Holder<'s> {
    fn of(served: &'s Served) -> Self {
        let opened = served.ask(&format!("/?token={}", served.token));
        let cookie = opened.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
        let mut holder = Self { served, cookie, secret: String::new() };
        let page = holder.page("/?speaker=Norway");
        page.split("name=\"secret\" value=\"")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .clone_into(&mut holder.secret);
        holder
    }

    fn page(&self, path: &str) -> String {
        let asked = format!("{}{}", self.served.address, path.trim_start_matches('/'));
        let mut response = self.served.agent.get(asked).header("Cookie", &self.cookie).call().unwrap();
        response.body_mut().read_to_string().unwrap()
    }

    /// Sends a form; returns the status and where it leads.
    fn send(&self, path: &str, fields: &[(&str, &str)]) -> (u16, String) {
        let fields = [("secret", self.secret.as_str()), ("person", "Quill")].into_iter().chain(fields.iter().copied());
        let asked = format!("{}{}", self.served.address, path.trim_start_matches('/'));
        let response = self.served.agent.post(asked).header("Cookie", &self.cookie).send_form(fields).unwrap();
        let to = response.headers().get("location").map(|to| to.to_str().unwrap().to_owned());
        (response.status().as_u16(), to.unwrap_or_default())
    }
}

#[test]
fn a_dossier_is_ordered_written_in_and_taken_along() {
    let served = Served::demo();
    let holder = Holder::of(&served);
    let rows = served.json("/api/v1/propositions")["rows"].clone();
    let ids: Vec<&str> =
        rows.as_array().unwrap().iter().take(2).map(|row| row["proposition"]["id"].as_str().unwrap()).collect();
    let parts = |words: [&'static str; 2]| [("id", ids[0]), ("words", words[0]), ("id", ids[1]), ("words", words[1])];
    let fields = [&parts(["", ""])[..], &[("name", "Boats & more"), ("do", "add")]].concat();
    assert_eq!(holder.send("/dossier", &fields), (303, "/dossier?name=Boats+%26+more".to_owned()));
    let written = [("name", "Boats & more"), ("end", "That is *all*."), ("do", "down 0")];
    let first = "What the ministry says.\n\nNobody saw it.";
    let fields = [&parts([first, "<b>Second</b>"])[..], &written].concat();
    assert_eq!(holder.send("/dossier", &fields).0, 303);
    let page = served.page("/dossier?name=Boats+%26+more");
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("no {words}: {page}"));
    assert!(
        at("&lt;b&gt;Second&lt;/b&gt;") < at("<p>Nobody saw it.</p>") && at("Nobody saw it") < at("That is *all*.")
    );
    assert!(!page.contains("name=\"secret\""), "who may only read composes nothing");
    let markdown = served.page("/dossier.md?name=Boats+%26+more");
    assert!(
        markdown.starts_with("# Boats \\& more\n\nComposed by Quill") && markdown.contains("> \\<b\\>Second\\</b\\>"),
        "{markdown}"
    );
    assert!(markdown.contains("> What the ministry says.\n>\n> Nobody saw it.\n"), "{markdown}");
    let report = served.json("/dossier.jsonld?name=Boats+%26+more");
    let kinds: Vec<&str> = report["hasPart"].as_array().unwrap().iter().map(|p| p["type"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["CreativeWork", "Claim", "CreativeWork", "Claim", "CreativeWork"]);
    assert_eq!(report["hasPart"][1]["id"], json!(format!("urn:hearsay:proposition:{}", ids[1])));
    assert!(served.page("/dossier").contains("2 propositions, by Quill"));
    assert_eq!(holder.send("/dossier", &[("name", "x"), ("do", "burn")]).0, 400);
    assert_eq!(holder.send("/dossier", &[("name", "x"), ("do", "add"), ("id", "ffff"), ("words", "")]).0, 404);
    assert_eq!(holder.send("/dossier", &[("name", "Boats & more"), ("do", "drop")]), (303, "/dossier".to_owned()));
    assert!(!served.page("/dossier").contains("Boats"));
}

#[test]
fn actors_are_merged_split_and_put_back() {
    let served = Served::demo();
    let holder = Holder::of(&served);
    let said = |name: &str| {
        let actor = served.json(&format!("/api/v1/actors/{}", name.replace(' ', "%20")));
        let said =
            actor["said"].as_array().unwrap().iter().map(|said| format!("{} {}", said["article"], said["claim"]["id"]));
        (actor["name"].as_str().unwrap().to_owned(), said.collect::<BTreeSet<String>>())
    };
    let names: Vec<String> = served.json("/api/v1/actors")["rows"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["said"].as_u64() > Some(0))
        .map(|row| row["name"].as_str().unwrap().to_owned())
        .collect();
    let [head, other] = &names[..2] else { panic!("{names:?}") };
    let (before, moved) = (said(head).1, said(other).1);
    // What a state's ministry says, the state says too.
    let both: BTreeSet<String> = before.union(&moved).cloned().collect();
    let back = format!("/actor?name={}", head.replace(' ', "+"));
    let merge = [("actors", "true"), ("verdict", "same"), ("a", head), ("b", other), ("back", &back)];
    assert_eq!(holder.send("/judge", &merge), (303, back.clone()));
    assert_eq!(said(other), (head.clone(), both));
    let page = holder.page(&back);
    assert!(
        page.contains(&format!("Quill: “{other}” is filed under “{head}”")) && page.contains("Somebody else"),
        "{page}"
    );
    let words = served.json(&format!("/api/v1/actors/{}", head.replace(' ', "%20")))["told_as"][0]["words"].clone();
    let words = words.as_str().unwrap();
    let split = [("actors", "true"), ("verdict", "different"), ("a", head), ("b", words), ("back", &back)];
    assert_eq!(holder.send("/judge", &split).0, 303);
    assert!(holder.page(&back).contains(&format!("{words}, not {head}")));
    assert_eq!(holder.send("/judge", &[("actors", "true"), ("verdict", "same"), ("a", head), ("b", "Nobody")]).0, 400);
    for judgement in ["2", "1"] {
        assert_eq!(holder.send("/judge", &[("verdict", "undo"), ("a", judgement), ("back", "/judgements")]).0, 303);
    }
    assert_eq!((said(head).1, said(other)), (before, (other.clone(), moved)));
}

#[test]
fn a_search_is_explained_narrowed_and_refused() {
    let served = Served::demo();
    let page = served.page("/search?q=boats");
    let narrower = page.split("class=\"facets\"").nth(1).unwrap().split("href=\"").nth(1).unwrap();
    let narrower = narrower.split('"').next().unwrap().replace("&amp;", "&");
    let hits = |page: &str| page.matches("<li class=\"claim").count();
    let (all, some) = (hits(&page), hits(&served.page(&narrower)));
    assert!(some > 0 && some < all, "{narrower}: {some} of {all}");
    assert!(served.page("/search").contains("joint venture"));
    let mut refused = served.ask("/search?q=boats+since%3Asoon");
    assert_eq!(refused.status(), 400);
    assert!(refused.body_mut().read_to_string().unwrap().contains("is no day"));
    let tour = served.page("/tour");
    let stops = tour.split("<h2><a href=\"").skip(1).map(|rest| rest.split('"').next().unwrap().replace("&amp;", "&"));
    let stops: Vec<String> = stops.collect();
    assert!(stops.len() >= 9, "{stops:?}");
    stops.iter().for_each(|stop| drop(served.page(stop)));
}

#[test]
fn a_link_that_isnt_one_is_cut_and_versions_show_their_differences() {
    let served = Served::with(|folder| {
        served::demo(folder, "patrol-boats");
        for (name, number) in [("first", "12"), ("second", "14")] {
            let text = format!(
                "Boats for Peru\n\nNorway has sent {number} boats to Peru, the minister Anna Holm said on Monday.\n"
            );
            let story = json!({"article": {"title": "Boats for Peru", "outlet": "Quay Post", "url": "https://quay.example/boats",
                "published": "2024-01-31", "text": text}});
            fs::write(folder.join(format!("z-{name}.json")), story.to_string()).unwrap();
        }
    });
    let holder = Holder::of(&served);
    let rows = served.json("/api/v1/propositions")["rows"].clone();
    let linked =
        rows.as_array().unwrap().iter().find(|row| row["links"].as_array().is_some_and(|l| !l.is_empty())).unwrap();
    let page = format!("/proposition/{}", linked["proposition"]["id"].as_str().unwrap());
    assert!(holder.page(&page).contains("It doesn&#39;t") || holder.page(&page).contains("It doesn't"));
    assert!(!served.page(&page).contains("It doesn"), "who may only read cuts nothing");
    let link = &linked["links"][0];
    let (from, to) = (link["from"].as_str().unwrap(), link["to"].as_str().unwrap());
    let cut = [("origins", "true"), ("verdict", "different"), ("a", from), ("b", to), ("back", page.as_str())];
    assert_eq!(holder.send("/judge", &cut), (303, page.clone()));
    let after = served.json(&format!("/api/v1/propositions/{}", linked["proposition"]["id"].as_str().unwrap()));
    let links = after["links"].as_array().unwrap();
    assert!(!links.iter().any(|l| l["from"] == link["from"] && l["to"] == link["to"]), "{links:?}");

    let claims = served.json("/api/v1/claims?outlet=Quay+Post");
    let article = claims["rows"][0]["article"].as_str().unwrap();
    let page = served.page(&format!("/article/{article}"));
    assert!(page.contains("What changed since the version before"), "{page}");
    assert!(page.contains("<del>12</del>") && page.contains("<ins>14</ins>"), "{page}");
}
