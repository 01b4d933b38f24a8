"""Functions of the native part as functions that Spark calls.

They are annotated wholly or not at all: a partly annotated one crashes applyInArrow.
"""

import json

import pyarrow as pa

from .. import _detente

#: Rows of a batch that are worked on at a time, so that what comes out of it stays small.
SLICE = 256


def mapped(function, step=SLICE, **options):
    """For mapInArrow: each batch by itself."""
    said = json.dumps(options)

    def run(batches):
        for batch in batches:
            for start in range(0, batch.num_rows, step):
                out = _detente.spark(function, batch.slice(start, step), said)
                if out.num_rows:
                    yield out

    return run


def by_group(function, **options):
    """For applyInArrow: all rows of some keys at once."""
    said = json.dumps(options)

    def run(table):
        rows = table.combine_chunks().to_batches()
        if not rows:
            rows = [pa.RecordBatch.from_pylist([], schema=table.schema)]
        if len(rows) > 1:
            # Part of a key would be taken for all of it.
            raise ValueError(
                f"{function}: a bucket of {table.nbytes >> 20} MiB is more than Arrow hands over at "
                "once; give link() more buckets"
            )
        return pa.Table.from_batches([_detente.spark(function, rows[0], said)])

    return run
