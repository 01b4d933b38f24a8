#!/usr/bin/env python3
"""Fits the weights of references within a report on GUM.

    cargo build --release -p detente-bench
    target/release/detente-bench world decisions ../shared/data decisions.jsonl
    python3 training/references.py decisions.jsonl crates/detente-reading/src/reference/weights.tsv

Needs numpy and scipy. A decision is a mention with the entities that it may join: the model is a
softmax over them and a new one, of whole-number weights. Documents are those of the training part
of GUM (news, interview, bio, voyage, academic, court; CC BY and CC BY-SA); every tenth of a genre
is left out.
"""

import argparse
import json

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

SCALE = 100  # points for a factor of e


def load(path, keep):
    names, groups, rows, cols = {}, [], [], []
    right, weight = [], []
    row = 0
    for line in open(path):
        one = json.loads(line)
        if not keep(one) or not one["entities"]:
            continue
        start = row
        anaphor = False
        for candidate in one["entities"]:
            for name in candidate["features"]:
                rows.append(row)
                cols.append(names.setdefault(name, len(names)))
            right.append(candidate["right"])
            anaphor |= candidate["right"]
            row += 1
        for name in one["new"]:
            rows.append(row)
            cols.append(names.setdefault(name, len(names)))
        right.append(not anaphor)
        row += 1
        groups.append((start, row))
        weight.append(value(one, anaphor))
    matrix = csr_matrix((np.ones(len(rows)), (rows, cols)), shape=(row, len(names)))
    return names, matrix, np.array(groups), np.array(right), np.array(weight)


def value(one, anaphor):
    """What a decision counts: those of a report more than those of a guide book, mentions that
    stand for something said before more than others, which are many."""
    near = 1.0 if one["genre"] in ("news", "interview", "bio") else 0.6
    return near * (ANAPHOR if anaphor else 1.0)


ANAPHOR = 3.0


def fit(matrix, groups, right, weight, penalty):
    starts = groups[:, 0]
    sizes = groups[:, 1] - groups[:, 0]
    member = np.repeat(np.arange(len(groups)), sizes)

    def loss(w):
        score = matrix @ w
        top = np.maximum.reduceat(score, starts)
        exp = np.exp(score - top[member])
        whole = np.add.reduceat(exp, starts)
        p = exp / whole[member]
        good = np.add.reduceat(exp * right, starts)
        value = -(weight * np.log(good / whole + 1e-12)).sum() + penalty * (w @ w)
        share = np.where(right, exp / good[member], 0.0)
        gradient = matrix.T @ ((p - share) * weight[member]) + 2 * penalty * w
        return value, gradient

    result = minimize(loss, np.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 250})
    return result.x


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("decisions")
    parser.add_argument("weights")
    parser.add_argument("--penalty", type=float, default=0.5)
    arguments = parser.parse_args()
    names, matrix, groups, right, weight = load(arguments.decisions, lambda one: not one["dev"])
    w = fit(matrix, groups, right, weight, arguments.penalty)
    score = matrix @ w
    hits = sum(right[a + np.argmax(score[a:b])] for a, b in groups)
    print(f"{len(groups)} decisions, {len(names)} features, {hits / len(groups):.4f} right where fitted")
    points = {name: int(round(SCALE * w[at])) for name, at in names.items()}
    with open(arguments.weights, "w", encoding="utf-8", newline="\n") as file:
        file.write("# question/kind/answer, points. Made by training/references.py; a hundred points more make\n")
        file.write("# an entity 2.7 times as likely.\n")
        for name in sorted(points):
            if points[name]:
                file.write(f"{name}\t{points[name]}\n")


if __name__ == "__main__":
    main()
