"""The encoder and its heads, in plain PyTorch. Inference in Rust computes the same numbers (see `export.py`)."""

import math
from dataclasses import dataclass

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional as F

from .quantise import Embedding, Linear
from .frames import EVENTS, ROLES, STAGES
from .propbank import ARGUMENTS, SENSES
from .targets import LABELS, MENTIONS, RELATIONS, UPOS, XPOS
from .text import QUOTE_STATES, SHAPES

WIDTH, HEADS, HIDDEN = 384, 12, 1536
LINK_WIDTH, ARC_WIDTH, RELATION_WIDTH, ARGUMENT_WIDTH, FRAME_WIDTH = 64, 256, 128, 128, 128
BUCKETS = 32
"""Distances between two words fall into this many logarithmic buckets, half of them to each side."""


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv = Linear(WIDTH, 3 * WIDTH)
        self.out = Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = Linear(WIDTH, HIDDEN)
        self.down = Linear(HIDDEN, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(0.0)

    def forward(self, x, mask):
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self.dropout(self.out(a.transpose(1, 2).reshape(batch, length, WIDTH))))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """BERT with three more input embeddings: word shape, quotation state, title or body."""

    def __init__(self, layers: int, vocabulary: int = 30522):
        super().__init__()
        self.word = Embedding(vocabulary, WIDTH)
        self.position = nn.Embedding(512, WIDTH)
        self.shape = nn.Embedding(SHAPES, WIDTH)
        self.quote = nn.Embedding(QUOTE_STATES, WIDTH)
        self.title = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        for extra in (self.shape, self.quote, self.title):
            nn.init.zeros_(extra.weight)

    def forward(self, ids, shape, quote, title):
        """Each argument: (batch, length) piece ids or features; id 0 pads. Returns (batch, length, WIDTH)."""
        position = self.position.weight[: ids.shape[1]]
        x = self.norm(self.word(ids) + position + self.shape(shape) + self.quote(quote) + self.title(title))
        mask = (ids != 0)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return x


class Linker(nn.Module):
    """Scores of a word (row) belonging with another (column): a bilinear term and a bias by signed distance."""

    def __init__(self, width: int):
        super().__init__()
        self.row = Linear(WIDTH, width)
        self.column = Linear(WIDTH, width)
        self.distance = nn.Parameter(torch.zeros(BUCKETS))

    def forward(self, x):
        length = x.shape[1]
        score = self.row(x) @ self.column(x).transpose(1, 2) / math.sqrt(self.row.out_features)
        index = torch.arange(length)
        return score + self.distance[bucket(index[None, :] - index[:, None])]


class Relater(nn.Module):
    """Scores of the relations between words and their heads."""

    def __init__(self):
        super().__init__()
        self.dependent = Linear(WIDTH, RELATION_WIDTH)
        self.head = Linear(WIDTH, RELATION_WIDTH)
        self.out = nn.Linear(RELATION_WIDTH, len(RELATIONS))

    def forward(self, x, window, word, head):
        """`x` as the encoder gives it; the others index words and their heads. Returns (words, relations)."""
        return self.out(F.gelu(self.dependent(x)[window, word] + self.head(x)[window, head]))


class Pairer(nn.Module):
    """Scores what words are to others: as arguments to predicates, in roles to what tells of events."""

    def __init__(self, width: int, classes: int, dropout: float = 0.0):
        super().__init__()
        self.owner = Linear(WIDTH, width)
        self.word = Linear(WIDTH, width)
        self.out = nn.Linear(width, classes)
        self.distance = nn.Parameter(torch.zeros(BUCKETS, classes))
        self.dropout = nn.Dropout(dropout)
        with torch.no_grad():
            # Most words are nothing to most others.
            self.out.bias[0] = 3.0

    def forward(self, x, window, owner, word):
        """`x` as the encoder gives it; the others index owners and words. Returns (pairs, classes)."""
        hidden = F.relu(self.owner(x)[window, owner] + self.word(x)[window, word])
        return self.out(self.dropout(hidden)) + self.distance[bucket(word - owner)]


