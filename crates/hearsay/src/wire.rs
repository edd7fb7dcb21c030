//! Wire credits: the news agency whose copy an article says it runs.
//!
//! Agencies are credited in the byline, in the dateline ("LONDON, March 3 (AP) —", "(Reuters) -"), in a line of its own
//! at the start ("By Ada Quill, Associated Press"), and at the end ("AFP contributed to this report.", "— Reuters").
//! Only whole names in these places count: an agency that the prose cites is a relay, and "REUTERS/Ada Quill" credits a
//! picture.

use hearsay_gazetteer::{Entity, Gazetteer};

use crate::{Article, Sentence, Span};

/// The news agency whose copy an article says it runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WireCredit {
    /// The agency's name.
    pub name: String,
    /// The credit's words in the text; none where the byline has it.
    pub span: Option<Span>,
}

/// Lines of the body at whose start a dateline or byline may stand.
const OPENING: usize = 3;

/// Lines at the end that may be a credit.
const CLOSING: usize = 4;

/// Bytes that a dateline may have before the agency.
const DATELINE: usize = 80;

/// Words of the longest line that is a credit.
const CREDIT: usize = 20;

/// Words that stand beside agencies where they are thanked.
const THANKS: [&str; 31] = [
    "a",
    "additional",
    "agencies",
    "agency",
    "all",
    "and",
    "article",
    "by",
    "contributed",
    "contributing",
    "copyright",
    "file",
    "from",
    "in",
    "input",
    "inputs",
    "material",
    "news",
    "of",
    "report",
    "reported",
    "reporting",
    "reserved",
    "rights",
    "source",
    "staff",
    "story",
    "the",
    "this",
    "to",
    "with",
];

/// What ends the names of agencies that nobody knows, where they sign.
const AGENCIES: [&str; 6] = ["agency", "news", "newswire", "press", "service", "wire"];

/// What agencies' people are called behind the agency's name.
const STAFF: [&str; 6] = ["staff", "writer", "writers", "reporter", "correspondent", "journalist"];

/// The agency that `article` credits, if that isn't its own outlet.
pub(crate) fn find(article: &Article, sentences: &[Sentence], gazetteer: &Gazetteer) -> Option<WireCredit> {
    let own = Own { name: article.outlet.as_deref(), gazetteer };
    let in_byline = || in_byline(article.byline.as_deref()?, article.outlet.as_deref(), gazetteer).map(named);
    let text = Text { text: &article.text, gazetteer };
    let lines = lines(article);
    let opening = lines.iter().take(OPENING);
    let closing = lines.iter().rev().take(CLOSING).copied();
    let last = sentences.last().map(|sentence| sentence.span);
    let in_text = opening
        .clone()
        .find_map(|&line| text.dateline(line))
        .or_else(|| opening.clone().find_map(|&line| text.byline(line)))
        .or_else(|| lines.first().and_then(|&line| text.thanks(line)))
        .or_else(|| closing.chain(last).find_map(|line| text.thanks(line)))
        .or_else(|| lines.last().and_then(|&line| text.signature(line)));
    let in_text = in_text.filter(|(agency, _)| !own.is(agency));
    let known = in_text.map(|(agency, span)| WireCredit { span: Some(span), ..named(agency.name) }).or_else(in_byline);
    let stranger = || {
        let in_dateline = opening.clone().find_map(|&line| text.stranger_in_dateline(line));
        let thanked = || lines.iter().rev().take(CLOSING).find_map(|&line| text.stranger_thanked(line));
        let span = in_dateline.or_else(thanked).or_else(|| text.stranger_signed(*lines.last()?))?;
        let name = span.text(&article.text);
        let own =
            article.outlet.as_deref().is_some_and(|outlet| outlet.to_lowercase().starts_with(&name.to_lowercase()));
        (!own).then(|| WireCredit { span: Some(span), ..named(name) })
    };
    known.or_else(stranger)
}

/// The agency that a byline credits beside or instead of persons, if it isn't the outlet itself.
pub(crate) fn in_byline<'g>(byline: &str, outlet: Option<&str>, gazetteer: &'g Gazetteer) -> Option<&'g str> {
    let own = Own { name: outlet, gazetteer };
    pieces(byline).find_map(|piece| agency(piece, gazetteer)).filter(|a| !own.is(a)).map(|a| a.name)
}

fn named(name: &str) -> WireCredit {
    WireCredit { name: name.to_owned(), span: None }
}

/// An article's outlet, which doesn't run its own copy.
struct Own<'a> {
    name: Option<&'a str>,
    gazetteer: &'a Gazetteer,
}

