"""From scores to attributions, as `crates/hearsay/src/attribution` does it; here to tune and to compare."""

from dataclasses import dataclass

import numpy as np

from .labels import LABELS, ROLES

O_BIAS = -0.3
"""Added to the score of O: recall is worth more than precision to a reader."""

_NEVER = -1e4
_LEGAL = np.array(
    [[0.0 if not to.startswith("I-") or frm[2:] == to[2:] else _NEVER for to in LABELS] for frm in LABELS]
)


@dataclass
class Window:
    """Scores of a window's W words: labels (W, 7); content and source links (W, W + 1), column 0 meaning none."""

    start: np.ndarray
    end: np.ndarray
    paragraph: np.ndarray
    context: np.ndarray
    labels: np.ndarray
    content: np.ndarray
    source: np.ndarray


def viterbi(scores: np.ndarray) -> np.ndarray:
    """The best legal label sequence of a paragraph's words."""
    best = scores[0] + np.where([name.startswith("I-") for name in LABELS], _NEVER, 0)
    back = []
    for row in scores[1:]:
        through = best[:, None] + _LEGAL
        back.append(through.argmax(0))
        best = through.max(0) + row
    path = [int(best.argmax())]
    for choice in reversed(back):
        path.append(int(choice[path[-1]]))
    return np.array(path[::-1])


def spans(labels: np.ndarray) -> dict[str, list[tuple[int, int]]]:
    """Half-open word ranges of each role."""
    out = {role: [] for role in ROLES}
    for role, begin in ROLES.items():
        i = 0
        while i < len(labels):
            if labels[i] == begin:
                j = i + 1
                while j < len(labels) and labels[j] == begin + 1:
                    j += 1
                out[role].append((i, j))
                i = j
            else:
                i += 1
    return out


def log_softmax(x: np.ndarray) -> np.ndarray:
    x = x - x.max(-1, keepdims=True)
    return x - np.log(np.exp(x).sum(-1, keepdims=True))


def attributions(w: Window, bias: float = O_BIAS, promote: float = 0.5) -> list[dict[str, list[tuple[int, int]]]]:
    """Attributions of a window: for each cue its contents and its source, as word ranges."""
    scores = w.labels.copy()
    scores[:, 0] += bias
    found = []
    for p in np.unique(w.paragraph):
        at = np.flatnonzero(w.paragraph == p)
        a = at[0]
        here = spans(viterbi(scores[at]))
        here = {r: [(x + a, y + a) for x, y in s] for r, s in here.items()}
        found += _link(w, here, at, promote)
    return found


def _link(w, here, at, promote):
    cues = list(here["cue"])
    taken = {}
    for span in here["content"]:
        p = log_softmax(w.content[span[0] : span[1]])
        mean = np.exp(p).mean(0)
        best = max(cues, key=lambda c: mean[1 + c[0] : 1 + c[1]].sum(), default=None)
        mass = mean[1 + best[0] : 1 + best[1]].sum() if best else 0.0
        if mass < promote:
            # No cue was tagged where the content points: take the word it points to, if it is free.
            inside = mean[1 + at[0] : 2 + at[-1]].copy()
            for s in here["content"]:
                inside[s[0] - at[0] : s[1] - at[0]] = 0
            for s in here["source"]:
                inside[s[0] - at[0] : s[1] - at[0]] = 0
            word = int(inside.argmax())
            if inside[word] > promote and inside[word] > mass:
                word += at[0]
                new = (word, word + 1)
                if not any(c[0] <= word < c[1] for c in cues):
                    cues.append(new)
                    best, mass = new, inside[word - at[0]]
        taken.setdefault(best, []).append(span)
    out = []
    for cue, contents in taken.items():
        source = None
        if cue:
            p = np.exp(log_softmax(w.source[cue[0]]))
            source = max(here["source"], key=lambda s: p[1 + s[0] : 1 + s[1]].sum(), default=None)
            if source and p[1 + source[0] : 1 + source[1]].sum() < p[0]:
                source = None
        out.append({"cue": [cue] if cue else [], "source": [source] if source else [], "content": contents})
    return out
