"""Reads the corpus of frames in `train/frames`, written for this project: which words of a passage tell of events, how far
these have got, and who or what takes part.

A passage is a few lines of text, then a line for each event; an empty line ends it.

    The ferry had brought 40 radars from Brest to Oran, two dockers said.
    transfer delivered | brought | item: radars | origin: Brest | destination: Oran | route: ferry

Words are given as they stand; `#2` behind them means their second occurrence. Fillers stand in the word's own sentence;
those behind `~` in others, which tell who is meant where it leaves that open. A passage in which none of these is given
says nothing about them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

EVENTS = ("none", "transfer", "production", "use", "cooperation", "training", "restriction", "interdiction")
"""Types of events."""

STAGES = tuple(
    "unspecified offered requested planned agreed approved shipped delivered suspended under_construction operational "
    "halted threatened used active ended ongoing done imposed lifted attempted".split()
)
"""How far events have got, whatever their type."""

ROLES = tuple(
    "none supplier recipient item route origin destination in_exchange_for producer partner facility place user target "
    "party field trainer trainee imposer interdictor".split()
)
"""What a phrase is in an event, told at its head."""

_BEHIND_HEAD = re.compile(r",| \(| (?:of|for|in|at|on|to|from|with|near|by|between|and|or|under|against|around|off) ")


@dataclass
class Frame:
    kind: str
    stage: str
    trigger: tuple[int, int]
    """Code points, half-open, as of fillers."""
    fillers: list[tuple[str, int, int]] = field(default_factory=list)
    """Roles with the words up to the head of what fills them."""
    implicit: list[tuple[str, int, int]] = field(default_factory=list)
    """The same of other sentences."""


@dataclass
class Passage:
    text: str
    frames: list[Frame]


class CorpusError(ValueError):
    """A line that can't be read, with its place."""


def read(path: Path) -> Iterator[Passage]:
    """The passages of a file; a line that names what isn't in its passage is a `CorpusError`."""
    lines = path.read_text(encoding="utf-8").splitlines()
    block: list[tuple[int, str]] = []
    for number, line in enumerate([*lines, ""], 1):
        if line.strip():
            block.append((number, line.strip()))
        elif block:
            text = "\n".join(told for _, told in block if " | " not in told)
            try:
                yield Passage(text, [_frame(text, told) for number, told in block if " | " in told])
            except CorpusError as error:
                raise CorpusError(f"{path}, lines {block[0][0]} to {number}: {error}") from None
            block = []


def _frame(text: str, line: str) -> Frame:
    first, trigger, *fillers = (part.strip() for part in line.split(" | "))
    kind, _, stage = first.partition(" ")
    if kind not in EVENTS or stage not in STAGES:
        raise CorpusError(f"“{first}” is no event and its stage")
    start, end = _find(text, trigger)
    # The verb of "took delivery", "ended up" carries it.
    frame = Frame(kind, stage, (start, start + len(text[start:end].split()[0])))
    for filler in fillers:
        role, _, words = filler.removeprefix("~").partition(": ")
        if role not in ROLES:
            raise CorpusError(f"“{role}” is no role")
        start, end = _find(text, words)
        behind = _BEHIND_HEAD.search(text[start:end])
        to = frame.implicit if filler.startswith("~") else frame.fillers
        to.append((role, start, start + behind.start() if behind else end))
    return frame


def _find(text: str, words: str) -> tuple[int, int]:
    words, _, nth = words.partition("#")
    places = list(re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text))
    nth = int(nth) if nth.isdigit() else 1
    if not words or not 0 < nth <= len(places):
        raise CorpusError(f"“{words}” isn't there {nth} times")
    return places[nth - 1].span()
