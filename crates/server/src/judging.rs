//! Judging: what people decide of claims and propositions, and the log of it.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Redirect;
use axum::{Extension, Form};
use hearsay_ledger::{About, Judged, NewJudgement, Verdict};
use jiff::Timestamp;
use maud::{Markup, html};
use serde::Deserialize;

use crate::Desk;
use crate::access::Caller;
use crate::error::PageError;
use crate::page::{frame, read, signature, write};
use crate::query::filled;
use crate::tokens::Scope;

/// A judgement as a form sends it.
#[derive(Debug, Deserialize)]
pub(crate) struct Sent {
    secret: String,
    verdict: Verdict,
    a: String,
    #[serde(default)]
    b: String,
    #[serde(default)]
    note: String,
    #[serde(default)]
    person: String,
    /// Whether `a` and `b` are names of actors.
    #[serde(default)]
    actors: bool,
    /// Whether the origins of `a` and `b` are judged.
    #[serde(default)]
    origins: bool,
    /// Where to go back to.
    #[serde(default)]
    back: String,
}

/// What a page needs to let its reader judge: the secret of its forms, if the reader holds the token.
#[derive(Clone, Debug)]
pub(crate) struct Judge(Option<String>);

impl Judge {
    pub(crate) fn of(caller: &Caller) -> Self {
        Self(caller.for_forms(Scope::Judge).map(str::to_owned))
    }

    /// Buttons to accept or reject what has an id; nothing for those who may only read.
    pub(crate) fn buttons(&self, id: &str, judged: Option<&str>, back: &str) -> Markup {
        html! {
            @if let Some(verdict) = judged { span.judged { "judged: " (verdict) } }
            (self.form(id, back, &html! {
                (signed())
                button name="verdict" value="accept" data-key="a" { "Accept" }
                button name="verdict" value="reject" data-key="r" { "Reject" }
                button name="verdict" value="note" data-key="n" { "Note" }
            }))
        }
    }

    /// Fields to say that two propositions are one, or two.
    pub(crate) fn pair(&self, id: &str, back: &str) -> Markup {
        self.form(
            id,
            back,
            &html! {
                label { "and " input name="b" required size="12" placeholder="another id"; }
                (signed())
                button name="verdict" value="same" { "are the same" }
                button name="verdict" value="different" { "are different" }
            },
        )
    }

    /// A button to say that a statement doesn't go back to another one.
    pub(crate) fn unlink(&self, statement: &str, other: &str, back: &str) -> Markup {
        self.form(
            statement,
            back,
            &html! {
                input type="hidden" name="origins" value="true";
                input type="hidden" name="b" value=(other);
                (signed())
                button name="verdict" value="different" { "It doesn't" }
            },
        )
    }

    /// A field to file another name under an actor's.
    pub(crate) fn merge(&self, name: &str, back: &str) -> Markup {
        self.form(
            name,
            back,
            &html! {
                input type="hidden" name="actors" value="true";
                label { "Also filed here: " input name="b" required size="20" placeholder="another name"; }
                (signed())
                button name="verdict" value="same" { "Merge" }
            },
        )
    }

    /// A button to file apart what is told of an actor in some words.
    pub(crate) fn split(&self, name: &str, words: &str, back: &str) -> Markup {
        self.form(
            name,
            back,
            &html! {
                input type="hidden" name="actors" value="true";
                input type="hidden" name="b" value=(words);
                (signed())
                button name="verdict" value="different" aria-label={ "Somebody else: " (words) } { "Somebody else" }
            },
        )
    }

    pub(crate) fn undo(&self, judged: &Judged, back: &str) -> Markup {
        if !judged.stands || judged.verdict == "undo" {
            return html! {};
        }
        self.form(
            &judged.id.to_string(),
            back,
            &html! {
                input type="hidden" name="person" value=(judged.person);
                button name="verdict" value="undo" { "Undo" }
            },
        )
    }

    /// A form about what has an id, for those who may judge.
    fn form(&self, id: &str, back: &str, fields: &Markup) -> Markup {
        html! {
            @if let Some(secret) = &self.0 {
                form.judge method="post" action="/judge" {
                    input type="hidden" name="secret" value=(secret);
                    input type="hidden" name="a" value=(id);
                    input type="hidden" name="back" value=(back);
                    (fields)
                }
            }
        }
    }
}

/// Who judges, and why.
fn signed() -> Markup {
    html! {
        (signature())
        input name="note" placeholder="note" aria-label="note" size="16";
    }
}

/// Records a judgement that a form sends.
pub(crate) async fn judge(
    State(desk): State<Arc<Desk>>,
    Extension(caller): Extension<Caller>,
    Form(sent): Form<Sent>,
) -> Result<Redirect, PageError> {
    caller.must_by_form(Scope::Judge, &sent.secret)?;
    let about = match (sent.actors, sent.origins) {
        (true, _) => About::Actors,
        (_, true) => About::Origins,
        _ => About::Propositions,
    };
    let new = NewJudgement {
        verdict: sent.verdict,
        a: sent.a,
        b: filled(&sent.b),
        about,
        note: filled(&sent.note),
        evidence: None,
        person: sent.person,
    };
    record(desk, new).await?;
    // Only back to a page of ours.
    let ours = sent.back.starts_with('/') && !sent.back.starts_with("//") && !sent.back.contains(['\\', '\r', '\n']);
    Ok(Redirect::to(if ours { &sent.back } else { "/judgements" }))
}

/// Records a judgement; returns its number.
pub(crate) async fn record(desk: Arc<Desk>, new: NewJudgement) -> Result<i64, PageError> {
    let person = filled(&new.person);
    let person = person.ok_or_else(|| PageError::Asked("A judgement is signed: say who judges.".to_owned()))?;
    let new = NewJudgement { person, ..new };
    write(desk, move |desk, ledger| Ok(ledger.judge(&new, &desk.gazetteer, Timestamp::now())?)).await
}

/// The log: who decided what, when.
pub(crate) async fn show(
    State(desk): State<Arc<Desk>>,
    Extension(caller): Extension<Caller>,
) -> Result<Markup, PageError> {
    let judge = Judge::of(&caller);
    let mut rows = read(desk, |ledger| Ok(ledger.judgements()?)).await?;
    rows.reverse();
    Ok(frame(
        "Judgements",
        Some("/judgements"),
        &html! {
            @if rows.is_empty() { p.empty { "Nothing has been judged yet. Accept or reject a claim on its article's page." } }
            @else {
                table {
                    thead { tr { th { "When" } th { "Who" } th { "Judged" } th { "What" } th { "Note" } th { } } }
                    tbody {
                        @for row in &rows {
                            tr.undone[!row.stands] {
                                td { (row.recorded.get(..16).unwrap_or(&row.recorded)) }
                                td { (row.person) }
                                td { (row.verdict) }
                                td { (row.about) " " code { (row.a) } @if let Some(b) = &row.b { " " code { (b) } } }
                                td { @if let Some(note) = &row.note { (note) } }
                                td { (judge.undo(row, "/judgements")) }
                            }
                        }
                    }
                }
            }
        },
    ))
}
