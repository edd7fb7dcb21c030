//! Adding: text that is pasted, an address, or files, for those who hold the token.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Multipart, State};
use axum::response::{IntoResponse, Redirect, Response};
use hearsay_ledger::Outcome;
use hearsay_reader::{Entry, Options};
use maud::{Markup, html};

use super::frame;
use crate::Desk;
use crate::access::Caller;
use crate::error::PageError;
use crate::query::{day, filled};
use crate::taking::{Offered, Taken, take};
use crate::tokens::Scope;

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

pub(crate) async fn show(Extension(caller): Extension<Caller>) -> Markup {
    frame("Add", Some("/add"), &form(caller.for_forms(Scope::Add)))
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
    Extension(caller): Extension<Caller>,
    form: Multipart,
) -> Result<Response, PageError> {
    let sent = received(form).await?;
    caller.must_by_form(Scope::Add, &sent.secret)?;
    let options = Options {
        published: day(filled(&sent.published).as_deref())?,
        outlet: filled(&sent.outlet),
        ..Options::default()
    };
    let taken = take(desk, sent.offered(), options).await?;
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

impl Sent {
    fn offered(self) -> Vec<Offered> {
        let mut offered = Vec::new();
        if !self.text.is_empty() {
            // Browsers send line ends of two signs.
            let text = self.text.replace("\r\n", "\n");
            let name = filled(&self.title).unwrap_or_else(|| "pasted text".to_owned());
            offered.push(Offered::from(match filled(&self.title) {
                Some(title) => Entry::of_text(&name, text, Some(title), None),
                // It may be a page's source, or begin with its title.
                None => Entry::of_bytes(&name, text.into_bytes()),
            }));
        }
        offered.extend(filled(&self.address).map(Offered::Address));
        let files = self.files.into_iter().map(|(name, bytes)| Offered::from(Entry::of_bytes(&name, bytes)));
        offered.extend(files);
        offered
    }
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
