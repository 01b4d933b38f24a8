"""Main text on a set of pages with gold strings: detente beside trafilatura, in one run.

    measure.py SET MAIN_TEXT [--reading]

SET holds `evaldata.json` (URL -> file, with, without, title, author, date) and `html/`; MAIN_TEXT
is the example binary. Every string that must come out and does is a true positive, every one that
must not and does a false positive, summed over all pages, as trafilatura's own evaluation has it.
White space is collapsed and soft hyphens and zero-width characters dropped on all sides alike.
"""

import json
import os
import re
import statistics
import subprocess
import sys
import time

HELD_OUT = 2
WAYS = {
    "trafilatura": {},
    "trafilatura, fast": {"fast": True},
    "trafilatura, no comments": {"include_comments": False},
    "trafilatura, precision": {"favor_precision": True},
    "trafilatura, recall": {"favor_recall": True},
}


def normal(text):
    return re.sub(r"\s+", " ", re.sub("[\u00ad\u200b\ufeff]", "", text))


def counts(text, item):
    text = normal(text or "")
    own = [normal(string) in text for string in item["with"]]
    other = [normal(string) in text for string in item["without"]]
    return [sum(own), len(own) - sum(own), sum(other), len(other) - sum(other)]


def figures(rows):
    tp, fn, fp, tn = (sum(column) for column in zip(*rows))
    precision, recall = tp / (tp + fp), tp / (tp + fn)
    f1 = 2 * precision * recall / (precision + recall)
    return [100 * x for x in (precision, recall, f1, (tp + tn) / (tp + fn + fp + tn))]


def with_trafilatura(folder, gold, options):
    from trafilatura import extract

    texts, seconds = [], []
    for item in gold:
        with open(os.path.join(folder, "html", item["file"]), "rb") as file:
            page = file.read()
        started = time.perf_counter()
        text = extract(page, **options)
        seconds.append(time.perf_counter() - started)
        texts.append(text)
    return texts, seconds


def with_detente(folder, gold, binary, *flags):
    files = [os.path.join(folder, "html", item["file"]) for item in gold]
    printed = subprocess.run([binary, *flags, *files], capture_output=True, check=True).stdout
    rows = [json.loads(line) for line in printed.decode().split("\n") if line]
    assert len(rows) == len(gold), "a page was not read"
    return rows


def report(name, gold, texts, seconds, base):
    rows = [counts(text, item) for text, item in zip(texts, gold)]
    parts = {
        "all": rows,
        "tuned on": [row for at, row in enumerate(rows) if at % 3 != HELD_OUT],
        "held out": rows[HELD_OUT::3],
    }
    median, mean = statistics.median(seconds) * 1e3, statistics.mean(seconds) * 1e3
    for part, rows in parts.items():
        line = f"{name if part == 'all' else '':26} {part:9}" + "".join(f"{x:8.2f}" for x in figures(rows))
        if part == "all":
            line += f"{median:9.2f}{mean:9.2f}"
            line += f"{base[0] / median:8.1f}x{base[1] / mean:7.1f}x" if base else ""
        print(line, flush=True)
    return median, mean


def letters(text):
    return re.sub(r"\W+", " ", normal(text or "")).strip().lower()


FIELDS = (("Title", "title"), ("Byline", "author"), ("Published", "date"))


def agrees(key, value, item):
    """Whether a value is what the gold states; for authors, whether it names one of them."""
    if key == "date":
        return value == item[key]
    if key == "title":
        return letters(value) == letters(item[key])
    names = item[key] if isinstance(item[key], list) else re.split("[;,]", item[key])
    return any(name and name in letters(value) for name in map(letters, names))


def metadata(name, gold, first):
    """Where gold states a value: how often the first candidate is the same, how often none is."""
    for key, values in first.items():
        pairs = [(item, value) for item, value in zip(gold, values) if item.get(key)]
        right = sum(bool(value) and agrees(key, value, item) for item, value in pairs)
        none = sum(not value for _, value in pairs)
        print(f"{name:26} {key:9}{len(pairs):6} pages, right {100 * right / len(pairs):5.1f} %, none {none}")


def firsts(rows):
    def first(row, field):
        found = [value for kind, value, _ in row["metadata"] if kind == field]
        if field == "Published":
            found = [value for value in found if re.fullmatch(r"\d{4}-\d\d-\d\d", value)]
        return found[0] if found else None

    return {key: [first(row, field) for row in rows] for field, key in FIELDS}


def firsts_of_trafilatura(folder, gold):
    from trafilatura import extract_metadata

    found = {key: [] for _, key in FIELDS}
    for item in gold:
        with open(os.path.join(folder, "html", item["file"]), "rb") as file:
            document = extract_metadata(file.read())
        for key in found:
            found[key].append(getattr(document, key, None))
    return found


def main():
    folder, binary = sys.argv[1:3]
    with open(os.path.join(folder, "evaldata.json"), encoding="utf-8") as file:
        gold = list(json.load(file).values())
    head = f"{'':36}{'prec.':>8}{'recall':>8}{'F1':>8}{'acc.':>8}{'median':>9}{'mean ms':>9}"
    print(f"{len(gold)} pages\n{head}   detente is faster by (median, mean)")
    rows = with_detente(folder, gold, binary)
    base = report("detente", gold, [r["text"] for r in rows], [r["seconds"] for r in rows], None)
    captions = ["\n".join([row["text"], *row["captions"]]) for row in rows]
    report("detente, with captions", gold, captions, [row["seconds"] for row in rows], None)
    if "--reading" in sys.argv:
        whole = with_detente(folder, gold, binary, "--reading")
        report("detente, whole text stage", gold, [r["text"] for r in whole], [r["seconds"] for r in whole], None)
    for name, options in WAYS.items():
        texts, seconds = with_trafilatura(folder, gold, options)
        own = (statistics.median(seconds) * 1e3, statistics.mean(seconds) * 1e3)
        report(name, gold, texts, seconds, None)
        print(f"{'':36}detente is faster by {own[0] / base[0]:.1f} (median), {own[1] / base[1]:.1f} (mean)")
    print("\nmetadata, of the pages for which the gold states a value")
    metadata("detente", gold, firsts(rows))
    metadata("trafilatura", gold, firsts_of_trafilatura(folder, gold))


if __name__ == "__main__":
    main()
