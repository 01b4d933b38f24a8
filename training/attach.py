#!/usr/bin/env python3
"""Fits the weights of where a happening was on Halterman's records.

    cargo build --release -p detente-bench
    target/release/detente-bench reading places ../shared/data places.jsonl
    python3 training/attach.py places.jsonl crates/detente-reading/src/attach/weights.tsv

Needs numpy and scipy. A decision is a happening with the places that its sentence offers: the model
is a softmax over them and none, of whole-number weights. The tenth of the sentences that
`detente-bench reading location` measures and the lines of leave-out.tsv are left out, and so are
records whose marked place is not among those offered.
"""

import argparse
import json
from collections import Counter

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

SCALE = 100  # points for a factor of e
SELDOM = 8  # answers seen less often are worth nothing
PENALTY = 3.0
# Seven of eight records of this source mark no place, many of them where the sentence says where:
# they teach that who was killed in a town was not killed there.
UNMARKED = "Masdar_RA"


def read(path):
    return [json.loads(line) for line in open(path, encoding="utf-8")]


def usable(one):
    """Whether a record says something of the choice."""
    found = any(place["right"] for place in one["offered"])
    if one["source"] == UNMARKED:
        return False
    return bool(one["offered"]) and (found or not one["places"])


def table(records, names):
    rows, cols, right, starts = [], [], [], []
    row = 0
    for one in records:
        starts.append(row)
        placed = bool(one["places"])
        sides = [(place["features"], place["right"]) for place in one["offered"]]
        for features, good in sides + [(one["none"], not placed)]:
            for name in features:
                if name in names:
                    rows.append(row)
                    cols.append(names[name])
            right.append(good)
            row += 1
    matrix = csr_matrix((np.ones(len(rows)), (rows, cols)), shape=(row, len(names)))
    return matrix, np.array(starts), np.array(right, dtype=bool)


def fit(matrix, starts, right, penalty):
    sizes = np.diff(np.append(starts, len(right)))
    member = np.repeat(np.arange(len(starts)), sizes)

    def loss(w):
        score = matrix @ w
        top = np.maximum.reduceat(score, starts)
        exp = np.exp(score - top[member])
        whole = np.add.reduceat(exp, starts)
        good = np.add.reduceat(exp * right, starts)
        value = -np.log(good / whole + 1e-12).sum() + penalty * (w @ w)
        share = np.where(right, exp / good[member], 0.0)
        return value, matrix.T @ (exp / whole[member] - share) + 2 * penalty * w

    start = np.zeros(matrix.shape[1])
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300}).x


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("decisions")
    parser.add_argument("weights")
    parser.add_argument("--penalty", type=float, default=PENALTY)
    arguments = parser.parse_args()
    records = [one for one in read(arguments.decisions) if not one["dev"] and not one["left_out"]]
    records = [one for one in records if usable(one)]
    seen = Counter()
    for one in records:
        for features in [place["features"] for place in one["offered"]] + [one["none"]]:
            seen.update(features)
    names = {name: at for at, name in enumerate(sorted(n for n in seen if seen[n] >= SELDOM))}
    matrix, starts, right = table(records, names)
    w = fit(matrix, starts, right, arguments.penalty)
    score = matrix @ w
    ends = np.append(starts[1:], len(right))
    hits = sum(right[a + np.argmax(score[a:b])] for a, b in zip(starts, ends))
    print(f"{len(records)} decisions, {len(names)} answers, {hits / len(records):.4f} right where fitted")
    with open(arguments.weights, "w", encoding="utf-8", newline="\n") as file:
        file.write("# question/answer, points. Made by training/attach.py; a hundred points more make a\n")
        file.write("# place 2.7 times as likely.\n")
        for name, at in names.items():
            points = int(round(SCALE * w[at]))
            if points:
                file.write(f"{name}\t{points}\n")


if __name__ == "__main__":
    main()
