"""Names from other parts of the world, to stand in for those of a set: office holders, toponyms,
armed groups. A name never seen must be known by its place in the sentence, and the sets that
annotate names cover few regions. Only the names are taken, never the text around them.
"""

import csv
import json
import lzma
import re
import tomllib
from pathlib import Path

WORLD = Path(__file__).parent.parent.parent / "world"


def persons(data: Path) -> set[str]:
    with open(data / "office-holders" / "office_holders.csv", encoding="utf-8", newline="") as file:
        names = {row["person"].strip() for row in csv.DictReader(file)}
    # "Q4746340" stands where no label is known; a bracket tells namesakes apart.
    return {n for n in names if re.fullmatch(r"[A-ZÀ-ÖØ-Þ][^\d,()\u0400-\u04ff]+", n) and 1 < len(n.split()) < 5}


def places(data: Path) -> set[str]:
    folder = data / "lgl"
    found = set()
    for name, field in (("lgl.xml.xz", "phrase"), ("GeoVirus.xml", "name")):
        path = folder / name
        text = lzma.open(path, "rt", encoding="utf-8").read() if name.endswith("xz") else path.read_text("utf-8")
        found |= {m.strip() for m in re.findall(rf"<{field}>([^<]+)</{field}>", text)}
    return {p for p in found if p[:1].isupper() and not re.search(r"\d|&", p) and len(p) > 3 and len(p.split()) < 4}


def groups(data: Path) -> set[str]:
    found = set()
    for file in sorted((WORLD / "groups").glob("*.toml")):
        for row in tomllib.loads(file.read_text("utf-8"))["armed-group"]:
            found |= {n if isinstance(n, str) else n["text"] for n in [row["name"], *row.get("names", [])]}
    for line in (data / "un-sanctions" / "un_entities.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        # The DPRK and Iran lists are of companies.
        if row["list"] not in ("DPRK", "Iran"):
            found |= {a["name"].strip() for a in row["aliases"]}
    return {g for g in found if len(g.split()) < 6 and not re.search(r"[();/]", g)}


def pools(data: Path, segmented) -> dict[str, list[list[str]]]:
    """Names by type as words, sorted."""
    out = {}
    for kind, names in (("PERSON", persons(data)), ("LOC", places(data)), ("GROUP", groups(data))):
        found = segmented([(name, name) for name in sorted(names)])
        out[kind] = [passage["words"] for passage in found if passage["words"]]
    return out
