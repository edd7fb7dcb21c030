"""What the model is trained to say: each head's loss, and their sum."""

import torch
from torch.nn import functional as F

from .model import Model, Scores
from .targets import MENTIONS, NONE

WEIGHTS = {"labels": 1.5, "content": 0.45, "source": 0.45, "upos": 0.5, "xpos": 0.3, "head": 1.0, "relation": 0.5, "mention": 0.5}
"""A head's weight where all words of a batch have its targets; it sinks with their share."""

DISTILLED = {"labels": 1.0, "content": 0.09, "source": 0.09, "upos": 0.5, "xpos": 0.3, "head": 0.5, "relation": 0.25, "mention": 0.5}
"""A head's weight in learning from a teacher, which has something to say of every word."""

def loss(model: Model, b: dict[str, torch.Tensor], teacher: Model | None) -> torch.Tensor:
    """The loss of a batch (see `windows.batch`); with a teacher, also the divergence from what it says."""
    scores = model(b["id"], b["shape"], b["quote"], b["title"])
    words = b["first"] > 0
    partner = words.clone()
    partner[:, 0] = True
    # Only words are partners.
    out_of = torch.where(partner, 0.0, float("-inf"))[:, None, :]
    known = {"labels": b["labels"], "upos": b["upos"], "xpos": b["xpos"], "relation": b["relation"]}
    share = {name: (target != NONE).sum() / words.sum() for name, target in known.items()}
    share |= {"content": share["labels"], "source": share["labels"], "head": share["relation"]}
    share["mention"] = (b["mention"] > 0).sum() / words.sum()
    parts = _annotated(model, scores, b, out_of)
    total = sum(WEIGHTS[name] * share[name] * value for name, value in parts.items())
    if teacher is not None:
        with torch.no_grad():
            theirs = teacher(b["id"], b["shape"], b["quote"], b["title"])
        parts = _divergence(model, scores, teacher, theirs, words, out_of)
        total = total + sum(DISTILLED[name] * value for name, value in parts.items())
    return total


def _annotated(model: Model, scores: Scores, b: dict[str, torch.Tensor], out_of: torch.Tensor) -> dict[str, torch.Tensor]:
    parts = {}
    for name in ("labels", "upos", "xpos"):
        if (b[name] != NONE).any():
            parts[name] = F.cross_entropy(getattr(scores, name).flatten(0, 1), b[name].flatten(), ignore_index=NONE)
    for name in ("content", "head"):
        if len(b[name]):
            window, word, other = b[name].T
            p = (getattr(scores, name) + out_of)[window, word].log_softmax(-1)
            parts[name] = -p[torch.arange(len(p)), other].mean()
    if len(b["head"]):
        window, word, head = b["head"].T
        parts["relation"] = F.cross_entropy(model.relater(scores.hidden, window, word, head), b["relation"][window, word])
    if len(b["source"]):
        window, cue, word = b["source"].T
        p = (scores.source + out_of).log_softmax(-1)[window, cue, word]
        # A cue's source is found when the weight lies on any of its words.
        ids, inverse = (window * b["id"].shape[1] + cue).unique(return_inverse=True)
        mass = torch.zeros(len(ids)).index_add(0, inverse, p.exp())
        parts["source"] = -torch.log(mass + 1e-9).mean()
    at = b["mention"] > 0
    if at.any():
        # The weight may lie on any sort that the annotation leaves open.
        allowed = (b["mention"][at][:, None] >> torch.arange(len(MENTIONS))) & 1
        p = scores.mention[at].log_softmax(-1).masked_fill(allowed == 0, float("-inf"))
        parts["mention"] = -p.logsumexp(-1).mean()
    return parts


def _divergence(
    model: Model, ours: Scores, teacher: Model, theirs: Scores, words: torch.Tensor, out_of: torch.Tensor
) -> dict[str, torch.Tensor]:
    """How far the student is from its teacher, by the word."""

    def apart(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
        a, b = a.log_softmax(-1), b.log_softmax(-1)
        return (b.exp() * (b - a).masked_fill(b == float("-inf"), 0)).sum(-1).mean()

    parts = {n: apart(getattr(ours, n)[words], getattr(theirs, n)[words]) for n in ("labels", "upos", "xpos", "mention")}
    for name in ("content", "source", "head"):
        parts[name] = apart(*((getattr(s, name) + out_of)[words] for s in (ours, theirs)))
    window, word = words.nonzero().T
    head = (theirs.head + out_of)[words].argmax(-1)
    with torch.no_grad():
        relation = teacher.relater(theirs.hidden, window, word, head)
    parts["relation"] = apart(model.relater(ours.hidden, window, word, head), relation)
    return parts
