"""Text to model input: word pieces with a few features, exactly as the `hearsay-encoder` crate makes them.

A *word* is what BERT's pre-tokeniser yields: a run of letters and digits, or one punctuation mark. Each word has
one or more *pieces*; labels and links belong to its first piece. Paragraphs (lines that aren't blank) are parted
by a separator piece.
"""

from dataclasses import dataclass, field

from tokenizers import Tokenizer

CLS, SEP, PAD = 101, 102, 0
"""Piece ids of BERT's special tokens in the vocabulary."""

SHAPES = 10
"""Number of word shapes, see `shape`. 0 is kept for special pieces."""

QUOTE_STATES = 5
"""Number of quotation states: special piece, outside, inside, opening mark, closing mark."""

_QUOTES = {ord(c): '"' for c in "“”„‟«»″＂"} | {ord(c): "'" for c in "‘’‚‛′＇"}


@dataclass
class Pieces:
    """The pieces of one text as parallel lists; `start` and `end` are code points of the word a piece begins.

    `first` is true for a word's first piece; `title` for pieces of the first paragraph.
    """

    id: list[int] = field(default_factory=list)
    shape: list[int] = field(default_factory=list)
    quote: list[int] = field(default_factory=list)
    title: list[int] = field(default_factory=list)
    first: list[bool] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)

    def push(self, piece: int, shape: int, quote: int, title: int, first: bool, start: int, end: int) -> None:
        for column, value in zip(vars(self).values(), (piece, shape, quote, title, first, start, end)):
            column.append(value)

    def __len__(self) -> int:
        return len(self.id)


def encode(tokenizer: Tokenizer, text: str, titled: bool = True) -> Pieces:
    """The pieces of a whole text, with a separator between paragraphs; `titled` if the first of them is a title."""
    out = Pieces()
    offset, paragraph = 0, 0
    for line in text.split("\n"):
        if line.strip():
            if len(out):
                out.push(SEP, 0, 0, 0, False, offset, offset)
            _encode_paragraph(tokenizer, line, offset, int(titled and paragraph == 0), out)
            paragraph += 1
        offset += len(line) + 1
    return out


def _encode_paragraph(tokenizer: Tokenizer, line: str, offset: int, title: int, out: Pieces) -> None:
    encoding = tokenizer.encode(line.translate(_QUOTES), add_special_tokens=False)
    spans: dict[int, list[int]] = {}
    for word, (start, end) in zip(encoding.word_ids, encoding.offsets):
        span = spans.setdefault(word, [start, end])
        span[1] = max(span[1], end)
    inside, state, last = False, 1, None
    for piece, word in zip(encoding.ids, encoding.word_ids):
        start, end = spans[word]
        if word != last:
            surface = line[start:end]
            if surface.translate(_QUOTES) == '"':
                inside = not inside if surface not in "“„«”»" else surface in "“„«"
                state = 3 if inside else 4
            else:
                state = 2 if inside else 1
        out.push(piece, shape(line[start:end]), state, title, word != last, offset + start, offset + end)
        last = word


def shape(word: str) -> int:
    """Class of a word's spelling: what an uncased vocabulary can't see."""
    if any(c.isnumeric() for c in word):
        return 1
    if not any(c.isalpha() for c in word):
        return 3 if word.translate(_QUOTES) in "\"'" else 2
    if word.islower():
        return 4
    if len(word) == 1 and word.isupper():
        return 5
    if word.isupper():
        return 6
    if word[0].isupper() and word[1:].islower():
        return 7
    if any(c.isupper() for c in word):
        return 8
    return 9
