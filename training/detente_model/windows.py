"""Passages to windows, windows to batches.

A window is a run of whole sentences of one passage with what is annotated on it, as indices into
the label sets. What a set doesn't annotate is absent, and trains nothing.
"""

import random
from dataclasses import dataclass, field

import torch

from .grain import refine
from .labels import DEPREL, LOOSE, NAMES, NAME_TAGS, UPOS, XPOS
from .pieces import SHAPE, SHAPES, Vocabulary, shapes

# Word pieces of a window, the two of the frame not counted; a longer sentence stands alone.
BUDGET = 126
LONGEST = 510

UPOS_ID = {tag: i for i, tag in enumerate(UPOS)}
XPOS_ID = {tag: i for i, tag in enumerate(XPOS)}
DEPREL_ID = {tag: i for i, tag in enumerate(DEPREL)}
NAME_ID = {tag: i for i, tag in enumerate(NAME_TAGS)}
NONE = -100


@dataclass
class Window:
    """Words with the layers known of them; spans and heads count from the window's first word."""

    set: str
    words: list[str]
    pieces: list[tuple[int, ...]]
    sentences: list[tuple[int, int]]
    quotes: list[int]
    upos: list[int] | None = None
    xpos: list[int] | None = None
    heads: list[int] | None = None  # 0 the root, else 1 + the word
    relations: list[int] | None = None
    names: list[int] | None = None  # bits: the tags that are right
    attributions: list[dict] | None = None
    start: bool = False
    texts: list[str] | None = None  # the sentences as written, for the vectors
    gold_names: list | None = None  # the annotated spans, for measuring
    size: int = field(init=False)

    def __post_init__(self):
        self.size = sum(map(len, self.pieces)) + 2


def relation(label: str) -> int:
    """The relation's index; an unknown subtype falls back on its relation, that on `dep`."""
    return DEPREL_ID.get(label, DEPREL_ID.get(label.split(":")[0], DEPREL_ID["dep"]))


def name_bits(passage: dict) -> list[int]:
    """The set of right tags of each word, as bits over NAME_TAGS."""
    loose = LOOSE.get(passage["set"], {})
    known = passage.get("names_only")
    open_tags = 1
    if known:
        known = {real for name in known for real in loose.get(name, [name])}
        for name in NAMES:
            if name not in known:
                open_tags |= 1 << NAME_ID[f"B-{name}"] | 1 << NAME_ID[f"I-{name}"]
    bits = [open_tags] * len(passage["words"])
    for start, end in passage.get("unsure", []):
        bits[start:end] = [(1 << len(NAME_TAGS)) - 1] * (end - start)
    for start, end, name in passage["names"]:
        kinds = refine(tuple(loose.get(name, [name])), " ".join(passage["words"][start:end]))
        for at in range(start, end):
            side = "B" if at == start else "I"
            bits[at] = 0
            for real in kinds:
                bits[at] |= 1 << NAME_ID[f"{side}-{real}"]
    return bits


def pack(sizes: list[int], budget: int) -> list[tuple[int, int]]:
    """Runs of sentences whose pieces fit the budget; one that doesn't fit stands alone.

    >>> pack([50, 60, 30, 200, 10], 126)
    [(0, 2), (2, 3), (3, 4), (4, 5)]
    """
    runs, first, total = [], 0, 0
    for i, size in enumerate(sizes):
        if i > first and total + size > budget:
            runs.append((first, i))
            first, total = i, 0
        total += size
    if sizes:
        runs.append((first, len(sizes)))
    return runs


def windows(passage: dict, vocabulary: Vocabulary, budget: int = BUDGET) -> list[Window]:
    """Cuts a passage. Blocks, where a passage has several, are never joined."""
    pieces = [vocabulary.of_word(word) for word in passage["words"]]
    sentences = [tuple(s) for s in passage["sentences"]]
    bits = name_bits(passage) if "names" in passage else None
    # Sentences of one block, as ranges of sentence numbers.
    groups, first = [], 0
    ends = {end for _, end in passage.get("blocks", [])}
    for i, (_, end) in enumerate(sentences):
        if end in ends:
            groups.append((first, i + 1))
            first = i + 1
    if first < len(sentences):
        groups.append((first, len(sentences)))
    out = []
    for low, high in groups:
        sizes = [sum(len(pieces[w]) for w in range(*sentences[i])) for i in range(low, high)]
        for a, b in pack(sizes, budget):
            run = sentences[low + a : low + b]
            # Cut what no position is left for: only in training, where losing it costs nothing.
            start, end = run[0][0], run[-1][1]
            total = 0
            for w in range(start, end):
                total += len(pieces[w])
                if total > LONGEST:
                    end = w
                    break
            run = [(s - start, min(e, end) - start) for s, e in run if s < end]
            out.append(_cut(passage, pieces, bits, start, end, run))
    return out


