"""`python -m hearsay_train`: from corpora to the weights in `models/`.

A teacher of six layers is trained first, then a student of four that starts from the teacher's layers and learns from
its scores as well as from the annotation. With `--from`, training goes on instead from weights that were exported before,
which also are the teacher; with `--complete` only one head learns, and all others stay as they were. Each can be interrupted and goes on where it was.
"""

import argparse
import copy
import logging
from collections.abc import Iterator
from pathlib import Path

import torch
from tokenizers import Tokenizer

from . import attributions, entities, frames, model, polnear, propbank, targets, text, treebank
from .complete import learn_completion
from .export import export
from .fit import Recipe, fit
from .windows import Example, columns

TEACHER = Recipe(epochs=3)
STUDENT = Recipe(epochs=3, seed=2)
CONTINUED = Recipe(epochs=2, seed=7, encoder_rate=1e-4, head_rate=5e-4, dropout=0.1, turns=2)

COMPLETED = Recipe(epochs=14, seed=9, head_rate=2e-3)

KEPT = 0.2
"""The share that the weights before keep in those that went on from them: the average of both does better on texts of other
hands than either (Wortsman et al. 2022)."""

TREEBANK_PASSES = 1
"""How often an epoch goes through the treebanks, each time in other windows."""

STUDENT_LAYERS = (0, 1, 3, 4)
"""The teacher's layers that the student starts from: of all fours, those that do best without training."""

ATTRIBUTION_CORPUS = Path(__file__).parent.parent / "attributions"
"""The corpus of attributions, which is the project's own."""

ATTRIBUTION_PASSES = 2
"""How often an epoch goes through it."""

FRAME_CORPUS = Path(__file__).parent.parent / "frames"
"""The corpus of frames, which is the project's own."""

FRAME_PASSES = 2
"""The same of the corpus of frames."""

PASSAGES = 6
"""So many passages of it make a text, about as long as a window."""

GUM_HELD_OUT = Path(__file__).parent.parent / "gum-held-out.txt"
"""Documents of GUM that measure: the corpus's own development and test parts as far as they are known."""


def examples(tokenizer: Tokenizer, data: Path) -> Iterator[Example]:
    """All that is learnt from: attributions, trees, predicates and mentions."""
    for document in polnear.read_polnear(data / "polnear" / "train"):
        pieces = text.encode(tokenizer, document.text)
        yield Example(columns(pieces), targets.of_attributions(document, pieces), takes_turns=True)
    web = treebank.read(data / "ewt" / "train.conllu", joined=True)
    propbank.annotate(web, data / "propbank" / "ewt_gold_skel.tar.gz")
    for document in web:
        pieces = text.encode(tokenizer, document.text, titled=False)
        yield from TREEBANK_PASSES * [Example(columns(pieces), targets.of_trees(document, pieces, mentions=False))]
    held_out = set(GUM_HELD_OUT.read_text(encoding="utf-8").split())
    for path in sorted((data / "gum").glob("*.conllu")):
        if path.stem not in held_out:
            for document in treebank.read(path):
                pieces = text.encode(tokenizer, document.text)
                yield from TREEBANK_PASSES * [Example(columns(pieces), targets.of_trees(document, pieces, mentions=True))]
    nouns = list(propbank.examples(data / "propbank" / "frames.tar.xz", held_out=False))
    pieces = text.encode(tokenizer, "\n".join(" ".join(e.tokens) for e in nouns), titled=False)
    yield Example(columns(pieces), targets.of_examples(nouns, pieces))
    without_trees = [("meantime", entities.read_meantime(data / "meantime"))]
    without_trees += [("re3d", entities.read_re3d(p)) for p in sorted((data / "re3d").iterdir()) if p.is_dir()]
    for corpus, documents in without_trees:
        for document in documents:
            pieces = text.encode(tokenizer, document.text)
            yield Example(columns(pieces), targets.of_entities(document, pieces, corpus))
    yield from of_pieces(tokenizer)
    yield from of_frames(tokenizer)


def of_pieces(tokenizer: Tokenizer) -> Iterator[Example]:
    """The corpus of attributions."""
    for path in sorted(ATTRIBUTION_CORPUS.glob("*.txt")):
        for document in attributions.read(path):
            pieces = text.encode(tokenizer, document.text)
            yield from ATTRIBUTION_PASSES * [Example(columns(pieces), targets.of_attributions(document, pieces), corrects=True)]


def of_frames(tokenizer: Tokenizer) -> Iterator[Example]:
    """The corpus of frames, in texts of a few passages."""
    passages = [passage for path in sorted(FRAME_CORPUS.glob("*.txt")) for passage in frames.read(path)]
    for group in (passages[i : i + PASSAGES] for i in range(0, len(passages), PASSAGES)):
        pieces = text.encode(tokenizer, "\n".join(passage.text for passage in group), titled=False)
        yield from FRAME_PASSES * [Example(columns(pieces), targets.of_frames(group, pieces))]


def of_stories(tokenizer: Tokenizer) -> Iterator[Example]:
    """The passages of the corpus of frames that tell who is meant in other sentences, each a text of its own."""
    for path in sorted(FRAME_CORPUS.glob("*.txt")):
        for passage in frames.read(path):
            if any(frame.implicit for frame in passage.frames):
                pieces = text.encode(tokenizer, passage.text, titled=False)
                yield Example(columns(pieces), targets.of_frames([passage], pieces))


def main() -> None:
    parser = argparse.ArgumentParser(prog="hearsay_train", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of corpora: polnear, ewt, gum, meantime, re3d")
    parser.add_argument("--base", type=Path, required=True, help="folder with MiniLM's model.safetensors and tokenizer.json")
    parser.add_argument("--work", type=Path, default=Path("target/train"), help="folder for checkpoints")
    parser.add_argument("--models", type=Path, default=Path("models"), help="folder for the exported weights")
    parser.add_argument("--from", dest="start", type=Path, help="exported weights to go on from")
    parser.add_argument("--complete", action="store_true", help="with --from: learn only who is meant in other sentences")
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
    weights = args.models / "hearsay.safetensors"
    if args.start and args.complete:
        student = model.from_weights(args.start)
        learn_completion(student, list(of_stories(tokenizer)), COMPLETED)
        export(student, weights)
        return

    training = list(examples(tokenizer, args.data))
    if args.start:
        teacher = model.from_weights(args.start).eval()
        student = copy.deepcopy(teacher)
        recipe = CONTINUED
    else:
        teacher = model.from_minilm(args.base / "model.safetensors", tuple(range(6)))
        fit(teacher, training, TEACHER, args.work / "teacher.pt")
        student = copy.deepcopy(teacher.eval())
        student.encoder.layers = torch.nn.ModuleList(student.encoder.layers[i] for i in STUDENT_LAYERS)
        recipe = STUDENT
    fit(student, training, recipe, args.work / "student.pt", teacher, lambda _: export(student, weights))
    if args.start:
        for ours, before in zip(student.parameters(), teacher.parameters(), strict=True):
            ours.data.lerp_(before.data, KEPT)
    export(student, weights)
    (args.models / "tokenizer.json").write_bytes((args.base / "tokenizer.json").read_bytes())


main()
