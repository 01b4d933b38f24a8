"""Runs the Python of a Markdown page, block after block in one namespace, from a folder of its own that
has the examples in it.

    python tutorial.py [PAGE…]        by default docs/python.md
"""

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def blocks(page):
    """The Python blocks of a page, each with the line on which its code begins."""
    begun, out = None, []
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        if begun is None:
            if line.strip() == "```python":
                begun = (number + 1, [])
        elif line.strip() == "```":
            out.append((begun[0], "\n".join(begun[1])))
            begun = None
        else:
            begun[1].append(line)
    return out


def run(page):
    names = {"__name__": "__main__"}
    for line, code in blocks(page):
        # Errors name the page and its line.
        exec(compile("\n" * (line - 1) + code, str(page), "exec"), names)
    return len(blocks(page))


def main():
    pages = [Path(page).resolve() for page in sys.argv[1:]] or [ROOT / "docs" / "python.md"]
    for page in pages:
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            os.symlink(ROOT / "examples", "examples")
            print(f"{page.name}: {run(page)} blocks of Python ran")
            os.chdir(ROOT)


if __name__ == "__main__":
    main()
