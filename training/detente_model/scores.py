"""Quick figures on dev parts, to choose by while training; the table is `measure`'s."""

import random

import torch

from .decode import decode
from .labels import DEPREL as DR, UPOS as UP
from .model import Model
from .pieces import Vocabulary
from .windows import Window, batches, collate

PLACES = {"GPE": "LOC", "LOC": "LOC", "FAC": "FAC", "GROUP": "ORG"}


class Counts:
    """True positives, predicted, gold."""

    def __init__(self):
        self.right = self.found = self.gold = 0

    def add(self, found: set, gold: set):
        self.right += len(found & gold)
        self.found += len(found)
        self.gold += len(gold)

    def f1(self) -> float:
        return 200 * self.right / max(1, self.found + self.gold)


def quick(model: Model, vocabulary: Vocabulary, sets: dict[str, list[Window]]) -> dict[str, float]:
    """Figures in percent for each dev set that is given."""
    model.eval()
    table = {}
    for name, all_windows in sets.items():
        tags = arcs = labelled = words = 0
        people, roles = Counts(), {r: Counts() for r in ("source", "cue", "content")}
        links = Counts()
        for batch in batches(all_windows, 6000, random.Random(0)):
            tensors = collate(batch, vocabulary)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                decoded = decode(model, tensors, greedy=True)
            for k, (w, one) in enumerate(zip(batch, decoded)):
                if w.heads is not None:
                    words += len(w.words)
                    gold_upos = [UP[t] for t in w.upos]
                    tags += sum(a == b for a, b in zip(gold_upos, one["upos"]))
                    flat = list(one["head"])
                    for s, e in w.sentences:
                        flat[s:e] = [0 if h == 0 else h + s for h in one["head"][s:e]]
                    good = [a == b for a, b in zip(flat, w.heads)]
                    arcs += sum(good)
                    labelled += sum(
                        g and DR[r].split(":")[0] == d.split(":")[0]
                        for g, r, d in zip(good, w.relations, one["deprel"])
                    )
                if w.names is not None and w.gold_names is not None:
                    keep = {"PERSON", "ORG", "LOC"}
                    found = {(k, s, e, PLACES.get(t, t)) for s, e, t in one["names"]}
                    gold = {(k, s, e, PLACES.get(t, t)) for s, e, t in w.gold_names}
                    people.add({x for x in found if x[3] in keep}, {x for x in gold if x[3] in keep})
                if w.attributions is not None:
                    for role, counts in roles.items():
                        def cover(all_of):
                            return {(k, x) for a in all_of for s, e in a[role] for x in range(s, e)}
                        counts.add(cover(one["attributions"]), cover(w.attributions))
                    def whole(all_of):
                        return {(k, tuple(tuple(sorted(map(tuple, a[r]))) for r in roles)) for a in all_of}
                    links.add(whole(one["attributions"]), whole(w.attributions))
        if words:
            table[f"{name} upos"] = 100 * tags / words
            table[f"{name} uas"] = 100 * arcs / words
            table[f"{name} las"] = 100 * labelled / words
        if people.gold:
            table[f"{name} names"] = people.f1()
        if roles["cue"].gold:
            for role, counts in roles.items():
                table[f"{name} {role}"] = counts.f1()
            table[f"{name} whole"] = links.f1()
    model.train()
    return table
