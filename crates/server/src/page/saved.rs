//! Saved views: selections that a desk comes back to, with what is new in each.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Redirect;
use axum::{Extension, Form};
use hearsay_ledger::{Ledger, SavedView};
use jiff::Timestamp;
use maud::{Markup, html};
use serde::Deserialize;

use super::{signature, write};
use crate::Desk;
use crate::access::Caller;
use crate::error::PageError;
use crate::query::Selection;
use crate::tokens::Scope;

/// New claims of a view that are counted; more are "99 or more".
const MOST: u32 = 99;

/// Characters of the longest name.
const LONGEST: usize = 60;

/// A view and how many claims of it are new.
pub(super) struct Counted {
    view: SavedView,
    new: u32,
}

/// The saved views, with what is new in each since a time.
pub(super) fn counted(ledger: &Ledger, desk: &Desk, since: Option<Timestamp>) -> Result<Vec<Counted>, PageError> {
    let count = |view: SavedView| {
        let filter = Selection::of_address(&view.selection).and_then(|selection| selection.filter(&desk.gazetteer));
        // A view of an earlier version may ask for what is no longer there.
        let new = match (since, filter) {
            (Some(since), Ok(filter)) => ledger.count_since(since, &filter, MOST)?,
            _ => 0,
        };
        Ok(Counted { view, new })
    };
    ledger.saved_views()?.into_iter().map(count).collect()
}

/// The views as links, each with its feed, and the form that saves what is selected now.
pub(super) fn list(views: &[Counted], asked: &Selection, caller: &Caller) -> Markup {
    let here = asked.address(0);
    let secret = caller.for_forms(Scope::Judge);
    html! {
        @if !views.is_empty() {
            nav.saved aria-label="Saved views" {
                @for Counted { view, new } in views {
                    span.saved-view {
                        a href={ "/?" (view.selection) } aria-current=[(view.selection == here).then_some("page")] { (view.name) }
                        @if *new > 0 { span.new { (new) @if *new == MOST { " or more" } " new" } " " }
                        a href={ "/feed.atom?" (view.selection) } aria-label={ "Feed of " (view.name) } { "feed" }
                    }
                }
            }
        }
        @if let Some(secret) = secret && !here.is_empty() {
            form.judge method="post" action="/views" {
                input type="hidden" name="secret" value=(secret);
                input type="hidden" name="selection" value=(here);
                @match views.iter().find(|counted| counted.view.selection == here) {
                    Some(Counted { view, .. }) => {
                        input type="hidden" name="name" value=(view.name);
                        button name="drop" value="true" { "Drop this view" }
                    },
                    None => {
                        label { "Save this view as " input name="name" required maxlength=(LONGEST) size="16"; }
                        button { "Save" }
                    },
                }
                (signature())
            }
        }
    }
}

/// What the form sends.
#[derive(Debug, Deserialize)]
pub(crate) struct Sent {
    secret: String,
    name: String,
    selection: String,
    person: String,
    #[serde(default)]
    drop: bool,
}

/// Saves a view, or drops it.
pub(crate) async fn save(
    State(desk): State<Arc<Desk>>,
    Extension(caller): Extension<Caller>,
    Form(sent): Form<Sent>,
) -> Result<Redirect, PageError> {
    caller.must_by_form(Scope::Judge, &sent.secret)?;
    let address = selected(&sent.selection, &desk)?;
    keep(desk, &sent.name, (!sent.drop).then(|| address.clone()), &sent.person).await?;
    Ok(Redirect::to(&format!("/?{address}")))
}

/// A selection that can be, as an address has it.
pub(crate) fn selected(selection: &str, desk: &Desk) -> Result<String, PageError> {
    let selection = Selection::of_address(selection)?;
    selection.filter(&desk.gazetteer)?;
    Ok(selection.address(0))
}

/// Saves a view of a selection, or drops it where there is none.
pub(crate) async fn keep(
    desk: Arc<Desk>,
    name: &str,
    selection: Option<String>,
    person: &str,
) -> Result<(), PageError> {
    let (name, person) = (name.trim().to_owned(), person.trim().to_owned());
    if name.is_empty() || name.chars().count() > LONGEST || person.is_empty() {
        let asked = format!("A view has a name of up to {LONGEST} characters, and is signed: say who saves it.");
        return Err(PageError::Asked(asked));
    }
    write(desk, move |_, ledger| Ok(ledger.save_view(&name, selection.as_deref(), &person, Timestamp::now())?)).await
}
