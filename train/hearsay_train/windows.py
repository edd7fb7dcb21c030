"""Cuts the pieces of texts into the windows that the encoder sees in training."""

from dataclasses import dataclass

import numpy as np
import torch

from .targets import NONE, Targets
from .text import CLS, SEP, Pieces

WINDOW = 254
"""Pieces in a window, without its [CLS] and [SEP]."""

CLASSES = ("labels", "upos", "xpos", "relation", "predicate", "event", "stage")
LINKS = ("content", "head")


@dataclass(frozen=True)
class Example:
    """A text's pieces as arrays, with its targets."""

    columns: dict[str, np.ndarray]
    targets: Targets
    takes_turns: bool = False
    """Whether it is of a corpus so large that an epoch only sees a part of it."""
    corrects: bool = False
    """Whether its attributions are there to unlearn a teacher's, who then has no say in them."""

    def __len__(self) -> int:
        return len(self.columns["id"])


def columns(pieces: Pieces) -> dict[str, np.ndarray]:
    return {name: np.array(getattr(pieces, name), dtype=np.int64) for name in ("id", "shape", "quote", "title", "first")}


def stack(parts: list[dict[str, np.ndarray]]) -> dict[str, torch.Tensor]:
    """Frames each part with [CLS] and [SEP] and pads all to one length."""
    length = max(len(p["id"]) for p in parts) + 2
    out = {name: np.zeros((len(parts), length), dtype=np.int64) for name in parts[0]}
    for row, part in enumerate(parts):
        n = len(part["id"])
        for name, values in part.items():
            out[name][row, 1 : n + 1] = values
        out["id"][row, 0], out["id"][row, n + 1] = CLS, SEP
    return {name: torch.from_numpy(values) for name, values in out.items()}


def batch(examples: list[tuple[Example, int, int]]) -> dict[str, torch.Tensor]:
    """Model input and targets of windows, each an example with a half-open range of its pieces.

    Targets of `CLASSES` and `mention` have the input's shape (batch, length). Those of `LINKS` are rows (window,
    piece, partner), `source` has rows (window, first word of a cue, a word of its source). Position 0 stands for
    a partner that is missing, or a cue or source that lies outside of the window; heads outside are left out.
    `corrected` tells of windows whether their attributions are to be learnt from the annotation alone.
    `argument` has rows (window, predicate, word, what it is), `role` and `implicit` the same of events, `spread` rows (argument, window,
    predicate, word, what it is) as in `Targets`. `sentence` numbers the sentences, from 1; 0 is no word.
    """
    out = stack([{k: v[a:b] for k, v in e.columns.items()} for e, a, b in examples])
    flat = {name: np.full(out["id"].shape, NONE) for name in CLASSES}
    mention = np.zeros(out["id"].shape, dtype=np.int64)
    sentence = np.zeros(out["id"].shape, dtype=np.int64)
    links: dict[str, list] = {name: [] for name in (*LINKS, "source")}
    arguments, roles, implicit, spreads, groups = [], [], [], [], 0
    for row, (example, a, b) in enumerate(examples):
        t = example.targets
        here = slice(1, b - a + 1)
        for name in CLASSES:
            flat[name][row, here] = getattr(t, name)[a:b]
        mention[row, here] = t.mention[a:b]
        sentence[row, here] = (t.sentence[a:b] + 1) * example.columns["first"][a:b]
        inside = lambda rows, *columns: rows[np.all([(rows[:, c] >= a) & (rows[:, c] < b) for c in columns], axis=0)]
        for pairs, to in ((t.argument, arguments), (t.role, roles), (t.implicit, implicit)):
            found = inside(pairs, 0, 1)
            to.append(np.column_stack([np.full(len(found), row), found[:, :2] - a + 1, found[:, 2]]))
        found = inside(t.spread, 1, 2)
        spreads.append(np.column_stack([found[:, 0] + groups, np.full(len(found), row), found[:, 1:3] - a + 1, found[:, 3]]))
        groups += int(t.spread[:, 0].max(initial=0)) + 1
        for i in np.flatnonzero(t.content[a:b] >= 0):
            cue = t.content[a + i]
            links["content"].append((row, i + 1, cue - a + 1 if a <= cue < b else 0))
        for i in np.flatnonzero(t.head[a:b] >= 0):
            head = t.head[a + i]
            if a <= head < b:
                links["head"].append((row, i + 1, head - a + 1 if head != a + i else 0))
        for cue, words in t.source:
            if a <= cue < b:
                inside = [w - a + 1 for w in words if a <= w < b] or [0]
                links["source"] += [(row, cue - a + 1, w) for w in inside]
    targets = {name: torch.from_numpy(values) for name, values in flat.items()}
    targets |= {name: torch.tensor(rows or np.zeros((0, 3)), dtype=torch.long) for name, rows in links.items()}
    pairs = {"argument": arguments, "role": roles, "implicit": implicit, "spread": spreads}
    targets |= {name: torch.from_numpy(np.concatenate(rows)) for name, rows in pairs.items()}
    targets |= {"mention": torch.from_numpy(mention), "sentence": torch.from_numpy(sentence)}
    return out | targets | {"corrected": torch.tensor([example.corrects for example, _, _ in examples])}


def random_ranges(length: int, rng: np.random.Generator) -> list[tuple[int, int]]:
    """Windows that cover a text, the first one cut short at random, so that each epoch sees other borders."""
    start = -int(rng.integers(0, WINDOW)) if length > WINDOW else 0
    ranges = [(max(0, a), min(length, a + WINDOW)) for a in range(start, length, WINDOW)]
    return [(a, b) for a, b in ranges if b - a > 8]
