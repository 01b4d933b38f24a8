"""What the scripts ask of the command and of the file it keeps."""

import re
import signal
import sqlite3
import subprocess
import time

TABLES = (
    "reports refused sources actors places events statements undertakings incidents accounts claims "
    "agreements channels relations disputes timeline corrections"
).split()
# What triggers count beside the rows, for the pages.
COUNTS = {
    "lanes": "key, last, incident, first, what, type, disputed, counts",
    "tallies": "key, month, type, what, n, disputed",
    "totals": "key, what, n, entries",
    "pairs": "pair, n, undated, rows",
    "renown": "kind, id, reports",
    "days": "day, reports",
}
# When something was refused or said hangs on the clock alone.
TIMES = re.compile(r'"(at|when|undone)":"\d{4}-[^"]*Z"')


class Desk:
    """A folder with a case in it, and the command."""

    def __init__(self, folder, binary, name="case.detente"):
        self.folder, self.binary, self.name = folder, binary, name
        folder.mkdir(parents=True, exist_ok=True)

    @property
    def case(self):
        return self.folder / self.name

    def command(self, *words):
        return [*self.binary, "--case", self.name, *map(str, words)]

    def start(self, *words, **more):
        pipe = subprocess.PIPE
        return subprocess.Popen(
            self.command(*words), cwd=self.folder, stdout=more.pop("stdout", subprocess.DEVNULL),
            stderr=more.pop("stderr", pipe), text=True, **more,
        )

    def run(self, *words, **more):
        """Exit code, standard output, standard error."""
        done = subprocess.run(
            self.command(*words), cwd=self.folder, capture_output=True, text=True, timeout=600,
            errors="replace", check=False, **more,
        )
        return done.returncode, done.stdout, done.stderr

    def ok(self, *words, codes=(0,)):
        code, out, err = self.run(*words)
        assert code in codes, f"detente {words} ended with {code}: {err}"
        return out

    def read(self, *inputs):
        # 1 is "some inputs were refused".
        return self.ok("read", "--quiet", *inputs, codes=(0, 1))

    def killed(self, after, *words):
        """Starts the command and kills it after so many seconds; whether it was still running."""
        child = self.start(*words, stderr=subprocess.DEVNULL)
        try:
            child.wait(timeout=after)
            return False
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGKILL)
            child.wait()
            return True

    def timed(self, *words, codes=(0, 1)):
        began = time.monotonic()
        self.ok(*words, codes=codes)
        return time.monotonic() - began

    def rows(self):
        """Every row, and what is counted of them, as text."""
        out = []
        for table in TABLES:
            found = self.ok(table, "--format", "jsonl").splitlines()
            # Corrections are numbered as they were made, beside a merged case's too.
            out += [f"{table} {TIMES.sub('', line)}" for line in found]
        db = sqlite3.connect(f"file:{self.case}?mode=ro", uri=True)
        for table, columns in COUNTS.items():
            out += [f"{table} {row}" for row in db.execute(f"SELECT {columns} FROM {table} ORDER BY 1, 2")]
        db.close()
        return out

    def lost(self, expected):
        """What is wrong with the case: nothing, if it verifies, the doctor finds nothing and every row
        is as expected."""
        for words in (["verify"], ["doctor"]):
            code, out, err = self.run(*words)
            if code != 0:
                return f"{words[0]} ended with {code}: {out}{err}"[:600]
        mine = self.rows()
        for ours, theirs in zip(mine, expected):
            if ours != theirs:
                return f"a row is another one:\n{ours[:400]}\n{theirs[:400]}"
        if len(mine) != len(expected):
            return f"{len(mine)} rows, not {len(expected)}"
        return None

    def forget(self):
        """Takes the case away, with all that lies beside it."""
        for file in self.folder.glob(f"{self.name}*"):
            file.unlink()


def put(desk, copy):
    """A fresh copy of a case that nobody has open."""
    desk.forget()
    desk.case.write_bytes(copy)
