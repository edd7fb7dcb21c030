//! How far an event has got, and on what terms: by the words above its trigger, its auxiliaries, then the trigger itself.

use toml::Spanned;

use super::UNSPECIFIED;
use super::argument::Arguments;
use super::frame_type::{FrameType, Governor};
use crate::syntax::{Relation, Upos, Xpos};

/// How many words above a trigger may tell its stage.
const ABOVE: usize = 3;

impl Arguments<'_> {
    fn lemma(&self, token: usize) -> &str {
        self.lemmas.get(token).map_or("", String::as_str)
    }

    /// The stage of the event that `token` tells of, which by itself is `own`.
    pub(crate) fn stage(&self, token: usize, frame: &FrameType, own: &str) -> String {
        let is_verb = self.syntax.tokens()[token].upos == Upos::Verb;
        let governed = self.governed(token, frame);
        let here = &self.syntax.tokens()[token];
        // "drones made in Iran", "the drones were made in Iran".
        let behind = here.relation == Relation::Acl && matches!(here.xpos, Xpos::Vbn | Xpos::Vbd);
        let past = |a: usize| matches!(self.word(a).as_str(), "was" | "were" | "been");
        let reduced = is_verb && (behind || self.syntax.dependents_by(token, &[Relation::AuxPass]).any(past));
        let governed = governed.or_else(|| frame.reduced.as_ref().filter(|_| reduced).map(|s| s.get_ref().as_str()));
        let found = governed.or_else(|| {
            // Who is asking, or will ask, asks.
            if frame.wished.iter().any(|stage| stage.get_ref() == own) {
                return None;
            }
            let ahead =
                is_verb && self.is_ahead(token) || !is_verb && self.verb_above(token).is_some_and(|v| self.is_ahead(v));
            // What was going on then is no plan now: "was carrying rifles".
            let plan = frame.ongoing.as_ref().map(Spanned::get_ref) == frame.future.as_ref().map(Spanned::get_ref);
            let then = || self.syntax.dependents_by(token, &[Relation::Aux]).any(past);
            let ongoing = is_verb && self.is_ongoing(token) && !(plan && then());
            let habitual = is_verb && matches!(here.xpos, Xpos::Vbz | Xpos::Vbp);
            frame
                .future
                .as_ref()
                .filter(|_| ahead)
                .or_else(|| frame.ongoing.as_ref().filter(|_| ongoing))
                .or_else(|| frame.habitual.as_ref().filter(|_| habitual))
                .map(|s| s.get_ref().as_str())
        });
        // "will sell jets under a contract signed in May": that much is agreed.
        let future = frame.future.as_ref().map(|stage| stage.get_ref().as_str());
        let under = || {
            let by = |&t: &usize| self.case(t).as_deref() == Some("under") && self.governor(t, frame).is_some();
            let agreement = self.syntax.dependents_by(token, &[Relation::Obl]).find(by)?;
            Some(self.governor(agreement, frame)?.stage.get_ref().as_str())
        };
        found
            .map(|stage| if Some(stage) == future { under().unwrap_or(stage) } else { stage })
            .unwrap_or(own)
            .to_owned()
    }

    /// The verb that tells of what a noun names, not "over the shipments" of "would freeze assets over the shipments".
    fn verb_above(&self, noun: usize) -> Option<usize> {
        let head = self.head(noun)?;
        // "The embargo will stay in force": what goes on is no plan.
        if matches!(self.lemma(head), "stay" | "remain" | "continue" | "last" | "persist") {
            return None;
        }
        let beside = self.relation(noun) == Relation::Obl && self.child(head, &[Relation::Obj]).is_some();
        (self.syntax.tokens()[head].upos == Upos::Verb && !beside).then_some(head)
    }

    /// What a word above a trigger tells of its stage.
    fn governor<'f>(&self, word: usize, frame: &'f FrameType) -> Option<&'f Governor> {
        let given = || matches!(self.relation(word), Relation::Obj | Relation::NsubjPass);
        // "According to the firm" is no accord.
        let told = self.word(word) != "according";
        // "held up deliveries".
        let particle =
            self.child(word, &[Relation::CompoundPrt]).map(|p| format!("{} {}", self.lemma(word), self.word(p)));
        let named = |g: &Governor| {
            g.lemmas.contains(self.lemma(word)) || particle.as_ref().is_some_and(|verb| g.lemmas.contains(verb))
        };
        frame.governors.iter().find(|g| told && named(g) && (!g.given || given()))
    }

    /// The stage that a word above the trigger, or joined to it, tells.
    fn governed<'f>(&self, token: usize, frame: &'f FrameType) -> Option<&'f str> {
        let stage = |word: usize| {
            let governor = self.governor(word, frame)?;
            // "set up a line" has not only set out to.
            if self.lemma(word) == "set" && self.has_particle(word, Some("up")) {
                return None;
            }
            // "Construction will start".
            let noun_ahead = || self.verb_above(word).is_some_and(|verb| self.is_ahead(verb));
            let is_verb = self.syntax.tokens()[word].upos == Upos::Verb;
            let ahead = governor.ahead.as_ref().filter(|_| self.is_ahead(word) || !is_verb && noun_ahead());
            Some(ahead.unwrap_or(&governor.stage).get_ref().as_str())
        };
        let to_do = |verb: usize| {
            let mark = self.child(verb, &[Relation::Mark]).filter(|&mark| self.word(mark) == "to");
            mark.is_some() && matches!(self.syntax.tokens()[verb].xpos, Xpos::Vb | Xpos::Vbg)
        };
        let mut at = self.first_joined(token);
        let mut found = None;
        for _ in 0..ABOVE {
            let relation = self.syntax.tokens()[at].relation;
            let Some(head) = self.syntax.tokens()[at].head else { break };
            let is_verb = self.syntax.tokens()[at].upos == Upos::Verb;
            let under = match relation {
                // "halted permits for rifles made by Kestrel" halts no making.
                Relation::Acl
                    if at == token && self.syntax.tokens()[at].xpos == Xpos::Vbn && frame.reduced.is_some() =>
                {
                    false
                }
                Relation::Obj if self.is_judging(head) => false,
                // "called the delivery an act of war".
                Relation::Ccomp if !is_verb && self.child(at, &[Relation::Cop, Relation::Mark]).is_none() => false,
                // "signed an agreement to build howitzers".
                Relation::Xcomp if to_do(at) => {
                    match self.child(head, &[Relation::Obj]).filter(|&o| o < at).and_then(stage) {
                        Some(stage) => return Some(stage),
                        None => true,
                    }
                }
                Relation::Xcomp | Relation::Ccomp | Relation::Acl => true,
                Relation::Obj | Relation::NsubjPass | Relation::Nmod | Relation::Compound => !is_verb,
                // "production has begun", "the sale is set to go ahead", but not "the shipments went on".
                Relation::Nsubj if at == token && !is_verb => {
                    let ahead = frame.future.as_ref().map(|stage| stage.get_ref().as_str());
                    // "a further package was likely".
                    let likely = self.syntax.tokens()[head].upos == Upos::Adj;
                    stage(head) != ahead || likely || self.child(head, &[Relation::Xcomp]).is_some()
                }
                // "will freeze assets over the shipments" freezes no shipment; "gave the green light for the sale" clears it.
                // So does "gave the green light to selling"; who "won a contract to supply" has it agreed.
                Relation::Obl | Relation::Advcl if !is_verb || to_do(at) => match self.child(head, &[Relation::Obj]) {
                    Some(object) => match stage(object) {
                        Some(stage) => return Some(stage),
                        None => false,
                    },
                    None => true,
                },
                _ => false,
            };
            // "a contract worth a million to supply tanks".
            let purpose = is_verb && self.syntax.tokens()[at].xpos == Xpos::Vb;
            // "barred the firm from selling".
            let kept = |mark: usize| self.word(mark) == "from";
            let kept = self.child(at, &[Relation::Mark]).is_some_and(kept);
            let under = under
                || relation == Relation::Advcl && (purpose || kept || self.syntax.tokens()[head].upos == Upos::Adj);
            if !under {
                break;
            }
            // "cancelled a plan to buy": what ends an event says more than what it ends.
            let told = stage(head);
            // "plans to build a plant": what is only planned isn't under construction.
            let ahead = self.governor(at, frame).and_then(|governor| governor.ahead.as_ref());
            if told.is_some() && found.is_some() && ahead.map(|stage| stage.get_ref().as_str()) == told {
                found = told;
            }
            match told {
                Some(stage) if frame.ended.as_ref().is_some_and(|ended| ended.get_ref() == stage) => {
                    return Some(stage);
                }
                told => found = found.or(told),
            }
            at = head;
        }
        // "a planned sale", "the suspended deliveries".
        let mut before = self.syntax.dependents_by(token, &[Relation::Amod]);
        found.or_else(|| before.find_map(stage))
    }

    /// "will send", "is to send", "is set to send".
    fn is_ahead(&self, verb: usize) -> bool {
        let auxiliaries = || self.syntax.dependents_by(verb, &[Relation::Aux, Relation::AuxPass]);
        // "may have sent" has been sent or not.
        let perfect = auxiliaries().any(|a| self.word(a) == "have");
        let modal = auxiliaries().any(|a| match self.word(a).as_str() {
            "will" | "shall" | "would" | "'ll" | "’ll" | "wo" => true,
            "may" | "might" | "could" => !perfect,
            _ => false,
        });
        let infinitive = self.syntax.tokens()[verb].relation == Relation::Root
            && self
                .syntax
                .dependents(verb)
                .iter()
                .any(|&d| self.word(d) == "to" && self.syntax.tokens()[d].relation == Relation::Mark);
        // "is to send", "are to be sent".
        let mark = self.syntax.dependents_by(verb, &[Relation::Mark]).find(|&d| self.word(d) == "to");
        let is_be = |&d: &usize| self.lemma(d) == "be" && self.word(d) != "been";
        let is_to = mark.is_some_and(|to| self.syntax.dependents(verb).iter().any(|d| *d < to && is_be(d)));
        // "will supply guns and train engineers".
        let here = &self.syntax.tokens()[verb];
        let own = [Relation::Aux, Relation::AuxPass, Relation::Nsubj, Relation::NsubjPass, Relation::Mark];
        let joined = here.head.filter(|&h| {
            let like = here.relation == Relation::Conj && h < verb && self.syntax.tokens()[h].xpos == here.xpos;
            like && self.child(verb, &own).is_none()
        });
        modal
            || joined.is_some_and(|first| self.is_ahead(first))
            || infinitive
            || is_to
            || self.is_headline_future(verb)
            || self.syntax.tokens()[verb].xpos == Xpos::Vb
                && self.syntax.tokens()[verb]
                    .head
                    .is_some_and(|h| self.syntax.tokens()[verb].relation == Relation::Xcomp && self.lemma(h) == "be")
    }

    fn is_ongoing(&self, verb: usize) -> bool {
        // "are being trained"
        if self.syntax.dependents_by(verb, &[Relation::Aux, Relation::AuxPass]).any(|a| self.word(a) == "being") {
            return true;
        }
        self.syntax.tokens()[verb].xpos == Xpos::Vbg
            && self
                .syntax
                .dependents_by(verb, &[Relation::Aux])
                .any(|a| self.lemma(a) == "be" && self.word(a) != "been")
    }

    /// The terms of the event that a trigger tells of: its own, or those that words under or above it tell.
    pub(crate) fn terms(&self, token: usize, frame: &FrameType, own: Option<&str>) -> String {
        let worded = |t: usize| {
            let lemma = self.lemma(t);
            frame.wordings.iter().find(|w| w.lemmas.contains(lemma)).map(|w| w.terms.get_ref().as_str())
        };
        let below = || {
            self.syntax
                .dependents(token)
                .iter()
                .copied()
                .find_map(|d| worded(d).or_else(|| self.syntax.dependents(d).iter().copied().find_map(worded)))
        };
        let above = || self.syntax.tokens()[token].head.and_then(worded);
        own.or_else(below).or_else(above).unwrap_or(UNSPECIFIED).to_owned()
    }
}
