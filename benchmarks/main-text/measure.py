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
    return re.sub(r"\W+", " ", text or "").strip().lower()


def metadata(gold, rows):
    """Share of pages whose first candidate agrees with the gold; where gold states a value."""
    print("\nmetadata: pages with gold / first candidate agrees / none found")
    for field, key in (("Title", "title"), ("Byline", "author"), ("Published", "date")):
        stated = right = none = 0
        for item, row in zip(gold, rows):
            if not item.get(key):
                continue
            stated += 1
            found = [value for kind, value, _ in row["metadata"] if kind == field]
            if not found:
                none += 1
            elif key == "date":
                right += item[key] in found[0]
            elif key == "author":
                names = [letters(name) for name in re.split("[;,]", item[key])]
                right += any(name and name in letters(found[0]) for name in names)
            else:
                right += letters(found[0]) == letters(item[key])
        print(f"{key:8} {stated:5} {100 * right / max(stated, 1):7.1f} % {none:5}")


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
    metadata(gold, rows)


if __name__ == "__main__":
    main()
