"""What hangs together, by joins alone."""

import pyspark.sql.functions as F


def components(edges, keep, most=64):
    """The label of each end of the edges (``a``, ``b``): the smallest id that it hangs together with.

    In each round an end takes the smallest label among its neighbours, and then the label of that
    label, so that a chain of n takes about log n rounds. ``keep`` writes a frame down and reads it
    back, for the plan would grow with each round.
    """
    both = edges.select("a", "b").union(edges.select(F.col("b").alias("a"), F.col("a").alias("b")))
    both = keep(both.distinct(), "ends")
    labels = both.groupBy("a").agg(F.least(F.col("a"), F.min("b")).alias("label"))
    labels = keep(labels.select(F.col("a").alias("id"), "label"), "labels0")
    for turn in range(1, most + 1):
        near = both.join(labels.select(F.col("id").alias("b"), F.col("label").alias("near")), "b")
        near = near.groupBy("a").agg(F.min("near").alias("near"))
        own = labels.join(near, labels["id"] == near["a"], "left")
        least = own.select("id", F.col("label").alias("old"), F.least("label", "near").alias("next"))
        roots = least.select(F.col("id").alias("next"), F.col("next").alias("root"))
        # The label of the label; a label is an end itself.
        far = least.join(roots, "next", "left")
        far = far.select("id", "old", F.least("next", "root").alias("label"))
        far = keep(far, f"labels{turn % 2 + 1}")
        labels = far.select("id", "label")
        if far.where("old <> label").limit(1).count() == 0:
            return labels
    raise RuntimeError(f"what hangs together was not found in {most} rounds; raise the bound")
