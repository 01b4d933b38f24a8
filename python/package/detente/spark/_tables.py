"""Rows of the record in their own types."""

import pyarrow as pa
import pyspark.sql.functions as F
from pyspark.sql.pandas.types import from_arrow_schema

from .. import _detente
from ._run import mapped

#: Where a row of a kind bears its day.
_DAYS = {
    "reports": "published.to",
    "events": "date.to",
    "statements": "said.to",
    "incidents": "date.to",
    "timeline": "date.to",
    "relations": "to",
}


def schema_of(kind):
    """The types of a kind of row, as Spark has them."""
    empty = pa.RecordBatch.from_pydict({"json": pa.array([], pa.string())})
    typed = _detente.spark("typed", empty, f'{{"kind": "{kind}"}}')
    return from_arrow_schema(typed.schema)


def write_table(rows, kind, path):
    """Write the rows of one kind as Parquet, by month where they bear a day."""
    json = rows.where(F.col("kind") == kind).select("json")
    typed = json.mapInArrow(mapped("typed", kind=kind), schema_of(kind))
    day = _DAYS.get(kind)
    if day is None:
        typed.write.mode("overwrite").parquet(path)
        return
    month = F.coalesce(F.substring(F.col(day), 1, 7), F.lit("undated"))
    typed.withColumn("month", month).write.mode("overwrite").partitionBy("month").parquet(path)
