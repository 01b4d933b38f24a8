#!/usr/bin/env python3
"""Fits the weights by which two mentions are of one happening, on the training topics of ECB+.

    cargo build --release -p detente-bench
    target/release/detente-bench linking mentions ../shared/data pairs.jsonl
    python3 training/mentions.py pairs.jsonl crates/detente-linking/src/incident/mention/weights.tsv

Needs numpy and scipy. A pair of marked mentions that share a key is right where one chain holds
both: logistic regression, its weights in hundredths of the logarithm of odds. What it would do on
topics that it has not seen is told by five folds of the training topics, for several thresholds;
the threshold (`ENOUGH` in `pair.rs`) is the best of these. The development topics only get their
figures printed.
"""

import argparse
import heapq
import json
from collections import Counter, defaultdict

import numpy as np
from scipy.optimize import linear_sum_assignment, minimize

PENALTY = 1e-4
FOLDS = 5
UNLIKE, LEAST, MOST = -400, -600, 400  # as in chain.rs
THRESHOLDS = [-200, -150, -120, -100, -80, -60, -40, 0]


class Part:
    def __init__(self, row):
        self.numbers = [number for number, _ in row["mentions"]]
        self.topics = np.array([topic for _, topic in row["mentions"]])
        self.marked = dict(row["chains"])
        self.a = np.array([a for a, _, _ in row["pairs"]])
        self.b = np.array([b for _, b, _ in row["pairs"]])
        self.features = np.array([features for _, _, features in row["pairs"]], float)
        chain = [self.marked.get(number, -1 - number) for number in self.numbers]
        self.right = np.array([chain[a] == chain[b] for a, b in zip(self.a, self.b)], float)

    def scores(self, points, enough):
        return scores(self.marked, dict(zip(self.numbers, self.chains(points, enough))))

    def chains(self, points, enough):
        """Average linkage, as chain.rs has it."""
        points = np.clip(points, LEAST, MOST)
        count = len(self.numbers)
        near = defaultdict(dict)
        for a, b, value in zip(self.a, self.b, points):
            near[a][b] = near[b][a] = (value, 1)
        members = {at: [at] for at in range(count)}

        def average(a, b):
            total, known = near[a][b]
            pairs = len(members[a]) * len(members[b])
            return (total + (pairs - known) * UNLIKE) / pairs

        queue = [(-average(a, b), a, b) for a in near for b in near[a] if a < b]
        heapq.heapify(queue)
        while queue and -queue[0][0] >= enough:
            value, a, b = heapq.heappop(queue)
            if a not in members or b not in members or -average(a, b) != value:
                continue
            members[a] += members.pop(b)
            for other, (total, known) in near.pop(b).items():
                del near[other][b]
                if other != a:
                    old = near[a].get(other, (0, 0))
                    near[a][other] = near[other][a] = (old[0] + total, old[1] + known)
            for other in near[a]:
                heapq.heappush(queue, (-average(a, other), *sorted((a, other))))
        out = [0] * count
        for chain, inside in members.items():
            for at in inside:
                out[at] = chain
        return out


def scores(marked, found):
    """CoNLL and B³ in hundredths; tests of `detente-bench` say what they are."""
    sides = []
    for of in (marked, found):
        chains = defaultdict(set)
        for mention, chain in of.items():
            chains[chain].add(mention)
        chains = list(chains.values())
        sides.append((chains, {m: at for at, chain in enumerate(chains) for m in chain}))
    (one, of_one), (other, of_other) = sides
    both = Counter((of_one[m], of_other[m]) for m in of_one if m in of_other)

    def links(chains, by):
        kept = sum(len(c) - len({by.get(m, (m,)) for m in c}) for c in chains)
        return kept / max(1, sum(len(c) - 1 for c in chains))

    def f1(p, r):
        return 2 * p * r / (p + r) if p + r else 0

    muc = f1(links(other, of_one), links(one, of_other))
    b3 = f1(
        sum(n * n / len(other[b]) for (_, b), n in both.items()) / len(of_other),
        sum(n * n / len(one[a]) for (a, _), n in both.items()) / len(of_one),
    )
    table = np.zeros((len(one), len(other)))
    for (a, b), n in both.items():
        table[a, b] = 2 * n / (len(one[a]) + len(other[b]))
    same = table[linear_sum_assignment(-table)].sum()
    ceaf = f1(same / len(other), same / len(one))
    return round(100 * (muc + b3 + ceaf) / 3, 2), round(100 * b3, 2)


def fit(features, right):
    spread = features.std(0)
    spread[spread == 0] = 1
    spread[0] = 100  # "always" is no feature to be held down
    x = features / spread

    def loss(w):
        z = x @ w
        chance = 1 / (1 + np.exp(-z))
        held = np.concatenate([[0], w[1:]])
        value = (np.logaddexp(0, z) - right * z).mean() + PENALTY * (held @ held)
        return value, x.T @ (chance - right) / len(right) + 2 * PENALTY * held

    start = np.zeros(x.shape[1])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 1000})
    # Points for a feature of 100.
    return np.round(found.x / spread * 100 * 100).astype(int)


def points(part, weights):
    return (part.features @ weights) / 100


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pairs")
    parser.add_argument("weights")
    arguments = parser.parse_args()
    parts, names = {}, []
    with open(arguments.pairs, encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            parts[row["part"], row["input"]] = Part(row)
            names = row["features"]
    train = parts["training", "marked"]
    fold = {topic: at % FOLDS for at, topic in enumerate(sorted(set(train.topics)))}
    unseen = {key: np.zeros(len(parts[key].a)) for key in parts if key[0] == "training"}
    of = {}
    for key in unseen:
        topics = parts[key].topics
        sides = (parts[key].a, parts[key].b)
        of[key] = [np.array([fold[t] for t in topics[side]]) for side in sides]
    for at in range(FOLDS):
        one, other = of["training", "marked"]
        used = (one != at) & (other != at)
        weights = fit(train.features[used], train.right[used])
        for key, value in unseen.items():
            here = of[key][0] == at
            value[here] = points(parts[key], weights)[here]
    weights = fit(train.features, train.right)
    for enough in THRESHOLDS:
        for key, value in unseen.items():
            print(enough, *key, "unseen topics", *parts[key].scores(value, enough))
    for enough in THRESHOLDS:
        for input in ("marked", "found"):
            part = parts["development", input]
            print(enough, "development", input, *part.scores(points(part, weights), enough))
    with open(arguments.weights, "w", encoding="utf-8") as out:
        for name, value in zip(names, weights):
            out.write(f"{name}\t{value}\n")


if __name__ == "__main__":
    main()
