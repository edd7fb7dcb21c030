"""Reads PolNeAR: news articles with attributions in brat standoff.

A document is its text and its attributions; an attribution has one *cue*, and any number of *source* and
*content* pieces. All offsets are half-open, in Unicode code points of the document's text.
"""

import re
from dataclasses import dataclass
from pathlib import Path

Piece = tuple[int, int]

_ANNOTATOR = re.compile(r"_[0-9a-f]{4}$")
_ROLE = re.compile(r"^(Source|Cue|Content)\d*$")


@dataclass(frozen=True)
class Attribution:
    source: tuple[Piece, ...]
    cue: tuple[Piece, ...]
    content: tuple[Piece, ...]


@dataclass(frozen=True)
class Document:
    name: str
    text: str
    attributions: tuple[Attribution, ...]


def read_polnear(folder: Path) -> list[Document]:
    """All documents of one part of the corpus (`train` or `dev`), in name order.

    Where two people annotated a document, the first file by name counts, as in the scorer.
    """
    first: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        first.setdefault(_ANNOTATOR.sub("", path.stem), path)
    documents = []
    for name, path in first.items():
        text_path = folder / "text" / f"{name}.txt"
        if text_path.exists():
            text = text_path.read_text(encoding="utf-8")
            documents.append(Document(name, text, _read_standoff(path, len(text))))
    if not documents:
        raise SystemExit(f"{folder}: no PolNeAR documents here (expected text/*.txt and attributions/*.ann)")
    return documents


def _read_standoff(path: Path, text_length: int) -> tuple[Attribution, ...]:
    """Attributions of one brat file; malformed lines, notes and other annotation types are skipped."""
    pieces: dict[str, list[Piece]] = {}
    events: list[str] = []
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        ident, _, rest = line.partition("\t")
        if ident.startswith("T"):
            offsets = rest.split("\t")[0].partition(" ")[2]
            try:
                found = [tuple(map(int, piece.split())) for piece in offsets.split(";")]
            except ValueError:
                continue
            # Pieces of a discontinuous span come in any order.
            pieces[ident] = sorted(p for p in found if len(p) == 2 and 0 <= p[0] < p[1] <= text_length)
        elif ident.startswith("E") and rest.startswith("Attribution"):
            events.append(rest)
    attributions = []
    for event in events:
        roles: dict[str, list[Piece]] = {"Source": [], "Cue": [], "Content": []}
        for item in event.split():
            name, _, target = item.partition(":")
            role = _ROLE.match(name)
            if role and target in pieces:
                roles[role[1]] += pieces[target]
        if roles["Cue"] and roles["Content"]:
            attributions.append(Attribution(*(tuple(sorted(roles[r])) for r in ("Source", "Cue", "Content"))))
    return tuple(attributions)
