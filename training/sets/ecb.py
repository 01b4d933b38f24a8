"""ECB+: sentences that tell of the same event, and such as do not."""

import csv
import tarfile
import xml.etree.ElementTree as ET
from itertools import combinations
from pathlib import Path

DEV = {2, 5, 12, 18, 21, 23, 34, 35}


def sentences(data: Path, part: str) -> dict[int, list[tuple[str, str, set[str]]]]:
    """By topic: (document, sentence, its action instances), of the checked sentences."""
    folder = data / "ecbplus"
    with open(folder / "ECBplus_coreference_sentences.topics-01-35.csv", newline="") as file:
        checked = {(int(t), f"{t}_{name}.xml", int(n)) for t, name, n in list(csv.reader(file))[1:]}
    out = {}
    with tarfile.open(folder / "ecbplus-topics-01-35.tar.xz") as archive:
        for member in sorted((m for m in archive if m.name.endswith(".xml")), key=lambda m: m.name):
            name = Path(member.name).name
            topic = int(name.split("_")[0])
            if (topic in DEV) != (part == "dev"):
                continue
            root = ET.fromstring(archive.extractfile(member).read())
            tokens = {t.get("t_id"): (int(t.get("sentence")), t.text or "") for t in root.iter("token")}
            where = {}
            for mark in root.find("Markables"):
                anchors = [a.get("t_id") for a in mark.findall("token_anchor")]
                if anchors:
                    where[mark.get("m_id")] = tokens[anchors[0]][0]
            acts = {}
            for link in root.iter("CROSS_DOC_COREF"):
                if link.get("note", "").startswith("ACT"):
                    for source in link.findall("source"):
                        if source.get("m_id") in where:
                            acts.setdefault(where[source.get("m_id")], set()).add(link.get("note"))
            words = {}
            for number, text in tokens.values():
                words.setdefault(number, []).append(text)
            for number, instances in sorted(acts.items()):
                if (topic, name, number) in checked:
                    out.setdefault(topic, []).append((name, " ".join(words[number]), instances))
    return out


def pairs(data: Path, part: str) -> list[tuple[str, str, int]]:
    """Pairs of sentences of different documents of one topic: 1 if they share an action."""
    out = []
    for rows in sentences(data, part).values():
        for a, b in combinations(rows, 2):
            if a[0] != b[0] and a[1] != b[1]:
                out.append((a[1], b[1], int(bool(a[2] & b[2]))))
    return out