impl Own<'_> {
    fn is(&self, agency: &Entity<'_>) -> bool {
        self.name.is_some_and(|name| {
            let known = self.gazetteer.lookup(name).map(|reading| reading.entity.id);
            known == Some(agency.id)
                || name.eq_ignore_ascii_case(agency.name)
                || self.gazetteer.outlet_at(name).is_some_and(|outlet| outlet.id == agency.id)
        })
    }
}

/// The agency that `name` is as a whole, but for those who write for it.
fn agency<'g>(name: &str, gazetteer: &'g Gazetteer) -> Option<&'g Entity<'g>> {
    let mut name = name.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
    for before in ["by ", "the ", "source: "] {
        if name.get(..before.len()).is_some_and(|start| start.eq_ignore_ascii_case(before)) {
            name = name.get(before.len()..)?.trim_start();
        }
    }
    while let Some((head, last)) = name.rsplit_once(' ')
        && STAFF.iter().any(|word| last.eq_ignore_ascii_case(word))
    {
        name = head.trim_end();
    }
    let entity = gazetteer.lookup(name).or_else(|| gazetteer.lookup(name.trim_end_matches('.')))?.entity;
    entity.agency.then_some(entity)
}

/// The names in a list of names.
fn pieces(list: &str) -> impl Iterator<Item = &str> {
    let marks = list.split([',', '/', ';', '|', '&', '(', ')', '–', '—', '·', '•']);
    let words = [" and ", " with ", " for ", " of ", " via ", " - "];
    let parts = marks.flat_map(move |part| {
        words.iter().fold(vec![part], |parts, word| parts.into_iter().flat_map(|p| p.split(word)).collect())
    });
    parts.map(str::trim).filter(|piece| !piece.is_empty())
}

/// The lines of an article's body that aren't empty.
fn lines(article: &Article) -> Vec<Span> {
    let text = article.text.as_str();
    let body = text.get(article.title.end..).unwrap_or_default();
    let mut at = article.title.end;
    let mut lines = Vec::new();
    for line in body.split_inclusive('\n') {
        let span = Span::new(at, at + line.len());
        at = span.end;
        if !line.trim().is_empty() {
            lines.push(span.trim(text));
        }
    }
    lines
}

struct Text<'a> {
    text: &'a str,
    gazetteer: &'a Gazetteer,
}

impl<'a> Text<'a> {
    /// "LONDON, March 3 (AP) —", "MOSCOW, March 3. /TASS/.", "(Reuters) -" at the start of a line.
    fn dateline(&self, line: Span) -> Option<(&'a Entity<'a>, Span)> {
        let words = line.text(self.text);
        let open = words.find(['(', '/']).filter(|&at| at <= DATELINE)?;
        let close = if words[open..].starts_with('(') { ')' } else { '/' };
        let length = words.get(open + 1..)?.find(close)?;
        let inside = Span::new(line.start + open + 1, line.start + open + 1 + length);
        let rest = words.get(open + length + 2..)?.trim_start();
        let (place, before) = (words[..open].trim(), words[..open].split_whitespace());
        let shouted = before.clone().any(|word| word.chars().filter(|c| c.is_uppercase()).count() > 2);
        let parted = rest.starts_with(['-', '–', '—', ':', '.']);
        let fits = before.clone().count() <= 10 && before.clone().all(is_of_name);
        (fits && (parted || shouted || place.is_empty() && close == ')')).then(|| self.all(inside)).flatten()
    }

    /// "BERGEN, July 19 (Quayside) -": in such a place a name that nobody knows is an agency's, too.
    fn stranger_in_dateline(&self, line: Span) -> Option<Span> {
        let (place, rest) = line.text(self.text).split_once('(').filter(|(place, _)| place.len() <= DATELINE)?;
        let (name, rest) = rest.split_once(')')?;
        let dated = place.chars().any(|c| c.is_ascii_digit())
            || place.split_whitespace().any(|word| word.chars().filter(|c| c.is_uppercase()).count() > 2);
        let parted = rest.trim_start().starts_with(['-', '–', '—', ':']);
        let fits = dated && parted && place.split_whitespace().all(is_of_name) && is_short_name(name);
        Span::of(name, self.text).filter(|_| fits)
    }

    /// "Reporting by Quayside; editing by ...": persons are named in full.
    fn stranger_thanked(&self, line: Span) -> Option<Span> {
        let words = line.text(self.text);
        let opening = ["reporting by ", "source: "]
            .into_iter()
            .find(|opening| words.get(..opening.len()).is_some_and(|start| start.eq_ignore_ascii_case(opening)))?;
        let name = words.get(opening.len()..)?.split([';', ',', '.', '(']).next()?.trim();
        let fits = is_short_name(name) && (!name.contains(' ') || self.gazetteer.outlet(name).is_some());
        Span::of(name, self.text).filter(|_| fits)
    }

