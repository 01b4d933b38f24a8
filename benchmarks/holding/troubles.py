"""A full disk, a lock held elsewhere, damaged bytes, a clock set back, copies of a case in use."""

import os
import shutil
import sqlite3
import subprocess
import threading
import time

import case as held
from kills import BY


def room(folder, size, *more):
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}{''.join(more)}", "tmpfs", folder], check=True)


def full(*words, spare, settle=("read", "--quiet", "in")):
    """Something done where the disk has `spare` bytes left at random; then room is made, and it is done
    again. Wants root, for a file system of its own."""
    def fault(scene):
        filled = tuple(scene.events[0] if word == "EVENT" else word for word in words)
        _, expected = scene.done(*filled) if words[0] == "correct" else (0, scene.expected)
        place = scene.work / "small"
        place.mkdir(exist_ok=True)
        fresh = words[0] == "read"
        have = 0 if fresh else len(scene.copy)
        spare_bytes = int(have + scene.chance.uniform(0.02, 1.0) * spare(len(scene.copy)))
        # Whole pages, and no less than one for each file.
        room(place, f"{max(spare_bytes // 4096, 8) * 4096}")
        try:
            small = held.Desk(place, scene.binary)
            os.symlink(scene.desk.folder / "in", place / "in")
            if not fresh:
                small.case.write_bytes(scene.copy)
            code, _, said = small.run(*filled)
            if code not in (0, 1) and not (code == 2 and "disk" in said and "room" in said):
                return code != 0, f"ended with {code} and said {said!r}"
            stopped = code == 2
            subprocess.run(["mount", "-o", "remount,size=1G", place], check=True)
            if stopped and not fresh and small.run("verify")[0] != 0:
                return stopped, f"not whole when it was stopped: {small.run('verify')[1:]}"
            if stopped:
                if words[0] != "correct" or not small.ok("corrections", "--format", "jsonl").strip():
                    small.ok(*filled, codes=(0, 1))
            small.ok(*settle, codes=(0, 1))
            if words[0] == "backup":
                copy = held.Desk(place, scene.binary, "copy.detente")
                return stopped, copy.lost(scene.expected) or small.lost(scene.expected)
            return stopped, small.lost(expected)
        finally:
            subprocess.run(["umount", "-l", place], check=True)
    return fault


def busy(scene):
    """Another program holds the write lock: for a while it is waited for, for long it is told."""
    desk = scene.desk
    held.put(desk, scene.copy)
    words = scene.chance.choice([
        ("read", "--quiet", "more"), ("correct", "reject", scene.events[0], *BY),
        ("remove", scene.report, "--quiet"), ("reread", "--links", "--quiet"),
    ])
    _, expected = scene.done(*words)
    long = scene.chance.random() < 0.5
    # Between threads: it is let go by the one that waits.
    lock = sqlite3.connect(desk.case, isolation_level=None, check_same_thread=False)
    lock.execute("BEGIN IMMEDIATE")
    free = lambda: lock.execute("ROLLBACK")
    timer = threading.Timer(2.0, free)
    if not long:
        timer.start()
    code, _, said = desk.run(*words)
    timer.join() if not long else free()
    lock.close()
    if long and not (code == 2 and "is writing to it" in said):
        return True, f"ended with {code} and said {said!r}"
    if not long and code not in (0, 1):
        return True, f"did not wait: {said!r}"
    if long:
        desk.ok(*words, codes=(0, 1))
    return True, desk.lost(expected)


def writers(scene):
    """A second reading beside the first: it waits, or says so, and is done again."""
    desk = scene.desk
    desk.forget()
    first = desk.start("read", "--quiet", "in", stderr=subprocess.DEVNULL)
    code, _, said = desk.run("read", "--quiet", "more")
    first.wait()
    if code not in (0, 1) and not (code == 2 and "is writing to it" in said):
        return True, f"ended with {code} and said {said!r}"
    desk.read("in", "more")
    if not hasattr(scene, "both"):
        scene.calm.forget()
        scene.calm.read("in", "more")
        scene.both = scene.calm.rows()
    return True, desk.lost(scene.both)


