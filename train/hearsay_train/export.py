"""Writes the trained model as the weights file that the `hearsay-encoder` crate reads."""

from pathlib import Path

import torch
from safetensors.torch import save_file

from .model import Model
from .quantise import MATRIX_LIMIT, TABLE_LIMIT, codes
from .frames import EVENTS, ROLES, STAGES
from .propbank import ARGUMENTS, SENSES
from .targets import LABELS, MENTIONS, RELATIONS, UPOS, XPOS

VERSION = "5"
"""Version of the file's layout; `crates/encoder/src/weights.rs` checks it."""


def export(model: Model, path: Path) -> None:
    out: dict[str, torch.Tensor] = {}

    def put(name: str, tensor: torch.Tensor) -> None:
        out[name] = tensor.detach().float().contiguous()

    def put_codes(name: str, weight: torch.Tensor, limit: int) -> None:
        q, scale = codes(weight.detach(), limit)
        out[f"{name}.weight"] = q.to(torch.int8).contiguous()
        put(f"{name}.scale", scale.squeeze(-1))

    def put_norm(name: str, norm: torch.nn.LayerNorm) -> None:
        put(f"{name}.weight", norm.weight)
        put(f"{name}.bias", norm.bias)

    encoder = model.encoder
    put_codes("word", encoder.word.weight, TABLE_LIMIT)
    for name in ("position", "shape", "quote", "title"):
        put(name, getattr(encoder, name).weight)
    put_norm("norm", encoder.norm)
    for i, layer in enumerate(encoder.layers):
        for name in ("qkv", "out", "up", "down"):
            linear = getattr(layer, name)
            put_codes(f"layers.{i}.{name}", linear.weight, MATRIX_LIMIT)
            put(f"layers.{i}.{name}.bias", linear.bias)
        put_norm(f"layers.{i}.norm1", layer.norm1)
        put_norm(f"layers.{i}.norm2", layer.norm2)
    linkers = [model.content, model.source, model.head]
    heads = [model.labels, model.upos, model.xpos, model.mention, model.predicate]
    heads += [part for linker in linkers for part in (linker.row, linker.column)]
    heads += [model.relater.dependent, model.relater.head, model.arguer.owner, model.arguer.word, model.teller.word]
    heads += [part for pairer in (model.filler, model.completer) for part in (pairer.owner, pairer.word)]
    put_codes("heads", torch.cat([h.weight for h in heads]), MATRIX_LIMIT)
    put("heads.bias", torch.cat([h.bias for h in heads]))
    for name, linker in zip(("content", "source", "head"), linkers):
        put(f"{name}.distance", linker.distance)
    pairers = {"argument": model.arguer, "role": model.filler, "implicit": model.completer}
    seconds = {"relation": model.relater.out, "event": model.teller.event, "stage": model.teller.stage}
    seconds |= {name: pairer.out for name, pairer in pairers.items()}
    for name, second in seconds.items():
        put(f"{name}.weight", second.weight)
        put(f"{name}.bias", second.bias)
    for name, pairer in pairers.items():
        put(f"{name}.distance", pairer.distance)
    classes = {"labels": LABELS, "upos": UPOS, "xpos": XPOS, "mention": MENTIONS, "relations": RELATIONS}
    classes |= {"senses": SENSES, "arguments": ARGUMENTS, "events": EVENTS, "stages": STAGES, "roles": ROLES}
    metadata = {"version": VERSION, "layers": str(len(encoder.layers))}
    save_file(out, path, metadata=metadata | {name: " ".join(names) for name, names in classes.items()})
