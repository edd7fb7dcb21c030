//! From attributions to claims: pieces to contents, sources to speakers, outlets to relays, with evidence, polarity and
//! modality.

use std::collections::HashSet;

use hearsay_gazetteer::Gazetteer;

use super::content::contents;
use super::evidence::{self, Lexicon};
use super::headline;
use super::relay::{self, Place};
use super::source::{self, Saying};
use super::{denied, figure, missed, nested, passive, quotation, report, second, silence};
use crate::attribution::Attribution;
use crate::sentence::{self, Sentence};
use crate::speaker::{Cast, MemberId};
use crate::syntax::Syntax;
use crate::{
    Article, Claim, ClaimId, Diagnostic, DiagnosticCode, Evidence, EvidenceKind, Quotation, Relay, Span, Speaker,
    SpeakerKind, factuality,
};

/// Who is heard in a claim, before the whole article is read: a name may come later.
#[derive(Clone, Debug)]
enum Heard {
    /// A voice of the cast.
    Member(MemberId),
    /// Words that lead to nobody.
    Described(String),
    /// The voice of "is said to".
    Unspecified,
}

#[derive(Clone, Debug)]
struct Draft {
    claim: Claim,
    heard: Heard,
}

/// What was read of an article before its claims.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading<'a> {
    pub(crate) sentences: &'a [Sentence],
    pub(crate) attributions: &'a [Attribution],
    pub(crate) syntax: &'a Syntax,
}

/// The claims of an article, in the order of their contents, and what is told of as not said: "would not say who paid".
pub(crate) fn assemble(
    article: &Article,
    reading: Reading<'_>,
    gazetteer: &Gazetteer,
    lexicon: &Lexicon,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Vec<Claim>, Vec<Span>) {
    let Reading { sentences, attributions, syntax } = reading;
    let cast = Cast::of(article, sentences, syntax, gazetteer);
    let mut attributions = attributions.to_vec();
    headline::part(&article.text, article.title, &mut attributions, &cast);
    passive::replace(&article.text, sentences, &mut attributions, syntax);
    quotation::join(&article.text, &mut attributions);
    missed::part(&article.text, sentences, &mut attributions, &cast);
    let denied = denied::attributions(&article.text, article.title, sentences, &mut attributions, syntax, &cast);
    attributions.extend(denied);
    figure::settle(&article.text, sentences, &mut attributions, syntax, &cast);
    second::part(&article.text, &mut attributions, syntax);
    attributions.extend(missed::attributions(&article.text, sentences, &attributions, syntax, &cast));
    let headline = headline::attributions(article, &mut attributions, &cast);
    let nested = nested::attributions(&article.text, &attributions, syntax, &cast);
    attributions.extend(headline);
    let outer = attributions.len();
    attributions.extend(nested);
    let cites = |a: &&Attribution| a.cue.is_some_and(|c| report::cites(c.text(&article.text)));
    let spans = |a: &Attribution| a.contents.iter().copied().chain(a.cue).chain(a.source).collect::<Vec<_>>();
    let mut assembly = Assembly {
        article,
        sentences,
        syntax,
        lexicon,
        cast,
        outer,
        drafts: Vec::new(),
        unsaid: Vec::new(),
        voices: attributions.iter().flat_map(|a| a.cue.into_iter().chain(a.source)).collect(),
        attributed: attributions.iter().filter(|a| !cites(a)).flat_map(spans).collect(),
    };
    // A headline means those whom the story names below it.
    let in_title = |a: &&Attribution| a.cue.or(a.source).is_some_and(|span| article.title.contains(span));
    let numbered = || attributions.iter().enumerate();
    for (number, attribution) in numbered().filter(|(_, a)| !in_title(a)).chain(numbered().filter(|(_, a)| in_title(a)))
    {
        assembly.read(number + 1, attribution, diagnostics);
    }
    let Assembly { cast, mut drafts, unsaid, .. } = assembly;
    drafts.sort_by_key(|d| (d.claim.content.start, d.claim.cue, d.claim.source.is_none()));
    // Two attributions may come to the same words.
    let mut told = HashSet::new();
    drafts.retain(|draft| told.insert(draft.claim.id));
    let voices: Vec<Option<MemberId>> = drafts.iter().map(|d| d.heard.member()).collect();
    let mut claims: Vec<Claim> = drafts.into_iter().map(|draft| draft.finish(&cast)).collect();
    evidence::share(&mut claims, &voices, &cast, article.title);
    (claims, unsaid)
}