class Teller(nn.Module):
    """Scores which events words tell of, and how far these have got."""

    def __init__(self):
        super().__init__()
        self.word = Linear(WIDTH, FRAME_WIDTH)
        self.event = nn.Linear(FRAME_WIDTH, len(EVENTS))
        self.stage = nn.Linear(FRAME_WIDTH, len(STAGES))
        self.dropout = nn.Dropout(0.2)
        with torch.no_grad():
            # Most words tell of no event.
            self.event.bias[0] = 3.0

    def forward(self, x):
        """Of each word of `x`, as the encoder gives it: scores of events and of stages."""
        hidden = self.dropout(F.relu(self.word(x)))
        return self.event(hidden), self.stage(hidden)


def bucket(distance: torch.Tensor) -> torch.Tensor:
    """Bucket of a signed distance in pieces: its sign, and the floor of 2·log2 of its size."""
    half = BUCKETS // 2
    size = torch.floor(2 * torch.log2(distance.abs().clamp(min=1).float())).long() + 1
    size = torch.where(distance == 0, 0, size).clamp(max=half - 1)
    return torch.where(distance < 0, size, size + half)


@dataclass
class Scores:
    """What the heads say of windows; classes are (batch, length, classes), links (batch, length, length).

    Position 0 ([CLS]) as a link's target means none, and the root for `head`.
    """

    labels: torch.Tensor
    upos: torch.Tensor
    xpos: torch.Tensor
    mention: torch.Tensor
    predicate: torch.Tensor
    content: torch.Tensor
    """From a word of a content to the first word of its cue."""
    source: torch.Tensor
    """From the first word of a cue to the words of its source."""
    head: torch.Tensor
    """From a word to its head in the tree."""
    hidden: torch.Tensor
    """What the heads see, for those of `Model` that look at pairs or at few words: `relater`, `arguer`, `teller`, `filler`,
    `completer`."""


class Model(nn.Module):
    def __init__(self, layers: int):
        super().__init__()
        self.encoder = Encoder(layers)
        self.dropout = nn.Dropout(0.1)
        self.labels = Linear(WIDTH, len(LABELS))
        self.upos = Linear(WIDTH, len(UPOS))
        self.xpos = Linear(WIDTH, len(XPOS))
        self.mention = Linear(WIDTH, len(MENTIONS))
        self.predicate = Linear(WIDTH, len(SENSES))
        self.content = Linker(LINK_WIDTH)
        self.source = Linker(LINK_WIDTH)
        self.head = Linker(ARC_WIDTH)
        self.relater = Relater()
        self.arguer = Pairer(ARGUMENT_WIDTH, len(ARGUMENTS))
        self.teller = Teller()
        self.filler = Pairer(FRAME_WIDTH, len(ROLES), dropout=0.2)
        """Roles inside the sentence of what tells of an event."""
        self.completer = Pairer(FRAME_WIDTH, len(ROLES), dropout=0.2)
        """Roles that words of other sentences have in it."""

    def forward(self, ids, shape, quote, title) -> Scores:
        x = self.dropout(self.encoder(ids, shape, quote, title))
        heads = (self.labels, self.upos, self.xpos, self.mention, self.predicate, self.content, self.source, self.head)
        return Scores(*(h(x) for h in heads), x)


def from_weights(path) -> Model:
    """A model that goes on from exported weights at `path`, in which heads may be missing or narrower.

    Heads are widened so that they say what they said before (Chen, Goodfellow and Shlens 2016); those that are missing
    start anew.
    """
    old = load_file(path)
    weight = lambda name: old[f"{name}.weight"].float() * old[f"{name}.scale"][:, None]
    layers = 1 + max(int(name.split(".")[1]) for name in old if name.startswith("layers."))
    model = Model(layers)
    new = model.state_dict()
    new["encoder.word.weight"] = weight("word")
    new |= {f"encoder.{name}.weight": old[name] for name in ("position", "shape", "quote", "title")}
    norms = ["norm", *(f"layers.{i}.norm{n}" for i in range(layers) for n in (1, 2))]
    new |= {f"encoder.{norm}.{part}": old[f"{norm}.{part}"] for norm in norms for part in ("weight", "bias")}
    for i in range(layers):
        for name in ("qkv", "out", "up", "down"):
            new[f"encoder.layers.{i}.{name}.weight"] = weight(f"layers.{i}.{name}")
            new[f"encoder.layers.{i}.{name}.bias"] = old[f"layers.{i}.{name}.bias"]
    _take_over_heads(new, old, weight("heads"))
    model.load_state_dict(new)
    return model


