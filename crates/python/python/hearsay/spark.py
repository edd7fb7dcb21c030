"""hearsay on Apache Spark: the functions of the core as map and reduce over data frames.

>>> from hearsay import spark as hs                                  # doctest: +SKIP
>>> readings = hs.extract(articles)                                  # doctest: +SKIP
>>> hs.claims(readings).write.parquet("out/claims")                  # doctest: +SKIP
>>> hs.settle(readings, work="out/work").write.parquet("out/propositions")  # doctest: +SKIP

``articles`` is a data frame with a column ``text`` (title, a blank line, body; the body alone where there is a column
``title``) and, as far as they are known, ``ref``, ``outlet``, ``published`` and ``url``. Results are the tables that ``hearsay
export parquet`` writes, and equal what a ledger makes of the same articles.

As a job, from a folder of archives, tables or pages on storage that all executors see, to a folder of Parquet tables::

    spark-submit -m hearsay.spark INPUT OUTPUT

Needs Spark 3.5 or later with this package on every executor. Nothing is kept between tasks: what a lost executor had done is
done again by others.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from hearsay import _native

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame, SparkSession
    from pyspark.sql.types import StructType

    Batches = Iterable[pa.RecordBatch]

#: Rounds of joining after which components that still grow are taken to be a fault. Each round doubles the reach.
ROUNDS = 40

#: Statements that one call settles, on average: many small groups, since a call costs more than most of them.
GROUP = 4096


def extract(articles: DataFrame) -> DataFrame:
    """Reads articles: one row for each, with its claims in ``record`` as the contract has them.

    An executor's task reads with one thread; the parallelism is Spark's. An article that comes twice from one address is
    read twice and counts once when it is settled.
    """
    return _each(articles, _read)


def claims(readings: DataFrame) -> DataFrame:
    """The table of claims of readings."""
    return _each(readings.select("record"), _native.claims)


def settle(readings: DataFrame, *, work: str) -> DataFrame:
    """Propositions of readings: what claims share, with their origins, denials and drift.

    Statements meet under their keys; what hangs together is settled in one call of the very function of the ledger.
    ``work`` is a folder for tables in between, on storage that all executors see; it can be deleted afterwards.
    """
    from pyspark.sql import functions as f

    once = _once(readings)
    statements = _kept(_each(once, _native.statements), work, "statements")
    groups = max(1, statements.count() // GROUP)
    homes = _components(_edges(statements, groups, work), work)
    placed = statements.join(homes, "statement", "left").withColumn("home", f.coalesce("home", "statement"))
    # Near-copies are looked for among articles that are told of together.
    met = _several(placed, "home", "article").select(_group("home", groups), "article").distinct()
    needed = _kept(met, work, "company")
    imprints = _each(once.join(needed.select("article").distinct(), "article", "left_semi"), _native.imprints)
    none = f.lit(None)
    rows = placed.select(_group("home", groups), "record", none.cast("string").alias("article"), none.cast("array<bigint>").alias("imprint"))
    rows = rows.union(needed.join(imprints, "article").select("group", none.cast("string"), "article", "imprint"))
    return _per_group(rows, "group", ["record", "article", "imprint"], _native.settle)


def origins(propositions: DataFrame) -> DataFrame:
    """The table of origins of propositions."""
    return _each(propositions.select("record"), _native.origins)


def members(propositions: DataFrame) -> DataFrame:
    """The table of the claims on propositions; ``article`` is empty, ``ref`` names it."""
    return _each(propositions.select("record"), _native.members)


def articles(spark: SparkSession, folder: str) -> DataFrame:
    """The articles of all files below a folder: archives, tables, lines of JSON, pages; one task a file.

    A row with an ``error`` tells what could not be read; ``language`` is by ISO 639 where the words tell.
    """
    paths = [(str(path),) for path in sorted(Path(folder).rglob("*")) if path.is_file()]
    if not paths:
        raise FileNotFoundError(f"{folder} has no files")
    files = spark.createDataFrame(paths, "path string").repartition(len(paths), "path")
    schema = _spark_schema(pa.schema(_file_fields()))

    def read(batches: Batches) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            for path in batch["path"].to_pylist():
                yield from _native.Files(path)

    return files.mapInArrow(read, schema)


def main(arguments: list[str] | None = None) -> None:
    """The job: from a folder of files to Parquet tables."""
    from pyspark.sql import SparkSession
    from pyspark.sql import functions as f

    parser = argparse.ArgumentParser(prog="hearsay.spark", description=main.__doc__)
    parser.add_argument("input", help="a folder that all executors see, or Parquet tables with a column `text`")
    parser.add_argument("output", help="the folder for the tables articles, claims, propositions, origins, members, faults")
    parser.add_argument("--tables", action="store_true", help="the input is Parquet that Spark itself reads")
    args = parser.parse_args(arguments)
    spark = SparkSession.builder.appName("hearsay").getOrCreate()
    out = args.output.rstrip("/")
    if args.tables:
        found = spark.read.parquet(args.input)
    else:
        found = _kept(articles(spark, args.input), f"{out}/work", "files")
        unread = f.col("error").isNotNull() | (f.coalesce(f.col("language"), f.lit("en")) != "en")
        found.where(unread).select("ref", "url", "language", "error").write.mode("overwrite").parquet(f"{out}/faults")
        found = found.where(~unread)
    extract(found).write.mode("overwrite").parquet(f"{out}/articles")
    readings = spark.read.parquet(f"{out}/articles")
    claims(readings).write.mode("overwrite").parquet(f"{out}/claims")
    settle(readings, work=f"{out}/work").write.mode("overwrite").parquet(f"{out}/propositions")
    propositions = spark.read.parquet(f"{out}/propositions")
    origins(propositions).write.mode("overwrite").parquet(f"{out}/origins")
    members(propositions).write.mode("overwrite").parquet(f"{out}/members")
    for table in ("articles", "claims", "propositions"):
        print(f"{table}: {spark.read.parquet(f'{out}/{table}').count()}", file=sys.stderr)


def _read(batch: pa.RecordBatch) -> pa.RecordBatch:
    return _native.readings(batch, threads=1)


def _once(readings: DataFrame) -> DataFrame:
    """Each article's record once; only those of articles that come again are moved."""
    from pyspark.sql import functions as f

    readings = readings.select("article", "record")
    again = f.broadcast(readings.groupBy("article").count().where("count > 1").select("article"))
    first = readings.join(again, "article", "left_semi").dropDuplicates(["article"])
    return readings.join(again, "article", "left_anti").union(first)


