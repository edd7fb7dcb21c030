//! Whether what a frame type names is declared in it: stages, terms, roles, schemes.

use std::collections::BTreeMap;

use toml::Spanned;

use super::frame_type::FrameType;
use super::pack::{PackError, line};
use crate::syntax::EventType;

impl FrameType {
    /// The words that name what the frame doesn't declare; `kinds` are the types of its pack.
    pub(super) fn undeclared(&self, kinds: &[String], file: &str, text: &str) -> Vec<PackError> {
        let names = |names: &[String]| [names, &[super::UNSPECIFIED.to_owned()]].concat();
        let roles: Vec<String> = self.roles.iter().map(|r| r.name.clone()).collect();
        let in_examples = [&roles[..], &["stage".to_owned(), "terms".to_owned()]].concat();
        let (stages, terms) = (names(&self.stages), names(&self.terms));
        let schemes: Vec<String> = self.schemes.keys().cloned().collect();

        let above = self.governors.iter().flat_map(|g| std::iter::once(&g.stage).chain(&g.ahead));
        let of_stages = self
            .future
            .iter()
            .chain(&self.ongoing)
            .chain(&self.habitual)
            .chain(&self.reduced)
            .chain(&self.ended)
            .chain(&self.wished)
            .chain(above);
        let of_stages = of_stages.chain(self.triggers.iter().filter_map(|t| t.stage.as_ref()));
        let of_terms = self.wordings.iter().map(|w| &w.terms).chain(&self.exchanged);
        let of_terms = of_terms.chain(self.triggers.iter().filter_map(|t| t.terms.as_ref()));
        let homes = self.roles.iter().flat_map(|role| role.home_of.iter().chain(&role.within));
        let mapped = self.schemes.values().chain(self.triggers.iter().map(|t| &t.roles)).flat_map(BTreeMap::keys);
        let needed = self.triggers.iter().flat_map(|t| t.needs.iter().chain(&t.firm).chain(&t.either));
        let elsewhere = self.triggers.iter().flat_map(|t| t.onward.iter().chain(&t.bare));
        let of_roles =
            self.counts.iter().chain(&self.exchange).chain(homes).chain(mapped).chain(needed).chain(elsewhere);
        let of_schemes = self.triggers.iter().filter_map(|t| t.scheme.as_ref());
        let of_examples = self.all_examples().flat_map(|e| e.frame.keys());

        let wrong = |word: &Spanned<String>, what: &str, known: &[String]| PackError {
            file: file.to_owned(),
            line: line(text, word.span().start),
            message: format!("“{}” is no {what} of {}", word.get_ref(), self.kind),
            remedy: match known {
                [] => format!("declare it: {} has no {what}", self.kind),
                _ => format!("declare it, or write one of: {}", known.join(", ")),
            },
        };
        let mut faults = Vec::new();
        let mut look = |words: &mut dyn Iterator<Item = &Spanned<String>>, what: &str, known: &[String]| {
            faults.extend(words.filter(|w| !known.contains(w.get_ref())).map(|w| wrong(w, what, known)));
        };
        look(&mut of_stages.into_iter(), "stage", &stages);
        look(&mut of_terms.into_iter(), "term", &terms);
        look(&mut of_roles.into_iter(), "role", &roles);
        look(&mut of_schemes.into_iter(), "scheme", &schemes);
        let borrowed = self.roles.iter().filter_map(|role| Some(&role.borrows.as_ref()?.from));
        look(&mut self.cargo.iter().chain(&self.hinders).chain(borrowed), "type in the pack", kinds);
        look(&mut of_examples.into_iter(), "role", &in_examples);
        let known = || EventType::ALL.iter().any(|event| event.as_str() == self.kind);
        if let Some(learnt) = self.learnt.as_ref().filter(|learnt| *learnt.get_ref() && !known()) {
            faults.push(PackError {
                file: file.to_owned(),
                line: line(text, learnt.span().start),
                message: format!("the model has learnt no events of the type “{}”", self.kind),
                remedy: "leave `learnt` out: words are then heard as triggers alone".to_owned(),
            });
        }
        faults
    }
}
