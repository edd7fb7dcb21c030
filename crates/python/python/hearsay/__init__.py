"""Who says what in news articles.

>>> import hearsay
>>> article = hearsay.read(
...     "Iran has sent drones to Russia, White House spokesman John Kirby said on Friday.",
...     outlet="Harbour Courier", published="2023-06-10",
... )
>>> claim = article.claims[0]
>>> claim.speaker.name, claim.polarity
('John Kirby', 'positive')
>>> claim.content.exact
'Iran has sent drones to Russia'
>>> article.text[claim.cue.start : claim.cue.end]
'said'
>>> [(frame.type, frame.roles["supplier"][0].name) for frame in claim.frames]
[('transfer', 'Iran')]

Spans are half-open, in code points of ``article.text``: what Python's slices take. Nothing here says that a claim is true.
In a notebook an article shows itself with its claims marked.

Many articles go in and out as Arrow batches, read by all cores:

>>> import pyarrow as pa
>>> batch = pa.RecordBatch.from_pydict({"text": ["Kyiv denied it had bought the jets."], "outlet": ["Courier"]})
>>> hearsay.read_batch(batch).select(["speaker", "polarity"]).to_pylist()
[{'speaker': 'Ukraine', 'polarity': 'negative'}]

On a cluster, :mod:`hearsay.spark` does the same to data frames.
"""

from hearsay._native import (
    Article,
    Claim,
    Filler,
    Frame,
    Ledger,
    Money,
    Quantity,
    Span,
    Speaker,
    Time,
    __version__,
    read,
    read_batch,
)

__all__ = [
    "Article",
    "Claim",
    "Filler",
    "Frame",
    "Ledger",
    "Money",
    "Quantity",
    "Span",
    "Speaker",
    "Time",
    "__version__",
    "read",
    "read_batch",
]
