//! The unit that propositions are made of: a claim with one of its frames.

use std::collections::{BTreeMap, BTreeSet};

use hearsay_gazetteer::Gazetteer;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::naming::Naming;
use super::principal::Bodies;
use super::role::{is_goods, is_party};
use super::{context, denial, item, vouch};
use crate::contract::{ClaimFields, FillerFields, FrameFields, MoneyFields, Place, QuantityFields, Record, TimeFields};
use crate::{EvidenceKind, Modality, Polarity, Quotation, SpeakerKind};

/// A claim with one of its frames, or a claim without any: what one voice says of one event.
///
/// It holds all that is needed to settle it, so that it can be kept as one row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// Content hash of the article, the claim and the frame's place in it: 16 hexadecimal digits.
    pub id: String,
    /// Where it stands.
    pub article: ArticleOf,
    /// The claim's id in its article.
    pub claim: String,
    /// Whose voice it is.
    pub voice: Voice,
    /// News organisations that passed the words on, nearest to the speaker first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub relays: Vec<String>,
    /// What the claim is said to rest on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<EvidenceKind>,
    /// Whether the voice affirms or denies it.
    pub polarity: Polarity,
    /// How sure the voice is.
    pub modality: Modality,
    /// How the words are given; `none` is the outlet's own narration.
    pub quotation: Quotation,
    /// What is said, in code points of the article's text.
    pub content: Place,
    /// Whether the content only refers to the event, as to something known: "welcomed the seizure". Who does so vouches
    /// for nothing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub presupposed: bool,
    /// The event that is told of, completed from the rest of the article. Where the claim holds no frame but denies an
    /// account that the article gives, it is that account's, without a trigger.
    pub event: Option<Event>,
}

/// What a statement needs to know of its article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleOf {
    /// Content hash of the text.
    pub id: String,
    /// The name under which it came.
    #[serde(rename = "ref")]
    pub reference: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// When.
    pub published: Option<Date>,
    /// The news agency whose copy it says it runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wire: Option<String>,
}

/// The voice of a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voice {
    /// Canonical name.
    pub name: Option<String>,
    /// What sort of voice.
    pub kind: SpeakerKind,
    /// Canonical name of the body for which it speaks.
    pub affiliation: Option<String>,
    /// Id in the gazetteer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<String>,
    /// Whose word it is in the end: of a spokesman and his ministry their state, of an analyst his institute, else
    /// the voice itself. Voices with one principal are one party.
    pub principal: Option<String>,
}

/// An event as a statement tells of it, and as a proposition sums it up.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Event {
    /// The frame's type: "transfer".
    #[serde(rename = "type")]
    pub kind: String,
    /// The word that tells of it; none for a proposition, which has no words of its own.
    pub trigger: Option<Place>,
    /// How far it has got.
    pub stage: Option<String>,
    /// On what terms.
    pub terms: Option<String>,
    /// Who and what takes part.
    pub roles: BTreeMap<String, Vec<Filler>>,
    /// Classes of all goods that its claim tells of as one package: a claim has a frame for each item it counts.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub package: BTreeSet<String>,
    /// How many.
    pub quantity: Option<QuantityFields>,
    /// For how much.
    pub value: Option<MoneyFields>,
    /// When.
    pub time: Option<TimeFields>,
}

/// Who or what takes part in an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Filler {
    /// Canonical name.
    pub name: String,
    /// Id in the gazetteer or in the pack's taxonomy.
    pub entity: Option<String>,
    /// The words that say so; none where the role is filled from elsewhere.
    pub span: Option<Place>,
    /// The party it stands for, see [`Voice::principal`]; none for things.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub principal: Option<String>,
    /// The state that the party or place belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// The class of goods; none for parties and places, and for words that fit any goods.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
}

impl Statement {
    /// The statements of an article: one for each frame of each claim, and one for each claim without frames.
    #[must_use]
    pub fn of(record: &Record, gazetteer: &Gazetteer) -> Vec<Self> {
        Self::filed(record, &Naming::default(), gazetteer)
    }

