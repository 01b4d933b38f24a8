"""What the training reads, set by set, and how often."""

import random
from pathlib import Path

import sets

from .pieces import Vocabulary
from .windows import Window, windows

# Passes over a set for one over polnear, the largest.
REPEAT = {
    "ud-ewt": 2.0, "gum": 2.0, "worldwide-ner": 1.7, "polnear": 1.0, "re3d": 2.0, "wnut17": 1.0,
    "own": 4.0, "aljazeera": 0.5, "reuters": 0.3,
}
PLAIN = ["aljazeera", "reuters"]


class Part:
    """One set: every call cuts it anew, into windows of a length drawn for each passage."""

    def __init__(self, name: str, passages: list[dict], vocabulary: Vocabulary):
        self.repeat = REPEAT.get(name, 1.0)
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
                out.extend(self.cuts[rng.choice((1, 60, 126, 126))][i])
        return out


def corpus(cache: Path, vocabulary: Vocabulary, without: set[str], plain: bool):
    """The parts to train on and the windows to look at. `plain` adds news without annotation."""
    names = ["ud-ewt", "gum", "worldwide-ner", "polnear", "re3d", "wnut17", "own"]
    names += PLAIN if plain else []
    train = {}
    for name in names:
        if name not in without:
            train[name] = Part(name, sets.cached(cache, name, "train"), vocabulary)
    dev = {}
    for name in ("ud-ewt", "worldwide-ner", "polnear", "gum", "uner-ewt"):
        passages = sets.cached(cache, name, "dev")
        dev[name] = [w for p in passages for w in windows(p, vocabulary)]
    return train, dev
