"""Reports read where they lie, and kept as Parquet by month."""

import pyspark.sql.functions as F
from pyspark.sql.window import Window

from ._run import mapped

#: The columns of a lake: one row for each original, with its bytes and what it says.
LAKE = (
    "report string, month string, day string, countries string, sha256 string, path string, "
    "container string, member string, media string, supplied string, row string, events string, "
    "statements string, undertakings string, mentions string, places string, text string, "
    "own string, refused string, ordinal bigint, original binary, undated boolean"
)

#: Columns of the inputs that are used where they are there.
_INPUTS = (
    "path",
    "content",
    "text",
    "title",
    "byline",
    "outlet",
    "url",
    "published",
    "retrieved",
    "language",
)


def read_reports(df, root=""):
    """Read the reports of a frame where its rows lie; gives a frame with the columns of a lake.

    The frame has a column ``content`` with the bytes of files and their ``path``, as Spark's source
    ``binaryFile`` gives them (files may hold many reports, as WARC, JSON Lines or ZIP do), or a
    column ``text`` with what is known of each beside it (``title``, ``outlet``, ``published`` …).
    ``root`` is what the paths begin with and the record shall not name.

    Nothing is brought together here: each task reads its own rows, one by one, on one core.
    """
    names = [name for name in _INPUTS if name in df.columns]
    if "content" not in names and "text" not in names:
        raise ValueError(
            "a frame of reports has a column 'text', or the bytes of files in a column 'content'; "
            f"this one has {', '.join(df.columns)}"
        )
    return df.select(*names).mapInArrow(mapped("readings", step=64, root=root), LAKE)


def once(df):
    """Each original once, at the place that counts: a file before a container, then the smaller sum,
    the earlier member, the smaller path. What was refused stays as it is, each once."""
    order = [
        F.col("container").asc_nulls_first(),
        F.col("ordinal").asc_nulls_first(),
        F.col("media"),
        F.col("path"),
    ]
    same = Window.partitionBy(F.coalesce("sha256", "refused")).orderBy(*order)
    return df.withColumn("_place", F.row_number().over(same)).where("_place = 1").drop("_place")


def write_lake(df, path):
    """Add what was read to a lake: Parquet under ``path``, partitioned by month of publication.

    What the lake holds already is left out, so that a run that was killed, or is repeated, adds
    nothing twice. Gives how many rows the lake has.
    """
    spark = df.sparkSession
    fresh = once(df)
    held = _held(spark, path)
    if held is not None:
        fresh = fresh.join(held, F.coalesce("sha256", "refused") == F.col("_held"), "left_anti")
    # The command reads zstd.
    fresh.write.mode("append").partitionBy("month").option("compression", "zstd").parquet(path)
    return spark.read.parquet(path).count()


def _held(spark, path):
    try:
        lake = spark.read.parquet(path)
        if "sha256" not in lake.columns:
            return None
        return lake.select(F.coalesce("sha256", "refused").alias("_held")).distinct()
    except Exception as error:  # Spark and Sail have no exception in common for what is not there.
        said = str(error).lower()
        if any(word in said for word in ("not found", "not_found", "does not exist", "no such", "unable_to_infer", "no files")):
            return None
        raise


def open_lake(spark, path):
    """The rows of a lake, in the order of its columns."""
    names = [column.split()[0] for column in LAKE.split(", ")]
    lake = spark.read.parquet(path)
    return lake.select(*[F.col(name).cast("string").alias(name) if name == "month" else F.col(name) for name in names])