    /// The same, by the names under which actors are filed. Their ids are those they have without: a judgement on names
    /// leaves the statements what they are.
    #[must_use]
    pub fn filed(read: &Record, naming: &Naming, gazetteer: &Gazetteer) -> Vec<Self> {
        let record: &Record = &naming.file(read);
        let bodies = Bodies::of(record, gazetteer);
        let article = ArticleOf {
            id: record.article.id.clone(),
            reference: match record.article.reference.as_str() {
                "" => record.article.id.clone(),
                reference => reference.to_owned(),
            },
            outlet: record.article.outlet.clone(),
            published: record.article.published.as_deref().and_then(|date| date.parse().ok()),
            wire: bodies.wire(record),
        };
        let mut statements = Vec::new();
        for (claim, as_read) in record.claims.iter().zip(&read.claims) {
            let of = |frame: Option<(&FrameFields, &FrameFields)>| Self {
                id: id(&article.id, as_read, frame.map(|(_, as_read)| as_read)),
                article: article.clone(),
                claim: claim.id.clone(),
                voice: Voice {
                    name: claim.speaker.name.clone(),
                    kind: claim.speaker.kind,
                    affiliation: claim.speaker.affiliation.clone(),
                    entity: claim.speaker.entity.clone(),
                    principal: bodies.of_speaker(&claim.speaker),
                },
                relays: claim.relays.iter().map(|relay| relay.name.clone()).collect(),
                evidence: claim.evidence.iter().map(|evidence| evidence.kind).collect(),
                polarity: claim.polarity,
                modality: claim.modality,
                quotation: claim.quotation,
                content: claim.content.clone(),
                presupposed: frame.is_some_and(|(frame, _)| vouch::presupposed(claim, frame)),
                event: frame.map(|(frame, _)| Event::of(frame, &bodies)),
            };
            if claim.frames.is_empty() {
                statements.push(of(None));
            }
            statements.extend(claim.frames.iter().zip(&as_read.frames).map(|frames| of(Some(frames))));
        }
        context::settle_homes(&mut statements);
        context::complete(&mut statements);
        context::pack(&mut statements);
        denial::refer(&mut statements);
        statements
    }
}

fn id(article: &str, claim: &ClaimFields, frame: Option<&FrameFields>) -> String {
    let mut hasher = blake3::Hasher::new();
    for text in [article, &claim.id, frame.map_or("", |frame| &frame.kind)] {
        hasher.update(&(text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    }
    // Two events of one word differ in what takes part, or else in their numbers: "four in May and six in June".
    let told = frame.map(outline);
    hasher.update(format!("{told:?}").as_bytes());
    let before = |other: &&FrameFields| frame.is_some_and(|frame| !std::ptr::eq(*other, frame));
    let alike = |other: &&FrameFields| frame.is_some_and(|f| f.kind == other.kind) && Some(outline(other)) == told;
    let again = claim.frames.iter().take_while(before).filter(alike).count();
    if again > 0 {
        hasher.update(&again.to_le_bytes());
    }
    hasher.finalize().to_hex()[..16].to_owned()
}

/// Where the word of an event stands, and what each role is filled with.
type OutlineOf<'f> = (Option<(usize, usize)>, Vec<(&'f str, Vec<&'f str>)>);

fn outline(frame: &FrameFields) -> OutlineOf<'_> {
    let named = frame.roles.iter().map(|(role, of)| (role.as_str(), of.iter().map(|f| f.name.as_str()).collect()));
    (Some((frame.trigger.start, frame.trigger.end)), named.collect())
}

impl Event {
    fn of(frame: &FrameFields, bodies: &Bodies<'_>) -> Self {
        let filler = |role: &str, filler: &FillerFields| Filler {
            name: filler.name.clone(),
            entity: filler.entity.clone().or_else(|| bodies.entity(&filler.name).filter(|_| is_party(role))),
            span: filler.span.clone(),
            principal: is_party(role).then(|| bodies.of_filler(filler)),
            state: match role {
                _ if is_goods(role) => None,
                _ if is_party(role) => bodies.state_of_party(&filler.name),
                _ => bodies.state_of_place(&filler.name),
            },
            class: if is_goods(role) { item::class(&filler.name) } else { None },
        };
        Self {
            kind: frame.kind.clone(),
            trigger: Some(frame.trigger.clone()),
            stage: frame.stage.clone(),
            terms: frame.terms.clone(),
            package: BTreeSet::new(),
            roles: frame
                .roles
                .iter()
                .map(|(role, of)| (role.clone(), of.iter().map(|f| filler(role, f)).collect()))
                .collect(),
            quantity: frame.quantity.clone(),
            value: frame.value.clone(),
            time: frame.time.clone(),
        }
    }

    /// Who or what takes part in a role.
    #[must_use]
    pub fn role(&self, name: &str) -> &[Filler] {
        self.roles.get(name).map_or(&[], Vec::as_slice)
    }
}
