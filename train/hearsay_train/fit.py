"""The training loop: seeded, resumable, on CPU."""

import logging
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch

from .loss import loss
from .model import Model
from .windows import Example, batch, random_ranges

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Recipe:
    seed: int = 1
    epochs: int = 4
    batch: int = 12
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    warm_up: float = 0.06
    weight_decay: float = 0.01
    dropout: float = 0.0
    """Of what a layer of the encoder adds; worth it where a small corpus is gone through many times."""
    turns: int = 1
    """Texts that take turns are learnt from in one epoch of so many."""


def fit(
    model: Model,
    examples: list[Example],
    recipe: Recipe,
    state: Path,
    teacher: Model | None = None,
    after_epoch: Callable[[int], None] | None = None,
) -> None:
    """Trains `model` in place. After every 100 steps and every epoch all that is needed to go on lands in `state`."""
    epochs = [plan(examples, recipe, epoch) for epoch in range(recipe.epochs)]
    steps = sum(map(len, epochs))
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [
            {"params": model.encoder.parameters(), "lr": recipe.encoder_rate},
            {"params": heads, "lr": recipe.head_rate},
        ],
        weight_decay=recipe.weight_decay,
        fused=True,
    )
    warm = recipe.warm_up * steps
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / warm, (steps - s) / (steps - warm)) if s < steps else 0.0
    )
    for layer in model.encoder.layers:
        layer.dropout.p = recipe.dropout
    done = 0
    if state.exists():
        saved = torch.load(state, weights_only=True)
        if saved["recipe"] != asdict(recipe):
            raise SystemExit(f"{state} belongs to another recipe; remove it to start anew")
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        schedule.load_state_dict(saved["schedule"])
        done = saved["done"]
        log.info("resuming after step %d of %d", done, steps)

    def save():
        part = state.with_suffix(".part")
        torch.save({"recipe": asdict(recipe), "model": model.state_dict(), "optimizer": optimizer.state_dict(),
                    "schedule": schedule.state_dict(), "done": done}, part)
        part.replace(state)

    at, began, running = 0, time.monotonic(), 0.0
    for epoch, batches in enumerate(epochs):
        model.train()
        torch.manual_seed(recipe.seed + epoch)
        for ranges in batches:
            at += 1
            if at <= done:
                continue
            # Products in bf16: two thirds of the time on processors that have it, and no accuracy lost. Others imitate it,
            # in thirty times the time.
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=torch.cpu._is_avx512_bf16_supported()):
                value = loss(model, batch([(examples[e], a, b) for e, a, b in ranges]), teacher)
            optimizer.zero_grad(set_to_none=True)
            value.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            first, done = done == at - 1 and running == 0.0, at
            running = value.item() if first else 0.98 * running + 0.02 * value.item()
            if at % 20 == 0:
                log.info("epoch %d step %d/%d loss %.4f, %.0f s", epoch + 1, at, steps, running, time.monotonic() - began)
            if at % 100 == 0:
                save()
        if done == at:
            save()
            if after_epoch and batches:
                after_epoch(epoch + 1)


def plan(examples: list[Example], recipe: Recipe, epoch: int) -> list[list[tuple[int, int, int]]]:
    """The batches of an epoch, each a list of windows (example, start, end)."""
    rng = np.random.default_rng([recipe.seed, epoch])
    due = [e for e, x in enumerate(examples) if not x.takes_turns or (e - epoch) % recipe.turns == 0]
    windows = [(e, a, b) for e in due for a, b in random_ranges(len(examples[e]), rng)]
    # Windows of like length share a batch, so that little of it is padding.
    windows.sort(key=lambda w: (w[2] - w[1] + rng.integers(0, 24), rng.random()))
    batches = [windows[i : i + recipe.batch] for i in range(0, len(windows), recipe.batch)]
    return [batches[i] for i in rng.permutation(len(batches))]
