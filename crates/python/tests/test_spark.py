"""On a real cluster of separate executors, results equal those of the ledger."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pyarrow as pa
import pytest

import hearsay
from hearsay import _native

pyspark = pytest.importorskip("pyspark")
if shutil.which("java") is None:
    pytest.skip("Spark needs Java", allow_module_level=True)

DEMO = Path(__file__).parents[3] / "samples" / "demo"


@pytest.fixture(scope="module")
def spark():
    from pyspark.sql import SparkSession

    # Executors are started by scripts of the distribution, which lies in the package.
    os.environ["SPARK_HOME"] = str(Path(pyspark.__file__).parent)
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    session = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.ui.enabled", "false")
        .config("spark.executorEnv.PYTHONPATH", os.environ.get("PYTHONPATH", ""))
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "16")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .getOrCreate()
    )
    yield session
    session.stop()


def told(folder: Path) -> list[dict]:
    return [row for path in sorted(folder.glob("*.json")) for batch in _native.Files(path) for row in batch.to_pylist()]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    ledger = hearsay.Ledger(tmp_path_factory.mktemp("ledger") / "demo.db")
    articles = []
    for row in told(DEMO):
        published = row["published"] and str(row["published"])
        text = f"{row['title']}\n\n{row['text']}" if row["title"] else row["text"]
        articles.append(hearsay.read(text, outlet=row["outlet"], published=published, url=row["url"], reference=row["ref"]))
    ledger.add(articles)
    return ledger


def same(ledger, claims, propositions) -> None:
    """Claim by claim and proposition by proposition."""
    theirs = {(row["article"], row["claim"]["id"]): row["claim"] for row in ledger.claims()}
    mine = {(row.article, row.claim): json.loads(row.record) for row in claims.select("article", "claim", "record").collect()}
    assert mine == theirs and len(theirs) > 300
    expected = {row["proposition"]["id"]: {k: v for k, v in row.items() if k != "judged"} for row in ledger.propositions()}
    found = [json.loads(row.record) for row in propositions.select("record").collect()]
    assert {row["proposition"]["id"]: row for row in found} == expected and len(found) == len(expected)


def test_the_job_makes_what_the_ledger_makes(spark, ledger, tmp_path) -> None:
    from hearsay import spark as hs

    stories = tmp_path / "stories"
    stories.mkdir()
    for path in DEMO.glob("*.json"):
        shutil.copy(path, stories)
    (stories / "broken.warc.gz").write_bytes(b"\x1f\x8b" + b"\0" * 40)
    hs.main([str(stories), str(tmp_path / "out")])
    tables = {name: spark.read.parquet(str(tmp_path / "out" / name)) for name in ("articles", "claims", "propositions", "origins", "members", "faults")}
    same(ledger, tables["claims"], tables["propositions"])
    assert tables["articles"].count() == len(told(DEMO))
    assert [row.ref.rsplit("/")[-1] for row in tables["faults"].collect()] == ["broken.warc.gz"]
    assert tables["origins"].count() == sum(len(row["origins"]) for row in ledger.propositions())
    assert tables["members"].count() == sum(len(row["claims"]) for row in ledger.propositions())


def test_a_lost_executor_costs_time_alone(spark, ledger, tmp_path) -> None:
    from hearsay import spark as hs

    rows = told(DEMO)
    for row in rows:
        row["published"] = row["published"] and str(row["published"])
    schema = "ref string, title string, text string, outlet string, published string, url string, language string, error string"
    articles = spark.createDataFrame(rows, schema).repartition(8)
    killed = []

    def kill() -> None:
        marker = tmp_path / "work" / "statements"
        while not marker.exists():
            time.sleep(0.05)
        listed = subprocess.run(["pgrep", "-f", "CoarseGrainedExecutorBackend"], stdout=subprocess.PIPE, text=True, check=False)
        for pid in listed.stdout.split()[:1]:
            os.kill(int(pid), signal.SIGKILL)
            killed.append(pid)

    killer = threading.Thread(target=kill)
    killer.start()
    readings = hs.extract(articles)
    propositions = hs.settle(readings, work=str(tmp_path / "work"))
    propositions.write.parquet(str(tmp_path / "propositions"))
    killer.join(timeout=60)
    assert killed, "no executor was killed"
    same(ledger, hs.claims(readings), spark.read.parquet(str(tmp_path / "propositions")))


def test_files_that_cant_be_read_are_told(tmp_path) -> None:
    (tmp_path / "broken.warc.gz").write_bytes(b"\x1f\x8b" + b"\0" * 40)
    rows = [row for batch in _native.Files(tmp_path / "broken.warc.gz") for row in batch.to_pylist()]
    assert len(rows) == 1 and rows[0]["error"] and rows[0]["text"] is None
    rows = [row for batch in _native.Files(tmp_path / "missing.html") for row in batch.to_pylist()]
    assert rows[0]["error"]


def test_reading_a_table_and_its_rows_is_the_same() -> None:
    rows = told(DEMO)[:3]
    batch = pa.RecordBatch.from_pylist(rows)
    records = [json.loads(record) for record in _native.readings(batch, threads=1)["record"].to_pylist()]
    assert [record["article"]["title"] for record in records] == [row["title"] for row in rows]
