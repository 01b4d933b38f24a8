#!/usr/bin/env python3
"""Does to a case what befalls one, many times, and prints what was lost as a table.

benchmarks/holding/faults.py [--binary FILE] [--times N] [--reports N] [--seed N] [--only WORDS]
after `cargo build --release`. A full disk wants root (a small tmpfs), the clock `faketime`; without them
these rows say so. Exits with 1 where anything was lost."""

import argparse
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

import kills
import troubles


def lacks(name):
    """What a fault needs and this machine has not."""
    if "disk is full" in name and os.geteuid() != 0:
        return "wants root"
    if "clock" in name and not shutil.which("faketime"):
        return "wants faketime"
    return None


def main():
    root = Path(__file__).resolve().parents[2]
    target = Path(os.environ.get("CARGO_TARGET_DIR", root / "target"))
    ask = argparse.ArgumentParser()
    ask.add_argument("--binary", type=Path, default=target / "release/detente")
    ask.add_argument("--times", type=int, default=20)
    ask.add_argument("--reports", type=int, default=400)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--only", default="")
    given = ask.parse_args()
    work = Path(tempfile.mkdtemp(prefix="detente-faults-"))
    lost = 0
    try:
        scene = kills.Scene(work, [str(given.binary.resolve())], given.reports, given.seed)
        print(f"{given.reports} reports, {len(scene.expected)} rows, {len(scene.copy)} bytes; undisturbed "
              f"they take {scene.seconds['read']:.1f} s\n")
        print("| what was done | how often | of these, in time | what was lost | s each |")
        print("|---|---|---|---|---|", flush=True)
        for name, fault in {**kills.FAULTS, **troubles.FAULTS}.items():
            if given.only not in name:
                continue
            if lack := lacks(name):
                print(f"| {name} | {lack} | | | |", flush=True)
                continue
            began, met, wrong = time.monotonic(), 0, []
            for _ in range(given.times):
                hit, what = fault(scene)
                met += hit
                wrong += [what] if what else []
            each = (time.monotonic() - began) / given.times
            for what in wrong:
                print(f"LOST: {name}: {what}", file=sys.stderr)
            lost += len(wrong)
            said = f"{len(wrong)} times something" if wrong else "nothing"
            print(f"| {name} | {given.times} | {met} | {said} | {each:.1f} |", flush=True)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