    /// "By Ada Quill, Associated Press".
    fn byline(&self, line: Span) -> Option<(&'a Entity<'a>, Span)> {
        let words = line.text(self.text);
        let names = words.get(..3).filter(|by| by.eq_ignore_ascii_case("by ")).and_then(|_| words.get(3..))?;
        let short = names.split_whitespace().count() <= CREDIT && !names.ends_with('.');
        let fits = short && names.split_whitespace().all(|w| is_of_name(w) || STAFF.contains(&w));
        let agency = pieces(names).find_map(|piece| agency(piece, self.gazetteer)).filter(|_| fits)?;
        Some((agency, line))
    }

    /// "AFP contributed to this report.", "Source: Reuters", "AP": agencies, and no more than thanks to them.
    fn thanks(&self, line: Span) -> Option<(&'a Entity<'a>, Span)> {
        let words = line.text(self.text);
        if words.split_whitespace().count() > CREDIT || words.contains('/') && !words.starts_with('/') {
            return None;
        }
        if let found @ Some(_) = self.all(line) {
            return found;
        }
        let mut mentions = self.gazetteer.mentions(words).filter(|m| m.reading.entity.agency).peekable();
        let first = mentions.peek()?.reading.entity;
        let (mut rest, mut at) = (String::new(), 0);
        for mention in mentions {
            rest.push_str(words.get(at..mention.span.start)?);
            rest.push(' ');
            at = mention.span.end;
        }
        rest.push_str(words.get(at..)?);
        let mut rest = rest.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let thanked = |word: &str| THANKS.iter().any(|t| word.eq_ignore_ascii_case(t)) || word.parse::<u16>().is_ok();
        rest.all(thanked).then_some((first, line))
    }

    /// "… on Friday. — Reuters" or "(AFP)" at the end of the last line.
    fn signature(&self, line: Span) -> Option<(&'a Entity<'a>, Span)> {
        self.signed(line).and_then(|signature| self.all(signature))
    }

    /// "… on Friday. (Quay Newswire)", and the same on a line of its own: only what is called an agency.
    fn stranger_signed(&self, line: Span) -> Option<Span> {
        let words = line.text(self.text);
        let alone = words.starts_with(['(', '—', '–']);
        let signature = if alone { Some(line) } else { self.signed(line) }?;
        let name = signature.text(self.text).trim_matches(|c: char| !c.is_alphanumeric());
        let last = name.rsplit(' ').next().unwrap_or_default();
        let fits =
            is_short_name(name) && name.contains(' ') && AGENCIES.iter().any(|noun| last.eq_ignore_ascii_case(noun));
        Span::of(name, self.text).filter(|_| fits)
    }

    /// What stands behind the last sentence of a line, in brackets or behind a dash.
    fn signed(&self, line: Span) -> Option<Span> {
        let words = line.text(self.text);
        let at = match words.strip_suffix(')') {
            Some(inside) => inside.rfind('(')?,
            None => words.rfind(['—', '–']).or_else(|| words.rfind(" - "))?,
        };
        let ended = words[..at].trim_end().ends_with(['.', '!', '?', '"', '”', '’']);
        ended.then(|| Span::new(line.start + at, line.end))
    }

    /// The first of the agencies that `span` lists, where it lists nothing else.
    fn all(&self, span: Span) -> Option<(&'a Entity<'a>, Span)> {
        let mut found = pieces(span.text(self.text)).map(|piece| agency(piece, self.gazetteer));
        let first = found.next()??;
        found.all(|agency| agency.is_some()).then_some((first, span))
    }
}

/// Whether this can be the name of one body: up to three words with capitals.
fn is_short_name(name: &str) -> bool {
    let words = || name.split_whitespace();
    (1..=3).contains(&words().count()) && words().all(|word| word.starts_with(char::is_uppercase))
}

