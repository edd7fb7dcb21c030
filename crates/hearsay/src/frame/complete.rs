//! What a frame's own sentence leaves out, taken from elsewhere in the article: pronouns and nouns that point back, and
//! roles that another frame of the same type fills.

use super::engine::Draft;
use super::pack::FillerKind;
use super::phrase::{Phrase, Phrases};
use crate::syntax::Upos;
use crate::{Claim, Polarity, Quotation, Span, SpeakerKind};

/// Gives what only points back its name: a party the voice that speaks of itself, goods those named last.
pub(crate) fn refer(phrases: &Phrases<'_>, claims: &[Claim], drafts: &mut [Draft<'_>]) {
    let mut goods: Vec<Phrase> = Vec::new();
    let mut firm: Option<Phrase> = None;
    let full: Vec<String> = drafts
        .iter()
        .flat_map(|d| d.roles.iter().flatten())
        .filter(|p| p.entity.is_none() && p.name.contains(' ') && p.name.starts_with(char::is_uppercase))
        .map(|p| p.name.clone())
        .collect();
    for draft in drafts {
        for role in 0..draft.roles.len() {
            let kind = draft.filler_kind(role);
            for phrase in &mut draft.roles[role] {
                match kind {
                    FillerKind::Party if phrase.points_back => {
                        if let Some((name, entity)) = voice(phrases, claims, phrase.span) {
                            (phrase.name, phrase.entity, phrase.points_back) = (name, entity, false);
                        }
                    }
                    // "Koral" for "Koral Dynamics".
                    FillerKind::Party if phrase.entity.is_none() && phrase.name.starts_with(char::is_uppercase) => {
                        let is_short =
                            |name: &&String| name.strip_prefix(&phrase.name).is_some_and(|r| r.starts_with(' '));
                        if let Some(name) = full.iter().find(is_short) {
                            phrase.name = name.clone();
                        }
                        if phrases.syntax().tokens()[phrase.head].upos == Upos::Propn {
                            firm = Some(phrase.clone());
                        }
                    }
                    FillerKind::Party if phrase.entity.is_none() && !phrase.name.contains(char::is_uppercase) => {
                        let alone = !phrase.name.contains(' ');
                        if let Some(entity) = body(phrases, phrase) {
                            (phrase.name, phrase.entity) = (entity.name.to_owned(), Some(entity.id.to_owned()));
                        } else if let Some(firm) = firm.as_ref().filter(|_| is_firm(phrases, &phrase.name)) {
                            phrase.name.clone_from(&firm.name);
                        } else {
                            // "the country", "the buyer": known from elsewhere, or not at all.
                            phrase.points_back |= alone && !phrases.is_indefinite(phrase.head);
                        }
                    }
                    FillerKind::Goods if phrase.points_back => {
                        let fits = |named: &&Phrase| phrases.may_mean(phrase, named);
                        if let Some(named) = goods.iter().rev().find(fits) {
                            (phrase.name, phrase.entity) = (named.name.clone(), named.entity.clone());
                            phrase.points_back = false;
                        }
                    }
                    FillerKind::Goods => goods.push(phrase.clone()),
                    _ => {}
                }
            }
            let mut names: Vec<String> = Vec::new();
            draft.roles[role].retain(|phrase| {
                let first = kind != FillerKind::Party || !names.contains(&phrase.name);
                names.push(phrase.name.clone());
                first
            });
            draft.roles[role]
                .retain(|phrase| !phrase.points_back || kind == FillerKind::Goods && !phrases.is_pronoun(phrase.head));
        }
    }
}

fn is_firm(phrases: &Phrases<'_>, noun: &str) -> bool {
    phrases.gazetteer.role(noun).is_some_and(|r| r.kind == hearsay_gazetteer::RoleKind::Organisation)
}

/// The body that "the group" or "the force" means: the last of its kind named before.
fn body<'a>(phrases: &Phrases<'a>, phrase: &Phrase) -> Option<&'a hearsay_gazetteer::Entity<'a>> {
    let kind = phrases.gazetteer.role(&phrase.name)?.kind.body()?;
    let military = [hearsay_gazetteer::Kind::Military, hearsay_gazetteer::Kind::Group];
    let fits = |of: hearsay_gazetteer::Kind| of == kind || military.contains(&of) && military.contains(&kind);
    let before = phrases.names.iter().rev().filter(|n| n.span.end <= phrase.span.start);
    before.map(|n| n.reading.entity).find(|e| fits(e.kind))
}

/// The party that speaks in the narrowest claim around some words.
fn voice(phrases: &Phrases<'_>, claims: &[Claim], at: Span) -> Option<(String, Option<String>)> {
    let around = || claims.iter().filter(|c| c.quotation != Quotation::None && c.content.contains(at));
    let narrowest = around().min_by_key(|c| c.content.len());
    // "Iran rejected US allegations that it had shipped drones": who denies what another says is whom it is said of.
    let denier = around()
        .filter(|c| c.polarity == Polarity::Negative && narrowest.is_some_and(|n| n.content.len() < c.content.len()))
        .min_by_key(|c| c.content.len());
    let claim = denier.or(narrowest);
    // "Russia has signed the pact and its drones": whoever the content speaks of comes before who speaks.
    if matches!(at.text(phrases.arguments.text).to_lowercase().as_str(), "it" | "its" | "they" | "their")
        && let Some(entity) = phrases.subject_before(claim.map(|c| c.content), at)
    {
        return Some((entity.name.to_owned(), Some(entity.id.to_owned())));
    }
    let speaker = &claim?.speaker;
    let name = match speaker.kind {
        SpeakerKind::Person => speaker.affiliation.as_ref()?,
        SpeakerKind::Anonymous => speaker.affiliation.as_ref().or(speaker.name.as_ref())?,
        _ => speaker.name.as_ref()?,
    };
    let state = || {
        let body = phrases.gazetteer.lookup(name).map(|r| r.entity);
        let of = body.and_then(|b| phrases.gazetteer.country_of(b));
        let named = name.split(' ').next().and_then(|first| phrases.gazetteer.lookup(first)).map(|r| r.entity);
        of.or(named.filter(|e| e.kind == hearsay_gazetteer::Kind::Country))
    };
    // "Chadian officials want drones": they speak for their state.
    let stands_for_state = name.rsplit(' ').next().is_some_and(|last| {
        phrases.pack.stands_for_state.contains(&super::lemma::singular(&last.to_lowercase()))
    });
    let civil = matches!(speaker.kind, SpeakerKind::Government | SpeakerKind::Person | SpeakerKind::Anonymous)
        || stands_for_state;
    match state().filter(|_| civil) {
        Some(state) => Some((state.name.to_owned(), Some(state.id.to_owned()))),
        None => Some((name.clone(), None)),
    }
}

