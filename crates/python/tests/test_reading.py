"""What the wheel reads is what the contract says, alone and in batches."""

import json
import threading
import time

import pyarrow as pa
import pytest

import hearsay
from hearsay import _native

TEXT = """Iran ships drones to Russia, White House says

Iran has shipped several hundred drones to Russia, White House spokesman John Kirby told Reuters on Friday, citing \
newly declassified intelligence.

“We have sent nothing,” said Iran’s foreign ministry spokesman, Nasser Kanaani."""


def batch(**columns) -> pa.RecordBatch:
    return pa.RecordBatch.from_pydict(columns)


def test_an_article_is_as_the_contract_has_it() -> None:
    article = hearsay.read(TEXT, outlet="Courier", published="2023-06-10", url="https://courier.example/1")
    record = article.to_dict()
    assert record["article"]["title"] == article.title == "Iran ships drones to Russia, White House says"
    assert [claim.id for claim in article.claims] == [claim["id"] for claim in record["claims"]]
    for claim in article.claims:
        assert article.text[claim.content.start : claim.content.end] == claim.content.exact
    kirby = next(claim for claim in article.claims if claim.speaker.name == "John Kirby")
    assert kirby.relays == ["Reuters"] and "declassified_intelligence" in kirby.evidence
    assert kirby.frames[0].roles["recipient"][0].name == "Russia" and kirby.frames[0].quantity.low == 200
    denial = next(claim for claim in article.claims if claim.polarity == "negative")
    assert denial.speaker.affiliation is not None


def test_objects_are_frozen_and_equal_by_value() -> None:
    one, other = hearsay.read(TEXT).claims, hearsay.read(TEXT).claims
    assert one == other
    with pytest.raises(AttributeError):
        one[0].id = "x"
    with pytest.raises(AttributeError):
        one[0].speaker.name = "x"


def test_a_notebook_shows_marked_text_and_no_markup_of_the_article() -> None:
    shown = hearsay.read("Minister Ada Quill said <script>alert(1)</script> drones were sent to Russia.")._repr_html_()
    assert "<script>" not in shown and "&lt;script&gt;" in shown
    assert "Ada Quill says" in shown


def test_a_batch_gives_the_same_claims_in_its_order() -> None:
    texts = [TEXT, "", None, "Kyiv denied it had bought the jets."]
    made = hearsay.read_batch(batch(text=texts, outlet=["A", "B", "C", "D"], published=["2023-06-10"] * 4))
    assert made.schema.field("published").type == pa.date32()
    alone = [c.id for text in texts for c in hearsay.read(text or "", published="2023-06-10").claims]
    assert made["claim"].to_pylist() == alone
    records = [json.loads(record) for record in made["record"].to_pylist()]
    assert [record["content"]["exact"] for record in records] == made["content"].to_pylist()
    for threads in (1, 3):
        assert hearsay.read_batch(batch(text=texts, outlet=["A", "B", "C", "D"], published=["2023-06-10"] * 4), threads=threads) == made


def test_wrong_input_is_told() -> None:
    with pytest.raises(ValueError, match="no column `text`"):
        hearsay.read_batch(batch(words=["x"]))
    with pytest.raises(ValueError, match="published"):
        hearsay.read("x", published="last Friday")
    with pytest.raises(TypeError):
        hearsay.read(3)


def test_other_threads_go_on_while_articles_are_read() -> None:
    ticks, stop = [], threading.Event()

    def tick() -> None:
        while not stop.is_set():
            ticks.append(time.monotonic())
            time.sleep(0.005)

    clock = threading.Thread(target=tick)
    clock.start()
    began = time.monotonic()
    hearsay.read_batch(batch(text=[TEXT] * 60), threads=1)
    took = time.monotonic() - began
    stop.set()
    clock.join()
    # Held, the lock would let the clock tick once or twice.
    assert len(ticks) > took / 0.005 / 10


def test_the_ledger_settles_what_it_is_given(tmp_path) -> None:
    ledger = hearsay.Ledger(tmp_path / "news.db")
    articles = [
        hearsay.read(TEXT, outlet=outlet, published="2023-06-10", url=f"https://{outlet}.example/1")
        for outlet in ("courier", "herald")
    ]
    assert ledger.add(articles) == 2
    assert ledger.add(articles) == 0
    found = ledger.propositions(frame="transfer", party="Tehran")
    assert found and found[0]["independent_origins"]["established"] == 1
    assert ledger.proposition(found[0]["proposition"]["id"][:8])["claims"] == found[0]["claims"]
    assert {row["outlet"] for row in ledger.claims(speaker="Washington")} == {"courier", "herald"}
    assert ledger.search("declassified")["articles"]
    with pytest.raises(ValueError, match="narrows nothing"):
        ledger.claims(speakr="Tehran")
    with pytest.raises(RuntimeError, match="no proposition"):
        ledger.proposition("nothing")


def test_settling_batches_equals_the_ledger(tmp_path) -> None:
    articles = batch(text=[TEXT, TEXT], outlet=["courier", "herald"], url=["https://courier.example/1", "https://herald.example/1"], published=["2023-06-10"] * 2)
    ledger = hearsay.Ledger(tmp_path / "news.db")
    ledger.add([hearsay.read(TEXT, outlet=row["outlet"], published=row["published"], url=row["url"]) for row in articles.to_pylist()])
    readings = _native.readings(articles)
    rows = [{"record": record} for record in _native.statements(readings)["record"].to_pylist()]
    rows += pa.record_batch(_native.imprints(readings)).to_pylist()
    columns = pa.schema([("record", pa.string()), ("article", pa.string()), ("imprint", pa.list_(pa.int64()))])
    settled = _native.settle(pa.RecordBatch.from_pylist(rows, schema=columns))
    mine = {json.loads(record)["proposition"]["id"]: json.loads(record) for record in settled["record"].to_pylist()}
    for row in ledger.propositions():
        row.pop("judged")
        assert mine.pop(row["proposition"]["id"]) == row
    assert not mine
