"""The record of a driver against the command's, byte for byte after sorting.

    python same_record.py DRIVER DETENTE FOLDER [--work FOLDER] [--together N] [--lake]

DRIVER is local, cluster or sail; DETENTE the command; FOLDER holds the reports. Every kind of row is
compared as JSON, but for what a clock says (`when` of refused inputs). PDFs are left out on both sides:
only the command starts the process in which one is parsed. With --lake the lake is imported into a case
as well, which then has the same record but for where the originals lay.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from drivers import DRIVERS, Driver

#: How many tellings are parted at one place where nothing else is said.
RECORD = 20_000


def command_rows(detente, folder, work):
    """Every kind of row as the command writes it, sorted."""
    case, out = Path(work, "command.detente"), Path(work, "command")
    run = [detente, "--quiet", "--case", case, "read", folder.name]
    # Exit code 1 says that some inputs were refused.
    if subprocess.run(run, cwd=folder.parent).returncode not in (0, 1):
        sys.exit("the command could not read the reports")
    subprocess.run([detente, "--case", case, "export", "jsonl", "-o", out], check=True)
    found = {}
    for path in sorted(out.glob("*.jsonl")):
        found[path.stem] = sorted(map(unclocked, path.read_text().splitlines()))
    found.pop("outside")
    return found


def imported_rows(detente, work):
    """The record of a case into which the lake was imported."""
    case, out = Path(work, "imported.detente"), Path(work, "imported")
    subprocess.run([detente, "--quiet", "--case", case, "import", Path(work, "lake")], check=True)
    subprocess.run([detente, "--quiet", "--case", case, "verify"], check=True)
    subprocess.run([detente, "--case", case, "export", "jsonl", "-o", out], check=True)
    found = {path.stem: sorted(path.read_text().splitlines()) for path in sorted(out.glob("*.jsonl"))}
    # What was refused is no report of the lake, and there is nothing from outside.
    found.pop("outside"), found.pop("refused")
    return {kind: sorted(map(unplaced, lines)) for kind, lines in found.items()}


def unplaced(line):
    """A row without where its original lay: an imported one stands by itself."""
    if not line.startswith('{"id":') or '"container":' not in line:
        return line
    row = json.loads(line)
    return json.dumps({**row, "path": None, "container": None}, ensure_ascii=False)


def unclocked(line):
    if '"when":' not in line:
        return line
    row = json.loads(line)
    row["when"] = None
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def driver_rows(name, folder, work, caps):
    """The same by Spark."""
    import detente.spark as ds

    with Driver(name) as spark:
        files = spark.read.format("binaryFile").option("recursiveFileLookup", "true")
        root = f"file:{folder.parent}/"
        lake, record = f"{work}/lake", f"{work}/record"
        reports = ds.read_reports(files.load(str(folder)), root=root)
        first = ds.write_lake(reports, lake)
        again = ds.write_lake(reports, lake)
        if first != again:
            sys.exit(f"reading twice made {again} rows of {first}")
        rows = ds.link(spark, lake, record, buckets=8, caps=caps)
        found = {}
        for row in rows.select("kind", "json").collect():
            found.setdefault(row["kind"], []).append(unclocked(row["json"]))
        hangs, largest = Path(record, "_work/components_9"), 0
        if hangs.exists():  # Something resembles something.
            sizes = spark.read.parquet(str(hangs)).groupBy("label").count()
            largest = max(row["count"] for row in sizes.collect())
        counts = {kind: spark.read.parquet(f"{record}/{kind}").count() for kind in found}
    wrong = {kind: n for kind, n in counts.items() if n != len(found[kind])}
    if wrong:
        sys.exit(f"tables with other counts than rows: {wrong}")
    print(f"{largest} tellings hang together at most")
    if caps.together < RECORD and largest <= caps.together:
        sys.exit(f"nothing was parted by joins: no {caps.together} tellings hang together; take more reports")
    return {kind: sorted(lines) for kind, lines in found.items()}


def compare(expected, found):
    """What differs, a sentence each."""
    out = []
    for kind in sorted(set(expected) | set(found)):
        theirs, ours = expected.get(kind, []), found.get(kind, [])
        if theirs == ours:
            print(f"{kind}: the same {len(ours)} rows")
            continue
        missing = [line for line in theirs if line not in set(ours)]
        more = [line for line in ours if line not in set(theirs)]
        out.append(f"{kind}: {len(missing)} of {len(theirs)} rows missing, {len(more)} others")
        out.extend(f"  - {line[:600]}" for line in missing[:2])
        out.extend(f"  + {line[:600]}" for line in more[:2])
    return out


def main():
    import detente.spark as ds

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("driver", choices=sorted(DRIVERS))
    parser.add_argument("detente")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--work")
    parser.add_argument("--lake", action="store_true", help="import the lake into a case too")
    parser.add_argument("--together", type=int, default=RECORD, help="part more than so many by joins")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=args.work) as work:
        folder = Path(work, "in", args.folder.name)
        shutil.copytree(args.folder, folder, ignore=shutil.ignore_patterns("*.pdf"))
        expected = command_rows(str(Path(args.detente).resolve()), folder, work)
        start = time.time()
        found = driver_rows(args.driver, folder, work, ds.Caps(together=args.together))
        print(f"{args.driver}: {time.time() - start:.0f} s")
        wrong = compare(expected, found)
        if args.lake:
            print("imported from the lake:")
            expected.pop("refused", None)
            placeless = {kind: sorted(map(unplaced, lines)) for kind, lines in expected.items()}
            wrong += compare(placeless, imported_rows(str(Path(args.detente).resolve()), work))
    if wrong:
        sys.exit("\n".join(["the record differs:", *wrong]))
    print("the same record")


if __name__ == "__main__":
    main()
