//! Adding: text that is pasted, an address, or files, for those who hold the token.

use std::sync::{Arc, OnceLock};

use axum::extract::{Multipart, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use hearsay::contract::Record;
use hearsay::{Article, Models, extract};
use hearsay_ledger::{Appended, Evidence, Ledger, Outcome, Source};
use hearsay_reader::{Input, Options, language, parse};
use jiff::Timestamp;
use jiff::civil::Date;
use maud::{Markup, html};

use super::frame;
use crate::Desk;
use crate::error::PageError;
use crate::guard::same;

/// Bytes of one form: a file of the longest kind, or several pages.
pub(crate) const LONGEST: usize = 32 << 20;

/// What a form sends.
#[derive(Debug, Default)]
struct Sent {
    secret: String,
    title: String,
    text: String,
    address: String,
    outlet: String,
    published: String,
    /// Names and contents of files.
    files: Vec<(String, Vec<u8>)>,
}

/// An article with what it was read from, or why there is none.
type Read = Result<(Article, Evidence), String>;

/// What became of one thing that was sent.
struct Taken {
    name: String,
    outcome: Result<Appended, String>,
}

pub(crate) async fn show(State(desk): State<Arc<Desk>>, headers: HeaderMap) -> Markup {
    let secret = desk.token.is_held(&headers).then(|| desk.token.of_forms());
    frame("Add", Some("/add"), &form(secret.as_deref()))
}

fn form(secret: Option<&str>) -> Markup {
    let Some(secret) = secret else {
        return html! {
            p.empty { "Adding needs the address with the token that `hearsay serve` printed. Open it once in this browser." }
        };
    };
    html! {
        p { "Paste a text, name an address, or choose files; what is read stands in the ledger at once." }
        form.add method="post" action="/add" enctype="multipart/form-data" {
            input type="hidden" name="secret" value=(secret);
            label { "Title" input name="title" size="60"; }
            label { "Text" textarea name="text" rows="8" cols="70" { } }
            label { "Address" input type="url" name="address" size="60" placeholder="https://"; }
            label { "Files" input type="file" name="files" multiple; }
            label { "Outlet" input name="outlet" size="30"; }
            label { "Published" input type="date" name="published"; }
            button { "Read" }
        }
    }
}

/// Reads what a form sends, and stores it.
pub(crate) async fn add(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
    form: Multipart,
) -> Result<Response, PageError> {
    let sent = received(form).await?;
    if !desk.token.is_held(&headers) || !same(&sent.secret, &desk.token.of_forms()) {
        return Err(PageError::Forbidden);
    }
    let taken = tokio::task::spawn_blocking(move || take(&desk, sent)).await.map_err(|_| PageError::Broken)??;
    match taken.as_slice() {
        [] => Err(PageError::Asked("Nothing was sent: paste a text, name an address, or choose files.".to_owned())),
        [Taken { outcome: Ok(appended), .. }] => {
            Ok(Redirect::to(&format!("/article/{}", appended.article)).into_response())
        }
        several => Ok(frame("Added", Some("/add"), &told(several)).into_response()),
    }
}

async fn received(mut form: Multipart) -> Result<Sent, PageError> {
    let broken = |error: axum::extract::multipart::MultipartError| PageError::Asked(error.body_text());
    let mut sent = Sent::default();
    while let Some(field) = form.next_field().await.map_err(broken)? {
        let name = field.name().unwrap_or_default().to_owned();
        if name == "files" {
            let file = field.file_name().unwrap_or_default().to_owned();
            let bytes = field.bytes().await.map_err(broken)?;
            // A form without files sends one without name and content.
            if !bytes.is_empty() {
                sent.files.push((file, bytes.to_vec()));
            }
            continue;
        }
        let into = match name.as_str() {
            "secret" => &mut sent.secret,
            "title" => &mut sent.title,
            "text" => &mut sent.text,
            "address" => &mut sent.address,
            "outlet" => &mut sent.outlet,
            "published" => &mut sent.published,
            other => return Err(PageError::Asked(format!("The form has no field “{other}”."))),
        };
        *into = field.text().await.map_err(broken)?.trim().to_owned();
    }
    Ok(sent)
}

fn take(desk: &Desk, sent: Sent) -> Result<Vec<Taken>, PageError> {
    let filled = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let published: Option<Date> = match filled(&sent.published) {
        Some(day) => {
            Some(day.parse().map_err(|_| PageError::Asked(format!("“{day}” is no day, such as 2024-01-31.")))?)
        }
        None => None,
    };
    let options = Options { published, outlet: filled(&sent.outlet), ..Options::default() };
    let mut found: Vec<(String, Read)> = Vec::new();
    if !sent.text.is_empty() {
        // Browsers send line ends of two signs.
        let text = sent.text.replace("\r\n", "\n");
        let whole = if sent.title.is_empty() { text } else { format!("{}\n\n{text}", sent.title) };
        let name = if sent.title.is_empty() { "pasted text".to_owned() } else { sent.title.clone() };
        let read = read_bytes(&name, whole.into_bytes(), &options);
        found.push((name, read));
    }
    if !sent.address.is_empty() {
        found.push((sent.address.clone(), fetched(&sent.address, &options)));
    }
    for (name, bytes) in sent.files {
        let read = read_bytes(&name, bytes, &options);
        found.push((name, read));
    }
    let models = models()?;
    let mut ledger = Ledger::open(&desk.path)?;
    let mut taken = Vec::new();
    for (name, read) in found {
        let outcome = match read {
            Ok((article, evidence)) => {
                let record = Record::new(&article, &extract(&article, models));
                let source = Source::of_evidence(record, evidence);
                let appended = ledger.append(&[source], &desk.gazetteer, &hearsay::version(), Timestamp::now())?;
                appended.into_iter().next().ok_or_else(|| "it was not taken in".to_owned())
            }
            Err(reason) => Err(reason),
        };
        taken.push(Taken { name, outcome });
    }
    Ok(taken)
}

fn read_bytes(name: &str, bytes: Vec<u8>, options: &Options) -> Read {
    let evidence = Evidence { bytes: bytes.clone(), url: None, fetched: None, media_type: None };
    english(parse(name, bytes, options).map_err(|error| error.to_string())?).map(|article| (article, evidence))
}

fn fetched(address: &str, options: &Options) -> Read {
    let input = Input::of(address);
    if !matches!(input, Input::Address(_)) {
        return Err("this is no address that begins with http:// or https://".to_owned());
    }
    let entry = input.open(options).map_err(|error| error.to_string())?;
    let article = english(entry.article(options).map_err(|error| error.to_string())?)?;
    let page = entry.page();
    let evidence = Evidence { bytes: page.bytes, url: page.url, fetched: page.fetched, media_type: page.media_type };
    Ok((article, evidence))
}

/// Only English is read.
fn english(article: Article) -> Result<Article, String> {
    match language(&article.text) {
        Some(other) if other != "en" => Err(format!("it is in another language ({other}); only English is read")),
        _ => Ok(article),
    }
}

/// The models, loaded when something is first added.
fn models() -> Result<&'static Models, PageError> {
    static LOADED: OnceLock<Option<Models>> = OnceLock::new();
    LOADED.get_or_init(|| Models::embedded().ok()).as_ref().ok_or(PageError::Broken)
}

fn told(taken: &[Taken]) -> Markup {
    html! {
        ul.taken {
            @for Taken { name, outcome } in taken {
                li {
                    @match outcome {
                        Ok(appended) => {
                            a href={ "/article/" (appended.article) } { (name) }
                            @match &appended.outcome {
                                Outcome::Added { claims } => { ": " (claims) " claims" },
                                Outcome::Changed { .. } => { ": another version" },
                                _ => { ": the ledger has it" },
                            }
                        },
                        Err(reason) => { (name) ": " span.fault { (reason) } },
                    }
                }
            }
        }
        p { a href="/add" { "Add more" } }
    }
}
