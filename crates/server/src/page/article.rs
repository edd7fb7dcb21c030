//! One article: its text with what was found in it, the claims beside it, its versions, and the stored page.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::IntoResponse;
use hearsay::contract::{ClaimFields, FillerFields, FrameFields};
use hearsay::marks::{Stretch, stretches};
use hearsay_ledger::{ClaimRow, StoredArticle};
use maud::{Markup, html};

use super::proposition::differences;
use super::{frame, manner, read};
use crate::Desk;
use crate::access::Caller;
use crate::error::PageError;
use crate::judging::Judge;

pub(crate) async fn show(
    State(desk): State<Arc<Desk>>,
    Path(id): Path<String>,
    Extension(caller): Extension<Caller>,
) -> Result<Markup, PageError> {
    let judge = Judge::of(&caller);
    let (article, claims, versions, kept) = read(desk, move |ledger| {
        let article = ledger.article(&id)?;
        let (claims, versions) = (ledger.claims_of(&article.id)?, ledger.versions(&article.id)?);
        let kept = ledger.has_page(&article.raw_hash)?;
        Ok((article, claims, versions, kept))
    })
    .await?;
    let fields: Vec<ClaimFields> = claims.iter().map(|row| row.claim.clone()).collect();
    let title = if article.title.is_empty() { &article.reference } else { &article.title };
    Ok(frame(
        title,
        None,
        &html! {
            p.about {
                @if let Some(outlet) = &article.outlet { (outlet) " · " }
                @if let Some(published) = &article.published { time { (published) } " · " }
                @if let Some(url) = article.url.as_deref().filter(|url| url.starts_with("http://") || url.starts_with("https://")) {
                    a href=(url) rel="noreferrer noopener" { "as published" } " · "
                }
                "first seen " time { (article.first_seen.get(..16).unwrap_or(&article.first_seen)) } " · "
                @if kept { a href={ "/page/" (article.raw_hash) } { "stored page" } " · " }
                "hash " code { (article.raw_hash.get(..16).unwrap_or(&article.raw_hash)) }
            }
            p.legend {
                "Marks: " mark.content { "content" } " " mark.source { "source" } " " mark.cue { "cue" } " "
                mark.relay { "relay" } " " mark.evidence { "evidence" } " " mark.role { "who or what takes part" }
            }
            @if versions.len() > 1 {
                details {
                    summary { (versions.len()) " versions of this text" }
                    ul { @for version in &versions {
                        li { a href={ "/article/" (version.id) } aria-current=[(version.id == article.id).then_some("true")] {
                            "first seen " (version.first_seen.get(..16).unwrap_or(&version.first_seen)) } }
                    } }
                    @if let Some(before) = before(&versions, &article.id) {
                        h2 { "What changed since the version before" }
                        (differences(&before.text, &article.text))
                    }
                }
            }
            div.reading {
                div.text {
                    (text(&stretches(&article.text, &fields)))
                    @if !article.captions.is_empty() {
                        h2 { "Below its pictures" }
                        ul.captions { @for caption in &article.captions {
                            li { (caption.text) @if let Some(credit) = &caption.credit { " " span.credit { "(" (credit) ")" } } }
                        } }
                    }
                }
                aside aria-label="Claims" {
                    @if claims.is_empty() { p.empty { "No claims were found in this article." } }
                    ol.claims { @for row in &claims { (beside(row, &judge)) } }
                }
            }
        },
    ))
}

/// The version before an article, among those of its address.
fn before<'v>(versions: &'v [StoredArticle], article: &str) -> Option<&'v StoredArticle> {
    let at = versions.iter().position(|version| version.id == article)?;
    versions.get(at.checked_sub(1)?)
}

/// The text, paragraph by paragraph.
fn text(stretches: &[Stretch]) -> Markup {
    let mut paragraphs: Vec<Vec<Stretch>> = vec![Vec::new()];
    for stretch in stretches {
        for (i, line) in stretch.text.split('\n').enumerate() {
            if i > 0 {
                paragraphs.push(Vec::new());
            }
            if let Some(paragraph) = paragraphs.last_mut().filter(|_| !line.is_empty()) {
                paragraph.push(Stretch { text: line.to_owned(), ..stretch.clone() });
            }
        }
    }
    html! {
        @for paragraph in paragraphs.iter().filter(|paragraph| !paragraph.is_empty()) {
            p { @for stretch in paragraph { (marked(stretch)) } }
        }
    }
}

fn marked(stretch: &Stretch) -> Markup {
    if stretch.kinds.is_empty() {
        return html! { (stretch.text) };
    }
    let kinds = stretch.kinds.iter().copied().collect::<Vec<_>>().join(" ");
    let claims = stretch.claims.iter().cloned().collect::<Vec<_>>().join(" ");
    html! { mark class=(kinds) data-claims=(claims) { (stretch.text) } }
}

fn beside(row: &ClaimRow, judge: &Judge) -> Markup {
    let claim = &row.claim;
    html! {
        li.claim.denies[claim.polarity == hearsay::Polarity::Negative] id={ "c-" (claim.id) } data-claim=(claim.id) tabindex="0" {
            p.who {
                (claim.speaker.name.as_deref().unwrap_or("nobody named"))
                @if let Some(body) = &claim.speaker.affiliation { " for " (body) }
                (manner(claim))
            }
            blockquote { (claim.content.exact) }
            @for frame in &claim.frames {
                p.frame {
                    strong { (frame.kind) } @if let Some(stage) = &frame.stage { " " (stage) }
                    @for (i, (name, told)) in parts(frame).iter().enumerate() {
                        @if i == 0 { ": " } @else { "; " }
                        span.role-name { (name) " " } (told)
                    }
                }
            }
            (judge.buttons(&claim.id, row.judged.as_deref(), &format!("/article/{}", row.article)))
        }
    }
}

/// What an event's frame tells, by what it tells of.
fn parts(frame: &FrameFields) -> Vec<(String, String)> {
    let fillers = |of: &[FillerFields]| of.iter().map(|filler| filler.name.as_str()).collect::<Vec<_>>().join(", ");
    let roles = frame.roles.iter().map(|(role, of)| (role.replace('_', " "), fillers(of)));
    let measures = [
        ("how many", frame.quantity.as_ref().map(|quantity| &quantity.text)),
        ("for", frame.value.as_ref().map(|value| &value.text)),
        ("when", frame.time.as_ref().map(|time| &time.text)),
    ];
    let measures = measures.into_iter().filter_map(|(name, text)| Some((name.to_owned(), text?.clone())));
    roles.chain(measures).collect()
}

/// The bytes of a stored page, never as a page of this server.
pub(crate) async fn stored(
    State(desk): State<Arc<Desk>>,
    Path(hash): Path<String>,
) -> Result<impl IntoResponse, PageError> {
    let name = format!(
        "attachment; filename=\"{}.bin\"",
        hash.chars().filter(char::is_ascii_hexdigit).take(16).collect::<String>()
    );
    let bytes = read(desk, move |ledger| {
        ledger.page(&hash)?.ok_or_else(|| PageError::Asked("The ledger has no page with this hash.".to_owned()))
    })
    .await?;
    Ok(([(header::CONTENT_TYPE, "application/octet-stream".to_owned()), (header::CONTENT_DISPOSITION, name)], bytes))
}
