"""What each stratum costs: the functions that Spark calls, run one after the other on one core.

    python costs.py FILE.jsonl[.zst] [REPORTS]

Gives processor seconds and bytes for each step, in a thousand reports, and how full the keys are. What
Spark adds (moving rows, starting Python, writing between strata) is not in it.
"""

import json
import sys
import time
from collections import Counter

import pyarrow as pa
import pyarrow.compute as pc

from detente import _detente

#: Tellings compared under a key at most.
MOST = 400


def lines(path, most):
    """The texts of a file of JSON Lines, with what is known of each."""
    if path.endswith(".zst"):
        import io

        import zstandard

        stream = io.TextIOWrapper(zstandard.ZstdDecompressor().stream_reader(open(path, "rb")), "utf-8")
    else:
        stream = open(path, encoding="utf-8")
    names = {
        "text": ("text", "body", "content"),
        "title": ("title", "headline"),
        "outlet": ("outlet", "source"),
        "url": ("url",),
        "published": ("published", "date"),
    }
    rows = []
    for line in stream:
        row = json.loads(line)
        first = lambda others: next((row[name] for name in others if isinstance(row.get(name), str)), None)
        rows.append({name: first(others) for name, others in names.items()})
        if len(rows) == most:
            break
    return pa.RecordBatch.from_pylist(rows, schema=pa.schema([(name, pa.string()) for name in names]))


class Steps:
    """Runs functions and keeps what each took."""

    def __init__(self, reports):
        self.reports, self.rows = reports, []

    def run(self, function, *batches, **options):
        said = json.dumps(options)
        start = time.process_time()
        done = [_detente.spark(function, batch, said) for batch in batches]
        seconds = time.process_time() - start
        table = pa.Table.from_batches(done)
        self.rows.append((function, seconds, table.num_rows, table.nbytes))
        return table

    def table(self):
        print("| step | core-seconds | rows out | MB out |\n|---|---|---|---|")
        per = 1000 / self.reports
        for name, seconds, rows, size in self.rows:
            print(f"| `{name}` | {seconds * per:.2f} | {rows * per:,.0f} | {size * per / 1e6:.2f} |")
        print(f"| all | {sum(row[1] for row in self.rows) * per:.2f} | | |")


def batches(table, rows=5000):
    return table.combine_chunks().to_batches(max_chunksize=rows)


def main():
    path, most = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 0
    inputs = lines(path, most)
    steps = Steps(inputs.num_rows)
    lake = steps.run("readings", *[inputs.slice(at, 256) for at in range(0, inputs.num_rows, 256)])
    lake = lake.filter(pc.is_valid(lake["report"]))
    # Texts that stand twice are one report.
    first = {}
    for at, sum_ in enumerate(lake["sha256"].to_pylist()):
        first.setdefault(sum_, at)
    lake = lake.take(sorted(first.values()))
    print(f"{inputs.num_rows:,} reports, {inputs.nbytes / 1e6:.1f} MB; {lake.num_rows:,} of them differ\n")
    steps.run("date_keys", *batches(lake))
    texts = steps.run("texts", *batches(lake))
    copies(steps, texts)
    none = pa.array([None] * lake.num_rows, pa.string())
    for name in ("copies_of", "note", "of"):
        lake = lake.append_column(name, none)
    tellings = steps.run("tellings", *batches(lake))
    blocks = steps.run("blocks", *batches(lake))
    full = Counter(blocks["key"].to_pylist())
    blocks = blocks.sort_by([("key", "ascending"), ("event", "ascending")])
    seen, keep = Counter(), []
    for at, key in enumerate(blocks["key"].to_pylist()):
        seen[key] += 1
        if full[key] > 1 and seen[key] <= MOST:
            keep.append(at)
    group = blocks.take(keep).join(tellings, "event")
    group = group.sort_by("key")
    parts = split(group, "key")
    edges = steps.run("edges", *parts)
    edges = pa.Table.from_pylist(
        [dict(zip(("a", "b", "points"), one)) for one in set(zip(*(edges[n].to_pylist() for n in ("a", "b", "points"))))],
        schema=edges.schema,
    ) if edges.num_rows else edges
    edges = edges.append_column("label", pa.array(["one"] * edges.num_rows))
    parts = steps.run("parts", *batches(edges, 1 << 30))
    members = tellings.join(parts, "event", join_type="left outer")
    part = pc.coalesce(members["part"], members["event"])
    members = members.set_column(members.column_names.index("part"), "part", part)
    members = members.append_column("beyond", pa.array([False] * members.num_rows))
    made = steps.run("happenings", *split(members.sort_by("part"), "part"))
    of = lambda kind: split(made.filter(pc.equal(made["kind"], kind)).sort_by("key"), "key")
    steps.run("scopes", *of("scope"))
    steps.run("said", *batches(lake))
    terms = steps.run("terms", *batches(lake))
    steps.run("agreements", *split(terms.sort_by("key"), "key"), as_of="2100-01-01")
    steps.run("relations", *of("counted"))
    steps.run("channels", *of("contacts"))
    steps.run("rows", *batches(lake))
    named = steps.run("named", *batches(lake))
    steps.run("name", *split(named.sort_by("key"), "key"))
    steps.table()
    crowded(full, lake.num_rows)
    biggest = Counter(parts["part"].to_pylist()).most_common(1)
    print(f"\nlargest part: {biggest[0][1] if biggest else 1} events; edges: {edges.num_rows:,}")
    people = Counter(named["key"].to_pylist()).most_common(3)
    print("most named: " + ", ".join(f"{key} {count / lake.num_rows:.2f} a report" for key, count in people))