def _take_over_heads(new: dict, old: dict, rows: torch.Tensor) -> None:
    """Fills the heads of `new` from the rows of the exported heads' layer, which are in the order of `export`."""
    complete, framed, implied = (f"{head}.weight" in old for head in ("argument", "role", "implicit"))
    arcs, related = ARC_WIDTH if complete else 128, old["relation.weight"].shape[1]
    sizes = {"labels": len(LABELS), "upos": len(UPOS), "xpos": len(XPOS), "mention": len(MENTIONS)}
    sizes |= {"predicate": len(SENSES)} if complete else {}
    sizes |= {f"{link}.{side}": LINK_WIDTH for link in ("content", "source") for side in ("row", "column")}
    sizes |= {"head.row": arcs, "head.column": arcs, "relater.dependent": related, "relater.head": related}
    sizes |= {"arguer.owner": ARGUMENT_WIDTH, "arguer.word": ARGUMENT_WIDTH} if complete else {}
    sizes |= {part: FRAME_WIDTH for part in ("teller.word", "filler.owner", "filler.word")} if framed else {}
    sizes |= {part: FRAME_WIDTH for part in ("completer.owner", "completer.word")} if implied else {}
    if len(rows) != sum(sizes.values()):
        raise SystemExit("these weights have other heads than training can go on from")
    at = 0
    for name, size in sizes.items():
        new[f"{name}.weight"][:size] = rows[at : at + size]
        new[f"{name}.bias"][:size] = old["heads.bias"][at : at + size]
        at += size
    if complete:
        new["arguer.out.weight"], new["arguer.out.bias"] = old["argument.weight"], old["argument.bias"]
        new["arguer.distance"] = old["argument.distance"]
    if framed:
        new["filler.distance"] = old["role.distance"]
        for part in ("weight", "bias"):
            new |= {f"teller.{of}.{part}": old[f"{of}.{part}"] for of in ("event", "stage")}
            new[f"filler.out.{part}"] = old[f"role.{part}"]
    if implied:
        new["completer.distance"] = old["implicit.distance"]
        new |= {f"completer.out.{part}": old[f"implicit.{part}"] for part in ("weight", "bias")}
    elif framed:
        # What fills a role is much the same wherever it stands.
        parts = (f"{layer}.{part}" for layer in ("owner", "word", "out") for part in ("weight", "bias"))
        new |= {f"completer.{part}": new[f"filler.{part}"].clone() for part in parts}
    # Products are divided by the root of the width; new rows add nothing to them at first.
    for part in (new["head.row.weight"], new["head.row.bias"]):
        part[:arcs] *= math.sqrt(ARC_WIDTH / arcs)
        part[arcs:] = 0
    for link in ("content", "source", "head"):
        new[f"{link}.distance"] = old[f"{link}.distance"]
    new["relater.out.weight"][:, :related] = old["relation.weight"]
    new["relater.out.weight"][:, related:] = 0
    new["relater.out.bias"] = old["relation.bias"]


def from_minilm(path, keep: tuple[int, ...]) -> Model:
    """A model whose encoder starts from MiniLM's weights at `path`; `keep` names the layers it takes over."""
    old = load_file(path)
    model = Model(len(keep))
    new = model.state_dict()
    new["encoder.word.weight"] = old["embeddings.word_embeddings.weight"]
    new["encoder.position.weight"] = (
        old["embeddings.position_embeddings.weight"] + old["embeddings.token_type_embeddings.weight"][0]
    )
    for part in ("weight", "bias"):
        new[f"encoder.norm.{part}"] = old[f"embeddings.LayerNorm.{part}"]
        for to, layer in enumerate(keep):
            a, b = f"encoder.layer.{layer}.", f"encoder.layers.{to}."
            new[b + "qkv." + part] = torch.cat([old[f"{a}attention.self.{n}.{part}"] for n in ("query", "key", "value")])
            for ours, theirs in (
                ("out", "attention.output.dense"),
                ("norm1", "attention.output.LayerNorm"),
                ("up", "intermediate.dense"),
                ("down", "output.dense"),
                ("norm2", "output.LayerNorm"),
            ):
                new[f"{b}{ours}.{part}"] = old[f"{a}{theirs}.{part}"]
    model.load_state_dict(new)
    return model
