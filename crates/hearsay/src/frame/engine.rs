//! From trees to frames: triggers are looked up by lemma, their arguments fill roles, measures join what they count.

use std::collections::HashSet;

use super::argument::{Argument, Arguments, Slot};
use super::complete::{complete, turn};
use super::frame_type::{FillerKind, FrameType, Pos};
use super::lemma::{lemma, singular};
use super::meant::is_meant;
use super::measured::measured;
use super::model::call_alike;
use super::pack::Pack;
use super::phrase::{Phrase, Phrases};
use super::refer::refer;
use super::taken::{hindered, take_over, taken_over};
use super::{Filler, Frame, barter, cargo, described, domain, home, learnt, name, narration, role};
use crate::measure::{Measures, Money, Quantity, Time};
use crate::syntax::{Relation, Syntax, Upos, Xpos};
use crate::{Article, Claim, Sentence, Span};
use hearsay_gazetteer::Gazetteer;
use toml::Spanned;

/// What frames are read from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Setting<'a> {
    pub(crate) article: &'a Article,
    pub(crate) sentences: &'a [Sentence],
    pub(crate) syntax: &'a Syntax,
    pub(crate) gazetteer: &'a Gazetteer,
    pub(crate) measures: &'a Measures,
    /// What is told of as not said.
    pub(crate) unsaid: &'a [Span],
    pub(crate) pack: &'a Pack,
}

/// A frame in the making.
#[derive(Clone, Debug)]
pub(crate) struct Draft<'a> {
    pub(crate) kind: &'a FrameType,
    pub(crate) trigger: usize,
    /// Whether the pack knows the word, and not the encoder alone.
    pub(crate) triggered: bool,
    /// A role whose party may as well be the other one, as far as its words tell: of "a deal with Iran" either may sell,
    /// "the Cuban embargo" may be Cuba's.
    pub(crate) open: Option<usize>,
    /// The role of those who had the goods before and now send them on.
    pub(crate) onward: Option<usize>,
    /// The role that the article must fill elsewhere: of "production starts in May" the item.
    pub(crate) bare: Option<usize>,
    /// The role of who gives.
    pub(crate) gives: Option<usize>,
    /// Nouns of whose own events the trigger tells, and not they.
    pub(crate) takes_over: Vec<usize>,
    pub(crate) place: Span,
    pub(crate) stage: String,
    pub(crate) terms: String,
    /// For each role of the type its fillers.
    pub(crate) roles: Vec<Vec<Phrase>>,
    /// For each role, whether its fillers come from elsewhere in the article.
    pub(crate) inferred: Vec<bool>,
    /// For each role, whether the encoder alone tells who fills it.
    pub(crate) heard: Vec<bool>,
    /// For each role, whether somebody fills it of whom the article doesn't say who it is: "the two men".
    pub(crate) closed: Vec<bool>,
    /// Whether what is moved or used was only pointed at and the article doesn't say what it is: "they".
    pub(crate) lost: bool,
    pub(crate) quantity: Option<&'a Quantity>,
    pub(crate) value: Option<&'a Money>,
    pub(crate) time: Option<&'a Time>,
}

/// Gives each claim the frames inside its content and that of its cue ("asked for drones"), and adds the outlet's own claims: sentences that hold a frame and
/// that nobody is said to have uttered.
pub(crate) fn fill(setting: Setting<'_>, claims: &mut Vec<Claim>) {
    let Setting { article, syntax, gazetteer, pack, .. } = setting;
    let text = article.text.as_str();
    let lemmas: Vec<String> = syntax.tokens().iter().map(|t| lemma(t.span.text(text), t.xpos)).collect();
    let arguments = Arguments { text, syntax, lemmas: &lemmas, money: &setting.measures.money };
    let named = gazetteer.names_in(text).filter_map(|name| name::acting(&arguments, gazetteer, name));
    let mut names = named.collect();
    described::add_states(text, syntax, gazetteer, &mut names);
    let mut phrases = Phrases {
        arguments,
        gazetteer,
        pack,
        names,
        times: setting.measures.times.iter().map(|t| t.span).collect(),
        short_firms: HashSet::new(),
        short_models: HashSet::new(),
    };
    phrases.short_firms = phrases.first_words_of_firms();
    phrases.short_models = phrases.first_words_of_models();
    let mut drafts: Vec<Draft<'_>> = (0..syntax.tokens().len()).flat_map(|t| drafts_at(&phrases, t)).collect();
    call_alike(&phrases, &mut drafts);
    learnt::name_goods(&phrases, &mut drafts);
    refer(&phrases, claims, &mut drafts);
    drafts.retain(Draft::is_told);
    domain::keep(&phrases, &mut drafts);
    cargo::unload(&phrases, &mut drafts);
    turn(&phrases, &mut drafts);
    barter::answer(&phrases, &mut drafts);
    take_over(&phrases, &mut drafts);
    merge(&phrases, &mut drafts);
    let mut drafts: Vec<Draft<'_>> = measured(setting, &phrases, claims, drafts);
    complete(article.title, &phrases, &mut drafts);
    home::fill(&phrases, &mut drafts);
    // A word of which nothing is told tells of nothing.
    drafts.retain(|draft| {
        learnt::is_told(draft)
            && draft.roles.iter().any(|of| !of.is_empty())
            && draft.bare.is_none_or(|role| !draft.roles[role].is_empty())
    });
    narration::add(setting, &drafts, claims);
    for claim in claims {
        claim.frames = drafts
            .iter()
            .filter(|d| claim.content_parts.iter().chain(&claim.cue).any(|part| part.contains(d.place)))
            .map(|d| d.frame(claim.content))
            .collect();
    }
}

