//! Who speaks for a state, where the article says no more than a name: "Zelenskyy".

use hearsay_gazetteer::Entity;

use super::Cast;
use crate::syntax::Relation;

impl Cast<'_> {
    /// Who speaks for a state under a name, unless the article has somebody else of that name, or gives this one another
    /// state.
    pub(super) fn official(&self, name: &str, affiliation: Option<&str>) -> Option<&Entity<'_>> {
        let gazetteer = self.gazetteer;
        let official = gazetteer.person(name)?;
        let of = gazetteer.country_of(official)?.name;
        let other = self.person(name).is_some_and(|known| self.members[known].name != official.name);
        let other = other || self.has_namesake(name);
        (!other && affiliation.is_none_or(|body| self.behind(body) == of)).then_some(official)
    }

    /// Whether the article names somebody in full who has a surname, and whom the gazetteer doesn't know: "Marla Trump".
    fn has_namesake(&self, surname: &str) -> bool {
        let tokens = self.syntax.tokens();
        let mut behind = tokens.iter().filter(|t| t.relation == Relation::Flat && t.span.text(self.text) == surname);
        behind.any(|t| {
            let first = t.head.map(|head| tokens[head].span).filter(|first| first.end <= t.span.start);
            // "Iran's Araghchi" is no name.
            let is_other = |name: &str| !name.contains(['\'', '’']) && self.gazetteer.person(name).is_none();
            first.is_some_and(|first| is_other(first.join(t.span).text(self.text)))
        })
    }
}
