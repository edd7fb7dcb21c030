//! Composing a dossier: its propositions in order, and what is written between. Each step is kept, none needs a script.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Redirect;
use axum::{Extension, Form};
use hearsay::dossier::{Dossier, Draft, Entry};
use hearsay_ledger::{LedgerError, SavedDossier, View};
use jiff::Timestamp;
use maud::{Markup, html};

use super::dossier::MOST;
use super::{signature, write};
use crate::Desk;
use crate::access::Caller;
use crate::error::PageError;
use crate::query::{escaped, filled};
use crate::tokens::Scope;

/// Characters of the longest name.
const LONGEST_NAME: usize = 120;

/// Characters of the longest passage.
const LONGEST: usize = 20_000;

/// What a button does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// Keeps what is written, in this order.
    Keep,
    /// Adds the propositions to the dossier of this name, or begins it with them.
    Add,
    /// Lets a proposition change places with the one before.
    Up(usize),
    /// With the one behind.
    Down(usize),
    /// Takes a proposition out, with what is written before it.
    Remove(usize),
    /// Drops the dossier.
    Drop,
}

impl Step {
    fn of(told: &str) -> Option<Self> {
        let (what, at) = told.split_once(' ').map_or((told, None), |(what, at)| (what, at.parse().ok()));
        Some(match (what, at) {
            ("keep", None) => Self::Keep,
            ("add", None) => Self::Add,
            ("up", Some(at)) => Self::Up(at),
            ("down", Some(at)) => Self::Down(at),
            ("remove", Some(at)) => Self::Remove(at),
            ("drop", None) => Self::Drop,
            _ => return None,
        })
    }

    /// The draft after this step.
    fn taken(self, mut draft: Draft) -> Draft {
        let last = draft.entries.len().saturating_sub(1);
        match self {
            Self::Up(at) if (1..=last).contains(&at) => draft.entries.swap(at - 1, at),
            Self::Down(at) if at < last => draft.entries.swap(at, at + 1),
            Self::Remove(at) if at <= last => drop(draft.entries.remove(at)),
            _ => {}
        }
        draft
    }
}

/// The form in which a dossier is composed, for those who may; one that isn't kept yet is given a name first.
pub(super) fn form(
    draft: &Draft,
    name: Option<&str>,
    dossier: &Dossier,
    kept: &[SavedDossier],
    secret: Option<&str>,
) -> Markup {
    let Some(secret) = secret else { return html! {} };
    let headings = dossier.sections.iter().map(|section| section.heading.as_str());
    html! {
        @if let Some(name) = name {
            details.noprint {
                summary { "Compose: order, write between, take out" }
                form.compose method="post" action="/dossier" {
                    input type="hidden" name="secret" value=(secret);
                    input type="hidden" name="name" value=(name);
                    @for (at, (entry, heading)) in draft.entries.iter().zip(headings).enumerate() {
                        fieldset {
                            legend { (at + 1) ". " (heading) }
                            input type="hidden" name="id" value=(entry.proposition);
                            label { "Written before it " textarea name="words" rows="3" maxlength=(LONGEST) { (entry.words) } }
                            @if at > 0 { button name="do" value={ "up " (at) } { "Up" } }
                            @if at + 1 < draft.entries.len() { button name="do" value={ "down " (at) } { "Down" } }
                            @if draft.entries.len() > 1 { button name="do" value={ "remove " (at) } { "Take out" } }
                        }
                    }
                    label { "Written at the end " textarea name="end" rows="3" maxlength=(LONGEST) { (draft.end) } }
                    (signature())
                    button name="do" value="keep" { "Keep" }
                    button name="do" value="drop" { "Drop this dossier" }
                }
            }
        } @else {
            form.judge.noprint method="post" action="/dossier" {
                input type="hidden" name="secret" value=(secret);
                @for entry in &draft.entries {
                    input type="hidden" name="id" value=(entry.proposition);
                    input type="hidden" name="words" value="";
                }
                label { "Keep it as, or add it to, " input name="name" required maxlength=(LONGEST_NAME) size="24" list="kept"; }
                datalist #kept { @for saved in kept { option value=(saved.name) { } } }
                (signature())
                button name="do" value="add" { "Keep, to order it and write" }
            }
        }
    }
}

