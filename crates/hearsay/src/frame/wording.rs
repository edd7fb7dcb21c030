//! The words of goods: which belong to their name, and which only count them or say where they come from.

use hearsay_gazetteer::Kind;

use super::lemma::singular;
use super::phrase::Phrases;
use crate::Span;
use crate::syntax::{Relation, Token, Upos, Xpos};

impl Phrases<'_> {
    pub(super) fn in_singular(&self, token: usize) -> String {
        let here = &self.syntax().tokens()[token];
        let word = here.span.text(self.arguments.text);
        // "UAVs", whatever the tagger says.
        let letters = word.strip_suffix('s').filter(|w| w.len() > 1 && w.chars().all(|c| c.is_uppercase()));
        if let Some(letters) = letters {
            return letters.to_owned();
        }
        let plural = matches!(here.xpos, Xpos::Nns | Xpos::Nnps);
        // Taggers miss some plurals of rare nouns.
        let plural = plural || word.ends_with('s') && self.pack.things.contains(&singular(&word.to_lowercase()));
        let designation = self.is_designation(token) && word.ends_with('s');
        if !plural && !designation {
            return if here.upos == Upos::Noun { lower_first(word) } else { word.to_owned() };
        }
        let lower = singular(&word.to_lowercase());
        match here.upos {
            Upos::Propn | Upos::X if word.starts_with(char::is_uppercase) => singular(word),
            _ => lower,
        }
    }

    /// Whether a number is known to be a part of the name before it: "Leopard 2 tanks".
    fn is_numbered(&self, number: usize) -> bool {
        let tokens = self.syntax().tokens();
        let name = tokens[number].head.filter(|name| name + 1 == number && tokens[number].relation == Relation::Flat);
        // "Type 218SG submarines", "a Ground Master 200 radar", but not "sold Sudan 20 trucks".
        let is_mixed = || self.arguments.word(number).contains(char::is_alphabetic);
        let called = |name: usize| {
            let word = tokens[name].span.text(self.arguments.text);
            word.starts_with(char::is_uppercase) && self.name_at(name).is_none()
        };
        let known = |words: &str| self.pack.items.as_ref().is_some_and(|items| items.read(words).is_some());
        name.is_some_and(|name| {
            is_mixed() || called(name) || known(tokens[name].span.join(tokens[number].span).text(self.arguments.text))
        })
    }

    /// Whether the words from one to another are a noun that the pack knows: "main battle tanks".
    pub(super) fn is_known_compound(&self, first: usize, last: usize) -> bool {
        let tokens = self.syntax().tokens();
        let words = tokens[first].span.join(tokens[last].span).text(self.arguments.text);
        self.pack.items.as_ref().is_some_and(|items| items.is_compound(&words.to_lowercase()))
    }

    /// The words of goods: compounds and adjectives, but for those that say nothing of what they are.
    pub(super) fn goods_words(&self, head: usize) -> Span {
        let tokens = self.syntax().tokens();
        let joined = |left: usize, right: usize| tokens[left].span.end == tokens[right].span.start;
        // Of "an oil-for-arms swap" the arms are no oil.
        let is_for = |t: usize| self.arguments.word(t) == "for";
        let mut start = head;
        for i in (0..head).rev() {
            let reaches = std::iter::successors(tokens[i].head, |&h| tokens[h].head).take(4).any(|h| h == head);
            let is_state = self.name_at(i).is_some_and(|n| {
                matches!(n.reading.entity.kind, Kind::Country | Kind::Organisation) && !self.is_called_like_system(i)
            });
            // "captured tanks" are tanks, but "armoured vehicles" are more than vehicles.
            let tells = || self.pack.items.as_ref().is_some_and(|items| items.tells(&self.arguments.word(i)));
            // "main battle tanks".
            let known = || self.is_known_compound(i, head);
            let aside = self.pack.asides.contains(self.lemma(i)) && !known()
                || tokens[i].xpos == Xpos::Vbn && tokens[i].relation == Relation::Amod && !tells();
            // "the £215m consignment"
            let price = self.arguments.money.iter().any(|money| money.span.overlaps(tokens[i].span));
            let calibre = self.arguments.word(i).strip_suffix("mm").is_some_and(|n| n.parse::<f64>().is_ok());
            let part = match tokens[i].relation {
                _ if calibre => true,
                // "Mi-8": the number belongs to the name, whatever it hangs by.
                _ if tokens[i].upos == Upos::Num && self.is_designation(i) => true,
                Relation::Compound | Relation::Amod | Relation::Flat | Relation::NmodDesc => {
                    tokens[i].upos != Upos::Num
                        || joined(i, i + 1)
                        || i > 0 && (joined(i - 1, i) || self.is_numbered(i))
                }
                Relation::Advmod => joined(i, i + 1),
                // "5G modems".
                Relation::Nummod if self.arguments.word(i).contains(char::is_alphabetic) => {
                    let word = self.arguments.word(i);
                    // "1.5m shells" are shells.
                    let scaled = ["m", "mn", "bn", "k"].iter().any(|scale| {
                        word.strip_suffix(scale).is_some_and(|n| n.ends_with(|c: char| c.is_ascii_digit()))
                    });
                    word.starts_with(|c: char| c.is_ascii_digit()) && !scaled
                }
                // "170 mm guns".
                Relation::Nummod if self.arguments.word(i + 1) == "mm" => true,
                Relation::Nummod => joined(i, i + 1) || i > 0 && joined(i - 1, i),
                Relation::Punct => joined(i, i + 1) || self.arguments.word(i).starts_with('-'),
                _ => false,
            };
            if !reaches || !part || is_state || aside || price {
                break;
            }
            start = i;
        }
        // "surface-to-air missiles": a word with hyphens is one, whatever the tree says of its parts.
        while start > 0 && joined(start - 1, start) && !is_for(start - 1) {
            start -= 1;
        }
        let mut end = head;
        // Of "a shell-filling plant" the shells.
        let is_done = |t: &Token| t.xpos == Xpos::Vbg || t.span.text(self.arguments.text) == "for";
        let is_done = tokens.get(head + 2).is_some_and(is_done) && self.arguments.word(head + 1) == "-";
        while end + 1 < tokens.len()
            && !is_done
            && joined(end, end + 1)
            && self.arguments.word(end + 1).starts_with(|c: char| c == '-' || c.is_alphanumeric())
        {
            end += 1;
        }
        while start < head && tokens[start].relation == Relation::Punct {
            start += 1;
        }
        tokens[start].span.join(tokens[end].span)
    }
}

fn lower_first(word: &str) -> String {
    // "Drones" at the start of a headline; "UAV" stays.
    let mut letters = word.chars();
    match letters.next() {
        Some(first) if letters.clone().all(|c| c.is_lowercase() || c == '-') => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => word.to_owned(),
    }
}
