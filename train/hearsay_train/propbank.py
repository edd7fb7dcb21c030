"""Reads PropBank: predicates with their senses and arguments over the sentences of EWT, and the examples of the frame files.

EWT's annotation comes without its words and is joined to the treebank by sentence and position. Of an argument only its
head counts: the highest of its words in the tree.
"""

import logging
import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from . import treebank

log = logging.getLogger(__name__)

SENSES = ("none", *(f"{n:02}" for n in range(1, 13)), "LV", "other", "aux")
"""What a token is as a predicate: none, one by its sense's number, a light verb, one of a rarer sense, an auxiliary."""

ARGUMENTS = tuple(
    "none ARG0 ARG1 ARG2 ARG3 ARG4 TMP LOC MOD NEG PRP ADV MNR DIR EXT CAU DIS PRD GOL COM ADJ LVB other".split()
)
"""What a token is as the head of an argument."""

_AUXILIARIES = {"be.03", "have.01", "do.01"}

HELD_OUT_NOUNS = frozenset(
    "delivery deliveries sale sales supply supplies shipment shipments provision transfer transfers aid export exports "
    "import imports purchase purchases donation donations order orders procurement".split()
)
"""Nouns of transfers: every third of their examples measures, and is not learnt from."""


@dataclass
class Predicate:
    token: int
    """Index in the sentence."""
    sense: str
    arguments: dict[int, str]
    """Head of each argument, and what it is."""


@dataclass
class Example:
    """A sentence of a frame file, in which one predicate is annotated."""

    tokens: list[str]
    predicate: int
    sense: str
    arguments: list[tuple[int, int, str]] = field(default_factory=list)
    """First and last token (inclusive) of each argument, and what it is."""


def sense_class(roleset: str) -> str:
    if roleset in _AUXILIARIES:
        return "aux"
    suffix = roleset.rpartition(".")[2]
    return suffix if suffix in SENSES else "other"


def argument_class(label: str) -> str | None:
    """The class of a label; `None` for what continues another argument or refers to one."""
    if label.startswith(("C-", "R-", "V", "rel", "LINK")):
        return None
    label = label.removeprefix("ARGM-").removeprefix("ArgM-").upper()
    label = re.sub(r"^(ARG\d).*", r"\1", label).replace("ARGA", "ARG0").replace("LVR", "LVB")
    return label if label in ARGUMENTS else "other"


def annotate(documents: list[treebank.Document], skeletons: Path) -> None:
    """Adds EWT's predicates to the sentences of its treebank; those whose tokens differ stay without."""
    annotated = {}
    with tarfile.open(skeletons) as archive:
        for member in archive:
            if member.name.endswith(".gold_skel") and (file := archive.extractfile(member)):
                genre, name = member.name.split("/")[-3], member.name.split("/")[-1].removesuffix(".xml.gold_skel")
                for number, rows in enumerate(_blocks(file.read().decode())):
                    annotated[f"{genre}-{name}-{number + 1:04}"] = rows
    joined = 0
    for document in documents:
        for sentence in document.sentences:
            rows = annotated.get(sentence.name)
            if rows is not None and len(rows) == len(sentence.tokens):
                sentence.predicates = _predicates(sentence, rows)
                joined += 1
    log.info("predicates joined to %d sentences", joined)


def _blocks(text: str) -> Iterator[list[list[str]]]:
    for block in text.split("\n\n"):
        rows = [line.split() for line in block.split("\n") if line.strip()]
        if rows:
            yield rows


def _predicates(sentence: treebank.Sentence, rows: list[list[str]]) -> list[Predicate]:
    predicates = []
    at = [i for i, row in enumerate(rows) if row[7] != "-"]
    for column, token in enumerate(at):
        arguments = {}
        label, start = None, 0
        for i, row in enumerate(rows):
            cell = row[8 + column] if 8 + column < len(row) else "*"
            if opened := re.match(r"\(([^*()]+)", cell):
                label, start = argument_class(opened[1]), i
            if cell.endswith(")") and label:
                head = treebank.head(sentence, treebank.Mention(start, i, label))
                arguments.setdefault(head, label)
            if cell.endswith(")"):
                label = None
        predicates.append(Predicate(token, sense_class(rows[token][7]), arguments))
    return predicates


def examples(frames: Path, held_out: bool) -> Iterator[Example]:
    """The examples whose predicate is a noun, which EWT has too few of; of the nouns of transfers, every third is
    held out."""
    held = 0
    with tarfile.open(frames) as archive:
        for member in archive:
            if not member.name.endswith(".xml") or not (file := archive.extractfile(member)):
                continue
            try:
                root = ElementTree.fromstring(file.read())
            except ElementTree.ParseError as error:
                log.warning("%s left out: %s", member.name, error)
                continue
            for roleset in root.iter("roleset"):
                aliases = [(a.text or "", a.get("pos")) for a in roleset.iter("alias")]
                nouns = {text for text, pos in aliases if pos == "n"}
                verbs = {text for text, pos in aliases if pos == "v"}
                for node in roleset.iter("example"):
                    example = _example(node, roleset.get("id", ""))
                    if example is None or not _is_noun(example.tokens[example.predicate].lower(), nouns, verbs):
                        continue
                    if example.tokens[example.predicate].lower() in HELD_OUT_NOUNS:
                        held += 1
                        if (held % 3 == 0) != held_out:
                            continue
                    elif held_out:
                        continue
                    yield example


def _is_noun(word: str, nouns: set[str], verbs: set[str]) -> bool:
    forms = lambda stem: {stem, stem + "s", stem + "es", re.sub("y$", "ies", stem)}
    return any(word in forms(n) for n in nouns) and (word not in {f for v in verbs for f in forms(v)} or word in HELD_OUT_NOUNS)


def _example(node: ElementTree.Element, roleset: str) -> Example | None:
    tokens = (node.findtext("text") or "").split()
    rel = node.find("propbank/rel")
    if rel is None or not (rel.get("relloc") or "").isdigit() or int(rel.get("relloc", "")) >= len(tokens):
        return None
    example = Example(tokens, int(rel.get("relloc", "")), sense_class(roleset))
    for arg in node.iter("arg"):
        label = argument_class(arg.get("type", ""))
        start, end = arg.get("start", ""), arg.get("end", "")
        if label and start.isdigit() and end.isdigit() and int(end) < len(tokens):
            example.arguments.append((int(start), int(end), label))
    return example
