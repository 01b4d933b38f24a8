"""The same reading and linking over archives that one machine does not hold, by Spark.

    from detente.spark import read_reports, write_lake, link

    reports = read_reports(spark.read.format("binaryFile").load("archive/*.warc.gz"))
    write_lake(reports, "lake")
    link(spark, "lake", "record")

Everything stays within what Spark Connect can do, so that it runs on Spark 4 and on Sail. What each
step brings together, what it costs and what stays on one node is told in docs/spark.md.
"""

from ._lake import LAKE, read_reports, write_lake
from ._link import Caps, link

__all__ = ["LAKE", "Caps", "link", "read_reports", "write_lake"]
