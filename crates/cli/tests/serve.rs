//! The pages of `hearsay serve`, from a real server on the demo stories, and on a hostile one.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test panics")]

mod served;

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
