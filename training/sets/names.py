"""Sets of names: worldwide-ner, wnut17, re3d."""

import json
import tarfile
from pathlib import Path

from . import quotes
from .conllu import bio

WORLDWIDE = {
    "Person": "PERSON", "Organization": "ORG", "Location": "LOC", "Facility": "FAC",
    "NORP": "NORP", "Product": "PRODUCT", "Date": "DATE", "Money": "MONEY", "Misc": "MISC",
}
WNUT = {
    "person": "PERSON", "location": "LOC", "corporation": "ORG", "group": "ORG",
    "product": "PRODUCT", "creative-work": "MISC",
}
RE3D = {"Person": "PERSON", "Organisation": "ORG", "Location": "LOC"}


def documents(data: Path) -> list[tuple[str, list]]:
    """Documents of worldwide-ner, region by region, sorted by name: sentences of (word, tag)."""
    out = []
    for region in ("asia", "indigenous", "latam"):
        with tarfile.open(data / "worldwide-ner" / f"{region}.tar.xz") as archive:
            members = sorted((m for m in archive if m.isfile()), key=lambda m: m.name)
            for member in members:
                text = archive.extractfile(member).read().decode("utf-8", "replace")
                sentences, sentence = [], []
                for line in text.split("\n"):
                    cells = [c for c in line.rstrip("\r").split("\t") if c]
                    if len(cells) < 2:
                        if sentence:
                            sentences.append(sentence)
                        sentence = []
                    else:
                        sentence.append((cells[0].strip(), cells[-1].strip()))
                if sentence:
                    sentences.append(sentence)
                # A document that begins with RTF mark-up begins where the mark-up ends.
                if sentences and any("rtf" in w for w, _ in sentences[0]):
                    sentences = [s for s in sentences if not any(w.startswith("\\") for w, _ in s)]
                out.append((member.name, sentences))
    return out


def worldwide(data: Path, part: str) -> list[dict]:
    """Every tenth document of a region is dev; its sentences are taken out of train."""
    docs = documents(data)
    regions = {}
    for name, sentences in docs:
        regions.setdefault(name.split("/")[0], []).append((name, sentences))
    dev, train = [], []
    for region in regions.values():
        for i, doc in enumerate(region):
            (dev if i % 10 == 9 else train).append(doc)
    seen = {tuple(w for w, _ in s) for _, sentences in dev for s in sentences if len(s) > 3}
    out = []
    for name, sentences in dev if part == "dev" else train:
        if part == "train":
            sentences = [s for s in sentences if tuple(w for w, _ in s) not in seen]
        out += passages(name, sentences, WORLDWIDE, "worldwide-ner")
    return out


def passages(doc: str, sentences: list, types: dict, name: str) -> list[dict]:
    """One passage a document."""
    words, tags, bounds = [], [], []
    for sentence in sentences:
        pairs = [(w, t) for w, t in sentence if w]
        if pairs:
            bounds.append([len(words), len(words) + len(pairs)])
            words += [w for w, _ in pairs]
            tags += [t for _, t in pairs]
    if not words:
        return []
    spans = [s for a, b in bounds for s in ([a + x, a + y, t] for x, y, t in bio(tags[a:b], types))]
    quote = [q for a, b in bounds for q in quotes(words[a:b])]
    return [{
        "set": name, "doc": doc, "words": words, "space": spaces(words), "sentences": bounds,
        "quote": quote, "names": spans,
    }]


def spaces(words: list[str]) -> list[bool]:
    """A guess at where spaces stood, for sets that do not keep them.

    >>> spaces(["He", "left", ",", "n't", "."])
    [True, False, False, False, True]
    """
    closing = (".", ",", ";", ":", "!", "?", ")", "]", "'s", "’s", "n't", "n’t", "%", "”", "''")
    opening = ("(", "[", "“", "``", "$")
    return [
        not (w in opening or (i + 1 < len(words) and words[i + 1] in closing))
        for i, w in enumerate(words)
    ]