/// An article's claims in the making.
struct Assembly<'a> {
    article: &'a Article,
    sentences: &'a [Sentence],
    syntax: &'a Syntax,
    lexicon: &'a Lexicon,
    cast: Cast<'a>,
    /// How many attributions are not nested in others; those that are come last.
    outer: usize,
    drafts: Vec<Draft>,
    /// Contents of which it is told that nobody, or somebody not, said them.
    unsaid: Vec<Span>,
    /// Sources and cues of all attributions.
    voices: Vec<Span>,
    /// All spans of all attributions: what one says is no evidence for another.
    attributed: Vec<Span>,
}

impl Assembly<'_> {
    fn read(&mut self, number: usize, attribution: &Attribution, diagnostics: &mut Vec<Diagnostic>) {
        let text = self.article.text.as_str();
        let Some(&first) = attribution.contents.first() else { return };
        let sentence = self.around(attribution.cue.unwrap_or(first));
        let Saying { cue, source, contents: pieces, antecedent, cited_by } =
            source::settle(text, sentence, attribution, &self.voices, self.syntax, &self.cast);
        let words = cue.map_or("", |c| c.text(text));
        // "citing" alone passes on who is behind another's words.
        let is_object = |c: &Span| cue.is_some_and(|cue| cue.end <= c.start && c.start <= cue.end + 1);
        let related = source.is_some_and(|s| matches!(s.text(text), "which" | "who" | "that"));
        let cites = report::cites(words) || related && matches!(words, "cited" | "cites" | "quoted");
        if cites && cited_by.is_none() && pieces.iter().all(is_object) {
            return;
        }
        // "The paper quoted officials who said": what they say is told next.
        let quotes = matches!(words, "quoted" | "quotes" | "cited" | "cites") && cited_by.is_none();
        if quotes && pieces.iter().all(|c| is_object(c) && self.cast.are_persons(*c)) {
            return;
        }
        // Who is asked says nothing yet: "Asked about the cargo, the captain said it was steel".
        if cue.is_some_and(|c| silence::is_asked(text, sentence, c)) {
            return;
        }
        // "could be verified" says nothing, and what an owner's mark begins names nobody.
        let bare = [
            "could", "would", "may", "might", "can", "should", "must", "will", "is", "are", "was", "were", "did",
            "does",
        ]
        .contains(&words);
        let torn = source.is_some_and(|s| s.text(text).starts_with(['\'', '’']));
        if bare && source.is_none() || torn {
            return;
        }
        // Before a headline's colon stands a voice, or else it only parts what is told.
        if words == ":" && source.is_none() {
            return;
        }
        if source.is_some_and(|source| silence::is_nobody(source.text(text))) {
            self.unsaid.extend(&attribution.contents);
            return;
        }
        let passed = source.and_then(|source| self.passed_on(source));
        let source = source.filter(|_| passed.is_none());
        let named = source.map(|source| (source, self.cast.resolve(antecedent.unwrap_or(source))));
        if let Some((source, None)) = named {
            let message = format!("“{}” stands for nobody named before", source.text(text));
            diagnostics.push(Diagnostic::new(DiagnosticCode::UnresolvedSpeaker, message, Some(source)));
        }
        // What is done isn't said, but who does it may be meant by the next "it".
        let done = || silence::is_deed(words, pieces.first().map_or("", |piece| piece.text(text)));
        if done() || cue.is_some_and(|c| silence::is_done_to(words, c.start, &pieces)) {
            return;
        }
        if cue.is_some_and(|c| silence::is_neither(text, sentence, c)) {
            self.unsaid.push(sentence);
            return;
        }
        for parts in contents(text, cue, &pieces, self.sentences, self.syntax) {
            let said = parts.iter().map(|p| p.text(text)).collect::<Vec<_>>().join(" ");
            if silence::is_silence(words, &said) {
                self.unsaid.extend(parts);
                continue;
            }
            if silence::is_condition(words, &said) {
                continue;
            }
            let quotation = quotation::kind(text, &parts);
            let content = parts.iter().copied().reduce(Span::join).unwrap_or(Span::new(0, 0));
            let heard = match (&passed, &named) {
                (Some((heard, _)), _) => heard.clone(),
                (None, Some((_, Some(member)))) => Heard::Member(*member),
                (None, Some((source, None))) => Heard::Described(source.text(text).to_owned()),
                (None, None) if is_agentless(words) => Heard::Unspecified,
                (None, None) => match self.heard_before(content, cue, quotation) {
                    Some(heard) => heard,
                    None if cue.is_some() && !silence::is_no_saying(words) => Heard::Unspecified,
                    // Neither a word of saying nor a voice: nothing tells that it was said.
                    None => continue,
                },
            };
            if let Heard::Member(member) = heard
                && ["it ", "its ", "that it ", "that its "].iter().any(|thing| said.starts_with(thing))
            {
                self.cast.is_thing(member);
            }
            let kind = heard.kind(&self.cast);
            let apart: Vec<_> = self.attributed.iter().copied().chain(source).chain(cue).collect();
            let around = gaps(sentence, &apart);
            let mut relays = relay::find(text, Place { sentence, parts: &parts, source }, &self.cast);
            // What is reported inside of a statement wasn't passed on by whom the statement was made to.
            relays.retain(|_| number <= self.outer);
            for relay in cited_by.map(|o| self.relay(o)).into_iter().chain(passed.iter().map(|(_, r)| r.clone())) {
                let bare = |name: &str| name.trim_start_matches("The ").to_owned();
                if !relays.iter().any(|r| bare(&r.name) == bare(&relay.name)) {
                    relays.push(relay);
                }
            }
            relays.iter().for_each(|relay| self.cast.pass(relay));
            let place = Place { sentence, parts: &parts, source };
            let mut evidence = evidence::find(text, self.lexicon, place, &around, kind, &self.cast);
            evidence.extend(
                self.stated_behind(sentence)
                    .into_iter()
                    .filter(|e| !evidence.iter().any(|k| k.kind == e.kind))
                    .collect::<Vec<_>>(),
            );
            if let Heard::Member(member) = heard
                && kind == SpeakerKind::Document
                && evidence.is_empty()
                && let Some(before) = self.paper_named(member)
            {
                evidence.extend(
                    before.evidence.iter().filter(|e| before.source.is_some_and(|s| s.contains(e.span))).cloned(),
                );
                let read = before.relays.iter().filter(|r| before.source.is_some_and(|s| s.contains(r.span)));
                relays.extend(read.filter(|r| !relays.iter().any(|k| k.name == r.name)).cloned().collect::<Vec<_>>());
            }
            evidence.extend(
                source
                    .filter(|_| kind == SpeakerKind::Anonymous)
                    .map(|span| Evidence { kind: EvidenceKind::AnonymousSource, span }),
            );
            let voiced = !matches!(heard, Heard::Unspecified);
            let told = cue.map_or("", |cue| with_no_longer(text, cue).text(text));
            let claim = Claim {
                id: ClaimId::of(self.article.id, content, cue),
                content,
                content_parts: parts,
                attribution: number,
                source,
                cue,
                quotation,
                relays,
                evidence,
                polarity: factuality::polarity(told, &said),
                modality: factuality::modality(told, &said, voiced),
                speaker: unspecified(),
                frames: Vec::new(),
            };
            self.drafts.push(Draft { claim, heard });
        }
    }

    /// The claim in whose source a paper was named that goes on to speak as "it": "A letter seen by Radar lists".
    fn paper_named(&self, member: MemberId) -> Option<&Claim> {
        let named = |d: &&Draft| {
            let source = d.claim.source.filter(|_| d.heard.member() == Some(member));
            source.is_some_and(|source| d.claim.evidence.iter().any(|e| source.contains(e.span)))
        };
        self.drafts.iter().rev().find(named).map(|d| &d.claim)
    }

    fn around(&self, span: Span) -> Span {
        sentence::at(self.sentences, span).map_or(span, |i| self.sentences[i].span)
    }

    /// What the next sentence says of a sentence's evidence, unless it has voices of its own or begins a paragraph.
    fn stated_behind(&self, sentence: Span) -> Vec<Evidence> {
        let next = sentence::at(self.sentences, sentence).and_then(|i| {
            let (this, next) = (self.sentences.get(i)?, self.sentences.get(i + 1)?);
            (this.paragraph == next.paragraph && !self.article.title.contains(sentence)).then_some(next.span)
        });
        let free = next.filter(|next| !self.voices.iter().any(|v| v.overlaps(*next)));
        free.map_or_else(Vec::new, |next| evidence::stated_behind(&self.article.text, self.lexicon, next, &self.cast))
    }

    fn relay(&self, outlet: Span) -> Relay {
        let words = outlet.text(&self.article.text);
        let name = self.cast.outlet(outlet).unwrap_or_else(|| words.trim_start_matches("the ").to_owned());
        Relay { name, span: outlet }
    }

    /// Who is behind a source that names only an outlet through which words came before: "The agency said".
    fn passed_on(&self, source: Span) -> Option<(Heard, Relay)> {
        if !self.cast.is_outlet_nominal(source) {
            return None;
        }
        const REACH: usize = 3;
        let named = self.cast.outlet(source);
        let passed = |d: &&Draft| d.claim.relays.iter().any(|r| named.as_ref().is_none_or(|name| *name == r.name));
        let before = self.drafts.iter().rev().take(REACH).find(passed)?;
        let name = named.or_else(|| before.claim.relays.last().map(|r| r.name.clone()))?;
        Some((before.heard.clone(), Relay { name, span: source }))
    }

    /// The voice of a content without words for its source: whoever spoke before in the same sentence, or whose
    /// quotation goes on in whole sentences of its own.
    fn heard_before(&self, content: Span, cue: Option<Span>, quotation: Quotation) -> Option<Heard> {
        let sentences = self.sentences;
        let place = |span: Span| sentence::at(sentences, span);
        let here = place(cue.unwrap_or(content))?;
        let last = self.drafts.iter().rev().find(|d| d.claim.content.start < content.start)?;
        let there = place(Span::new(last.claim.content.end.saturating_sub(1), last.claim.content.end))?;
        let same_sentence = there == here || last.claim.cue.is_some_and(|c| place(c) == Some(here));
        let goes_on = cue.is_none()
            && quotation == Quotation::Direct
            && matches!(last.claim.quotation, Quotation::Direct | Quotation::Mixed)
            && sentences[here].span.start == content.start
            && sentences[here].paragraph.saturating_sub(sentences[there].paragraph) <= 1;
        (same_sentence || goes_on).then(|| last.heard.clone())
    }
}

