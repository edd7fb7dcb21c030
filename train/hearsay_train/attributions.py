"""Reads the corpus of attributions in `train/attributions`, written for this project: short news pieces in which sources,
cues and contents stand between tags.

    <s1>Customs</s1> <q1>said</q1> <c1>the crates were empty</c1>, which <s2>the carrier</s2> <q2>denies</q2>.

The first line of a piece is its headline; an empty line ends it. Tags of one attribution share a number; source and cue may
be missing, and tags don't nest.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from .frames import CorpusError
from .polnear import Attribution, Document

_TAG = re.compile(r"<(/?)([sqc])(\d+)>")


def read(path: Path) -> Iterator[Document]:
    """The pieces of a file as documents; a tag that is out of place is a `CorpusError` with its line."""
    line = 1
    for number, block in enumerate(path.read_text(encoding="utf-8").split("\n\n"), 1):
        if block.strip():
            try:
                yield _document(f"{path.stem} {number}", block.strip("\n"))
            except CorpusError as error:
                raise CorpusError(f"{path}, piece at line {line}: {error}") from None
        line += block.count("\n") + 2


def _document(name: str, marked: str) -> Document:
    text, at, opened = "", 0, None
    spans: dict[str, dict[str, list]] = {}
    for tag in _TAG.finditer(marked):
        text += marked[at : tag.start()]
        at = tag.end()
        closing, part, number = tag.groups()
        if bool(closing) != (opened is not None) or closing and opened[:2] != (part, number):
            raise CorpusError(f"{tag[0]} is out of place")
        if closing:
            spans.setdefault(number, {"s": [], "q": [], "c": []})[part].append((opened[2], len(text)))
            opened = None
        else:
            opened = (part, number, len(text))
    if opened:
        raise CorpusError(f"<{opened[0]}{opened[1]}> is never closed")
    for number, parts in spans.items():
        if not parts["c"]:
            raise CorpusError(f"attribution {number} has no content")
    text += marked[at:]
    return Document(name, text, tuple(Attribution(*(tuple(parts[p]) for p in "sqc")) for parts in spans.values()))