def damaged(scene):
    """Bytes written over at random: nothing panics, what is damaged is told, and the backup restores."""
    desk = scene.desk
    held.put(desk, scene.copy)
    (desk.folder / "copy.detente").write_bytes(scene.copy)
    raw = bytearray(scene.copy)
    at = scene.chance.randrange(len(raw))
    for n in range(at, min(at + scene.chance.choice([1, 16, 4096]), len(raw))):
        raw[n] = scene.chance.randrange(256)
    desk.case.write_bytes(raw)
    told = False
    for words in (["doctor"], ["verify"], ["reports"], ["events"], ["incidents"], ["search", "talks"],
                  ["brief"], ["export", "jsonl", "-o", "out-damaged"], ["backup", "damaged.detente"],
                  ["read", "more"], ["correct", "reject", scene.events[1], *BY], ["reread"]):
        code, _, said = desk.run(*words)
        if code not in (0, 1, 2, 3, 4) or "panicked" in said:
            return True, f"{words[0]} ended with {code}: {said[:300]}"
        told |= words[0] in ("doctor", "verify") and code in (3, 4)
        (desk.folder / "damaged.detente").unlink(missing_ok=True)
    scene.told = getattr(scene, "told", 0) + told
    desk.ok("restore", "copy.detente", "--quiet")
    for file in desk.folder.glob("case.detente-before-restore-*"):
        file.unlink()
    return told, desk.lost(scene.expected)


def clock(scene):
    """Read, corrected and read again, each time with a clock that was set further back."""
    desk = scene.desk
    desk.forget()
    steps = [
        ("read", "--quiet", "in"), ("correct", "reject", scene.events[2], *BY),
        ("correct", "confirm", scene.events[2], *BY), ("read", "--quiet", "more"),
        ("remove", scene.report, "--quiet"),
    ]
    scene.calm.forget()
    for days, words in enumerate(steps):
        scene.calm.ok(*words, codes=(0, 1))
        back = held.Desk(desk.folder, ["faketime", "-f", f"-{days * 40}d", *scene.binary])
        code, _, said = back.run(*words)
        if code not in (0, 1):
            return True, f"{words[0]} ended with {code}: {said}"
    return True, desk.lost(scene.calm.rows())


def in_use(scene):
    """Backups while another process reads: each is whole, and goes on to the same rows."""
    desk = scene.desk
    desk.forget()
    reader = desk.start("read", "--quiet", "in", stderr=subprocess.DEVNULL)
    copies = []
    while reader.poll() is None and len(copies) < 4:
        copy = desk.folder / f"copy-{len(copies)}.detente"
        copy.unlink(missing_ok=True)
        code, _, said = desk.run("backup", copy.name, "--quiet")
        if code == 0:
            copies.append(copy)
        elif "no such case" not in said and "an empty file as yet" not in said:
            reader.wait()
            return True, f"backup ended with {code}: {said}"
        time.sleep(scene.chance.uniform(0, scene.seconds["read"] / 4))
    reader.wait()
    for copy in copies:
        folder = scene.work / "elsewhere"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        os.symlink(desk.folder / "in", folder / "in")
        other = held.Desk(folder, scene.binary)
        other.ok("restore", copy, "--quiet")
        if other.run("verify")[0] != 0:
            return True, f"a copy is not whole: {other.run('verify')[1]}"
        other.read("in")
        wrong = other.lost(scene.expected)
        if wrong:
            return True, wrong
        copy.unlink()
    return bool(copies), desk.lost(scene.expected)


FAULTS = {
    "the disk is full while a new case is read": full("read", "--quiet", "in", spare=lambda n: n),
    "the disk is full while a row is corrected": full(
        "correct", "reject", "EVENT", *BY, spare=lambda n: 400_000),
    "the disk is full while all is read anew": full("reread", "--quiet", spare=lambda n: n),
    "the disk is full while a backup is made": full("backup", "copy.detente", "--quiet", spare=lambda n: n),
    "another program holds the write lock, for 2 s or for longer than is waited": busy,
    "two readings at once": writers,
    "1 to 4,096 bytes of the file written over": damaged,
    "the clock set back by 40 days before each of five steps": clock,
    "backups while another process reads, each restored and read on": in_use,
}
