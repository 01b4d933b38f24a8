"""Trains a model. `python -m detente_model.train --help` from `training/`.

With `--teacher`, a smaller model also learns from the scores of a larger one on the same windows and
on plain news.
"""

import argparse
import json
import random
import time
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file

from .corpus import REPEAT, corpus
from .decode import arc_mask
from .losses import WEIGHTS, cue_rows, losses
from .model import Model, Shape, from_base
from .pieces import Vocabulary
from .scores import quick
from .windows import batches, collate

# The scores a student copies; the arcs and the links are added from their pair scores.
COPIED = ["upos", "xpos", "names", "cue", "source", "content"]


def soft(student: torch.Tensor, teacher: torch.Tensor, at: torch.Tensor) -> torch.Tensor:
    """Mean divergence of the student's distribution from the teacher's, on the words `at`."""
    target = teacher[at].float().log_softmax(-1)
    return F.kl_div(student[at].log_softmax(-1), target, log_target=True, reduction="batchmean")


def copied(model: Model, out: dict, teacher: Model, told: dict, batch: dict) -> torch.Tensor:
    """What separates the student's scores from the teacher's."""
    at = batch["sentence_of"] >= 0
    total = sum(soft(out[head], told[head], at) * WEIGHTS[head] for head in COPIED)
    mask = arc_mask(batch)
    theirs = teacher.arcs(told).masked_fill(~mask, -1e4)
    total = total + soft(model.arcs(out).masked_fill(~mask, -1e4), theirs, at)
    heads = theirs.argmax(-1)
    total = total + 0.7 * soft(model.relations(out, heads), teacher.relations(told, heads), at)
    cues = cue_rows(batch["windows"], at.shape[1])
    if cues is None:
        cues = guessed_cues(told, at)
    if cues is not None:
        rows, firsts, means = cues[:3]
        both = (model.links(out, rows, firsts, means), teacher.links(told, rows, firsts, means))
        total = total + 1.5 * soft(*both, at[rows])
    return total


def guessed_cues(told: dict, at: torch.Tensor):
    """The words that the teacher takes for the start of a cue, where no annotation tells."""
    found = ((told["cue"].argmax(-1) == 1) & at).nonzero()
    if not len(found):
        return None
    means = torch.zeros(len(found), at.shape[1])
    means[torch.arange(len(found)), found[:, 1]] = 1
    return found[:, 0], found[:, 1], means


