//! Denials that hold no frame of their own: which event of the article they deny.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::role::is_party;
use super::{Event, Filler, Statement, item, text};
use crate::{Polarity, Quotation};

/// Nouns and pronouns for what somebody has said, in lower case.
const ACCOUNTS: &[&str] = &[
    "account",
    "accounts",
    "accusation",
    "accusations",
    "allegation",
    "allegations",
    "article",
    "articles",
    "assertion",
    "assertions",
    "assurance",
    "assurances",
    "charge",
    "charges",
    "claim",
    "claims",
    "everything",
    "figure",
    "figures",
    "finding",
    "findings",
    "headline",
    "headlines",
    "kind",
    "notion",
    "report",
    "reporting",
    "reports",
    "rumour",
    "rumours",
    "rumor",
    "rumors",
    "sort",
    "statement",
    "statements",
    "story",
    "stories",
    "suggestion",
    "suggestions",
    "talk",
    "testimony",
    "version",
];

/// Things and parties of an event that a denial names for it to be about that event.
const NAMED: usize = 2;

/// Words of a denial at most that says nothing of what it denies: "the charges as “a novel with tariff codes”".
const SHORT: usize = 9;

/// Gives denials without a frame the event that they deny, without its numbers.
///
/// A denial speaks of an account, "called the ministry's story a sailor's yarn", or names some of what takes part, "no
/// barrel went to Chad". Of several events it is the one that it names most of, and the nearest before it.
pub(super) fn refer(statements: &mut [Statement]) {
    for i in 0..statements.len() {
        let here = &statements[i];
        if here.event.is_some() || here.polarity != Polarity::Negative || here.quotation == Quotation::None {
            continue;
        }
        let denial = Denial::of(here);
        // Nearest before, then nearest after.
        let order = |j: usize| if j < i { i - j } else { statements.len() + j };
        // "Such reports" are those that the article is about; "the report" is the last.
        let told = |j: usize| if denial.of_accounts { tellings(&statements[j], statements) } else { 0 };
        let fits =
            (0..statements.len()).filter_map(|j| Some((Reverse((denial.fit(&statements[j])?, told(j))), order(j), j)));
        let Some(j) = fits.min().map(|(_, _, j)| j).or_else(|| denial.of_all(statements, i)) else { continue };
        // Who denies what another denies doesn't deny the event.
        let denied = &statements[j];
        if denied.polarity == Polarity::Negative && denied.voice.principal != here.voice.principal {
            continue;
        }
        statements[i].event = denied.event.as_ref().map(without_numbers);
    }
}

/// How many statements of an article tell of an event with the same parties.
fn tellings(of: &Statement, statements: &[Statement]) -> usize {
    let outline = |statement: &Statement| {
        let event = statement.event.as_ref()?;
        let parties = event.roles.iter().filter(|(role, _)| is_party(role)).flat_map(|(_, of)| of);
        let parties: BTreeSet<Option<String>> = parties.map(|filler| filler.principal.clone()).collect();
        Some((event.kind.clone(), parties))
    };
    let own = outline(of);
    statements.iter().filter(|other| other.event.is_some() && outline(other) == own).count()
}

/// What a denial names.
struct Denial {
    party: Option<String>,
    content: String,
    /// Its words, in the singular.
    words: Vec<String>,
    of_account: bool,
    /// Whether it speaks of several.
    of_accounts: bool,
}

impl Denial {
    fn of(statement: &Statement) -> Self {
        let words: Vec<String> = text::words(&statement.content.exact).collect();
        Self {
            party: statement.voice.principal.clone(),
            content: statement.content.exact.to_lowercase(),
            // Who doesn't comment on a report doesn't deny it.
            of_account: words.iter().any(|word| ACCOUNTS.contains(&word.as_str()))
                && !words.iter().any(|word| word.starts_with("comment")),
            of_accounts: words.iter().any(|word| ACCOUNTS.contains(&word.as_str()) && item::singular(word) != *word),
            words: words.iter().map(|word| item::singular(word)).collect(),
        }
    }

    /// The event that an article is about, where a denial says no more than "the charges": that of which most is told before it.
    fn of_all(&self, statements: &[Statement], denial: usize) -> Option<usize> {
        // "Everything" may be more than what is told most of.
        let vague = self.words.iter().any(|word| matches!(word.as_str(), "everything" | "kind" | "sort"));
        if !self.of_account || vague || self.words.len() > SHORT {
            return None;
        }
        let told = |j: &usize| {
            let event = statements[*j].event.as_ref().filter(|event| event.trigger.is_some());
            event.is_some() && statements[*j].polarity == Polarity::Positive
        };
        let before = (0..denial).filter(told).map(|j| (tellings(&statements[j], statements), j));
        before.filter(|(tellings, _)| *tellings > 1).max_by_key(|(tellings, j)| (*tellings, *j)).map(|(_, j)| j)
    }

    /// How well a statement is what is denied: whether the one who denies takes part in it, whether its voice is named,
    /// and how many of those and of the goods that take part are. None where too little of that is so.
    fn fit(&self, told: &Statement) -> Option<(bool, bool, usize)> {
        let event = told.event.as_ref().filter(|event| event.trigger.is_some())?;
        let fillers = || event.roles.iter().flat_map(|(role, of)| of.iter().map(move |filler| (role, filler)));
        let taking_part =
            self.party.is_some() && fillers().any(|(role, filler)| is_party(role) && filler.principal == self.party);
        let voices = [&told.voice.name, &told.voice.principal];
        let voice_named = voices.into_iter().flatten().any(|name| self.content.contains(&name.to_lowercase()));
        let named = fillers().filter(|(_, filler)| self.names(filler)).count();
        let about = self.of_account && (taking_part || voice_named) || named >= NAMED;
        about.then_some((taking_part, voice_named, named))
    }

    /// Whether the denial has the last word of a filler's name, or of its state.
    fn names(&self, filler: &Filler) -> bool {
        let names = [Some(&filler.name), filler.state.as_ref()];
        let heads = names.into_iter().flatten().filter_map(|name| text::words(name).last());
        heads.map(|head| item::singular(&head)).any(|head| self.words.contains(&head))
    }
}

/// The event, as somebody speaks of it who gives no account of his own.
fn without_numbers(event: &Event) -> Event {
    let bare = |filler: &Filler| Filler { span: None, ..filler.clone() };
    let roles = event.roles.iter().map(|(role, of)| (role.clone(), of.iter().map(bare).collect()));
    Event { trigger: None, roles: roles.collect(), quantity: None, value: None, time: None, ..event.clone() }
}
