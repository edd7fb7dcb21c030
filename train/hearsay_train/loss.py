"""What the model is trained to say: each head's loss, and their sum."""

import torch
from torch.nn import functional as F

from .model import Model, Scores
from .propbank import SENSES
from .targets import MENTIONS, NONE

WEIGHTS = {"labels": 1.5, "content": 0.45, "source": 0.45, "upos": 0.4, "xpos": 0.25, "head": 1.0, "relation": 0.5,
           "mention": 0.4, "predicate": 0.4, "argument": 0.6, "event": 1.0, "stage": 0.3, "role": 1.0, "implicit": 0.5}
"""A head's weight where enough words of a batch have its targets."""

ENOUGH = {"labels": 1.0, "content": 1.0, "source": 1.0}
"""The share of a batch's words from which on a head has its full weight; it sinks with a smaller share. Attributions
are marked in most words; the others would starve beside them."""

SCARCE = 0.25
"""The same for heads that `ENOUGH` doesn't name."""

DISTILLED = {"labels": 1.0, "content": 0.09, "source": 0.09, "upos": 0.4, "xpos": 0.25, "head": 0.6, "relation": 0.3,
             "mention": 0.4, "predicate": 0.4, "argument": 0.4}
"""A head's weight in learning from a teacher, which has something to say of every word."""

REACH = 30
"""A teacher is asked about arguments within so many pieces of a predicate."""


def loss(model: Model, b: dict[str, torch.Tensor], teacher: Model | None = None) -> torch.Tensor:
    """The loss of a batch (see `windows.batch`); with a teacher, also the divergence from what it says."""
    scores = model(b["id"], b["shape"], b["quote"], b["title"])
    words = b["first"] > 0
    partner = words.clone()
    partner[:, 0] = True
    # Only words are partners; in the tree, only those of the same sentence, and the root.
    out_of = torch.where(partner, 0.0, float("-inf"))[:, None, :]
    same = (b["sentence"][:, :, None] == b["sentence"][:, None, :]) & words[:, None, :]
    same[:, :, 0] = True
    in_tree = torch.where(same, 0.0, float("-inf"))
    masks = {"content": out_of, "source": out_of, "head": in_tree}
    known = {"labels": b["labels"], "upos": b["upos"], "xpos": b["xpos"], "relation": b["relation"]}
    share = {name: (target != NONE).sum() / words.sum() for name, target in known.items()}
    share |= {"content": share["labels"], "source": share["labels"], "head": share["relation"]}
    share["mention"] = (b["mention"] > 0).sum() / words.sum()
    share["predicate"] = share["argument"] = (b["predicate"] != NONE).sum() / words.sum()
    told = (b["event"] != NONE).sum() / words.sum()
    share |= {name: told for name in ("event", "stage", "role", "implicit")}
    parts = _annotated(model, scores, b, masks)
    total = sum(WEIGHTS[name] * (share[name] / ENOUGH.get(name, SCARCE)).clamp(max=1) * value for name, value in parts.items())
    if teacher is not None:
        with torch.no_grad():
            theirs = teacher(b["id"], b["shape"], b["quote"], b["title"])
        parts = _divergence(model, scores, teacher, theirs, words, words & ~b["corrected"][:, None], masks)
        total = total + sum(DISTILLED[name] * value for name, value in parts.items())
    return total


def _annotated(
    model: Model, scores: Scores, b: dict[str, torch.Tensor], masks: dict[str, torch.Tensor]
) -> dict[str, torch.Tensor]:
    parts = {}
    for name in ("labels", "upos", "xpos", "predicate"):
        if (b[name] != NONE).any():
            parts[name] = F.cross_entropy(getattr(scores, name).flatten(0, 1).float(), b[name].flatten(), ignore_index=NONE)
    for name in ("content", "head"):
        if len(b[name]):
            window, word, other = b[name].T
            p = (getattr(scores, name).float() + masks[name])[window, word].log_softmax(-1)
            parts[name] = -p[torch.arange(len(p)), other].mean()
    if len(b["head"]):
        window, word, head = b["head"].T
        relations = model.relater(scores.hidden, window, word, head).float()
        parts["relation"] = F.cross_entropy(relations, b["relation"][window, word])
    if len(b["source"]):
        window, cue, word = b["source"].T
        p = (scores.source.float() + masks["source"]).log_softmax(-1)[window, cue, word]
        # A cue's source is found when the weight lies on any of its words.
        ids, inverse = (window * b["id"].shape[1] + cue).unique(return_inverse=True)
        mass = torch.zeros(len(ids)).index_add(0, inverse, p.exp())
        parts["source"] = -torch.log(mass + 1e-9).mean()
    at = b["mention"] > 0
    if at.any():
        # The weight may lie on any sort that the annotation leaves open.
        allowed = (b["mention"][at][:, None] >> torch.arange(len(MENTIONS))) & 1
        p = scores.mention[at].float().log_softmax(-1).masked_fill(allowed == 0, float("-inf"))
        parts["mention"] = -p.logsumexp(-1).mean()
    if len(b["argument"]):
        parts["argument"] = _arguments(model, scores, b)
    if (b["event"] != NONE).any():
        parts |= _frames(model, scores, b)
    return parts


