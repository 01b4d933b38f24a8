"""`kill -9` at random moments of whatever writes, and of what only reads."""

import random
import shutil
import sqlite3
import subprocess
from pathlib import Path

import case as held
import corpus

BY = ("--author", "A. Analyst", "--reason", "a test", "--quiet")
OLD = Path(__file__).resolve().parents[2] / "crates/detente-case/tests/data/old"


class Scene:
    """An undisturbed case and how long each thing takes; then one fault after the other."""

    def __init__(self, work, binary, reports, seed):
        self.work, self.binary, self.chance = work, binary, random.Random(seed)
        for name in ("calm", "desk"):
            corpus.inputs(work / name / "in", seed, reports)
            corpus.inputs(work / name / "more", f"{seed} more", max(reports // 5, 10))
        self.calm = held.Desk(work / "calm", binary)
        self.desk = held.Desk(work / "desk", binary)
        self.seconds = {"read": self.calm.timed("read", "--quiet", "in")}
        self.expected = self.calm.rows()
        self.copy = self.settled(self.calm)
        events = self.calm.ok("events", "--format", "jsonl", "--limit", "40").splitlines()
        self.events = [line.split('"id":"')[1].split('"')[0] for line in events]
        self.report = self.calm.ok("reports", "--format", "jsonl", "--limit", "1").split('"id":"')[1][:16]

    def settled(self, desk):
        """The bytes of a case that nobody has open; those who only read leave an empty log beside it."""
        sqlite3.connect(desk.case).execute("PRAGMA wal_checkpoint(TRUNCATE)").connection.close()
        return desk.case.read_bytes()

    def done(self, *words, codes=(0, 1)):
        """What an undisturbed case holds after this, and how long it takes."""
        held.put(self.calm, self.copy)
        took = self.calm.timed(*words, codes=codes)
        return took, self.calm.rows()

    def took(self, *words):
        held.put(self.calm, self.copy)
        return self.calm.timed(*words)

    def moment(self, took):
        return self.chance.uniform(0.005, max(took, 0.02))


def reading(scene):
    """A new case, killed up to three times, then read to the end."""
    desk, killed = scene.desk, 0
    desk.forget()
    for _ in range(scene.chance.randint(1, 3)):
        killed += desk.killed(scene.moment(scene.seconds["read"]), "read", "--quiet", "in")
    desk.read("in")
    return killed, desk.lost(scene.expected)


def again(*words):
    """What a case goes on with by itself at the next opening: linking, reading anew."""
    def fault(scene):
        if words not in scene.seconds:
            scene.seconds[words], _ = scene.done(*words)
        desk = scene.desk
        held.put(desk, scene.copy)
        killed = desk.killed(scene.moment(scene.seconds[words]), *words)
        # Nothing new: opening it is all.
        desk.read("in")
        return killed, desk.lost(scene.expected)
    return fault


def correcting(scene):
    """Killed, the correction is there whole or not at all; said again where it is not."""
    event = scene.chance.choice(scene.events)
    words = ("correct", "reject", event, *BY)
    took, expected = scene.done(*words)
    desk = scene.desk
    held.put(desk, scene.copy)
    killed = desk.killed(scene.moment(took), *words)
    if not desk.ok("corrections", "--format", "jsonl").strip():
        desk.ok(*words)
    desk.read("in")
    return killed, desk.lost(expected)


def exporting(scene):
    desk = scene.desk
    held.put(desk, scene.copy)
    form = scene.chance.choice(["jsonl", "csv", "geojson", "ftm", "gdelt", "graphml"])
    words = ("export", form, "-o", f"out-{form}")
    killed = desk.killed(scene.moment(scene.took(*words)), *words)
    return killed, desk.lost(scene.expected)


def backup(scene):
    """A copy that was not finished has not the name of one."""
    desk = scene.desk
    held.put(desk, scene.copy)
    copy = held.Desk(desk.folder, scene.binary, "copy.detente")
    copy.forget()
    words = ("backup", "copy.detente", "--quiet")
    took = scene.took(*words)
    (scene.calm.folder / "copy.detente").unlink()
    killed = desk.killed(scene.moment(took), *words)
    if copy.case.exists():
        wrong = copy.lost(scene.expected)
        if wrong:
            return killed, wrong
        copy.forget()
    desk.ok("backup", "copy.detente", "--quiet")
    return killed, copy.lost(scene.expected) or desk.lost(scene.expected)


def restore(scene):
    """Killed, restored again: the case is that of the backup, and what lay there is beside it."""
    desk = scene.desk
    held.put(desk, scene.copy)
    (desk.folder / "copy.detente").write_bytes(scene.copy)
    desk.ok("correct", "reject", scene.events[0], *BY)
    words = ("restore", "copy.detente", "--quiet")
    shutil.copy(desk.folder / "copy.detente", scene.calm.folder)
    took = scene.took(*words)
    (scene.calm.folder / "copy.detente").unlink()
    killed = desk.killed(scene.moment(took), *words)
    desk.ok("restore", "copy.detente", "--quiet")
    aside = [file for file in desk.folder.glob("case.detente-before-restore-*") if file.name[-1].isdigit()]
    if not aside:
        return killed, "what lay there is gone"
    first = held.Desk(desk.folder, scene.binary, min(aside).name)
    if not first.ok("corrections", "--format", "jsonl").strip():
        return killed, "what lay there is not as it was"
    return killed, desk.lost(scene.expected)


def merge(scene):
    other = held.Desk(scene.work / "desk", scene.binary, "other.detente")
    if "merge" not in scene.seconds:
        other.read("more")
        shutil.copy(other.case, scene.calm.folder / "other.detente")
        scene.seconds["merge"], scene.merged = scene.done("merge", "other.detente", "--quiet")
    desk = scene.desk
    held.put(desk, scene.copy)
    killed = desk.killed(scene.moment(scene.seconds["merge"]), "merge", "other.detente", "--quiet")
    desk.ok("merge", "other.detente", "--quiet")
    return killed, desk.lost(scene.merged)


def remove(scene):
    words = ("remove", scene.report, "--quiet")
    if "remove" not in scene.seconds:
        scene.seconds["remove"], scene.removed = scene.done(*words)
    desk = scene.desk
    held.put(desk, scene.copy)
    killed = desk.killed(scene.moment(scene.seconds["remove"]), *words)
    if desk.run("show", scene.report)[0] == 0:
        desk.ok(*words)
    desk.read("more")
    held.put(scene.calm, scene.copy)
    scene.calm.ok(*words)
    scene.calm.read("more")
    return killed, desk.lost(scene.calm.rows())


def upgrade(scene):
    """A case of each earlier version, killed while it is brought up to date."""
    version = scene.chance.choice([1, 2, 3, 4])
    packed = OLD / f"v{version}.detente.zst"
    old = subprocess.run(["zstd", "-dqc", packed], check=True, capture_output=True).stdout
    held.put(scene.calm, old)
    took = scene.calm.timed("reread", "--quiet")
    desk, killed = scene.desk, 0
    held.put(desk, old)
    for _ in range(3):
        killed += desk.killed(scene.moment(took), "reread", "--quiet")
    desk.ok("reread", "--quiet", codes=(0, 1))
    return killed, desk.lost(scene.calm.rows())


FAULTS = {
    "`kill -9` while a new case is read, up to three times": reading,
    "`kill -9` while all is linked anew": again("reread", "--links", "--quiet"),
    "`kill -9` while all is read anew": again("reread", "--quiet"),
    "`kill -9` while a row is corrected": correcting,
    "`kill -9` while the record is exported": exporting,
    "`kill -9` while a backup is made": backup,
    "`kill -9` while a backup is restored": restore,
    "`kill -9` while another case is merged in": merge,
    "`kill -9` while a report is removed": remove,
    "`kill -9` while a case of an earlier version is brought up to date, three times": upgrade,
}
