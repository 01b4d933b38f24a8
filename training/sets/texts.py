"""Raw texts through the program's own segmentation: polnear, and plain news."""

import io
import json
import random
import subprocess
import tarfile
from pathlib import Path

from .names import covered


def segmenter(command: list[str]):
    """A function from (id, text) pairs to passages in the same order."""

    def run(texts: list[tuple[str, str]]) -> list[dict]:
        lines = "".join(json.dumps({"id": i, "text": t}) + "\n" for i, t in texts)
        done = subprocess.run(command, input=lines.encode(), stdout=subprocess.PIPE, check=True)
        return [passage(json.loads(line)) for line in done.stdout.decode().splitlines()]

    return run


def passage(row: dict) -> dict:
    """The words of one segmented text, with their code points as `offsets`."""
    text, offsets = row["text"], row["words"]
    words = [text[s:e] for s, e in offsets]
    starts = [s for s, _ in offsets]

    def ranges(spans):
        out, at = [], 0
        for s, e in spans:
            first = at
            while at < len(starts) and starts[at] < e:
                at += 1
            if at > first:
                out.append([first, at])
        return out

    space = [i + 1 == len(offsets) or offsets[i + 1][0] > e for i, (_, e) in enumerate(offsets)]
    return {
        "doc": row["id"], "words": words, "space": space, "offsets": offsets, "quote": row["quote"],
        "sentences": ranges(row["sentences"]), "blocks": ranges(row["blocks"]),
    }


def polnear(data: Path, part: str, segmented) -> list[dict]:
    """One passage a file of annotation: articles with several annotators come several times."""
    files, texts = [], {}
    with tarfile.open(data / "polnear" / f"{part}.tar.xz") as archive:
        for member in archive:
            if not member.isfile():
                continue
            body = archive.extractfile(member).read().decode("utf-8")
            if member.name.endswith(".ann"):
                files.append((member.name, body))
            elif member.name.endswith(".txt"):
                texts[Path(member.name).stem] = body
    files.sort()
    made = {p["doc"]: p for p in segmented(sorted(texts.items()))}
    out = []
    for name, body in files:
        stem = Path(name).stem
        base = made.get(stem) or next((p for t, p in made.items() if t.startswith(stem) or stem.startswith(t)), None)
        if base is None:
            raise SystemExit(f"polnear: no text for {name}")
        out.append({**base, "set": "polnear", "annotator": name, "attributions": brat(body, base["offsets"])})
    return out


def brat(body: str, offsets: list) -> list[dict]:
    """The attributions of one annotation file as word spans."""
    spans, out = {}, []
    rows = body.split("\n")
    for row in rows:
        cells = row.split("\t")
        if row.startswith("T") and len(cells) > 1:
            kind, rest = cells[1].split(" ", 1)
            found = [covered(offsets, *map(int, piece.split())) for piece in rest.split(";")]
            spans[cells[0]] = (kind, [s for s in found if s])
    for row in rows:
        cells = row.split("\t")
        if row.startswith("E") and len(cells) > 1:
            one = {"source": [], "cue": [], "content": []}
            for part in cells[1].split()[1:]:
                role, _, name = part.partition(":")
                role = role.rstrip("0123456789").lower()
                if role in one and name in spans:
                    one[role] += spans[name][1]
            for role in one:
                one[role] = joined(one[role])
            if any(one.values()):
                out.append(one)
    return out


def joined(spans: list) -> list:
    """Spans in order, those that touch made one.

    >>> joined([[4, 6], [0, 2], [2, 3]])
    [[0, 3], [4, 6]]
    """
    out = []
    for s, e in sorted(spans):
        if out and s <= out[-1][1]:
            out[-1][1] = max(e, out[-1][1])
        else:
            out.append([s, e])
    return out


def plain(data: Path, name: str, sentences: int, segmented) -> list[dict]:
    """Whole reports drawn by a fixed seed until there are enough sentences."""
    import zstandard

    path = {"aljazeera": "aljazeera/aljazeera-3000.jsonl.zst", "reuters": "reuters21578/reuters21578.jsonl.zst"}[name]
    with open(data / path, "rb") as file:
        text = io.TextIOWrapper(zstandard.ZstdDecompressor().stream_reader(file), "utf-8")
        rows = [json.loads(line) for line in text]
    random.Random(1).shuffle(rows)
    out, total = [], 0
    for at in range(0, len(rows), 200):
        pairs = [(str(i), r.get("text") or r.get("body") or "") for i, r in enumerate(rows[at : at + 200], at)]
        for one in segmented(pairs):
            one["set"] = name
            out.append(one)
            total += len(one["sentences"])
        if total >= sentences:
            return out
    return out
