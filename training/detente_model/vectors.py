"""The base model's vector of every sentence, kept for the students to copy."""

import argparse
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file

from .corpus import corpus
from .model import Model, Shape, from_base
from .pieces import Vocabulary


def base_model(folder: Path) -> Model:
    """The whole base, its six layers, with shapes and quotes that change nothing."""
    model = from_base(load_file(folder / "model.safetensors"), Shape(layers=6), list(range(6))).eval()
    torch.nn.init.zeros_(model.shapes.weight)
    torch.nn.init.zeros_(model.quotes.weight)
    return model


@torch.no_grad()
def base_vectors(model: Model, vocabulary: Vocabulary, texts: list[str]) -> torch.Tensor:
    """Unit vectors (texts, 384) as the base gives them: the mean over all pieces, frame included."""
    cut = [
        [vocabulary.first, *[p for word in text.split() for p in vocabulary._of_word(word)][:254], vocabulary.last]
        for text in texts
    ]
    out = torch.zeros(len(texts), model.shape.hidden)
    order = sorted(range(len(cut)), key=lambda i: len(cut[i]))
    at = 0
    while at < len(order):
        size = max(1, min(256, 8000 // len(cut[order[min(at + 255, len(order) - 1)]])))
        rows = order[at : at + size]
        width = max(len(cut[i]) for i in rows)
        pieces = torch.zeros(len(rows), width, dtype=torch.long)
        mask = torch.zeros(len(rows), width, dtype=torch.bool)
        for k, i in enumerate(rows):
            pieces[k, : len(cut[i])] = torch.tensor(cut[i])
            mask[k, : len(cut[i])] = True
        nothing = torch.zeros_like(pieces)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            encoded = model.encode(pieces, nothing, nothing, mask)
        weight = mask.float()[..., None]
        out[rows] = (encoded * weight).sum(1) / weight.sum(1)
        at += size
    return F.normalize(out, dim=-1)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sets", type=Path, required=True)
    arguments.add_argument("--base", type=Path, required=True)
    arguments.add_argument("--out", type=Path, required=True)
    options = arguments.parse_args()
    vocabulary = Vocabulary.read(options.base / "vocab.txt")
    train, _ = corpus(options.sets, vocabulary, {"re3d", "wnut17"}, plain=True)
    texts = sorted({t for part in train.values() for w in part for t in w.texts if len(t) > 12})
    print(len(texts), "sentences", flush=True)
    vectors = base_vectors(base_model(options.base), vocabulary, texts).half()
    torch.save(dict(zip(texts, vectors)), options.out)


if __name__ == "__main__":
    main()
