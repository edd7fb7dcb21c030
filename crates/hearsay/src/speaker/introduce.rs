//! Whom a text introduces: names with a title, an apposition or a noun that says what they are, and groups of a state.

use hearsay_gazetteer::RoleKind;

use super::body::Named;
use super::phrase::{Voice, analyse};
use super::token::{Token, cover, is_preposition, runs};
use super::{Cast, is_firm};
use crate::SpeakerKind;

/// Whether what stands behind a name and its comma says who somebody is: "a spokesman for the port", but not "the
/// spokesman said".
fn describes_one(apposition: &[Token<'_>]) -> bool {
    let Some(role) = apposition.iter().position(|t| t.is_role(RoleKind::One)) else { return false };
    let goes_on =
        |next: &Token<'_>| is_preposition(next) || next.is_role(RoleKind::One) || next.is("who") || next.is("turned");
    apposition[role].ends_part || apposition[role].possessive || apposition.get(role + 1).is_none_or(goes_on)
}

/// Whether it says what a body is: "a volunteer group in the south", but not "a rights group said".
fn explains_body(apposition: &[Token<'_>]) -> bool {
    let is_body = |t: &Token<'_>| t.role.is_some_and(|r| r.kind.body().is_some());
    let Some(last) = apposition.iter().rposition(is_body) else { return false };
    let goes_on = |next: &Token<'_>| {
        is_preposition(next) || ["that", "which", "who", "based", "run", "led"].iter().any(|word| next.is(word))
    };
    // "Renk, the German supplier".
    let firm = apposition.first().is_some_and(|t| t.is("the")) && is_firm(&apposition[last].text.to_lowercase());
    let indefinite = firm || apposition.first().is_some_and(|t| t.is("a") || t.is("an"));
    indefinite && (apposition[last].ends_part || apposition.get(last + 1).is_none_or(goes_on))
}

impl Cast<'_> {
    /// Admits the persons and bodies that a sentence introduces, and takes down where known names occur.
    pub(super) fn introduced(&mut self, words: &[Token<'_>]) {
        for run in runs(words) {
            let before = run.start.checked_sub(1).map(|i| &words[i]).filter(|t| !t.ends_part || t.role.is_some());
            let titled = before.is_some_and(|t| t.is_role(RoleKind::One) && !t.ends_part);
            let is_body = |t: &Token<'_>| t.role.is_some_and(|r| r.kind.body().is_some());
            let sorted = before.is_some_and(|t| is_body(t) && !t.is_capitalised());
            let titles = |t: &Token<'_>| t.role.is_some() || t.is_capitalised() && !t.opens_clause();
            let title = |&i: &usize| !words[i].ends_part && titles(&words[i]);
            let start = (0..run.start).rev().take_while(title).last().unwrap_or(run.start);
            let next = words.get(run.end..(run.end + 6).min(words.len())).unwrap_or(&[]);
            let apposition = &next[..next.iter().position(|t| t.ends_part).map_or(next.len(), |i| i + 1)];
            let closed = words[run.end - 1].ends_part;
            let apposed = closed && describes_one(apposition);
            // "a member of the board, Ana Lund": the first noun says who is named, not the last.
            let clause =
                words[..run.start].iter().rposition(|t| t.ends_part && !std::ptr::eq(t, &words[run.start - 1]));
            let described = clause.map_or(0, |i| i + 1)..run.start.saturating_sub(1);
            // "Azerbaijan's president, Ilham Rzayev, laughed".
            let titled_before = before.is_some_and(|t| t.ends_part && t.is_role(RoleKind::One)) && closed;
            let of_person = run.len() > 1
                && before.is_some_and(|t| t.ends_part)
                && (titled_before
                    || words[described.clone()].iter().any(|t| t.is_role(RoleKind::One) && !t.is_capitalised()));
            let sorted = sorted && !of_person;
            // "The company concerned, Anadolu Aero, said".
            let of_body = closed
                && before.is_none()
                && described.len() <= 8
                && words[described.clone()]
                    .first()
                    .is_some_and(|t| ["the", "a", "an", "its", "another"].iter().any(|d| t.is(d)))
                && words[described.clone()].iter().find(|t| t.role.is_some()).is_some_and(is_body);
            let start = if of_person { described.start } else { start };
            let explained = closed && explains_body(apposition);
            let end = if apposed || explained {
                (run.end..words.len()).find(|&i| words[i].ends_part).map_or(words.len(), |i| i + 1)
            } else {
                run.end
            };
            let name = cover(words, &run);
            let start = if sorted { run.start - 1 } else { start };
            let voice = self.at_home(analyse(self.text, cover(words, &(start..end)), self.gazetteer), name);
            match voice {
                Voice::Person { name: body, roles, .. } if of_body && roles.is_empty() => {
                    let named = Named { name: body, kind: SpeakerKind::Organisation, of: None };
                    self.admit(Voice::Body { named, noun: Some("company".to_owned()) }, name);
                }
                Voice::Person { .. } if titled || of_person || apposed && run.len() > 1 => {
                    self.admit(voice, name);
                }
                Voice::Body { ref noun, .. }
                    if noun.is_some()
                        && (sorted || explained || run.len() > 1 && words[run.clone()].iter().any(is_body)) =>
                {
                    self.admit(voice, name);
                }
                _ => {
                    let words = name.text(self.text);
                    if let Some(member) = self.person(words).or_else(|| self.short(words)) {
                        self.members[member].mentions.push(name);
                    } else if self.official(words, None).is_some() {
                        self.admit(Voice::named(words), name);
                    }
                }
            }
        }
    }

    /// Groups of a state or body, to which "the experts" may refer: "UN experts".
    pub(super) fn groups(&mut self, words: &[Token<'_>]) {
        for (i, word) in words.iter().enumerate().skip(1).filter(|(_, w)| w.is_role(RoleKind::Many)) {
            let before = &words[i - 1];
            let of = before.span.text(self.text);
            let is_body = self.gazetteer.demonym(of).is_some() || self.gazetteer.body(of).is_some();
            if is_body && !before.ends_part {
                let span = before.span.join(word.span);
                if let voice @ Voice::Nominal(_) = analyse(self.text, span, self.gazetteer) {
                    self.admit(voice, span);
                }
            }
        }
    }
}
