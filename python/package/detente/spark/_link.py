"""What many reports say together: the strata, each from what the one before wrote down."""

from typing import NamedTuple

import pyspark.sql.functions as F
from pyspark.sql.window import Window

from .._detente import TABLES
from ._graph import components
from ._lake import LAKE, once, open_lake
from ._run import by_group, mapped
from ._tables import write_table

_SENT = "kind string, key string, json string"
_TERMS = "key string, kind string, row string, day string, json string, print bigint, said bigint"
_TEXTS = "report string, key bigint, turn bigint, published string, outlet string, sketch binary"

#: The kinds of rows that linking gives: all but those of other data sets.
KINDS = tuple(kind for kind in TABLES if kind != "outside")


class Caps(NamedTuple):
    """Bounds on what is brought together. Those of the record itself are the command's own, and the
    rows say where they told (``capped``)."""

    #: Reports under a key of dating; a key that more have is no sign of anything.
    dating: int = 256
    #: Texts under a key that are all compared with each other; of more, with the first two.
    copies: int = 32
    #: Tellings compared under one key, the first by id.
    tellings: int = 400
    #: Events that hang together and are parted at one place; of more, by joins alone, one point at a
    #: time. Changes no row, and is never below 120, by which the record parts what hangs together.
    together: int = 20_000


#: By so many points two tellings are joined; so many hub texts a crowded key has.
_ENOUGH, _HUBS = 9, 2


class _Work:
    """A folder for what passes from stratum to stratum."""

    def __init__(self, spark, folder, buckets):
        self.spark, self.folder, self.buckets = spark, folder, buckets

    def keep(self, df, name):
        """Write a frame down and read it back: a lost executor then costs a task, not all before."""
        path = f"{self.folder}/{name}"
        df.write.mode("overwrite").parquet(path)
        # The types are those written; asking the files again would fail where there is none.
        return self.spark.read.schema(df.schema).parquet(path)

    def group(self, df, key, function, schema, **options):
        """Bring together the rows of each key, many keys to a call."""
        bucket = F.pmod(F.crc32(F.col(key).cast("string").cast("binary")), F.lit(self.buckets))
        grouped = df.withColumn("_bucket", bucket).groupBy("_bucket")
        return grouped.applyInArrow(by_group(function, **options), schema)


def link(spark, lake, output, *, buckets=None, caps=Caps(), work=None):
    """Link what a lake holds, and write the record under ``output``: a folder of Parquet for each
    kind of row, those that bear a day partitioned by its month.

    ``buckets`` is into how many parts keys are dealt out, each of which one task holds in memory
    (by default eight for each partition that Spark shuffles into). ``work`` is a folder for what
    passes between the strata, by default ``output/_work``.

    Gives a frame of all rows: ``kind``, ``key``, ``json``.
    """
    if caps.together < 120:
        raise ValueError("Caps.together is at least 120: up to so many the record leaves together")
    if buckets is None:
        buckets = 8 * int(spark.conf.get("spark.sql.shuffle.partitions", "16"))
    to = _Work(spark, work or f"{output}/_work", buckets)
    lake = _dated(to, to.keep(once(open_lake(spark, lake)), "once"), caps)
    lake = to.keep(lake.join(_copies(to, lake, caps), "report", "left"), "settled")
    made = _happenings(to, lake, caps)
    parts = [
        made.where(F.col("kind").isin("incidents", "accounts", "claims", "disputes")),
        to.group(made.where("kind = 'scope'"), "key", "scopes", _SENT),
        _said(lake, made),
        _agreements(to, lake, made),
        to.group(made.where("kind = 'counted'"), "key", "relations", _SENT),
        to.group(made.where("kind = 'contacts'"), "key", "channels", _SENT),
        lake.mapInArrow(mapped("rows"), _SENT),
        to.group(lake.mapInArrow(mapped("named"), _SENT), "key", "name", _SENT),
    ]
    rows = parts[0]
    for part in parts[1:]:
        rows = rows.union(part)
    rows = to.keep(rows, "rows")
    # Two happenings may come to one claim.
    twice = F.col("kind").isin("claims", "disputes")
    rows = rows.where(~twice).union(rows.where(twice).dropDuplicates(["kind", "key"]))
    for kind in KINDS:
        write_table(rows, kind, f"{output}/{kind}")
    return rows


def _dated(to, lake, caps):
    """Days of reports that bear none, by what others fix: such a report is read again, once."""
    if lake.where("undated").limit(1).count() == 0:
        return lake
    keys = lake.mapInArrow(mapped("date_keys"), "key bigint, report string, undated boolean")
    keys = to.keep(keys, "date_keys")
    few = keys.groupBy("key").count().where(F.col("count") <= caps.dating).select("key")
    keys = keys.join(few, "key")
    open_ = keys.where("undated").select("key", F.col("report").alias("open"))
    pairs = open_.join(keys.select("key", "report"), "key").select("open", "report")
    own = lake.where("undated").select(F.col("report").alias("open"), "report")
    pairs = to.keep(pairs.union(own).distinct(), "date_pairs")
    told = lake.select("report", "row", "events", "statements", "own", "undated", "text")
    bounds = to.group(
        pairs.join(told, "report"), "open", "date_bounds", "report string, bounds string"
    )
    bounds = to.keep(bounds, "bounds")
    names = [column.split()[0] for column in LAKE.split(", ")]
    again = lake.join(bounds, "report").mapInArrow(mapped("reread", step=64), LAKE)
    same = lake.join(bounds, "report", "left_anti").select(*names)
    return to.keep(same.union(again.select(*names)), "dated")


