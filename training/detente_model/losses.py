"""What each head is told it got wrong. A window trains only the heads it is annotated for."""

import torch
import torch.nn.functional as F

from .labels import NAME_TAGS
from .model import Model
from .windows import NONE, Window


def _padded(rows: list[list[int] | None], width: int, fill: int) -> torch.Tensor:
    out = torch.full((len(rows), width), fill)
    for i, row in enumerate(rows):
        if row:
            out[i, : len(row)] = torch.tensor(row)
    return out


def _tags(scores, target):
    if not (target >= 0).any():
        return scores.sum() * 0
    return F.cross_entropy(scores.flatten(0, 1), target.flatten(), ignore_index=NONE)


def arc_mask(batch) -> torch.Tensor:
    """(batch, words, 1 + words): True where a head can stand, the root or the same sentence."""
    sentence = batch["sentence_of"]
    same = (sentence[:, :, None] == sentence[:, None, :]) & (sentence >= 0)[:, None, :]
    same &= ~torch.eye(sentence.shape[1], dtype=torch.bool)[None]
    return torch.cat([torch.ones_like(same[:, :, :1]), same], 2)


def names(scores, batch):
    """Minus the log of the summed probability of the tags that are right: sets differ in grain."""
    width = scores.shape[1]
    known = torch.tensor([w.names is not None for w in batch["windows"]])
    bits = _padded([w.names for w in batch["windows"]], width, 0)
    at = (bits != 0) & known[:, None]
    if not at.any():
        return scores.sum() * 0
    scores, bits = scores[at], bits[at]
    right = (bits[:, None] >> torch.arange(len(NAME_TAGS))) & 1
    inside = scores.masked_fill(right == 0, -1e9).logsumexp(-1)
    return (scores.logsumexp(-1) - inside).mean()


def cue_rows(windows: list[Window], width: int):
    """The gold cues of a batch: window, first word, averaging weights, target links."""
    rows, firsts, means, targets = [], [], [], []
    for i, w in enumerate(windows):
        for one in w.attributions or []:
            if not one["cue"]:
                continue
            mean = torch.zeros(width)
            for s, e in one["cue"]:
                mean[s:e] = 1
            target = torch.full((width,), NONE)
            target[: len(w.words)] = 0
            for base, role in ((3, "content"), (1, "source")):
                for s, e in one[role]:
                    target[s] = base
                    target[s + 1 : e] = base + 1
            rows.append(i)
            firsts.append(one["cue"][0][0])
            means.append(mean / mean.sum())
            targets.append(target)
    if not rows:
        return None
    return torch.tensor(rows), torch.tensor(firsts), torch.stack(means), torch.stack(targets)


def _role(windows: list[Window], role: str) -> list[list[int] | None]:
    """BIO tags of a role over all attributions; where they nest, the outer one is kept."""
    out = []
    for w in windows:
        if w.attributions is None:
            out.append(None)
            continue
        tags = [0] * len(w.words)
        spans = sorted({span for one in w.attributions for span in one[role]}, key=lambda s: s[0] - s[1])
        for s, e in spans:
            if not any(tags[s:e]):
                tags[s:e] = [1] + [2] * (e - s - 1)
        out.append(tags)
    return out


def losses(model: Model, out: dict, batch: dict) -> dict[str, torch.Tensor]:
    """One mean loss a head."""
    windows = batch["windows"]
    width = batch["word_shapes"].shape[1]
    total = {
        "upos": _tags(out["upos"], _padded([w.upos for w in windows], width, NONE)),
        "xpos": _tags(out["xpos"], _padded([w.xpos for w in windows], width, NONE)),
        "names": names(out["names"], batch),
    }
    heads = _padded([w.heads for w in windows], width, NONE)
    if (heads >= 0).any():
        parsed = torch.tensor([w.heads is not None for w in windows])
        part = {k: v[parsed] for k, v in out.items() if torch.is_tensor(v)}
        heads = heads[parsed]
        sub = {"sentence_of": batch["sentence_of"][parsed]}
        scores = model.arcs(part).masked_fill(~arc_mask(sub), -1e4)
        total["arcs"] = _tags(scores, heads)
        rels = _padded([w.relations for w in windows if w.heads is not None], width, NONE)
        total["relations"] = _tags(model.relations(part, heads.clamp(min=0)), torch.where(heads < 0, NONE, rels))
        starts = torch.full((len(windows), width), -1.0)
        for i, w in enumerate(windows):
            if w.start:
                starts[i, : len(w.words)] = 0
                starts[i, [s for s, _ in w.sentences]] = 1
        at = starts >= 0
        total["start"] = F.binary_cross_entropy_with_logits(out["start"][..., 0][at], starts[at])
    for role in ("cue", "source", "content"):
        total[role] = _tags(out[role], _padded(_role(windows, role), width, NONE))
    cues = cue_rows(windows, width)
    if cues is not None:
        rows, firsts, means, target = cues
        total["links"] = _tags(model.links(out, rows, firsts, means), target)
    return total


WEIGHTS = {
    "upos": 1.0, "xpos": 0.7, "names": 2.0, "arcs": 1.0, "relations": 0.7, "start": 0.5,
    "cue": 1.0, "source": 0.5, "content": 0.5, "links": 1.5,
}