def _edges(statements: DataFrame, groups: int, work: str) -> DataFrame:
    """Statements with the nodes that hold them and others: keys, and for one without bonds the statement it goes with."""
    from pyspark.sql import functions as f

    bonded, loose = statements.where(f.size("bonds") > 0), statements.where(f.size("bonds") == 0)
    sides = bonded.select(f.col("statement").alias("other"), f.explode("sides").alias("side"))
    seeking = loose.select("statement", f.explode("sides").alias("side"))
    pairs = seeking.join(sides, "side").select("statement", "other").distinct()
    near = pairs.join(statements.select("statement", f.col("record").alias("loose")), "statement")
    near = near.join(statements.select(f.col("statement").alias("other"), f.col("record").alias("near")), "other")
    near = near.select(_group("statement", groups), "statement", "other", "loose", "near")
    attached = _kept(_per_group(near, "group", ["statement", "other", "loose", "near"], _native.attach), work, "attachments")
    alone = loose.join(attached.select(f.col("loose").alias("statement")), "statement", "left_anti")
    anchors = attached.select(f.xxhash64(f.lit("anchor"), "anchor").alias("node"), "loose", "anchor")
    edges = bonded.select("statement", f.explode("bonds").alias("node"))
    edges = edges.union(alone.select("statement", f.explode("sides").alias("node")))
    edges = edges.union(anchors.select(f.col("loose").alias("statement"), "node"))
    edges = edges.union(anchors.select(f.col("anchor").alias("statement"), "node"))
    # Nine keys of ten hold one statement, and tie nothing.
    return _kept(_several(edges, "node", "statement"), work, "edges")


