"""Fits the weights of `crates/detente-text/src/html/weights.rs`.

    fit.py ROWS EVALDATA > weights.rs

ROWS is what `main_text --blocks` printed for every page of the set, EVALDATA its gold. Every third
page is held out. A block is an example if it holds a string that must come out (own) or one that
must not (left out). Two logistic regressions: by a block's own answers, then with the answers on
its surroundings, whose scores come from models that have not seen the page. Needs numpy, scipy
and scikit-learn.
"""

import json
import os
import sys

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from measure import HELD_OUT, normal

FIRST_C, SECOND_C, FOLDS = 0.2, 0.2, 5
AROUND = 9


def load(rows, evaldata):
    with open(rows, encoding="utf-8") as lines:
        rows = {os.path.basename(row["file"]): row for row in map(json.loads, lines)}
    with open(evaldata, encoding="utf-8") as file:
        gold = list(json.load(file).values())
    pages = []
    for at, item in enumerate(gold):
        if at % 3 == HELD_OUT:
            continue
        row = rows[item["file"]]
        # The title is set by the metadata, not by these weights.
        texts = ["" if kind == "Title" else normal(text) for kind, _, text in row["blocks"]]
        examples = {}
        for must, key in ((0, "without"), (1, "with")):
            for string in map(normal, item[key]):
                hits = [n for n, text in enumerate(texts) if string in text]
                for n in hits:
                    weight = 1 / len(hits) if must or len(hits) > 2 else 1
                    examples[n] = (must, weight * (1 if must or len(hits) <= 2 else 2))
        pages.append(
            {
                "own": np.array(row["answers"], int).reshape(len(texts), len(row["shape"]) - AROUND),
                "lengths": np.array([len(text) for _, _, text in row["blocks"]], int),
                "families": np.array(row["families"], int).reshape(len(texts), 2, 2),
                "examples": examples,
                "shape": row["shape"],
            }
        )
    return pages


def one_hot(answers, shape):
    offsets = np.concatenate([[0], np.cumsum(shape)])
    count, questions = answers.shape
    columns = (answers + offsets[:-1]).ravel()
    rows = np.repeat(np.arange(count), questions)
    return csr_matrix((np.ones(count * questions), (rows, columns)), shape=(count, offsets[-1]))


def fit(pages, key, shape, c):
    found = [(page[key][n], must, w) for page in pages for n, (must, w) in page["examples"].items()]
    model = LogisticRegression(C=c, max_iter=500, solver="liblinear")
    weights = [w for _, _, w in found]
    model.fit(one_hot(np.array([a for a, _, _ in found]), shape), [m for _, m, _ in found], weights)
    whole = np.round(model.coef_[0] * 100).astype(int)
    return whole, int(round(float(model.intercept_[0]) * 100))


def score(model, answers, shape):
    return one_hot(answers, shape) @ model[0] + model[1] if len(answers) else np.zeros(0, int)


def around(page, scores):
    """The same as `context.rs`."""
    count = len(scores)
    if not count:
        return np.zeros((0, AROUND), int)
    scores = scores.astype(int)
    lengths = np.clip(page["lengths"], 1, 400)
    size = np.digitize(page["lengths"], [45, 140])

    def level(values):
        return np.digitize(values, [-300, -150, -75, 0, 75, 150, 300])

    def near(by):
        padded = np.concatenate([[-9999, -9999], scores, [-9999, -9999]])
        return level(padded[2 + by : 2 + by + count])

    capped = np.clip(scores, -300, 300) + 300
    weighted = np.concatenate([[0], np.cumsum(capped * lengths)])
    length = np.concatenate([[0], np.cumsum(lengths)])
    kept = np.concatenate([[0], np.cumsum(np.where(scores > 0, lengths, 0))])

    def mean(low, high):
        total = length[high] - length[low] - lengths
        percent = (weighted[high] - weighted[low] - capped * lengths) * 100
        percent //= np.maximum(total, 1) * 600
        return np.where(total <= 0, 0, 1 + np.digitize(percent, [15, 30, 42, 50, 60, 75, 88]))

    def window(by):
        places = np.arange(count)
        return np.minimum(mean(np.maximum(0, places - by), np.minimum(count, places + by + 1)), 7)

    progress = np.digitize(kept[:-1] * 1000 // max(kept[-1], 1), [1, 50, 300, 700, 950, 1000])
    families = page["families"]
    own = level(scores)
    columns = [
        own * 3 + size,
        near(-1) * 8 + near(1),
        near(-2) * 8 + near(2),
        window(3) * 3 + size,
        window(8) * 3 + size,
        progress * 3 + size,
        mean(families[:, 0, 0], families[:, 0, 1]) * 3 + size,
        mean(families[:, 1, 0], families[:, 1, 1]) * 3 + size,
        own * 8 + window(3),
    ]
    return np.stack(columns, 1)


def table(name, model, shape):
    print(f"\n/// Bias of [`{name}`].")
    print(f"pub(super) const {name}_BIAS: i32 = {model[1]};\n")
    print(f"/// The {'second' if name == 'SECOND' else 'first'} judgement.")
    print(f"pub(super) static {name}: [&[i16]; {len(shape)}] = [")
    at = 0
    for answers in shape:
        print(f"    &[{', '.join(str(w) for w in model[0][at : at + answers])}],")
        at += answers
    print("];")


def main():
    pages = load(sys.argv[1], sys.argv[2])
    shape = pages[0]["shape"]
    own = shape[:-AROUND]
    for fold in range(FOLDS):
        rest = [page for n, page in enumerate(pages) if n % FOLDS != fold]
        model = fit(rest, "own", own, FIRST_C)
        for page in pages[fold::FOLDS]:
            page["both"] = np.concatenate([page["own"], around(page, score(model, page["own"], own))], 1)
    print("//! Weights of the answers, in hundredths of a logit: one row for each question, in the order")
    print("//! of `feature.rs` and, for the second judgement, of `context.rs`; one number for each answer.")
    print("//! Made by `benchmarks/main-text/fit.py` from two thirds of a set of pages with gold strings.")
    table("FIRST", fit(pages, "own", own, FIRST_C), own)
    table("SECOND", fit(pages, "both", shape, SECOND_C), shape)


if __name__ == "__main__":
    main()
