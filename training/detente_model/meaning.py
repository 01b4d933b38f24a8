"""Fits the map from a sentence's mean to its vector, with the encoder as it is.

    python -m detente_model.meaning WEIGHTS.pt --sets DIR --base DIR --vectors FILE.pt --out WEIGHTS.pt

Ridge regression onto the base model's vectors: what training leaves, solved to the end. Tried and
left out, since none was better on held-out train topics of ECB+ (sentences of one event against
others of their topic): a contrastive loss on these topics, centring, whitening.
"""

import argparse
import random
from pathlib import Path

import torch
import torch.nn.functional as F

import sets

from .pieces import Vocabulary
from .predict import read_weights
from .windows import Window, batches, collate, windows

SOURCES = ["aljazeera", "reuters", "polnear", "worldwide-ner", "ud-ewt", "gum"]


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


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = arguments.add_argument
    add("weights", type=Path)
    add("--sets", type=Path, required=True)
    add("--base", type=Path, required=True)
    add("--vectors", type=Path, required=True)
    add("--out", type=Path, required=True)
    options = arguments.parse_args()
    rng = random.Random(1)
    vocabulary = Vocabulary.read(options.base / "vocab.txt")
    base = torch.load(options.vectors)
    todo = []
    for name in SOURCES:
        passages = sets.cached(options.sets, name, "train")
        for passage in rng.sample(passages, min(len(passages), 800)):
            todo += windows(passage, vocabulary, rng.choice((1, 60, 126)))
    todo = rng.sample(todo, min(len(todo), 16000))
    texts, x = means(read_weights(options.weights), vocabulary, todo)
    keep = [i for i, text in enumerate(texts) if text in base]
    target = torch.stack([base[texts[i]] for i in keep]).double()
    # A column of ones for the bias.
    x = torch.cat([x[keep], torch.ones(len(keep), 1)], 1).double()
    w = torch.linalg.solve(x.T @ x + torch.eye(x.shape[1]).double(), x.T @ target)
    near = (F.normalize(x @ w, dim=-1) * target).sum(-1).mean()
    print(f"{len(keep)} sentences, mean cosine to the base's vectors {near:.4f}")
    saved = torch.load(options.weights)
    saved["weights"]["vector.weight"] = w[:-1].T.float().contiguous()
    saved["weights"]["vector.bias"] = w[-1].float().contiguous()
    torch.save(saved, options.out)


if __name__ == "__main__":
    main()
