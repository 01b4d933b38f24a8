"""Scores to annotation, as the program decodes them, in Python for choosing and measuring."""

import torch

from .labels import BIO, DEPREL, LINKS, NAME_TAGS, UPOS, XPOS
from .losses import arc_mask
from .model import Model
from .windows import Window


def viterbi(scores: list[list[float]], tags: list[str]) -> list[int]:
    """The best tags of which each I-X follows a B-X or an I-X.

    >>> [BIO[t] for t in viterbi([[0, 2, 3], [0, 0, 1]], BIO)]
    ['B', 'I']
    """
    def allowed(before: str, after: str) -> bool:
        return not after.startswith("I") or before[1:] == after[1:] and before != "O"

    n = len(tags)
    ok = torch.tensor([[allowed(a, b) for b in tags] for a in tags])
    bar = torch.where(ok, 0.0, -1e9)
    rows = torch.as_tensor(scores, dtype=torch.float32)
    if not len(rows):
        return []
    best = rows[0] + torch.tensor([-1e9 if t.startswith("I") else 0.0 for t in tags])
    back = []
    for row in rows[1:]:
        total = best[:, None] + bar
        best, choice = total.max(0)
        best = best + row
        back.append(choice)
    path = [int(best.argmax())]
    for choice in reversed(back):
        path.append(int(choice[path[-1]]))
    return path[::-1]


def spans(path: list[int], tags: list[str]) -> list[tuple[int, int, str]]:
    """Spans (start, end, type) of BIO tags; the type is empty for plain BIO.

    >>> spans([0, 1, 2, 1], BIO)
    [(1, 3, ''), (3, 4, '')]
    """
    out = []
    for i, tag in enumerate(path):
        name = tags[tag]
        if name.startswith("B"):
            out.append([i, i + 1, name[2:]])
        elif name.startswith("I") and out and out[-1][1] == i:
            out[-1][1] = i + 1
    return [tuple(span) for span in out]


def tree(scores: torch.Tensor) -> list[int]:
    """The best tree with one root: `scores[d][h]`, h = 0 the root. Chu-Liu and Edmonds.

    >>> tree(torch.tensor([[0.0, -9, 5], [1.0, 4, -9]]))
    [2, 0]
    """
    n = scores.shape[0]
    best = None
    greedy = scores.argmax(1).tolist()
    if greedy.count(0) == 1 and not _cycle([None] + greedy):
        return greedy
    order = sorted(range(n), key=lambda d: -float(scores[d, 0] - scores[d, 1:].max() if n > 1 else 0))
    for root in order[:5]:
        limited = scores.clone()
        limited[:, 0] = -1e9
        limited[root] = -1e9
        limited[root, 0] = scores[root, 0]
        full = [[-1e9] * (n + 1)] + limited.tolist()
        heads = _arborescence(full)
        value = sum(float(limited[d, heads[d + 1]]) for d in range(n))
        if best is None or value > best[0]:
            best = (value, heads[1:])
    return best[1]


def _cycle(heads):
    for start in range(1, len(heads)):
        seen, at = set(), start
        while at and at not in seen:
            seen.add(at)
            at = heads[at]
        if at:
            ring, here = [at], heads[at]
            while here != at:
                ring.append(here)
                here = heads[here]
            return ring
    return None


def _arborescence(scores):
    n = len(scores)
    heads = [0] + [max((h for h in range(n) if h != d), key=lambda h: scores[d][h]) for d in range(1, n)]
    ring = _cycle(heads)
    if not ring:
        return heads
    inside = set(ring)
    rest = [v for v in range(n) if v not in inside]
    number = {v: i for i, v in enumerate(rest)}
    c = len(rest)
    small = [[-1e9] * (c + 1) for _ in range(c + 1)]
    enter, leave = {}, {}
    for d in rest:
        for h in rest:
            small[number[d]][number[h]] = scores[d][h]
        if d:
            leave[d] = max(ring, key=lambda h: scores[d][h])
            small[number[d]][c] = scores[d][leave[d]]
    for h in rest:
        enter[h] = max(ring, key=lambda d: scores[d][h] - scores[d][heads[d]])
        small[c][number[h]] = scores[enter[h]][h] - scores[enter[h]][heads[enter[h]]]
    solved = _arborescence(small)
    out = list(heads)
    for d in rest[1:] if rest and rest[0] == 0 else rest:
        h = solved[number[d]]
        out[d] = leave[d] if h == c else rest[h]
    outer = rest[solved[c]]
    out[enter[outer]] = outer
    return out


