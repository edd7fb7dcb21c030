"""What the Rust side offers. All objects are frozen."""

from collections.abc import Sequence
from os import PathLike
from typing import Any, Literal, TypedDict, final

import pyarrow as pa
from typing_extensions import Unpack

__version__: str

@final
class Span:
    """A piece of an article's text: half-open, in code points."""

    start: int
    end: int
    exact: str

@final
class Speaker:
    """The voice of a claim."""

    name: str | None
    entity: str | None
    kind: Literal["person", "government", "military", "organisation", "media", "document", "anonymous", "group"]
    affiliation: str | None

@final
class Filler:
    """Who or what fills a role."""

    name: str
    entity: str | None
    span: Span | None
    inferred_from: Span | None

@final
class Quantity:
    """How many: bounds, and the article's words."""

    low: float | None
    high: float | None
    text: str

@final
class Money:
    """For how much; the currency is by ISO 4217."""

    amount: float | None
    currency: str | None
    text: str

@final
class Time:
    """When, in EDTF, and in the article's words."""

    edtf: str | None
    text: str

@final
class Frame:
    """A typed event inside of a claim."""

    type: str
    trigger: Span
    stage: str | None
    terms: str | None
    roles: dict[str, list[Filler]]
    quantity: Quantity | None
    value: Money | None
    time: Time | None

@final
class Claim:
    """One voice saying one thing."""

    id: str
    content: Span
    source: Span | None
    cue: Span | None
    quotation: Literal["direct", "indirect", "mixed", "none"]
    speaker: Speaker
    relays: list[str]
    evidence: list[str]
    polarity: Literal["positive", "negative"]
    modality: Literal["certain", "probable", "possible", "underspecified"]
    frames: list[Frame]

@final
class Article:
    """An article with the claims in it."""

    @property
    def id(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def outlet(self) -> str | None: ...
    @property
    def published(self) -> str | None: ...
    @property
    def url(self) -> str | None: ...
    @property
    def claims(self) -> list[Claim]: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...
    def _repr_html_(self) -> str: ...

class Narrowing(TypedDict, total=False):
    """What a list is narrowed to; days are written as in ISO 8601."""

    speaker: str | None
    outlet: str | None
    frame: str | None
    party: str | None
    item: str | None
    evidence: str | None
    since: str | None
    until: str | None
    status: Literal["accept", "reject", "open", "denied"] | None
    limit: int | None
    offset: int

@final
class Ledger:
    """The ledger in a file, which is made where there is none."""

    def __new__(cls, path: str | PathLike[str]) -> Ledger: ...
    def add(self, articles: Sequence[Article]) -> int: ...
    def claims(self, **narrowing: Unpack[Narrowing]) -> list[dict[str, Any]]: ...
    def propositions(self, **narrowing: Unpack[Narrowing]) -> list[dict[str, Any]]: ...
    def proposition(self, id: str) -> dict[str, Any]: ...
    def search(self, words: str, limit: int = 20) -> dict[str, Any]: ...

@final
class Files:
    """The articles of a file, which may be an archive, as batches of ``rows``."""

    def __new__(cls, path: str | PathLike[str], *, rows: int = 64) -> Files: ...
    def __iter__(self) -> Files: ...
    def __next__(self) -> pa.RecordBatch: ...

def read(
    text: str,
    *,
    outlet: str | None = None,
    published: str | None = None,
    url: str | None = None,
    reference: str | None = None,
) -> Article: ...
def read_batch(batch: pa.RecordBatch, *, threads: int | None = None) -> pa.RecordBatch: ...
def readings(batch: pa.RecordBatch, *, threads: int | None = None) -> pa.RecordBatch: ...
def claims(batch: pa.RecordBatch) -> pa.RecordBatch: ...
def statements(batch: pa.RecordBatch) -> pa.RecordBatch: ...
def imprints(batch: pa.RecordBatch) -> pa.RecordBatch: ...
def attach(batch: pa.RecordBatch) -> pa.RecordBatch: ...
def settle(batch: pa.RecordBatch) -> pa.RecordBatch: ...
def origins(batch: pa.RecordBatch) -> pa.RecordBatch: ...
def members(batch: pa.RecordBatch) -> pa.RecordBatch: ...
