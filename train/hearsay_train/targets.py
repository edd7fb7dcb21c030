"""Training targets over the pieces of a text. Every corpus gives some of them; where it is silent nothing is learnt."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from . import entities, frames, polnear, propbank, treebank
from .text import Pieces

LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
ROLES = {"source": 1, "cue": 3, "content": 5}
"""Role → index of its B label; its I label follows."""

UPOS = tuple("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()) + ("_",)
"""Universal part-of-speech tags; `_` marks a word that continues a token: the full stops and the S of `U.S.`."""

XPOS = tuple(
    "$ '' , -LRB- -RRB- . : ADD AFX CC CD DT EX FW GW HYPH IN JJ JJR JJS LS MD NFP NN NNP NNPS NNS PDT POS PRP PRP$ RB "
    "RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB ``".split()
)
"""Tags of the Penn Treebank as EWT and GUM use them."""

RELATIONS = tuple(
    "acl acl:relcl advcl advcl:relcl advmod amod appos aux aux:pass case cc cc:preconj ccomp compound compound:prt conj "
    "cop csubj csubj:outer csubj:pass dep det det:predet discourse dislocated expl fixed flat goeswith iobj list mark "
    "nmod nmod:desc nmod:poss nmod:unmarked nsubj nsubj:outer nsubj:pass nummod obj obl obl:agent obl:unmarked orphan "
    "parataxis punct reparandum root vocative xcomp".split()
)
"""Relations of Universal Dependencies as EWT and GUM use them."""

MENTIONS = ("none", "person", "organisation", "place", "time", "event", "object", "abstract", "other")
"""Sorts of what a phrase mentions, told at its head."""

_GUM = {"organization": "organisation", "animal": "other", "plant": "other", "substance": "other"}
_MEANTIME = {"PER": "person", "ORG": "organisation", "LOC": "place"}
_RE3D = {"Person": "person", "Organisation": "organisation", "Location": "place", "Temporal": "time",
         "Weapon": "object", "MilitaryPlatform": "object", "Vehicle": "object"}

NONE = -100
"""A target that is not known."""


@dataclass
class Targets:
    """One array a target, as long as the pieces; links name a piece by its index."""

    labels: np.ndarray
    """Index of the label."""
    upos: np.ndarray
    xpos: np.ndarray
    relation: np.ndarray
    head: np.ndarray
    """Piece of the head; the piece itself at the root."""
    mention: np.ndarray
    """Which sorts of mention are right, as bits; 0 where nothing is known."""
    content: np.ndarray
    """For each piece in a content, the piece that begins its cue."""
    predicate: np.ndarray
    """Index of the sense (`propbank.SENSES`)."""
    event: np.ndarray
    """Index of the event that a word tells of (`frames.EVENTS`)."""
    stage: np.ndarray
    """Index of how far it has got (`frames.STAGES`)."""
    sentence: np.ndarray
    """Number of the sentence; arcs and arguments stay inside of one."""
    argument: np.ndarray = field(default_factory=lambda: np.zeros((0, 3), dtype=np.int64))
    """Rows (predicate's piece, a word's piece, index of what it is to the predicate)."""
    spread: np.ndarray = field(default_factory=lambda: np.zeros((0, 4), dtype=np.int64))
    """Rows (number of an argument, predicate's piece, a piece of the argument, index of what it is): any of the pieces
    may be the head."""
    role: np.ndarray = field(default_factory=lambda: np.zeros((0, 3), dtype=np.int64))
    """Rows (trigger's piece, a word's piece, index of what it is in the event)."""
    implicit: np.ndarray = field(default_factory=lambda: np.zeros((0, 3), dtype=np.int64))
    """The same of words in other sentences."""
    source: list[tuple[int, list[int]]] = field(default_factory=list)
    """For each cue, the piece that begins it and the first pieces of its source's words (none: empty)."""

    @classmethod
    def unknown(cls, length: int) -> "Targets":
        mention = np.zeros(length, dtype=np.int64)
        labels, upos, xpos, relation, head, content, predicate, event, stage = (np.full(length, NONE) for _ in range(9))
        sentence = np.zeros(length, dtype=np.int64)
        return cls(labels, upos, xpos, relation, head, mention, content, predicate, event, stage, sentence)


def of_attributions(document: polnear.Document, pieces: Pieces) -> Targets:
    targets = Targets.unknown(len(pieces))
    first = np.array(pieces.first)
    starts, ends = np.array(pieces.start), np.array(pieces.end)
    targets.sentence = sentences(document.text, pieces)
    labels = targets.labels
    labels[first] = 0

    def covered(spans):
        return [np.flatnonzero(first & (starts < e) & (ends > s)) for s, e in spans]

    def mark(role, words):
        free = words[labels[words] == 0]
        if len(free):
            labels[free] = ROLES[role] + 1
            labels[free[0]] = ROLES[role]

    for attribution in document.attributions:
        cue = np.concatenate([np.zeros(0, dtype=np.int64), *covered(attribution.cue)])
        mark("cue", cue)
        source = covered(attribution.source)
        for words in source:
            # A source shared by several cues is marked once.
            mark("source", words)
        for words in covered(attribution.content):
            mark("content", words)
            # Without a cue, where a quotation goes on, nothing is known of links.
            targets.content[words] = cue[0] if len(cue) else -1
        if len(cue):
            targets.source.append((int(cue[0]), [int(w) for words in source for w in words]))
    return targets


_SENTENCE_END = re.compile(r"[.!?][\"”’)\]]*\s+(?=[\"“‘(\[]?[A-Z0-9])|\n+")


def sentences(text: str, pieces: Pieces) -> np.ndarray:
    """Numbers of sentences, roughly: for texts whose sentences nobody marked."""
    borders = [m.end() for m in _SENTENCE_END.finditer(text)]
    return np.searchsorted(borders, np.array(pieces.start), side="right")


def anchors(tokens: list[tuple[int, int]], pieces: Pieces) -> list[int | None]:
    """The piece that stands for each token: the first word that begins inside of it; two never share one.

    Of `don't`, words `don`, `'`, `t`, the token `do` has the first and `n't` the second. The second token of `cannot`
    has none.
    """
    first = np.flatnonzero(pieces.first)
    starts = np.array(pieces.start)[first]
    taken, out = -1, []
    for start, end in tokens:
        at = max(int(np.searchsorted(starts, start)), taken + 1)
        if at < len(first) and starts[at] < end:
            taken = at
            out.append(int(first[at]))
        else:
            out.append(None)
    return out


def of_trees(document: treebank.Document, pieces: Pieces, mentions: bool) -> Targets:
    """Tags and trees, and the mentions at their heads where the treebank has any."""
    targets = Targets.unknown(len(pieces))
    targets.upos[np.array(pieces.first)] = UPOS.index("_")
    at = anchors([(t.start, t.end) for s in document.sentences for t in s.tokens], pieces)
    starts = [s.tokens[0].start for s in document.sentences if s.tokens]
    targets.sentence = np.searchsorted(starts, np.array(pieces.start), side="right")
    arguments: list[tuple[int, int, int]] = []
    for sentence in document.sentences:
        here, at = at[: len(sentence.tokens)], at[len(sentence.tokens) :]
        if sentence.predicates is not None:
            arguments += _of_predicates(sentence.predicates, here, targets)
        for token, piece in zip(sentence.tokens, here):
            if piece is None:
                continue
            targets.upos[piece] = UPOS.index(token.upos)
            targets.xpos[piece] = XPOS.index(token.xpos)
            targets.relation[piece] = RELATIONS.index(token.relation)
            if here[token.head] is not None:
                targets.head[piece] = here[token.head]
            if mentions:
                targets.mention[piece] = _bits("none")
        # The shortest last: of two mentions with one head the longer gives the sort.
        for mention in sorted(sentence.mentions, key=lambda m: m.last - m.first):
            if (piece := here[treebank.head(sentence, mention)]) is not None:
                targets.mention[piece] = _bits(_GUM.get(mention.type, mention.type))
    targets.argument = np.array(arguments, dtype=np.int64).reshape(-1, 3)
    return targets


def _of_predicates(
    predicates: list[propbank.Predicate], here: list[int | None], targets: Targets
) -> list[tuple[int, int, int]]:
    """Marks a sentence's predicates; returns what each word is to each of them. `here`: the pieces of the tokens."""
    pieces = [p for p in here if p is not None]
    targets.predicate[pieces] = 0
    rows = []
    for predicate in predicates:
        if (at := here[predicate.token]) is None:
            continue
        targets.predicate[at] = propbank.SENSES.index(predicate.sense)
        labels = {here[token]: label for token, label in predicate.arguments.items()}
        if predicate.sense != "aux":
            rows += [(at, p, propbank.ARGUMENTS.index(labels.get(p, "none"))) for p in pieces if p != at]
    return rows


def of_examples(examples: list[propbank.Example], pieces: Pieces) -> Targets:
    """Predicates of the frame files' examples, whose tokens are joined by single spaces, each a paragraph of its own."""
    targets = Targets.unknown(len(pieces))
    spans, starts, at = [], [], 0
    for example in examples:
        starts.append(at)
        for token in example.tokens:
            spans.append((at, at + len(token)))
            at += len(token) + 1
    targets.sentence = np.searchsorted(starts, np.array(pieces.start), side="right")
    all_anchors = anchors(spans, pieces)
    rows, spread, group = [], [], 0
    for example in examples:
        here, all_anchors = all_anchors[: len(example.tokens)], all_anchors[len(example.tokens) :]
        if (predicate := here[example.predicate]) is None:
            continue
        # The example is silent about other predicates.
        targets.predicate[predicate] = propbank.SENSES.index(example.sense)
        inside = set()
        for first, last, label in example.arguments:
            members = [p for p in here[first : last + 1] if p is not None and p != predicate]
            spread += [(group, predicate, p, propbank.ARGUMENTS.index(label)) for p in members]
            inside |= set(members)
            group += 1
        rows += [(predicate, p, 0) for p in here if p is not None and p != predicate and p not in inside]
    targets.argument = np.array(rows, dtype=np.int64).reshape(-1, 3)
    targets.spread = np.array(spread, dtype=np.int64).reshape(-1, 4)
    return targets


def of_frames(passages: list[frames.Passage], pieces: Pieces) -> Targets:
    """Events of passages whose texts are joined by line breaks. A filler's head is the last of its words. Where a passage
    tells who is meant in other sentences, a name that fills a role does so wherever it stands in it."""
    text = "\n".join(passage.text for passage in passages)
    targets = Targets.unknown(len(pieces))
    targets.sentence = sentences(text, pieces)
    first = np.array(pieces.first)
    starts, ends = np.array(pieces.start), np.array(pieces.end)
    targets.event[first] = 0
    rows, beyond, at = [], [], 0
    for passage in passages:
        words = lambda start, end: np.flatnonzero(first & (starts < at + end) & (ends > at + start))
        tells_all = any(frame.implicit for frame in passage.frames)
        for frame in passage.frames:
            trigger = words(*frame.trigger)[0]
            targets.event[trigger] = frames.EVENTS.index(frame.kind)
            targets.stage[trigger] = frames.STAGES.index(frame.stage)
            roles = {words(start, end)[-1]: frames.ROLES.index(role) for role, start, end in frame.fillers}
            around = np.flatnonzero(first & (targets.sentence == targets.sentence[trigger]))
            rows += [(trigger, word, roles.get(word, 0)) for word in around if word != trigger]
            if tells_all:
                meant = {words(*place)[-1]: frames.ROLES.index(role) for role, place in _meant(passage.text, frame)}
                others = np.setdiff1d(words(0, len(passage.text)), around)
                beyond += [(trigger, word, meant.get(word, 0)) for word in others]
        at += len(passage.text) + 1
    targets.role = np.array(rows, dtype=np.int64).reshape(-1, 3)
    targets.implicit = np.array(beyond, dtype=np.int64).reshape(-1, 3)
    return targets


def _meant(passage: str, frame: frames.Frame) -> Iterator[tuple[str, tuple[int, int]]]:
    """What fills the roles of an event, wherever it stands by its name: roles with code points of the passage."""
    for role, start, end in frame.fillers + frame.implicit:
        name = passage[start:end]
        if name[0].isupper() and name.split()[-1][0].isupper():
            for again in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", passage):
                yield role, again.span()
    yield from ((role, (start, end)) for role, start, end in frame.implicit)


def of_entities(document: entities.Document, pieces: Pieces, corpus: str) -> Targets:
    """Mentions of a corpus without trees: `corpus` is `meantime` or `re3d`.

    What it doesn't annotate may still be a mention of a sort that it doesn't know.
    """
    sorts = _MEANTIME if corpus == "meantime" else _RE3D
    targets = Targets.unknown(len(pieces))
    first = np.array(pieces.first)
    starts, ends = np.array(pieces.start), np.array(pieces.end)
    targets.sentence = sentences(document.text, pieces)
    anything = _bits(*MENTIONS)
    targets.mention[first] = anything & ~_bits(*sorts.values())
    if corpus == "meantime":
        # Its products are things or services.
        targets.mention[first] &= ~_bits("object")
    for start, end, type_ in sorted(document.mentions, key=lambda m: m[1] - m[0]):
        words = np.flatnonzero(first & (starts < end) & (ends > start))
        if not len(words):
            continue
        sort = sorts.get(type_)
        if sort is None:
            targets.mention[words] = anything
        elif sort == "person":
            # The head of a name is its first word, that of a noun phrase its last: the treebank teaches which.
            targets.mention[words] |= _bits("person")
        else:
            surface = document.text[start:end]
            cut = re.search(r",| \(| (?:of|for|in|at|on|to|from|and|that|which|who)\b", surface)
            head = words[starts[words] < start + cut.start()] if cut else words
            targets.mention[(head if len(head) else words)[-1]] = _bits(sort)
    return targets


def _bits(*sorts: str) -> int:
    return sum(1 << MENTIONS.index(s) for s in sorts)