def _several(frame: DataFrame, key: str, what: str) -> DataFrame:
    """Keys that have more than one of something, with each of what they have, once."""
    from pyspark.sql import functions as f

    had = frame.groupBy(key).agg(f.collect_set(what).alias("had")).where(f.size("had") > 1)
    return had.select(key, f.explode("had").alias(what))


def _group(key: str, groups: int) -> Column:
    """The number of the group that a key is in, one of so many."""
    from pyspark.sql import functions as f

    return f.pmod(f.xxhash64(key), f.lit(groups)).alias("group")


def _components(edges: DataFrame, work: str) -> DataFrame:
    """What hangs together: of each statement that edges hold, the least statement that they lead to.

    Every round each statement takes the least of what its neighbours have, then what that one has (pointer jumping), so
    that a chain takes as many rounds as its length has binary digits.
    """
    from pyspark.sql import functions as f

    homes = edges.select("statement", f.col("statement").alias("home")).distinct()
    for number in range(ROUNDS):
        least = edges.join(homes, "statement").groupBy("node").agg(f.min("home").alias("home"))
        near = edges.join(least, "node").groupBy("statement").agg(f.min("home").alias("to"))
        moved = homes.join(near, "statement")
        jump = near.select(f.col("statement").alias("to"), f.col("to").alias("now"))
        moved = _kept(moved.join(jump, "to").select("statement", "now", "home"), work, f"homes-{number}")
        if moved.where(f.col("now") != f.col("home")).isEmpty():
            return moved.select("statement", "home")
        homes = moved.select("statement", f.col("now").alias("home"))
    raise RuntimeError(f"the statements still hang together after {ROUNDS} rounds")


def _kept(frame: DataFrame, work: str, name: str) -> DataFrame:
    """The frame by way of a table on shared storage: what it took to make it isn't repeated when an executor is lost."""
    path = f"{work.rstrip('/')}/{name}"
    frame.write.mode("overwrite").parquet(path)
    return frame.sparkSession.read.parquet(path)


def _spark_schema(schema: pa.Schema) -> StructType:
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(schema)


def _schema_of(function: Callable[[pa.RecordBatch], pa.RecordBatch]) -> pa.Schema:
    """The columns that a function makes."""
    text, hashes = pa.array([], pa.string()), pa.array([], pa.list_(pa.int64()))
    texts = ("text", "record", "statement", "other", "loose", "near", "article")
    empty = {**dict.fromkeys(texts, text), "imprint": hashes}
    return function(pa.RecordBatch.from_pydict(empty)).schema


def _file_fields() -> list[pa.Field]:
    names = ["ref", "title", "text", "outlet", "published", "url", "language", "error"]
    return [pa.field(name, pa.date32() if name == "published" else pa.string()) for name in names]


def _each(frame: DataFrame, function: Callable[[pa.RecordBatch], pa.RecordBatch]) -> DataFrame:
    def run(batches: Batches) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield function(batch)

    return frame.mapInArrow(run, _spark_schema(_schema_of(function)))


def _per_group(
    frame: DataFrame, key: str, columns: list[str], function: Callable[[pa.RecordBatch], pa.RecordBatch]
) -> DataFrame:
    schema = _spark_schema(_schema_of(function))
    grouped = frame.select(key, *columns).groupBy(key)

    def run(table: pa.Table) -> pa.Table:
        whole = table.select(columns).combine_chunks().to_batches()
        return pa.Table.from_batches([function(batch) for batch in whole])

    if hasattr(grouped, "applyInArrow"):
        return grouped.applyInArrow(run, schema)
    # Spark 3.5 knows groups by way of pandas alone, and of pandas' columns those of objects.
    return grouped.applyInPandas(lambda group: run(pa.Table.from_pandas(group)).to_pandas().astype(object), schema)


if __name__ == "__main__":
    main()