/// The frames of which a token is the trigger.
fn drafts_at<'a>(phrases: &Phrases<'a>, token: usize) -> Vec<Draft<'a>> {
    let here = &phrases.syntax().tokens()[token];
    if !matches!(here.upos, Upos::Verb | Upos::Noun | Upos::Adj | Upos::Propn) {
        return Vec::new();
    }
    // "The Security Cooperation Agency" is a name, and tells of no cooperation.
    // Nor do "transport helicopters" of a transport.
    let kind = here.head.filter(|&head| head == token + 1 && here.relation == Relation::Compound);
    if phrases.is_within_name(token) || kind.is_some_and(|head| phrases.is_known_compound(token, head)) {
        return Vec::new();
    }
    // The two taggers may disagree: "have completed training/VERB/NN".
    let is_noun = matches!(here.upos, Upos::Noun | Upos::Propn)
        || matches!(here.xpos, Xpos::Nn | Xpos::Nns) && phrases.arguments.child(token, &[Relation::Obj]).is_none()
        || phrases.arguments.child(token, &[Relation::Det]).is_some_and(|d| d < token);
    let mut found = Vec::new();
    let known = phrases.arguments.lemmas[token].as_str();
    let participle = phrases.arguments.participle(token);
    let word = if participle {
        lemma(here.span.text(phrases.arguments.text), Xpos::Vbn)
    } else if is_noun {
        // "arms dealings": taggers take some plurals for singulars.
        singular(&phrases.arguments.word(token))
    } else {
        known.to_owned()
    };
    // Whether the word's subject may be somebody: "it struck a depot".
    let acts = |kind: &FrameType| {
        let mut verbs = phrases.pack.triggers(&word).filter(|(other, t)| other.kind == kind.kind && t.pos == Pos::Verb);
        verbs.any(|(_, t)| kind.acting(t).next().is_some())
    };
    let own = |told: &'a Option<Spanned<String>>| told.as_ref().map(|told| told.get_ref().as_str());
    for (kind, trigger) in phrases.pack.triggers(&word) {
        let arguments = match trigger.pos {
            Pos::Participle if participle => phrases.arguments.of_participle(token),
            Pos::Verb if here.upos == Upos::Verb && !participle => {
                let mut arguments = phrases.arguments.of_verb(token);
                arguments.extend(phrases.recipients(&arguments));
                arguments.extend(phrases.arguments.labelled_of_verb(token, &arguments));
                arguments
            }
            Pos::Noun if is_noun => {
                let mut arguments = phrases.arguments.of_noun(token, |verb| {
                    phrases.pack.lends(verb).filter(|_| verb != "strike" || !phrases.pack.goods.contains(&word))
                });
                arguments.extend(phrases.arguments.labelled_of_noun(token, &arguments));
                arguments.extend(phrases.arguments.bearer(token, |verb| phrases.pack.bears.contains(verb)));
                arguments.extend(phrases.arguments.levels(token).into_iter().map(|at| (Slot::Level, at)));
                arguments
            }
            Pos::Adjective if here.upos == Upos::Adj || here.upos == Upos::Verb => phrases.arguments.of_verb(token),
            _ => continue,
        };
        let object = taken_over(phrases, trigger, &arguments);
        if !is_meant(phrases, token, kind, trigger, &arguments) || !trigger.objects.is_empty() && object.is_none() {
            continue;
        }
        if let Some(mut roles) = role::fillers(phrases, kind, trigger, &arguments, acts(kind)) {
            // "The explosives plant in Biysk" is a facility itself.
            for (of, role) in roles.iter_mut().zip(&kind.roles) {
                if of.is_empty() && trigger.pos == Pos::Noun && role.nouns.contains(&word) {
                    of.push(phrases.read(token, role.filler));
                }
            }
            let mut inferred = vec![false; roles.len()];
            if let Some(goods) = phrases.implied(token, trigger)
                && let Some(counted) = kind.counted().filter(|&counted| roles[counted].is_empty())
            {
                roles[counted].push(goods);
                inferred[counted] = true;
            }
            let heard = learnt::fill(phrases, token, kind, &mut roles);
            role::places_within(phrases, kind, &mut roles);
            role::places_apart(phrases, kind, &mut roles);
            let open = trigger.firm.as_ref().and_then(|firm| kind.index_of(firm.get_ref()));
            let giver = (0..roles.len()).find(|&role| kind.gives(trigger, role));
            let sold = || giver.filter(|_| phrases.arguments.deal_about(token).is_some());
            let open = open.or_else(sold).or_else(|| role::either(phrases, kind, trigger, &arguments, &mut roles));
            // "on the black market": from nobody who is named elsewhere.
            let on_market = |(slot, at): &Argument| slot.is_behind(&["on", "from"]) && phrases.lemma(*at) == "market";
            let anybody = arguments.iter().any(on_market);
            let closed = |role: usize| anybody && roles[role].is_empty() && kind.gives(trigger, role);
            let closed: Vec<bool> = (0..roles.len()).map(closed).collect();
            let draft = Draft {
                kind,
                open,
                onward: trigger.onward.as_ref().and_then(|role| kind.index_of(role.get_ref())),
                gives: giver,
                bare: trigger.bare.as_ref().and_then(|role| kind.index_of(role.get_ref())),
                triggered: true,
                takes_over: object.into_iter().chain(hindered(phrases, kind, &arguments)).collect(),
                trigger: token,
                place: here.span,
                stage: phrases.arguments.stage(token, kind, own(&trigger.stage).unwrap_or(super::UNSPECIFIED)),
                terms: phrases.arguments.terms(token, kind, own(&trigger.terms)),
                inferred,
                heard,
                closed,
                lost: false,
                roles,
                quantity: None,
                value: None,
                time: None,
            };
            // One word tells of one event of a type, and a verb of one with its object: the first trigger that fits.
            let heads = |of: &Draft<'_>| of.counted().iter().map(|phrase| phrase.head).collect::<Vec<_>>();
            let again = |other: &Draft<'_>| {
                let same_goods = || !draft.counted().is_empty() && heads(other) == heads(&draft);
                other.kind.kind == kind.kind || trigger.pos == Pos::Verb && same_goods()
            };
            if !found.iter().any(again) {
                let other = elided(phrases, &draft);
                found.extend(apart(draft));
                found.extend(other);
            }
        }
    }
    if found.is_empty() {
        found.extend(learnt::draft(phrases, token));
    }
    found
}

