"""Treebanks in CoNLL-U: ud-ewt, gum, and the names on ud-ewt's sentences (uner-ewt)."""

import difflib
import lzma
from pathlib import Path

from . import quotes

GENRES = ["academic", "bio", "court", "interview", "news", "voyage"]


def paragraphs(text: str, name: str) -> list[dict]:
    """Passages of a CoNLL-U text, one a paragraph, with the paragraph's raw text."""
    out, current, doc = [], None, ""
    for block in text.strip().split("\n\n"):
        rows, fresh, name_of = [], False, ""
        for line in block.split("\n"):
            if line.startswith("# newdoc"):
                doc, fresh = line.split("=", 1)[-1].strip(), True
            elif line.startswith("# newpar"):
                fresh = True
            elif line.startswith("# sent_id"):
                name_of = line.split("=", 1)[1].strip()
            elif line and not line.startswith("#"):
                rows.append(line.split("\t"))
        if fresh or current is None:
            current = {key: [] for key in ("words", "space", "sentences", "upos", "xpos", "lemma", "head", "deprel", "misc", "surface", "ids")}
            current |= {"set": name, "doc": doc}
            out.append(current)
        start = len(current["words"])
        joined = 0  # last word of a running multiword token
        for row in rows:
            gap = "SpaceAfter=No" not in row[9]
            if "-" in row[0]:
                low, joined = map(int, row[0].split("-"))
                current["surface"].append([start + low - 1, start + joined, row[1]])
                tail = gap
                continue
            if "." in row[0]:
                continue
            number = int(row[0])
            if number <= joined:
                gap = tail if number == joined else False
            current["words"].append(row[1])
            current["space"].append(gap)
            current["lemma"].append(row[2])
            current["upos"].append(row[3])
            current["xpos"].append(row[4])
            current["head"].append(int(row[6]))
            current["deprel"].append(row[7])
            current["misc"].append(row[9])
        current["sentences"].append([start, len(current["words"])])
        current["ids"].append(name_of)
    for passage in out:
        passage["quote"] = quotes(passage["words"])
        passage["blocks"] = [[0, len(passage["words"])]]
    return out


def without_misc(passages: list[dict]) -> list[dict]:
    return [{k: v for k, v in p.items() if k != "misc"} for p in passages]


def ewt(data: Path, part: str) -> list[dict]:
    folder = data / "ud-ewt"
    path = folder / f"en_ewt-ud-{part}.conllu"
    text = path.read_text("utf-8") if path.exists() else lzma.open(f"{path}.xz", "rt", encoding="utf-8").read()
    return without_misc(paragraphs(text, "ud-ewt"))


def uner(data: Path, part: str) -> list[dict]:
    """The sentences of ewt with PER, ORG and LOC."""
    tagged, sentence = {}, []
    for line in (data / "uner-ewt" / f"en_ewt-ud-{part}.iob2").read_text("utf-8").split("\n"):
        cells = line.split("\t")
        if line.startswith("# sent_id"):
            sentence = tagged.setdefault(line.split("=", 1)[1].strip(), [])
        elif len(cells) > 2 and cells[0].isdigit():
            sentence.append((cells[1], cells[2]))
    passages, tags = ewt(data, part), []
    for passage in passages:
        for (s, e), name in zip(passage["sentences"], passage["ids"]):
            words, row, pairs = passage["words"][s:e], ["O"] * (e - s), tagged[name]
            # The two come from releases in which a few words are cut otherwise.
            matcher = difflib.SequenceMatcher(None, words, [w for w, _ in pairs], autojunk=False)
            for block in matcher.get_matching_blocks():
                for k in range(block.size):
                    row[block.a + k] = pairs[block.b + k][1]
            tags += row
    at, full = 0, {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}
    for passage in passages:
        n = len(passage["words"])
        passage["names"] = bio(tags[at : at + n], full)
        passage["names_only"] = ["PERSON", "ORG", "LOC"]
        passage["set"] = "uner-ewt"
        at += n
        for layer in ("upos", "xpos", "lemma", "head", "deprel"):
            del passage[layer]
    return passages


def bio(tags: list[str], types: dict[str, str]) -> list[list]:
    """Spans of BIO tags; an I- that continues nothing begins a span.

    >>> bio(["B-PER", "I-PER", "O", "I-LOC"], {"PER": "PERSON", "LOC": "LOC"})
    [[0, 2, 'PERSON'], [3, 4, 'LOC']]
    """
    out, before = [], None
    for i, tag in enumerate(tags):
        side, _, kind = tag.partition("-")
        kind = types.get(kind)
        if kind is None:
            before = None
            continue
        if side == "I" and before == kind:
            out[-1][1] = i + 1
        else:
            out.append([i, i + 1, kind])
        before = kind
    return out


def gum(data: Path, part: str) -> list[dict]:
    """Every tenth document of a genre is dev. Proper-name entities become names."""
    out = []
    for genre in GENRES:
        with lzma.open(data / "gum" / f"gum-{genre}.conllu.xz", "rt", encoding="utf-8") as file:
            passages = paragraphs(file.read(), "gum")
        docs = list(dict.fromkeys(p["doc"] for p in passages))
        wanted = {d for i, d in enumerate(docs) if (i % 10 == 9) == (part == "dev")}
        out += [p for p in passages if p["doc"] in wanted]
    for passage in out:
        passage["names"] = proper(passage)
        passage["names_only"] = ["PERSON", "ORG", "LOC", "EVENT"]
        passage["genre"] = passage["doc"].split("_")[1]
    return without_misc(out)


TYPES = {"person": "PERSON", "place": "LOC", "organization": "ORG"}


def proper(passage: dict) -> list[list]:
    """Entities whose head is a proper noun, cut to the run of proper nouns that holds it."""
    spans, stack = [], []
    for i, misc in enumerate(passage["misc"]):
        field = next((f[7:] for f in misc.split("|") if f.startswith("Entity=")), "")
        at = 0
        while at < len(field):
            if field[at] == "(":
                stop = at + 1
                while stop < len(field) and field[stop] not in "()":
                    stop += 1
                cells = field[at + 1 : stop].split("-")
                stack.append((cells[0], i, cells[1]))
                at = stop
                if at < len(field) and field[at] == ")":
                    _, start, kind = stack.pop()
                    spans.append((start, i + 1, kind))
                    at += 1
            else:
                stop = field.index(")", at)
                number = field[at:stop]
                for k in range(len(stack) - 1, -1, -1):
                    if stack[k][0] == number:
                        _, start, kind = stack.pop(k)
                        spans.append((start, i + 1, kind))
                        break
                at = stop + 1
    out = set()
    base = {w: s for s, e in passage["sentences"] for w in range(s, e)}
    for start, end, kind in spans:
        if kind not in TYPES:
            continue
        inside = range(start, end)
        heads = [w for w in inside if passage["head"][w] == 0 or base[w] + passage["head"][w] - 1 not in inside]
        if len(heads) != 1 or passage["upos"][heads[0]] != "PROPN":
            continue
        low = high = heads[0]
        while low - 1 >= start and passage["upos"][low - 1] == "PROPN":
            low -= 1
        while high + 1 < end and passage["upos"][high + 1] == "PROPN":
            high += 1
        out.add((low, high + 1, TYPES[kind]))
    # Where two overlap the longer one stays.
    kept = []
    for span in sorted(out, key=lambda s: (s[0] - s[1], s[0])):
        if all(span[1] <= s or span[0] >= e for s, e, _ in kept):
            kept.append(span)
    return [list(s) for s in sorted(kept)]
