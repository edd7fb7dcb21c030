//! Whether what a record quotes stands where it says.

use crate::contract::{ClaimFields, Place, Record};

impl Record {
    /// The first place in its claims whose words don't stand there in the article's text.
    #[must_use]
    pub fn misquoted(&self) -> Option<&Place> {
        let characters: Vec<char> = self.article.text.chars().collect();
        self.claims.iter().find_map(|claim| claim.misquoted(&characters).next())
    }
}

impl ClaimFields {
    /// The places whose words don't stand there in a text, given by its characters.
    pub fn misquoted(&self, characters: &[char]) -> impl Iterator<Item = &Place> {
        self.places().filter(|place| {
            let there = characters.get(place.start..place.end);
            !there.is_some_and(|there| there.iter().copied().eq(place.exact.chars()))
        })
    }

    /// Every place of the text that it names.
    fn places(&self) -> impl Iterator<Item = &Place> {
        let own = [Some(&self.content), self.source.as_ref(), self.cue.as_ref(), self.speaker.named_at.as_ref()];
        let relays = self.relays.iter().filter_map(|relay| relay.span.as_ref());
        let evidence = self.evidence.iter().filter_map(|evidence| evidence.span.as_ref());
        let frames = self.frames.iter().flat_map(|frame| {
            let fillers = frame.roles.values().flatten();
            let fillers = fillers.flat_map(|filler| [filler.span.as_ref(), filler.inferred_from.as_ref()]);
            let measures = [
                frame.quantity.as_ref().and_then(|quantity| quantity.span.as_ref()),
                frame.value.as_ref().and_then(|value| value.span.as_ref()),
                frame.time.as_ref().and_then(|time| time.span.as_ref()),
            ];
            fillers.chain(measures).flatten().chain([&frame.trigger])
        });
        own.into_iter().flatten().chain(&self.content_parts).chain(relays).chain(evidence).chain(frames)
    }
}