/// Parts what is told of several goods, each with its party: "vehicles from Jordan and drones from Turkey".
fn apart(draft: Draft<'_>) -> Vec<Draft<'_>> {
    let is_by_turns = |goods: &[Phrase], parties: &[Phrase]| {
        let pairs = goods.iter().zip(parties).map(|(thing, party)| [thing.head, party.head]);
        goods.len() > 1 && goods.len() == parties.len() && pairs.flatten().is_sorted()
    };
    let counted = draft.kind.counted();
    let by_turns = counted.and_then(|counted| {
        Some((counted, draft.parties().find(|&r| is_by_turns(&draft.roles[counted], &draft.roles[r]))?))
    });
    let Some((goods, parties)) = by_turns else { return vec![draft] };
    let one = |i: usize| {
        let mut one = draft.clone();
        one.roles[goods] = vec![draft.roles[goods][i].clone()];
        one.roles[parties] = vec![draft.roles[parties][i].clone()];
        one
    };
    (0..draft.roles[goods].len()).map(one).collect()
}

/// The same of others: "two would be handed over in May and the other four by June".
fn elided<'a>(phrases: &Phrases<'_>, draft: &Draft<'a>) -> Option<Draft<'a>> {
    let counts = draft.kind.counted()?;
    let counted = draft.roles[counts].first()?;
    let number = phrases.arguments.joined_number(draft.trigger)?;
    let span = phrases.syntax().tokens()[number].span;
    let mut other = draft.clone();
    other.roles[counts] = vec![Phrase { head: number, span, ..counted.clone() }];
    Some(other)
}

/// Two words that tell of one event make one frame: "a contract to supply", "the delivery of a shipment".
fn merge(phrases: &Phrases<'_>, drafts: &mut Vec<Draft<'_>>) {
    let mut i = 0;
    while i < drafts.len() {
        let (token, kind) = (drafts[i].trigger, drafts[i].kind.kind.as_str());
        let here = &phrases.syntax().tokens()[token];
        let under = matches!(
            here.relation,
            Relation::Acl
                | Relation::Xcomp
                | Relation::Nmod
                | Relation::Obj
                | Relation::Compound
                | Relation::NsubjPass
                | Relation::Nsubj
                | Relation::Advcl
                | Relation::Obl
        );
        // "carrying rockets bound for Mali": the lower word may hang on the upper's goods.
        let on_goods = |d: &Draft<'_>, head: usize| {
            here.relation == Relation::Acl
                && (0..d.roles.len())
                    .any(|r| d.filler_kind(r) == FillerKind::Goods && d.roles[r].iter().any(|p| p.head == head))
        };
        let above = here.head.filter(|_| under).and_then(|head| {
            drafts
                .iter()
                .position(|d| d.kind.kind == kind && (d.trigger == head || d.trigger < token && on_goods(d, head)))
        });
        let agrees = above.is_some_and(|a| {
            drafts[a].roles.iter().zip(&drafts[i].roles).enumerate().all(|(role, (x, y))| {
                drafts[a].filler_kind(role) == FillerKind::Words
                    || x.is_empty()
                    || y.is_empty()
                    || x.iter().any(|p| y.iter().any(|q| p.name == q.name || p.head == q.head))
            })
        });
        match above.filter(|_| agrees) {
            Some(a) => {
                let lower = drafts.remove(i);
                let a = if a > i { a - 1 } else { a };
                let trigger = lower.trigger;
                let counted = drafts[a].kind.counted();
                let stood = counted.is_some_and(|role| drafts[a].roles[role].iter().any(|p| p.head == trigger));
                for (mine, theirs) in drafts[a].roles.iter_mut().zip(lower.roles) {
                    // The lower word itself is no filler of the upper: what fills its own roles is.
                    let stood_for = mine.iter().any(|p| p.head == trigger);
                    mine.retain(|p| p.head != trigger);
                    if mine.is_empty() || stood_for {
                        mine.extend(
                            theirs.into_iter().filter(|t| !mine.iter().any(|m| m.head == t.head)).collect::<Vec<_>>(),
                        );
                    }
                }
                // "carried aid" carried nothing that was named elsewhere.
                if let Some(role) = counted.filter(|&role| stood && drafts[a].roles[role].is_empty()) {
                    drafts[a].closed[role] = true;
                }
                if drafts[a].stage == super::UNSPECIFIED {
                    drafts[a].stage = lower.stage;
                }
                if drafts[a].terms == super::UNSPECIFIED {
                    drafts[a].terms = lower.terms;
                }
            }
            None => i += 1,
        }
    }
}

