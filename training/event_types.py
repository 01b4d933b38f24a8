#!/usr/bin/env python3
"""Learns the type of what one actor does to another from the pairs of plv.

    cargo build --release -p detente-bench
    target/release/detente-bench reading types ../shared/data types.jsonl
    python3 training/event_types.py types.jsonl models/english.safetensors \\
        crates/detente-reading/src/typing/weights.tsv

Needs numpy and scipy; a minute or two. The model is a multinomial logistic regression over the
features that the program gives out, with a class NONE of pairs between which nothing is done. A
word is known by itself and by where its pieces stand in the encoder's table of word pieces, so
that what is learned of "denounce" holds for "decry" too; both are folded into one row of whole
numbers a feature, and every word that news use often gets a row, seen in training or not.

Prints what five folds give (pairs of one sentence in one fold): for the pairs of plv among the
types alone, and with NONE. With --votes the frames' votes are features too.
"""

import argparse
import json
import struct
from collections import Counter

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, hstack

SCALE = 100  # points for a factor of e
LEAST = 3  # occurrences of a feature
COMMON = 12  # occurrences of a word in the reports
SMALL = 4  # points that no row needs
PENALTY = 1.0
KINDS = {"l": 1.0, "p": 1.0, "w": 0.4}  # features known by their word's pieces, and how much


class Pieces:
    """Words as means of their pieces in the model's table, centred, about of length one."""

    def __init__(self, path):
        with open(path, "rb") as file:
            size = struct.unpack("<Q", file.read(8))[0]
            head = json.loads(file.read(size))
            start = 8 + size

            def tensor(name, kind):
                at = head[name]["data_offsets"]
                file.seek(start + at[0])
                raw = np.frombuffer(file.read(at[1] - at[0]), kind)
                return raw.reshape(head[name]["shape"])

            table = tensor("word.weight", np.int8) * tensor("word.weight.scale", np.float32)[:, None]
            pieces = head["__metadata__"]["pieces"].split("\n")
        table = table - table.mean(0)
        self.table = table / np.linalg.norm(table, axis=1).mean()
        self.number = {piece: i for i, piece in enumerate(pieces)}
        self.known = {}

    def __getitem__(self, word):
        if word not in self.known:
            found = self.cut(word)
            mean = self.table[found].mean(0) if found else np.zeros(self.table.shape[1])
            self.known[word] = mean
        return self.known[word]

    def cut(self, word):
        """
        >>> one = Pieces.__new__(Pieces); one.number = {"de": 0, "##cry": 1, "##c": 2}
        >>> one.cut("decry"), one.cut("decoy")
        ([0, 1], [])
        """
        out, at = [], 0
        while at < len(word):
            for end in range(len(word), at, -1):
                piece = ("##" if at else "") + word[at:end]
                if piece in self.number:
                    out.append(self.number[piece])
                    at = end
                    break
            else:
                return []
        return out


def kind(feature):
    name, _, word = feature.partition("=")
    return (name, word) if name in KINDS and word else (None, None)


class Features:
    """Rows of features as a matrix: one column a feature that is not rare, then the pieces'
    dimensions for each of KINDS."""

    def __init__(self, rows, pieces):
        counts = Counter(feature for row in rows for feature in row)
        kept = sorted(feature for feature, count in counts.items() if count >= LEAST)
        self.names = {feature: i for i, feature in enumerate(kept)}
        self.pieces = pieces

    def matrix(self, rows):
        at, column = [], []
        for i, row in enumerate(rows):
            for feature in row:
                if feature in self.names:
                    at.append(i)
                    column.append(self.names[feature])
        sparse = csr_matrix((np.ones(len(at)), (at, column)), (len(rows), len(self.names)))
        if self.pieces is None:
            return sparse
        width = self.pieces.table.shape[1]
        dense = np.zeros((len(rows), width * len(KINDS)))
        start = {name: i * width for i, name in enumerate(KINDS)}
        for i, row in enumerate(rows):
            for feature in row:
                name, word = kind(feature)
                if name:
                    dense[i, start[name] : start[name] + width] += KINDS[name] * self.pieces[word]
        return hstack([sparse, csr_matrix(dense)]).tocsr()

    def folded(self, weights, words):
        """One row of weights a feature."""
        rows = {feature: weights[i].copy() for feature, i in self.names.items()}
        if self.pieces is None:
            return rows
        width = self.pieces.table.shape[1]
        known = {feature for feature in rows if kind(feature)[0]}
        known |= {f"{name}={word}" for word in words for name in ("l", "p")}
        for feature in known:
            name, word = kind(feature)
            start = len(self.names) + list(KINDS).index(name) * width
            told = KINDS[name] * self.pieces[word] @ weights[start : start + width]
            rows[feature] = rows.get(feature, 0) + told
        return rows


def fit(x, y, classes, steps=70):
    """Weights (features and a last row of biases, classes) that make the classes likeliest."""
    rows, width = x.shape
    right = np.zeros((rows, classes))
    right[np.arange(rows), y] = 1
    turned = x.T.tocsr()

    def loss(flat):
        w = flat.reshape(width + 1, classes)
        score = x @ w[:width] + w[width]
        score -= score.max(1, keepdims=True)
        power = np.exp(score)
        total = power.sum(1, keepdims=True)
        value = np.log(total).sum() - (score * right).sum() + (w[:width] ** 2).sum() / (2 * PENALTY)
        off = power / total - right
        slope = np.vstack([turned @ off + w[:width] / PENALTY, off.sum(0, keepdims=True)])
        return value, slope.ravel()

    start = np.zeros((width + 1) * classes)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": steps})
    return found.x.reshape(width + 1, classes)


