//! The main clause of a content, told from the order of its words: what leads in ("If it rains, ...") is skipped, what
//! hangs on ("..., which ...", "... because ...") is cut off.

/// What the main predicate's clause says of it.
#[derive(Debug, Default)]
pub(super) struct Clause {
    /// "had not sent", "no ship left", "sent nothing".
    pub(super) negated: bool,
    /// "is a lie".
    pub(super) calls_false: bool,
    /// It holds a word for a falsehood, whether or not the predicate is made of it.
    pub(super) names_falsehood: bool,
    /// "may", "could", "perhaps".
    pub(super) possible: bool,
    /// "likely", "appears".
    pub(super) probable: bool,
    /// It stands under an "if" before it.
    pub(super) hypothetical: bool,
    /// The content asks.
    pub(super) question: bool,
}

/// Words that lead into a clause before the main one.
const LEADS: [&str; 13] = [
    "if", "unless", "when", "although", "though", "while", "because", "since", "as", "after", "before", "once", "until",
];

/// Words with which a clause begins that hangs on the main one.
const HANGS: [&str; 23] = [
    "because", "although", "though", "while", "whereas", "unless", "if", "until", "which", "who", "whom", "whose",
    "whoever", "whatever", "where", "after", "before", "when", "but", "so", "saying", "adding", "despite",
];

const PREPOSITIONS: [&str; 16] = [
    "with", "without", "for", "by", "at", "of", "in", "on", "to", "under", "from", "into", "about", "between", "than",
    "or",
];

const FALSEHOODS: [&str; 35] = [
    "false",
    "speculation",
    "untrue",
    "groundless",
    "baseless",
    "unfounded",
    "lie",
    "lies",
    "fabrication",
    "fabrications",
    "fabricated",
    "hoax",
    "fake",
    "fakes",
    "fairy",
    "canard",
    "canards",
    "nonsense",
    "rumour",
    "rumours",
    "rumor",
    "rumors",
    "myth",
    "myths",
    "invention",
    "inventions",
    "slander",
    "fiction",
    "fantasy",
    "bogus",
    "disinformation",
    "misinformation",
    "forgery",
    "rubbish",
    "falsehood",
];

/// What is called so is held for false.
const SCORNED: [&str; 11] = [
    "invented",
    "concocted",
    "absurd",
    "ridiculous",
    "laughable",
    "ludicrous",
    "preposterous",
    "libel",
    "libellous",
    "smear",
    "slur",
];

/// What is told for its own sake: a report that is called so is held for false.
const TALES: [&str; 13] = [
    "bedtime", "comedy", "fable", "farce", "folklore", "gossip", "legend", "novel", "soap", "story", "tale", "theatre",
    "thriller",
];

/// What may be called false.
const TOLD: [&str; 18] = [
    "document",
    "documents",
    "letter",
    "account",
    "accusation",
    "accusations",
    "allegation",
    "allegations",
    "charge",
    "charges",
    "claim",
    "claims",
    "figure",
    "figures",
    "numbers",
    "report",
    "reports",
    "story",
];

const POSSIBLE: [&str; 7] = ["might", "may", "could", "possibly", "perhaps", "maybe", "possible"];

const PROBABLE: [&str; 17] = [
    "likely",
    "unlikely",
    "probably",
    "probable",
    "apparently",
    "seemingly",
    "presumably",
    "appear",
    "appears",
    "appeared",
    "seem",
    "seems",
    "seemed",
    "believes",
    "suspects",
    "suggests",
    "suggest",
];

/// Participles that make a thing probable behind a form of "be": "was believed to".
const HELD: [&str; 6] = ["believed", "thought", "expected", "suspected", "presumed", "consistent"];

#[derive(Debug)]
struct Word {
    lower: String,
    capitalised: bool,
    /// The mark that closes it, quotation marks aside.
    mark: Option<char>,
}

