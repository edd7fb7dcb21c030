"""Learns who is meant in other sentences, and nothing else: all that a trained model says stays as it was."""

import logging

import torch
from torch.nn import functional as F

from .fit import Recipe, plan
from .model import Model
from .windows import Example, batch

log = logging.getLogger(__name__)

WARM_UP = 40
"""Steps until the rate is reached, from which it sinks to nothing."""

DROPOUT = 0.1
"""Of what the encoder gives."""


def learn_completion(model: Model, stories: list[Example], recipe: Recipe) -> None:
    """Trains `model.completer` in place, on what the encoder gives as it is; each story is a text of its own."""
    epochs = [plan(stories, recipe, epoch) for epoch in range(recipe.epochs)]
    steps = sum(map(len, epochs))
    optimizer = torch.optim.AdamW(model.completer.parameters(), lr=recipe.head_rate, weight_decay=recipe.weight_decay)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / WARM_UP, (steps - s) / max(steps - WARM_UP, 1))
    )
    model.eval()
    model.completer.train()
    torch.manual_seed(recipe.seed)
    for epoch, batches in enumerate(epochs):
        total = 0.0
        for ranges in batches:
            b = batch([(stories[e], start, end) for e, start, end in ranges])
            window, trigger, word, role = b["implicit"].T
            with torch.no_grad():
                given = model.encoder(b["id"], b["shape"], b["quote"], b["title"])
            scores = model.completer(F.dropout(given, DROPOUT), window, trigger, word)
            # Most words are nothing in an event: the loss is told by the event.
            value = F.cross_entropy(scores, role, reduction="sum") / (b["event"] > 0).sum().clamp(min=1)
            optimizer.zero_grad(set_to_none=True)
            value.backward()
            optimizer.step()
            schedule.step()
            total += value.item()
        log.info("epoch %d loss %.4f", epoch + 1, total / len(batches))