def f1(gold, said, classes):
    """
    >>> [round(float(one), 2) for one in f1(np.array([0, 0, 1]), np.array([0, 1, 1]), 2)]
    [0.67, 0.67]
    """
    both = [((gold == c) & (said == c)).sum() for c in range(classes)]
    return [2 * b / max(1, (gold == c).sum() + (said == c).sum()) for c, b in enumerate(both)]


def folds(rows, classes, pieces):
    """Scores of every row from a model that saw none of its fold."""
    fold = np.array([row["fold"] for row in rows])
    scores = np.zeros((len(rows), len(classes)))
    for one in sorted(set(fold)):
        out = np.flatnonzero(fold == one)
        seen = [row for row, its in zip(rows, fold) if its != one]
        table, w = learn(seen, classes, pieces)
        scores[out] = table.matrix([rows[i]["features"] for i in out]) @ w[:-1] + w[-1]
    return scores


def learn(rows, classes, pieces):
    features = [row["features"] for row in rows]
    table = Features(features, pieces)
    gold = np.array([classes.index(row["gold"]) for row in rows])
    return table, fit(table.matrix(features), gold, len(classes))


def report(rows, scores, gold, classes):
    none = classes.index("NONE")
    of_plv = gold != none
    types = scores.copy()
    types[:, none] = -np.inf
    said = types.argmax(1)
    each = f1(gold[of_plv], said[of_plv], len(classes))
    each = {name: one for name, one in zip(classes, each) if name != "NONE"}
    right = (said == gold)[of_plv]
    silent = np.array([row["how"].startswith("6") for row in rows])[of_plv]
    print(f"types alone: macro-F1 {np.mean(list(each.values())):.3f}, accuracy {right.mean():.3f}")
    print(f"  where the frames are silent ({silent.sum()}): accuracy {right[silent].mean():.3f}")
    print("  " + ", ".join(f"{name} {one:.2f}" for name, one in each.items()))
    told = [row["said"] for row in rows]
    for how in ("1", "2", "3"):
        pairs = zip(rows, told, said)
        first = [t if t and row["how"][0] <= how else classes[s] for row, t, s in pairs]
        both = np.array([classes.index(one) for one in first])
        each = f1(gold[of_plv], both[of_plv], len(classes))
        mean = sum(each) / (len(classes) - 1)
        right = (both == gold)[of_plv].mean()
        print(f"frames first (how 1 to {how}): macro-F1 {mean:.3f}, accuracy {right:.3f}")
    said = scores.argmax(1)
    lost, kept = (said == none)[of_plv].mean(), (said == none)[~of_plv].mean()
    print(f"with NONE: {kept:.3f} of the pairs without an event, {lost:.3f} of those with one")
    best = np.sort(scores, axis=1)
    lead = SCALE * (best[:, -1] - best[:, -2])
    for least in (0, 50, 100, 150, 200, 300):
        sure = (said != none) & (lead >= least)
        there = sure & of_plv
        print(
            f"  lead {least:3}: {there.sum() / of_plv.sum():.3f} answered, of these "
            f"{(said == gold)[there].mean():.3f} right; false {(sure & ~of_plv).sum()} of "
            f"{(~of_plv).sum()}"
        )


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("types")
    parser.add_argument("model")
    parser.add_argument("out", nargs="?", help="where the weights go; none: only measure")
    parser.add_argument("--votes", action="store_true", help="the frames' votes are features")
    parser.add_argument("--no-pieces", action="store_true", help="words by themselves only")
    given = parser.parse_args()
    lines = [json.loads(line) for line in open(given.types, encoding="utf-8")]
    lemmas = next(line["lemmas"] for line in lines if "lemmas" in line)
    rows = [line for line in lines if "id" in line]
    if given.votes:
        for row in rows:
            row["features"] += row["votes"]
    classes = sorted({row["gold"] for row in rows})
    gold = np.array([classes.index(row["gold"]) for row in rows])
    pieces = None if given.no_pieces else Pieces(given.model)
    report(rows, folds(rows, classes, pieces), gold, classes)
    if given.out:
        table, w = learn(rows, classes, pieces)
        words = sorted(word for word, count in lemmas.items() if count >= COMMON)
        write(given.out, table.folded(w[:-1], words), w[-1], classes)


def write(path, rows, bias, classes):
    names = ["CONCEDE" if name == "YIELD" else name for name in classes]
    with open(path, "w", encoding="utf-8") as out:
        out.write("# Points of each feature for each type. Made by training/event_types.py; a hundred\n")
        out.write("# points more make a type 2.7 times as likely. An empty cell is 0.\n")
        out.write("feature\t" + "\t".join(names) + "\n")
        rows = {**rows, "bias": bias}
        for feature in sorted(rows):
            points = np.rint(SCALE * rows[feature]).astype(int)
            if feature != "bias":
                points[np.abs(points) < SMALL] = 0
            if points.any():
                cells = "\t".join(str(one) if one else "" for one in points)
                out.write(f"{feature}\t{cells}\n")


if __name__ == "__main__":
    main()