impl Word {
    fn is(&self, words: &[&str]) -> bool {
        words.contains(&self.lower.as_str())
    }

    fn ends_sentence(&self) -> bool {
        matches!(self.mark, Some('.' | '?' | '!' | ';' | ':' | '—' | '–'))
    }

    fn negates(&self) -> bool {
        self.is(&["not", "never", "cannot", "no", "none", "nothing", "neither"]) || self.lower.ends_with("n't")
    }
}

fn words(content: &str) -> Vec<Word> {
    content
        .split_whitespace()
        .filter_map(|raw| {
            let bare = raw.trim_end_matches(['"', '”', '’', '\'', '»', ')']);
            let core = raw.trim_matches(|c: char| !c.is_alphanumeric());
            // "U.S." ends no sentence.
            let mark = bare.chars().next_back().filter(|c| !(c.is_alphanumeric() || *c == '.' && core.contains('.')));
            let capitalised = core.starts_with(char::is_uppercase);
            (!core.is_empty()).then(|| Word { lower: core.to_lowercase().replace('’', "'"), capitalised, mark })
        })
        .collect()
}

impl Clause {
    /// The main clause of `content`.
    pub(super) fn main(content: &str) -> Self {
        let words = words(content);
        let question = asks(content);
        let skipped = words.iter().take_while(|w| w.is(&["that", "and", "but", "so", "or"])).count();
        let mut rest = &words[skipped..];
        let mut hypothetical = false;
        if rest.first().is_some_and(|w| w.is(&LEADS))
            && let Some(comma) = rest.iter().position(|w| w.mark == Some(','))
        {
            hypothetical = rest[0].is(&["if", "unless"]);
            rest = &rest[comma + 1..];
        }
        let clause = &rest[..end(rest)];
        let behind = |i: usize, list: &[&str]| i.checked_sub(1).is_some_and(|b| clause[b].is(list));
        // "The modules are fabricated in Busan" tells no lie.
        let made =
            |i: usize| clause[i].is(&["fabricated"]) && clause.get(i + 1).is_some_and(|next| next.is(&PREPOSITIONS));
        let falsehood = (0..clause.len()).find(|&i| clause[i].is(&FALSEHOODS) && !behind(i, &PREPOSITIONS) && !made(i));
        let is = ["is", "was", "are", "were", "be", "been", "being", "as"];
        let held = |i: usize| clause[i].is(&HELD) && clause[i.saturating_sub(2)..i].iter().any(|w| w.is(&is));
        // "A possible sale" is a sale to come, of which this isn't the doubt.
        let possible = |i: usize| {
            let doubt = clause[i].is(&POSSIBLE) && !(clause[i].is(&["possible"]) && !behind(i, &is) && i > 0);
            // "May" with a capital is the month, but for the first word.
            doubt && (i == 0 || !clause[i].capitalised)
        };
        let if_true =
            clause.windows(2).any(|w| w[0].is(&["if"]) && w[1].is(&["true", "confirmed", "verified", "proven"]));
        let calls_false = falsehood.is_some_and(|f| clause[f.saturating_sub(4)..f].iter().any(|w| w.is(&is)));
        // "Those numbers are invented", but not "the radar was invented".
        let scorned = (1..clause.len()).find(|&i| clause[i].is(&SCORNED) && clause[i - 1].is(&is));
        let calls_false = calls_false || scorned.is_some_and(|s| clause[..s].iter().any(|w| w.is(&TOLD)));
        // "the allegation “a bedtime story”"
        let told = clause.iter().position(|w| w.is(&TOLD));
        let told_for_a_tale = told.is_some_and(|t| clause[t + 1..].iter().any(|w| w.is(&TALES)));
        Self {
            negated: is_negated(clause),
            calls_false,
            names_falsehood: falsehood.is_some() || clause.iter().any(|word| word.is(&SCORNED)) || told_for_a_tale,
            possible: if_true || (0..clause.len()).any(possible),
            probable: clause.iter().any(|w| w.is(&PROBABLE)) || (0..clause.len()).any(held),
            hypothetical,
            question,
        }
    }
}

