"""Builds the cache of passages and prints what is in it."""

import argparse
import pickle
from pathlib import Path

from . import conllu, elsewhere, names, own, texts

arguments = argparse.ArgumentParser(prog="python -m sets", description=__doc__)
arguments.add_argument("data", type=Path, help="the folder of data sets")
arguments.add_argument("--cache", type=Path, required=True)
arguments.add_argument("--segment", nargs="+", required=True, help="the program that cuts raw text (examples/segment.rs)")
arguments.add_argument("--only", nargs="*", default=[])
options = arguments.parse_args()
segmented = texts.segmenter(options.segment)
data = options.data
written = Path(__file__).parent.parent / "data" / "newswire.txt"

MAKERS = {
    ("ud-ewt", "train"): lambda: conllu.ewt(data, "train"),
    ("ud-ewt", "dev"): lambda: conllu.ewt(data, "dev"),
    ("ud-ewt", "test"): lambda: conllu.ewt(data, "test"),
    ("gum", "train"): lambda: conllu.gum(data, "train"),
    ("gum", "dev"): lambda: conllu.gum(data, "dev"),
    ("uner-ewt", "dev"): lambda: conllu.uner(data, "dev"),
    ("uner-ewt", "test"): lambda: conllu.uner(data, "test"),
    ("worldwide-ner", "train"): lambda: names.worldwide(data, "train"),
    ("worldwide-ner", "dev"): lambda: names.worldwide(data, "dev"),
    ("wnut17", "train"): lambda: names.wnut(data, "train"),
    ("wnut17", "dev"): lambda: names.wnut(data, "dev"),
    ("re3d", "train"): lambda: names.re3d(data, "train", segmented),
    ("re3d", "dev"): lambda: names.re3d(data, "dev", segmented),
    ("polnear", "train"): lambda: texts.polnear(data, "train", segmented),
    ("polnear", "dev"): lambda: texts.polnear(data, "dev", segmented),
    ("own", "train"): lambda: own.newswire(written, segmented) if written.exists() else [],
    ("aljazeera", "train"): lambda: texts.plain(data, "aljazeera", 30000, segmented),
    ("reuters", "train"): lambda: texts.plain(data, "reuters", 30000, segmented),
}

options.cache.mkdir(parents=True, exist_ok=True)
print(f"{'set':14} {'part':6} {'passages':>8} {'sentences':>9} {'words':>8} {'names':>7} {'attributions':>12}")
for (name, part), make in MAKERS.items():
    if options.only and name not in options.only:
        continue
    passages = make()
    for i, passage in enumerate(passages):
        passage["id"] = f"{name}.{part}.{i}"
    with open(options.cache / f"{name}.{part}.pickle", "wb") as file:
        pickle.dump(passages, file)
    count = lambda key: sum(len(p.get(key, [])) for p in passages)
    print(f"{name:14} {part:6} {len(passages):8} {count('sentences'):9} {count('words'):8} {count('names'):7} {count('attributions'):12}", flush=True)

if not options.only:
    with open(options.cache / "elsewhere.pickle", "wb") as file:
        pickle.dump(found := elsewhere.pools(data, segmented), file)
    print("names from elsewhere:", {kind: len(names) for kind, names in found.items()})