@torch.no_grad()
def decode(model: Model, batch: dict, greedy: bool = False) -> list[dict]:
    """One annotation a window, in window indices, in the interchange form."""
    out = model(batch)
    arcs = model.arcs(out).masked_fill(~arc_mask(batch), -1e4)
    results = []
    heads = torch.zeros(batch["word_shapes"].shape, dtype=torch.long)
    for i, w in enumerate(batch["windows"]):
        for s, e in w.sentences:
            block = torch.cat([arcs[i, s:e, :1], arcs[i, s:e, 1 + s : 1 + e]], 1)
            found = block.argmax(1).tolist() if greedy else tree(block)
            heads[i, s:e] = torch.tensor([0 if h == 0 else h + s for h in found])
    relations = model.relations(out, heads)
    root = DEPREL.index("root")
    relations[..., root] = torch.where(heads == 0, 1e4, -1e4)
    for i, w in enumerate(batch["windows"]):
        n = len(w.words)
        one = {
            "upos": [UPOS[t] for t in out["upos"][i, :n].argmax(-1).tolist()],
            "xpos": [XPOS[t] for t in out["xpos"][i, :n].argmax(-1).tolist()],
            "names": [list(s) for s in spans(viterbi(out["names"][i, :n].log_softmax(-1), NAME_TAGS), NAME_TAGS)],
            "deprel": [DEPREL[t] for t in relations[i, :n].argmax(-1).tolist()],
        }
        flat = heads[i, :n].tolist()
        one["attributions"] = attributions(model, out, i, w, one["upos"], flat)
        one["head"] = [0] * n
        for s, e in w.sentences:
            one["head"][s:e] = [0 if h == 0 else h - s for h in flat[s:e]]
        results.append(one)
    return results


LIGHT = ("AUX", "ADV", "PART")


def whole_cues(cues: list[tuple], upos: list[str], heads: list[int]) -> list[tuple]:
    """Auxiliaries lengthened to their verb, as `decode/cues.rs` does; heads are 1 + the word.

    >>> whole_cues([(1, 3), (4, 5)], ["PRON", "AUX", "PART", "ADV", "VERB"], [5, 5, 5, 5, 0])
    [(1, 5)]
    """
    out = []
    for start, end in cues:
        head = heads[end - 1] - 1
        light = all(tag in LIGHT for tag in upos[start:end])
        if light and end <= head <= end + 2 and all(tag in LIGHT for tag in upos[end:head]):
            end = head + 1
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out


def attributions(model: Model, out: dict, i: int, w: Window, upos: list[str], heads: list[int]) -> list[dict]:
    """Each cue with the source and the content that its links find."""
    n = len(w.words)
    cues = [(s, e) for s, e, _ in spans(viterbi(out["cue"][i, :n].log_softmax(-1), BIO), BIO)]
    cues = whole_cues(cues, upos, heads)
    found = []
    if cues:
        mean = torch.zeros(len(cues), out["cue"].shape[1])
        for k, (s, e) in enumerate(cues):
            mean[k, s:e] = 1 / (e - s)
        rows = torch.full((len(cues),), i)
        scores = model.links(out, rows, torch.tensor([s for s, _ in cues]), mean)[:, :n].log_softmax(-1)
        for (s, e), table in zip(cues, scores):
            parts = {"source": [], "cue": [[s, e]], "content": []}
            for a, b, role in spans(viterbi(table, LINKS), LINKS):
                parts[role.lower()].append([a, b])
            found.append(parts)
    claimed = {x for one in found for a, b in one["content"] for x in range(a, b)}
    for a, b, _ in spans(viterbi(out["content"][i, :n].log_softmax(-1), BIO), BIO):
        if not claimed & set(range(a, b)):
            found.append({"source": [], "cue": [], "content": [[a, b]]})
    return found