def _frames(model: Model, scores: Scores, b: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """Summed over words, by the event: most words tell of none."""
    event, stage = model.teller(scores.hidden)
    count = (b["event"] > 0).sum().clamp(min=1)
    summed = lambda of, target: F.cross_entropy(of.flatten(0, -2).float(), target.flatten(), ignore_index=NONE, reduction="sum")
    parts = {"event": summed(event, b["event"]) / count, "stage": summed(stage, b["stage"]) / count}
    for name, head in (("role", model.filler), ("implicit", model.completer)):
        if len(b[name]):
            window, trigger, word, role = b[name].T
            parts[name] = summed(head(scores.hidden, window, trigger, word), role) / count
    return parts


def _arguments(model: Model, scores: Scores, b: dict[str, torch.Tensor]) -> torch.Tensor:
    """Summed over the words around predicates, by the argument: most words are none."""
    window, predicate, word, label = b["argument"].T
    total = F.cross_entropy(model.arguer(scores.hidden, window, predicate, word).float(), label, reduction="sum")
    count = (label > 0).sum()
    if len(b["spread"]):
        group, window, predicate, word, label = b["spread"].T
        p = model.arguer(scores.hidden, window, predicate, word).float().log_softmax(-1)
        p = p[torch.arange(len(p)), label].exp().clamp(max=1 - 1e-6)
        # An argument is found when any of its words is taken for its head.
        ids, inverse = group.unique(return_inverse=True)
        missed = torch.zeros(len(ids)).index_add(0, inverse, torch.log1p(-p))
        total = total - torch.log(-torch.expm1(missed) + 1e-9).sum()
        count = count + len(ids)
    return total / count.clamp(min=1)


def _divergence(
    model: Model,
    ours: Scores,
    teacher: Model,
    theirs: Scores,
    words: torch.Tensor,
    uncorrected: torch.Tensor,
    masks: dict[str, torch.Tensor],
) -> dict[str, torch.Tensor]:
    """How far the student is from its teacher, by the word, of attributions in those that are `uncorrected`; in arguments, by
    the predicate."""

    def apart(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
        a, b = a.float().log_softmax(-1), b.float().log_softmax(-1)
        return (b.exp() * (b - a).masked_fill(b == float("-inf"), 0)).sum(-1)

    parts = {}
    asked = {"labels": uncorrected, "content": uncorrected, "source": uncorrected}
    for name in ("labels", "upos", "xpos", "mention", "predicate", *masks):
        at = asked.get(name, words)
        said = [getattr(s, name).float() + masks[name] if name in masks else getattr(s, name) for s in (ours, theirs)]
        if at.any():
            parts[name] = apart(*(scores[at] for scores in said)).mean()
    window, word = words.nonzero().T
    head = (theirs.head.float() + masks["head"])[words].argmax(-1)
    with torch.no_grad():
        relation = teacher.relater(theirs.hidden, window, word, head)
    parts["relation"] = apart(model.relater(ours.hidden, window, word, head), relation).mean()
    if len((pair := _near_predicates(theirs, words))[0]):
        with torch.no_grad():
            arguments = teacher.arguer(theirs.hidden, *pair)
        parts["argument"] = apart(model.arguer(ours.hidden, *pair), arguments).mean() * 2 * REACH
    return parts


def _near_predicates(theirs: Scores, words: torch.Tensor) -> tuple[torch.Tensor, ...]:
    """Pairs of each of the teacher's predicates with the words around it: (window, predicate, word)."""
    silent = torch.tensor([SENSES.index("none"), SENSES.index("aux")])
    window, predicate = (words & ~torch.isin(theirs.predicate.argmax(-1), silent)).nonzero().T
    word = predicate[:, None] + torch.arange(-REACH, REACH + 1)
    inside = (word > 0) & (word < words.shape[1]) & (word != predicate[:, None])
    inside &= words[window[:, None], word.clamp(0, words.shape[1] - 1)]
    at, column = inside.nonzero().T
    return window[at], predicate[at], word[at, column]
