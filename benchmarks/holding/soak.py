#!/usr/bin/env python3
"""What `soak.sh` runs; its head says what that is. Prints two tables; exits with 1 where anything was lost."""

import argparse
import collections
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import case as held
import corpus
import limits

PAGES = ["/", "/timeline", "/map", "/incidents", "/disputes", "/agreements", "/relations", "/actors", "/places",
         "/reports", "/review", "/search?q=talks", "/search?q=market", "/incidents?page=2", "/healthz",
         "/api/v1/events?limit=20", "/api/v1/incidents?limit=20", "/api/v1/disputes", "/api/v1/statements?limit=20",
         "/api/v1/awaiting", "/api/v1/corrections", "/incidents.json", "/brief.json", "/openapi.json"]
FORMS = ["jsonl", "csv", "html", "geojson", "ftm", "gdelt", "graphml", "polecat", "timelinejs", "webannotation"]
BATCH = 12


class Soak:
    def __init__(self, given):
        self.work = Path(tempfile.mkdtemp(prefix="detente-soak-"))
        self.binary, self.seed = str(given.binary.resolve()), given.seed
        self.limit = limits.Limit(given.memory)
        self.desk = held.Desk(self.work / "soak", [self.binary])
        (self.desk.folder / "in").mkdir()
        self.until = time.monotonic() + given.minutes * 60
        self.did, self.peaks = collections.Counter(), collections.defaultdict(float)
        self.wrong, self.lock, self.files = [], threading.Lock(), 0

    def note(self, what, peak=0.0):
        with self.lock:
            self.did[what] += 1
            kind = what.split(",")[0]
            self.peaks[kind] = max(self.peaks[kind], peak)

    def fail(self, what):
        with self.lock:
            self.wrong.append(what)
        print(f"WRONG: {what}", file=sys.stderr, flush=True)

    def words(self, *words):
        return [*self.limit.words, self.binary, "--case", self.desk.name, *words]

    def reading(self):
        chance = random.Random(f"{self.seed} reading")
        while time.monotonic() < self.until:
            first = self.files * BATCH
            name = f"in/{self.files:05}.jsonl"
            (self.desk.folder / name).write_text(corpus.lines(self.seed, first, first + BATCH))
            self.files += 1
            words = self.words("read", "--quiet", name)
            for _ in range(chance.choice([0, 0, 1, 2])):
                child = subprocess.Popen(words, cwd=self.desk.folder, stdout=subprocess.DEVNULL,
                                         stderr=subprocess.DEVNULL)
                time.sleep(chance.uniform(0.01, 3.0))
                child.send_signal(signal.SIGKILL)
                code, peak = limits.wait(child)
                self.note("read, killed" if code == -signal.SIGKILL else "read", peak)
            self.command("read", "read", "--quiet", name)

    def command(self, what, *words):
        """In the folder of the case itself, so that names are the same however often."""
        log = self.work / f"said-{threading.get_ident()}"
        while True:
            with open(log, "w+") as said:
                child = subprocess.Popen(self.words(*words), cwd=self.desk.folder,
                                         stdout=subprocess.DEVNULL, stderr=said)
                code, peak = limits.wait(child)
                said.seek(0)
                text = said.read()
            if code in (0, 1):
                self.note(what, peak)
                return True
            if code == 2 and "is writing to it" in text:
                self.note(f"{what}, again since another wrote", peak)
                continue
            self.fail(f"{' '.join(words)} ended with {code}: {text}")
            return False

    def ids(self, table, most=200):
        got = self.get(f"/api/v1/{table}?limit={most}")
        return [row["id"] for row in json.loads(got)["rows"]] if got else []

    def correcting(self):
        chance = random.Random(f"{self.seed} correcting")
        while time.monotonic() < self.until:
            events = self.ids("events")
            if not events:
                time.sleep(1)
                continue
            event = chance.choice(events)
            act = chance.choice([("reject", event), ("confirm", event), ("re-date", event, "2023-05-05")])
            by = ("--author", "A. Analyst", "--quiet", "--reason")
            self.command("correct", "correct", *act, *by, "soaked")
            if chance.random() < 0.4:
                made = json.loads(self.get("/api/v1/corrections") or "[]")
                rows = made["rows"] if isinstance(made, dict) else made
                stands = [row["n"] for row in rows if row["state"] != "undone"]
                if stands:
                    n = str(chance.choice(stands))
                    self.command("undo", "corrections", "undo", n, *by, "soaked")
            time.sleep(chance.uniform(0.5, 3))

    def get(self, path, data=None):
        address = self.site + path
        try:
            with urllib.request.urlopen(address, data=data, timeout=120) as answer:
                got = answer.read()
                self.note(f"GET, {answer.status}")
                return got
        except urllib.error.HTTPError as error:
            self.note(f"GET, {error.code}")
            if error.code >= 500:
                self.fail(f"{path}: {error.code} {error.read()[:300]}")
        except OSError as error:
            self.fail(f"{path}: {error}")
        return None

    def asking(self, number):
        chance = random.Random(f"{self.seed} asking {number}")
        ids = {}
        while time.monotonic() < self.until:
            if not ids or chance.random() < 0.02:
                ids = {"/rows/": self.ids("events"), "/incidents/": self.ids("incidents"),
                       "/reports/": self.ids("reports")}
            kind = chance.choice(list(ids))
            one = kind + chance.choice(ids[kind]) if ids[kind] and chance.random() < 0.5 else chance.choice(PAGES)
            if one.startswith("/rows/") and chance.random() < 0.3:
                one += "/why"
            self.get(one)
            time.sleep(0.02)

    def exporting(self):
        chance = random.Random(f"{self.seed} exporting")
        while time.monotonic() < self.until:
            form = chance.choice(FORMS)
            self.command("export", "export", form, "-o", f"../out/{form}")
            shutil.rmtree(self.work / "out", ignore_errors=True)
            (self.work / "out").mkdir()
            time.sleep(chance.uniform(1, 5))

    def backups(self):
        chance = random.Random(f"{self.seed} backups")
        while time.monotonic() < self.until:
            time.sleep(min(chance.uniform(10, 60), max(self.until - time.monotonic(), 0)))
            copy = held.Desk(self.work / "copies", [self.binary])
            copy.forget()
            if self.command("backup", "backup", "--quiet", str(copy.case)):
                code, out, said = copy.run("verify")
                self.note("verify of a backup")
                if code != 0:
                    self.fail(f"a backup does not verify: {out}{said}")

    def serve(self):
        self.said = open(self.work / "serve.log", "w+")
        self.server = subprocess.Popen(self.words("serve", "--port", "0"), cwd=self.desk.folder,
                                       stdout=subprocess.DEVNULL, stderr=self.said)
        for _ in range(600):
            found = re.search(r"http://[0-9.:]+", (self.work / "serve.log").read_text())
            if found:
                self.site = found.group(0)
                return
            time.sleep(0.1)
        raise SystemExit(f"the pages are not served: {(self.work / 'serve.log').read_text()}")

    def run(self):
        (self.work / "out").mkdir()
        (self.desk.folder / "in" / "first.jsonl").write_text(corpus.lines(f"{self.seed} first", 0, BATCH))
        self.command("read", "read", "--quiet", "in")
        self.serve()
        works = [self.reading, self.correcting, self.exporting, self.backups,
                 lambda: self.asking(1), lambda: self.asking(2)]
        threads = [threading.Thread(target=self.guarded, args=(work,)) for work in works]
        [thread.start() for thread in threads]
        [thread.join() for thread in threads]
        self.server.send_signal(signal.SIGINT)
        code, peak = limits.wait(self.server)
        self.peaks["serve"] = peak
        if code != 0:
            self.fail(f"serve ended with {code}: {(self.work / 'serve.log').read_text()[-500:]}")

    def guarded(self, work):
        try:
            work()
        except Exception as error:  # A thread that ends in silence would show a soak that was none.
            self.fail(f"the soak itself: {error!r}")

    def fresh(self):
        """A case of the same originals and corrections, all in one go."""
        other = held.Desk(self.work / "fresh", [self.binary])
        os.symlink(self.desk.folder / "in", other.folder / "in")
        other.read("in")
        for line in self.desk.ok("corrections", "--format", "jsonl").splitlines():
            one = json.loads(line)
            if one["state"] in ("in-force", "overruled"):
                value = re.findall(r" to (\S+)$", one["said"])
                other.ok("correct", one["act"], one["rows"][0], *value, "--author", one["author"],
                         "--reason", one["reason"], "--quiet")
        return other

    def lost(self):
        bare = lambda rows: [row for row in rows if not row.startswith("corrections ")]
        self.desk.read("in/first.jsonl")
        self.desk.rows = (lambda rows: lambda: bare(rows()))(self.desk.rows)
        wanted = bare(self.fresh().rows())
        wrong = self.desk.lost(wanted)
        if wrong:
            self.fail(wrong)
        return len(wanted)