/// Whether the first or the last sentence is a question.
fn asks(content: &str) -> bool {
    let closing = |c: char| !c.is_alphanumeric() && !matches!(c, '?' | '.' | '!');
    let last = content.trim_end_matches(closing).ends_with('?');
    let first = content.find(['?', '.', '!']).is_some_and(|at| content[at..].starts_with('?'));
    first || last
}

/// Where the first clause of `words` ends.
fn end(words: &[Word]) -> usize {
    for (i, word) in words.iter().enumerate() {
        let true_if = word.is(&["if"]) && words.get(i + 1).is_some_and(|n| n.is(&["true", "confirmed", "verified"]));
        if i > 0 && word.is(&HANGS) && !true_if {
            return i;
        }
        // "on loan, not sold": what it is not follows what it is.
        if word.mark == Some(',') && i > 0 && words.get(i + 1).is_some_and(|n| n.is(&["not"])) {
            return i + 1;
        }
        // "boats that did not float": "that" with a verb behind it stands for a noun.
        let verb = [
            "did", "does", "do", "had", "has", "have", "was", "were", "is", "are", "would", "will", "can", "could",
            "never",
        ];
        if i > 1 && word.is(&["that"]) && words.get(i + 1).is_some_and(|n| n.is(&verb)) {
            return i;
        }
        // "a missile that it had never used", "said that they had not".
        let pronoun = ["it", "he", "she", "they", "we", "i", "you"];
        let clause =
            |at: usize| words.get(at).is_some_and(|n| n.is(&pronoun)) && words.get(at + 1).is_some_and(|n| n.is(&verb));
        if i > 1 && word.is(&["that"]) && clause(i + 1) {
            return i;
        }
        if word.ends_sentence() {
            return i + 1;
        }
        let next = words.get(i + 1);
        let then = words.get(i + 2);
        let joins = next.is_some_and(|n| n.is(&["and", "or"]));
        let subject = [
            "that", "it", "he", "she", "they", "we", "i", "has", "had", "was", "were", "is", "are", "will", "did",
            "does", "do",
        ];
        if joins && (word.mark == Some(',') || then.is_some_and(|t| t.is(&subject))) {
            return i + 1;
        }
    }
    words.len()
}

/// Whether a negation reaches the predicate: one that stands in its own right, not behind a preposition or in what
/// the predicate governs ("promised to send no more").
fn is_negated(clause: &[Word]) -> bool {
    let governed = clause.iter().position(|w| w.is(&["to"])).unwrap_or(clause.len());
    clause[..governed].iter().enumerate().any(|(i, word)| {
        let before = i.checked_sub(1).map(|b| &clause[b]);
        let after = clause.get(i + 1);
        let partial = after.is_some_and(|a| {
            a.is(&["only", "just", "merely", "least", "doubt", "more", "less", "fewer", "later", "wonder", "matter"])
                || a.lower.starts_with("confirm")
        });
        // "crates, ropes, no tractors", "a hat and no gun": a list's item.
        let listed = word.is(&["no"]) && before.is_some_and(|b| b.mark == Some(',') || b.is(&["and"]));
        // "sends nobody weapons"; but "nobody wanted to be named" tells of what is so.
        let negates = word.negates() || i > 0 && word.is(&["nobody", "nobody's"]);
        // "had it not been for the fog": what did not come to pass is told by what would have.
        let unreal = before.is_some_and(|b| b.is(&["it"]))
            && i > 1
            && clause[i - 2].is(&["had"])
            && after.is_some_and(|a| a.is(&["been"]));
        negates && !partial && !listed && !unreal && !before.is_some_and(|b| b.is(&PREPOSITIONS))
    })
}