/// Whether a word can stand in a name or a date.
fn is_of_name(word: &str) -> bool {
    let bare = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    !bare.starts_with(char::is_lowercase)
        || ["and", "of", "de", "la", "for", "in", "the", "via", "with"].contains(&bare)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sentence;

    fn credit(outlet: &str, byline: Option<&str>, body: &str) -> (Option<String>, Option<String>) {
        let gazetteer = Gazetteer::embedded().unwrap();
        let mut article = Article::new("ferry", "Ferry leaves late", body);
        article.outlet = Some(outlet.to_owned());
        article.byline = byline.map(str::to_owned);
        let found = find(&article, &sentence::split(&article.text), &gazetteer);
        let words = found.as_ref().and_then(|f| f.span).map(|span| span.text(&article.text).to_owned());
        (found.map(|f| f.name), words)
    }

    #[test]
    fn agencies_are_credited_in_datelines_bylines_and_at_the_end() {
        for (body, name, words) in [
            ("(Reuters) - The ferry left late.", "Reuters", "Reuters"),
            ("LONDON, March 3 (AP) — The ferry left late.", "Associated Press", "AP"),
            ("KYIV, Ukraine (AP) The ferry left late.", "Associated Press", "AP"),
            ("Oslo, Sept 3 (Reuters/AFP) - The ferry left late.", "Reuters", "Reuters/AFP"),
            ("MOSCOW, March 3. /TASS/. The ferry left late.", "TASS", "TASS"),
            ("March 3 (REUTERS) – The ferry left late.", "Reuters", "REUTERS"),
            ("A picture of the quay.\nBERLIN (dpa) - The ferry left late.", "dpa", "dpa"),
            ("By Ada Quill, Associated Press\n\nThe ferry left.", "Associated Press", "By Ada Quill, Associated Press"),
            (
                "By Ada Quill and Ben Marsh of Reuters\n\nThe ferry left.",
                "Reuters",
                "By Ada Quill and Ben Marsh of Reuters",
            ),
            ("Reuters\n\nThe ferry left late.", "Reuters", "Reuters"),
            ("The ferry left.\n\nAFP contributed to this report.", "AFP", "AFP contributed to this report."),
            (
                "The ferry left late. The AP contributed to this story.",
                "Associated Press",
                "The AP contributed to this story.",
            ),
            (
                "The ferry left.\n\nWith inputs from agencies and Reuters",
                "Reuters",
                "With inputs from agencies and Reuters",
            ),
            ("The ferry left.\n\nSource: AFP", "AFP", "Source: AFP"),
            ("The ferry left.\n\n© 2024 AFP", "AFP", "© 2024 AFP"),
            ("The ferry left late. — Reuters", "Reuters", "— Reuters"),
            ("The ferry left late. (AFP)", "AFP", "(AFP)"),
            ("BERGEN, July 19 (Quayside) - The ferry left late.", "Quayside", "Quayside"),
            ("The ferry left.\n\nReporting by Quayside; editing by our desk", "Quayside", "Quayside"),
            ("The ferry left.\n\nSource: Quay Newswire", "Quay Newswire", "Quay Newswire"),
            ("The ferry left late. (Quay Newswire)", "Quay Newswire", "Quay Newswire"),
            ("The ferry left.\n\n(Northgate Wire)", "Northgate Wire", "Northgate Wire"),
        ] {
            assert_eq!(credit("Harbour Post", None, body), (Some(name.into()), Some(words.into())), "{body}");
        }
    }

    #[test]
    fn a_byline_names_its_agency_as_a_whole() {
        for (byline, name) in [
            ("Ada Quill, Associated Press", Some("Associated Press")),
            ("REUTERS", Some("Reuters")),
            ("By Ada Quill (AFP)", Some("AFP")),
            ("Reuters Staff", Some("Reuters")),
            ("Ada Quill and AP", Some("Associated Press")),
            ("Saba Quill", None),
            ("Ada Quill, Harbour Post", None),
        ] {
            assert_eq!(credit("Harbour Post", Some(byline), "The ferry left late.").0.as_deref(), name, "{byline}");
        }
    }

    #[test]
    fn agencies_that_are_cited_pictured_or_at_home_are_no_credits() {
        for body in [
            "The ferry left late, Reuters reported.",
            "The ministry (TASS) - said nothing.",
            "REUTERS/Ada Quill\n\nThe ferry left late.",
            "Ada Quill/AFP\n\nThe ferry left late.",
            "Photo: Reuters\n\nThe ferry left late.",
            "The ferry left late.\n\nReuters denied the report.",
            "The ferry (Harbour Lines) left late.",
            "The ferry left late. (Harbour Lines)",
            "The ferry left late, says the press. (Continued)",
            "The Older Ferry (Norrland) - left late.",
            "BERGEN (Harbour Post) - The ferry left late.",
            "The ferry left.\n\nReporting by Ada Quill in Bergen",
            "By noon, the ferry had told Reuters nothing.",
            "",
        ] {
            assert_eq!(credit("Harbour Post", None, body), (None, None), "{body}");
        }
        for outlet in ["Reuters", "reuters.com", "REUTERS"] {
            assert_eq!(credit(outlet, Some("Reuters"), "(Reuters) - The ferry left late."), (None, None), "{outlet}");
        }
    }
}
