"""What the training reads, set by set, and how often."""

import pickle
import random
from pathlib import Path

import sets

from .pieces import Vocabulary
from .windows import Window, windows

# Passes over a set for one over polnear, the largest.
REPEAT = {
    "ud-ewt": 2.0, "gum": 2.0, "worldwide-ner": 1.7, "polnear": 1.0, "re3d": 2.0, "wnut17": 1.0,
    "own": 4.0, "aljazeera": 0.25, "reuters": 0.15,
}
PLAIN = ["aljazeera", "reuters"]


# Sets whose names are now and then replaced by others of their kind: a name never seen must be
# known by its place.
SWAPPED = ["worldwide-ner", "own"]


def pool(passages: list[dict], elsewhere: dict[str, list[list[str]]]) -> dict[str, list[list[str]]]:
    """The names of a set by type, each once, and those from elsewhere, up to three for one."""
    found = {}
    for passage in passages:
        for start, end, kind in passage["names"]:
            if kind in ("PERSON", "ORG", "LOC", "GPE", "FAC", "GROUP", "PRODUCT"):
                found.setdefault(kind, set()).add(tuple(passage["words"][start:end]))
    out = {kind: [list(name) for name in sorted(names)] for kind, names in found.items()}
    # Toponyms from elsewhere are not told apart as our own are.
    loose = not any(kind == "GPE" for kind in out)
    for kind in out if loose else ("PERSON", "GROUP"):
        more = elsewhere.get(kind, [])
        out[kind] = out[kind] + random.Random(1).sample(more, min(len(more), 3 * len(out[kind])))
    return out


def swapped(passage: dict, names: dict[str, list[list[str]]], rng: random.Random) -> dict:
    """The passage with some of its names replaced: a name everywhere by the same other one."""
    chosen, words, quote, spans = {}, [], [], []
    place = [0] * (len(passage["words"]) + 1)
    at = 0
    for start, end, kind in [*sorted(passage["names"]), (len(passage["words"]),) * 2 + ("",)]:
        for w in range(at, start):
            place[w] = len(words)
            words.append(passage["words"][w])
            quote.append(passage["quote"][w])
        if kind == "":
            break
        own = tuple(passage["words"][start:end])
        if own not in chosen:
            swap = kind in names and rng.random() < 0.5
            chosen[own] = rng.choice(names[kind]) if swap else list(own)
        for w in range(start, end):
            place[w] = len(words)
        spans.append([len(words), len(words) + len(chosen[own]), kind])
        words += chosen[own]
        quote += [passage["quote"][start]] * len(chosen[own])
        at = end
    place[len(passage["words"])] = len(words)
    move = lambda pairs: [[place[s], place[e]] for s, e in pairs]
    out = {
        "set": passage["set"], "words": words, "quote": quote, "names": spans,
        "sentences": move(passage["sentences"]), "blocks": move(passage.get("blocks", [])),
        "space": [True] * len(words),
    }
    if "names_only" in passage:
        out["names_only"] = passage["names_only"]
    return out


class Part:
    """One set: every call cuts it anew, into windows of a length drawn for each passage."""

    def __init__(self, name: str, passages: list[dict], vocabulary: Vocabulary, elsewhere: dict):
        self.repeat = REPEAT.get(name, 1.0)
        self.passages, self.vocabulary = passages, vocabulary
        self.names = pool(passages, elsewhere) if name in SWAPPED else None
        # Sentence by sentence, in short runs and in full windows: all lengths must be met.
        self.cuts = {
            budget: [windows(p, vocabulary, budget) for p in passages] for budget in (1, 60, 126)
        }

    def __len__(self):
        return len(self.cuts[126])

    def __iter__(self):
        return (w for cut in self.cuts[126] for w in cut)

    def __call__(self, rng: random.Random) -> list[Window]:
        out = []
        for i in range(len(self)):
            times = int(self.repeat) + (rng.random() < self.repeat % 1)
            for _ in range(times):
                budget = rng.choice((1, 60, 126, 126))
                if self.names and rng.random() < 0.4:
                    other = swapped(self.passages[i], self.names, rng)
                    out.extend(windows(other, self.vocabulary, budget))
                else:
                    out.extend(self.cuts[budget][i])
        return out


def corpus(cache: Path, vocabulary: Vocabulary, without: set[str], plain: bool):
    """The parts to train on and the windows to look at. `plain` adds news without annotation."""
    names = ["ud-ewt", "gum", "worldwide-ner", "polnear", "re3d", "wnut17", "own"]
    names += PLAIN if plain else []
    train = {}
    elsewhere = pickle.loads((cache / "elsewhere.pickle").read_bytes())
    for name in names:
        if name not in without:
            train[name] = Part(name, sets.cached(cache, name, "train"), vocabulary, elsewhere)
    dev = {}
    for name in ("ud-ewt", "worldwide-ner", "polnear", "gum", "uner-ewt"):
        passages = sets.cached(cache, name, "dev")
        dev[name] = [w for p in passages for w in windows(p, vocabulary)]
    return train, dev
