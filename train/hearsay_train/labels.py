"""Gold attributions as training targets over the pieces of a text."""

import numpy as np

from .corpus import Document
from .text import Pieces

LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
ROLES = {"source": 1, "cue": 3, "content": 5}
"""Role → index of its B label; its I label follows."""


def targets(document: Document, pieces: Pieces) -> tuple[np.ndarray, np.ndarray, list[tuple[int, list[int]]]]:
    """Labels, content links and source links.

    labels: label index for each piece, -100 where it isn't a word's first.
    content links: for each piece in a content, the piece that begins its cue; -1 elsewhere.
    source links: for each cue, the piece that begins it and the first pieces of its source's words (none: empty).
    """
    first = np.array(pieces.first)
    starts, ends = np.array(pieces.start), np.array(pieces.end)
    labels = np.where(first, 0, -100)
    content_link = np.full(len(pieces), -1)
    source_links = []

    def covered(spans):
        return [np.flatnonzero(first & (starts < e) & (ends > s)) for s, e in spans]

    def mark(role, words):
        free = words[labels[words] == 0]
        if len(free):
            labels[free] = ROLES[role] + 1
            labels[free[0]] = ROLES[role]

    for attribution in document.attributions:
        cue = np.concatenate(covered(attribution.cue))
        if not len(cue):
            continue
        mark("cue", cue)
        source = covered(attribution.source)
        for words in source:
            # A source shared by several cues is marked once.
            mark("source", words)
        for words in covered(attribution.content):
            mark("content", words)
            content_link[words] = cue[0]
        source_links.append((int(cue[0]), [int(w) for words in source for w in words]))
    return labels, content_link, source_links
