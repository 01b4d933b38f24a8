"""spaCy's small English model on the same texts. Run by the interpreter that has spaCy.

JSONL in, JSONL out, as `detente-bench predict` does; `speed` reads `{"text"}` lines instead and prints
seconds. Relations are ClearNLP's, not Universal Dependencies', so only heads can be compared, and
those only in part: the two schemes differ in what heads what.
"""

import importlib
import json
import sys
import time
from pathlib import Path

import spacy
from spacy.tokens import Doc

TYPES = {
    "PERSON": "PERSON", "ORG": "ORG", "GPE": "GPE", "LOC": "LOC", "FAC": "FAC", "NORP": "NORP",
    "PRODUCT": "PRODUCT", "EVENT": "EVENT", "DATE": "DATE", "MONEY": "MONEY",
}


def load(package: str):
    """A model by the name of the package that carries it."""
    folder = Path(importlib.import_module(package).__file__).parent
    return spacy.load(next(folder.glob("*/config.cfg")).parent)


def layers(doc, bounds, start_of) -> dict:
    out = {"upos": [t.pos_ for t in doc], "xpos": [t.tag_ for t in doc], "lemma": [t.lemma_ for t in doc]}
    out["deprel"] = ["root" if t.head.i == t.i else t.dep_ for t in doc]
    out["head"] = [0 if t.head.i == t.i else t.head.i - start_of[t.i] + 1 for t in doc]
    out["names"] = [[e.start, e.end, TYPES[e.label_]] for e in doc.ents if e.label_ in TYPES]
    out["sentences"] = bounds
    return out


def main() -> None:
    package, task = sys.argv[1:3]
    nlp = load(package)
    rows = [json.loads(line) for line in sys.stdin]
    if task == "speed":
        texts = [row["text"] for row in rows]
        list(nlp.pipe(texts[:5]))
        began, before = time.perf_counter(), time.process_time()
        sentences = words = 0
        for doc in nlp.pipe(texts):
            sentences += sum(1 for _ in doc.sents)
            words += len(doc)
        seconds, processor = time.perf_counter() - began, time.process_time() - before
        print(json.dumps({"seconds": seconds, "processor": processor, "sentences": sentences, "words": words}))
        return
    for row in rows:
        if "words" in row:
            whole = {}
            for key in ("upos", "xpos", "lemma", "deprel", "head"):
                whole[key] = []
            whole["names"], whole["sentences"] = [], row["sentences"]
            # The sentences are given, so each is read alone, as a tree of its own.
            for s, e in row["sentences"]:
                doc = Doc(nlp.vocab, words=row["words"][s:e], spaces=row["space"][s:e])
                for i, token in enumerate(doc):
                    token.is_sent_start = i == 0
                doc = nlp(doc)
                found = layers(doc, None, [0] * len(doc))
                for key in ("upos", "xpos", "lemma", "deprel", "head"):
                    whole[key] += found[key]
                whole["names"] += [[a + s, b + s, t] for a, b, t in found["names"]]
            row.update(whole)
        else:
            doc = nlp(row["text"])
            keep = [t for t in doc if not t.is_space]
            number = {t.i: n for n, t in enumerate(keep)}
            bounds = []
            for sent in doc.sents:
                inside = [number[t.i] for t in sent if t.i in number]
                if inside:
                    bounds.append([inside[0], inside[-1] + 1])
            first = {w: s for s, e in bounds for w in range(s, e)}
            row["words"] = [t.text for t in keep]
            row["sentences"] = bounds
            row["upos"] = [t.pos_ for t in keep]
            heads = [number.get(t.head.i, number[t.i]) for t in keep]
            row["head"] = [0 if h == n else h - first[n] + 1 for n, h in enumerate(heads)]
            row["deprel"] = ["root" if h == n else t.dep_ for n, (t, h) in enumerate(zip(keep, heads))]
        print(json.dumps(row))


main()
