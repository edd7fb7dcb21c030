"""Reference scores for the tests of the `hearsay-encoder` crate: what the trained model says of some sentences, in
the program's own arithmetic. `python -m hearsay_train.reference WEIGHTS.pt models/tokenizer.json > crates/encoder/tests/reference.json`"""

import json
import sys

import torch
from tokenizers import Tokenizer

from . import text, windows
from .model import Attributor
from .quantise import exact

SENTENCES = [
    "Minister: no radars sold to Varnia\n\nDefence Minister Ilse Corvan denied on Monday that Ostland had sold radars.",
    "“There is no contract, and there will be none,” Corvan told reporters.\n\n“None,” she repeated.",
    "The Courier, citing two officials familiar with the talks, reported that 14 Heron-2 radars worth $90m were due.",
    'A dock worker who asked not to be named said he had seen "long grey crates, army markings, no tractors".',
    "Talks resume on Friday.",
]


def main() -> None:
    weights, tokenizer_path = sys.argv[1:]
    state = torch.load(weights)
    state = state.get("model", state)
    layers = 1 + max(int(name.split(".")[2]) for name in state if name.startswith("encoder.layers."))
    model = Attributor(layers)
    model.load_state_dict(state)
    exact(model.eval())
    tokenizer = Tokenizer.from_file(tokenizer_path)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    cases = []
    for sentence in SENTENCES:
        pieces = text.encode(tokenizer, sentence)
        b = windows.stack([windows.columns(pieces)])
        with torch.no_grad():
            labels, content, source = (x[0] for x in model(b["id"], b["shape"], b["quote"], b["title"]))
        at = [i + 1 for i, first in enumerate(pieces.first) if first]
        words = [[pieces.start[i - 1], pieces.end[i - 1]] for i in at]
        rounded = lambda x: [[round(float(v), 3) for v in row] for row in x]
        cases.append({
            "text": sentence,
            "words": words,
            "labels": rounded(labels[at]),
            # From the first words to none, and to the first words.
            "content": rounded(content[at[:6]][:, [0, *at[:6]]]),
            "source": rounded(source[at[:6]][:, [0, *at[:6]]]),
        })
    json.dump(cases, sys.stdout, ensure_ascii=False, indent=0)


main()
