"""8-bit arithmetic as the `hearsay-encoder` crate does it, and its imitation in floating point for training."""

import torch
from torch import nn
from torch.nn import functional as F

MATRIX_LIMIT = 63
"""Largest code of a matrix: sums of two products with unsigned bytes then fit 16 bits on every processor."""

TABLE_LIMIT = 127
"""Largest code of an embedding table, which is only read."""


def codes(weight: torch.Tensor, limit: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Integer codes (as floats) and the scale of each row: `weight ≈ codes · scale`."""
    scale = weight.abs().amax(-1, keepdim=True).clamp(min=1e-8) / limit
    return torch.round(weight / scale), scale


def rounded(weight: torch.Tensor, limit: int) -> torch.Tensor:
    """The weight after a trip through its codes; gradients pass as if nothing had happened."""
    q, scale = codes(weight.detach(), limit)
    return weight + (q * scale - weight.detach())


def rounded_rows(x: torch.Tensor) -> torch.Tensor:
    """Activations after a trip through unsigned bytes, each row by its own range."""
    low, high = x.amin(-1, keepdim=True).clamp(max=0), x.amax(-1, keepdim=True).clamp(min=0)
    scale = ((high - low) / 255).clamp(min=torch.finfo(torch.float32).tiny)
    zero = torch.round(-low / scale)
    return (torch.clamp(torch.round(x * (1 / scale)) + zero, 0, 255) - zero) * scale


class Linear(nn.Linear):
    """A linear layer whose weights are rounded to 8 bits; with `exact`, its input is as well."""

    exact = False

    def forward(self, x):
        x = rounded_rows(x) if self.exact else x
        return F.linear(x, rounded(self.weight, MATRIX_LIMIT), self.bias)


class Embedding(nn.Embedding):
    """An embedding table whose rows are rounded to 8 bits."""

    def forward(self, ids):
        rows = super().forward(ids)
        q, scale = codes(rows.detach(), TABLE_LIMIT)
        return rows + (q * scale - rows.detach())


def exact(model: nn.Module, on: bool = True) -> nn.Module:
    """Makes `model` compute what the program will: inputs of linear layers are rounded too."""
    for module in model.modules():
        if isinstance(module, Linear):
            module.exact = on
    return model
