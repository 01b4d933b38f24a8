"""TimeBank's events with what is said of their happening, for measuring factuality.

`denied`: negated, or under a word that denies or prevents it (SLINK NEG_EVIDENTIAL,
COUNTER_FACTIVE). `open`: with a modal, in the future, or under a word of wanting, planning or
supposing (SLINK MODAL, CONDITIONAL). `factual`: the rest.
"""

import re
import tarfile
from pathlib import Path
from xml.etree import ElementTree

OPEN = {"MODAL", "CONDITIONAL"}
DENIED = {"NEG_EVIDENTIAL", "COUNTER_FACTIVE"}


def flat(element) -> tuple[str, list[tuple[int, int, str]]]:
    """The text under an element and its EVENTs as (start, end, eid)."""
    text, found = "", []

    def walk(node):
        nonlocal text
        start = len(text)
        text += node.text or ""
        for child in node:
            walk(child)
            text += child.tail or ""
        if node.tag == "EVENT":
            found.append((start, len(text), node.get("eid")))

    walk(element)
    return text, found


def events(data: Path, part: str) -> list[dict]:
    """Documents `{id, text, events: [start, end, gold]}`; every tenth is dev."""
    out = []
    with tarfile.open(data / "tbaq" / "TimeBank.tar.xz") as archive:
        members = sorted((m for m in archive if m.isfile() and m.name.endswith(".tml")), key=lambda m: m.name)
        for number, member in enumerate(members):
            if (number % 10 == 9) != (part == "dev"):
                continue
            root = ElementTree.fromstring(archive.extractfile(member).read())
            body = root.find("TEXT") if root.find("TEXT") is not None else root
            text, found = flat(body)
            # Lines are broken inside sentences; paragraphs stand apart.
            text = re.sub(r"(?<!\n)\n(?!\n)", " ", text)
            instances, gold = {}, {}
            for made in root.iter("MAKEINSTANCE"):
                event = made.get("eventID")
                instances[made.get("eiid")] = event
                modal = (made.get("modality") or "").upper() not in ("", "NONE")
                what = "factual"
                if modal or made.get("tense") == "FUTURE":
                    what = "open"
                if made.get("polarity") == "NEG":
                    what = "denied"
                gold[event] = what
            for link in root.iter("SLINK"):
                event = instances.get(link.get("subordinatedEventInstance"))
                if event and gold[event] != "denied":
                    if link.get("relType") in DENIED:
                        gold[event] = "denied"
                    elif link.get("relType") in OPEN:
                        gold[event] = "open"
            rows = [[s, e, gold[eid]] for s, e, eid in found if eid in gold]
            if rows:
                out.append({"id": member.name, "text": text, "events": rows})
    return out
