//! The words before and after a span, by which annotation tools find it again in a changed text.

use hearsay::contract::Place;
use serde_json::{Value, json};

/// How many code points stand before and after.
const AROUND: usize = 32;

/// A text that is looked up by code points.
pub(crate) struct Text<'t> {
    text: &'t str,
    /// Where each code point begins, and the end.
    starts: Vec<usize>,
}

impl<'t> Text<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self { text, starts: text.char_indices().map(|(at, _)| at).chain([text.len()]).collect() }
    }

    fn part(&self, start: usize, end: usize) -> &'t str {
        let at = |point: usize| self.starts.get(point).copied().unwrap_or(self.text.len());
        self.text.get(at(start)..at(end)).unwrap_or_default()
    }

    /// The selectors of a span, as in the Web Annotation Data Model, 4.2.4 and 4.2.5.
    pub(crate) fn selectors(&self, place: &Place) -> Value {
        json!([
            {
                "type": "TextQuoteSelector",
                "exact": place.exact,
                "prefix": self.part(place.start.saturating_sub(AROUND), place.start),
                "suffix": self.part(place.end, place.end + AROUND),
            },
            {"type": "TextPositionSelector", "start": place.start, "end": place.end},
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_around_are_cut_between_code_points() {
        let text = "“Übung”: Ministerin Ångström sagte, sie wisse nichts von dem Frachter Ægir.";
        let start = text.chars().take_while(|c| *c != 'Å').count();
        let found = Text::new(text).selectors(&Place { start, end: start + 8, exact: "Ångström".to_owned() });
        assert_eq!(found[0]["prefix"], "“Übung”: Ministerin ");
        assert_eq!(found[0]["suffix"], " sagte, sie wisse nichts von dem");
    }
}
