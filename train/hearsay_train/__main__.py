"""`python -m hearsay_train`: from corpora to the weights in `models/`.

A teacher of six layers is trained first, then a student of four that starts from the teacher's layers and learns from
its scores as well as from the annotation. Both can be interrupted and go on where they were.
"""

import argparse
import copy
import logging
from pathlib import Path

import torch
from tokenizers import Tokenizer

from . import corpus, labels, model, text, windows
from .export import export
from .fit import Recipe, fit

TEACHER = Recipe(epochs=3)
STUDENT = Recipe(epochs=2, seed=2)

STUDENT_LAYERS = (0, 1, 3, 4)
"""The teacher's layers that the student starts from: of all fours, those that do best without training."""


def examples(tokenizer: Tokenizer, part: Path) -> list[windows.Example]:
    out = []
    for document in corpus.read_polnear(part):
        pieces = text.encode(tokenizer, document.text)
        out.append(windows.Example(windows.columns(pieces), *labels.targets(document, pieces)))
    return out


def main() -> None:
    parser = argparse.ArgumentParser(prog="hearsay_train", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of corpora; polnear/ is read")
    parser.add_argument("--base", type=Path, required=True, help="folder with MiniLM's model.safetensors and tokenizer.json")
    parser.add_argument("--work", type=Path, default=Path("target/train"), help="folder for checkpoints")
    parser.add_argument("--models", type=Path, default=Path("models"), help="folder for the exported weights")
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
    training = examples(tokenizer, args.data / "polnear" / "train")

    teacher = model.from_minilm(args.base / "model.safetensors", tuple(range(6)))
    fit(teacher, training, TEACHER, args.work / "teacher.pt")
    teacher.eval()

    student = copy.deepcopy(teacher)
    student.encoder.layers = torch.nn.ModuleList(student.encoder.layers[i] for i in STUDENT_LAYERS)
    weights = args.models / "attribution.safetensors"
    fit(student, training, STUDENT, args.work / "student.pt", teacher, after_epoch=lambda _: export(student, weights))
    export(student, weights)
    (args.models / "tokenizer.json").write_bytes((args.base / "tokenizer.json").read_bytes())


main()