def main():
    root = Path(__file__).resolve().parents[2]
    target = Path(os.environ.get("CARGO_TARGET_DIR", root / "target"))
    ask = argparse.ArgumentParser()
    ask.add_argument("minutes", type=float)
    ask.add_argument("--binary", type=Path, default=target / "release/detente")
    ask.add_argument("--memory", type=int, default=768)
    ask.add_argument("--seed", type=int, default=1)
    given = ask.parse_args()
    soak = Soak(given)
    try:
        soak.run()
        rows = soak.lost()
        print(f"{given.minutes:g} minutes; {soak.limit.how}; {soak.files * BATCH + BATCH} reports, {rows} rows, "
              f"{soak.desk.case.stat().st_size >> 20} MiB")
        print(f"processes killed for want of memory: {soak.limit.killed()}; peak of all together, with pages "
              f"of files: {soak.limit.peak()} MiB\n")
        print("| what was done | how often |\n|---|---|")
        for what, n in sorted(soak.did.items()):
            print(f"| {what} | {n} |")
        print("\n| process | peak MiB |\n|---|---|")
        for what, peak in sorted(soak.peaks.items()):
            if peak:
                print(f"| `{what}` | {peak:.0f} |")
        print(f"\nlost: {len(soak.wrong) or 'nothing'}")
    finally:
        if getattr(soak, "server", None) and soak.server.returncode is None:
            soak.server.kill()
        soak.limit.close()
        shutil.rmtree(soak.work, ignore_errors=True)
    return 1 if soak.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
