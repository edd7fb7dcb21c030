"""Puts layers between those of a trained model: a deeper one that at first says almost what it said before.

A layer of MiniLM is put in with all that it would add taken away, and with norms that come as near to changing nothing as
they can: they undo, feature by feature, what they do to what the layer before gives. Its attention and hidden features are
there to be used as soon as training lets any of it through (after Chen, Goodfellow and Shlens 2016, and Gong et al. 2019,
who stack copies of layers).
"""

from collections.abc import Iterable

import torch
from torch import nn

from .model import Encoder, Model


@torch.no_grad()
def deepened(model: Model, minilm: Model, put_in: tuple[int, ...], windows: Iterable[dict[str, torch.Tensor]]) -> Model:
    """A model of as many layers as `minilm`, whose layers `put_in` are MiniLM's and whose others are those of `model`, in
    their order. `windows` (batches as of `windows.batch`) show what the layers give."""
    deep = Model(len(minilm.encoder.layers))
    for (name, part), other in zip(deep.named_children(), model.children(), strict=True):
        if name != "encoder":
            part.load_state_dict(other.state_dict())
    for name in ("word", "position", "shape", "quote", "title", "norm"):
        getattr(deep.encoder, name).load_state_dict(getattr(model.encoder, name).state_dict())
    ours = iter(model.encoder.layers)
    for number, layer in enumerate(deep.encoder.layers):
        source = minilm.encoder.layers[number] if number in put_in else next(ours)
        layer.load_state_dict(source.state_dict())
    deep.eval()
    shown = list(windows)
    for number in sorted(put_in):
        given = torch.cat([_given(deep.encoder, number, b) for b in shown])
        layer = deep.encoder.layers[number]
        for adds in (layer.out, layer.down):
            nn.init.zeros_(adds.weight)
            nn.init.zeros_(adds.bias)
        for norm in (layer.norm1, layer.norm2):
            _undo(norm, given)
    return deep


def _given(encoder: Encoder, before: int, b: dict[str, torch.Tensor]) -> torch.Tensor:
    """What the layer before one gives for the words of windows: (words, WIDTH)."""
    layers, encoder.layers = encoder.layers, encoder.layers[:before]
    x = encoder(b["id"], b["shape"], b["quote"], b["title"])
    encoder.layers = layers
    return x[b["first"] > 0]


def _undo(norm: nn.LayerNorm, given: torch.Tensor) -> None:
    """Sets a norm's scales and biases to those that, by least squares, give back what it is given."""
    normed = (given - given.mean(-1, keepdim=True)) / given.std(-1, unbiased=False, keepdim=True)
    centred = normed - normed.mean(0)
    scale = (centred * given).mean(0) / centred.square().mean(0)
    norm.weight.copy_(scale)
    norm.bias.copy_(given.mean(0) - scale * normed.mean(0))
