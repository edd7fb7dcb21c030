//! The web application in a real browser: every page in two sizes, light and dark, checked for accessibility; by mouse, by
//! keyboard, and without scripts.
//!
//! Needs Chromium with its driver, and axe-core, which `./check` installs from npm; without them this says so and passes.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test panics")]

mod served;

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fantoccini::key::Key;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use served::Served;
use tempfile::TempDir;

const AXE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/node/node_modules/axe-core/axe.min.js");

/// Flags under which Chromium asks no other host.
const FLAGS: [&str; 9] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
];

/// A browser with its driver; both end with the test.
struct Browser {
    driver: Child,
    client: Client,
    _profile: TempDir,
}

impl Browser {
    /// A browser with further flags; none where there is no driver.
    async fn start(flags: &[&str]) -> Option<Self> {
        let driver = Command::new("chromedriver").arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let Ok(mut driver) = driver else {
            eprintln!("skipped: there is no chromedriver");
            return None;
        };
        let lines = BufReader::new(driver.stdout.take().unwrap()).lines();
        let port = lines.map_while(Result::ok).find_map(|line| {
            let port = line.split("started successfully on port ").nth(1)?;
            Some(port.trim_end_matches('.').to_owned())
        });
        let profile = TempDir::new().unwrap();
        let data = format!("--user-data-dir={}", profile.path().display());
        let args: Vec<&str> = FLAGS.iter().chain(flags).copied().chain([data.as_str()]).collect();
        let wanted = json!({"goog:chromeOptions": {"args": args}, "timeouts": {"script": 60_000}});
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(wanted.as_object().unwrap().clone())
            .connect(&format!("http://127.0.0.1:{}", port.unwrap()))
            .await;
        Some(Self { driver, client: client.unwrap(), _profile: profile })
    }

    async fn end(mut self) {
        let _ = self.client.close().await;
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }

    async fn text(&self) -> String {
        self.client.find(Locator::Css("body")).await.unwrap().text().await.unwrap()
    }

    async fn click(&self, css: &str) {
        self.client.find(Locator::Css(css)).await.unwrap_or_else(|e| panic!("{css}: {e}")).click().await.unwrap();
    }

    async fn fill(&self, css: &str, text: &str) {
        let field = self.client.find(Locator::Css(css)).await.unwrap_or_else(|e| panic!("{css}: {e}"));
        field.send_keys(text).await.unwrap();
    }

    /// Presses a key where the focus is.
    async fn press(&self, key: &str) {
        self.client.active_element().await.unwrap().send_keys(key).await.unwrap();
    }

    /// Composes a dossier of the first proposition.
    async fn keep_dossier(&self, served: &Served) {
        self.client.goto(&format!("{}propositions", served.address)).await.unwrap();
        self.click("ul.propositions input").await;
        self.click("form[action='/dossier'] button").await;
        self.await_text("Keep it as").await;
        self.fill("input[name=name]", "Boats").await;
        self.fill("main input[name=person]", "Quill").await;
        self.click("button[value=add]").await;
        self.await_text("Compose").await;
        self.click("details summary").await;
        self.fill("textarea[name=words]", "What the ministry says.").await;
        self.fill("form.compose input[name=person]", "Quill").await;
        self.click("button[value=keep]").await;
        self.await_text("Composed by Quill").await;
    }

