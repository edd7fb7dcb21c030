"""Reference scores for the tests of the `hearsay-encoder` crate: what the trained model says of some sentences, in
the program's own arithmetic. `python -m hearsay_train.reference WEIGHTS.pt models/tokenizer.json > crates/encoder/tests/reference.json`"""

import json
import sys

import torch
from tokenizers import Tokenizer

from . import text, windows
from .model import Model
from .quantise import exact
from .propbank import SENSES
from .targets import MENTIONS, UPOS, XPOS

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
    model = Model(layers)
    model.load_state_dict(state)
    exact(model.eval())
    tokenizer = Tokenizer.from_file(tokenizer_path)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    json.dump([case(model, tokenizer, sentence) for sentence in SENTENCES], sys.stdout, ensure_ascii=False, indent=0)


@torch.no_grad()
def case(model: Model, tokenizer: Tokenizer, sentence: str) -> dict:
    pieces = text.encode(tokenizer, sentence)
    b = windows.stack([windows.columns(pieces)])
    scores = model(b["id"], b["shape"], b["quote"], b["title"])
    at = [i + 1 for i, first in enumerate(pieces.first) if first]
    # Links go from the first words to none, and to the first words.
    some = torch.tensor(at[:6])
    links = {name: getattr(scores, name)[0][some][:, [0, *at[:6]]] for name in ("content", "source", "head")}
    relations = model.relater(scores.hidden, torch.zeros_like(some), some, some.roll(1))
    arguments = model.arguer(scores.hidden, torch.zeros_like(some), some, some.roll(1))
    events, stages = model.teller(scores.hidden)
    roles = model.filler(scores.hidden, torch.zeros_like(some), some, some.roll(1))
    implicit = model.completer(scores.hidden, torch.zeros_like(some), some, some.roll(1))
    rounded = lambda x: [[round(float(v), 3) for v in row] for row in x]
    return {
        "text": sentence,
        "words": [[pieces.start[i - 1], pieces.end[i - 1]] for i in at],
        "labels": rounded(scores.labels[0][at]),
        "upos": [UPOS[i] for i in scores.upos[0][at].argmax(-1)],
        "xpos": [XPOS[i] for i in scores.xpos[0][at].argmax(-1)],
        "mention": [MENTIONS[i] for i in scores.mention[0][at].argmax(-1)],
        "predicate": [SENSES[i] for i in scores.predicate[0][at].argmax(-1)],
        **{name: rounded(link) for name, link in links.items()},
        # Of each of the first words to the one before it, of the first to the last of them.
        "relations": rounded(relations),
        # The same of each as an argument.
        "arguments": rounded(arguments),
        # The same of each as what takes part in an event, and what the first words tell of.
        "roles": rounded(roles),
        "implicit": rounded(implicit),
        "events": rounded(events[0][some]),
        "stages": rounded(stages[0][some]),
    }


main()
