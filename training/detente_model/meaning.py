"""Fits the map from a sentence's mean to its vector, with the encoder as it is.

    python -m detente_model.meaning WEIGHTS.pt --data DATA --sets DIR --base DIR --vectors FILE.pt --out WEIGHTS.pt

First by ridge regression onto the base model's vectors, then by gradient: still near the base's, and
on the train topics of ECB+ nearer for sentences that tell of one event than for others of their
topic. How much the second weighs is chosen on every fifth of these topics; the dev topics are not
looked at.
"""

import argparse
import random
from itertools import combinations
from pathlib import Path

import torch
import torch.nn.functional as F

import sets
from sets import ecb

from .pieces import Vocabulary
from .predict import read_weights
from .windows import Window, batches, collate, windows

SOURCES = ["aljazeera", "reuters", "polnear", "worldwide-ner", "ud-ewt", "gum"]
WEIGHTS = (0.0, 0.01, 0.03, 0.1)


@torch.no_grad()
def means(model, vocabulary: Vocabulary, todo: list[Window]) -> tuple[list[str], torch.Tensor]:
    """The texts of the windows' sentences and the means of their pieces."""
    texts, rows = [], []
    for batch in batches(todo, 4000, random.Random(0)):
        tensors = collate(batch, vocabulary)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            encoded = model.encode(tensors["pieces"], tensors["shapes"], tensors["quotes"], tensors["mask"])
        for i, window in enumerate(batch):
            for (start, end), text in zip(window.sentences, window.texts):
                inside = (tensors["word_of"][i] >= start) & (tensors["word_of"][i] < end)
                texts.append(text)
                rows.append(encoded[i][inside].mean(0))
    return texts, torch.stack(rows)


def same_events(data: Path) -> list[tuple[int, list[str], list[set[str]]]]:
    """The train topics: number, sentences, their events."""
    return [(topic, [s for _, s, _ in rows], [acts for *_, acts in rows])
            for topic, rows in sorted(ecb.sentences(data, "train").items())]


def auc(scores: torch.Tensor, same: torch.Tensor) -> float:
    order = scores.argsort()
    ranks = torch.empty_like(scores)
    ranks[order] = torch.arange(1, len(scores) + 1, dtype=scores.dtype)
    good = same.sum()
    return float((ranks[same].sum() - good * (good + 1) / 2) / (good * (len(same) - good)))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = arguments.add_argument
    add("weights", type=Path)
    add("--data", type=Path, required=True)
    add("--sets", type=Path, required=True)
    add("--base", type=Path, required=True)
    add("--vectors", type=Path, required=True)
    add("--out", type=Path, required=True)
    options = arguments.parse_args()
    torch.manual_seed(1)
    rng = random.Random(1)
    vocabulary = Vocabulary.read(options.base / "vocab.txt")
    model = read_weights(options.weights).eval()
    base = torch.load(options.vectors)

    todo = []
    for name in SOURCES:
        passages = sets.cached(options.sets, name, "train")
        for passage in rng.sample(passages, min(len(passages), 250)):
            todo += windows(passage, vocabulary, rng.choice((1, 60, 126)))
    texts, x = means(model, vocabulary, rng.sample(todo, min(len(todo), 6000)))
    keep = [i for i, text in enumerate(texts) if text in base]
    x, target = x[keep], torch.stack([base[texts[i]] for i in keep]).float()

    # Ridge, with a column of ones for the bias.
    one = torch.cat([x, torch.ones(len(x), 1)], 1).double()
    solved = torch.linalg.solve(one.T @ one + 1.0 * torch.eye(one.shape[1]).double(), one.T @ target.double()).float()
    near = lambda w: float((F.normalize(one.float() @ w, dim=-1) * target).sum(-1).mean())
    print(f"{len(x)} sentences, cosine to the base by regression {near(solved):.4f}", flush=True)

    topics = same_events(options.data)
    cut = [Window("ecb", s.split(), [vocabulary.of_word(w) for w in s.split()], [(0, len(s.split()))],
                  sets.quotes(s.split()), texts=[s]) for _, found, _ in topics for s in found]
    of = dict(zip(*means(model, vocabulary, cut)))
    pairs = []
    for topic, found, acts in topics:
        for a, b in combinations(range(len(found)), 2):
            if found[a] != found[b]:
                pairs.append((topic, of[found[a]], of[found[b]], bool(acts[a] & acts[b])))

    def tensors(rows):
        left, right = torch.stack([r[1] for r in rows]), torch.stack([r[2] for r in rows])
        ones = torch.ones(len(rows), 1)
        return torch.cat([left, ones], 1), torch.cat([right, ones], 1), torch.tensor([r[3] for r in rows])

    numbers = [topic for topic, *_ in topics]
    held = set(numbers[::5])

    def fit(weight: float, rows) -> torch.Tensor:
        left, right, same = tensors(rows)
        w = solved.clone().requires_grad_()
        scale, middle = torch.tensor(10.0, requires_grad=True), torch.tensor(0.5, requires_grad=True)
        optimizer = torch.optim.Adam([{"params": [w], "lr": 1e-3}, {"params": [scale, middle], "lr": 1e-2}])
        for step in range(600):
            at = torch.randint(0, len(x), (1024,))
            loss = 1 - (F.normalize(one[at].float() @ w, dim=-1) * target[at]).sum(-1).mean()
            if weight:
                at = torch.randint(0, len(same), (2048,))
                close = (F.normalize(left[at] @ w, dim=-1) * F.normalize(right[at] @ w, dim=-1)).sum(-1)
                loss = loss + weight * F.binary_cross_entropy_with_logits(scale * (close - middle), same[at].float())
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        return w.detach()

    left, right, same = tensors([r for r in pairs if r[0] in held])
    best = (0.0, 0.0)
    for weight in WEIGHTS:
        w = fit(weight, [r for r in pairs if r[0] not in held])
        found = auc((F.normalize(left @ w, dim=-1) * F.normalize(right @ w, dim=-1)).sum(-1), same)
        print(f"weight {weight}: cosine to the base {near(w):.4f}, held-out topics {100 * found:.2f}", flush=True)
        best = max(best, (found, weight))
    w = fit(best[1], pairs)
    print(f"taken: {best[1]}, cosine to the base {near(w):.4f}")
    saved = torch.load(options.weights)
    saved["weights"]["vector.weight"] = w[:-1].T.contiguous()
    saved["weights"]["vector.bias"] = w[-1].contiguous()
    torch.save(saved, options.out)


if __name__ == "__main__":
    main()
