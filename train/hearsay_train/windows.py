"""Cuts the pieces of texts into the windows that the encoder sees in training."""

from dataclasses import dataclass

import numpy as np
import torch

from .text import CLS, SEP, Pieces

WINDOW = 254
"""Pieces in a window, without its [CLS] and [SEP]."""


@dataclass(frozen=True)
class Example:
    """A text's pieces as arrays, with its targets (see `labels.targets`)."""

    columns: dict[str, np.ndarray]
    labels: np.ndarray
    content_link: np.ndarray
    source_links: list


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

    content: rows (window, word of a content, first word of its cue); source: rows (window, first word of a cue,
    a word of its source, weight), the weights of a cue adding up to 1. Position 0 stands for a partner that is
    missing or lies outside of the window.
    """
    out = stack([{k: v[a:b] for k, v in e.columns.items()} for e, a, b in examples])
    labels = np.full(out["id"].shape, -100)
    content, source = [], []
    for row, (example, a, b) in enumerate(examples):
        labels[row, 1 : b - a + 1] = example.labels[a:b]
        for i in np.flatnonzero(example.content_link[a:b] >= 0):
            cue = example.content_link[a + i]
            content.append((row, i + 1, cue - a + 1 if a <= cue < b else 0))
        for cue, words in example.source_links:
            if a <= cue < b:
                inside = [w - a + 1 for w in words if a <= w < b] or [0]
                source += [(row, cue - a + 1, w, 1 / len(inside)) for w in inside]
    out["labels"] = torch.from_numpy(labels)
    out["content"] = torch.tensor(content or np.zeros((0, 3)), dtype=torch.long)
    out["source"] = torch.tensor(source or np.zeros((0, 4)), dtype=torch.float32)
    return out


def random_ranges(length: int, rng: np.random.Generator) -> list[tuple[int, int]]:
    """Windows that cover a text, the first one cut short at random, so that each epoch sees other borders."""
    start = -int(rng.integers(0, WINDOW)) if length > WINDOW else 0
    ranges = [(max(0, a), min(length, a + WINDOW)) for a in range(start, length, WINDOW)]
    return [(a, b) for a, b in ranges if b - a > 8]