impl Heard {
    fn member(&self) -> Option<MemberId> {
        match self {
            Self::Member(member) => Some(*member),
            Self::Described(_) | Self::Unspecified => None,
        }
    }

    fn kind(&self, cast: &Cast<'_>) -> SpeakerKind {
        self.member().map_or(SpeakerKind::Anonymous, |member| cast.speaker(member, None).kind)
    }
}

impl Draft {
    fn finish(self, cast: &Cast<'_>) -> Claim {
        let speaker = match self.heard {
            Heard::Member(member) => cast.speaker(member, self.claim.source),
            Heard::Described(words) => described(&words),
            Heard::Unspecified => unspecified(),
        };
        // Nobody passes on what is said by itself: "The Post, quoted by the BBC".
        let mut relays = self.claim.relays;
        relays.retain(|relay| speaker.name.as_ref() != Some(&relay.name));
        // Whom the article names later was anonymous only where the claim stands.
        let mut evidence = self.claim.evidence;
        evidence.retain(|e| e.kind != EvidenceKind::AnonymousSource || speaker.kind == SpeakerKind::Anonymous);
        Claim { speaker, relays, evidence, ..self.claim }
    }
}

/// "were reported", "is said": a passive, of which nobody says whose words they are.
fn is_agentless(cue: &str) -> bool {
    let (be, verb) = cue.split_once(' ').unwrap_or((cue, ""));
    let passive = ["said", "reported", "alleged", "rumoured", "rumored", "claimed"];
    ["is", "are", "was", "were"].contains(&be) && passive.contains(&verb)
}

/// A cue with the "no longer" before it: what the rebels no longer maintain they deny.
fn with_no_longer(text: &str, cue: Span) -> Span {
    let before = text[..cue.start].trim_end();
    before.strip_suffix("no longer").map_or(cue, |rest| Span::new(rest.len(), cue.end))
}

fn described(words: &str) -> Speaker {
    let name = words.split_whitespace().collect::<Vec<_>>().join(" ");
    Speaker { name: Some(name), entity: None, kind: SpeakerKind::Anonymous, affiliation: None, named_at: None }
}

fn unspecified() -> Speaker {
    described("unspecified")
}

/// What is left of a sentence outside of some spans.
fn gaps(sentence: Span, apart: &[Span]) -> Vec<Span> {
    let mut apart: Vec<Span> = apart.iter().copied().filter(|s| s.overlaps(sentence)).collect();
    apart.sort_unstable();
    let mut gaps = Vec::new();
    let mut at = sentence.start;
    for span in apart {
        if span.start > at {
            gaps.push(Span::new(at, span.start));
        }
        at = at.max(span.end);
    }
    if at < sentence.end {
        gaps.push(Span::new(at, sentence.end));
    }
    gaps
}