/// Fills empty roles from frames of the same type. The nearest one that agrees in all roles comes first (one before, in
/// the body of an article, else one after), then one that agrees on the parties, then what fills the role most often.
pub(crate) fn complete(title: Span, drafts: &mut [Draft<'_>]) {
    let known: Vec<Known> = drafts.iter().map(Known::of).collect();
    for (i, draft) in drafts.iter_mut().enumerate() {
        let in_title = title.contains(draft.place);
        for role in (0..draft.roles.len()).filter(|&r| draft.kind.roles[r].inferred) {
            if !draft.roles[role].is_empty() {
                continue;
            }
            let roles = &draft.roles;
            let fits = |j: usize, loosely: bool| {
                let other = &known[j];
                j != i
                    && other.kind == draft.kind.kind
                    && !other.roles[role].is_empty()
                    && agree(draft, roles, &other.roles, loosely)
                    && (0..roles.len()).any(|r| roles[r].iter().any(|p| other.roles[r].iter().any(|q| same(p, q))))
                    && !other.roles[role].iter().any(|p| roles.iter().flatten().any(|q| q.name == p.name))
            };
            let nearest = |loosely: bool| {
                let before = || (0..i).rev().find(|&j| fits(j, loosely));
                let after = || (i + 1..known.len()).find(|&j| fits(j, loosely));
                if in_title { after().or_else(before) } else { before().or_else(after) }
            };
            let found = nearest(false).or_else(|| nearest(true)).map(|j| known[j].roles[role].clone());
            let reversed = || reversed(&known, draft, role);
            if let Some(fillers) = found.or_else(reversed).or_else(|| usual(&known, &draft.kind.kind, role, roles)) {
                draft.roles[role] = fillers;
                draft.inferred[role] = true;
            }
        }
    }
}

/// The other side of an exchange: whoever got from the one who gets here, gives here.
fn reversed(known: &[Known], draft: &Draft<'_>, role: usize) -> Option<Vec<Phrase>> {
    let is_party = |r: usize| draft.filler_kind(r) == FillerKind::Party && draft.kind.roles[r].inferred;
    let others = (0..draft.roles.len()).filter(|&r| r != role && is_party(r) && is_party(role));
    let turned = |r: usize| {
        let meets = |k: &&Known| {
            k.kind == draft.kind.kind
                && !k.roles[r].is_empty()
                && k.roles[role].iter().any(|p| draft.roles[r].iter().any(|q| p.name == q.name))
        };
        known.iter().find(meets).map(|k| k.roles[r].clone())
    };
    others.into_iter().find_map(turned)
}

/// What fills a role most often in an article, and nothing in this frame.
fn usual(known: &[Known], kind: &str, role: usize, mine: &[Vec<Phrase>]) -> Option<Vec<Phrase>> {
    // The first of those that fill it equally often: an article begins with what it is about.
    let of_kind =
        || known.iter().rev().filter(|k| k.kind == kind).filter_map(|k| k.roles.get(role)).filter(|r| !r.is_empty());
    let count = |name: &str| of_kind().flatten().filter(|p| p.name == name).count();
    let free = |fillers: &&Vec<Phrase>| !fillers.iter().any(|p| mine.iter().flatten().any(|q| q.name == p.name));
    of_kind().filter(free).max_by_key(|fillers| fillers.first().map_or(0, |p| count(&p.name))).cloned()
}

/// What a frame's own sentence says.
struct Known {
    kind: String,
    roles: Vec<Vec<Phrase>>,
}

impl Known {
    fn of(draft: &Draft<'_>) -> Self {
        Self { kind: draft.kind.kind.clone(), roles: draft.roles.clone() }
    }
}

/// Whether no role that both fill is filled by others; `loosely` looks at parties alone.
fn agree(draft: &Draft<'_>, mine: &[Vec<Phrase>], theirs: &[Vec<Phrase>], loosely: bool) -> bool {
    mine.iter().zip(theirs).enumerate().all(|(role, (x, y))| {
        let party = draft.filler_kind(role) == FillerKind::Party;
        let compared = party || !loosely && draft.kind.roles[role].inferred;
        !compared || x.is_empty() || y.is_empty() || x.iter().any(|p| y.iter().any(|q| same(p, q)))
    })
}

fn same(a: &Phrase, b: &Phrase) -> bool {
    let head = |p: &Phrase| p.name.rsplit(' ').next().unwrap_or_default().to_lowercase();
    a.name == b.name || a.entity.is_none() && b.entity.is_none() && head(a) == head(b)
}