def split(table, key, rows=20_000):
    """Batches that hold whole keys; the table is sorted by them."""
    table = table.combine_chunks()
    if table.num_rows == 0:
        return table.to_batches() or [pa.RecordBatch.from_pylist([], schema=table.schema)]
    keys, out, start = table[key].to_pylist(), [], 0
    for at in range(1, len(keys) + 1):
        if at == len(keys) or at - start >= rows and keys[at] != keys[at - 1]:
            out.extend(table.slice(start, at - start).combine_chunks().to_batches())
            start = at
    return out


def copies(steps, texts):
    """Pairs under a key as the copies stratum makes them, and what is near."""
    under, sketches = {}, {}
    for row in texts.select(["key", "turn", "report", "sketch"]).to_pylist():
        under.setdefault(row["key"], []).append((row["turn"], row["report"]))
        sketches[row["report"]] = row["sketch"] or sketches[row["report"]]
    pairs = set()
    for held in under.values():
        held.sort()
        hubs = held if len(held) <= 32 else held[:2]
        for at, (_, hub) in enumerate(hubs):
            pairs.update((min(hub, other), max(hub, other)) for _, other in held[at + 1 :])
    rows = [
        {"first": a, "second": b, "sketch_first": sketches[a], "sketch_second": sketches[b]}
        for a, b in sorted(pairs)
    ]
    schema = pa.schema(
        [("first", pa.string()), ("second", pa.string()), ("sketch_first", pa.binary()), ("sketch_second", pa.binary())]
    )
    steps.run("near", *batches(pa.Table.from_pylist(rows, schema=schema)) or [pa.RecordBatch.from_pylist([], schema=schema)])


def crowded(full, reports):
    """How full the keys of happenings are, by what they are made of."""
    print("\n| keys under which happenings are looked for | of all, those of the fullest key | tellings | beyond the cap |")
    print("|---|---|---|---|")
    kinds = {}
    for key, count in full.items():
        bits = key.lstrip("~").split("|")
        kind = "a figure" if "=" in key else "two sides or more, a week" if len(bits) > 3 else "one side, place or name"
        kinds.setdefault(kind, []).append((count, key))
    for kind, all_ in sorted(kinds.items()):
        all_.sort(reverse=True)
        total = sum(count for count, _ in all_)
        beyond = sum(max(0, count - MOST) for count, _ in all_)
        print(f"| {kind} ({len(all_):,} keys) | {all_[0][0]} of {total:,}: {all_[0][1]} | {total / reports:.1f} a report | {beyond:,} |")


if __name__ == "__main__":
    main()
