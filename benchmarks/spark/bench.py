"""Measures the drivers; see run.sh."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

HERE = Path(__file__).resolve()
TESTS = HERE.parents[2] / "python" / "tests"
sys.path.insert(0, str(TESTS))

NAMES = {
    "command": "`detente read`, 2 threads",
    "cluster": "Spark 4, `local-cluster[2,1,1024]`",
    "killed": "the same, an executor killed in the reading and one in the linking",
    "sail": "Sail, one process",
}
#: Lines in a file of the corpus; a file is what one task reads.
SHARD = 50


class Watch(threading.Thread):
    """What a process and all that it started take: the peak of the sum of their resident pages, and the
    processor's seconds, which other work on the machine lengthens less than the clock's."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.pid, self.peak, self.over = pid, 0, threading.Event()
        self.ticks = {}

    def tree(self):
        children = {}
        for entry in os.scandir("/proc"):
            if entry.name.isdigit():
                try:
                    stat = Path(entry.path, "stat").read_text().rpartition(")")[2].split()
                    children.setdefault(int(stat[1]), []).append(int(entry.name))
                except OSError:
                    continue
        found, open_ = [], [self.pid]
        while open_:
            pid = open_.pop()
            found.append(pid)
            open_.extend(children.get(pid, []))
        return found

    def run(self):
        page = os.sysconf("SC_PAGE_SIZE")
        while not self.over.wait(0.5):
            total = 0
            for pid in self.tree():
                try:
                    total += int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * page
                    stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                    self.ticks[pid] = int(stat[11]) + int(stat[12])
                except OSError:
                    continue
            self.peak = max(self.peak, total)

    def seconds(self):
        return sum(self.ticks.values()) / os.sysconf("SC_CLK_TCK")

    def executors(self):
        out = []
        for pid in self.tree():
            try:
                words = Path(f"/proc/{pid}/cmdline").read_bytes()
            except OSError:
                continue
            # The process itself, not the shell that starts it.
            if b"CoarseGrainedExecutorBackend" in words and b"java" in words.split(b"\0")[0]:
                out.append(pid)
        return out


def measured(command, cwd, moments=(), env=None):
    """Runs a command: its seconds by the clock and of the processor, its peak in MiB, and how many
    processes were killed. At each of the moments, which are asked for in their order, an executor is."""
    start, killed, left = time.time(), 0, list(moments)
    process = subprocess.Popen(
        command, cwd=cwd, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    watch = Watch(process.pid)
    watch.start()
    said = []
    reader = threading.Thread(target=lambda: said.extend(process.stderr), daemon=True)
    reader.start()
    while process.poll() is None:
        time.sleep(0.5)
        found = watch.executors() if left and left[0]() else []
        if found:
            os.kill(found[0], signal.SIGKILL)
            left.pop(0)
            killed += 1
    watch.over.set()
    reader.join(5)
    if process.returncode not in (0, 1):
        sys.exit(f"{command[0]} ended with {process.returncode}:\n{''.join(said[-40:])}")
    return (time.time() - start, watch.seconds()), watch.peak / 2**20, killed


def sums(rows):
    """A hash of the sorted rows of each kind."""
    from same_record import unclocked

    out = {}
    for kind in sorted(rows):
        lines = sorted(map(unclocked, rows[kind]))
        whole = hashlib.sha256("\n".join(lines).encode()).hexdigest()
        if lines:
            out[kind] = [len(lines), whole]
    return out


def command(detente, work, corpus):
    case = work / "command.detente"
    run = [detente, "--quiet", "--case", str(case), "read", "--threads", "2", corpus.name]
    seconds, peak, _ = measured(run, corpus.parent)
    out = work / "command"
    subprocess.run([detente, "--case", case, "export", "jsonl", "-o", out], check=True)
    rows = {path.stem: path.read_text().splitlines() for path in out.glob("*.jsonl")}
    rows.pop("outside")
    return seconds, peak, 0, sums(rows), {}


def midway(folder):
    """Two moments: in the middle of the reading, when the first tasks have handed over their rows and
    others have not, and in the middle of the linking, while it is looked for which tellings are one."""
    written = lambda: next((folder / "spill").rglob("shuffle_*.data"), None) is not None
    blocked = lambda: (folder / "record/_work/blocks/_SUCCESS").exists()
    return [written, blocked]


def driver(name, work, corpus):
    folder = work / name
    kind = "cluster" if name == "killed" else name
    run = [sys.executable, str(HERE), "--one", kind, str(folder), str(corpus)]
    env = {**os.environ, "SPARK_LOCAL_DIRS": str(folder / "spill")}
    seconds, peak, killed = measured(run, work, midway(folder) if name == "killed" else (), env)
    import pyarrow.dataset as ds

    # A table may lie in many files.
    files = [str(path) for path in (folder / "record/_work/rows").rglob("*.parquet")]
    rows = {}
    table = ds.dataset(files).to_table(columns=["kind", "key", "json"])
    seen = set()
    for kind, key, json_ in zip(*(table[name].to_pylist() for name in ("kind", "key", "json"))):
        if kind in ("claims", "disputes"):
            if (kind, key) in seen:
                continue
            seen.add((kind, key))
        rows.setdefault(kind, []).append(json_)
    stages = json.loads((folder / "stages.json").read_text())
    return seconds, peak, killed, sums(rows), stages


def one(name, folder, corpus):
    """Runs one driver, in a process of its own."""
    import detente.spark as ds
    from drivers import Driver

    start, stages = time.time(), {}
    with Driver(name) as spark:
        stages["start"] = time.time() - start
        files = spark.read.format("binaryFile").load(f"{corpus}/*.jsonl")
        reports = ds.read_reports(files, root=f"file:{corpus.parent}/")
        at = time.time()
        ds.write_lake(reports, f"{folder}/lake")
        stages["read"] = time.time() - at
        at = time.time()
        ds.link(spark, f"{folder}/lake", f"{folder}/record", buckets=16)
        stages["link"] = time.time() - at
    Path(folder, "stages.json").write_text(json.dumps(stages))


def main():
    if sys.argv[1] == "--one":
        return one(sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))
    detente, work, count, wanted = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4:]
    corpus = work / "in" / "corpus"
    subprocess.run(
        [sys.executable, TESTS / "corpus.py", str(count), corpus, "--shard", str(SHARD)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    size = sum(path.stat().st_size for path in corpus.iterdir()) / 1e6
    print(f"{count:,} reports, {size:.1f} MB\n")
    print("| driver | seconds | of it reading / linking | of the processor | peak MiB | the record |")
    print("|---|---|---|---|---|---|")
    expected = None
    for name in wanted or NAMES:
        if name == "command":
            found = command(detente, work, corpus)
        else:
            found = driver(name, work, corpus)
        (seconds, cpu), peak, killed, rows, stages = found
        if name == "killed" and killed < 2:
            sys.exit(f"{killed} of 2 executors were killed: the run was over before; take more reports")
        expected = expected or rows
        total = sum(n for n, _ in rows.values())
        wrong = [kind for kind in sorted(set(rows) | set(expected)) if rows.get(kind) != expected.get(kind)]
        same = f"other {', '.join(wrong)}" if wrong else f"the same {total:,} rows"
        split = f"{stages['read']:.0f} / {stages['link']:.0f}" if stages else ""
        print(
            f"| {NAMES[name]} | {seconds:.0f} | {split} | {cpu:.0f} | {peak:.0f} | {same} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
