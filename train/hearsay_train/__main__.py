"""`python -m hearsay_train`: from corpora to the weights in `models/`."""

import argparse
import logging
from dataclasses import replace
from pathlib import Path

import torch
from tokenizers import Tokenizer

from . import corpus, labels, model, text, windows
from .fit import Recipe, fit


def main() -> None:
    parser = argparse.ArgumentParser(prog="hearsay_train", description=__doc__)
    parser.add_argument("stage", choices=["teacher", "student"])
    parser.add_argument("--data", type=Path, required=True, help="folder of corpora; polnear/ is read")
    parser.add_argument("--base", type=Path, required=True, help="folder with MiniLM's model.safetensors and tokenizer.json")
    parser.add_argument("--work", type=Path, default=Path("target/train"), help="folder for checkpoints")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    torch.set_num_threads(args.threads)
    # Adam's running means fade into denormal numbers, on which a CPU is many times slower.
    torch.set_flush_denormal(True)
    args.work.mkdir(parents=True, exist_ok=True)

    tokenizer = Tokenizer.from_file(str(args.base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    examples = []
    for document in corpus.read_polnear(args.data / "polnear" / "train"):
        pieces = text.encode(tokenizer, document.text)
        examples.append(windows.Example(windows.columns(pieces), *labels.targets(document, pieces)))
    recipe = Recipe(epochs=3)
    net = model.from_minilm(args.base / "model.safetensors", tuple(range(6)))
    fit(net, examples, recipe, args.work / "teacher.pt",
        after_epoch=lambda e: torch.save(net.state_dict(), args.work / f"teacher.{e}.pt"))


main()