def wnut(data: Path, part: str) -> list[dict]:
    name = {"train": "wnut17train.conll", "dev": "emerging.dev.conll"}[part]
    sentences, sentence = [], []
    for line in (data / "wnut17" / name).read_text("utf-8").split("\n"):
        cells = line.split("\t")
        if len(cells) < 2 or not cells[0].strip():
            if sentence:
                sentences.append(sentence)
            sentence = []
        else:
            sentence.append((cells[0].strip(), cells[1].strip()))
    if sentence:
        sentences.append(sentence)
    out = [p for s in sentences for p in passages("wnut17", [s], WNUT, "wnut17")]
    for passage in out:
        passage["names_only"] = ["PERSON", "ORG", "LOC", "PRODUCT", "MISC"]
    return out


def re3d(data: Path, part: str, segmented) -> list[dict]:
    """Every tenth document of a source is dev. Person, organisation and location only.

    Its organisations and places are noun phrases: an article or a title in front stays out.
    """
    out = []
    for folder in sorted(p for p in (data / "re3d").iterdir() if p.is_dir()):
        rows = [json.loads(l) for l in (folder / "documents.json").read_text("utf-8").splitlines() if l.strip()]
        found = {}
        for line in (folder / "entities.json").read_text("utf-8").splitlines():
            if line.strip():
                entity = json.loads(line)
                found.setdefault(entity["documentId"], []).append(entity)
        wanted = [r for i, r in enumerate(rows) if (i % 10 == 9) == (part == "dev")]
        for passage, row in zip(segmented([(r["_id"], r["text"]) for r in wanted]), wanted):
            spans = []
            for entity in found.get(row["_id"], []):
                if entity["type"] in RE3D:
                    span = covered(passage["offsets"], entity["begin"], entity["end"])
                    if span:
                        while span[1] - span[0] > 1 and passage["words"][span[0]].lower() in ("the", "a", "an"):
                            span[0] += 1
                        while span[1] - span[0] > 1 and passage["words"][span[1] - 1] in ("'s", "’s", "'", "’"):
                            span[1] -= 1
                        spans.append([*span, RE3D[entity["type"]]])
            kept = []
            for span in sorted(spans, key=lambda s: s[0] - s[1]):
                if all(span[1] <= s or span[0] >= e for s, e, _ in kept):
                    kept.append(span)
            passage |= {"set": "re3d", "names": sorted(kept), "names_only": ["PERSON", "ORG", "LOC"]}
            if part == "train":
                passage |= proper(passage)
            out.append(passage)
    return out


SMALL = {"of", "and", "the", "for", "in", "on", "al", "an", "el", "de", "la", "-", "’s", "'s", "."}
TITLES = set("minister prime foreign defense defence secretary president king prince sheikh ambassador general gen. lt. "
             "col. maj. brig. dr. dr mr mr. mrs mrs. ms ms. sir lord senator sen. captain capt. colonel envoy".split())
PRONOUNS = set("we they our us you i he she it his her their its them my who".split())


def proper(passage: dict) -> dict:
    """The entities that are names; the others, with titles, become stretches that teach nothing.

    The set marks pronouns and noun phrases as well ("coalition soldiers", "our allies", "they").
    """
    names, unsure = [], []
    for start, end, kind in passage["names"]:
        words = passage["words"][start:end]
        first = start
        while kind == "PERSON" and first < end - 1 and passage["words"][first].lower() in TITLES:
            first += 1
        named = [w for w in words if w.lower() not in SMALL and w[:1].isalpha()]
        people = kind != "PERSON" and len(words) == 1 and words[0].endswith("s") and not words[0].isupper()
        if words[-1].lower() in TITLES or "," in words:
            unsure.append([start, end])
        elif named and all(w[:1].isupper() for w in named) and words[0].lower() not in PRONOUNS | TITLES and not people:
            names.append([start, end, kind])
        elif first > start and all(w[:1].isupper() for w in passage["words"][first:end]):
            unsure.append([start, first])
            names.append([first, end, kind])
        else:
            unsure.append([start, end])
    return {"names": names, "unsure": unsure}


def covered(offsets: list, start: int, end: int) -> list[int] | None:
    """The words that overlap a stretch of code points, or nothing.

    >>> covered([[0, 3], [4, 8], [8, 9]], 4, 8)
    [1, 2]
    """
    inside = [i for i, (s, e) in enumerate(offsets) if s < end and e > start]
    return [inside[0], inside[-1] + 1] if inside else None