/// What the form sends: a field may come several times.
fn sent(fields: Vec<(String, String)>) -> Result<(Draft, String, String, Step), PageError> {
    let all = |name: &str| -> Vec<String> {
        fields.iter().filter(|(field, _)| field == name).map(|(_, value)| value.clone()).collect()
    };
    let one = |name: &str| all(name).first().and_then(|value| filled(value));
    let asked = |what: &str| PageError::Asked(what.to_owned());
    let entries: Vec<Entry> =
        all("id").into_iter().zip(all("words")).map(|(proposition, words)| Entry { proposition, words }).collect();
    let draft = Draft { entries, end: one("end").unwrap_or_default() };
    let longest = draft.entries.iter().map(|entry| &entry.words).chain([&draft.end]).map(|w| w.chars().count()).max();
    if longest > Some(LONGEST) {
        return Err(PageError::Asked(format!("A passage has {LONGEST} characters at most.")));
    }
    let name = one("name").filter(|name| name.chars().count() <= LONGEST_NAME);
    let name =
        name.ok_or_else(|| PageError::Asked(format!("A dossier has a name of up to {LONGEST_NAME} characters.")))?;
    let person = one("person").ok_or_else(|| asked("A dossier is signed: say who composes it."))?;
    let step = one("do").as_deref().and_then(Step::of).ok_or_else(|| asked("The form has no such button."))?;
    Ok((draft, name, person, step))
}

/// Takes a step in composing.
pub(crate) async fn take(
    State(desk): State<Arc<Desk>>,
    Extension(caller): Extension<Caller>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Redirect, PageError> {
    let secret = fields.iter().find(|(name, _)| name == "secret").map(|(_, secret)| secret.clone()).unwrap_or_default();
    caller.must_by_form(Scope::Judge, &secret)?;
    let (draft, name, person, step) = sent(fields)?;
    let address = if step == Step::Drop { "/dossier".to_owned() } else { format!("/dossier?name={}", escaped(&name)) };
    write(desk, move |_, ledger| {
        let draft = match step {
            Step::Drop => None,
            Step::Add => Some(added(ledger.saved_dossier(&name), draft)?),
            _ => Some(step.taken(draft)),
        };
        if let Some(draft) = &draft {
            if draft.entries.is_empty() || draft.entries.len() > MOST {
                return Err(PageError::Asked(format!("A dossier has one proposition at least, and {MOST} at most.")));
            }
            // Named by all of their ids from here on, and by none that never was.
            draft
                .entries
                .iter()
                .try_for_each(|entry| ledger.proposition(View::default(), &entry.proposition).map(drop))?;
        }
        Ok(ledger.save_dossier(&name, draft.as_ref(), &person, Timestamp::now())?)
    })
    .await?;
    Ok(Redirect::to(&address))
}

/// A dossier with further propositions behind those it has.
fn added(kept: Result<SavedDossier, LedgerError>, new: Draft) -> Result<Draft, PageError> {
    let mut draft = match kept {
        Ok(kept) => kept.draft,
        Err(LedgerError::Absent { .. }) => Draft::default(),
        Err(error) => return Err(error.into()),
    };
    for entry in new.entries {
        if draft.entries.iter().all(|known| known.proposition != entry.proposition) {
            draft.entries.push(entry);
        }
    }
    Ok(draft)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_order_a_draft_and_pass_over_places_that_arent_there() {
        let entry = |id: &str| Entry { proposition: id.to_owned(), words: format!("before {id}") };
        let draft = Draft { entries: ["a", "b", "c"].map(entry).into(), end: "so far".to_owned() };
        let order = |told: &str| {
            let taken = Step::of(told).unwrap().taken(draft.clone());
            taken.entries.iter().map(|entry| entry.proposition.clone()).collect::<String>()
        };
        let told = ["keep", "up 1", "up 0", "down 1", "down 2", "remove 0", "remove 7"];
        assert_eq!(told.map(order), ["abc", "bac", "abc", "acb", "abc", "bc", "abc"]);
        assert_eq!(["up", "up x", "up -1", "keep 1", "", "burn"].map(Step::of), [None; 6]);
    }
}
