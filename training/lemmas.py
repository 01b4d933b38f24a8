"""The table of dictionary forms: what the rules get wrong on the treebanks' train parts.

    python lemmas.py --cache DIR --program examples/lemmas [--write TABLE]

Prints the share of right forms on ud-ewt dev with gold tags. With `--write` it first gathers the
irregular forms; a form goes in with the lemma that it most often has, and only if it is made of
letters, so that slips and names stay out.
"""

import argparse
import subprocess
from collections import Counter, defaultdict
from pathlib import Path

import sets

arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
arguments.add_argument("--cache", type=Path, required=True)
arguments.add_argument("--program", required=True)
arguments.add_argument("--write", type=Path)
options = arguments.parse_args()


def rows(name: str, part: str):
    for p in sets.cached(options.cache, name, part):
        yield from zip(p["words"], p["upos"], p["xpos"], p["lemma"])


def found(items: list) -> list[str]:
    lines = "".join(f"{form}\t{upos}\t{xpos}\n" for form, upos, xpos, _ in items)
    done = subprocess.run([options.program], input=lines.encode(), stdout=subprocess.PIPE, check=True)
    return done.stdout.decode().split("\n")[: len(items)]


def kind(upos: str, xpos: str) -> str:
    """The class of `lemma/mod.rs`."""
    if upos in ("VERB", "AUX") and xpos in ("VBZ", "VBD", "VBN", "VBG"):
        return xpos
    if upos == "VERB":
        return "VB"
    if upos == "NOUN":
        return "NNS" if xpos in ("NNS", "NNPS") else "NN"
    if upos in ("ADJ", "ADV") and xpos in ("JJR", "RBR"):
        return "JJR"
    if upos in ("ADJ", "ADV") and xpos in ("JJS", "RBS"):
        return "JJS"
    if upos == "PRON" and xpos in ("PRP$", "WP$"):
        return "PRP$"
    return upos


if options.write:
    train = [r for name in ("ud-ewt", "gum") for r in rows(name, "train") if r[1] not in ("PROPN", "X")]
    seen, ruled = defaultdict(Counter), {}
    for (form, upos, xpos, lemma), guess in zip(train, found(train)):
        key = (form.lower().replace("’", "'"), kind(upos, xpos))
        seen[key][lemma] += 1
        ruled[key] = guess
    table = []
    for (form, what), lemmas in seen.items():
        lemma, times = lemmas.most_common(1)[0]
        letters = form.replace("'", "").replace("-", "")
        # Once only may be a slip of the pen; verbs and plurals are seldom slips.
        if lemma != ruled[(form, what)] and letters.isalpha() and letters.isascii() and lemma in (lemma.lower(), "I") \
                and (times > 1 or what.startswith("V") or what in ("NNS", "JJR", "JJS")):
            table.append(f"{form}\t{what}\t{lemma}\n")
    options.write.write_text("".join(sorted(table)))
    print(len(table), "irregular forms; build the program again to use them")

dev = list(rows("ud-ewt", "dev"))
wrong = Counter((f, u, x, l, g) for (f, u, x, l), g in zip(dev, found(dev)) if l != g)
print(f"{100 - 100 * sum(wrong.values()) / len(dev):.2f} % of {len(dev)} words")
for row, times in wrong.most_common(25):
    print(times, *row)
