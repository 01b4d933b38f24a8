"""A limit on memory for all processes together where the system lends one, else for each by itself."""

import os
import subprocess
from pathlib import Path


class Limit:
    """Commands that are started through `words` stay within so many MiB."""

    def __init__(self, mib, name="detente-soak"):
        self.folder = None
        unified, old = Path("/sys/fs/cgroup"), Path("/sys/fs/cgroup/memory")
        try:
            if "memory" in (unified / "cgroup.controllers").read_text().split():
                self.folder, self.how = unified / name, f"cgroup v2, {mib} MiB for all together"
                self.file, self.peak_file = "memory.max", "memory.peak"
        except OSError:
            if (old / "memory.limit_in_bytes").exists():
                self.folder, self.how = old / name, f"cgroup v1, {mib} MiB for all together"
                self.file, self.peak_file = "memory.limit_in_bytes", "memory.max_usage_in_bytes"
        if self.folder:
            try:
                self.folder.mkdir(exist_ok=True)
                (self.folder / self.file).write_text(str(mib << 20))
            except OSError:
                self.folder = None
        if self.folder:
            self.words = ["sh", "-c", f'echo $$ > {self.folder}/cgroup.procs && exec "$@"', "sh"]
        else:
            self.how = f"prlimit, {mib} MiB of addresses for each process"
            self.words = ["prlimit", f"--as={mib << 20}"]

    def peak(self):
        """MiB of all together at most, pages of files included; none where it is not told."""
        try:
            return int((self.folder / self.peak_file).read_text()) >> 20
        except (OSError, TypeError):
            return None

    def killed(self):
        """How often the system killed a process for want of memory."""
        for file in ("memory.events", "memory.oom_control"):
            try:
                for line in (self.folder / file).read_text().splitlines():
                    if line.startswith("oom_kill "):
                        return int(line.split()[1])
            except (OSError, TypeError):
                pass
        return None

    def close(self):
        if self.folder:
            try:
                self.folder.rmdir()
            except OSError:
                pass


def wait(child):
    """The exit code of a child and its peak in MiB, as the system tells when it is gone."""
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return child.returncode, used.ru_maxrss / 1024

