"""Reads Universal Dependencies treebanks in CoNLL-U: EWT, and GUM with its mentions.

A document is its running text, rebuilt from the tokens, and its sentences. Offsets are half-open, in code points.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Token:
    start: int
    end: int
    upos: str
    xpos: str
    head: int
    """Index of the head in the sentence; its own index at the root."""
    relation: str


@dataclass(frozen=True)
class Mention:
    """Tokens `first` to `last` (inclusive) of a sentence, with a type of the corpus."""

    first: int
    last: int
    type: str


@dataclass
class Sentence:
    tokens: list[Token] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    name: str = ""
    predicates: list | None = None
    """PropBank's predicates (`propbank.Predicate`); `None` where it has none of the sentence."""


@dataclass
class Document:
    name: str
    text: str = ""
    sentences: list[Sentence] = field(default_factory=list)


def read(path: Path, joined: bool = False) -> list[Document]:
    """The documents of one file, or all of them as one where they are too short to fill a window."""
    documents = [Document(path.stem)] if joined else []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.strip().split("\n")
        new_paragraph = False
        rows, name = [], ""
        for line in lines:
            if line.startswith("# newdoc id = ") and not joined:
                documents.append(Document(line.removeprefix("# newdoc id = ")))
            elif line.startswith("# sent_id = "):
                name = line.removeprefix("# sent_id = ")
            elif line.startswith(("# newpar", "# newdoc")):
                new_paragraph = True
            elif line and not line.startswith("#"):
                rows.append(line.split("\t"))
        if rows:
            _append(documents[-1], rows, new_paragraph)
            documents[-1].sentences[-1].name = name
    return documents


def _append(document: Document, rows: list[list[str]], new_paragraph: bool) -> None:
    """Adds a sentence to the document and its words to the document's text."""
    if document.text:
        document.text = document.text.rstrip(" ") + ("\n\n" if new_paragraph else " ")
    words: list[list[str]] = []
    spans: list[tuple[int, int]] = []
    host = range(0)
    for row in rows:
        if "." in row[0]:
            continue
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            host = range(first, last + 1)
            forms = [r[1] for r in rows if r[0].isdigit() and int(r[0]) in host]
            spans += _parts(row[1], forms, len(document.text))
        else:
            words.append(row)
            if int(row[0]) in host:
                continue
            spans.append((len(document.text), len(document.text) + len(row[1])))
        document.text += row[1] + ("" if "SpaceAfter=No" in row[9] else " ")
    tokens = [
        Token(*span, row[3], row[4], int(row[6]) - 1 if row[6] != "0" else i, row[7])
        for i, (row, span) in enumerate(zip(words, spans))
    ]
    document.sentences.append(Sentence(tokens, _mentions(words)))


def _parts(surface: str, forms: list[str], start: int) -> list[tuple[int, int]]:
    """Where the words of a contraction stand; all over the whole of it where their forms don't add up to it."""
    if "".join(forms) != surface:
        return [(start, start + len(surface))] * len(forms)
    spans = []
    for form in forms:
        spans.append((start, start + len(form)))
        start += len(form)
    return spans


_ENTITY = re.compile(r"(?:^|\|)Entity=([^|]*)")
_BRACKET = re.compile(r"\(([^()]+?)-([a-z]+)(?:-[^()]*)?(\))?|([^()]+)\)")


def _mentions(words: list[list[str]]) -> list[Mention]:
    """GUM's nested mentions: `(12-person-...` opens one, `12)` closes it, `(12-person-...)` is of one token."""
    open_at: dict[str, list[tuple[int, str]]] = {}
    mentions = []
    for i, row in enumerate(words):
        found = _ENTITY.search(row[9])
        for bracket in _BRACKET.finditer(found[1]) if found else ():
            opened, type_, closed, closing = bracket.groups()
            if opened and closed:
                mentions.append(Mention(i, i, type_))
            elif opened:
                open_at.setdefault(opened, []).append((i, type_))
            elif open_at.get(closing):
                first, type_ = open_at[closing].pop()
                mentions.append(Mention(first, i, type_))
    return mentions


def head(sentence: Sentence, mention: Mention) -> int:
    """The token of a mention whose own head lies outside of it; the first of them where there are several."""
    inside = range(mention.first, mention.last + 1)
    return next((i for i in inside if sentence.tokens[i].head not in inside or sentence.tokens[i].head == i), mention.last)