    /// Waits until the page shows some words.
    async fn await_text(&self, words: &str) {
        for _ in 0..100 {
            // Between two pages there is no body.
            if let Ok(body) = self.client.find(Locator::Css("body")).await
                && body.text().await.is_ok_and(|text| text.contains(words))
            {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("no page shows “{words}”: {}", self.text().await);
    }
}

/// The addresses of all pages on a ledger.
fn pages(served: &Served) -> Vec<String> {
    let id = |value: &Value| value.as_str().unwrap().to_owned();
    let proposition = id(&served.json("/api/v1/propositions")["rows"][0]["proposition"]["id"]);
    let article = id(&served.json("/api/v1/claims")["rows"][0]["article"]);
    let actor = id(&served.json("/api/v1/actors")["rows"][0]["name"]).replace(' ', "+");
    let fixed = ["/", "/propositions", "/actors", "/judgements", "/add", "/map", "/network", "/timeline", "/table"];
    let others = [
        format!("/proposition/{proposition}"),
        format!("/article/{article}"),
        format!("/actor?name={actor}"),
        "/search?q=boats".to_owned(),
        "/search?q=zzz".to_owned(),
        "/?speaker=nobody".to_owned(),
        "/map?party=nobody".to_owned(),
        format!("/dossier?id={proposition}"),
        "/dossier?name=Boats".to_owned(),
        "/dossier".to_owned(),
        "/tour".to_owned(),
        "/nowhere".to_owned(),
    ];
    fixed.into_iter().map(str::to_owned).chain(others).collect()
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap()
}

#[test]
fn every_page_is_accessible_in_both_sizes_and_colours() {
    let Ok(axe) = fs::read_to_string(AXE) else {
        eprintln!("skipped: ./check installs axe-core where there is npm");
        return;
    };
    runtime().block_on(async {
        let served = Served::stories("patrol-boats");
        let mut faults = Vec::new();
        for scheme in ["--blink-settings=preferredColorScheme=1", "--blink-settings=preferredColorScheme=0"] {
            let Some(browser) = Browser::start(&[scheme]).await else { return };
            // Whoever judges sees the most.
            browser.client.goto(&format!("{}?token={}", served.address, served.token)).await.unwrap();
            browser.keep_dossier(&served).await;
            for (width, height) in [(1280, 900), (390, 844)] {
                browser.client.set_window_size(width, height).await.unwrap();
                for path in pages(&served) {
                    browser.client.goto(&format!("{}{}", served.address, path.trim_start_matches('/'))).await.unwrap();
                    browser.client.execute(&axe, Vec::new()).await.unwrap();
                    let found = browser.client.execute_async(
                        "const done = arguments[arguments.length - 1];
                         axe.run().then((found) => done(found.violations.map(
                           (fault) => fault.id + ': ' + fault.nodes.slice(0, 3).map((node) => node.html).join(' | '))));",
                        Vec::new(),
                    );
                    let found = found.await.unwrap();
                    let found = found.as_array().unwrap().iter();
                    faults.extend(found.map(|fault| format!("{path} at {width}, {scheme}: {fault}")));
                    let wider = "return document.documentElement.scrollWidth - document.documentElement.clientWidth;";
                    let wider = browser.client.execute(wider, Vec::new()).await.unwrap();
                    if wider != json!(0) {
                        faults.push(format!("{path} is wider than {width} by {wider}"));
                    }
                }
            }
            browser.end().await;
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    });
}

#[test]
fn an_article_is_judged_by_keyboard_and_the_judgement_undone_by_mouse() {
    runtime().block_on(async {
        let served = Served::stories("patrol-boats");
        let Some(browser) = Browser::start(&[]).await else { return };
        browser.client.goto(&format!("{}?token={}", served.address, served.token)).await.unwrap();
        let article = served.json("/api/v1/claims")["rows"][0]["article"].as_str().unwrap().to_owned();
        let page = format!("{}article/{article}", served.address);
        browser.client.goto(&page).await.unwrap();
        browser.fill(".claim input[name=person]", "Quill\t").await;
        // The name is remembered for all forms of the next page.
        browser.client.goto(&page).await.unwrap();
        browser.press("j").await;
        let focused = browser.client.active_element().await.unwrap();
        let claim = focused.attr("data-claim").await.unwrap().expect("the first claim has the focus");
        assert!(browser.client.find(Locator::Css("mark.lit")).await.is_ok(), "its words are lit up");
        browser.press("a").await;
        browser.await_text("judged: accept").await;
        let log = served.json("/api/v1/judgements");
        assert_eq!((&log[0]["a"], &log[0]["person"]), (&json!(claim), &json!("Quill")));
        browser.press("/").await;
        browser.await_text("Search").await;
        browser.fill("main input[name=q]", "boats").await;
        browser.press(&char::from(Key::Enter).to_string()).await;
        browser.await_text("Claims").await;
        browser.client.goto(&format!("{}judgements", served.address)).await.unwrap();
        browser.click("button[value=undo]").await;
        browser.await_text("undo").await;
        assert_eq!(served.json("/api/v1/judgements")[0]["stands"], json!(false));
        browser.end().await;
    });
}

#[test]
fn without_scripts_pages_are_read_narrowed_judged_and_added_to() {
    runtime().block_on(async {
        let served = Served::stories("patrol-boats");
        let Some(browser) = Browser::start(&["--blink-settings=scriptEnabled=false"]).await else { return };
        browser.client.goto(&format!("{}?token={}", served.address, served.token)).await.unwrap();
        browser.keep_dossier(&served).await;
        for path in pages(&served) {
            browser.client.goto(&format!("{}{}", served.address, path.trim_start_matches('/'))).await.unwrap();
            assert!(browser.text().await.len() > 100, "{path} is empty");
        }
        browser.client.goto(&served.address).await.unwrap();
        browser.click(".narrow summary").await;
        browser.fill(".narrow input[name=speaker]", "Lisbon").await;
        browser.click(".narrow button").await;
        browser.await_text("Portugal").await;
        browser.fill("form[action='/views'] input[name=name]", "Lisbon's word").await;
        browser.fill("form[action='/views'] input[name=person]", "Quill").await;
        browser.click("form[action='/views'] button").await;
        browser.await_text("Drop this view").await;
        browser.client.goto(&served.address).await.unwrap();
        browser.click("nav.saved a").await;
        browser.await_text("Drop this view").await;
        browser.client.goto(&format!("{}add", served.address)).await.unwrap();
        browser.fill("input[name=title]", "Boats <script>document.title = 'lost'</script> sent").await;
        browser
            .fill("textarea", "Norway has sent boats to Peru, the minister Anna <b onclick=alert(1)>Holm</b> said.")
            .await;
        browser.fill("input[name=outlet]", "javascript:alert(1)").await;
        browser.click("form.add button").await;
        browser.await_text("<b onclick=alert(1)>Holm</b>").await;
        assert!(!browser.client.title().await.unwrap().starts_with("lost"));
        browser.fill(".claim input[name=person]", "Quill").await;
        browser.click(".claim button[value=reject]").await;
        browser.await_text("judged: reject").await;
        let actors = served.json("/api/v1/actors");
        let [head, other] = [0, 1].map(|at| actors["rows"][at]["name"].as_str().unwrap().to_owned());
        browser.client.goto(&format!("{}actor?name={}", served.address, head.replace(' ', "+"))).await.unwrap();
        browser.click(".names summary").await;
        browser.fill(".names > form input[name=b]", &other).await;
        browser.fill(".names > form input[name=person]", "Quill").await;
        browser.click("button[value=same]").await;
        browser.await_text(&format!("“{other}” is filed under “{head}”")).await;
        browser.end().await;
    });
}

#[test]
fn files_are_added_and_what_cant_be_read_is_told() {
    runtime().block_on(async {
        let served = Served::stories("patrol-boats");
        let Some(browser) = Browser::start(&[]).await else { return };
        let folder = TempDir::new().unwrap();
        let file = |name: &str, text: &str| {
            let path: &Path = &folder.path().join(name);
            fs::write(path, text).unwrap();
            path.display().to_string()
        };
        let good = file("good.txt", "Boats\n\nPeru has bought boats, its navy said.");
        let german = file("german.txt", "Die Regierung hat am Montag gesagt, dass sie keine Boote nach Peru geliefert habe und es auch nicht plane.");
        browser.client.goto(&format!("{}?token={}", served.address, served.token)).await.unwrap();
        browser.client.goto(&format!("{}add", served.address)).await.unwrap();
        browser.fill("input[name=files]", &format!("{good}\n{german}")).await;
        browser.fill("input[name=address]", "http://127.0.0.1:9/secret").await;
        browser.click("form.add button").await;
        browser.await_text("Add more").await;
        let text = browser.text().await;
        assert!(text.contains("good.txt: 1 claims") && text.contains("another language (de)"), "{text}");
        assert!(text.contains("private"), "addresses of this machine are not fetched: {text}");
        browser.end().await;
    });
}