def _copies(to, lake, caps):
    """Which reports are near copies of which."""
    texts = to.keep(lake.mapInArrow(mapped("texts"), _TEXTS), "texts")
    under = Window.partitionBy("key")
    ranked = texts.select("key", "turn", "report")
    ranked = ranked.withColumn("size", F.count("report").over(under))
    ranked = ranked.withColumn("rank", F.row_number().over(under.orderBy("turn", "report")))
    ranked = to.keep(ranked.where("size > 1"), "ranked")
    hubs = ranked.where((F.col("size") <= caps.copies) | (F.col("rank") <= _HUBS))
    hubs = hubs.select("key", F.col("report").alias("hub"), F.col("rank").alias("hub_rank"))
    pairs = ranked.join(hubs, "key").where("hub_rank < rank")
    pairs = pairs.select(
        F.least("hub", "report").alias("first"), F.greatest("hub", "report").alias("second")
    ).distinct()
    sketches = texts.where("sketch IS NOT NULL").select("report", "published", "outlet", "sketch")
    sketches = to.keep(sketches.dropDuplicates(["report"]), "sketches")
    of = {
        name: sketches.select(F.col("report").alias(name), F.col("sketch").alias(f"sketch_{name}"))
        for name in ("first", "second")
    }
    pairs = pairs.join(of["first"], "first").join(of["second"], "second")
    near = to.keep(pairs.mapInArrow(mapped("near"), "a string, b string"), "near")
    schema = "report string, copies_of string, note string"
    if near.limit(1).count() == 0:
        return to.spark.createDataFrame([], schema)
    labels = components(near, to.keep)
    group = labels.join(sketches, labels["id"] == sketches["report"])
    group = group.select("label", "report", "published", "outlet", "sketch")
    return to.keep(to.group(group, "label", "settle", schema), "copies")


def _happenings(to, lake, caps):
    """One real happening, told in many reports, and all that is made of each."""
    tellings = lake.mapInArrow(mapped("tellings"), "event string, telling string")
    tellings = to.keep(tellings, "tellings")
    blocks = lake.mapInArrow(
        mapped("blocks"), "key string, event string, undated boolean, counts boolean"
    )
    under = Window.partitionBy("key")
    blocks = blocks.withColumn("size", F.count("event").over(under))
    blocks = blocks.withColumn("rank", F.row_number().over(under.orderBy("event")))
    blocks = to.keep(blocks.where("size > 1"), "blocks")
    beyond = blocks.where((F.col("rank") > caps.tellings) & F.col("counts"))
    beyond = beyond.select("event", F.lit(True).alias("beyond")).distinct()
    group = blocks.where(F.col("rank") <= caps.tellings).select("key", "event", "undated")
    group = group.join(tellings, "event")
    edges = to.group(group, "key", "edges", "a string, b string, points bigint")
    edges = to.keep(edges.dropDuplicates(["a", "b"]), "edges")
    parts = _parts(to, edges, caps)
    members = tellings.join(parts, "event", "left").join(beyond, "event", "left")
    members = members.select(
        F.coalesce("part", "event").alias("part"),
        "telling",
        "asked",
        F.coalesce("beyond", F.lit(False)).alias("beyond"),
    )
    return to.keep(to.group(members, "part", "happenings", _SENT), "made")


def _parts(to, edges, caps):
    """Which events are parted into happenings together. What hangs together by too many for one
    place is first parted here, by asking for one point more at a time."""
    schema = "event string, part string, asked bigint"
    found = to.spark.createDataFrame([], schema)
    least, open_ = _ENOUGH, edges
    while open_.limit(1).count() > 0:
        labels = components(open_, lambda df, name: to.keep(df, f"{name}_{least}"))
        labels = to.keep(labels, f"components_{least}")
        sizes = labels.groupBy("label").count()
        large = sizes.where(F.col("count") > caps.together).select("label", F.lit(1).alias("large"))
        labelled = open_.join(labels, open_["a"] == labels["id"]).join(large, "label", "left")
        small = labelled.where("large IS NULL").select("label", "a", "b", "points")
        asked = {"least": least} if least > _ENOUGH else {}
        found = found.union(to.group(small, "label", "parts", schema, **asked))
        found = to.keep(found, f"parts_{least}")
        least += 1
        rest = labelled.where("large IS NOT NULL")
        left = rest.where(F.col("points") >= least).select("a", "b", "points")
        open_ = to.keep(left, f"open_{least}")
        # An event whose every edge was too weak is alone, and says what was asked.
        alone = _ends(rest).join(_ends(open_), "event", "left_anti")
        asked = F.lit(least).cast("bigint").alias("asked")
        alone = alone.select("event", F.col("event").alias("part"), asked)
        found = to.keep(found.union(alone), f"found_{least}")
    return found


def _ends(edges):
    return edges.select(F.col("a").alias("event")).union(edges.select("b")).distinct()


def _said(lake, made):
    """What the speakers of a report deny, and its events with their incidents."""
    of = made.where("kind = 'of'").groupBy("key").agg(F.concat_ws(",", F.collect_list("json")).alias("all"))
    of = of.select(F.col("key").alias("report"), F.concat(F.lit("["), "all", F.lit("]")).alias("of"))
    told = lake.select("report", "events", "statements").join(of, "report", "left")
    return told.mapInArrow(mapped("said"), _SENT)


def _agreements(to, lake, made):
    """Agreements, as they stand on the latest day that a report bears."""
    as_of = lake.agg(F.max("day")).collect()[0][0]
    terms = lake.mapInArrow(mapped("terms"), _TERMS)
    zones = made.where("kind = 'incidents'").mapInArrow(mapped("zones"), _TERMS)
    return to.group(terms.union(zones), "key", "agreements", _SENT, as_of=as_of)