def _cut(passage, pieces, bits, start, end, run) -> Window:
    space = passage.get("space") or [True] * len(passage["words"])
    window = Window(
        passage.get("set", ""), passage["words"][start:end], pieces[start:end], run,
        passage.get("quote", [0] * len(passage["words"]))[start:end],
    )
    window.texts = [
        "".join(w + (" " if gap else "") for w, gap in zip(window.words[s:e], space[start + s : start + e])).strip()
        for s, e in run
    ]
    if "upos" in passage:
        window.upos = [UPOS_ID.get(tag, NONE) for tag in passage["upos"][start:end]]
        window.xpos = [XPOS_ID.get(tag, NONE) for tag in passage["xpos"][start:end]]
    if "head" in passage:
        base = {w: s for s, e in run for w in range(s, e)}
        heads = passage["head"][start:end]
        window.heads = [0 if h == 0 else base[w] + h for w, h in enumerate(heads)]
        # A head beyond a cut has no place here.
        window.heads = [h if h <= end - start else NONE for h in window.heads]
        window.relations = [relation(label) for label in passage["deprel"][start:end]]
        window.start = True
    if bits is not None:
        window.names = bits[start:end]
        window.gold_names = [
            [s - start, e - start, name] for s, e, name in passage["names"] if start <= s and e <= end
        ]
    if "attributions" in passage:
        window.attributions = []
        for one in passage["attributions"]:
            parts = {}
            for role in ("source", "cue", "content"):
                spans = [(max(s, start) - start, min(e, end) - start) for s, e in one.get(role, [])]
                parts[role] = [(s, e) for s, e in spans if s < e]
            if any(parts.values()):
                window.attributions.append(parts)
    return window


def vary(words: list[str], rng: random.Random) -> list[str]:
    """Now and then the same words shouted, in lower case or as a headline."""
    draw = rng.random()
    if draw < 0.03:
        return [word.upper() for word in words]
    if draw < 0.05:
        return [word.lower() for word in words]
    if draw < 0.065:
        return [word[:1].upper() + word[1:] if len(word) > 3 else word for word in words]
    return words


def batches(all_windows: list[Window], limit: int, rng: random.Random) -> list[list[Window]]:
    """Batches of at most `limit` pieces with padding, alike in length, in random order."""
    order = list(range(len(all_windows)))
    rng.shuffle(order)
    out = []
    for at in range(0, len(order), 4000):
        chunk = sorted(order[at : at + 4000], key=lambda i: all_windows[i].size)
        batch, widest = [], 0
        for i in chunk:
            widest = max(widest, all_windows[i].size)
            if batch and widest * (len(batch) + 1) > limit:
                out.append([all_windows[j] for j in batch])
                batch, widest = [], all_windows[i].size
            batch.append(i)
        if batch:
            out.append([all_windows[j] for j in batch])
    rng.shuffle(out)
    return out


def collate(batch: list[Window], vocabulary: Vocabulary, rng: random.Random | None = None) -> dict:
    """The tensors of a batch; with `rng` also its variations and targets."""
    count = max(len(w.words) for w in batch)
    size = max(w.size for w in batch)
    b = len(batch)
    pieces = torch.full((b, size), vocabulary.pad)
    piece_shapes = torch.zeros((b, size), dtype=torch.long)
    piece_quotes = torch.zeros((b, size), dtype=torch.long)
    word_of = torch.full((b, size), -1)
    mask = torch.zeros((b, size), dtype=torch.bool)
    word_shapes = torch.zeros((b, count), dtype=torch.long)
    word_quotes = torch.zeros((b, count), dtype=torch.long)
    sentence_of = torch.full((b, count), -1)
    for i, w in enumerate(batch):
        words = vary(w.words, rng) if rng else w.words
        kinds = [k for s, e in w.sentences for k in shapes(words[s:e])]
        ids, owner = [vocabulary.first], [-1]
        for at, cut in enumerate(w.pieces):
            ids.extend(cut)
            owner.extend([at] * len(cut))
        ids.append(vocabulary.last)
        owner.append(-1)
        n, m = len(ids), len(words)
        pieces[i, :n] = torch.tensor(ids)
        word_of[i, :n] = torch.tensor(owner)
        mask[i, :n] = True
        word_shapes[i, :m] = torch.tensor(kinds)
        word_quotes[i, :m] = torch.tensor(w.quotes)
        piece_shapes[i, :n] = torch.tensor([kinds[o] if o >= 0 else 0 for o in owner])
        piece_quotes[i, :n] = torch.tensor([w.quotes[o] if o >= 0 else 0 for o in owner])
        for k, (s, e) in enumerate(w.sentences):
            sentence_of[i, s:e] = k
    return {
        "pieces": pieces, "shapes": piece_shapes, "quotes": piece_quotes, "word_of": word_of,
        "mask": mask, "word_shapes": word_shapes, "word_quotes": word_quotes,
        "sentence_of": sentence_of, "windows": batch,
    }