impl Draft<'_> {
    /// The frame as seen from a content.
    fn frame(&self, content: Span) -> Frame {
        let filler = |phrase: &Phrase, inferred: bool| {
            let inside = !inferred && content.contains(phrase.span);
            Filler {
                name: phrase.name.clone(),
                entity: phrase.entity.clone(),
                span: inside.then_some(phrase.span),
                inferred_from: (!inside).then_some(phrase.span),
            }
        };
        let roles = self.kind.roles.iter().zip(&self.roles).zip(&self.inferred).filter(|((_, of), _)| !of.is_empty());
        Frame {
            kind: self.kind.kind.clone(),
            trigger: self.place,
            stage: self.stage.clone(),
            terms: (!self.kind.terms.is_empty()).then(|| self.terms.clone()),
            roles: roles
                .map(|((role, of), inferred)| (role.name.clone(), of.iter().map(|p| filler(p, *inferred)).collect()))
                .collect(),
            quantity: self.quantity.cloned(),
            value: self.value.cloned(),
            time: self.time.cloned(),
        }
    }

    /// Whether enough is told: where what is moved or used was only pointed at and isn't known ("they are to go there"), two
    /// parties are.
    fn is_told(&self) -> bool {
        !self.lost || self.parties().filter(|&party| !self.roles[party].is_empty()).count() > 1
    }

    /// What fills the role that a quantity counts.
    pub(crate) fn counted(&self) -> &[Phrase] {
        self.kind.counted().and_then(|role| self.roles.get(role)).map_or(&[], Vec::as_slice)
    }

    /// The roles of parties.
    pub(crate) fn parties(&self) -> impl Iterator<Item = usize> {
        (0..self.roles.len()).filter(|&role| self.filler_kind(role) == FillerKind::Party)
    }

    /// What a role takes.
    pub(crate) fn filler_kind(&self, role: usize) -> FillerKind {
        self.kind.roles.get(role).map_or(FillerKind::Words, |r| r.filler)
    }
}
