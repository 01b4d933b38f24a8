"""Annotates passages in f32: JSONL in on standard input, JSONL out, with the predicted layers.

`--int8` reads a written model file instead and puts the rounded weights back into f32, which shows
what rounding the weights alone costs.
"""

import argparse
import json
import sys
from pathlib import Path

import torch
from safetensors import safe_open

from .consistent import agree
from .decode import decode
from .model import Model, Shape
from .pieces import Vocabulary
from .windows import collate, windows

GOLD = ("upos", "xpos", "lemma", "head", "deprel", "names", "names_only", "names_raw", "attributions")


def read_weights(path: Path) -> Model:
    """A model from saved weights (.pt)."""
    saved = torch.load(path)
    model = Model(Shape(**saved["shape"])).eval()
    model.load_state_dict(saved["weights"])
    return model


def read_file(path: Path) -> tuple[Model, Vocabulary]:
    """A model and its vocabulary from the file that the program reads."""
    with safe_open(path, "pt") as file:
        metadata = file.metadata()
        config = json.loads(metadata["config"])
        model = Model(Shape(**{k: config[k] for k in Shape().as_dict()})).eval()
        weights = {}
        for name in model.state_dict():
            value = file.get_tensor(name).float()
            if name + ".scale" in file.keys():
                value = value * file.get_tensor(name + ".scale")[:, None]
            weights[name] = value
    model.load_state_dict(weights)
    return model, Vocabulary(metadata["pieces"].split("\n"))


def annotate(model: Model, vocabulary: Vocabulary, passages: list[dict], budget: int) -> list[dict]:
    """The passages with predicted layers in place of any they had."""
    plain = [{k: v for k, v in p.items() if k not in GOLD} for p in passages]
    cut, owner = [], []
    for i, passage in enumerate(plain):
        at = 0
        for w in windows(passage, vocabulary, budget):
            cut.append(w)
            owner.append((i, at))
            at += len(w.words)
        passage.update(
            upos=["X"] * len(passage["words"]), xpos=["XX"] * len(passage["words"]),
            head=[0] * len(passage["words"]), deprel=["root"] * len(passage["words"]),
            names=[], attributions=[],
        )
    order = sorted(range(len(cut)), key=lambda i: cut[i].size)
    at = 0
    while at < len(order):
        rows = order[at : at + max(1, 6000 // cut[order[min(at + 31, len(order) - 1)]].size)]
        at += len(rows)
        for k, one in zip(rows, decode(model, collate([cut[k] for k in rows], vocabulary))):
            i, first = owner[k]
            n = len(cut[k].words)
            for layer in ("upos", "xpos", "head", "deprel"):
                plain[i][layer][first : first + n] = one[layer]
            plain[i]["names"] += [[s + first, e + first, t] for s, e, t in one["names"]]
            plain[i]["attributions"] += [
                {role: [[s + first, e + first] for s, e in spans] for role, spans in a.items()}
                for a in one["attributions"]
            ]
    for passage in plain:
        passage["names"] = agree(passage["names"], passage["words"])
    return plain


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--model", type=Path, required=True)
    arguments.add_argument("--base", type=Path, help="folder of the base, for the vocabulary of a .pt")
    arguments.add_argument("--budget", type=int, default=126)
    options = arguments.parse_args()
    if options.model.suffix == ".pt":
        model, vocabulary = read_weights(options.model), Vocabulary.read(options.base / "vocab.txt")
    else:
        model, vocabulary = read_file(options.model)
    passages = [json.loads(line) for line in sys.stdin]
    for passage in annotate(model, vocabulary, passages, options.budget):
        print(json.dumps(passage, ensure_ascii=False))


if __name__ == "__main__":
    main()