def vector_loss(model: Model, out: dict, batch: dict, base: dict[str, torch.Tensor]):
    """One minus the cosine to the base model's vector of the same sentence."""
    rows, means, targets = [], [], []
    word_of = batch["word_of"]
    for i, w in enumerate(batch["windows"]):
        for (s, e), text in zip(w.sentences, w.texts or []):
            if text in base and e > s:
                inside = (word_of[i] >= s) & (word_of[i] < e)
                rows.append(i)
                means.append(inside.float() / inside.sum())
                targets.append(base[text])
    if not rows:
        return None
    vectors = model.vectors(out, torch.tensor(rows), torch.stack(means))
    return 1 - (vectors * torch.stack(targets).float()).sum(-1).mean()


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    add = arguments.add_argument
    add("--sets", type=Path, required=True, help="the cache that `python -m sets` wrote")
    add("--base", type=Path, required=True, help="folder with the base's model.safetensors and vocab.txt")
    add("--out", type=Path, required=True, help="where the weights go (.pt)")
    add("--layers", default="0,1,2,3,4,5", help="layers of the base to start from")
    add("--steps", type=int, help="how many batches")
    add("--minutes", type=float, help="or how long; the learning rate falls to 0 by then")
    add("--limit", type=int, default=2000, help="word pieces of a batch, padding counted")
    add("--teacher", type=Path, help="weights of a teacher (.pt)")
    add("--vectors", type=Path, help="vectors of the base for sentences (.pt)")
    add("--without", default="", help="sets to leave out, by commas")
    add("--start", type=Path, help="weights to go on from (.pt)")
    add("--rate", type=float, default=2e-4)
    add("--vector-weight", type=float, default=3, help="weight of the loss of the sentence vectors")
    add("--repeat", default="", help="passes over sets other than the usual: ud-ewt=3,aljazeera=1")
    add("--seed", type=int, default=1)
    add("--check", type=float, default=8, help="minutes between looks at the dev parts")
    options = arguments.parse_args()
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)

    vocabulary = Vocabulary.read(options.base / "vocab.txt")
    layers = [int(n) for n in options.layers.split(",")]
    model = from_base(load_file(options.base / "model.safetensors"), Shape(layers=len(layers)), layers)
    if options.start:
        model.load_state_dict(torch.load(options.start)["weights"])
    teacher = None
    if options.teacher:
        saved = torch.load(options.teacher)
        teacher = Model(Shape(**saved["shape"])).eval()
        teacher.load_state_dict(saved["weights"])
    base = torch.load(options.vectors) if options.vectors else None
    REPEAT.update({name: float(times) for name, _, times in (r.partition("=") for r in options.repeat.split(",") if r)})
    train, dev = corpus(options.sets, vocabulary, set(options.without.split(",")), teacher is not None or base is not None)
    print({name: sum(len(w.words) for w in part) for name, part in train.items()}, flush=True)

    fresh = ("project", "arc_", "rel_", "link_", "word_shape", "word_quote", "shapes", "quotes")
    new = [p for n, p in model.named_parameters() if n.startswith(fresh)]
    old = [p for n, p in model.named_parameters() if not n.startswith(fresh)]
    optimizer = torch.optim.AdamW(
        [{"params": old}, {"params": new}],
        lr=options.rate, weight_decay=0.01, betas=(0.9, 0.98), fused=True,
    )
    # What is not from the base starts from nothing.
    rates = [options.rate, 5 * options.rate]
    began, looked, step, running = time.time(), time.time(), 0, {}
    model.train()
    while True:
        for batch in batches([w for part in train.values() for w in part(rng)], options.limit, rng):
            done = step / options.steps if options.steps else (time.time() - began) / 60 / options.minutes
            if done >= 1:
                break
            factor = min(1, step / 200) * (1 - done)
            for group, rate in zip(optimizer.param_groups, rates):
                group["lr"] = rate * factor
            tensors = collate(batch, vocabulary, rng)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                out = model(tensors)
                out = {name: value.float() for name, value in out.items()}
            parts = losses(model, out, tensors)
            loss = sum(value * WEIGHTS[name] for name, value in parts.items())
            if teacher is not None:
                with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
                    told = {name: value.float() for name, value in teacher(tensors).items()}
                parts["copied"] = copied(model, out, teacher, told, tensors)
                loss = loss + parts["copied"]
            if base is not None:
                value = vector_loss(model, out, tensors, base)
                if value is not None:
                    parts["vector"] = value
                    loss = loss + options.vector_weight * value
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            step += 1
            for name, value in parts.items():
                value = float(value.detach())
                running[name] = 0.98 * running.get(name, value) + 0.02 * value
            if step % 100 == 0:
                each = " ".join(f"{name} {value:.3f}" for name, value in running.items())
                print(f"{(time.time() - began) / 60:.1f} min, step {step}, {100 * done:.0f} %: {each}", flush=True)
            if time.time() - looked > options.check * 60:
                torch.save({"shape": model.shape.as_dict(), "weights": model.state_dict()}, options.out)
                print(json.dumps({k: round(v, 2) for k, v in quick(model, vocabulary, dev).items()}), flush=True)
                looked = time.time()
        else:
            continue
        break
    torch.save({"shape": model.shape.as_dict(), "weights": model.state_dict(), "steps": step}, options.out)
    print(json.dumps({k: round(v, 2) for k, v in quick(model, vocabulary, dev).items()}), flush=True)


if __name__ == "__main__":
    main()
