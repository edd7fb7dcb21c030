"""How often the program and the training side decode the same spans: sentences of PolNeAR's development part.

  python -m hearsay_train.agreement WEIGHTS.pt TOKENIZER.json POLNEAR_DEV PROGRAM

`PROGRAM` is the built example `labels` of the `hearsay-encoder` crate.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from . import text, windows
from .model import Model
from .quantise import exact
from .targets import LABELS
from .text import SEP, Pieces

CONTEXT = 24
"""Pieces that a window repeats of the one before, where a paragraph had to be cut; half as many lie at its end."""


def cut(pieces: Pieces) -> list[tuple[int, int, int, int]]:
    """The program's windows (`crates/encoder/src/window.rs`): first and last piece, and those that it answers for."""
    out, start, skip, total = [], 0, 0, len(pieces)
    while start + skip < total:
        if total - start <= windows.WINDOW:
            out.append((start, total, start + skip, total))
            break
        borders = range(start + windows.WINDOW, start + windows.WINDOW // 2, -1)
        border = next((i for i in borders if pieces.id[i] == SEP and not pieces.first[i]), None)
        if border is not None:
            out.append((start, border, start + skip, border))
            start, skip = border + 1, 0
            continue
        end = start + windows.WINDOW
        out.append((start, end, start + skip, end - CONTEXT // 2))
        start, skip = end - CONTEXT - CONTEXT // 2, CONTEXT
    return out


def decode(logits: np.ndarray) -> list[int]:
    """The best labels in which an inside follows its own kind."""
    follows = np.array([[to % 2 == 1 or to == 0 or a in (to, to - 1) for to in range(len(LABELS))] for a in range(len(LABELS))])
    step = np.where(follows, 0.0, -1e4)
    best = logits[0] + np.array([-1e4 if to and to % 2 == 0 else 0.0 for to in range(len(LABELS))])
    back = []
    for row in logits[1:]:
        through = best[:, None] + step
        back.append(through.argmax(0))
        best = through.max(0) + row
    path = [int(best.argmax())]
    for row in reversed(back):
        path.append(int(row[path[-1]]))
    return path[::-1]


@torch.no_grad()
def ours(model: Model, pieces: Pieces) -> dict[int, list[float]]:
    """Logits of each word by its first code point."""
    columns, out = windows.columns(pieces), {}
    for start, end, first, last in cut(pieces):
        b = windows.stack([{name: values[start:end] for name, values in columns.items()}])
        labels = model(b["id"], b["shape"], b["quote"], b["title"]).labels[0]
        out |= {pieces.start[i]: labels[i - start + 1].tolist() for i in range(first, last) if pieces.first[i]}
    return out


def main() -> None:
    weights, tokenizer_path, folder, program = sys.argv[1:]
    state = torch.load(weights)
    state = state.get("model", state)
    model = Model(1 + max(int(name.split(".")[2]) for name in state if name.startswith("encoder.layers.")))
    model.load_state_dict(state)
    exact(model.eval())
    tokenizer = Tokenizer.from_file(tokenizer_path)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    same = total = words = 0
    for path in sorted((Path(folder) / "text").glob("*.txt")):
        source = path.read_text(encoding="utf-8")
        lines = subprocess.run([program], input=source.encode(), capture_output=True, check=True).stdout.splitlines()
        point = np.cumsum([0] + [len(c.encode()) for c in source]).tolist()
        point = {byte: i for i, byte in enumerate(point)}
        theirs = {point[start]: logits for line in lines for start, logits in json.loads(line)}
        here = ours(model, text.encode(tokenizer, source))
        assert theirs.keys() == here.keys(), f"{path}: other words: {sorted(theirs.keys() ^ here.keys())[:5]}"
        starts = sorted(here)
        words += len(starts)
        for sentence in re.finditer(r"\S[^\n]*?(?:[.!?][\"”’']*(?=\s)|(?=\n)|$)", source):
            inside = [s for s in starts if sentence.start() <= s < sentence.end()]
            if inside:
                total += 1
                same += decode(np.array([here[s] for s in inside])) == decode(np.array([theirs[s] for s in inside]))
    print(f"{same} of {total} sentences ({100 * same / total:.2f} %) have the same spans; {words} words, all the same")


main()
