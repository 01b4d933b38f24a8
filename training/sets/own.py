"""The passages written for this project: `training/data/newswire.txt`."""

import re
from pathlib import Path

MARK = re.compile(r"\[([A-Z]+) |\]|\{([sqc])(\d+) |\}")
ROLES = {"s": "source", "q": "cue", "c": "content"}


def parse(line: str) -> tuple[str, list, dict]:
    """The plain text, names (start, end, type) and attributions by number, in code points.

    >>> parse("{c1 It is over}, {s1 [PERSON Ada]} {q1 said}.")[0]
    'It is over, Ada said.'
    """
    text, names, attributions, stack, at = "", [], {}, [], 0
    for mark in MARK.finditer(line):
        text += line[at : mark.start()]
        at = mark.end()
        if mark.group(1):
            stack.append((len(text), mark.group(1)))
        elif mark.group(2):
            stack.append((len(text), (ROLES[mark.group(2)], int(mark.group(3)))))
        else:
            start, what = stack.pop()
            if isinstance(what, str):
                names.append((start, len(text), what))
            else:
                one = attributions.setdefault(what[1], {"source": [], "cue": [], "content": []})
                one[what[0]].append((start, len(text)))
    return text + line[at:], names, attributions


def newswire(path: Path, segmented) -> list[dict]:
    from .names import covered
    from .texts import joined

    lines = [l for l in path.read_text("utf-8").split("\n") if l.strip() and not l.startswith("#")]
    parsed = [parse(line) for line in lines]
    out = segmented([(str(i), text) for i, (text, _, _) in enumerate(parsed)])
    for passage, (_, names, attributions) in zip(out, parsed):
        spans = lambda pairs: [s for s in (covered(passage["offsets"], *p) for p in pairs) if s]
        passage["set"] = "own"
        passage["names"] = sorted([*covered(passage["offsets"], s, e), kind] for s, e, kind in names)
        passage["attributions"] = [
            {role: joined(spans(pairs)) for role, pairs in one.items()} for one in attributions.values()
        ]
    return out
